#include "profile/filter.h"

#include <linux/seccomp.h>

namespace whittle::profile {

std::string Decision::toString() const
{
    std::string text(actionName(action));
    if (action == Action::Errno || action == Action::Trace)
        text += "(" + std::to_string(data) + ")";
    return text;
}

Decision decisionOf(std::uint32_t seccompReturn)
{
    const auto data = static_cast<std::uint16_t>(seccompReturn & SECCOMP_RET_DATA);
    switch (seccompReturn & SECCOMP_RET_ACTION_FULL) {
    case SECCOMP_RET_KILL_PROCESS: return {Action::KillProcess, 0};
    case SECCOMP_RET_KILL_THREAD: return {Action::KillThread, 0};
    case SECCOMP_RET_TRAP: return {Action::Trap, 0};
    case SECCOMP_RET_ERRNO: return {Action::Errno, data};
    case SECCOMP_RET_USER_NOTIF: return {Action::Notify, 0};
    case SECCOMP_RET_TRACE: return {Action::Trace, data};
    case SECCOMP_RET_LOG: return {Action::Log, 0};
    case SECCOMP_RET_ALLOW: return {Action::Allow, 0};
    default: return {Action::KillProcess, 0}; // what the kernel does with actions it does not know
    }
}

Filter::Filter(bpf::Program program, std::vector<Abi> abis, std::string pfc)
    : m_program(std::move(program))
    , m_abis(std::move(abis))
    , m_pfc(std::move(pfc))
{
}

Decision Filter::decide(Abi abi, int number, const Arguments &arguments) const
{
    bpf::SeccompData data;
    const auto bits = static_cast<std::uint32_t>(number) | (abi == Abi::X32 ? kX32Bit : 0U);
    data.number = static_cast<std::int32_t>(bits);
    data.arch = auditArch(abi);
    data.arguments = arguments;
    return decisionOf(bpf::run(m_program, data));
}

} // namespace whittle::profile
