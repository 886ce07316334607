// The window's actions, menus, tool bar, docks and status bar.
#include "mainwindow/mainwindow.h"

#include "analysis/verdict_store.h"
#include "documents/profiledocument.h"
#include "mainwindow/comparetabs.h"
#include "mainwindow/imagetabs.h"
#include "settings/settings.h"
#include "views/docktitle.h"
#include "views/icons.h"
#include "views/fileinspector.h"
#include "views/imagepage.h"
#include "views/inspector.h"
#include "views/libraryview.h"
#include "views/messagebar.h"
#include "views/problemsview.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/startpage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QActionGroup>
#include <QApplication>
#include <QDateTime>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QProgressBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QUndoGroup>

#include <algorithm>

namespace whittle::app {

QAction *MainWindow::add(const char *name, const QString &text, const QString &icon, const QKeySequence &shortcut, const QString &tip, const std::function<void()> &run, const QString &themeIcon)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(name));
    if (!icon.isEmpty())
        action->setIcon(icons::get(icon, themeIcon));
    action->setShortcut(shortcut);
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? tip : tr("%1 (%2)", "tool tip and keys").arg(tip, keys));
    action->setStatusTip(tip);
    if (run)
        connect(action, &QAction::triggered, this, run);
    addAction(action);
    return action;
}

void MainWindow::makeActions()
{
    add("open", tr("&Open…"), QStringLiteral("open"), QKeySequence::Open, tr("Open profiles and recordings"),
        [this] {
            const auto paths = m_dialogs->openFiles(this, settings::lastFolder());
            if (!paths.isEmpty())
                openFiles(paths);
        },
        QStringLiteral("document-open"));
    add("newDocker", tr("New from &Docker's Default"), QStringLiteral("new"), QKeySequence::New, tr("Start a profile from what Docker allows when nobody asks"),
        [this] { openBuiltIn(QStringLiteral("docker-default")); });
    add("newPodman", tr("New from &Podman's Default"), QStringLiteral("new"), {}, tr("Start a profile from what Podman allows when nobody asks"),
        [this] { openBuiltIn(QStringLiteral("podman-default")); });
    add("save", tr("&Save"), QStringLiteral("save"), QKeySequence::Save, tr("Save the profile"),
        [this] {
            if (auto *page = currentProfile())
                save(page);
        },
        QStringLiteral("document-save"));
    add("saveAs", tr("Save &As…"), QStringLiteral("save-as"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), tr("Save the profile as another file"),
        [this] {
            if (auto *page = currentProfile())
                saveAs(page);
        },
        QStringLiteral("document-save-as"));
    add("close", tr("&Close"), QStringLiteral("close"), QKeySequence::Close, tr("Close the tab"), [this] { closeTab(m_tabs->currentIndex()); }, QStringLiteral("window-close"));
    add("quit", tr("&Quit"), QStringLiteral("quit"), QKeySequence::Quit, tr("Close the window"), [this] { close(); }, QStringLiteral("application-exit"));

    auto *undo = m_undoGroup->createUndoAction(this, tr("&Undo"));
    undo->setObjectName(QStringLiteral("undo"));
    undo->setIcon(icons::get(QStringLiteral("undo"), QStringLiteral("edit-undo")));
    undo->setShortcut(QKeySequence::Undo);
    auto *redo = m_undoGroup->createRedoAction(this, tr("&Redo"));
    redo->setObjectName(QStringLiteral("redo"));
    redo->setIcon(icons::get(QStringLiteral("redo"), QStringLiteral("edit-redo")));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});

    add("allow", tr("&Allow"), QStringLiteral("allow"), QKeySequence(Qt::CTRL | Qt::Key_Plus), tr("Allow the selected syscalls, whatever their arguments"), [this] {
        if (auto *page = currentProfile())
            page->allowSelected();
    });
    add("deny", tr("&Deny"), QStringLiteral("deny"), QKeySequence(Qt::CTRL | Qt::Key_Minus), tr("Take the selected syscalls out of every rule that allows them"), [this] {
        if (auto *page = currentProfile())
            page->denySelected();
    });
    add("limitArguments", tr("Limit Ar&guments…"), QStringLiteral("limited"), QKeySequence(Qt::CTRL | Qt::Key_L), tr("Edit the rules of the current syscall: answer, error, argument conditions"), [this] {
        if (auto *page = currentProfile())
            page->editRules(page->syscalls()->table()->currentSyscall());
    });
    const auto answer = [this](const char *name, const QString &text, const QString &icon, const QString &tip, profile::Answer given) {
        add(name, text, icon, {}, tip, [this, given] {
            if (auto *page = currentProfile())
                page->document().answer(page->syscalls()->table()->selectedSyscalls(), given);
        });
    };
    answer("answerEnosys", tr("Deny with &ENOSYS"), QStringLiteral("deny"), tr("Say that the kernel lacks the syscalls, so that programs use older ones"), {profile::Action::Errno, ENOSYS});
    answer("answerEperm", tr("Deny with E&PERM"), QStringLiteral("deny"), tr("Say that the syscalls are not permitted"), {profile::Action::Errno, EPERM});
    answer("answerLog", tr("Allow and &Log"), QStringLiteral("log"), tr("Allow the syscalls and write each call to the kernel's log"), {profile::Action::Log, std::nullopt});
    answer("answerKill", tr("&Kill the Process"), QStringLiteral("kill"), tr("End the process that makes one of the syscalls"), {profile::Action::KillProcess, std::nullopt});
    add("copyNames", tr("&Copy Names"), QStringLiteral("copy"), {}, tr("Copy the names of the selected syscalls"), [this] {
        if (auto *page = currentProfile())
            page->syscalls()->table()->copyNames();
    });
    add("copyRows", tr("Copy &Rows"), QStringLiteral("copy"), {}, tr("Copy the selected rows, separated by tabs"), [this] {
        if (auto *page = currentProfile())
            page->syscalls()->table()->copyRows();
    });
    makeEditActions();
    add("showInSource", tr("Show in the &Source"), QStringLiteral("source"), QKeySequence(Qt::Key_F4), tr("Go between the table and the text"), [this] {
        if (auto *page = currentProfile()) {
            page->showTab(page->currentTab() == ProfilePage::Syscalls ? ProfilePage::Source : ProfilePage::Syscalls);
            page->setFocus();
        }
    });
    add("propose", tr("&Propose a Profile"), QStringLiteral("propose"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), tr("Propose a profile from the recording in this tab"), [this] {
        if (auto *page = currentRecording())
            proposeFrom(page->recording());
    });
    add("attach", tr("&Attach a Recording…"), QStringLiteral("attach"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), tr("Show a recording's evidence beside the decisions of this profile"), [this] {
        auto *page = currentProfile();
        if (!page) {
            if (auto *recording = currentRecording())
                attachChosen(recording->recording());
            return;
        }
        const auto paths = m_dialogs->openFiles(this, settings::lastFolder());
        for (const auto &path : paths)
            attachByKey(QFileInfo(path).absoluteFilePath());
    });
    makeCompareActions();
    add("nextTab", tr("&Next Tab"), {}, QKeySequence(Qt::CTRL | Qt::Key_PageDown), tr("Go to the next tab"), [this] { m_tabs->setCurrentIndex((m_tabs->currentIndex() + 1) % std::max(1, m_tabs->count())); });
    add("previousTab", tr("&Previous Tab"), {}, QKeySequence(Qt::CTRL | Qt::Key_PageUp), tr("Go to the previous tab"),
        [this] { m_tabs->setCurrentIndex((m_tabs->currentIndex() + m_tabs->count() - 1) % std::max(1, m_tabs->count())); });
    add("about", tr("&About Whittle"), QStringLiteral("info"), {}, tr("Version and licence"), [this] { showAbout(); });
}

void MainWindow::makeDocks()
{
    const auto dock = [this](const char *name, const QString &title, QWidget *content, Qt::DockWidgetArea area) {
        auto *widget = new QDockWidget(title, this);
        widget->setObjectName(QLatin1StringView(name));
        widget->setWidget(content);
        widget->setTitleBarWidget(new DockTitle(widget));
        addDockWidget(area, widget);
        return widget;
    };
    m_inspectors = new QStackedWidget(this);
    m_inspectors->addWidget(m_inspector);
    m_inspectors->addWidget(m_fileInspector);
    m_libraryDock = dock("libraryDock", tr("Library"), m_libraryView, Qt::LeftDockWidgetArea);
    m_inspectorDock = dock("inspectorDock", tr("Inspector"), m_inspectors, Qt::RightDockWidgetArea);
    m_problemsDock = dock("problemsDock", tr("Problems"), m_problems, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    const int letter = fontMetrics().averageCharWidth();
    resizeDocks({m_libraryDock, m_inspectorDock}, {letter * 24, letter * 42}, Qt::Horizontal);
    resizeDocks({m_problemsDock}, {fontMetrics().height() * 9}, Qt::Vertical);
    m_libraryDock->toggleViewAction()->setShortcut(QKeySequence(Qt::ALT | Qt::Key_1));
    m_inspectorDock->toggleViewAction()->setShortcut(QKeySequence(Qt::ALT | Qt::Key_2));
    m_problemsDock->toggleViewAction()->setShortcut(QKeySequence(Qt::ALT | Qt::Key_3));
}

void MainWindow::makeMenus()
{
    const auto fill = [this](QMenu *menu, std::initializer_list<const char *> names) {
        for (const char *name : names) {
            if (!name)
                menu->addSeparator();
            else
                menu->addAction(action(QLatin1StringView(name)));
        }
    };
    auto *file = menuBar()->addMenu(tr("&File"));
    fill(file, {"open", "openFolder"});
    m_recentMenu = file->addMenu(tr("Open &Recent"));
    fill(file, {"newDocker", "newPodman", nullptr, "save", "saveAs", nullptr, "close", "quit"});
    auto *edit = menuBar()->addMenu(tr("&Edit"));
    fill(edit, {"undo", "redo", nullptr, "find", "findNext", "findPrevious", "replace", "goToLine", "showInSource", nullptr, "copyNames", "copyRows"});
    m_syscallMenu = menuBar()->addMenu(tr("&Syscalls"));
    fill(m_syscallMenu, {"allow", "deny", "limitArguments", nullptr, "answerEnosys", "answerEperm", "answerLog", "answerKill", nullptr, "copyNames", "showInSource"});
    makeEditMenus();
    auto *recording = menuBar()->addMenu(tr("&Recording"));
    fill(recording, {"propose", "attach"});
    auto *image = menuBar()->addMenu(tr("&Image"));
    fill(image, {"slimImage", "buildAgain", "rebuild", "stopBuild", nullptr, "keepFiles", "removeFiles", "forgetFiles", "copyPaths"});
    m_fileMenu = new QMenu(this);
    fill(m_fileMenu, {"keepFiles", "removeFiles", "forgetFiles", nullptr, "copyPaths", "rebuild"});
    makeCompareMenu();
    auto *view = menuBar()->addMenu(tr("&View"));
    for (auto *dock : {m_libraryDock, m_inspectorDock, m_problemsDock})
        view->addAction(dock->toggleViewAction());
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
        action->setChecked(settings::themeChoice() == choice);
        m_themeGroup->addAction(action);
        themes->addAction(action);
    }
    view->addSeparator();
    fill(view, {"nextTab", "previousTab"});
    auto *help = menuBar()->addMenu(tr("&Help"));
    fill(help, {"about"});
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
                bar->addAction(action(QLatin1StringView(name)));
        }
    };
    put({"open", "slimImage", "save", nullptr, "undo", "redo", nullptr, "allow", "deny", nullptr, "propose", "attach", "compareWith"});
    for (const char *name : {"undo", "redo"})
        if (auto *button = bar->widgetForAction(action(QLatin1StringView(name))))
            button->setProperty("toolButtonStyle", Qt::ToolButtonIconOnly);
    action(QStringLiteral("propose"))->setIconText(tr("Propose"));
    action(QStringLiteral("attach"))->setIconText(tr("Attach"));
    action(QStringLiteral("compareWith"))->setIconText(tr("Compare"));
    for (auto *child : bar->findChildren<QToolButton *>())
        child->setFocusPolicy(Qt::TabFocus);
}

void MainWindow::makeStatusBar()
{
    m_progress = new QProgressBar(this);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(true);
    m_progress->hide();
    const auto label = [this](const char *name, bool stretches) {
        auto *result = new QLabel(this);
        result->setObjectName(QLatin1StringView(name));
        result->setContentsMargins(6, 2, 6, 2);
        if (stretches)
            statusBar()->addWidget(result);
        else
            statusBar()->addPermanentWidget(result);
        return result;
    };
    statusBar()->setSizeGripEnabled(false);
    m_statusCounts = label("statusCounts", true);
    m_statusRisk = label("statusRisk", true);
    m_statusFilter = label("statusFilter", true);
    statusBar()->addPermanentWidget(m_progress);
    m_cancelJobs = new QToolButton(this);
    m_cancelJobs->setObjectName(QStringLiteral("cancelJobs"));
    m_cancelJobs->setProperty("flat", true);
    m_cancelJobs->setIcon(icons::get(QStringLiteral("stop")));
    m_cancelJobs->setToolTip(tr("Stop what is running"));
    m_cancelJobs->setAccessibleName(tr("Stop what is running"));
    m_cancelJobs->hide();
    connect(m_cancelJobs, &QToolButton::clicked, this, [this] {
        m_toRead.clear();
        for (const auto &job : m_jobs)
            job->cancel();
    });
    statusBar()->addPermanentWidget(m_cancelJobs);
    m_statusVerified = label("statusVerified", false);
    // A verdict may have come in while another window was in front.
    connect(qApp, &QGuiApplication::applicationStateChanged, this, &MainWindow::updateStatus);
}

void MainWindow::currentTabChanged()
{
    auto *page = m_tabs->currentWidget();
    m_images->setCurrent(page);
    m_inspectors->setCurrentWidget(m_images->currentImage() ? static_cast<QWidget *>(m_fileInspector) : m_inspector);
    m_stack->setCurrentWidget(m_tabs->count() == 0 ? static_cast<QWidget *>(m_start) : m_tabs);
    showDocks(currentProfile() ? QList{m_inspectorDock, m_problemsDock} : currentRecording() || m_images->currentImage() || m_compare->current() ? QList{m_inspectorDock} : QList<QDockWidget *>());
    if (auto *profile = currentProfile()) {
        if (page != m_followed) {
            m_undoGroup->setActiveStack(profile->document().undoStack());
            m_inspector->setDocument(&profile->document(), &profile->syscalls()->model());
            m_inspector->setSelectedCount(static_cast<int>(profile->syscalls()->table()->selectedSyscalls().size()));
            m_inspector->showSyscall(profile->syscalls()->table()->currentSyscall());
            m_problems->setDocument(&profile->document());
        }
    } else {
        m_undoGroup->setActiveStack(m_images->currentImage() ? m_images->currentImage()->document().undoStack() : nullptr);
        m_inspector->setDocument(nullptr, nullptr);
        m_problems->setDocument(nullptr);
        if (auto *recording = currentRecording())
            if (const auto *row = recording->currentRow())
                m_inspector->showRow(*row, recording->evidence());
        if (auto *stack = m_compare->currentChanged())
            m_undoGroup->setActiveStack(stack);
    }
    m_followed = page;

    setWindowTitle(page ? tr("%1[*] – Whittle").arg(m_tabs->tabToolTip(m_tabs->currentIndex()).isEmpty() ? m_tabs->tabText(m_tabs->currentIndex()) : QFileInfo(m_tabs->tabToolTip(m_tabs->currentIndex())).fileName())
                        : tr("Whittle"));
    setWindowModified(currentProfile() && currentProfile()->document().isModified());
    updateActions();
    updateStatus();
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

void MainWindow::updateTabTitle(QWidget *page)
{
    const int index = m_tabs->indexOf(page);
    if (index < 0)
        return;
    if (auto *profile = qobject_cast<ProfilePage *>(page)) {
        const auto &document = profile->document();
        m_tabs->setTabText(index, document.isModified() ? tr("%1 *").arg(document.title()) : document.title());
        m_tabs->setTabToolTip(index, document.path());
        m_tabs->setTabIcon(index, icons::get(QStringLiteral("profile")));
    } else if (auto *recording = qobject_cast<RecordingPage *>(page)) {
        m_tabs->setTabText(index, recording->recording().title());
        m_tabs->setTabToolTip(index, recording->recording().path);
        m_tabs->setTabIcon(index, icons::get(QStringLiteral("recording")));
    } else if (CompareTabs::isOurs(page)) {
        m_tabs->setTabText(index, CompareTabs::titleOf(page));
        m_tabs->setTabIcon(index, icons::get(QStringLiteral("compare")));
    }
    if (ImageTabs::isOurs(page)) {
        m_tabs->setTabText(index, ImageTabs::titleOf(page));
        m_tabs->setTabToolTip(index, ImageTabs::pathOf(page));
        m_tabs->setTabIcon(index, icons::get(ImageTabs::iconOf(page)));
    }
    if (page == m_tabs->currentWidget())
        setWindowModified(currentProfile() && currentProfile()->document().isModified());
}

void MainWindow::updateActions()
{
    auto *profile = currentProfile();
    auto *recording = currentRecording();
    const bool editable = profile && profile->document().isTextValid() && profile->document().hasProfile();
    const bool selected = profile && !profile->syscalls()->table()->selectedSyscalls().empty();
    const auto enable = [this](std::initializer_list<const char *> names, bool enabled) {
        for (const char *name : names)
            action(QLatin1StringView(name))->setEnabled(enabled);
    };
    enable({"save"}, profile && profile->document().isModified());
    enable({"saveAs", "showInSource"}, profile != nullptr);
    updateEditActions();
    updateImageActions();
    updateCompareActions();
    enable({"close", "nextTab", "previousTab"}, m_tabs->count() > 0);
    enable({"allow", "deny", "answerEnosys", "answerEperm", "answerLog", "answerKill"}, editable && selected);
    enable({"limitArguments"}, editable && !profile->syscalls()->table()->currentSyscall().isEmpty());
    enable({"copyNames", "copyRows"}, selected);
    enable({"propose"}, recording != nullptr);
    enable({"attach"}, profile || recording);
    action(QStringLiteral("showInSource"))->setText(profile && profile->currentTab() == ProfilePage::Source ? tr("Show in the &Table") : tr("Show in the &Source"));
}

void MainWindow::updateStatus()
{
    auto *page = currentProfile();
    for (auto *label : {m_statusCounts, m_statusRisk, m_statusFilter, m_statusVerified})
        label->setVisible(page != nullptr);
    if (!page)
        return;
    const auto &document = page->document();
    const auto &decisions = document.decisions();
    if (!decisions.filter() || !document.hasProfile()) {
        m_statusCounts->setText(tr("No filter"));
        m_statusRisk->clear();
        m_statusFilter->clear();
        m_statusVerified->setText(tr("Would not start"));
        return;
    }
    const QLocale locale;
    const auto &surface = decisions.surface();
    const auto &standard = document.defaultDecisions().surface();
    m_statusCounts->setText(tr("%1 of %2 allowed").arg(locale.toString(static_cast<qulonglong>(surface.openCount())), locale.toString(static_cast<qulonglong>(surface.totalCount()))));
    m_statusRisk->setText(tr("risk %1 (default %2)").arg(surface.score()).arg(standard.score()));
    QStringList closed;
    for (const auto &cve : standard.openCves)
        if (!surface.openCves.contains(cve))
            closed << QString::fromStdString(cve);
    m_statusRisk->setToolTip(tr("0: nothing is open, 100: everything. A critical syscall weighs 10, a high one 4, a medium one 1.\nCloses %n known kernel holes that Docker's default leaves open.", nullptr, static_cast<int>(closed.size()))
        + (closed.isEmpty() ? QString() : QStringLiteral("\n") + closed.join(QStringLiteral(", "))));
    m_statusFilter->setText(tr("filter %n instructions", nullptr, static_cast<int>(decisions.filter()->program().size())));
    m_statusFilter->setToolTip(tr("Length of the compiled BPF program; the kernel takes at most 4096 instructions"));
    updateVerification(document);
}

// A verdict of a real run outranks what the check expects.
void MainWindow::updateVerification(const ProfileDocument &document)
{
    const auto show = [this](const QString &text, const QString &toolTip) {
        m_statusVerified->setText(text);
        m_statusVerified->setToolTip(toolTip);
    };
    const auto verdict = document.isTextValid() ? analysis::findVerdict(document.profile()) : std::nullopt;
    if (verdict) {
        const QString where = QStringLiteral("%1, %2").arg(QString::fromStdString(verdict->engine), QString::fromStdString(verdict->runtime));
        const QString image = QString::fromStdString(verdict->image);
        const QString when = QLocale().toString(QDateTime::fromString(QString::fromStdString(verdict->at), Qt::ISODate).toLocalTime(), QLocale::ShortFormat);
        if (verdict->verified)
            show(tr("Verified"), tr("%1 started under this profile and answered as without it (%2; %3).").arg(image, where, when));
        else
            show(tr("Verification failed"), tr("%1 did not start under this profile, or answered differently (%2; %3).").arg(image, where, when));
        return;
    }
    const auto start = std::ranges::find_if(document.findings(), [](const profile::Finding &finding) {
        return (finding.code == "does-not-start" || finding.code == "program-does-not-start") && finding.severity >= profile::Severity::High;
    });
    if (start != document.findings().end()) {
        show(tr("Would not start"), QString::fromStdString(start->message));
        return;
    }
    show(document.isModified() ? tr("Changed, not verified") : tr("Not verified"),
         tr("Whether a container was started under this profile and answered as without it: whittle-cli verify IMAGE --seccomp FILE"));
}

void MainWindow::updateLibrary()
{
    std::vector<LibraryModel::Entry> recordings;
    std::vector<LibraryModel::Entry> profiles;
    std::vector<LibraryModel::Entry> images;
    QStringList shown;
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (auto *page = qobject_cast<ProfilePage *>(m_tabs->widget(i))) {
            const auto &document = page->document();
            const QString key = document.path().isEmpty() ? document.title() : document.path();
            profiles.push_back({document.title(), document.path().isEmpty() ? tr("Not saved as a file yet") : document.path(), key, true, document.isModified()});
            shown << key;
        } else if (auto *recording = qobject_cast<RecordingPage *>(m_tabs->widget(i))) {
            recordings.push_back({recording->recording().title(), recording->recording().path, recording->recording().path, true, false});
            shown << recording->recording().path;
        } else if (const QString path = ImageTabs::pathOf(m_tabs->widget(i)); !path.isEmpty()) {
            images.push_back({ImageTabs::titleOf(m_tabs->widget(i)), path, path, true, false});
            shown << path;
        }
    }
    const auto recent = settings::recentFiles();
    for (const auto &path : recent) {
        if (shown.contains(path))
            continue;
        const LibraryModel::Entry entry{QFileInfo(path).fileName(), path, path, false, false};
        (path.endsWith(QLatin1StringView(".whittle.json")) ? recordings : LibraryModel::isImagePath(path) ? images : profiles).push_back(entry);
    }
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

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Whittle"), tr("Whittle %1").arg(QCoreApplication::applicationVersion()), QMessageBox::Close, this);
    box->setInformativeText(tr("Cuts a container down to what it needs.\nFree software under the GNU General Public License, version 3 or later."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace whittle::app
