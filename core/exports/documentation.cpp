#include "exports/exporters.h"

#include "analysis/argument_words.h"
#include "analysis/comparison.h"
#include "analysis/comparison_report.h"
#include "analysis/evidence.h"
#include "analysis/surface.h"
#include "base/text.h"
#include "exports/plain_profile.h"
#include "formats/report.h"
#include "profile/check.h"
#include "profile/compare.h"

#include <algorithm>
#include <format>
#include <map>
#include <set>

// A profile explained to people: what it decides, which risky syscalls it lets through and why, with the sources of every fact.
namespace whittle::exports {

namespace {

using analysis::Standing;
using formats::Report;
using formats::ReportCell;
using formats::ReportHeading;
using formats::ReportParagraph;
using formats::ReportTable;
using Kind = ReportCell::Kind;
using syscalls::Risk;
using syscalls::Syscall;

constexpr std::size_t kMostRulesShown = 6; // of one syscall
constexpr std::size_t kMostFindings = 200;

ReportCell codeCell(std::string text) { return {std::move(text), Kind::Code}; }
ReportCell textCell(std::string text) { return {std::move(text), Kind::Text}; }
ReportCell riskCell(Risk risk) { return {std::string(syscalls::riskName(risk)), Kind::Risk}; }

// "domain == AF_INET and type != SOCK_RAW"
std::string conditionsText(const profile::Rule &rule, const Syscall &syscall, Abi abi)
{
    static const std::map<profile::Operator, std::string_view> signs = {
        {profile::Operator::NE, "!="}, {profile::Operator::LT, "<"}, {profile::Operator::LE, "<="}, {profile::Operator::EQ, "=="},
        {profile::Operator::GE, ">="}, {profile::Operator::GT, ">"}};
    std::vector<std::string> parts;
    for (const profile::ArgumentCondition &condition : rule.args) {
        const std::string name = analysis::argumentName(syscall, abi, condition.index);
        const auto value = [&](std::uint64_t number) { return analysis::valuesText(syscall, abi, condition.index, std::span(&number, 1)); };
        if (condition.op == profile::Operator::MaskedEq)
            parts.push_back(std::format("({} & {:#x}) == {}", name, condition.value, value(condition.valueTwo)));
        else
            parts.push_back(std::format("{} {} {}", name, signs.at(condition.op), value(condition.value)));
    }
    return joined(parts, " and ");
}

class ProfilePage
{
public:
    ProfilePage(const Request &request, const PlainProfile &plain)
        : m_request(request), m_plain(plain), m_abi(request.target.architecture), m_evidence(analysis::gather(request.recordings))
    {
        for (const Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
            if (syscall.existsOn(m_abi))
                m_answers[&syscall] = analysis::answered(plain.profile, plain.filter, m_abi, syscall);
        }
    }

    Report make();

private:
    void addSummary(Report &report) const;
    void addRisky(Report &report) const;
    void addHoles(Report &report) const;
    void addAllowed(Report &report) const;
    void addRefusals(Report &report) const;
    void addFindings(Report &report) const;
    void addTable(std::string title, ReportTable table, Report &report) const;
    [[nodiscard]] std::string answerText(const Syscall &syscall, const analysis::Answered &answer) const;
    [[nodiscard]] std::string whyAllowed(const Syscall &syscall) const;
    [[nodiscard]] std::vector<const Syscall *> open() const; // the riskiest first

    const Request &m_request;
    const PlainProfile &m_plain;
    Abi m_abi;
    analysis::Evidence m_evidence;
    std::map<const Syscall *, analysis::Answered> m_answers;
};

void ProfilePage::addTable(std::string title, ReportTable table, Report &report) const
{
    if (table.rows.empty())
        return;
    report.blocks.emplace_back(ReportHeading{std::format("{} ({})", title, table.rows.size())});
    report.blocks.emplace_back(std::move(table));
}

std::vector<const Syscall *> ProfilePage::open() const
{
    std::vector<const Syscall *> list;
    for (const Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        const auto answer = m_answers.find(&syscall);
        if (answer != m_answers.end() && answer->second.standing != Standing::Denied)
            list.push_back(&syscall);
    }
    std::ranges::stable_sort(list, std::greater(), &Syscall::risk);
    return list;
}

std::string ProfilePage::answerText(const Syscall &syscall, const analysis::Answered &answer) const
{
    if (answer.standing != Standing::Limited)
        return analysis::inWords(answer);
    std::vector<std::string> parts;
    std::size_t more = 0;
    for (const profile::Rule &rule : m_plain.profile.rules) {
        if (!std::ranges::contains(rule.names, syscall.name) || rule.args.empty())
            continue;
        if (parts.size() == kMostRulesShown)
            ++more;
        else
            parts.push_back(std::format("{} if {}", executesAction(rule.action) ? "allow" : "deny", conditionsText(rule, syscall, m_abi)));
    }
    return joined(parts, "; ") + (more > 0 ? std::format("; and {} more conditions", more) : "");
}

// What the profile's own rules say, and what was recorded.
std::string ProfilePage::whyAllowed(const Syscall &syscall) const
{
    std::vector<std::string> reasons;
    for (const profile::Rule &rule : m_request.profile->rules) {
        if (executesAction(rule.action) && !rule.comment.empty() && std::ranges::contains(rule.allNames(), syscall.name) && !std::ranges::contains(reasons, rule.comment))
            reasons.push_back(rule.comment);
    }
    if (!m_request.recordings.empty()) {
        const auto seen = m_evidence.syscalls.find(syscall.name);
        reasons.push_back(seen == m_evidence.syscalls.end() ? std::string("not seen in the recording") : "seen: " + seen->second.inWords());
    }
    if (reasons.empty() && m_plain.profile.defaultAction && executesAction(*m_plain.profile.defaultAction))
        return "the profile allows whatever it does not name";
    return reasons.empty() ? "the profile does not say" : joined(reasons, "; ");
}

void ProfilePage::addSummary(Report &report) const
{
    const profile::Decision standard = [this] {
        const profile::Profile &profile = m_plain.profile;
        return profile.defaultAction == profile::Action::Errno
            ? profile::Decision{profile::Action::Errno, static_cast<std::uint16_t>(profile.defaultErrnoRet.value_or(1))}
            : profile::Decision{*profile.defaultAction, 0};
    }();
    analysis::Surface surface;
    for (const auto &[syscall, answer] : m_answers)
        surface.add(*syscall, answer.standing);
    std::size_t limited = 0;
    for (const std::size_t count : surface.limited)
        limited += count;
    report.blocks.emplace_back(ReportParagraph{"Decided for " + analysis::inWords(m_request.target) + ", by the compiled filter."});
    report.blocks.emplace_back(ReportParagraph{std::format(
        "{} of {} syscalls may be made, {} of them with some arguments only. What no rule names: {}. Risk {} of 100; {} of {} known holes of the kernel are in reach.",
        surface.openCount(), surface.totalCount(), limited, analysis::inWords(standard), surface.score(), surface.openCves.size(), surface.knownCves.size())});
    const profile::Profile *reference = profile::builtInProfile("docker-default");
    if (!reference)
        return;
    profile::Target target = m_request.target;
    target.rules = profile::EngineRules::Docker;
    const auto dockers = analysis::surfaceOf(*reference, target, m_abi);
    if (!dockers)
        return;
    const analysis::HoleComparison holes = analysis::compareHoles(surface, *dockers);
    report.blocks.emplace_back(ReportParagraph{std::format("Beside Docker's default profile, which lets {} syscalls through: {} known holes are closed that it leaves open, {} are "
                                                           "open that it closes.", dockers->openCount(), holes.closed.size(), holes.opened.size())});
}

void ProfilePage::addRisky(Report &report) const
{
    ReportTable table{{"Syscall", "Risk", "Answer", "Why it is risky", "Why it is allowed", "Sources"}, {}};
    for (const Syscall *syscall : open()) {
        if (syscall->risk < Risk::Medium)
            continue;
        std::string risk = syscall->riskReason.empty() ? syscall->summary : syscall->riskReason;
        if (!syscall->dockerReason.empty())
            risk += " Docker: " + syscall->dockerReason;
        std::vector<std::string> sources = syscall->sources;
        for (const syscalls::Cve &cve : syscall->cves) {
            if (!std::ranges::contains(sources, cve.source))
                sources.push_back(cve.source);
        }
        table.rows.push_back({codeCell(syscall->name), riskCell(syscall->risk), textCell(answerText(*syscall, m_answers.at(syscall))), textCell(std::move(risk)),
                              textCell(whyAllowed(*syscall)), textCell(joined(sources, "; "))});
    }
    if (table.rows.empty())
        report.blocks.emplace_back(ReportParagraph{"No syscall of medium or higher risk is allowed."});
    addTable("Risky syscalls that are allowed", std::move(table), report);
}

void ProfilePage::addHoles(Report &report) const
{
    ReportTable table{{"Hole", "Syscall", "What it was", "Source"}, {}};
    for (const Syscall *syscall : open()) {
        for (const syscalls::Cve &cve : syscall->cves)
            table.rows.push_back({codeCell(cve.id), codeCell(syscall->name), textCell(cve.note), textCell(cve.source)});
    }
    addTable("Known holes in reach of what is allowed", std::move(table), report);
}

void ProfilePage::addAllowed(Report &report) const
{
    ReportTable table{{"Syscall", "Risk", "Group", "Answer", "What it does", "Why it is allowed"}, {}};
    for (const Syscall *syscall : open())
        table.rows.push_back({codeCell(syscall->name), riskCell(syscall->risk), codeCell(syscall->category), textCell(answerText(*syscall, m_answers.at(syscall))),
                              textCell(syscall->summary), textCell(whyAllowed(*syscall))});
    addTable("All syscalls that are allowed", std::move(table), report);
}

void ProfilePage::addRefusals(Report &report) const
{
    std::map<std::string, std::vector<std::string>> byAnswer;
    for (const Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        const auto answer = m_answers.find(&syscall);
        if (answer != m_answers.end() && answer->second.standing == Standing::Denied)
            byAnswer[analysis::inWords(answer->second)].push_back(syscall.name);
    }
    if (byAnswer.empty())
        return;
    report.blocks.emplace_back(ReportHeading{"What is refused, and how"});
    ReportTable table{{"Answer", "Syscalls"}, {}};
    for (const auto &[answer, names] : byAnswer)
        table.rows.push_back({textCell(answer), codeCell(joined(names, " "))});
    report.blocks.emplace_back(std::move(table));
}

void ProfilePage::addFindings(Report &report) const
{
    ReportTable table{{"Severity", "Finding", "Why it matters", "What to do"}, {}};
    for (const profile::Finding &finding : profile::check(*m_request.profile, {m_request.target, m_request.settings.noNewPrivileges})) {
        if (finding.severity == profile::Severity::Info || table.rows.size() == kMostFindings)
            continue;
        table.rows.push_back({textCell(std::string(profile::severityName(finding.severity))), textCell(finding.message), textCell(finding.explanation), textCell(finding.suggestion)});
    }
    addTable("Findings", std::move(table), report);
}

Report ProfilePage::make()
{
    Report report;
    report.title = "Seccomp profile " + m_request.name;
    addSummary(report);
    addRisky(report);
    addFindings(report);
    addHoles(report);
    addAllowed(report);
    addRefusals(report);
    return report;
}

Result<Exported> writePage(const Request &request, std::string (*write)(const Report &))
{
    if (!request.profile)
        return fail(ErrorCode::InvalidInput, "the page is about a profile");
    const auto plain = plainProfile(request);
    if (!plain)
        return std::unexpected(plain.error());
    return Exported{write(ProfilePage(request, *plain).make()), {}, {}};
}

Exporter pageExporter(Description description, Result<Exported> (*write)(const Request &))
{
    description.description = "a page that explains the profile: every risky syscall that it allows, why, with the sources";
    description.sources = {Source::Profile};
    description.limits = {"It is for reading: no tool loads it."};
    return {std::move(description), write};
}

} // namespace

Exporter markdownExporter()
{
    return pageExporter({.id = "markdown", .title = "Markdown page", .suffix = ".md", .syntax = "Markdown"},
                        [](const Request &request) { return writePage(request, formats::writeMarkdown); });
}

Exporter htmlExporter()
{
    return pageExporter({.id = "html", .title = "HTML page", .suffix = ".html", .syntax = "HTML"},
                        [](const Request &request) { return writePage(request, formats::writeHtml); });
}

} // namespace whittle::exports
