#include "probe/tcp_probe.h"

#include "base/file_descriptor.h"
#include "base/stop_event.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <memory>

namespace whittle::probe {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kConnect = 500ms;
constexpr auto kHold = 250ms;
constexpr auto kAnswer = 1000ms;

// Waits for events on the socket: true when they came, false after the time. Errors: Cancelled.
Result<bool> waitFor(int fd, short events, Clock::time_point deadline, const StopEvent &stopped)
{
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        std::array<pollfd, 2> waiting = {pollfd{fd, events, 0}, pollfd{stopped.fd(), POLLIN, 0}};
        const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(std::max<long long>(left, 0)));
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready < 0)
            return failErrno("waiting for a connection", errno);
        if (waiting[1].revents != 0)
            return fail(ErrorCode::Cancelled, "cancelled");
        return waiting[0].revents != 0;
    }
}

// A connected socket; none when refused or not in time.
Result<FileDescriptor> connectTo(const Endpoint &endpoint, const StopEvent &stopped)
{
    addrinfo hints = {};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    addrinfo *found = nullptr;
    if (::getaddrinfo(endpoint.host.c_str(), std::to_string(endpoint.port).c_str(), &hints, &found) != 0)
        return FileDescriptor();
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owned(found, &::freeaddrinfo);
    FileDescriptor fd(::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd)
        return failErrno("making a socket", errno);
    if (::connect(fd.get(), found->ai_addr, found->ai_addrlen) == 0)
        return fd;
    if (errno != EINPROGRESS)
        return FileDescriptor();
    const auto ready = waitFor(fd.get(), POLLOUT, Clock::now() + kConnect, stopped);
    if (!ready)
        return std::unexpected(ready.error());
    int error = 0;
    socklen_t size = sizeof error;
    if (!*ready || ::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0)
        return FileDescriptor();
    return fd;
}

} // namespace

Result<Listener> tryConnect(const Endpoint &endpoint, std::stop_token stop)
{
    const StopEvent stopped(stop);
    auto fd = connectTo(endpoint, stopped);
    if (!fd)
        return std::unexpected(fd.error());
    if (!*fd)
        return Listener{};
    const auto readable = waitFor(fd->get(), POLLIN, Clock::now() + kHold, stopped);
    if (!readable)
        return std::unexpected(readable.error());
    if (!*readable)
        return Listener{true, {}};
    std::array<char, 256> buffer;
    const ssize_t got = ::recv(fd->get(), buffer.data(), buffer.size(), 0);
    if (got <= 0)
        return Listener{};
    return Listener{true, std::string(buffer.data(), static_cast<std::size_t>(got))};
}

Result<std::string> askOnce(const Endpoint &endpoint, std::string_view bytes, std::stop_token stop)
{
    const StopEvent stopped(stop);
    auto fd = connectTo(endpoint, stopped);
    if (!fd)
        return std::unexpected(fd.error());
    if (!*fd || ::send(fd->get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0)
        return std::string();
    const auto readable = waitFor(fd->get(), POLLIN, Clock::now() + kAnswer, stopped);
    if (!readable)
        return std::unexpected(readable.error());
    std::array<char, 256> buffer;
    const ssize_t got = *readable ? ::recv(fd->get(), buffer.data(), buffer.size(), 0) : 0;
    return std::string(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
}

std::string inQuotes(std::string_view bytes)
{
    std::string result = "\"";
    for (const char c : bytes.substr(0, std::min<std::size_t>(60, bytes.find_first_of("\r\n"))))
        result += c >= ' ' && c < 127 ? c : '.';
    return result + "\"";
}

} // namespace whittle::probe
