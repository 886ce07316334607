#pragma once

#include "base/file_descriptor.h"
#include "base/result.h"
#include "probe/transfer.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>

namespace whittle::engine {

struct HttpRequest
{
    std::string method = "GET";
    std::string target; // "/v1.41/info"
    std::string body;
    std::string contentType; // of body; empty: JSON when there is a body
    /// Instead of body: fills the buffer, 0 at the end, -1 for failure. Sent chunked.
    std::function<std::ptrdiff_t(char *buffer, std::size_t size)> source;
    /// Instead of HttpResponse::body, for successful answers: gets the body piece by piece.
    std::function<void(std::string_view)> sink;
    std::chrono::seconds timeout{120}; // for the whole exchange; 0: none
};

struct HttpResponse
{
    long status = 0;
    std::map<std::string, std::string, std::less<>> headers; // names in lower case
    std::string body;
};

/// HTTP over a Unix socket. One thread at a time; connections are kept.
class HttpClient
{
public:
    static constexpr std::size_t kMaxBody = std::size_t{64} << 20;

    explicit HttpClient(std::string socketPath);

    [[nodiscard]] const std::string &socketPath() const { return m_socketPath; }
    /// Any status is an answer. Errors: Unavailable when nobody listens, PermissionDenied for the socket, Cancelled, Io (cut or garbled
    /// answer, time-out, body larger than kMaxBody). Messages name method and target.
    [[nodiscard]] Result<HttpResponse> perform(const HttpRequest &request, std::stop_token stop);

private:
    std::string m_socketPath;
    probe::Transfers m_transfers;
    probe::EasyHandle m_easy;
};

/// A connected stream socket. Errors: NotFound, PermissionDenied, Unavailable, naming the path.
[[nodiscard]] Result<FileDescriptor> connectUnix(const std::string &path);

} // namespace whittle::engine
