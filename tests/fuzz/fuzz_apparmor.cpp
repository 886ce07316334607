// Any text: reading ends, every place lies in the text and in order, and what was read can be asked and checked.
#include "apparmor/access.h"
#include "apparmor/check.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace whittle::apparmor;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void look(const Policy &policy, const Profile &profile, std::string_view text)
{
    for (const Rule &rule : profile.rules) {
        require(rule.range.begin <= rule.range.end && rule.range.end <= text.size());
        require(rule.range.line >= 1 && rule.range.column >= 1);
    }
    require(profile.bodyRange.begin <= profile.bodyRange.end && profile.bodyRange.end <= text.size());
    if (const auto access = Access::create(policy, profile)) {
        const FileDecision decision = access->file("/usr/bin/a", true);
        require((decision.allowed & decision.denied) == 0);
        (void)access->network("inet", "stream");
        (void)access->mount({"/dev/a", "/mnt/", "ext4", 0});
    }
    for (const Profile &child : profile.children)
        look(policy, child, text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const ReadResult read = readPolicyText(text);
    for (const Problem &problem : read.problems)
        require(problem.range.begin <= text.size() && !problem.message.empty());
    if (read.problems.empty()) {
        for (const Profile &profile : read.policy.profiles)
            look(read.policy, profile, text);
    }
    (void)check(text);
    return 0;
}
