#include "slim/reports.h"

#include "base/resource.h"
#include "base/text.h"
#include "exports/container_words.h"
#include "exports/shell_text.h"
#include "image/file_index.h"
#include "image/history_command.h"
#include "image/image_facts.h"
#include "slim/html.h"
#include "slim/report_facts.h"

#include <algorithm>
#include <array>
#include <format>
#include <iterator>
#include <map>
#include <utility>

namespace whittle::slim {

namespace {

using html::escaped;
using html::number;
using html::numberCell;
using html::sizeCell;

// The page holds what a person can look through; selection.json has all of it.
constexpr std::size_t kMaxKept = 10'000;
constexpr std::size_t kMaxRemoved = 500;
constexpr std::size_t kMaxShares = 20;
constexpr std::size_t kMaxNotes = 200;
constexpr std::size_t kMaxHistory = 500;
constexpr std::size_t kMaxProbes = 1000;

std::string badge(const char *kind, const char *mark, std::string_view text)
{
    return std::format("<span class=\"badge {}\"><span aria-hidden=\"true\">{}</span> {}</span>", kind, mark, escaped(text));
}

// The same shapes as in the window: circle, triangle, diamond, octagon; filled where the call is allowed.
std::string riskMark(syscalls::Risk risk, bool filled)
{
    static constexpr std::array<const char *, 4> kShapes = {
        "<circle cx=\"8\" cy=\"8\" r=\"5\"/>", "<path d=\"M8 2.6L14 13H2z\"/>", "<path d=\"M8 1.8L14.2 8 8 14.2 1.8 8z\"/>",
        "<path d=\"M5.4 1.9h5.2l3.5 3.5v5.2l-3.5 3.5H5.4l-3.5-3.5V5.4z\"/>"};
    const std::string_view name = syscalls::riskName(risk);
    return std::format("<span class=\"risk {0}\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" fill=\"{1}\" stroke=\"currentColor\" stroke-width=\"1.6\">{2}</svg>{0}</span>", name,
                       filled ? "currentColor" : "none", kShapes[static_cast<std::size_t>(risk)]);
}

class Page
{
public:
    explicit Page(const ReportInput &input) : m_input(input), m_result(input.result), m_facts(gatherFacts(input)) {}

    std::string write()
    {
        writeHead();
        writeCards();
        writeWarnings();
        writeVerdict();
        writeSizes();
        writeKept();
        writeRemoved();
        writeSyscalls();
        writeCapabilities();
        writeAppArmor();
        writeHistory();
        writeFoot();
        return std::move(m_html);
    }

private:
    template <class... Args>
    void put(std::format_string<Args...> form, Args &&...args)
    {
        std::format_to(std::back_inserter(m_html), form, std::forward<Args>(args)...);
        m_html += '\n';
    }

    void open(const char *id, std::string_view title, std::string_view about)
    {
        put("<section id=\"{}\"><h2>{}</h2>", id, escaped(title));
        if (!about.empty())
            put("<p class=\"about\">{}</p>", escaped(about));
    }
    void close() { put("</section>"); }

    [[nodiscard]] std::string slimName() const { return m_result.slimReference.empty() ? m_result.name + ".slim" : m_result.slimReference; }

    // An archive's path says less than the name of the image in it.
    [[nodiscard]] std::string fatName() const { return m_input.fat.references().empty() ? m_input.fatReference : m_input.fat.references().front(); }

    [[nodiscard]] std::string verdictBadge() const
    {
        if (m_result.verdict.verified)
            return badge("good", "✓", "verified");
        if (!m_result.verdict.tried)
            return badge("open", "–", "not tried");
        return badge("bad", "✗", "not verified");
    }

    void writeHead()
    {
        m_html += "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
        // Nothing is loaded from anywhere, whatever the names in the image say.
        m_html += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n";
        put("<meta name=\"generator\" content=\"whittle " WHITTLE_VERSION "\">\n<title>{} – slim image report</title>", escaped(fatName()));
        put("<style>\n{}</style></head><body>", resource("report/report.css"));
        const trace::Environment &environment = m_result.recording.environment;
        put("<header class=\"top\"><div class=\"wide\"><p class=\"product\">Whittle · slim image report</p>");
        put("<h1>{} <span class=\"arrow\" aria-label=\"to\">→</span> {}</h1>{}", escaped(fatName()), escaped(slimName()), verdictBadge());
        m_html += "<p class=\"facts\">";
        for (const std::string &fact : {m_input.finishedAt, environment.engine, environment.runtime, environment.kernel.empty() ? std::string() : "Linux " + environment.kernel, "level " + std::string(levelName(m_result.selection.level))}) {
            if (!fact.empty())
                put("<span>{}</span>", escaped(fact));
        }
        m_html += "</p></div></header>\n<nav aria-label=\"Sections\"><div class=\"wide\">";
        for (const auto &[id, name] : {std::pair("verdict", "Verdict"), std::pair("sizes", "Sizes"), std::pair("kept", "Kept files"), std::pair("removed", "Removed files"), std::pair("syscalls", "Syscalls"),
                                       std::pair("capabilities", "Capabilities"), std::pair("apparmor", "AppArmor"), std::pair("history", "History")}) {
            if (std::string_view(id) == "apparmor" && !m_input.appArmor)
                continue;
            put("<a href=\"#{}\">{}</a>", id, name);
        }
        m_html += "</div></nav>\n<main class=\"wide\">\n";
    }

    void card(std::string_view label, const std::string &value, const std::string &middle, const std::string &note)
    {
        put("<div class=\"card\"><div class=\"label\">{}</div><div class=\"value\">{}</div>{}<div class=\"note\">{}</div></div>", escaped(label), value, middle, note);
    }

    void writeCards()
    {
        put("<div class=\"cards\">");
        card("Size", std::format("<span class=\"number\">{}</span> <span class=\"soft\">→</span> <span class=\"number\">{}</span>", sizeText(m_result.fatSize), sizeText(m_result.slimSize)), html::bar(m_result.slimSize, m_result.fatSize),
             std::format("{} smaller", html::percent(m_result.fatSize > m_result.slimSize ? m_result.fatSize - m_result.slimSize : 0, m_result.fatSize)));
        card("Files kept", number(m_facts.keptFiles), html::bar(m_facts.keptFiles, m_facts.keptFiles + m_facts.removedFiles),
             std::format("of {} in the image", number(m_facts.keptFiles + m_facts.removedFiles)));
        if (m_facts.surface) {
            const analysis::Surface &mine = m_facts.surface->mine;
            const analysis::Surface &usual = m_facts.surface->usual;
            card("Syscalls allowed", number(mine.openCount()), html::bar(mine.openCount(), mine.totalCount()),
                 std::format("of {}; {} allows {}", number(mine.totalCount()), escaped(m_facts.surface->usualName), number(usual.openCount())));
            card("Risk left open", std::format("{} <span class=\"soft\">/ 100</span>", mine.score()), html::bar(static_cast<std::uint64_t>(mine.score()), 100),
                 std::format("{} {}; {} of {} known kernel holes closed", escaped(m_facts.surface->usualName), usual.score(), closedCves(), usual.openCves.size()));
        }
        put("</div>");
    }

    [[nodiscard]] std::size_t closedCves() const
    {
        return static_cast<std::size_t>(std::ranges::count_if(m_facts.surface->usual.openCves, [this](const std::string &id) { return !m_facts.surface->mine.openCves.contains(id); }));
    }

    void writeList(const std::vector<std::string> &texts)
    {
        put("<ul class=\"notes\">");
        for (std::size_t i = 0; i < std::min(texts.size(), kMaxNotes); ++i)
            put("<li>{}</li>", escaped(texts[i]));
        if (texts.size() > kMaxNotes)
            put("<li class=\"soft\">and {} more</li>", number(texts.size() - kMaxNotes));
        put("</ul>");
    }

    void writeWarnings()
    {
        if (m_facts.warnings.empty())
            return;
        open("warnings", "What to know first", "The slim image and its profile are as good as the run that they were made from.");
        writeList(m_facts.warnings);
        close();
    }

    // ---- verdict

    // One run of the containers beside the fat image's.
    struct Trial
    {
        const char *name;
        const analysis::Verdict *verdict = nullptr;

        [[nodiscard]] bool isTried() const { return verdict->startsTried != 0 || !verdict->probes.empty() || !verdict->startError.empty() || verdict->verified; }
    };

    [[nodiscard]] std::vector<Trial> trials() const
    {
        std::vector<Trial> all = {{"Slim", &m_result.verdict.plain}, {"Slim, under the profile", &m_result.verdict.underProfile}, {"Fat, under the profile", &m_result.verdict.fatUnderProfile}};
        std::erase_if(all, [](const Trial &one) { return !one.isTried(); });
        return all;
    }

    static std::string answerCell(const analysis::ProbeComparison *probe)
    {
        if (probe == nullptr)
            return "<td class=\"soft\">–</td>";
        return probe->same ? "<td class=\"good\">✓ same</td>" : std::format("<td class=\"bad\">✗ different<br><span class=\"soft\">{}</span></td>", escaped(probe->difference));
    }

    // Every probe in a row, every trial in a column.
    void writeAnswers(const std::vector<Trial> &tried)
    {
        std::vector<std::string> probes;
        for (const Trial &trial : tried) {
            for (const analysis::ProbeComparison &probe : trial.verdict->probes) {
                if (probes.size() < kMaxProbes && !std::ranges::contains(probes, probe.probe))
                    probes.push_back(probe.probe);
            }
        }
        put("<div class=\"scroll\"><table><thead><tr><th>Asked</th>");
        for (const Trial &trial : tried)
            put("<th>{}</th>", trial.name);
        put("</tr></thead><tbody><tr><td>starts</td>");
        for (const Trial &trial : tried) {
            const analysis::Verdict &one = *trial.verdict;
            put("<td class=\"{}\">{} {} of {}</td>", one.startsFailed == 0 ? "good" : "bad", one.startsFailed == 0 ? "✓" : "✗", one.startsTried - one.startsFailed, one.startsTried);
        }
        put("</tr>");
        for (const std::string &name : probes) {
            put("<tr><td class=\"name\">{}</td>", escaped(name));
            for (const Trial &trial : tried) {
                const auto found = std::ranges::find(trial.verdict->probes, name, &analysis::ProbeComparison::probe);
                m_html += answerCell(found == trial.verdict->probes.end() ? nullptr : &*found);
            }
            put("</tr>");
        }
        put("</tbody></table></div>");
        for (const Trial &trial : tried) {
            if (!trial.verdict->startError.empty())
                put("<p><b>{}</b> did not start: <span class=\"bad\">{}</span></p>", trial.name, escaped(trial.verdict->startError));
            for (const analysis::MissingSyscall &missing : trial.verdict->missing)
                put("<p><b>{}</b> misses the syscall <code>{}</code>{}: {}</p>", trial.name, escaped(missing.syscall), missing.proven ? " (proven)" : "", escaped(missing.evidence));
        }
        std::vector<std::string> notes;
        for (const Trial &trial : tried) {
            for (const std::string &note : trial.verdict->notes) {
                if (!std::ranges::contains(notes, note))
                    notes.push_back(note);
            }
        }
        if (!notes.empty())
            writeList(notes);
    }

    void writeVerdict()
    {
        const BuildVerdict &verdict = m_result.verdict;
        open("verdict", "Verdict", "The fat and the slim image were started and asked the same; their answers were compared one by one, without and under the proposed seccomp profile.");
        if (const std::vector<Trial> tried = trials(); tried.empty())
            put("<p>{}</p>", verdictBadge());
        else
            writeAnswers(tried);
        if (!verdict.missingFiles.empty()) {
            put("<h3>Files that explain a difference</h3><div class=\"scroll\"><table><thead><tr><th>Path</th><th>Evidence</th></tr></thead><tbody>");
            for (const MissingFile &missing : verdict.missingFiles)
                put("<tr><td class=\"name\">{}</td><td>{}{}</td></tr>", escaped(missing.path), missing.proven ? "proven: " : "", escaped(missing.evidence));
            put("</tbody></table></div>");
        }
        if (!verdict.added.empty()) {
            put("<h3>Added by --fix</h3>");
            writeList(verdict.added);
        }
        const auto &probes = m_result.recording.probes;
        if (!probes.empty()) {
            put("<h3>What exercised the recording</h3><div class=\"scroll\"><table><thead><tr><th>Probe</th><th>Result</th><th class=\"number\">Status</th><th class=\"number\">Answer</th><th>Detail</th></tr></thead><tbody>");
            for (std::size_t i = 0; i < std::min(probes.size(), kMaxProbes); ++i)
                put("<tr><td class=\"name\">{}</td><td class=\"{}\">{}</td><td class=\"number\">{}</td>{}<td>{}</td></tr>", escaped(probes[i].probe), probes[i].passed ? "good" : "bad",
                    probes[i].passed ? "✓ passed" : "✗ failed", probes[i].status, sizeCell(probes[i].bytes), escaped(probes[i].detail));
            put("</tbody></table></div>");
        }
        close();
    }

    // ---- files

    void writeShares(std::string_view title, const char *head, const std::vector<SizeShare> &shares)
    {
        put("<h3>{}</h3><div class=\"scroll\"><table class=\"sorts\"><thead><tr><th>{}</th><th class=\"number\">Removed</th><th class=\"number\">Kept</th><th class=\"number maybe\">Files kept</th>"
            "<th class=\"maybe\">Share kept</th></tr></thead><tbody>",
            escaped(title), head);
        for (std::size_t i = 0; i < std::min(shares.size(), kMaxShares); ++i) {
            const SizeShare &share = shares[i];
            put("<tr><td class=\"name\">{}</td>{}{}<td class=\"number maybe\" data-key=\"{}\">{} of {}</td><td class=\"maybe\" data-key=\"{}\">{}</td></tr>", escaped(share.name), sizeCell(share.removedSize),
                sizeCell(share.keptSize), share.keptFiles, number(share.keptFiles), number(share.keptFiles + share.removedFiles),
                share.size() == 0 ? 0 : share.keptSize * 10'000 / share.size(), html::bar(share.keptSize, share.size()));
        }
        put("</tbody></table></div>");
        if (shares.size() > kMaxShares)
            put("<p class=\"soft\">and {} more</p>", number(shares.size() - kMaxShares));
    }

    void writeSizes()
    {
        open("sizes", "Where the bytes went", "");
        put("<p class=\"legend\"><b class=\"kept\"></b>kept<b></b>removed</p>");
        writeShares("Biggest removals by directory", "Directory", m_facts.directories);
        if (!m_facts.packages.empty())
            writeShares("Biggest removals by package", "Package", m_facts.packages);
        close();
    }

    void writeKept()
    {
        open("kept", "Kept files, and why", "Every path that stays has its reasons. Open a folder, or search.");
        struct Group
        {
            std::uint64_t size = 0;
            std::vector<const std::pair<const std::string, KeptFile> *> files;
        };
        std::map<std::string, Group> groups;
        std::map<ReasonKind, std::size_t> kinds;
        std::size_t shown = 0;
        for (const auto &file : m_result.selection.kept) {
            for (std::size_t i = 0; i < file.second.reasons.size(); ++i) {
                if (i == 0 || file.second.reasons[i].kind != file.second.reasons[i - 1].kind)
                    ++kinds[file.second.reasons[i].kind];
            }
            Group &group = groups[image::topDirectory(file.first)];
            group.size += file.second.size;
            if (shown < kMaxKept) {
                group.files.push_back(&file);
                ++shown;
            }
        }
        m_html += "<p class=\"facts\">";
        for (const auto &[kind, count] : kinds)
            put("<span>{} {}</span>", number(count), reasonName(kind));
        m_html += "</p>\n<p class=\"tools\"><input type=\"search\" data-filters=\"kept-list\" placeholder=\"Search paths and reasons\" aria-label=\"Search kept files\"></p>\n<div id=\"kept-list\">";
        for (const auto &[name, group] : groups) {
            if (group.files.empty())
                continue;
            put("<details><summary><span class=\"path\">{}</span><span class=\"soft\">{} paths · {}</span></summary><div class=\"scroll\"><table><thead><tr><th>Path</th><th class=\"number\">Size</th><th>Reasons</th></tr></thead><tbody>",
                escaped(name), number(group.files.size()), sizeText(group.size));
            for (const auto *file : group.files)
                put("<tr><td class=\"name\">/{}</td>{}<td>{}</td></tr>", escaped(file->first), file->second.size == 0 ? "<td></td>" : sizeCell(file->second.size), reasons(file->second.reasons));
            put("</tbody></table></div></details>");
        }
        put("</div>");
        if (m_result.selection.kept.size() > shown)
            put("<p class=\"soft\">{} more paths are in selection.json.</p>", number(m_result.selection.kept.size() - shown));
        close();
    }

    static std::string reasons(const std::vector<Reason> &list)
    {
        constexpr std::size_t kShown = 4;
        std::string text;
        for (std::size_t i = 0; i < std::min(list.size(), kShown); ++i)
            text += std::format("{}<span class=\"soft\">{}</span> {}", i == 0 ? "" : "<br>", reasonName(list[i].kind), escaped(list[i].detail));
        if (list.size() > kShown)
            text += std::format("<br><span class=\"soft\">and {} more</span>", number(list.size() - kShown));
        return text;
    }

    void writeRemoved()
    {
        open("removed", "Removed files", std::format("{} paths went. The largest are below; selection.json has all of them.", number(m_result.selection.removed.size())));
        std::vector<std::pair<std::uint64_t, const std::string *>> largest;
        for (const auto &[path, size] : m_result.selection.removed)
            largest.emplace_back(size, &path);
        const auto count = std::min(largest.size(), kMaxRemoved);
        std::ranges::partial_sort(largest, largest.begin() + static_cast<std::ptrdiff_t>(count), [](const auto &left, const auto &right) {
            return left.first != right.first ? left.first > right.first : *left.second < *right.second;
        });
        put("<p class=\"tools\"><input type=\"search\" data-filters=\"removed-list\" placeholder=\"Search paths\" aria-label=\"Search removed files\"></p>");
        put("<div id=\"removed-list\"><details><summary><span class=\"path\">The {} largest</span></summary><div class=\"scroll\"><table class=\"sorts\"><thead><tr><th>Path</th><th class=\"number\">Size</th></tr></thead><tbody>", number(count));
        for (std::size_t i = 0; i < count; ++i)
            put("<tr><td class=\"name\">/{}</td>{}</tr>", escaped(*largest[i].second), sizeCell(largest[i].first));
        put("</tbody></table></div></details></div>");
        if (!m_result.selection.missing.empty()) {
            put("<h3>Looked for and not in the image either</h3>");
            writeList(m_result.selection.missing);
        }
        close();
    }

    // ---- syscalls and capabilities

    void writeSyscalls()
    {
        open("syscalls", "Syscalls", "What was seen while the image was exercised and what the proposed profile allows. A filled mark is allowed, a hollow one is not.");
        put("<p class=\"tools toggles\"><label><input type=\"checkbox\" data-hides=\"syscall-table\" data-class=\"unseen\"> only what was seen</label>"
            "<label><input type=\"checkbox\" data-hides=\"syscall-table\" data-class=\"calm\"> only high and critical risk</label></p>");
        put("<p class=\"tools\"><input type=\"search\" data-filters=\"syscall-table\" placeholder=\"Search syscalls, programs, reasons\" aria-label=\"Search syscalls\"></p>");
        put("<div class=\"scroll\" id=\"syscall-table\"><table class=\"sorts\"><thead><tr><th>Syscall</th><th>Risk</th><th>Profile</th><th class=\"number\">Seen</th><th>By, or why it is allowed</th><th class=\"maybe\">Why it is a risk</th></tr></thead><tbody>");
        const Abi native = parseAbi(m_result.recording.environment.machine).value_or(nativeAbi());
        for (const SyscallRow &row : m_facts.syscalls) {
            const bool allows = row.standing != analysis::Standing::Denied;
            const char *word = row.standing == analysis::Standing::Allowed ? "allowed" : allows ? "limited" : "denied";
            std::string commands;
            for (std::size_t i = 0; i < std::min<std::size_t>(row.commands.size(), 3); ++i)
                commands += (i == 0 ? "" : ", ") + row.commands[i];
            if (row.commands.size() > 3)
                commands += std::format(" and {} more", row.commands.size() - 3);
            const bool isCalm = row.risk < syscalls::Risk::High;
            put("<tr class=\"{}{}\"><td class=\"name\">{}{}</td><td data-key=\"{}\">{}</td><td title=\"{}\">{}</td>{}<td>{}</td><td class=\"maybe soft\">{}</td></tr>", row.count == 0 ? "unseen " : "", isCalm ? "calm" : "",
                escaped(row.name), row.abi == native ? "" : std::format(" <span class=\"soft\">{}</span>", abiName(row.abi)), static_cast<int>(row.risk), riskMark(row.risk, allows), escaped(row.answer),
                m_facts.filterFault.empty() ? word : "not known", numberCell(row.count),
                row.count == 0 ? std::format("<span class=\"soft\">{}</span>", escaped(shortened(toUtf8(row.rule), 160))) : escaped(commands), row.risk == syscalls::Risk::Low ? std::string() : escaped(row.reason));
        }
        put("</tbody></table></div>");
        close();
    }

    void writeCapabilities()
    {
        open("capabilities", "Capabilities", "What the container was given, what of it was needed as far as was seen, and which of the calls that were seen a capability stands behind.");
        std::string words;
        const auto &settings = m_facts.settings.settings;
        for (const std::string &word : exports::runOptions(settings, exports::capabilityWords(settings), profile::EngineRules::Docker))
            words += (words.empty() ? "" : " ") + exports::shellQuoted(word);
        put("<p>Proposed: <code>{}</code></p>", escaped(words));
        put("<div class=\"scroll\"><table class=\"sorts\"><thead><tr><th>Capability</th><th>Given</th><th>Needed</th><th>Seen calls behind it</th></tr></thead><tbody>");
        for (const CapabilityRow &row : m_facts.capabilities) {
            std::string calls;
            for (const std::string &name : row.syscalls)
                calls += (calls.empty() ? "" : ", ") + name;
            put("<tr><td class=\"name\">{}</td><td>{}</td><td>{}</td><td class=\"name\">{}</td></tr>", escaped(row.name), row.isGiven ? "yes" : "no",
                row.need.empty() ? "<span class=\"soft\">nothing seen</span>" : escaped(row.need), calls.empty() ? "<span class=\"soft\">none</span>" : escaped(calls));
        }
        put("</tbody></table></div>");
        std::vector<std::string> reasons;
        for (const tuning::SettingReason &reason : m_facts.settings.reasons) {
            if (!reason.setting.starts_with("cap_"))
                reasons.push_back(std::format("{}: {}", reason.setting, reason.why));
        }
        reasons.insert(reasons.end(), m_facts.settings.notes.begin(), m_facts.settings.notes.end());
        if (!reasons.empty())
            writeList(reasons);
        close();
    }

    void writeAppArmor()
    {
        if (!m_input.appArmor)
            return;
        constexpr std::size_t kShown = 200000;
        const std::string name = m_result.name + "-apparmor";
        open("apparmor", "AppArmor", "Files, sockets, capabilities, signals and mounts that were seen are allowed, everything else is denied.");
        put("<p>{} rules in <code>{}</code>; load it with <code>apparmor_parser -r -W {}</code> and start containers with <code>--security-opt apparmor={}</code>.</p>", number(m_input.appArmor->rules), escaped(name), escaped(name),
            escaped(name));
        if (!m_input.appArmor->notes.empty())
            writeList(m_input.appArmor->notes);
        // Line by line, as escaped() leaves no line ends.
        m_html += "<details><summary>The profile</summary><div class=\"scroll\"><pre>";
        std::string_view rest = std::string_view(m_input.appArmor->text).substr(0, kShown);
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            m_html += escaped(rest.substr(0, end)) + "\n";
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        m_html += "</pre></div></details>\n";
        close();
    }

    void writeHistory()
    {
        open("history", "Layers and history", "The steps that made the fat image; the slim one has a single layer and the same configuration.");
        put("<div class=\"scroll\"><table><thead><tr><th class=\"number\">Layer</th><th class=\"number\">Size</th><th>Step</th></tr></thead><tbody>");
        std::size_t layer = 0;
        const auto &history = m_input.fat.history();
        const auto &layers = m_input.fat.layers();
        for (std::size_t i = 0; i < history.size(); ++i) {
            const bool hasLayer = !history[i].emptyLayer && layer < layers.size();
            const std::uint64_t size = hasLayer ? layers[layer].tarSize : 0;
            layer += hasLayer ? 1 : 0;
            if (i >= kMaxHistory)
                continue;
            put("<tr><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"name\">{}</td></tr>", hasLayer ? std::to_string(layer) : std::string(), hasLayer ? sizeText(size) : std::string(),
                escaped(shortened(toUtf8(image::readable(history[i])), 600)));
        }
        for (std::size_t i = layer; i < std::min(layers.size(), kMaxHistory); ++i)
            put("<tr><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"soft\">not in the history</td></tr>", i + 1, sizeText(layers[i].tarSize));
        put("</tbody></table></div>");
        if (history.size() > kMaxHistory)
            put("<p class=\"soft\">and {} more steps</p>", number(history.size() - kMaxHistory));
        close();
    }

    void writeFoot()
    {
        put("</main><footer class=\"wide\"><dl>");
        const auto row = [this](const char *name, const std::string &value) {
            if (!value.empty())
                put("<dt>{}</dt><dd><code>{}</code></dd>", name, escaped(value));
        };
        row("Source", m_input.fatReference);
        row("Fat image", m_input.fat.configDigest());
        row("Slim image", m_result.written.configDigest);
        row("Manifest", m_result.written.manifestDigest);
        row("Recording", m_input.recordingDigest);
        row("Started", m_input.startedAt);
        row("Finished", m_input.finishedAt);
        row("Made by", "whittle " WHITTLE_VERSION);
        put("</dl></footer>\n<script>\n{}</script>\n</body></html>", resource("report/report.js"));
    }

    const ReportInput &m_input;
    const BuildResult &m_result;
    const ReportFacts m_facts;
    std::string m_html;
};

} // namespace

std::string writeReportHtml(const ReportInput &input)
{
    return Page(input).write();
}

} // namespace whittle::slim
