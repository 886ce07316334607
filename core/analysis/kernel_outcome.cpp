#include "analysis/kernel_outcome.h"

#include "analysis/trial.h"
#include "formats/seccomp_json.h"

#include <sys/syscall.h>

namespace whittle::analysis {

Result<KernelOutcome> runUnderKernel(trace::ProgramRequest request, const profile::Filter &filter, std::stop_token stop)
{
    request.baseFilter.clear();
    request.baseName = "none";
    request.kernelFilter.assign(filter.program().begin(), filter.program().end());
    const auto recording = trace::recordProgram(request, std::move(stop));
    KernelOutcome outcome;
    if (!recording) {
        // The program was found when it ran before; now the filter keeps it from being executed.
        if (recording.error().code == ErrorCode::Cancelled || filter.decide(nativeAbi(), SYS_execve).executes())
            return std::unexpected(recording.error());
        outcome.startError = recording.error().message;
        return outcome;
    }
    outcome.started = !recording->processes.empty();
    if (!outcome.started)
        outcome.startError = "the kernel ended the process before the program was executed";
    outcome.exitStatus = recording->exitStatus;
    outcome.signal = recording->signal;
    outcome.timedOut = recording->stoppedBy == "stop";
    for (const trace::Process &process : recording->processes)
        for (const trace::SyscallUse &use : process.syscalls)
            for (const auto &[error, count] : use.errors)
                outcome.errors[{use.abi, use.number}][error] += count;
    return outcome;
}

Result<KernelOutcome> runUnderKernel(engine::Engine &engine, const engine::ImageRecordRequest &request, const profile::Profile &profile, std::stop_token stop)
{
    const auto image = engine.inspectImage(request.image);
    if (!image)
        return std::unexpected(image.error());
    auto plan = engine::planRun(engine.info(), *image, request.image, request.overrides);
    if (!plan)
        return std::unexpected(plan.error());
    const VerifyTools tools;
    const auto trial = TrialRunner(tools, std::move(*plan), request.probes).run(engine, formats::writeSeccompJson(profile), stop);
    if (!trial)
        return std::unexpected(trial.error());
    KernelOutcome outcome;
    outcome.started = trial->started;
    outcome.startError = trial->startError;
    outcome.exitStatus = trial->exitCode;
    outcome.timedOut = trial->timedOut;
    for (const probe::Answer &answer : trial->answers)
        outcome.probes.push_back(answer.result);
    return outcome;
}

} // namespace whittle::analysis
