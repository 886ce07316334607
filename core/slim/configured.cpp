#include "slim/configured.h"

#include "engine/docker_json.h"

#include <algorithm>
#include <format>
#include <optional>
#include <set>

namespace whittle::slim {

namespace {

constexpr std::uint64_t kMaxPasswd = 4 << 20;
constexpr std::string_view kShellOptionWithText = "-c";

/// Home directory of the user that a container starts as; empty when it is not to be found.
Result<std::string> homeOf(const image::FileIndex &files, std::string_view user)
{
    user = user.substr(0, user.find(':'));
    if (user.empty())
        user = "0";
    const auto resolution = files.resolve("/etc/passwd");
    if (!resolution.exists)
        return std::string();
    const auto file = files.find(resolution.path);
    if (!file || (file->entry.type != image::EntryType::Regular && file->entry.type != image::EntryType::HardLink))
        return std::string();
    const auto text = files.content(resolution.path, kMaxPasswd);
    if (!text) // one that is absurdly large helps nobody; all else is the archive's fault
        return text.error().code == ErrorCode::InvalidInput ? Result<std::string>(std::string()) : std::unexpected(text.error());
    std::string_view rest = *text;
    while (!rest.empty()) {
        std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        std::vector<std::string_view> fields;
        while (fields.size() < 7) {
            const std::size_t end = std::min(line.find(':'), line.size());
            fields.push_back(line.substr(0, end));
            if (end == line.size())
                break;
            line.remove_prefix(end + 1);
        }
        if (fields.size() >= 6 && (fields[0] == user || fields[2] == user))
            return std::string(fields[5]);
    }
    return std::string();
}

/// "en_US.UTF-8" → the folders "en_US.UTF-8", "en_US.utf8", "en_US", "en".
std::vector<std::string> localeFolders(const std::string &locale)
{
    std::vector<std::string> folders{locale};
    const std::size_t dot = locale.find('.');
    const std::string language = locale.substr(0, std::min(dot, locale.find('@')));
    if (dot != std::string::npos) {
        const std::size_t at = std::min(locale.find('@', dot), locale.size());
        std::string codeset;
        for (const char c : locale.substr(dot + 1, at - dot - 1)) {
            if (std::isalnum(static_cast<unsigned char>(c)))
                codeset += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
        folders.push_back(language + "." + codeset + locale.substr(at));
    }
    folders.push_back(language);
    folders.push_back(language.substr(0, language.find('_')));
    return folders;
}

ImageNeeds::Command commandOf(std::string name, std::vector<std::string> words)
{
    const auto option = std::ranges::find(words, kShellOptionWithText);
    const bool shell = option != words.end() && option != words.begin() && option + 1 != words.end();
    if (shell)
        words.erase(option + 2, words.end());
    return {std::move(name), std::move(words), shell};
}

/// The words of a shell's text that could be programs: all but options and assignments.
std::vector<std::string> shellWords(std::string_view text)
{
    constexpr std::string_view kSeparators = " \t\r\n;|&()<>`\"'{}$!\\";
    std::vector<std::string> words;
    for (std::size_t begin = 0; (begin = text.find_first_not_of(kSeparators, begin)) != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(kSeparators, begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        if (!word.starts_with('-') && !word.contains('='))
            words.emplace_back(word);
        begin = end;
    }
    return words;
}

} // namespace

Result<ImageNeeds> readImageNeeds(const image::Image &image)
{
    const auto json = engine::parseJson(image.configText(), "the image's config");
    if (!json)
        return fail(ErrorCode::InvalidInput, json.error().message);
    const engine::Json &own = engine::member(*json, "config");
    const engine::ImageConfig config = engine::imageConfig({{"Config", own}});
    ImageNeeds needs;
    needs.environment = config.environment;
    std::vector<std::string> start = config.entrypoint;
    start.insert(start.end(), config.command.begin(), config.command.end());
    if (!start.empty())
        needs.commands.push_back(commandOf("entrypoint", std::move(start)));
    std::vector<std::string> test = config.healthcheck.test;
    if (test.size() > 1 && test[0] == "CMD") {
        needs.commands.push_back(commandOf("health check", {test.begin() + 1, test.end()}));
    } else if (test.size() > 1 && test[0] == "CMD-SHELL") {
        std::vector<std::string> words = engine::textsAt(own, "Shell");
        if (words.empty())
            words = {"/bin/sh", "-c"};
        words.push_back(test[1]);
        needs.commands.push_back({"health check", std::move(words), true});
    }

    if (!config.workingDirectory.empty())
        needs.directories.push_back({config.workingDirectory, "the working directory"});
    for (const std::string &volume : config.volumes)
        needs.directories.push_back({volume, "a volume"});
    std::set<std::string> locales;
    for (const std::string &variable : needs.environment) {
        const std::size_t equals = variable.find('=');
        if (equals == std::string::npos || equals + 1 == variable.size())
            continue;
        const std::string name = variable.substr(0, equals);
        const std::string value = variable.substr(equals + 1);
        needs.variables[name] = {value};
        if (name == "LANG" || name == "LANGUAGE" || name.starts_with("LC_")) {
            for (std::string &folder : localeFolders(value))
                locales.insert(std::move(folder));
        }
    }
    if (!locales.empty())
        needs.variables["locale"] = {locales.begin(), locales.end()};
    // TZ may have a colon in front of the zone's name.
    if (const auto zone = needs.variables.find("TZ"); zone != needs.variables.end() && zone->second[0].starts_with(':'))
        zone->second[0].erase(0, 1);
    std::string home;
    if (const auto set = needs.variables.find("HOME"); set != needs.variables.end()) {
        home = set->second[0];
    } else {
        auto found = homeOf(image.files(), config.user);
        if (!found)
            return std::unexpected(found.error());
        home = std::move(*found);
    }
    if (home.starts_with('/') && home != "/") {
        needs.directories.push_back({home, std::format("the home of user {}", config.user.empty() ? "root" : config.user)});
        needs.variables["HOME"] = {home};
    }
    return needs;
}

void keepConfigured(Keeper &keeper, const ImageNeeds &needs)
{
    for (const ImageNeeds::Command &command : needs.commands) {
        const Reason reason{ReasonKind::Configured, "of the " + command.name};
        std::vector<std::string> names{command.words.front()};
        // What a wrapper ("tini", "env", "exec gosu user …") starts is named by its words.
        for (std::size_t i = 1; i < command.words.size() - (command.shell ? 1 : 0); ++i) {
            if (command.words[i].contains('/'))
                names.push_back(command.words[i]);
        }
        if (command.shell) {
            for (std::string &word : shellWords(command.words.back()))
                names.push_back(std::move(word));
        }
        for (const std::string &name : names) {
            if (const std::string program = keeper.program(name); !program.empty())
                keeper.keep(program, reason, Purpose::Run);
            else if (name.starts_with('/'))
                keeper.keep(name, reason);
        }
    }
    for (const ImageNeeds::Directory &directory : needs.directories) {
        const std::string path = directory.path.starts_with('/') ? directory.path : "/" + directory.path;
        keeper.keep(path, {ReasonKind::Configured, directory.why});
    }
}

} // namespace whittle::slim
