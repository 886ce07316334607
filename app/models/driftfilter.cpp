#include "models/driftfilter.h"

#include "models/filterwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace whittle::app {
namespace {

using filterwords::expects;
using filterwords::Term;
using Kind = DriftRow::Kind;
using Test = std::function<bool(const DriftRow &)>;
using Parsed = std::expected<Test, QString>;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::DriftFilter)
};

constexpr std::array kKinds = {std::pair("syscall", Kind::Syscall), std::pair("argument", Kind::Argument), std::pair("denial", Kind::Denial), std::pair("program", Kind::Program),
    std::pair("port", Kind::Port), std::pair("path", Kind::Path), std::pair("use", Kind::Use)};

Parsed kindTest(const Term &term)
{
    for (const auto &[name, kind] : kKinds)
        if (QLatin1StringView(name).startsWith(term.value.toLower()))
            return [kind](const DriftRow &row) { return row.kind == kind; };
    return expects(term, Text::tr("syscall, argument, denial, program, port, path or use"));
}

Parsed isTest(const Term &term)
{
    for (const auto &[name, added] : {std::pair("new", true), std::pair("gone", false)})
        if (term.value.toLower() == QLatin1StringView(name))
            return [added](const DriftRow &row) { return row.isAdded == added; };
    return expects(term, Text::tr("new or gone"));
}

Parsed riskTest(const Term &term)
{
    for (const auto risk : {syscalls::Risk::Low, syscalls::Risk::Medium, syscalls::Risk::High, syscalls::Risk::Critical})
        if (const auto name = syscalls::riskName(risk); term.value.toLower().toStdString() == name)
            return [risk, comparison = term.comparison](const DriftRow &row) { return row.syscall.syscall && filterwords::compares(row.syscall.syscall->risk, comparison, risk); };
    return expects(term, Text::tr("low, medium, high or critical"));
}

Parsed timesTest(const Term &term)
{
    bool isNumber = false;
    const auto times = term.value.toULongLong(&isNumber);
    if (!isNumber)
        return expects(term, Text::tr("a number"));
    return [times = std::uint64_t{times}, comparison = term.comparison](const DriftRow &row) { return row.times > 0 && filterwords::compares(row.times, comparison, times); };
}

Parsed makeTest(const filterwords::Word &word)
{
    if (!word.term)
        return [plain = word.plain](const DriftRow &row) { return row.what.contains(plain, Qt::CaseInsensitive) || row.detail.contains(plain, Qt::CaseInsensitive); };
    const auto &term = *word.term;
    if (term.key == QLatin1StringView("kind"))
        return kindTest(term);
    if (term.key == QLatin1StringView("is"))
        return isTest(term);
    if (term.key == QLatin1StringView("risk"))
        return riskTest(term);
    if (term.key == QLatin1StringView("times"))
        return timesTest(term);
    return std::unexpected(Text::tr("“%1:” is none of the words that can be asked here: kind, is, risk, times.").arg(term.key));
}

} // namespace

std::expected<DriftFilter, QString> DriftFilter::parse(const QString &text)
{
    const auto words = filterwords::parse(text);
    if (!words)
        return std::unexpected(words.error());
    DriftFilter filter;
    for (const auto &word : *words) {
        auto test = makeTest(word);
        if (!test)
            return std::unexpected(test.error());
        filter.m_terms.push_back([inner = std::move(*test), negated = word.negated](const DriftRow &row) { return inner(row) != negated; });
    }
    return filter;
}

bool DriftFilter::accepts(const DriftRow &row) const
{
    return std::ranges::all_of(m_terms, [&](const Test &test) { return test(row); });
}

QStringList DriftFilter::examples()
{
    QStringList list = {QStringLiteral("is:new"), QStringLiteral("is:gone"), QStringLiteral("risk>=high"), QStringLiteral("risk:critical"), QStringLiteral("times>100")};
    for (const auto &[name, kind] : kKinds)
        list << QStringLiteral("kind:") + QLatin1StringView(name);
    return list;
}

DriftProxy::DriftProxy(DriftModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(&model);
}

void DriftProxy::setFilter(DriftFilter filter)
{
    m_filter = std::move(filter);
    invalidateRowsFilter();
}

int DriftProxy::shownCount() const
{
    int count = 0;
    for (int group = 0; group < rowCount(); ++group)
        count += rowCount(index(group, 0));
    return count;
}

bool DriftProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const auto index = m_model.index(sourceRow, 0, sourceParent);
    if (const auto *row = m_model.row(index))
        return m_filter.accepts(*row);
    for (int row = 0; row < m_model.rowCount(index); ++row)
        if (filterAcceptsRow(row, index))
            return true;
    return false;
}

} // namespace whittle::app
