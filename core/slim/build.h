#pragma once

#include "analysis/verify.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/record_image.h"
#include "image/image.h"
#include "image/write_image.h"
#include "profile/profile.h"
#include "slim/missing_files.h"
#include "slim/selection.h"
#include "trace/recording.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace whittle::slim {

struct BuildRequest
{
    std::string image;        // reference in the engine; or
    std::string archivePath;  // docker-archive or OCI layout; it is in the engine only while we work
    std::string archiveReference; // which of the archive's images; empty: its only one
    std::optional<image::Platform> platform; // of an archive with several
    std::string recordingPath; // empty: record now
    std::string outputDirectory; // made when it is missing
    std::string tag;          // of the slim image; empty: NAME.slim
    SelectionOptions selection;
    engine::RunOverrides overrides;
    probe::ProbeOptions probes;
    std::string base;         // as for record
    int starts = 4;           // how often the start of the slim image under the profile is tried; the fat one is started once more
    int fixAttempts = 0;      // --fix: how often what is missing is added and tried again
    bool verify = true;
};

/// The slim image beside the fat one.
struct BuildVerdict
{
    bool verified = false;
    bool tried = false;             // false: --no-verify
    analysis::Verdict plain;        // slim against fat, both without the profile
    analysis::Verdict underProfile; // slim under the profile against fat without; of the fat image where the slim one failed without already
    analysis::Verdict fatUnderProfile; // fat under the profile against fat without
    std::vector<MissingFile> missingFiles; // that explain a difference
    std::vector<std::string> added; // by --fix, in order: "/usr/share/x: …", "syscall pipe2: …"
};

struct BuildResult
{
    std::string name;           // of the artifacts
    std::string slimReference;  // as tagged in the engine; empty when it is not (not verified)
    std::vector<std::string> artifacts; // paths, as written
    std::uint64_t fatSize = 0;  // bytes of files
    std::uint64_t slimSize = 0;
    image::WrittenImage written;
    BuildVerdict verdict;
    trace::Recording recording;
    Selection selection;
    profile::Profile profile;
    std::vector<std::string> warnings; // what a person should know: coverage, a recording of another image, notes of the proposal
    std::vector<std::pair<std::string, std::chrono::milliseconds>> steps; // how long each took; some overlap
};

/// What a live view hears of beside the progress; called on the caller's thread of build().
struct BuildObserver
{
    ProgressFn progress;                 // step: "inspect", "record", "select", "write", "load", "verify" are prefixes of its text
    trace::LiveFn recording;             // what is new in it, while it grows
};

/// How build() reaches the world beside the engine; tests put their own in place.
struct BuildTools
{
    analysis::VerifyTools verify;
    std::function<Result<trace::Recording>(engine::Engine &, const engine::ImageRecordRequest &, std::stop_token, const ProgressFn &, const trace::LiveFn &)> record =
        engine::recordImage;
};

/// Fat image in; slim image, profile, recording and reports out (design §3), verified. Cancel at any point leaves nothing in the
/// engine and nothing but what was there before in the output directory. Uses threads of its own, which have ended on return.
/// An image that answers differently is a result with verified false: its artifacts are written, it gets no name in the engine.
/// Errors: as Image::open, recordImage, select, writeImage, verify.
[[nodiscard]] Result<BuildResult> build(engine::Engine &engine, const BuildRequest &request, std::stop_token stop, const BuildObserver &observer,
                                        const BuildTools &tools = {});

inline constexpr const char *kSlimArchiveName = "slim.tar";
/// The artifacts that a build of this name leaves, design §3.
[[nodiscard]] std::vector<std::string> artifactFiles(const std::string &name);

} // namespace whittle::slim
