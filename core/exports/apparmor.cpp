#include "exports/apparmor.h"

#include "apparmor/generate.h"
#include "apparmor/profile_name.h"
#include "exports/exporters.h"

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

Result<std::string> policyTextOf(const Request &request, std::vector<std::string> &notes)
{
    if (!request.appArmor.empty())
        return request.appArmor;
    apparmor::GenerateOptions options;
    options.name = request.option("name").empty() ? apparmor::profileNameOf(request.recordings) : request.option("name");
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
