#include "base/json_error.h"
#include "imports/document_parts.h"
#include "imports/scan.h"
#include "profile/filter.h"
#include "formats/seccomp_json.h"

#include <format>

namespace whittle::imports {

namespace {

const OrderedJson *at(const OrderedJson &json, std::initializer_list<const char *> path)
{
    const OrderedJson *here = &json;
    for (const char *name : path) {
        if (!here->is_object())
            return nullptr;
        const auto found = here->find(name);
        if (found == here->end())
            return nullptr;
        here = &*found;
    }
    return here;
}

std::string textAt(const OrderedJson &json, std::initializer_list<const char *> path)
{
    const OrderedJson *found = at(json, path);
    return found && found->is_string() ? found->get<std::string>() : std::string();
}

// "// test-container" of Inspektor Gadget in front of the profile. The name is the container's.
std::string takeComments(std::string_view &text)
{
    std::string name;
    for (;;) {
        while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\r' || text.front() == '\t'))
            text.remove_prefix(1);
        if (!text.starts_with("//"))
            return name;
        const std::string_view line = takeUntil(text, '\n');
        if (name.empty())
            name = trimmed(line.substr(2));
    }
}

bool looksLikeProfile(const OrderedJson &json)
{
    // Go matches member names without regard to case.
    if (!json.is_object())
        return false;
    for (const auto &[name, value] : json.items()) {
        std::string lower(name);
        for (char &c : lower)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        if (lower == "defaultaction" || lower == "syscalls")
            return true;
    }
    return at(json, {"linux", "seccomp"}) != nullptr;
}

// docker inspect and podman inspect: what a container runs under stands in its options, as JSON or as a path.
Result<bool> addInspected(const OrderedJson &container, Gatherer &gatherer, DocumentResult &result)
{
    const OrderedJson *host = at(container, {"HostConfig"});
    const OrderedJson *runtimeSpec = at(container, {"info", "runtimeSpec"});
    if (!host && !runtimeSpec)
        return false;
    result.kind = "inspected container";
    std::string name = textAt(container, {"Name"});
    if (name.empty())
        name = textAt(container, {"status", "metadata", "name"});
    if (name.starts_with('/'))
        name.erase(0, 1);
    if (gatherer.subject.image.empty())
        gatherer.subject.image = host ? textAt(container, {"Config", "Image"}) : textAt(container, {"status", "image", "image"});
    if (!gatherer.subject.image.empty())
        gatherer.subject.kind = "image";
    if (runtimeSpec) {
        if (const OrderedJson *seccomp = at(*runtimeSpec, {"linux", "seccomp"}); seccomp && seccomp->is_object()) {
            if (auto added = addProfile(seccomp->dump(), name, gatherer, result); !added)
                return addContext(std::move(added).error(), "info.runtimeSpec.linux.seccomp");
        } else {
            result.notes.push_back(std::format("the container {} runs without a seccomp profile", name));
        }
        return true;
    }
    std::string option;
    if (const OrderedJson *options = at(*host, {"SecurityOpt"}); options && options->is_array()) {
        for (const OrderedJson &one : *options) {
            const std::string text = one.is_string() ? one.get<std::string>() : std::string();
            if (text.starts_with("seccomp=") || text.starts_with("seccomp:"))
                option = text.substr(8);
        }
    }
    const OrderedJson *privileged = at(*host, {"Privileged"});
    if (option == "unconfined" || (option.empty() && privileged && privileged->is_boolean() && privileged->get<bool>())) {
        result.notes.push_back(std::format("the container {} runs without a seccomp profile", name));
        return true;
    }
    if (option.starts_with('{') || option.starts_with(' ') || option.starts_with('\n')) {
        if (auto added = addProfile(option, name, gatherer, result); !added)
            return addContext(std::move(added).error(), "HostConfig.SecurityOpt");
        return true;
    }
    if (!option.empty() && option != "builtin" && option != "default") {
        result.notes.push_back(std::format("the profile of the container {} is the file {} of its machine; import that file", name, option));
        return true;
    }
    result.notes.push_back(std::format("the container {} runs under its engine's default profile; Docker's is taken", name));
    if (auto added = addProfile(formats::writeSeccompJson(*profile::builtInProfile("docker-default")), name, gatherer, result); !added)
        return std::unexpected(added.error());
    return true;
}

// ["read", "write"], or {"syscalls": {"read": 3}} of home-made tools.
bool addNames(const OrderedJson &json, const std::string &name, Gatherer &gatherer, DocumentResult &result)
{
    if (!json.is_array() || json.empty())
        return false;
    const auto &names = SyscallNames::instance();
    std::size_t known = 0;
    for (const OrderedJson &one : json) {
        if (!one.is_string())
            return false;
        known += names.find(one.get<std::string>()) != kUnknownName;
    }
    if (known * 2 < json.size())
        return false;
    result.kind = "list of syscalls";
    const Gatherer::ProcessId process = gatherer.process(0, name);
    for (const OrderedJson &one : json) {
        const NameId id = names.find(one.get<std::string>());
        if (id == kUnknownName) {
            ++result.passedOver;
            continue;
        }
        gatherer.count(process, CallKey::named(id), 1, 0);
        ++result.understood;
    }
    return true;
}

Result<> addOne(const OrderedJson &json, std::string_view text, const std::string &name, Gatherer &gatherer, DocumentResult &result)
{
    if (at(json, {"monitors"}) && (at(json, {"monitors", "pt"}) || at(json, {"monitors", "fan"}))) {
        addCreport(json, gatherer, result);
        return {};
    }
    if (at(json, {"apiVersion"}) || at(json, {"kind"})) {
        const auto added = addKubernetesObject(json, gatherer, result);
        if (!added)
            return std::unexpected(added.error());
        if (*added)
            return {};
    }
    if (looksLikeProfile(json)) {
        result.kind = at(json, {"linux", "seccomp"}) ? "OCI runtime configuration" : "seccomp profile";
        if (const OrderedJson *words = at(json, {"process", "args"}); words && words->is_array() && gatherer.subject.command.empty()) {
            for (const OrderedJson &word : *words)
                gatherer.subject.command.push_back(word.is_string() ? word.get<std::string>() : std::string());
        }
        return addProfile(text, name, gatherer, result);
    }
    if (at(json, {"ociVersion"}))
        return fail(ErrorCode::InvalidInput, "linux.seccomp is missing: this container runs without a profile");
    if (json.is_array()) {
        if (addNames(json, name, gatherer, result))
            return {};
        bool any = false;
        for (const OrderedJson &one : json) {
            const auto added = addInspected(one, gatherer, result);
            if (!added)
                return std::unexpected(added.error());
            any = any || *added;
        }
        if (any)
            return {};
    } else {
        const auto added = addInspected(json, gatherer, result);
        if (!added)
            return std::unexpected(added.error());
        if (*added)
            return {};
    }
    return fail(ErrorCode::InvalidInput, "this JSON is no profile, report or list of containers that Whittle knows");
}

} // namespace

Result<DocumentResult> readJsonDocument(std::string_view text, const std::string &name, Gatherer &gatherer)
{
    const std::string container = takeComments(text);
    DocumentResult result;
    try {
        const OrderedJson json = OrderedJson::parse(text);
        if (auto added = addOne(json, text, container.empty() ? name : container, gatherer, result); !added)
            return std::unexpected(added.error());
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::InvalidInput, jsonErrorText(error.what()));
    }
    return result;
}

} // namespace whittle::imports
