#include "mainwindow/statusline.h"

#include "analysis/verdict_store.h"
#include "documents/apparmordocument.h"
#include "documents/profiledocument.h"
#include "jobs/joblist.h"
#include "views/icons.h"
#include "views/jobsview.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QStatusBar>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kShownAfterMs = 150; // what is done at once needs no bar

} // namespace

StatusLine::StatusLine(JobList &jobs, QStatusBar &bar) : QObject(&bar), m_jobs(jobs), m_bar(bar), m_progress(new QProgressBar(&bar)), m_jobsButton(new QToolButton(&bar))
{
    bar.setSizeGripEnabled(false);
    const auto label = [&bar](const char *name, bool permanent) {
        auto *result = new QLabel(&bar);
        result->setObjectName(QLatin1StringView(name));
        result->setContentsMargins(6, 2, 6, 2);
        if (permanent)
            bar.addPermanentWidget(result);
        else
            bar.addWidget(result);
        return result;
    };
    m_counts = label("statusCounts", false);
    m_risk = label("statusRisk", false);
    m_filter = label("statusFilter", false);
    m_progress->setObjectName(QStringLiteral("statusProgress"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(bar.fontMetrics().averageCharWidth() * 18);
    m_progress->hide();
    bar.addPermanentWidget(m_progress);
    m_jobsButton->setObjectName(QStringLiteral("statusJobs"));
    m_jobsButton->setProperty("flat", true);
    m_jobsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_jobsButton->setIconSize(icons::besideText(bar.fontMetrics()));
    m_jobsButton->setToolTip(tr("Show what is running and what failed"));
    m_jobsButton->hide();
    bar.addPermanentWidget(m_jobsButton);
    m_verified = label("statusVerified", true);
    connect(m_jobsButton, &QToolButton::clicked, this, &StatusLine::jobsRequested);
    connect(&jobs, &JobList::added, this, [this] { QTimer::singleShot(kShownAfterMs, this, &StatusLine::showJobs); });
    connect(&jobs, &JobList::changed, this, &StatusLine::showJobs);
    connect(&jobs, &JobList::removed, this, &StatusLine::showJobs);
}

void StatusLine::showJobs()
{
    const JobList::Entry *first = nullptr;
    for (const auto &entry : m_jobs.entries())
        if (!first && entry->isRunning() && entry->ms() >= kShownAfterMs)
            first = entry.get();
    m_progress->setVisible(first);
    const int failed = m_jobs.failedCount();
    m_jobsButton->setVisible(first || failed > 0);
    if (first) {
        showProgress(*m_progress, *first);
        m_progress->setAccessibleName(first->title);
        const int running = m_jobs.runningCount();
        m_jobsButton->setText(running > 1 ? tr("%n jobs are running", nullptr, running) : first->title);
        m_jobsButton->setIcon(icons::get(QStringLiteral("step-run")));
    } else if (failed > 0) {
        m_jobsButton->setText(tr("%n jobs failed", nullptr, failed));
        m_jobsButton->setIcon(icons::get(QStringLiteral("warning")));
    }
}

void StatusLine::showDocument(const ProfileDocument *document)
{
    for (auto *label : {m_counts, m_risk, m_filter, m_verified})
        label->setVisible(document != nullptr);
    if (!document)
        return;
    const auto &decisions = document->decisions();
    if (!decisions.filter() || !document->hasProfile()) {
        m_counts->setText(tr("No filter"));
        m_risk->clear();
        m_filter->clear();
        m_verified->setText(tr("Would not start"));
        return;
    }
    const QLocale locale;
    const auto &surface = decisions.surface();
    const auto &standard = document->defaultDecisions().surface();
    m_counts->setText(tr("%1 of %2 allowed").arg(locale.toString(static_cast<qulonglong>(surface.openCount())), locale.toString(static_cast<qulonglong>(surface.totalCount()))));
    m_risk->setText(tr("risk %1 (default %2)").arg(surface.score()).arg(standard.score()));
    QStringList closed;
    for (const auto &cve : standard.openCves)
        if (!surface.openCves.contains(cve))
            closed << QString::fromStdString(cve);
    m_risk->setToolTip(tr("0: nothing is open, 100: everything. A critical syscall weighs 10, a high one 4, a medium one 1.\nCloses %n known kernel holes that Docker's default leaves open.", nullptr, static_cast<int>(closed.size()))
        + (closed.isEmpty() ? QString() : QStringLiteral("\n") + closed.join(QStringLiteral(", "))));
    m_filter->setText(tr("filter %n instructions", nullptr, static_cast<int>(decisions.filter()->program().size())));
    m_filter->setToolTip(tr("Length of the compiled BPF program; the kernel takes at most 4096 instructions"));
    showVerification(*document);
}

void StatusLine::showPolicy(const AppArmorDocument &document)
{
    for (auto *label : {m_risk, m_filter, m_verified})
        label->hide();
    const auto &report = document.report();
    const QLocale locale;
    QString text = report.isStale ? tr("The text has an error") : tr("%n profiles", nullptr, static_cast<int>(report.profiles.size()));
    if (!report.answers.empty())
        text += QStringLiteral(" · ") + tr("%1 of %n recorded accesses allowed", nullptr, static_cast<int>(report.answers.size())).arg(locale.toString(static_cast<qulonglong>(report.allowedCount())));
    m_counts->setText(text);
    m_counts->show();
}

// A verdict of a real run outranks what the check expects.
void StatusLine::showVerification(const ProfileDocument &document)
{
    const auto show = [this](const QString &text, const QString &toolTip) {
        m_verified->setText(text);
        m_verified->setToolTip(toolTip);
    };
    const auto verdict = document.isTextValid() ? analysis::findVerdict(document.profile()) : std::nullopt;
    if (verdict) {
        const QString where = QStringLiteral("%1, %2").arg(QString::fromStdString(verdict->engine), QString::fromStdString(verdict->runtime));
        const QString image = QString::fromStdString(verdict->image);
        const QString when = QLocale().toString(QDateTime::fromString(QString::fromStdString(verdict->at), Qt::ISODate).toLocalTime(), QLocale::ShortFormat);
        if (verdict->verified)
            show(tr("Verified"), tr("%1 started under this profile and answered as without it (%2; %3).").arg(image, where, when));
        else
            show(tr("Verification failed"), tr("%1 did not start under this profile, or answered differently (%2; %3).").arg(image, where, when));
        return;
    }
    const auto start = std::ranges::find_if(document.findings(), [](const profile::Finding &finding) {
        return (finding.code == "does-not-start" || finding.code == "program-does-not-start") && finding.severity >= profile::Severity::High;
    });
    if (start != document.findings().end()) {
        show(tr("Would not start"), QString::fromStdString(start->message));
        return;
    }
    show(document.isModified() ? tr("Changed, not verified") : tr("Not verified"),
         tr("Whether a container was started under this profile and answered as without it: whittle-cli verify IMAGE --seccomp FILE"));
}

} // namespace whittle::app
