#include "slim/build.h"

#include "analysis/missing_syscalls.h"
#include "analysis/propose.h"
#include "base/files.h"
#include "engine/leftovers.h"
#include "engine/retagged_archive.h"
#include "formats/seccomp_json.h"
#include "image/reference.h"
#include "profile/filter.h"
#include "slim/artifacts.h"
#include "slim/background.h"
#include "slim/coverage.h"
#include "slim/fat_image.h"
#include "slim/output_directory.h"
#include "slim/patterns.h"
#include "slim/slim_name.h"
#include "slim/trials.h"
#include "trace/recording_file.h"

#include <algorithm>
#include <format>
#include <utility>

namespace whittle::slim {

namespace {

using Clock = std::chrono::steady_clock;

// For a program that may never answer; it has answered sooner when nothing was missing.
constexpr std::chrono::seconds kFailingReadiness{10};
constexpr std::size_t kMaxProfile = std::size_t{64} << 20;

std::string now()
{
    return std::format("{:%FT%TZ}", std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

// The slim image in the engine while it is tried.
struct Candidate
{
    engine::TemporaryTag tag;
    engine::RunPlan plan;
    std::string id;
};

class Builder
{
public:
    Builder(engine::Engine &engine, const BuildRequest &request, std::stop_token stop, const BuildObserver &observer, const BuildTools &tools)
        : m_engine(engine), m_request(request), m_stop(std::move(stop)), m_observer(observer), m_tools(tools), m_options(request.selection)
    {}

    Result<BuildResult> run()
    {
        return prepare().and_then([this] { return learn(); }).and_then([this] { return make(); }).and_then([this] { return finish(); }).transform([this] { return std::move(m_result); }).transform_error([this](Error error) {
            error.message = inUsersWords(std::move(error.message));
            return error;
        });
    }

private:
    Result<> prepare();
    Result<> nameThings(const std::vector<std::string> &archiveReferences);
    Result<> learn();
    Result<> record();
    void describeRecording();
    Result<> propose();
    Result<> make();
    Result<Candidate> makeCandidate(const SelectionOptions &options, const std::string &file, Selection &selection, image::WrittenImage &written);
    Result<bool> explainAndFix(bool fix);
    Result<std::vector<MissingFile>> lookForMissingFiles();
    Result<> prove(std::vector<MissingFile> &files);
    Result<bool> answersSameWith(std::span<const MissingFile> files);
    Result<> nameSlimImage();
    Result<> finish();

    void say(std::string step, std::uint64_t done = 0, std::uint64_t total = 0) const
    {
        if (m_observer.progress)
            m_observer.progress({inUsersWords(std::move(step)), done, total});
    }
    // Names that we or the engine gave say nothing to a person.
    [[nodiscard]] std::string inUsersWords(std::string text) const
    {
        const auto replace = [&text](const std::string &from, const std::string &to) {
            for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
                text.replace(at, from.size(), to);
        };
        if (m_fat && !m_fat->reference().empty())
            replace(m_fat->reference(), m_request.archivePath.empty() ? m_request.image : m_request.archivePath);
        if (m_candidate)
            replace(m_candidate->tag.reference(), "the slim image");
        return text;
    }
    // Reports of a part, under the name of its step.
    ProgressFn part(std::string name) const
    {
        return [this, name = std::move(name)](const Progress &progress) { say(name + ": " + progress.step, progress.done, progress.total); };
    }
    // A step of the summary ends.
    void took(const std::string &step)
    {
        const auto now = Clock::now();
        m_result.steps.emplace_back(step, std::chrono::duration_cast<std::chrono::milliseconds>(now - std::exchange(m_stepBegan, now)));
    }
    [[nodiscard]] Result<> notCancelled() const { return m_stop.stop_requested() ? Result<>(fail(ErrorCode::Cancelled, "cancelled")) : Result<>(); }

    engine::Engine &m_engine;
    const BuildRequest &m_request;
    std::stop_token m_stop;
    const BuildObserver &m_observer;
    const BuildTools &m_tools;
    SelectionOptions m_options; // with what --fix added

    BuildResult m_result;
    std::string m_slimReference;
    std::string m_startedAt = now();
    Clock::time_point m_stepBegan = Clock::now();
    std::optional<OutputDirectory> m_output;
    std::unique_ptr<FatImage> m_fat;
    const image::Image *m_fatFiles = nullptr;
    std::optional<Background<void>> m_fatReports;
    engine::RunPlan m_fatPlan;
    ProgressFn m_verifyProgress;
    std::optional<Candidate> m_candidate;
    std::unique_ptr<Trials> m_trials; // last: its containers go before the images that they run
};

Result<> Builder::prepare()
{
    if (m_request.image.empty() == m_request.archivePath.empty())
        return fail(ErrorCode::InvalidInput, "build: give either an image or an archive");
    if (!m_request.recordingPath.empty()) {
        auto recording = trace::loadRecording(m_request.recordingPath);
        if (!recording)
            return std::unexpected(recording.error());
        m_result.recording = *std::move(recording);
    }
    if (!m_request.tag.empty())
        if (const auto tag = image::parseReference(m_request.tag); !tag)
            return addContext(tag.error(), "--tag");
    // These are read again when the image's files are known; by then much time would be lost.
    if (auto fine = checkPatterns(m_request.selection.include); !fine)
        return addContext(fine.error(), "include");
    if (auto fine = checkPatterns(m_request.selection.exclude); !fine)
        return addContext(fine.error(), "exclude");
    auto output = OutputDirectory::open(m_request.outputDirectory);
    if (!output)
        return std::unexpected(output.error());
    m_output.emplace(*std::move(output));
    const auto left = engine::removeLeftovers(m_engine);
    if (!left)
        return std::unexpected(left.error());
    if (*left > 0)
        say(std::format("removed what earlier runs left: {}", *left));

    const std::string &name = m_request.archivePath.empty() ? m_request.image : m_request.archivePath;
    say("inspect " + name);
    auto fat = FatImage::bring(m_engine, m_request, m_output->work({}), m_stop, part("load"));
    if (!fat)
        return std::unexpected(fat.error());
    m_fat = *std::move(fat);
    auto plan = engine::planRun(m_engine.info(), m_fat->config(), m_fat->reference(), m_request.overrides);
    if (!plan)
        return std::unexpected(plan.error());
    m_fatPlan = *std::move(plan);
    took(m_request.archivePath.empty() ? "inspect" : "load");
    if (m_request.archivePath.empty())
        return nameThings({});
    const auto archive = m_fat->open({});
    return archive ? nameThings((*archive)->references()) : Result<>(std::unexpected(archive.error()));
}

Result<> Builder::nameThings(const std::vector<std::string> &archiveReferences)
{
    auto names = namesFor(m_request, m_engine.info(), m_fat->config(), archiveReferences);
    if (!names)
        return std::unexpected(names.error());
    m_result.name = std::move(names->artifacts);
    m_slimReference = std::move(names->slim);
    if (m_request.archivePath.empty() && std::ranges::contains(m_fat->config().tags, m_slimReference))
        return fail(ErrorCode::InvalidInput, std::format("--tag {}: this is the name of the fat image, which would lose it", m_request.tag));
    return m_output->check(artifactFiles(m_result.name));
}

// The recording and the profile, while the fat image is saved, read and run for comparison.
Result<> Builder::learn()
{
    m_verifyProgress = [this](const Progress &progress) { say(progress.step, progress.done, progress.total); };
    m_trials = std::make_unique<Trials>(m_engine, m_request, m_tools.verify, m_stop, m_verifyProgress);
    const std::string &name = m_request.archivePath.empty() ? m_request.image : m_request.archivePath;
    if (m_request.verify && m_trials->mayOverlap())
        m_trials->beginReference(m_fatPlan, name);
    if (m_request.recordingPath.empty())
        if (auto recorded = record(); !recorded)
            return recorded;
    if (auto proposed = propose(); !proposed)
        return proposed;
    if (m_request.verify && !m_trials->mayOverlap())
        m_trials->beginReference(m_fatPlan, name);
    if (m_request.verify)
        m_trials->beginUnderProfile(m_result.profile);

    const auto fat = m_fat->open(part(m_request.archivePath.empty() ? "save" : "inspect"));
    if (!fat)
        return std::unexpected(fat.error());
    m_fatFiles = *fat;
    took("save");
    m_result.fatSize = m_fatFiles->files().contentSize();
    describeRecording();
    m_fatReports.emplace([this](const std::stop_token &stop, const ProgressFn &) {
        return reportFat(*m_output, *m_fatFiles, m_request.archivePath.empty() ? m_request.image : m_request.archivePath, stop);
    }, m_stop);
    return {};
}

Result<> Builder::record()
{
    engine::ImageRecordRequest record;
    record.image = m_fat->reference();
    record.overrides = m_request.overrides;
    record.probes = m_request.probes;
    record.base = m_request.base;
    auto recording = m_tools.record(m_engine, record, m_stop, part("record"), m_observer.recording);
    if (!recording)
        return std::unexpected(recording.error());
    m_result.recording = *std::move(recording);
    m_result.recording.subject.image = m_request.archivePath.empty() ? m_request.image : m_request.archivePath;
    took("record");
    return {};
}

// What was recorded now is of this image, whatever it was called while it ran; what was recorded before may be of another.
void Builder::describeRecording()
{
    trace::Subject &subject = m_result.recording.subject;
    const std::vector<std::string> digests = {m_fatFiles->configDigest(), m_fatFiles->manifestDigest(), m_fat->config().id, m_fat->config().digest};
    if (m_request.recordingPath.empty()) {
        if (!m_request.archivePath.empty())
            subject.imageDigest = m_fatFiles->configDigest();
    } else if (subject.kind != "image") {
        m_result.warnings.push_back(std::format("{} is the recording of a program of this machine, not of this image", m_request.recordingPath));
    } else if (subject.imageDigest.empty() || std::ranges::none_of(digests, [&](const std::string &digest) {
                   return !digest.empty() && (digest == subject.imageDigest || digest.ends_with("@" + subject.imageDigest) || subject.imageDigest.ends_with("@" + digest));
               })) {
        m_result.warnings.push_back(std::format("{} was recorded with another image ({}, {}): files that only this one needs are not kept", m_request.recordingPath,
                                                subject.image, subject.imageDigest.empty() ? "without a digest" : subject.imageDigest));
    }
    for (std::string &warning : coverageWarnings(m_result.recording))
        m_result.warnings.push_back(std::move(warning));
}

Result<> Builder::propose()
{
    analysis::ProposeOptions options;
    options.noNewPrivileges = m_request.overrides.noNewPrivileges;
    // A base that is a file counts while the file is there; without it the recording's denials speak alone.
    const std::string &base = m_result.recording.environment.base;
    if (!base.empty() && base != "none" && !profile::builtInProfile(base))
        if (const auto text = readFile(base, kMaxProfile))
            if (auto document = formats::readSeccompJson(*text))
                options.bases.emplace(base, std::move(document->profile));
    auto proposal = analysis::propose(std::span(&m_result.recording, 1), options);
    if (!proposal)
        return std::unexpected(proposal.error());
    m_result.profile = std::move(proposal->profile);
    m_result.warnings.insert(m_result.warnings.end(), proposal->notes.begin(), proposal->notes.end());
    return {};
}

Result<Candidate> Builder::makeCandidate(const SelectionOptions &options, const std::string &file, Selection &selection, image::WrittenImage &written)
{
    say("select files");
    auto selected = select(*m_fatFiles, m_result.recording, options);
    if (!selected)
        return std::unexpected(selected.error());
    selection = *std::move(selected);
    took("select");
    if (auto go = notCancelled(); !go)
        return std::unexpected(go.error());
    const std::string path = m_output->work(file);
    image::WriteRequest request;
    request.source = m_fatFiles;
    request.keeps = [&selection](std::string_view kept) { return selection.keeps(kept); };
    request.references = {m_slimReference};
    request.createdBy = "whittle " WHITTLE_VERSION;
    request.comment = std::format("{} of {} files kept, level {}", selection.kept.size(), selection.kept.size() + selection.removed.size(), levelName(selection.level));
    request.path = path;
    auto image = image::writeImage(request, m_stop, part("write"));
    if (!image)
        return std::unexpected(image.error());
    written = *std::move(image);
    took("write");

    say("load the slim image");
    engine::TemporaryTag tag(m_engine);
    auto source = engine::retaggedArchive(path, tag.reference());
    if (!source)
        return std::unexpected(source.error());
    source->name = "the slim image";
    if (auto loaded = m_engine.loadImage(*source, m_stop, part("load")); !loaded)
        return std::unexpected(loaded.error());
    const auto config = m_engine.inspectImage(tag.reference());
    if (!config)
        return std::unexpected(config.error());
    auto plan = engine::planRun(m_engine.info(), *config, tag.reference(), m_request.overrides);
    if (!plan)
        return std::unexpected(plan.error());
    took("load");
    return Candidate{std::move(tag), *std::move(plan), config->id};
}

Result<> Builder::make()
{
    for (int attempt = 0;; ++attempt) {
        m_candidate.reset();
        auto made = makeCandidate(m_options, kSlimArchiveName, m_result.selection, m_result.written);
        if (!made)
            return std::unexpected(made.error());
        m_candidate.emplace(*std::move(made));
        if (!m_request.verify)
            return {};
        if (attempt == 0)
            if (auto finished = m_trials->finishReference(); !finished)
                return finished;
        BuildVerdict &verdict = m_result.verdict;
        if (auto compared = m_trials->compare(m_candidate->plan, m_candidate->tag.reference(), m_result.profile, verdict); !compared)
            return compared;
        took("verify");
        if (verdict.verified) {
            for (MissingFile &file : verdict.missingFiles)
                file.proven = true; // it is there now
            return {};
        }
        const auto goesOn = explainAndFix(attempt < m_request.fixAttempts);
        if (!goesOn)
            return std::unexpected(goesOn.error());
        took("explain");
        if (!*goesOn)
            return {};
    }
}

// True when something was added that is worth a further try.
Result<bool> Builder::explainAndFix(bool fix)
{
    BuildVerdict &verdict = m_result.verdict;
    if (!verdict.plain.verified) {
        auto files = lookForMissingFiles();
        if (!files)
            return std::unexpected(files.error());
        std::erase_if(*files, [this](const MissingFile &file) { return std::ranges::contains(m_options.added, file.path); });
        if (!fix && m_options.added.empty())
            if (auto proved = prove(*files); !proved)
                return std::unexpected(proved.error());
        for (const MissingFile &file : *files) {
            verdict.missingFiles.push_back(file);
            if (!fix)
                continue;
            m_options.added.push_back(file.path);
            verdict.added.push_back(std::format("{}: {}", file.path, file.evidence));
            say(std::format("verify: adding {}, because {}", file.path, file.evidence));
        }
        return fix && !files->empty();
    }
    if (auto explained = m_trials->explainProfile(m_candidate->plan, m_candidate->tag.reference(), m_result.profile, verdict); !explained)
        return std::unexpected(explained.error());
    if (!fix || verdict.underProfile.missing.empty())
        return false;
    std::vector<std::string> names;
    for (const analysis::MissingSyscall &missing : verdict.underProfile.missing) {
        names.push_back(missing.syscall);
        verdict.added.push_back(std::format("syscall {}: {}", missing.syscall, missing.evidence));
        say(std::format("verify: allowing {}, because {}", missing.syscall, missing.evidence));
    }
    m_result.profile = analysis::allowingAlso(m_result.profile, names);
    return true;
}

Result<std::vector<MissingFile>> Builder::lookForMissingFiles()
{
    engine::ImageRecordRequest record;
    record.image = m_candidate->tag.reference();
    record.overrides = m_request.overrides;
    record.probes = m_request.probes;
    record.probes.failuresAllowed = true;
    record.probes.readiness = std::min(record.probes.readiness, kFailingReadiness);
    record.base = m_request.base;
    const auto recording = m_tools.record(m_engine, record, m_stop, part("verify: recording the slim image to see what it lacks"), {});
    if (!recording && recording.error().code == ErrorCode::Cancelled)
        return std::unexpected(recording.error());
    if (!recording)
        m_result.verdict.plain.notes.push_back("The failing run could not be recorded: " + recording.error().message);
    return missingFiles(m_fatFiles->files(), m_result.selection, recording ? &*recording : nullptr, m_result.recording);
}

Result<bool> Builder::answersSameWith(std::span<const MissingFile> files)
{
    SelectionOptions options = m_options;
    for (const MissingFile &file : files)
        options.added.push_back(file.path);
    Selection selection;
    image::WrittenImage written;
    const auto candidate = makeCandidate(options, "proof.tar", selection, written);
    if (!candidate)
        return std::unexpected(candidate.error());
    return m_trials->answersSame(candidate->plan);
}

// Leaves the shortest beginning of the list that is enough; its last file is needed for certain. Where not even all are, they stay suspects.
Result<> Builder::prove(std::vector<MissingFile> &files)
{
    if (files.empty())
        return {};
    say("verify: trying with what it looked for");
    // The first alone is most often all.
    std::size_t enough = 1;
    auto same = answersSameWith(std::span(files).first(1));
    if (same && !*same && files.size() > 1) {
        enough = files.size();
        same = answersSameWith(files);
        std::size_t failing = 1;
        while (same && *same && enough - failing > 1) {
            const std::size_t middle = failing + (enough - failing) / 2;
            const auto half = answersSameWith(std::span(files).first(middle));
            if (!half)
                return std::unexpected(half.error());
            (*half ? enough : failing) = middle;
        }
    }
    if (!same)
        return std::unexpected(same.error());
    if (!*same) {
        m_result.verdict.plain.notes.emplace_back("With all that it looked for, or used when it was recorded, it answers differently, too.");
        return {};
    }
    files.resize(enough);
    for (MissingFile &file : files) {
        file.proven = true;
        file.evidence += enough == 1 ? "; with it everything answers the same" : std::format("; with these {} everything answers the same", enough);
    }
    return {};
}

Result<> Builder::finish()
{
    if (auto go = notCancelled(); !go)
        return go;
    m_trials.reset(); // every container has gone before images are named
    m_result.slimSize = m_result.written.contentSize;
    const bool isNamed = !m_request.verify || m_result.verdict.verified;
    if (isNamed)
        m_result.slimReference = m_slimReference;
    m_result.warnings.insert(m_result.warnings.end(), m_result.selection.notes.begin(), m_result.selection.notes.end());
    say("write reports");
    const std::string &fatReference = m_request.archivePath.empty() ? m_request.image : m_request.archivePath;
    const auto reports = m_fatReports->wait({});
    if (!reports)
        return std::unexpected(reports.error());
    if (auto written = writeArtifacts(*m_output, *m_fatFiles, fatReference, m_result, {m_startedAt, now(), &m_request}); !written)
        return written;
    // From here on nothing is cancelled: either all of it shows, or an error says what does not.
    if (auto go = notCancelled(); !go)
        return go;
    if (isNamed)
        if (auto named = nameSlimImage(); !named)
            return named;
    auto published = m_output->publish(artifactFiles(m_result.name));
    if (!published) {
        if (isNamed)
            (void)m_engine.removeImage(m_slimReference);
        return std::unexpected(published.error());
    }
    m_result.artifacts = *std::move(published);
    took("reports");
    return {};
}

Result<> Builder::nameSlimImage()
{
    const auto before = m_engine.inspectImage(m_slimReference);
    if (auto tagged = m_engine.tagImage(m_candidate->tag.reference(), m_slimReference); !tagged)
        return tagged;
    // What we had called so before is of no use without its name. A name that the user chose may have been of an image of the user's.
    if (m_request.tag.empty() && before && before->id != m_candidate->id)
        if (const auto left = m_engine.inspectImage(before->id); left && left->tags.empty())
            (void)m_engine.removeImage(before->id); // refused where a container uses it
    return {};
}

} // namespace

Result<BuildResult> build(engine::Engine &engine, const BuildRequest &request, std::stop_token stop, const BuildObserver &observer, const BuildTools &tools)
{
    return Builder(engine, request, std::move(stop), observer, tools).run();
}

} // namespace whittle::slim
