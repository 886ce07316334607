// Will the container start: what runtimes need after they have loaded the filter, and what the C library needs, from measured data.
#include "profile/check_context.h"

#include "base/resource.h"
#include "profile/runtime_needs.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>

namespace whittle::profile {

namespace {

// A release that nobody measured here; what was published about it is in the data beside what was measured.
constexpr std::string_view kNewestRunc = "1.4.0";

enum class Outcome { Fine, MayFail, Fails };

// How a start fares without the call, given what the filter answers.
Outcome withoutCall(const RuntimeNeed &need, const Decision &answer)
{
    const bool isFatal = answer.action != Action::Errno ? true : answer.data == 38 ? need.fatalOnEnosys : need.fatalOnEperm;
    if (!isFatal)
        return Outcome::Fine;
    return need.always ? Outcome::Fails : Outcome::MayFail;
}

struct Missing
{
    std::vector<std::string> always;
    std::vector<std::string> sometimes;
};

Missing missingFor(CheckContext &context, const NeedsQuery &query)
{
    Missing missing;
    for (const RuntimeNeed &need : RuntimeNeeds::builtIn().needs(query)) {
        if (!context.exists(need.syscall) || context.executesSomewhere(need.syscall))
            continue;
        const Outcome outcome = withoutCall(need, context.answer(need.syscall));
        if (outcome != Outcome::Fine)
            (outcome == Outcome::Fails ? missing.always : missing.sometimes).push_back(need.syscall);
    }
    return missing;
}

struct Start
{
    const char *code;
    const char *words;
    NeedsQuery query;
};

// The plain start of a container, and what people do with it besides.
std::vector<Start> startsOf(const std::string &runtime, const std::string &version, bool noNewPrivileges)
{
    const NeedsQuery plain{.runtime = runtime, .version = version, .noNewPrivileges = noNewPrivileges, .root = true, .terminal = false, .exec = false};
    NeedsQuery user = plain;
    user.root = false;
    NeedsQuery terminal = plain;
    terminal.terminal = true;
    NeedsQuery exec = plain;
    exec.exec = true;
    return {{"does-not-start", "a container", plain}, {"does-not-start-as-user", "a container with a user of its own", user},
            {"does-not-start-with-terminal", "a container with a terminal", terminal}, {"exec-does-not-start", "a command executed in the container", exec}};
}

std::string privilegeWords(bool noNewPrivileges)
{
    return noNewPrivileges ? "with no-new-privileges" : "without no-new-privileges";
}

void checkRuntime(CheckContext &context, const std::string &runtime, bool isTarget)
{
    const RuntimeNeeds &data = RuntimeNeeds::builtIn();
    std::vector<std::string> versions = data.versions(runtime);
    if (runtime == "runc")
        versions.emplace_back(kNewestRunc);
    // Each problem once, with all versions that have it.
    struct Problem
    {
        const char *code;
        const char *words;
        bool noNewPrivileges;
        bool fails;
        std::vector<std::string> names;
        std::vector<std::string> versions;
    };
    std::vector<Problem> problems;
    std::set<std::string> plainNames;
    for (const std::string &version : versions) {
        for (const bool noNewPrivileges : {context.options.noNewPrivileges, !context.options.noNewPrivileges}) {
            for (const Start &start : startsOf(runtime, version, noNewPrivileges)) {
                Missing missing = missingFor(context, start.query);
                const bool isPlain = std::string_view(start.code) == "does-not-start";
                const std::string known = std::format("{} {} ", version, noNewPrivileges);
                const auto isKnown = [&](const std::string &name) { return plainNames.contains(known + name); };
                if (isPlain) {
                    for (const auto *names : {&missing.always, &missing.sometimes}) {
                        for (const std::string &name : *names)
                            plainNames.insert(known + name);
                    }
                } else {
                    std::erase_if(missing.always, isKnown);
                    std::erase_if(missing.sometimes, isKnown);
                }
                for (const bool fails : {true, false}) {
                    const auto &names = fails ? missing.always : missing.sometimes;
                    if (names.empty())
                        continue;
                    const auto same = std::ranges::find_if(problems, [&](const Problem &one) {
                        return one.code == start.code && one.noNewPrivileges == noNewPrivileges && one.fails == fails && one.names == names;
                    });
                    if (same != problems.end())
                        same->versions.push_back(version);
                    else
                        problems.push_back({start.code, start.words, noNewPrivileges, fails, names, {version}});
                }
            }
        }
    }
    for (const Problem &problem : problems) {
        const bool isPlain = std::string_view(problem.code) == "does-not-start";
        const bool isAsked = isTarget && problem.noNewPrivileges == context.options.noNewPrivileges;
        // With no-new-privileges runtimes need less: what fails there fails without it too, and is told once.
        const bool isToldAlready = std::ranges::any_of(problems, [&](const Problem &other) {
            return &other != &problem && other.noNewPrivileges == context.options.noNewPrivileges && other.noNewPrivileges != problem.noNewPrivileges
                && other.code == problem.code && std::ranges::includes(other.names, problem.names);
        });
        if (isToldAlready)
            continue;
        Severity severity = Severity::Low;
        if (isAsked)
            severity = !problem.fails ? (isPlain ? Severity::Medium : Severity::Low) : isPlain ? Severity::Critical : Severity::Medium;
        context.add(severity, problem.code, {}, problem.names.front(),
                    std::format("{} {} {} start under {} {} ({}): {} {} denied.", problem.words[0] == 'a' ? "A" + std::string(problem.words + 1) : problem.words,
                                problem.fails ? "does" : "may", "not", runtime, listOf(problem.versions, 4), privilegeWords(problem.noNewPrivileges), listOf(problem.names),
                                problem.names.size() == 1 ? "is" : "are"),
                    std::format("The runtime makes these calls itself, between loading the filter and executing the program; measured by taking each out of the filter alone.{}",
                                problem.fails ? "" : " Not every start makes them: the runtime's scheduler decides."),
                    std::format("Allow {}.", listOf(problem.names, 40)));
    }
}

void checkLibrary(CheckContext &context)
{
    if (context.target.architecture != Abi::X86_64)
        return; // measured there
    const auto data = nlohmann::json::parse(resource("profiles/libc-needs.json"), nullptr, false);
    std::vector<std::string> missing;
    std::vector<std::string> killed;
    const auto fatal = data.value("fatal", nlohmann::json::object());
    for (const auto &[name, text] : fatal.items()) {
        if (context.exists(name) && !context.executesSomewhere(name))
            missing.push_back(name);
    }
    for (const auto &name : data.value("harmless", nlohmann::json::array())) {
        const std::string syscall = name.get<std::string>();
        if (context.exists(syscall) && !context.executesSomewhere(syscall) && context.answer(syscall).action != Action::Errno)
            killed.push_back(syscall);
    }
    const std::string library = data.value("library", std::string());
    if (!missing.empty())
        context.add(Severity::High, "program-does-not-start", {}, missing.front(),
                    std::format("A program with shared libraries does not run: {} {} denied.", listOf(missing), missing.size() == 1 ? "is" : "are"),
                    std::format("The loader and the C library need each of them before the program's first line or at its end (measured with {}). A static program needs fewer.", library),
                    std::format("Allow {}.", listOf(missing, 40)));
    if (!killed.empty())
        context.add(Severity::High, "program-is-ended", {}, killed.front(),
                    std::format("A program with shared libraries is ended when it starts: {} {} not answered with an error but with {}.", listOf(killed), killed.size() == 1 ? "is" : "are",
                                context.answer(killed.front()).toString()),
                    std::format("The loader and the C library make them, and would go on after an error (measured with {}).", library), std::format("Allow {}.", listOf(killed, 40)));
}

} // namespace

void checkStart(CheckContext &context)
{
    if (!context.filter || context.resolved->disabled)
        return;
    const std::string target = context.target.runtime == Runtime::Runc ? "runc" : "crun";
    checkRuntime(context, target, true);
    for (const std::string &runtime : RuntimeNeeds::builtIn().runtimes()) {
        if (runtime != target)
            checkRuntime(context, runtime, false);
    }
    checkLibrary(context);
}

} // namespace whittle::profile
