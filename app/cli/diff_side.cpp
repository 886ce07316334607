#include "cli/diff_side.h"

#include "analysis/used_profile.h"
#include "base/files.h"
#include "base/text.h"
#include "cli/profile_argument.h"
#include "cli/say.h"
#include "imports/import.h"
#include "profile/filter.h"
#include "trace/recording_file.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <format>
#include <print>

namespace whittle::cli {

namespace {

using analysis::DriftSide;
using nlohmann::ordered_json;

constexpr std::size_t kLargestFile = std::size_t{1} << 28; // a recording; a profile is far smaller
constexpr std::size_t kShownLines = 100; // of each kind; --json and --to have more

template <class Rows, class Line>
void printRows(const char *title, const Rows &rows, Line line)
{
    if (rows.empty())
        return;
    std::println("  {} ({}):", title, rows.size());
    std::size_t shown = 0;
    for (const auto &row : rows) {
        if (shown++ == kShownLines) {
            std::println("    ... and {} more; --json lists them", rows.size() - kShownLines);
            break;
        }
        show("    {}", line(row));
    }
}

std::string pathText(const analysis::DriftedPath &one)
{
    return std::format("{}: {}{}", one.path, analysis::operationsText(one.operations), one.onlyFailed ? " (failed)" : "");
}

void printSide(const char *title, const DriftSide &side)
{
    if (side.isEmpty())
        return;
    std::println("\n{}:", title);
    printRows("syscalls", side.syscalls, [](const analysis::DriftedSyscall &one) {
        return std::format("{:<8}  {:<7}  {:<24} {} times by {}", syscalls::riskName(one.risk()), abiName(one.abi), one.name(), one.count, joined(one.processes));
    });
    printRows("argument values", side.arguments, [](const analysis::DriftedArgument &one) {
        return std::format("{:<8}  {:<7}  {} {}: {}", syscalls::riskName(one.syscall->risk), abiName(one.abi), one.syscall->name, one.argumentName(), one.valuesText());
    });
    printRows("denials", side.denials, [](const analysis::DriftedDenial &one) { return std::format("{:<7}  {} {}", abiName(one.abi), one.syscall, one.action); });
    printRows("executables", side.executables, [](const std::string &path) { return path; });
    printRows("ports", side.ports, [](int port) { return std::to_string(port); });
    printRows("paths", side.files, pathText);
    printRows("paths used in more ways", side.gained, pathText);
}

ordered_json toJson(const DriftSide &side)
{
    ordered_json json = {{"syscalls", ordered_json::array()}, {"arguments", ordered_json::array()}, {"denials", ordered_json::array()}, {"executables", ordered_json::array()},
                         {"ports", side.ports},               {"paths", ordered_json::array()},     {"gained", ordered_json::array()}};
    for (const auto &one : side.syscalls) {
        ordered_json processes = ordered_json::array();
        for (const std::string &name : one.processes)
            processes.push_back(toUtf8(name));
        json["syscalls"].push_back({{"abi", abiName(one.abi)}, {"syscall", one.name()}, {"risk", syscalls::riskName(one.risk())}, {"count", one.count}, {"processes", processes}});
    }
    for (const auto &one : side.arguments)
        json["arguments"].push_back({{"abi", abiName(one.abi)}, {"syscall", one.syscall->name}, {"index", one.index}, {"argument", one.argumentName()}, {"values", one.values}, {"text", one.valuesText()}});
    for (const auto &one : side.denials)
        json["denials"].push_back({{"abi", abiName(one.abi)}, {"syscall", one.syscall}, {"action", toUtf8(one.action)}, {"count", one.count}});
    for (const std::string &path : side.executables)
        json["executables"].push_back(toUtf8(path));
    const auto path = [](const analysis::DriftedPath &one) {
        return ordered_json{{"path", toUtf8(one.path)}, {"operations", analysis::operationsText(one.operations)}, {"count", one.count}, {"failed", one.onlyFailed}};
    };
    for (const auto &one : side.files)
        json["paths"].push_back(path(one));
    for (const auto &one : side.gained)
        json["gained"].push_back(path(one));
    return json;
}

} // namespace

Result<DiffSide> loadSide(const std::string &name)
{
    if (profile::builtInProfile(name)) {
        return loadProfile(name).transform([](ProfileArgument &&profile) { return DiffSide{std::move(profile), std::nullopt}; });
    }
    const std::string shown = name == "-" ? "standard input" : name;
    const auto sideOf = [&shown](trace::Recording &&recording) {
        ProfileArgument used{shown, analysis::usedProfile(recording), {}};
        return DiffSide{std::move(used), std::move(recording)};
    };
    // A trace may be larger than what is read as a whole, or compressed.
    if (std::error_code ignored; std::filesystem::is_regular_file(name, ignored)) {
        if (const auto kind = imports::kindOfFile(name); kind && imports::isTrace(*kind))
            return imports::loadRecordingOrImport(name).transform(sideOf);
    }
    const auto text = readFile(name, kLargestFile);
    if (!text)
        return std::unexpected(text.error());
    if (trace::looksLikeRecording(*text)) {
        auto recording = trace::readRecording(*text);
        if (!recording)
            return addContext(std::move(recording).error(), shown);
        return sideOf(*std::move(recording));
    }
    if (imports::isTrace(imports::kindOfText(*text))) {
        auto imported = imports::importText(*text, shown);
        if (!imported)
            return addContext(std::move(imported).error(), shown);
        return sideOf(std::move(imported->recording));
    }
    if (text->size() > kLargestProfile)
        return fail(ErrorCode::InvalidInput, std::format("{}: it is neither a recording nor, with more than {} MiB, a profile", name, kLargestProfile >> 20));
    auto profile = profileOf(name, *text);
    if (profile)
        return DiffSide{*std::move(profile), std::nullopt};
    // JSON that is no profile may be a report, or what an engine says of a container.
    if (auto imported = imports::importText(*text, shown))
        return sideOf(std::move(imported->recording));
    return std::unexpected(std::move(profile).error());
}

void printDrift(const analysis::Drift &drift)
{
    show("{} -> {}", drift.before, drift.after);
    show("{}", analysis::inWords(drift));
    for (const std::string &note : drift.notes)
        show("note: {}", note);
    printSide("New", drift.added);
    printSide("Gone", drift.removed);
}

void printDriftJson(const analysis::Drift &drift)
{
    ordered_json json = {{"before", toUtf8(drift.before)}, {"after", toUtf8(drift.after)}, {"notes", ordered_json::array()}, {"added", toJson(drift.added)}, {"removed", toJson(drift.removed)}};
    for (const std::string &note : drift.notes)
        json["notes"].push_back(toUtf8(note));
    std::println("{}", json.dump(1, ' ', false, ordered_json::error_handler_t::replace));
}

} // namespace whittle::cli
