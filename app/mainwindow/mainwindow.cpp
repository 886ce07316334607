#include "mainwindow/mainwindow.h"

#include "mainwindow/actionset.h"
#include "mainwindow/chartactions.h"
#include "mainwindow/commandpalette.h"
#include "mainwindow/comparetabs.h"
#include "mainwindow/filedrops.h"
#include "mainwindow/globalsearch.h"
#include "mainwindow/imagetabs.h"
#include "mainwindow/outsidechanges.h"
#include "mainwindow/recovery.h"
#include "mainwindow/session.h"
#include "mainwindow/statusline.h"
#include "mainwindow/recordtabs.h"
#include "settings/settings.h"
#include "views/apparmorpage.h"
#include "views/fileinspector.h"
#include "views/icons.h"
#include "views/inspector.h"
#include "views/jobsview.h"
#include "views/libraryview.h"
#include "views/messagebar.h"
#include "views/problemsview.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/startpage.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QStackedWidget>
#include <QStatusBar>
#include <QStyleHints>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QUndoGroup>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {

MainWindow::MainWindow(std::unique_ptr<Dialogs> dialogs, QWidget *parent)
    : QMainWindow(parent), m_dialogs(std::move(dialogs)), m_actions(new ActionSet(*this)), m_undoGroup(new QUndoGroup(this)), m_stack(new QStackedWidget(this)), m_start(new StartPage(this)),
      m_tabs(new QTabWidget(this)), m_message(new MessageBar(this)), m_inspector(new Inspector(this)), m_fileInspector(new FileInspector(this)), m_images(new ImageTabs(*m_dialogs, m_jobs, *m_fileInspector, this)),
      m_records(new RecordTabs(*m_dialogs, m_jobs, this)), m_compare(new CompareTabs(*m_tabs, *m_dialogs, m_jobs, *m_inspector, *m_message, this)),
      m_problems(new ProblemsView(this)), m_jobsView(new JobsView(m_jobs, this)), m_libraryView(new LibraryView(m_library, this))
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

    m_search = new GlobalSearch(*this);
    makeActions();
    makeImageActions();
    makeRecordActions();
    makeExportActions();
    makeCompareActions();
    makeDocks();
    makeMenus();
    makeToolBar();
    m_status = new StatusLine(m_jobs, *statusBar());
    m_palette = new CommandPalette(*m_actions, this);
    m_recovery = new Recovery(*this);
    m_session = new Session(*this);
    m_outside = new OutsideChanges(*this);
    new FileDrops(*this);

    connectViews();
    connectImages();
    connectRecords();
    connectCompare();

    resize(1280, 800);
    if (const auto geometry = settings::windowGeometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    if (const auto state = settings::windowState(); !state.isEmpty())
        restoreState(state);
    m_start->setAvailable([this](const QString &name) {
        const auto *action = m_actions->find(name);
        return action ? action->toolTip() : QString();
    });
    updateLibrary();
    currentTabChanged();
}

void MainWindow::connectViews()
{
    connect(&m_jobs, &JobList::idle, this, [this] {
        if (!isBusy())
            Q_EMIT idle();
    });
    connect(m_jobsView, &JobsView::countChanged, this, [this](int running, int failed) { m_jobsDock->setWindowTitle(running + failed > 0 ? tr("Jobs (%1)").arg(running + failed) : tr("Jobs")); });
    connect(m_status, &StatusLine::jobsRequested, this, [this] {
        m_jobsDock->show();
        m_jobsDock->raise();
    });
    // A verdict may have come in while another window was in front.
    connect(qApp, &QGuiApplication::applicationStateChanged, this, &MainWindow::updateStatus);
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::currentTabChanged);
    connect(m_start, &StartPage::actionRequested, this, [this](const QString &name) {
        auto *action = m_actions->find(name);
        // What begins with something that is open begins with the default that most people have.
        if (action && !action->isEnabled())
            openBuiltIn(QStringLiteral("docker-default"));
        if (action)
            action->trigger();
    });
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
    connect(m_libraryView, &LibraryView::pinRequested, this, [this](const QString &path, bool pinned) {
        settings::setPinned(path, pinned);
        updateLibrary();
    });
    connect(m_libraryView, &LibraryView::forgetRequested, this, [this](const QString &path) {
        settings::removeRecentFile(path);
        settings::setPinned(path, false);
        updateLibrary();
    });
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &MainWindow::applyTheme);
}

MainWindow::~MainWindow()
{
    m_jobs.disconnect(this);
    disconnect(m_tabs, nullptr, this, nullptr); // pages go one by one now
    delete m_compare; // first: its pages look at the documents of others
    m_compare = nullptr;
    delete m_images; // builds that run end here
    m_images = nullptr;
    delete m_records; // and runs
    m_records = nullptr;
    // The pages' documents own undo stacks that the group knows.
    m_inspector->setDocument(nullptr, nullptr);
    m_problems->setDocument(nullptr);
}

EditedPage *MainWindow::currentEdited() const
{
    return qobject_cast<EditedPage *>(m_tabs->currentWidget());
}

AppArmorPage *MainWindow::currentPolicy() const
{
    return qobject_cast<AppArmorPage *>(m_tabs->currentWidget());
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
    return m_actions->find(name);
}

void MainWindow::addPage(DocumentPage *page)
{
    if (auto *stack = page->undoStack())
        m_undoGroup->addStack(stack);
    connect(page, &DocumentPage::titleChanged, this, [this, page] {
        updateTabTitle(page);
        updateLibrary();
        updateActions();
        updateStatus();
    });
    connect(page, &DocumentPage::actionsChanged, this, &MainWindow::updateActions);
    if (auto *edited = qobject_cast<EditedPage *>(page))
        connect(edited, &EditedPage::recordingsWanted, this, [this, edited](const QStringList &paths) {
            for (const auto &path : paths)
                attachFile(path, edited);
        });
    const int index = m_tabs->addTab(page, QString());
    auto *close = new QToolButton(m_tabs);
    close->setProperty("flat", true);
    close->setIcon(icons::get(QStringLiteral("close")));
    close->setToolTip(tr("Close the tab"));
    close->setAccessibleName(tr("Close the tab"));
    close->setFocusPolicy(Qt::NoFocus);
    connect(close, &QToolButton::clicked, page, [this, page] { closePage(page); });
    m_tabs->tabBar()->setTabButton(index, QTabBar::RightSide, close);
    connectCharts(*page, *m_dialogs, *m_message);
    updateTabTitle(page);
    m_tabs->setCurrentIndex(index);
    currentTabChanged();
    page->setFocus();
    updateLibrary();
    Q_EMIT pageAdded(page);
}

void MainWindow::showPage(DocumentPage *page)
{
    m_tabs->setCurrentWidget(page);
}

DocumentPage *MainWindow::currentPage() const
{
    return qobject_cast<DocumentPage *>(m_tabs->currentWidget());
}

QList<DocumentPage *> MainWindow::pages() const
{
    QList<DocumentPage *> pages;
    for (int i = 0; i < m_tabs->count(); ++i)
        if (auto *page = qobject_cast<DocumentPage *>(m_tabs->widget(i)))
            pages << page;
    return pages;
}

bool MainWindow::mayClose(DocumentPage *page)
{
    if (ImageTabs::isOurs(page) && !m_images->mayClose(page))
        return false;
    if (RecordTabs::isOurs(page) && !m_records->mayClose(page))
        return false;
    if (auto *recording = qobject_cast<RecordingPage *>(page); recording && !m_records->mayCloseRecording(recording, [this, recording] { closePage(recording); }))
        return false;
    if (!page->mayClose(*m_dialogs))
        return false;
    auto *edited = qobject_cast<EditedPage *>(page);
    if (!edited || !edited->isModified())
        return true;
    showPage(page);
    switch (m_dialogs->askClose(this, page->title())) {
    case Dialogs::Close::Save:
        return save(edited);
    case Dialogs::Close::Discard:
        return true;
    case Dialogs::Close::Cancel:
        break;
    }
    return false;
}

bool MainWindow::closeTab(int index)
{
    auto *page = qobject_cast<DocumentPage *>(m_tabs->widget(index));
    return page && closePage(page);
}

bool MainWindow::closePage(DocumentPage *page)
{
    if (!mayClose(page))
        return false;
    if (page == m_followed) {
        m_inspector->setDocument(nullptr, nullptr);
        m_problems->setDocument(nullptr);
        m_followed = nullptr;
    }
    m_tabs->removeTab(m_tabs->indexOf(page));
    if (auto *stack = page->undoStack())
        m_undoGroup->removeStack(stack);
    Q_EMIT pageRemoved(page);
    if (ImageTabs::isOurs(page))
        m_images->close(page);
    else if (RecordTabs::isOurs(page))
        m_records->close(page);
    else
        page->release();
    currentTabChanged();
    updateLibrary();
    return true;
}

bool MainWindow::event(QEvent *event)
{
    // What a button is for is in its tool tip; the status line keeps saying what the document is.
    return event->type() == QEvent::StatusTip || QMainWindow::event(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    for (auto *page : pages()) {
        auto *recording = qobject_cast<RecordingPage *>(page);
        const bool may = recording ? m_records->mayCloseRecording(recording, [this] { close(); }) : ImageTabs::isOurs(page) || RecordTabs::isOurs(page) || mayClose(page);
        if (!may) {
            event->ignore();
            return;
        }
    }
    if (!m_images->mayCloseAll() || !m_records->mayCloseAll()) {
        event->ignore();
        return;
    }
    keepLayout();
    m_recovery->forget();
    event->accept();
}

void MainWindow::keepLayout()
{
    showDocks({m_inspectorDock, m_problemsDock});
    settings::setWindowGeometry(saveGeometry());
    settings::setWindowState(saveState());
    m_session->saveNow();
}

bool MainWindow::prepareSuccessor()
{
    const bool may = !isBusy() && std::ranges::all_of(pages(), [this](DocumentPage *page) { return qobject_cast<EditedPage *>(page) || ImageTabs::isOurs(page) || RecordTabs::isOurs(page) || mayClose(page); })
        && m_images->mayCloseAll() && m_records->mayCloseAll();
    if (may)
        keepLayout();
    else
        m_message->showMessage(MessageBar::Kind::Info, tr("The language changes when Whittle is started the next time."));
    return may;
}

void MainWindow::updateTabTitle(DocumentPage *page)
{
    const int index = m_tabs->indexOf(page);
    if (index < 0)
        return;
    m_tabs->setTabText(index, page->isModified() ? tr("%1 *").arg(page->title()) : page->title());
    m_tabs->setTabToolTip(index, page->path());
    m_tabs->setTabIcon(index, icons::get(page->iconName()));
    if (page == currentPage())
        setWindowModified(page->isModified());
}

void MainWindow::updateStatus()
{
    auto *page = currentProfile();
    m_status->showDocument(page ? &page->document() : nullptr);
    if (auto *policy = currentPolicy())
        m_status->showPolicy(policy->document());
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_libraryView)
        m_libraryView->tree()->viewport()->update();
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
    theme::applyFonts();
}

void MainWindow::restoreLast(bool session)
{
    if (session && settings::restoresSession())
        m_session->restore();
    m_recovery->offer();
}

} // namespace whittle::app
