#include "apparmor/policy.h"
#include "base/files.h"
#include "cli/apparmor_options.h"
#include "cli/command.h"
#include "cli/profile_argument.h"
#include "cli/say.h"
#include "cli/target_options.h"
#include "profile/check.h"
#include "profile/filter.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>
#include <map>
#include <print>

namespace whittle::cli {

namespace {

using profile::Finding;
using profile::Severity;

struct CheckCommandOptions
{
    std::string profile;
    bool json = false;
    bool noNewPrivileges = false;
    TargetOptions target;
};

void printText(const ProfileArgument &loaded, const std::vector<Finding> &findings)
{
    for (const Finding &finding : findings) {
        const auto place = loaded.places.find(finding.path);
        std::string where = loaded.name;
        if (place != loaded.places.end() && !finding.path.empty())
            where += std::format(":{}:{}", place->second.line, place->second.column);
        show("{}: {}: {} [{}]", where, profile::severityName(finding.severity), finding.message, finding.code);
        if (!finding.path.empty())
            show("    at {}", finding.path);
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
    show("{}: {}", loaded.name, summary.empty() ? "no findings" : summary);
}

void printJson(const ProfileArgument &loaded, const std::vector<Finding> &findings)
{
    using nlohmann::ordered_json;
    ordered_json json = {{"profile", loaded.name}, {"findings", ordered_json::array()}};
    for (const Finding &finding : findings) {
        ordered_json one = {
            {"severity", profile::severityName(finding.severity)},
            {"code", finding.code},
            {"path", finding.path},
            {"syscall", finding.syscall},
            {"message", finding.message},
            {"explanation", finding.explanation},
            {"suggestion", finding.suggestion},
        };
        if (const auto place = loaded.places.find(finding.path); place != loaded.places.end() && !finding.path.empty()) {
            one["line"] = place->second.line;
            one["column"] = place->second.column;
        }
        json["findings"].push_back(std::move(one));
    }
    std::println("{}", json.dump(2, ' ', false, ordered_json::error_handler_t::replace));
}

Outcome check(const CheckCommandOptions &options)
{
    auto loaded = Result<ProfileArgument>();
    if (profile::builtInProfile(options.profile)) {
        loaded = loadProfile(options.profile);
    } else {
        const auto text = readFile(options.profile, kLargestProfile);
        if (!text)
            return std::unexpected(text.error());
        if (apparmor::looksLikePolicy(*text))
            return checkAppArmor(options.profile, *text, options.json);
        loaded = profileOf(options.profile, *text);
    }
    if (!loaded)
        return std::unexpected(std::move(loaded).error());
    auto target = options.target.target(options.profile);
    if (!target)
        return std::unexpected(std::move(target).error());
    const auto findings = profile::check(loaded->profile, {std::move(*target), options.noNewPrivileges});
    if (options.json)
        printJson(*loaded, findings);
    else
        printText(*loaded, findings);
    const bool isSerious = std::ranges::any_of(findings, [](const Finding &finding) { return finding.severity >= Severity::Medium; });
    return isSerious ? kDiffers : kDone;
}

} // namespace

void addCheck(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("check", "Say what is wrong with a profile; exit status 1 where a finding is medium or worse");
    const auto options = std::make_shared<CheckCommandOptions>();
    command->add_option("profile", options->profile, "A seccomp profile (a file, docker-default or podman-default) or a file with AppArmor profiles")->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->add_flag("--no-new-privileges", options->noNewPrivileges, "The container is started with no-new-privileges");
    options->target.addTo(*command);
    registry.add(command, [options](const Context &) { return check(*options); });
}

} // namespace whittle::cli
