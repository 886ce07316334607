#pragma once

#include "base/file_descriptor.h"

#include <stop_token>

#include <sys/eventfd.h>

namespace whittle {

/// A descriptor that becomes readable when stop is requested, for use with poll(2). It stays readable.
class StopEvent
{
public:
    explicit StopEvent(const std::stop_token &stop) : m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), m_wake(stop, Wake{m_fd.get()}) {}
    StopEvent(const StopEvent &) = delete;
    StopEvent &operator=(const StopEvent &) = delete;

    [[nodiscard]] int fd() const { return m_fd.get(); }

private:
    struct Wake
    {
        int fd;
        void operator()() const noexcept { (void)::eventfd_write(fd, 1); }
    };
    FileDescriptor m_fd;
    std::stop_callback<Wake> m_wake; // goes before the descriptor
};

} // namespace whittle
