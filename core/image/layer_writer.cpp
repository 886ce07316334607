#include "image/layer_writer.h"

#include "image/paths.h"
#include "image/tar_writer.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace whittle::image {

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

// The kept names of a file that has hard links in the source.
struct LinkedFile
{
    std::vector<std::string> links; // kept, by path
    std::string file;               // the name that has the content
    bool written = false;
    std::vector<std::string> waiting; // links that come before it by path
};

class LayerWriter
{
public:
    explicit LayerWriter(const LayerRequest &request) : m_request(request) {}

    Result<WrittenLayer> run()
    {
        choose();
        if (const auto root = m_request.files.find(""); root && root->layer != FileIndex::npos) {
            if (auto done = writeHeader(root->entry); !done)
                return std::unexpected(done.error());
        }
        Result<> done;
        std::size_t index = 0;
        m_request.files.forEach([&](const IndexedFile &file) {
            const bool isParent = file.entry.type == EntryType::Directory && m_parents.contains(file.entry.path);
            if (m_kept[index++] || isParent)
                done = add(file);
            return done.has_value();
        });
        if (done)
            done = write(tarEnd());
        if (done)
            done = flush();
        if (!done)
            return std::unexpected(done.error());
        return m_written;
    }

private:
    // Which of forEach's files stay, the directories above them, and who has the content of hard-linked files.
    void choose()
    {
        m_kept.reserve(m_request.files.count());
        m_request.files.forEach([&](const IndexedFile &file) {
            const Entry &entry = file.entry;
            const bool kept = m_request.keeps(entry.path);
            m_kept.push_back(kept);
            if (!kept)
                return true;
            for (std::string_view parent = parentPath(entry.path); !parent.empty() && m_parents.emplace(parent).second; parent = parentPath(parent)) { }
            if (entry.type == EntryType::HardLink)
                m_linked[entry.linkTarget].links.push_back(entry.path);
            else if (entry.type == EntryType::Regular)
                m_total += storedSize(entry);
            return true;
        });
        for (auto &[first, linked] : m_linked) {
            linked.file = first;
            if (m_request.keeps(first))
                continue;
            linked.file = linked.links.front();
            if (const auto file = m_request.files.find(first))
                m_total += storedSize(file->entry);
        }
    }

    [[nodiscard]] std::uint64_t storedSize(const Entry &entry) const
    {
        const auto segments = m_request.files.sparseMap(entry.path);
        if (!segments)
            return entry.size;
        std::uint64_t size = 0;
        for (const Segment &segment : *segments)
            size += segment.size;
        return size;
    }

    Result<> add(const IndexedFile &file)
    {
        if (m_request.stop.stop_requested())
            return fail(ErrorCode::Cancelled, "cancelled");
        // Unpacking makes directories that nothing names, as it does with the source, unless they are empty.
        if (file.layer == FileIndex::npos && m_parents.contains(file.entry.path))
            return {};
        const bool isLink = file.entry.type == EntryType::HardLink;
        const auto linked = file.entry.type == EntryType::Regular || isLink ? m_linked.find(isLink ? file.entry.linkTarget : file.entry.path) : m_linked.end();
        if (linked == m_linked.end())
            return addFile(file.entry);

        LinkedFile &group = linked->second;
        if (file.entry.path == group.file) {
            Entry entry = file.entry;
            if (isLink) {
                entry = m_request.files.find(file.entry.linkTarget)->entry;
                entry.path = group.file;
            }
            if (auto done = addFile(entry); !done)
                return done;
            group.written = true;
            for (const std::string &path : std::exchange(group.waiting, {})) {
                if (auto done = addLink(entry, path, group.file); !done)
                    return done;
            }
            return {};
        }
        if (group.written)
            return addLink(file.entry, file.entry.path, group.file);
        group.waiting.push_back(file.entry.path);
        return {};
    }

    Result<> addLink(Entry entry, const std::string &path, const std::string &target)
    {
        entry.path = path;
        entry.type = EntryType::HardLink;
        entry.linkTarget = target;
        entry.size = 0;
        // Attributes stay: Docker changes the owner for links, too, which takes file capabilities away, and sets attributes after it.
        return writeHeader(entry);
    }

    Result<> writeHeader(const Entry &entry, const TarForm &form = {})
    {
        auto header = tarHeader(entry, form);
        if (!header)
            return std::unexpected(header.error());
        ++m_written.files;
        return write(*header);
    }

    // Images have many small files: what goes out is gathered.
    Result<> write(std::string_view bytes)
    {
        m_out += bytes;
        return m_out.size() < kPiece ? Result<>() : flush();
    }

    Result<> flush()
    {
        auto done = m_request.write(m_out);
        m_out.clear();
        return done;
    }

    Result<> addFile(const Entry &entry)
    {
        if (entry.type != EntryType::Regular)
            return writeHeader(entry);
        m_written.contentSize += entry.size;
        if (const auto segments = m_request.files.sparseMap(entry.path))
            return addSparseFile(entry, *segments);
        if (auto done = writeHeader(entry); !done)
            return done;
        if (auto done = addContent(entry.path, {0, entry.size}); !done)
            return done;
        return write(tarPadding(entry.size));
    }

    Result<> addSparseFile(const Entry &entry, const std::vector<Segment> &segments)
    {
        const std::string map = tarSparseMap(segments, entry.size);
        std::uint64_t stored = map.size();
        for (const Segment &segment : segments)
            stored += segment.size;
        auto done = writeHeader(entry, {.sparseSize = stored});
        if (done)
            done = write(map);
        for (const Segment &segment : segments) {
            if (done)
                done = addContent(entry.path, segment);
        }
        return done ? write(tarPadding(stored)) : done;
    }

    Result<> addContent(const std::string &path, const Segment &segment)
    {
        for (std::uint64_t done = 0; done < segment.size;) {
            if (m_request.stop.stop_requested())
                return fail(ErrorCode::Cancelled, "cancelled");
            const std::span<char> buffer = std::span(m_buffer).first(static_cast<std::size_t>(std::min<std::uint64_t>(m_buffer.size(), segment.size - done)));
            const auto count = m_request.files.read(path, segment.offset + done, buffer);
            if (!count)
                return std::unexpected(count.error());
            if (auto written = write({buffer.data(), *count}); !written)
                return written;
            done += *count;
            m_done += *count;
            if (m_request.progress)
                m_request.progress(m_done, m_total);
        }
        return {};
    }

    const LayerRequest &m_request;
    std::vector<bool> m_kept; // in forEach's order
    std::unordered_set<std::string> m_parents;
    std::unordered_map<std::string, LinkedFile> m_linked; // by the first name
    std::string m_out;
    std::vector<char> m_buffer = std::vector<char>(kPiece);
    std::uint64_t m_done = 0;
    std::uint64_t m_total = 0;
    WrittenLayer m_written;
};

} // namespace

Result<WrittenLayer> writeLayer(const LayerRequest &request)
{
    return LayerWriter(request).run();
}

} // namespace whittle::image
