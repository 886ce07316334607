#include "cli/probe_options.h"

#include "base/files.h"
#include "engine/inside_command.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <tuple>

namespace whittle::cli {

namespace {

// A command as a JSON array, as Dockerfiles write it, or as words with quotes.
Result<std::vector<std::string>> wordsOf(const std::string &option, const std::string &text)
{
    if (text.starts_with('[')) {
        const auto list = nlohmann::json::parse(text, nullptr, false);
        if (!list.is_array() || !std::ranges::all_of(list, [](const auto &item) { return item.is_string(); }))
            return fail(ErrorCode::InvalidInput, option + ": expected a JSON array of texts, or words");
        return list.get<std::vector<std::string>>();
    }
    if (text.empty())
        return std::vector<std::string>();
    auto words = engine::splitWords(text);
    return words ? words : Result<std::vector<std::string>>(addContext(words.error(), option));
}

// Engines take absolute paths and the names of volumes.
std::string absoluteVolume(const std::string &text)
{
    const auto colon = text.find(':');
    const std::string source = text.substr(0, colon);
    if (!source.starts_with('.'))
        return text;
    return std::filesystem::absolute(source).lexically_normal().string() + (colon == std::string::npos ? "" : text.substr(colon));
}

} // namespace

Result<engine::PortBinding> parsePublish(std::string_view text)
{
    const auto wrong = [text](std::string_view what) { return fail(ErrorCode::InvalidInput, std::format("--publish {}: {}", text, what)); };
    std::string_view rest = text;
    if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
        if (rest.substr(slash) != "/tcp")
            return wrong("only TCP ports can be published");
        rest = rest.substr(0, slash);
    }
    const auto takePort = [&rest](int &port) {
        const auto colon = rest.rfind(':');
        const std::string_view digits = rest.substr(colon == std::string_view::npos ? 0 : colon + 1);
        rest = colon == std::string_view::npos ? std::string_view() : rest.substr(0, colon);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
        return error == std::errc() && end == digits.data() + digits.size() && port >= 0 && port < 65536;
    };
    engine::PortBinding binding;
    if (!takePort(binding.containerPort) || binding.containerPort == 0)
        return wrong("expected [[ADDRESS:]PORT:]PORT");
    if (!rest.empty()) {
        const bool hasAddress = rest.contains(':');
        if (!takePort(binding.hostPort))
            return wrong("expected [[ADDRESS:]PORT:]PORT");
        if (hasAddress && rest.starts_with('[') && rest.ends_with(']'))
            rest = rest.substr(1, rest.size() - 2);
        binding.hostAddress = rest;
    }
    return binding;
}

void ImageOptions::addTo(CLI::App &command)
{
    auto *image = command.add_option("--image", m_image, "Run this image of the engine");
    auto *archive = command.add_option("--archive", m_archive, "Load this docker-archive and run its image");
    image->excludes(archive);

    const std::string probing = "Exercising";
    command.add_flag("--http-probe,!--no-http-probe", m_http, "Ask every exposed TCP port over http and https (default: yes)")->group(probing);
    command.add_option("--probe", m_probes, "Ask for this: 'METHOD PATH', 'PATH' or 'METHOD :PORT/PATH'; repeatable")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group(probing);
    command.add_option("--probe-file", m_probeFiles, "Ask for what this JSON file lists: [{method, path, port, headers, body, status}]")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group(probing);
    command.add_flag("--crawl", m_crawl, "Follow the links of the pages")->group(probing);
    command.add_option("--crawl-depth", m_crawlDepth, "How many links deep")->check(CLI::Range(0, 100))->capture_default_str()->group(probing);
    command.add_option("--crawl-pages", m_crawlPages, "How many pages of a port")->check(CLI::Range(1, 100000))->capture_default_str()->group(probing);
    command.add_option("--probe-exec", m_hostCommands, "Run this here by sh, with WHITTLE_HOST and WHITTLE_PORT_<port> set; repeatable")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group(probing);
    command.add_option("--probe-container", m_containerCommands, "Run this inside the container; repeatable")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group(probing);
    command.add_option("--ready", m_readiness, "How many seconds a port may take until it answers")->check(CLI::Range(1, 86400))->capture_default_str()->group(probing);
    command.add_flag("--allow-probe-failures", m_failuresAllowed, "Keep the result although a probe failed")->group(probing);

    const std::string running = "Running the image";
    command.add_option("--env", m_environment, "NAME=VALUE, or NAME as it is here; repeatable")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group(running);
    command.add_option("--volume", m_volumes, "SOURCE:PATH[:ro]; repeatable")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group(running);
    command.add_option("--publish", m_publish, "[[ADDRESS:]PORT:]PORT; repeatable (default: exposed ports on 127.0.0.1)")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group(running);
    m_userOption = command.add_option("--user", m_user, "USER[:GROUP]")->group(running);
    m_entrypointOption = command.add_option("--entrypoint", m_entrypoint, "Words or a JSON array; drops the image's command")->group(running);
    m_commandOption = command.add_option("--cmd", m_command, "Words or a JSON array, instead of the image's command")->group(running);
    command.add_option("--network", m_network, "Network to join: a name, host or none")->group(running);
    command.add_option("--cap-add", m_capAdd, "Capability, or ALL; repeatable")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group(running);
    command.add_option("--cap-drop", m_capDrop, "Capability, or ALL; repeatable")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group(running);
    command.add_flag("--no-new-privileges", m_noNewPrivileges, "As the engine's security option of that name")->group(running);
}

void ImageOptions::addEnding(CLI::App &command)
{
    auto *seconds = command.add_option("--for", m_seconds, "Let it run this many seconds")->check(CLI::PositiveNumber);
    auto *untilExit = command.add_flag("--until-exit", m_untilExit, "Let it run until it ends by itself");
    seconds->excludes(untilExit);
}

Result<probe::ProbeOptions> ImageOptions::probes() const
{
    probe::ProbeOptions options;
    options.http = m_http;
    for (const std::string &text : m_probes) {
        auto probe = probe::parseProbe(text);
        if (!probe)
            return std::unexpected(probe.error());
        options.requests.push_back(std::move(*probe));
    }
    for (const std::string &path : m_probeFiles) {
        const auto text = readFile(path, std::size_t{16} << 20);
        if (!text)
            return std::unexpected(text.error());
        auto list = probe::readProbeFile(*text);
        if (!list)
            return addContext(list.error(), path);
        options.requests.insert(options.requests.end(), list->begin(), list->end());
    }
    if (!m_http && (!options.requests.empty() || m_crawl))
        return fail(ErrorCode::InvalidInput, "--no-http-probe and --probe, --probe-file or --crawl contradict each other");
    options.crawl = m_crawl;
    options.crawlDepth = m_crawlDepth;
    options.crawlPages = m_crawlPages;
    options.hostCommands = m_hostCommands;
    options.containerCommands = m_containerCommands;
    if (m_seconds > 0)
        options.duration = std::chrono::seconds(std::llround(std::ceil(m_seconds)));
    options.untilExit = m_untilExit;
    options.readiness = std::chrono::seconds(m_readiness);
    options.failuresAllowed = m_failuresAllowed;
    return options;
}

Result<engine::RunOverrides> ImageOptions::overrides() const
{
    engine::RunOverrides overrides;
    for (const std::string &variable : m_environment) {
        if (variable.contains('='))
            overrides.environment.push_back(variable);
        else if (const char *value = std::getenv(variable.c_str()))
            overrides.environment.push_back(variable + "=" + value);
    }
    for (const std::string &volume : m_volumes)
        overrides.volumes.push_back(absoluteVolume(volume));
    for (const std::string &text : m_publish) {
        auto binding = parsePublish(text);
        if (!binding)
            return std::unexpected(binding.error());
        overrides.publish.push_back(std::move(*binding));
    }
    if (m_userOption->count() > 0)
        overrides.user = m_user;
    for (const auto &[option, name, text, target] : {std::tuple{m_entrypointOption, "--entrypoint", &m_entrypoint, &overrides.entrypoint},
                                                     std::tuple{m_commandOption, "--cmd", &m_command, &overrides.command}}) {
        if (option->count() == 0)
            continue;
        auto words = wordsOf(name, *text);
        if (!words)
            return std::unexpected(words.error());
        *target = std::move(*words);
    }
    overrides.network = m_network;
    overrides.capAdd = m_capAdd;
    overrides.capDrop = m_capDrop;
    overrides.noNewPrivileges = m_noNewPrivileges;
    return overrides;
}

} // namespace whittle::cli
