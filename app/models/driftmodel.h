#pragma once

#include "analysis/drift.h"
#include "models/groupedmodel.h"
#include "models/syscallrow.h"

#include <memory>
#include <vector>

namespace whittle::app {

class CompareDocument;
struct CompareResult;

/// One thing that one of two recordings did alone.
struct DriftRow
{
    enum class Kind { Syscall, Argument, Denial, Program, Port, Path, Use };

    Kind kind = Kind::Syscall;
    bool isAdded = true; // by the second recording
    QString what;
    QString detail;
    std::uint64_t times = 0; // 0: says nothing
    SyscallRow syscall;      // with a syscall where there is one
};

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
    /// nullptr for headings.
    [[nodiscard]] const DriftRow *row(const QModelIndex &index) const;
    /// Rows of all groups.
    [[nodiscard]] int rowTotal() const;

protected:
    [[nodiscard]] int groupCount() const override { return static_cast<int>(m_groups.size()); }
    [[nodiscard]] int itemCount(int group) const override { return static_cast<int>(m_groups[static_cast<std::size_t>(group)].items.size()); }

private:
    struct Group
    {
        QString title;
        bool isAdded = true;
        std::vector<DriftRow> items;
    };

    void rebuild();
    void addSide(const analysis::DriftSide &side, bool isAdded);
    [[nodiscard]] SyscallRow rowOf(Abi abi, const syscalls::Syscall *syscall) const;

    const CompareDocument &m_document;
    std::shared_ptr<const CompareResult> m_result; // that the rows point into
    std::vector<Group> m_groups;
};

} // namespace whittle::app
