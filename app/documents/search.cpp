#include "documents/search.h"

#include "documents/profiledocument.h"
#include "syscalls/catalogue.h"

#include <QStringList>

#include <algorithm>
#include <unordered_map>

namespace whittle::app::search {
namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

std::string needleOf(const QString &text)
{
    return lowered(text.trimmed().toUtf8().toStdString());
}

/// needle is in lower case.
bool holds(std::string_view text, std::string_view needle)
{
    return !std::ranges::search(text, needle, [](char a, char b) { return lower(a) == b; }).empty();
}

} // namespace

std::vector<SyscallHit> findSyscalls(const QString &text, std::size_t max)
{
    const auto needle = needleOf(text);
    if (needle.empty())
        return {};
    std::vector<SyscallHit> hits;
    for (const auto &syscall : syscalls::Catalogue::builtIn().all()) {
        const std::string_view name = syscall.name;
        if (name == needle)
            hits.push_back({&syscall, 0});
        else if (name.starts_with(needle))
            hits.push_back({&syscall, 1});
        else if (name.contains(needle))
            hits.push_back({&syscall, 2});
        else if (needle.size() > 2 && (holds(syscall.summary, needle) || holds(syscall.riskReason, needle) || std::ranges::any_of(syscall.capabilities, [&](const std::string &cap) { return holds(cap, needle); }) || std::ranges::any_of(syscall.cves, [&](const syscalls::Cve &cve) { return holds(cve.id, needle); })))
            hits.push_back({&syscall, 3});
    }
    std::ranges::stable_sort(hits, {}, &SyscallHit::rank);
    hits.resize(std::min(hits.size(), max));
    return hits;
}

std::vector<FileId> findFiles(const FileTree &tree, const QString &text, std::size_t max)
{
    auto needle = needleOf(text);
    if (needle.starts_with('/'))
        needle.erase(0, 1);
    if (needle.empty() || needle.contains('\0'))
        return {};
    std::vector<FileId> hits;
    // A path is asked for: its last part is looked for in the names, the rest compared where that fits.
    const auto slash = needle.rfind('/');
    const std::string_view last = slash == std::string::npos ? std::string_view(needle) : std::string_view(needle).substr(slash + 1);
    const auto &names = tree.lowerNames();
    FileId id = 0;
    std::size_t begin = 0; // of the name of id
    for (std::size_t at = last.empty() ? std::string::npos : names.find(last); at != std::string::npos && hits.size() < max; at = names.find(last, at)) {
        // Ids and names are in one order.
        for (auto end = names.find('\0', begin); end < at; end = names.find('\0', begin)) {
            begin = end + 1;
            ++id;
        }
        if (slash == std::string::npos || lowered(tree.path(id)).contains(needle))
            hits.push_back(id);
        at = names.find('\0', at);
        if (at == std::string::npos)
            break;
    }
    if (last.empty()) { // "etc/": the folder itself
        const auto folder = tree.find(needle.substr(0, needle.size() - 1));
        if (folder != kNoFile)
            hits.push_back(folder);
    }
    return hits;
}

std::vector<PathHit> findPaths(const trace::Recording &recording, const QString &text, std::size_t max)
{
    const auto needle = needleOf(text);
    if (needle.empty())
        return {};
    std::vector<PathHit> hits;
    std::unordered_map<std::string_view, std::size_t> known;
    for (const auto &process : recording.processes) {
        for (const auto &use : process.paths) {
            if (const auto found = known.find(use.path); found != known.end()) {
                hits[found->second].count += use.count;
                ++hits[found->second].processes;
            } else if (hits.size() < max && holds(use.path, needle)) {
                known.emplace(use.path, hits.size());
                hits.push_back({&process, &use, use.count, 1});
            }
        }
    }
    return hits;
}

std::vector<NoteHit> findNotes(const ProfileDocument &document, const QString &text, std::size_t max)
{
    const auto needle = needleOf(text);
    if (needle.empty() || !document.hasProfile())
        return {};
    std::vector<NoteHit> hits;
    const auto &rules = document.profile().rules;
    for (std::size_t i = 0; i < rules.size() && hits.size() < max; ++i) {
        if (rules[i].comment.empty() || !holds(rules[i].comment, needle))
            continue;
        const auto names = rules[i].allNames();
        hits.push_back({QString::fromStdString(rules[i].comment), QStringLiteral("syscalls[%1].comment").arg(i), names.empty() ? QString() : QString::fromStdString(names.front()), false});
    }
    for (const auto &finding : document.findings()) {
        if (hits.size() >= max)
            break;
        if (holds(finding.message, needle) || holds(finding.explanation, needle) || holds(finding.syscall, needle))
            hits.push_back({QString::fromStdString(finding.message), QString::fromStdString(finding.path), QString::fromStdString(finding.syscall), true});
    }
    return hits;
}

} // namespace whittle::app::search
