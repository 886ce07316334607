#include "exports/apparmor.h"

#include "apparmor/generate.h"
#include "exports/exporters.h"

#include <cctype>

namespace whittle::exports {

namespace {

Result<Exported> writeAppArmorPolicy(const Request &request)
{
    Exported exported;
    auto text = policyTextOf(request, exported.notes);
    if (!text)
        return std::unexpected(std::move(text).error());
    exported.content = *std::move(text);
    return exported;
}

} // namespace

std::string appArmorNameOf(std::span<const trace::Recording> recordings)
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

Result<std::string> policyTextOf(const Request &request, std::vector<std::string> &notes)
{
    if (!request.appArmor.empty())
        return request.appArmor;
    apparmor::GenerateOptions options;
    options.name = request.option("name").empty() ? appArmorNameOf(request.recordings) : request.option("name");
    options.complain = request.option("complain") == "yes";
    auto made = apparmor::generate(request.recordings, options);
    if (!made)
        return std::unexpected(std::move(made).error());
    notes.insert(notes.end(), made->notes.begin(), made->notes.end());
    return std::move(made->text);
}

Exporter appArmorExporter()
{
    return {{.id = "apparmor",
             .title = "AppArmor profile",
             .description = "an AppArmor profile that allows what was seen; propose --apparmor has the options",
             .sources = {Source::Recording},
             .syntax = "AppArmor Security Profile",
             .options = {{"name", "Name", "of the profile; empty: after the image or program", {}, ""},
                         {"complain", "Complain", "log what would be denied, and allow it", {"no", "yes"}, "no"}},
             .limits = {"Symbolic links are followed only as far as they were seen: the recorded image tells more (propose --apparmor-image)."}},
            writeAppArmorPolicy};
}

} // namespace whittle::exports
