#include "models/accessmodel.h"
#include "models/filterwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace whittle::app {
namespace {

using filterwords::expects;
using filterwords::Term;
using Kind = apparmor::RecordedAccess::Kind;
using Test = std::function<bool(const AccessRow &)>;
using Parsed = std::expected<Test, QString>;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::AccessFilter)
};

constexpr std::array kKinds = {std::pair("file", Kind::File), std::pair("capability", Kind::Capability), std::pair("network", Kind::Network)};
constexpr std::array kDone = {std::pair("read", apparmor::file_permission::kRead), std::pair("write", apparmor::file_permission::kWrite), std::pair("link", apparmor::file_permission::kLink),
    std::pair("lock", apparmor::file_permission::kLock), std::pair("map", apparmor::file_permission::kMap), std::pair("execute", apparmor::file_permission::kExecute)};

bool names(const AccessRow &row, const QString &text)
{
    return QString::fromStdString(row.access->name).contains(text, Qt::CaseInsensitive) || QString::fromStdString(row.access->why).contains(text, Qt::CaseInsensitive);
}

bool isBy(const AccessRow &row, const QString &text)
{
    return std::ranges::any_of(row.access->commands, [&](const std::string &command) { return QString::fromStdString(command).contains(text, Qt::CaseInsensitive); });
}

Parsed isTest(const Term &term)
{
    for (const auto &[name, allowed] : {std::pair("allowed", true), std::pair("denied", false)})
        if (term.value.toLower() == QLatin1StringView(name))
            return [allowed](const AccessRow &row) { return row.answer && row.answer->allowed == allowed; };
    return expects(term, Text::tr("allowed or denied"));
}

Parsed kindTest(const Term &term)
{
    for (const auto &[name, kind] : kKinds)
        if (QLatin1StringView(name).startsWith(term.value.toLower()))
            return [kind](const AccessRow &row) { return row.access->kind == kind; };
    return expects(term, Text::tr("file, capability or network"));
}

Parsed didTest(const Term &term)
{
    for (const auto &[name, permission] : kDone)
        if (term.value.toLower() == QLatin1StringView(name))
            return [permission](const AccessRow &row) { return (row.access->permissions & permission) != 0; };
    return expects(term, Text::tr("read, write, link, lock, map or execute"));
}

Parsed makeTest(const filterwords::Word &word)
{
    if (!word.term)
        return [plain = word.plain](const AccessRow &row) { return names(row, plain) || isBy(row, plain); };
    const auto &term = *word.term;
    if (term.key == QLatin1StringView("is"))
        return isTest(term);
    if (term.key == QLatin1StringView("kind"))
        return kindTest(term);
    if (term.key == QLatin1StringView("did"))
        return didTest(term);
    if (term.key == QLatin1StringView("by"))
        return [by = term.value](const AccessRow &row) { return isBy(row, by); };
    return std::unexpected(Text::tr("“%1:” is none of the words that can be asked here: is, kind, did, by.").arg(term.key));
}

} // namespace

std::expected<AccessFilter, QString> AccessFilter::parse(const QString &text)
{
    const auto words = filterwords::parse(text);
    if (!words)
        return std::unexpected(words.error());
    AccessFilter filter;
    for (const auto &word : *words) {
        auto test = makeTest(word);
        if (!test)
            return std::unexpected(test.error());
        filter.m_terms.push_back([inner = std::move(*test), negated = word.negated](const AccessRow &row) { return inner(row) != negated; });
    }
    return filter;
}

bool AccessFilter::accepts(const AccessRow &row) const
{
    return std::ranges::all_of(m_terms, [&](const Test &test) { return test(row); });
}

QStringList AccessFilter::examples()
{
    QStringList list = {QStringLiteral("is:denied"), QStringLiteral("is:allowed"), QStringLiteral("by:nginx")};
    for (const auto &[name, kind] : kKinds)
        list << QStringLiteral("kind:") + QLatin1StringView(name);
    for (const auto &[name, permission] : kDone)
        list << QStringLiteral("did:") + QLatin1StringView(name);
    return list;
}

AccessProxy::AccessProxy(AccessModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(&model);
    setSortRole(AccessModel::SortRole);
}

void AccessProxy::setFilter(AccessFilter filter)
{
    m_filter = std::move(filter);
    invalidateRowsFilter();
}

bool AccessProxy::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    return m_filter.accepts(m_model.row(sourceRow));
}

} // namespace whittle::app
