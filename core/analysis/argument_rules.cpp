#include "analysis/argument_rules.h"

#include "analysis/argument_words.h"

#include <algorithm>
#include <array>
#include <format>
#include <numeric>
#include <set>

namespace whittle::analysis {

namespace {

using profile::ArgumentCondition;
using profile::Operator;
using syscalls::Catalogue;

constexpr std::uint64_t kLow32 = 0xffffffff;
// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET of linux/sched.h.
constexpr std::uint64_t kNamespaces = 0x7e020000;
constexpr std::uint64_t kNewTime = 0x80; // unshare only: in clone these bits are the signal

// One alternative is one libseccomp rule: more would make a filter long, and a person read none of them.
constexpr std::size_t kMaxSeenValues = 16;
constexpr std::size_t kMaxAlternatives = 64;

// Every combination of the mask's bits would be 128; what profiles tell apart is each flag alone, all together and none.
std::vector<std::uint64_t> flagsOf(std::uint64_t mask)
{
    std::vector<std::uint64_t> values = {0, mask};
    for (std::uint64_t bit = 1; bit != 0; bit <<= 1)
        if (mask & bit)
            values.push_back(bit);
    return values;
}

std::vector<std::uint64_t> families()
{
    std::vector<std::uint64_t> values(46); // AF_MAX of Linux 6.18
    std::iota(values.begin(), values.end(), std::uint64_t{0});
    return values;
}

ArgumentCondition masked(std::uint32_t index, std::uint64_t mask, std::uint64_t value)
{
    return {index, Operator::MaskedEq, mask, value & mask, {}};
}

} // namespace

const Limitable *limitable(std::string_view syscall)
{
    // Families that every C library may use by itself: local sockets, both Internets, and netlink for the list of interfaces.
    static const std::array kAll = {
        Limitable{"socket", 0, kLow32, "socket_family", {1, 2, 10, 16}, families()},
        Limitable{"personality", 0, kLow32, "personality", {0, 0xffffffff}, {0, 8, 0x20000, 0x20008, 0xffffffff, 0x40000, 0x400000}},
        Limitable{"clone", 0, kNamespaces, "clone_flags", {0}, flagsOf(kNamespaces)},
        Limitable{"unshare", 0, kNamespaces | kNewTime, "namespace_flags", {0}, flagsOf(kNamespaces | kNewTime)},
    };
    const auto found = std::ranges::find(kAll, syscall, &Limitable::syscall);
    return found == kAll.end() ? nullptr : &*found;
}

ArgumentCondition conditionFor(const Limitable &how, std::uint64_t value)
{
    return masked(how.index, how.mask, value);
}

Limit limitTo(const Limitable &how, std::vector<std::uint64_t> values)
{
    std::map<std::uint64_t, std::vector<Conjunction>> whole;
    for (const std::uint64_t value : values)
        whole[value] = {{}};
    return limitTo(how, whole);
}

Limit limitTo(const Limitable &how, const std::map<std::uint64_t, std::vector<Conjunction>> &values)
{
    Limit limit;
    const Catalogue &catalogue = Catalogue::builtIn();
    const syscalls::Syscall *syscall = catalogue.find(how.syscall);
    const syscalls::ConstantSet *names = catalogue.constants(how.constants);
    std::set<std::uint64_t> done;
    for (const auto &[given, alternatives] : values) {
        const std::uint64_t value = given & how.mask;
        if (!done.insert(value).second)
            continue;
        std::string word = names ? names->format(value) : std::to_string(value);
        if (how.isFlags() && value == 0)
            word = "no new namespace";
        std::string where;
        for (const Conjunction &others : alternatives) {
            Conjunction conditions = {conditionFor(how, value)};
            conditions.insert(conditions.end(), others.begin(), others.end());
            limit.alternatives.push_back(std::move(conditions));
            if (!others.empty())
                where += (where.empty() ? "" : " or ") + conditionsText(*syscall, others);
        }
        limit.words += (limit.words.empty() ? "" : ", ") + word + (where.empty() ? "" : " where " + where);
    }
    return limit;
}

std::vector<Conjunction> callsBeyond(const Limitable &how, const Limit &limit)
{
    // More would say less than the default action does.
    constexpr std::size_t kMostBlocks = 24;
    if (!how.isFlags())
        return {};
    std::set<std::uint64_t> values;
    std::uint64_t used = 0;
    for (const Conjunction &alternative : limit.alternatives) {
        if (alternative.size() != 1 || !(alternative.front() == conditionFor(how, alternative.front().valueTwo)))
            return {};
        values.insert(alternative.front().valueTwo);
        used |= alternative.front().valueTwo;
    }
    std::vector<Conjunction> beyond;
    for (std::uint64_t rest = how.mask & ~used; rest != 0; rest &= rest - 1)
        beyond.push_back({masked(how.index, rest & -rest, rest & -rest)});
    // Of the flags that are let through in some combination: every way to continue a beginning that none of them continues.
    std::vector<std::uint64_t> open = {0};
    std::uint64_t decided = 0;
    for (std::uint64_t rest = used; rest != 0; rest &= rest - 1) {
        decided |= rest & -rest;
        std::vector<std::uint64_t> next;
        for (const std::uint64_t beginning : open) {
            for (const std::uint64_t one : {beginning, beginning | (rest & -rest)}) {
                if (std::ranges::any_of(values, [&](std::uint64_t value) { return (value & decided) == one; }))
                    next.push_back(one);
                else
                    beyond.push_back({masked(how.index, decided, one)});
            }
        }
        open = std::move(next);
    }
    return beyond.size() > kMostBlocks ? std::vector<Conjunction>() : beyond;
}

std::optional<Limit> limitToSeen(const syscalls::Syscall &syscall, const SyscallEvidence &evidence, Abi abi)
{
    std::vector<Conjunction> alternatives = {{}};
    std::string words;
    const auto arguments = syscall.argumentsOn(abi);
    for (unsigned index = 0; index < arguments.size(); ++index) {
        const std::set<std::uint64_t> *values = arguments[index].isPointer() ? nullptr : evidence.valuesOf(index);
        if (!values || values->empty() || values->size() > kMaxSeenValues || alternatives.size() * values->size() > kMaxAlternatives)
            continue;
        const syscalls::ConstantSet *names = Catalogue::builtIn().constants(arguments[index].constants);
        std::set<std::uint64_t> compared;
        const int bits = arguments[index].bits(abi);
        const std::uint64_t mask = bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
        std::string seen;
        for (const std::uint64_t value : *values)
            if (compared.insert(value & mask).second)
                seen += (seen.empty() ? "" : " or ") + (names ? names->format(value & mask, abi) : std::to_string(value & mask));
        std::vector<Conjunction> next;
        for (const auto &alternative : alternatives) {
            for (const std::uint64_t value : compared) {
                next.push_back(alternative);
                next.back().push_back(bits >= 64 ? ArgumentCondition{index, Operator::EQ, value, 0, {}} : masked(index, mask, value));
            }
        }
        alternatives = std::move(next);
        words += (words.empty() ? "" : "; ") + arguments[index].name + " " + seen;
    }
    if (words.empty())
        return std::nullopt;
    return Limit{std::move(alternatives), std::move(words)};
}

} // namespace whittle::analysis
