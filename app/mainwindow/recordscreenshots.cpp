#include "mainwindow/recordscreenshots.h"

#include "dialogs/recorddialog.h"
#include "documents/profiledocument.h"
#include "jobs/playedrun.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recordtabs.h"
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

} // namespace

std::vector<RecordShot> recordShots(MainWindow &window, RecordingPage &page)
{
    const auto recording = page.recording().recording;
    const auto choices = choicesOf(recording->subject);
    auto &records = window.records();
    const auto play = [&records, recording] { records.setRunner(playedRun(recording), {}, {}); };
    const auto dialog = [&window, play](RecordDialog *made, bool image) {
        play();
        made->showImage(image);
        made->setMaximumSize(window.size());
        return made;
    };
    std::vector<RecordShot> shots{
        {QStringLiteral("-record-program"), [dialog, &records]() -> QWidget * { return dialog(records.newRecording(), false); }},
        {QStringLiteral("-record-image"), [dialog, &records]() -> QWidget * { return dialog(records.newRecording(), true); }},
        {QStringLiteral("-live"),
            [play, &records, choices]() -> QWidget * {
                play();
                records.startRun(choices, nullptr);
                return nullptr;
            }},
    };
    auto *profile = firstProfile(window);
    if (!profile)
        return shots;
    auto *document = &profile->document();
    shots.push_back({QStringLiteral("-try"), [dialog, &records, document]() -> QWidget * { return dialog(records.newTry(*document), false); }});
    shots.push_back({QStringLiteral("-tried"), [play, &records, choices, document]() -> QWidget * {
                         play();
                         records.startRun(choices, document);
                         return nullptr;
                     }});
    shots.push_back({QStringLiteral("-replay"), [&records, document, open = page.recording()]() -> QWidget * {
                         records.replay(*document, {open});
                         return nullptr;
                     }});
    return shots;
}

void endRecordShot(MainWindow &window)
{
    if (auto *run = window.records().currentRun())
        run->document().discard();
    if (RecordTabs::isOurs(window.tabs()->currentWidget()))
        window.action(QStringLiteral("close"))->trigger();
}

} // namespace whittle::app
