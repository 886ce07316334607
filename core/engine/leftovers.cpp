#include "engine/leftovers.h"

#include "base/files.h"
#include "base/owner.h"

#include <algorithm>
#include <atomic>
#include <format>
#include <string_view>
#include <utility>
#include <vector>

namespace whittle::engine {

namespace {

// With a registry that is no other machine, so that every engine takes the name as it is.
constexpr std::string_view kTemporaryRepository = "localhost/whittle-build:";

} // namespace

TemporaryTag::TemporaryTag(Engine &engine) : m_engine(&engine)
{
    static std::atomic<unsigned> serial = 0;
    m_reference = std::format("{}{}.{}", kTemporaryRepository, thisOwnerName(), ++serial);
}

TemporaryTag::TemporaryTag(TemporaryTag &&other) noexcept : m_engine(other.m_engine), m_reference(std::exchange(other.m_reference, {})) {}

TemporaryTag::~TemporaryTag()
{
    if (!m_reference.empty())
        (void)m_engine->removeImage(m_reference); // where it was never given there is nothing to take away
}

Result<std::optional<TemporaryTag>> holdImage(Engine &engine, const std::string &id)
{
    const auto images = engine.listImages();
    if (!images)
        return std::unexpected(images.error());
    std::vector<std::string> names;
    for (const ImageSummary &image : *images) {
        if (image.id == id)
            names.insert(names.end(), image.tags.begin(), image.tags.end());
    }
    if (names.empty() || !std::ranges::all_of(names, [](const std::string &name) { return name.starts_with(kTemporaryRepository); }))
        return std::nullopt;
    std::optional<TemporaryTag> tag(std::in_place, engine);
    if (auto tagged = engine.tagImage(id, tag->reference()); !tagged)
        return std::unexpected(tagged.error());
    return tag;
}

Result<int> removeLeftovers(Engine &engine)
{
    int removed = removeAbandonedDirectories();
    const auto containers = engine.listContainers(kOwnerLabel);
    if (!containers)
        return std::unexpected(containers.error());
    for (const auto &[id, labels] : *containers) {
        const auto owner = labels.find(kOwnerLabel);
        if (owner == labels.end() || !ownerIsDead(owner->second))
            continue;
        if (auto done = engine.removeContainer(id); !done)
            return std::unexpected(done.error());
        ++removed;
    }
    const auto images = engine.listImages();
    if (!images)
        return std::unexpected(images.error());
    for (const ImageSummary &image : *images)
        for (const std::string &tag : image.tags) {
            if (!tag.starts_with(kTemporaryRepository))
                continue;
            const std::string_view owner = std::string_view(tag).substr(kTemporaryRepository.size());
            // One that somebody else's container uses stays; the next start tries again.
            if (ownerIsDead(owner.substr(0, owner.rfind('.'))) && engine.removeImage(tag))
                ++removed;
        }
    return removed;
}

} // namespace whittle::engine
