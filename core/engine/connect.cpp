#include "engine/docker_engine.h"
#include "engine/private_podman.h"

#include <unistd.h>

#include <cstdlib>
#include <format>
#include <string_view>

namespace whittle::engine {

namespace {

// The path of "unix:///path" or "/path". Errors: Unsupported for other ways to reach an engine.
Result<std::string> socketPathOf(std::string_view url)
{
    if (url.starts_with("unix://"))
        return std::string(url.substr(7));
    if (url.starts_with('/'))
        return std::string(url);
    return fail(ErrorCode::Unsupported, std::format("engine {}: only Unix sockets can be used (unix:///path/to/socket)", url));
}

Result<std::unique_ptr<Engine>> openSocket(const std::string &path, std::stop_token stop)
{
    auto engine = DockerEngine::open(path, std::move(stop));
    if (!engine)
        return std::unexpected(engine.error());
    return std::unique_ptr<Engine>(std::move(*engine));
}

Result<std::unique_ptr<Engine>> openPrivatePodman(std::stop_token stop)
{
    auto service = PrivatePodman::start(stop);
    if (!service)
        return addContext(service.error(), "private Podman");
    const std::string path = service->socketPath();
    auto engine = DockerEngine::open(path, std::move(stop), std::make_shared<PrivatePodman>(std::move(*service)));
    if (!engine)
        return addContext(engine.error(), "private Podman");
    return std::unique_ptr<Engine>(std::move(*engine));
}

} // namespace

std::vector<std::string> usualSockets()
{
    std::vector<std::string> paths = {"/run/docker.sock", "/var/run/docker.sock"};
    const char *runtime = std::getenv("XDG_RUNTIME_DIR");
    const char *home = std::getenv("HOME");
    if (runtime && *runtime == '/')
        paths.push_back(std::string(runtime) + "/docker.sock");
    if (home && *home == '/')
        paths.push_back(std::string(home) + "/.docker/run/docker.sock");
    if (runtime && *runtime == '/')
        paths.push_back(std::string(runtime) + "/podman/podman.sock");
    paths.emplace_back("/run/podman/podman.sock");
    return paths;
}

Result<std::unique_ptr<Engine>> connect(const std::string &url, std::stop_token stop)
{
    if (url == "podman")
        return openPrivatePodman(std::move(stop));
    std::string named = url;
    if (named.empty())
        if (const char *host = std::getenv("DOCKER_HOST"); host && *host)
            named = host;
    if (!named.empty()) {
        const auto path = socketPathOf(named);
        return path ? openSocket(*path, std::move(stop)) : Result<std::unique_ptr<Engine>>(std::unexpected(path.error()));
    }

    std::string tried;
    for (const std::string &path : usualSockets()) {
        if (::access(path.c_str(), F_OK) != 0)
            continue;
        auto engine = openSocket(path, stop);
        if (engine || engine.error().code == ErrorCode::Cancelled)
            return engine;
        tried += engine.error().message + "; ";
    }
    auto engine = openPrivatePodman(std::move(stop));
    if (engine || engine.error().code == ErrorCode::Cancelled)
        return engine;
    return fail(ErrorCode::Unavailable, "no container engine: " + tried + engine.error().message);
}

} // namespace whittle::engine
