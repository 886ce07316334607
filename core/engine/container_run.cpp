#include "engine/container_run.h"

#include "base/owner.h"
#include "profile/target.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstring>
#include <format>
#include <random>

namespace whittle::engine {

namespace {

std::string upper(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return result;
}

// Full names; "ALL" stays. Errors: InvalidInput.
Result<std::set<std::string>> capabilityNames(const std::vector<std::string> &names)
{
    std::set<std::string> result;
    for (const std::string &name : names) {
        if (upper(name) == "ALL") {
            result.insert("ALL");
            continue;
        }
        auto full = profile::parseCapability(name);
        if (!full)
            return std::unexpected(full.error());
        result.insert(std::move(*full));
    }
    return result;
}

// As engines compute it from --cap-add and --cap-drop.
std::set<std::string> boundingSet(Kind kind, const std::set<std::string> &add, const std::set<std::string> &drop)
{
    std::set<std::string> result;
    if (add.contains("ALL"))
        result.insert(profile::allCapabilities().begin(), profile::allCapabilities().end());
    else if (!drop.contains("ALL"))
        result = profile::defaultCapabilities(kind == Kind::Podman ? profile::EngineRules::Podman : profile::EngineRules::Docker);
    for (const std::string &name : drop)
        result.erase(name);
    for (const std::string &name : add)
        if (name != "ALL")
            result.insert(name);
    return result;
}

bool hasVariable(const std::vector<std::string> &environment, std::string_view name)
{
    return std::ranges::any_of(environment, [name](const std::string &variable) { return variable.starts_with(name) && variable.substr(name.size()).starts_with('='); });
}

} // namespace

Result<RunPlan> planRun(const EngineInfo &engine, const ImageConfig &image, const std::string &reference, const RunOverrides &overrides)
{
    RunPlan plan;
    const auto &entrypoint = overrides.entrypoint ? *overrides.entrypoint : image.entrypoint;
    const auto command = overrides.command ? *overrides.command : overrides.entrypoint ? std::vector<std::string>() : image.command;
    plan.words = entrypoint;
    plan.words.insert(plan.words.end(), command.begin(), command.end());
    if (plan.words.empty() || plan.words.front().empty())
        return fail(ErrorCode::InvalidInput, "image " + reference + " has neither an entrypoint nor a command; name one");
    const auto add = capabilityNames(overrides.capAdd);
    const auto drop = add ? capabilityNames(overrides.capDrop) : add;
    if (!drop)
        return std::unexpected(drop.error());

    plan.user = overrides.user.value_or(image.user);
    plan.stopSignal = image.stopSignal.empty() ? "SIGTERM" : image.stopSignal;
    plan.homeGiven = hasVariable(image.environment, "HOME") || hasVariable(overrides.environment, "HOME");
    plan.healthcheck = image.healthcheck;
    plan.capabilities = boundingSet(engine.kind, *add, *drop);
    plan.hostNetwork = overrides.network == "host";

    ContainerRequest &request = plan.request;
    request.image = reference;
    request.entrypoint = overrides.entrypoint;
    request.command = overrides.command;
    request.environment = overrides.environment;
    request.user = overrides.user;
    request.volumes = overrides.volumes;
    request.network = overrides.network;
    request.capAdd.assign(add->begin(), add->end());
    request.capDrop.assign(drop->begin(), drop->end());
    request.noNewPrivileges = overrides.noNewPrivileges;
    request.readOnlyRoot = overrides.readOnlyRoot;
    request.tmpfs = overrides.tmpfs;

    std::set<int> ports(image.tcpPorts.begin(), image.tcpPorts.end());
    for (const PortBinding &binding : overrides.publish)
        ports.insert(binding.containerPort);
    plan.ports.assign(ports.begin(), ports.end());
    // Where the container shares somebody's network there is nothing to publish.
    if (overrides.network != "host" && overrides.network != "none" && !overrides.network.starts_with("container:")) {
        request.ports = overrides.publish;
        for (const int port : plan.ports)
            if (!std::ranges::contains(overrides.publish, port, &PortBinding::containerPort))
                request.ports.push_back({port, "127.0.0.1", 0});
    }
    return plan;
}

bool lostItsPort(const std::string &message, const ContainerRequest &request)
{
    return std::ranges::any_of(request.ports, [](const PortBinding &port) { return port.hostPort == 0; })
        && (message.contains("address already in use") || message.contains("port is already allocated"));
}

Result<Container> Container::create(Engine &engine, ContainerRequest request)
{
    // Named before it exists: when the answer to the request is lost, the name still finds it.
    std::random_device random;
    request.name = std::format("whittle-{}-{:08x}", ::getpid(), random());
    request.labels[kOwnerLabel] = thisOwner();
    Container container(engine, request.name);
    auto id = engine.createContainer(request);
    if (!id)
        return std::unexpected(id.error());
    container.m_id = std::move(*id);
    return container;
}

Container::Container(Container &&other) noexcept : m_engine(other.m_engine), m_name(std::exchange(other.m_name, {})), m_id(std::move(other.m_id)) {}

Container::~Container()
{
    (void)remove();
}

Result<> Container::remove()
{
    if (m_name.empty())
        return {};
    auto removed = m_engine->removeContainer(m_id.empty() ? m_name : m_id);
    if (removed)
        m_name.clear();
    return removed;
}

std::vector<probe::Endpoint> endpointsOf(const RunPlan &plan, const ContainerState &state)
{
    std::vector<probe::Endpoint> endpoints;
    for (const int port : plan.ports) {
        if (plan.hostNetwork) {
            endpoints.push_back({port, "127.0.0.1", port});
            continue;
        }
        const PortBinding *best = nullptr;
        for (const PortBinding &bound : state.ports)
            if (bound.containerPort == port && (!best || best->hostAddress.contains(':')))
                best = &bound;
        if (!best)
            continue;
        const std::string &address = best->hostAddress;
        endpoints.push_back({port, address.empty() || address == "0.0.0.0" ? "127.0.0.1" : address == "::" ? "::1" : address, best->hostPort});
    }
    return endpoints;
}

std::string lastLine(const std::pair<std::string, std::string> &logs)
{
    for (std::string_view text : {std::string_view(logs.second), std::string_view(logs.first)}) {
        while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
            text.remove_suffix(1);
        if (text.empty())
            continue;
        const auto newline = text.rfind('\n');
        return std::string(newline == std::string_view::npos ? text : text.substr(newline + 1));
    }
    return {};
}

Result<int> signalNumber(std::string_view name)
{
    int number = 0;
    if (const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
        error == std::errc() && end == name.data() + name.size() && number > 0 && number <= SIGRTMAX)
        return number;
    std::string text = upper(name);
    if (text.starts_with("SIG"))
        text.erase(0, 3);
    for (number = 1; number < NSIG; ++number)
        if (const char *known = ::sigabbrev_np(number); known && text == known)
            return number;
    for (const auto &[prefix, base, sign] : {std::tuple{std::string_view("RTMIN"), SIGRTMIN, 1}, std::tuple{std::string_view("RTMAX"), SIGRTMAX, -1}}) {
        if (!text.starts_with(prefix))
            continue;
        const std::string_view rest = std::string_view(text).substr(prefix.size());
        int offset = 0;
        if (rest.empty())
            return base;
        const auto [end, error] = std::from_chars(rest.data() + 1, rest.data() + rest.size(), offset);
        if (rest.front() == (sign > 0 ? '+' : '-') && error == std::errc() && end == rest.data() + rest.size() && offset >= 0 && offset <= SIGRTMAX - SIGRTMIN)
            return base + sign * offset;
    }
    return fail(ErrorCode::InvalidInput, std::format("\"{}\" is no signal", name));
}

} // namespace whittle::engine
