#pragma once

#include "base/progress.h"
#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whittle::engine {

enum class Kind { Docker, Podman };

/// Facts about the engine at the other end.
struct EngineInfo
{
    Kind kind = Kind::Docker;
    std::string version;    // "26.1.5"
    std::string apiVersion; // that is spoken, "1.45"
    std::string runtime;    // default runtime's name, "runc"
    std::string runtimeVersion;
    std::string kernel;
    std::string machine;    // "x86_64"
    std::string cgroupVersion; // "1" or "2"
    std::vector<std::string> securityOptions;
    bool rootless = false;
};

/// HEALTHCHECK of an image. test is empty or {"NONE"} when there is none; else {"CMD", word…} or {"CMD-SHELL", text}. Zero durations: the
/// engine's defaults.
struct Healthcheck
{
    std::vector<std::string> test;
    std::chrono::nanoseconds interval{0};
    std::chrono::nanoseconds timeout{0};
};

/// Config of an image, the members that a run needs.
struct ImageConfig
{
    std::string id;        // "sha256:…"
    std::vector<std::string> tags;
    std::string digest;    // repository digest, may be empty
    std::string architecture;
    std::vector<std::string> entrypoint;
    std::vector<std::string> command;
    std::vector<std::string> environment; // "NAME=value"
    std::string user;
    std::string workingDirectory;
    std::vector<int> tcpPorts; // exposed, ascending
    std::vector<std::string> volumes;
    Healthcheck healthcheck;
    std::string stopSignal; // empty: SIGTERM
    std::int64_t size = 0;
};

struct PortBinding
{
    int containerPort = 0;
    std::string hostAddress;
    int hostPort = 0; // 0: any
};

struct Ulimit
{
    std::string name; // "nofile"
    std::int64_t soft = 0;
    std::int64_t hard = 0;
};

/// What a container is made of; empty members mean "as the image says".
struct ContainerRequest
{
    std::string image;
    std::optional<std::vector<std::string>> entrypoint;
    std::optional<std::vector<std::string>> command;
    std::vector<std::string> environment;
    std::optional<std::string> user;
    std::optional<std::string> workingDirectory;
    std::vector<std::string> volumes; // "/host:/container[:ro]"
    std::vector<PortBinding> ports;
    std::string network;
    std::vector<std::string> capAdd;
    std::vector<std::string> capDrop;
    std::string name;    // empty: the engine makes one up
    std::optional<std::string> seccompProfile; // JSON text, or "unconfined"; empty: the engine's default
    bool noNewPrivileges = false;
    bool readOnlyRoot = false;
    std::map<std::string, std::string> tmpfs; // path → options ("mode=755,uid=101"), may be empty
    std::vector<Ulimit> ulimits;
    bool disableHealthcheck = false;
    bool terminal = false;
    std::map<std::string, std::string> labels;
    std::string runtime;
};

struct ContainerState
{
    bool running = false;
    bool created = false; // made and never started
    int exitCode = 0;
    std::string error; // the runtime's text when it did not start
    std::string address; // IP on its network
    std::vector<PortBinding> ports; // as bound
};

/// An image as a list names it.
struct ImageSummary
{
    std::string id; // "sha256:…"
    std::vector<std::string> tags;
};

/// An archive as it is sent, piece by piece: fills the buffer, 0 at the end.
struct ArchiveSource
{
    std::string name;        // for messages
    std::uint64_t size = 0;  // for the progress; 0: not known
    std::function<Result<std::size_t>(std::span<char>)> read;
};

/// One command inside a running container with its streams attached. One thread may read while another writes.
class ExecStream
{
public:
    virtual ~ExecStream() = default;
    /// Blocks until bytes of standard output came; 0 bytes: end of stream. Standard error is collected apart. Errors: Cancelled; Io;
    /// Unavailable when the deadline has passed.
    [[nodiscard]] virtual Result<std::size_t> read(char *buffer, std::size_t size, std::stop_token stop) = 0;
    [[nodiscard]] virtual Result<> write(std::string_view bytes) = 0;
    /// When read() gives up; without one it waits for ever.
    virtual void setDeadline(std::optional<std::chrono::steady_clock::time_point> deadline) = 0;
    /// Ends the command's standard input.
    [[nodiscard]] virtual Result<> closeInput() = 0;
    /// The last 64 KiB of standard error so far; from the reading thread.
    [[nodiscard]] virtual const std::string &errorOutput() const = 0;
    /// Exit status once the stream has ended.
    [[nodiscard]] virtual Result<int> exitStatus() = 0;
};

struct ExecRequest
{
    std::vector<std::string> command;
    std::string user;
    std::vector<std::string> environment;
    std::string workingDirectory;
    bool attachInput = false;
};

/// A Docker-compatible engine. Every call blocks; one thread per object. Error messages name the request's object and carry the
/// engine's own text. The stop token given to connect() cancels every call at once, except those that end and clean up a run:
/// signalContainer, stopContainer, removeContainer, removeImage, containerLogs and inspectContainer, which have short time-outs instead.
/// createContainer, startContainer and tagImage are not begun after a cancel, but waited for once they have begun.
class Engine
{
public:
    virtual ~Engine() = default;
    [[nodiscard]] virtual const EngineInfo &info() const = 0;
    /// One more connection to the same engine, for another thread, with a stop token of its own. Goes before this one.
    [[nodiscard]] virtual Result<std::unique_ptr<Engine>> connectAgain(std::stop_token stop) = 0;
    [[nodiscard]] virtual Result<ImageConfig> inspectImage(const std::string &reference) = 0;
    /// Loads a docker-archive; returns the reference or id of its image.
    [[nodiscard]] virtual Result<std::string> loadImage(const std::string &archivePath, std::stop_token stop, const ProgressFn &report) = 0;
    [[nodiscard]] virtual Result<std::string> loadImage(const ArchiveSource &archive, std::stop_token stop, const ProgressFn &report) = 0;
    /// Writes a docker-archive of the image to path, which is gone again after an error. Progress is in bytes.
    [[nodiscard]] virtual Result<> saveImage(const std::string &reference, const std::string &path, std::stop_token stop, const ProgressFn &report) = 0;
    /// Gives the image one more name, "repository[:tag]", which may have named another one.
    [[nodiscard]] virtual Result<> tagImage(const std::string &reference, const std::string &name) = 0;
    [[nodiscard]] virtual Result<std::vector<ImageSummary>> listImages() = 0;
    /// Takes a name away, and the image with its last name. Errors: NotFound; others when a container uses it.
    [[nodiscard]] virtual Result<> removeImage(const std::string &reference) = 0;
    [[nodiscard]] virtual Result<std::string> createContainer(const ContainerRequest &request) = 0;
    /// Errors carry the runtime's text as the engine gives it.
    [[nodiscard]] virtual Result<> startContainer(const std::string &id) = 0;
    [[nodiscard]] virtual Result<ContainerState> inspectContainer(const std::string &id) = 0;
    [[nodiscard]] virtual Result<> signalContainer(const std::string &id, const std::string &signal) = 0;
    [[nodiscard]] virtual Result<> stopContainer(const std::string &id, int graceSeconds) = 0;
    /// Blocks until it ends; the exit code.
    [[nodiscard]] virtual Result<int> waitContainer(const std::string &id, std::stop_token stop) = 0;
    /// Removes by force, with its anonymous volumes. A container that is gone already is no error.
    [[nodiscard]] virtual Result<> removeContainer(const std::string &id) = 0;
    /// Standard output and standard error so far, the last MiB of each.
    [[nodiscard]] virtual Result<std::pair<std::string, std::string>> containerLogs(const std::string &id) = 0;
    /// Unpacks a tar stream below a directory of the container.
    [[nodiscard]] virtual Result<> putArchive(const std::string &id, const std::string &directory, std::string_view tar) = 0;
    /// A tar stream of a path of the container.
    [[nodiscard]] virtual Result<std::string> getArchive(const std::string &id, const std::string &path) = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<ExecStream>> exec(const std::string &id, const ExecRequest &request) = 0;
    /// Ids of all containers (running or not) that carry the label.
    [[nodiscard]] virtual Result<std::vector<std::pair<std::string, std::map<std::string, std::string>>>> listContainers(const std::string &label) = 0;
};

/// The sockets that connect() looks at, in its order, whether they exist or not: "unix:///…".
[[nodiscard]] std::vector<std::string> usualSockets();

/// Connects to url: "unix:///run/docker.sock" or a path; "podman": a private Podman service that ends with the object; empty:
/// DOCKER_HOST, the usual sockets, else that private service. stop cancels later calls, too (see Engine). The object goes before the thread
/// that made it ends. Errors: Unavailable naming what was tried; NotFound, PermissionDenied, Unsupported for the one that was named.
[[nodiscard]] Result<std::unique_ptr<Engine>> connect(const std::string &url, std::stop_token stop = {});

} // namespace whittle::engine
