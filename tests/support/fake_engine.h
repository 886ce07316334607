#pragma once

#include "base/files.h"
#include "engine/engine.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace whittle::test {

/// What a container of the fake engine does once it is started.
struct FakeRun
{
    std::string startError; // not empty: it does not start, and this is the text
    bool running = true;
    int exitCode = 0;
    std::string output;
    std::string errorOutput;
};

/// What a command inside does.
struct FakeExec
{
    int status = 0;
    std::string output;
    std::string errorOutput;
};

/// An engine in memory. Containers do what run and exec say; everything else is remembered for the test to look at.
class FakeEngine final : public engine::Engine
{
public:
    std::map<std::string, engine::ImageConfig> images;
    std::function<FakeRun(const engine::ContainerRequest &)> run = [](const engine::ContainerRequest &) { return FakeRun(); };
    std::function<Result<FakeExec>(const engine::ContainerRequest &, const engine::ExecRequest &)> execute = [](const engine::ContainerRequest &, const engine::ExecRequest &) {
        return Result<FakeExec>(FakeExec());
    };
    std::function<Result<>(std::string_view call)> failure = [](std::string_view) { return Result<>(); }; // asked before every call
    std::map<std::string, std::string> archives; // path → reference
    /// What loading does with an archive that archives does not know; its name and bytes.
    std::function<Result<std::string>(FakeEngine &, const std::string &name, const std::string &content)> load =
        [](FakeEngine &, const std::string &name, const std::string &) { return Result<std::string>(fail(ErrorCode::NotFound, name + ": no such file")); };
    std::function<Result<>(const std::string &reference, const std::string &path)> save = [](const std::string &reference, const std::string &) {
        return Result<>(fail(ErrorCode::NotFound, "no such image: " + reference));
    };
    engine::EngineInfo facts{.version = "26.1.5", .runtime = "runc", .runtimeVersion = "1.1.15", .kernel = "6.18.1", .machine = "x86_64"};

    // What happened. To be looked at when nothing runs.
    std::vector<engine::ContainerRequest> created;
    int started = 0;
    std::vector<std::string> calls; // that change images: "load …", "tag …", "untag …", "save …"
    [[nodiscard]] std::size_t containerCount() const
    {
        const std::lock_guard lock(m_mutex);
        return m_containers.size();
    }
    /// The request of the container whose port is published there.
    [[nodiscard]] engine::ContainerRequest requestAt(int hostPort) const
    {
        const std::lock_guard lock(m_mutex);
        return created.at(static_cast<std::size_t>(hostPort - kFirstPort) / kPortsPerContainer);
    }

    [[nodiscard]] const engine::EngineInfo &info() const override { return facts; }
    Result<std::unique_ptr<engine::Engine>> connectAgain(std::stop_token) override;
    Result<engine::ImageConfig> inspectImage(const std::string &reference) override
    {
        if (auto failed = failure("inspectImage"); !failed)
            return std::unexpected(failed.error());
        const std::lock_guard lock(m_mutex);
        const auto found = find(reference);
        return found == images.end() ? Result<engine::ImageConfig>(fail(ErrorCode::NotFound, "no such image: " + reference)) : Result<engine::ImageConfig>(found->second);
    }
    Result<std::string> loadImage(const std::string &path, std::stop_token, const ProgressFn &) override
    {
        if (auto failed = failure("loadImage"); !failed)
            return std::unexpected(failed.error());
        const std::lock_guard lock(m_mutex);
        calls.push_back("load " + path);
        const auto found = archives.find(path);
        return found == archives.end() ? load(*this, path, readFile(path).value_or("")) : Result<std::string>(found->second);
    }
    Result<std::string> loadImage(const engine::ArchiveSource &archive, std::stop_token, const ProgressFn &) override
    {
        if (auto failed = failure("loadImage"); !failed)
            return std::unexpected(failed.error());
        std::string content;
        std::array<char, 65536> buffer;
        for (;;) {
            const auto got = archive.read(buffer);
            if (!got)
                return std::unexpected(got.error());
            if (*got == 0)
                break;
            content.append(buffer.data(), *got);
        }
        const std::lock_guard lock(m_mutex);
        calls.push_back("load " + archive.name);
        return load(*this, archive.name, content);
    }
    Result<> saveImage(const std::string &reference, const std::string &path, std::stop_token, const ProgressFn &) override
    {
        if (auto failed = failure("saveImage"); !failed)
            return failed;
        const std::lock_guard lock(m_mutex);
        calls.push_back("save " + reference);
        return save(reference, path);
    }
    Result<> tagImage(const std::string &reference, const std::string &name) override
    {
        if (auto failed = failure("tagImage"); !failed)
            return failed;
        const std::lock_guard lock(m_mutex);
        const auto image = find(reference);
        if (image == images.end())
            return fail(ErrorCode::NotFound, "no such image: " + reference);
        calls.push_back("tag " + name);
        images[name] = image->second;
        return {};
    }
    Result<std::vector<engine::ImageSummary>> listImages() override
    {
        const std::lock_guard lock(m_mutex);
        std::vector<engine::ImageSummary> list;
        for (const auto &[name, image] : images)
            list.push_back({image.id, {name}});
        return list;
    }
    Result<> removeImage(const std::string &reference) override
    {
        const std::lock_guard lock(m_mutex);
        calls.push_back("untag " + reference);
        return images.erase(reference) == 1 ? Result<>() : Result<>(fail(ErrorCode::NotFound, "no such image: " + reference));
    }
    Result<std::string> createContainer(const engine::ContainerRequest &request) override
    {
        if (auto failed = failure("createContainer"); !failed)
            return std::unexpected(failed.error());
        const std::lock_guard lock(m_mutex);
        created.push_back(request);
        const std::string id = "c" + std::to_string(created.size());
        m_containers[id] = {request, {}, false, kFirstPort + kPortsPerContainer * static_cast<int>(created.size() - 1)};
        return id;
    }
    Result<> startContainer(const std::string &id) override
    {
        if (auto failed = failure("startContainer"); !failed)
            return failed;
        const std::lock_guard lock(m_mutex);
        Container &container = m_containers.at(id);
        ++started;
        container.run = run(container.request);
        if (!container.run.startError.empty())
            return fail(ErrorCode::InvalidInput, "starting container " + id + ": " + container.run.startError);
        container.isStarted = true;
        return {};
    }
    Result<engine::ContainerState> inspectContainer(const std::string &id) override
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_containers.find(id);
        if (found == m_containers.end())
            return fail(ErrorCode::NotFound, "no such container: " + id);
        engine::ContainerState state;
        state.created = !found->second.isStarted;
        state.running = found->second.isStarted && found->second.run.running;
        state.exitCode = found->second.run.exitCode;
        int port = found->second.port;
        for (engine::PortBinding binding : found->second.request.ports) {
            binding.hostPort = port++;
            state.ports.push_back(binding);
        }
        return state;
    }
    Result<> signalContainer(const std::string &id, const std::string &) override { return end(id); }
    Result<> stopContainer(const std::string &id, int) override { return end(id); }
    Result<int> waitContainer(const std::string &id, std::stop_token) override
    {
        const std::lock_guard lock(m_mutex);
        return m_containers.at(id).run.exitCode;
    }
    Result<> removeContainer(const std::string &id) override
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_containers, [&id](const auto &entry) { return entry.first == id || entry.second.request.name == id; });
        return {};
    }
    Result<std::pair<std::string, std::string>> containerLogs(const std::string &id) override
    {
        const std::lock_guard lock(m_mutex);
        const FakeRun &what = m_containers.at(id).run;
        return std::pair(what.output, what.errorOutput);
    }
    Result<> putArchive(const std::string &, const std::string &, std::string_view) override { return {}; }
    Result<std::string> getArchive(const std::string &, const std::string &path) override { return fail(ErrorCode::NotFound, path); }
    Result<std::unique_ptr<engine::ExecStream>> exec(const std::string &id, const engine::ExecRequest &request) override
    {
        const std::lock_guard lock(m_mutex);
        auto done = execute(m_containers.at(id).request, request);
        if (!done)
            return std::unexpected(done.error());
        return std::make_unique<Stream>(*std::move(done));
    }
    Result<std::vector<std::pair<std::string, std::map<std::string, std::string>>>> listContainers(const std::string &label) override
    {
        const std::lock_guard lock(m_mutex);
        std::vector<std::pair<std::string, std::map<std::string, std::string>>> found;
        for (const auto &[id, container] : m_containers)
            if (container.request.labels.contains(label))
                found.emplace_back(id, container.request.labels);
        return found;
    }

private:
    struct Container
    {
        engine::ContainerRequest request;
        FakeRun run;
        bool isStarted = false;
        int port = 0; // the first that is published
    };
    static constexpr int kFirstPort = 40000;
    static constexpr int kPortsPerContainer = 10;

    // By a name or by its id.
    std::map<std::string, engine::ImageConfig>::iterator find(const std::string &reference)
    {
        const auto named = images.find(reference);
        return named != images.end() ? named : std::ranges::find_if(images, [&](const auto &image) { return image.second.id == reference; });
    }
    class Stream final : public engine::ExecStream
    {
    public:
        explicit Stream(FakeExec result) : m_result(std::move(result)) {}
        Result<std::size_t> read(char *buffer, std::size_t size, std::stop_token) override
        {
            const std::size_t count = std::min(size, m_result.output.size() - m_at);
            std::copy_n(m_result.output.data() + m_at, count, buffer);
            m_at += count;
            return count;
        }
        Result<> write(std::string_view) override { return {}; }
        void setDeadline(std::optional<std::chrono::steady_clock::time_point>) override {}
        Result<> closeInput() override { return {}; }
        const std::string &errorOutput() const override { return m_result.errorOutput; }
        Result<int> exitStatus() override { return m_result.status; }

    private:
        FakeExec m_result;
        std::size_t m_at = 0;
    };

    Result<> end(const std::string &id)
    {
        const std::lock_guard lock(m_mutex);
        m_containers.at(id).run.running = false;
        return {};
    }

    mutable std::recursive_mutex m_mutex; // of everything that calls change; several connections share it
    std::map<std::string, Container> m_containers;
};

/// One more connection to a fake engine.
class FakeConnection final : public engine::Engine
{
public:
    explicit FakeConnection(FakeEngine &engine) : m_engine(engine) {}
    [[nodiscard]] const engine::EngineInfo &info() const override { return m_engine.info(); }
    Result<std::unique_ptr<engine::Engine>> connectAgain(std::stop_token stop) override { return m_engine.connectAgain(std::move(stop)); }
    Result<engine::ImageConfig> inspectImage(const std::string &reference) override { return m_engine.inspectImage(reference); }
    Result<std::string> loadImage(const std::string &path, std::stop_token stop, const ProgressFn &report) override { return m_engine.loadImage(path, std::move(stop), report); }
    Result<std::string> loadImage(const engine::ArchiveSource &archive, std::stop_token stop, const ProgressFn &report) override
    {
        return m_engine.loadImage(archive, std::move(stop), report);
    }
    Result<> saveImage(const std::string &reference, const std::string &path, std::stop_token stop, const ProgressFn &report) override
    {
        return m_engine.saveImage(reference, path, std::move(stop), report);
    }
    Result<> tagImage(const std::string &reference, const std::string &name) override { return m_engine.tagImage(reference, name); }
    Result<std::vector<engine::ImageSummary>> listImages() override { return m_engine.listImages(); }
    Result<> removeImage(const std::string &reference) override { return m_engine.removeImage(reference); }
    Result<std::string> createContainer(const engine::ContainerRequest &request) override { return m_engine.createContainer(request); }
    Result<> startContainer(const std::string &id) override { return m_engine.startContainer(id); }
    Result<engine::ContainerState> inspectContainer(const std::string &id) override { return m_engine.inspectContainer(id); }
    Result<> signalContainer(const std::string &id, const std::string &signal) override { return m_engine.signalContainer(id, signal); }
    Result<> stopContainer(const std::string &id, int graceSeconds) override { return m_engine.stopContainer(id, graceSeconds); }
    Result<int> waitContainer(const std::string &id, std::stop_token stop) override { return m_engine.waitContainer(id, std::move(stop)); }
    Result<> removeContainer(const std::string &id) override { return m_engine.removeContainer(id); }
    Result<std::pair<std::string, std::string>> containerLogs(const std::string &id) override { return m_engine.containerLogs(id); }
    Result<> putArchive(const std::string &id, const std::string &directory, std::string_view tar) override { return m_engine.putArchive(id, directory, tar); }
    Result<std::string> getArchive(const std::string &id, const std::string &path) override { return m_engine.getArchive(id, path); }
    Result<std::unique_ptr<engine::ExecStream>> exec(const std::string &id, const engine::ExecRequest &request) override { return m_engine.exec(id, request); }
    Result<std::vector<std::pair<std::string, std::map<std::string, std::string>>>> listContainers(const std::string &label) override
    {
        return m_engine.listContainers(label);
    }

private:
    FakeEngine &m_engine;
};

inline Result<std::unique_ptr<engine::Engine>> FakeEngine::connectAgain(std::stop_token)
{
    return std::make_unique<FakeConnection>(*this);
}

} // namespace whittle::test
