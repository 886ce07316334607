#include "documents/profiledocument.h"

#include "commands/changestate.h"
#include "documents/jsonlayout.h"
#include "documents/profilejournal.h"
#include "profile/edit_rules.h"

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kRecomputeDelayMs = 120;

/// Stands behind a text that was never valid.
const std::shared_ptr<const formats::SeccompDocument> &emptyDocument()
{
    static const auto kEmpty = std::make_shared<const formats::SeccompDocument>();
    return kEmpty;
}

} // namespace

ProfileDocument::ProfileDocument(std::string text, QString path, QObject *parent)
    : EditedFile(text, std::move(path), parent), m_state(makeState(std::move(text), nullptr)), m_savedState(m_state)
{
    m_recomputeTimer.setSingleShot(true);
    m_recomputeTimer.setInterval(kRecomputeDelayMs);
    connect(&m_recomputeTimer, &QTimer::timeout, this, &ProfileDocument::recompute);
    recomputeReferences();
    recompute();
}

ProfileDocument::~ProfileDocument() = default;

std::unique_ptr<ProfileDocument> ProfileDocument::fromJournal(const ProfileJournal &journal)
{
    auto document = std::make_unique<ProfileDocument>(journal.base, journal.path);
    document->replay(journal);
    document->recomputeReferences();
    document->updateNow();
    return document;
}

QString ProfileDocument::untitledName() const
{
    return tr("Untitled profile");
}

bool ProfileDocument::hasProfile() const
{
    return m_state->document != emptyDocument();
}

std::optional<formats::TextRange> ProfileDocument::placeOf(const std::string &jsonPath) const
{
    if (!m_state->textValid)
        return std::nullopt;
    const auto &places = m_state->document->places;
    const auto found = places.find(jsonPath);
    return found == places.end() ? std::nullopt : std::optional(found->second);
}

void ProfileDocument::setView(const View &view)
{
    const bool otherRows = view.abi != m_view.abi;
    m_view = view;
    m_recomputeTimer.stop();
    recomputeReferences();
    compute();
    // Models must not meet new rows with old answers: both have changed before anybody is told.
    if (otherRows)
        Q_EMIT viewChanged();
    Q_EMIT decisionsChanged();
    Q_EMIT findingsChanged();
}

void ProfileDocument::attachRecording(const OpenRecording &recording)
{
    auto recordings = m_evidence.recordings();
    if (isAmong(recordings, recording))
        return;
    recordings.push_back(recording);
    m_evidence = Evidence(std::move(recordings));
    Q_EMIT evidenceChanged();
}

void ProfileDocument::detachRecording(const QString &path)
{
    auto recordings = m_evidence.recordings();
    std::erase_if(recordings, [&](const OpenRecording &r) { return r.path == path; });
    m_evidence = Evidence(std::move(recordings));
    Q_EMIT evidenceChanged();
}

void ProfileDocument::allow(const std::vector<std::string> &syscalls)
{
    if (syscalls.empty())
        return;
    const QString step = syscalls.size() == 1 ? tr("Allow %1").arg(QString::fromStdString(syscalls.front())) : tr("Allow %n syscalls", nullptr, static_cast<int>(syscalls.size()));
    change(step, profile::withAnswer(profile(), syscalls, {profile::Action::Allow, std::nullopt}), syscalls);
}

void ProfileDocument::deny(const std::vector<std::string> &syscalls)
{
    if (syscalls.empty())
        return;
    const QString step = syscalls.size() == 1 ? tr("Deny %1").arg(QString::fromStdString(syscalls.front())) : tr("Deny %n syscalls", nullptr, static_cast<int>(syscalls.size()));
    change(step, profile::withoutSyscalls(profile(), syscalls), syscalls);
}

void ProfileDocument::answer(const std::vector<std::string> &syscalls, const profile::Answer &answer)
{
    if (syscalls.empty())
        return;
    const QString step = syscalls.size() == 1 ? tr("Change the action of %1").arg(QString::fromStdString(syscalls.front()))
                                              : tr("Change the action of %n syscalls", nullptr, static_cast<int>(syscalls.size()));
    change(step, profile::withAnswer(profile(), syscalls, answer), syscalls);
}

void ProfileDocument::setRules(const std::string &syscall, const std::vector<profile::Rule> &rules)
{
    change(tr("Change the rules of %1").arg(QString::fromStdString(syscall)), profile::withRules(profile(), syscall, rules), {syscall});
}

void ProfileDocument::change(const QString &step, const profile::Profile &edited, const std::vector<std::string> &syscalls, bool goesOn)
{
    if (!m_state->textValid)
        return;
    auto text = withIndentationOf(formats::writeSeccompJson(edited), m_state->text);
    auto after = makeState(std::move(text), m_state->document);
    if (after->document->profile.rules.size() == profile().rules.size() && formats::writeSeccompJson(after->document->profile) == formats::writeSeccompJson(profile()))
        return;
    const auto before = m_decisions;
    undoStack()->push(new ChangeState(*this, m_state, std::move(after), step, goesOn ? ChangeState::Kind::Field : ChangeState::Kind::Edit));
    updateNow();
    if (before->filter() && m_decisions->filter()) {
        const auto effects = profile::sideEffects(*before->filter(), *m_decisions->filter(), syscalls);
        Q_EMIT sideEffectsFound(step, effects);
    }
}

void ProfileDocument::editText(std::string text, bool typing, const QString &step)
{
    if (text == m_state->text)
        return;
    auto after = makeState(std::move(text), m_state->document);
    undoStack()->push(new ChangeState(*this, m_state, std::move(after), step.isEmpty() ? tr("Edit the text") : step, typing ? ChangeState::Kind::Typing : ChangeState::Kind::Edit));
}

std::vector<profile::SideEffect> ProfileDocument::sideEffectsOf(const std::vector<std::string> &syscalls, bool allowed) const
{
    if (!m_decisions->filter() || !m_state->textValid)
        return {};
    const auto edited = allowed ? profile::withAnswer(profile(), syscalls, {profile::Action::Allow, std::nullopt}) : profile::withoutSyscalls(profile(), syscalls);
    const auto filter = profile::compile(edited, m_view.target);
    if (!filter)
        return {};
    return profile::sideEffects(*m_decisions->filter(), *filter, syscalls);
}

void ProfileDocument::becameSaved()
{
    m_savedState = m_state;
    m_savedDecisions = Decisions::of(m_savedState->document->profile, m_view);
    Q_EMIT decisionsChanged();
}

StatePtr ProfileDocument::makeState(std::string text, const std::shared_ptr<const formats::SeccompDocument> &previous)
{
    auto state = std::make_shared<ProfileState>();
    if (auto read = formats::readSeccompJson(text)) {
        state->document = std::make_shared<const formats::SeccompDocument>(std::move(*read));
    } else {
        state->textValid = false;
        state->problems = formats::problemsOfSeccompJson(text);
        if (state->problems.empty())
            state->problems.push_back({{}, {}, read.error().message, {}});
        state->document = previous ? previous : emptyDocument();
    }
    state->text = std::move(text);
    return state;
}

void ProfileDocument::setState(StatePtr state)
{
    const bool otherProfile = state->document != m_state->document;
    m_state = std::move(state);
    Q_EMIT textChanged();
    if (otherProfile)
        Q_EMIT profileChanged();
    m_recomputeTimer.start();
}

void ProfileDocument::updateNow()
{
    if (m_recomputeTimer.isActive()) {
        m_recomputeTimer.stop();
        recompute();
    }
}

void ProfileDocument::recompute()
{
    compute();
    Q_EMIT decisionsChanged();
    Q_EMIT findingsChanged();
}

void ProfileDocument::compute()
{
    m_decisions = Decisions::of(profile(), m_view);
    m_findings = m_state->textValid ? profile::check(profile(), {m_view.target, false}) : std::vector<profile::Finding>();
}

void ProfileDocument::recomputeReferences()
{
    static const profile::Profile kNone;
    const auto of = [this](const char *name, profile::EngineRules rules) {
        const auto *builtIn = profile::builtInProfile(name);
        View view = m_view;
        view.target.rules = rules;
        return Decisions::of(builtIn ? *builtIn : kNone, view);
    };
    m_defaultDecisions = of("docker-default", m_view.target.rules);
    m_podmanDecisions = of("podman-default", profile::EngineRules::Podman);
    m_savedDecisions = Decisions::of(m_savedState->document->profile, m_view);
}

} // namespace whittle::app
