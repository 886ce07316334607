#include "engine/docker_engine.h"

#include "base/file_descriptor.h"
#include "base/files.h"
#include "engine/exec_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <format>
#include <set>
#include <thread>

namespace whittle::engine {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMaxLog = std::size_t{1} << 20;

// "1.45" → 45; -1 for anything else.
int minorOf(std::string_view version)
{
    int minor = -1;
    if (version.starts_with("1."))
        std::from_chars(version.data() + 2, version.data() + version.size(), minor);
    return minor;
}

// Reports how much of a transfer is done, some ten times a second.
class Throttle
{
public:
    Throttle(const ProgressFn &report, Progress progress) : m_report(report), m_progress(std::move(progress)) {}
    void add(std::uint64_t bytes)
    {
        m_progress.done += bytes;
        if (const auto now = std::chrono::steady_clock::now(); m_report && now - m_reported > 100ms) {
            m_reported = now;
            m_report(m_progress);
        }
    }

private:
    const ProgressFn &m_report;
    Progress m_progress;
    std::chrono::steady_clock::time_point m_reported = std::chrono::steady_clock::now();
};

void appendTail(std::string &to, std::string_view bytes)
{
    to += bytes;
    if (to.size() > 2 * kMaxLog)
        to.erase(0, to.size() - kMaxLog);
}

// What POST /images/load says it loaded: references and ids. Lines of JSON; Docker one line an image, Podman all in one.
Result<std::vector<std::string>> loadedImages(std::string_view body)
{
    std::vector<std::string> result;
    while (!body.empty()) {
        const auto end = std::min(body.find('\n'), body.size());
        const std::string_view line = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        const Json value = Json::parse(line, nullptr, false);
        if (const std::string error = textAt(value, "error"); !error.empty())
            return fail(ErrorCode::InvalidInput, error);
        std::string text = textAt(value, "stream");
        while (text.ends_with('\n'))
            text.pop_back();
        for (const std::string_view prefix : {"Loaded image ID: ", "Loaded image: ", "Loaded image(s): "}) {
            if (!text.starts_with(prefix))
                continue;
            std::string_view names = std::string_view(text).substr(prefix.size());
            while (!names.empty()) {
                const auto comma = std::min(names.find(','), names.size());
                result.emplace_back(names.substr(0, comma));
                names.remove_prefix(std::min(comma + 1, names.size()));
            }
            break;
        }
    }
    return result;
}

} // namespace

Result<std::unique_ptr<DockerEngine>> DockerEngine::open(const std::string &socketPath, std::stop_token stop, std::shared_ptr<void> companion)
{
    std::unique_ptr<DockerEngine> engine(new DockerEngine(socketPath, std::move(stop), std::move(companion)));
    if (auto done = engine->negotiate(); !done)
        return std::unexpected(done.error());
    return engine;
}

Result<std::unique_ptr<Engine>> DockerEngine::connectAgain(std::stop_token stop)
{
    std::unique_ptr<DockerEngine> engine(new DockerEngine(m_client.socketPath(), std::move(stop), m_companion));
    engine->m_prefix = m_prefix;
    engine->m_info = m_info;
    return engine;
}

Result<> DockerEngine::negotiate()
{
    const std::string &path = m_client.socketPath();
    // Without a version in the path every engine answers.
    const auto version = callJson({.target = "/version", .timeout = 20s}, path, m_stop);
    if (!version)
        return std::unexpected(version.error());
    const std::string theirs = textAt(*version, "ApiVersion");
    const int newest = minorOf(theirs);
    const int oldest = minorOf(textAt(*version, "MinAPIVersion"));
    if (newest < 0)
        return fail(ErrorCode::Io, path + ": what listens there is no container engine");
    if (newest < kOldestMinor)
        return fail(ErrorCode::Unsupported, std::format("{}: the engine speaks API {} at most, 1.{} is needed", path, theirs, kOldestMinor));
    if (oldest > kNewestMinor)
        return fail(ErrorCode::Unsupported, std::format("{}: the engine speaks API 1.{} at least, 1.{} is the newest known here", path, oldest, kNewestMinor));
    m_info.apiVersion = std::format("1.{}", std::min(newest, kNewestMinor));
    m_prefix = "/v" + m_info.apiVersion;

    const auto info = callJson({.target = "/info", .timeout = 30s}, path, m_stop);
    if (!info)
        return std::unexpected(info.error());
    std::string apiVersion = std::move(m_info.apiVersion);
    m_info = engineInfo(*version, *info);
    m_info.apiVersion = std::move(apiVersion);
    return {};
}

Result<HttpResponse> DockerEngine::call(HttpRequest request, const std::string &what, std::stop_token stop)
{
    request.target = m_prefix + request.target;
    auto response = m_client.perform(request, stop);
    if (!response)
        return addContext(response.error(), what);
    if (response->status >= 400)
        return failStatus(response->status, response->body, what);
    return response;
}

// An engine goes on with what nobody waits for any more: a container would come after it has been looked for, to be removed, and not been
// found. So what makes something is not begun after a cancel, and waited for when it was begun.
Result<> DockerEngine::mayChange() const
{
    return m_stop.stop_requested() ? Result<>(fail(ErrorCode::Cancelled, "cancelled")) : Result<>();
}

Result<Json> DockerEngine::callJson(HttpRequest request, const std::string &what, std::stop_token stop)
{
    const auto response = call(std::move(request), what, stop);
    return response ? parseJson(response->body, what) : Result<Json>(std::unexpected(response.error()));
}

Result<ImageConfig> DockerEngine::inspectImage(const std::string &reference)
{
    const std::string what = "image " + reference;
    if (reference.empty())
        return fail(ErrorCode::InvalidInput, "an image needs a name");
    const auto inspect = callJson({.target = "/images/" + urlEncode(reference) + "/json"}, what, m_stop);
    if (!inspect)
        return std::unexpected(inspect.error());
    ImageConfig config = imageConfig(*inspect);
    if (m_info.kind == Kind::Podman && config.healthcheck.test.empty()) {
        // Podman's emulation leaves HEALTHCHECK out; its own API has it.
        const auto own = callJson({.target = "/libpod/images/" + urlEncode(reference) + "/json"}, what, m_stop);
        if (own)
            config.healthcheck = healthcheck(member(*own, "Healthcheck"));
        else if (own.error().code == ErrorCode::Cancelled)
            return std::unexpected(own.error());
    }
    return config;
}

Result<std::string> DockerEngine::loadImage(const std::string &archivePath, std::stop_token stop, const ProgressFn &report)
{
    const FileDescriptor file(::open(archivePath.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return failErrno("opening " + archivePath, errno);
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0)
        return failErrno("reading " + archivePath, errno);
    if (S_ISDIR(status.st_mode))
        return fail(ErrorCode::InvalidInput, archivePath + ": is a directory, not an image archive");

    return loadImage({.name = archivePath, .size = static_cast<std::uint64_t>(status.st_size), .read = [&](std::span<char> buffer) -> Result<std::size_t> {
        ssize_t got = 0;
        do
            got = ::read(file.get(), buffer.data(), buffer.size());
        while (got < 0 && errno == EINTR);
        if (got < 0)
            return failErrno("reading " + archivePath, errno);
        return static_cast<std::size_t>(got);
    }}, std::move(stop), report);
}

Result<std::string> DockerEngine::loadImage(const ArchiveSource &archive, std::stop_token stop, const ProgressFn &report)
{
    const std::string what = "loading " + archive.name;
    Throttle throttle(report, {what, 0, archive.size});
    std::optional<Error> unreadable;
    HttpRequest request{.method = "POST", .target = "/images/load?quiet=1", .contentType = "application/x-tar", .timeout = 0s};
    request.source = [&](char *buffer, std::size_t size) -> std::ptrdiff_t {
        const auto got = archive.read({buffer, size});
        if (!got) {
            unreadable = got.error();
            return -1;
        }
        throttle.add(*got);
        return static_cast<std::ptrdiff_t>(*got);
    };
    const auto response = call(std::move(request), what, stop);
    if (unreadable)
        return std::unexpected(*unreadable);
    if (!response)
        return std::unexpected(response.error());
    const auto loaded = loadedImages(response->body);
    if (!loaded)
        return addContext(loaded.error(), what);
    if (loaded->empty())
        return fail(ErrorCode::InvalidInput, what + ": the engine found no image in it");
    // Several names of one image are fine, several images are a question.
    std::set<std::string> ids;
    if (loaded->size() > 1) {
        for (const std::string &name : *loaded) {
            const auto image = inspectImage(name);
            if (!image)
                return std::unexpected(image.error());
            ids.insert(image->id);
        }
    }
    if (ids.size() > 1) {
        std::string names;
        for (const std::string &name : *loaded)
            names += (names.empty() ? "" : ", ") + name;
        return fail(ErrorCode::InvalidInput, std::format("{} holds {} images, which are loaded now; name one of them: {}", archive.name, ids.size(), names));
    }
    return loaded->front();
}

Result<> DockerEngine::saveImage(const std::string &reference, const std::string &path, std::stop_token stop, const ProgressFn &report)
{
    const std::string what = "saving image " + reference;
    FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file)
        return failErrno("creating " + path, errno);
    Throttle throttle(report, {what, 0, 0});
    // A disk that is full ends the transfer at once.
    std::optional<Error> unwritable;
    std::stop_source source;
    const std::stop_callback forward(stop, [&source] { source.request_stop(); });
    HttpRequest request{.target = "/images/" + urlEncode(reference) + "/get", .timeout = 0s};
    request.sink = [&](std::string_view bytes) {
        throttle.add(bytes.size());
        while (!bytes.empty() && !unwritable) {
            const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
            if (written >= 0) {
                bytes.remove_prefix(static_cast<std::size_t>(written));
            } else if (errno != EINTR) {
                unwritable = failErrno("writing " + path, errno).error();
                source.request_stop();
            }
        }
    };
    const auto response = call(std::move(request), what, source.get_token());
    if (response && !unwritable)
        return {};
    // What is no file, as /dev/null, stays.
    if (struct stat status = {}; ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode))
        ::unlink(path.c_str());
    return std::unexpected(unwritable ? *unwritable : response.error());
}

Result<> DockerEngine::tagImage(const std::string &reference, const std::string &name)
{
    // The colon of a registry's port is not the one of a tag.
    const auto colon = name.rfind(':');
    const bool hasTag = colon != std::string::npos && name.find('/', colon) == std::string::npos;
    const std::string target = std::format("/images/{}/tag?repo={}&tag={}", urlEncode(reference), urlEncode(name.substr(0, hasTag ? colon : name.size())),
                                           urlEncode(hasTag ? name.substr(colon + 1) : "latest"));
    if (auto go = mayChange(); !go)
        return go;
    const auto response = call({.method = "POST", .target = target}, std::format("naming image {} {}", reference, name), {});
    if (!response)
        return std::unexpected(response.error());
    return {};
}

Result<std::vector<ImageSummary>> DockerEngine::listImages()
{
    const auto list = callJson({.target = "/images/json"}, "listing images", m_stop);
    if (!list)
        return std::unexpected(list.error());
    std::vector<ImageSummary> images;
    if (list->is_array())
        for (const Json &image : *list)
            images.push_back({textAt(image, "Id"), textsAt(image, "RepoTags")});
    return images;
}

Result<> DockerEngine::removeImage(const std::string &reference)
{
    const auto response = call({.method = "DELETE", .target = "/images/" + urlEncode(reference), .timeout = 60s}, "removing image " + reference, {});
    if (!response)
        return std::unexpected(response.error());
    return {};
}

Result<std::string> DockerEngine::createContainer(const ContainerRequest &request)
{
    std::string seccomp;
    std::optional<TemporaryDirectory> directory;
    if (request.seccompProfile) {
        seccomp = *request.seccompProfile;
        if (m_info.kind == Kind::Podman && seccomp != "unconfined") {
            // Podman wants a path where Docker wants the text, and reads the file while it makes the container.
            auto made = TemporaryDirectory::create("whittle-seccomp-");
            if (!made)
                return std::unexpected(made.error());
            directory = std::move(*made);
            const std::string path = directory->path() + "/seccomp.json";
            if (auto written = writeFileAtomically(path, seccomp); !written)
                return std::unexpected(written.error());
            seccomp = path;
        }
    }
    if (auto go = mayChange(); !go)
        return std::unexpected(go.error());
    HttpRequest create{.method = "POST", .target = "/containers/create"};
    if (!request.name.empty())
        create.target += "?name=" + urlEncode(request.name);
    create.body = createBody(request, seccomp).dump(-1, ' ', false, Json::error_handler_t::replace);
    const auto made = callJson(std::move(create), "making a container of " + request.image, {});
    if (!made)
        return std::unexpected(made.error());
    const std::string id = textAt(*made, "Id");
    if (id.empty())
        return fail(ErrorCode::Io, "making a container of " + request.image + ": the engine's answer has no id");
    return id;
}

Result<> DockerEngine::startContainer(const std::string &id)
{
    if (auto go = mayChange(); !go)
        return go;
    const auto response = call({.method = "POST", .target = "/containers/" + urlEncode(id) + "/start"},
                               "starting container " + id.substr(0, 12), {});
    if (!response)
        return std::unexpected(response.error());
    return {};
}

Result<ContainerState> DockerEngine::inspectContainer(const std::string &id)
{
    const auto inspect = callJson({.target = "/containers/" + urlEncode(id) + "/json", .timeout = 30s}, "container " + id.substr(0, 12), {});
    if (!inspect)
        return std::unexpected(inspect.error());
    return containerState(*inspect);
}

Result<> DockerEngine::signalContainer(const std::string &id, const std::string &signal)
{
    const auto response = call({.method = "POST", .target = "/containers/" + urlEncode(id) + "/kill?signal=" + urlEncode(signal), .timeout = 30s},
                               "sending " + signal + " to container " + id.substr(0, 12), {});
    if (!response)
        return std::unexpected(response.error());
    return {};
}

Result<> DockerEngine::stopContainer(const std::string &id, int graceSeconds)
{
    const auto response = call({.method = "POST", .target = std::format("/containers/{}/stop?t={}", urlEncode(id), graceSeconds),
                                .timeout = std::chrono::seconds(graceSeconds + 30)},
                               "stopping container " + id.substr(0, 12), {});
    if (!response)
        return std::unexpected(response.error());
    return {};
}

Result<int> DockerEngine::waitContainer(const std::string &id, std::stop_token stop)
{
    const std::string what = "waiting for container " + id.substr(0, 12);
    const auto answer = callJson({.method = "POST", .target = "/containers/" + urlEncode(id) + "/wait?condition=not-running", .timeout = 0s}, what, stop);
    if (!answer)
        return std::unexpected(answer.error());
    if (const std::string error = textAt(member(*answer, "Error"), "Message"); !error.empty())
        return fail(ErrorCode::Io, what + ": " + error);
    return static_cast<int>(numberAt(*answer, "StatusCode"));
}

Result<> DockerEngine::removeContainer(const std::string &id)
{
    for (int attempt = 0;; ++attempt) {
        const auto response = call({.method = "DELETE", .target = "/containers/" + urlEncode(id) + "?force=1&v=1", .timeout = 60s},
                                   "removing container " + id.substr(0, 12), {});
        if (response || response.error().code == ErrorCode::NotFound)
            return {};
        // While it is being started or already removed, engines answer "conflict"; that passes.
        if (attempt == 20)
            return std::unexpected(response.error());
        std::this_thread::sleep_for(250ms);
    }
}

Result<std::pair<std::string, std::string>> DockerEngine::containerLogs(const std::string &id)
{
    const std::string what = "reading the output of container " + id.substr(0, 12);
    std::pair<std::string, std::string> result;
    FrameReader frames;
    std::optional<Error> garbled;
    HttpRequest request{.target = "/containers/" + urlEncode(id) + "/logs?stdout=1&stderr=1", .timeout = 60s};
    request.sink = [&](std::string_view data) {
        while (!data.empty() && !garbled) {
            const auto piece = frames.next(data);
            if (!piece)
                garbled = piece.error();
            else
                appendTail(piece->stream == 1 ? result.first : result.second, piece->bytes);
        }
    };
    const auto response = call(std::move(request), what, {});
    if (!response)
        return std::unexpected(response.error());
    if (garbled)
        return addContext(*garbled, what);
    for (std::string *text : {&result.first, &result.second})
        if (text->size() > kMaxLog)
            text->erase(0, text->size() - kMaxLog);
    return result;
}

Result<> DockerEngine::putArchive(const std::string &id, const std::string &directory, std::string_view tar)
{
    HttpRequest request{.method = "PUT", .target = "/containers/" + urlEncode(id) + "/archive?path=" + urlEncode(directory), .contentType = "application/x-tar"};
    request.body = tar;
    const auto response = call(std::move(request), std::format("copying into {} of container {}", directory, id.substr(0, 12)), m_stop);
    if (!response)
        return std::unexpected(response.error());
    return {};
}

Result<std::string> DockerEngine::getArchive(const std::string &id, const std::string &path)
{
    auto response = call({.target = "/containers/" + urlEncode(id) + "/archive?path=" + urlEncode(path)},
                         std::format("copying {} from container {}", path, id.substr(0, 12)), m_stop);
    if (!response)
        return std::unexpected(response.error());
    return std::move(response->body);
}

Result<std::unique_ptr<ExecStream>> DockerEngine::exec(const std::string &id, const ExecRequest &request)
{
    const std::string what = "running a command in container " + id.substr(0, 12);
    Json body = {{"Cmd", request.command}, {"AttachStdin", request.attachInput}, {"AttachStdout", true}, {"AttachStderr", true}};
    if (!request.user.empty())
        body["User"] = request.user;
    if (!request.environment.empty())
        body["Env"] = request.environment;
    if (!request.workingDirectory.empty())
        body["WorkingDir"] = request.workingDirectory;
    HttpRequest create{.method = "POST", .target = "/containers/" + urlEncode(id) + "/exec"};
    create.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    const auto made = callJson(std::move(create), what, m_stop);
    if (!made)
        return std::unexpected(made.error());
    const std::string execId = textAt(*made, "Id");

    auto status = [path = m_client.socketPath(), target = m_prefix + "/exec/" + urlEncode(execId) + "/json", what]() -> Result<int> {
        HttpClient client(path);
        // The stream ends a moment before the engine has noticed the end of the command.
        for (int attempt = 0; attempt < 100; ++attempt) {
            const auto response = client.perform({.target = target, .timeout = 20s}, {});
            if (!response)
                return addContext(response.error(), what);
            if (response->status >= 400)
                return failStatus(response->status, response->body, what);
            const auto inspect = parseJson(response->body, what);
            if (!inspect)
                return std::unexpected(inspect.error());
            if (!flagAt(*inspect, "Running") && member(*inspect, "ExitCode").is_number())
                return static_cast<int>(numberAt(*inspect, "ExitCode"));
            std::this_thread::sleep_for(50ms);
        }
        return fail(ErrorCode::Io, what + ": the stream ended and the command did not");
    };
    auto stream = HijackedExec::open(m_client.socketPath(), m_prefix + "/exec/" + urlEncode(execId) + "/start", R"({"Detach":false,"Tty":false})",
                                     m_stop, std::move(status));
    if (!stream)
        return addContext(stream.error(), what);
    return std::unique_ptr<ExecStream>(std::move(*stream));
}

Result<std::vector<std::pair<std::string, std::map<std::string, std::string>>>> DockerEngine::listContainers(const std::string &label)
{
    const Json filters = {{"label", {label}}};
    const std::string query = urlEncode(filters.dump());
    auto list = callJson({.target = "/containers/json?all=1&filters=" + query}, "listing containers", m_stop);
    // Podman's list of Docker's form fails for all containers when one is half made, as a killed service leaves it; its own does not.
    if (!list && list.error().code != ErrorCode::Cancelled && m_info.kind == Kind::Podman)
        list = callJson({.target = "/libpod/containers/json?all=true&filters=" + query}, "listing containers", m_stop);
    if (!list)
        return std::unexpected(list.error());
    std::vector<std::pair<std::string, std::map<std::string, std::string>>> result;
    if (!list->is_array())
        return result;
    for (const Json &container : *list) {
        std::map<std::string, std::string> labels;
        if (const Json &own = member(container, "Labels"); own.is_object())
            for (const auto &[name, value] : own.items())
                if (value.is_string())
                    labels[name] = value.get<std::string>();
        result.emplace_back(textAt(container, "Id"), std::move(labels));
    }
    return result;
}

} // namespace whittle::engine
