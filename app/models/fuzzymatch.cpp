#include "models/fuzzymatch.h"

#include <QStringList>

#include <algorithm>
#include <limits>
#include <vector>

namespace whittle::app {
namespace {

constexpr int kMaxLength = 256; // of what is looked at
constexpr int kNone = std::numeric_limits<int>::min() / 2;
constexpr int kHit = 16;
constexpr int kWordStart = 24;
constexpr int kTextStart = 12; // besides
constexpr int kRun = 20;
constexpr int kGap = 1; // off for each character between two hits, up to kMaxGap
constexpr int kMaxGap = 12;

bool startsWord(const QString &text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    return !before.isLetterOrNumber() || (before.isLower() && text[at].isUpper()) || (!before.isDigit() && text[at].isDigit());
}

/// One word of the pattern, by dynamic programming: best[i][j] is the best score with character i of the word at j of the text.
std::optional<FuzzyMatch> matchWord(const QString &word, const QString &text)
{
    const auto columns = std::min<qsizetype>(text.size(), kMaxLength);
    const auto rows = word.size();
    if (rows > columns)
        return std::nullopt;
    std::vector<int> best(static_cast<std::size_t>(rows * columns), kNone);
    std::vector<int> from(best.size(), -1);
    const auto at = [columns](qsizetype i, qsizetype j) { return static_cast<std::size_t>(i * columns + j); };
    for (qsizetype i = 0; i < rows; ++i) {
        for (qsizetype j = i; j < columns; ++j) {
            if (text[j].toCaseFolded() != word[i].toCaseFolded())
                continue;
            const int own = kHit + (startsWord(text, j) ? kWordStart : 0) + (j == 0 ? kTextStart : 0);
            if (i == 0) {
                best[at(i, j)] = own - std::min(static_cast<int>(j), kMaxGap) * kGap;
                continue;
            }
            for (qsizetype k = i - 1; k < j; ++k) {
                const int before = best[at(i - 1, k)];
                if (before == kNone)
                    continue;
                const int gap = static_cast<int>(j - k - 1);
                const int score = before + own + (gap == 0 ? kRun : -std::min(gap, kMaxGap) * kGap);
                if (score > best[at(i, j)]) {
                    best[at(i, j)] = score;
                    from[at(i, j)] = static_cast<int>(k);
                }
            }
        }
    }
    const auto last = best.begin() + static_cast<std::ptrdiff_t>(at(rows - 1, 0));
    const auto top = std::max_element(last, best.end());
    if (top == best.end() || *top == kNone)
        return std::nullopt;
    FuzzyMatch match{*top, {}};
    auto j = static_cast<qsizetype>(top - last);
    for (qsizetype i = rows - 1; i >= 0; --i) {
        match.positions.prepend(static_cast<int>(j));
        j = from[at(i, j)];
    }
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text)
{
    FuzzyMatch all;
    for (const auto &word : pattern.left(kMaxLength).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto match = matchWord(word, text);
        if (!match)
            return std::nullopt;
        all.score += match->score;
        all.positions += match->positions;
    }
    if (!all.positions.isEmpty())
        all.score -= static_cast<int>(std::min<qsizetype>(text.size(), kMaxLength)) / 4;
    std::ranges::sort(all.positions);
    all.positions.erase(std::ranges::unique(all.positions).begin(), all.positions.end());
    return all;
}

} // namespace whittle::app
