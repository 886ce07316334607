#include "documents/rundocument.h"

#include "base/printable.h"

#include <atomic>

namespace whittle::app {
namespace {

constexpr qsizetype kLongestLine = 2000;
constexpr std::size_t kMostOutput = std::size_t{1} << 20; // that may wait for the window

/// What a program printed and the window has not shown yet.
struct Waiting
{
    std::atomic<std::size_t> bytes = 0;
    std::atomic<bool> lost = false;
};

QString shown(const QByteArray &line)
{
    return QString::fromStdString(printable(line.toStdString(), kLongestLine));
}

} // namespace

RunDocument::RunDocument(RecordChoices choices, std::optional<TriedProfile> tried, const RecordFn &record, QObject *parent) : QObject(parent), m_choices(std::move(choices)), m_tried(std::move(tried))
{
    m_clock.start();
    m_job = std::make_unique<Job<RunResult>>(
        [this, record, run = RecordRun{m_choices, m_tried, m_finish.get_token()}](std::stop_token stop, const ProgressFn &report) {
            // What waits for the window while that is busy: a program that prints without end must not fill the memory.
            const auto waiting = std::make_shared<Waiting>();
            RunObserver observer;
            observer.progress = report;
            // Queued for this object: gone with it, and the job ends before that.
            observer.live = [this](const trace::LiveChange &change) {
                QMetaObject::invokeMethod(
                    this,
                    [this, change] {
                        m_live.add(change);
                        Q_EMIT liveChanged();
                    },
                    Qt::QueuedConnection);
            };
            observer.output = [this, waiting](std::string_view text) {
                if (waiting->bytes > kMostOutput) {
                    waiting->lost = true;
                    return;
                }
                waiting->bytes += text.size();
                QMetaObject::invokeMethod(
                    this,
                    [this, waiting, bytes = QByteArray(text.data(), static_cast<qsizetype>(text.size()))] {
                        waiting->bytes -= static_cast<std::size_t>(bytes.size());
                        takeOutput(bytes);
                        if (waiting->lost.exchange(false))
                            log(tr("The program prints faster than can be shown; some of it is left out"));
                    },
                    Qt::QueuedConnection);
            };
            return record(run, std::move(stop), observer);
        },
        [this](const Progress &progress) {
            m_step = QString::fromStdString(printable(progress.step, kLongestLine));
            log(m_step);
            Q_EMIT stepChanged();
        },
        [this](Result<RunResult> result) { finished(std::move(result)); });
}

RunDocument::~RunDocument() = default;

void RunDocument::finish()
{
    if (m_state != State::Running)
        return;
    m_state = State::Finishing;
    m_finish.request_stop();
    log(tr("Finishing"));
    Q_EMIT stateChanged();
}

void RunDocument::discard()
{
    if (m_state != State::Running && m_state != State::Finishing)
        return;
    m_state = State::Discarding;
    m_job->cancel();
    log(tr("Stopping without a recording"));
    Q_EMIT stateChanged();
}

void RunDocument::finished(Result<RunResult> result)
{
    m_msTotal = m_clock.elapsed();
    if (!m_outputLine.isEmpty())
        takeOutput(QByteArrayLiteral("\n"));
    if (m_state == State::Discarding) {
        m_state = State::Discarded;
        log(tr("Stopped; nothing is left behind"));
    } else if (result) {
        m_recording = std::make_shared<const trace::Recording>(std::move(result->recording));
        m_kernel = std::move(result->kernel);
        for (const auto &probe : m_recording->probes) {
            const QString name = shown(QByteArray::fromStdString(probe.probe));
            const QString detail = shown(QByteArray::fromStdString(probe.detail));
            if (probe.passed)
                log(tr("Passed: %1").arg(name));
            else
                log(detail.isEmpty() ? tr("Failed: %1").arg(name) : tr("Failed: %1: %2").arg(name, detail));
        }
        m_state = State::Done;
        log(tr("Done"));
    } else {
        m_error = result.error();
        m_state = m_error.code == ErrorCode::Cancelled ? State::Discarded : State::Failed;
        log(QString::fromStdString(printable(m_error.message, kLongestLine)));
    }
    Q_EMIT stateChanged();
}

void RunDocument::takeOutput(const QByteArray &bytes)
{
    m_outputLine += bytes;
    for (qsizetype end = m_outputLine.indexOf('\n'); end >= 0 || m_outputLine.size() > kLongestLine; end = m_outputLine.indexOf('\n')) {
        const qsizetype length = end >= 0 && end <= kLongestLine ? end : kLongestLine;
        //: a line that the program printed
        log(tr("| %1").arg(shown(m_outputLine.left(length))));
        m_outputLine.remove(0, length == end ? length + 1 : length);
    }
}

void RunDocument::log(const QString &text)
{
    //: seconds since the beginning, and what happened
    Q_EMIT logged(tr("%1 s  %2").arg(static_cast<double>(m_clock.elapsed()) / 1000.0, 6, 'f', 1).arg(text));
}

} // namespace whittle::app
