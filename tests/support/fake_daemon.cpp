#include "support/fake_daemon.h"

#include "base/stop_event.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <format>

namespace whittle::test {

namespace {

TemporaryDirectory makeDirectory()
{
    auto directory = TemporaryDirectory::create("whittle-fake-");
    if (!directory)
        std::abort();
    return std::move(*directory);
}

// Cuts chunks out of rest until the body is whole; asks for more as needed.
std::string takeChunks(std::string rest, const FakeDaemon::Connection &connection)
{
    std::string body;
    for (;;) {
        const auto end = rest.find("\r\n");
        if (end != std::string::npos) {
            std::size_t size = 0;
            std::from_chars(rest.data(), rest.data() + end, size, 16);
            if (rest.size() >= end + 2 + size + 2) {
                if (size == 0)
                    return body;
                body += rest.substr(end + 2, size);
                rest.erase(0, end + 2 + size + 2);
                continue;
            }
        }
        const std::string more = connection.receive();
        if (more.empty())
            return body;
        rest += more;
    }
}

} // namespace

void FakeDaemon::Connection::send(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string FakeDaemon::Connection::receive() const
{
    std::array<char, 65536> buffer;
    const ssize_t got = ::recv(m_fd, buffer.data(), buffer.size(), 0);
    return {buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
}

void FakeDaemon::Connection::waitForClose() const
{
    while (!receive().empty()) {
    }
}

void FakeDaemon::Connection::closeWriting() const
{
    ::shutdown(m_fd, SHUT_WR);
}

FakeDaemon::FakeDaemon(Kind kind) : m_directory(makeDirectory()), m_path(m_directory.path() + "/socket")
{
    bool good = false;
    if (kind == Kind::Unix) {
        m_listener.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, m_path.c_str(), std::min(m_path.size(), sizeof address.sun_path - 1));
        good = ::bind(m_listener.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    } else {
        m_listener.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        good = ::bind(m_listener.get(), reinterpret_cast<const sockaddr *>(&address), size) == 0
            && ::getsockname(m_listener.get(), reinterpret_cast<sockaddr *>(&address), &size) == 0;
        m_port = ntohs(address.sin_port);
    }
    if (!good || ::listen(m_listener.get(), 16) != 0)
        std::abort();
    m_thread = std::jthread([this](const std::stop_token &stop) { serve(stop); });
}

FakeDaemon::~FakeDaemon()
{
    m_thread.request_stop();
    m_thread.join();
}

void FakeDaemon::on(const std::string &request, Handler handler)
{
    const std::lock_guard lock(m_mutex);
    m_handlers.emplace_back(request, std::move(handler));
}

void FakeDaemon::on(const std::string &request, int status, const std::string &body, const std::string &headers)
{
    on(request, [answer = httpAnswer(status, body, headers)](const Request &, const Connection &connection) { connection.send(answer); });
}

void FakeDaemon::onConnection(std::function<void(const Connection &)> handler)
{
    const std::lock_guard lock(m_mutex);
    m_onConnection = std::move(handler);
}

std::vector<FakeDaemon::Request> FakeDaemon::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void FakeDaemon::serve(const std::stop_token &stop)
{
    const StopEvent stopped(stop);
    for (;;) {
        std::array<pollfd, 2> waiting = {pollfd{m_listener.get(), POLLIN, 0}, pollfd{stopped.fd(), POLLIN, 0}};
        ::poll(waiting.data(), waiting.size(), -1);
        if (waiting[1].revents != 0)
            return;
        const FileDescriptor connection(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (connection)
            handle(connection.get());
    }
}

void FakeDaemon::handle(int fd)
{
    const Connection connection(fd);
    std::function<void(const Connection &)> raw;
    {
        const std::lock_guard lock(m_mutex);
        raw = m_onConnection;
    }
    if (raw) {
        raw(connection);
        return;
    }
    std::string text;
    std::size_t end = 0;
    while ((end = text.find("\r\n\r\n")) == std::string::npos) {
        const std::string more = connection.receive();
        if (more.empty())
            return;
        text += more;
    }
    Request request;
    const std::string head = text.substr(0, end);
    request.method = head.substr(0, head.find(' '));
    const auto space = head.find(' ') + 1;
    request.target = head.substr(space, head.find(' ', space) - space);
    for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
        const std::string line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        std::string name = line.substr(0, line.find(':'));
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        request.headers[name] = line.size() > name.size() + 2 ? line.substr(name.size() + 2) : "";
    }
    request.body = text.substr(end + 4);
    if (request.headers["transfer-encoding"] == "chunked")
        request.body = takeChunks(std::move(request.body), connection);
    const auto length = static_cast<std::size_t>(std::atoi(request.headers["content-length"].c_str()));
    while (request.body.size() < length) {
        const std::string more = connection.receive();
        if (more.empty())
            return;
        request.body += more;
    }

    std::string key = request.target;
    if (key.starts_with("/v1."))
        key.erase(0, key.find('/', 1));
    key = request.method + " " + key;
    Handler handler = [](const Request &, const Connection &to) { to.send(httpAnswer(404, R"({"message":"page not found"})")); };
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(request);
        for (const auto &[pattern, candidate] : m_handlers)
            if (pattern.ends_with('*') ? key.starts_with(pattern.substr(0, pattern.size() - 1)) : key == pattern)
                handler = candidate;
    }
    handler(request, connection);
}

std::string httpAnswer(int status, std::string_view body, std::string_view headers)
{
    return std::format("HTTP/1.1 {} {}\r\n{}Content-Length: {}\r\nConnection: close\r\n\r\n{}", status, status < 400 ? "OK" : "Error", headers, body.size(), body);
}

std::string chunked(std::string_view body, std::size_t size)
{
    std::string result;
    while (!body.empty()) {
        const std::string_view piece = body.substr(0, size);
        result += std::format("{:x}\r\n{}\r\n", piece.size(), piece);
        body.remove_prefix(piece.size());
    }
    return result + "0\r\n\r\n";
}

std::string streamFrame(int stream, std::string_view bytes)
{
    std::string result = {static_cast<char>(stream), 0, 0, 0};
    for (int shift = 24; shift >= 0; shift -= 8)
        result += static_cast<char>((bytes.size() >> shift) & 0xff);
    return result.append(bytes);
}

} // namespace whittle::test
