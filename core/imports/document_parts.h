#pragma once

#include "imports/documents.h"

#include <nlohmann/json.hpp>

// What the readers of documents share.
namespace whittle::imports {

using OrderedJson = nlohmann::ordered_json;

/// A profile as a run in which all that it allows happened once, and all that a rule refuses was refused.
[[nodiscard]] Result<> addProfile(std::string_view seccompJson, const std::string &name, Gatherer &gatherer, DocumentResult &result);
/// A SeccompProfile or AppArmorProfile of the Security Profiles Operator, or a list of such. False: it is another object.
[[nodiscard]] Result<bool> addKubernetesObject(const OrderedJson &json, Gatherer &gatherer, DocumentResult &result);
/// creport.json of DockerSlim, Slim, Mint and of our own.
void addCreport(const OrderedJson &json, Gatherer &gatherer, DocumentResult &result);

} // namespace whittle::imports
