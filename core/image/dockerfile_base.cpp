#include "image/dockerfile.h"

#include "image/history_command.h"

#include <algorithm>
#include <format>

namespace whittle::image {

namespace {

constexpr const char *kBaseLabel = "org.opencontainers.image.base.name";

// The text between two others; empty where they are not there.
std::string between(std::string_view text, std::string_view before, std::string_view after)
{
    const auto begin = text.find(before);
    if (begin == std::string_view::npos)
        return {};
    text.remove_prefix(begin + before.size());
    const auto end = text.find(after);
    return end == std::string_view::npos ? std::string() : std::string(text.substr(0, end));
}

// A name that can stand behind FROM.
bool isName(std::string_view name)
{
    return !name.empty() && name.size() < 300 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("._-/:@+").contains(c);
    });
}

// A base's own CMD belongs to it, too.
std::size_t withCommand(const std::vector<HistoryStep> &history, std::size_t steps)
{
    while (steps < history.size() && history[steps].emptyLayer && parseHistory(history[steps], {"/bin/sh", "-c"}).keyword == "CMD")
        ++steps;
    return steps;
}

// Distributions whose images can be told by their first step.
KnownBase findDistribution(const std::vector<HistoryStep> &history)
{
    const HistoryStep &first = history.front();
    KnownBase base;
    if (first.comment.starts_with("debuerreotype")) { // # debian.sh --arch 'amd64' out/ 'trixie' '@1755475200'
        const std::string suite = between(first.createdBy, "out/ '", "'");
        base = {suite.empty() ? "" : "debian:" + suite, 1, "the first layer was made by " + first.comment};
    } else if (const std::string version = between(first.createdBy, "alpine-minirootfs-", "-"); !version.empty()) {
        base = {"alpine:" + version, 1, "the first layer is Alpine's root file system"};
    } else if (first.createdBy.starts_with("BusyBox ")) { // BusyBox 1.37.0 (glibc), Debian 12
        const std::string release = between(first.createdBy, "BusyBox ", " (");
        const std::string library = between(first.createdBy, "(", ")");
        base = {release.empty() ? "" : "busybox:" + release + (library.empty() ? "" : "-" + library), 1, "the first layer was made by BusyBox's build"};
    } else {
        // Ubuntu: labels, then the root file system.
        std::string name;
        std::string release;
        for (std::size_t i = 0; i < std::min<std::size_t>(history.size(), 8); ++i) {
            const HistoryCommand command = parseHistory(history[i], {"/bin/sh", "-c"});
            if (!history[i].emptyLayer) {
                if (name == "ubuntu" && command.keyword == "ADD")
                    base = {"ubuntu:" + release, i + 1, "the first steps are Ubuntu's"};
                break;
            }
            for (const auto &[label, value] : splitAssignments(command.keyword == "LABEL" ? command.rest : "", {})) {
                if (label == "org.opencontainers.image.ref.name")
                    name = value;
                else if (label == "org.opencontainers.image.version")
                    release = value;
            }
        }
    }
    if (!isName(base.name))
        return {};
    base.steps = withCommand(history, base.steps);
    return base;
}

// A base whose name is known and whose end is not: behind the last CMD that has layers after it, or behind the first layer.
std::size_t guessEnd(const std::vector<HistoryStep> &history)
{
    std::size_t lastLayer = 0;
    std::size_t firstLayer = history.size();
    for (std::size_t i = 0; i < history.size(); ++i) {
        if (!history[i].emptyLayer) {
            lastLayer = i;
            firstLayer = std::min(firstLayer, i);
        }
    }
    std::size_t end = std::min(firstLayer + 1, history.size());
    for (std::size_t i = firstLayer; i < lastLayer; ++i) {
        if (history[i].emptyLayer && parseHistory(history[i], {"/bin/sh", "-c"}).keyword == "CMD")
            end = i + 1;
    }
    return end;
}

} // namespace

KnownBase findBase(const DockerfileSource &source)
{
    const auto &history = source.history;
    if (history.empty())
        return {};
    // buildah notes it at the first step that is not the base's own; the last such note is the nearest base.
    for (std::size_t i = history.size(); i-- > 0;) {
        const std::string base = parseHistory(history[i], {"/bin/sh", "-c"}).base;
        if (i > 0 && isName(base) && base != "scratch")
            return {base, i, "the history names it"};
    }
    const KnownBase distribution = findDistribution(history);
    const auto label = source.config.labels.find(kBaseLabel);
    const std::string &named = !source.base.empty() || label == source.config.labels.end() ? source.base : label->second;
    if (isName(named)) {
        if (!distribution.name.empty())
            return {named, distribution.steps, "the image names its base; where it ends is told by its first steps"};
        return {named, guessEnd(history), "the image names its base; where it ends is a guess"};
    }
    return distribution;
}

} // namespace whittle::image
