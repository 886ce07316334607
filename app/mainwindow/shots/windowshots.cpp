#include "mainwindow/mainwindow.h"
#include "mainwindow/shots/shots.h"

#include <QTabWidget>

namespace whittle::app {

void windowShots(MainWindow &window, QWidget *page, const QString &, Shots &shots)
{
    if (page)
        return;
    if (window.tabs()->count() == 0)
        shots.add(QStringLiteral("start"), [] {});
}

} // namespace whittle::app
