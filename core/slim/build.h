#pragma once

#include "analysis/verify.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/record_image.h"
#include "image/write_image.h"
#include "profile/profile.h"
#include "slim/selection.h"
#include "trace/recording.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::slim {

struct BuildRequest
{
    std::string image;        // reference in the engine; or
    std::string archivePath;  // docker-archive or OCI layout
    std::string recordingPath; // empty: record now
    std::string outputDirectory; // made when it is missing
    std::string tag;          // of the slim image; empty: NAME.slim
    SelectionOptions selection;
    engine::RunOverrides overrides;
    probe::ProbeOptions probes;
    std::string base;         // as for record
    int fixAttempts = 0;      // --fix: how often what is missing is added and tried again
    bool verify = true;
    bool keepFatLoaded = true; // an archive's image stays in the engine only when it was there before or this says so
};

/// One run of the slim image (or of either under the profile) beside the fat one.
struct BuildVerdict
{
    bool verified = false;
    analysis::Verdict plain;      // slim against fat, without the profile
    analysis::Verdict underProfile; // slim under the profile against fat without
    struct MissingFile
    {
        std::string path;
        std::string evidence; // "nginx looked for it and it was removed"
    };
    std::vector<MissingFile> missingFiles;
    std::vector<std::string> added; // by --fix, in order: "/usr/share/x: …", "syscall pipe2: …"
};

struct BuildResult
{
    std::string name;           // of the artifacts
    std::string slimReference;  // as tagged in the engine; empty when it is not (not verified)
    std::vector<std::string> artifacts; // paths, as written
    std::uint64_t fatSize = 0;
    std::uint64_t slimSize = 0;
    image::WrittenImage written;
    BuildVerdict verdict;
    trace::Recording recording;
    Selection selection;
    profile::Profile profile;
};

/// What a live view hears of beside the progress; called on the caller's thread of build().
struct BuildObserver
{
    ProgressFn progress;                 // step: "inspect", "record", "select", "write", "load", "verify" are prefixes of its text
    trace::RecordingFn recording;        // while it grows
};

/// Fat image in; slim image, profile, recording and reports out (design §3), verified. Cancel at any point leaves nothing in the
/// engine and nothing but what was there before in the output directory.
/// Errors: as Image::open, recordImage, verify. A slim image that answers differently is a result with verified false.
[[nodiscard]] Result<BuildResult> build(engine::Engine &engine, const BuildRequest &request, std::stop_token stop, const BuildObserver &observer);

} // namespace whittle::slim
