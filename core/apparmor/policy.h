#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::apparmor {

/// Bytes [begin, end) of a text; line and column count from 1, the column in bytes.
struct SourceRange
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t line = 1;
    std::size_t column = 1;
};

/// Why a text is no policy that apparmor_parser takes, and where.
struct Problem
{
    SourceRange range;
    std::string message;
};

/// File permissions, as letters of a rule.
namespace file_permission {
inline constexpr std::uint32_t kRead = 1 << 0;   // r
inline constexpr std::uint32_t kWrite = 1 << 1;  // w: also create, delete, change mode and owner
inline constexpr std::uint32_t kAppend = 1 << 2; // a
inline constexpr std::uint32_t kLink = 1 << 3;   // l
inline constexpr std::uint32_t kLock = 1 << 4;   // k
inline constexpr std::uint32_t kMap = 1 << 5;    // m
inline constexpr std::uint32_t kExecute = 1 << 6; // x
inline constexpr std::size_t kCount = 7;
} // namespace file_permission

/// The letters in front of x: how the profile changes when a file is executed.
struct ExecMode
{
    enum class Kind : std::uint8_t { None, Inherit, Profile, Child, Unconfined };
    Kind kind = Kind::None;
    bool inheritFallback = false;    // pix, cix
    bool unconfinedFallback = false; // pux, cux
    bool cleansEnvironment = false;  // capital letter: the dynamic loader ignores LD_PRELOAD and the like

    bool operator==(const ExecMode &) const = default;
};

enum class RuleKind : std::uint8_t {
    File, // also the bare "file,", which has no path
    Link,
    Capability,
    Network,
    Signal,
    Ptrace,
    Mount,
    Remount,
    Umount,
    PivotRoot,
    Unix,
    Dbus,
    Rlimit,
    ChangeProfile,
    Userns,
    IoUring,
    Mqueue,
    All,
    Unknown, // could not be read; kept as text
};

/// What stands in front of a rule or a block of rules.
struct Qualifiers
{
    std::optional<int> priority; // −1000 … 1000
    bool audit = false;
    bool deny = false;
    bool owner = false;
    bool other = false;

    bool operator==(const Qualifiers &) const = default;
};

/// name=value, name=(value value) or name in (value value).
struct Condition
{
    std::string name;
    bool in = false;
    std::vector<std::string> values;
    SourceRange range;
};

/// One rule. Which members mean something depends on the kind.
struct Rule
{
    RuleKind kind = RuleKind::Unknown;
    Qualifiers qualifiers;
    SourceRange range;       // with its qualifiers and comma
    std::string path;        // file pattern; link: the new name; mount: the source; umount, remount: the mount point; mqueue: the name;
                             // change_profile: the executed file; pivot_root: the new root
    std::string target;      // after "->"
    bool hasTarget = false;
    std::uint32_t permissions = 0; // file_permission bits
    ExecMode exec;
    bool subset = false;
    std::optional<bool> safe;         // "safe" or "unsafe" was said
    std::vector<std::string> access;  // send, receive, read, trace, create, …; empty: all
    std::vector<std::string> names;   // capabilities; network: family, type or protocol; rlimit: name and value
    std::vector<Condition> conditions;
    std::vector<Condition> peer;      // inside peer=(…)
    bool active = true;   // false: in a branch of a conditional that is not taken
    bool included = false; // comes from an included file: its range is in that file

    [[nodiscard]] const Condition *condition(std::string_view name) const;
    [[nodiscard]] const Condition *peerCondition(std::string_view name) const;
};

struct Include
{
    std::string name;    // as written, without < > or quotes
    bool magic = false;  // <name>: below the base folder
    bool ifExists = false;
    bool found = false;
    SourceRange range;
};

struct Profile
{
    std::string name;        // without its namespace and its parents
    std::string nameSpace;
    std::string attachment;
    std::vector<std::string> flags;
    std::vector<Condition> xattrs;
    bool isHat = false;
    SourceRange range;     // the whole profile
    SourceRange nameRange;
    SourceRange bodyRange; // between the braces
    std::vector<Rule> rules; // in order, those of qualifier blocks, conditionals and included files too
    std::vector<Include> includes;
    std::vector<Profile> children;
    bool active = true;

    [[nodiscard]] bool hasFlag(std::string_view flag) const;
};

struct Variable
{
    std::vector<std::string> values;
    SourceRange range;
};

/// What a text says. Its bytes stay with whoever read it; all ranges are places there, so an edit touches nothing else.
struct Policy
{
    std::vector<std::string> abis;
    std::vector<Include> includes; // of the preamble
    std::map<std::string, Variable, std::less<>> variables; // "PROC" → values
    std::map<std::string, bool, std::less<>> booleans;
    std::vector<Profile> profiles;
    bool complete = true; // false: an included file could not be looked for, so variables and rules may be missing
};

/// Where included files come from.
struct PolicyFiles
{
    /// The text of an included file; nullopt where there is none. magic: below the base folder.
    std::function<std::optional<std::string>(const std::string &name, bool magic)> read;

    /// The files of this machine below base; a folder is all its files, in order.
    [[nodiscard]] static PolicyFiles ofSystem(std::string base = "/etc/apparmor.d");
    /// The same where the machine has policy files; elsewhere included files cannot be told from missing ones.
    [[nodiscard]] static std::optional<PolicyFiles> ofSystemIfAny(const std::string &base = "/etc/apparmor.d");
};

struct ReadOptions
{
    /// Without it includes are passed over, and what only they could define is not missed.
    const PolicyFiles *files = nullptr;
};

struct ReadResult
{
    Policy policy;
    std::vector<Problem> problems; // at most 100, in the order of their places; empty: apparmor_parser takes the text
};

/// Reads a policy as apparmor_parser 4.1 does (apparmor.d(5)). What cannot be read becomes a rule of kind Unknown and a problem.
/// Bounded: texts to 8 MiB, 512 levels of nesting, included texts to 8 MiB in all.
[[nodiscard]] ReadResult readPolicyText(std::string_view text, const ReadOptions &options = {});

/// The same, for whoever needs a policy that is right. Errors: InvalidInput: "line 3, column 7: …".
[[nodiscard]] Result<Policy> readPolicy(std::string_view text, const ReadOptions &options = {});

/// Whether a text means to be an AppArmor policy (right or wrong) and not JSON or something else.
[[nodiscard]] bool looksLikePolicy(std::string_view text);

/// "rwlkm" and the exec mode, in the usual order: "r", "rw", "mrix".
[[nodiscard]] std::string permissionText(std::uint32_t permissions, const ExecMode &exec, bool deny = false);

} // namespace whittle::apparmor
