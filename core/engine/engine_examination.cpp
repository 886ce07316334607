#include "engine/doctor.h"

#include "base/subprocess.h"
#include "engine/engine.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <format>

namespace whittle::engine {

namespace {

using State = Examination::State;

std::string mendFor(const Error &error, const std::string &path)
{
    switch (error.code) {
    case ErrorCode::PermissionDenied:
        return path.contains("docker") ? "sudo usermod -aG docker $USER, then log in again; or run as root" : "run as the user whose socket it is";
    case ErrorCode::NotFound:
    case ErrorCode::Unavailable:
        return path.contains("podman") ? "systemctl --user start podman.socket" : "sudo systemctl start docker";
    default:
        return {};
    }
}

Result<Examination> examineEngine(const std::string &url, bool named, std::stop_token stop)
{
    Examination result{"engine " + url, State::Fine, {}, {}};
    const auto engine = connect(url, std::move(stop));
    if (!engine && engine.error().code == ErrorCode::Cancelled)
        return std::unexpected(engine.error());
    if (!engine) {
        result.state = named ? State::Broken : State::Limited;
        result.text = engine.error().message;
        result.mend = mendFor(engine.error(), url);
        return result;
    }
    const EngineInfo &info = (*engine)->info();
    result.text = std::format("{} {}, API {}, {}{}{}, cgroup {}{}", info.kind == Kind::Podman ? "podman" : "docker", info.version, info.apiVersion, info.runtime,
                              info.runtimeVersion.empty() ? "" : " ", info.runtimeVersion, info.cgroupVersion, info.rootless ? ", rootless" : "");
    if (std::ranges::none_of(info.securityOptions, [](const std::string &option) { return option.starts_with("name=seccomp"); })) {
        result.state = State::Limited;
        result.text += "; it does not use seccomp";
        result.mend = "use a build of the engine and the runtime with seccomp";
    } else if (info.cgroupVersion == "1" && info.runtime.contains("crun")) {
        result.state = State::Broken;
        result.text += "; crun does not work with control groups of version 1";
        result.mend = "apt-get install runc, and name it as the engine's default runtime";
    }
    return result;
}

// What the private Podman is made of.
Examination examinePrivatePodman()
{
    std::string found;
    std::string missing;
    for (const auto &[program, package] : {std::pair{"podman", "podman"}, std::pair{"runc", "runc"}, std::pair{"conmon", "conmon"}, std::pair{"nft", "nftables"}}) {
        if (!findProgram(program).empty())
            found += std::string(found.empty() ? "" : ", ") + program;
        else
            missing += std::string(" ") + package;
    }
    // netavark is no program of PATH.
    std::error_code error;
    const bool netavark = std::filesystem::exists("/usr/lib/podman/netavark", error) || std::filesystem::exists("/usr/libexec/podman/netavark", error);
    if (!netavark)
        missing += " netavark";
    if (missing.empty())
        return {"private Podman", State::Fine, "can be started where no engine runs: " + found + ", netavark", {}};
    return {"private Podman", State::Limited, "cannot be started; missing:" + missing, "apt-get install" + missing};
}

} // namespace

Result<std::vector<Examination>> examineEngines(const std::string &url, std::stop_token stop)
{
    std::vector<std::pair<std::string, bool>> urls; // and whether somebody named it
    const char *host = std::getenv("DOCKER_HOST");
    for (const std::string &named : {url, std::string(host ? host : "")})
        if (!named.empty() && named != "podman")
            urls.emplace_back(named, true);
    std::error_code error;
    std::vector<std::filesystem::path> seen;
    for (const std::string &path : usualSockets()) {
        if (::access(path.c_str(), F_OK) != 0)
            continue;
        // /var/run is /run.
        const auto real = std::filesystem::canonical(path, error);
        if (std::ranges::contains(seen, real))
            continue;
        seen.push_back(real);
        if (!std::ranges::contains(urls, "unix://" + path, &std::pair<std::string, bool>::first))
            urls.emplace_back("unix://" + path, false);
    }
    std::vector<Examination> result;
    for (const auto &[each, named] : urls) {
        auto examined = examineEngine(each, named, stop);
        if (!examined)
            return std::unexpected(examined.error());
        result.push_back(std::move(*examined));
    }
    const Examination podman = examinePrivatePodman();
    const bool anyEngine = std::ranges::any_of(result, [](const Examination &each) { return each.state != State::Broken && each.text.contains("API"); });
    result.push_back(podman);
    if (!anyEngine && podman.state != State::Fine)
        result.push_back({"engines", State::Broken, "no engine can be used: images cannot be recorded or verified", podman.mend});
    return result;
}

} // namespace whittle::engine
