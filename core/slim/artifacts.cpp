#include "slim/artifacts.h"

#include "base/sha256.h"
#include "formats/seccomp_json.h"
#include "slim/reports.h"
#include "trace/recording_file.h"

#include <format>

namespace whittle::slim {

std::vector<std::string> artifactFiles(const std::string &name)
{
    return {name + "-seccomp.json", name + ".whittle.json", "selection.json", "creport.json", "Dockerfile.fat", "sbom.spdx.json", "fat.sbom.spdx.json",
            "provenance.json", "report.html", kSlimArchiveName};
}

Result<> writeArtifacts(const OutputDirectory &output, const image::Image &fat, const std::string &fatReference, const BuildResult &result, const BuildTimes &times)
{
    const std::string recording = trace::writeRecording(result.recording);
    const ReportInput input{.fat = fat, .result = result, .fatReference = fatReference, .recordingDigest = sha256Digest(recording), .startedAt = times.startedAt,
                            .finishedAt = times.finishedAt, .archiveDigest = {}};
    const std::string slimName = result.slimReference.empty() ? fatReference + " (slim)" : result.slimReference;
    const auto slimPackages = writeSpdx(fat, &result.selection, slimName, result.written.configDigest);
    if (!slimPackages)
        return addContext(slimPackages.error(), "sbom.spdx.json");
    const auto fatPackages = writeSpdx(fat, nullptr, fatReference);
    if (!fatPackages)
        return addContext(fatPackages.error(), "fat.sbom.spdx.json");
    for (const auto &[name, text] : {std::pair<std::string, std::string>{result.name + "-seccomp.json", formats::writeSeccompJson(result.profile)},
                                     {result.name + ".whittle.json", recording},
                                     {"selection.json", writeSelection(result.selection)},
                                     {"creport.json", writeCreport(input)},
                                     {"Dockerfile.fat", writeDockerfile(fat)},
                                     {"sbom.spdx.json", *slimPackages},
                                     {"fat.sbom.spdx.json", *fatPackages},
                                     {"provenance.json", writeProvenance(input)},
                                     {"report.html", writeReportHtml(input)}})
        if (auto written = output.write(name, text); !written)
            return written;
    return {};
}

} // namespace whittle::slim
