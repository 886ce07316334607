#include "dialogs/recorddialog.h"
#include "documents/profiledocument.h"
#include "jobs/playedrun.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recordtabs.h"
#include "mainwindow/shots/shots.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/refusalview.h"
#include "views/replaypage.h"
#include "views/runpage.h"

#include <QAction>
#include <QTabWidget>

namespace whittle::app {
namespace {

RecordChoices choicesOf(const trace::Subject &subject)
{
    RecordChoices choices;
    choices.isProgram = subject.kind != "image";
    choices.image = QString::fromStdString(subject.image);
    QStringList words;
    for (const auto &word : subject.command)
        words << QStringLiteral("'%1'").arg(QString::fromStdString(word).replace(QLatin1Char('\''), QStringLiteral("'\\''")));
    choices.program = words.isEmpty() ? QStringLiteral("true") : words.join(QLatin1Char(' '));
    if (!choices.isProgram && choices.image.isEmpty())
        choices.image = QStringLiteral("image");
    return choices;
}

ProfilePage *firstProfile(MainWindow &window)
{
    for (int i = 0; i < window.tabs()->count(); ++i)
        if (auto *page = qobject_cast<ProfilePage *>(window.tabs()->widget(i)))
            return page;
    return nullptr;
}

/// Closes what the last picture opened.
void endRun(MainWindow &window)
{
    if (auto *run = window.records().currentRun())
        run->document().discard();
    if (RecordTabs::isOurs(window.tabs()->currentWidget()))
        window.action(QStringLiteral("close"))->trigger();
}

} // namespace

/// Dialogs, runs and replays, as a recording shows them; the ones about profiles where one is open.
void runShots(MainWindow &window, QWidget *widget, const QString &base, Shots &shots)
{
    auto *page = qobject_cast<RecordingPage *>(widget);
    if (!page)
        return;
    const auto recording = page->recording().recording;
    const auto choices = choicesOf(recording->subject);
    auto &records = window.records();
    const auto play = [&records, recording] { records.setRunner(playedRun(recording), {}, {}); };
    const auto dialog = [&window, play](RecordDialog *made, bool image) -> QWidget * {
        play();
        made->showImage(image);
        made->setMaximumSize(window.size());
        return made;
    };
    const auto add = [&](const char *name, std::function<QWidget *()> open) { shots.addWindow(base + QLatin1StringView(name), std::move(open), {}, [&window] { endRun(window); }); };
    const auto run = [play, &records, choices](ProfileDocument *profile) -> QWidget * {
        play();
        records.startRun(choices, profile);
        return nullptr;
    };
    add("-record-program", [dialog, &records] { return dialog(records.newRecording(), false); });
    add("-record-image", [dialog, &records] { return dialog(records.newRecording(), true); });
    add("-live", [run] { return run(nullptr); });
    auto *profile = firstProfile(window);
    if (!profile)
        return;
    auto *document = &profile->document();
    add("-try", [dialog, &records, document] { return dialog(records.newTry(*document), false); });
    add("-tried", [run, document] { return run(document); });
    add("-replay", [&records, document, open = page->recording()]() -> QWidget * {
        records.replay(*document, {open});
        return nullptr;
    });
}

} // namespace whittle::app
