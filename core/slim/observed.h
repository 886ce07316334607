#pragma once

#include "slim/keeper.h"
#include "trace/recording.h"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace whittle::slim {

/// What a recording says about the files of an image, beside what stays.
struct Observations
{
    std::vector<std::size_t> executed; // positions in the tree: files
    std::map<std::size_t, std::set<std::string>> listed; // directories → names of the programs that listed them
    std::vector<std::string> missing;  // absolute paths that were looked for in vain, and that the image does not have
};

/// Keeps what the recorded programs used: paths of which one call succeeded, and those of which a call failed in a way that shows that they
/// are there (EEXIST, EACCES, a readlink of a file …). Of what was made at run time, the directory that it was made in. Of what was listed, the
/// directory itself: which entries matter the rules say.
[[nodiscard]] Observations keepObserved(Keeper &keeper, const trace::Recording &recording);

} // namespace whittle::slim
