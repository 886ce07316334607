#include "profile/errno_name.h"

#include <cerrno>
#include <cstring>

namespace whittle::profile {

namespace {

constexpr int kLastErrno = 133; // EHWPOISON, the last that Linux names (asm-generic/errno.h)

} // namespace

std::optional<unsigned> errnoNumber(std::string_view name)
{
    // Second names of one number; the C library gives only the first.
    if (name == "EWOULDBLOCK")
        return EAGAIN;
    if (name == "EDEADLOCK")
        return EDEADLK;
    if (name == "ENOTSUP")
        return EOPNOTSUPP;
    for (int number = 1; number <= kLastErrno; ++number) {
        const char *known = strerrorname_np(number);
        if (known && name == known)
            return static_cast<unsigned>(number);
    }
    return std::nullopt;
}

std::string errnoText(unsigned number)
{
    const char *known = number <= kLastErrno ? strerrorname_np(static_cast<int>(number)) : nullptr;
    return known && number != 0 ? known : std::to_string(number);
}

} // namespace whittle::profile
