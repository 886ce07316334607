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
        if (auto *profile = qobject_cast<ProfilePage *>(page)) {
            profileChanged(profile);
        } else if (QFileInfo::exists(path)) {
            m_window.message()->showMessage(MessageBar::Kind::Info, tr("“%1” has changed on the disk. The tab shows what it was.").arg(page->title()), tr("Read It Again"),
                [this, path, page = QPointer<DocumentPage>(page)] {
                    if (!page || m_window.closePage(page))
                        m_window.openFiles({path});
                });
        }
    }
}

void OutsideChanges::profileChanged(ProfilePage *page)
{
    auto &document = page->document();
    if (!QFileInfo::exists(document.path())) {
        page->message()->showMessage(MessageBar::Kind::Warning, tr("“%1” was deleted or moved by another program. What is shown here exists nowhere else.").arg(document.title()), tr("Save It Again"),
            [this, page = QPointer<ProfilePage>(page)] {
                if (page)
                    m_window.save(page);
            });
        document.setNeverSaved();
        return;
    }
    // Our own saving changes the file as well.
    if (!document.changedOutside())
        return;
    const auto reload = [this, page = QPointer<ProfilePage>(page)] {
        if (!page)
            return;
        if (const auto read = page->document().reload(); !read)
            page->message()->showMessage(MessageBar::Kind::Error, tr("The file could not be read again: %1").arg(QString::fromStdString(read.error().message)));
        else
            page->message()->showMessage(MessageBar::Kind::Info, tr("“%1” was changed by another program and has been read again.").arg(page->title()), tr("Undo"), [page] {
                if (page)
                    page->document().undoStack()->undo();
            });
    };
    if (!document.isModified()) {
        reload();
        return;
    }
    page->message()->showMessage(MessageBar::Kind::Warning, tr("“%1” was changed by another program, and has changes of yours that are not saved.").arg(document.title()),
        {{tr("Read It Again"), reload}, {tr("Keep Mine"), [page = QPointer<ProfilePage>(page)] {
              if (page)
                  page->document().keepOwn();
          }},
            {tr("Compare"), [this, page = QPointer<ProfilePage>(page)] {
                 if (page)
                     Q_EMIT compareRequested(page);
             }}});
}

} // namespace whittle::app
