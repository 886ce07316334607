#pragma once

#include "base/abi.h"
#include "base/result.h"
#include "profile/filter.h"
#include "profile/profile.h"
#include "profile/target.h"
#include "syscalls/catalogue.h"

#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace whittle::analysis {

/// How a filter answers one syscall over all arguments that can make a difference.
enum class Standing { Denied, Limited, Allowed };

struct Answered
{
    profile::Decision decision; // all arguments 0
    Standing standing = Standing::Denied;
    bool argumentsMatter = false;

    bool operator==(const Answered &) const = default;
};

/// Asks the filter about the syscall with every argument value that the profile's rules could tell apart.
[[nodiscard]] Answered answered(const profile::Profile &profile, const profile::Filter &filter, Abi abi, const syscalls::Syscall &syscall);

/// What a filter leaves open on one ABI.
struct Surface
{
    static constexpr std::size_t kRisks = 4;
    std::array<std::size_t, kRisks> total = {};   // syscalls of the ABI, by syscalls::Risk
    std::array<std::size_t, kRisks> allowed = {}; // executed whatever the arguments
    std::array<std::size_t, kRisks> limited = {}; // executed with some arguments
    std::set<std::string> openCves;               // of the syscalls that may be executed
    std::set<std::string> knownCves;              // of all syscalls of the ABI

    [[nodiscard]] std::size_t totalCount() const;
    [[nodiscard]] std::size_t openCount() const; // allowed or limited
    /// 0 (nothing open) to 100 (everything open): the share of the risk that is open, a critical syscall weighing 10, a high one 4, a
    /// medium one 1, a low one nothing; a limited syscall weighs half.
    [[nodiscard]] int score() const;

    void add(const syscalls::Syscall &syscall, Standing standing);
};

/// What the profile's compiled filter leaves open of the syscalls of the ABI. Errors: as profile::compile.
[[nodiscard]] Result<Surface> surfaceOf(const profile::Profile &profile, const profile::Target &target, Abi abi);

/// Known kernel holes of two surfaces of one ABI: by CVE, sorted.
struct HoleComparison
{
    std::vector<std::string> closed; // that only the reference leaves open
    std::vector<std::string> opened; // that only mine leaves open
    std::vector<std::string> shared; // that both leave open
};

[[nodiscard]] HoleComparison compareHoles(const Surface &mine, const Surface &reference);

} // namespace whittle::analysis
