#include "slim/reports.h"

#include "base/sha256.h"
#include "base/text.h"
#include "formats/seccomp_json.h"

#include <nlohmann/json.hpp>

// The formats: https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md and https://slsa.dev/spec/v1.0/provenance
namespace whittle::slim {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *kBuildType = "https://whittle.dev/build/slim/v1";
constexpr const char *kBuilder = "https://whittle.dev/whittle-cli";

Json digestOf(const std::string &digest)
{
    const auto colon = digest.find(':');
    if (colon == std::string::npos)
        return Json::object();
    return {{digest.substr(0, colon), digest.substr(colon + 1)}};
}

Json resource(const std::string &name, const std::string &digest)
{
    return {{"name", toUtf8(name)}, {"digest", digestOf(digest)}};
}

Json texts(const std::vector<std::string> &values)
{
    Json array = Json::array();
    for (const std::string &value : values)
        array.push_back(toUtf8(value));
    return array;
}

// What the user asked for beside the image; what was left as it is by default is left out. Values of environment variables may be secrets.
void addOptions(const BuildRequest &request, Json &parameters)
{
    const auto addTexts = [&parameters](const char *name, const std::vector<std::string> &values) {
        if (!values.empty())
            parameters[name] = texts(values);
    };
    const auto addText = [&parameters](const char *name, const std::string &value) {
        if (!value.empty())
            parameters[name] = toUtf8(value);
    };
    addText("tag", request.tag);
    addText("base", request.base);
    addTexts("include", request.selection.include);
    addTexts("exclude", request.selection.exclude);
    addTexts("includePackages", request.selection.includePackages);
    addTexts("includeExecutables", request.selection.includeExecutables);
    if (request.selection.includeShell)
        parameters["includeShell"] = true;
    if (request.fixAttempts > 0)
        parameters["fixAttempts"] = request.fixAttempts;
    if (!request.verify)
        parameters["verify"] = false;
    Json probes = Json::object();
    if (!request.probes.http)
        probes["http"] = false;
    if (request.probes.crawl)
        probes["crawl"] = true;
    for (const probe::HttpProbe &one : request.probes.requests)
        probes["requests"].push_back(toUtf8(one.method + " " + (one.port ? ":" + std::to_string(*one.port) : "") + one.path));
    if (!request.probes.hostCommands.empty())
        probes["hostCommands"] = texts(request.probes.hostCommands);
    if (!request.probes.containerCommands.empty())
        probes["containerCommands"] = texts(request.probes.containerCommands);
    if (!probes.empty())
        parameters["probes"] = std::move(probes);
}

} // namespace

std::string writeProvenance(const ReportInput &input)
{
    const BuildResult &result = input.result;
    const trace::Recording &recording = result.recording;
    const std::string slimName = result.slimReference.empty() ? result.name + ".slim" : result.slimReference;

    Json subjects = Json::array();
    if (!result.written.manifestDigest.empty())
        subjects.push_back(resource(slimName, result.written.manifestDigest));
    if (!result.written.configDigest.empty())
        subjects.push_back(resource(slimName + " (image id)", result.written.configDigest));
    if (!input.archiveDigest.empty())
        subjects.push_back(resource("slim.tar", input.archiveDigest));

    Json dependencies = Json::array();
    Json fat = resource(input.fatReference, input.fat.manifestDigest().empty() ? input.fat.configDigest() : input.fat.manifestDigest());
    fat["annotations"] = {{"imageId", input.fat.configDigest()}};
    dependencies.push_back(std::move(fat));
    if (!input.recordingDigest.empty())
        dependencies.push_back(resource(result.name + ".whittle.json", input.recordingDigest));

    Json external = {{"image", toUtf8(input.fatReference)}, {"level", levelName(result.selection.level)}};
    if (input.request != nullptr)
        addOptions(*input.request, external);
    if (!result.verdict.added.empty())
        external["added"] = texts(result.verdict.added);
    const Json internal = {
        {"platform", {{"os", input.fat.platform().os}, {"architecture", input.fat.platform().architecture}, {"variant", input.fat.platform().variant}}},
        {"engine", toUtf8(recording.environment.engine)}, {"runtime", toUtf8(recording.environment.runtime)}, {"kernel", toUtf8(recording.environment.kernel)},
        {"base", toUtf8(recording.environment.base)},
    };
    // The same inputs at the same time are the same run.
    const std::string invocation = sha256Digest(input.fat.configDigest() + "\n" + input.recordingDigest + "\n" + input.startedAt).substr(7, 32);
    Json metadata = {{"invocationId", invocation}};
    if (!input.startedAt.empty())
        metadata["startedOn"] = input.startedAt;
    if (!input.finishedAt.empty())
        metadata["finishedOn"] = input.finishedAt;
    const Json byproducts = Json::array({
        resource(result.name + "-seccomp.json", sha256Digest(formats::writeSeccompJson(result.profile))),
        resource("selection.json", sha256Digest(writeSelection(result.selection))),
    });

    const Json statement = {
        {"_type", "https://in-toto.io/Statement/v1"},
        {"subject", std::move(subjects)},
        {"predicateType", "https://slsa.dev/provenance/v1"},
        {"predicate",
         {{"buildDefinition",
           {{"buildType", kBuildType}, {"externalParameters", std::move(external)}, {"internalParameters", internal}, {"resolvedDependencies", std::move(dependencies)}}},
          {"runDetails",
           {{"builder", {{"id", kBuilder}, {"version", {{"whittle", WHITTLE_VERSION}}}}}, {"metadata", std::move(metadata)}, {"byproducts", byproducts}}}}},
    };
    return statement.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace whittle::slim
