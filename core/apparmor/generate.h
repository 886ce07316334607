#pragma once

#include "base/result.h"
#include "image/file_index.h"
#include "trace/recording.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whittle::apparmor {

/// How much a profile may allow beyond the very names that were seen. The defaults are in resources/apparmor/rules.json, with the lists of
/// what is always needed and always denied.
struct Generalisation
{
    bool pids = true;           // /proc/12/ → @{PROC}/@{pid}/
    bool hashes = true;         // a made file's name of 16 or more hexadecimal digits → [0-9a-f]*
    bool temporaryNames = true; // a made file's name that ends at random → as many ?
    bool numbers = true;        // a made file's number that is a process id, a time or one of many → [0-9]*
    bool versions = false;      // /python3.13/ → /python[0-9]*/
    std::size_t createdFilesInDirectory = 8; // from so many made files on: directory/*; 0: never
    std::size_t readFilesInDirectory = 24;   // from so many read files on: directory/*; 0: never
    std::size_t readFilesInTree = 96;        // from so many read files on, in several directories: directory/**; 0: never
    std::vector<std::string> exactBelow;     // directories below which no directory is allowed as a whole
    std::vector<std::string> neverWhole;     // directories that are never allowed as a whole
};

struct GenerateOptions
{
    std::string name;                          // of the profile; any text without NUL
    const image::FileIndex *files = nullptr;   // of the image: resolves symbolic links and knows directories
    std::optional<Generalisation> generalise;  // else the defaults
    bool complain = false;                     // allow everything and log what would be denied
    bool pinAbi = true;                        // abi <abi/3.0>, which every AppArmor since 3.0 brings
    bool baselineDenials = true;               // what Docker's own profile denies, as far as it was not seen
};

/// A profile made from recordings, with comments that say why each rule is there.
struct Generated
{
    std::string text;
    std::vector<std::string> notes;        // what a person should know
    std::vector<std::string> capabilities; // "net_bind_service": those that the profile allows
    std::size_t rules = 0;
};

/// The defaults of resources/apparmor/rules.json, or those of a text of the same form. Errors: InvalidInput naming the member.
[[nodiscard]] Result<Generalisation> readGeneralisation(std::string_view json);
[[nodiscard]] const Generalisation &defaultGeneralisation();

/// The tightest AppArmor profile that the recorded programs can work under in a container. The same recordings give the same text, whatever
/// their order. Errors: InvalidInput without a recording, or for a name that no profile can have.
[[nodiscard]] Result<Generated> generate(std::span<const trace::Recording> recordings, const GenerateOptions &options);

/// Capabilities that the recorded programs are at least likely to need, as rules name them ("net_raw"), each with what speaks for it
/// (tuning/needed_capabilities.h). Sorted by name.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> usedCapabilities(std::span<const trace::Recording> recordings, const image::FileIndex *files = nullptr);

} // namespace whittle::apparmor
