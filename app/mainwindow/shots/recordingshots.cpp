#include "mainwindow/shots/shots.h"
#include "views/containerpage.h"
#include "views/recordingpage.h"

#include <QTableView>

namespace whittle::app {

void recordingShots(MainWindow &, QWidget *widget, const QString &base, Shots &shots)
{
    auto *page = qobject_cast<RecordingPage *>(widget);
    if (!page)
        return;
    shots.add(base + QStringLiteral("-recording"), [page] {
        page->showTab(RecordingPage::Syscalls);
        page->setFilterText({});
        if (auto *table = page->findChild<QTableView *>(QStringLiteral("recordingTable")); table && table->model()->rowCount() > 0)
            table->selectRow(0);
    });
    shots.add(
        base + QStringLiteral("-container"), [page] { page->showTab(RecordingPage::Container); }, [page] { return !page->container()->isBusy(); });
}

} // namespace whittle::app
