#pragma once

#include "tuning/needed_capabilities.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

// What the two halves of the inference share; used by needed_capabilities.cpp and file_capabilities.cpp alone.
namespace whittle::tuning {

/// Whether a process had, at some time, the rights of root.
enum class Privilege : std::uint8_t { No, Unknown, Yes };

/// One process with what is known of its place among the others.
struct ProcessView
{
    const trace::Process &process;
    Privilege privilege = Privilege::Unknown;
    bool ownUserNamespace = false; // capabilities that it has there are nobody's gift
};

/// Takes a capability with what speaks for it.
using NeedFn = std::function<void(std::string_view capability, Confidence confidence, std::string text)>;

/// Whether calls succeeded, and whether the recording can tell.
struct CallOutcome
{
    bool any = false;   // at least one succeeded, or may have
    bool known = false; // results were looked at
};
[[nodiscard]] CallOutcome outcomeOf(const trace::SyscallUse &use, std::string_view name);

/// What a root process does with files of others, in the order of the paths. Remembers over all processes whose files were given away.
class FileCapabilities
{
public:
    explicit FileCapabilities(const image::FileIndex *files) : m_files(files) {}
    void run(const ProcessView &view, const NeedFn &need);

private:
    struct Calls
    {
        bool gives = false;       // chown to another user
        bool changesModes = false;
        bool setsTimes = false;
        bool setsAttributes = false;
    };
    [[nodiscard]] static Calls callsOf(const trace::Process &process);
    [[nodiscard]] std::optional<image::IndexedFile> fileAt(const std::string &path) const;
    /// Whether root would be refused by the file's mode, were it an ordinary user 0 of group 0.
    [[nodiscard]] bool refusesRoot(const std::string &path, std::uint32_t permission) const;

    const image::FileIndex *m_files;
    std::set<std::string> m_changed; // owner or mode
};

} // namespace whittle::tuning
