#include "documents/policyreport.h"

#include <algorithm>

namespace whittle::app {
namespace {

std::string firstLineOf(const std::string &text, const apparmor::SourceRange &range)
{
    const auto rule = std::string_view(text).substr(std::min(range.begin, text.size()), range.end - range.begin);
    return std::string(rule.substr(0, rule.find('\n')));
}

PolicyAnswer inWords(const apparmor::AccessAnswer &answer, const std::string &text)
{
    PolicyAnswer result{answer.allowed, answer.denies, answer.missing, 0, false, {}};
    if (!answer.rule)
        return result;
    result.included = answer.rule->included;
    if (!result.included) {
        result.line = answer.rule->range.line;
        result.rule = firstLineOf(text, answer.rule->range);
    }
    return result;
}

void ask(const apparmor::Policy &policy, const apparmor::Profile &profile, const std::string &text, PolicyReport &report)
{
    const auto access = apparmor::Access::create(policy, profile);
    if (!access) {
        report.error = access.error().message;
        return;
    }
    report.answers.reserve(report.accesses->list.size());
    for (const auto &recorded : report.accesses->list)
        report.answers.push_back(inWords(answerOf(*access, recorded), text));
}

AccessesPtr gather(const std::vector<OpenRecording> &recordings)
{
    std::vector<const trace::Recording *> pointers;
    for (const auto &open : recordings)
        pointers.push_back(open.recording.get());
    return std::make_shared<const apparmor::RecordedAccesses>(apparmor::recordedAccesses(pointers));
}

} // namespace

std::size_t PolicyReport::allowedCount() const
{
    return static_cast<std::size_t>(std::ranges::count_if(answers, &PolicyAnswer::allowed));
}

PolicyReport reportOf(const PolicyRequest &request)
{
    PolicyReport report;
    const auto files = apparmor::PolicyFiles::ofSystemIfAny();
    const apparmor::ReadOptions options{files ? &*files : nullptr};
    report.findings = apparmor::check(*request.text, options);
    report.accesses = request.accesses ? request.accesses : gather(request.recordings);
    const auto read = apparmor::readPolicyText(*request.text, options);
    if (!read.problems.empty()) {
        report.isStale = true;
        if (const auto &before = request.before) {
            report.profiles = before->profiles;
            report.profile = before->profile;
            report.profileLine = before->profileLine;
            // Of other recordings the older text was not asked.
            if (before->accesses == report.accesses)
                report.answers = before->answers;
        }
        return report;
    }
    const auto profiles = apparmor::profilesOf(read.policy);
    for (const auto &[name, profile] : profiles)
        report.profiles.push_back(name);
    auto asked = std::ranges::find(profiles, request.profile, &std::pair<std::string, const apparmor::Profile *>::first);
    if (asked == profiles.end())
        asked = profiles.begin();
    if (asked == profiles.end())
        return report;
    report.profile = asked->first;
    report.profileLine = asked->second->range.line;
    ask(read.policy, *asked->second, *request.text, report);
    return report;
}

} // namespace whittle::app
