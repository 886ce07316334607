#pragma once

#include "base/result.h"
#include "profile/filter.h"
#include "profile/profile.h"
#include "profile/target.h"
#include "syscalls/catalogue.h"
#include "trace/recording.h"
#include "tuning/libc_calls.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::tuning {

/// A syscall that was recorded, or that a profile lets be executed.
struct UsedCall
{
    Abi abi = Abi::X86_64;
    int number = 0;
    std::string name;                              // "syscall_500" where it has none
    const syscalls::Syscall *known = nullptr;
    std::uint64_t count = 0;                       // of a recording
    std::vector<std::string> commands;             // that made it
    bool neverSucceeded = false;                   // each time it was refused or failed with ENOSYS or EPERM

    bool operator==(const UsedCall &) const = default;
};

/// What is asked whether it would work elsewhere.
struct CompatibilitySubject
{
    std::vector<UsedCall> calls; // by ABI and name
    Abi machine = Abi::X86_64;
    bool isRecording = false;
    std::optional<profile::Filter> filter; // of a profile
    std::optional<profile::Profile> profile;
};

/// Everything that was recorded, also in vain.
[[nodiscard]] CompatibilitySubject compatibilitySubject(const trace::Recording &recording);
/// Every call that the profile lets be executed on the target, for some arguments at least. Errors: InvalidInput where it does not compile.
[[nodiscard]] Result<CompatibilitySubject> compatibilitySubject(const profile::Profile &profile, const profile::Target &target);

/// One call that does not do elsewhere what it does here.
struct GvisorFinding
{
    UsedCall call;
    syscalls::GvisorSupport support = syscalls::GvisorSupport::Absent;
    std::string note;     // what gVisor's table says
    std::string fallBack; // what C libraries make instead, in words; empty: nothing that is known
};

struct GvisorReport
{
    std::string source;                  // of the table, with its version
    std::vector<GvisorFinding> findings; // not fully supported ones, the worst first
    std::vector<Abi> foreignAbis;        // used ABIs that gVisor runs no programs of
    std::size_t asked = 0;

    /// False where nothing of it can simply fail.
    [[nodiscard]] bool fails() const;
};
/// Whether gVisor's own kernel (the sentry) knows the calls, by the table of the subject's machine.
[[nodiscard]] GvisorReport checkGvisor(const CompatibilitySubject &subject);

struct KernelFinding
{
    UsedCall call;
    std::string since;    // "5.6"
    std::string fallBack; // what C libraries make instead, in words
};

struct KernelReport
{
    std::string kernel; // as asked
    std::string source; // of the versions
    std::vector<KernelFinding> findings; // newest first
    std::vector<std::string> unknown;    // calls of which the first version is not known
    std::size_t asked = 0;
};
/// Which calls a kernel does not have yet; it answers them with ENOSYS. version: "4.19", "5.4.17". Errors: InvalidInput.
[[nodiscard]] Result<KernelReport> checkKernel(const CompatibilitySubject &subject, const std::string &version);

/// One call of a library's function that is, or would be, refused.
struct LibcFinding
{
    std::string function; // "pthread_create"
    std::string call;     // "clone3"
    std::string answer;   // what it gets: "SCMP_ACT_ERRNO(38)"; empty: it is executed, or was not recorded
    bool refused = false; // by the profile, or because a profile of what was recorded has no reason to allow it
    RefusedCall onEnosys;
    RefusedCall onEperm;
    std::vector<std::string> missing; // calls of the fall-back that are refused, too
    bool breaks = false;  // with the answer that it gets (of a recording: with either) the function does not work

    /// One sentence.
    [[nodiscard]] std::string inWords() const;
};

struct LibcReport
{
    std::string library; // "musl 1.2.5"
    std::vector<LibcFinding> findings; // what breaks first, then what is refused and works, then fall-backs that are there in case
    std::size_t functions = 0;         // that the subject seems to use
};
/// What a C library's functions would do: those whose calls, of either library, are all among the subject's. Errors: InvalidInput for an
/// unknown library; Unsupported where it was not measured on the subject's machine.
[[nodiscard]] Result<LibcReport> checkLibc(const CompatibilitySubject &subject, std::string_view library);

} // namespace whittle::tuning
