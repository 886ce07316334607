// Reads the tables of resources/syscalls; their form is described in resources/syscalls/README.md.
#include "base/resource.h"
#include "syscalls/catalogue.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>

namespace whittle::syscalls {

namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1; // of all three tables

struct BadEntry
{
    std::string message;
};

const std::string &text(const Json &json)
{
    return json.get_ref<const std::string &>();
}

std::string optionalText(const Json &object, const char *member)
{
    const auto it = object.find(member);
    return it == object.end() ? std::string() : text(*it);
}

std::vector<std::string> optionalTexts(const Json &object, const char *member)
{
    const auto it = object.find(member);
    return it == object.end() ? std::vector<std::string>() : it->get<std::vector<std::string>>();
}

Abi readAbi(const std::string &name)
{
    for (const Abi abi : kAllAbis) {
        if (abiName(abi) == name)
            return abi;
    }
    throw BadEntry{std::format("unknown ABI \"{}\"", name)};
}

std::vector<Argument> readArguments(const Json &json)
{
    std::vector<Argument> arguments;
    for (const Json &entry : json)
        arguments.push_back({text(entry.at(0)), text(entry.at(1)), entry.size() > 2 ? text(entry.at(2)) : std::string()});
    if (arguments.size() > 6)
        throw BadEntry{"more than six arguments"};
    return arguments;
}

GvisorSupport readSupport(const std::string &name)
{
    constexpr std::array kNames = {"absent", "unimplemented", "partial", "full"};
    const auto it = std::ranges::find(kNames, name);
    if (it == kNames.end())
        throw BadEntry{std::format("unknown gVisor support \"{}\"", name)};
    return static_cast<GvisorSupport>(it - kNames.begin());
}

Syscall readSyscall(const Json &json)
{
    Syscall syscall;
    syscall.name = text(json.at("name"));
    syscall.numbers.fill(-1);
    for (const auto &[abi, number] : json.at("numbers").items()) {
        const int value = number.get<int>();
        if (value < 0)
            throw BadEntry{std::format("number of {} is negative", abi)};
        syscall.numbers[static_cast<std::size_t>(readAbi(abi))] = value;
    }
    syscall.since = optionalText(json, "since");
    syscall.category = text(json.at("category"));
    syscall.groups = json.at("groups").get<std::vector<std::string>>();
    syscall.summary = text(json.at("summary"));
    syscall.capabilities = optionalTexts(json, "caps");
    syscall.capabilitiesForSome = optionalTexts(json, "capsForSome");
    syscall.arguments = readArguments(json.at("args"));
    if (const auto other = json.find("argsOn"); other != json.end()) {
        for (const auto &[abi, arguments] : other->items())
            syscall.otherArguments.emplace_back(readAbi(abi), readArguments(arguments));
    }
    if (const auto gvisor = json.find("gvisor"); gvisor != json.end()) {
        syscall.gvisor = {readSupport(gvisor->value("x86_64", "absent")), readSupport(gvisor->value("aarch64", "absent"))};
        syscall.gvisorNote = optionalText(*gvisor, "note");
    }
    return syscall;
}

void readRisk(const Json &json, const Json &sources, Syscall &syscall)
{
    const std::string &level = text(json.at("level"));
    for (const Risk risk : {Risk::Low, Risk::Medium, Risk::High, Risk::Critical}) {
        if (riskName(risk) == level)
            syscall.risk = risk;
    }
    if (riskName(syscall.risk) != level)
        throw BadEntry{std::format("unknown level \"{}\"", level)};
    syscall.riskReason = text(json.at("reason"));
    syscall.dockerReason = optionalText(json, "docker");
    for (const Json &source : json.at("sources"))
        syscall.sources.push_back(text(sources.at(text(source))));
    if (const auto cves = json.find("cves"); cves != json.end()) {
        for (const Json &cve : *cves)
            syscall.cves.push_back({text(cve.at("id")), text(cve.at("note")), text(sources.at(text(cve.at("source"))))});
    }
}

// Negative values are ints of the kernel: 32 bits.
std::uint64_t readValue(const Json &json)
{
    if (json.is_number_integer() && !json.is_number_unsigned())
        return static_cast<std::uint32_t>(json.get<std::int32_t>());
    return json.get<std::uint64_t>();
}

ConstantSet::Value readConstant(const Json &json, bool isFlags)
{
    ConstantSet::Value value;
    if (json.is_array()) {
        value = {text(json.at(0)), readValue(json.at(1)), json.size() > 2 ? readValue(json.at(2)) : 0, {}};
    } else {
        value = {text(json.at("name")), readValue(json.at("value")), json.contains("mask") ? readValue(json.at("mask")) : 0, {}};
        for (const auto &[abi, other] : json.at("on").items())
            value.elsewhere.emplace_back(readAbi(abi), other.is_null() ? std::nullopt : std::optional(readValue(other)));
    }
    if (value.mask == 0)
        value.mask = isFlags ? value.value : ~std::uint64_t{0};
    return value;
}

ConstantSet readSet(const Json &json)
{
    ConstantSet set;
    set.name = text(json.at("name"));
    const std::string &kind = text(json.at("kind"));
    if (kind != "flags" && kind != "value")
        throw BadEntry{std::format("unknown kind \"{}\"", kind)};
    set.isFlags = kind == "flags";
    for (const Json &value : json.at("values"))
        set.values.push_back(readConstant(value, set.isFlags));
    return set;
}

// Runs read(entry) for every entry; an error names the table and the entry.
template <class Read>
Result<void> readEach(const Json &table, const char *tableName, const char *list, const Read &read)
{
    const auto entries = table.find(list);
    if (!table.is_object() || entries == table.end() || !entries->is_array())
        return fail(ErrorCode::InvalidInput, std::format("{}: a list \"{}\" is missing", tableName, list));
    for (std::size_t i = 0; i < entries->size(); ++i) {
        const Json &entry = (*entries)[i];
        std::string where = std::format("{}: {}[{}]", tableName, list, i);
        if (entry.is_object() && entry.contains("name") && entry["name"].is_string())
            where += std::format(" (\"{}\")", text(entry["name"]));
        try {
            read(entry);
        } catch (const BadEntry &bad) {
            return fail(ErrorCode::InvalidInput, where + ": " + bad.message);
        } catch (const Json::exception &error) {
            return fail(ErrorCode::InvalidInput, where + ": " + error.what());
        }
    }
    return {};
}

Result<Json> parseTable(std::string_view table, const char *tableName)
{
    try {
        Json json = Json::parse(table);
        if (const int version = json.at("version").get<int>(); version != kVersion)
            return fail(ErrorCode::InvalidInput, std::format("{}: version {} is not known, only {}", tableName, version, kVersion));
        return json;
    } catch (const Json::exception &error) {
        return fail(ErrorCode::InvalidInput, std::format("{}: {}", tableName, error.what()));
    }
}

} // namespace

Result<Catalogue> Catalogue::parse(std::string_view syscalls, std::string_view risks, std::string_view constants)
{
    Catalogue catalogue;
    const auto syscallTable = parseTable(syscalls, "syscalls");
    const auto riskTable = parseTable(risks, "risk");
    const auto constantTable = parseTable(constants, "constants");
    for (const auto *table : {&syscallTable, &riskTable, &constantTable}) {
        if (!*table)
            return std::unexpected(table->error());
    }

    if (const auto source = syscallTable->find("source"); source != syscallTable->end() && source->is_object() && source->contains("gvisor") && source->at("gvisor").is_string())
        catalogue.m_gvisorSource = source->at("gvisor").get<std::string>();
    auto done = readEach(*syscallTable, "syscalls", "syscalls", [&](const Json &entry) { catalogue.m_syscalls.push_back(readSyscall(entry)); });
    if (done)
        done = readEach(*constantTable, "constants", "sets", [&](const Json &entry) { catalogue.m_constants.push_back(readSet(entry)); });
    if (done)
        done = readEach(*syscallTable, "syscalls", "elsewhere", [&](const Json &entry) { catalogue.m_elsewhere.push_back(text(entry)); });
    if (done)
        done = catalogue.index();
    const auto placeOf = [&](const std::string &name) {
        const Syscall *syscall = catalogue.find(name);
        if (!syscall)
            throw BadEntry{std::format("no syscall \"{}\"", name)};
        return static_cast<std::size_t>(syscall - catalogue.m_syscalls.data());
    };
    if (done)
        done = readEach(*syscallTable, "syscalls", "families", [&](const Json &entry) {
            std::vector<std::uint32_t> family;
            for (const Json &name : entry)
                family.push_back(static_cast<std::uint32_t>(placeOf(text(name))));
            catalogue.m_families.push_back(std::move(family));
        });
    if (done)
        done = readEach(*riskTable, "risk", "syscalls", [&](const Json &entry) {
            readRisk(entry, riskTable->at("source").at("sources"), catalogue.m_syscalls[placeOf(text(entry.at("name")))]);
        });
    if (!done)
        return std::unexpected(std::move(done).error());
    return catalogue;
}

const Catalogue &Catalogue::builtIn()
{
    // The embedded tables are part of the program; a test reads them, so value() cannot throw in a program that passed its tests.
    static const Catalogue catalogue =
        parse(resource("syscalls/syscalls.json"), resource("syscalls/risk.json"), resource("syscalls/constants.json")).value();
    return catalogue;
}

} // namespace whittle::syscalls
