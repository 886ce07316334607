#pragma once

#include "probe/probe.h"

#include <stop_token>
#include <string>
#include <string_view>

namespace whittle::probe {

/// Whether somebody listens behind the endpoint. An engine's proxy accepts connections for a port that nobody listens on and closes them
/// at once; so listening means that the connection is still open a moment later, or brought bytes (the greeting, its first 256).
struct Listener
{
    bool listening = false;
    std::string greeting;
};

/// Takes up to half a second. Errors: Cancelled.
[[nodiscard]] Result<Listener> tryConnect(const Endpoint &endpoint, std::stop_token stop);

/// Sends bytes and returns what comes back, at most 256 bytes, within a second. Errors: Cancelled.
[[nodiscard]] Result<std::string> askOnce(const Endpoint &endpoint, std::string_view bytes, std::stop_token stop);

/// The first line of bytes, printable, short and in quotes, for messages.
[[nodiscard]] std::string inQuotes(std::string_view bytes);

} // namespace whittle::probe
