#include "slim/image_diff_report.h"

#include "base/printable.h"
#include "base/text.h"

#include <algorithm>
#include <format>
#include <vector>

namespace whittle::slim {

namespace {

using formats::Report;
using formats::ReportCell;
using formats::ReportHeading;
using formats::ReportParagraph;
using formats::ReportTable;
using image::PathChange;
using image::PathDifference;

constexpr std::size_t kMostRows = 1'000;

ReportCell code(std::string text)
{
    return {std::move(text), ReportCell::Kind::Code};
}

ReportCell plain(std::string text)
{
    return {std::move(text), ReportCell::Kind::Text};
}

void addPaths(const std::vector<const PathDifference *> &paths, const std::string &title, PathChange change, Report &report)
{
    if (paths.empty())
        return;
    report.blocks.emplace_back(ReportHeading{std::format("{} ({})", title, paths.size())});
    ReportTable table{change == PathChange::Changed ? std::vector<std::string>{"Path", "What differs", "Bytes before", "Bytes after"} : std::vector<std::string>{"Path", "Bytes"}, {}};
    for (std::size_t i = 0; i < std::min(paths.size(), kMostRows); ++i) {
        const auto &path = *paths[i];
        if (change == PathChange::Changed)
            table.rows.push_back({code("/" + printable(path.path)), plain(printable(joined(path.changes))), plain(std::to_string(path.leftSize)), plain(std::to_string(path.rightSize))});
        else
            table.rows.push_back({code("/" + printable(path.path)), plain(std::to_string(change == PathChange::Added ? path.rightSize : path.leftSize))});
    }
    report.blocks.emplace_back(std::move(table));
    if (paths.size() > kMostRows)
        report.blocks.emplace_back(ReportParagraph{std::format("and {} more", paths.size() - kMostRows)});
}

} // namespace

Report reportOf(const image::ImageDifference &difference, const std::string &leftName, const std::string &rightName)
{
    Report report;
    report.title = std::format("{} → {}", leftName, rightName);
    ReportTable totals{{"", leftName, rightName}, {}};
    const auto total = [&](const char *name, std::uint64_t left, std::uint64_t right) { totals.rows.push_back({plain(name), plain(std::to_string(left)), plain(std::to_string(right))}); };
    total("Bytes of content", difference.left.size, difference.right.size);
    total("Files", difference.left.files, difference.right.files);
    total("Layers", difference.left.layers, difference.right.layers);
    report.blocks.emplace_back(std::move(totals));

    std::vector<const PathDifference *> added;
    std::vector<const PathDifference *> removed;
    std::vector<const PathDifference *> changed;
    std::size_t timeOnly = 0;
    for (const PathDifference &path : difference.paths) {
        if (path.isTimeOnly())
            ++timeOnly;
        else
            (path.change == PathChange::Added ? added : path.change == PathChange::Removed ? removed : changed).push_back(&path);
    }
    for (auto *list : {&added, &removed, &changed})
        std::ranges::stable_sort(*list, std::greater(), [](const PathDifference *path) { return std::max(path->leftSize, path->rightSize); });
    if (difference.isEmpty())
        report.blocks.emplace_back(ReportParagraph{"Containers of both see the same."});
    else
        report.blocks.emplace_back(ReportParagraph{std::format("{} paths added, {} removed, {} changed, {} with another time alone; {} are the same.", added.size(), removed.size(), changed.size(), timeOnly, difference.same)});
    if (!difference.config.empty()) {
        report.blocks.emplace_back(ReportHeading{std::format("Settings ({})", difference.config.size())});
        ReportTable table{{"Setting", leftName, rightName}, {}};
        for (const auto &one : difference.config)
            table.rows.push_back({code(one.name), plain(printable(joined(one.left))), plain(printable(joined(one.right)))});
        report.blocks.emplace_back(std::move(table));
    }
    addPaths(changed, "Changed", PathChange::Changed, report);
    addPaths(added, "Added", PathChange::Added, report);
    addPaths(removed, "Removed", PathChange::Removed, report);
    return report;
}

} // namespace whittle::slim
