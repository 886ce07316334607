#include "base/owner.h"

#include "base/files.h"

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <format>
#include <vector>

namespace whittle {

namespace {

constexpr std::size_t kShortBootId = 8; // digits

std::string bootId()
{
    auto id = readFile("/proc/sys/kernel/random/boot_id", 100).value_or("");
    while (id.ends_with('\n'))
        id.pop_back();
    return id;
}

std::string processNamespace()
{
    std::error_code error;
    const std::string link = std::filesystem::read_symlink("/proc/self/ns/pid", error).string(); // "pid:[4026531836]"
    const auto open = link.find('[');
    return open == std::string::npos ? "" : link.substr(open + 1, link.find(']') - open - 1);
}

// In clock ticks since the boot; empty when there is no such process. Source: proc_pid_stat(5), field 22.
std::string startTime(long pid)
{
    const std::string stat = readFile(std::format("/proc/{}/stat", pid), 4096).value_or("");
    // The name in field 2 may hold anything, its last ')' ends it.
    auto at = stat.rfind(')');
    for (int field = 2; field < 22 && at != std::string::npos; ++field)
        at = stat.find(' ', at + 1);
    return at == std::string::npos ? "" : stat.substr(at + 1, stat.find(' ', at + 1) - at - 1);
}

} // namespace

std::string thisOwner()
{
    return std::format("{}/{}/{}/{}", bootId(), processNamespace(), ::getpid(), startTime(::getpid()));
}

std::string thisOwnerName()
{
    return std::format("{}_{}_{}_{}", bootId().substr(0, kShortBootId), processNamespace(), ::getpid(), startTime(::getpid()));
}

bool ownerIsDead(std::string_view owner)
{
    const char separator = owner.contains('/') ? '/' : '_';
    std::vector<std::string_view> parts;
    while (parts.size() < 4) {
        const auto end = owner.find(separator);
        parts.push_back(owner.substr(0, end));
        if (end == std::string_view::npos)
            break;
        owner.remove_prefix(end + 1);
    }
    long pid = 0;
    if (parts.size() != 4 || std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), pid).ec != std::errc() || pid <= 0)
        return false;
    if (const std::string boot = bootId(); parts[0] != (separator == '/' ? boot : boot.substr(0, kShortBootId)))
        return true;
    return parts[1] == processNamespace() && parts[3] != startTime(pid);
}

} // namespace whittle
