#pragma once

#include "profile/filter.h"
#include "profile/profile.h"
#include "syscalls/catalogue.h"
#include "trace/recording.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace whittle::analysis {

/// One value of one argument, and what filters answer to calls that have it.
struct ValuePreview
{
    unsigned index = 0;
    std::uint64_t value = 0;
    std::uint64_t seen = 0; // calls of recordings; 0: only named by a rule, or a constant
    std::vector<profile::Decision> before; // every answer that is given; more than one: other arguments decide
    std::vector<profile::Decision> after;
    bool matches = false; // the rule in question applies, with some of the other arguments at least

    bool operator==(const ValuePreview &) const = default;
};

/// A profile and what it was compiled to; no filter where it does not compile.
struct PreviewSide
{
    const profile::Profile &profile;
    const profile::Filter *filter = nullptr;
};

/// What to ask about.
struct PreviewRequest
{
    const syscalls::Syscall &syscall;
    Abi abi = nativeAbi();
    const profile::Target &target;
    PreviewSide before;
    PreviewSide after;
    const profile::Rule *rule = nullptr; // whose matches are wanted
    std::vector<trace::ArgumentValues> seen; // all recordings together, one entry an argument
};

/// A row for every argument value that was seen or that a rule of either side compares with; where nothing was seen of an argument that
/// rules compare, its constants too. All answers are the compiled filters'; other arguments take the values that were seen of
/// them, else those that the rules can tell apart. In order of argument, most seen first, then what rules name, then by
/// value.
[[nodiscard]] std::vector<ValuePreview> previewValues(const PreviewRequest &request);

/// Sums up what processes showed of one syscall's arguments.
[[nodiscard]] std::vector<trace::ArgumentValues> mergeValues(std::span<const trace::SyscallUse *const> uses);

} // namespace whittle::analysis
