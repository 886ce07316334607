#pragma once

#include "base/result.h"
#include "slim/glob.h"
#include "slim/image_tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace whittle::slim {

/// Whether patterns are well formed, before there is an image. Errors: as Patterns::create().
[[nodiscard]] Result<> checkPatterns(const std::vector<std::string> &patterns);

/// The user's includes and excludes over one image. A pattern that matches a directory stands for all that is below it, too.
class Patterns
{
public:
    /// Patterns as in SelectionOptions: globs over absolute paths; "@FILE" stands for the patterns in a file of this machine, one a line,
    /// empty lines and those that begin with # left out. Errors: InvalidInput naming the pattern, and file and line; NotFound and the like
    /// of the file.
    [[nodiscard]] static Result<Patterns> create(const ImageTree &tree, const std::vector<std::string> &include, const std::vector<std::string> &exclude);

    struct Pattern
    {
        std::string text;  // as the user wrote it
        std::string start; // what of it names one path: all of a literal, else the folder before the first wildcard
        Glob glob;         // with the links before its first wildcard followed
        std::vector<std::size_t> matches; // positions in the tree, without what is below them
    };
    [[nodiscard]] const std::vector<Pattern> &includes() const { return m_includes; }
    [[nodiscard]] const std::vector<Pattern> &excludes() const { return m_excludes; }
    /// No exclude takes this path away, nor the links on its way or what they lead to.
    void spare(const ImageTree &tree, std::string_view path);
    /// The exclude that takes a path away; nullptr: none does, or an include names the path itself.
    [[nodiscard]] const Pattern *excludes(std::size_t node) const;

private:
    std::vector<Pattern> m_includes;
    std::vector<Pattern> m_excludes;
    std::vector<std::size_t> m_excluded; // per node: 1 + index of the exclude, 0: none; empty without excludes
};

} // namespace whittle::slim
