#pragma once

#include "base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::profile {

/// Which starts of a container are asked about. Empty members mean "any of them".
struct NeedsQuery
{
    std::string runtime = "runc";        // "runc" or "crun"
    std::string version;                 // "1.1.15"; a version that was not measured is answered by the nearest older one
    std::optional<bool> noNewPrivileges; // with it the filter is loaded late, and little is needed
    std::optional<bool> root;            // the container's user is uid 0
    std::optional<bool> terminal;
    bool exec = true;                    // also commands executed in a running container
};

/// One syscall that a runtime makes between loading the filter and execve of the container's command.
struct RuntimeNeed
{
    std::string syscall;
    bool fatalOnEperm = false;  // at least one start failed when this call alone was answered with EPERM
    bool fatalOnEnosys = false; // the same with ENOSYS; every need is fatal where the filter kills
    bool always = false;        // seen in every start that was asked about: not a matter of the runtime's scheduler
    bool execOnly = false;      // needed by commands executed later, not by the start itself
    std::vector<std::string> versions; // "1.1.15+ds1", "1.2.8 and newer"
    std::string reason;                // "runc 1.1.5, 1.1.15: start of the container"
    std::string source;
};

/// A syscall that an error text of a runtime points to.
struct MissingHint
{
    std::string runtime;
    std::string syscall;
    bool certain = false; // this text comes from this call alone
};

/// Measured and published facts about what container runtimes need (resources/profiles/runtime-needs.json). Immutable; any thread.
class RuntimeNeeds
{
public:
    [[nodiscard]] static const RuntimeNeeds &builtIn();
    /// Errors: InvalidInput naming the JSON path.
    [[nodiscard]] static Result<RuntimeNeeds> parse(std::string_view text);

    [[nodiscard]] std::vector<std::string> runtimes() const;
    /// Measured versions, oldest first.
    [[nodiscard]] std::vector<std::string> versions(std::string_view runtime) const;
    /// Sorted by syscall; empty for a runtime that was never measured.
    [[nodiscard]] std::vector<RuntimeNeed> needs(const NeedsQuery &query) const;
    /// Syscalls whose absence makes a runtime say this, the certain ones first; empty when nothing in the text is known.
    [[nodiscard]] std::vector<MissingHint> missingFrom(std::string_view errorText) const;

private:
    struct Case
    {
        bool exec = false;
        bool noNewPrivileges = false;
        bool root = false;
        bool terminal = false;
        unsigned repeats = 0;
        std::vector<std::pair<std::string, unsigned>> observed; // syscall, starts
        std::vector<std::string> fatalOnEperm;
        std::vector<std::string> fatalOnEnosys; // as on EPERM where it was not tried
    };
    struct Measured
    {
        std::string runtime;
        std::string version;
        std::string source;
        std::vector<Case> cases;
    };
    struct Published
    {
        std::string runtime;
        std::vector<std::string> since; // first version of each branch that has it
        std::vector<std::string> names;
        bool enosysSuffices = false;
        std::string reason;
        std::string source;
    };
    struct Hint
    {
        std::string runtime;
        std::vector<std::string> pieces; // that stand in the text in this order
        std::vector<std::string> syscalls;
    };
    struct Reader;

    std::vector<Measured> m_measured; // by runtime, then version
    std::vector<Published> m_published;
    std::vector<Hint> m_hints;
};

/// Compares versions by their leading numbers: "1.1.15+ds1" is older than "1.2". Negative, zero or positive.
[[nodiscard]] int compareVersions(std::string_view left, std::string_view right);

} // namespace whittle::profile
