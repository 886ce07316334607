#include "slim/fat_image.h"

#include "engine/retagged_archive.h"
#include "image/write_image.h"

#include <unistd.h>

namespace whittle::slim {

namespace {

constexpr const char *kSaved = "/fat.tar";

} // namespace

Result<std::unique_ptr<FatImage>> FatImage::bring(engine::Engine &engine, const BuildRequest &request, const std::string &work, const std::stop_token &stop,
                                                  const ProgressFn &progress)
{
    std::unique_ptr<FatImage> fat(new FatImage(engine, request, work));
    const auto done = request.archivePath.empty() ? fat->save(stop) : fat->load(stop, progress);
    if (!done)
        return std::unexpected(done.error());
    return fat;
}

Result<> FatImage::save(const std::stop_token &stop)
{
    auto config = m_engine.inspectImage(m_request.image);
    if (!config)
        return std::unexpected(config.error());
    m_config = *std::move(config);
    // The name may mean another image before we are through; the id does not.
    m_reference = m_config.id.empty() ? m_request.image : m_config.id;
    auto saver = m_engine.connectAgain(stop);
    if (!saver)
        return std::unexpected(saver.error());
    m_saver = *std::move(saver);
    m_reading.emplace([this](const std::stop_token &stopReading, const ProgressFn &report) -> Result<image::Image> {
        const std::string path = m_work + kSaved;
        if (auto saved = m_saver->saveImage(m_reference, path, stopReading, report); !saved)
            return std::unexpected(saved.error());
        auto opened = image::Image::open({.path = path, .reference = {}, .platform = m_request.platform, .limits = {}}, stopReading, report);
        // It stays open; nobody else needs it.
        ::unlink(path.c_str());
        return opened ? std::move(opened) : Result<image::Image>(addContext(opened.error(), "image " + m_request.image));
    }, stop);
    return {};
}

Result<> FatImage::load(const std::stop_token &stop, const ProgressFn &progress)
{
    m_reading.emplace([this](const std::stop_token &stopReading, const ProgressFn &report) {
        return image::Image::open({.path = m_request.archivePath, .reference = m_request.archiveReference, .platform = m_request.platform, .limits = {}}, stopReading, report);
    }, stop);
    // Engines unpack whatever they are given: a bomb, or a file of an exabyte, is to be found out before.
    const auto opened = open(progress);
    if (!opened)
        return std::unexpected(opened.error());
    // An engine that has it already, under whatever name, keeps it as it is.
    const std::string &id = (*opened)->configDigest();
    if (auto known = m_engine.inspectImage(id); known && known->id == id) {
        auto held = engine::holdImage(m_engine, id);
        if (held) {
            if (*held)
                m_tag.emplace(**std::move(held));
            m_config = *std::move(known);
            m_reference = m_tag ? m_tag->reference() : id;
            return {};
        }
        if (held.error().code != ErrorCode::NotFound) // it went with the run that it was of
            return std::unexpected(held.error());
    }
    m_tag.emplace(m_engine);
    // With an image or a platform to choose the engine might choose otherwise.
    auto source = m_request.platform || !m_request.archiveReference.empty() ? Result<engine::ArchiveSource>(fail(ErrorCode::Unsupported, "")) : engine::retaggedArchive(m_request.archivePath, m_tag->reference());
    auto loaded = source ? m_engine.loadImage(*source, stop, progress) : Result<std::string>(std::unexpected(source.error()));
    if (!loaded && loaded.error().code == ErrorCode::Unsupported) {
        // An OCI layout, or one image of several: the same files in the form that every engine takes.
        const std::string path = m_work + kSaved;
        const auto written = image::writeImage({.source = *opened, .keeps = [](std::string_view) { return true; }, .references = {m_tag->reference()}, .createdBy = {},
                                                .comment = {}, .path = path}, stop, progress);
        if (!written)
            return std::unexpected(written.error());
        loaded = m_engine.loadImage(path, stop, progress);
        ::unlink(path.c_str());
    }
    if (!loaded)
        return std::unexpected(loaded.error());
    auto config = m_engine.inspectImage(m_tag->reference());
    if (!config)
        return std::unexpected(config.error());
    m_config = *std::move(config);
    m_reference = m_tag->reference();
    return {};
}

Result<const image::Image *> FatImage::open(const ProgressFn &progress)
{
    if (!m_image) {
        auto opened = m_reading->wait(progress);
        if (!opened)
            return std::unexpected(opened.error());
        m_image.emplace(*std::move(opened));
    }
    return &*m_image;
}

} // namespace whittle::slim
