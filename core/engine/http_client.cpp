#include "engine/http_client.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <format>
#include <new>

namespace whittle::engine {

namespace {

struct Exchange
{
    const HttpRequest &request;
    HttpResponse &response;
    CURL *easy;
    bool tooLarge = false;
    bool sourceFailed = false;
    bool headIsWhole = false; // libcurl takes a head that was cut for a whole one
};

std::size_t onBody(char *data, std::size_t size, std::size_t count, void *user)
{
    auto &exchange = *static_cast<Exchange *>(user);
    const std::string_view piece(data, size * count);
    long status = 0;
    curl_easy_getinfo(exchange.easy, CURLINFO_RESPONSE_CODE, &status);
    if (exchange.request.sink && status < 300) {
        exchange.request.sink(piece);
        return piece.size();
    }
    if (exchange.response.body.size() + piece.size() > HttpClient::kMaxBody) {
        exchange.tooLarge = true;
        return CURL_WRITEFUNC_ERROR;
    }
    exchange.response.body += piece;
    return piece.size();
}

std::size_t onHeader(char *data, std::size_t size, std::size_t count, void *user)
{
    auto &exchange = *static_cast<Exchange *>(user);
    std::string_view line(data, size * count);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
        line.remove_suffix(1);
    exchange.headIsWhole = line.empty();
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) {
        std::string name(line.substr(0, colon));
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c); });
        line.remove_prefix(colon + 1);
        while (!line.empty() && line.front() == ' ')
            line.remove_prefix(1);
        exchange.response.headers.insert_or_assign(std::move(name), std::string(line));
    }
    return size * count;
}

std::size_t onRead(char *buffer, std::size_t size, std::size_t count, void *user)
{
    auto &exchange = *static_cast<Exchange *>(user);
    const std::ptrdiff_t got = exchange.request.source(buffer, size * count);
    if (got < 0) {
        exchange.sourceFailed = true;
        return CURL_READFUNC_ABORT;
    }
    return static_cast<std::size_t>(got);
}

ErrorCode codeFor(CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_CONNECT:
        return ErrorCode::Unavailable;
    case CURLE_OPERATION_TIMEDOUT:
        return ErrorCode::Unavailable;
    default:
        return ErrorCode::Io;
    }
}

// No socket and nobody behind it are one thing to a person: the engine does not run.
std::unexpected<Error> notConnected(const std::string &path, int systemErrno)
{
    auto error = failErrno("connecting to " + path, systemErrno);
    if (systemErrno == ENOENT || systemErrno == ECONNREFUSED)
        error.error().code = ErrorCode::Unavailable;
    return error;
}

} // namespace

HttpClient::HttpClient(std::string socketPath) : m_socketPath(std::move(socketPath)), m_easy(curl_easy_init())
{
    if (!m_easy)
        throw std::bad_alloc();
}

Result<HttpResponse> HttpClient::perform(const HttpRequest &request, std::stop_token stop)
{
    HttpResponse response;
    CURL *easy = m_easy.get();
    curl_easy_reset(easy);
    Exchange exchange{request, response, easy};
    std::array<char, CURL_ERROR_SIZE> text{};

    curl_easy_setopt(easy, CURLOPT_UNIX_SOCKET_PATH, m_socketPath.c_str());
    curl_easy_setopt(easy, CURLOPT_URL, ("http://localhost" + request.target).c_str());
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, text.data());
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(request.timeout.count()));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &onBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &exchange);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &exchange);

    probe::HeaderList headers = probe::append(nullptr, "Expect:"); // no waiting for a 100 that engines never refuse
    if (request.source) {
        curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(easy, CURLOPT_READFUNCTION, &onRead);
        curl_easy_setopt(easy, CURLOPT_READDATA, &exchange);
        headers = probe::append(std::move(headers), "Transfer-Encoding: chunked");
    } else if (!request.body.empty() || request.method == "POST" || request.method == "PUT") {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    } else if (request.method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    }
    headers = probe::append(std::move(headers), "Content-Type: " + (request.contentType.empty() ? "application/json" : request.contentType));
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());

    const auto code = m_transfers.perform(easy, stop);
    const std::string what = request.method + " " + request.target;
    if (!code)
        return addContext(code.error(), what);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &response.status);
    if (*code == CURLE_OK && !exchange.headIsWhole)
        return fail(ErrorCode::Io, what + ": the answer was cut");
    if (*code == CURLE_OK)
        return response;

    if (exchange.tooLarge)
        return fail(ErrorCode::Io, std::format("{}: the answer is larger than {} MiB", what, kMaxBody >> 20));
    if (exchange.sourceFailed)
        return fail(ErrorCode::Io, what + ": what was to be sent could not be read to its end");
    long systemErrno = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &systemErrno);
    if (*code == CURLE_COULDNT_CONNECT && systemErrno != 0) {
        return notConnected(m_socketPath, static_cast<int>(systemErrno));
    }
    return fail(codeFor(*code), std::format("{}: {}", what, text[0] ? text.data() : curl_easy_strerror(*code)));
}

Result<FileDescriptor> connectUnix(const std::string &path)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return fail(ErrorCode::InvalidInput, path + ": too long for a Unix socket");
    std::memcpy(address.sun_path, path.data(), path.size());
    FileDescriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!fd)
        return failErrno("making a socket", errno);
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return notConnected(path, errno);
    return fd;
}

} // namespace whittle::engine
