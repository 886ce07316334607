#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "trace/recording.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace whittle::probe {

/// One HTTP request to make and what to expect of the answer.
struct HttpProbe
{
    std::string method = "GET";
    std::string path = "/";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::optional<int> expectedStatus; // empty: anything below 500
    std::optional<int> port;           // of the container; empty: every port that speaks HTTP
};

/// Everything that a user can say about exercising a run; the same for record and verify.
struct ProbeOptions
{
    bool http = true;                 // GET / (or the list) on every exposed TCP port, http then https
    std::vector<HttpProbe> requests;  // --probe, --probe-file
    bool crawl = false;
    int crawlDepth = 3;
    int crawlPages = 100;
    std::vector<std::string> hostCommands;      // --probe-exec, run with WHITTLE_HOST and WHITTLE_PORT_<port> in their environment
    std::vector<std::string> containerCommands; // --probe-container
    std::optional<std::chrono::seconds> duration; // --for
    bool untilExit = false;
    std::chrono::seconds readiness{60}; // how long to retry until the first answer
    bool failuresAllowed = false;
};

/// "METHOD PATH" or "PATH", where the path may begin with a port of the container: "GET :8080/health". Errors: InvalidInput.
[[nodiscard]] Result<HttpProbe> parseProbe(std::string_view text);
/// A JSON array of {method, path, port, headers, body, status}; all but path may be missing. Errors: InvalidInput naming the JSON path.
[[nodiscard]] Result<std::vector<HttpProbe>> readProbeFile(std::string_view text);

/// One TCP port as it can be reached from here.
struct Endpoint
{
    int containerPort = 0;
    std::string host = "127.0.0.1";
    int port = 0;
};

/// One answer in full, for comparing runs.
struct Answer
{
    trace::ProbeResult result;
    int containerPort = 0;
    std::vector<std::pair<std::string, std::string>> headers; // lower-case names
    std::string body; // first 1 MiB
};

/// How long one request, one command may take.
inline constexpr std::chrono::seconds kRequestTimeout{30};
inline constexpr std::chrono::seconds kCommandTimeout{300};

/// Runs the HTTP probes against the endpoints: waits with back-off until the first of them accepts connections (options.readiness; the
/// others get some seconds more), then asks each over http, and over https where nothing but status 400 came back. The Host header names "localhost" and the container's port, so that
/// answers do not depend on where the port is published; redirects are followed on the same endpoint.
/// A port that accepts connections and speaks something else is a passed "TCP :6379" unless requests were given and no port speaks HTTP; an
/// exposed port that nobody listens on is left out, unless it is all there is. Times are nanoseconds since the call. Blocks.
/// A probe that fails is a result, not an error. Errors: Cancelled.
[[nodiscard]] Result<std::vector<Answer>> runHttpProbes(const std::vector<Endpoint> &endpoints, const ProbeOptions &options,
                                                        std::stop_token stop, const ProgressFn &report);

/// The endpoints that somebody listens on: waits for the first of them (options.readiness), then some seconds more for the others.
/// Errors: Cancelled.
[[nodiscard]] Result<std::vector<Endpoint>> waitForListeners(std::vector<Endpoint> endpoints, const ProbeOptions &options, std::stop_token stop,
                                                             const ProgressFn &report);

/// Without options.http waits for listeners first; then runs options.hostCommands one after another with sh, WHITTLE_HOST and WHITTLE_PORT_<container port> in their environment.
/// The answer's status is the command's, its body the first MiB of what it printed. Errors: Cancelled.
[[nodiscard]] Result<std::vector<Answer>> runHostCommands(const std::vector<Endpoint> &endpoints, const ProbeOptions &options,
                                                          std::stop_token stop, const ProgressFn &report);

} // namespace whittle::probe
