#pragma once

#include <QObject>

class QLabel;
class QProgressBar;
class QStatusBar;
class QToolButton;

namespace whittle::app {

class AppArmorDocument;
class JobList;
class ProfileDocument;

/// What the status bar says: of the profile in front how much it allows, its risk, its filter and whether it was verified; of a policy what was
/// found in it; and what is running.
class StatusLine final : public QObject
{
    Q_OBJECT

public:
    StatusLine(JobList &jobs, QStatusBar &bar);

    /// nullptr: no profile is in front.
    void showDocument(const ProfileDocument *document);
    void showPolicy(const AppArmorDocument &document);

Q_SIGNALS:
    void jobsRequested();

private:
    void showVerification(const ProfileDocument &document);
    void showJobs();

    JobList &m_jobs;
    QStatusBar &m_bar;
    QLabel *m_counts;
    QLabel *m_risk;
    QLabel *m_filter;
    QLabel *m_verified;
    QProgressBar *m_progress;
    QToolButton *m_jobsButton;
};

} // namespace whittle::app
