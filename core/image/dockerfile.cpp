#include "image/dockerfile.h"

#include "base/text.h"
#include "image/dockerfile_text.h"
#include "image/history_command.h"

#include <algorithm>
#include <format>
#include <map>
#include <set>

namespace whittle::image {

namespace {

using dockerfile::cannotBeWritten;
using dockerfile::comment;
using dockerfile::plain;
using dockerfile::word;
using Assignment = std::pair<std::string, std::string>;
using Words = std::vector<std::string>;

const Words kUsualShell = {"/bin/sh", "-c"};

std::vector<Assignment> assignments(const Words &environment)
{
    std::vector<Assignment> result;
    for (const std::string &one : environment) {
        const auto sign = one.find('=');
        result.emplace_back(one.substr(0, sign), sign == std::string::npos ? std::string() : one.substr(sign + 1));
    }
    return result;
}

std::string healthcheckText(const HealthcheckConfig &check)
{
    if (check.test.empty() || check.test.front() == "NONE")
        return "HEALTHCHECK NONE\n";
    std::string text = "HEALTHCHECK";
    const auto add = [&text](const char *name, std::int64_t value) {
        if (value != 0)
            text += std::format(" --{}={}", name, durationText(value));
    };
    add("interval", check.intervalNs);
    add("timeout", check.timeoutNs);
    add("start-period", check.startPeriodNs);
    add("start-interval", check.startIntervalNs);
    if (check.retries != 0)
        text += std::format(" --retries={}", check.retries);
    const Words words(check.test.begin() + 1, check.test.end());
    // The text for a shell is passed on as it stands, unless it would be read as a list of words or end the line.
    if (check.test.front() == "CMD-SHELL" && words.size() == 1 && !cannotBeWritten(words.front()) && !words.front().starts_with('[') && !words.front().ends_with('\\'))
        return std::format("{} CMD {}\n", text, words.front());
    Words executed = words;
    if (check.test.front() == "CMD-SHELL")
        executed.insert(executed.begin(), kUsualShell.begin(), kUsualShell.end());
    return std::format("{} CMD {}\n", text, jsonWords(executed));
}

// Writes the Dockerfile from top to bottom and keeps what a builder would have in its config by then.
class Writer
{
public:
    explicit Writer(const DockerfileSource &source) : m_source(source), m_environment(assignments(source.config.environment))
    {
        for (const auto &[name, value] : source.config.labels)
            m_labels.emplace_back(name, value);
    }

    std::string write()
    {
        writeHead();
        const KnownBase base = findBase(m_source);
        if (base.name.empty()) {
            m_text += "FROM scratch\n";
        } else {
            m_text += comment(std::format("The first {} this base: {}.", base.steps == 1 ? "step is" : std::format("{} steps are", base.steps), base.reason));
            m_text += std::format("FROM {}\n", base.name);
        }
        for (std::size_t i = 0; i < m_source.history.size(); ++i) {
            const std::size_t before = m_text.size();
            writeStep(m_source.history[i]);
            // Steps of the base count for the config and are not written.
            if (i < base.steps)
                m_text.resize(before);
        }
        for (; m_layer < m_source.layers.size(); ++m_layer) {
            m_text += "\n" + comment("A layer that the history does not speak of");
            addLayer(m_layer);
        }
        writeCorrections();
        return std::move(m_text);
    }

private:
    void writeHead()
    {
        m_text += comment(std::format("Rebuilt from the history and the config of {}", m_source.references.empty() ? m_source.digest : m_source.references.front()));
        if (!m_source.references.empty())
            m_text += comment(m_source.digest);
        std::string platform = m_source.platform.os + "/" + m_source.platform.architecture;
        if (!m_source.platform.variant.empty())
            platform += "/" + m_source.platform.variant;
        m_text += comment(m_source.distribution.empty() ? platform : std::format("{}, {}", platform, m_source.distribution));
        m_text += "\n";
    }

    // The layer as a file, which adds exactly what the step did.
    void addLayer(std::size_t index)
    {
        const std::string &diffId = m_source.layers[index].diffId;
        const auto colon = diffId.find(':');
        const std::string name = std::format("layer-{}-{}.tar", index + 1, diffId.substr(colon == std::string::npos ? 0 : colon + 1, 12));
        m_text += comment(std::format("{} is that layer as a file.", name));
        m_text += std::format("ADD {} /\n", plain(name));
    }

    void writeStep(const HistoryStep &step)
    {
        const HistoryCommand command = parseHistory(step, m_shell.empty() ? kUsualShell : m_shell);
        m_text += "\n";
        const bool hasLayer = !step.emptyLayer && m_layer < m_source.layers.size();
        if (hasLayer) {
            const Layer &layer = m_source.layers[m_layer];
            m_text += comment(std::format("layer {}: {}, {}", m_layer + 1, sizeText(layer.tarSize != 0 ? layer.tarSize : layer.size), layer.diffId));
        }
        const bool hasContent = command.keyword == "RUN" || command.keyword == "COPY" || command.keyword == "ADD";
        if (command.keyword == "RUN")
            writeRun(command);
        else if (hasContent)
            writeCopy(command);
        else if (!command.keyword.empty())
            writeInstruction(command);
        else if (!command.rest.empty() || !step.comment.empty())
            m_text += comment(std::format("No step of a Dockerfile: {}", command.rest.empty() ? step.comment : command.rest));
        // What has a layer and is no instruction that makes one (commits, imports, other builders; ADD of a whole file system).
        if (hasLayer && (!hasContent && command.keyword != "WORKDIR"))
            addLayer(m_layer);
        if (!step.emptyLayer)
            ++m_layer;
    }

    void writeRun(const HistoryCommand &command)
    {
        for (const auto &[name, value] : command.buildArguments) {
            if (const auto known = m_arguments.find(name); known != m_arguments.end() && known->second == value)
                continue;
            m_text += std::format("ARG {}={}\n", plain(name), word(value));
            m_arguments[name] = value;
        }
        if (command.isVerbatim) {
            m_text += cannotBeWritten(command.rest) || command.rest.ends_with('\\') ? dockerfile::run(command.rest, kUsualShell, true) : std::format("RUN {}\n", command.rest);
        } else if (!command.shell.empty()) {
            m_text += dockerfile::run(command.rest, command.shell, command.shell == (m_shell.empty() ? kUsualShell : m_shell));
        } else {
            const Words words = splitWords(command.rest);
            if (words.size() > 1)
                m_text += comment("Executed without a shell; the history does not say where its words end.");
            m_text += std::format("RUN {}\n", jsonWords(words));
        }
    }

    void writeCopy(const HistoryCommand &command)
    {
        const std::string &rest = command.rest;
        if (!command.source.empty()) {
            // The digest is all that is left of the name.
            const auto colon = command.source.find(':');
            const std::string kind = command.source.substr(0, colon);
            const std::string name = std::format("{}-{}", kind == "multi" ? "file" : kind, command.source.substr(std::min(colon + 1, command.source.size()), 12));
            const auto target = rest.rfind("--") == std::string::npos ? 0 : rest.rfind(' ') + 1;
            if (command.keyword == "ADD" && rest == "/" && m_layer < m_source.layers.size()) {
                m_text += comment(std::format("The history calls its source {}.", command.source));
                addLayer(m_layer);
                return;
            }
            m_text += comment(std::format("The history does not name its source, only what it was: {}", command.source));
            m_text += std::format("{} {}{} {}\n", command.keyword, plain(rest.substr(0, target)), plain(name), plain(rest.substr(target)));
            return;
        }
        if (!command.isVerbatim)
            m_text += comment("From the build context or another stage: the history does not say which.");
        m_text += std::format("{} {}\n", command.keyword, command.isVerbatim ? dockerfile::verbatim(rest) : plain(rest));
    }

    void writePairs(const char *keyword, const std::vector<Assignment> &pairs, const std::vector<Assignment> &wanted, std::map<std::string, std::string> &kept)
    {
        for (const auto &[name, value] : pairs) {
            if (cannotBeWritten(name) || cannotBeWritten(value))
                m_text += comment(std::format("{} {}: its value holds characters that a Dockerfile cannot express; they are escaped here.", keyword, name));
            if (std::ranges::find(wanted, name, &Assignment::first) == wanted.end()) {
                m_text += comment(std::format("{} {}={}: the config does not have it.", keyword, name, value));
                continue;
            }
            m_text += std::format("{} {}={}\n", keyword, word(name), word(value));
            kept[name] = value;
        }
    }

    void writeNames(const char *keyword, const Words &names, const Words &wanted, std::set<std::string> &kept)
    {
        for (const std::string &name : names) {
            if (!std::ranges::contains(wanted, name)) {
                m_text += comment(std::format("{} {}: the config does not have it.", keyword, name));
                continue;
            }
            m_text += std::string_view(keyword) == "VOLUME" ? std::format("VOLUME {}\n", jsonWords({name})) : std::format("{} {}\n", keyword, word(name));
            kept.insert(name);
        }
    }

    // A name with blanks in it looks like several; the config tells.
    [[nodiscard]] Words volumes(std::string_view rest) const
    {
        const Words words = splitWords(rest);
        Words names;
        for (std::size_t i = 0; i < words.size(); ++i) {
            std::string name = words[i];
            std::string longer = name;
            for (std::size_t j = i + 1; j < std::min(words.size(), i + 16) && !std::ranges::contains(m_source.config.volumes, name); ++j) {
                longer += " " + words[j];
                if (std::ranges::contains(m_source.config.volumes, longer)) {
                    name = longer;
                    i = j;
                }
            }
            names.push_back(std::move(name));
        }
        return names;
    }

    // A list of words, or a text for the shell.
    Words wordsOrShell(const HistoryCommand &command) const
    {
        const std::string_view rest = command.rest;
        if (rest.starts_with('[') || rest.starts_with("&{"))
            return splitWords(rest);
        Words words = m_shell.empty() ? kUsualShell : m_shell;
        words.emplace_back(rest);
        return words;
    }

    void writeLine(std::string &last, std::string line)
    {
        m_text += line;
        last = std::move(line);
    }

    void writeInstruction(const HistoryCommand &command)
    {
        const std::string &keyword = command.keyword;
        const std::string &rest = command.rest;
        if (keyword == "ENV") {
            writePairs("ENV", splitAssignments(rest, m_environment), m_environment, m_writtenEnvironment);
        } else if (keyword == "LABEL") {
            writePairs("LABEL", splitAssignments(rest, m_labels), m_labels, m_writtenLabels);
        } else if (keyword == "EXPOSE") {
            writeNames("EXPOSE", exposedPorts(rest), m_source.config.ports, m_writtenPorts);
        } else if (keyword == "VOLUME") {
            writeNames("VOLUME", volumes(rest), m_source.config.volumes, m_writtenVolumes);
        } else if (keyword == "CMD") {
            writeLine(m_command, std::format("CMD {}\n", jsonWords(wordsOrShell(command))));
        } else if (keyword == "ENTRYPOINT") {
            writeLine(m_entrypoint, std::format("ENTRYPOINT {}\n", jsonWords(wordsOrShell(command))));
        } else if (keyword == "SHELL") {
            Words words = splitWords(rest);
            // Where the words end is known of the last one.
            std::string joined;
            for (const std::string &one : m_source.config.shell)
                joined += (joined.empty() ? "" : " ") + one;
            if ("[" + joined + "]" == rest)
                words = m_source.config.shell;
            m_shell = words;
            writeLine(m_shellLine, std::format("SHELL {}\n", jsonWords(words)));
        } else if (keyword == "WORKDIR") {
            writeLine(m_workingDirectory, std::format("WORKDIR {}\n", word(rest)));
        } else if (keyword == "USER") {
            writeLine(m_user, std::format("USER {}\n", word(rest)));
        } else if (keyword == "STOPSIGNAL") {
            writeLine(m_stopSignal, std::format("STOPSIGNAL {}\n", word(rest)));
        } else if (keyword == "HEALTHCHECK") {
            // Go's form has lost the names of its numbers; the config has the one that counts.
            if (m_source.config.healthcheck)
                writeLine(m_healthcheck, healthcheckText(*m_source.config.healthcheck));
            else
                m_text += comment(std::format("HEALTHCHECK {}: the config does not have it.", rest));
        } else if (keyword == "ONBUILD") {
            m_text += std::format("ONBUILD {}\n", dockerfile::verbatim(rest));
            m_onBuild.push_back(rest);
        } else if (keyword == "ARG") {
            const auto pairs = splitAssignments(rest, {});
            for (const auto &[name, value] : pairs) {
                m_text += std::format("ARG {}={}\n", plain(name), word(value));
                m_arguments[name] = value;
            }
            if (pairs.empty())
                m_text += std::format("ARG {}\n", plain(rest));
        } else if (keyword == "MAINTAINER") {
            m_text += std::format("MAINTAINER {}\n", plain(rest));
        } else {
            m_text += comment(std::format("{} {}", keyword, rest));
        }
    }

    // ---- the config wins

    void correct(const std::string &written, const std::string &wanted, const char *unset, std::string_view what)
    {
        // "CMD []" says that there is none.
        if (written == wanted || (wanted.empty() && written.ends_with(" []\n")))
            return;
        if (!wanted.empty())
            m_corrections += wanted;
        else if (unset != nullptr)
            m_corrections += unset;
        else
            m_corrections += comment(std::format("The config has no {}; a Dockerfile cannot take it away.", what));
    }

    void correctPairs(const char *keyword, const std::vector<Assignment> &wanted, const std::map<std::string, std::string> &written)
    {
        for (const auto &[name, value] : wanted) {
            const auto found = written.find(name);
            if (found != written.end() && found->second == value)
                continue;
            if (cannotBeWritten(name) || cannotBeWritten(value))
                m_corrections += comment(std::format("{} {}: its value holds characters that a Dockerfile cannot express; they are escaped here.", keyword, name));
            m_corrections += std::format("{} {}={}\n", keyword, word(name), word(value));
        }
    }

    void writeCorrections()
    {
        const RunConfig &config = m_source.config;
        const auto line = [](const char *keyword, const std::string &value) { return value.empty() ? std::string() : std::format("{} {}\n", keyword, word(value)); };
        const auto list = [](const char *keyword, const Words &words) { return words.empty() ? std::string() : std::format("{} {}\n", keyword, jsonWords(words)); };
        correctPairs("ENV", m_environment, m_writtenEnvironment);
        correctPairs("LABEL", m_labels, m_writtenLabels);
        for (const std::string &port : config.ports) {
            if (!m_writtenPorts.contains(port))
                m_corrections += std::format("EXPOSE {}\n", word(port));
        }
        for (const std::string &volume : config.volumes) {
            if (!m_writtenVolumes.contains(volume))
                m_corrections += std::format("VOLUME {}\n", jsonWords({volume}));
        }
        correct(m_user, line("USER", config.user), "USER root\n", "user");
        // "WORKDIR app" stands below the one before it, and the history may have either.
        correct(m_workingDirectory, line("WORKDIR", config.workingDirectory), "WORKDIR /\n", "working directory");
        correct(m_stopSignal, line("STOPSIGNAL", config.stopSignal), nullptr, "stop signal");
        correct(m_healthcheck, config.healthcheck ? healthcheckText(*config.healthcheck) : std::string(), "HEALTHCHECK NONE\n", "health check");
        correct(m_shellLine, list("SHELL", config.shell), nullptr, "shell");
        correct(m_entrypoint, list("ENTRYPOINT", config.entrypoint), "ENTRYPOINT []\n", "entrypoint");
        correct(m_command, list("CMD", config.command), "CMD []\n", "command");
        if (m_onBuild != config.onBuild) {
            for (const std::string &one : config.onBuild) {
                if (!std::ranges::contains(m_onBuild, one))
                    m_corrections += std::format("ONBUILD {}\n", dockerfile::verbatim(one));
            }
        }
        if (!m_corrections.empty())
            m_text += "\n" + comment("What the config says and the history does not:") + m_corrections;
    }

    const DockerfileSource &m_source;
    std::vector<Assignment> m_environment; // as the config has them
    std::vector<Assignment> m_labels;
    std::string m_text;
    std::string m_corrections;
    std::size_t m_layer = 0;
    Words m_shell;
    std::map<std::string, std::string> m_arguments;
    std::map<std::string, std::string> m_writtenEnvironment;
    std::map<std::string, std::string> m_writtenLabels;
    std::set<std::string> m_writtenPorts;
    std::set<std::string> m_writtenVolumes;
    Words m_onBuild;
    std::string m_command;
    std::string m_entrypoint;
    std::string m_shellLine;
    std::string m_workingDirectory;
    std::string m_user;
    std::string m_stopSignal;
    std::string m_healthcheck;
};

} // namespace

std::string writeDockerfile(const DockerfileSource &source)
{
    return Writer(source).write();
}

} // namespace whittle::image
