#include "apparmor/recorded_sockets.h"

#include "apparmor/words.h"

#include <sys/socket.h>

#include <algorithm>
#include <cstdint>
#include <format>
#include <map>
#include <vector>

namespace whittle::apparmor {

const trace::ArgumentValues *valuesOf(const trace::SyscallUse &use, unsigned index)
{
    const auto values = std::ranges::find(use.arguments, index, &trace::ArgumentValues::index);
    return values == use.arguments.end() ? nullptr : &*values;
}

void addSockets(const trace::SyscallUse &use, Sockets &sockets)
{
    const trace::ArgumentValues *families = valuesOf(use, 0);
    const trace::ArgumentValues *types = valuesOf(use, 1);
    if (!families || !types)
        return;
    std::map<unsigned, std::uint64_t> familyCounts;
    std::map<unsigned, std::uint64_t> typeCounts;
    for (const auto &[value, count] : families->counts)
        familyCounts[static_cast<unsigned>(value & 0xffffffffU)] += count;
    for (const auto &[value, count] : types->counts)
        typeCounts[static_cast<unsigned>(value & 0xfU)] += count; // without SOCK_CLOEXEC and SOCK_NONBLOCK
    const auto possible = [](unsigned family, unsigned type) {
        switch (family) {
        case AF_NETLINK: return type == SOCK_RAW || type == SOCK_DGRAM;
        case AF_PACKET: return type == SOCK_RAW || type == SOCK_DGRAM || type == SOCK_PACKET;
        case AF_UNIX: return type == SOCK_STREAM || type == SOCK_DGRAM || type == SOCK_SEQPACKET;
        default: return true;
        }
    };
    // One family that is alone with a count, and one type with the same: they belong together.
    for (bool changed = true; changed;) {
        changed = false;
        for (auto family = familyCounts.begin(); family != familyCounts.end(); ++family) {
            std::vector<unsigned> fitting;
            for (const auto &[type, count] : typeCounts) {
                if (possible(family->first, type))
                    fitting.push_back(type);
            }
            if (fitting.size() != 1 || typeCounts[fitting.front()] < family->second)
                continue;
            sockets.emplace(family->first, fitting.front());
            if ((typeCounts[fitting.front()] -= family->second) == 0)
                typeCounts.erase(fitting.front());
            familyCounts.erase(family);
            changed = true;
            break;
        }
    }
    for (const auto &[family, count] : familyCounts) {
        for (const auto &[type, typeCount] : typeCounts) {
            if (possible(family, type))
                sockets.emplace(family, type);
        }
    }
}

std::string socketName(unsigned family, unsigned type)
{
    if (family >= networkFamilies().size() || networkFamilies()[family].empty() || type >= socketTypes().size() || socketTypes()[type].empty())
        return {};
    return std::format("{} {}", networkFamilies()[family], socketTypes()[type]);
}

} // namespace whittle::apparmor
