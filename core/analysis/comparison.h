#pragma once

#include "analysis/surface.h"
#include "base/result.h"
#include "profile/compare.h"
#include "profile/target.h"
#include "syscalls/catalogue.h"

#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace whittle::analysis {

/// One side of a comparison. The rules say how its conditions are read; empty: as the target has it.
struct ComparedSide
{
    std::string name;
    profile::Profile profile;
    std::optional<profile::EngineRules> rules;
};

/// One syscall of one ABI on all sides.
struct ComparedSyscall
{
    const syscalls::Syscall *syscall = nullptr;
    Abi abi = Abi::X86_64;
    std::vector<Answered> answers; // by side
    std::vector<std::optional<profile::Difference>> differences; // from the first side to each later one; empty where the two agree

    [[nodiscard]] bool isSame() const;
    /// What the row is told under: the change of the first later side that differs. Empty where all agree.
    [[nodiscard]] std::optional<profile::Change> change() const;
};

/// What two or three profiles decide for one target, syscall by syscall as their compiled filters answer. The first side is what the others
/// are seen from. A plain value.
struct Comparison
{
    std::vector<std::string> names; // of the sides
    profile::Target target;
    std::vector<std::vector<Abi>> abis; // by side: those that its filter lists; calls of others are killed
    std::vector<ComparedSyscall> syscalls; // of every ABI that any side lists, by ABI and number

    [[nodiscard]] bool isListed(std::size_t side, Abi abi) const;
    /// Every ABI that any side lists.
    [[nodiscard]] std::vector<Abi> allAbis() const;
    /// The ABIs that the side leaves out though the first one lists them, or the other way round: one difference each, not hundreds.
    [[nodiscard]] std::vector<Abi> unequalAbis(std::size_t side) const;
};

/// Two or three sides. Errors: InvalidInput naming the side that no engine would load.
[[nodiscard]] Result<Comparison> compareProfiles(std::span<const ComparedSide> sides, const profile::Target &target);

inline constexpr std::array kAllChanges = {profile::Change::NewlyAllowed, profile::Change::NewlyDenied, profile::Change::Looser, profile::Change::Stricter,
                                           profile::Change::OtherArguments, profile::Change::OtherErrno, profile::Change::OtherAction};

/// What changes from the first side to another one on one ABI, in numbers.
struct ComparisonSummary
{
    std::array<std::array<std::size_t, Surface::kRisks>, kAllChanges.size()> counts = {}; // by Change, by Risk
    std::set<std::string> cvesOpened; // known holes that only the other side leaves open
    std::set<std::string> cvesClosed;
    Surface before;
    Surface after;

    [[nodiscard]] std::size_t count(profile::Change change) const;
    [[nodiscard]] std::size_t count(profile::Change change, syscalls::Risk risk) const;
    [[nodiscard]] std::size_t total() const;
    [[nodiscard]] std::size_t same() const { return before.totalCount() - total(); }
};

[[nodiscard]] ComparisonSummary summarise(const Comparison &comparison, std::size_t side, Abi abi);

/// "Newly allowed: 3, of which 1 is critical and 1 high risk. Newly denied: 12, …. Opens CVE-…; closes 4 known holes. Risk 12 → 20." "No
/// difference." where there is none.
[[nodiscard]] std::string inWords(const ComparisonSummary &summary);

/// "Newly allowed", "Looser arguments", … as headings.
[[nodiscard]] std::string_view changeTitle(profile::Change change);
/// "allow", "deny (EPERM)", "kill the process".
[[nodiscard]] std::string inWords(const profile::Decision &decision);
/// The same for all arguments together: "allow some", "deny (EPERM)".
[[nodiscard]] std::string inWords(const Answered &answer);

/// A call's arguments as far as they are not 0, by name and with symbolic constants: "domain=AF_ALG, type=SOCK_STREAM"; "all arguments 0".
[[nodiscard]] std::string inWords(const profile::Arguments &arguments, const syscalls::Syscall &syscall, Abi abi);

/// The points of a difference that tell most, few arguments and small values first.
[[nodiscard]] std::vector<profile::DifferentPoint> tellingPoints(const profile::Difference &difference, std::size_t most);

} // namespace whittle::analysis
