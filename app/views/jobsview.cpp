#include "views/jobsview.h"

#include "settings/theme.h"
#include "views/icons.h"

#include <QEvent>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace whittle::app {
namespace {

constexpr int kClockMs = 500;

} // namespace

/// One job.
class JobRow final : public QFrame
{
    Q_OBJECT

public:
    JobRow(JobList &jobs, JobList::Id id, QWidget *parent)
        : QFrame(parent), m_jobs(jobs), m_id(id), m_icon(new QLabel(this)), m_title(new QLabel(this)), m_time(new QLabel(this)), m_step(new QLabel(this)), m_bar(new QProgressBar(this)), m_button(new QPushButton(this))
    {
        setObjectName(QStringLiteral("job"));
        setProperty("bar", true);
        auto *layout = new QGridLayout(this);
        layout->setContentsMargins(10, 6, 8, 6);
        layout->setHorizontalSpacing(8);
        layout->setVerticalSpacing(3);
        m_title->setProperty("title", true);
        m_title->setObjectName(QStringLiteral("jobTitle"));
        m_title->setWordWrap(true);
        m_time->setObjectName(QStringLiteral("jobTime"));
        m_time->setProperty("muted", true);
        m_step->setObjectName(QStringLiteral("jobStep"));
        m_step->setWordWrap(true);
        m_step->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_bar->setObjectName(QStringLiteral("jobBar"));
        m_bar->setTextVisible(false);
        m_bar->setMaximumHeight(fontMetrics().height() / 2 + 2);
        m_button->setObjectName(QStringLiteral("jobButton"));
        layout->addWidget(m_icon, 0, 0);
        layout->addWidget(m_title, 0, 1);
        layout->addWidget(m_time, 0, 2, Qt::AlignRight | Qt::AlignVCenter);
        layout->addWidget(m_button, 0, 3, 3, 1, Qt::AlignVCenter);
        layout->addWidget(m_bar, 1, 1, 1, 2);
        layout->addWidget(m_step, 2, 1, 1, 2);
        layout->setColumnStretch(1, 1);
        connect(m_button, &QPushButton::clicked, this, [this] {
            if (const auto *entry = m_jobs.find(m_id); entry && entry->isRunning())
                m_jobs.cancel(m_id);
            else
                m_jobs.dismiss(m_id);
        });
        refresh();
    }

    void refresh()
    {
        const auto *entry = m_jobs.find(m_id);
        if (!entry)
            return;
        const auto &colors = theme::colors();
        const bool failed = entry->state == JobList::State::Failed;
        const bool cancelling = entry->state == JobList::State::Cancelling;
        m_title->setText(failed ? tr("%1: failed", "a job").arg(entry->title) : entry->title);
        m_time->setText(durationText(entry->ms()));
        m_time->setToolTip(failed ? tr("How long it took") : tr("Time so far"));
        m_bar->setVisible(!failed);
        showProgress(*m_bar, *entry);
        m_bar->setAccessibleName(tr("Progress of “%1”").arg(entry->title));
        m_step->setText(failed ? QString::fromStdString(entry->error.message) : cancelling ? tr("Cancelling…") : progressText(*entry));
        m_step->setProperty("muted", !failed);
        m_step->setVisible(!m_step->text().isEmpty());
        m_button->setText(failed ? tr("Dismiss") : tr("Cancel"));
        m_button->setEnabled(!cancelling);
        m_button->setAccessibleName(failed ? tr("Dismiss “%1”").arg(entry->title) : tr("Cancel “%1”").arg(entry->title));
        m_button->setToolTip(failed ? tr("Take this failure off the list") : tr("Stop this job; what it began is undone"));
        m_icon->setPixmap(icons::pixmap(failed ? QStringLiteral("error") : QStringLiteral("step-run"), failed ? colors.error : colors.accent, fontMetrics().height(), devicePixelRatioF()));
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QFrame::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            refresh();
    }

private:
    JobList &m_jobs;
    JobList::Id m_id;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_time;
    QLabel *m_step;
    QProgressBar *m_bar;
    QPushButton *m_button;
};

JobsView::JobsView(JobList &jobs, QWidget *parent)
    : QWidget(parent), m_jobs(jobs), m_empty(new QLabel(tr("Nothing is running. What takes longer than a moment is shown here, and can be cancelled."), this)), m_scroll(new QScrollArea(this)), m_list(new QWidget(m_scroll)),
      m_layout(new QVBoxLayout(m_list))
{
    setObjectName(QStringLiteral("jobsView"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_empty->setProperty("muted", true);
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(12, 10, 12, 10);
    m_empty->setAlignment(Qt::AlignTop);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_scroll, 1);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_list);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addStretch(1);
    m_clock.setInterval(kClockMs);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (isVisible())
            for (auto *row : std::as_const(m_rows))
                row->refresh();
    });
    connect(&jobs, &JobList::added, this, &JobsView::add);
    connect(&jobs, &JobList::removed, this, &JobsView::remove);
    connect(&jobs, &JobList::changed, this, [this](JobList::Id id) {
        if (auto *row = m_rows.value(id))
            row->refresh();
        update();
    });
    for (const auto &entry : jobs.entries())
        add(entry->id);
    update();
}

void JobsView::add(JobList::Id id)
{
    auto *row = new JobRow(m_jobs, id, m_list);
    m_rows.insert(id, row);
    m_layout->insertWidget(m_layout->count() - 1, row);
    update();
}

void JobsView::remove(JobList::Id id)
{
    if (auto *row = m_rows.take(id)) {
        // It may be its own button that asked.
        row->hide();
        row->deleteLater();
    }
    update();
}

void JobsView::update()
{
    const int running = m_jobs.runningCount();
    m_empty->setVisible(m_rows.isEmpty());
    m_scroll->setVisible(!m_rows.isEmpty());
    if (running > 0 && !m_clock.isActive())
        m_clock.start();
    else if (running == 0)
        m_clock.stop();
    Q_EMIT countChanged(running, m_jobs.failedCount());
}

void showProgress(QProgressBar &bar, const JobList::Entry &entry)
{
    constexpr int kSteps = 1000;
    const auto &progress = entry.progress;
    if (progress.total == 0) {
        bar.setRange(0, 0);
        return;
    }
    bar.setRange(0, kSteps);
    const auto share = static_cast<double>(std::min(progress.done, progress.total)) / static_cast<double>(progress.total);
    bar.setValue(static_cast<int>(share * kSteps));
}

QString progressText(const JobList::Entry &entry)
{
    const QLocale locale;
    const auto &progress = entry.progress;
    const QString step = QString::fromStdString(progress.step);
    if (progress.total == 0 && progress.done == 0)
        return step;
    const auto number = [&](std::uint64_t value) { return entry.unit == JobList::Unit::Bytes ? locale.formattedDataSize(static_cast<qint64>(value), 1, QLocale::DataSizeSIFormat) : locale.toString(static_cast<qulonglong>(value)); };
    if (progress.total == 0)
        return step.isEmpty() ? number(progress.done) : JobsView::tr("%1: %2", "step of a job and how far it is").arg(step, number(progress.done));
    const QString far = JobsView::tr("%1 of %2", "how far a job is").arg(number(progress.done), number(progress.total));
    return step.isEmpty() ? far : JobsView::tr("%1: %2", "step of a job and how far it is").arg(step, far);
}

QString durationText(qint64 ms)
{
    const qint64 seconds = ms / 1000;
    const auto two = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    if (seconds >= 3600)
        return QStringLiteral("%1:%2:%3").arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60));
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(two(seconds % 60));
}

} // namespace whittle::app

#include "jobsview.moc"
