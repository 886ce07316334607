// Comparisons in the window: what they are opened from, and what can be done in their tabs.
#include "mainwindow/mainwindow.h"

#include "base/files.h"
#include "documents/comparedocument.h"
#include "documents/profiledocument.h"
#include "settings/settings.h"
#include "views/comparepage.h"
#include "views/comparetable.h"
#include "views/icons.h"
#include "views/inspector.h"
#include "views/libraryview.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/startpage.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>
#include <QUndoGroup>

#include <algorithm>

namespace whittle::app {
namespace {

const QString kDockerDefault = QStringLiteral("docker-default");
const QString kPodmanDefault = QStringLiteral("podman-default");

} // namespace

void MainWindow::makeCompareActions()
{
    add("compareWith", tr("&Compare…"), QStringLiteral("compare"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), tr("Compare this profile or recording with another, decision by decision"), [this] { compareCurrent(); });
    add("compareSwap", tr("&Swap the Sides"), QStringLiteral("swap"), {}, tr("Look at the comparison the other way round"), [this] {
        if (auto *page = currentComparison())
            page->document().swapSides();
    });
    const auto go = [this](bool forward) {
        if (auto *page = currentComparison())
            page->goToDifference(forward);
    };
    add("nextDifference", tr("&Next Difference"), {}, QKeySequence(Qt::Key_F8), tr("Go to the next difference"), [go] { go(true); });
    add("previousDifference", tr("&Previous Difference"), {}, QKeySequence(Qt::SHIFT | Qt::Key_F8), tr("Go to the difference before"), [go] { go(false); });
    const auto copy = [this](std::size_t from, std::size_t to) {
        if (auto *page = currentComparison())
            page->copySelected(from, to);
    };
    add("copyToRight", tr("Copy to the &Right"), QStringLiteral("redo"), QKeySequence(Qt::ALT | Qt::Key_Right), tr("Decide the selected syscalls in the second side as in the first"), [copy] { copy(0, 1); });
    add("copyToLeft", tr("Copy to the &Left"), QStringLiteral("undo"), QKeySequence(Qt::ALT | Qt::Key_Left), tr("Decide the selected syscalls in the first side as in the second"), [copy] { copy(1, 0); });
    add("compareHtml", tr("Export as &HTML…"), QStringLiteral("save-as"), {}, tr("Save the comparison as a page that needs nothing else"), [this] { exportComparison(true); });
    add("compareMarkdown", tr("Export as &Markdown…"), QStringLiteral("save-as"), {}, tr("Save the comparison as Markdown, for issues and merge requests"), [this] { exportComparison(false); });
}

void MainWindow::makeCompareMenu()
{
    auto *menu = menuBar()->addMenu(tr("&Compare"));
    for (const char *name : {"compareWith", "compareSwap", "", "nextDifference", "previousDifference", "copyToRight", "copyToLeft", "", "compareHtml", "compareMarkdown"}) {
        if (*name == 0)
            menu->addSeparator();
        else
            menu->addAction(action(QLatin1StringView(name)));
    }
}

void MainWindow::connectCompare()
{
    connect(m_libraryView, &LibraryView::compareRequested, this, [this](const QStringList &keys) {
        if (keys.size() == 1 && !currentKey().isEmpty() && currentKey() != keys.front())
            compare({keys.front(), currentKey()});
        else
            compare(keys);
    });
    connect(m_start, &StartPage::compareRequested, action(QStringLiteral("compareWith")), &QAction::trigger);
    connect(m_inspector, &Inspector::outdated, this, [this] {
        if (auto *page = currentComparison())
            inspectComparison(page);
    });
}

ComparePage *MainWindow::currentComparison() const
{
    return qobject_cast<ComparePage *>(m_tabs->currentWidget());
}

QString MainWindow::currentKey() const
{
    if (auto *page = currentProfile())
        return CompareSide::ofProfile(page->document()).key;
    if (const auto *page = currentRecording())
        return page->recording().path;
    return {};
}

std::vector<CompareSide> MainWindow::compareChoices() const
{
    std::vector<CompareSide> choices;
    for (const auto &name : {kDockerDefault, kPodmanDefault})
        if (auto side = CompareSide::ofBuiltIn(name))
            choices.push_back(std::move(*side));
    for (auto *page : profilePages())
        choices.push_back(CompareSide::ofProfile(page->document()));
    for (const auto &recording : openRecordings())
        choices.push_back(CompareSide::ofRecording(recording));
    return choices;
}

void MainWindow::updateCompareChoices()
{
    if (m_tabs->count() == 0)
        return;
    std::vector<ComparePage *> pages;
    for (int i = 0; i < m_tabs->count(); ++i)
        if (auto *page = qobject_cast<ComparePage *>(m_tabs->widget(i)))
            pages.push_back(page);
    if (pages.empty())
        return;
    const auto choices = compareChoices();
    for (auto *page : pages)
        page->setChoices(choices);
}

void MainWindow::compareCurrent()
{
    const QString current = currentKey();
    if (current.isEmpty()) {
        QStringList paths;
        for (const auto &path : m_dialogs->openFiles(this, settings::lastFolder()))
            paths << QFileInfo(path).absoluteFilePath();
        if (!paths.isEmpty())
            compare(paths);
        return;
    }
    // The only other one of its kind is what is meant; otherwise the default that the engine would take. The choosers are one click away.
    const bool isRecording = currentRecording() != nullptr;
    QStringList others;
    for (const auto &choice : compareChoices())
        if (choice.key != current && choice.isRecording() == isRecording && (choice.document || choice.isRecording()))
            others << choice.key;
    compare({others.size() == 1 ? others.front() : kDockerDefault, current});
}

void MainWindow::compare(const QStringList &keys)
{
    constexpr qsizetype kMostSides = 3;
    m_pending = {};
    m_pending.keys = keys.first(std::min(keys.size(), kMostSides));
    if (m_pending.keys.size() == 1)
        m_pending.keys.prepend(kDockerDefault);
    openPending();
}

void MainWindow::openPending()
{
    QStringList missing;
    for (const auto &key : m_pending.keys)
        if (tabOf(key) < 0 && !CompareSide::ofBuiltIn(key))
            missing << key;
    if (missing.isEmpty())
        filesOpened();
    else
        openFiles(missing);
}

// What waited for files to be open can go on, unless one of them could not be opened; why not has been said.
void MainWindow::filesOpened()
{
    const auto pending = std::exchange(m_pending, {});
    if (pending.keys.isEmpty())
        return;
    const auto choices = compareChoices();
    std::vector<CompareSide> sides;
    for (const auto &key : pending.keys) {
        const auto found = std::ranges::find(choices, key, &CompareSide::key);
        if (found == choices.end())
            return;
        sides.push_back(*found);
    }
    if (pending.isOffer) {
        m_message->showMessage(MessageBar::Kind::Info, tr("“%1” was dropped while “%2” was in front.").arg(sides[1].title, sides[0].title), tr("Compare Them"), [this, keys = pending.keys] { compare(keys); });
        return;
    }
    if (pending.side >= 0) {
        if (pending.page) {
            m_tabs->setCurrentWidget(pending.page);
            pending.page->document().setSide(static_cast<std::size_t>(pending.side), sides.front());
        }
        return;
    }
    View view;
    for (const auto &side : sides)
        if (side.document)
            view = side.document->view();
    addComparison(std::make_unique<CompareDocument>(std::move(sides), view));
}

void MainWindow::offerComparison(const QStringList &dropped)
{
    const QString current = currentKey();
    const QString path = dropped.size() == 1 ? QFileInfo(dropped.front()).absoluteFilePath() : QString();
    m_pending = {};
    if (!current.isEmpty() && !path.isEmpty() && path != current) {
        m_pending.keys = {current, path};
        m_pending.isOffer = true;
    }
}

ComparePage *MainWindow::addComparison(std::unique_ptr<CompareDocument> document)
{
    auto *page = new ComparePage(std::move(document), m_tabs);
    page->setChoices(compareChoices());
    connect(page, &ComparePage::titleChanged, this, [this, page] { updateTabTitle(page); });
    connect(page, &ComparePage::selectionChanged, this, &MainWindow::updateActions);
    connect(page, &ComparePage::inspectedChanged, this, [this, page] { inspectComparison(page); });
    connect(page, &ComparePage::fileWanted, this, [this, page](int side) {
        const auto paths = m_dialogs->openFiles(this, settings::lastFolder());
        if (paths.isEmpty())
            return;
        m_pending = {};
        m_pending.keys = {QFileInfo(paths.front()).absoluteFilePath()};
        m_pending.page = page;
        m_pending.side = side;
        openPending();
    });
    connect(page, &ComparePage::contextMenuRequested, this, [this, page](const QPoint &position) { showCompareMenu(page, position); });
    connect(&page->document(), &CompareDocument::copied, this, [this, page](const QString &, ProfileDocument *into) {
        if (page == m_tabs->currentWidget())
            m_undoGroup->setActiveStack(into->undoStack());
    });
    connect(&page->document(), &CompareDocument::comparisonChanged, this, &MainWindow::updateActions);
    showPage(page);
    return page;
}

void MainWindow::showCompareMenu(ComparePage *page, const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto &sides = page->document().sides();
    for (std::size_t from = 0; from < sides.size(); ++from) {
        for (std::size_t to = 0; to < sides.size(); ++to) {
            if (from == to)
                continue;
            auto *copy = menu->addAction(tr("Decide in “%1” as in “%2”").arg(QString(sides[to].title).replace(QLatin1Char('&'), QStringLiteral("&&")), QString(sides[from].title).replace(QLatin1Char('&'), QStringLiteral("&&"))));
            copy->setEnabled(page->canCopy(from, to));
            connect(copy, &QAction::triggered, page, [page, from, to] { page->copySelected(from, to); });
        }
    }
    menu->addSeparator();
    menu->addAction(action(QStringLiteral("nextDifference")));
    menu->addAction(action(QStringLiteral("previousDifference")));
    menu->popup(position);
}

void MainWindow::inspectComparison(ComparePage *page)
{
    if (page != m_tabs->currentWidget())
        return;
    if (const auto *row = page->inspectedRow())
        m_inspector->showCompared(*row, page->document().evidence(), page->inspectedHtml());
    else
        m_inspector->setDocument(nullptr, nullptr);
}

void MainWindow::showComparisonTab(ComparePage *page)
{
    // Undo takes back copies: in the last side that can be changed, until one has been copied into.
    QUndoStack *stack = nullptr;
    for (const auto &side : page->document().sides())
        if (side.isEditable())
            stack = side.document->undoStack();
    m_undoGroup->setActiveStack(stack);
    inspectComparison(page);
}

void MainWindow::updateCompareActions()
{
    auto *page = currentComparison();
    const auto enable = [this](std::initializer_list<const char *> names, bool enabled) {
        for (const char *name : names)
            action(QLatin1StringView(name))->setEnabled(enabled);
    };
    enable({"compareSwap", "nextDifference", "previousDifference"}, page != nullptr);
    enable({"compareHtml", "compareMarkdown"}, page && page->document().comparison());
    enable({"copyToRight"}, page && page->canCopy(0, 1));
    enable({"copyToLeft"}, page && page->canCopy(1, 0));
}

void MainWindow::exportComparison(bool html)
{
    auto *page = currentComparison();
    if (!page)
        return;
    const auto report = page->document().report(html);
    if (!report)
        return;
    const QString folder = settings::lastFolder().isEmpty() ? QDir::currentPath() : settings::lastFolder();
    const QString name = html ? tr("comparison.html") : tr("comparison.md");
    const QString path = m_dialogs->saveReport(this, QDir(folder).filePath(name), html ? tr("Web pages (*.html)") : tr("Markdown (*.md)"));
    if (path.isEmpty())
        return;
    if (const auto written = writeFileAtomically(path.toStdString(), *report); !written)
        page->message()->showMessage(MessageBar::Kind::Error, tr("The comparison was not saved: %1").arg(QString::fromStdString(written.error().message)));
    else
        page->message()->showMessage(MessageBar::Kind::Info, tr("The comparison is saved as “%1”.").arg(path));
}

} // namespace whittle::app
