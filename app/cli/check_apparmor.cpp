// whittle-cli check for AppArmor policies.
#include "apparmor/check.h"
#include "cli/apparmor_options.h"
#include "cli/say.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>
#include <map>
#include <print>

namespace whittle::cli {

namespace {

using apparmor::Finding;
using profile::Severity;

void printText(const std::string &name, const std::vector<Finding> &findings, bool parserRan)
{
    for (const Finding &finding : findings) {
        const std::string where = finding.range.end == 0 && finding.range.line == 1 ? name : std::format("{}:{}:{}", name, finding.range.line, finding.range.column);
        show("{}: {}: {} [{}]", where, profile::severityName(finding.severity), finding.message, finding.code);
        if (!finding.explanation.empty())
            show("    {}", finding.explanation);
        if (!finding.suggestion.empty())
            show("    {}", finding.suggestion);
    }
    std::map<Severity, std::size_t, std::greater<>> counts;
    for (const Finding &finding : findings)
        ++counts[finding.severity];
    std::string summary;
    for (const auto &[severity, count] : counts)
        summary += std::format("{}{} {}", summary.empty() ? "" : ", ", count, profile::severityName(severity));
    show("{}: {}{}", name, summary.empty() ? "no findings" : summary, parserRan ? "" : " (apparmor_parser is not installed)");
}

void printJson(const std::string &name, const std::vector<Finding> &findings, bool parserRan)
{
    using nlohmann::ordered_json;
    ordered_json json = {{"profile", name}, {"kind", "apparmor"}, {"apparmorParser", parserRan}, {"findings", ordered_json::array()}};
    for (const Finding &finding : findings) {
        ordered_json one = {
            {"severity", profile::severityName(finding.severity)},
            {"code", finding.code},
            {"profileName", finding.profile},
            {"message", finding.message},
            {"explanation", finding.explanation},
            {"suggestion", finding.suggestion},
            {"line", finding.range.line},
            {"column", finding.range.column},
        };
        json["findings"].push_back(std::move(one));
    }
    std::println("{}", json.dump(2, ' ', false, ordered_json::error_handler_t::replace));
}

} // namespace

Outcome checkAppArmor(const std::string &name, const std::string &text, bool json)
{
    const auto files = apparmor::PolicyFiles::ofSystemIfAny();
    std::vector<Finding> findings = apparmor::check(text, {files ? &*files : nullptr});
    const auto parser = apparmor::checkWithParser(text);
    if (parser)
        apparmor::addParserFindings(findings, *parser);
    const std::string shown = name == "-" ? "standard input" : name;
    if (json)
        printJson(shown, findings, parser.has_value());
    else
        printText(shown, findings, parser.has_value());
    return std::ranges::any_of(findings, [](const Finding &finding) { return finding.severity >= Severity::Medium; }) ? kDiffers : kDone;
}

} // namespace whittle::cli
