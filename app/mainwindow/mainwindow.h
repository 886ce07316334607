#pragma once

#include "dialogs/dialogs.h"
#include "documents/evidence.h"
#include "documents/openfile.h"
#include "jobs/joblist.h"
#include "models/findingsmodel.h"
#include "models/librarymodel.h"

#include <QMainWindow>

#include <memory>
#include <vector>

class QActionGroup;
class QStackedWidget;
class QTabWidget;
class QUndoGroup;

namespace whittle::app {

class ActionSet;
class AppArmorDocument;
class AppArmorPage;
class CommandPalette;
class CompareTabs;
class DocumentPage;
class EditedPage;
class ExportDialog;
class ExportSource;
class FileInspector;
class GlobalSearch;
class ImageTabs;
class Inspector;
class JobsView;
class LibraryView;
class MessageBar;
class OutsideChanges;
class ProblemsView;
class ProfileDocument;
class ProfilePage;
class RecordTabs;
class RecordingPage;
class Recovery;
class Session;
class StartPage;
class StatusLine;

/// The one window: documents in tabs, library, inspector, problems and jobs around them. Features of their own (images, comparing, recording)
/// are objects beside it that register actions, put pages into tabs and list jobs.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(std::unique_ptr<Dialogs> dialogs = std::make_unique<Dialogs>(), QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens files in the background, each in a tab; what cannot be opened is said in the window.
    void openFiles(const QStringList &paths);
    /// The documents of the last session, and what a crash left behind: for the start of the program.
    void restoreLast(bool session);
    /// True when the window may go and another open what was open here: where it is, how it looks and its session are kept; only what would be lost
    /// is asked about.
    [[nodiscard]] bool prepareSuccessor();
    /// An unnamed copy of a built-in profile.
    void openBuiltIn(const QString &name);
    /// True while files are being read or a proposal is being made.
    [[nodiscard]] bool isBusy() const { return m_jobs.isBusy() || !m_toRead.isEmpty(); }

    // What features build on.
    [[nodiscard]] ActionSet &actionSet() { return *m_actions; }
    [[nodiscard]] JobList &jobs() { return m_jobs; }
    [[nodiscard]] Dialogs &dialogs() { return *m_dialogs; }
    [[nodiscard]] MessageBar *message() { return m_message; }
    /// Puts a page into a tab of its own, in front; the window owns it.
    void addPage(DocumentPage *page);
    /// False: the person wants to keep it.
    bool closePage(DocumentPage *page);
    void showPage(DocumentPage *page);
    /// nullptr: nothing is open.
    [[nodiscard]] DocumentPage *currentPage() const;
    /// In the order of the tabs.
    [[nodiscard]] QList<DocumentPage *> pages() const;
    /// A dock with a title of the program's own, and the action that shows it in the View menu.
    QDockWidget *addDock(const char *name, const QString &title, QWidget *content, Qt::DockWidgetArea area, const QKeySequence &shortcut, const QString &tip);

    [[nodiscard]] QTabWidget *tabs() { return m_tabs; }
    /// Shows what the tab in front can be written as; format: exports::Description::id, empty for the one that was saved last. nullptr: nothing
    /// can be.
    ExportDialog *showExport(const QString &format = {});
    /// A seccomp profile or an AppArmor policy.
    [[nodiscard]] EditedPage *currentEdited() const;
    [[nodiscard]] ProfilePage *currentProfile() const;
    [[nodiscard]] AppArmorPage *currentPolicy() const;
    [[nodiscard]] RecordingPage *currentRecording() const;
    [[nodiscard]] ImageTabs &images() { return *m_images; }
    [[nodiscard]] CommandPalette &commandPalette() { return *m_palette; }
    [[nodiscard]] GlobalSearch &search() { return *m_search; }
    [[nodiscard]] Session &session() { return *m_session; }
    [[nodiscard]] Recovery &recovery() { return *m_recovery; }
    [[nodiscard]] RecordTabs &records() { return *m_records; }
    [[nodiscard]] CompareTabs &comparisons() { return *m_compare; }
    /// An action by its object name.
    [[nodiscard]] QAction *action(const QString &name) const;

    bool save(EditedPage *page);
    bool saveAs(EditedPage *page);
    ProfilePage *addProfile(std::unique_ptr<ProfileDocument> document);
    AppArmorPage *addPolicy(std::unique_ptr<AppArmorDocument> document);
    void proposeFrom(const OpenRecording &recording);
    void proposeAppArmorFrom(const OpenRecording &recording);
    void attach(const OpenRecording &recording, EditedPage *page);
    [[nodiscard]] std::vector<OpenRecording> openRecordings() const;
    [[nodiscard]] QList<ProfilePage *> profilePages() const;
    [[nodiscard]] QList<EditedPage *> editedPages() const;

Q_SIGNALS:
    /// Nothing is being read or computed in the background any more.
    void idle();
    void currentPageChanged();
    void pageAdded(whittle::app::DocumentPage *page);
    /// It is in no tab any more, and goes soon.
    void pageRemoved(whittle::app::DocumentPage *page);
    /// Actions are being enabled for the current page and its selection: features enable theirs.
    void actionsUpdated();
    /// The settings name another language.
    void languageRequested();

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeActions();
    void makeSyscallActions();
    void makeEditActions();
    void updateEditActions();
    void makeImageActions();
    void updateImageActions();
    void connectImages();
    void connectViews();
    void makeRecordActions();
    void updateRecordActions();
    void connectRecords();
    void connectRecording(RecordingPage *page);
    void replayUnder(ProfilePage *profile, const OpenRecording &recording);
    void chooseReplay();
    void makeExportActions();
    void updateExportActions();
    [[nodiscard]] std::shared_ptr<const ExportSource> exportSource() const;
    void makeCompareActions();
    void updateCompareActions();
    void connectCompare();
    void makeMenus();
    void makeToolBar();
    void makeDocks();
    QAction *add(const char *name, const QString &text, const QString &icon, const QKeySequence &shortcut, const QString &tip, const std::function<void()> &run, const QString &themeIcon = {});

    void readNext();
    void openFolder();
    void showOpened(const QString &path, OpenedFile file);
    void showOpenError(const QString &path, const Error &error);
    void openAsText(const QString &path);
    RecordingPage *addRecording(const OpenRecording &recording);
    int tabOf(const QString &path) const;
    bool closeTab(int index);
    bool mayClose(DocumentPage *page);
    void keepLayout();

    void currentTabChanged();
    void showDocks(const QList<QDockWidget *> &useful);
    void updateActions();
    void updateTabTitle(DocumentPage *page);
    void updateStatus();
    void updateLibrary();
    void updateRecentMenu();
    void goToProblem(const FindingsModel::Item &item);
    void attachByKey(const QString &key);
    void attachFile(const QString &path, EditedPage *page, bool say = false);
    void chooseAttached(EditedPage *page);
    [[nodiscard]] QString nameOfProposed(const OpenRecording &recording) const;
    void readRecording(const QString &path, const std::function<void(const OpenRecording &)> &then);
    void attachChosen(const OpenRecording &recording);
    void showSettings();
    void showHelp(const QString &page);
    void showAbout();
    void makeHelpActions();
    void applyTheme();
    void showThemeChoice();

    std::unique_ptr<Dialogs> m_dialogs;
    JobList m_jobs;
    ActionSet *m_actions;

    QStringList m_toRead; // files that wait for the one that is being read, so that tabs come in the order asked for
    bool m_reading = false;
    QUndoGroup *m_undoGroup;
    QStackedWidget *m_stack;
    StartPage *m_start;
    QTabWidget *m_tabs;
    MessageBar *m_message;
    Inspector *m_inspector;
    FileInspector *m_fileInspector;
    QStackedWidget *m_inspectors = nullptr;
    ImageTabs *m_images;
    RecordTabs *m_records;
    CompareTabs *m_compare;
    ProblemsView *m_problems;
    JobsView *m_jobsView;
    LibraryModel m_library;
    LibraryView *m_libraryView;
    StatusLine *m_status = nullptr;
    CommandPalette *m_palette = nullptr;
    GlobalSearch *m_search = nullptr;
    Session *m_session = nullptr;
    Recovery *m_recovery = nullptr;
    OutsideChanges *m_outside = nullptr;
    QDockWidget *m_libraryDock = nullptr;
    QDockWidget *m_inspectorDock = nullptr;
    QDockWidget *m_problemsDock = nullptr;
    QDockWidget *m_jobsDock = nullptr;
    QList<QDockWidget *> m_hiddenDocks; // while nothing is open
    QMenu *m_recentMenu = nullptr;
    QMenu *m_bulkMenu = nullptr;
    QMenu *m_fileMenu = nullptr;
    QActionGroup *m_themeGroup = nullptr;
    bool m_narrow = false;
    QWidget *m_followed = nullptr; // the page that inspector and docks show
};

} // namespace whittle::app
