#pragma once

#include "base/result.h"
#include "profile/filter.h"
#include "syscalls/catalogue.h"

#include <optional>
#include <string>
#include <vector>

namespace whittle::profile {

enum class Change { NewlyAllowed, NewlyDenied, Looser, Stricter, OtherArguments, OtherErrno, OtherAction };

[[nodiscard]] std::string_view changeName(Change change); // "newly-allowed"

/// Two decisions on the same call that differ.
struct DifferentPoint
{
    Arguments arguments = {};
    Decision left;
    Decision right;
};

/// One syscall of one ABI that two filters decide differently, seen from left to right.
struct Difference
{
    Abi abi = Abi::X86_64;
    std::string syscall;
    Change change = Change::OtherAction;
    syscalls::Risk risk = syscalls::Risk::Low;
    Decision left;  // all arguments 0
    Decision right;
    std::vector<DifferentPoint> points; // where arguments matter: values at and around every condition of either side
};

/// All differences, riskiest first, then by ABI and name.
[[nodiscard]] std::vector<Difference> compare(const Profile &left, const Filter &leftFilter, const Profile &right, const Filter &rightFilter);

/// The argument values worth asking a filter about for one syscall: at and around every condition of the profile's rules for it, and
/// with a bit above the low 32 set. The first is all zero.
[[nodiscard]] std::vector<Arguments> interestingArguments(const Profile &profile, std::string_view syscall);

} // namespace whittle::profile
