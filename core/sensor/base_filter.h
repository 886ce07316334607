#pragma once

#include "base/bpf.h"
#include "base/result.h"
#include "sensor/process.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace whittle::sensor {

/// Answers syscalls as a filter would, at the stop before the kernel executes them.
class BaseFilter
{
public:
    BaseFilter() = default;
    /// From wire::Config. Errors: InvalidInput.
    [[nodiscard]] static Result<BaseFilter> create(const std::vector<std::uint64_t> &instructions);

    /// The SECCOMP_RET_* word when the call is not to be executed; empty when it is.
    [[nodiscard]] std::optional<std::uint32_t> refuses(std::uint32_t arch, std::uint32_t number, std::uint64_t instructionPointer,
                                                       const std::array<std::uint64_t, 6> &arguments) const;

private:
    bpf::Program m_program;
};

/// What a refusal does to the thread.
struct Refusal
{
    std::int64_t result = 0;     // what the syscall returns
    bool raisesSignal = false;   // SIGSYS with siginfo as after SECCOMP_RET_TRAP; see trapInfo
    bool killsThread = false;    // alone
    bool killsProcess = false;
};
[[nodiscard]] Refusal refusalOf(std::uint32_t action, std::uint32_t number, bool isOnlyThread);

/// Ends the thread or the process as the kernel does for SECCOMP_RET_KILL_*: with SIGSYS where nothing catches it, else SIGKILL.
void killAsFilter(const Thread &thread, std::uint32_t arch, bool wholeProcess);

} // namespace whittle::sensor
