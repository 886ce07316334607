#include "exports/decision_losses.h"

#include "analysis/comparison.h"
#include "base/text.h"
#include "profile/compare.h"
#include "syscalls/catalogue.h"

#include <algorithm>
#include <array>
#include <format>
#include <limits>
#include <map>
#include <set>

namespace whittle::exports {

namespace {

using analysis::inWords;
using profile::Arguments;
using profile::Decision;

constexpr std::array kX86Abis = {Abi::X86_64, Abi::X32, Abi::I386};
constexpr std::array kArmAbis = {Abi::Aarch64, Abi::Arm};
constexpr std::string_view kUnnamed = "numbers without a name";

struct Sentence
{
    int order = 0; // looser before stricter before other
    std::string text;

    auto operator<=>(const Sentence &) const = default;
};

bool isPossibleOn(Abi abi, const Arguments &arguments)
{
    return (abi != Abi::I386 && abi != Abi::Arm) || std::ranges::all_of(arguments, [](std::uint64_t value) { return value <= std::numeric_limits<std::uint32_t>::max(); });
}

int orderOf(bool loosened, bool tightened)
{
    return loosened ? 0 : tightened ? 1 : 2;
}

// What one side answers over all points.
struct Answers
{
    Decision first;
    bool vary = false;
    bool some = false;
    bool every = true;

    void add(const Decision &decision, bool isFirst)
    {
        if (isFirst)
            first = decision;
        vary = vary || decision != first;
        some = some || decision.executes();
        every = every && decision.executes();
    }
    [[nodiscard]] std::string words() const
    {
        if (!vary)
            return inWords(first);
        return some && !every ? "allow with some arguments" : every ? "allow, and log by arguments" : "deny, how depends on arguments";
    }
};

std::optional<Sentence> differenceOf(Abi abi, int number, std::span<const Arguments> points, const Decider &ours, const Decider &theirs, const syscalls::Syscall *syscall)
{
    Answers left;
    Answers right;
    bool loosened = false;
    bool tightened = false;
    std::optional<profile::DifferentPoint> example;
    bool isFirst = true;
    for (const Arguments &point : points) {
        if (!isPossibleOn(abi, point))
            continue;
        const Decision mine = ours(abi, number, point);
        const Decision other = theirs(abi, number, point);
        left.add(mine, isFirst);
        right.add(other, isFirst);
        isFirst = false;
        if (mine == other)
            continue;
        loosened = loosened || (!mine.executes() && other.executes());
        tightened = tightened || (mine.executes() && !other.executes());
        if (!example)
            example = profile::DifferentPoint{point, mine, other};
    }
    if (!example)
        return std::nullopt;
    Sentence sentence{orderOf(loosened, tightened), {}};
    const std::string before = left.words();
    const std::string after = right.words();
    if (before != after || !syscall)
        sentence.text = std::format("\"{}\" becomes \"{}\"", before, after);
    else
        sentence.text = std::format("decided by other arguments, \"{}\" becomes \"{}\" with {}", inWords(example->left), inWords(example->right),
                                    inWords(example->arguments, *syscall, abi));
    return sentence;
}

// Above every number that has a name; ARM's private ones are far up.
int firstUnnamedNumber(Abi abi)
{
    constexpr int kPrivate = 0x0f0000;
    int largest = 0;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        if (syscall.number(abi) < kPrivate)
            largest = std::max(largest, syscall.number(abi));
    }
    return largest + 1;
}

} // namespace

Decider deciderOf(profile::Filter filter)
{
    return [filter = std::move(filter)](Abi abi, int number, const Arguments &arguments) { return filter.decide(abi, number, arguments); };
}

std::span<const Abi> abisOf(Abi machine)
{
    if (machine == Abi::Aarch64)
        return kArmAbis;
    return kX86Abis;
}

std::vector<Loss> decisionLosses(const profile::Profile &resolved, Abi machine, const Decider &ours, const Decider &theirs)
{
    const std::span<const Abi> abis = abisOf(machine);
    // Sentence → syscall → the ABIs on which it is so.
    std::map<Sentence, std::map<std::string, std::set<Abi>>> found;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        const std::vector<Arguments> points = profile::interestingArguments(resolved, syscall.name);
        for (const Abi abi : abis) {
            if (!syscall.existsOn(abi))
                continue;
            if (const auto difference = differenceOf(abi, syscall.number(abi), points, ours, theirs, &syscall))
                found[*difference][syscall.name].insert(abi);
        }
    }
    const std::vector<Arguments> zero(1);
    for (const Abi abi : abis) {
        if (const auto difference = differenceOf(abi, firstUnnamedNumber(abi), zero, ours, theirs, nullptr))
            found[*difference][std::string(kUnnamed)].insert(abi);
    }
    std::vector<Loss> losses;
    for (const auto &[sentence, names] : found) {
        std::map<std::set<Abi>, std::vector<std::string>> byAbis;
        for (const auto &[name, on] : names)
            byAbis[on].push_back(name);
        for (auto &[on, list] : byAbis) {
            std::vector<std::string> words;
            std::ranges::transform(on, std::back_inserter(words), [](Abi abi) { return std::string(abiName(abi)); });
            losses.push_back({std::format("{} ({})", sentence.text, joined(words)), std::move(list)});
        }
    }
    return losses;
}

} // namespace whittle::exports
