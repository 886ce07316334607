#include "apparmor/profile_name.h"

#include <cctype>

namespace whittle::apparmor {

std::string profileNameOf(std::span<const trace::Recording> recordings)
{
    std::string name = "whittle";
    if (!recordings.empty()) {
        const trace::Subject &subject = recordings.front().subject;
        if (!subject.image.empty())
            name = subject.image;
        else if (!subject.command.empty())
            name = subject.command.front();
    }
    name = name.substr(0, name.find('@'));
    if (const std::size_t slash = name.rfind('/'); slash != std::string::npos)
        name = name.substr(slash + 1);
    name = name.substr(0, name.find(':'));
    for (char &c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_' && c != '.')
            c = '-';
    }
    return (name.empty() ? "whittle" : name) + "-apparmor";
}

} // namespace whittle::apparmor
