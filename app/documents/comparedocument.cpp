#include "documents/comparedocument.h"

#include "analysis/comparison_report.h"
#include "analysis/used_profile.h"
#include "documents/profiledocument.h"
#include "formats/seccomp_json.h"
#include "profile/edit_rules.h"

#include <algorithm>

namespace whittle::app {
namespace {

/// Everything that a comparison is made of, for another thread.
struct Request
{
    struct Side
    {
        std::string name;
        OpenRecording recording;
        std::shared_ptr<const profile::Profile> profile;
        std::shared_ptr<const std::string> text;
        std::optional<profile::EngineRules> rules;
    };
    std::vector<Side> sides;
    View view;
    std::shared_ptr<const CompareResult> known; // of the same recordings, where there is one
};

Result<std::shared_ptr<const CompareResult>> compareNow(const Request &request, const std::stop_token &stop)
{
    const auto cancelled = [] { return fail(ErrorCode::Cancelled, "stopped"); };
    auto result = std::make_shared<CompareResult>();
    std::vector<analysis::ComparedSide> compared;
    std::vector<OpenRecording> recordings;
    for (const auto &side : request.sides) {
        auto profile = side.profile;
        auto text = side.text;
        if (side.recording.recording) {
            recordings.push_back(side.recording);
            if (!profile) {
                auto used = analysis::usedProfile(*side.recording.recording);
                text = std::make_shared<const std::string>(formats::writeSeccompJson(used));
                profile = std::make_shared<const profile::Profile>(std::move(used));
            }
        }
        compared.push_back({side.name, *profile, side.rules});
        result->profiles.push_back(std::move(profile));
        result->texts.push_back(std::move(text));
        if (stop.stop_requested())
            return cancelled();
    }
    if (request.known) {
        result->evidence = request.known->evidence;
        result->drift = request.known->drift;
    } else {
        result->evidence = std::make_shared<const Evidence>(recordings);
        if (recordings.size() == 2 && request.sides.size() == 2)
            result->drift = std::make_shared<const analysis::Drift>(
                analysis::driftOf(*recordings[0].recording, request.sides[0].name, *recordings[1].recording, request.sides[1].name));
    }
    if (stop.stop_requested())
        return cancelled();
    if (auto comparison = analysis::compareProfiles(compared, request.view.target))
        result->comparison = std::move(*comparison);
    else
        result->error = comparison.error().message;
    static const profile::Profile kNone;
    const auto *dockerDefault = profile::builtInProfile("docker-default");
    result->dockerDefault = Decisions::of(dockerDefault ? *dockerDefault : kNone, request.view);
    return std::shared_ptr<const CompareResult>(std::move(result));
}

} // namespace

CompareDocument::CompareDocument(std::vector<CompareSide> sides, const View &view, QObject *parent) : QObject(parent), m_sides(std::move(sides)), m_view(view)
{
    Q_ASSERT(m_sides.size() >= 2);
    follow();
    update();
}

QString CompareDocument::title() const
{
    QStringList titles;
    for (const auto &side : m_sides)
        titles << side.title;
    //: between the names of what is compared
    return titles.join(tr(" → "));
}

bool CompareDocument::areRecordings() const
{
    return m_sides.size() == 2 && std::ranges::all_of(m_sides, &CompareSide::isRecording);
}

void CompareDocument::setSide(std::size_t index, const CompareSide &side)
{
    if (index < m_sides.size())
        m_sides[index] = side;
    else
        m_sides.push_back(side);
    changeSides();
}

void CompareDocument::removeThirdSide()
{
    if (m_sides.size() < 3)
        return;
    m_sides.pop_back();
    changeSides();
}

void CompareDocument::swapSides()
{
    std::swap(m_sides[0], m_sides[1]);
    changeSides();
}

void CompareDocument::changeSides()
{
    // Columns of what is gone must not stand under the names of what has come.
    m_result.reset();
    follow();
    update();
    Q_EMIT comparisonChanged(); // first: rows of sides that are gone go before anybody looks at them
    Q_EMIT sidesChanged();
}

void CompareDocument::setView(const View &view)
{
    m_view = view;
    update();
}

void CompareDocument::follow()
{
    for (const auto &connection : m_followed)
        disconnect(connection);
    m_followed.clear();
    for (std::size_t i = 0; i < m_sides.size(); ++i) {
        auto *document = m_sides[i].document.data();
        if (!document)
            continue;
        m_followed.push_back(connect(document, &ProfileDocument::decisionsChanged, this, [this, i] {
            if (m_sides[i].follow())
                update();
        }));
        m_followed.push_back(connect(document, &ProfileDocument::titleChanged, this, [this, i, document] {
            if (m_sides[i].title == document->title())
                return;
            m_sides[i].title = document->title();
            if (!document->path().isEmpty())
                m_sides[i].key = m_sides[i].detail = document->path();
            Q_EMIT sidesChanged();
        }));
        m_followed.push_back(connect(document, &QObject::destroyed, this, &CompareDocument::sidesChanged));
    }
}

void CompareDocument::update()
{
    Request request;
    request.view = m_view;
    for (const auto &side : m_sides) {
        // Podman's file is written for Podman's reading of conditions.
        const bool isPodman = side.isBuiltIn() && side.key == QLatin1StringView("podman-default");
        request.sides.push_back({side.title.toStdString(), side.recording, side.profile, side.text, isPodman ? std::optional(profile::EngineRules::Podman) : std::nullopt});
    }
    // Sides do not change without the result being dropped, so what was said of the recordings still holds.
    request.known = m_result;
    m_job.start([request = std::move(request)](std::stop_token stop, const ProgressFn &) { return compareNow(request, stop); },
                [this](Result<std::shared_ptr<const CompareResult>> result) {
                    if (!result)
                        return; // asked to stop
                    m_result = std::move(*result);
                    for (std::size_t i = 0; i < m_sides.size(); ++i) {
                        m_sides[i].profile = m_result->profiles[i];
                        m_sides[i].text = m_result->texts[i];
                    }
                    Q_EMIT comparisonChanged();
                });
}

void CompareDocument::copyDecisions(const std::vector<std::string> &syscalls, std::size_t from, std::size_t to)
{
    if (syscalls.empty() || from >= m_sides.size() || to >= m_sides.size() || from == to || !m_sides[to].isEditable() || !m_sides[from].profile)
        return;
    auto *document = m_sides[to].document.data();
    const QString step = syscalls.size() == 1 ? tr("Decide %1 as in %2").arg(QString::fromStdString(syscalls.front()), m_sides[from].title)
                                              : tr("Decide %n syscalls as in %1", nullptr, static_cast<int>(syscalls.size())).arg(m_sides[from].title);
    const int before = document->undoStack()->index();
    document->change(step, profile::withRulesFrom(document->profile(), *m_sides[from].profile, syscalls), syscalls);
    if (document->undoStack()->index() != before)
        Q_EMIT copied(step, document);
}

void CompareDocument::replaceText(std::size_t side, const QString &step, std::string text)
{
    if (side >= m_sides.size() || !m_sides[side].isEditable())
        return;
    auto *document = m_sides[side].document.data();
    // Made from a text that is not the newest it would take newer edits back.
    if (m_sides[side].text.get() != &document->text())
        return;
    const int before = document->undoStack()->index();
    document->editText(std::move(text), false, step);
    document->updateNow();
    if (document->undoStack()->index() != before)
        Q_EMIT copied(step, document);
}

Result<std::string> CompareDocument::report(bool html) const
{
    if (!drift() && !comparison())
        return fail(ErrorCode::InvalidInput, m_result ? m_result->error : "the comparison is not finished");
    const auto report = drift() ? analysis::reportOf(*drift()) : analysis::reportOf(*comparison());
    return html ? formats::writeHtml(report) : formats::writeMarkdown(report);
}

} // namespace whittle::app
