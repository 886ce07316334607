#pragma once

#include <yaml-cpp/yaml.h>

#include <string>
#include <string_view>
#include <vector>

namespace whittle::exports {

/// Writes a text so that readers of YAML 1.1 and 1.2 find a text: in quotes where one could take it for a number, a truth value, a date or a
/// time.
void writeYamlText(YAML::Emitter &out, std::string_view text);

/// "key: text".
void writeYamlPair(YAML::Emitter &out, const char *key, std::string_view text);
/// "key:" and a list; nothing where it is empty.
void writeYamlList(YAML::Emitter &out, const char *key, const std::vector<std::string> &texts);

/// "# line" for each line, for the head of a file.
[[nodiscard]] std::string yamlComment(std::string_view text);

/// A name that Kubernetes takes for an object (RFC 1123 subdomain): lower case, digits, '-' and '.', 253 at most.
[[nodiscard]] std::string kubernetesName(std::string_view text);
/// A name that Kubernetes takes for a container (RFC 1123 label): as above without '.', 63 at most.
[[nodiscard]] std::string kubernetesLabel(std::string_view text);

} // namespace whittle::exports
