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
class ImageComparePage;
class Inspector;
class MessageBar;
class ProfilePage;

/// Comparisons in the window: what they are opened from, and what can be done in their tabs. Things to compare are named by keys, as the
/// library names them: the path of a file or folder, the name of a built-in profile, the title of a profile without a file.
class CompareTabs final : public QObject
{
    Q_OBJECT

public:
    CompareTabs(QTabWidget &tabs, Dialogs &dialogs, Inspector &inspector, MessageBar &message, QWidget *window);
    ~CompareTabs() override;

    /// Compares two or three; what is not open is opened first. One alone stands beside Docker's default, a build alone beside its fat image.
    void compare(const QStringList &keys);
    /// What is in front with what most likely is meant; asks for files where nothing is.
    void compareCurrent();
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
    /// Another page is in front: the inspector explains what is selected there. The undo stack that its edits go to; nullptr: none.
    QUndoStack *currentChanged();

    [[nodiscard]] bool isCurrent() const { return current() || currentImages(); }
    [[nodiscard]] bool canCopy(std::size_t from, std::size_t to) const;
    [[nodiscard]] bool canExport() const;
    void swapSides();
    void goToDifference(bool forward);
    void copy(std::size_t from, std::size_t to);
    void exportReport(bool html);
    void openOutside();
    void focusFilter();
    [[nodiscard]] bool isBusy() const;

    // For pages of the kinds that this object makes.
    [[nodiscard]] static bool isOurs(const QWidget *page);
    [[nodiscard]] static QString titleOf(const QWidget *page);

Q_SIGNALS:
    void pageMade(QWidget *page);
    void titleChanged(QWidget *page);
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

    [[nodiscard]] QString profileKey(ProfilePage *page) const;
    [[nodiscard]] QString currentKey() const; // empty: nothing that can be compared
    [[nodiscard]] std::optional<CompareSide> sideOf(const QString &key) const;
    [[nodiscard]] std::vector<CompareChoice> choices() const;
    [[nodiscard]] std::vector<ImageSide> imageSides() const;
    [[nodiscard]] static bool isImageKey(const QString &key);
    [[nodiscard]] ImageSide imageSideOf(const QString &key) const;
    void openPending();
    ComparePage *addComparison(std::unique_ptr<CompareDocument> document);
    ImageComparePage *addImages(ImageSide left, ImageSide right);
    void showMenu(ComparePage *page, const QPoint &position);
    void inspect(ComparePage *page);
    void addThird(ComparePage *page);
    void chooseExtra(ComparePage *page, int side, const QString &extra);
    void chooseVersion(ComparePage *page, int side, const QString &path);
    void takeVersion(ComparePage *page, int side, const QString &path, const FileVersion &version);
    [[nodiscard]] MessageBar *currentMessage() const;

    QTabWidget &m_tabs;
    Dialogs &m_dialogs;
    Inspector &m_inspector;
    MessageBar &m_message;
    QWidget *m_window;
    Pending m_pending;
    LatestJob<std::vector<FileVersion>> m_versionsJob;
    LatestJob<CompareSide> m_versionJob;
    std::vector<TemporaryDirectory> m_outside; // what other programs were given, until the window closes
};

} // namespace whittle::app
