// Checks of what the compiled filter decides: the whole of it, ways to step around it, and dangerous calls that it lets through.
#include "profile/architecture.h"
#include "profile/check_context.h"
#include "profile/successors.h"

#include <algorithm>
#include <array>
#include <format>
#include <initializer_list>

namespace whittle::profile {

namespace {

using syscalls::Risk;

constexpr int kEnosys = 38;

bool is64Bit(Abi abi)
{
    return abi != Abi::I386 && abi != Abi::Arm;
}

std::string hexArguments(const Arguments &arguments)
{
    std::string text;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] != 0)
            text += std::format("{}{}={:#x}", text.empty() ? "" : " ", i, arguments[i]);
    }
    return text;
}

// The kernel takes 32 bits of the argument, the filter compares 64: is there a denied call that is executed with a bit set above?
void checkHole(CheckContext &context, const syscalls::Syscall &call)
{
    const std::vector<Arguments> points = interestingArguments(context.profile, call.name);
    for (const Abi abi : context.filter->abis()) {
        if (!is64Bit(abi) || !call.existsOn(abi))
            continue;
        for (std::size_t index = 0; index < call.arguments.size() && index < std::tuple_size_v<Arguments>; ++index) {
            if (call.arguments[index].bits(abi) > 32)
                continue;
            for (Arguments point : points) {
                if (point[index] > 0xffffffffU || context.filter->decide(abi, call.number(abi), point).executes())
                    continue;
                const Arguments plain = point;
                point[index] |= std::uint64_t{1} << 32;
                if (!context.filter->decide(abi, call.number(abi), point).executes())
                    continue;
                context.add(Severity::Medium, "64-bit-hole", context.pathOf(call.name), call.name,
                            std::format("{} is denied with {}, but executed with {}, which is the same call.", call.name,
                                        plain == Arguments{} ? "all arguments 0" : hexArguments(plain), hexArguments(point)),
                            std::format("The kernel takes {} bits of argument {} ({}); seccomp compares all 64, so a bit above steps around the comparison.",
                                        call.arguments[index].bits(abi), index, call.arguments[index].name),
                            "Compare with SCMP_CMP_MASKED_EQ and 0xffffffff as the mask, or allow single values with SCMP_CMP_EQ.");
                return;
            }
        }
    }
}

void checkSuccessors(CheckContext &context)
{
    for (const Successor &pair : successors()) {
        const std::string old(pair.old);
        const std::string now(pair.now);
        if (!context.exists(old) || !context.exists(now) || !context.executesSomewhere(old) || context.executesSomewhere(now))
            continue;
        context.add(Severity::Medium, "sibling-forgotten", context.pathOf(old), now, std::format("{} is allowed and {} is denied.", old, now),
                    std::format("Programs that mean {} make {} instead ({}).", old, now, pair.since), std::format("Allow {} too.", now));
    }
}

// Calls that reach the same end as one that a rule denies by name, oldest first. Only where one replaces the other.
void checkDeniedSiblings(CheckContext &context)
{
    static constexpr std::array<std::initializer_list<std::string_view>, 16> kSame = {{
        {"open", "openat", "openat2"}, {"mkdir", "mkdirat"}, {"mknod", "mknodat"}, {"unlink", "unlinkat"}, {"rmdir", "unlinkat"},
        {"rename", "renameat", "renameat2"}, {"link", "linkat"}, {"symlink", "symlinkat"}, {"readlink", "readlinkat"}, {"chmod", "fchmodat", "fchmodat2"},
        {"chown", "lchown", "fchownat"}, {"execve", "execveat"}, {"kexec_load", "kexec_file_load"}, {"init_module", "finit_module"}, {"accept", "accept4"},
        {"settimeofday", "clock_settime"},
    }};
    if (!context.resolved || context.resolved->profile.defaultAction != Action::Allow)
        return; // an allow list denies all that it leaves out; naming some of it for another errno is no promise
    std::set<std::pair<std::string, std::string>> told;
    for (std::size_t i = 0; i < context.resolved->profile.rules.size(); ++i) {
        const Rule &rule = context.resolved->profile.rules[i];
        if (rule.action == Action::Allow || rule.action == Action::Log)
            continue;
        for (const std::string &name : rule.names) {
            if (!rule.args.empty() || !context.exists(name) || context.executesSomewhere(name))
                continue;
            for (const auto &family : kSame) {
                if (!std::ranges::contains(family, name))
                    continue;
                for (const std::string_view sibling : family) {
                    const std::string other(sibling);
                    if (other == name || !context.exists(other) || !context.executesSomewhere(other) || !told.insert({name, other}).second)
                        continue;
                    // Denying only the newer form is seldom meant to keep anybody from the act itself.
                    const bool isNewer = std::ranges::find(family, sibling) > std::ranges::find(family, name);
                    context.add(isNewer ? Severity::Medium : Severity::Low, "sibling-not-denied", rulePath(context.resolved->origins[i]), other, std::format("{} is denied, but {} does the same and is executed.", name, other),
                                "A program that is refused the one can make the other.", std::format("Deny {} too.", other));
                }
            }
        }
    }
}

void checkClone3(CheckContext &context)
{
    if (!context.exists("clone3") || !context.executesSomewhere("clone"))
        return;
    const Decision answer = context.answer("clone3");
    const std::string path = context.pathOf("clone3");
    if (answer.executes()) {
        if (!context.executesAlways("clone"))
            context.add(Severity::Medium, "clone3-steps-around-clone", path, "clone3", "clone is limited by its flags, and clone3 is allowed with any.",
                        "clone3 keeps its flags in memory, where no filter can look; what the conditions on clone deny can be had with it.",
                        "Answer clone3 with SCMP_ACT_ERRNO and errnoRet 38 (ENOSYS): C libraries fall back to clone.");
        return;
    }
    if (answer.action != Action::Errno || answer.data != kEnosys) {
        context.add(Severity::High, "clone3-not-enosys", path, "clone3", std::format("clone3 is answered with {}.", answer.toString()),
                    "glibc 2.34 and newer makes threads and processes with clone3, and falls back to clone only on ENOSYS: programs fail to start a thread.",
                    "Answer clone3 with SCMP_ACT_ERRNO and errnoRet 38.");
        return;
    }
    // Is it the profile that says ENOSYS, or runc's code in front of the filter?
    Target other = context.target;
    other.runtime = other.runtime == Runtime::Runc ? Runtime::Crun : Runtime::Runc;
    const auto withoutStub = compile(context.profile, other);
    if (!withoutStub)
        return;
    const Decision there = withoutStub->decide(context.target.architecture, context.catalogue.find("clone3")->number(context.target.architecture));
    if (there != answer && !there.executes())
        context.add(Severity::Low, "clone3-by-runc-alone", path, "clone3", std::format("clone3 gets ENOSYS from runc's own code; under crun it is {}.", there.toString()),
                    "runc answers ENOSYS to calls numbered above all that the profile names. Naming one newer call ends that for clone3 too, and threads fail.",
                    "Name clone3 with SCMP_ACT_ERRNO and errnoRet 38.");
}

void checkDefaultAction(CheckContext &context)
{
    const Profile &profile = context.profile;
    if (context.resolved && context.resolved->disabled) {
        context.add(Severity::Critical, "no-filter", {}, {}, "The profile has neither a default action nor rules: the container runs without a filter.",
                    "Engines take this as \"no seccomp\", not as an error.", "Give a defaultAction, SCMP_ACT_ERRNO for a list of what is allowed.");
        return;
    }
    if (!profile.defaultAction)
        return;
    switch (*profile.defaultAction) {
    case Action::Allow:
        context.add(Severity::High, "allow-by-default", "defaultAction", {}, "Every call that no rule names is allowed.",
                    "A list of what is denied misses all that nobody thought of, and every call that a new kernel brings.",
                    "Deny by default (SCMP_ACT_ERRNO) and list what is allowed; a recording tells what that is.");
        break;
    case Action::Log:
        context.add(Severity::Medium, "log-by-default", "defaultAction", {}, "Calls that no rule names are logged and executed.", "This watches a program and keeps it from nothing.",
                    "Use it to find out what is needed, and SCMP_ACT_ERRNO after that.");
        break;
    case Action::Trace:
        context.add(Severity::Medium, "trace-by-default", "defaultAction", {}, "Calls that no rule names wait for a tracer.", "Without one they fail with ENOSYS, and with one that one decides.");
        break;
    default:
        break;
    }
}

void checkArchitectures(CheckContext &context)
{
    if (!context.filter || !context.resolved || context.resolved->disabled)
        return;
    const Abi native = context.target.architecture;
    const Abi narrow = native == Abi::X86_64 ? Abi::I386 : Abi::Arm;
    const bool isListed = !context.profile.architectures.empty() || !context.profile.archMap.empty();
    if (!std::ranges::contains(context.filter->abis(), narrow))
        context.add(isListed ? Severity::Info : Severity::Low, "missing-architecture", isListed ? (context.profile.archMap.empty() ? "architectures" : "archMap") : "", {},
                    std::format("Programs for {} are ended at their first call.", abiName(narrow)),
                    isListed ? "Calls of an ABI that the profile does not list are answered with SCMP_ACT_KILL_THREAD, whatever the default action."
                             : "Without architectures or archMap a filter knows the machine's own ABI alone; calls of others are answered with SCMP_ACT_KILL_THREAD.",
                    isListed ? "" : std::format("That is good where no such program runs; else list {}.", architectureOf(narrow).ociName));
    else if (native == Abi::X86_64 && !std::ranges::contains(context.filter->abis(), Abi::X32))
        context.add(Severity::Info, "missing-architecture", context.profile.archMap.empty() ? "architectures" : "archMap", {}, "Calls of the x32 ABI end the program.",
                    "Few kernels run x32, and hardly a program needs it.");
    if (context.target.rules == EngineRules::Containerd && !context.profile.archMap.empty())
        context.add(Severity::Medium, "archmap-ignored", "archMap", {}, "containerd ignores archMap: only the machine's own ABI is in the filter.",
                    "Programs for another ABI are ended at their first call.", "List \"architectures\".");
}

void checkNotify(CheckContext &context)
{
    const auto notifies = std::ranges::find(context.profile.rules, Action::Notify, &Rule::action);
    if (notifies != context.profile.rules.end() && context.profile.listenerPath.empty())
        context.add(Severity::High, "notify-without-listener", rulePath(static_cast<std::size_t>(notifies - context.profile.rules.begin())), {},
                    "SCMP_ACT_NOTIFY is used, and there is no listenerPath.", "runc does not start such a container: nobody would answer.", "Give listenerPath, the socket of the program that decides.");
}

// Calls that accept a capability held in a user namespace of one's own; all others with one want it from the host.
bool acceptsNamespacedCapability(std::string_view name)
{
    static constexpr std::array<std::string_view, 16> kCalls = {
        "chroot", "fsconfig", "fsmount", "fsopen", "fspick", "mount", "mount_setattr", "move_mount",
        "open_tree", "open_tree_attr", "pivot_root", "setdomainname", "sethostname", "setns", "umount", "umount2",
    };
    return std::ranges::contains(kCalls, name);
}

// Can a program get every capability over a fresh user namespace?
bool opensUserNamespaces(CheckContext &context)
{
    constexpr std::uint64_t kNewUser = 0x10000000;
    const auto executes = [&context](const char *name) {
        return context.exists(name)
            && context.filter->decide(context.target.architecture, context.catalogue.find(name)->number(context.target.architecture), {kNewUser}).executes();
    };
    return executes("unshare") || executes("clone") || executes("clone3");
}

} // namespace

void checkWhole(CheckContext &context)
{
    checkDefaultAction(context);
    checkArchitectures(context);
    checkNotify(context);
}

void checkSteppingAround(CheckContext &context)
{
    if (!context.filter || !context.resolved || context.resolved->disabled)
        return;
    std::set<std::string> conditional;
    for (const Rule &rule : context.resolved->profile.rules) {
        if (!rule.args.empty())
            conditional.insert(rule.names.begin(), rule.names.end());
    }
    for (const std::string &name : conditional) {
        if (const syscalls::Syscall *call = context.catalogue.find(name))
            checkHole(context, *call);
    }
    checkClone3(context);
    checkDeniedSiblings(context);
    checkSuccessors(context);
}

void checkRisk(CheckContext &context)
{
    if (!context.filter || context.resolved->disabled)
        return;
    Target dockerTarget = context.target;
    dockerTarget.rules = EngineRules::Docker;
    const Profile &docker = *builtInProfile("docker-default");
    const auto usual = compile(docker, dockerTarget);
    if (!usual)
        return;
    const Abi abi = context.target.architecture;
    const bool allowsByDefault = context.profile.defaultAction == Action::Allow || context.profile.defaultAction == Action::Log;
    const bool opensUsers = opensUserNamespaces(context);
    std::vector<std::string> byDefault;
    for (const syscalls::Syscall &call : context.catalogue.all()) {
        if (call.risk < Risk::High || !call.existsOn(abi) || !context.executesAlways(call.name) || usual->decide(abi, call.number(abi)).executes())
            continue;
        const std::string path = context.pathOf(call.name);
        if (allowsByDefault && path.empty()) {
            byDefault.push_back(call.name);
            continue;
        }
        const auto isHeld = [&context](const std::string &name) { return context.target.capabilities.contains(name); };
        const bool isGated = !call.capabilities.empty() && std::ranges::none_of(call.capabilities, isHeld);
        const std::string capability = call.capabilities.empty() ? std::string() : listOf(call.capabilities);
        if (call.name == "unshare" && isGated && opensUsers) {
            context.add(Severity::Medium, "user-namespaces", path, call.name, "Programs can make user namespaces with unshare.", call.riskReason,
                        "Deny it, or allow it without CLONE_NEWUSER, unless the program starts containers or sandboxes itself.");
            continue;
        }
        if (isGated && !(opensUsers && acceptsNamespacedCapability(call.name))) {
            context.add(Severity::Low, "allowed-without-capability", path, call.name, std::format("{} is allowed, but the container does not hold {}.", call.name, capability),
                        std::format("The kernel refuses it, so the rule is of no use until a capability or a user namespace is given by mistake. {}", call.riskReason), "Take it out.");
            continue;
        }
        context.add(call.risk == Risk::Critical ? Severity::High : Severity::Medium, isGated ? "opened-by-user-namespace" : "risky-allow", path, call.name,
                    isGated ? std::format("{} is allowed, and a user namespace gives {} for it.", call.name, capability)
                            : std::format("{} is allowed; Docker's default denies it.", call.name),
                    isGated ? std::format("The profile lets programs make user namespaces, in which they hold every capability. {}", call.riskReason) : call.riskReason,
                    "Deny it, unless the program was seen to need it.");
    }
    if (!byDefault.empty())
        context.add(Severity::High, "risky-by-default", "defaultAction", {}, std::format("{} dangerous calls that Docker's default denies are executed because no rule names them: {}.", byDefault.size(), listOf(byDefault, 8)),
                    "Each reaches beyond the container or into code with a record of holes.", "Deny by default.");
}

} // namespace whittle::profile
