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

/// "METHOD PATH" or "PATH". Errors: InvalidInput.
[[nodiscard]] Result<HttpProbe> parseProbe(std::string_view text);
/// A JSON array of {method, path, headers, body, status}. Errors: InvalidInput naming the JSON path.
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

/// Runs the HTTP probes against the endpoints; retries with back-off until the first answer of each. Blocks.
/// A probe that fails is a result, not an error. Errors: Cancelled.
[[nodiscard]] Result<std::vector<Answer>> runHttpProbes(const std::vector<Endpoint> &endpoints, const ProbeOptions &options,
                                                        std::stop_token stop, const ProgressFn &report);

} // namespace whittle::probe
