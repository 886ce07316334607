#pragma once

#include "apparmor/access.h"
#include "image/file_index.h"
#include "trace/recording.h"

#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace whittle::apparmor {

/// One thing that recorded programs did and that AppArmor decides about.
struct RecordedAccess
{
    enum class Kind : std::uint8_t { Capability, Network, File };
    Kind kind = Kind::File;
    std::string name;              // a path as AppArmor sees it; a capability; "inet stream"
    std::vector<std::string> otherNames; // of the same file, where the recording does not tell which one AppArmor saw
    std::uint32_t permissions = 0; // of files: file_permission bits
    std::string why;               // of capabilities: what was done
    std::set<std::string> commands; // that did it; not known of capabilities
};

struct RecordedAccesses
{
    std::vector<RecordedAccess> list; // by kind, then by name
    std::vector<std::string> notes;   // what makes it incomplete
};

/// What generate() makes rules of, as it was seen: no names are generalised and nothing is added.
/// files: of the image; without it symbolic links are not followed, and a path of /bin, /lib, … may be that of /usr too.
[[nodiscard]] RecordedAccesses recordedAccesses(std::span<const trace::Recording *const> recordings, const image::FileIndex *files = nullptr);

/// What a profile says of one of them.
struct AccessAnswer
{
    bool allowed = false;
    std::uint32_t missing = 0;  // of files: permissions that are refused
    const Rule *rule = nullptr; // that decides; of what is refused in part the one that allows the rest; nullptr: none speaks of it
    bool denies = false;        // the rule is a deny rule

    bool operator==(const AccessAnswer &) const = default;
};
[[nodiscard]] AccessAnswer answerOf(const Access &access, const RecordedAccess &recorded);

/// All profiles of a policy that are active, children behind their parent, with their full names: "web", "web//cgi".
[[nodiscard]] std::vector<std::pair<std::string, const Profile *>> profilesOf(const Policy &policy);

} // namespace whittle::apparmor
