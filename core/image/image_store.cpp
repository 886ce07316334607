#include "image/image_store.h"

#include "image/output_file.h"
#include "image/tar_fields.h"
#include "image/tar_writer.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <optional>

namespace whittle::image {

namespace {

constexpr const char *kFolders[] = {"blobs", "blobs/sha256"};

class ArchiveStore final : public ImageStore
{
public:
    explicit ArchiveStore(OutputFile file) : m_file(std::move(file)) {}

    [[nodiscard]] Result<> begin()
    {
        for (const char *folder : kFolders) {
            if (auto done = addHeader({.path = folder, .type = EntryType::Directory, .mode = 0755}); !done)
                return done;
        }
        // Neither name nor size of the layer is known yet; its header is written again when they are.
        m_layerAt = m_file.size();
        return m_file.append(std::string(kTarBlock, '\0'));
    }

    Result<> appendToLayer(std::string_view bytes) override { return m_file.append(bytes); }

    Result<> endLayer(const std::string &name) override
    {
        const std::uint64_t size = m_file.size() - m_layerAt - kTarBlock;
        if (auto done = m_file.append(tarPadding(size)); !done)
            return done;
        auto header = tarHeaderOfFile(name, size);
        if (!header)
            return std::unexpected(header.error());
        return m_file.overwrite(m_layerAt, *header);
    }

    Result<> addFile(const std::string &name, std::string_view content) override
    {
        auto header = tarHeaderOfFile(name, content.size());
        if (!header)
            return std::unexpected(header.error());
        if (auto done = m_file.append(*header); !done)
            return done;
        if (auto done = m_file.append(content); !done)
            return done;
        return m_file.append(tarPadding(content.size()));
    }

    Result<> commit() override
    {
        if (auto done = m_file.append(tarEnd()); !done)
            return done;
        return m_file.commit();
    }

private:
    // One block whatever the size.
    static Result<std::string> tarHeaderOfFile(const std::string &name, std::uint64_t size)
    {
        return tarHeader({.path = name, .mode = 0644, .size = size}, {.binarySize = true});
    }

    Result<> addHeader(const Entry &entry)
    {
        auto header = tarHeader(entry);
        if (!header)
            return std::unexpected(header.error());
        return m_file.append(*header);
    }

    OutputFile m_file;
    std::uint64_t m_layerAt = 0;
};

class DirectoryStore final : public ImageStore
{
public:
    DirectoryStore(std::string path, std::string temporary) : m_path(std::move(path)), m_temporary(std::move(temporary)) {}

    ~DirectoryStore() override
    {
        std::error_code ignored;
        if (!m_temporary.empty())
            std::filesystem::remove_all(m_temporary, ignored);
    }

    [[nodiscard]] Result<> begin()
    {
        std::error_code error;
        for (const char *folder : kFolders) {
            if (!std::filesystem::create_directory(m_temporary + '/' + folder, error))
                return fail(ErrorCode::Io, std::format("creating a folder in {}: {}", m_path, error.message()), error.value());
        }
        auto file = OutputFile::create(m_temporary + "/layer");
        if (!file)
            return std::unexpected(file.error());
        m_layer.emplace(*std::move(file));
        return {};
    }

    Result<> appendToLayer(std::string_view bytes) override { return m_layer->append(bytes); }

    Result<> endLayer(const std::string &name) override
    {
        if (auto done = m_layer->commit(); !done)
            return done;
        m_layer.reset();
        return moved(m_temporary + "/layer", m_temporary + '/' + name);
    }

    Result<> addFile(const std::string &name, std::string_view content) override
    {
        auto file = OutputFile::create(m_temporary + '/' + name);
        if (!file)
            return std::unexpected(file.error());
        if (auto done = file->append(content); !done)
            return done;
        return file->commit();
    }

    Result<> commit() override
    {
        auto done = moved(m_temporary, m_path);
        if (done)
            m_temporary.clear();
        return done;
    }

private:
    [[nodiscard]] Result<> moved(const std::string &from, const std::string &to) const
    {
        if (::rename(from.c_str(), to.c_str()) != 0)
            return failErrno("writing " + m_path, errno);
        return {};
    }

    std::string m_path;
    std::string m_temporary; // beside it, until it is whole
    std::optional<OutputFile> m_layer;
};

} // namespace

Result<std::unique_ptr<ImageStore>> createArchiveStore(const std::string &path)
{
    auto file = OutputFile::create(path);
    if (!file)
        return std::unexpected(file.error());
    auto store = std::make_unique<ArchiveStore>(*std::move(file));
    if (auto done = store->begin(); !done)
        return std::unexpected(done.error());
    return store;
}

Result<std::unique_ptr<ImageStore>> createDirectoryStore(const std::string &path)
{
    std::error_code error;
    const auto status = std::filesystem::symlink_status(path, error);
    if (std::filesystem::exists(status) && !(std::filesystem::is_directory(status) && std::filesystem::is_empty(path, error)))
        return fail(ErrorCode::InvalidInput, path + ": is there already, and is no empty directory");
    std::string target = path;
    while (target.size() > 1 && target.ends_with('/'))
        target.pop_back();
    std::string temporary = target + ".XXXXXX";
    if (!::mkdtemp(temporary.data()))
        return failErrno("creating a folder beside " + path, errno);
    auto store = std::make_unique<DirectoryStore>(target, temporary);
    if (::chmod(temporary.c_str(), 0755) != 0)
        return failErrno("creating a folder beside " + path, errno);
    if (auto done = store->begin(); !done)
        return std::unexpected(done.error());
    return store;
}

} // namespace whittle::image
