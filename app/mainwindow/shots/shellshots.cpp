#include "dialogs/settingsdialog.h"
#include "mainwindow/actionset.h"
#include "mainwindow/commandpalette.h"
#include "mainwindow/globalsearch.h"
#include "mainwindow/helpdialog.h"
#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recovery.h"
#include "mainwindow/shots/shots.h"
#include "views/messagebar.h"

#include <QAction>
#include <QDockWidget>
#include <QLineEdit>

namespace whittle::app {

/// What stands around the documents: palette, search, jobs, settings, guide, and what is said after a crash.
void shellShots(MainWindow &window, QWidget *page, const QString &, Shots &shots)
{
    if (page)
        return;
    const auto jobsDock = [&window] { return window.findChild<QDockWidget *>(QStringLiteral("jobsDock")); };
    shots.add(QStringLiteral("shell-palette"), [&window] {
        if (!window.commandPalette().isVisible())
            window.commandPalette().open();
        window.commandPalette().field()->setText(QStringLiteral("de"));
        Q_EMIT window.commandPalette().field()->textEdited(QStringLiteral("de"));
    });
    shots.add(QStringLiteral("shell-search"), [&window] {
        window.commandPalette().close();
        window.search().field()->setText(QStringLiteral("mount"));
        window.search().focus();
    });
    shots.add(QStringLiteral("shell-jobs"), [&window, jobsDock] {
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
    shots.add(QStringLiteral("shell-recovery"), [&window, jobsDock] {
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
    shots.addWindow(QStringLiteral("shell-settings"), [&window]() -> QWidget * {
        window.message()->clear();
        window.actionSet().get("settings")->trigger();
        auto *dialog = window.findChild<SettingsDialog *>();
        dialog->setMaximumSize(window.size());
        return dialog;
    });
    for (const auto &[name, action] : {std::pair("shell-guide", "helpContents"), std::pair("shell-shortcuts", "shortcuts")})
        shots.addWindow(QLatin1StringView(name), [&window, action]() -> QWidget * {
            window.actionSet().get(action)->trigger();
            auto *dialog = window.findChild<HelpDialog *>();
            dialog->setMaximumSize(window.size());
            return dialog;
        });
}

} // namespace whittle::app
