#pragma once

#include "engine/engine.h"

#include <optional>
#include <string>

namespace whittle::engine {

/// A name in the engine that an image has only while we work with it. It names its owner, so that what a killed program left is found
/// again. With it goes an image that has no other name.
class TemporaryTag
{
public:
    /// Makes up the name; the image gets it by loading or Engine::tagImage().
    explicit TemporaryTag(Engine &engine);
    TemporaryTag(TemporaryTag &&other) noexcept;
    TemporaryTag &operator=(TemporaryTag &&) = delete;
    ~TemporaryTag();

    [[nodiscard]] const std::string &reference() const { return m_reference; }

private:
    Engine *m_engine;
    std::string m_reference; // empty: nothing to take away
};

/// A temporary name for an image that has no names but such ones of other runs, with which it would go; empty where it has one of its own, or
/// none. Errors: as Engine::listImages() and Engine::tagImage().
[[nodiscard]] Result<std::optional<TemporaryTag>> holdImage(Engine &engine, const std::string &id);

/// Removes what programs left whose owner is dead: containers with our label and their anonymous volumes, temporary tags, temporary folders.
/// Returns how many.
[[nodiscard]] Result<int> removeLeftovers(Engine &engine);

} // namespace whittle::engine
