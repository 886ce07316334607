#pragma once

#include "probe/probe.h"
#include "probe/transfer.h"

#include <stop_token>
#include <string>

namespace whittle::probe {

enum class Scheme { Http, Https };

/// What came of one request.
enum class Outcome {
    Answered,  // an HTTP answer, of whatever status
    NotSpoken, // the other side speaks something else (or no TLS)
    NoAnswer,  // closed or reset without a byte, or silent until the time-out
    Failed,    // refused, or cut in the middle
};

struct HttpResult
{
    Outcome outcome = Outcome::Failed;
    Answer answer;        // result.detail says what went wrong
    std::string location; // path of a redirect on the same endpoint, else empty
    std::string url;      // of the page that was asked for, as the container would name it
};

/// Makes HTTP requests to endpoints; one thread at a time.
class HttpProber
{
public:
    HttpProber();

    /// One request; redirects are followed on the same endpoint, at most ten. Errors: Cancelled.
    [[nodiscard]] Result<HttpResult> run(const Endpoint &endpoint, Scheme scheme, const HttpProbe &probe, std::stop_token stop);

private:
    [[nodiscard]] Result<HttpResult> runOnce(const Endpoint &endpoint, Scheme scheme, const HttpProbe &probe, std::stop_token stop);

    Transfers m_transfers;
    EasyHandle m_easy;
};

/// "GET http :80 /".
[[nodiscard]] std::string probeName(const Endpoint &endpoint, Scheme scheme, const HttpProbe &probe);

} // namespace whittle::probe
