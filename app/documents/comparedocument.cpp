#include "documents/comparedocument.h"

#include "analysis/comparison_report.h"
#include "analysis/used_profile.h"
#include "documents/profiledocument.h"
#include "formats/seccomp_json.h"
#include "profile/edit_rules.h"

#include <QCoreApplication>

namespace whittle::app {

std::optional<CompareSide> CompareSide::ofBuiltIn(const QString &name)
{
    const auto *builtIn = profile::builtInProfile(name.toStdString());
    if (!builtIn)
        return std::nullopt;
    CompareSide side;
    side.key = name;
    side.title = name == QLatin1StringView("docker-default") ? QCoreApplication::translate("whittle::app::CompareSide", "Docker's default")
        : name == QLatin1StringView("podman-default")        ? QCoreApplication::translate("whittle::app::CompareSide", "Podman's default")
                                                             : name;
    side.profile = std::make_shared<const profile::Profile>(*builtIn);
    side.text = formats::writeSeccompJson(*builtIn);
    return side;
}

CompareSide CompareSide::ofProfile(ProfileDocument &document)
{
    CompareSide side;
    side.key = document.path().isEmpty() ? document.title() : document.path();
    side.title = document.title();
    side.document = &document;
    side.profile = std::make_shared<const profile::Profile>(document.profile());
    side.text = document.text();
    return side;
}

CompareSide CompareSide::ofRecording(const OpenRecording &recording)
{
    CompareSide side;
    side.key = recording.path;
    side.title = recording.title();
    side.recording = recording;
    auto used = analysis::usedProfile(*recording.recording);
    side.text = formats::writeSeccompJson(used);
    side.profile = std::make_shared<const profile::Profile>(std::move(used));
    return side;
}

bool CompareSide::isEditable() const
{
    return document && document->isTextValid() && document->hasProfile();
}

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

void CompareDocument::setSide(std::size_t index, const CompareSide &side)
{
    if (index < m_sides.size())
        m_sides[index] = side;
    else
        m_sides.push_back(side);
    follow();
    update();
    Q_EMIT sidesChanged();
}

void CompareDocument::removeThirdSide()
{
    if (m_sides.size() < 3)
        return;
    m_sides.pop_back();
    follow();
    update();
    Q_EMIT sidesChanged();
}

void CompareDocument::swapSides()
{
    std::swap(m_sides[0], m_sides[1]);
    follow();
    update();
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
        const auto take = [this, i, document] {
            auto &side = m_sides[i];
            // Selecting another environment in its own tab changes nothing here.
            if (side.text == document->text() || !document->isTextValid())
                return;
            side.profile = std::make_shared<const profile::Profile>(document->profile());
            side.text = document->text();
            update();
        };
        m_followed.push_back(connect(document, &ProfileDocument::decisionsChanged, this, take));
        m_followed.push_back(connect(document, &ProfileDocument::titleChanged, this, [this, i, document] {
            m_sides[i].title = document->title();
            m_sides[i].key = document->path().isEmpty() ? document->title() : document->path();
            Q_EMIT sidesChanged();
        }));
        m_followed.push_back(connect(document, &QObject::destroyed, this, &CompareDocument::sidesChanged));
    }
}

void CompareDocument::update()
{
    std::vector<analysis::ComparedSide> compared;
    std::vector<OpenRecording> recordings;
    for (const auto &side : m_sides) {
        // Podman's file is written for Podman's reading of conditions.
        const bool isPodman = !side.document && side.key == QLatin1StringView("podman-default");
        compared.push_back({side.title.toStdString(), *side.profile, isPodman ? std::optional(profile::EngineRules::Podman) : std::nullopt});
        if (side.isRecording())
            recordings.push_back(side.recording);
    }
    auto comparison = analysis::compareProfiles(compared, m_view.target);
    m_error = comparison ? QString() : QString::fromStdString(comparison.error().message);
    m_comparison = comparison ? std::make_shared<const analysis::Comparison>(std::move(*comparison)) : nullptr;
    static const profile::Profile kNone;
    const auto *dockerDefault = profile::builtInProfile("docker-default");
    m_dockerDefault = Decisions::of(dockerDefault ? *dockerDefault : kNone, m_view);
    m_evidence = Evidence(recordings);
    m_drift.reset();
    if (m_sides.size() == 2 && recordings.size() == 2)
        m_drift = analysis::driftOf(*recordings[0].recording, m_sides[0].title.toStdString(), *recordings[1].recording, m_sides[1].title.toStdString());
    Q_EMIT comparisonChanged();
}

void CompareDocument::copyDecisions(const std::vector<std::string> &syscalls, std::size_t from, std::size_t to)
{
    if (syscalls.empty() || from >= m_sides.size() || to >= m_sides.size() || from == to || !m_sides[to].isEditable())
        return;
    auto *document = m_sides[to].document.data();
    const QString step = syscalls.size() == 1 ? tr("Decide %1 as in %2").arg(QString::fromStdString(syscalls.front()), m_sides[from].title)
                                              : tr("Decide %n syscalls as in %1", nullptr, static_cast<int>(syscalls.size())).arg(m_sides[from].title);
    const int before = document->undoStack()->index();
    document->change(step, profile::withRulesFrom(document->profile(), *m_sides[from].profile, syscalls), syscalls);
    if (document->undoStack()->index() != before)
        Q_EMIT copied(step, document);
}

Result<std::string> CompareDocument::report(bool html) const
{
    if (!m_drift && !m_comparison)
        return fail(ErrorCode::InvalidInput, m_error.toStdString());
    const auto report = m_drift ? analysis::reportOf(*m_drift) : analysis::reportOf(*m_comparison);
    return html ? formats::writeHtml(report) : formats::writeMarkdown(report);
}

} // namespace whittle::app
