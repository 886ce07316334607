#pragma once

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace whittle::app {

/// Tells when files change, also when they are replaced by another file of the same name, as editors and this program write them, or come back
/// after they were gone. Signals come a moment after the last change, so that half a file is not read.
class FileWatcher final : public QObject
{
    Q_OBJECT

public:
    explicit FileWatcher(QObject *parent = nullptr);

    /// Exactly these from now on; absolute paths.
    void setFiles(const QSet<QString> &paths);

Q_SIGNALS:
    /// Its content may be another, or it is gone.
    void changed(const QString &path);

private:
    struct Mark // of a file, to see that it is another one
    {
        bool exists = false;
        qint64 size = 0;
        qint64 modifiedMs = 0;
        quint64 inode = 0;

        bool operator==(const Mark &) const = default;
    };
    [[nodiscard]] static Mark markOf(const QString &path);
    void look();

    QFileSystemWatcher m_watcher;
    QHash<QString, Mark> m_files;
    QTimer m_timer;
    QElapsedTimer m_since; // the first change that was not told
};

} // namespace whittle::app
