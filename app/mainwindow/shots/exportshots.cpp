#include "dialogs/exportdialog.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/shots/shots.h"
#include "views/apparmorpage.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"

#include <utility>
#include <vector>

namespace whittle::app {

void exportShots(MainWindow &window, QWidget *page, const QString &base, Shots &shots)
{
    std::vector<const char *> formats;
    if (qobject_cast<ProfilePage *>(page))
        formats = {"compose", "systemd", "bpf"};
    else if (qobject_cast<RecordingPage *>(page) || qobject_cast<AppArmorPage *>(page))
        formats = {"kubernetes-apparmor"};
    for (const char *format : formats)
        shots.addWindow(
            base + QStringLiteral("-export-") + QLatin1StringView(format), [&window, format]() -> QWidget * { return window.showExport(QLatin1StringView(format)); },
            [&window] {
                const auto *dialog = window.findChild<ExportDialog *>();
                return !dialog || !dialog->isBusy();
            });
}

} // namespace whittle::app
