#pragma once

#include "engine/engine.h"
#include "engine/leftovers.h"
#include "image/image.h"
#include "slim/background.h"
#include "slim/build.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace whittle::slim {

/// The fat image in both of its places: in the engine, where it runs, and as an archive, whose files are read. What is missing of the two is
/// brought there: an image of the engine is saved, an archive is loaded under a name of ours. Saving and reading go on beside other work.
class FatImage
{
public:
    /// work: a folder for what is saved. Errors: as inspecting and loading the image.
    [[nodiscard]] static Result<std::unique_ptr<FatImage>> bring(engine::Engine &engine, const BuildRequest &request, const std::string &work, const std::stop_token &stop,
                                                                 const ProgressFn &progress);

    /// How the engine knows it, whatever is named meanwhile.
    [[nodiscard]] const std::string &reference() const { return m_reference; }
    [[nodiscard]] const engine::ImageConfig &config() const { return m_config; }
    /// Waits until it is read. Errors: as saving and Image::open.
    [[nodiscard]] Result<const image::Image *> open(const ProgressFn &progress);

private:
    FatImage(engine::Engine &engine, const BuildRequest &request, std::string work) : m_engine(engine), m_request(request), m_work(std::move(work)) {}
    [[nodiscard]] Result<> save(const std::stop_token &stop);
    [[nodiscard]] Result<> load(const std::stop_token &stop, const ProgressFn &progress);

    engine::Engine &m_engine;
    const BuildRequest &m_request;
    std::string m_work;
    std::string m_reference;
    engine::ImageConfig m_config;
    std::optional<engine::TemporaryTag> m_tag; // of an archive
    std::unique_ptr<engine::Engine> m_saver;   // connection of the thread that saves
    std::optional<image::Image> m_image;
    std::optional<Background<image::Image>> m_reading; // last: ends before what it uses
};

} // namespace whittle::slim
