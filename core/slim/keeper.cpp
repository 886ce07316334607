#include "slim/keeper.h"

#include <algorithm>
#include <array>
#include <format>

namespace whittle::slim {

namespace {

constexpr std::size_t kFirstLine = 256;     // that the kernel reads of a script (BINPRM_BUF_SIZE)
constexpr std::size_t kReasonsOfAKind = 8;  // that are told of one path: libc is needed by everything
constexpr std::string_view kDefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> all;
    for (std::size_t begin = 0; (begin = text.find_first_not_of(" \t", begin)) != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(" \t", begin), text.size());
        all.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return all;
}

std::string absolute(const ImageTree::Node &node)
{
    return "/" + node.path;
}

} // namespace

std::optional<std::string> Keeper::Files::file(std::string_view path) const
{
    const auto resolution = m_tree.files().resolve(path);
    if (!resolution.exists)
        return std::nullopt;
    const auto node = m_tree.find(resolution.path);
    if (!node || !m_tree.nodes()[*node].isFile())
        return std::nullopt;
    return m_tree.nodes()[*node].contentPath();
}

Result<std::size_t> Keeper::Files::read(std::string_view file, std::uint64_t offset, std::span<char> buffer) const
{
    return m_tree.files().read(file, offset, buffer);
}

Keeper::Keeper(const ImageTree &tree, const Patterns &patterns, const std::vector<std::string> &environment)
    : m_tree(tree), m_patterns(patterns), m_files(tree), m_libraries(m_files, environment)
{
    std::string_view path = kDefaultPath;
    for (const std::string &variable : environment) {
        if (variable.starts_with("PATH="))
            path = std::string_view(variable).substr(5);
    }
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find(':', begin), path.size());
        if (end > begin)
            m_searchPath.emplace_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
}

void Keeper::add(std::size_t node, const Reason &reason, Purpose purpose)
{
    if (const auto *exclude = m_patterns.excludes(node)) {
        if (reason.kind == ReasonKind::Observed)
            m_excludedObserved[exclude->text].insert(absolute(m_tree.nodes()[node]));
        return;
    }
    const auto [item, isNew] = m_kept.try_emplace(node);
    if (isNew)
        m_new.push_back(node);
    const bool runs = purpose == Purpose::Run && m_run.insert(node).second;
    if ((isNew || runs) && m_tree.nodes()[node].isFile())
        m_queue.push_back(node);
    std::set<Reason> &reasons = item->second;
    const auto ofKind = std::ranges::count(reasons, reason.kind, &Reason::kind);
    if (ofKind < static_cast<std::ptrdiff_t>(reason.kind == ReasonKind::Link || reason.kind == ReasonKind::Parent ? 1 : kReasonsOfAKind))
        reasons.insert(reason);
}

void Keeper::addLinks(const std::vector<std::string> &links, std::string_view target)
{
    for (const std::string &link : links) {
        const auto node = m_tree.find(link);
        if (!node)
            continue;
        add(*node, {ReasonKind::Link, std::format("on the way to {}", target)}, Purpose::Read);
        // A link to "x/../y" is followed through x.
        const auto file = m_tree.files().find(link);
        if (!file || !file->entry.linkTarget.contains("/.."))
            continue;
        const std::string &text = file->entry.linkTarget;
        const std::string base = text.starts_with('/') ? "" : "/" + link.substr(0, link.rfind('/') == std::string::npos ? 0 : link.rfind('/')) + "/";
        for (std::size_t at = 0; (at = text.find("/..", at)) != std::string::npos; at += 3) {
            const auto passed = m_tree.find(m_tree.files().resolve(base + text.substr(0, at)).path);
            if (passed)
                add(*passed, {ReasonKind::Link, std::format("on the way to {}", target)}, Purpose::Read);
        }
    }
}

bool Keeper::keep(std::string_view path, const Reason &reason, Purpose purpose)
{
    const auto resolution = m_tree.files().resolve(path);
    if (!resolution.exists)
        return keepDangling(path, reason, purpose);
    const auto node = m_tree.find(resolution.path);
    if (!node)
        return false;
    addLinks(resolution.links, "/" + resolution.path);
    for (std::size_t at = 0; (at = path.find("/..", at)) != std::string_view::npos; at += 3) {
        const auto before = m_tree.files().resolve(path.substr(0, at));
        addLinks(before.links, "/" + before.path);
        if (const auto passed = before.exists ? m_tree.find(before.path) : std::nullopt)
            add(*passed, {ReasonKind::Link, std::format("on the way to {}", path)}, Purpose::Read);
    }
    add(*node, reason, purpose);
    return true;
}

// A link is something by itself, whatever it leads to: programs read it, and what a container mounts may stand behind it.
bool Keeper::keepDangling(std::string_view path, const Reason &reason, Purpose purpose)
{
    const auto link = m_tree.files().resolve(path, false);
    const auto node = link.exists ? m_tree.find(link.path) : std::nullopt;
    if (!node || m_tree.nodes()[*node].type != image::EntryType::SymbolicLink)
        return false;
    addLinks(m_tree.files().resolve(path).links, "/" + link.path);
    add(*node, reason, purpose);
    return true;
}

void Keeper::keepNode(std::size_t node, const Reason &reason, Purpose purpose)
{
    const ImageTree::Node &which = m_tree.nodes()[node];
    add(node, reason, purpose);
    if (which.type == image::EntryType::SymbolicLink)
        keep(absolute(which), {ReasonKind::Link, std::format("/{} leads to it", which.path)}, purpose);
}

void Keeper::keepTree(std::size_t node, const Reason &reason)
{
    keepNode(node, reason, Purpose::Run);
    if (!m_tree.nodes()[node].isDirectory())
        return;
    const auto [first, last] = m_tree.below(m_tree.nodes()[node].path);
    for (std::size_t below = first; below < last; ++below)
        keepNode(below, reason, Purpose::Run);
}

void Keeper::keepNearest(std::string_view path, const Reason &reason)
{
    for (std::size_t slash = path.rfind('/'); slash != std::string_view::npos && slash > 0; slash = path.rfind('/')) {
        path = path.substr(0, slash);
        if (keep(path, reason))
            return;
    }
}

std::string Keeper::program(std::string_view name) const
{
    if (name.empty())
        return {};
    const auto isProgram = [&](const std::string &path) {
        const auto resolution = m_tree.files().resolve(path);
        const auto node = resolution.exists ? m_tree.find(resolution.path) : std::nullopt;
        return node && m_tree.nodes()[*node].isFile() && (m_tree.nodes()[*node].mode & 0111) != 0;
    };
    if (name.contains('/')) {
        const std::string path = name.starts_with('/') ? std::string(name) : "/" + std::string(name);
        return isProgram(path) ? path : std::string();
    }
    for (const std::string &directory : m_searchPath) {
        std::string path = directory + "/" + std::string(name);
        if (isProgram(path))
            return path;
    }
    return {};
}

Result<> Keeper::closeScript(std::size_t node, std::string_view firstLine)
{
    const std::string script = absolute(m_tree.nodes()[node]);
    const auto all = words(firstLine.substr(2));
    if (all.empty())
        return {};
    const Reason reason{ReasonKind::Interpreter, std::format("of the script {}", script)};
    keep(all[0], reason, Purpose::Run);
    if (!all[0].ends_with("/env"))
        return {};
    for (const std::string_view word : std::span(all).subspan(1)) {
        if (word.starts_with('-') || word.contains('='))
            continue;
        if (const std::string found = program(word); !found.empty())
            keep(found, reason, Purpose::Run);
        break;
    }
    return {};
}

Result<> Keeper::closeElf(std::size_t node)
{
    const std::string path = absolute(m_tree.nodes()[node]);
    const auto elf = m_libraries.elf(path);
    if (!elf)
        return std::unexpected(elf.error());
    if (!*elf)
        return {};
    if (!(*elf)->interpreter.empty())
        keep((*elf)->interpreter, {ReasonKind::Interpreter, std::format("of {}", path)}, Purpose::Run);
    auto closure = m_libraries.closure(path);
    if (!closure)
        return std::unexpected(closure.error());
    for (const LibraryUse &use : closure->libraries)
        keep(use.path, {ReasonKind::Library, std::format("needed by /{}", m_tree.files().resolve(use.neededBy).path)});
    for (const std::string &file : closure->read)
        keep(file, {ReasonKind::Library, std::format("says where the libraries of {} are", path)});
    return {};
}

Result<> Keeper::closeOne(std::size_t node, bool runs)
{
    const ImageTree::Node &which = m_tree.nodes()[node];
    if (which.size < 4)
        return {};
    std::array<char, kFirstLine> buffer{};
    std::size_t have = 0;
    while (have < buffer.size()) {
        const auto more = m_tree.files().read(which.path, have, std::span(buffer).subspan(have));
        if (!more)
            return addContext(more.error(), absolute(which));
        if (*more == 0)
            break;
        have += *more;
    }
    const std::string_view start(buffer.data(), have);
    if (start.starts_with("\x7f" "ELF"))
        return closeElf(node);
    if (runs && start.starts_with("#!"))
        return closeScript(node, start.substr(0, start.find('\n')));
    return {};
}

Result<> Keeper::close()
{
    while (!m_queue.empty()) {
        const std::vector<std::size_t> queue = std::exchange(m_queue, {});
        for (const std::size_t node : queue) {
            const bool runs = m_run.contains(node) && (m_tree.nodes()[node].mode & 0111) != 0;
            if (auto done = closeOne(node, runs); !done)
                return done;
        }
    }
    return {};
}

void Keeper::addParents()
{
    std::vector<std::size_t> all;
    all.reserve(m_kept.size());
    for (const auto &[node, reasons] : m_kept)
        all.push_back(node);
    std::set<std::string, std::less<>> done;
    for (const std::size_t node : all) {
        const std::string &path = m_tree.nodes()[node].path;
        for (std::string_view parent = path; !parent.empty();) {
            const std::size_t slash = parent.rfind('/');
            parent = parent.substr(0, slash == std::string_view::npos ? 0 : slash);
            if (!done.emplace(parent).second)
                break;
            const auto directory = m_tree.find(parent);
            if (!directory)
                continue;
            // Without what the user excluded: what is in it was included by its name.
            m_kept[*directory].insert({ReasonKind::Parent, std::format("holds /{}", path)});
        }
    }
}

} // namespace whittle::slim
