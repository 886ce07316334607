#pragma once

#include "base/file_descriptor.h"
#include "base/files.h"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace whittle::test {

/// A daemon on a real Unix socket or TCP port that gives prepared answers. One connection at a time, one request a connection.
class FakeDaemon
{
public:
    struct Request
    {
        std::string method;
        std::string target;
        std::map<std::string, std::string> headers; // names in lower case
        std::string body; // chunks put together
    };
    /// What the handler may do with its connection; it is closed afterwards.
    class Connection
    {
    public:
        explicit Connection(int fd) : m_fd(fd) {}
        void send(std::string_view bytes) const;
        /// What comes next; empty at the end.
        [[nodiscard]] std::string receive() const;
        /// Returns when the client has closed it.
        void waitForClose() const;
        void closeWriting() const;

    private:
        int m_fd;
    };
    using Handler = std::function<void(const Request &, const Connection &)>;

    enum class Kind { Unix, Tcp };
    explicit FakeDaemon(Kind kind = Kind::Unix);
    ~FakeDaemon();
    FakeDaemon(const FakeDaemon &) = delete;
    FakeDaemon &operator=(const FakeDaemon &) = delete;

    /// "GET /version" without the version prefix; a trailing "*" matches every rest. Later ones win.
    void on(const std::string &request, Handler handler);
    /// The whole answer: status line and headers are made.
    void on(const std::string &request, int status, const std::string &body, const std::string &headers = {});
    /// Everything that arrives before a request is understood: for things that are no HTTP.
    void onConnection(std::function<void(const Connection &)> handler);

    [[nodiscard]] const std::string &socketPath() const { return m_path; }
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] std::vector<Request> requests() const;

private:
    void serve(const std::stop_token &stop);
    void handle(int fd);

    TemporaryDirectory m_directory;
    std::string m_path;
    int m_port = 0;
    FileDescriptor m_listener;
    mutable std::mutex m_mutex;
    std::vector<std::pair<std::string, Handler>> m_handlers;
    std::function<void(const Connection &)> m_onConnection;
    std::vector<Request> m_requests;
    std::jthread m_thread;
};

/// "HTTP/1.1 200 OK", headers, Content-Length and body.
[[nodiscard]] std::string httpAnswer(int status, std::string_view body, std::string_view headers = {});
/// The body in chunks of size bytes.
[[nodiscard]] std::string chunked(std::string_view body, std::size_t size);
/// One frame of an attached stream.
[[nodiscard]] std::string streamFrame(int stream, std::string_view bytes);

} // namespace whittle::test
