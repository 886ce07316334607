#include "analysis/profile_summary.h"

#include "analysis/base_answer.h"

#include <algorithm>

namespace whittle::analysis {

Result<ProfileSummary> summariseProfile(const profile::Profile &profile, const profile::Target &target)
{
    const auto permissions = Permissions::create(profile, target);
    if (!permissions)
        return std::unexpected(permissions.error());
    ProfileSummary summary;
    std::vector<const syscalls::Syscall *> risky;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        if (!syscall.existsOn(target.architecture))
            continue;
        ++summary.total;
        if (permissions->of(syscall, target.architecture).kind == Permission::Kind::Denied)
            continue;
        ++summary.allowed;
        if (syscall.risk >= syscalls::Risk::High)
            risky.push_back(&syscall);
    }
    std::ranges::stable_sort(risky, std::ranges::greater(), &syscalls::Syscall::risk);
    for (const syscalls::Syscall *syscall : risky)
        summary.risky.push_back(syscall->name);
    return summary;
}

} // namespace whittle::analysis
