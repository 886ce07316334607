#include "slim/missing_files.h"

#include <algorithm>
#include <cerrno>
#include <format>
#include <map>
#include <set>

namespace whittle::slim {

namespace {

namespace op = trace::path_operation;

// Enough for a person and for a try; a program that looks for more will look for the rest then.
constexpr std::size_t kMost = 200;

bool isRemoved(const Selection &selection, std::string_view path)
{
    return selection.removed.contains(path);
}

// Whether the lookup that ends at this path passes or reaches something that was removed.
bool wasRemoved(const image::FileIndex &fat, const Selection &selection, const std::string &path)
{
    const auto resolved = fat.resolve(path);
    if (isRemoved(selection, resolved.path) || std::ranges::any_of(resolved.links, [&](const std::string &link) { return isRemoved(selection, link); }))
        return true;
    // The link itself, where only it was looked at.
    return isRemoved(selection, fat.resolve(path, false).path);
}

bool failedForWantOfAFile(const trace::PathUse &use)
{
    return std::ranges::any_of(use.errors, [](const auto &error) { return error.first == ENOENT || error.first == ENOTDIR || error.first == ENOEXEC || error.first == ELIBBAD || error.first == ELIBACC; });
}

struct Seen
{
    std::int64_t firstNs = 0;
    std::set<std::string> programs;
};

// path → who used it first, for the uses that are asked about.
template <class Wanted>
std::map<std::string, Seen> collect(const trace::Recording &recording, Wanted wanted)
{
    std::map<std::string, Seen> found;
    for (const trace::Process &process : recording.processes)
        for (const trace::PathUse &use : process.paths) {
            if (!use.path.starts_with('/') || !wanted(use))
                continue;
            const auto [seen, isNew] = found.try_emplace(use.path, Seen{use.firstSeenNs, {}});
            seen->second.firstNs = std::min(seen->second.firstNs, use.firstSeenNs);
            seen->second.programs.insert(process.comm);
        }
    return found;
}

std::vector<MissingFile> inOrder(const std::map<std::string, Seen> &found, std::string_view what)
{
    std::vector<std::pair<std::string, Seen>> ordered(found.begin(), found.end());
    std::ranges::stable_sort(ordered, {}, [](const auto &entry) { return entry.second.firstNs; });
    std::vector<MissingFile> files;
    for (const auto &[path, seen] : ordered) {
        if (files.size() == kMost)
            break;
        std::string programs;
        for (const std::string &program : seen.programs)
            programs += (programs.empty() ? "" : ", ") + program;
        files.push_back({.path = path, .evidence = std::format("{} {}", programs.empty() ? "the program" : programs, what)});
    }
    return files;
}

} // namespace

std::vector<MissingFile> missingFiles(const image::FileIndex &fat, const Selection &selection, const trace::Recording *slimRun, const trace::Recording &fatRun)
{
    std::vector<MissingFile> files;
    const auto add = [&files](std::vector<MissingFile> more) {
        for (MissingFile &file : more)
            if (files.size() < kMost && std::ranges::find(files, file.path, &MissingFile::path) == files.end())
                files.push_back(std::move(file));
    };
    if (slimRun) {
        // What the run of the fat image did not find either explains nothing.
        const auto alsoBefore = collect(fatRun, [](const trace::PathUse &use) { return use.successes == 0; });
        add(inOrder(collect(*slimRun, [&](const trace::PathUse &use) {
            return use.successes == 0 && failedForWantOfAFile(use) && !alsoBefore.contains(use.path) && wasRemoved(fat, selection, use.path);
        }), "looked for it, and it was removed"));
    }
    add(inOrder(collect(fatRun, [&](const trace::PathUse &use) { return use.successes > 0 && wasRemoved(fat, selection, use.path); }),
                "used it when it was recorded, and it was removed"));
    if (!files.empty())
        return files;

    std::map<std::string, Seen> listed;
    for (const auto &[directory, seen] : collect(slimRun ? *slimRun : fatRun, [](const trace::PathUse &use) { return use.successes > 0 && (use.operations & op::kList) != 0; }))
        for (const image::IndexedFile &file : fat.list(fat.resolve(directory).path))
            if (isRemoved(selection, file.entry.path) && file.entry.type != image::EntryType::Directory)
                listed.emplace("/" + file.entry.path, seen);
    return inOrder(listed, "listed the directory that it was removed from");
}

} // namespace whittle::slim
