#include "analysis/comparison_report.h"
#include "base/files.h"
#include "cli/command.h"
#include "cli/diff_side.h"
#include "cli/profile_argument.h"
#include "cli/say.h"
#include "cli/target_options.h"
#include "profile/compare.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <format>
#include <print>
#include <tuple>

namespace whittle::cli {

namespace {

using nlohmann::ordered_json;
using profile::Difference;
using profile::EngineRules;
using profile::Target;

constexpr std::size_t kShownPoints = 6;

struct DiffOptions
{
    std::string left;
    std::string right;
    std::string format; // "markdown" or "html"; empty: text or JSON on standard output
    std::string output = "-";
    bool all = false;
    bool json = false;
    TargetOptions target;
};

// One target on which both sides were compared.
struct Comparison
{
    std::string target; // in words
    Abi architecture;
    profile::KernelVersion kernel;
    std::set<std::string> capabilities;
    std::vector<Difference> differences;
    std::vector<Abi> leftAbis;
    std::vector<Abi> rightAbis;
};

struct Sides
{
    ProfileArgument left;
    ProfileArgument right;
    EngineRules leftRules;
    EngineRules rightRules;
};

std::string describe(const Target &target, const std::set<std::string> &usual)
{
    std::string text = std::format("{}, kernel {}.{}", abiName(target.architecture), target.kernel.major, target.kernel.minor);
    if (target.capabilities == usual)
        return text + ", default capabilities";
    if (target.capabilities.empty())
        return text + ", no capabilities";
    if (target.capabilities.size() == profile::allCapabilities().size())
        return text + ", all capabilities";
    std::string added;
    for (const std::string &name : target.capabilities) {
        if (!usual.contains(name))
            added += (added.empty() ? " with " : ", ") + name;
    }
    return std::format("{},{}{}", text, std::ranges::includes(target.capabilities, usual) ? " default capabilities" : " capabilities", added);
}

// Every target on which a condition of either profile may turn out otherwise: machines, capabilities named, kernels named.
std::vector<Target> allTargets(const Sides &sides, const Target &base)
{
    std::set<std::string> named;
    std::set<profile::KernelVersion> kernels = {base.kernel};
    for (const profile::Profile *one : {&sides.left.profile, &sides.right.profile}) {
        for (const profile::Rule &rule : one->rules) {
            for (const profile::Conditions *conditions : {&rule.includes, &rule.excludes}) {
                named.insert(conditions->capabilities.begin(), conditions->capabilities.end());
                if (const auto kernel = profile::parseKernelVersion(conditions->minKernel)) {
                    kernels.insert(*kernel);
                    kernels.insert(kernel->minor > 0 ? profile::KernelVersion{kernel->major, kernel->minor - 1}
                                                     : profile::KernelVersion{kernel->major - 1, 99});
                }
            }
        }
    }
    std::vector<std::set<std::string>> sets = {base.capabilities};
    for (const std::string &name : named) {
        if (base.capabilities.contains(name))
            continue;
        sets.push_back(base.capabilities);
        sets.back().insert(name);
    }
    sets.emplace_back();
    sets.emplace_back(profile::allCapabilities().begin(), profile::allCapabilities().end());
    std::vector<Target> targets;
    for (const Abi machine : {base.architecture, base.architecture == Abi::X86_64 ? Abi::Aarch64 : Abi::X86_64}) {
        for (const profile::KernelVersion &kernel : kernels) {
            for (const auto &capabilities : sets) {
                Target target = base;
                target.architecture = machine;
                target.kernel = kernel;
                target.capabilities = capabilities;
                // The first is the target that was asked about.
                const bool isBase = machine == base.architecture && kernel == base.kernel && capabilities == base.capabilities;
                targets.insert(isBase ? targets.begin() : targets.end(), std::move(target));
            }
        }
    }
    return targets;
}

Result<> compareOn(const Sides &sides, Target target, std::optional<Abi> abi, Comparison &comparison)
{
    target.rules = sides.leftRules;
    auto left = profile::compile(sides.left.profile, target);
    if (!left)
        return addContext(std::move(left).error(), sides.left.name);
    target.rules = sides.rightRules;
    auto right = profile::compile(sides.right.profile, target);
    if (!right)
        return addContext(std::move(right).error(), sides.right.name);
    comparison.differences = profile::compare(sides.left.profile, *left, sides.right.profile, *right);
    if (abi)
        std::erase_if(comparison.differences, [abi](const Difference &one) { return one.abi != *abi; });
    comparison.leftAbis.assign(left->abis().begin(), left->abis().end());
    comparison.rightAbis.assign(right->abis().begin(), right->abis().end());
    return {};
}

std::string argumentsText(const profile::Arguments &arguments)
{
    std::string text;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] != 0)
            text += std::format("{}{}={:#x}", text.empty() ? "" : " ", i, arguments[i]);
    }
    return text.empty() ? "all arguments 0" : text;
}

ordered_json toJson(const Difference &difference)
{
    ordered_json json = {
        {"abi", abiName(difference.abi)},
        {"syscall", difference.syscall},
        {"change", profile::changeName(difference.change)},
        {"risk", syscalls::riskName(difference.risk)},
        {"left", difference.left.toString()},
        {"right", difference.right.toString()},
        {"points", ordered_json::array()},
    };
    for (const profile::DifferentPoint &point : difference.points)
        json["points"].push_back({{"arguments", point.arguments}, {"left", point.left.toString()}, {"right", point.right.toString()}});
    return json;
}

void printJson(const Sides &sides, const std::vector<Comparison> &comparisons)
{
    ordered_json json = {{"left", sides.left.name}, {"right", sides.right.name}, {"targets", ordered_json::array()}};
    for (const Comparison &comparison : comparisons) {
        ordered_json target = {
            {"architecture", abiName(comparison.architecture)},
            {"kernel", std::format("{}.{}", comparison.kernel.major, comparison.kernel.minor)},
            {"capabilities", comparison.capabilities},
            {"differences", ordered_json::array()},
        };
        for (const Difference &difference : comparison.differences)
            target["differences"].push_back(toJson(difference));
        json["targets"].push_back(std::move(target));
    }
    std::println("{}", json.dump(1, ' ', false, ordered_json::error_handler_t::replace));
}

void printDifference(const Difference &one)
{
    std::println("  {:<8}  {:<15}  {:<7}  {:<24} {} -> {}", syscalls::riskName(one.risk), profile::changeName(one.change), abiName(one.abi), one.syscall,
                 one.left.toString(), one.right.toString());
    for (std::size_t i = 0; i < std::min(one.points.size(), kShownPoints); ++i) {
        const profile::DifferentPoint &point = one.points[i];
        std::println("            {}: {} -> {}", argumentsText(point.arguments), point.left.toString(), point.right.toString());
    }
    if (one.points.size() > kShownPoints)
        std::println("            ... and {} more; --json lists them", one.points.size() - kShownPoints);
}

// True where one side answers every call of the ABI by killing, because it does not list it: that is one difference, not hundreds.
bool isWholeAbi(const Comparison &comparison, Abi abi)
{
    return std::ranges::contains(comparison.leftAbis, abi) != std::ranges::contains(comparison.rightAbis, abi);
}

void printWholeAbis(const Sides &sides, const Comparison &comparison, const std::vector<const Difference *> &differences)
{
    for (const Abi abi : kAllAbis) {
        const auto isOfAbi = [abi](const Difference *one) { return one->abi == abi; };
        const auto count = std::ranges::count_if(differences, isOfAbi);
        if (count == 0 || !isWholeAbi(comparison, abi))
            continue;
        const bool isLeft = std::ranges::contains(comparison.leftAbis, abi);
        const auto executed = std::ranges::count_if(differences, [&](const Difference *one) { return isOfAbi(one) && (isLeft ? one->left : one->right).executes(); });
        std::println("  {:<7}  {} does not list it: {} calls get SCMP_ACT_KILL_THREAD, of which {} executes {}; --json lists them", abiName(abi),
                     isLeft ? sides.right.name : sides.left.name, count, isLeft ? sides.left.name : sides.right.name, executed);
    }
}

// Of many targets, each shows what no earlier one did.
void printText(const Sides &sides, const std::vector<Comparison> &comparisons)
{
    show("{} -> {}", sides.left.name, sides.right.name);
    std::set<std::tuple<Abi, std::string, std::string, std::string, std::size_t>> shown;
    for (const Comparison &comparison : comparisons) {
        std::vector<const Difference *> fresh;
        for (const Difference &one : comparison.differences) {
            if (shown.insert({one.abi, one.syscall, one.left.toString(), one.right.toString(), one.points.size()}).second)
                fresh.push_back(&one);
        }
        if (fresh.empty() && comparisons.size() > 1)
            continue;
        const std::size_t known = comparison.differences.size() - fresh.size();
        std::println("\n{}: {}{}", comparison.target, fresh.empty() ? "no difference" : std::format("{} differences", fresh.size()),
                     known > 0 ? std::format(" beside {} of those above", known) : "");
        printWholeAbis(sides, comparison, fresh);
        for (const Difference *one : fresh) {
            if (!isWholeAbi(comparison, one->abi))
                printDifference(*one);
        }
    }
    if (comparisons.size() > 1) {
        const auto same = std::ranges::count_if(comparisons, [](const Comparison &one) { return one.differences.empty(); });
        std::println("\n{} targets compared, {} without a difference", comparisons.size(), same);
    }
}

Result<> writeReport(const formats::Report &report, const DiffOptions &options)
{
    return writeFileAtomically(options.output, options.format == "html" ? formats::writeHtml(report) : formats::writeMarkdown(report));
}

Result<> checkOptions(const DiffOptions &options)
{
    if (options.format.empty()) {
        if (options.output != "-")
            return fail(ErrorCode::InvalidInput, "diff: -o needs --to markdown or --to html");
        return {};
    }
    if (options.format != "markdown" && options.format != "html")
        return fail(ErrorCode::InvalidInput, std::format("diff: --to: unknown \"{}\"; one of: markdown, html", options.format));
    if (options.json)
        return fail(ErrorCode::InvalidInput, "diff: --json and --to are two forms; give one");
    if (options.all)
        return fail(ErrorCode::InvalidInput, "diff: a report is of one target; leave --all out and choose one with the target options");
    return {};
}

Outcome diffRecordings(const DiffSide &left, const DiffSide &right, const DiffOptions &options)
{
    if (options.all || !options.target.areDefault())
        return fail(ErrorCode::InvalidInput, "diff: two recordings are compared by what they did; no target option belongs there");
    const auto drift = analysis::driftOf(*left.recording, left.profile.name, *right.recording, right.profile.name);
    if (!options.format.empty()) {
        if (auto written = writeReport(analysis::reportOf(drift), options); !written)
            return std::unexpected(std::move(written).error());
    } else if (options.json) {
        printDriftJson(drift);
    } else {
        printDrift(drift);
    }
    return drift.added.isEmpty() && drift.removed.isEmpty() ? kDone : kDiffers;
}

Outcome diffReport(const Sides &sides, const Target &target, std::optional<Abi> abi, const DiffOptions &options)
{
    const std::array compared = {analysis::ComparedSide{sides.left.name, sides.left.profile, sides.leftRules}, analysis::ComparedSide{sides.right.name, sides.right.profile, sides.rightRules}};
    auto comparison = analysis::compareProfiles(compared, target);
    if (!comparison)
        return std::unexpected(std::move(comparison).error());
    if (abi) {
        std::erase_if(comparison->syscalls, [abi](const analysis::ComparedSyscall &one) { return one.abi != *abi; });
        for (std::vector<Abi> &listed : comparison->abis)
            std::erase_if(listed, [abi](Abi one) { return one != *abi; });
    }
    if (auto written = writeReport(analysis::reportOf(*comparison), options); !written)
        return std::unexpected(std::move(written).error());
    return std::ranges::all_of(comparison->syscalls, &analysis::ComparedSyscall::isSame) ? kDone : kDiffers;
}

Outcome diff(const DiffOptions &options, const Context &context)
{
    if (auto checked = checkOptions(options); !checked)
        return std::unexpected(std::move(checked).error());
    auto left = loadSide(options.left);
    if (!left)
        return std::unexpected(std::move(left).error());
    auto right = loadSide(options.right);
    if (!right)
        return std::unexpected(std::move(right).error());
    if (left->recording && right->recording)
        return diffRecordings(*left, *right, options);
    const auto target = options.target.target(options.left);
    if (!target)
        return std::unexpected(target.error());
    // Each side is read as its engine reads it; capabilities are the same for both, or they would show as differences of the profiles.
    const auto rightTarget = options.target.target(options.right);
    if (!rightTarget)
        return std::unexpected(rightTarget.error());
    const auto abi = options.target.abi(*target);
    if (!abi)
        return std::unexpected(abi.error());
    const Sides sides{std::move(left->profile), std::move(right->profile), target->rules, rightTarget->rules};
    if (!options.format.empty())
        return diffReport(sides, *target, *abi, options);

    std::vector<Comparison> comparisons;
    bool differs = false;
    for (const Target &one : options.all ? allTargets(sides, *target) : std::vector{*target}) {
        if (context.stop.stop_requested())
            return fail(ErrorCode::Cancelled, "diff: interrupted");
        Comparison comparison{describe(one, target->capabilities), one.architecture, one.kernel, one.capabilities, {}, {}, {}};
        if (const auto compared = compareOn(sides, one, one.architecture == target->architecture ? *abi : std::nullopt, comparison); !compared)
            return std::unexpected(compared.error());
        differs = differs || !comparison.differences.empty();
        comparisons.push_back(std::move(comparison));
    }
    if (options.json)
        printJson(sides, comparisons);
    else
        printText(sides, comparisons);
    return differs ? kDiffers : kDone;
}

} // namespace

void addDiff(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("diff", "Compare two profiles by what they decide, or two recordings by what they did; exit status 1 where they differ");
    const auto options = std::make_shared<DiffOptions>();
    command->add_option("left", options->left, "A seccomp profile (a file, docker-default or podman-default) or a recording, which beside a profile stands for what it used")->required();
    command->add_option("right", options->right, "The other one")->required();
    command->add_flag("--all", options->all, "For all targets: both machines, every capability and kernel that a condition names");
    command->add_flag("--json", options->json, "Print JSON");
    command->add_option("--to", options->format, "Write a report instead: markdown or html");
    command->add_option("-o,--output", options->output, "The report's file (default: standard output)");
    options->target.addTo(*command);
    registry.add(command, [options](const Context &context) { return diff(*options, context); });
}

} // namespace whittle::cli
