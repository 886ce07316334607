#include "sensor/base_filter.h"

#include "sensor/registers.h"
#include "sensor/system.h"

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace whittle::sensor {

Result<BaseFilter> BaseFilter::create(const std::vector<std::uint64_t> &instructions)
{
    BaseFilter filter;
    for (const std::uint64_t word : instructions) {
        filter.m_program.push_back({static_cast<std::uint16_t>(word), static_cast<std::uint8_t>(word >> 16),
                                    static_cast<std::uint8_t>(word >> 24), static_cast<std::uint32_t>(word >> 32)});
    }
    if (!filter.m_program.empty()) {
        if (auto valid = bpf::validate(filter.m_program); !valid)
            return addContext(std::move(valid).error(), "base filter");
    }
    return filter;
}

std::optional<std::uint32_t> BaseFilter::refuses(std::uint32_t arch, std::uint32_t number, std::uint64_t instructionPointer,
                                                 const std::array<std::uint64_t, 6> &arguments) const
{
    if (m_program.empty())
        return std::nullopt;
    const std::uint32_t action = bpf::run(m_program, {static_cast<std::int32_t>(number), arch, instructionPointer, arguments});
    switch (action & SECCOMP_RET_ACTION_FULL) {
    case SECCOMP_RET_ALLOW:
    case SECCOMP_RET_LOG: return std::nullopt;
    default: return action;
    }
}

Refusal refusalOf(std::uint32_t action, std::uint32_t number, bool isOnlyThread)
{
    Refusal refusal;
    constexpr std::uint32_t kMaxErrno = 4095;
    switch (action & SECCOMP_RET_ACTION_FULL) {
    case SECCOMP_RET_ERRNO: refusal.result = -static_cast<std::int64_t>(std::min(action & SECCOMP_RET_DATA, kMaxErrno)); break;
    case SECCOMP_RET_TRAP:
        refusal.raisesSignal = true;
        refusal.result = static_cast<std::int32_t>(number); // the kernel rolls the register back
        break;
    // Nobody is there to be told, and then the kernel says this.
    case SECCOMP_RET_TRACE:
    case SECCOMP_RET_USER_NOTIF: refusal.result = -ENOSYS; break;
    case SECCOMP_RET_KILL_THREAD: (isOnlyThread ? refusal.killsProcess : refusal.killsThread) = true; break;
    default: refusal.killsProcess = true; break; // what the kernel does with actions that it does not know
    }
    return refusal;
}

void killAsFilter(const Thread &thread, std::uint32_t arch, bool wholeProcess)
{
    if (!wholeProcess) {
        // One thread of several: it leaves by itself, as the kernel would make it.
        const bool is32Bit = (arch & __AUDIT_ARCH_64BIT) == 0;
        constexpr std::uint32_t kExit32 = 1; // of i386 and arm
        replaceCall(thread.id, is32Bit ? kExit32 : SYS_exit, SIGSYS);
        return;
    }
    skipCall(thread.id, -ENOSYS);
    constexpr std::uint64_t kSigsysBit = std::uint64_t{1} << (SIGSYS - 1);
    const auto status = statusOf(thread.id);
    const bool survives = !status || ((status->caughtSignals | status->blockedSignals | status->ignoredSignals) & kSigsysBit);
    syscall(SYS_tgkill, thread.process->group, thread.id, survives ? SIGKILL : SIGSYS);
}

} // namespace whittle::sensor
