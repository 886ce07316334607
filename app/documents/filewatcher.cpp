#include "documents/filewatcher.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

namespace whittle::app {
namespace {

constexpr int kSettleMs = 200;
constexpr int kMaxSettleMs = 1000;

} // namespace

FileWatcher::FileWatcher(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kSettleMs);
    connect(&m_timer, &QTimer::timeout, this, &FileWatcher::look);
    const auto later = [this] {
        if (!m_timer.isActive())
            m_since.start();
        // A folder in which something changes all the time does not put it off for ever.
        if (!m_timer.isActive() || m_since.elapsed() < kMaxSettleMs)
            m_timer.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, later);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, later);
}

FileWatcher::Mark FileWatcher::markOf(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return {true, status.st_size, static_cast<qint64>(status.st_mtim.tv_sec) * 1000 + status.st_mtim.tv_nsec / 1'000'000, status.st_ino};
}

void FileWatcher::setFiles(const QSet<QString> &paths)
{
    QHash<QString, Mark> files;
    QSet<QString> watched;
    for (const auto &path : paths) {
        files.insert(path, m_files.contains(path) ? m_files.value(path) : markOf(path));
        // The folder tells of files that are replaced or come back.
        watched << path << QFileInfo(path).absolutePath();
    }
    m_files = std::move(files);
    const auto now = m_watcher.files() + m_watcher.directories();
    QStringList gone;
    for (const auto &path : now)
        if (!watched.contains(path))
            gone << path;
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    for (const auto &path : std::as_const(watched))
        if (!now.contains(path) && QFileInfo::exists(path))
            m_watcher.addPath(path);
}

void FileWatcher::look()
{
    QStringList changedPaths;
    for (auto it = m_files.begin(); it != m_files.end(); ++it) {
        const Mark mark = markOf(it.key());
        if (mark != it.value()) {
            it.value() = mark;
            changedPaths << it.key();
        }
        // The watch went with the old file.
        if (mark.exists && !m_watcher.files().contains(it.key()))
            m_watcher.addPath(it.key());
    }
    for (const auto &path : changedPaths)
        Q_EMIT changed(path);
}

} // namespace whittle::app
