#include "mainwindow/outsidechanges.h"

#include "documents/profiledocument.h"
#include "mainwindow/mainwindow.h"
#include "views/messagebar.h"
#include "views/profilepage.h"

#include <QFileInfo>

namespace whittle::app {

OutsideChanges::OutsideChanges(MainWindow &window) : QObject(&window), m_window(window)
{
    connect(&m_watcher, &FileWatcher::changed, this, &OutsideChanges::changed);
    connect(&window, &MainWindow::pageAdded, this, [this](DocumentPage *page) {
        connect(page, &DocumentPage::titleChanged, this, &OutsideChanges::follow); // saved under another name
        follow();
    });
    connect(&window, &MainWindow::pageRemoved, this, &OutsideChanges::follow);
}

void OutsideChanges::follow()
{
    QSet<QString> paths;
    for (auto *page : m_window.pages())
        if (!page->path().isEmpty())
            paths << page->path();
    m_watcher.setFiles(paths);
}

void OutsideChanges::changed(const QString &path)
{
    for (auto *page : m_window.pages()) {
        if (page->path() != path)
            continue;
        if (auto *edited = qobject_cast<EditedPage *>(page)) {
            editedChanged(edited);
        } else if (QFileInfo::exists(path)) {
            m_window.message()->showMessage(MessageBar::Kind::Info, tr("“%1” has changed on the disk. The tab shows what it was.").arg(page->title()), tr("Read It Again"),
                [this, path, page = QPointer<DocumentPage>(page)] {
                    if (!page || m_window.closePage(page))
                        m_window.openFiles({path});
                });
        }
    }
}

void OutsideChanges::editedChanged(EditedPage *page)
{
    auto &document = page->file();
    if (!QFileInfo::exists(document.path())) {
        page->message()->showMessage(MessageBar::Kind::Warning, tr("“%1” was deleted or moved by another program. What is shown here exists nowhere else.").arg(document.title()), tr("Save It Again"),
            [this, page = QPointer<EditedPage>(page)] {
                if (page)
                    m_window.save(page);
            });
        document.setNeverSaved();
        return;
    }
    // Our own saving changes the file as well.
    if (!document.changedOutside())
        return;
    const auto reload = [this, page = QPointer<EditedPage>(page)] {
        if (!page)
            return;
        if (const auto read = page->file().reload(); !read)
            page->message()->showMessage(MessageBar::Kind::Error, tr("The file could not be read again: %1").arg(QString::fromStdString(read.error().message)));
        else
            page->message()->showMessage(MessageBar::Kind::Info, tr("“%1” was changed by another program and has been read again.").arg(page->title()), tr("Undo"), [page] {
                if (page)
                    page->file().undoStack()->undo();
            });
    };
    if (!document.isModified()) {
        reload();
        return;
    }
    std::vector<MessageBar::Action> actions = {{tr("Read It Again"), reload}, {tr("Keep Mine"), [page = QPointer<EditedPage>(page)] {
                                                    if (page)
                                                        page->file().keepOwn();
                                                }}};
    if (auto *profile = qobject_cast<ProfilePage *>(page))
        actions.push_back({tr("Compare"), [this, profile = QPointer<ProfilePage>(profile)] {
                               if (profile)
                                   Q_EMIT compareRequested(profile);
                           }});
    page->message()->showMessage(MessageBar::Kind::Warning, tr("“%1” was changed by another program, and has changes of yours that are not saved.").arg(document.title()), std::move(actions));
}

} // namespace whittle::app
