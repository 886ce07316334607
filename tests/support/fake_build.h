#pragma once

#include "jobs/enginejobs.h"
#include "support/images.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace whittle::test {

/// A build without an engine: reports its steps, shows a recording that grows, and ends when it is told to, or when it is stopped.
class FakeBuild
{
public:
    [[nodiscard]] app::BuildFn function()
    {
        return [this](const app::BuildChoices &choices, const slim::BuildRequest &request, std::stop_token stop, const slim::BuildObserver &observer) -> Result<slim::BuildResult> {
            const std::lock_guard running(m_running);
            {
                const std::lock_guard lock(m_mutex);
                m_choices = choices;
                m_request = request;
                ++m_starts;
            }
            observer.progress({"inspect: reading the image", 1, 4});
            if (request.recordingPath.empty()) {
                observer.progress({"record: starting", 0, 0});
                auto change = trace::wholeChange(smallRecording());
                observer.recording(change);
                change.syscalls = trace::wholeChange(RecordingMaker().call("socket", 3)).syscalls;
                change.calls += 3;
                change.files = {{"/etc/hosts", "server", 9'000'000, false}};
                observer.recording(change);
            }
            {
                // Woken by finish() or by stop, whichever comes first.
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, stop, [this] { return m_result.has_value(); });
                if (stop.stop_requested())
                    return fail(ErrorCode::Cancelled, "stopped");
            }
            for (const char *step : {"select: 15 files", "write: slim.tar", "load: into the engine", "verify: starting"})
                observer.progress({step, 0, 0});
            const std::lock_guard lock(m_mutex);
            return *m_result;
        };
    }

    void finish(Result<slim::BuildResult> result)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_result = std::move(result);
        }
        m_wake.notify_all();
    }

    [[nodiscard]] slim::BuildRequest request()
    {
        const std::lock_guard lock(m_mutex);
        return m_request;
    }
    [[nodiscard]] int starts()
    {
        const std::lock_guard lock(m_mutex);
        return m_starts;
    }

    [[nodiscard]] static slim::BuildResult result(bool verified, const std::string &folder)
    {
        slim::BuildResult result;
        result.name = "demo";
        result.slimReference = verified ? "demo.slim:latest" : "";
        result.artifacts = {folder + "/demo-seccomp.json", folder + "/demo.whittle.json", folder + "/report.html", folder + "/slim.tar", folder + "/selection.json"};
        result.fatSize = 6'075'000;
        result.slimSize = 2'900'700;
        result.recording = smallRecording();
        result.selection = smallSelection();
        auto &verdict = result.verdict;
        verdict.verified = verified;
        verdict.tried = true;
        for (auto *part : {&verdict.plain, &verdict.underProfile, &verdict.fatUnderProfile}) {
            part->started = true;
            part->startsTried = 8;
            part->verified = verified;
            part->probes = {{"GET http :80 /", verified, verified ? "" : "status 500 instead of 200"}};
        }
        if (verified)
            verdict.added = {"/etc/hosts: the slim image failed without it"};
        else
            verdict.missingFiles = {{"/usr/share/doc/README", true, "server looked for it"}};
        result.warnings = {"only one page was asked for"};
        return result;
    }

private:
    std::mutex m_running; // one after the other
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Result<slim::BuildResult>> m_result;
    app::BuildChoices m_choices;
    slim::BuildRequest m_request;
    int m_starts = 0;
};

} // namespace whittle::test
