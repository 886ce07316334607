#include "documents/openfile.h"

#include "base/files.h"
#include "documents/imageloader.h"
#include "formats/seccomp_json.h"
#include "trace/recording_file.h"

#include <algorithm>
#include <filesystem>

namespace whittle::app {
namespace {

constexpr std::size_t kMaxProfile = std::size_t{16} << 20;
constexpr std::size_t kMaxRecording = std::size_t{1} << 30;

} // namespace

Result<OpenedFile> openFile(const std::string &path, const std::string &fatPath, std::stop_token stop, const ProgressFn &report)
{
    if (looksLikeBuild(path))
        return loadBuild(path, fatPath, stop, report);
    if (looksLikeImage(path))
        return loadImage(path, stop, report);
    if (std::error_code ignored; std::filesystem::is_directory(path, ignored))
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
    if (auto profile = formats::readSeccompJson(*text); !profile)
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
