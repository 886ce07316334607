#pragma once

#include "analysis/surface.h"
#include "slim/packages.h"
#include "slim/reports.h"
#include "syscalls/catalogue.h"
#include "tuning/propose_settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whittle::slim {

/// How much of a directory or a package stays and goes.
struct SizeShare
{
    std::string name; // "/usr/share", "perl-base 5.40.1-6"
    std::uint64_t keptSize = 0;
    std::uint64_t removedSize = 0;
    std::size_t keptFiles = 0;
    std::size_t removedFiles = 0;

    [[nodiscard]] std::uint64_t size() const { return keptSize + removedSize; }
    bool operator==(const SizeShare &) const = default;
};

/// A syscall that was seen or may be made.
struct SyscallRow
{
    Abi abi = Abi::X86_64;
    std::string name;
    syscalls::Risk risk = syscalls::Risk::Low;
    std::string reason; // of the risk
    std::uint64_t count = 0;
    std::vector<std::string> commands; // that made it, in order of first use
    analysis::Standing standing = analysis::Standing::Denied;
    std::string answer; // "SCMP_ACT_ERRNO(1)"
    std::string rule;   // what the profile's rule for it says
};

/// A capability of the recorded container, or one that a call it made stands behind.
struct CapabilityRow
{
    std::string name;
    bool isGiven = false;
    std::vector<std::string> syscalls; // seen ones that it gates
    std::string need;                  // "certain: chown by nginx, to user 101"; empty: nothing that was seen needed it
};

/// The filter's answers in numbers, beside those of the profile that the engine applies by itself.
struct SurfaceFacts
{
    analysis::Surface mine;
    analysis::Surface usual;
    std::string usualName; // "docker-default"
};

/// What the report says, without its looks.
struct ReportFacts
{
    std::size_t keptFiles = 0;    // no directories
    std::size_t removedFiles = 0;
    std::vector<SizeShare> directories; // image::topDirectory, by bytes removed
    std::vector<SizeShare> packages;    // by bytes removed; the last is what no package owns
    std::string packagesFault;          // why there are none
    std::vector<SyscallRow> syscalls;   // riskiest first, then by name
    std::string filterFault;            // why nothing is said of the profile
    std::optional<SurfaceFacts> surface;
    std::vector<CapabilityRow> capabilities;
    tuning::SettingsProposal settings;  // how little a container of the image can be started with
    std::vector<std::string> warnings;  // about what the recording covers
};

[[nodiscard]] ReportFacts gatherFacts(const ReportInput &input);

} // namespace whittle::slim
