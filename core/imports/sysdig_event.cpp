#include "imports/sysdig_event.h"

#include "imports/scan.h"

#include <algorithm>
#include <array>

namespace whittle::imports {

namespace {

constexpr std::array<std::string_view, 30> kOthers = {
    "switch",     "procexit",     "signaldeliver", "page_fault", "page_fault_user", "page_fault_kernel", "pluginevent", "container",        "drop",        "sysdigevent",
    "cpu_hotplug", "notification", "infra",         "k8s",        "mesos",           "tracer",            "asyncevent",  "async",            "scapevent",   "userevent",
    "<unknown>",  "unknown",      "groupadded",    "groupdeleted", "useradded",      "userdeleted",       "procinfo",    "container_json",   "sched_switch", "na",
};

} // namespace

SysdigCall sysdigCall(std::string_view name, std::string_view arguments)
{
    if (name == "syscall") {
        const auto at = arguments.find("ID=");
        std::string_view rest = at == std::string_view::npos ? std::string_view() : arguments.substr(at + 3);
        const auto bracket = rest.find('(');
        if (bracket == std::string_view::npos)
            return {std::nullopt, true};
        rest.remove_prefix(bracket + 1);
        name = rest.substr(0, rest.find(')'));
        if (name == "<unknown>" || name.empty())
            return {std::nullopt, true};
    }
    if (std::ranges::contains(kOthers, name))
        return {std::nullopt, true};
    const auto &names = SyscallNames::instance();
    if (const NameId id = names.findDecorated(name); id != kUnknownName)
        return {CallKey::named(id), false};
    if (const auto number = numberInName(name))
        return {CallKey::numbered(*number, AbiHint::Native), false};
    return {};
}

int sysdigError(std::string_view arguments)
{
    for (const std::string_view word : {"res=-", "fd=-"}) {
        const auto at = arguments.find(word);
        if (at == std::string_view::npos || (at > 0 && arguments[at - 1] != ' '))
            continue;
        std::string_view digits = arguments.substr(at + word.size());
        const auto number = takeNumber<int>(digits);
        constexpr int kMaxErrno = 511;
        if (number && *number > 0 && *number <= kMaxErrno && digits.starts_with("(E"))
            return *number;
    }
    return 0;
}

} // namespace whittle::imports
