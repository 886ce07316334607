#include "slim/slim_name.h"

#include "image/reference.h"

#include <algorithm>
#include <format>

namespace whittle::slim {

namespace {

// Podman puts names without a registry below "localhost" where Docker puts them below its own; so do we, or "podman run NAME" would not find it.
std::string nameFor(const engine::EngineInfo &engine, const image::Reference &reference, std::string_view text)
{
    const bool hasDomain = reference.domain != "docker.io" || text.starts_with("docker.io/");
    return engine.kind == engine::Kind::Podman && !hasDomain ? "localhost/" + reference.familiar() : reference.familiar();
}

bool isId(std::string_view text, const engine::ImageConfig &config)
{
    if (!text.starts_with("sha256:") && text.find_first_not_of("0123456789abcdef") != std::string_view::npos)
        return false;
    return config.id.starts_with(text) || config.id.starts_with("sha256:" + std::string(text));
}

// The tag under which the engine has what was asked for: Podman has "localhost/web:1" where "web:1" was said.
std::string tagOf(const std::string &asked, const engine::ImageConfig &config)
{
    if (isId(asked, config))
        return config.tags.empty() ? std::string() : config.tags.front();
    const auto reference = image::parseReference(asked);
    if (!reference)
        return asked;
    const std::string familiar = reference->familiar();
    const auto tag = std::ranges::find_if(config.tags, [&](const std::string &one) { return one == familiar || one.ends_with("/" + familiar); });
    return reference->digest.empty() && tag != config.tags.end() ? *tag : asked;
}

} // namespace

Result<Names> namesFor(const BuildRequest &request, const engine::EngineInfo &engine, const engine::ImageConfig &config, const std::vector<std::string> &archiveReferences)
{
    std::string source = request.archivePath.empty() ? tagOf(request.image, config) : archiveReferences.empty() ? std::string() : archiveReferences.front();
    Names names;
    auto reference = image::parseReference(source);
    if (source.empty() || !reference) {
        // Without a name of its own it is called as its file, or by its id.
        names.artifacts = request.archivePath.empty() ? config.id.substr(config.id.find(':') + 1, 12) : image::artifactNameOfFile(request.archivePath);
        source = names.artifacts;
        std::ranges::transform(source, source.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        reference = image::parseReference(source);
        if (!reference)
            reference = image::parseReference("image");
    } else {
        names.artifacts = reference->artifactName();
    }
    if (request.tag.empty()) {
        names.slim = nameFor(engine, reference->slim(), source);
        return names;
    }
    const auto tag = image::parseReference(request.tag);
    if (!tag)
        return addContext(tag.error(), "--tag");
    if (!tag->digest.empty())
        return fail(ErrorCode::InvalidInput, std::format("--tag {}: a name for an image has no digest", request.tag));
    names.slim = nameFor(engine, *tag, request.tag);
    return names;
}

} // namespace whittle::slim
