#include "slim/image_tree.h"

#include <algorithm>

namespace whittle::slim {

ImageTree::ImageTree(const image::FileIndex &files) : m_files(files)
{
    m_nodes.reserve(files.count());
    files.forEach([&](const image::IndexedFile &file) {
        m_nodes.push_back({file.entry.path, file.entry.type, file.entry.mode, file.entry.size,
                           file.entry.type == image::EntryType::HardLink ? file.entry.linkTarget : std::string()});
        return true;
    });
    std::ranges::sort(m_nodes, {}, &Node::path);
    for (Node &node : m_nodes) {
        // A link may lead to another one; the file at the end of the chain has the content.
        for (int steps = 0; node.type == image::EntryType::HardLink && steps < 40; ++steps) {
            const auto target = find(node.content);
            if (!target)
                break;
            const Node &file = m_nodes[*target];
            node.size = file.size;
            if (file.type != image::EntryType::HardLink)
                break;
            node.content = file.content;
        }
        if (!node.isFile())
            node.size = 0;
    }
}

std::optional<std::size_t> ImageTree::find(std::string_view path) const
{
    if (path.starts_with('/'))
        path.remove_prefix(1);
    const auto found = std::ranges::lower_bound(m_nodes, path, {}, [](const Node &node) { return std::string_view(node.path); });
    if (found == m_nodes.end() || found->path != path)
        return std::nullopt;
    return static_cast<std::size_t>(found - m_nodes.begin());
}

std::pair<std::size_t, std::size_t> ImageTree::below(std::string_view directory) const
{
    if (directory.starts_with('/'))
        directory.remove_prefix(1);
    const auto position = [&](const std::string &text) {
        return static_cast<std::size_t>(std::ranges::lower_bound(m_nodes, text, {}, &Node::path) - m_nodes.begin());
    };
    if (directory.empty())
        return {position(std::string(1, '\0')), m_nodes.size()};
    // '0' follows '/' among bytes.
    return {position(std::string(directory) + '/'), position(std::string(directory) + '0')};
}

bool ImageTree::isEmpty(std::size_t directory) const
{
    const auto [first, last] = below(m_nodes[directory].path);
    return first == last;
}

Glob ImageTree::resolved(const Glob &glob) const
{
    std::string prefix = glob.literalPrefix();
    std::string name;
    if (glob.isLiteral()) {
        const std::size_t slash = prefix.rfind('/');
        name = prefix.substr(slash);
        prefix.resize(slash);
    }
    if (prefix.empty())
        return glob;
    const auto resolution = m_files.resolve(prefix);
    if (resolution.links.empty())
        return glob;
    const std::string directory = resolution.path.empty() ? "" : "/" + resolution.path;
    return glob.withPrefix(directory + name);
}

std::vector<std::size_t> ImageTree::matching(const Glob &glob) const
{
    std::vector<std::size_t> found;
    if (glob.isLiteral()) {
        if (const auto one = find(glob.literalPrefix()))
            found.push_back(*one);
        return found;
    }
    const auto [first, last] = below(glob.literalPrefix());
    for (std::size_t i = first; i < last; ++i) {
        if (glob.matches("/" + m_nodes[i].path))
            found.push_back(i);
    }
    return found;
}

} // namespace whittle::slim
