#pragma once

#include "engine/container_run.h"
#include "probe/probe.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace whittle::cli {

/// Which image is run, how, and how it is exercised: the options that record and verify share. The object must live as long as the
/// command. Option names: design, Command line.
class ImageOptions
{
public:
    /// --image, --archive, run overrides, probe options; all but --for and --until-exit, which record has for programs too.
    void addTo(CLI::App &command);
    void addEnding(CLI::App &command);

    [[nodiscard]] const std::string &image() const { return m_image; }
    [[nodiscard]] const std::string &archive() const { return m_archive; }
    /// True when an image is meant, by either option.
    [[nodiscard]] bool namesImage() const { return !m_image.empty() || !m_archive.empty(); }
    [[nodiscard]] double seconds() const { return m_seconds; }
    void setImage(std::string image) { m_image = std::move(image); }

    /// Errors: InvalidInput naming the option; what reading the probe file gives.
    [[nodiscard]] Result<probe::ProbeOptions> probes() const;
    [[nodiscard]] Result<engine::RunOverrides> overrides() const;
    /// Both, into a request that has members of these names.
    template <class Request>
    [[nodiscard]] Result<> fill(Request &request) const
    {
        auto asked = probes();
        if (!asked)
            return std::unexpected(std::move(asked).error());
        request.probes = *std::move(asked);
        auto over = overrides();
        if (!over)
            return std::unexpected(std::move(over).error());
        request.overrides = *std::move(over);
        return {};
    }

private:
    std::string m_image;
    std::string m_archive;

    bool m_http = true;
    std::vector<std::string> m_probes;
    std::vector<std::string> m_probeFiles;
    bool m_crawl = false;
    int m_crawlDepth = 3;
    int m_crawlPages = 100;
    std::vector<std::string> m_hostCommands;
    std::vector<std::string> m_containerCommands;
    double m_seconds = 0;
    bool m_untilExit = false;
    int m_readiness = 60;
    bool m_failuresAllowed = false;

    std::vector<std::string> m_environment;
    std::vector<std::string> m_volumes;
    std::vector<std::string> m_publish;
    std::string m_user;
    std::string m_entrypoint;
    std::string m_command;
    std::string m_network;
    std::vector<std::string> m_capAdd;
    std::vector<std::string> m_capDrop;
    bool m_noNewPrivileges = false;
    const CLI::Option *m_userOption = nullptr;
    const CLI::Option *m_entrypointOption = nullptr;
    const CLI::Option *m_commandOption = nullptr;
};

/// "80", "8080:80", "127.0.0.1:8080:80", "[::1]:8080:80", each with or without "/tcp". Errors: InvalidInput.
[[nodiscard]] Result<engine::PortBinding> parsePublish(std::string_view text);

} // namespace whittle::cli
