#include "slim/keep_rules.h"

#include "base/json_error.h"
#include "base/resource.h"
#include "formats/json_node.h"

#include <algorithm>
#include <cassert>
#include <format>

namespace whittle::slim {

namespace {

using formats::BadInput;
using Node = formats::JsonNode;

constexpr std::uint64_t kMaxManifest = 16 << 20;

/// Every file of resources/slim that holds rules.
constexpr const char *kRuleFiles[] = {"slim/system.json", "slim/languages.json"};

std::vector<Glob> globsFrom(const Node &node)
{
    std::vector<Glob> globs;
    node.each([&](const Node &item) {
        auto glob = Glob::compile(item.text());
        if (!glob)
            item.bad(glob.error().message);
        globs.push_back(std::move(*glob));
    });
    return globs;
}

std::vector<Glob> globsFrom(const Node &node, const char *name)
{
    return node.has(name) ? globsFrom(node[name]) : std::vector<Glob>();
}

KeepRule ruleFrom(const Node &node)
{
    constexpr std::string_view kMembers[] = {"name", "why", "source", "level", "when", "each", "manifests", "unless", "listed", "by", "most", "keep", "only"};
    node.eachMember([&](const std::string &name, const Node &member) {
        if (!std::ranges::contains(kMembers, name))
            member.bad("is no member of a rule");
    });
    KeepRule rule;
    rule.name = node["name"].text();
    rule.why = node["why"].text();
    rule.source = node["source"].text();
    if (node.has("level")) {
        if (node["level"].text() != levelName(Level::Tight))
            node["level"].bad("may only be \"tight\"");
        rule.level = Level::Tight;
    }
    if (node.has("when")) {
        const Node when = node["when"];
        rule.conditional = true;
        rule.whenKept = globsFrom(when, "kept");
        rule.whenExecuted = globsFrom(when, "executed");
        rule.whenListed = globsFrom(when, "listed");
        rule.whenStatic = when.has("static") && when["static"].flag();
    }
    rule.each = globsFrom(node, "each");
    rule.manifests = globsFrom(node, "manifests");
    rule.unless = globsFrom(node, "unless");
    rule.listed = globsFrom(node, "listed");
    if (node.has("by"))
        rule.by = node["by"].words();
    if (!rule.listed.empty()) {
        rule.mostEntries = node["most"]["entries"].number<std::uint64_t>();
        rule.mostBytes = node["most"]["bytes"].number<std::uint64_t>();
    }
    if (node.has("keep"))
        rule.keep = node["keep"].words();
    if (node.has("only")) {
        constexpr std::pair<std::string_view, KeepRule::Only> kOnly[] = {{"directories", KeepRule::Only::Directories},
                                                                         {"empty-directories", KeepRule::Only::EmptyDirectories},
                                                                         {"links", KeepRule::Only::Links},
                                                                         {"files", KeepRule::Only::Files}};
        const std::string text = node["only"].text();
        const auto *found = std::ranges::find(kOnly, text, &std::pair<std::string_view, KeepRule::Only>::first);
        if (found == std::end(kOnly))
            node["only"].bad("is nothing that a rule can be limited to");
        rule.only = found->second;
    }
    if (rule.keep.empty() == rule.listed.empty())
        node.bad("has either \"keep\" or \"listed\"");
    return rule;
}

bool anyMatches(const std::vector<Glob> &globs, const std::string &path)
{
    return std::ranges::any_of(globs, [&](const Glob &glob) { return glob.matches(path); });
}

/// One pattern of "keep" with its stars and variables filled in; several where a variable has several values, none where it has none.
std::vector<std::string> fill(const std::string &pattern, const std::vector<std::string> &stars, const RuleContext &context)
{
    std::vector<std::string> filled{""};
    const auto append = [&](std::string_view text) {
        for (std::string &one : filled)
            one += text;
    };
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '$' && i + 1 < pattern.size() && pattern[i + 1] >= '1' && pattern[i + 1] <= '9') {
            const auto index = static_cast<std::size_t>(pattern[++i] - '1');
            if (index >= stars.size())
                return {};
            append(escapeGlob(stars[index]));
        } else if (pattern.compare(i, 2, "${") == 0) {
            const std::size_t end = pattern.find('}', i);
            const auto variable = context.variables.find(pattern.substr(i + 2, end - i - 2));
            if (end == std::string::npos || variable == context.variables.end())
                return {};
            std::vector<std::string> more;
            for (const std::string &one : filled) {
                for (const std::string &value : variable->second)
                    more.push_back(one + escapeGlob(value));
            }
            filled = std::move(more);
            i = end;
        } else {
            append(std::string_view(&pattern[i], 1));
        }
    }
    return filled;
}

class Application
{
public:
    Application(Keeper &keeper, const std::vector<KeepRule> &rules, const RuleContext &context)
        : m_keeper(keeper), m_tree(keeper.tree()), m_context(context)
    {
        for (const KeepRule &rule : rules) {
            if (rule.level == Level::Tight || context.level != Level::Tight)
                m_waiting.push_back(&rule);
        }
    }

    Result<> run()
    {
        for (const auto &[node, reasons] : m_keeper.kept())
            m_fresh.push_back(pathOf(node));
        (void)m_keeper.takeNew();
        if (auto done = readManifests(); !done)
            return done;
        do {
            std::erase_if(m_waiting, [&](const KeepRule *rule) { return applyOnce(*rule); });
            for (const std::string &path : m_fresh)
                applyEach(path);
            applyManifests();
            if (auto done = m_keeper.close(); !done)
                return done;
            m_fresh.clear();
            for (const std::size_t node : m_keeper.takeNew())
                m_fresh.push_back(pathOf(node));
        } while (!m_fresh.empty());
        return {};
    }

private:
    [[nodiscard]] std::string pathOf(std::size_t node) const { return "/" + m_tree.nodes()[node].path; }

    [[nodiscard]] bool wasExecuted(const KeepRule &rule) const
    {
        return std::ranges::any_of(m_context.executed, [&](std::size_t node) { return anyMatches(rule.whenExecuted, pathOf(node)); });
    }
    [[nodiscard]] bool wasListed(const KeepRule &rule) const
    {
        return std::ranges::any_of(m_context.listed, [&](const auto &one) { return anyMatches(rule.whenListed, pathOf(one.first)); });
    }
    [[nodiscard]] bool isKept(const KeepRule &rule) const
    {
        return std::ranges::any_of(m_fresh, [&](const std::string &path) { return anyMatches(rule.whenKept, path); });
    }

    /// True when the rule has had its only turn.
    bool applyOnce(const KeepRule &rule)
    {
        if (!rule.each.empty() || !rule.manifests.empty())
            return false;
        if (rule.conditional && !(rule.whenStatic && m_context.staticProgram) && !wasExecuted(rule) && !wasListed(rule) && !isKept(rule))
            return false;
        for (const std::string &pattern : rule.keep)
            keep(rule, fill(pattern, {}, m_context));
        if (!rule.listed.empty())
            keepListed(rule);
        return true;
    }

    void applyEach(const std::string &path)
    {
        std::vector<std::string> stars;
        for (const KeepRule *rule : m_waiting) {
            for (const Glob &glob : rule->each) {
                if (!glob.matches(path, stars) || anyMatches(rule->unless, path))
                    continue;
                for (const std::string &pattern : rule->keep)
                    keep(*rule, fill(pattern, stars, m_context));
            }
        }
    }

    Result<> readManifests()
    {
        for (const KeepRule *rule : m_waiting) {
            for (const Glob &glob : rule->manifests) {
                for (const std::size_t node : m_tree.matching(m_tree.resolved(glob))) {
                    if (!m_tree.nodes()[node].isFile())
                        continue;
                    auto text = m_tree.files().content(m_tree.nodes()[node].path, kMaxManifest);
                    if (!text && text.error().code == ErrorCode::InvalidInput)
                        continue; // a list as long as that is none
                    if (!text)
                        return addContext(std::move(text).error(), pathOf(node));
                    Manifest manifest{rule, {}, {}};
                    (void)glob.matches(pathOf(node), manifest.stars);
                    const std::string folder = pathOf(node).substr(0, pathOf(node).rfind('/'));
                    const std::string above = folder.substr(0, folder.rfind('/') + 1);
                    for (std::size_t begin = 0; begin < text->size();) {
                        const std::size_t end = std::min(text->find('\n', begin), text->size());
                        std::string name = text->substr(begin, std::min(text->find_first_of(",\r", begin), end) - begin);
                        if (!name.empty())
                            manifest.names.push_back((name.starts_with('/') ? "" : above) + name);
                        begin = end + 1;
                    }
                    m_manifests.push_back(std::move(manifest));
                }
            }
        }
        return {};
    }

    [[nodiscard]] bool namesSomethingKept(const std::string &name) const
    {
        const std::string path = m_tree.files().resolve(name).path;
        const auto anyKept = [&](std::pair<std::size_t, std::size_t> range) {
            const auto found = m_keeper.kept().lower_bound(range.first);
            return found != m_keeper.kept().end() && found->first < range.second;
        };
        if (const auto node = m_tree.find(path); node && m_tree.nodes()[*node].isFile())
            return m_keeper.isKept(*node);
        if (anyKept(m_tree.below(path)))
            return true;
        const auto source = m_tree.find(path + ".py");
        return (source && m_keeper.isKept(*source)) || std::ranges::any_of(m_tree.matching(Glob::compile("/" + escapeGlob(path) + ".*.so").value_or(Glob())),
                                                                           [&](std::size_t node) { return m_keeper.isKept(node); });
    }

    void applyManifests()
    {
        std::erase_if(m_manifests, [&](const Manifest &manifest) {
            if (!std::ranges::any_of(manifest.names, [&](const std::string &name) { return namesSomethingKept(name); }))
                return false;
            for (const std::string &pattern : manifest.rule->keep)
                keep(*manifest.rule, fill(pattern, manifest.stars, m_context));
            return true;
        });
    }

    void keep(const KeepRule &rule, const std::vector<std::string> &patterns)
    {
        for (const std::string &pattern : patterns) {
            if (!m_done.insert(rule.name + '\n' + pattern).second)
                continue;
            // What the image puts into a variable may make no pattern.
            const auto glob = Glob::compile(pattern);
            if (!glob)
                continue;
            for (const std::size_t node : m_tree.matching(m_tree.resolved(*glob))) {
                if (isMeant(rule.only, node) && !anyMatches(rule.unless, pathOf(node)))
                    m_keeper.keepNode(node, reason(rule));
            }
        }
    }

    void keepListed(const KeepRule &rule)
    {
        for (const auto &[directory, programs] : m_context.listed) {
            const std::string path = pathOf(directory);
            if (!rule.by.empty() && !std::ranges::any_of(rule.by, [&](const std::string &name) { return programs.contains(name); }))
                continue;
            if (!anyMatches(rule.listed, path) || anyMatches(rule.unless, path))
                continue;
            const std::size_t depth = static_cast<std::size_t>(std::ranges::count(path, '/')) + (path == "/" ? 0 : 1);
            std::vector<std::size_t> entries;
            std::uint64_t bytes = 0;
            const auto [first, last] = m_tree.below(path);
            for (std::size_t node = first; node < last; ++node) {
                if (static_cast<std::size_t>(std::ranges::count(pathOf(node), '/')) != depth)
                    continue;
                entries.push_back(node);
                bytes += m_tree.nodes()[node].size;
            }
            if (entries.size() > rule.mostEntries || bytes > rule.mostBytes)
                continue;
            for (const std::size_t node : entries)
                m_keeper.keepNode(node, reason(rule));
        }
    }

    [[nodiscard]] bool isMeant(KeepRule::Only only, std::size_t node) const
    {
        const ImageTree::Node &which = m_tree.nodes()[node];
        switch (only) {
        case KeepRule::Only::All: return true;
        case KeepRule::Only::Directories: return which.isDirectory();
        case KeepRule::Only::EmptyDirectories: return which.isDirectory() && m_tree.isEmpty(node);
        case KeepRule::Only::Links: return which.type == image::EntryType::SymbolicLink;
        case KeepRule::Only::Files: return which.isFile();
        }
        return true;
    }

    static Reason reason(const KeepRule &rule) { return {ReasonKind::Rule, std::format("{}: {}", rule.name, rule.why)}; }

    struct Manifest
    {
        const KeepRule *rule = nullptr;
        std::vector<std::string> stars;
        std::vector<std::string> names; // absolute, not yet normal
    };

    Keeper &m_keeper;
    const ImageTree &m_tree;
    const RuleContext &m_context;
    std::vector<Manifest> m_manifests; // that named nothing yet
    std::vector<const KeepRule *> m_waiting; // that may still apply
    std::vector<std::string> m_fresh;        // paths that are kept since the last round
    std::set<std::string> m_done;            // rule and pattern
};

} // namespace

Result<std::vector<KeepRule>> readKeepRules(std::string_view text)
{
    try {
        const formats::OrderedJson json = formats::OrderedJson::parse(text);
        std::vector<KeepRule> rules;
        Node(json, "")["rules"].each([&](const Node &node) { rules.push_back(ruleFrom(node)); });
        return rules;
    } catch (const BadInput &bad) {
        return fail(ErrorCode::InvalidInput, bad.message);
    } catch (const formats::OrderedJson::exception &error) {
        return fail(ErrorCode::InvalidInput, jsonErrorText(error.what()));
    }
}

const std::vector<KeepRule> &builtinKeepRules()
{
    static const std::vector<KeepRule> kRules = [] {
        std::vector<KeepRule> all;
        for (const char *file : kRuleFiles) {
            auto rules = readKeepRules(resource(file));
            assert(rules.has_value()); // a test reads them
            if (rules)
                std::ranges::move(*rules, std::back_inserter(all));
        }
        return all;
    }();
    return kRules;
}

Result<> applyKeepRules(Keeper &keeper, const std::vector<KeepRule> &rules, const RuleContext &context)
{
    return Application(keeper, rules, context).run();
}

} // namespace whittle::slim
