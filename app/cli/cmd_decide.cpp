#include "base/printable.h"
#include "cli/command.h"
#include "cli/profile_argument.h"
#include "cli/target_options.h"
#include "profile/filter.h"
#include "syscalls/catalogue.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cstdio>
#include <format>
#include <map>
#include <print>

namespace whittle::cli {

namespace {

using profile::Arguments;
using profile::Filter;
using syscalls::Catalogue;

struct DecideOptions
{
    std::string profile;
    std::string syscall;
    std::vector<std::string> arguments;
    bool all = false;
    bool json = false;
    TargetOptions target;
};

struct Call
{
    Abi abi = Abi::X86_64;
    int number = 0;
    Arguments arguments = {};
};

Result<std::uint64_t> parseValue(std::string_view text)
{
    std::string_view digits = text;
    int base = 10;
    if (digits.starts_with("0x") || digits.starts_with("0X")) {
        digits.remove_prefix(2);
        base = 16;
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error == std::errc::result_out_of_range)
        return fail(ErrorCode::InvalidInput, std::format("\"{}\" is more than 64 bits", text));
    if (error != std::errc() || end != digits.data() + digits.size())
        return fail(ErrorCode::InvalidInput, std::format("\"{}\" is no number; decimal and 0x are understood", text));
    return value;
}

Result<Arguments> parseArguments(std::span<const std::string> words)
{
    Arguments arguments = {};
    std::array<bool, std::tuple_size_v<Arguments>> given = {};
    for (const std::string &word : words) {
        const std::size_t equals = word.find('=');
        if (equals != 1 || word[0] < '0' || word[0] > '5')
            return fail(ErrorCode::InvalidInput, std::format("\"{}\" is no argument; write N=VALUE with N from 0 to 5", word));
        const auto index = static_cast<std::size_t>(word[0] - '0');
        if (given[index])
            return fail(ErrorCode::InvalidInput, std::format("argument {} is given twice", index));
        const auto value = parseValue(std::string_view(word).substr(2));
        if (!value)
            return std::unexpected(value.error());
        given[index] = true;
        arguments[index] = *value;
    }
    return arguments;
}

Result<int> numberOf(Abi abi, const std::string &name)
{
    // A bare number asks about a call that may have no name yet.
    int number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error == std::errc() && end == name.data() + name.size() && number >= 0 && static_cast<std::uint32_t>(number) < kX32Bit)
        return number;
    const Catalogue &catalogue = Catalogue::builtIn();
    const syscalls::Syscall *known = catalogue.find(name);
    if (!known) {
        const auto meant = catalogue.nearest(name);
        return fail(ErrorCode::InvalidInput, std::format("unknown syscall \"{}\"{}", name, meant ? std::format("; did you mean {}?", *meant) : ""));
    }
    if (!known->existsOn(abi))
        return fail(ErrorCode::InvalidInput, std::format("{} does not exist on {}", name, abiName(abi)));
    return known->number(abi);
}

Result<Call> parseCall(Abi abi, const std::string &name, std::span<const std::string> words)
{
    const auto number = numberOf(abi, name);
    if (!number)
        return std::unexpected(number.error());
    const auto arguments = parseArguments(words);
    if (!arguments)
        return std::unexpected(arguments.error());
    return Call{abi, *number, *arguments};
}

std::string answer(const Filter &filter, const Call &call)
{
    return filter.decide(call.abi, call.number, call.arguments).toString();
}

Outcome decideOne(const Filter &filter, Abi abi, const DecideOptions &options)
{
    const auto call = parseCall(abi, options.syscall, options.arguments);
    if (!call)
        return std::unexpected(call.error());
    const std::string action = answer(filter, *call);
    if (!options.json) {
        std::println("{}", action);
        return kDone;
    }
    nlohmann::ordered_json json;
    json["syscall"] = Catalogue::builtIn().nameOf(abi, call->number);
    json["abi"] = abiName(abi);
    json["number"] = call->number;
    json["arguments"] = call->arguments;
    json["action"] = action;
    std::println("{}", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return kDone;
}

Outcome decideAll(const Filter &filter, std::optional<Abi> onlyAbi, bool asJson)
{
    std::map<std::string_view, std::map<std::string, std::vector<std::string_view>>> answers;
    for (const Abi abi : filter.abis()) {
        if (onlyAbi && *onlyAbi != abi)
            continue;
        auto &byAction = answers[abiName(abi)];
        for (const syscalls::Syscall &one : Catalogue::builtIn().all()) {
            if (one.existsOn(abi))
                byAction[answer(filter, {abi, one.number(abi), {}})].push_back(one.name);
        }
    }
    if (asJson) {
        std::println("{}", nlohmann::json(answers).dump(1));
        return kDone;
    }
    for (const auto &[abi, byAction] : answers) {
        for (const auto &[action, names] : byAction) {
            for (const std::string_view name : names)
                std::println("{}\t{}\t{}", abi, name, action);
        }
    }
    return kDone;
}

// One line of standard input without its end; false at the end of input. A line too long for a call comes back cut, as itself a bad one.
bool readLine(std::string &line)
{
    constexpr std::size_t kLongest = 4096;
    line.clear();
    int c = 0;
    while ((c = getc_unlocked(stdin)) != EOF && c != '\n') {
        if (line.size() < kLongest)
            line += static_cast<char>(c);
    }
    return c != EOF || !line.empty();
}

std::vector<std::string> words(const std::string &line)
{
    std::vector<std::string> found;
    constexpr const char *kBlanks = " \t\r";
    for (std::size_t at = line.find_first_not_of(kBlanks); at != std::string::npos;) {
        const std::size_t end = std::min(line.find_first_of(kBlanks, at), line.size());
        found.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(kBlanks, end);
    }
    return found;
}

Outcome decideBatch(const Filter &filter, Abi abi)
{
    std::size_t bad = 0;
    std::size_t count = 0;
    for (std::string line; readLine(line); ++count) {
        const std::vector<std::string> parts = words(line);
        Result<Call> call = parts.empty() ? Result<Call>(fail(ErrorCode::InvalidInput, "no syscall in this line"))
                                          : parseCall(abi, parts.front(), std::span(parts).subspan(1));
        const std::string text = (call ? answer(filter, *call) : "error: " + printable(call.error().message)) + "\n";
        bad += call ? 0U : 1U;
        if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0)
            return failErrno("writing answers", errno);
    }
    if (bad > 0)
        return fail(ErrorCode::InvalidInput, std::format("{} of {} lines could not be answered", bad, count));
    return kDone;
}

Outcome decide(const DecideOptions &options)
{
    const bool isBatch = options.syscall == "-";
    if (options.all == !options.syscall.empty())
        return fail(ErrorCode::InvalidInput, options.all ? "decide: --all is for every syscall: give either it or a syscall"
                                                         : "decide: give a syscall, \"-\" for many on standard input, or --all");
    if (isBatch && (options.json || !options.arguments.empty()))
        return fail(ErrorCode::InvalidInput, "decide: \"-\" takes neither arguments nor --json");
    if (isBatch && options.profile == "-")
        return fail(ErrorCode::InvalidInput, "decide: profile and calls cannot both come from standard input");
    auto loaded = loadProfile(options.profile);
    if (!loaded)
        return std::unexpected(std::move(loaded).error());
    const auto target = options.target.target(options.profile);
    if (!target)
        return std::unexpected(target.error());
    const auto abi = options.target.abi(*target);
    if (!abi)
        return std::unexpected(abi.error());
    auto filter = profile::compile(loaded->profile, *target);
    if (!filter)
        return addContext(std::move(filter).error(), loaded->name);
    if (options.all)
        return decideAll(*filter, *abi, options.json);
    const Abi callAbi = abi->value_or(target->architecture);
    return isBatch ? decideBatch(*filter, callAbi) : decideOne(*filter, callAbi, options);
}

} // namespace

void addDecide(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("decide", "Say what a profile decides about a syscall, by running its filter");
    const auto options = std::make_shared<DecideOptions>();
    command->add_option("profile", options->profile, "A seccomp profile: a file, docker-default or podman-default")->required();
    command->add_option("syscall", options->syscall, "Name or number of the syscall; \"-\": lines \"SYSCALL [N=VALUE...]\" on standard input");
    command->add_option("arguments", options->arguments, "Arguments N=VALUE, decimal or 0x; all others are 0");
    command->add_flag("--all", options->all, "Every syscall, all arguments 0");
    command->add_flag("--json", options->json, "Print JSON");
    options->target.addTo(*command);
    registry.add(command, [options](const Context &) { return decide(*options); });
}

} // namespace whittle::cli
