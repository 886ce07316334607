#include "slim/observed.h"

#include <algorithm>
#include <cerrno>
#include <format>
#include <set>

namespace whittle::slim {

namespace {

namespace op = trace::path_operation;

/// The strongest thing that was done, as a word.
std::string_view verb(std::uint32_t operations)
{
    constexpr std::pair<std::uint32_t, std::string_view> kVerbs[] = {
        {op::kExecute, "executed"}, {op::kMap, "loaded"},       {op::kList, "listed"},          {op::kRead, "opened"},
        {op::kWrite, "written"},    {op::kCreate, "made"},      {op::kConnect, "connected to"}, {op::kChdir, "entered"},
        {op::kRename, "renamed"},   {op::kDelete, "deleted"},   {op::kLink, "linked"},          {op::kChange, "changed"},
        {op::kMount, "mounted"},    {op::kStat, "looked at"},
    };
    const auto *found = std::ranges::find_if(kVerbs, [&](const auto &one) { return (operations & one.first) != 0; });
    return found == std::end(kVerbs) ? "used" : found->second;
}

bool saysNothingIsThere(int error)
{
    return error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG;
}

} // namespace

Observations keepObserved(Keeper &keeper, const trace::Recording &recording)
{
    const ImageTree &tree = keeper.tree();
    Observations observations;
    std::set<std::size_t> executed;
    std::set<std::string> found;
    std::set<std::string> missing;
    for (const trace::Process &process : recording.processes) {
        for (const trace::PathUse &use : process.paths) {
            if (!use.path.starts_with('/'))
                continue;
            const bool isThere = std::ranges::any_of(use.errors, [](const auto &error) { return !saysNothingIsThere(error.first); });
            if (use.successes == 0 && !isThere) {
                missing.insert(use.path);
                continue;
            }
            found.insert(use.path);
            const bool runs = use.successes > 0 && (use.operations & op::kExecute) != 0;
            const std::string what = use.successes > 0 ? std::format("{} by {}", verb(use.operations), process.comm)
                                                       : std::format("tried by {}", process.comm);
            if (!keeper.keep(use.path, {ReasonKind::Observed, what}, runs ? Purpose::Run : Purpose::Read)) {
                keeper.keepNearest(use.path, {ReasonKind::Observed, std::format("{} used files in it that are not in the image", process.comm)});
                continue;
            }
            const auto node = tree.find(tree.files().resolve(use.path).path);
            if (!node) // a link that leads out of the image
                continue;
            if (runs && tree.nodes()[*node].isFile())
                executed.insert(*node);
            if (use.successes > 0 && (use.operations & op::kList) != 0 && tree.nodes()[*node].isDirectory())
                observations.listed[*node].insert(process.comm);
        }
    }
    observations.executed.assign(executed.begin(), executed.end());
    std::ranges::copy_if(missing, std::back_inserter(observations.missing),
                         [&](const std::string &path) { return !found.contains(path) && !tree.files().resolve(path).exists; });
    return observations;
}

} // namespace whittle::slim
