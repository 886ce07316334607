#include "documents/apparmordocument.h"

#include "commands/changepolicy.h"
#include "documents/profilejournal.h"

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kRecomputeDelayMs = 120;
constexpr int kParserDelayMs = 500;

} // namespace

AppArmorDocument::AppArmorDocument(std::string text, QString path, QObject *parent)
    : EditedFile(text, std::move(path), parent), m_text(std::make_shared<const std::string>(std::move(text))), m_savedText(m_text)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kRecomputeDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &AppArmorDocument::compute);
    m_parserTimer.setSingleShot(true);
    m_parserTimer.setInterval(kParserDelayMs);
    connect(&m_parserTimer, &QTimer::timeout, this, &AppArmorDocument::askParser);
    compute();
}

AppArmorDocument::~AppArmorDocument() = default;

std::unique_ptr<AppArmorDocument> AppArmorDocument::fromJournal(const ProfileJournal &journal)
{
    auto document = std::make_unique<AppArmorDocument>(journal.base, journal.path);
    document->replay(journal);
    document->updateNow();
    return document;
}

QString AppArmorDocument::untitledName() const
{
    return tr("Untitled AppArmor profile");
}

void AppArmorDocument::editText(std::string text, bool typing, const QString &step)
{
    if (text == *m_text)
        return;
    auto after = std::make_shared<const std::string>(std::move(text));
    undoStack()->push(new ChangePolicy(*this, m_text, std::move(after), step.isEmpty() ? tr("Edit the text") : step, typing ? TextStep::Kind::Typing : TextStep::Kind::Edit));
}

void AppArmorDocument::setText(TextPtr text)
{
    m_text = std::move(text);
    Q_EMIT textChanged();
    m_timer.start();
}

void AppArmorDocument::updateNow()
{
    if (m_timer.isActive())
        compute();
}

void AppArmorDocument::askProfile(const QString &name)
{
    if (m_asked == name.toStdString())
        return;
    m_asked = name.toStdString();
    compute();
}

void AppArmorDocument::attachRecording(const OpenRecording &recording)
{
    if (isAmong(m_recordings, recording))
        return;
    m_recordings.push_back(recording);
    m_accesses.reset();
    Q_EMIT recordingsChanged();
    compute();
}

void AppArmorDocument::detachRecordings()
{
    m_recordings.clear();
    m_accesses.reset();
    Q_EMIT recordingsChanged();
    compute();
}

void AppArmorDocument::compute()
{
    m_timer.stop();
    m_job.start([request = PolicyRequest{m_text, m_recordings, m_accesses, m_asked, m_report}](std::stop_token, const ProgressFn &) -> Result<PolicyReport> { return reportOf(request); },
        [this](Result<PolicyReport> report) {
            if (!report)
                return;
            m_report = std::make_shared<const PolicyReport>(std::move(*report));
            // A newer request would have replaced this one, so these are of the recordings as they are.
            m_accesses = m_report->accesses;
            m_parserTimer.start();
            Q_EMIT findingsChanged();
            Q_EMIT reportChanged();
        });
}

// It says nothing new of a text that our own reading refuses.
void AppArmorDocument::askParser()
{
    if (isComputing() || std::ranges::contains(m_report->findings, "syntax", &apparmor::Finding::code))
        return;
    m_parserJob.start(
        [text = m_text](std::stop_token stop, const ProgressFn &) -> Result<ParserAnswer> { return apparmor::checkWithParser(*text, std::move(stop)).value_or(ParserAnswer()); },
        [this, report = m_report](Result<ParserAnswer> answer) {
            if (!answer || answer->empty() || report != m_report)
                return;
            auto more = std::make_shared<PolicyReport>(*m_report);
            apparmor::addParserFindings(more->findings, *answer);
            m_report = std::move(more);
            Q_EMIT findingsChanged();
        });
}

} // namespace whittle::app
