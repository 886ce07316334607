// The window's part in comparisons: their actions, and where their pages go.
#include "mainwindow/actionset.h"
#include "mainwindow/comparetabs.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/outsidechanges.h"
#include "views/libraryview.h"

#include <QMenu>
#include <QUndoGroup>

namespace whittle::app {

void MainWindow::makeCompareActions()
{
    add("compareWith", tr("&Compare…"), QStringLiteral("compare"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C), tr("Compare what is in this tab with another profile, recording or image"), [this] { m_compare->compareCurrent(); });
    add("compareSwap", tr("&Swap the Sides"), QStringLiteral("swap"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_S), tr("Look at the comparison the other way round"), [this] { m_compare->swapSides(); });
    add("nextDifference", tr("&Next Difference"), {}, QKeySequence(Qt::Key_F8), tr("Go to the next difference"), [this] { m_compare->goToDifference(true); });
    add("previousDifference", tr("&Previous Difference"), {}, QKeySequence(Qt::SHIFT | Qt::Key_F8), tr("Go to the difference before"), [this] { m_compare->goToDifference(false); });
    add("copyToRight", tr("Copy to the &Right"), QStringLiteral("redo"), QKeySequence(Qt::ALT | Qt::Key_Right), tr("Put the selected decisions, or the lines at the cursor, of the first side into the second"), [this] { m_compare->copy(0, 1); });
    add("copyToLeft", tr("Copy to the &Left"), QStringLiteral("undo"), QKeySequence(Qt::ALT | Qt::Key_Left), tr("Put the selected decisions, or the lines at the cursor, of the second side into the first"), [this] { m_compare->copy(1, 0); });
    add("compareHtml", tr("Export as &HTML…"), QStringLiteral("save-as"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_H), tr("Save the comparison as a page that needs nothing else"), [this] { m_compare->exportReport(true); });
    add("compareMarkdown", tr("Export as &Markdown…"), QStringLiteral("save-as"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_M), tr("Save the comparison as Markdown, for issues and merge requests"), [this] { m_compare->exportReport(false); });
    add("compareOutside", tr("Show in Another Pro&gram"), QStringLiteral("go"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_P), tr("Show both texts in the program for comparing texts that the settings name"), [this] { m_compare->openOutside(); });
}

void MainWindow::connectCompare()
{
    connect(m_compare, &CompareTabs::pageMade, this, &MainWindow::addPage);
    connect(m_compare, &CompareTabs::openRequested, this, &MainWindow::openFiles);
    connect(m_compare, &CompareTabs::actionsChanged, this, &MainWindow::updateActions);
    connect(m_compare, &CompareTabs::undoStackChanged, m_undoGroup, &QUndoGroup::setActiveStack);
    connect(m_compare, &CompareTabs::menuRequested, this, [this](const QPoint &position, const QList<QAction *> &first) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (auto *one : first)
            one->setParent(menu);
        menu->addActions(first);
        menu->addSeparator();
        for (const char *name : {"nextDifference", "previousDifference", "compareOutside"})
            menu->addAction(action(QLatin1StringView(name)));
        menu->popup(position);
    });
    connect(m_libraryView, &LibraryView::compareRequested, this, [this](const QStringList &keys) {
        if (keys.size() == 1)
            m_compare->compareWithCurrent(keys.front());
        else
            m_compare->compare(keys);
    });
    connect(m_outside, &OutsideChanges::compareRequested, m_compare, &CompareTabs::compareWithFile);
}

void MainWindow::updateCompareActions()
{
    m_actions->enable({"compareSwap", "nextDifference", "previousDifference"}, m_compare->isCurrent());
    m_actions->enable({"compareHtml", "compareMarkdown", "compareOutside"}, m_compare->canExport());
    m_actions->enable({"copyToRight"}, m_compare->canCopy(0, 1));
    m_actions->enable({"copyToLeft"}, m_compare->canCopy(1, 0));
}

} // namespace whittle::app
