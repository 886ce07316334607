#include "documents/filetree.h"

#include <algorithm>
#include <ranges>
#include <unordered_map>

namespace whittle::app {
namespace {

/// While the tree grows, children are in no order.
struct Draft
{
    FileRecord record;
    std::uint32_t parent = 0;
    std::size_t nameBegin = 0; // within record.path
    bool named = false;
    std::vector<std::uint32_t> children;

    [[nodiscard]] std::string_view name() const { return std::string_view(record.path).substr(nameBegin); }
};

class Builder
{
public:
    Builder()
    {
        m_drafts.emplace_back();
        m_drafts.front().record.type = image::EntryType::Directory;
        m_drafts.front().record.mode = 0755;
        m_drafts.front().record.layer = FileNode::kNoLayer;
        m_byPath.emplace(std::string(), 0);
    }

    void add(FileRecord record)
    {
        const auto id = place(record.path);
        auto &draft = m_drafts[id];
        // What has children is a directory, whatever a file of the same name says.
        if (!draft.children.empty())
            record.type = image::EntryType::Directory;
        draft.record = std::move(record);
        draft.named = true;
    }

    std::vector<Draft> &drafts() { return m_drafts; }

private:
    std::uint32_t place(const std::string &path)
    {
        if (const auto found = m_byPath.find(path); found != m_byPath.end())
            return found->second;
        // Parents from the top, so that a deep path needs no deep stack.
        std::uint32_t parent = 0;
        for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
            const std::string part = path.substr(0, end);
            const auto [found, isNew] = m_byPath.try_emplace(part, static_cast<std::uint32_t>(m_drafts.size()));
            const auto id = found->second;
            if (isNew) {
                Draft draft;
                draft.record.path = part;
                draft.record.type = image::EntryType::Directory;
                draft.record.mode = 0755;
                draft.record.layer = FileNode::kNoLayer;
                draft.parent = parent;
                const auto slash = part.rfind('/');
                draft.nameBegin = slash == std::string::npos ? 0 : slash + 1;
                m_drafts.push_back(std::move(draft));
                m_drafts[parent].children.push_back(id);
                m_drafts[parent].record.type = image::EntryType::Directory;
            }
            parent = id;
            if (end == std::string::npos)
                return id;
        }
    }

    std::vector<Draft> m_drafts;
    std::unordered_map<std::string, std::uint32_t> m_byPath;
};

} // namespace

FileTree::FileTree(std::vector<FileRecord> records)
{
    Builder builder;
    for (auto &record : records)
        builder.add(std::move(record));
    records = {};
    auto &drafts = builder.drafts();

    // Level by level: the children of one directory get numbers that follow one another.
    m_nodes.resize(drafts.size());
    std::vector<std::uint32_t> draftOf{0};
    draftOf.reserve(drafts.size());
    for (FileId id = 0; id < draftOf.size(); ++id) {
        auto &draft = drafts[draftOf[id]];
        auto &node = m_nodes[id];
        node.nameBegin = static_cast<std::uint32_t>(m_names.size());
        node.nameSize = static_cast<std::uint32_t>(draft.name().size());
        m_names += draft.name();
        m_names += '\0';
        node.type = draft.record.type;
        node.mode = draft.record.mode;
        node.uid = draft.record.uid;
        node.gid = draft.record.gid;
        node.layer = draft.record.layer;
        node.size = node.isDirectory() ? 0 : draft.record.size;
        if (!draft.record.linkTarget.empty()) {
            node.detail = static_cast<std::uint32_t>(m_linkTargets.size());
            m_linkTargets.push_back(std::move(draft.record.linkTarget));
        }
        std::ranges::sort(draft.children, {}, [&](std::uint32_t child) { return drafts[child].name(); });
        node.firstChild = static_cast<FileId>(draftOf.size());
        node.childCount = static_cast<std::uint32_t>(draft.children.size());
        for (const auto child : draft.children) {
            m_nodes[draftOf.size()].parent = id;
            draftOf.push_back(child);
        }
    }
    for (FileId id = count(); id-- > 0;) {
        auto &node = m_nodes[id];
        node.treeSize += node.size;
        node.treeFiles += node.isDirectory() ? 0U : 1U;
        if (id != kRootFile) {
            m_nodes[node.parent].treeSize += node.treeSize;
            m_nodes[node.parent].treeFiles += node.treeFiles;
        }
    }
    m_lowerNames = m_names;
    for (char &c : m_lowerNames)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
}

std::string_view FileTree::name(FileId id) const
{
    return std::string_view(m_names).substr(m_nodes[id].nameBegin, m_nodes[id].nameSize);
}

std::string_view FileTree::linkTarget(FileId id) const
{
    const auto detail = m_nodes[id].detail;
    return detail == UINT32_MAX ? std::string_view() : std::string_view(m_linkTargets[detail]);
}

std::string FileTree::path(FileId id) const
{
    std::vector<FileId> parts;
    for (; id != kRootFile; id = m_nodes[id].parent)
        parts.push_back(id);
    std::string result;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        if (!result.empty())
            result += '/';
        result += name(*part);
    }
    return result;
}

FileId FileTree::find(std::string_view path) const
{
    FileId id = kRootFile;
    while (!path.empty()) {
        const auto slash = path.find('/');
        const auto part = path.substr(0, slash);
        const auto &node = m_nodes[id];
        const auto children = std::views::iota(node.firstChild, node.firstChild + node.childCount);
        const auto found = std::ranges::lower_bound(children, part, {}, [this](FileId child) { return name(child); });
        if (found == children.end() || name(*found) != part)
            return kNoFile;
        id = *found;
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
    return id;
}

bool FileTree::isBelow(FileId id, FileId ancestor) const
{
    while (id > ancestor)
        id = m_nodes[id].parent;
    return id == ancestor;
}

} // namespace whittle::app
