#include "views/replaypage.h"

#include "analysis/recorded_target.h"
#include "documents/profiledocument.h"
#include "views/messagebar.h"
#include "views/pagehead.h"
#include "views/refusalview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace whittle::app {

ReplayPage::ReplayPage(ProfileDocument &profile, std::vector<OpenRecording> recordings, QWidget *parent)
    : DocumentPage(parent), m_profile(&profile), m_profileTitle(profile.title()), m_recordings(std::move(recordings)), m_message(new MessageBar(this)), m_refusals(new RefusalView(RefusalModel::Kind::Replay, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QFrame(this);
    head->setProperty("bar", true);
    auto *box = new QVBoxLayout(head);
    box->setContentsMargins(16, 12, 16, 12);
    box->setSpacing(6);
    box->addWidget(makePageTitle(tr("%1 under %2", "recording and profile").arg(recordingTitle(), m_profileTitle), head));
    m_summary = new QLabel(tr("Asking the profile about every call…"), head);
    m_summary->setObjectName(QStringLiteral("replaySummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    box->addWidget(m_summary);
    m_notes = new QLabel(head);
    m_notes->setObjectName(QStringLiteral("replayNotes"));
    m_notes->setProperty("muted", true);
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setWordWrap(true);
    box->addWidget(m_notes);
    auto *buttons = new QHBoxLayout;
    m_goTo = makeHeadButton("goToProfileButton", tr("Go to the Profile"), QStringLiteral("profile"), tr("Shows the profile, to change more of it; this list follows"), head);
    buttons->addWidget(m_goTo);
    buttons->addStretch(1);
    box->addLayout(buttons);
    layout->addWidget(head);
    layout->addWidget(m_message);
    layout->addWidget(m_refusals, 1);
    setFocusProxy(m_refusals);

    m_refusals->setDocument(&profile);
    m_refusals->setEmptyText(tr("Asking the profile about every call…"));
    connect(m_goTo, &QPushButton::clicked, this, &ReplayPage::profileRequested);
    connect(&profile, &ProfileDocument::decisionsChanged, this, &ReplayPage::start);
    connect(&profile, &QObject::destroyed, this, [this] {
        m_refusals->setDocument(nullptr);
        m_goTo->setEnabled(false);
        m_message->showMessage(MessageBar::Kind::Info, tr("The profile was closed. The list shows what it refused last."));
    });
    start();
}

ReplayPage::~ReplayPage() = default;

ProfileDocument *ReplayPage::profile() const
{
    return m_profile;
}

QString ReplayPage::title() const
{
    return tr("Replay of %1").arg(recordingTitle());
}

QString ReplayPage::recordingTitle() const
{
    return m_recordings.size() == 1 ? m_recordings.front().title() : tr("%n recordings", nullptr, static_cast<int>(m_recordings.size()));
}

void ReplayPage::start()
{
    if (!m_profile)
        return;
    const auto &filter = m_profile->decisions().filter();
    if (!filter) {
        m_job.reset();
        m_busy = false;
        m_message->showMessage(MessageBar::Kind::Error, tr("The profile gives no filter: %1").arg(QString::fromStdString(m_profile->decisions().error())));
        return;
    }
    showTarget();
    m_busy = true;
    // The newer replaces the older, which hears of it at once.
    m_job = std::make_unique<Job<analysis::Replay>>(
        [filter = *filter, recordings = m_recordings](std::stop_token stop, const ProgressFn &) -> Result<analysis::Replay> {
            std::vector<const trace::Recording *> pointers;
            for (const auto &open : recordings)
                pointers.push_back(open.recording.get());
            return analysis::replay(pointers, filter, stop);
        },
        nullptr,
        [this](Result<analysis::Replay> replay) {
            m_busy = false;
            if (replay)
                show(std::move(*replay));
            Q_EMIT replayed();
        });
}

void ReplayPage::showTarget()
{
    // Capabilities and kernel decide which rules count: a recording of another container is asked about with its own.
    m_message->clear();
    const auto &recording = *m_recordings.front().recording;
    const auto &now = m_profile->view().target;
    const auto was = analysis::targetOf(recording);
    if (recording.subject.kind != "image" || (was.capabilities == now.capabilities && was.architecture == now.architecture))
        return;
    m_message->showMessage(MessageBar::Kind::Info, tr("The recording was made with other capabilities, or on another machine, than the profile is shown for."), tr("Use the Recording's"), [this, was] {
        if (!m_profile)
            return;
        View view = m_profile->view();
        if (view.target.architecture != was.architecture)
            view.abi = was.architecture;
        view.target = was;
        m_profile->setView(view);
    });
}

void ReplayPage::show(analysis::Replay replay)
{
    const QLocale locale;
    const auto number = [&](std::uint64_t count) { return locale.toString(static_cast<qulonglong>(count)); };
    std::vector<std::shared_ptr<const trace::Recording>> recordings;
    for (const auto &open : m_recordings)
        recordings.push_back(open.recording);
    auto refusals = refusalsOf(replay, recordings);
    if (replay.refused == 0 && replay.possible == 0)
        m_summary->setText(tr("None of %1 calls would have been refused.").arg(number(replay.callsReplayed)));
    else if (replay.possible == 0)
        m_summary->setText(tr("%1 of %2 calls would have been refused.").arg(number(replay.refused), number(replay.callsReplayed)));
    else
        m_summary->setText(tr("%1 of %2 calls would have been refused, and perhaps %3 more: the recording does not hold all their arguments.").arg(number(replay.refused), number(replay.callsReplayed), number(replay.possible)));
    QStringList notes;
    for (const auto &note : replay.notes)
        notes << QStringLiteral("• ") + QString::fromStdString(note);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
    m_refusals->setEmptyText(tr("The profile lets everything through that was recorded."));
    m_refusals->setRefusals(std::move(refusals));
    m_replay = std::make_shared<const analysis::Replay>(std::move(replay));
}

} // namespace whittle::app
