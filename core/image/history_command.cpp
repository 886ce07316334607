#include "image/history_command.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace whittle::image {

namespace {

using Assignment = std::pair<std::string, std::string>;

constexpr std::array<std::string_view, 18> kKeywords = {"FROM", "RUN", "CMD", "LABEL", "MAINTAINER", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT", "VOLUME", "USER",
                                                        "WORKDIR", "ARG", "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL"};
constexpr std::size_t kMaxArguments = 1 << 16; // bytes of a step's arguments that are looked through
constexpr std::size_t kMaxTries = 256;
constexpr std::string_view kNop = "#(nop)";
constexpr std::string_view kBuildkitMark = "# buildkit";

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == '/';
}

// The length of "NAME=" at the front, 0 when there is none.
std::size_t assignmentName(std::string_view text)
{
    std::size_t size = 0;
    while (size < text.size() && isNameCharacter(text[size]))
        ++size;
    return size > 0 && size < text.size() && text[size] == '=' ? size + 1 : 0;
}

std::string_view takeKeyword(std::string_view &text)
{
    for (const std::string_view keyword : kKeywords) {
        if (text.starts_with(keyword) && (text.size() == keyword.size() || text[keyword.size()] == ' ' || text[keyword.size()] == '\t')) {
            text = trimmed(text.substr(keyword.size()));
            return keyword;
        }
    }
    return {};
}

void appendUtf8(std::string &text, std::uint32_t code)
{
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xc0 | (code >> 6));
        text += static_cast<char>(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        text += static_cast<char>(0xe0 | (code >> 12));
        text += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        text += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        text += static_cast<char>(0xf0 | ((code >> 18) & 0x07));
        text += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
        text += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        text += static_cast<char>(0x80 | (code & 0x3f));
    }
}

// A quoted string of Go (%q) or JSON from its opening quote on; at is left behind its closing quote.
std::string takeQuoted(std::string_view text, std::size_t &at)
{
    std::string word;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] != '\\' || at + 1 >= text.size()) {
            word += text[at];
            continue;
        }
        const char escape = text[++at];
        const std::size_t digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
        if (digits != 0) {
            std::uint32_t code = 0;
            const std::string_view hex = text.substr(at + 1, digits);
            if (hex.size() == digits && std::from_chars(hex.data(), hex.data() + hex.size(), code, 16).ptr == hex.data() + hex.size()) {
                if (escape == 'x')
                    word += static_cast<char>(code);
                else
                    appendUtf8(word, code);
                at += digits;
                continue;
            }
        }
        static constexpr std::string_view kNames = "abfnrtv";
        static constexpr std::string_view kValues = "\a\b\f\n\r\t\v";
        const auto index = kNames.find(escape);
        word += index == std::string_view::npos ? escape : kValues[index];
    }
    ++at;
    return word;
}

// "|2 A=1 B=two words /bin/sh -c make": the arguments of the build in front of the command. rest is left at the shell.
std::vector<Assignment> takeBuildArguments(std::string_view &rest, const std::string &shell)
{
    std::size_t count = 0;
    const auto parsed = std::from_chars(rest.data() + 1, rest.data() + rest.size(), count);
    if (parsed.ec != std::errc() || count > 1000)
        return {};
    std::string_view text = trimmed(rest.substr(static_cast<std::size_t>(parsed.ptr - rest.data())));
    // Values may hold blanks, and the shell's name, too: the first place is taken that leaves as many assignments as there are.
    text = text.substr(0, kMaxArguments);
    std::size_t tries = 0;
    for (std::size_t at = 0; at != std::string_view::npos && ++tries < kMaxTries; at = text.find(shell, at + 1)) {
        if (!text.substr(at).starts_with(shell) || (at > 0 && text[at - 1] != ' '))
            continue;
        auto found = splitAssignments(trimmed(text.substr(0, at)), {});
        if (found.size() < count)
            continue;
        rest.remove_prefix(static_cast<std::size_t>(text.data() - rest.data()) + at);
        return found;
    }
    return {};
}

void readRun(std::string_view rest, const std::vector<std::string> &shell, HistoryCommand &command)
{
    const std::string front = joined(shell, " ") + " ";
    static const std::string kUsual = "/bin/sh -c ";
    if (rest.starts_with('|')) {
        const bool isUsual = rest.find(front) == std::string_view::npos;
        command.buildArguments = takeBuildArguments(rest, isUsual ? kUsual : front);
    }
    command.keyword = "RUN";
    if (rest.starts_with(front)) {
        command.shell = shell;
        rest.remove_prefix(front.size());
    } else if (rest.starts_with(kUsual)) {
        command.shell = {"/bin/sh", "-c"};
        rest.remove_prefix(kUsual.size());
    }
    command.rest = rest;
}

// "file:1234… in /x": what buildah and the old builder say of COPY and ADD. With several sources: "multi:1234… in /x/".
void readCopy(HistoryCommand &command)
{
    std::string_view rest = command.rest;
    std::string options;
    while (rest.starts_with("--")) {
        const auto end = std::min(rest.find(' '), rest.size());
        options += std::string(rest.substr(0, end)) + " ";
        rest = trimmed(rest.substr(end));
    }
    const auto in = rest.find(" in ");
    const auto colon = rest.find(':');
    if (in == std::string_view::npos || colon == std::string_view::npos || colon > in)
        return;
    const std::string_view kind = rest.substr(0, colon);
    if (kind != "file" && kind != "dir" && kind != "multi")
        return;
    command.source = rest.substr(0, in);
    command.rest = options + std::string(trimmed(rest.substr(in + 4)));
}

} // namespace

std::vector<std::string> splitWords(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    const auto finish = [&] {
        if (inWord)
            words.push_back(std::move(word));
        word.clear();
        inWord = false;
    };
    text = trimmed(text);
    // Brackets around; unquoted words keep theirs.
    if (text.starts_with("&{") && text.ends_with('}'))
        text = trimmed(text.substr(2, text.size() - 3));
    if (text.starts_with('[') && text.ends_with(']'))
        text = text.substr(1, text.size() - 2);
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"' && !inWord) {
            word = takeQuoted(text, at);
            inWord = true;
            finish();
            while (at < text.size() && (text[at] == ' ' || text[at] == ','))
                ++at;
        } else if (c == ' ') {
            finish();
            ++at;
        } else {
            word += c;
            inWord = true;
            ++at;
        }
    }
    finish();
    return words;
}

std::vector<std::string> exposedPorts(std::string_view text)
{
    if (text.starts_with("map["))
        text.remove_prefix(3);
    std::vector<std::string> ports;
    for (std::string &word : splitWords(text)) {
        if (word.ends_with(":{}"))
            word.resize(word.size() - 3);
        const auto slash = word.find('/');
        const std::string protocol = slash == std::string::npos ? "/tcp" : word.substr(slash);
        // A range stands for all that are in it.
        unsigned first = 0;
        unsigned last = 0;
        const char *end = word.data() + std::min(slash, word.size());
        const auto begin = std::from_chars(word.data(), end, first);
        const bool isRange = begin.ec == std::errc() && begin.ptr != end && *begin.ptr == '-' && std::from_chars(begin.ptr + 1, end, last).ptr == end && first <= last && last <= 65535;
        if (!isRange)
            ports.push_back(word.substr(0, slash) + protocol);
        for (unsigned port = first; isRange && port <= last; ++port)
            ports.push_back(std::to_string(port) + protocol);
    }
    return ports;
}

std::vector<Assignment> splitAssignments(std::string_view text, const std::vector<Assignment> &known)
{
    std::vector<Assignment> result;
    text = trimmed(text);
    while (!text.empty()) {
        const std::size_t name = assignmentName(text);
        if (name == 0) { // blanks of a value, or no assignment at all
            if (result.empty())
                return {};
            result.back().second += text;
            break;
        }
        Assignment one(text.substr(0, name - 1), "");
        const std::string_view rest = text.substr(name);
        const auto match = std::ranges::find(known, one.first, &Assignment::first);
        const auto endsAfter = [rest](std::size_t size) { return size == rest.size() || (rest[size] == ' ' && assignmentName(trimmed(rest.substr(size))) != 0); };
        std::size_t size = rest.size();
        if (match != known.end() && rest.starts_with(match->second) && endsAfter(match->second.size())) {
            size = match->second.size();
        } else if (rest.starts_with('"')) {
            size = 0;
            one.second = takeQuoted(rest, size);
            size = std::min(size, rest.size());
        } else {
            for (size = 0; size < rest.size() && !endsAfter(size); ++size) {}
        }
        if (one.second.empty())
            one.second = rest.substr(0, size);
        text = trimmed(rest.substr(std::min(size, rest.size())));
        result.push_back(std::move(one));
    }
    return result;
}

HistoryCommand parseHistory(const HistoryStep &step, const std::vector<std::string> &shell)
{
    HistoryCommand command;
    if (step.comment.starts_with("FROM "))
        command.base = trimmed(std::string_view(step.comment).substr(5));
    std::string_view text = trimmed(step.createdBy);
    const bool isBuildkit = text.ends_with(kBuildkitMark) || step.comment.starts_with("buildkit");
    if (text.ends_with(kBuildkitMark))
        text = trimmed(text.substr(0, text.size() - kBuildkitMark.size()));
    // Docker's old builder and buildah: what is no RUN stands behind a comment for the shell.
    if (const auto nop = text.find(kNop); nop != std::string_view::npos && nop < 200 && !text.starts_with("RUN ")) {
        std::string_view rest = trimmed(text.substr(nop + kNop.size()));
        if (const std::string_view keyword = takeKeyword(rest); !keyword.empty()) {
            command.keyword = keyword;
            command.rest = rest;
            if (keyword == "COPY" || keyword == "ADD")
                readCopy(command);
            return command;
        }
    }
    std::string_view rest = text;
    const std::string_view keyword = takeKeyword(rest);
    if (keyword == "RUN" && isBuildkit) {
        readRun(rest, shell, command);
        return command;
    }
    if (!keyword.empty()) {
        command.keyword = keyword;
        command.rest = rest;
        command.isVerbatim = !isBuildkit;
        if (command.isVerbatim && keyword == "RUN")
            command.shell = shell;
        return command;
    }
    if (text.starts_with(joined(shell, " ") + " ") || text.starts_with("/bin/sh -c ") || text.starts_with('|'))
        readRun(text, shell, command);
    else
        command.rest = text;
    return command;
}

std::string readable(const HistoryStep &step)
{
    const HistoryCommand command = parseHistory(step, {"/bin/sh", "-c"});
    if (command.keyword.empty())
        return step.createdBy.empty() ? step.comment : step.createdBy;
    if (command.keyword == "EXPOSE") {
        std::string ports;
        for (const std::string &port : exposedPorts(command.rest))
            ports += " " + port;
        return "EXPOSE" + ports;
    }
    std::string text = command.keyword;
    for (const auto &[name, value] : command.buildArguments)
        text += " " + name + "=" + value;
    if (!command.source.empty())
        text += " " + command.source.substr(0, command.source.find(':') + 13);
    return text + (command.rest.empty() ? "" : " ") + command.rest;
}

} // namespace whittle::image
