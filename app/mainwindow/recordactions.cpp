// The window's part in recording, trying and replaying: their actions, and where their pages go.
#include "documents/profiledocument.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recordtabs.h"
#include "profile/filter.h"
#include "settings/settings.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/replaypage.h"
#include "views/runpage.h"

#include <QFileInfo>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

namespace whittle::app {

void MainWindow::makeRecordActions()
{
    auto *record = add("record", tr("&Record…"), QStringLiteral("recording"), QKeySequence(Qt::CTRL | Qt::Key_R), tr("Run a program or an image and record what it does"), [this] { m_records->newRecording(); });
    record->setIconText(tr("Record"));
    add("tryProfile", tr("&Try the Profile…"), QStringLiteral("try"), QKeySequence(Qt::Key_F5), tr("Run a program or an image under this profile as it is now, and see what is refused"), [this] {
        if (auto *page = currentProfile())
            m_records->newTry(page->document());
    });
    add("replay", tr("Rep&lay…"), QStringLiteral("replay"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R), tr("List what a profile would have refused of a recording"), [this] { chooseReplay(); });
    add("finishRun", tr("&Finish"), {}, QKeySequence(Qt::SHIFT | Qt::Key_F5), tr("End the run in this tab and keep what was recorded"), [this] { m_records->finish(); });
    add("pauseRun", tr("Pa&use the View"), QStringLiteral("pause"), QKeySequence(Qt::CTRL | Qt::Key_F5), tr("Hold the tables still or let them go on; the recording goes on in any case"), [this] { m_records->togglePause(); });
    add("stopRun", tr("&Stop without a Recording"), QStringLiteral("stop"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F5), tr("End the run in this tab and forget it"), [this] { m_records->stop(); });
}

void MainWindow::updateRecordActions()
{
    const auto enable = [this](const char *name, bool enabled) { action(QLatin1StringView(name))->setEnabled(enabled); };
    auto *profile = currentProfile();
    const bool hasFilter = profile && profile->document().isTextValid() && profile->document().decisions().filter();
    enable("tryProfile", hasFilter);
    enable("replay", hasFilter || currentRecording());
    const auto *run = m_records->currentRun();
    enable("finishRun", run && run->document().state() == RunDocument::State::Running);
    enable("pauseRun", m_records->isRunning());
    enable("stopRun", m_records->isRunning());
}

void MainWindow::connectRecords()
{
    connect(m_records, &RecordTabs::pageMade, this, [this](DocumentPage *page) { addPage(page); });
    connect(m_records, &RecordTabs::recordingMade, this, [this](const OpenRecording &recording, QWidget *inPlaceOf) {
        const int place = inPlaceOf ? m_tabs->indexOf(inPlaceOf) : -1;
        const bool inFront = place < 0 || m_tabs->currentIndex() == place;
        auto *before = m_tabs->currentWidget();
        auto *page = addRecording(recording);
        if (const auto *run = qobject_cast<RunPage *>(inPlaceOf))
            page->setLog(run->logText());
        if (place >= 0) {
            closeTab(m_tabs->indexOf(inPlaceOf));
            m_tabs->tabBar()->moveTab(m_tabs->indexOf(page), place);
        }
        // Who works on something else is not pulled away.
        m_tabs->setCurrentWidget(inFront ? page : before);
        updateLibrary();
    });
    connect(m_records, &RecordTabs::profileRequested, this, [this](const ProfileDocument *profile) {
        for (auto *page : profilePages())
            if (&page->document() == profile)
                m_tabs->setCurrentWidget(page);
    });
    connect(m_records, &RecordTabs::actionsChanged, this, &MainWindow::updateActions);
    connect(m_records, &RecordTabs::titleChanged, this, [this](DocumentPage *page) {
        updateTabTitle(page);
        updateLibrary();
        updateActions();
    });
    connect(m_records, &RecordTabs::closeRequested, this, [this](DocumentPage *page) { closePage(page); });
    connect(m_records, &RecordTabs::failed, this, [this](const QString &text) { m_message->showMessage(MessageBar::Kind::Error, text); });
}

void MainWindow::connectRecording(RecordingPage *page)
{
    connect(page, &RecordingPage::saveRequested, this, [this, page] { m_records->save(page, false); });
    connect(page, &RecordingPage::replayRequested, this, &MainWindow::chooseReplay);
}

void MainWindow::replayUnder(ProfilePage *profile, const OpenRecording &recording)
{
    m_records->replay(profile->document(), {recording});
}

// From a profile: which recording; from a recording: under which profile.
void MainWindow::chooseReplay()
{
    if (auto *recording = currentRecording()) {
        const auto pages = profilePages();
        QStringList titles;
        for (auto *page : pages)
            titles << page->document().title();
        titles << tr("Docker's default") << tr("Podman's default");
        const int chosen = m_dialogs->choose(this, tr("Replay the Recording"), tr("List what would have been refused by"), titles);
        if (chosen < 0)
            return;
        const OpenRecording open = recording->recording();
        if (chosen >= pages.size()) {
            openBuiltIn(chosen == pages.size() ? QStringLiteral("docker-default") : QStringLiteral("podman-default"));
            if (auto *page = currentProfile())
                replayUnder(page, open);
        } else {
            replayUnder(pages[chosen], open);
        }
        return;
    }
    auto *profile = currentProfile();
    if (!profile)
        return;
    std::vector<OpenRecording> known = openRecordings();
    for (const auto &attached : profile->document().evidence().recordings())
        if (std::ranges::none_of(known, [&](const OpenRecording &open) { return open.recording == attached.recording; }))
            known.push_back(attached);
    QStringList titles;
    for (const auto &open : known)
        titles << open.title();
    titles << tr("A file…");
    const int chosen = known.empty() ? 0 : m_dialogs->choose(this, tr("Replay a Recording"), tr("List what “%1” would have refused of").arg(profile->document().title()), titles);
    if (chosen < 0)
        return;
    if (static_cast<std::size_t>(chosen) < known.size()) {
        replayUnder(profile, known[static_cast<std::size_t>(chosen)]);
        return;
    }
    const auto paths = m_dialogs->openFiles(this, settings::lastFolder());
    if (paths.isEmpty())
        return;
    const QString path = QFileInfo(paths.front()).absoluteFilePath();
    readRecording(path, [this, page = QPointer<ProfilePage>(profile)](const OpenRecording &recording) {
        if (page)
            replayUnder(page, recording);
    });
}

} // namespace whittle::app
