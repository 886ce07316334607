#pragma once

#include "dialogs/dialogs.h"
#include "documents/evidence.h"
#include "documents/openfile.h"
#include "jobs/job.h"
#include "models/findingsmodel.h"
#include "models/librarymodel.h"

#include "analysis/propose.h"

#include <QMainWindow>

#include <memory>
#include <vector>

class QActionGroup;
class QLabel;
class QProgressBar;
class QStackedWidget;
class QTabWidget;
class QToolButton;
class QUndoGroup;

namespace whittle::app {

class CompareTabs;
class FileInspector;
class ImageTabs;
class Inspector;
class LibraryView;
class MessageBar;
class ProblemsView;
class ProfileDocument;
class ProfilePage;
class RecordingPage;
class StartPage;

/// The one window: documents in tabs, library, inspector and problems around them.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(std::unique_ptr<Dialogs> dialogs = std::make_unique<Dialogs>(), QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens files in the background, each in a tab; what cannot be opened is said in the window.
    void openFiles(const QStringList &paths);
    /// An unnamed copy of a built-in profile.
    void openBuiltIn(const QString &name);
    /// True while files are being read or a proposal is being made.
    [[nodiscard]] bool isBusy() const { return !m_jobs.empty() || !m_toRead.isEmpty(); }

    [[nodiscard]] QTabWidget *tabs() { return m_tabs; }
    [[nodiscard]] ProfilePage *currentProfile() const;
    [[nodiscard]] RecordingPage *currentRecording() const;
    [[nodiscard]] ImageTabs &images() { return *m_images; }
    [[nodiscard]] CompareTabs &comparisons() { return *m_compare; }
    [[nodiscard]] MessageBar *message() { return m_message; }
    /// An action by its object name.
    [[nodiscard]] QAction *action(const QString &name) const;

    bool save(ProfilePage *page);
    bool saveAs(ProfilePage *page);
    void proposeFrom(const OpenRecording &recording);
    void attach(const OpenRecording &recording, ProfilePage *page);

Q_SIGNALS:
    /// Nothing is being read or computed in the background any more.
    void idle();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeActions();
    void makeEditActions();
    void makeEditMenus();
    void updateEditActions();
    void makeImageActions();
    void updateImageActions();
    void connectImages();
    void makeCompareActions();
    void makeCompareMenu();
    void connectCompare();
    void makeMenus();
    void makeToolBar();
    void makeDocks();
    void makeStatusBar();
    QAction *add(const char *name, const QString &text, const QString &icon, const QKeySequence &shortcut, const QString &tip, const std::function<void()> &run, const QString &themeIcon = {});

    void readNext();
    void openFolder();
    void showOpened(const QString &path, OpenedFile file);
    void showOpenError(const QString &path, const Error &error);
    void openAsText(const QString &path);
    ProfilePage *addProfile(std::unique_ptr<ProfileDocument> document);
    RecordingPage *addRecording(const OpenRecording &recording);
    void showPage(QWidget *page);
    int tabOf(const QString &path) const;
    bool closeTab(int index);
    bool closeImageTab(QWidget *page);
    bool mayClose(ProfilePage *page);

    void updateCompareActions();

    void currentTabChanged();
    void showDocks(const QList<QDockWidget *> &useful);
    void updateActions();
    void updateTabTitle(QWidget *page);
    void updateStatus();
    void updateVerification(const ProfileDocument &document);
    void updateLibrary();
    void updateRecentMenu();
    void goToProblem(const FindingsModel::Item &item);
    [[nodiscard]] std::vector<OpenRecording> openRecordings() const;
    [[nodiscard]] QList<ProfilePage *> profilePages() const;
    void attachByKey(const QString &key);
    void attachChosen(const OpenRecording &recording);
    void showAbout();
    void applyTheme();

    /// Runs work in the background and shows its step in the status bar.
    template <class T>
    void start(const QString &step, typename Job<T>::Work work, typename Job<T>::Done done);
    void jobEnded(const void *job);
    void showBusy();

    std::unique_ptr<Dialogs> m_dialogs;
    struct AnyJob
    {
        virtual ~AnyJob() = default;
        virtual void cancel() = 0;
    };
    template <class T>
    struct HeldJob;
    std::vector<std::unique_ptr<AnyJob>> m_jobs;
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
    CompareTabs *m_compare;
    ProblemsView *m_problems;
    LibraryModel m_library;
    LibraryView *m_libraryView;
    QDockWidget *m_libraryDock;
    QDockWidget *m_inspectorDock;
    QDockWidget *m_problemsDock;
    QList<QDockWidget *> m_hiddenDocks; // while nothing is open
    QMenu *m_recentMenu = nullptr;
    QMenu *m_syscallMenu = nullptr;
    QMenu *m_bulkMenu = nullptr;
    QMenu *m_fileMenu = nullptr;
    QActionGroup *m_themeGroup = nullptr;
    QLabel *m_statusCounts = nullptr;
    QLabel *m_statusRisk = nullptr;
    QLabel *m_statusFilter = nullptr;
    QLabel *m_statusVerified = nullptr;
    QProgressBar *m_progress = nullptr;
    QToolButton *m_cancelJobs = nullptr;
    bool m_narrow = false;
    QWidget *m_followed = nullptr; // the page that inspector and docks show
};

} // namespace whittle::app
