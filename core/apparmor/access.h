#pragma once

#include "apparmor/pattern.h"
#include "apparmor/policy.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::apparmor {

/// What a profile says of one file.
struct FileDecision
{
    std::uint32_t allowed = 0; // file_permission bits, those that a deny rule takes away left out
    std::uint32_t denied = 0;  // by a deny rule: refused without a record in the log
    ExecMode exec;             // where allowed holds kExecute
    std::string execTarget;
    const Rule *rule = nullptr; // one that allows or, where nothing is allowed, denies
    /// By bit of file_permission: the rule that allows it or takes it away; nullptr where no rule speaks of it.
    std::array<const Rule *, file_permission::kCount> rules = {};
};

/// Whether something is allowed, and the rule that says so; no rule where none speaks of it.
struct RuleDecision
{
    bool allowed = false;
    const Rule *rule = nullptr;
};

struct MountRequest
{
    std::string source;
    std::string target; // the mount point; a directory ends with '/'
    std::string type;
    std::uint32_t flags = 0; // MS_*
};

/// "Would this be allowed?", answered from the rules of one profile as the kernel answers it: what no rule allows is refused, a deny rule
/// beats an allow rule of the same priority, a rule beats all of lower priority for what it names.
/// The policy must outlive the object. Children and hats are profiles of their own.
class Access
{
public:
    /// Errors: InvalidInput for a variable without a value or a pattern that is none.
    [[nodiscard]] static Result<Access> create(const Policy &policy, const Profile &profile);
    Access(Access &&) noexcept;
    Access &operator=(Access &&) noexcept;
    ~Access();

    /// A path as AppArmor sees it: absolute, symbolic links resolved, a directory with '/' at its end. owner: the file belongs to the user
    /// of the process.
    [[nodiscard]] FileDecision file(std::string_view path, bool owner = true) const;
    /// Whether a hard link may be made there to that file.
    [[nodiscard]] bool link(std::string_view path, std::string_view target, bool owner = true) const;
    [[nodiscard]] bool capability(std::string_view name) const { return decideCapability(name).allowed; }
    [[nodiscard]] RuleDecision decideCapability(std::string_view name) const;
    /// Names as in rules: "inet", "stream". access: "create", "send", …
    [[nodiscard]] bool network(std::string_view family, std::string_view type, std::string_view access = "create") const { return decideNetwork(family, type, access).allowed; }
    [[nodiscard]] RuleDecision decideNetwork(std::string_view family, std::string_view type, std::string_view access = "create") const;
    /// access: "send" or "receive"; signal: "term"; peer: the other profile's name.
    [[nodiscard]] bool signal(std::string_view access, std::string_view signal, std::string_view peer) const;
    /// access: "trace", "read", "tracedby", "readby".
    [[nodiscard]] bool ptrace(std::string_view access, std::string_view peer) const;
    [[nodiscard]] bool mount(const MountRequest &request) const;
    [[nodiscard]] bool umount(std::string_view target) const;
    [[nodiscard]] bool pivotRoot(std::string_view newRoot, std::string_view oldRoot) const;
    [[nodiscard]] bool userNamespace() const;

private:
    struct Data;
    explicit Access(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

} // namespace whittle::apparmor
