#pragma once

#include "base/result.h"
#include "engine/engine.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

// Between the engine's JSON and our values. An answer that lacks a member or has another type there gives the empty value: engines and
// versions differ, and null stands for "none" everywhere.
namespace whittle::engine {

using Json = nlohmann::json;

/// Errors: Io naming what was asked.
[[nodiscard]] Result<Json> parseJson(std::string_view text, std::string_view what);

[[nodiscard]] const Json &member(const Json &object, std::string_view name);
[[nodiscard]] std::string textAt(const Json &object, std::string_view name);
[[nodiscard]] std::int64_t numberAt(const Json &object, std::string_view name);
[[nodiscard]] bool flagAt(const Json &object, std::string_view name);
[[nodiscard]] std::vector<std::string> textsAt(const Json &object, std::string_view name);

/// The error for an answer with this status: the engine's own text ({"message": …} or {"cause": …}) and the code that fits.
[[nodiscard]] std::unexpected<Error> failStatus(long status, std::string_view body, std::string_view what);

[[nodiscard]] EngineInfo engineInfo(const Json &version, const Json &info);
[[nodiscard]] ImageConfig imageConfig(const Json &inspect);
/// The HEALTHCHECK member of an image's config (Docker) or of Podman's own image description.
[[nodiscard]] Healthcheck healthcheck(const Json &value);
[[nodiscard]] ContainerState containerState(const Json &inspect);
/// The body of POST /containers/create; seccomp is what SecurityOpt shall say ("unconfined", the text, or a path), empty: nothing.
[[nodiscard]] Json createBody(const ContainerRequest &request, const std::string &seccomp);

/// Text as one component of a URL.
[[nodiscard]] std::string urlEncode(std::string_view text);

} // namespace whittle::engine
