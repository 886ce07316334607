#pragma once

#include "documents/evidence.h"
#include "jobs/job.h"
#include "models/refusal.h"

#include "views/documentpage.h"

#include <QPointer>

#include <memory>
#include <vector>

class QLabel;
class QPushButton;

namespace whittle::app {

class MessageBar;
class ProfileDocument;
class RefusalView;

/// Recordings under a profile: what would have been refused, with evidence. Follows the profile while that is changed.
class ReplayPage final : public DocumentPage
{
    Q_OBJECT

public:
    ReplayPage(ProfileDocument &profile, std::vector<OpenRecording> recordings, QWidget *parent = nullptr);
    ~ReplayPage() override;

    /// nullptr: it was closed.
    [[nodiscard]] ProfileDocument *profile() const;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override { return QStringLiteral("replay"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("recording"); }
    [[nodiscard]] RefusalView *refusals() { return m_refusals; }
    [[nodiscard]] MessageBar *message() { return m_message; }
    [[nodiscard]] bool isBusy() const { return m_busy; }
    /// nullptr until the first answer is there.
    [[nodiscard]] const analysis::Replay *replay() const { return m_replay.get(); }

Q_SIGNALS:
    void replayed();
    void profileRequested(); // to be brought to the front

private:
    [[nodiscard]] QString recordingTitle() const;
    void start();
    void show(analysis::Replay replay);
    void showTarget();

    QPointer<ProfileDocument> m_profile;
    QString m_profileTitle;
    std::vector<OpenRecording> m_recordings;
    std::shared_ptr<const analysis::Replay> m_replay;
    bool m_busy = false;
    MessageBar *m_message;
    QLabel *m_summary = nullptr;
    QLabel *m_notes = nullptr;
    QPushButton *m_goTo = nullptr;
    RefusalView *m_refusals;
    std::unique_ptr<Job<analysis::Replay>> m_job; // last: it goes first
};

} // namespace whittle::app
