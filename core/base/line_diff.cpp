#include "base/line_diff.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>

namespace whittle {

namespace {

// Edits that a stretch between two anchors may take; beyond it the stretch counts as replaced. Memory grows with the square.
constexpr std::ptrdiff_t kMostEdits = 600;
// Pairs of lines whose likeness is looked at within one replaced stretch; beyond it lines are paired in order.
constexpr std::size_t kMostPairs = 10'000;
constexpr int kDeepestAnchors = 60;
// Lines less alike than this share are no change of one another.
constexpr double kLeastLikeness = 0.4;
// Of a longer line only the ends are compared.
constexpr std::size_t kMostWords = 2'000;

using Ids = std::span<const std::uint32_t>;
using Matches = std::vector<std::pair<std::size_t, std::size_t>>; // equal items, left and right, both rising

void addShortestEdit(Ids left, Ids right, std::size_t leftAt, std::size_t rightAt, Matches &matches)
{
    const auto n = static_cast<std::ptrdiff_t>(left.size());
    const auto m = static_cast<std::ptrdiff_t>(right.size());
    const std::ptrdiff_t most = std::min(n + m, kMostEdits);
    // furthest[k]: how far along the left the best path of d edits on diagonal k gets. Source: E. W. Myers, "An O(ND) Difference Algorithm", 1986.
    std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * most + 3), 0);
    const auto at = [most](std::ptrdiff_t k) { return static_cast<std::size_t>(k + most + 1); };
    std::vector<std::vector<std::ptrdiff_t>> steps;
    for (std::ptrdiff_t d = 0; d <= most; ++d) {
        steps.emplace_back(furthest.begin() + static_cast<std::ptrdiff_t>(at(-d)) - 1, furthest.begin() + static_cast<std::ptrdiff_t>(at(d)) + 2);
        for (std::ptrdiff_t k = -d; k <= d; k += 2) {
            const bool down = k == -d || (k != d && furthest[at(k - 1)] < furthest[at(k + 1)]);
            std::ptrdiff_t x = down ? furthest[at(k + 1)] : furthest[at(k - 1)] + 1;
            while (x < n && x - k < m && x - k >= 0 && left[static_cast<std::size_t>(x)] == right[static_cast<std::size_t>(x - k)])
                ++x;
            furthest[at(k)] = x;
            if (x < n || x - k < m)
                continue;
            // Walk back through the steps.
            Matches found;
            std::ptrdiff_t toX = n;
            std::ptrdiff_t toY = m;
            for (std::ptrdiff_t step = d; step >= 0; --step) {
                const auto &before = steps[static_cast<std::size_t>(step)];
                const auto of = [&before, step](std::ptrdiff_t diagonal) { return before[static_cast<std::size_t>(diagonal + step + 1)]; };
                const std::ptrdiff_t diagonal = toX - toY;
                std::ptrdiff_t fromX = 0;
                std::ptrdiff_t fromY = 0;
                if (step > 0) {
                    const bool wasDown = diagonal == -step || (diagonal != step && of(diagonal - 1) < of(diagonal + 1));
                    const std::ptrdiff_t previous = wasDown ? diagonal + 1 : diagonal - 1;
                    fromX = of(previous);
                    fromY = fromX - previous;
                }
                while (toX > fromX && toY > fromY && toX > 0 && toY > 0) {
                    --toX;
                    --toY;
                    if (left[static_cast<std::size_t>(toX)] != right[static_cast<std::size_t>(toY)]) { // the edit itself, not the run behind it
                        ++toX;
                        ++toY;
                        break;
                    }
                    found.emplace_back(leftAt + static_cast<std::size_t>(toX), rightAt + static_cast<std::size_t>(toY));
                }
                toX = fromX;
                toY = fromY;
            }
            matches.insert(matches.end(), found.rbegin(), found.rend());
            return;
        }
    }
}

// Items that occur once on both sides, in the longest order that both sides agree on.
Matches anchorsOf(Ids left, Ids right)
{
    struct Places
    {
        std::size_t leftCount = 0;
        std::size_t rightCount = 0;
        std::size_t right = 0;
    };
    std::unordered_map<std::uint32_t, Places> places;
    for (const auto id : left)
        ++places[id].leftCount;
    for (std::size_t i = 0; i < right.size(); ++i) {
        Places &place = places[right[i]];
        ++place.rightCount;
        place.right = i;
    }
    Matches unique;
    for (std::size_t i = 0; i < left.size(); ++i) {
        const Places &place = places[left[i]];
        if (place.leftCount == 1 && place.rightCount == 1)
            unique.emplace_back(i, place.right);
    }
    // Longest rising run of right places.
    std::vector<std::size_t> ends; // index into unique of the smallest end of a run of that length
    std::vector<std::size_t> previous(unique.size(), 0);
    for (std::size_t i = 0; i < unique.size(); ++i) {
        const auto place = std::ranges::lower_bound(ends, unique[i].second, {}, [&](std::size_t end) { return unique[end].second; });
        previous[i] = place == ends.begin() ? i : *(place - 1);
        if (place == ends.end())
            ends.push_back(i);
        else
            *place = i;
    }
    Matches anchors;
    if (ends.empty())
        return anchors;
    for (std::size_t i = ends.back(), count = ends.size(); count > 0; --count, i = previous[i])
        anchors.push_back(unique[i]);
    std::ranges::reverse(anchors);
    return anchors;
}

void addMatches(Ids left, Ids right, std::size_t leftAt, std::size_t rightAt, int depth, Matches &matches)
{
    std::size_t begin = 0;
    while (begin < left.size() && begin < right.size() && left[begin] == right[begin]) {
        matches.emplace_back(leftAt + begin, rightAt + begin);
        ++begin;
    }
    std::size_t end = 0;
    while (end < left.size() - begin && end < right.size() - begin && left[left.size() - 1 - end] == right[right.size() - 1 - end])
        ++end;
    const Ids leftRest = left.subspan(begin, left.size() - begin - end);
    const Ids rightRest = right.subspan(begin, right.size() - begin - end);
    if (!leftRest.empty() && !rightRest.empty()) {
        const Matches anchors = depth < kDeepestAnchors ? anchorsOf(leftRest, rightRest) : Matches();
        if (anchors.empty()) {
            addShortestEdit(leftRest, rightRest, leftAt + begin, rightAt + begin, matches);
        } else {
            std::size_t x = 0;
            std::size_t y = 0;
            for (const auto &[toX, toY] : anchors) {
                addMatches(leftRest.subspan(x, toX - x), rightRest.subspan(y, toY - y), leftAt + begin + x, rightAt + begin + y, depth + 1, matches);
                matches.emplace_back(leftAt + begin + toX, rightAt + begin + toY);
                x = toX + 1;
                y = toY + 1;
            }
            addMatches(leftRest.subspan(x), rightRest.subspan(y), leftAt + begin + x, rightAt + begin + y, depth + 1, matches);
        }
    }
    for (std::size_t i = end; i > 0; --i)
        matches.emplace_back(leftAt + left.size() - i, rightAt + right.size() - i);
}

bool isWordByte(char c)
{
    // Bytes of other alphabets count as letters, so that no character is cut in two.
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<LineMark> wordsOf(std::string_view line)
{
    std::vector<LineMark> words;
    for (std::size_t i = 0; i < line.size();) {
        std::size_t end = i + 1;
        if (isWordByte(line[i]))
            while (end < line.size() && isWordByte(line[end]))
                ++end;
        words.push_back({i, end});
        i = end;
    }
    return words;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view line)
{
    while (!line.empty() && isBlank(line.front()))
        line.remove_prefix(1);
    while (!line.empty() && isBlank(line.back()))
        line.remove_suffix(1);
    return line;
}

/// 0 (nothing) to 1 (the same): the share of the longer line that both begin and end with.
double likeness(std::string_view left, std::string_view right)
{
    left = trimmed(left);
    right = trimmed(right);
    const std::size_t shorter = std::min(left.size(), right.size());
    const std::size_t longer = std::max(left.size(), right.size());
    if (longer == 0)
        return 1;
    std::size_t begin = 0;
    while (begin < shorter && left[begin] == right[begin])
        ++begin;
    std::size_t end = 0;
    while (end < shorter - begin && left[left.size() - 1 - end] == right[right.size() - 1 - end])
        ++end;
    return static_cast<double>(begin + end) / static_cast<double>(longer);
}

void addMark(std::vector<LineMark> &marks, const LineMark &word)
{
    if (!marks.empty() && marks.back().end == word.begin)
        marks.back().end = word.end;
    else
        marks.push_back(word);
}

void markWords(std::string_view left, std::string_view right, AlignedLine &line)
{
    const auto leftWords = wordsOf(left);
    const auto rightWords = wordsOf(right);
    if (leftWords.size() > kMostWords || rightWords.size() > kMostWords) {
        if (!left.empty())
            line.leftMarks.push_back({0, left.size()});
        if (!right.empty())
            line.rightMarks.push_back({0, right.size()});
        return;
    }
    std::unordered_map<std::string_view, std::uint32_t> known;
    const auto idsOf = [&known](std::string_view text, const std::vector<LineMark> &words) {
        std::vector<std::uint32_t> ids;
        for (const LineMark &word : words)
            ids.push_back(known.try_emplace(text.substr(word.begin, word.end - word.begin), static_cast<std::uint32_t>(known.size())).first->second);
        return ids;
    };
    const auto leftIds = idsOf(left, leftWords);
    const auto rightIds = idsOf(right, rightWords);
    Matches matches;
    addMatches(leftIds, rightIds, 0, 0, 0, matches);
    std::size_t x = 0;
    std::size_t y = 0;
    const auto upTo = [&](std::size_t toX, std::size_t toY) {
        for (; x < toX; ++x)
            addMark(line.leftMarks, leftWords[x]);
        for (; y < toY; ++y)
            addMark(line.rightMarks, rightWords[y]);
    };
    for (const auto &[toX, toY] : matches) {
        upTo(toX, toY);
        ++x;
        ++y;
    }
    upTo(leftWords.size(), rightWords.size());
}

class Aligner
{
public:
    Aligner(std::string_view left, std::string_view right, Indentation indentation)
        : m_left(linesOf(left)), m_right(linesOf(right)), m_leftStarts(m_left.size()), m_rightStarts(m_right.size())
    {
        if (indentation == Indentation::Counts)
            return;
        for (auto [lines, starts] : {std::pair(&m_left, &m_leftStarts), std::pair(&m_right, &m_rightStarts)}) {
            for (std::size_t i = 0; i < lines->size(); ++i) {
                const std::string_view inner = trimmed((*lines)[i]);
                (*starts)[i] = static_cast<std::size_t>(inner.data() - (*lines)[i].data());
                (*lines)[i] = inner;
            }
        }
    }

    std::vector<AlignedLine> align()
    {
        std::unordered_map<std::string_view, std::uint32_t> known;
        const auto idsOf = [&known](const std::vector<std::string_view> &lines) {
            std::vector<std::uint32_t> ids;
            ids.reserve(lines.size());
            for (const std::string_view line : lines)
                ids.push_back(known.try_emplace(line, static_cast<std::uint32_t>(known.size())).first->second);
            return ids;
        };
        const auto leftIds = idsOf(m_left);
        const auto rightIds = idsOf(m_right);
        Matches matches;
        addMatches(leftIds, rightIds, 0, 0, 0, matches);
        std::size_t x = 0;
        std::size_t y = 0;
        for (const auto &[toX, toY] : matches) {
            replaced(x, toX, y, toY);
            m_rows.push_back({toX, toY, true, {}, {}});
            x = toX + 1;
            y = toY + 1;
        }
        replaced(x, m_left.size(), y, m_right.size());
        return std::move(m_rows);
    }

private:
    void alone(std::size_t leftBegin, std::size_t leftEnd, std::size_t rightBegin, std::size_t rightEnd)
    {
        for (std::size_t i = leftBegin; i < leftEnd; ++i)
            m_rows.push_back({i, std::nullopt, false, {}, {}});
        for (std::size_t i = rightBegin; i < rightEnd; ++i)
            m_rows.push_back({std::nullopt, i, false, {}, {}});
    }

    void pair(std::size_t left, std::size_t right)
    {
        // Equal lines are met here where a stretch took more edits than are looked for.
        AlignedLine line{left, right, m_left[left] == m_right[right], {}, {}};
        if (!line.isSame)
            markWords(m_left[left], m_right[right], line);
        for (auto [marks, start] : {std::pair(&line.leftMarks, m_leftStarts[left]), std::pair(&line.rightMarks, m_rightStarts[right])}) {
            for (LineMark &mark : *marks) {
                mark.begin += start;
                mark.end += start;
            }
        }
        m_rows.push_back(std::move(line));
    }

    // A stretch without equal lines: pairs of the most alike, the rest alone.
    void replaced(std::size_t leftBegin, std::size_t leftEnd, std::size_t rightBegin, std::size_t rightEnd)
    {
        const std::size_t n = leftEnd - leftBegin;
        const std::size_t m = rightEnd - rightBegin;
        if (n == 0 || m == 0) {
            alone(leftBegin, leftEnd, rightBegin, rightEnd);
            return;
        }
        if (n > kMostPairs / m) {
            const std::size_t shorter = std::min(n, m);
            for (std::size_t i = 0; i < shorter; ++i)
                pair(leftBegin + i, rightBegin + i);
            alone(leftBegin + shorter, leftEnd, rightBegin + shorter, rightEnd);
            return;
        }
        // best[i][j]: the likeness that the rest from i and j on can still have.
        std::vector<double> best((n + 1) * (m + 1), 0);
        std::vector<double> alike(n * m, 0);
        const auto at = [m](std::size_t i, std::size_t j) { return i * (m + 1) + j; };
        for (std::size_t i = n; i-- > 0;) {
            for (std::size_t j = m; j-- > 0;) {
                const double here = likeness(m_left[leftBegin + i], m_right[rightBegin + j]);
                alike[i * m + j] = here >= kLeastLikeness ? here : 0;
                const double paired = alike[i * m + j] > 0 ? alike[i * m + j] + best[at(i + 1, j + 1)] : 0;
                best[at(i, j)] = std::max({paired, best[at(i + 1, j)], best[at(i, j + 1)]});
            }
        }
        std::size_t i = 0;
        std::size_t j = 0;
        while (i < n && j < m) {
            if (alike[i * m + j] > 0 && best[at(i, j)] == alike[i * m + j] + best[at(i + 1, j + 1)]) {
                pair(leftBegin + i, rightBegin + j);
                ++i;
                ++j;
            } else if (best[at(i, j)] == best[at(i + 1, j)]) {
                alone(leftBegin + i, leftBegin + i + 1, 0, 0);
                ++i;
            } else {
                alone(0, 0, rightBegin + j, rightBegin + j + 1);
                ++j;
            }
        }
        alone(leftBegin + i, leftEnd, rightBegin + j, rightEnd);
    }

    std::vector<std::string_view> m_left;
    std::vector<std::string_view> m_right;
    std::vector<std::size_t> m_leftStarts; // of what is compared, in its line
    std::vector<std::size_t> m_rightStarts;
    std::vector<AlignedLine> m_rows;
};

} // namespace

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.push_back(line);
    }
    return lines;
}

std::vector<AlignedLine> alignLines(std::string_view left, std::string_view right, Indentation indentation)
{
    return Aligner(left, right, indentation).align();
}

std::string withRowsFrom(std::string_view left, std::string_view right, const std::vector<AlignedLine> &rows, std::size_t begin, std::size_t end, bool toRight)
{
    // Where the rows of a side lie in its text, in bytes.
    const auto stretch = [&](std::string_view text, std::optional<std::size_t> AlignedLine::*line) {
        const auto isThere = [line](const AlignedLine &row) { return (row.*line).has_value(); };
        const auto before = static_cast<std::size_t>(std::count_if(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(begin), isThere));
        const auto count = static_cast<std::size_t>(std::count_if(rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.begin() + static_cast<std::ptrdiff_t>(end), isThere));
        const auto lines = linesOf(text);
        const auto offset = [&](std::size_t number) { return number < lines.size() ? static_cast<std::size_t>(lines[number].data() - text.data()) : text.size(); };
        return std::pair(offset(before), offset(before + count));
    };
    const auto &from = toRight ? left : right;
    const auto &to = toRight ? right : left;
    const auto [fromBegin, fromEnd] = stretch(from, toRight ? &AlignedLine::left : &AlignedLine::right);
    const auto [toBegin, toEnd] = stretch(to, toRight ? &AlignedLine::right : &AlignedLine::left);
    std::string text(to.substr(0, toBegin));
    const auto piece = from.substr(fromBegin, fromEnd - fromBegin);
    // A last line may lack its end; in the middle of a text it needs one.
    if (!piece.empty() && !text.empty() && !text.ends_with('\n'))
        text += '\n';
    text += piece;
    if (!piece.empty() && !piece.ends_with('\n') && toEnd < to.size())
        text += '\n';
    return text.append(to.substr(toEnd));
}

} // namespace whittle
