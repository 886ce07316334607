#pragma once

#include "engine/engine.h"
#include "probe/probe.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::engine {

/// What of the image's settings a run overrides; used by record and verify alike.
struct RunOverrides
{
    std::vector<std::string> environment;
    std::vector<std::string> volumes;
    std::vector<PortBinding> publish;
    std::optional<std::string> user;
    std::optional<std::vector<std::string>> entrypoint; // drops the image's command, as engines do
    std::optional<std::vector<std::string>> command;
    std::string network;
    std::vector<std::string> capAdd;
    std::vector<std::string> capDrop;
    bool noNewPrivileges = false;
    bool readOnlyRoot = false;
    std::map<std::string, std::string> tmpfs; // path → mount options
};

/// How an image runs in production: its own settings with the overrides over them.
struct RunPlan
{
    ContainerRequest request;            // the production container; exposed TCP ports are published on 127.0.0.1
    std::vector<std::string> words;      // what is executed: entrypoint and command
    std::string user;
    std::string stopSignal;              // "SIGTERM" when the image names none
    bool homeGiven = false;              // HOME is in the environment; otherwise the engine sets the user's
    Healthcheck healthcheck;
    std::set<std::string> capabilities;  // bounding set
    std::vector<int> ports;              // exposed and published TCP ports of the container, ascending
    bool hostNetwork = false;
};

/// Errors: InvalidInput when there is nothing to execute, or a capability that is none.
[[nodiscard]] Result<RunPlan> planRun(const EngineInfo &engine, const ImageConfig &image, const std::string &reference, const RunOverrides &overrides);

/// Whether a container did not start because a port that its engine had chosen was taken: Podman chooses it when it makes the container, and holds
/// it when it starts it. Another container of the same request gets another.
[[nodiscard]] bool lostItsPort(const std::string &message, const ContainerRequest &request);
/// How often a container is made anew for that reason.
inline constexpr int kMostStarts = 4;

/// A container that is ours: labelled with its owner, and removed with its anonymous volumes when the object goes.
class Container
{
public:
    /// Errors: as Engine::createContainer(). Nothing is left behind.
    [[nodiscard]] static Result<Container> create(Engine &engine, ContainerRequest request);
    Container(Container &&other) noexcept;
    Container &operator=(Container &&) = delete;
    ~Container();

    [[nodiscard]] const std::string &id() const { return m_id; }
    /// Removes it now. Errors: as Engine::removeContainer(); the destructor tries again.
    [[nodiscard]] Result<> remove();

private:
    Container(Engine &engine, std::string name) : m_engine(&engine), m_name(std::move(name)) {}

    Engine *m_engine;
    std::string m_name; // empty: nothing to remove
    std::string m_id;
};

/// Where the plan's ports answer, once the container runs; a port that the engine did not publish is left out.
[[nodiscard]] std::vector<probe::Endpoint> endpointsOf(const RunPlan &plan, const ContainerState &state);

/// The last line of a container's output, standard error first: for messages. Empty when it printed nothing.
[[nodiscard]] std::string lastLine(const std::pair<std::string, std::string> &logs);

/// "SIGQUIT", "QUIT", "3", "SIGRTMIN+3" as a number. Errors: InvalidInput.
[[nodiscard]] Result<int> signalNumber(std::string_view name);

} // namespace whittle::engine
