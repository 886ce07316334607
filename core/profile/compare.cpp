#include "profile/compare.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

namespace whittle::profile {

namespace {

constexpr std::size_t kArguments = std::tuple_size_v<Arguments>;
// Combinations of values of several arguments are tried up to here; a rule set that reaches it has its values tried singly.
constexpr std::size_t kMostCombinations = 4096;
constexpr std::uint64_t kBit32 = std::uint64_t{1} << 32;

using ValueSets = std::array<std::set<std::uint64_t>, kArguments>;

// At the value, one beside it on both sides, and the same with a bit that a 32-bit parameter does not see.
void addAround(std::set<std::uint64_t> &values, std::uint64_t value)
{
    for (const std::uint64_t one : {value, value - 1, value + 1})
        values.insert(one);
    values.insert(value ^ kBit32);
}

void addFor(const ArgumentCondition &condition, ValueSets &values)
{
    if (condition.index >= kArguments)
        return;
    std::set<std::uint64_t> &set = values[condition.index];
    if (condition.op != Operator::MaskedEq) {
        addAround(set, condition.value);
        return;
    }
    const std::uint64_t mask = condition.value;
    const std::uint64_t wanted = condition.valueTwo & mask;
    set.insert(wanted);
    set.insert(wanted | ~mask);
    set.insert(wanted ^ kBit32);
    addAround(set, mask);
    // Each single bit of the mask: a flag that is allowed or denied alone.
    for (std::uint64_t rest = mask; rest != 0; rest &= rest - 1)
        set.insert(wanted ^ (rest & (~rest + 1)));
}

// A value for which the condition holds.
std::uint64_t holdingValue(const ArgumentCondition &condition)
{
    switch (condition.op) {
    case Operator::NE:
    case Operator::GT: return condition.value + 1;
    case Operator::LT: return condition.value - 1;
    case Operator::LE:
    case Operator::EQ:
    case Operator::GE: return condition.value;
    case Operator::MaskedEq: return condition.valueTwo & condition.value;
    }
    return 0;
}

std::vector<Arguments> combine(ValueSets values)
{
    std::size_t total = 1;
    for (std::set<std::uint64_t> &set : values) {
        set.insert(0);
        total = total > kMostCombinations ? total : total * set.size();
    }
    std::vector<Arguments> points = {Arguments{}};
    if (total > kMostCombinations) {
        for (std::size_t i = 0; i < kArguments; ++i) {
            for (const std::uint64_t value : values[i]) {
                Arguments point = {};
                point[i] = value;
                if (value != 0)
                    points.push_back(point);
            }
        }
        return points;
    }
    // The first value of each set is 0, so the first combination is all zero.
    for (std::size_t i = 0; i < kArguments; ++i) {
        const std::size_t count = points.size();
        for (const std::uint64_t value : values[i]) {
            if (value == 0)
                continue;
            for (std::size_t k = 0; k < count; ++k) {
                points.push_back(points[k]);
                points.back()[i] = value;
            }
        }
    }
    return points;
}

std::vector<Arguments> pointsFor(std::initializer_list<const Profile *> profiles, std::string_view syscall)
{
    ValueSets values;
    std::vector<Arguments> witnesses;
    bool isConditional = false;
    for (const Profile *profile : profiles) {
        for (const Rule &rule : profile->rules) {
            if (rule.args.empty() || (!std::ranges::contains(rule.names, syscall) && rule.name != syscall))
                continue;
            isConditional = true;
            // Where the whole rule holds; combinations may be too many to meet it by chance.
            Arguments &witness = witnesses.emplace_back();
            for (const ArgumentCondition &condition : rule.args) {
                addFor(condition, values);
                if (condition.index < kArguments)
                    witness[condition.index] = holdingValue(condition);
            }
        }
    }
    if (isConditional) {
        for (std::set<std::uint64_t> &set : values) {
            if (!set.empty())
                set.insert(std::numeric_limits<std::uint64_t>::max());
        }
    }
    std::vector<Arguments> points = combine(std::move(values));
    std::set<Arguments> known(points.begin(), points.end());
    for (const Arguments &witness : witnesses) {
        if (known.insert(witness).second)
            points.push_back(witness);
    }
    return points;
}

// 32-bit programs have nothing above 32 bits to pass.
bool isPossible(Abi abi, const Arguments &arguments)
{
    const bool isNarrow = abi == Abi::I386 || abi == Abi::Arm;
    return !isNarrow || std::ranges::all_of(arguments, [](std::uint64_t value) { return value < kBit32; });
}

// How much an action lets a program do; the kernel's own order of strictness, turned round.
int looseness(Action action)
{
    switch (action) {
    case Action::KillProcess: return 0;
    case Action::KillThread:
    case Action::Kill: return 1;
    case Action::Trap: return 2;
    case Action::Errno: return 3;
    case Action::Notify: return 4;
    case Action::Trace: return 5;
    case Action::Log: return 6;
    case Action::Allow: return 7;
    }
    return 0;
}

Change changeOf(const std::vector<DifferentPoint> &points, const Decision &left, const Decision &right, bool dependsOnArguments)
{
    const auto isGained = [](const DifferentPoint &point) { return !point.left.executes() && point.right.executes(); };
    const auto isLost = [](const DifferentPoint &point) { return point.left.executes() && !point.right.executes(); };
    const bool gains = std::ranges::any_of(points, isGained);
    const bool loses = std::ranges::any_of(points, isLost);
    if (gains && loses)
        return Change::OtherArguments;
    if (gains)
        return dependsOnArguments ? Change::Looser : Change::NewlyAllowed;
    if (loses)
        return dependsOnArguments ? Change::Stricter : Change::NewlyDenied;
    if (left.action == Action::Errno && right.action == Action::Errno)
        return Change::OtherErrno;
    const DifferentPoint &first = points.front();
    if (first.left.action == Action::Errno && first.right.action == Action::Errno)
        return Change::OtherErrno;
    if (left.executes() && right.executes())
        return Change::OtherAction;
    const int gained = looseness(first.right.action) - looseness(first.left.action);
    return gained == 0 ? Change::OtherAction : gained > 0 ? Change::Looser : Change::Stricter;
}

} // namespace

std::string_view changeName(Change change)
{
    switch (change) {
    case Change::NewlyAllowed: return "newly-allowed";
    case Change::NewlyDenied: return "newly-denied";
    case Change::Looser: return "looser";
    case Change::Stricter: return "stricter";
    case Change::OtherArguments: return "other-arguments";
    case Change::OtherErrno: return "other-errno";
    case Change::OtherAction: return "other-action";
    }
    return {};
}

std::vector<Arguments> interestingArguments(const Profile &profile, std::string_view syscall)
{
    return pointsFor({&profile}, syscall);
}

std::vector<Difference> compare(const Profile &left, const Filter &leftFilter, const Profile &right, const Filter &rightFilter)
{
    std::set<Abi> abis(leftFilter.abis().begin(), leftFilter.abis().end());
    abis.insert(rightFilter.abis().begin(), rightFilter.abis().end());
    std::vector<Difference> differences;
    for (const syscalls::Syscall &call : syscalls::Catalogue::builtIn().all()) {
        const std::vector<Arguments> points = pointsFor({&left, &right}, call.name);
        for (const Abi abi : abis) {
            if (!call.existsOn(abi))
                continue;
            Difference difference{.abi = abi, .syscall = call.name, .change = {}, .risk = call.risk, .left = {}, .right = {}, .points = {}};
            bool dependsOnArguments = false;
            for (std::size_t i = 0; i < points.size(); ++i) {
                if (!isPossible(abi, points[i]))
                    continue;
                const Decision ours = leftFilter.decide(abi, call.number(abi), points[i]);
                const Decision theirs = rightFilter.decide(abi, call.number(abi), points[i]);
                if (i == 0) {
                    difference.left = ours;
                    difference.right = theirs;
                }
                dependsOnArguments = dependsOnArguments || ours != difference.left || theirs != difference.right;
                if (ours != theirs)
                    difference.points.push_back({points[i], ours, theirs});
            }
            if (difference.points.empty())
                continue;
            difference.change = changeOf(difference.points, difference.left, difference.right, dependsOnArguments);
            if (!dependsOnArguments)
                difference.points.clear();
            differences.push_back(std::move(difference));
        }
    }
    std::ranges::stable_sort(differences, [](const Difference &a, const Difference &b) {
        if (a.risk != b.risk)
            return a.risk > b.risk;
        if (a.abi != b.abi)
            return a.abi < b.abi;
        return a.syscall < b.syscall;
    });
    return differences;
}

} // namespace whittle::profile
