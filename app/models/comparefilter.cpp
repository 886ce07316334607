#include "models/comparefilter.h"

#include "analysis/comparison.h"
#include "models/filterwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace whittle::app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::CompareFilter)
};

using Test = std::function<bool(const ComparedRow &)>;
using Parsed = std::expected<Test, QString>;

QString nameOf(profile::Change change)
{
    const auto name = profile::changeName(change);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

Parsed changeTest(const QString &value)
{
    if (value == QLatin1StringView("same") || value == QLatin1StringView("no"))
        return [](const ComparedRow &row) { return !row.change; };
    if (value == QLatin1StringView("yes") || value == QLatin1StringView("*"))
        return [](const ComparedRow &row) { return row.change.has_value(); };
    std::vector<profile::Change> wanted;
    QStringList names;
    for (const auto change : analysis::kAllChanges) {
        names << nameOf(change);
        if (nameOf(change).contains(value, Qt::CaseInsensitive))
            wanted.push_back(change);
    }
    if (wanted.empty())
        return std::unexpected(Text::tr("“change:” is followed by %1 or same, not by “%2”.").arg(names.join(QStringLiteral(", ")), value));
    return [wanted](const ComparedRow &row) { return row.change && std::ranges::contains(wanted, *row.change); };
}

/// A word of the syscall table's language, asked of the first or the last side.
Parsed sideTest(const QString &word, bool first)
{
    auto filter = SyscallFilter::parse(word);
    if (!filter)
        return std::unexpected(filter.error());
    return [inner = std::move(*filter), first](const ComparedRow &row) { return inner.accepts(first ? row.sides.front() : row.sides.back()); };
}

Parsed makeTest(const filterwords::Word &word)
{
    const QString key = word.term ? word.term->key : QString();
    const auto quoted = [](const QString &text) { return QStringLiteral("\"%1\"").arg(text); };
    Parsed test;
    if (key == QLatin1StringView("change"))
        test = changeTest(word.term->value);
    else if (key == QLatin1StringView("left") || key == QLatin1StringView("right"))
        test = sideTest(QStringLiteral("action:") + quoted(word.term->value), key == QLatin1StringView("left"));
    else
        test = sideTest(word.term ? key + word.term->comparison + quoted(word.term->value) : quoted(word.plain), false);
    if (test && word.negated)
        return [inner = std::move(*test)](const ComparedRow &row) { return !inner(row); };
    return test;
}

} // namespace

std::expected<CompareFilter, QString> CompareFilter::parse(const QString &text)
{
    const auto words = filterwords::parse(text);
    if (!words)
        return std::unexpected(words.error());
    CompareFilter filter;
    for (const auto &word : *words) {
        auto test = makeTest(word);
        if (!test)
            return std::unexpected(test.error());
        filter.m_terms.push_back(std::move(*test));
    }
    return filter;
}

bool CompareFilter::accepts(const ComparedRow &row) const
{
    return std::ranges::all_of(m_terms, [&](const Test &test) { return test(row); });
}

QStringList CompareFilter::examples()
{
    QStringList list = {QStringLiteral("left:allow"), QStringLiteral("left:deny"), QStringLiteral("right:allow"), QStringLiteral("right:deny"), QStringLiteral("right:ENOSYS")};
    for (const auto change : analysis::kAllChanges)
        list << QStringLiteral("change:") + nameOf(change);
    for (const auto &example : SyscallFilter::examples())
        if (!example.startsWith(QLatin1StringView("differs:saved")))
            list << example;
    return list;
}

} // namespace whittle::app
