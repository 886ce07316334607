#pragma once

#include "engine/docker_json.h"
#include "engine/engine.h"
#include "engine/http_client.h"

#include <memory>
#include <string>

namespace whittle::engine {

/// An engine that speaks Docker's API: Docker itself, and Podman's emulation of it.
class DockerEngine final : public Engine
{
public:
    /// The API versions that the requests of this class are right for.
    static constexpr int kOldestMinor = 40; // Docker 19.03
    static constexpr int kNewestMinor = 47;

    /// Connects and agrees on an API version; keeps companion (the service behind the socket, if it is ours) as long as it lives. Errors: Unavailable, PermissionDenied, NotFound for the socket; Unsupported for an engine
    /// that is too old or too new; Io when it is no engine.
    [[nodiscard]] static Result<std::unique_ptr<DockerEngine>> open(const std::string &socketPath, std::stop_token stop,
                                                                    std::shared_ptr<void> companion = {});

    [[nodiscard]] const EngineInfo &info() const override { return m_info; }
    [[nodiscard]] Result<std::unique_ptr<Engine>> connectAgain(std::stop_token stop) override;
    [[nodiscard]] Result<ImageConfig> inspectImage(const std::string &reference) override;
    [[nodiscard]] Result<std::string> loadImage(const std::string &archivePath, std::stop_token stop, const ProgressFn &report) override;
    [[nodiscard]] Result<std::string> loadImage(const ArchiveSource &archive, std::stop_token stop, const ProgressFn &report) override;
    [[nodiscard]] Result<> saveImage(const std::string &reference, const std::string &path, std::stop_token stop, const ProgressFn &report) override;
    [[nodiscard]] Result<> tagImage(const std::string &reference, const std::string &name) override;
    [[nodiscard]] Result<std::vector<ImageSummary>> listImages() override;
    [[nodiscard]] Result<> removeImage(const std::string &reference) override;
    [[nodiscard]] Result<std::string> createContainer(const ContainerRequest &request) override;
    [[nodiscard]] Result<> startContainer(const std::string &id) override;
    [[nodiscard]] Result<ContainerState> inspectContainer(const std::string &id) override;
    [[nodiscard]] Result<> signalContainer(const std::string &id, const std::string &signal) override;
    [[nodiscard]] Result<> stopContainer(const std::string &id, int graceSeconds) override;
    [[nodiscard]] Result<int> waitContainer(const std::string &id, std::stop_token stop) override;
    [[nodiscard]] Result<> removeContainer(const std::string &id) override;
    [[nodiscard]] Result<std::pair<std::string, std::string>> containerLogs(const std::string &id) override;
    [[nodiscard]] Result<> putArchive(const std::string &id, const std::string &directory, std::string_view tar) override;
    [[nodiscard]] Result<std::string> getArchive(const std::string &id, const std::string &path) override;
    [[nodiscard]] Result<std::unique_ptr<ExecStream>> exec(const std::string &id, const ExecRequest &request) override;
    [[nodiscard]] Result<std::vector<std::pair<std::string, std::map<std::string, std::string>>>> listContainers(const std::string &label) override;

private:
    DockerEngine(std::string socketPath, std::stop_token stop, std::shared_ptr<void> companion)
        : m_companion(std::move(companion)), m_client(std::move(socketPath)), m_stop(std::move(stop)) {}

    // Sends it below "/v1.NN"; an answer of 400 or above is an error that begins with what.
    [[nodiscard]] Result<HttpResponse> call(HttpRequest request, const std::string &what, std::stop_token stop);
    [[nodiscard]] Result<Json> callJson(HttpRequest request, const std::string &what, std::stop_token stop);
    [[nodiscard]] Result<> mayChange() const;
    [[nodiscard]] Result<> negotiate();

    std::shared_ptr<void> m_companion;
    HttpClient m_client;
    std::stop_token m_stop;
    std::string m_prefix; // "/v1.45"
    EngineInfo m_info;
};

} // namespace whittle::engine
