#pragma once

#include "imports/line_reader.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::imports::strace {

/// The table of strace -c and -C, with whatever columns (-U), one for each ABI of the trace.
class SummaryTable
{
public:
    explicit SummaryTable(Gatherer &gatherer) : m_gatherer(gatherer) {}

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] bool isRepeated() const { return m_isRepeated; }
    /// Whether the line is its heading.
    [[nodiscard]] bool begins(std::string_view line) const;
    /// isRepeated: its calls were counted line by line. Empty: the line is none of the table's, which is over.
    [[nodiscard]] std::optional<Verdict> take(std::string_view line, bool isRepeated);

private:
    enum class Column { Other, Calls, Errors, Name };

    bool readHeading(std::string_view line);
    std::optional<Verdict> takeRow(std::string_view line, bool isRepeated);

    Gatherer &m_gatherer;
    bool m_isOpen = false;
    bool m_isRepeated = false;
    AbiHint m_mode = AbiHint::Native;
    std::vector<Column> m_columns;
};

} // namespace whittle::imports::strace
