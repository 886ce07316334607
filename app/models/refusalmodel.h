#pragma once

#include "models/refusal.h"
#include "models/syscallrow.h"

#include <QAbstractTableModel>

#include <vector>

namespace whittle::app {

/// Refused calls, one row a syscall and program.
class RefusalModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Risk, Answer, Calls, By, With, Now, ColumnCount };
    enum class Kind { Run, Replay };

    explicit RefusalModel(Kind kind, QObject *parent = nullptr) : QAbstractTableModel(parent), m_kind(kind) {}

    [[nodiscard]] Kind kind() const { return m_kind; }
    /// Rows keep their place where they are the same calls as before.
    void setRefusals(std::vector<Refusal> refusals);
    [[nodiscard]] const Refusal &refusal(int row) const { return m_rows[static_cast<std::size_t>(row)].refusal; }
    [[nodiscard]] int rowOf(const Refusal &refusal) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        Refusal refusal;
        SyscallRow cell;
    };
    static Row rowFor(Refusal refusal);
    [[nodiscard]] QString display(const Refusal &refusal, int column) const;

    Kind m_kind;
    std::vector<Row> m_rows;
};

namespace words {

/// "refused", "allowed now", …
[[nodiscard]] QString now(Refusal::Now now);
/// "3", or of a replay "2 of 5", "may be 3 of 5".
[[nodiscard]] QString refusedCalls(const Refusal &refusal);

} // namespace words

} // namespace whittle::app
