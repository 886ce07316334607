#pragma once

#include "jobs/joblist.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace whittle::app {

class JobRow;

/// The dock with what is running: step, how far, for how long, and a button that cancels it; what failed stays with its message.
class JobsView final : public QWidget
{
    Q_OBJECT

public:
    explicit JobsView(JobList &jobs, QWidget *parent = nullptr);

Q_SIGNALS:
    void countChanged(int running, int failed);

private:
    void add(JobList::Id id);
    void remove(JobList::Id id);
    void update();

    JobList &m_jobs;
    QHash<JobList::Id, JobRow *> m_rows;
    QLabel *m_empty;
    QScrollArea *m_scroll;
    QWidget *m_list;
    QVBoxLayout *m_layout;
    QTimer m_clock;
};

/// How far a job is, on a bar: in per cent where its total is known, else just that it moves.
void showProgress(QProgressBar &bar, const JobList::Entry &entry);
/// "unpacking layer.tar: 12.4 MB of 50.0 MB".
[[nodiscard]] QString progressText(const JobList::Entry &entry);
/// "0:07", "1:02:03".
[[nodiscard]] QString durationText(qint64 ms);

} // namespace whittle::app
