#pragma once

#include "models/syscallfilter.h"
#include "models/syscallrow.h"
#include "profile/compare.h"

#include <QString>

#include <expected>
#include <functional>
#include <optional>
#include <vector>

namespace whittle::app {

/// One row as a filter sees it: the syscall on every side, and the group that it is in.
struct ComparedRow
{
    std::vector<SyscallRow> sides;
    std::optional<profile::Change> change;
};

/// The filter language of the syscall table, asked of the last side, and what only a comparison has:
///   left:deny  right:allow  change:newly-allowed  change:looser
/// left and right take what action: takes; right is the last side.
class CompareFilter
{
public:
    [[nodiscard]] static std::expected<CompareFilter, QString> parse(const QString &text);

    [[nodiscard]] bool accepts(const ComparedRow &row) const;
    [[nodiscard]] static QStringList examples();

private:
    std::vector<std::function<bool(const ComparedRow &)>> m_terms;
};

} // namespace whittle::app
