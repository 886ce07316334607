#include "engine/retagged_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace whittle::engine {

namespace {

constexpr std::size_t kMaxManifest = std::size_t{4} << 20;
constexpr std::size_t kBlock = 256 * 1024;

// Copies entry by entry, as far as somebody reads.
class Retagger
{
public:
    Retagger(std::string path, std::string reference)
        : m_path(std::move(path)), m_reference(std::move(reference)), m_in(archive_read_new()), m_out(archive_write_new()), m_block(kBlock)
    {}

    Result<> open()
    {
        struct stat status = {};
        if (::stat(m_path.c_str(), &status) != 0)
            return failErrno("opening " + m_path, errno);
        if (S_ISDIR(status.st_mode))
            return fail(ErrorCode::Unsupported, m_path + ": is a directory, not an image archive");
        archive_read_support_filter_all(m_in.get());
        archive_read_support_format_tar(m_in.get());
        if (archive_read_open_filename(m_in.get(), m_path.c_str(), kBlock) != ARCHIVE_OK)
            return failed();
        archive_write_set_format_pax_restricted(m_out.get());
        archive_write_set_bytes_in_last_block(m_out.get(), 1);
        const auto append = [](archive *, void *self, const void *data, std::size_t size) -> la_ssize_t {
            static_cast<Retagger *>(self)->m_pending.append(static_cast<const char *>(data), size);
            return static_cast<la_ssize_t>(size);
        };
        if (archive_write_open(m_out.get(), this, nullptr, append, nullptr) != ARCHIVE_OK)
            return fail(ErrorCode::Io, m_path + ": the archive cannot be copied");
        return {};
    }

    Result<std::size_t> read(std::span<char> buffer)
    {
        while (m_pending.size() == m_at && !m_ended) {
            m_pending.clear();
            m_at = 0;
            if (auto went = step(); !went)
                return std::unexpected(went.error());
        }
        const std::size_t size = std::min(buffer.size(), m_pending.size() - m_at);
        std::memcpy(buffer.data(), m_pending.data() + m_at, size);
        m_at += size;
        return size;
    }

private:
    struct Free
    {
        void operator()(archive *object) const
        {
            // Either kind; what could not be written to memory is nobody's.
            archive_free(object);
        }
    };

    std::unexpected<Error> failed() const
    {
        const char *text = archive_error_string(m_in.get());
        return fail(ErrorCode::InvalidInput, m_path + ": " + (text ? text : "is no archive"));
    }

    Result<> step()
    {
        if (m_inEntry)
            return copyBlock();
        archive_entry *entry = nullptr;
        const int status = archive_read_next_header(m_in.get(), &entry);
        if (status == ARCHIVE_EOF) {
            if (!m_sawManifest)
                return fail(ErrorCode::Unsupported, m_path + ": has no manifest.json");
            m_ended = true;
            archive_write_close(m_out.get());
            return {};
        }
        if (status < ARCHIVE_WARN)
            return failed();
        const char *path = archive_entry_pathname(entry);
        std::string_view name = path ? path : "";
        while (name.starts_with("./"))
            name.remove_prefix(2);
        // Other lists of names, which some engines ask first.
        if (name == "index.json" || name == "oci-layout" || name == "repositories")
            return archive_read_data_skip(m_in.get()) < ARCHIVE_WARN ? Result<>(failed()) : Result<>();
        if (name == "manifest.json")
            return copyManifest(entry);
        if (archive_write_header(m_out.get(), entry) < ARCHIVE_WARN)
            return fail(ErrorCode::InvalidInput, m_path + ": " + archive_error_string(m_out.get()));
        m_inEntry = true;
        return {};
    }

    Result<> copyBlock()
    {
        const la_ssize_t got = archive_read_data(m_in.get(), m_block.data(), m_block.size());
        if (got < 0)
            return failed();
        m_inEntry = got > 0;
        if (got > 0 && archive_write_data(m_out.get(), m_block.data(), static_cast<std::size_t>(got)) != got)
            return fail(ErrorCode::InvalidInput, m_path + ": an entry is larger than its header says");
        return {};
    }

    Result<> copyManifest(archive_entry *entry)
    {
        std::string text;
        for (;;) {
            const la_ssize_t got = archive_read_data(m_in.get(), m_block.data(), m_block.size());
            if (got < 0)
                return failed();
            if (got == 0)
                break;
            text.append(m_block.data(), static_cast<std::size_t>(got));
            if (text.size() > kMaxManifest)
                return fail(ErrorCode::InvalidInput, m_path + ": manifest.json is too large");
        }
        auto manifest = nlohmann::json::parse(text, nullptr, false);
        if (!manifest.is_array() || manifest.empty() || !manifest[0].is_object())
            return fail(ErrorCode::InvalidInput, m_path + ": manifest.json is no list of images");
        if (manifest.size() > 1)
            return fail(ErrorCode::Unsupported, m_path + ": holds several images");
        manifest[0]["RepoTags"] = {m_reference};
        text = manifest.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
        if (archive_write_header(m_out.get(), entry) < ARCHIVE_WARN || archive_write_data(m_out.get(), text.data(), text.size()) < 0)
            return fail(ErrorCode::Io, m_path + ": the archive cannot be copied");
        m_sawManifest = true;
        return {};
    }

    std::string m_path;
    std::string m_reference;
    std::string m_pending; // written and not read yet; before m_out, which writes to it when it goes
    std::size_t m_at = 0;
    std::unique_ptr<archive, Free> m_in;
    std::unique_ptr<archive, Free> m_out;
    std::vector<char> m_block;
    bool m_inEntry = false;
    bool m_sawManifest = false;
    bool m_ended = false;
};

} // namespace

Result<ArchiveSource> retaggedArchive(const std::string &path, const std::string &reference)
{
    const auto retagger = std::make_shared<Retagger>(path, reference);
    if (auto opened = retagger->open(); !opened)
        return std::unexpected(opened.error());
    struct stat status = {};
    const bool sized = ::stat(path.c_str(), &status) == 0;
    return ArchiveSource{.name = path, .size = sized ? static_cast<std::uint64_t>(status.st_size) : 0,
                         .read = [retagger](std::span<char> buffer) { return retagger->read(buffer); }};
}

} // namespace whittle::engine
