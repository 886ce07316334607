#include "probe/http_probe.h"

#include "base/sha256.h"
#include "probe/links.h"

#include <algorithm>
#include <array>
#include <format>
#include <new>
#include <string_view>

namespace whittle::probe {

namespace {

constexpr std::size_t kKeptBody = std::size_t{1} << 20;
constexpr std::uint64_t kMaxBody = std::uint64_t{256} << 20; // more is not read
constexpr std::size_t kMaxHeaders = 64 * 1024;
constexpr int kMaxRedirects = 10;
constexpr long kConnectSeconds = 5; // TLS included

struct Receiver
{
    Answer &answer;
    Sha256 digest;
    std::size_t headerBytes = 0;
    bool tooLong = false;
};

std::size_t onBody(char *data, std::size_t size, std::size_t count, void *user)
{
    auto &receiver = *static_cast<Receiver *>(user);
    const std::string_view piece(data, size * count);
    receiver.digest.add(piece);
    receiver.answer.result.bytes += piece.size();
    receiver.answer.body += piece.substr(0, kKeptBody - std::min(kKeptBody, receiver.answer.body.size()));
    receiver.tooLong = receiver.answer.result.bytes > kMaxBody;
    return receiver.tooLong ? CURL_WRITEFUNC_ERROR : piece.size();
}

std::size_t onHeader(char *data, std::size_t size, std::size_t count, void *user)
{
    auto &receiver = *static_cast<Receiver *>(user);
    std::string_view line(data, size * count);
    receiver.headerBytes += line.size();
    if (receiver.headerBytes > kMaxHeaders)
        return 0;
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
        line.remove_suffix(1);
    if (line.starts_with("HTTP/")) {
        receiver.answer.headers.clear(); // those of a "100 Continue" before
        return size * count;
    }
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) {
        std::string name(line.substr(0, colon));
        std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        line.remove_prefix(std::min(line.size(), std::min(line.find_first_not_of(" \t", colon + 1), line.size())));
        receiver.answer.headers.emplace_back(std::move(name), std::string(line));
    }
    return size * count;
}

Outcome outcomeOf(CURLcode code, long status, bool connected, bool secured, Scheme scheme)
{
    if (status > 0)
        return Outcome::Answered;
    switch (code) {
    case CURLE_OK:
        return Outcome::Answered;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL: // "HTTP/0.9", which is any text
    case CURLE_HTTP2:
        return Outcome::NotSpoken;
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return Outcome::NoAnswer;
    case CURLE_OPERATION_TIMEDOUT:
        if (connected)
            return scheme == Scheme::Https && !secured ? Outcome::NotSpoken : Outcome::NoAnswer;
        return Outcome::Failed;
    default:
        return Outcome::Failed;
    }
}

} // namespace

std::string probeName(const Endpoint &endpoint, Scheme scheme, const HttpProbe &probe)
{
    return std::format("{} {} :{} {}", probe.method, scheme == Scheme::Http ? "http" : "https", endpoint.containerPort, probe.path);
}

HttpProber::HttpProber() : m_easy(curl_easy_init())
{
    if (!m_easy)
        throw std::bad_alloc();
}

Result<HttpResult> HttpProber::run(const Endpoint &endpoint, Scheme scheme, const HttpProbe &probe, std::stop_token stop)
{
    auto result = runOnce(endpoint, scheme, probe, stop);
    HttpProbe next = probe;
    for (int hop = 0; result && !result->location.empty() && hop < kMaxRedirects; ++hop) {
        // As browsers do: after a POST that was redirected comes a GET, except for 307 and 308.
        if (const int status = result->answer.result.status; status != 307 && status != 308 && next.method != "HEAD") {
            next.method = "GET";
            next.body.clear();
        }
        next.path = result->location;
        result = runOnce(endpoint, scheme, next, stop);
    }
    if (!result)
        return result;
    trace::ProbeResult &summary = result->answer.result;
    summary.probe = probeName(endpoint, scheme, probe);
    if (result->outcome == Outcome::Answered && summary.detail.empty()) {
        summary.passed = probe.expectedStatus ? summary.status == *probe.expectedStatus : summary.status < 500;
        if (!summary.passed)
            summary.detail = probe.expectedStatus ? std::format("status {} instead of {}", summary.status, *probe.expectedStatus) : std::format("status {}", summary.status);
    }
    return result;
}

Result<HttpResult> HttpProber::runOnce(const Endpoint &endpoint, Scheme scheme, const HttpProbe &probe, std::stop_token stop)
{
    HttpResult result;
    result.answer.containerPort = endpoint.containerPort;
    const bool usualPort = endpoint.containerPort == (scheme == Scheme::Http ? 80 : 443);
    result.url = std::format("{}://localhost{}{}", scheme == Scheme::Http ? "http" : "https", usualPort ? std::string() : std::format(":{}", endpoint.containerPort), probe.path);

    CURL *easy = m_easy.get();
    curl_easy_reset(easy);
    Receiver receiver{result.answer, {}};
    std::array<char, CURL_ERROR_SIZE> text{};
    // The URL names the container's own port, the connection goes where that is published.
    const std::string host = endpoint.host.contains(':') ? "[" + endpoint.host + "]" : endpoint.host;
    const HeaderList connectTo = append(nullptr, std::format("::{}:{}", host, endpoint.port));
    HeaderList headers = append(nullptr, "Expect:");
    for (const auto &[name, value] : probe.headers)
        headers = append(std::move(headers), value.empty() ? name + ";" : name + ": " + value);

    curl_easy_setopt(easy, CURLOPT_URL, result.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECT_TO, connectTo.get());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L); // self-signed and foreign names: it is our own container
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "whittle");
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, text.data());
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(kRequestTimeout.count()));
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &onBody);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &receiver);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &receiver);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
    if (probe.method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    } else if (!probe.body.empty() || probe.method == "POST" || probe.method == "PUT" || probe.method == "PATCH") {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, probe.body.data());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(probe.body.size()));
    }
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, probe.method.c_str());

    const auto code = m_transfers.perform(easy, stop);
    if (!code)
        return std::unexpected(code.error());
    long status = 0;
    curl_off_t connected = 0;
    curl_off_t secured = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &connected);
    curl_easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &secured);
    trace::ProbeResult &summary = result.answer.result;
    summary.status = static_cast<int>(status);
    result.outcome = outcomeOf(*code, status, connected > 0, secured > 0, scheme);
    if (result.outcome != Outcome::Answered) {
        summary.detail = text[0] ? text.data() : curl_easy_strerror(*code);
        return result;
    }
    summary.bodyDigest = "sha256:" + receiver.digest.hex();
    if (*code != CURLE_OK) {
        // A body without end is how event streams are; anything else was cut.
        summary.passed = *code == CURLE_OPERATION_TIMEDOUT || receiver.tooLong;
        summary.detail = receiver.tooLong                        ? std::format("more than {} MiB, not read to the end", kMaxBody >> 20)
                         : *code == CURLE_OPERATION_TIMEDOUT ? std::format("no end after {} s", kRequestTimeout.count())
                                                                 : std::string(text[0] ? text.data() : curl_easy_strerror(*code));
        if (summary.passed) {
            summary.bodyDigest.clear();
            result.answer.body.clear();
            summary.bytes = 0;
        }
        return result;
    }
    if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
        const auto location = std::ranges::find(result.answer.headers, "location", &std::pair<std::string, std::string>::first);
        if (location != result.answer.headers.end())
            result.location = pathOfLink(result.url, location->second);
    }
    return result;
}

} // namespace whittle::probe
