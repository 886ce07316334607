#include "models/filefilter.h"

#include "documents/evidence.h"
#include "models/filesearch.h"
#include "models/filterwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace whittle::app {
namespace {

using filterwords::compares;
using filterwords::expects;
using filterwords::Term;
using Fits = std::function<bool(const ImageDocument &, FileId)>;
using Parsed = std::expected<Fits, QString>;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::FileFilter)
};

Parsed isTest(const Term &term)
{
    const QString value = term.value.toLower();
    if (value == QLatin1StringView("kept"))
        return [](const ImageDocument &document, FileId id) { return document.isKept(id); };
    if (value == QLatin1StringView("removed"))
        return [](const ImageDocument &document, FileId id) { return !document.isKept(id); };
    if (value == QLatin1StringView("observed"))
        return [](const ImageDocument &document, FileId id) { return document.contents().isObserved(id); };
    if (value == QLatin1StringView("changed"))
        return [](const ImageDocument &document, FileId id) { return document.isChanged(id); };
    return expects(term, Words::tr("kept, removed, observed or changed"));
}

Parsed typeTest(const Term &term)
{
    if (auto test = filesearch::typeTest(term))
        return [test = std::move(*test)](const ImageDocument &document, FileId id) { return test(document.tree().node(id).type, document.tree().node(id).mode); };
    else
        return std::unexpected(test.error());
}

Parsed sizeTest(const Term &term)
{
    if (auto test = filesearch::sizeTest(term))
        return [test = std::move(*test)](const ImageDocument &document, FileId id) { return test(document.tree().node(id).treeSize); };
    else
        return std::unexpected(test.error());
}

Parsed whyTest(const Term &term)
{
    std::uint16_t mask = 0;
    for (int i = 0; i <= static_cast<int>(slim::ReasonKind::Added); ++i) {
        const auto name = slim::reasonName(static_cast<slim::ReasonKind>(i));
        if (QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())).startsWith(term.value, Qt::CaseInsensitive))
            mask |= static_cast<std::uint16_t>(1U << i);
    }
    if (mask == 0)
        return expects(term, Words::tr("observed, parent, link, interpreter, library, rule, package, configured, included or added"));
    return [mask](const ImageDocument &document, FileId id) { return !document.contents().reasons.empty() && (document.contents().reasons[id] & mask) != 0; };
}

Parsed layerTest(const Term &term)
{
    bool isNumber = false;
    const auto layer = term.value.toUInt(&isNumber);
    if (!isNumber || layer == 0)
        return expects(term, Words::tr("the number of a layer, from 1"));
    return [layer, comparison = term.comparison](const ImageDocument &document, FileId id) {
        const auto own = document.tree().node(id).layer;
        return own != FileNode::kNoLayer && compares(own + 1, comparison, layer);
    };
}

Parsed byTest(const Term &term)
{
    return [value = term.value](const ImageDocument &document, FileId id) {
        const auto found = document.contents().evidence.find(id);
        return found != document.contents().evidence.end()
            && std::ranges::any_of(found->second, [&](const FileEvidence &evidence) { return processName(*document.contents().recording, *evidence.process).contains(value, Qt::CaseInsensitive); });
    };
}

Parsed makeTest(const Term &term)
{
    if (term.key == QLatin1StringView("is"))
        return isTest(term);
    if (term.key == QLatin1StringView("type"))
        return typeTest(term);
    if (term.key == QLatin1StringView("size"))
        return sizeTest(term);
    if (term.key == QLatin1StringView("why"))
        return whyTest(term);
    if (term.key == QLatin1StringView("layer"))
        return layerTest(term);
    if (term.key == QLatin1StringView("by"))
        return byTest(term);
    return std::unexpected(Words::tr("There is no “%1” to filter by. Known: by, in, is, layer, size, type, why.").arg(term.key));
}

/// "/usr/lib/" is usr/lib.
std::string folderPath(const QString &text)
{
    QStringList names = text.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    return names.join(QLatin1Char('/')).toStdString();
}

/// The folder itself and everything in it.
std::vector<bool> filesIn(const FileTree &tree, const std::string &path)
{
    std::vector<bool> found(tree.count());
    const FileId folder = tree.find(path);
    if (folder == kNoFile)
        return found;
    found[folder] = true;
    for (FileId child = folder + 1; child < tree.count(); ++child)
        if (found[tree.node(child).parent])
            found[child] = true;
    return found;
}

} // namespace

std::expected<FileFilter, QString> FileFilter::parse(const QString &text)
{
    const auto words = filterwords::parse(text);
    if (!words)
        return std::unexpected(words.error());
    FileFilter filter;
    for (const auto &word : *words) {
        if (!word.term) {
            if (!word.plain.isEmpty())
                filter.m_texts.push_back({filesearch::lowered(word.plain), word.negated});
            continue;
        }
        if (word.term->key == QLatin1StringView("in")) {
            filter.m_folders.push_back({folderPath(word.term->value), word.negated});
            continue;
        }
        auto test = makeTest(*word.term);
        if (!test)
            return std::unexpected(test.error());
        filter.m_tests.push_back({std::move(*test), word.negated});
    }
    return filter;
}

std::vector<bool> FileFilter::matches(const ImageDocument &document) const
{
    const auto &tree = document.tree();
    std::vector<bool> result(tree.count(), true);
    for (const auto &text : m_texts) {
        const auto found = filesearch::filesWith(tree, text.lower);
        for (FileId id = 0; id < tree.count(); ++id)
            result[id] = result[id] && found[id] != text.negated;
    }
    for (const auto &folder : m_folders) {
        const auto found = filesIn(tree, folder.path);
        for (FileId id = 0; id < tree.count(); ++id)
            result[id] = result[id] && found[id] != folder.negated;
    }
    for (const auto &test : m_tests)
        for (FileId id = 0; id < tree.count(); ++id)
            result[id] = result[id] && test.fits(document, id) != test.negated;
    return result;
}

QStringList FileFilter::examples()
{
    return {QStringLiteral("is:kept"), QStringLiteral("is:removed"), QStringLiteral("is:observed"), QStringLiteral("is:changed"), QStringLiteral("size>1M"), QStringLiteral("size>=100k"),
        QStringLiteral("why:observed"), QStringLiteral("why:library"), QStringLiteral("why:rule"), QStringLiteral("why:package"), QStringLiteral("why:included"), QStringLiteral("why:added"),
        QStringLiteral("by:nginx"), QStringLiteral("in:/usr/lib"), QStringLiteral("layer:1"), QStringLiteral("type:file"), QStringLiteral("type:folder"), QStringLiteral("type:link"), QStringLiteral("type:setuid")};
}

} // namespace whittle::app
