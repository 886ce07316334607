#pragma once

#include "base/result.h"
#include "imports/gatherer.h"

#include <string>
#include <string_view>
#include <vector>

// Files that are one document each, not lines: profiles and reports. What is read goes into a gatherer; what a person should know into notes.
namespace whittle::imports {

struct DocumentResult
{
    std::string kind;               // "seccomp profile", "report of DockerSlim", …
    std::uint64_t understood = 0;   // entries: syscalls, paths
    std::uint64_t passedOver = 0;
    std::vector<std::string> notes;
};

/// JSON: a seccomp profile (Docker, OCI, a whole config.json), the output of docker or podman inspect or of crictl inspect, creport.json, a
/// Kubernetes object, a list of names; a line "// name" in front is passed over. Errors: InvalidInput naming the place.
[[nodiscard]] Result<DocumentResult> readJsonDocument(std::string_view text, const std::string &name, Gatherer &gatherer);

/// YAML: SeccompProfile and AppArmorProfile of the Security Profiles Operator, several documents. Errors: InvalidInput with the line.
[[nodiscard]] Result<DocumentResult> readYamlDocuments(std::string_view text, const std::string &name, Gatherer &gatherer);

} // namespace whittle::imports
