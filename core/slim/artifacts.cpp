#include "slim/artifacts.h"

#include "formats/seccomp_json.h"
#include "trace/recording_file.h"

#include <format>

namespace whittle::slim {

std::vector<std::string> artifactFiles(const std::string &name)
{
    return {name + "-seccomp.json", name + ".whittle.json", "selection.json", kSlimArchiveName};
}

Result<> writeArtifacts(const OutputDirectory &output, const image::Image &, const std::string &, const BuildResult &result, const BuildTimes &)
{
    for (const auto &[name, text] : {std::pair<std::string, std::string>{result.name + "-seccomp.json", formats::writeSeccompJson(result.profile)},
                                     {result.name + ".whittle.json", trace::writeRecording(result.recording)},
                                     {"selection.json", writeSelection(result.selection)}})
        if (auto written = output.write(name, text); !written)
            return written;
    return {};
}

} // namespace whittle::slim
