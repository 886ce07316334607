#include "cli/command.h"
#include "cli/diff_side.h"
#include "cli/say.h"
#include "cli/target_options.h"
#include "tuning/compatibility.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>
#include <print>

namespace whittle::cli {

namespace {

using nlohmann::ordered_json;
using syscalls::GvisorSupport;
using tuning::UsedCall;

struct CompatCommand
{
    std::string file;
    bool gvisor = false;
    std::string kernel;
    std::string libc;
    bool json = false;
    TargetOptions target;
};

const char *supportWord(GvisorSupport support)
{
    switch (support) {
    case GvisorSupport::Absent: return "absent";
    case GvisorSupport::Unimplemented: return "unimplemented";
    case GvisorSupport::Partial: return "partial";
    case GvisorSupport::Full: return "full";
    }
    return "";
}

std::string byWhom(const UsedCall &call)
{
    constexpr std::size_t kShown = 3;
    if (call.commands.empty())
        return {};
    std::string text = std::format("; {} times by ", call.count);
    for (std::size_t i = 0; i < call.commands.size() && i < kShown; ++i)
        text += (i == 0 ? "" : ", ") + call.commands[i];
    if (call.commands.size() > kShown)
        text += ", …";
    return text + (call.neverSucceeded ? ", each time refused here, too" : "");
}

ordered_json callJson(const UsedCall &call)
{
    ordered_json json{{"syscall", call.name}, {"abi", abiName(call.abi)}, {"number", call.number}};
    if (!call.commands.empty()) {
        json["count"] = call.count;
        json["commands"] = call.commands;
        json["neverSucceeded"] = call.neverSucceeded;
    }
    return json;
}

// Each prints its part, or adds it to the document, and says whether there is something to be found.

bool showGvisor(const tuning::CompatibilitySubject &subject, ordered_json *json)
{
    const tuning::GvisorReport report = tuning::checkGvisor(subject);
    if (json) {
        ordered_json part{{"source", report.source}, {"asked", report.asked}, {"findings", ordered_json::array()}, {"foreignAbis", ordered_json::array()}};
        for (const Abi abi : report.foreignAbis)
            part["foreignAbis"].push_back(abiName(abi));
        for (const tuning::GvisorFinding &finding : report.findings) {
            ordered_json one = callJson(finding.call);
            one["support"] = supportWord(finding.support);
            one["note"] = finding.note;
            one["fallBack"] = finding.fallBack;
            part["findings"].push_back(std::move(one));
        }
        (*json)["gvisor"] = std::move(part);
        return report.fails();
    }
    for (const Abi abi : report.foreignAbis)
        show("gvisor   runs no {} programs, and some were recorded", abiName(abi));
    for (const tuning::GvisorFinding &finding : report.findings)
        show("gvisor   {:<13} {} ({}): {}{}{}", supportWord(finding.support), finding.call.name, abiName(finding.call.abi), finding.note, finding.fallBack.empty() ? "" : " " + finding.fallBack + ".",
             byWhom(finding.call));
    show("gvisor   {} of {} calls are supported in full; table: {}", report.asked - report.findings.size(), report.asked, report.source);
    return report.fails();
}

Result<bool> showKernel(const tuning::CompatibilitySubject &subject, const std::string &version, ordered_json *json)
{
    const auto report = tuning::checkKernel(subject, version);
    if (!report)
        return std::unexpected(report.error());
    if (json) {
        ordered_json part{{"kernel", report->kernel}, {"source", report->source}, {"asked", report->asked}, {"findings", ordered_json::array()}, {"unknown", report->unknown}};
        for (const tuning::KernelFinding &finding : report->findings) {
            ordered_json one = callJson(finding.call);
            one["since"] = finding.since;
            one["fallBack"] = finding.fallBack;
            part["findings"].push_back(std::move(one));
        }
        (*json)["kernel"] = std::move(part);
        return !report->findings.empty();
    }
    for (const tuning::KernelFinding &finding : report->findings)
        show("kernel   {} ({}) came with Linux {}{}{}", finding.call.name, abiName(finding.call.abi), finding.since, finding.fallBack.empty() ? "" : "; " + finding.fallBack, byWhom(finding.call));
    for (const std::string &name : report->unknown)
        show("kernel   {}: its first version is not known", name);
    show("kernel   {} of {} calls are not in Linux {}; there they get ENOSYS", report->findings.size(), report->asked, report->kernel);
    return !report->findings.empty();
}

Result<bool> showLibc(const tuning::CompatibilitySubject &subject, const std::string &library, ordered_json *json)
{
    const auto report = tuning::checkLibc(subject, library);
    if (!report)
        return std::unexpected(report.error());
    const auto broken = std::ranges::count_if(report->findings, &tuning::LibcFinding::breaks);
    if (json) {
        const auto refusedJson = [](const tuning::RefusedCall &refused) { return ordered_json{{"then", refused.then}, {"result", refused.result.empty() ? "works" : refused.result}}; };
        ordered_json part{{"library", report->library}, {"functions", report->functions}, {"findings", ordered_json::array()}};
        for (const tuning::LibcFinding &finding : report->findings) {
            part["findings"].push_back({{"function", finding.function}, {"syscall", finding.call}, {"answer", finding.answer}, {"refused", finding.refused}, {"breaks", finding.breaks},
                                        {"onEnosys", refusedJson(finding.onEnosys)}, {"onEperm", refusedJson(finding.onEperm)}, {"missing", finding.missing}});
        }
        (*json)["libc"] = std::move(part);
        return broken > 0;
    }
    for (const tuning::LibcFinding &finding : report->findings)
        show("libc     {:<8} {}", finding.breaks ? "breaks" : finding.refused ? "refused" : "if", finding.inWords());
    show("libc     {}: {} of the functions that seem to be used break, of {}", report->library, broken, report->functions);
    return broken > 0;
}

Outcome compat(const CompatCommand &command)
{
    if (!command.gvisor && command.kernel.empty() && command.libc.empty())
        return fail(ErrorCode::InvalidInput, "compat: give --gvisor, --kernel or --libc: compatible with what?");
    auto side = loadSide(command.file);
    if (!side)
        return std::unexpected(std::move(side).error());
    tuning::CompatibilitySubject subject;
    if (side->recording) {
        subject = tuning::compatibilitySubject(*side->recording);
    } else {
        auto target = command.target.target(command.file);
        if (!target)
            return std::unexpected(target.error());
        // A rule for newer kernels says nothing of the one that is asked about.
        if (const auto kernel = profile::parseKernelRelease(command.kernel); kernel && !command.kernel.empty())
            target->kernel = *kernel;
        auto read = tuning::compatibilitySubject(side->profile.profile, *target);
        if (!read)
            return addContext(std::move(read).error(), side->profile.name);
        subject = *std::move(read);
    }
    ordered_json json = ordered_json::object();
    ordered_json *to = command.json ? &json : nullptr;
    bool found = command.gvisor && showGvisor(subject, to);
    for (const auto &[wanted, showPart] : {std::pair(&command.kernel, &showKernel), std::pair(&command.libc, &showLibc)}) {
        if (wanted->empty())
            continue;
        const auto shown = showPart(subject, *wanted, to);
        if (!shown)
            return std::unexpected(shown.error());
        found = found || *shown;
    }
    if (command.json)
        std::println("{}", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return found ? kDiffers : kDone;
}

} // namespace

void addCompat(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("compat", "Would it work elsewhere: under gVisor, on an older kernel, with another C library");
    const auto options = std::make_shared<CompatCommand>();
    command->add_option("file", options->file, "A recording (or what import takes), or a profile: a file, docker-default, podman-default")->required();
    command->add_flag("--gvisor", options->gvisor, "Which calls gVisor's own kernel does not support");
    options->target.addTo(*command);
    command->remove_option(command->get_option("--kernel")); // here it is what is asked, not where
    command->add_option("--kernel", options->kernel, "Which calls Linux has not yet in this version (4.19)")->type_name("V");
    command->add_option("--libc", options->libc, "What the functions of this C library do where a profile refuses their calls")->check(CLI::IsMember({"glibc", "musl"}));
    command->add_flag("--json", options->json, "Print JSON");
    registry.add(command, [options](const Context &) { return compat(*options); });
}

} // namespace whittle::cli
