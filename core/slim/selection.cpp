#include "slim/selection.h"

#include "slim/configured.h"
#include "slim/image_tree.h"
#include "slim/keep_rules.h"
#include "slim/keeper.h"
#include "slim/observed.h"
#include "slim/packages.h"
#include "slim/patterns.h"

#include <algorithm>
#include <format>

namespace whittle::slim {

namespace {

constexpr std::string_view kShells[] = {"sh", "bash", "ash", "busybox"};

class Selecting
{
public:
    Selecting(const image::Image &image, const trace::Recording &recording, const SelectionOptions &options, const ImageTree &tree,
              const Patterns &patterns, ImageNeeds needs)
        : m_image(image), m_recording(recording), m_options(options), m_tree(tree), m_patterns(patterns), m_needs(std::move(needs)),
          m_keeper(tree, patterns, m_needs.environment)
    {
    }

    Result<Selection> run()
    {
        keepConfigured(m_keeper, m_needs);
        Observations observations = keepObserved(m_keeper, m_recording);
        if (auto done = m_keeper.close(); !done)
            return std::unexpected(done.error());
        std::vector<std::size_t> touched;
        for (const auto &[node, reasons] : m_keeper.kept())
            touched.push_back(node);
        if (auto done = includePaths(); !done)
            return std::unexpected(done.error());
        if (auto done = keepPackages(touched); !done)
            return std::unexpected(done.error());
        if (auto done = m_keeper.close(); !done)
            return std::unexpected(done.error());

        RuleContext context;
        context.level = m_options.level;
        context.executed = std::move(observations.executed);
        context.listed = std::move(observations.listed);
        context.variables = m_needs.variables;
        for (const std::size_t program : context.executed) {
            const auto elf = m_keeper.libraries().elf("/" + m_tree.nodes()[program].path);
            if (!elf)
                return std::unexpected(elf.error());
            // The linker of the others is executed, too, and has a name that libraries have.
            context.staticProgram = context.staticProgram || (*elf && (*elf)->interpreter.empty() && (*elf)->soname.empty());
        }
        if (auto done = applyKeepRules(m_keeper, builtinKeepRules(), context); !done)
            return std::unexpected(done.error());
        m_keeper.addParents();
        m_selection.missing = std::move(observations.missing);
        m_selection.level = m_options.level;
        takeNotes();
        fill();
        return std::move(m_selection);
    }

private:
    void note(std::string text) { m_selection.notes.push_back(std::move(text)); }

    Result<> includePaths()
    {
        for (const Patterns::Pattern &pattern : m_patterns.includes()) {
            if (pattern.matches.empty())
                continue;
            const Reason reason{ReasonKind::Included, std::format("--include {}", pattern.text)};
            m_keeper.keep(pattern.start, reason, Purpose::Run); // and the links on the way, by which the user knows it
            for (const std::size_t node : pattern.matches)
                m_keeper.keepTree(node, reason);
            if (!pattern.glob.isLiteral())
                continue;
            if (const auto target = m_tree.find(m_tree.files().resolve(pattern.start).path))
                m_keeper.keepTree(*target, reason);
        }
        for (const std::string &name : m_options.includeExecutables) {
            const std::string program = m_keeper.program(name);
            if (program.empty())
                return fail(ErrorCode::InvalidInput, std::format("--include-exe {}: the image has no such program", name));
            m_keeper.keep(program, {ReasonKind::Included, std::format("--include-exe {}", name)}, Purpose::Run);
        }
        if (m_options.includeShell)
            includeShell();
        for (const std::string &path : m_options.added) {
            if (!m_keeper.keep(path, {ReasonKind::Added, "the slim image failed without it"}, Purpose::Run))
                note(std::format("{} was to be added and is not in the image", path));
        }
        return {};
    }

    void includeShell()
    {
        bool found = false;
        std::string busybox;
        for (const std::string_view name : kShells) {
            const std::string program = m_keeper.program(name);
            if (program.empty())
                continue;
            found = true;
            m_keeper.keep(program, {ReasonKind::Included, "--include-shell"}, Purpose::Run);
            const auto node = m_tree.find(m_tree.files().resolve(program).path);
            if (node && m_tree.nodes()[*node].path.contains("busybox"))
                busybox = m_tree.nodes()[*node].contentPath();
        }
        if (!found)
            note("--include-shell: the image has no shell");
        if (busybox.empty())
            return;
        for (std::size_t node = 0; node < m_tree.nodes().size(); ++node) {
            const ImageTree::Node &which = m_tree.nodes()[node];
            const bool applet = which.type == image::EntryType::HardLink ? which.contentPath() == busybox
                                : which.type == image::EntryType::SymbolicLink && m_tree.files().resolve(which.path).path == busybox;
            if (applet)
                m_keeper.keepNode(node, {ReasonKind::Included, "--include-shell: a command of busybox"});
        }
    }

    Result<> keepPackages(const std::vector<std::size_t> &touched)
    {
        if (m_options.level != Level::Package && m_options.includePackages.empty())
            return {};
        const auto packages = readPackages(m_tree.files());
        if (!packages)
            return std::unexpected(packages.error());
        const auto keepAll = [&](const Package &package, const Reason &reason) {
            for (const std::string &file : package.files) {
                if (const auto node = m_tree.find(file))
                    m_keeper.keepNode(*node, reason, Purpose::Run);
            }
        };
        for (const std::string &name : m_options.includePackages) {
            bool found = false;
            for (const Package &package : packages->packages) {
                if (package.name != name)
                    continue;
                found = true;
                keepAll(package, {ReasonKind::Package, std::format("--include-package {}", name)});
            }
            if (!found)
                return fail(ErrorCode::InvalidInput, std::format("--include-package {}: the image has no such package", name));
        }
        if (m_options.level != Level::Package)
            return {};
        std::set<std::size_t> whole;
        for (const std::size_t node : touched) {
            const ImageTree::Node &which = m_tree.nodes()[node];
            if (which.isDirectory())
                continue;
            if (const auto owners = packages->owners.find(which.path); owners != packages->owners.end())
                whole.insert(owners->second.begin(), owners->second.end());
        }
        for (const std::size_t index : whole)
            keepAll(packages->packages[index], {ReasonKind::Package, std::format("of the package {}", packages->packages[index].name)});
        return {};
    }

    void takeNotes()
    {
        for (const Patterns::Pattern &pattern : m_patterns.includes()) {
            if (pattern.matches.empty())
                note(std::format("--include {} matches nothing", pattern.text));
        }
        for (const Patterns::Pattern &pattern : m_patterns.excludes()) {
            if (pattern.matches.empty())
                note(std::format("--exclude {} matches nothing", pattern.text));
            const auto used = m_keeper.excludedObserved().find(pattern.text);
            if (used == m_keeper.excludedObserved().end())
                continue;
            const std::size_t more = used->second.size() - 1;
            note(std::format("--exclude {} removes {}{}, which the program used", pattern.text, *used->second.begin(),
                             more == 0 ? "" : std::format(" and {} more", more)));
        }
    }

    void fill()
    {
        std::set<std::string_view> keptContents;
        std::set<std::string_view> removedContents;
        for (std::size_t i = 0; i < m_tree.nodes().size(); ++i) {
            const ImageTree::Node &node = m_tree.nodes()[i];
            const auto kept = m_keeper.kept().find(i);
            if (kept == m_keeper.kept().end())
                continue;
            m_selection.kept.emplace_hint(m_selection.kept.end(), node.path, KeptFile{node.size, {kept->second.begin(), kept->second.end()}});
            if (node.isFile() && keptContents.insert(node.contentPath()).second)
                m_selection.keptSize += node.size;
        }
        for (std::size_t i = 0; i < m_tree.nodes().size(); ++i) {
            const ImageTree::Node &node = m_tree.nodes()[i];
            if (m_keeper.isKept(i))
                continue;
            m_selection.removed.emplace_hint(m_selection.removed.end(), node.path, node.size);
            if (node.isFile() && !keptContents.contains(node.contentPath()) && removedContents.insert(node.contentPath()).second)
                m_selection.removedSize += node.size;
        }
    }

    const image::Image &m_image;
    const trace::Recording &m_recording;
    const SelectionOptions &m_options;
    const ImageTree &m_tree;
    const Patterns &m_patterns;
    ImageNeeds m_needs;
    Keeper m_keeper;
    Selection m_selection;
};

} // namespace

Result<Selection> select(const image::Image &image, const trace::Recording &recording, const SelectionOptions &options)
{
    auto needs = readImageNeeds(image);
    if (!needs)
        return std::unexpected(needs.error());
    const ImageTree tree(image.files());
    auto patterns = Patterns::create(tree, options.include, options.exclude);
    if (!patterns)
        return std::unexpected(patterns.error());
    // What the slim image was seen to fail without is more than a wish to be rid of it.
    for (const std::string &path : options.added)
        patterns->spare(tree, path);
    return Selecting(image, recording, options, tree, *patterns, std::move(*needs)).run();
}

std::string_view reasonName(ReasonKind kind)
{
    switch (kind) {
    case ReasonKind::Observed: return "observed";
    case ReasonKind::Parent: return "parent";
    case ReasonKind::Link: return "link";
    case ReasonKind::Interpreter: return "interpreter";
    case ReasonKind::Library: return "library";
    case ReasonKind::Rule: return "rule";
    case ReasonKind::Package: return "package";
    case ReasonKind::Configured: return "configured";
    case ReasonKind::Included: return "included";
    case ReasonKind::Added: return "added";
    }
    return "";
}

std::string_view levelName(Level level)
{
    switch (level) {
    case Level::Tight: return "tight";
    case Level::Balanced: return "balanced";
    case Level::Package: return "package";
    }
    return "";
}

} // namespace whittle::slim
