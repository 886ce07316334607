#include "analysis/argument_rules.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace whittle::analysis {

namespace {

using profile::ArgumentCondition;
using profile::Operator;

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

std::optional<std::vector<std::uint64_t>> allowedValues(const Limitable &how, const profile::Filter &filter, Abi abi, int number)
{
    std::vector<std::uint64_t> allowed;
    for (const std::uint64_t value : how.candidates) {
        profile::Arguments arguments = {};
        arguments[how.index] = value;
        if (filter.decide(abi, number, arguments).executes())
            allowed.push_back(value);
    }
    if (allowed.size() == how.candidates.size())
        return std::nullopt;
    return allowed;
}

Limit limitTo(const Limitable &how, std::vector<std::uint64_t> values)
{
    Limit limit;
    for (std::uint64_t &value : values)
        value &= how.mask;
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    const syscalls::ConstantSet *names = syscalls::Catalogue::builtIn().constants(how.constants);
    for (const std::uint64_t value : values) {
        limit.alternatives.push_back({masked(how.index, how.mask, value)});
        std::string word = names ? names->format(value) : std::to_string(value);
        if (how.mask != kLow32 && value == 0)
            word = "no new namespace";
        limit.words += (limit.words.empty() ? "" : ", ") + word;
    }
    return limit;
}

std::optional<Limit> limitToSeen(const syscalls::Syscall &syscall, const SyscallEvidence &evidence, Abi abi)
{
    std::vector<std::vector<ArgumentCondition>> alternatives = {{}};
    std::string words;
    const auto arguments = syscall.argumentsOn(abi);
    for (unsigned index = 0; index < arguments.size(); ++index) {
        const std::set<std::uint64_t> *values = arguments[index].isPointer() ? nullptr : evidence.valuesOf(index);
        if (!values || values->empty() || values->size() > kMaxSeenValues || alternatives.size() * values->size() > kMaxAlternatives)
            continue;
        const syscalls::ConstantSet *names = syscalls::Catalogue::builtIn().constants(arguments[index].constants);
        std::set<std::uint64_t> compared;
        const int bits = arguments[index].bits(abi);
        const std::uint64_t mask = bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
        std::string seen;
        for (const std::uint64_t value : *values)
            if (compared.insert(value & mask).second)
                seen += (seen.empty() ? "" : " or ") + (names ? names->format(value & mask, abi) : std::to_string(value & mask));
        std::vector<std::vector<ArgumentCondition>> next;
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
