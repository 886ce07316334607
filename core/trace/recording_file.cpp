#include "trace/recording_file.h"

#include "base/files.h"
#include "base/json_error.h"
#include "formats/json_node.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <format>
#include <initializer_list>
#include <set>

namespace whittle::trace {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *kFormat = "whittle-recording";
constexpr std::size_t kMaxFile = std::size_t{1} << 28;

// ---- writing -------------------------------------------------------------------------------------------------------

using formats::bytesToJson;

template <class Map>
Json countsToJson(const Map &counts)
{
    Json object = Json::object();
    for (const auto &[value, count] : counts)
        object[std::to_string(value)] = count;
    return object;
}

Json toJson(const SyscallUse &use)
{
    Json json{{"abi", abiName(use.abi)}, {"number", use.number}, {"count", use.count}, {"firstSeenNs", use.firstSeenNs}};
    if (!use.errors.empty())
        json["errors"] = countsToJson(use.errors);
    for (const ArgumentValues &values : use.arguments) {
        Json argument{{"index", values.index}, {"counts", countsToJson(values.counts)}};
        if (values.overflowed)
            argument["overflowed"] = true;
        json["arguments"].push_back(std::move(argument));
    }
    return json;
}

struct OperationName
{
    std::uint32_t bit;
    const char *name;
};
constexpr OperationName kOperations[] = {
    {path_operation::kRead, "read"},       {path_operation::kWrite, "write"},   {path_operation::kCreate, "create"}, {path_operation::kExecute, "execute"},
    {path_operation::kStat, "stat"},       {path_operation::kList, "list"},     {path_operation::kDelete, "delete"}, {path_operation::kRename, "rename"},
    {path_operation::kLink, "link"},       {path_operation::kChange, "change"}, {path_operation::kChdir, "chdir"},   {path_operation::kMap, "map"},
    {path_operation::kMount, "mount"},     {path_operation::kConnect, "connect"},
};

Json toJson(const PathUse &use)
{
    Json operations = Json::array();
    for (const OperationName &operation : kOperations) {
        if (use.operations & operation.bit)
            operations.push_back(operation.name);
    }
    Json json{{"path", bytesToJson(use.path)}, {"operations", operations}, {"count", use.count}, {"successes", use.successes}};
    if (!use.errors.empty())
        json["errors"] = countsToJson(use.errors);
    json["firstSeenNs"] = use.firstSeenNs;
    return json;
}

Json toJson(const Process &process)
{
    Json json{{"id", process.id}, {"parent", process.parent}, {"pid", process.pid}, {"comm", bytesToJson(process.comm)}};
    if (!process.executable.empty())
        json["executable"] = bytesToJson(process.executable);
    if (!process.argv.empty()) {
        for (const std::string &word : process.argv)
            json["argv"].push_back(bytesToJson(word));
    }
    json["uid"] = process.uid;
    json["startNs"] = process.startNs;
    if (process.endNs >= 0)
        json["endNs"] = process.endNs;
    if (process.exitStatus)
        json["exitStatus"] = *process.exitStatus;
    if (process.signal)
        json["signal"] = *process.signal;
    if (process.beginningMissed)
        json["beginningMissed"] = true;
    if (process.ownFilter)
        json["ownFilter"] = true;
    if (process.firstUid)
        json["firstUid"] = *process.firstUid;
    json["syscalls"] = Json::array();
    for (const SyscallUse &use : process.syscalls)
        json["syscalls"].push_back(toJson(use));
    json["paths"] = Json::array();
    for (const PathUse &use : process.paths)
        json["paths"].push_back(toJson(use));
    return json;
}

Json wordsToJson(const std::vector<std::string> &words)
{
    Json array = Json::array();
    for (const std::string &word : words)
        array.push_back(bytesToJson(word));
    return array;
}

void put(Json &to, const char *name, const std::string &value)
{
    if (!value.empty())
        to[name] = bytesToJson(value);
}

template <class Whole>
void putWhole(Json &json, const Whole &whole)
{
    const Subject &subject = whole.subject;
    const Environment &environment = whole.environment;
    json["subject"] = {{"kind", subject.kind}, {"command", wordsToJson(subject.command)}};
    put(json["subject"], "image", subject.image);
    put(json["subject"], "imageDigest", subject.imageDigest);
    put(json["subject"], "user", subject.user);
    put(json["subject"], "workingDirectory", subject.workingDirectory);
    json["subject"]["ports"] = subject.ports;

    json["environment"] = Json::object();
    put(json["environment"], "kernel", environment.kernel);
    put(json["environment"], "machine", environment.machine);
    put(json["environment"], "engine", environment.engine);
    put(json["environment"], "runtime", environment.runtime);
    put(json["environment"], "base", environment.base);
    json["environment"]["capabilities"] = wordsToJson(environment.capabilities);
    put(json["environment"], "tool", environment.tool);
    put(json["environment"], "startedAt", environment.startedAt);

    json["complete"] = whole.complete;
    json["stoppedBy"] = whole.stoppedBy;
    if (whole.exitStatus)
        json["exitStatus"] = *whole.exitStatus;
    if (whole.signal)
        json["signal"] = *whole.signal;
    json["durationNs"] = whole.durationNs;
}

// ---- reading -------------------------------------------------------------------------------------------------------

using formats::BadInput;
using Node = formats::JsonNode;

constexpr std::size_t kMaxErrors = 4096;

Abi abiFrom(const Node &node)
{
    const auto abi = parseAbi(node.text());
    if (!abi)
        node.bad("is no ABI that is known");
    return *abi;
}

SyscallUse syscallFrom(const Node &node)
{
    SyscallUse use;
    use.abi = abiFrom(node["abi"]);
    use.number = node["number"].number<int>();
    use.count = node["count"].number<std::uint64_t>();
    use.firstSeenNs = node["firstSeenNs"].number<std::int64_t>();
    if (node.has("errors"))
        use.errors = node["errors"].counts<int>(kMaxErrors);
    if (node.has("arguments")) {
        node["arguments"].each([&](const Node &argument) {
            ArgumentValues values;
            values.index = argument["index"].number<unsigned>();
            if (values.index > 5)
                argument["index"].bad("is not between 0 and 5");
            values.counts = argument["counts"].counts<std::uint64_t>(ArgumentValues::kMaxValues);
            values.overflowed = argument.has("overflowed") && argument["overflowed"].flag();
            use.arguments.push_back(std::move(values));
        });
    }
    return use;
}

DeniedCall deniedCallFrom(const Node &node)
{
    DeniedCall call;
    std::size_t index = 0;
    node["arguments"].each([&](const Node &argument) {
        if (index == call.arguments.size())
            node["arguments"].bad("has more than six values");
        call.arguments[index++] = argument.number<std::uint64_t>();
    });
    if (node.has("path"))
        call.path = node["path"].bytes();
    call.count = node["count"].number<std::uint64_t>();
    return call;
}

PathUse pathFrom(const Node &node)
{
    PathUse use;
    use.path = node["path"].bytes();
    node["operations"].each([&](const Node &operation) {
        const std::string name = operation.text();
        const auto *found = std::ranges::find(kOperations, name, [](const OperationName &known) { return std::string_view(known.name); });
        if (found == std::end(kOperations))
            operation.bad("is no operation that is known");
        use.operations |= found->bit;
    });
    use.count = node["count"].number<std::uint64_t>();
    use.successes = node["successes"].number<std::uint64_t>();
    if (node.has("errors"))
        use.errors = node["errors"].counts<int>(kMaxErrors);
    use.firstSeenNs = node["firstSeenNs"].number<std::int64_t>();
    return use;
}

Process processFrom(const Node &node)
{
    Process process;
    process.id = node["id"].number<int>();
    process.parent = node["parent"].number<int>();
    process.pid = node["pid"].number<int>();
    process.comm = node["comm"].bytes();
    if (node.has("executable"))
        process.executable = node["executable"].bytes();
    if (node.has("argv"))
        process.argv = node["argv"].words();
    process.uid = node["uid"].number<unsigned>();
    process.startNs = node["startNs"].number<std::int64_t>();
    if (node.has("endNs"))
        process.endNs = node["endNs"].number<std::int64_t>();
    if (node.has("exitStatus"))
        process.exitStatus = node["exitStatus"].number<int>();
    if (node.has("signal"))
        process.signal = node["signal"].number<int>();
    process.beginningMissed = node.has("beginningMissed") && node["beginningMissed"].flag();
    process.ownFilter = node.has("ownFilter") && node["ownFilter"].flag();
    if (node.has("firstUid"))
        process.firstUid = node["firstUid"].number<unsigned>();
    node["syscalls"].each([&](const Node &use) { process.syscalls.push_back(syscallFrom(use)); });
    node["paths"].each([&](const Node &use) { process.paths.push_back(pathFrom(use)); });
    return process;
}

void optionalText(const Node &node, const char *name, std::string &to)
{
    if (node.has(name))
        to = node[name].bytes();
}

// What is said of a run as a whole, by a recording of one and by each run of a merged one.
template <class Whole>
void wholeFrom(const Node &root, Whole &whole)
{
    const Node subject = root["subject"];
    whole.subject.kind = subject["kind"].text();
    whole.subject.command = subject["command"].words();
    optionalText(subject, "image", whole.subject.image);
    optionalText(subject, "imageDigest", whole.subject.imageDigest);
    optionalText(subject, "user", whole.subject.user);
    optionalText(subject, "workingDirectory", whole.subject.workingDirectory);
    if (subject.has("ports"))
        subject["ports"].each([&](const Node &port) { whole.subject.ports.push_back(port.number<std::uint16_t>()); });

    const Node environment = root["environment"];
    for (const auto &[name, member] : {std::pair("kernel", &Environment::kernel), std::pair("machine", &Environment::machine),
                                       std::pair("engine", &Environment::engine), std::pair("runtime", &Environment::runtime),
                                       std::pair("base", &Environment::base), std::pair("tool", &Environment::tool),
                                       std::pair("startedAt", &Environment::startedAt)})
        optionalText(environment, name, whole.environment.*member);
    if (environment.has("capabilities"))
        whole.environment.capabilities = environment["capabilities"].words();
    whole.complete = root["complete"].flag();
    whole.stoppedBy = root["stoppedBy"].text();
    if (root.has("exitStatus"))
        whole.exitStatus = root["exitStatus"].number<int>();
    if (root.has("signal"))
        whole.signal = root["signal"].number<int>();
    whole.durationNs = root["durationNs"].number<std::int64_t>();
}

Recording recordingFrom(const Node &root)
{
    Recording recording;
    wholeFrom(root, recording);
    std::set<int> ids;
    root["processes"].each([&](const Node &process) {
        recording.processes.push_back(processFrom(process));
        if (!ids.insert(recording.processes.back().id).second)
            process["id"].bad("is used twice");
    });
    root["denials"].each([&](const Node &node) {
        Denial denial;
        denial.process = node["process"].number<int>();
        if (!ids.contains(denial.process))
            node["process"].bad("is no process of this recording");
        denial.abi = abiFrom(node["abi"]);
        denial.number = node["number"].number<int>();
        denial.action = node["action"].text();
        denial.count = node["count"].number<std::uint64_t>();
        denial.firstSeenNs = node["firstSeenNs"].number<std::int64_t>();
        if (node.has("calls"))
            node["calls"].each([&](const Node &call) { denial.calls.push_back(deniedCallFrom(call)); });
        if (denial.calls.size() > Denial::kMaxCalls)
            node["calls"].bad("has more than 16 entries");
        denial.moreCalls = node.has("moreCalls") && node["moreCalls"].flag();
        recording.denials.push_back(std::move(denial));
    });
    root["probes"].each([&](const Node &node) {
        ProbeResult probe;
        probe.probe = node["probe"].bytes();
        probe.passed = node["passed"].flag();
        probe.status = node["status"].number<int>();
        optionalText(node, "detail", probe.detail);
        probe.bytes = node["bytes"].number<std::uint64_t>();
        optionalText(node, "bodyDigest", probe.bodyDigest);
        probe.startNs = node["startNs"].number<std::int64_t>();
        probe.endNs = node["endNs"].number<std::int64_t>();
        recording.probes.push_back(std::move(probe));
    });
    recording.warnings = root["warnings"].words();
    if (root.has("runs")) {
        std::size_t processes = 0;
        root["runs"].each([&](const Node &node) {
            Run &run = recording.runs.emplace_back();
            wholeFrom(node, run);
            run.processes = node["processes"].number<std::size_t>();
            if (run.processes > recording.processes.size() - processes)
                node["processes"].bad("is more than the recording has");
            processes += run.processes;
        });
    }
    return recording;
}

} // namespace

bool looksLikeRecording(std::string_view text)
{
    constexpr std::size_t kLookedAt = 4096;
    const auto head = text.substr(0, kLookedAt);
    return head.contains("\"whittle") || (head.contains("\"subject\"") && head.contains("\"environment\""));
}

Result<Recording> readRecording(std::string_view text)
{
    try {
        const Json json = Json::parse(text);
        const Node root(json, "");
        if (!json.is_object() || !root.has("format") || root["format"].text() != kFormat)
            return fail(ErrorCode::InvalidInput, std::format("is not a recording: \"format\" is not \"{}\"", kFormat));
        if (const int version = root["version"].number<int>(); version != kRecordingVersion)
            return fail(ErrorCode::Unsupported, std::format("version {} of the format; this program reads version {}", version, kRecordingVersion));
        return recordingFrom(root);
    } catch (const BadInput &bad) {
        return fail(ErrorCode::InvalidInput, bad.message);
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::InvalidInput, jsonErrorText(error.what()));
    }
}

std::string writeRecording(const Recording &recording)
{
    Json json{{"format", kFormat}, {"version", kRecordingVersion}};
    putWhole(json, recording);
    for (const Run &run : recording.runs) {
        Json entry;
        putWhole(entry, run);
        entry["processes"] = run.processes;
        json["runs"].push_back(std::move(entry));
    }
    json["warnings"] = wordsToJson(recording.warnings);
    json["processes"] = Json::array();
    for (const Process &process : recording.processes)
        json["processes"].push_back(toJson(process));
    json["denials"] = Json::array();
    for (const Denial &denial : recording.denials) {
        Json entry{{"process", denial.process}, {"abi", abiName(denial.abi)}, {"number", denial.number}, {"action", denial.action},
                   {"count", denial.count}, {"firstSeenNs", denial.firstSeenNs}};
        for (const DeniedCall &call : denial.calls) {
            Json single{{"arguments", call.arguments}, {"count", call.count}};
            put(single, "path", call.path);
            entry["calls"].push_back(std::move(single));
        }
        if (denial.moreCalls)
            entry["moreCalls"] = true;
        json["denials"].push_back(std::move(entry));
    }
    json["probes"] = Json::array();
    for (const ProbeResult &probe : recording.probes) {
        Json entry{{"probe", bytesToJson(probe.probe)}, {"passed", probe.passed}, {"status", probe.status}};
        put(entry, "detail", probe.detail);
        entry["bytes"] = probe.bytes;
        put(entry, "bodyDigest", probe.bodyDigest);
        entry["startNs"] = probe.startNs;
        entry["endNs"] = probe.endNs;
        json["probes"].push_back(std::move(entry));
    }
    return json.dump(1) + '\n';
}

Result<Recording> loadRecording(const std::string &path)
{
    auto text = readFile(path, kMaxFile);
    if (!text)
        return std::unexpected(std::move(text).error());
    auto recording = readRecording(*text);
    if (!recording)
        return addContext(std::move(recording).error(), path);
    return recording;
}

Result<> saveRecording(const Recording &recording, const std::string &path)
{
    return writeFileAtomically(path, writeRecording(recording));
}

} // namespace whittle::trace
