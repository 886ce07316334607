#include "profile/capability_options.h"

#include "profile/target.h"

#include <algorithm>
#include <format>
#include <iterator>
#include <vector>

namespace whittle::profile {
namespace {

constexpr std::string_view kAdd = "--cap-add";
constexpr std::string_view kDrop = "--cap-drop";
constexpr std::string_view kPrefix = "CAP_";
constexpr std::string_view kDividers = " \t\r\n,";

std::vector<std::string_view> split(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(kDividers), text.size());
        if (end > 0)
            words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

bool isAll(std::string_view word)
{
    return std::ranges::equal(word, std::string_view("ALL"), [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == b; });
}

struct Changes
{
    std::set<std::string> added;
    std::set<std::string> dropped;
    bool addsAll = false;
    bool dropsAll = false;
};

Result<> take(std::string_view name, bool adds, Changes &changes)
{
    if (isAll(name)) {
        (adds ? changes.addsAll : changes.dropsAll) = true;
        return {};
    }
    auto capability = parseCapability(name);
    if (!capability)
        return std::unexpected(std::move(capability).error());
    (adds ? changes.added : changes.dropped).insert(std::move(*capability));
    return {};
}

Result<Changes> parse(std::string_view text)
{
    Changes changes;
    std::string_view waiting; // the option whose value comes next
    for (std::string_view word : split(text)) {
        bool adds = true;
        if (!waiting.empty()) {
            adds = waiting == kAdd;
            waiting = {};
        } else if (word == kAdd || word == kDrop) {
            waiting = word;
            continue;
        } else if (word.starts_with("--")) {
            const auto equals = std::min(word.find('='), word.size());
            const auto option = word.substr(0, equals);
            if (option != kAdd && option != kDrop)
                return fail(ErrorCode::InvalidInput, std::format("\"{}\" is neither --cap-add nor --cap-drop", word));
            adds = option == kAdd;
            word.remove_prefix(std::min(equals + 1, word.size()));
        } else if (word.starts_with('-') || word.starts_with('+')) {
            adds = word.front() == '+';
            word.remove_prefix(1);
        }
        if (auto taken = take(word, adds, changes); !taken)
            return std::unexpected(std::move(taken).error());
    }
    if (!waiting.empty())
        return fail(ErrorCode::InvalidInput, std::format("{} lacks its capability", waiting));
    return changes;
}

} // namespace

Result<std::set<std::string>> capabilitiesFor(std::string_view words, const std::set<std::string> &given)
{
    auto changes = parse(words);
    if (!changes)
        return std::unexpected(std::move(changes).error());
    std::set<std::string> result;
    if (changes->addsAll) {
        result = {allCapabilities().begin(), allCapabilities().end()};
        std::erase_if(result, [&](const std::string &name) { return changes->dropped.contains(name); });
    } else if (changes->dropsAll) {
        result = changes->added;
    } else {
        std::ranges::set_difference(given, changes->dropped, std::inserter(result, result.end()));
        result.insert(changes->added.begin(), changes->added.end());
    }
    return result;
}

std::string capabilityOptions(const std::set<std::string> &wanted, const std::set<std::string> &given)
{
    const auto written = [](std::string_view option, const std::set<std::string> &names) {
        std::string text;
        for (const std::string_view name : names)
            text += std::format(" {} {}", option, name.starts_with(kPrefix) ? name.substr(kPrefix.size()) : name);
        return text;
    };
    const auto difference = [](const std::set<std::string> &a, const std::set<std::string> &b) {
        std::set<std::string> rest;
        std::ranges::set_difference(a, b, std::inserter(rest, rest.end()));
        return rest;
    };
    const std::set<std::string> all(allCapabilities().begin(), allCapabilities().end());
    const std::string ways[] = {
        written(kDrop, difference(given, wanted)) + written(kAdd, difference(wanted, given)),
        std::format(" {} ALL", kDrop) + written(kAdd, wanted),
        std::format(" {} ALL", kAdd) + written(kDrop, difference(all, wanted)),
    };
    const auto &shortest = *std::ranges::min_element(ways, {}, [](const std::string &way) { return way.size(); });
    return shortest.empty() ? shortest : shortest.substr(1);
}

} // namespace whittle::profile
