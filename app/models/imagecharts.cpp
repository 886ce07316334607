#include "models/imagecharts.h"

#include "models/imagetreemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace whittle::app {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::ImageCharts)
};

constexpr std::size_t kMaxBars = 16;

QString pathTerm(const QString &path)
{
    // A quote cannot be written in a filter; the folder above it can.
    QString writable = path;
    while (writable.contains(QLatin1Char('"')))
        writable = writable.section(QLatin1Char('/'), 0, -2);
    if (writable.isEmpty())
        writable = QStringLiteral("/");
    return QStringLiteral("in:") + (writable.contains(QLatin1Char(' ')) ? QLatin1Char('"') + writable + QLatin1Char('"') : writable);
}

QString pathText(const FileTree &tree, FileId id)
{
    return QLatin1Char('/') + words::fileName(tree.path(id));
}

} // namespace

ChartData imagecharts::sizes(const ImageDocument &document, FileId folder)
{
    const auto &tree = document.tree();
    const bool isBuild = document.contents().isBuild();
    const auto &node = tree.node(folder);
    ChartData data;
    data.areBytes = true;
    data.title = isBuild ? Texts::tr("What takes up the space, and what of it stays?") : Texts::tr("What takes up the space?");
    data.labelTitle = Texts::tr("Folder or file");
    data.xTitle = Texts::tr("Size");
    data.pathText = pathText(tree, folder);
    if (folder != kRootFile) {
        data.hasUp = true;
        data.upKey = QString::number(node.parent);
    }
    if (node.treeSize == 0) {
        data.empty = tree.count() <= 1 ? Texts::tr("The image holds no files.") : Texts::tr("Nothing in %1 takes up space.").arg(data.pathText);
        return data;
    }
    enum Series : std::size_t { Stays, Goes };
    if (isBuild)
        data.series = {{Texts::tr("Stays"), ChartTone::Kept}, {Texts::tr("Goes"), ChartTone::Removed, {}, true}};
    else
        data.series = {{Texts::tr("In the image"), ChartTone::Kept}};
    data.showsLegend = isBuild;
    const QLocale locale;
    if (isBuild) {
        const std::uint64_t kept = document.keptSize(folder);
        data.answer = Texts::tr("%1 of %2 stay in %3, %4 % go.")
                          .arg(words::size(kept), words::size(node.treeSize), data.pathText, locale.toString(100.0 - 100.0 * static_cast<double>(kept) / static_cast<double>(node.treeSize), 'f', 1));
    } else {
        data.answer = Texts::tr("%1 holds %2 in %Ln files.", nullptr, static_cast<int>(node.treeFiles)).arg(data.pathText, words::size(node.treeSize));
    }
    data.note = Texts::tr("A click shows the files. Space, or a click on its name, looks into a folder; Backspace goes up.");

    std::vector<FileId> children(node.childCount);
    for (std::uint32_t i = 0; i < node.childCount; ++i)
        children[i] = node.firstChild + i;
    std::ranges::stable_sort(children, std::ranges::greater(), [&](FileId id) { return tree.node(id).treeSize; });
    std::erase_if(children, [&](FileId id) { return tree.node(id).treeSize == 0; });

    const auto addBar = [&](const QString &label, std::uint64_t whole, std::uint64_t kept, const QString &where, const QString &openKey) {
        ChartBar bar;
        bar.label = label;
        bar.openKey = openKey;
        if (isBuild) {
            bar.total = Texts::tr("%1 of %2", "size that stays, of the whole size").arg(words::size(kept), words::size(whole));
            bar.segments.push_back({Stays, static_cast<double>(kept), Texts::tr("%1: %2 stay.").arg(label, words::size(kept)), where + QStringLiteral(" is:kept")});
            bar.segments.push_back({Goes, static_cast<double>(whole - kept), Texts::tr("%1: %2 go.").arg(label, words::size(whole - kept)), where + QStringLiteral(" is:removed")});
        } else {
            bar.total = words::size(whole);
            bar.segments.push_back({Stays, static_cast<double>(whole), Texts::tr("%1: %2, %3 % of %4.").arg(label, words::size(whole), locale.toString(100.0 * static_cast<double>(whole) / static_cast<double>(node.treeSize), 'f', 1), data.pathText), where});
        }
        data.bars.push_back(std::move(bar));
    };
    const std::size_t shown = children.size() > kMaxBars ? kMaxBars - 1 : children.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const auto &child = tree.node(children[i]);
        const QString name = words::fileName(tree.name(children[i]));
        const bool hasInside = child.isDirectory() && child.childCount > 0;
        addBar(hasInside ? name + QLatin1Char('/') : name, child.treeSize, std::min(document.keptSize(children[i]), child.treeSize), pathTerm(pathText(tree, children[i])), hasInside ? QString::number(children[i]) : QString());
    }
    if (shown < children.size()) {
        std::uint64_t whole = 0;
        std::uint64_t kept = 0;
        for (std::size_t i = shown; i < children.size(); ++i) {
            whole += tree.node(children[i]).treeSize;
            kept += std::min(document.keptSize(children[i]), tree.node(children[i]).treeSize);
        }
        addBar(Texts::tr("%Ln smaller ones", "files and folders", static_cast<int>(children.size() - shown)), whole, kept, pathTerm(data.pathText), {});
    }
    return data;
}

} // namespace whittle::app
