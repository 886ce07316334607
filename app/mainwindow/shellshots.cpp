#include "mainwindow/shellshots.h"

#include "dialogs/settingsdialog.h"
#include "mainwindow/actionset.h"
#include "mainwindow/commandpalette.h"
#include "mainwindow/globalsearch.h"
#include "mainwindow/helpdialog.h"
#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recovery.h"
#include "views/messagebar.h"

#include <QAction>
#include <QDockWidget>
#include <QLineEdit>

namespace whittle::app {

void addShellShots(MainWindow &window, QPointer<QWidget> &grabbed, const AddShot &add)
{
    const auto jobsDock = [&window] { return window.findChild<QDockWidget *>(QStringLiteral("jobsDock")); };
    add(QStringLiteral("shell-palette"), [&window] {
        if (!window.commandPalette().isVisible())
            window.commandPalette().open();
        window.commandPalette().field()->setText(QStringLiteral("de"));
        Q_EMIT window.commandPalette().field()->textEdited(QStringLiteral("de"));
    });
    add(QStringLiteral("shell-search"), [&window] {
        window.commandPalette().close();
        window.search().field()->setText(QStringLiteral("mount"));
        window.search().focus();
    });
    add(QStringLiteral("shell-jobs"), [&window, jobsDock] {
        window.search().field()->clear();
        auto &jobs = window.jobs();
        jobs.dismissAll();
        const auto reading = jobs.add(MainWindow::tr("Reading %1").arg(QStringLiteral("nginx.tar")), {}, JobList::Unit::Bytes);
        jobs.setProgress(reading, {"unpacking blobs/sha256/8a1e25ce7c4f", 82'400'000, 223'000'000});
        const auto slim = jobs.add(ImageTabs::tr("Slimming %1").arg(QStringLiteral("redis:7")), {});
        jobs.setProgress(slim, {"record: asking port 6379", 7, 12});
        jobs.finish(jobs.add(ImageTabs::tr("Slimming %1").arg(QStringLiteral("postgres:16")), {}), {ErrorCode::Unavailable, "no engine is running: neither /var/run/docker.sock nor podman answers"});
        jobsDock()->show();
        jobsDock()->raise();
    });
    add(QStringLiteral("shell-recovery"), [&window, jobsDock] {
        auto &jobs = window.jobs();
        while (!jobs.entries().empty()) {
            const auto id = jobs.entries().front()->id;
            jobs.finish(id);
            jobs.dismiss(id);
        }
        jobsDock()->hide();
        window.message()->showMessage(MessageBar::Kind::Warning, Recovery::tr("Whittle ended before %n documents were saved. They can be brought back with their undo: %1", nullptr, 2).arg(QStringLiteral("web.json, docker-default.json")),
            {{Recovery::tr("Bring Them Back"), {}}, {Recovery::tr("Throw Them Away"), {}}});
    });
    add(QStringLiteral("shell-settings"), [&window, &grabbed] {
        window.message()->clear();
        window.actionSet().get("settings")->trigger();
        auto *dialog = window.findChild<SettingsDialog *>();
        dialog->setMaximumSize(window.size());
        grabbed = dialog;
    });
    for (const auto &[name, action] : {std::pair("shell-guide", "helpContents"), std::pair("shell-shortcuts", "shortcuts")})
        add(QLatin1StringView(name), [&window, &grabbed, action] {
            window.actionSet().get(action)->trigger();
            auto *dialog = window.findChild<HelpDialog *>();
            dialog->setMaximumSize(window.size());
            grabbed = dialog;
        });
}

} // namespace whittle::app
