#include "documents/openfile.h"

#include "base/files.h"
#include "documents/imageloader.h"
#include "formats/seccomp_json.h"
#include "imports/import.h"
#include "trace/recording_file.h"

#include <algorithm>
#include <filesystem>

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

} // namespace

Result<OpenedFile> openFile(const std::string &path, const std::string &fatPath, std::stop_token stop, const ProgressFn &report)
{
    if (looksLikeBuild(path))
        return loadBuild(path, fatPath, stop, report);
    // A log may be compressed as an image is, so it is looked into first.
    std::error_code ignored;
    const bool isFolder = std::filesystem::is_directory(path, ignored);
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
    if (auto profile = formats::readSeccompJson(*text); !profile) {
        // A report, or what an engine says of a container; otherwise a profile that is not right yet.
        if (kind && *kind == imports::Kind::JsonDocument) {
            if (auto imported = importFile(path, std::move(stop), report))
                return imported;
        }
        return std::unexpected(profile.error());
    }
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
