#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle {

/// Bytes [begin, end) of one line. Ends fall between UTF-8 characters.
struct LineMark
{
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const LineMark &) const = default;
};

/// One row of two texts side by side. A line that stands on one side only has nothing beside it.
struct AlignedLine
{
    std::optional<std::size_t> left; // line from 0
    std::optional<std::size_t> right;
    bool isSame = false;
    std::vector<LineMark> leftMarks; // what differs within a pair of lines; empty for lines that stand alone
    std::vector<LineMark> rightMarks;

    bool operator==(const AlignedLine &) const = default;
};

/// Whether blanks at both ends of a line make a difference.
enum class Indentation { Counts, Ignored };

/// The lines of a text without their ends ("\n" or "\r\n"). A final line end begins no further line.
[[nodiscard]] std::vector<std::string_view> linesOf(std::string_view text);

/// Aligns two texts line by line: every line of either stands in one row, in order. Equal lines are found as a person would (anchored at
/// lines that occur once), changed ones stand beside the line that they most resemble. Time and memory are bounded for any input; texts that
/// have nearly nothing in common may be aligned more coarsely than the shortest edit would be.
[[nodiscard]] std::vector<AlignedLine> alignLines(std::string_view left, std::string_view right, Indentation indentation = Indentation::Counts);

/// The text of one side with the rows [begin, end) of an alignment as the other side has them, line ends included; every other byte stays.
/// toRight: the right text is given back, with rows of the left one.
[[nodiscard]] std::string withRowsFrom(std::string_view left, std::string_view right, const std::vector<AlignedLine> &rows, std::size_t begin, std::size_t end, bool toRight);

} // namespace whittle
