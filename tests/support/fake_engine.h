#pragma once

#include "engine/engine.h"

#include <algorithm>
#include <functional>
#include <map>
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
    engine::EngineInfo facts{.version = "26.1.5", .runtime = "runc", .runtimeVersion = "1.1.15", .kernel = "6.18.1", .machine = "x86_64"};

    // What happened.
    std::vector<engine::ContainerRequest> created;
    int started = 0;
    [[nodiscard]] std::size_t containerCount() const { return m_containers.size(); }
    /// The request of the container that was started last; nullptr before the first.
    [[nodiscard]] const engine::ContainerRequest *last() const { return m_last.image.empty() ? nullptr : &m_last; }

    [[nodiscard]] const engine::EngineInfo &info() const override { return facts; }
    Result<engine::ImageConfig> inspectImage(const std::string &reference) override
    {
        if (auto failed = failure("inspectImage"); !failed)
            return std::unexpected(failed.error());
        const auto found = images.find(reference);
        return found == images.end() ? Result<engine::ImageConfig>(fail(ErrorCode::NotFound, "no such image: " + reference)) : Result<engine::ImageConfig>(found->second);
    }
    Result<std::string> loadImage(const std::string &path, std::stop_token, const ProgressFn &) override
    {
        const auto found = archives.find(path);
        return found == archives.end() ? Result<std::string>(fail(ErrorCode::NotFound, path + ": no such file")) : Result<std::string>(found->second);
    }
    Result<> removeImage(const std::string &reference) override
    {
        images.erase(reference);
        return {};
    }
    Result<std::string> createContainer(const engine::ContainerRequest &request) override
    {
        if (auto failed = failure("createContainer"); !failed)
            return std::unexpected(failed.error());
        created.push_back(request);
        const std::string id = "c" + std::to_string(created.size());
        m_containers[id] = {request, {}, false};
        return id;
    }
    Result<> startContainer(const std::string &id) override
    {
        if (auto failed = failure("startContainer"); !failed)
            return failed;
        Container &container = m_containers.at(id);
        ++started;
        m_last = container.request;
        container.run = run(container.request);
        if (!container.run.startError.empty())
            return fail(ErrorCode::InvalidInput, "starting container " + id + ": " + container.run.startError);
        container.isStarted = true;
        return {};
    }
    Result<engine::ContainerState> inspectContainer(const std::string &id) override
    {
        const auto found = m_containers.find(id);
        if (found == m_containers.end())
            return fail(ErrorCode::NotFound, "no such container: " + id);
        engine::ContainerState state;
        state.created = !found->second.isStarted;
        state.running = found->second.isStarted && found->second.run.running;
        state.exitCode = found->second.run.exitCode;
        int port = 40000;
        for (engine::PortBinding binding : found->second.request.ports) {
            binding.hostPort = port++;
            state.ports.push_back(binding);
        }
        return state;
    }
    Result<> signalContainer(const std::string &id, const std::string &) override { return end(id); }
    Result<> stopContainer(const std::string &id, int) override { return end(id); }
    Result<int> waitContainer(const std::string &id, std::stop_token) override { return m_containers.at(id).run.exitCode; }
    Result<> removeContainer(const std::string &id) override
    {
        std::erase_if(m_containers, [&id](const auto &entry) { return entry.first == id || entry.second.request.name == id; });
        return {};
    }
    Result<std::pair<std::string, std::string>> containerLogs(const std::string &id) override
    {
        const FakeRun &what = m_containers.at(id).run;
        return std::pair(what.output, what.errorOutput);
    }
    Result<> putArchive(const std::string &, const std::string &, std::string_view) override { return {}; }
    Result<std::string> getArchive(const std::string &, const std::string &path) override { return fail(ErrorCode::NotFound, path); }
    Result<std::unique_ptr<engine::ExecStream>> exec(const std::string &id, const engine::ExecRequest &request) override
    {
        auto done = execute(m_containers.at(id).request, request);
        if (!done)
            return std::unexpected(done.error());
        return std::make_unique<Stream>(*std::move(done));
    }
    Result<std::vector<std::pair<std::string, std::map<std::string, std::string>>>> listContainers(const std::string &label) override
    {
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
    };
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
        m_containers.at(id).run.running = false;
        return {};
    }

    std::map<std::string, Container> m_containers;
    engine::ContainerRequest m_last;
};

} // namespace whittle::test
