#pragma once

#include "base/file_versions.h"
#include "base/files.h"
#include "documents/compareside.h"
#include "documents/imagecomparedocument.h"
#include "jobs/latestjob.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

class QTabWidget;
class QUndoStack;

namespace whittle::app {

class CompareDocument;
class ComparePage;
class Dialogs;
class DocumentPage;
class ImageComparePage;
class Inspector;
class JobList;
class MessageBar;
class ProfilePage;

/// Comparisons in the window: what they are opened from, and what can be done in their tabs. Things to compare are named by keys, as the
/// library names them: the path of a file or folder, the name of a built-in profile, the title of a profile without a file.
class CompareTabs final : public QObject
{
    Q_OBJECT

public:
    CompareTabs(QTabWidget &tabs, Dialogs &dialogs, JobList &jobs, Inspector &inspector, MessageBar &message, QWidget *window);
    ~CompareTabs() override;

    /// Compares two or three; what is not open is opened first. One alone stands beside Docker's default, a build alone beside its fat image.
    void compare(const QStringList &keys);
    /// What is in front with what most likely is meant; asks for files where nothing is.
    void compareCurrent();
    /// What another program made of the file of a profile, with what its tab says.
    void compareWithFile(ProfilePage *page);
    /// One of the library with what is in front.
    void compareWithCurrent(const QString &key);
    /// Files are dropped on the window and will be opened: offers to compare them when they are.
    void offer(const QStringList &dropped);
    /// Nothing is being opened any more.
    void filesOpened();
    /// What is open has changed.
    void updateChoices();

    [[nodiscard]] ComparePage *current() const;
    [[nodiscard]] ImageComparePage *currentImages() const;
    /// The inspector explains what is selected in the comparison in front.
    void inspectCurrent();
    /// What copying in the comparison in front goes to; nullptr: nothing there can be changed.
    [[nodiscard]] QUndoStack *undoStack() const;

    [[nodiscard]] bool isCurrent() const { return current() || currentImages(); }
    [[nodiscard]] bool canCopy(std::size_t from, std::size_t to) const;
    [[nodiscard]] bool canExport() const;
    void swapSides();
    void goToDifference(bool forward);
    void copy(std::size_t from, std::size_t to);
    void exportReport(bool html);
    void openOutside();
    [[nodiscard]] bool isBusy() const;

Q_SIGNALS:
    void pageMade(whittle::app::DocumentPage *page);
    void openRequested(const QStringList &paths);
    void actionsChanged();
    void undoStackChanged(QUndoStack *stack);
    /// For the menu of a row; the actions that are always there come below.
    void menuRequested(const QPoint &globalPosition, const QList<QAction *> &first);

private:
    /// A comparison, or one side of it, that waits for its files.
    struct Pending
    {
        QStringList keys;
        QPointer<ComparePage> page;
        int side = -1;
        bool isOffer = false; // ask before comparing
    };

    [[nodiscard]] QString keyOf(const DocumentPage *page) const;
    [[nodiscard]] QString currentKey() const; // empty: nothing that can be compared
    [[nodiscard]] std::optional<CompareSide> sideOf(const QString &key) const;
    [[nodiscard]] std::vector<CompareChoice> choices() const;
    [[nodiscard]] std::vector<ImageSide> imageSides() const;
    [[nodiscard]] static bool isImageKey(const QString &key);
    [[nodiscard]] ImageSide imageSideOf(const QString &key) const;
    void openPending();
    ComparePage *addComparison(std::unique_ptr<CompareDocument> document);
    ImageComparePage *addImages(ImageSide left, ImageSide right);
    void list(ImageComparePage *page);
    void showMenu(ComparePage *page, const QPoint &position);
    void inspect(ComparePage *page);
    void addThird(ComparePage *page);
    void chooseExtra(ComparePage *page, int side, const QString &extra);
    void chooseVersion(ComparePage *page, int side, const QString &path);
    void takeVersion(ComparePage *page, int side, const QString &path, const FileVersion &version);
    [[nodiscard]] MessageBar *currentMessage() const;

    QTabWidget &m_tabs;
    Dialogs &m_dialogs;
    JobList &m_jobs;
    Inspector &m_inspector;
    MessageBar &m_message;
    QWidget *m_window;
    Pending m_pending;
    LatestJob<std::vector<FileVersion>> m_versionsJob;
    LatestJob<CompareSide> m_versionJob;
    std::vector<TemporaryDirectory> m_outside; // what other programs were given, until the window closes
};

} // namespace whittle::app
