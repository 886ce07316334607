#include "exports/exporters.h"

#include "exports/log_variant.h"
#include "exports/plain_profile.h"
#include "formats/json_tree.h"
#include "formats/seccomp_json.h"

namespace whittle::exports {

namespace {

using formats::JsonKind;
using formats::JsonValue;

JsonValue objectWith(std::string name, JsonValue value)
{
    JsonValue object;
    object.kind = JsonKind::Object;
    object.members.push_back({std::move(name), std::move(value)});
    return object;
}

Result<Exported> writeOciForm(const Request &request)
{
    const auto plain = plainProfile(request);
    if (!plain)
        return std::unexpected(plain.error());
    Exported exported{formats::writeSeccompJson(plain->profile), {}, plain->notes};
    profile::Target reader = request.target;
    reader.rules = profile::EngineRules::Containerd;
    auto losses = lossesOfText(*plain, exported.content, request.target, reader);
    if (!losses)
        return std::unexpected(std::move(losses).error());
    exported.losses = *std::move(losses);
    if (request.option("form") == "config") {
        formats::JsonFault fault;
        auto value = formats::parseJson(exported.content, fault);
        if (!value)
            return fail(ErrorCode::InvalidInput, fault.message);
        exported.content = formats::toText(objectWith("linux", objectWith("seccomp", *std::move(value)))) + "\n";
    }
    return exported;
}

} // namespace

Exporter ociExporter()
{
    return {{.id = "oci",
             .title = "OCI runtime specification",
             .description = "plain OCI form: conditions and archMap resolved for the target, as containerd, CRI-O and Kubernetes need it",
             .sources = {Source::Profile},
             .suffix = ".json",
             .syntax = "JSON",
             .options = {{"form", "Form", "seccomp: the value of linux.seccomp; config: a fragment of config.json around it", {"seccomp", "config"}, "seccomp"}, logOption()},
             .limits = {"Conditions on capabilities, architectures and kernels: they are resolved for the target.", "Comments."}},
            writeOciForm};
}

} // namespace whittle::exports
