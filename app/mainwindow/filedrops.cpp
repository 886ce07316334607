#include "mainwindow/filedrops.h"

#include "mainwindow/comparetabs.h"
#include "mainwindow/mainwindow.h"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>

namespace whittle::app {

FileDrops::FileDrops(MainWindow &window) : QObject(&window), m_window(window)
{
    qApp->installEventFilter(this);
}

bool FileDrops::eventFilter(QObject *watched, QEvent *event)
{
    const auto type = event->type();
    if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *widget = qobject_cast<QWidget *>(watched);
    // Dialogs have drops of their own.
    if (!widget || widget->window() != &m_window)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    QStringList paths;
    for (const auto &url : drop->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    if (paths.isEmpty())
        return QObject::eventFilter(watched, event);
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (type == QEvent::Drop) {
        m_window.comparisons().offer(paths);
        m_window.openFiles(paths);
    }
    return true;
}

} // namespace whittle::app
