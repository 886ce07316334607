#include "profile/successors.h"

#include <array>

namespace whittle::profile {

namespace {

constexpr std::array kSuccessors = {
    Successor{"open", "openat", "glibc 2.26"},
    Successor{"stat", "newfstatat", "glibc 2.33"},
    Successor{"lstat", "newfstatat", "glibc 2.33"},
    Successor{"getdents", "getdents64", "glibc 2.29"},
    Successor{"getrlimit", "prlimit64", "glibc 2.13"},
    Successor{"setrlimit", "prlimit64", "glibc 2.13"},
    Successor{"fork", "clone", "every glibc"},
    Successor{"utime", "utimensat", "glibc 2.34"},
    Successor{"select", "pselect6", "glibc 2.34"},
    Successor{"epoll_create", "epoll_create1", "glibc 2.39"},
    Successor{"inotify_init", "inotify_init1", "musl"},
    Successor{"eventfd", "eventfd2", "every glibc"},
    Successor{"signalfd", "signalfd4", "every glibc"},
    Successor{"nanosleep", "clock_nanosleep", "glibc 2.31"},
};

} // namespace

std::span<const Successor> successors()
{
    return kSuccessors;
}

} // namespace whittle::profile
