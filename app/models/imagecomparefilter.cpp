#include "models/imagecomparefilter.h"

#include "models/filesearch.h"
#include "models/filterwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace whittle::app {
namespace {

using filterwords::expects;
using filterwords::Term;
using Fits = std::function<bool(const ImageComparison &, FileId)>;
using Parsed = std::expected<Fits, QString>;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::ImageCompareFilter)
};

const SideFile &shownSide(const ImageComparison &comparison, FileId id)
{
    return comparison.right[id].isThere ? comparison.right[id] : comparison.left[id];
}

Parsed changeTest(const Term &term)
{
    const QString value = term.value.toLower();
    const auto is = [](FileChange change) { return [change](const ImageComparison &comparison, FileId id) { return comparison.changes[id] == change; }; };
    if (value == QLatin1StringView("added"))
        return is(FileChange::Added);
    if (value == QLatin1StringView("removed"))
        return is(FileChange::Removed);
    if (value == QLatin1StringView("changed"))
        return is(FileChange::Changed);
    if (value == QLatin1StringView("same"))
        return is(FileChange::Same);
    return expects(term, Text::tr("added, removed, changed or same"));
}

Parsed makeTest(const Term &term)
{
    if (term.key == QLatin1StringView("change"))
        return changeTest(term);
    if (term.key == QLatin1StringView("what"))
        return [value = term.value.toStdString()](const ImageComparison &comparison, FileId id) {
            const auto *difference = comparison.differenceOf(id);
            return difference && std::ranges::any_of(difference->changes, [&](const std::string &change) { return change.contains(value); });
        };
    if (term.key == QLatin1StringView("type")) {
        auto test = filesearch::typeTest(term);
        if (!test)
            return std::unexpected(test.error());
        return [test = std::move(*test)](const ImageComparison &comparison, FileId id) { return test(shownSide(comparison, id).type, shownSide(comparison, id).mode); };
    }
    if (term.key == QLatin1StringView("size")) {
        auto test = filesearch::sizeTest(term);
        if (!test)
            return std::unexpected(test.error());
        return [test = std::move(*test)](const ImageComparison &comparison, FileId id) { return test(std::max(comparison.left[id].treeSize, comparison.right[id].treeSize)); };
    }
    return std::unexpected(Text::tr("There is no “%1” to filter by. Known: change, size, type, what.").arg(term.key));
}

} // namespace

std::expected<ImageCompareFilter, QString> ImageCompareFilter::parse(const QString &text)
{
    const auto words = filterwords::parse(text);
    if (!words)
        return std::unexpected(words.error());
    ImageCompareFilter filter;
    for (const auto &word : *words) {
        if (!word.term) {
            if (!word.plain.isEmpty())
                filter.m_texts.push_back({filesearch::lowered(word.plain), word.negated});
            continue;
        }
        auto test = makeTest(*word.term);
        if (!test)
            return std::unexpected(test.error());
        filter.m_tests.push_back([inner = std::move(*test), negated = word.negated](const ImageComparison &comparison, FileId id) { return inner(comparison, id) != negated; });
    }
    return filter;
}

std::vector<bool> ImageCompareFilter::matches(const ImageComparison &comparison) const
{
    const auto &tree = comparison.tree;
    std::vector<bool> result(tree.count(), true);
    for (const auto &text : m_texts) {
        const auto found = filesearch::filesWith(tree, text.lower);
        for (FileId id = 0; id < tree.count(); ++id)
            result[id] = result[id] && found[id] != text.negated;
    }
    for (const auto &test : m_tests)
        for (FileId id = 0; id < tree.count(); ++id)
            result[id] = result[id] && test(comparison, id);
    return result;
}

QStringList ImageCompareFilter::examples()
{
    return {QStringLiteral("change:added"), QStringLiteral("change:removed"), QStringLiteral("change:changed"), QStringLiteral("change:same"), QStringLiteral("what:content"), QStringLiteral("what:size"),
        QStringLiteral("what:mode"), QStringLiteral("what:owner"), QStringLiteral("what:time"), QStringLiteral("what:target"), QStringLiteral("what:attribute"), QStringLiteral("size>1M"), QStringLiteral("size>=100k"),
        QStringLiteral("type:file"), QStringLiteral("type:folder"), QStringLiteral("type:link"), QStringLiteral("type:setuid")};
}

} // namespace whittle::app
