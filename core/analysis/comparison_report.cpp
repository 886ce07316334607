#include "analysis/comparison_report.h"

#include "base/text.h"

#include <algorithm>
#include <format>
#include <map>

namespace whittle::analysis {

namespace {

using formats::Report;
using formats::ReportCell;
using formats::ReportHeading;
using formats::ReportParagraph;
using formats::ReportTable;
using Kind = ReportCell::Kind;

constexpr std::size_t kMostPoints = 6;
constexpr std::size_t kMostRows = 1'000; // of one table; a report is for reading

ReportCell code(std::string text)
{
    return {std::move(text), Kind::Code};
}

ReportCell risk(syscalls::Risk risk)
{
    return {std::string(syscalls::riskName(risk)), Kind::Risk};
}

ReportCell text(std::string text)
{
    return {std::move(text), Kind::Text};
}

std::string pointsText(const profile::Difference &difference, const syscalls::Syscall &syscall)
{
    std::string result;
    for (const profile::DifferentPoint &point : tellingPoints(difference, kMostPoints))
        result += std::format("{}{}: {} → {}", result.empty() ? "" : "; ", inWords(point.arguments, syscall, difference.abi), inWords(point.left), inWords(point.right));
    if (difference.points.size() > kMostPoints)
        result += std::format("; and {} more", difference.points.size() - kMostPoints);
    return result;
}

void addPair(const Comparison &comparison, std::size_t side, Report &report)
{
    const auto unequal = comparison.unequalAbis(side);
    std::size_t shown = 0;
    for (const Abi abi : comparison.allAbis()) {
        if (std::ranges::contains(unequal, abi)) {
            const auto &lacking = comparison.names[comparison.isListed(0, abi) ? side : 0];
            report.blocks.emplace_back(ReportParagraph{std::format("{}: {} does not list it, so every call of such a program kills it there.", abiName(abi), lacking)});
            ++shown;
        } else if (comparison.isListed(0, abi)) {
            const auto summary = summarise(comparison, side, abi);
            report.blocks.emplace_back(ReportParagraph{std::format("{}: {}", abiName(abi), inWords(summary))});
        }
    }
    for (const profile::Change change : kAllChanges) {
        ReportTable table{{"Syscall", "ABI", "Risk", comparison.names[0], comparison.names[side], "Where they differ"}, {}};
        std::vector<const ComparedSyscall *> rows;
        for (const ComparedSyscall &row : comparison.syscalls) {
            const auto &difference = row.differences[side - 1];
            if (difference && difference->change == change && !std::ranges::contains(unequal, row.abi))
                rows.push_back(&row);
        }
        if (rows.empty())
            continue;
        std::ranges::stable_sort(rows, std::greater(), [](const ComparedSyscall *row) { return row->syscall->risk; });
        // ABIs on which the same is said share a line.
        std::map<std::vector<std::string>, std::size_t> lines;
        for (const ComparedSyscall *row : rows) {
            const std::string abi(abiName(row->abi));
            const std::vector said = {row->syscall->name, inWords(row->answers[0]), inWords(row->answers[side]), pointsText(*row->differences[side - 1], *row->syscall)};
            const auto [line, isNew] = lines.try_emplace(said, table.rows.size());
            if (isNew)
                table.rows.push_back({code(said[0]), text(abi), risk(row->syscall->risk), text(said[1]), text(said[2]), text(said[3])});
            else
                table.rows[line->second][1].text += ", " + abi;
        }
        report.blocks.emplace_back(ReportHeading{std::format("{} ({})", changeTitle(change), table.rows.size())});
        report.blocks.emplace_back(std::move(table));
        ++shown;
    }
    if (shown == 0)
        report.blocks.emplace_back(ReportParagraph{"Both decide every call alike."});
}

template <class Row, class Cells>
void addTable(const std::string &title, std::vector<std::string> head, const std::vector<Row> &rows, Cells cells, Report &report)
{
    if (rows.empty())
        return;
    ReportTable table{std::move(head), {}};
    for (std::size_t i = 0; i < std::min(rows.size(), kMostRows); ++i)
        table.rows.push_back(cells(rows[i]));
    report.blocks.emplace_back(ReportHeading{std::format("{} ({})", title, rows.size())});
    report.blocks.emplace_back(std::move(table));
    if (rows.size() > kMostRows)
        report.blocks.emplace_back(ReportParagraph{std::format("and {} more", rows.size() - kMostRows)});
}

void addSide(const DriftSide &side, const std::string &prefix, Report &report)
{
    addTable(prefix + "syscalls", {"Syscall", "ABI", "Risk", "Calls", "By"}, side.syscalls,
             [](const DriftedSyscall &one) {
                 return std::vector{code(one.name()), code(std::string(abiName(one.abi))), risk(one.risk()), text(std::to_string(one.count)), text(joined(one.processes))};
             },
             report);
    addTable(prefix + "argument values", {"Syscall", "Risk", "Argument", "Values"}, side.arguments,
             [](const DriftedArgument &one) { return std::vector{code(one.syscall->name), risk(one.syscall->risk), code(one.argumentName()), text(one.valuesText())}; }, report);
    addTable(prefix + "denials", {"Syscall", "Answer", "Calls"}, side.denials,
             [](const DriftedDenial &one) { return std::vector{code(one.syscall), code(one.action), text(std::to_string(one.count))}; }, report);
    addTable(prefix + "executables", {"Program"}, side.executables, [](const std::string &path) { return std::vector{code(path)}; }, report);
    addTable(prefix + "ports", {"Port"}, side.ports, [](int port) { return std::vector{text(std::to_string(port))}; }, report);
    const auto path = [](const DriftedPath &one) {
        return std::vector{code(one.path), text(operationsText(one.operations) + (one.onlyFailed ? " (failed)" : "")), text(std::to_string(one.count))};
    };
    addTable(prefix + "paths", {"Path", "What for", "Times"}, side.files, path, report);
    addTable(prefix + "uses of known paths", {"Path", "What for", "Times"}, side.gained, path, report);
}

} // namespace

std::string inWords(const profile::Target &target)
{
    std::string text = std::format("{}, kernel {}.{}", abiName(target.architecture), target.kernel.major, target.kernel.minor);
    if (target.capabilities.empty())
        text += ", no capabilities";
    else if (target.capabilities == profile::defaultCapabilities(profile::EngineRules::Docker))
        text += ", Docker's default capabilities";
    else if (target.capabilities == profile::defaultCapabilities(profile::EngineRules::Podman))
        text += ", Podman's default capabilities";
    else if (target.capabilities.size() == profile::allCapabilities().size())
        text += ", all capabilities";
    else
        text += ", capabilities " + joined({target.capabilities.begin(), target.capabilities.end()});
    return text + (target.runtime == profile::Runtime::Runc ? ", runc" : ", crun");
}

Report reportOf(const Comparison &comparison)
{
    Report report;
    report.title = comparison.names[0];
    for (std::size_t side = 1; side < comparison.names.size(); ++side)
        report.title += " → " + comparison.names[side];
    report.blocks.emplace_back(ReportParagraph{"Decided for " + inWords(comparison.target) + "."});
    for (std::size_t side = 1; side < comparison.names.size(); ++side) {
        if (comparison.names.size() > 2)
            report.blocks.emplace_back(ReportHeading{std::format("From {} to {}", comparison.names[0], comparison.names[side])});
        addPair(comparison, side, report);
    }
    return report;
}

Report reportOf(const Drift &drift)
{
    Report report;
    report.title = std::format("{} → {}", drift.before, drift.after);
    report.blocks.emplace_back(ReportParagraph{inWords(drift)});
    for (const std::string &note : drift.notes)
        report.blocks.emplace_back(ReportParagraph{"Note: " + note + "."});
    addSide(drift.added, "New ", report);
    addSide(drift.removed, "No more seen: ", report);
    return report;
}

} // namespace whittle::analysis
