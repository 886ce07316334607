#include "jobs/playedrun.h"

#include "analysis/replay.h"
#include "profile/filter.h"

#include <condition_variable>
#include <mutex>

namespace whittle::app {
namespace {

constexpr int kSlices = 40;

/// The recording as it would be under the profile, had nothing else come of it.
Result<trace::Recording> refusedBy(const trace::Recording &recording, const TriedProfile &tried)
{
    const auto filter = profile::compile(tried.profile, tried.target);
    if (!filter)
        return std::unexpected(filter.error());
    trace::Recording refused = recording;
    refused.denials.clear();
    refused.environment.base = tried.name;
    const trace::Recording *one = &recording;
    for (const auto &call : analysis::replay(std::span(&one, 1), *filter).calls) {
        if (call.refused == 0)
            continue;
        trace::Denial denial{call.process, call.abi, call.number, call.answers.front().toString(), call.refused, call.firstSeenNs, {}, false};
        for (const auto &value : call.values) {
            if (denial.calls.size() < trace::Denial::kMaxCalls) {
                denial.calls.push_back({{}, {}, value.count});
                denial.calls.back().arguments[value.index] = value.value;
            }
        }
        refused.denials.push_back(std::move(denial));
    }
    return refused;
}

} // namespace

RecordFn playedRun(std::shared_ptr<const trace::Recording> recording)
{
    return [recording](const RecordRun &run, std::stop_token stop, const RunObserver &observer) -> Result<RunResult> {
        observer.progress({"running", 0, 0});
        auto shown = run.tried ? refusedBy(*recording, *run.tried) : Result<trace::Recording>(*recording);
        if (!shown)
            return std::unexpected(shown.error());
        std::int64_t from = -1;
        for (int slice = 1; slice <= kSlices; ++slice) {
            const std::int64_t to = slice == kSlices ? shown->durationNs + 1 : shown->durationNs / kSlices * slice;
            observer.live(trace::changeBetween(*shown, from, to));
            from = to;
        }
        for (const auto &probe : shown->probes)
            observer.progress({probe.probe, 0, 0});
        if (!run.tried) {
            observer.progress({"running", 0, 0});
            std::mutex mutex;
            std::condition_variable_any ended;
            std::unique_lock lock(mutex);
            const std::stop_callback wake(run.finish, [&] {
                const std::lock_guard guard(mutex);
                ended.notify_all();
            });
            ended.wait(lock, stop, [&] { return run.finish.stop_requested(); });
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled, "cancelled");
        }
        return RunResult{std::move(*shown), std::nullopt};
    };
}

} // namespace whittle::app
