#pragma once

#include "base/result.h"
#include "slim/image_tree.h"
#include "slim/library_search.h"
#include "slim/patterns.h"
#include "slim/selection.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::slim {

/// What will be done with a path that stays: a script that is only read needs no interpreter.
enum class Purpose { Read, Run };

/// The paths that stay, growing: every path that is kept brings the symbolic links that lead to it and, when closed over, the interpreters and
/// libraries that it needs. What the user excludes is never taken.
class Keeper
{
public:
    /// environment: of the image. All outlive the keeper.
    Keeper(const ImageTree &tree, const Patterns &patterns, const std::vector<std::string> &environment);

    /// Keeps what an absolute path leads to, and the links on the way; of a link that leads nowhere the link. Says whether the image has it.
    /// Where it has not, the nearest directory above that it has can be kept instead by keepNearest.
    bool keep(std::string_view path, const Reason &reason, Purpose purpose = Purpose::Read);
    /// Keeps what is at a position itself, be it a link, and what a link leads to.
    void keepNode(std::size_t node, const Reason &reason, Purpose purpose = Purpose::Read);
    /// Keeps a directory's tree with all that is needed to run what is in it.
    void keepTree(std::size_t node, const Reason &reason);
    /// Keeps the nearest directory above a path that the image does not have: the program made something in it.
    void keepNearest(std::string_view path, const Reason &reason);

    /// The absolute path of a program: as it is when it has a '/', else as PATH has it; empty: the image has no such program.
    [[nodiscard]] std::string program(std::string_view name) const;

    /// Adds interpreters and libraries until nothing is missing. Errors: Io of the image.
    [[nodiscard]] Result<> close();

    /// Adds the directories above all that stays.
    void addParents();

    [[nodiscard]] bool isKept(std::size_t node) const { return m_kept.contains(node); }
    /// Position → reasons.
    [[nodiscard]] const std::map<std::size_t, std::set<Reason>> &kept() const { return m_kept; }
    /// What was kept since the last call, in order of arrival.
    [[nodiscard]] std::vector<std::size_t> takeNew() { return std::exchange(m_new, {}); }
    [[nodiscard]] const ImageTree &tree() const { return m_tree; }
    [[nodiscard]] LibrarySearch &libraries() { return m_libraries; }
    /// How much that the recording used each exclude took away: pattern → paths.
    [[nodiscard]] const std::map<std::string, std::set<std::string>> &excludedObserved() const { return m_excludedObserved; }

private:
    class Files final : public FileSource
    {
    public:
        explicit Files(const ImageTree &tree) : m_tree(tree) {}
        [[nodiscard]] std::optional<std::string> file(std::string_view path) const override;
        [[nodiscard]] Result<std::size_t> read(std::string_view file, std::uint64_t offset, std::span<char> buffer) const override;

    private:
        const ImageTree &m_tree;
    };

    bool keepDangling(std::string_view path, const Reason &reason, Purpose purpose);
    void add(std::size_t node, const Reason &reason, Purpose purpose);
    void addLinks(const std::vector<std::string> &links, std::string_view target);
    [[nodiscard]] Result<> closeScript(std::size_t node, std::string_view firstLine);
    [[nodiscard]] Result<> closeElf(std::size_t node);
    [[nodiscard]] Result<> closeOne(std::size_t node, bool runs);

    const ImageTree &m_tree;
    const Patterns &m_patterns;
    std::vector<std::string> m_searchPath;
    Files m_files;
    LibrarySearch m_libraries;
    std::map<std::size_t, std::set<Reason>> m_kept;
    std::set<std::size_t> m_run;  // that may be executed
    std::vector<std::size_t> m_queue; // to close over
    std::vector<std::size_t> m_new;
    std::map<std::string, std::set<std::string>> m_excludedObserved;
};

} // namespace whittle::slim
