#include "image/run_config.h"

#include "base/printable.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>

namespace whittle::image {

namespace {

using Json = nlohmann::json;

// Takes the members of one object; the first that has another type than it should is the error.
class Members
{
public:
    Members(const Json &object, std::string path) : m_object(object), m_path(std::move(path)) {}

    void take(const char *name, std::string &value)
    {
        if (const Json *found = find(name); found && expect(found->is_string(), name, "a text"))
            value = found->get<std::string>();
    }
    void take(const char *name, std::int64_t &value)
    {
        if (const Json *found = find(name); found && expect(found->is_number_integer(), name, "a whole number"))
            value = found->get<std::int64_t>();
    }
    void take(const char *name, std::vector<std::string> &values)
    {
        const Json *found = find(name);
        // Docker wrote a single text where only one word was given.
        if (found && found->is_string()) {
            values = {found->get<std::string>()};
            return;
        }
        if (!found || !expect(found->is_array(), name, "a list"))
            return;
        for (const Json &one : *found) {
            if (expect(one.is_string(), name, "a list of texts"))
                values.push_back(one.get<std::string>());
        }
    }
    // The names of an object's members: {"80/tcp": {}}.
    void takeNames(const char *name, std::vector<std::string> &values)
    {
        if (const Json *found = find(name); found && expect(found->is_object(), name, "an object")) {
            for (const auto &[key, unused] : found->items())
                values.push_back(key);
        }
    }
    void take(const char *name, std::map<std::string, std::string> &values)
    {
        const Json *found = find(name);
        if (!found || !expect(found->is_object(), name, "an object"))
            return;
        for (const auto &[key, value] : found->items()) {
            if (expect(value.is_string(), name, "an object of texts"))
                values.emplace(key, value.get<std::string>());
        }
    }
    const Json *takeObject(const char *name)
    {
        const Json *found = find(name);
        return found && expect(found->is_object(), name, "an object") ? found : nullptr;
    }

    [[nodiscard]] const std::string &fault() const { return m_fault; }

private:
    const Json *find(const char *name) const
    {
        const auto found = m_object.find(name);
        return found == m_object.end() || found->is_null() ? nullptr : &*found;
    }
    bool expect(bool holds, const char *name, const char *what)
    {
        if (!holds && m_fault.empty())
            m_fault = std::format("{}{}: should be {}", m_path, name, what);
        return holds;
    }

    const Json &m_object;
    std::string m_path;
    std::string m_fault;
};

} // namespace

Result<RunConfig> parseRunConfig(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::InvalidInput, "image config: no JSON object");
    RunConfig config;
    Members top(json, "image config: ");
    top.take("author", config.author);
    const Json *run = top.takeObject("config");
    if (!top.fault().empty())
        return fail(ErrorCode::InvalidInput, top.fault());
    if (run == nullptr)
        return config;
    Members members(*run, "image config: config.");
    members.take("Env", config.environment);
    members.take("Entrypoint", config.entrypoint);
    members.take("Cmd", config.command);
    members.take("User", config.user);
    members.take("WorkingDir", config.workingDirectory);
    members.take("StopSignal", config.stopSignal);
    members.takeNames("ExposedPorts", config.ports);
    members.takeNames("Volumes", config.volumes);
    members.take("Labels", config.labels);
    members.take("Shell", config.shell);
    members.take("OnBuild", config.onBuild);
    if (const Json *check = members.takeObject("Healthcheck")) {
        HealthcheckConfig &healthcheck = config.healthcheck.emplace();
        Members checkMembers(*check, "image config: config.Healthcheck.");
        checkMembers.take("Test", healthcheck.test);
        checkMembers.take("Interval", healthcheck.intervalNs);
        checkMembers.take("Timeout", healthcheck.timeoutNs);
        checkMembers.take("StartPeriod", healthcheck.startPeriodNs);
        checkMembers.take("StartInterval", healthcheck.startIntervalNs);
        checkMembers.take("Retries", healthcheck.retries);
        if (!checkMembers.fault().empty())
            return fail(ErrorCode::InvalidInput, checkMembers.fault());
    }
    if (!members.fault().empty())
        return fail(ErrorCode::InvalidInput, members.fault());
    std::ranges::sort(config.ports);
    std::ranges::sort(config.volumes);
    return config;
}

std::string jsonWords(const std::vector<std::string> &words)
{
    // What no terminal should get is escaped, and then everything that is not ASCII.
    const bool isPlain = std::ranges::all_of(words, [](const std::string &word) { return printable(word) == word; });
    return Json(words).dump(-1, ' ', !isPlain, Json::error_handler_t::replace);
}

std::string durationText(std::int64_t nanoseconds)
{
    if (nanoseconds == 0)
        return "0s";
    std::string text = nanoseconds < 0 ? "-" : "";
    std::uint64_t rest = nanoseconds < 0 ? ~static_cast<std::uint64_t>(nanoseconds) + 1 : static_cast<std::uint64_t>(nanoseconds);
    struct Unit
    {
        std::uint64_t size;
        const char *name;
    };
    for (const Unit &unit : {Unit{3'600'000'000'000, "h"}, Unit{60'000'000'000, "m"}, Unit{1'000'000'000, "s"}, Unit{1'000'000, "ms"}, Unit{1'000, "us"}, Unit{1, "ns"}}) {
        if (rest >= unit.size)
            text += std::format("{}{}", rest / unit.size, unit.name);
        rest %= unit.size;
    }
    return text;
}

std::vector<ConfigLine> describe(const RunConfig &config)
{
    std::vector<ConfigLine> lines;
    const auto addText = [&lines](const char *name, const std::string &value) {
        if (!value.empty())
            lines.push_back({name, {value}});
    };
    const auto addList = [&lines](const char *name, std::vector<std::string> values) {
        if (!values.empty())
            lines.push_back({name, std::move(values)});
    };
    const auto addWords = [&](const char *name, const std::vector<std::string> &words) { addText(name, words.empty() ? std::string() : jsonWords(words)); };
    addText("Author", config.author);
    addWords("Entrypoint", config.entrypoint);
    addWords("Cmd", config.command);
    addText("User", config.user);
    addText("WorkingDir", config.workingDirectory);
    addList("Env", config.environment);
    addList("ExposedPorts", config.ports);
    addList("Volumes", config.volumes);
    if (config.healthcheck) {
        const HealthcheckConfig &check = *config.healthcheck;
        std::vector<std::string> values = {jsonWords(check.test)};
        const auto addDuration = [&values](const char *name, std::int64_t value) {
            if (value != 0)
                values.push_back(std::format("{} {}", name, durationText(value)));
        };
        addDuration("interval", check.intervalNs);
        addDuration("timeout", check.timeoutNs);
        addDuration("start period", check.startPeriodNs);
        addDuration("start interval", check.startIntervalNs);
        if (check.retries != 0)
            values.push_back(std::format("retries {}", check.retries));
        addList("Healthcheck", std::move(values));
    }
    addText("StopSignal", config.stopSignal);
    addWords("Shell", config.shell);
    addList("OnBuild", config.onBuild);
    std::vector<std::string> labels;
    for (const auto &[name, value] : config.labels)
        labels.push_back(name + "=" + value);
    addList("Labels", std::move(labels));
    return lines;
}

} // namespace whittle::image
