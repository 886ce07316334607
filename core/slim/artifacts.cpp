#include "slim/artifacts.h"

#include "apparmor/generate.h"
#include "base/file_descriptor.h"
#include "base/sha256.h"
#include "formats/seccomp_json.h"
#include "slim/reports.h"
#include "trace/recording_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <span>
#include <string_view>
#include <utility>

namespace whittle::slim {

namespace {

// "sha256:…" of a file of any size. Errors: Io.
Result<std::string> digestOfFile(const std::string &path)
{
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return failErrno("opening " + path, errno);
    Sha256 sum;
    std::string buffer(1 << 18, '\0');
    for (;;) {
        const ssize_t size = ::read(file.get(), buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return failErrno("reading " + path, errno);
        if (size == 0)
            return "sha256:" + sum.hex();
        sum.add(std::string_view(buffer.data(), static_cast<std::size_t>(size)));
    }
}

} // namespace

std::vector<std::string> artifactFiles(const std::string &name)
{
    return {name + "-seccomp.json", name + "-apparmor", name + ".whittle.json", "selection.json", "creport.json", "Dockerfile.fat", "sbom.spdx.json", "fat.sbom.spdx.json",
            "provenance.json", "report.html", kSlimArchiveName};
}

Result<> reportFat(const OutputDirectory &output, const image::Image &fat, const std::string &fatReference, const std::stop_token &stop)
{
    if (auto written = writeSpdxFile(output.work("fat.sbom.spdx.json"), fat, nullptr, fatReference, {}, stop); !written)
        return addContext(std::move(written).error(), "fat.sbom.spdx.json");
    return output.write("Dockerfile.fat", writeDockerfile(fat));
}

Result<> writeArtifacts(const OutputDirectory &output, const image::Image &fat, const std::string &fatReference, const BuildResult &result, const BuildTimes &times)
{
    const auto archive = digestOfFile(output.work(kSlimArchiveName));
    if (!archive)
        return std::unexpected(archive.error());
    const std::string recording = trace::writeRecording(result.recording);
    const auto appArmor = apparmor::generate(std::span(&result.recording, 1), {.name = result.name + "-apparmor", .files = &fat.files()});
    if (!appArmor)
        return addContext(appArmor.error(), result.name + "-apparmor");
    const ReportInput input{.fat = fat, .result = result, .fatReference = fatReference, .recordingDigest = sha256Digest(recording), .startedAt = times.startedAt,
                            .finishedAt = times.finishedAt, .archiveDigest = *archive, .request = times.request, .appArmor = &*appArmor};
    const std::string slimName = result.slimReference.empty() ? fatReference + " (slim)" : result.slimReference;
    if (auto written = writeSpdxFile(output.work("sbom.spdx.json"), fat, &result.selection, slimName, result.written.configDigest); !written)
        return addContext(std::move(written).error(), "sbom.spdx.json");
    for (const auto &[name, text] : {std::pair<std::string, std::string>{result.name + "-seccomp.json", formats::writeSeccompJson(result.profile)},
                                     {result.name + "-apparmor", appArmor->text},
                                     {result.name + ".whittle.json", recording},
                                     {"selection.json", writeSelection(result.selection)},
                                     {"creport.json", writeCreport(input)},
                                     {"provenance.json", writeProvenance(input)},
                                     {"report.html", writeReportHtml(input)}})
        if (auto written = output.write(name, text); !written)
            return written;
    return {};
}

} // namespace whittle::slim
