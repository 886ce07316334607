#pragma once

#include <QString>
#include <QStringList>

#include <expected>
#include <optional>
#include <vector>

namespace whittle::app::filterwords {

/// key, comparison, value: "risk", ">=", "high".
struct Term
{
    QString key;        // lower case
    QString comparison; // ":", "=", ">=", "<=", ">", "<"
    QString value;
};

/// One word of a filter as typed: a term, or a plain text to look for; - or ! in front turns it round.
struct Word
{
    bool negated = false;
    std::optional<Term> term;
    QString plain;
};

/// A word taken apart as far as it is typed. Without a comparison all of it is the key.
struct TypedTerm
{
    QString sign; // "-", "!" or nothing
    QString key;
    QString comparison;
    QString value; // without quotes
};
[[nodiscard]] TypedTerm splitTerm(const QString &word);

/// Where the word around a position of the text begins and ends; quotes keep blanks together.
struct WordPlace
{
    qsizetype begin = 0;
    qsizetype end = 0;
};
[[nodiscard]] WordPlace wordAt(const QString &text, qsizetype position);

/// The words of a filter text; "…" keeps blanks together. The error is a translated sentence that names the word.
[[nodiscard]] std::expected<std::vector<Word>, QString> parse(const QString &text);

/// The error of a value that does not fit: "risk:" is followed by `what`, not by "…".
[[nodiscard]] std::unexpected<QString> expects(const Term &term, const QString &what);
[[nodiscard]] bool isYes(const QString &value);

/// The terms as written, for buttons that put one in and take it out.
[[nodiscard]] bool hasTerm(const QString &text, const QString &term);
[[nodiscard]] QString withTerm(const QString &text, const QString &term, bool present);

template <class T>
[[nodiscard]] bool compares(const T &left, const QString &comparison, const T &right)
{
    if (comparison == QLatin1StringView(">="))
        return left >= right;
    if (comparison == QLatin1StringView("<="))
        return left <= right;
    if (comparison == QLatin1StringView(">"))
        return left > right;
    if (comparison == QLatin1StringView("<"))
        return left < right;
    return left == right;
}

} // namespace whittle::app::filterwords
