#pragma once

#include "base/result.h"
#include "image/image.h"
#include "slim/keeper.h"

#include <map>
#include <string>
#include <vector>

namespace whittle::slim {

/// What an image's config names in its file system.
struct ImageNeeds
{
    std::vector<std::string> environment; // "NAME=value"
    /// Commands that it starts: entrypoint with command, health check. Of a command by a shell the text stands alone behind the shell's words.
    struct Command
    {
        std::string name; // "entrypoint", "health check"
        std::vector<std::string> words;
        bool shell = false; // the last word is a text for a shell
    };
    std::vector<Command> commands;
    struct Directory
    {
        std::string path;
        std::string why;
    };
    std::vector<Directory> directories; // working directory, volumes, home of the user
    /// For keep rules: every variable of the environment with its value, and
    /// locale: folders of /usr/lib/locale that LANG and LC_* may mean.
    std::map<std::string, std::vector<std::string>, std::less<>> variables;
};

/// Errors: InvalidInput of a config that is no JSON; Io of the image.
[[nodiscard]] Result<ImageNeeds> readImageNeeds(const image::Image &image);

/// Keeps it: programs (with what they need, after close()), directories.
void keepConfigured(Keeper &keeper, const ImageNeeds &needs);

} // namespace whittle::slim
