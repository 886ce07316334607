#pragma once

#include "base/bpf.h"
#include "profile/profile.h"
#include "profile/target.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace whittle::profile {

/// What the filter answers for one call.
struct Decision
{
    Action action = Action::KillThread; // never Kill
    std::uint16_t data = 0;             // errno value or trace message

    /// "SCMP_ACT_ALLOW", "SCMP_ACT_ERRNO(1)", "SCMP_ACT_TRACE(2)", "SCMP_ACT_KILL_THREAD".
    [[nodiscard]] std::string toString() const;
    /// True where the syscall is executed: Allow and Log.
    [[nodiscard]] bool executes() const { return action == Action::Allow || action == Action::Log; }
    bool operator==(const Decision &) const = default;
};

[[nodiscard]] Decision decisionOf(std::uint32_t seccompReturn);

using Arguments = std::array<std::uint64_t, 6>;

/// A compiled filter: the BPF program a runtime would load for a profile on a target. Immutable; any thread.
class Filter
{
public:
    Filter(bpf::Program program, std::vector<Abi> abis, std::string pfc);

    [[nodiscard]] std::span<const bpf::Instruction> program() const { return m_program; }
    /// The ABIs that the filter knows; calls of any other are answered with SCMP_ACT_KILL_THREAD.
    [[nodiscard]] std::span<const Abi> abis() const { return m_abis; }
    /// libseccomp's readable form (without the runtime's ENOSYS stub).
    [[nodiscard]] const std::string &pfc() const { return m_pfc; }

    /// Executes the program. number is without the x32 bit.
    [[nodiscard]] Decision decide(Abi abi, int number, const Arguments &arguments = {}) const;

private:
    bpf::Program m_program;
    std::vector<Abi> m_abis;
    std::string m_pfc;
};

/// The profile as an engine hands it to the runtime: conditions resolved, archMap expanded, only plain members left.
/// Errors: InvalidInput with the JSON path, where that engine refuses the profile. A profile that is "no seccomp" (no default action,
/// no rules) resolves to one that allows everything.
[[nodiscard]] Result<Profile> resolve(const Profile &profile, const Target &target);

/// Resolves and compiles with libseccomp as the runtime does, the ENOSYS stub of runc included.
/// Errors: InvalidInput with the JSON path, where engine, runtime or libseccomp would refuse it (the container would not start).
[[nodiscard]] Result<Filter> compile(const Profile &profile, const Target &target);

/// Profiles that are built in: "docker-default", "podman-default". nullptr for other names.
[[nodiscard]] const Profile *builtInProfile(std::string_view name);

} // namespace whittle::profile
