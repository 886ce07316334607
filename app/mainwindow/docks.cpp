// What stands around the documents: menus, tool bar, docks, and what they say of the page in front.
#include "mainwindow/actionset.h"
#include "mainwindow/comparetabs.h"
#include "mainwindow/globalsearch.h"
#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recordtabs.h"

#include "documents/profiledocument.h"
#include "settings/settings.h"
#include "views/apparmorpage.h"
#include "views/docktitle.h"
#include "views/fileinspector.h"
#include "views/icons.h"
#include "views/imagepage.h"
#include "views/inspector.h"
#include "views/jobsview.h"
#include "views/libraryview.h"
#include "views/problemsview.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/sourcepage.h"
#include "views/startpage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QUndoGroup>

#include <algorithm>
#include <cctype>

namespace whittle::app {

QDockWidget *MainWindow::addDock(const char *name, const QString &title, QWidget *content, Qt::DockWidgetArea area, const QKeySequence &shortcut, const QString &tip)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(QLatin1StringView(name));
    dock->setWidget(content);
    dock->setTitleBarWidget(new DockTitle(dock));
    dock->setWhatsThis(tip);
    addDockWidget(area, dock);
    const QByteArray action = QByteArray("show") + char(std::toupper(*name)) + (name + 1);
    m_actions->menu(ActionSet::View)->addAction(m_actions->adopt(dock->toggleViewAction(), {action.constData(), title, {}, shortcut, tip}));
    return dock;
}

void MainWindow::makeDocks()
{
    m_inspectors = new QStackedWidget(this);
    m_inspectors->addWidget(m_inspector);
    m_inspectors->addWidget(m_fileInspector);
    m_libraryDock = addDock("libraryDock", tr("Library"), m_libraryView, Qt::LeftDockWidgetArea, QKeySequence(Qt::ALT | Qt::Key_1), tr("Show or hide what you have: images, recordings and profiles"));
    m_inspectorDock = addDock("inspectorDock", tr("Inspector"), m_inspectors, Qt::RightDockWidgetArea, QKeySequence(Qt::ALT | Qt::Key_2), tr("Show or hide what is known of the selected syscall or file"));
    m_problemsDock = addDock("problemsDock", tr("Problems"), m_problems, Qt::BottomDockWidgetArea, QKeySequence(Qt::ALT | Qt::Key_3), tr("Show or hide what is wrong with the profile"));
    m_jobsDock = addDock("jobsDock", tr("Jobs"), m_jobsView, Qt::BottomDockWidgetArea, QKeySequence(Qt::ALT | Qt::Key_4), tr("Show or hide what is running and what failed"));
    tabifyDockWidget(m_problemsDock, m_jobsDock);
    m_jobsDock->hide();
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    const int letter = fontMetrics().averageCharWidth();
    resizeDocks({m_libraryDock, m_inspectorDock}, {letter * 24, letter * 42}, Qt::Horizontal);
    resizeDocks({m_problemsDock}, {fontMetrics().height() * 9}, Qt::Vertical);
}

void MainWindow::makeMenus()
{
    auto &set = *m_actions;
    auto *file = set.menu(ActionSet::File);
    set.fill(file, {"open", "openFolder"});
    m_recentMenu = file->addMenu(tr("Open &Recent"));
    m_recentMenu->setToolTipsVisible(true);
    set.fill(file, {"newDocker", "newPodman", nullptr, "save", "saveAs", "exportAs", nullptr, "settings", nullptr, "close", "closeAll", "quit"});
    set.fill(set.menu(ActionSet::Edit), {"undo", "redo", nullptr, "find", "findNext", "findPrevious", "replace", "goToLine", "globalSearch", "showInSource", "showRules", nullptr, "copyNames", "copyRows"});
    auto *syscalls = set.menu(ActionSet::Syscalls);
    set.fill(syscalls, {"allow", "deny", "limitArguments", nullptr, "answerEnosys", "answerEperm", "answerLog", "answerKill", nullptr, "copyNames", "showInSource", "showRules", nullptr});
    m_bulkMenu = syscalls->addMenu(icons::get(QStringLiteral("columns")), tr("&Many at Once"));
    set.fill(m_bulkMenu, {"allowSeen", "denyUnseen", "takeDocker", "takePodman"});
    set.fill(set.menu(ActionSet::Text), {"complete", "quickFix", "formatText", nullptr, "fold", "foldAll", "unfoldAll"});
    set.fill(set.menu(ActionSet::Recording), {"record", "tryProfile", "replay", nullptr, "finishRun", "pauseRun", "stopRun", nullptr, "propose", "proposeAppArmor", "attach"});
    set.fill(set.menu(ActionSet::Compare),
        {"compareWith", "compareSwap", nullptr, "nextDifference", "previousDifference", "copyToRight", "copyToLeft", nullptr, "compareHtml", "compareMarkdown", "compareOutside"});
    set.fill(set.menu(ActionSet::Image), {"slimImage", "buildAgain", "rebuild", "stopBuild", nullptr, "keepFiles", "removeFiles", "forgetFiles", "copyPaths"});
    m_fileMenu = new QMenu(this);
    set.fill(m_fileMenu, {"keepFiles", "removeFiles", "forgetFiles", nullptr, "copyPaths", "rebuild"});
    auto *view = set.menu(ActionSet::View);
    view->addSeparator();
    auto *themes = view->addMenu(icons::get(QStringLiteral("theme")), tr("&Colours"));
    m_themeGroup = new QActionGroup(this);
    for (const auto &[name, text, choice] : {std::tuple("themeSystem", tr("As the &System Has Them"), ThemeChoice::System), std::tuple("themeLight", tr("&Light"), ThemeChoice::Light),
             std::tuple("themeDark", tr("&Dark"), ThemeChoice::Dark)}) {
        auto *action = add(name, text, {}, {}, tr("Choose the colours of the window"), [this, choice] {
            settings::setThemeChoice(choice);
            applyTheme();
        });
        action->setCheckable(true);
        action->setData(static_cast<int>(choice));
        m_themeGroup->addAction(action);
        themes->addAction(action);
    }
    showThemeChoice();
    view->addSeparator();
    set.fill(view, {"nextTab", "previousTab"});
    set.fill(set.menu(ActionSet::Help), {"helpContents", "shortcuts", "whatsThis", nullptr, "commandPalette", nullptr, "about"});
}

void MainWindow::showThemeChoice()
{
    for (auto *action : m_themeGroup->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(settings::themeChoice()));
}

void MainWindow::makeToolBar()
{
    auto *bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize(icons::besideText(fontMetrics()));
    const auto put = [&](std::initializer_list<const char *> names) {
        for (const char *name : names) {
            if (!name)
                bar->addSeparator();
            else
                bar->addAction(m_actions->get(name));
        }
    };
    put({"open", "record", "slimImage", "save", nullptr, "undo", "redo", nullptr, "allow", "deny", nullptr, "propose", "attach", "compareWith"});
    for (const char *name : {"undo", "redo"})
        if (auto *button = bar->widgetForAction(m_actions->get(name)))
            button->setProperty("toolButtonStyle", Qt::ToolButtonIconOnly);
    m_actions->get("propose")->setIconText(tr("Propose"));
    m_actions->get("attach")->setIconText(tr("Attach"));
    m_actions->get("compareWith")->setIconText(tr("Compare"));
    auto *gap = new QWidget(bar);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    bar->addWidget(m_search->field());
    for (auto *child : bar->findChildren<QToolButton *>())
        child->setFocusPolicy(Qt::TabFocus);
}

void MainWindow::currentTabChanged()
{
    auto *page = m_tabs->currentWidget();
    m_images->setCurrent(page);
    m_records->setCurrent(page);
    // A run, replay or comparison of a profile changes that one. Of a profile that is just being closed the group knows no stack any more.
    auto *stack = currentPage() ? currentPage()->undoStack() : nullptr;
    for (auto *of : {m_records->undoStack(), m_compare->undoStack()})
        if (!stack && m_undoGroup->stacks().contains(of))
            stack = of;
    m_undoGroup->setActiveStack(stack);
    m_inspectors->setCurrentWidget(m_images->currentImage() ? static_cast<QWidget *>(m_fileInspector) : m_inspector);
    m_stack->setCurrentWidget(m_tabs->count() == 0 ? static_cast<QWidget *>(m_start) : m_tabs);
    showDocks(currentProfile() ? QList{m_inspectorDock, m_problemsDock} : currentPolicy() ? QList{m_problemsDock} : currentRecording() || m_images->currentImage() || m_compare->current() ? QList{m_inspectorDock} : QList<QDockWidget *>());
    if (auto *profile = currentProfile()) {
        if (page != m_followed) {
            m_inspector->setDocument(&profile->document(), &profile->syscalls()->model());
            m_inspector->setSelectedCount(static_cast<int>(profile->syscalls()->table()->selectedSyscalls().size()));
            m_inspector->showSyscall(profile->syscalls()->table()->currentSyscall());
            m_problems->setDocument(&profile->document());
        }
    } else {
        m_inspector->setDocument(nullptr, nullptr);
        m_problems->setDocument(currentPolicy() ? &currentPolicy()->document() : nullptr);
        if (auto *recording = currentRecording())
            if (const auto *row = recording->currentRow())
                m_inspector->showRow(*row, recording->evidence());
        m_compare->inspectCurrent();
    }
    m_followed = page;

    const auto *document = currentPage();
    setWindowTitle(!document ? tr("Whittle") : tr("%1[*] – Whittle").arg(document->path().isEmpty() ? document->title() : QFileInfo(document->path()).fileName()));
    setWindowModified(document && document->isModified());
    updateActions();
    updateStatus();
    Q_EMIT currentPageChanged();
}

void MainWindow::showDocks(const QList<QDockWidget *> &useful)
{
    // A dock that has nothing to say about the current tab makes room and comes back as it was.
    for (auto *dock : {m_inspectorDock, m_problemsDock}) {
        if (useful.contains(dock)) {
            if (m_hiddenDocks.removeAll(dock) > 0)
                dock->show();
        } else if (!dock->isHidden()) {
            m_hiddenDocks << dock;
            dock->hide();
        }
    }
}

void MainWindow::goToProblem(const FindingsModel::Item &item)
{
    if (auto *policy = currentPolicy()) {
        policy->goTo(item.line, item.column);
        return;
    }
    auto *page = currentProfile();
    if (!page)
        return;
    // On the Syscalls tab a finding about a syscall stays there; everything else is a place in the text.
    if (page->currentTab() == ProfilePage::Syscalls && !item.syscall.isEmpty() && page->syscalls()->model().rowOf(item.syscall) >= 0) {
        page->syscalls()->showSyscall(item.syscall);
        return;
    }
    page->showTab(ProfilePage::Source);
    page->source()->goTo(item.path, item.line, item.column);
    page->source()->setFocus();
}

void MainWindow::updateLibrary()
{
    std::vector<LibraryModel::Entry> recordings;
    std::vector<LibraryModel::Entry> profiles;
    std::vector<LibraryModel::Entry> images;
    QStringList shown;
    const auto pinned = settings::pinnedFiles();
    const auto sectionOf = [&](DocumentPage::Kind kind) { return kind == DocumentPage::Kind::Recording ? &recordings : kind == DocumentPage::Kind::Profile ? &profiles : kind == DocumentPage::Kind::Image ? &images : nullptr; };
    for (auto *page : pages()) {
        auto *section = sectionOf(page->kind());
        if (!section)
            continue;
        const QString key = page->path().isEmpty() ? page->title() : page->path();
        section->push_back({page->title(), page->path().isEmpty() ? tr("Not saved as a file yet") : page->path(), key, true, page->isModified(), pinned.contains(key)});
        shown << key;
    }
    const auto recent = settings::recentFiles();
    for (const auto &path : pinned + recent) {
        if (shown.contains(path))
            continue;
        shown << path;
        const LibraryModel::Entry entry{QFileInfo(path).fileName(), path, path, false, false, pinned.contains(path)};
        (path.endsWith(QLatin1StringView(".whittle.json")) ? recordings : LibraryModel::isImagePath(path) ? images : profiles).push_back(entry);
    }
    // Pinned ones first, each part in the order it has.
    for (auto *section : {&recordings, &profiles, &images})
        std::ranges::stable_partition(*section, &LibraryModel::Entry::pinned);
    m_library.setEntries(LibraryModel::Recordings, std::move(recordings));
    m_library.setEntries(LibraryModel::Profiles, std::move(profiles));
    m_library.setEntries(LibraryModel::Images, std::move(images));
    m_library.setEntries(LibraryModel::BuiltIn,
        {{tr("Docker's default"), tr("What Docker lets through when nobody asks"), QStringLiteral("docker-default"), false, false},
            {tr("Podman's default"), tr("What Podman, Buildah and CRI-O let through when nobody asks"), QStringLiteral("podman-default"), false, false}});
    m_start->setRecentFiles(recent);
    updateRecentMenu();
    m_compare->updateChoices();
}

void MainWindow::updateRecentMenu()
{
    m_recentMenu->clear();
    const auto recent = settings::recentFiles();
    m_recentMenu->setEnabled(!recent.isEmpty());
    for (const auto &path : recent) {
        auto *action = m_recentMenu->addAction(QFileInfo(path).fileName().replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setToolTip(path);
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { openFiles({path}); });
    }
    m_recentMenu->addSeparator();
    connect(m_recentMenu->addAction(tr("&Forget These Files")), &QAction::triggered, this, [this] {
        settings::clearRecentFiles();
        updateLibrary();
    });
}

} // namespace whittle::app
