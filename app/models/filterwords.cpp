#include "models/filterwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace whittle::app::filterwords {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::FilterWords)
};

QStringList split(const QString &text)
{
    QStringList words;
    QString word;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == QLatin1Char('"')) {
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            if (!word.isEmpty())
                words << word;
            word.clear();
            continue;
        }
        word += c;
    }
    if (!word.isEmpty())
        words << word;
    return words;
}

std::expected<Word, QString> parseWord(const QString &word)
{
    Word result;
    auto typed = splitTerm(word);
    result.negated = !typed.sign.isEmpty();
    if (typed.comparison.isEmpty()) {
        result.plain = typed.key;
        return result;
    }
    result.term = Term{typed.key.toLower(), typed.comparison, typed.value};
    if (result.term->value.isEmpty())
        return std::unexpected(Text::tr("“%1” lacks its value.").arg(word));
    return result;
}

} // namespace

TypedTerm splitTerm(const QString &word)
{
    TypedTerm result;
    const bool negated = word.size() > 1 && (word.startsWith(QLatin1Char('-')) || word.startsWith(QLatin1Char('!')));
    result.sign = negated ? word.left(1) : QString();
    QString rest = word.mid(result.sign.size());
    qsizetype end = 0;
    while (end < rest.size() && rest[end].isLetter())
        ++end;
    static const std::array kComparisons = {QLatin1StringView(">="), QLatin1StringView("<="), QLatin1StringView(">"), QLatin1StringView("<"), QLatin1StringView("="), QLatin1StringView(":")};
    const auto found = std::ranges::find_if(kComparisons, [&](QLatin1StringView comparison) { return QStringView(rest).mid(end).startsWith(comparison); });
    if (end == 0 || found == kComparisons.end()) {
        result.key = rest.remove(QLatin1Char('"'));
        return result;
    }
    result.key = rest.left(end);
    result.comparison = QString(*found);
    result.value = rest.mid(end + found->size()).remove(QLatin1Char('"'));
    return result;
}

WordPlace wordAt(const QString &text, qsizetype position)
{
    WordPlace place;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('"'))
            quoted = !quoted;
        if (!text[i].isSpace() || quoted)
            continue;
        if (i >= position) {
            place.end = i;
            return place;
        }
        place.begin = i + 1;
    }
    place.end = text.size();
    return place;
}

std::expected<std::vector<Word>, QString> parse(const QString &text)
{
    std::vector<Word> result;
    for (const auto &word : split(text)) {
        auto parsed = parseWord(word);
        if (!parsed)
            return std::unexpected(parsed.error());
        result.push_back(std::move(*parsed));
    }
    return result;
}

std::unexpected<QString> expects(const Term &term, const QString &what)
{
    return std::unexpected(Text::tr("“%1” is followed by %2, not by “%3”.").arg(term.key + term.comparison, what, term.value));
}

bool isYes(const QString &value)
{
    return value == QLatin1StringView("yes") || value == QLatin1StringView("*");
}

bool hasTerm(const QString &text, const QString &term)
{
    return split(text).contains(term, Qt::CaseInsensitive);
}

QString withTerm(const QString &text, const QString &term, bool present)
{
    auto words = split(text);
    words.removeIf([&](const QString &word) { return word.compare(term, Qt::CaseInsensitive) == 0; });
    if (present)
        words << term;
    return words.join(QLatin1Char(' '));
}

} // namespace whittle::app::filterwords
