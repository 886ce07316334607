#include "documents/openfile.h"

#include "apparmor/policy.h"
#include "base/files.h"
#include "documents/imageloader.h"
#include "formats/seccomp_json.h"
#include "imports/import.h"
#include "trace/recording_file.h"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace whittle::app {
namespace {

constexpr std::size_t kMaxProfile = std::size_t{16} << 20;
constexpr std::size_t kMaxRecording = std::size_t{1} << 30;

Result<OpenedFile> importFile(const std::string &path, std::stop_token stop, const ProgressFn &report)
{
    imports::ImportRequest request;
    request.files.push_back(path);
    auto imported = imports::importFiles(request, std::move(stop), report);
    if (!imported)
        return std::unexpected(imported.error());
    ImportedRecording file;
    for (const imports::FileReport &one : imported->files)
        file.notes.push_back(one.inWords());
    file.recording = std::make_shared<const trace::Recording>(std::move(imported->recording));
    return file;
}

/// The text of the file where it is an AppArmor policy.
std::optional<std::string> policyAt(const std::string &path)
{
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed) || std::filesystem::file_size(path, failed) > kMaxProfile || failed)
        return std::nullopt;
    auto text = readFile(path, kMaxProfile);
    return text && apparmor::looksLikePolicy(*text) ? std::optional(std::move(*text)) : std::nullopt;
}

} // namespace

Result<OpenedFile> openFile(const std::string &path, const std::string &fatPath, std::stop_token stop, const ProgressFn &report)
{
    if (looksLikeBuild(path))
        return loadBuild(path, fatPath, stop, report);
    std::error_code ignored;
    const bool isFolder = std::filesystem::is_directory(path, ignored);
    // A policy may have a log in its comments, so it comes first.
    if (auto policy = policyAt(path))
        return PolicyText{std::move(*policy)};
    // A log may be compressed as an image is, so it is looked into next.
    const auto kind = std::filesystem::is_regular_file(path, ignored) ? imports::kindOfFile(path, stop) : Result<imports::Kind>(imports::Kind::Unknown);
    if (kind && imports::isTrace(*kind))
        return importFile(path, std::move(stop), report);
    if (looksLikeImage(path)) {
        // A compressed report looks like one, too.
        if (kind && *kind == imports::Kind::JsonDocument)
            return importFile(path, std::move(stop), report);
        return loadImage(path, stop, report);
    }
    if (isFolder)
        return fail(ErrorCode::InvalidInput, "the folder holds neither an OCI layout (oci-layout, index.json) nor the results of a build (selection.json)");
    auto text = readFile(path, kMaxRecording);
    if (!text)
        return std::unexpected(text.error());
    if (trace::looksLikeRecording(*text)) {
        auto recording = trace::readRecording(*text);
        if (!recording)
            return std::unexpected(recording.error());
        return std::make_shared<const trace::Recording>(std::move(*recording));
    }
    if (text->size() > kMaxProfile)
        return fail(ErrorCode::InvalidInput, "it is neither a recording nor, with more than 16 MiB, a profile");
    const auto profile = formats::readSeccompJson(*text);
    // A report, or what an engine says of a container, is no profile, or one in which nothing is said; otherwise it is a profile that is not right yet.
    if (kind && *kind == imports::Kind::JsonDocument && (!profile || (!profile->profile.defaultAction && profile->profile.rules.empty()))) {
        if (auto imported = importFile(path, std::move(stop), report))
            return imported;
    }
    if (!profile)
        return std::unexpected(profile.error());
    return ProfileText{std::move(*text)};
}

Result<std::string> readAsText(const std::string &path)
{
    auto text = readFile(path, kMaxProfile);
    if (text && std::ranges::contains(*text, '\0'))
        return fail(ErrorCode::InvalidInput, "it holds bytes that no text has");
    return text;
}

} // namespace whittle::app
