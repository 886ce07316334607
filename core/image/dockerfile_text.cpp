#include "image/dockerfile_text.h"

#include "base/printable.h"
#include "image/run_config.h"

#include <algorithm>
#include <format>

namespace whittle::image::dockerfile {

namespace {

constexpr std::size_t kShort = 100; // columns that a command may have in one line

// Where "&&", "||" and ";" separate commands, outside of quotes: places in front of which a line may end.
std::vector<std::size_t> seams(std::string_view command)
{
    std::vector<std::size_t> places;
    char quote = 0;
    for (std::size_t at = 0; at < command.size(); ++at) {
        const char c = command[at];
        if (c == '\\' && quote != '\'') {
            ++at;
        } else if (quote != 0) {
            if (c == quote)
                quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (at > 0 && command[at - 1] == ' ' && (command.substr(at).starts_with("&& ") || command.substr(at).starts_with("|| "))) {
            places.push_back(at);
        }
    }
    // Where quotes do not end, nothing is sure.
    return quote == 0 ? places : std::vector<std::size_t>();
}

std::string_view withoutBlanks(std::string_view text)
{
    const auto end = text.find_last_not_of(" \t");
    return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

// "cat <<EOF >/x" with its lines and "EOF" below: the builder takes it as it stands.
bool isOwnHereDocument(std::string_view command)
{
    const auto end = command.find('\n');
    const auto mark = command.substr(0, end).find("<<");
    if (mark == std::string_view::npos || end == std::string_view::npos)
        return false;
    std::string_view name = command.substr(mark + 2, end - mark - 2);
    if (name.starts_with('-'))
        name.remove_prefix(1);
    name = name.substr(0, name.find_first_of(" \t;|&>"));
    if (name.size() > 1 && (name.front() == '"' || name.front() == '\''))
        name = name.substr(1, name.size() - 2);
    return !name.empty() && (std::string(command) + "\n").find(std::format("\n{}\n", name)) != std::string::npos;
}

std::string asWords(std::string_view command, const std::vector<std::string> &shell)
{
    std::vector<std::string> words = shell;
    words.emplace_back(command);
    return std::format("RUN {}\n", jsonWords(words));
}

} // namespace

bool cannotBeWritten(std::string_view text)
{
    if (std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; }))
        return true;
    // The controls of eight bits, U+0080 to U+009F, which terminals obey, too.
    for (auto at = text.find('\xc2'); at != std::string_view::npos; at = text.find('\xc2', at + 1)) {
        if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xa0)
            return true;
    }
    return false;
}

std::string word(std::string_view text)
{
    const bool isPlain = !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("_./:@%+,-").contains(c);
    });
    if (isPlain)
        return std::string(text);
    std::string quoted = "\"";
    for (const char c : cannotBeWritten(text) ? printable(text) : std::string(text)) {
        if (c == '"' || c == '\\' || c == '$')
            quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

std::string verbatim(std::string_view text)
{
    std::string result = printable(text);
    // The end of the line would be taken into the instruction.
    if (result.ends_with('\\'))
        result += '\\';
    return result;
}

std::string plain(std::string_view text)
{
    std::string result;
    for (const char c : verbatim(text)) {
        if (c == '$')
            result += '\\';
        result += c;
    }
    return result;
}

std::string comment(std::string_view text)
{
    return std::format("# {}\n", printable(text));
}

std::string run(std::string_view command, const std::vector<std::string> &shell, bool usual)
{
    const bool hasControls = std::ranges::any_of(command, [](char c) { return c >= 0 && c < ' ' && c != '\t' && c != '\n'; });
    // Text that would be read as flags, as a list of words, or as going on in the next line.
    if (!usual || hasControls || command.empty() || command.starts_with("--") || command.starts_with('[') || withoutBlanks(command).ends_with('\\'))
        return asWords(command, shell);
    if (command.contains('\n')) {
        if (command.contains("\\\n"))
            return asWords(command, shell);
        if (isOwnHereDocument(command))
            return std::format("RUN {}\n", command.ends_with('\n') ? command.substr(0, command.size() - 1) : command);
        // Its text ends with a line end, which histories may have lost; the last line has to be told from all others.
        const std::string lines = std::string(command) + (command.ends_with('\n') ? "" : "\n");
        if (lines.starts_with("#!") || lines.contains("\nEOF\n") || lines.starts_with("EOF\n"))
            return asWords(command, shell);
        return std::format("RUN <<EOF\n{}EOF\n", lines);
    }
    if (command.contains("<<"))
        return asWords(command, shell);
    const auto places = seams(command);
    if (command.size() <= kShort || places.empty())
        return std::format("RUN {}\n", withoutBlanks(command));
    std::string text = "RUN ";
    std::size_t begin = 0;
    for (const std::size_t place : places) {
        text += std::format("{} \\\n    ", withoutBlanks(command.substr(begin, place - begin)));
        begin = place;
    }
    return text + std::format("{}\n", withoutBlanks(command.substr(begin)));
}

} // namespace whittle::image::dockerfile
