#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace whittle::app {

/// How well a text fits what a person typed.
struct FuzzyMatch
{
    int score = 0;          // higher is better; comparable between texts for one pattern
    QList<int> positions;   // in the text, ascending: the characters that were typed
};

/// Whether the characters of the pattern come in the text in that order, upper and lower case alike; blanks in the pattern separate words that
/// may come in any order. Beginnings of words, runs of characters and short texts count more. An empty pattern fits everything with 0.
/// Linear in text × pattern; both are names, not documents.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text);

} // namespace whittle::app
