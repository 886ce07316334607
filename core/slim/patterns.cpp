#include "slim/patterns.h"

#include "base/files.h"

#include <algorithm>
#include <format>

namespace whittle::slim {

namespace {

constexpr std::size_t kMaxFile = 16 << 20;

struct Written
{
    std::string text;
    std::string place; // "list.txt:3", empty for the command line
};

Result<std::vector<Written>> readLists(const std::vector<std::string> &patterns)
{
    std::vector<Written> all;
    for (const std::string &pattern : patterns) {
        if (!pattern.starts_with('@')) {
            all.push_back({pattern, {}});
            continue;
        }
        const std::string path = pattern.substr(1);
        const auto text = readFile(path, kMaxFile);
        if (!text)
            return std::unexpected(text.error());
        std::size_t number = 0;
        for (std::size_t begin = 0; begin < text->size();) {
            const std::size_t end = std::min(text->find('\n', begin), text->size());
            std::string line = text->substr(begin, end - begin);
            begin = end + 1;
            ++number;
            if (line.ends_with('\r'))
                line.pop_back();
            if (!line.empty() && !line.starts_with('#'))
                all.push_back({std::move(line), std::format("{}:{}", path, number)});
        }
    }
    return all;
}

Result<std::vector<Patterns::Pattern>> compileAll(const ImageTree &tree, const std::vector<std::string> &patterns)
{
    const auto written = readLists(patterns);
    if (!written)
        return std::unexpected(written.error());
    std::vector<Patterns::Pattern> compiled;
    for (const Written &one : *written) {
        auto glob = Glob::compile(one.text);
        if (!glob)
            return one.place.empty() ? std::unexpected(glob.error()) : addContext(std::move(glob).error(), one.place);
        Glob resolved = tree.resolved(*glob);
        std::vector<std::size_t> matches = tree.matching(resolved);
        compiled.push_back({one.text, glob->literalPrefix(), std::move(resolved), std::move(matches)});
    }
    return compiled;
}

} // namespace

Result<> checkPatterns(const std::vector<std::string> &patterns)
{
    const auto written = readLists(patterns);
    if (!written)
        return std::unexpected(written.error());
    for (const Written &one : *written)
        if (auto glob = Glob::compile(one.text); !glob)
            return one.place.empty() ? std::unexpected(glob.error()) : addContext(std::move(glob).error(), one.place);
    return {};
}

Result<Patterns> Patterns::create(const ImageTree &tree, const std::vector<std::string> &include, const std::vector<std::string> &exclude)
{
    Patterns patterns;
    auto includes = compileAll(tree, include);
    if (!includes)
        return addContext(std::move(includes).error(), "include");
    auto excludes = compileAll(tree, exclude);
    if (!excludes)
        return addContext(std::move(excludes).error(), "exclude");
    patterns.m_includes = std::move(*includes);
    patterns.m_excludes = std::move(*excludes);
    if (patterns.m_excludes.empty())
        return patterns;
    patterns.m_excluded.resize(tree.nodes().size());
    for (std::size_t i = 0; i < patterns.m_excludes.size(); ++i) {
        for (const std::size_t match : patterns.m_excludes[i].matches) {
            const auto mark = [&](std::size_t node) {
                if (patterns.m_excluded[node] == 0)
                    patterns.m_excluded[node] = i + 1;
            };
            mark(match);
            if (tree.nodes()[match].isDirectory()) {
                const auto [first, last] = tree.below(tree.nodes()[match].path);
                for (std::size_t node = first; node < last; ++node)
                    mark(node);
            }
        }
    }
    // A path that is named outright, and the file that it leads to, stay.
    for (const Pattern &pattern : patterns.m_includes) {
        if (!pattern.glob.isLiteral())
            continue;
        for (const std::size_t match : pattern.matches)
            patterns.m_excluded[match] = 0;
        if (const auto target = tree.find(tree.files().resolve(pattern.glob.literalPrefix()).path))
            patterns.m_excluded[*target] = 0;
    }
    return patterns;
}

void Patterns::spare(const ImageTree &tree, std::string_view path)
{
    if (m_excluded.empty())
        return;
    const auto resolution = tree.files().resolve(path);
    if (const auto node = tree.find(resolution.path))
        m_excluded[*node] = 0;
    for (const std::string &link : resolution.links)
        if (const auto node = tree.find(link))
            m_excluded[*node] = 0;
}

const Patterns::Pattern *Patterns::excludes(std::size_t node) const
{
    if (m_excluded.empty() || m_excluded[node] == 0)
        return nullptr;
    return &m_excludes[m_excluded[node] - 1];
}

} // namespace whittle::slim
