#include "exports/exporters.h"

#include "exports/log_variant.h"
#include "formats/seccomp_json.h"

namespace whittle::exports {

namespace {

Result<Exported> writeJsonProfile(const Request &request)
{
    return Exported{formats::writeSeccompJson(*request.profile), {}, {}};
}

} // namespace

Exporter jsonExporter()
{
    return {{.id = "json",
             .title = "Docker and Podman profile",
             .description = "the profile itself, as Docker, Podman and the OCI specification read it",
             .sources = {Source::Profile},
             .suffix = ".json",
             .syntax = "JSON",
             .options = {logOption()}},
            writeJsonProfile};
}

} // namespace whittle::exports
