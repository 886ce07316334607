#pragma once

#include "profile/check.h"
#include "profile/compare.h"
#include "profile/filter.h"
#include "profile/resolve.h"
#include "syscalls/catalogue.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace whittle::profile {

/// What the single checks share: the profile, what becomes of it on the target, and the list that they add to. Used by check*.cpp alone.
class CheckContext
{
public:
    CheckContext(const Profile &profile, const CheckOptions &options);

    const Profile &profile;
    const CheckOptions &options;
    const Target &target;
    const syscalls::Catalogue &catalogue;
    std::optional<ResolvedProfile> resolved; // empty where the engine refuses the profile
    std::optional<Filter> filter;            // empty where it cannot be compiled
    std::vector<Finding> findings;

    void add(Severity severity, std::string code, std::string path, std::string syscall, std::string message, std::string explanation, std::string suggestion = {});
    /// The compiled filter's answers for the native ABI at every point where arguments matter.
    [[nodiscard]] const std::vector<Decision> &answers(const std::string &syscall);
    [[nodiscard]] bool executesSomewhere(const std::string &syscall);
    [[nodiscard]] bool executesAlways(const std::string &syscall);
    /// The answer with all arguments 0.
    [[nodiscard]] Decision answer(const std::string &syscall);
    /// True where the native ABI has the call.
    [[nodiscard]] bool exists(const std::string &syscall) const;
    /// Path of the first rule that names the call and counts on the target; empty where none does.
    [[nodiscard]] std::string pathOf(const std::string &syscall) const;

private:
    std::map<std::string, std::vector<Decision>, std::less<>> m_answers;
};

[[nodiscard]] std::string rulePath(std::size_t index);
/// "a, b and c"; after most names "and N more".
[[nodiscard]] std::string listOf(const std::vector<std::string> &names, std::size_t most = 12);

void checkNames(CheckContext &context);      // unknown, empty and repeated names
void checkArguments(CheckContext &context);  // argument conditions that do not do what they seem to
void checkConditions(CheckContext &context); // includes, excludes and what engines ignore
void checkOverlaps(CheckContext &context);   // rules that hide, repeat or contradict each other or the default
void checkWhole(CheckContext &context);      // default action, architectures, flags
void checkSteppingAround(CheckContext &context); // the 64-bit hole, siblings, clone3
void checkRisk(CheckContext &context);       // dangerous calls that are executed
void checkStart(CheckContext &context);      // do runtime and C library start

} // namespace whittle::profile
