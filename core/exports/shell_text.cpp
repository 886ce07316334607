#include "exports/shell_text.h"

#include <algorithm>
#include <cctype>

namespace whittle::exports {

std::string shellQuoted(std::string_view word)
{
    const auto isPlain = [](unsigned char c) { return std::isalnum(c) != 0 || std::string_view("_@%+=:,./-").contains(static_cast<char>(c)); };
    if (!word.empty() && std::ranges::all_of(word, isPlain))
        return std::string(word);
    std::string quoted = "'";
    for (const char c : word) {
        if (c == '\'')
            quoted += "'\\''";
        else
            quoted += c;
    }
    return quoted + "'";
}

std::string shellCommand(const std::vector<std::string> &groups)
{
    std::string text;
    for (const std::string &group : groups)
        text += (text.empty() ? "" : " \\\n  ") + group;
    return text + "\n";
}

} // namespace whittle::exports
