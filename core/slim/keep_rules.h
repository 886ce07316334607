#pragma once

#include "base/result.h"
#include "slim/glob.h"
#include "slim/keeper.h"
#include "slim/selection.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::slim {

/// One keep rule of resources/slim/*.json: what programs need that no recording of one run shows.
///
///   name, why, source   for people; the first two are the reason of what the rule keeps
///   level       "tight": applies at every level; else from "balanced" on
///   when        the rule applies once; conditions of which one must hold, without any it always applies:
///     kept      globs: a path that is kept matches
///     executed  globs: a file that was executed matches
///     listed    globs: a directory that was listed matches
///     static    true: a program without an ELF interpreter was executed
///   each        globs: the rule applies for every kept path that matches; the texts of its stars are $1, $2, … in keep
///   manifests   globs over the image: lists of files, one a line up to a comma, as seen from above the folder that the list is in; the rule
///               applies for every list that names something that is kept: a file, a folder, or a module NAME as NAME.py or NAME.*.so
///   unless      globs: paths that the rule does not mean
///   listed      globs: the rule keeps what is directly in a directory that was listed and matches
///   by          names of programs: only what one of them listed
///   most        {entries, bytes}: of a listed directory that is taken; larger ones are left alone
///   keep        globs over the image; ${NAME} stands for variables, a pattern with one that is not set is left out
///   only        of what keep matches: "directories", "empty-directories", "links", "files"; default: all
struct KeepRule
{
    enum class Only { All, Directories, EmptyDirectories, Links, Files };

    std::string name;
    std::string why;
    std::string source;
    Level level = Level::Balanced;
    bool conditional = false; // has "when"
    bool whenStatic = false;
    std::vector<Glob> whenKept;
    std::vector<Glob> whenExecuted;
    std::vector<Glob> whenListed;
    std::vector<Glob> each;
    std::vector<Glob> manifests;
    std::vector<Glob> unless;
    std::vector<Glob> listed;
    std::vector<std::string> by;
    std::uint64_t mostEntries = 0;
    std::uint64_t mostBytes = 0;
    std::vector<std::string> keep; // patterns with $1 and ${NAME}
    Only only = Only::All;
};

/// Reads {"rules": [...]}. Errors: InvalidInput naming the JSON path.
[[nodiscard]] Result<std::vector<KeepRule>> readKeepRules(std::string_view text);

/// Those that are built in, of all files of resources/slim.
[[nodiscard]] const std::vector<KeepRule> &builtinKeepRules();

/// What rules see beside the paths that are kept.
struct RuleContext
{
    Level level = Level::Balanced;
    std::vector<std::size_t> executed; // positions in the tree
    std::map<std::size_t, std::set<std::string>> listed; // directories → names of the programs that listed them
    bool staticProgram = false;        // one was executed
    std::map<std::string, std::vector<std::string>, std::less<>> variables; // NAME → values
};

/// Applies the rules until they keep nothing more; closes over what they keep. Errors: Io of the image.
[[nodiscard]] Result<> applyKeepRules(Keeper &keeper, const std::vector<KeepRule> &rules, const RuleContext &context);

} // namespace whittle::slim
