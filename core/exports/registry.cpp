#include "exports/exporters.h"
#include "exports/log_variant.h"

#include "apparmor/policy.h"
#include "base/printable.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <format>

namespace whittle::exports {

namespace {

constexpr std::size_t kNamesInWords = 12;

Result<> completeOptions(const Description &description, Request &request)
{
    for (const auto &[id, value] : request.options) {
        const auto known = std::ranges::find(description.options, id, &OptionDescription::id);
        if (known == description.options.end()) {
            std::vector<std::string> ids;
            std::ranges::transform(description.options, std::back_inserter(ids), &OptionDescription::id);
            return fail(ErrorCode::InvalidInput, ids.empty() ? std::format("{} has no options", description.id)
                                                             : std::format("{} has no option \"{}\"; it has {}", description.id, printable(id), joined(ids)));
        }
        if (!known->choices.empty() && !std::ranges::contains(known->choices, value))
            return fail(ErrorCode::InvalidInput, std::format("{}: \"{}\" is none of {}", id, printable(value), joined(known->choices)));
    }
    for (const OptionDescription &option : description.options)
        request.options.try_emplace(option.id, option.standard);
    return {};
}

bool hasSource(const Description &description, const Request &request)
{
    return (request.profile && description.takes(Source::Profile)) || (!request.recordings.empty() && description.takes(Source::Recording))
        || (!request.appArmor.empty() && description.takes(Source::AppArmor));
}

} // namespace

std::string_view sourceName(Source source)
{
    switch (source) {
    case Source::Profile: return "profile";
    case Source::Recording: return "recording";
    case Source::AppArmor: return "apparmor";
    }
    return {};
}

bool Description::takes(Source source) const
{
    return std::ranges::contains(sources, source);
}

const std::string &Request::option(std::string_view id) const
{
    static const std::string none;
    const auto found = options.find(id);
    return found == options.end() ? none : found->second;
}

std::string Loss::inWords() const
{
    if (items.empty())
        return what;
    const std::vector first(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(std::min(items.size(), kNamesInWords)));
    std::string text = what + ": " + joined(first);
    if (items.size() > first.size())
        text += std::format(" and {} more", items.size() - first.size());
    return text;
}

std::span<const Exporter> all()
{
    static const std::array exporters = {
        jsonExporter(), oldDockerExporter(), ociExporter(), cProgramExporter(), bpfExporter(), pfcExporter(), bubblewrapExporter(), systemdExporter(),
        kubernetesSeccompExporter(), kubernetesPodExporter(), composeExporter(), dockerRunExporter(), podmanRunExporter(), markdownExporter(), htmlExporter(),
        appArmorExporter(), kubernetesAppArmorExporter(), namesExporter(), countsExporter(),
    };
    return exporters;
}

const Exporter *find(std::string_view id)
{
    const auto found = std::ranges::find(all(), id, [](const Exporter &exporter) -> const std::string & { return exporter.description.id; });
    return found == all().end() ? nullptr : &*found;
}

Result<Exported> exportAs(std::string_view id, Request request)
{
    const Exporter *exporter = find(id);
    if (!exporter)
        return fail(ErrorCode::InvalidInput, std::format("unknown format \"{}\"", printable(id)));
    const Description &description = exporter->description;
    if (auto completed = completeOptions(description, request); !completed)
        return std::unexpected(std::move(completed).error());
    if (!hasSource(description, request)) {
        std::vector<std::string> names;
        std::ranges::transform(description.sources, std::back_inserter(names), [](Source source) { return std::string(sourceName(source)); });
        return fail(ErrorCode::InvalidInput, std::format("{} is made from another source: {}", description.id, joined(names)));
    }
    // What the container is to be confined by, where a policy is given.
    if (!request.appArmor.empty() && request.settings.appArmorProfile.empty()) {
        const apparmor::Policy policy = apparmor::readPolicyText(request.appArmor).policy;
        if (!policy.profiles.empty())
            request.settings.appArmorProfile = policy.profiles.front().name;
    }
    if (request.settings.capabilities)
        request.target.capabilities = *request.settings.capabilities;

    const auto mode = parseLogMode(request.option(kLogOption));
    if (!request.profile || !mode || *mode == LogMode::AsWritten)
        return exporter->write(request);
    auto variant = logVariant(*request.profile, *mode, request.target);
    if (!variant)
        return std::unexpected(std::move(variant).error());
    request.profile = &variant->profile;
    auto exported = exporter->write(request);
    if (exported)
        exported->losses.insert(exported->losses.begin(), variant->losses.begin(), variant->losses.end());
    return exported;
}

} // namespace whittle::exports
