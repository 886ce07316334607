#include "engine/exec_stream.h"

#include "base/stop_event.h"
#include "engine/docker_json.h"
#include "engine/http_client.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <format>

namespace whittle::engine {

namespace {

constexpr std::size_t kMaxHead = 64 * 1024;
constexpr std::size_t kMaxErrorOutput = 64 * 1024;
constexpr std::size_t kReadSize = 64 * 1024;
constexpr int kWriteTimeoutMs = 30000;
constexpr int kAnswerTimeoutMs = 120000;

Result<> sendAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        pollfd waiting = {fd, POLLOUT, 0};
        const int ready = ::poll(&waiting, 1, kWriteTimeoutMs);
        if (ready == 0)
            return fail(ErrorCode::Io, "the command in the container does not take its input");
        const ssize_t sent = ready < 0 ? -1 : ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0) {
            if (errno == EINTR || errno == EAGAIN)
                continue;
            return failErrno("writing to the command in the container", errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return {};
}

// Appends what arrives next; false at the end of the stream.
Result<bool> receive(int fd, std::string &to, std::stop_token stop, int timeoutMs)
{
    const StopEvent stopped(stop);
    for (;;) {
        std::array<pollfd, 2> waiting = {pollfd{fd, POLLIN, 0}, pollfd{stopped.fd(), POLLIN, 0}};
        const int ready = ::poll(waiting.data(), waiting.size(), timeoutMs);
        if (ready < 0) {
            if (errno == EINTR)
                continue;
            return failErrno("waiting for the engine", errno);
        }
        if (waiting[1].revents != 0)
            return fail(ErrorCode::Cancelled, "cancelled");
        if (ready == 0)
            return fail(ErrorCode::Unavailable, "the engine gave no answer in time");
        const std::size_t before = to.size();
        ssize_t got = 0;
        to.resize_and_overwrite(before + kReadSize, [&](char *data, std::size_t) {
            got = ::recv(fd, data + before, kReadSize, 0);
            return before + static_cast<std::size_t>(std::max<ssize_t>(got, 0));
        });
        if (got < 0) {
            if (errno == EINTR)
                continue;
            return failErrno("reading from the engine", errno);
        }
        return got > 0;
    }
}

} // namespace

Result<FrameReader::Piece> FrameReader::next(std::string_view &data)
{
    while (m_left == 0) {
        const std::size_t wanted = std::min(m_head.size() - m_headSize, data.size());
        std::memcpy(m_head.data() + m_headSize, data.data(), wanted);
        m_headSize += wanted;
        data.remove_prefix(wanted);
        if (m_headSize < m_head.size())
            return Piece{};
        if (m_head[0] > 3 || m_head[1] != 0 || m_head[2] != 0 || m_head[3] != 0)
            return fail(ErrorCode::Io, "the engine's stream is not in frames");
        m_left = (std::size_t{m_head[4]} << 24) | (std::size_t{m_head[5]} << 16) | (std::size_t{m_head[6]} << 8) | m_head[7];
        m_headSize = 0;
    }
    const std::size_t size = std::min(m_left, data.size());
    const Piece piece{m_head[0] == 2 ? 2 : m_head[0] == 3 ? 3 : 1, data.substr(0, size)};
    data.remove_prefix(size);
    m_left -= size;
    return piece;
}

Result<std::unique_ptr<HijackedExec>> HijackedExec::open(const std::string &socketPath, const std::string &target, const std::string &body,
                                                         std::stop_token stop, std::function<Result<int>()> status)
{
    auto socket = connectUnix(socketPath);
    if (!socket)
        return std::unexpected(socket.error());
    const std::string request = std::format("POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n"
                                            "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n{}",
                                            target, body.size(), body);
    if (auto sent = sendAll(socket->get(), request); !sent)
        return std::unexpected(sent.error());

    std::string answer;
    std::size_t headEnd = 0;
    while ((headEnd = answer.find("\r\n\r\n")) == std::string::npos) {
        if (answer.size() > kMaxHead)
            return fail(ErrorCode::Io, "POST " + target + ": the answer is not HTTP");
        const auto more = receive(socket->get(), answer, stop, kAnswerTimeoutMs);
        if (!more)
            return addContext(more.error(), "POST " + target);
        if (!*more)
            return fail(ErrorCode::Io, "POST " + target + ": the engine closed the connection");
    }
    int code = 0;
    if (!answer.starts_with("HTTP/1.") || answer.size() < 12 || std::from_chars(answer.data() + 9, answer.data() + 12, code).ec != std::errc())
        return fail(ErrorCode::Io, "POST " + target + ": the answer is not HTTP");
    std::string rest = answer.substr(headEnd + 4);
    if (code != 101 && code != 200) {
        // The text of the error follows; the engine closes afterwards or says how long it is. A short wait is enough for either.
        while (rest.size() < kMaxHead && rest.find('}') == std::string::npos) {
            const auto more = receive(socket->get(), rest, stop, 2000);
            if (!more || !*more)
                break;
        }
        const auto begin = rest.find('{');
        return failStatus(code, begin == std::string::npos ? rest : rest.substr(begin, rest.rfind('}') - begin + 1), "POST " + target);
    }
    return std::unique_ptr<HijackedExec>(new HijackedExec(std::move(*socket), std::move(rest), std::move(status)));
}

Result<std::size_t> HijackedExec::read(char *buffer, std::size_t size, std::stop_token stop)
{
    for (;;) {
        std::string_view data = std::string_view(m_received).substr(m_taken);
        while (!data.empty()) {
            // Never more than the caller has room for: what does not fit stays in m_received.
            std::string_view window = data.substr(0, size);
            const auto piece = m_frames.next(window);
            if (!piece)
                return std::unexpected(piece.error());
            const std::size_t used = std::min(size, data.size()) - window.size();
            data.remove_prefix(used);
            m_taken += used;
            if (piece->bytes.empty())
                continue;
            if (piece->stream == 1) {
                std::memcpy(buffer, piece->bytes.data(), piece->bytes.size());
                return piece->bytes.size();
            }
            m_errorOutput += piece->bytes;
            if (m_errorOutput.size() > kMaxErrorOutput)
                m_errorOutput.erase(0, m_errorOutput.size() - kMaxErrorOutput);
        }
        m_received.clear();
        m_taken = 0;
        int timeoutMs = -1;
        if (m_deadline) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(*m_deadline - std::chrono::steady_clock::now()).count();
            timeoutMs = static_cast<int>(std::clamp<long long>(left, 0, 1 << 30));
        }
        const auto more = receive(m_socket.get(), m_received, stop, timeoutMs);
        if (!more)
            return std::unexpected(more.error());
        if (!*more) {
            if (!m_frames.atBoundary())
                return fail(ErrorCode::Io, "the engine cut the stream in the middle of a frame");
            return 0;
        }
    }
}

Result<> HijackedExec::write(std::string_view bytes)
{
    return sendAll(m_socket.get(), bytes);
}

Result<> HijackedExec::closeInput()
{
    if (::shutdown(m_socket.get(), SHUT_WR) != 0 && errno != ENOTCONN)
        return failErrno("closing the command's input", errno);
    return {};
}

} // namespace whittle::engine
