#include "jobs/recordjobs.h"

#include "base/files.h"
#include "engine/doctor.h"
#include "formats/seccomp_json.h"
#include "profile/filter.h"

#include <QDir>

#include <sys/syscall.h>

#include <chrono>
#include <format>

namespace whittle::app {
namespace {

/// A profile by the name that fields have for it.
Result<profile::Profile> profileNamed(const std::string &name)
{
    if (const auto *builtIn = profile::builtInProfile(name))
        return *builtIn;
    const auto text = readFile(name);
    if (!text)
        return std::unexpected(text.error());
    auto document = formats::readSeccompJson(*text);
    if (!document)
        return addContext(document.error(), "reading " + name);
    return std::move(document->profile);
}

Result<RunResult> runProgram(const RecordRun &run, const std::stop_token &stop, const RunObserver &observer)
{
    trace::ProgramRequest request;
    request.command = run.choices.words();
    request.workingDirectory = (run.choices.folder.isEmpty() ? QDir::homePath() : run.choices.folder).toStdString();
    request.finish = run.finish;
    request.output = observer.output;
    if (!run.choices.untilExit && run.choices.seconds > 0)
        request.stopAfter = std::chrono::seconds(run.choices.seconds);
    std::optional<profile::Filter> filter;
    const std::string base = run.choices.base.toStdString();
    if (run.tried || (!base.empty() && base != "none")) {
        auto named = run.tried ? Result<profile::Profile>(run.tried->profile) : profileNamed(base);
        if (!named)
            return std::unexpected(named.error());
        profile::Target target = run.tried ? run.tried->target : profile::Target();
        target.architecture = nativeAbi(); // it runs here
        if (base == "podman-default" && !run.tried) {
            target.rules = profile::EngineRules::Podman;
            target.capabilities = profile::defaultCapabilities(target.rules);
        }
        request.baseName = run.tried ? run.tried->name : base;
        auto compiled = profile::compile(*named, target);
        if (!compiled)
            return addContext(compiled.error(), request.baseName);
        filter = std::move(*compiled);
        request.baseFilter.assign(filter->program().begin(), filter->program().end());
    }
    if (observer.progress)
        observer.progress({"running", 0, 0});
    auto recording = trace::recordProgram(request, stop, observer.live);
    if (!recording && filter && recording.error().code != ErrorCode::Cancelled && !filter->decide(nativeAbi(), SYS_execve).executes())
        return fail(recording.error().code, std::format("nothing can be executed under {}: it answers execve with {}", request.baseName, filter->decide(nativeAbi(), SYS_execve).toString()));
    if (!recording)
        return std::unexpected(recording.error());
    RunResult result{std::move(*recording), std::nullopt};
    if (run.tried && filter && run.choices.kernelToo && !run.finish.stop_requested()) {
        observer.progress({"running it under the kernel's own filter", 0, 0});
        request.output = [](std::string_view) {};
        auto outcome = analysis::runUnderKernel(request, *filter, stop);
        if (!outcome)
            return std::unexpected(outcome.error());
        result.kernel = std::move(*outcome);
    }
    return result;
}

Result<RunResult> runImage(const RecordRun &run, const std::stop_token &stop, const RunObserver &observer)
{
    engine::ImageRecordRequest request;
    request.image = run.choices.archive.isEmpty() ? run.choices.image.trimmed().toStdString() : std::string();
    request.archivePath = run.choices.archive.toStdString();
    auto probes = probesOf(run.choices);
    if (!probes)
        return std::unexpected(probes.error());
    request.probes = std::move(*probes);
    request.probes.failuresAllowed = true; // what failed is in the recording; that is no reason to lose it
    auto overrides = overridesOf(run.choices);
    if (!overrides)
        return std::unexpected(overrides.error());
    request.overrides = std::move(*overrides);
    request.base = run.tried ? run.tried->name : run.choices.base.toStdString();
    if (run.tried)
        request.baseProfile = run.tried->profile;
    request.finish = run.finish;
    request.output = observer.output;
    observer.progress({"looking for the engine", 0, 0});
    auto engine = engine::connect(run.choices.engine.toStdString(), stop);
    if (!engine)
        return std::unexpected(engine.error());
    auto recording = engine::recordImage(**engine, request, stop, observer.progress, observer.live);
    if (!recording)
        return std::unexpected(recording.error());
    RunResult result{std::move(*recording), std::nullopt};
    if (run.tried && run.choices.kernelToo && !run.finish.stop_requested()) {
        observer.progress({"starting it under the engine's own filter", 0, 0});
        request.image = result.recording.subject.image;
        auto outcome = analysis::runUnderKernel(**engine, request, run.tried->profile, stop);
        if (!outcome)
            return std::unexpected(outcome.error());
        result.kernel = std::move(*outcome);
    }
    return result;
}

} // namespace

RecordFn realRun()
{
    return [](const RecordRun &run, std::stop_token stop, const RunObserver &observer) { return run.choices.isProgram ? runProgram(run, stop, observer) : runImage(run, stop, observer); };
}

EngineAdviceFn engineAdvice()
{
    return [](const QString &url, std::stop_token stop) -> Result<QStringList> {
        const auto found = engine::examineEngines(url == QLatin1StringView("podman") ? std::string() : url.toStdString(), std::move(stop));
        if (!found)
            return std::unexpected(found.error());
        QStringList lines;
        for (const auto &one : *found) {
            QString line = QStringLiteral("%1: %2").arg(QString::fromStdString(one.subject), QString::fromStdString(one.text));
            if (!one.mend.empty())
                line += QStringLiteral(" → ") + QString::fromStdString(one.mend);
            lines << line;
        }
        return lines;
    };
}

} // namespace whittle::app
