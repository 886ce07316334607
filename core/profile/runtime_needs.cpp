#include "profile/runtime_needs.h"

#include "base/resource.h"
#include "base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <format>
#include <map>
#include <set>
#include <stdexcept>

namespace whittle::profile {

namespace {

using Json = nlohmann::json;

// The file is ours and small; these bounds only keep a damaged or foreign one from costing much.
constexpr std::size_t kMaxText = std::size_t{4} << 20;

std::vector<unsigned> numbersOf(std::string_view version)
{
    std::vector<unsigned> numbers;
    const char *at = version.data();
    const char *end = at + version.size();
    while (at != end) {
        unsigned number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc())
            break;
        numbers.push_back(number);
        if (next == end || *next != '.')
            break;
        at = next + 1;
    }
    return numbers;
}

bool sameBranch(std::string_view left, std::string_view right)
{
    std::vector<unsigned> a = numbersOf(left);
    std::vector<unsigned> b = numbersOf(right);
    a.resize(2);
    b.resize(2);
    return a == b;
}

// A fix is released on several branches at once: a version has it when it is new enough on its own, or newer than all of them.
bool hasSince(std::string_view version, const std::vector<std::string> &since)
{
    bool newerThanAll = true;
    for (const std::string &first : since) {
        if (compareVersions(version, first) < 0)
            newerThanAll = false;
        else if (sameBranch(version, first))
            return true;
    }
    return newerThanAll;
}

// "1.1.15+ds1" is 1.1.15 to people; what a distribution adds says nothing here.
std::string plainVersion(const std::string &version)
{
    return version.substr(0, version.find_first_of("+-~"));
}

} // namespace

int compareVersions(std::string_view left, std::string_view right)
{
    std::vector<unsigned> a = numbersOf(left);
    std::vector<unsigned> b = numbersOf(right);
    a.resize(std::max(a.size(), b.size()));
    b.resize(a.size());
    return a < b ? -1 : a == b ? 0 : 1;
}

// Reads the JSON; what is missing or of another type is thrown as a text that names the place.
struct RuntimeNeeds::Reader
{
    static const Json &member(const Json &object, const char *name, const std::string &path)
    {
        if (!object.is_object())
            throw std::runtime_error(path + ": is no object");
        const auto found = object.find(name);
        if (found == object.end())
            throw std::runtime_error(std::format("{}.{}: is missing", path, name));
        return *found;
    }

    template <class T>
    static T value(const Json &object, const char *name, const std::string &path)
    {
        const Json &found = member(object, name, path);
        try {
            return found.get<T>();
        } catch (const Json::exception &) {
            throw std::runtime_error(std::format("{}.{}: is not of the expected kind", path, name));
        }
    }

    template <class Each>
    static void each(const Json &object, const char *name, const std::string &path, Each &&take)
    {
        const Json &list = member(object, name, path);
        if (!list.is_array())
            throw std::runtime_error(std::format("{}.{}: is no list", path, name));
        for (std::size_t i = 0; i < list.size(); ++i)
            take(list[i], std::format("{}.{}[{}]", path, name, i));
    }

    static Case readCase(const Json &json, const std::string &path)
    {
        Case one;
        one.exec = value<std::string>(json, "start", path) == "exec";
        one.noNewPrivileges = value<bool>(json, "noNewPrivileges", path);
        one.root = value<unsigned>(json, "uid", path) == 0;
        one.terminal = value<bool>(json, "terminal", path);
        one.repeats = value<unsigned>(json, "repeats", path);
        for (const auto &[name, count] : value<std::map<std::string, unsigned>>(json, "observed", path))
            one.observed.emplace_back(name, count);
        const auto fatal = value<std::map<std::string, std::map<std::string, unsigned>>>(json, "fatal", path);
        const auto eperm = fatal.find("SCMP_ACT_ERRNO(1)");
        if (eperm == fatal.end())
            throw std::runtime_error(path + ".fatal: names no result for SCMP_ACT_ERRNO(1)");
        for (const auto &[name, count] : eperm->second)
            one.fatalOnEperm.push_back(name);
        const auto enosys = fatal.find("SCMP_ACT_ERRNO(38)");
        if (enosys == fatal.end())
            one.fatalOnEnosys = one.fatalOnEperm;
        else
            for (const auto &[name, count] : enosys->second)
                one.fatalOnEnosys.push_back(name);
        return one;
    }

    static RuntimeNeeds read(const Json &root)
    {
        RuntimeNeeds needs;
        each(root, "measured", "", [&needs](const Json &json, const std::string &path) {
            Measured measured{value<std::string>(json, "runtime", path), value<std::string>(json, "version", path),
                              value<std::string>(json, "source", path), {}};
            each(json, "cases", path, [&measured](const Json &one, const std::string &where) { measured.cases.push_back(readCase(one, where)); });
            needs.m_measured.push_back(std::move(measured));
        });
        each(root, "published", "", [&needs](const Json &json, const std::string &path) {
            needs.m_published.push_back({value<std::string>(json, "runtime", path), value<std::vector<std::string>>(json, "since", path),
                                         value<std::vector<std::string>>(json, "names", path), value<bool>(json, "enosysSuffices", path),
                                         value<std::string>(json, "reason", path), value<std::string>(json, "source", path)});
        });
        each(root, "hints", "", [&needs](const Json &json, const std::string &path) {
            needs.m_hints.push_back({value<std::string>(json, "runtime", path), value<std::vector<std::string>>(json, "text", path),
                                     value<std::vector<std::string>>(json, "syscalls", path)});
        });
        std::ranges::stable_sort(needs.m_measured, [](const Measured &left, const Measured &right) {
            return left.runtime != right.runtime ? left.runtime < right.runtime : compareVersions(left.version, right.version) < 0;
        });
        return needs;
    }
};

const RuntimeNeeds &RuntimeNeeds::builtIn()
{
    // The built-in file is checked by a test; a broken one answers as if nothing had been measured.
    static const RuntimeNeeds needs = parse(resource("profiles/runtime-needs.json")).value_or(RuntimeNeeds());
    return needs;
}

Result<RuntimeNeeds> RuntimeNeeds::parse(std::string_view text)
{
    if (text.size() > kMaxText)
        return fail(ErrorCode::InvalidInput, "runtime needs: larger than 4 MiB");
    try {
        return Reader::read(Json::parse(text));
    } catch (const std::exception &error) {
        return fail(ErrorCode::InvalidInput, std::format("runtime needs: {}", error.what()));
    }
}

std::vector<std::string> RuntimeNeeds::runtimes() const
{
    std::vector<std::string> names;
    for (const Measured &measured : m_measured)
        if (names.empty() || names.back() != measured.runtime)
            names.push_back(measured.runtime);
    return names;
}

std::vector<std::string> RuntimeNeeds::versions(std::string_view runtime) const
{
    std::vector<std::string> names;
    for (const Measured &measured : m_measured)
        if (measured.runtime == runtime)
            names.push_back(measured.version);
    return names;
}

std::vector<RuntimeNeed> RuntimeNeeds::needs(const NeedsQuery &query) const
{
    // Which measurements speak for the version: itself, else the nearest older one, else the oldest.
    std::vector<const Measured *> chosen;
    for (const Measured &measured : m_measured) {
        if (measured.runtime != query.runtime)
            continue;
        if (!query.version.empty() && !chosen.empty()) {
            if (compareVersions(measured.version, query.version) > 0)
                break;
            chosen.clear();
        }
        chosen.push_back(&measured);
    }

    struct Sum
    {
        RuntimeNeed need;
        std::size_t cases = 0;
        bool inStart = false;
        std::string extra;
    };
    std::map<std::string, Sum> sums;
    std::size_t cases = 0;
    for (const Measured *measured : chosen) {
        for (const Case &one : measured->cases) {
            if ((one.exec && !query.exec) || (query.noNewPrivileges && *query.noNewPrivileges != one.noNewPrivileges)
                || (query.root && *query.root != one.root))
                continue;
            // Older measurements know no terminal; they are better than nothing where one is asked for.
            const bool knowsTerminals = std::ranges::any_of(measured->cases, &Case::terminal);
            if (query.terminal && knowsTerminals && *query.terminal != one.terminal)
                continue;
            ++cases;
            for (const auto &[name, starts] : one.observed) {
                Sum &sum = sums[name];
                sum.need.syscall = name;
                sum.cases += starts >= one.repeats;
                sum.inStart = sum.inStart || !one.exec;
                sum.need.fatalOnEperm = sum.need.fatalOnEperm || std::ranges::find(one.fatalOnEperm, name) != one.fatalOnEperm.end();
                sum.need.fatalOnEnosys = sum.need.fatalOnEnosys || std::ranges::find(one.fatalOnEnosys, name) != one.fatalOnEnosys.end();
                if (sum.need.versions.empty() || sum.need.versions.back() != measured->version)
                    sum.need.versions.push_back(measured->version);
                sum.need.source = measured->source;
            }
        }
    }
    for (const Published &published : m_published) {
        if (published.runtime != query.runtime || (!query.version.empty() && !hasSince(query.version, published.since)))
            continue;
        for (const std::string &name : published.names) {
            Sum &sum = sums[name];
            sum.need.syscall = name;
            sum.inStart = true;
            sum.need.fatalOnEperm = true;
            sum.need.fatalOnEnosys = sum.need.fatalOnEnosys || !published.enosysSuffices;
            sum.need.versions.push_back(joined(published.since) + " and newer");
            sum.extra = published.reason;
            sum.need.source = published.source;
        }
    }

    std::vector<RuntimeNeed> result;
    for (auto &[name, sum] : sums) {
        RuntimeNeed &need = sum.need;
        need.always = cases != 0 && sum.cases == cases;
        need.execOnly = !sum.inStart;
        std::vector<std::string> versions;
        for (const std::string &version : need.versions)
            versions.push_back(plainVersion(version));
        need.reason = std::format("{} {}: {}{}", query.runtime, joined(versions),
                                  need.execOnly ? "commands executed in the container" : "start of the container",
                                  sum.extra.empty() ? std::string() : std::format(" ({})", sum.extra));
        result.push_back(std::move(need));
    }
    return result;
}

std::vector<MissingHint> RuntimeNeeds::missingFrom(std::string_view errorText) const
{
    std::vector<MissingHint> found;
    std::set<std::pair<std::string, std::string>> seen;
    const auto collect = [&](bool certain) {
        for (const Hint &hint : m_hints) {
            if ((hint.syscalls.size() == 1) != certain)
                continue;
            std::size_t at = 0;
            const bool matches = std::ranges::all_of(hint.pieces, [&](const std::string &piece) {
                at = errorText.find(piece, at);
                if (at == std::string_view::npos)
                    return false;
                at += piece.size();
                return true;
            });
            if (!matches)
                continue;
            for (const std::string &name : hint.syscalls)
                if (seen.emplace(hint.runtime, name).second)
                    found.push_back({hint.runtime, name, certain});
        }
    };
    collect(true);
    // A text with a certain cause says "already dead" and the like in passing.
    if (found.empty())
        collect(false);
    return found;
}

} // namespace whittle::profile
