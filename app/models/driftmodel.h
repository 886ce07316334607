#pragma once

#include "analysis/drift.h"
#include "models/groupedmodel.h"
#include "models/syscallrow.h"

#include <vector>

namespace whittle::app {

class CompareDocument;

/// What two recordings do differently, in groups: new syscalls, new argument values, …, then what is gone. Empty where the document compares
/// something else.
class DriftModel final : public GroupedModel
{
    Q_OBJECT

public:
    enum Column { What, Risk, Detail, Times, ColumnCount };
    enum Role { AddedRole = Qt::UserRole + 100 }; // of headings: true for what is new

    explicit DriftModel(const CompareDocument &document, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The syscall that a row is about; nullptr where it is about something else.
    [[nodiscard]] const SyscallRow *syscallRow(const QModelIndex &index) const;

protected:
    [[nodiscard]] int groupCount() const override { return static_cast<int>(m_groups.size()); }
    [[nodiscard]] int itemCount(int group) const override { return static_cast<int>(m_groups[static_cast<std::size_t>(group)].items.size()); }

private:
    struct Item
    {
        QString what;
        QString detail;
        std::uint64_t times = 0; // 0: says nothing
        SyscallRow row; // with a syscall where there is one
    };
    struct Group
    {
        QString title;
        bool isAdded = true;
        std::vector<Item> items;
    };

    void rebuild();
    void addSide(const analysis::DriftSide &side, bool isAdded);
    [[nodiscard]] SyscallRow rowOf(Abi abi, const syscalls::Syscall *syscall) const;
    [[nodiscard]] const Item *item(const QModelIndex &index) const;

    const CompareDocument &m_document;
    std::vector<Group> m_groups;
};

} // namespace whittle::app
