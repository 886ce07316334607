#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/shots/shots.h"
#include "views/imagepage.h"
#include "views/imagetree.h"

namespace whittle::app {
namespace {

/// Something to select: the largest file that a run touched, else the largest.
FileId largestFile(const ImageDocument &document)
{
    const auto &tree = document.tree();
    FileId best = kNoFile;
    for (FileId id = 1; id < tree.count(); ++id) {
        if (tree.node(id).isDirectory())
            continue;
        const auto rank = [&](FileId file) { return std::pair(document.contents().isObserved(file), tree.node(file).size); };
        if (best == kNoFile || rank(id) > rank(best))
            best = id;
    }
    return best;
}

} // namespace

void imageShots(MainWindow &window, QWidget *widget, const QString &base, Shots &shots)
{
    auto *page = qobject_cast<ImagePage *>(widget);
    if (!page)
        return;
    const auto files = [page](const QString &filter) {
        page->showTab(ImagePage::Files);
        page->setFilterText(filter);
        page->tree()->collapseAll();
        page->tree()->showFile(largestFile(page->document()));
    };
    shots.add(base + QStringLiteral("-files"), [files] { files({}); });
    shots.add(base + QStringLiteral("-large"), [files] { files(QStringLiteral("size>1M")); });
    shots.add(base + QStringLiteral("-layers"), [page] { page->showTab(ImagePage::Layers); });
    shots.add(base + QStringLiteral("-settings"), [page] { page->showTab(ImagePage::Settings); });
    for (int question = 0; question < SlimWizard::PageCount; ++question)
        shots.addWindow(base + QStringLiteral("-wizard%1").arg(question + 1), [&window, page, question]() -> QWidget * {
            auto *wizard = window.images().newBuild(page->document().contents().fatPath);
            wizard->setMaximumSize(window.size());
            for (int left = question; left > 0; --left)
                wizard->next();
            return wizard;
        });
}

} // namespace whittle::app
