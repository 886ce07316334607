#include "sensor/tracee_memory.h"

#include <sys/uio.h>

#include <algorithm>
#include <cstring>

namespace whittle::sensor {

std::size_t readMemory(pid_t tracee, std::uint64_t address, void *to, std::size_t size)
{
    const iovec local{to, size};
    const iovec remote{reinterpret_cast<void *>(address), size}; // NOLINT: an address of the tracee
    const ssize_t got = process_vm_readv(tracee, &local, 1, &remote, 1, 0);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::optional<std::string> readString(pid_t tracee, std::uint64_t address, std::size_t limit)
{
    if (address == 0)
        return std::nullopt;
    std::string text;
    char buffer[512];
    while (text.size() < limit) {
        // A read over the end of a mapping may give nothing at all; one that ends with its page does not.
        const std::size_t toPageEnd = 4096 - (address & 4095);
        const std::size_t wanted = std::min({sizeof buffer, toPageEnd, limit - text.size()});
        const std::size_t got = readMemory(tracee, address, buffer, wanted);
        if (got == 0)
            return std::nullopt;
        if (const void *end = std::memchr(buffer, 0, got))
            return text.append(buffer, static_cast<std::size_t>(static_cast<const char *>(end) - buffer));
        text.append(buffer, got);
        address += got;
    }
    return std::nullopt;
}

} // namespace whittle::sensor
