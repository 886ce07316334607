#include "slim/report_facts.h"

#include "image/file_index.h"
#include "image/image_facts.h"
#include "image/run_config.h"
#include "profile/filter.h"
#include "slim/coverage.h"

#include <algorithm>
#include <format>
#include <map>
#include <span>
#include <tuple>

namespace whittle::slim {

namespace {

using image::EntryType;

// What the profile was made for: the machine, engine and container that were recorded.
profile::Target targetOf(const trace::Recording &recording)
{
    profile::Target target;
    target.architecture = parseAbi(recording.environment.machine).value_or(nativeAbi());
    target.rules = recording.environment.engine.starts_with("podman") ? profile::EngineRules::Podman : profile::EngineRules::Docker;
    target.runtime = recording.environment.runtime.starts_with("crun") ? profile::Runtime::Crun : profile::Runtime::Runc;
    target.capabilities.clear();
    target.capabilities.insert(recording.environment.capabilities.begin(), recording.environment.capabilities.end());
    if (const auto kernel = profile::parseKernelRelease(recording.environment.kernel))
        target.kernel = *kernel;
    return target;
}

std::vector<SizeShare> bySize(std::vector<SizeShare> shares)
{
    std::ranges::sort(shares, [](const SizeShare &left, const SizeShare &right) {
        return std::tuple(right.removedSize, right.keptSize, std::string_view(left.name)) < std::tuple(left.removedSize, left.keptSize, std::string_view(right.name));
    });
    return shares;
}

class Gatherer
{
public:
    explicit Gatherer(const ReportInput &input) : m_input(input), m_recording(input.result.recording) {}

    ReportFacts gather()
    {
        gatherSizes();
        gatherSyscalls();
        gatherCapabilities();
        gatherWarnings();
        return std::move(m_facts);
    }

private:
    void gatherSizes()
    {
        auto packages = readPackages(m_input.fat.files());
        if (!packages)
            m_facts.packagesFault = packages.error().message;
        std::map<std::string, SizeShare> directories;
        std::map<std::size_t, SizeShare> owners; // by package; npos: nobody
        m_input.fat.files().forEach([&](const image::IndexedFile &file) {
            if (file.entry.type == EntryType::Directory)
                return true;
            const std::string &path = file.entry.path;
            const std::uint64_t size = file.entry.type == EntryType::Regular ? file.entry.size : 0;
            const bool isKept = m_input.result.selection.keeps(path);
            (isKept ? m_facts.keptFiles : m_facts.removedFiles) += 1;
            const auto add = [&](SizeShare &share) {
                (isKept ? share.keptSize : share.removedSize) += size;
                (isKept ? share.keptFiles : share.removedFiles) += 1;
            };
            const std::string directory = image::topDirectory(path);
            SizeShare &share = directories[directory];
            share.name = directory;
            add(share);
            if (packages && !packages->packages.empty()) {
                const auto owner = packages->owners.find(path);
                add(owners[owner == packages->owners.end() ? std::string::npos : owner->second.front()]);
            }
            return true;
        });
        for (auto &[name, share] : directories)
            m_facts.directories.push_back(std::move(share));
        m_facts.directories = bySize(std::move(m_facts.directories));
        std::optional<SizeShare> nobody;
        for (auto &[index, share] : owners) {
            if (index == std::string::npos) {
                nobody = std::move(share);
                nobody->name = "files of no package";
            } else {
                share.name = std::format("{} {}", packages->packages[index].name, packages->packages[index].version);
                m_facts.packages.push_back(std::move(share));
            }
        }
        m_facts.packages = bySize(std::move(m_facts.packages));
        if (nobody)
            m_facts.packages.push_back(std::move(*nobody));
    }

    void gatherSyscalls()
    {
        const auto &catalogue = syscalls::Catalogue::builtIn();
        std::map<std::pair<Abi, std::string>, SyscallRow> rows;
        const auto rowOf = [&](Abi abi, int number) -> SyscallRow & {
            const std::string name = catalogue.nameOf(abi, number);
            SyscallRow &row = rows[{abi, name}];
            row.abi = abi;
            row.name = name;
            if (const syscalls::Syscall *known = catalogue.find(abi, number)) {
                row.risk = known->risk;
                row.reason = known->riskReason;
            }
            return row;
        };
        for (const trace::SyscallSummary &summary : trace::summarise(m_recording)) {
            SyscallRow &row = rowOf(summary.abi, summary.number);
            row.count = summary.count;
            for (const int id : summary.processes) {
                const trace::Process *process = m_recording.process(id);
                if (process != nullptr && !std::ranges::contains(row.commands, process->comm))
                    row.commands.push_back(process->comm);
            }
        }
        std::map<std::string, std::string> ruleTexts;
        for (const profile::Rule &rule : m_input.result.profile.rules) {
            for (const std::string &name : rule.allNames())
                ruleTexts.emplace(name, rule.comment);
        }
        const profile::Target target = targetOf(m_recording);
        const auto filter = profile::compile(m_input.result.profile, target);
        if (!filter) {
            m_facts.filterFault = filter.error().message;
        } else {
            const bool isPodman = target.rules == profile::EngineRules::Podman;
            SurfaceFacts surface;
            surface.usualName = isPodman ? "podman-default" : "docker-default";
            const profile::Profile *usual = profile::builtInProfile(surface.usualName);
            const auto usualFilter = usual == nullptr ? std::nullopt : toOptional(profile::compile(*usual, target));
            for (const Abi abi : filter->abis()) {
                for (const syscalls::Syscall &syscall : catalogue.all()) {
                    if (!syscall.existsOn(abi))
                        continue;
                    const analysis::Answered answer = analysis::answered(m_input.result.profile, *filter, abi, syscall);
                    if (abi == target.architecture) {
                        surface.mine.add(syscall, answer.standing);
                        if (usualFilter)
                            surface.usual.add(syscall, analysis::answered(*usual, *usualFilter, abi, syscall).standing);
                    }
                    if (answer.standing == analysis::Standing::Denied && !rows.contains({abi, syscall.name}))
                        continue;
                    // Calls of other ABIs that nobody made fill pages and tell nothing.
                    if (abi != target.architecture && !rows.contains({abi, syscall.name}))
                        continue;
                    SyscallRow &row = rowOf(abi, syscall.number(abi));
                    row.standing = answer.standing;
                    row.answer = answer.decision.toString();
                    if (const auto rule = ruleTexts.find(syscall.name); rule != ruleTexts.end())
                        row.rule = rule->second;
                }
            }
            if (usualFilter)
                m_facts.surface = std::move(surface);
        }
        for (auto &[key, row] : rows)
            m_facts.syscalls.push_back(std::move(row));
        std::ranges::stable_sort(m_facts.syscalls, std::ranges::greater(), &SyscallRow::risk);
    }

    static std::optional<profile::Filter> toOptional(Result<profile::Filter> filter)
    {
        return filter ? std::optional(std::move(*filter)) : std::nullopt;
    }

    void gatherCapabilities()
    {
        std::map<std::string, CapabilityRow> rows;
        for (const std::string &name : m_recording.environment.capabilities)
            rows[name] = {name, true, {}, {}};
        for (const trace::SyscallSummary &summary : trace::summarise(m_recording)) {
            const syscalls::Syscall *known = syscalls::Catalogue::builtIn().find(summary.abi, summary.number);
            if (known == nullptr)
                continue;
            for (const std::string &name : known->capabilities) {
                CapabilityRow &row = rows[name];
                row.name = name;
                if (!std::ranges::contains(row.syscalls, known->name))
                    row.syscalls.push_back(known->name);
            }
        }
        tuning::SettingsOptions options;
        options.files = &m_input.fat.files();
        if (const auto config = image::parseRunConfig(m_input.fat.configText()))
            options.volumes = config->volumes;
        if (auto proposal = tuning::proposeSettings(std::span(&m_recording, 1), options))
            m_facts.settings = *std::move(proposal);
        for (const tuning::CapabilityNeed &need : m_facts.settings.needs) {
            CapabilityRow &row = rows[need.name];
            row.name = need.name;
            row.need = std::format("{}: {}", tuning::confidenceName(need.confidence), need.evidence.front().text);
        }
        for (auto &[name, row] : rows)
            m_facts.capabilities.push_back(std::move(row));
    }

    void gatherWarnings()
    {
        m_facts.warnings = m_input.result.warnings;
        const auto warn = [this](std::string text) {
            if (!std::ranges::contains(m_facts.warnings, text))
                m_facts.warnings.push_back(std::move(text));
        };
        for (std::string &one : coverageWarnings(m_recording))
            warn(std::move(one));
        for (const std::string &one : m_input.result.selection.notes)
            warn(one);
        if (!m_facts.packagesFault.empty())
            warn("packages could not be read: " + m_facts.packagesFault);
        if (!m_facts.filterFault.empty())
            warn("the profile cannot be loaded: " + m_facts.filterFault);
    }

    const ReportInput &m_input;
    const trace::Recording &m_recording;
    ReportFacts m_facts;
};

} // namespace

ReportFacts gatherFacts(const ReportInput &input)
{
    return Gatherer(input).gather();
}

} // namespace whittle::slim
