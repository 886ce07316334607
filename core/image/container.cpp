#include "image/container.h"

#include "image/paths.h"
#include "image/tar_reader.h"
#include "image/unpack.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <format>

namespace whittle::image {

namespace {

// An archive has a few members for each layer.
constexpr std::size_t kMaxMembers = 100'000;
constexpr int kMaxLinks = 8;

} // namespace

Result<Container> Container::open(const std::string &path, const Limits &limits, std::stop_token stop, const ProgressFn &report)
{
    Container container;
    struct stat status = {};
    if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
        container.m_directory.reset(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!container.m_directory)
            return failErrno("opening " + path, errno);
        return container;
    }
    auto blob = openBlob(path);
    if (!blob)
        return std::unexpected(blob.error());
    const auto compression = detectCompression(*blob);
    if (!compression)
        return addContext(compression.error(), path);
    if (*compression != Compression::None) {
        auto unpacked = unpack({.blob = *blob,
                                .limit = limits.uncompressed,
                                .ratio = limits.ratio,
                                .stop = stop,
                                .progress = [&](std::uint64_t read) {
                                    if (report)
                                        report({"unpacking " + path, read, blob->size()});
                                }});
        if (!unpacked)
            return addContext(std::move(unpacked).error(), path);
        *blob = std::move(unpacked->content);
    }
    if (auto done = container.readTar(*blob, limits, stop); !done)
        return addContext(std::move(done).error(), path);
    return container;
}

Result<> Container::readTar(Blob tar, const Limits &limits, std::stop_token stop)
{
    TarReader reader(tar, limits.metadata);
    while (true) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "cancelled");
        auto member = reader.next();
        if (!member)
            return std::unexpected(member.error());
        if (!*member)
            return {};
        const Entry &entry = (*member)->entry;
        auto name = normalPath(entry.path);
        if (!name)
            return addContext(std::move(name).error(), "member " + inQuotes(entry.path));
        if (m_members.size() >= kMaxMembers)
            return fail(ErrorCode::InvalidInput, std::format("more than {} members; this is no image archive", kMaxMembers));
        Member made;
        if (entry.type == EntryType::Regular && !(*member)->sparse) {
            made.content = tar.part((*member)->content, (*member)->storedSize);
        } else if (entry.type == EntryType::HardLink || entry.type == EntryType::SymbolicLink) {
            // Old archives have layers that repeat as links to each other: "../ID/layer.tar" beside manifest.json.
            std::string target = entry.linkTarget;
            if (entry.type == EntryType::SymbolicLink) {
                std::string_view directory = parentPath(*name);
                std::string_view rest = target;
                while (rest.starts_with("../") && !directory.empty()) {
                    rest.remove_prefix(3);
                    directory = parentPath(directory);
                }
                target = target.starts_with('/') ? "../" : std::string(directory) + '/' + std::string(rest);
            }
            auto normal = normalPath(target);
            if (!normal)
                return fail(ErrorCode::InvalidInput, std::format("member {} is a link to {}, which is outside the archive", inQuotes(*name), inQuotes(entry.linkTarget)));
            made.link = *std::move(normal);
        } else if (entry.type == EntryType::Directory) {
            continue;
        } // devices and the like have no content that could be asked for
        m_members.insert_or_assign(*std::move(name), std::move(made));
    }
}

Result<std::optional<Blob>> Container::find(std::string_view name) const
{
    auto normal = normalPath(name);
    if (!normal || name.starts_with('/'))
        return fail(ErrorCode::InvalidInput, std::format("names {}, which is outside", inQuotes(name)));
    if (m_directory) {
        auto blob = openBlobBelow(m_directory, *normal);
        if (blob)
            return std::optional(*std::move(blob));
        if (blob.error().code == ErrorCode::NotFound)
            return std::nullopt;
        return std::unexpected(std::move(blob).error());
    }
    auto member = m_members.find(*normal);
    for (int links = 0; member != m_members.end() && member->second.link; ++links) {
        if (links == kMaxLinks)
            return fail(ErrorCode::InvalidInput, std::format("too many links on the way to {}", inQuotes(name)));
        member = m_members.find(*member->second.link);
    }
    if (member == m_members.end())
        return std::nullopt;
    if (!member->second.content)
        return fail(ErrorCode::InvalidInput, std::format("{} is no plain file", inQuotes(name)));
    return member->second.content;
}

Result<Blob> Container::get(std::string_view name) const
{
    auto blob = find(name);
    if (!blob)
        return std::unexpected(blob.error());
    if (!*blob)
        return fail(ErrorCode::InvalidInput, std::format("{} is missing", inQuotes(name)));
    return **std::move(blob);
}

} // namespace whittle::image
