#include "mainwindow/mainwindow.h"

#include "base/files.h"
#include "documents/profiledocument.h"
#include "formats/seccomp_json.h"
#include "mainwindow/comparetabs.h"
#include "mainwindow/imagetabs.h"
#include "settings/settings.h"
#include "views/fileinspector.h"
#include "views/icons.h"
#include "views/inspector.h"
#include "views/libraryview.h"
#include "views/messagebar.h"
#include "views/problemsview.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/sourcepage.h"
#include "views/startpage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QProgressBar>
#include <QStackedWidget>
#include <QStyleHints>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QUndoGroup>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {

template <class T>
struct MainWindow::HeldJob final : MainWindow::AnyJob
{
    std::unique_ptr<Job<T>> job;

    void cancel() override { job->cancel(); }
};

template <class T>
void MainWindow::start(const QString &step, typename Job<T>::Work work, typename Job<T>::Done done)
{
    auto held = std::make_unique<HeldJob<T>>();
    const void *key = held.get();
    held->job = std::make_unique<Job<T>>(
        std::move(work), [this](const Progress &progress) { m_progress->setFormat(QString::fromStdString(progress.step)); },
        [this, key, done = std::move(done)](Result<T> result) {
            done(std::move(result));
            jobEnded(key);
        });
    m_jobs.push_back(std::move(held));
    m_progress->setFormat(step);
    m_progress->setAccessibleName(step);
    // What is done at once needs no bar.
    constexpr int kShownAfterMs = 150;
    QTimer::singleShot(kShownAfterMs, this, [this] { showBusy(); });
}

MainWindow::MainWindow(std::unique_ptr<Dialogs> dialogs, QWidget *parent)
    : QMainWindow(parent), m_dialogs(std::move(dialogs)), m_undoGroup(new QUndoGroup(this)), m_stack(new QStackedWidget(this)), m_start(new StartPage(this)),
      m_tabs(new QTabWidget(this)), m_message(new MessageBar(this)), m_inspector(new Inspector(this)), m_fileInspector(new FileInspector(this)), m_images(new ImageTabs(*m_dialogs, *m_fileInspector, this)),
      m_compare(new CompareTabs(*m_tabs, *m_dialogs, *m_inspector, *m_message, this)), m_problems(new ProblemsView(this)),
      m_libraryView(new LibraryView(m_library, this)), m_libraryDock(nullptr), m_inspectorDock(nullptr), m_problemsDock(nullptr)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Whittle"));
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setUnifiedTitleAndToolBarOnMac(true);

    m_tabs->setObjectName(QStringLiteral("documents"));
    m_tabs->tabBar()->setObjectName(QStringLiteral("documentTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setMovable(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_message->setObjectName(QStringLiteral("windowMessage"));
    layout->addWidget(m_message);
    m_stack->addWidget(m_start);
    m_stack->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
    setCentralWidget(centre);

    makeActions();
    makeImageActions();
    makeDocks();
    makeMenus();
    makeToolBar();
    makeStatusBar();

    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::currentTabChanged);
    connect(m_start, &StartPage::openRequested, action(QStringLiteral("open")), &QAction::trigger);
    connect(m_start, &StartPage::newFromRequested, this, &MainWindow::openBuiltIn);
    connect(m_start, &StartPage::fileRequested, this, [this](const QString &path) { openFiles({path}); });
    connect(m_inspector, &Inspector::allowRequested, action(QStringLiteral("allow")), &QAction::trigger);
    connect(m_inspector, &Inspector::denyRequested, action(QStringLiteral("deny")), &QAction::trigger);
    connect(m_inspector, &Inspector::limitRequested, action(QStringLiteral("limitArguments")), &QAction::trigger);
    connect(m_problems, &ProblemsView::activated, this, &MainWindow::goToProblem);
    connect(m_problems, &ProblemsView::countChanged, this, [this](int count) { m_problemsDock->setWindowTitle(count > 0 ? tr("Problems (%1)").arg(count) : tr("Problems")); });
    connect(m_libraryView, &LibraryView::fileRequested, this, [this](const QString &key) {
        if (const int tab = tabOf(key); tab >= 0)
            m_tabs->setCurrentIndex(tab);
        else
            openFiles({key});
    });
    connect(m_libraryView, &LibraryView::builtInRequested, this, &MainWindow::openBuiltIn);
    connect(m_libraryView, &LibraryView::attachRequested, this, &MainWindow::attachByKey);
    connect(m_libraryView, &LibraryView::forgetRequested, this, [this](const QString &path) {
        settings::removeRecentFile(path);
        updateLibrary();
    });
    connectCompare();
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &MainWindow::applyTheme);

    connectImages();

    resize(1280, 800);
    if (const auto geometry = settings::windowGeometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    if (const auto state = settings::windowState(); !state.isEmpty())
        restoreState(state);
    updateLibrary();
    currentTabChanged();
}

MainWindow::~MainWindow()
{
    m_jobs.clear();
    // Its pages look at the documents of others: they go first, and nobody asks what is in front meanwhile.
    disconnect(m_tabs, nullptr, this, nullptr);
    delete m_compare;
    m_compare = nullptr;
    delete m_images; // builds that run end here
    m_images = nullptr;
    // The pages' documents own undo stacks that the group knows.
    m_inspector->setDocument(nullptr, nullptr);
    m_problems->setDocument(nullptr);
}

ProfilePage *MainWindow::currentProfile() const
{
    return qobject_cast<ProfilePage *>(m_tabs->currentWidget());
}

RecordingPage *MainWindow::currentRecording() const
{
    return qobject_cast<RecordingPage *>(m_tabs->currentWidget());
}

QAction *MainWindow::action(const QString &name) const
{
    return findChild<QAction *>(name);
}

void MainWindow::openFiles(const QStringList &paths)
{
    m_message->clear();
    for (const auto &path : paths)
        m_toRead << QFileInfo(path).absoluteFilePath();
    readNext();
}

void MainWindow::readNext()
{
    while (!m_reading && !m_toRead.isEmpty()) {
        const QString path = m_toRead.takeFirst();
        if (const int tab = tabOf(path); tab >= 0) {
            m_tabs->setCurrentIndex(tab);
            continue;
        }
        m_reading = true;
        start<OpenedFile>(
            tr("Reading %1").arg(QFileInfo(path).fileName()), [file = path.toStdString(), fat = ImageTabs::fatPathOf(path).toStdString()](std::stop_token stop, const ProgressFn &report) { return openFile(file, fat, std::move(stop), report); },
            [this, path](Result<OpenedFile> opened) {
                m_reading = false;
                if (opened)
                    showOpened(path, std::move(*opened));
                else
                    showOpenError(path, opened.error());
                readNext();
            });
    }
    if (!m_reading && m_toRead.isEmpty())
        m_compare->filesOpened();
}

void MainWindow::showOpened(const QString &path, OpenedFile file)
{
    settings::setLastFolder(QFileInfo(path).absolutePath());
    settings::addRecentFile(path);
    if (auto *text = std::get_if<ProfileText>(&file)) {
        addProfile(std::make_unique<ProfileDocument>(std::move(text->text), path));
    } else if (auto *contents = std::get_if<ContentsPtr>(&file)) {
        m_images->addImage(std::move(*contents));
    } else {
        addRecording({path, std::get<std::shared_ptr<const trace::Recording>>(file)});
    }
    updateLibrary();
}

void MainWindow::showOpenError(const QString &path, const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    const QString name = QFileInfo(path).fileName();
    const QString text = tr("“%1” could not be opened: %2").arg(name, QString::fromStdString(error.message));
    if (error.code == ErrorCode::InvalidInput && readAsText(path.toStdString()))
        m_message->showMessage(MessageBar::Kind::Error, text, tr("Open as Text"), [this, path] { openAsText(path); });
    else
        m_message->showMessage(MessageBar::Kind::Error, text);
    if (error.code == ErrorCode::NotFound) {
        settings::removeRecentFile(path);
        updateLibrary();
    }
}

void MainWindow::openAsText(const QString &path)
{
    auto text = readAsText(path.toStdString());
    if (!text) {
        showOpenError(path, text.error());
        return;
    }
    addProfile(std::make_unique<ProfileDocument>(std::move(*text), path));
    updateLibrary();
}

void MainWindow::openBuiltIn(const QString &name)
{
    const auto *builtIn = profile::builtInProfile(name.toStdString());
    if (!builtIn)
        return;
    auto document = std::make_unique<ProfileDocument>(formats::writeSeccompJson(*builtIn), QString());
    document->setSuggestedName(name + QStringLiteral(".json"));
    addProfile(std::move(document));
}

ProfilePage *MainWindow::addProfile(std::unique_ptr<ProfileDocument> document)
{
    auto *page = new ProfilePage(std::move(document), m_tabs);
    auto *profile = &page->document();
    m_undoGroup->addStack(profile->undoStack());
    connect(profile, &ProfileDocument::titleChanged, this, [this, page] {
        updateTabTitle(page);
        updateLibrary();
        updateActions();
    });
    connect(profile, &ProfileDocument::decisionsChanged, this, &MainWindow::updateStatus);
    connect(profile, &ProfileDocument::textChanged, this, &MainWindow::updateActions);
    connect(page, &ProfilePage::currentTabChanged, this, &MainWindow::updateActions);
    auto *table = page->syscalls()->table();
    table->setEditMenu(m_syscallMenu);
    connect(table, &SyscallTable::currentSyscallChanged, this, [this, page](const QString &syscall) {
        if (page == m_tabs->currentWidget())
            m_inspector->showSyscall(syscall);
    });
    connect(table, &SyscallTable::selectionCountChanged, this, [this, page](int count) {
        if (page != m_tabs->currentWidget())
            return;
        m_inspector->setSelectedCount(count);
        updateActions();
    });
    showPage(page);
    updateLibrary();
    return page;
}

RecordingPage *MainWindow::addRecording(const OpenRecording &recording)
{
    auto *page = new RecordingPage(recording, m_tabs);
    connect(page, &RecordingPage::proposeRequested, this, [this, page] { proposeFrom(page->recording()); });
    connect(page, &RecordingPage::attachRequested, this, [this, page] { attachChosen(page->recording()); });
    connect(page, &RecordingPage::currentRowChanged, this, [this, page] {
        if (const auto *row = page->currentRow(); row && page == m_tabs->currentWidget())
            m_inspector->showRow(*row, page->evidence());
    });
    showPage(page);
    return page;
}

void MainWindow::showPage(QWidget *page)
{
    const int index = m_tabs->addTab(page, QString());
    auto *close = new QToolButton(m_tabs);
    close->setProperty("flat", true);
    close->setIcon(icons::get(QStringLiteral("close")));
    close->setToolTip(tr("Close the tab"));
    close->setAccessibleName(tr("Close the tab"));
    close->setFocusPolicy(Qt::NoFocus);
    connect(close, &QToolButton::clicked, page, [this, page] { closeTab(m_tabs->indexOf(page)); });
    m_tabs->tabBar()->setTabButton(index, QTabBar::RightSide, close);
    updateTabTitle(page);
    m_tabs->setCurrentIndex(index);
    currentTabChanged();
    page->setFocus();
}

int MainWindow::tabOf(const QString &path) const
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (auto *page = qobject_cast<ProfilePage *>(m_tabs->widget(i)); page && (page->document().path() == path || (page->document().path().isEmpty() && page->document().title() == path)))
            return i;
        if (auto *page = qobject_cast<RecordingPage *>(m_tabs->widget(i)); page && page->recording().path == path)
            return i;
        if (const QString own = ImageTabs::pathOf(m_tabs->widget(i)); !own.isEmpty() && own == path)
            return i;
    }
    return -1;
}

bool MainWindow::save(ProfilePage *page)
{
    auto &document = page->document();
    if (document.path().isEmpty())
        return saveAs(page);
    if (document.changedOutside()) {
        const auto answer = m_dialogs->askChangedOutside(this, document.title());
        if (answer == Dialogs::Changed::Cancel)
            return false;
        if (answer == Dialogs::Changed::Reload) {
            if (const auto reloaded = document.reload(); !reloaded)
                showOpenError(document.path(), reloaded.error());
            return false;
        }
    }
    const auto saved = document.save(document.path());
    if (!saved)
        page->message()->showMessage(MessageBar::Kind::Error, tr("The profile was not saved, and the file is as it was: %1").arg(QString::fromStdString(saved.error().message)),
            tr("Save As…"), [this, page] { saveAs(page); });
    updateLibrary();
    return saved.has_value();
}

bool MainWindow::saveAs(ProfilePage *page)
{
    auto &document = page->document();
    const QString folder = settings::lastFolder().isEmpty() ? QDir::currentPath() : settings::lastFolder();
    const QString path = m_dialogs->saveFile(this, document.path().isEmpty() ? QDir(folder).filePath(document.title()) : document.path());
    if (path.isEmpty())
        return false;
    if (const auto saved = document.save(QFileInfo(path).absoluteFilePath()); !saved) {
        page->message()->showMessage(MessageBar::Kind::Error, tr("The profile was not saved: %1").arg(QString::fromStdString(saved.error().message)), tr("Save As…"),
            [this, page] { saveAs(page); });
        return false;
    }
    settings::addRecentFile(document.path());
    settings::setLastFolder(QFileInfo(path).absolutePath());
    updateLibrary();
    return true;
}

void MainWindow::proposeFrom(const OpenRecording &recording)
{
    start<analysis::Proposal>(
        tr("Proposing a profile"),
        [recording](std::stop_token, const ProgressFn &) { return analysis::propose(std::span(recording.recording.get(), 1), analysis::ProposeOptions()); },
        [this, recording](Result<analysis::Proposal> proposal) {
            if (!proposal) {
                m_message->showMessage(MessageBar::Kind::Error, tr("No profile could be proposed: %1").arg(QString::fromStdString(proposal.error().message)));
                return;
            }
            QString name = QFileInfo(recording.path).fileName();
            name.remove(QStringLiteral(".whittle.json"));
            auto document = std::make_unique<ProfileDocument>(formats::writeSeccompJson(proposal->profile), QString());
            document->setSuggestedName(tr("%1-seccomp.json", "file name of a proposed profile").arg(name.isEmpty() ? tr("proposed") : name));
            document->setNeverSaved();
            document->attachRecording(recording);
            auto *page = addProfile(std::move(document));
            QStringList notes;
            for (const auto &note : proposal->notes)
                notes << QString::fromStdString(note);
            if (!notes.isEmpty())
                page->message()->showMessage(MessageBar::Kind::Info, notes.join(QLatin1Char('\n')));
        });
}

void MainWindow::attach(const OpenRecording &recording, ProfilePage *page)
{
    page->document().attachRecording(recording);
    m_tabs->setCurrentWidget(page);
    page->message()->showMessage(MessageBar::Kind::Info, tr("“%1” is shown as evidence: see the columns Seen and By.").arg(recording.title()), tr("Show What Was Seen"),
        [page] { page->syscalls()->setFilterText(QStringLiteral("seen:yes")); });
}

std::vector<OpenRecording> MainWindow::openRecordings() const
{
    std::vector<OpenRecording> recordings;
    for (int i = 0; i < m_tabs->count(); ++i)
        if (const auto *page = qobject_cast<RecordingPage *>(m_tabs->widget(i)))
            recordings.push_back(page->recording());
    return recordings;
}

QList<ProfilePage *> MainWindow::profilePages() const
{
    QList<ProfilePage *> pages;
    for (int i = 0; i < m_tabs->count(); ++i)
        if (auto *page = qobject_cast<ProfilePage *>(m_tabs->widget(i)))
            pages << page;
    return pages;
}

void MainWindow::attachByKey(const QString &key)
{
    auto *page = currentProfile();
    if (!page) {
        m_message->showMessage(MessageBar::Kind::Warning, tr("Open the profile that the recording is to be attached to first."));
        return;
    }
    for (const auto &recording : openRecordings()) {
        if (recording.path == key) {
            attach(recording, page);
            return;
        }
    }
    start<OpenedFile>(
        tr("Reading %1").arg(QFileInfo(key).fileName()), [file = key.toStdString()](std::stop_token stop, const ProgressFn &report) { return openFile(file, {}, std::move(stop), report); },
        [this, key, page = QPointer<ProfilePage>(page)](Result<OpenedFile> opened) {
            if (!opened)
                showOpenError(key, opened.error());
            else if (auto *recording = std::get_if<std::shared_ptr<const trace::Recording>>(&*opened); recording && page)
                attach({key, *recording}, page);
            else if (page)
                m_message->showMessage(MessageBar::Kind::Error, tr("“%1” is not a recording.").arg(QFileInfo(key).fileName()));
        });
}

void MainWindow::attachChosen(const OpenRecording &recording)
{
    const auto pages = profilePages();
    if (pages.isEmpty()) {
        m_message->showMessage(MessageBar::Kind::Info, tr("No profile is open to attach the recording to."), tr("Open a Profile…"), [this] { action(QStringLiteral("open"))->trigger(); });
        return;
    }
    QStringList titles;
    for (auto *page : pages)
        titles << page->document().title();
    const int chosen = pages.size() == 1 ? 0 : m_dialogs->choose(this, tr("Attach the Recording"), tr("Show the evidence beside the decisions of"), titles);
    if (chosen >= 0)
        attach(recording, pages[chosen]);
}

bool MainWindow::mayClose(ProfilePage *page)
{
    if (!page->document().isModified())
        return true;
    m_tabs->setCurrentWidget(page);
    switch (m_dialogs->askClose(this, page->document().title())) {
    case Dialogs::Close::Save:
        return save(page);
    case Dialogs::Close::Discard:
        return true;
    case Dialogs::Close::Cancel:
        break;
    }
    return false;
}

bool MainWindow::closeTab(int index)
{
    auto *widget = m_tabs->widget(index);
    auto *page = qobject_cast<ProfilePage *>(widget);
    if (!widget || (page && !mayClose(page)))
        return false;
    if (ImageTabs::isOurs(widget))
        return closeImageTab(widget);
    if (widget == m_followed) {
        m_inspector->setDocument(nullptr, nullptr);
        m_problems->setDocument(nullptr);
        m_followed = nullptr;
    }
    m_tabs->removeTab(m_tabs->indexOf(widget));
    if (page)
        m_undoGroup->removeStack(page->document().undoStack());
    widget->deleteLater();
    currentTabChanged();
    updateLibrary();
    return true;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    for (auto *page : profilePages()) {
        if (!mayClose(page)) {
            event->ignore();
            return;
        }
    }
    if (!m_images->mayCloseAll()) {
        event->ignore();
        return;
    }
    showDocks({m_inspectorDock, m_problemsDock});
    settings::setWindowGeometry(saveGeometry());
    settings::setWindowState(saveState());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (std::ranges::any_of(urls, &QUrl::isLocalFile))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const auto &url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    event->acceptProposedAction();
    m_compare->offer(paths);
    openFiles(paths);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_libraryView)
        m_libraryView->viewport()->update();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    const int letter = fontMetrics().averageCharWidth();
    const bool narrow = width() < letter * 140;
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    resizeDocks({m_libraryDock, m_inspectorDock}, narrow ? QList<int>{letter * 20, letter * 31} : QList<int>{letter * 24, letter * 42}, Qt::Horizontal);
}

void MainWindow::applyTheme()
{
    theme::apply(*qApp, settings::themeChoice());
}

void MainWindow::jobEnded(const void *job)
{
    // The job is still delivering its result; it goes when that is done.
    QTimer::singleShot(0, this, [this, job] {
        std::erase_if(m_jobs, [job](const std::unique_ptr<AnyJob> &held) { return held.get() == job; });
        showBusy();
        if (!isBusy())
            Q_EMIT idle();
    });
}

void MainWindow::goToProblem(const FindingsModel::Item &item)
{
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

} // namespace whittle::app
