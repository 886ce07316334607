#include "engine/docker_json.h"

#include <algorithm>
#include <charconv>
#include <format>

namespace whittle::engine {

namespace {

const Json kNothing;

// "80/tcp" → 80; 0 for other protocols.
int tcpPort(std::string_view text)
{
    const auto slash = text.find('/');
    if (slash != std::string_view::npos && text.substr(slash) != "/tcp")
        return 0;
    int port = 0;
    std::from_chars(text.data(), text.data() + std::min(slash, text.size()), port);
    return port > 0 && port < 65536 ? port : 0;
}

std::vector<PortBinding> boundPorts(const Json &ports)
{
    std::vector<PortBinding> result;
    if (!ports.is_object())
        return result;
    for (const auto &[name, bindings] : ports.items()) {
        const int port = tcpPort(name);
        if (port == 0 || !bindings.is_array())
            continue;
        for (const Json &binding : bindings) {
            PortBinding bound{port, textAt(binding, "HostIp"), 0};
            const std::string hostPort = textAt(binding, "HostPort");
            std::from_chars(hostPort.data(), hostPort.data() + hostPort.size(), bound.hostPort);
            if (bound.hostPort > 0)
                result.push_back(std::move(bound));
        }
    }
    return result;
}

// Engines break lines in their messages; an error of ours is one line.
std::string oneLine(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        const bool space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
        if (!space)
            result += c;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    while (result.ends_with(' '))
        result.pop_back();
    return result;
}

// "runc version 1.1.15+ds1\ncommit: …" → "1.1.15+ds1"; Docker gives the number alone.
std::string versionNumber(std::string text)
{
    text = text.substr(0, text.find('\n'));
    const auto word = text.find("version ");
    return word == std::string::npos ? text : text.substr(word + 8);
}

} // namespace

Result<Json> parseJson(std::string_view text, std::string_view what)
{
    Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded())
        return fail(ErrorCode::Io, std::format("{}: the engine's answer is not JSON", what));
    return value;
}

const Json &member(const Json &object, std::string_view name)
{
    if (!object.is_object())
        return kNothing;
    const auto found = object.find(name);
    return found == object.end() ? kNothing : *found;
}

std::string textAt(const Json &object, std::string_view name)
{
    const Json &value = member(object, name);
    return value.is_string() ? value.get<std::string>() : std::string();
}

std::int64_t numberAt(const Json &object, std::string_view name)
{
    const Json &value = member(object, name);
    return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

bool flagAt(const Json &object, std::string_view name)
{
    const Json &value = member(object, name);
    return value.is_boolean() && value.get<bool>();
}

std::vector<std::string> textsAt(const Json &object, std::string_view name)
{
    std::vector<std::string> result;
    const Json &value = member(object, name);
    if (value.is_string())
        result.push_back(value.get<std::string>()); // a shell-form word of old images
    else if (value.is_array())
        for (const Json &item : value)
            if (item.is_string())
                result.push_back(item.get<std::string>());
    return result;
}

std::unexpected<Error> failStatus(long status, std::string_view body, std::string_view what)
{
    std::string text;
    if (const Json value = Json::parse(body, nullptr, false); value.is_object()) {
        text = textAt(value, "message");
        if (text.empty())
            text = textAt(value, "cause");
    }
    if (text.empty())
        text = std::format("status {}", status);
    text = oneLine(text);
    ErrorCode code = ErrorCode::Io;
    if (status == 404)
        code = ErrorCode::NotFound;
    else if (status == 400 || status == 409)
        code = ErrorCode::InvalidInput;
    else if (status == 401 || status == 403)
        code = ErrorCode::PermissionDenied;
    else if (status == 501)
        code = ErrorCode::Unsupported;
    return fail(code, std::format("{}: {}", what, text));
}

EngineInfo engineInfo(const Json &version, const Json &info)
{
    EngineInfo result;
    result.version = textAt(version, "Version");
    result.kernel = textAt(version, "KernelVersion");
    result.runtime = textAt(info, "DefaultRuntime");
    result.machine = textAt(info, "Architecture");
    if (result.machine == "amd64")
        result.machine = "x86_64";
    else if (result.machine == "arm64")
        result.machine = "aarch64";
    result.cgroupVersion = textAt(info, "CgroupVersion");
    result.securityOptions = textsAt(info, "SecurityOptions");
    result.rootless = flagAt(info, "Rootless") || std::ranges::contains(result.securityOptions, "name=rootless");
    const Json &components = member(version, "Components");
    if (components.is_array()) {
        for (const Json &component : components) {
            const std::string name = textAt(component, "Name");
            if (name == "Podman Engine")
                result.kind = Kind::Podman;
            // Docker names the runtime alone, Podman "OCI Runtime (runc)".
            const bool isRuntime = name == result.runtime || name == "OCI Runtime (" + result.runtime + ")" || (result.runtime.empty() && name.starts_with("OCI Runtime ("));
            if (isRuntime)
                result.runtimeVersion = versionNumber(textAt(component, "Version"));
        }
    }
    return result;
}

Healthcheck healthcheck(const Json &value)
{
    Healthcheck result;
    result.test = textsAt(value, "Test");
    result.interval = std::chrono::nanoseconds(numberAt(value, "Interval"));
    result.timeout = std::chrono::nanoseconds(numberAt(value, "Timeout"));
    return result;
}

ImageConfig imageConfig(const Json &inspect)
{
    ImageConfig result;
    result.id = textAt(inspect, "Id");
    if (!result.id.empty() && !result.id.contains(':'))
        result.id = "sha256:" + result.id;
    result.tags = textsAt(inspect, "RepoTags");
    for (const std::string &digest : textsAt(inspect, "RepoDigests")) {
        if (const auto at = digest.find('@'); at != std::string::npos && result.digest.empty())
            result.digest = digest.substr(at + 1);
    }
    result.architecture = textAt(inspect, "Architecture");
    result.size = numberAt(inspect, "Size");
    const Json &config = member(inspect, "Config");
    result.entrypoint = textsAt(config, "Entrypoint");
    result.command = textsAt(config, "Cmd");
    result.environment = textsAt(config, "Env");
    result.user = textAt(config, "User");
    result.workingDirectory = textAt(config, "WorkingDir");
    result.stopSignal = textAt(config, "StopSignal");
    result.healthcheck = healthcheck(member(config, "Healthcheck"));
    if (const Json &ports = member(config, "ExposedPorts"); ports.is_object()) {
        for (const auto &[name, unused] : ports.items())
            if (const int port = tcpPort(name))
                result.tcpPorts.push_back(port);
        std::ranges::sort(result.tcpPorts);
    }
    if (const Json &volumes = member(config, "Volumes"); volumes.is_object())
        for (const auto &[path, unused] : volumes.items())
            result.volumes.push_back(path);
    return result;
}

ContainerState containerState(const Json &inspect)
{
    ContainerState result;
    const Json &state = member(inspect, "State");
    result.running = flagAt(state, "Running");
    result.created = textAt(state, "Status") == "created";
    result.exitCode = static_cast<int>(numberAt(state, "ExitCode"));
    result.error = textAt(state, "Error");
    const Json &settings = member(inspect, "NetworkSettings");
    result.address = textAt(settings, "IPAddress");
    if (const Json &networks = member(settings, "Networks"); result.address.empty() && networks.is_object())
        for (const auto &[name, network] : networks.items())
            if (result.address.empty())
                result.address = textAt(network, "IPAddress");
    result.ports = boundPorts(member(settings, "Ports"));
    return result;
}

Json createBody(const ContainerRequest &request, const std::string &seccomp)
{
    Json body = {{"Image", request.image}};
    if (request.entrypoint) {
        body["Entrypoint"] = *request.entrypoint;
        // With an entrypoint of ours the image's command must not follow it, which engines settle differently when Cmd is absent.
        body["Cmd"] = request.command.value_or(std::vector<std::string>());
    } else if (request.command) {
        body["Cmd"] = *request.command;
    }
    if (!request.environment.empty())
        body["Env"] = request.environment;
    if (request.user)
        body["User"] = *request.user;
    if (request.workingDirectory)
        body["WorkingDir"] = *request.workingDirectory;
    if (request.disableHealthcheck)
        body["Healthcheck"] = {{"Test", {"NONE"}}};
    if (request.terminal)
        body["Tty"] = true;
    if (!request.labels.empty())
        body["Labels"] = request.labels;

    Json host = Json::object();
    if (!request.volumes.empty())
        host["Binds"] = request.volumes;
    for (const PortBinding &port : request.ports) {
        const std::string name = std::format("{}/tcp", port.containerPort);
        body["ExposedPorts"][name] = Json::object();
        host["PortBindings"][name].push_back({{"HostIp", port.hostAddress}, {"HostPort", port.hostPort ? std::to_string(port.hostPort) : std::string()}});
    }
    if (!request.network.empty())
        host["NetworkMode"] = request.network;
    if (!request.capAdd.empty())
        host["CapAdd"] = request.capAdd;
    if (!request.capDrop.empty())
        host["CapDrop"] = request.capDrop;
    if (!request.runtime.empty())
        host["Runtime"] = request.runtime;
    if (!seccomp.empty())
        host["SecurityOpt"].push_back("seccomp=" + seccomp);
    if (request.noNewPrivileges)
        host["SecurityOpt"].push_back("no-new-privileges");
    if (request.readOnlyRoot)
        host["ReadonlyRootfs"] = true;
    if (!request.tmpfs.empty())
        host["Tmpfs"] = request.tmpfs;
    for (const Ulimit &limit : request.ulimits)
        host["Ulimits"].push_back({{"Name", limit.name}, {"Soft", limit.soft}, {"Hard", limit.hard}});
    body["HostConfig"] = std::move(host);
    return body;
}

std::string urlEncode(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~')
            result += c;
        else
            result += std::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return result;
}

} // namespace whittle::engine
