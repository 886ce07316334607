#pragma once

#include "documents/profilejournal.h"

#include <QHash>
#include <QLockFile>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>
#include <vector>

namespace whittle::app {

class DocumentPage;
class EditedPage;
class MainWindow;

/// Keeps what is not saved in a folder of this window's own, and offers what a window that ended without saving left behind. A folder belongs
/// to whoever holds its lock; the lock of a process that is dead counts for nothing.
class Recovery final : public QObject
{
    Q_OBJECT

public:
    /// Starts keeping. Where no folder can be made nothing is kept, and the window says so.
    explicit Recovery(MainWindow &window);
    ~Recovery() override;

    /// Says in the window what can be brought back, with a button that does so and one that throws it away.
    void offer();
    /// Brings it all back: each document in a tab, with its undo.
    void restore();
    void discard();
    [[nodiscard]] const std::vector<ProfileJournal> &found() const { return m_found; }

    /// Documents from elsewhere: each in a tab, with its undo, and kept from now on.
    void bringBack(const std::vector<ProfileJournal> &journals);
    /// What is not saved in this window.
    [[nodiscard]] std::vector<ProfileJournal> unsaved() const;

    /// Writes now what is written a moment after a change.
    void saveNow();
    /// The window closes in order: nothing is to be offered.
    void forget();

    /// Where the folders are.
    [[nodiscard]] static QString root();

private:
    void watch(DocumentPage *page);
    void save(EditedPage *page);
    void drop(const QString &file);
    [[nodiscard]] bool makeFolder();
    void find();

    MainWindow &m_window;
    QString m_folder;
    std::unique_ptr<QLockFile> m_lock;
    QHash<DocumentPage *, QString> m_files;
    QSet<DocumentPage *> m_changed;
    QTimer m_timer;
    int m_lastFile = 0;
    bool m_failed = false;

    std::vector<ProfileJournal> m_found;
    std::vector<std::unique_ptr<QLockFile>> m_foundLocks;
    QStringList m_foundFolders;
};

} // namespace whittle::app
