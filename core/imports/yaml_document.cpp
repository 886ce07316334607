#include "imports/document_parts.h"
#include "imports/scan.h"

#include <yaml-cpp/yaml.h>

#include <format>

namespace whittle::imports {

namespace {

namespace operation = trace::path_operation;

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxNodes = 500'000; // aliases may name the same again and again

// As Kubernetes' own reader turns YAML into JSON.
OrderedJson toJson(const YAML::Node &node, int depth, std::size_t &nodes)
{
    if (depth > kMaxDepth)
        throw YAML::Exception(node.Mark(), "it is nested too deeply");
    if (++nodes > kMaxNodes)
        throw YAML::Exception(node.Mark(), "it has too many values");
    switch (node.Type()) {
    case YAML::NodeType::Sequence: {
        OrderedJson list = OrderedJson::array();
        for (const YAML::Node &one : node)
            list.push_back(toJson(one, depth + 1, nodes));
        return list;
    }
    case YAML::NodeType::Map: {
        OrderedJson object = OrderedJson::object();
        for (const auto &entry : node)
            object[entry.first.IsScalar() ? entry.first.Scalar() : std::string()] = toJson(entry.second, depth + 1, nodes);
        return object;
    }
    case YAML::NodeType::Scalar: {
        const std::string &text = node.Scalar();
        if (node.Tag() == "!") // quoted: a text whatever it looks like
            return text;
        if (text == "true" || text == "false")
            return text == "true";
        if (text.empty() || text == "null" || text == "~")
            return nullptr;
        if (isDigit(text.front()) && !(text.size() > 1 && text.front() == '0' && !text.starts_with("0x"))) {
            if (const auto number = wholeNumber(text))
                return *number;
        }
        return text;
    }
    default: return nullptr;
    }
}

const OrderedJson *at(const OrderedJson &json, std::initializer_list<const char *> path)
{
    const OrderedJson *here = &json;
    for (const char *name : path) {
        if (!here->is_object() || !here->contains(name))
            return nullptr;
        here = &(*here)[name];
    }
    return here;
}

std::string textAt(const OrderedJson &json, std::initializer_list<const char *> path)
{
    const OrderedJson *found = at(json, path);
    return found && found->is_string() ? found->get<std::string>() : std::string();
}

// What the operator says of the recording behind a profile.
void noteCoverage(const OrderedJson &json, const std::string &name, DocumentResult &result)
{
    for (const char *where : {"labels", "annotations"}) {
        const OrderedJson *entries = at(json, {"metadata", where});
        if (!entries || !entries->is_object())
            continue;
        for (const auto &[key, value] : entries->items()) {
            const bool isTrue = value == "true" || value == true;
            const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
            if (key.contains("partial") && isTrue)
                result.notes.push_back(std::format("{} is a partial recording ({}): the recordings of the other containers belong to it", name, key));
            else if (key.contains("coverage"))
                result.notes.push_back(std::format("{} says of its coverage: {}: {}", name, key, text.substr(0, 200)));
        }
    }
    const std::string status = textAt(json, {"status", "status"});
    if (status == "Partial")
        result.notes.push_back(std::format("{} is a partial recording: the recordings of the other containers belong to it", name));
}

bool isPattern(std::string_view path) { return path.find_first_of("*?[{@") != std::string_view::npos; }

// "abstract" of an AppArmorProfile: what the operator recorded, before it made a policy of it.
void addAbstract(const OrderedJson &spec, const std::string &name, Gatherer &gatherer, DocumentResult &result)
{
    result.kind = "AppArmorProfile of the Security Profiles Operator";
    const Gatherer::ProcessId process = gatherer.process(0, name);
    std::uint64_t patterns = 0;
    const auto add = [&](std::initializer_list<const char *> path, std::uint32_t operations) {
        const OrderedJson *list = at(spec, path);
        if (!list || !list->is_array())
            return;
        for (const OrderedJson &one : *list) {
            const std::string text = one.is_string() ? one.get<std::string>() : std::string();
            if (!text.starts_with('/') || isPattern(text)) {
                ++patterns;
                ++result.passedOver;
                continue;
            }
            gatherer.addPath(process, gatherer.path(text), operations, 0, 0);
            ++result.understood;
        }
    };
    add({"abstract", "executable", "allowedExecutables"}, operation::kExecute);
    add({"abstract", "executable", "allowedLibraries"}, operation::kRead | operation::kMap);
    add({"abstract", "filesystem", "readOnlyPaths"}, operation::kRead);
    add({"abstract", "filesystem", "writeOnlyPaths"}, operation::kWrite);
    add({"abstract", "filesystem", "readWritePaths"}, operation::kRead | operation::kWrite);
    if (patterns > 0)
        result.notes.push_back(std::format("{} patterns of {} name no single path and are passed over", patterns, name));
    if (at(spec, {"policy"}))
        result.notes.push_back(std::format("the policy text of {} is passed over; a recording holds what was seen, not rules", name));
}

} // namespace

Result<bool> addKubernetesObject(const OrderedJson &json, Gatherer &gatherer, DocumentResult &result)
{
    const std::string kind = textAt(json, {"kind"});
    if (kind == "List" || kind.ends_with("ProfileList")) {
        const OrderedJson *items = at(json, {"items"});
        bool any = false;
        if (items && items->is_array()) {
            for (const OrderedJson &item : *items) {
                const auto added = addKubernetesObject(item, gatherer, result);
                if (!added)
                    return added;
                any = any || *added;
            }
        }
        return any;
    }
    std::string name = textAt(json, {"metadata", "name"});
    if (name.empty())
        name = kind;
    const OrderedJson *spec = at(json, {"spec"});
    if (kind == "SeccompProfile" && spec) {
        result.kind = "SeccompProfile of the Security Profiles Operator";
        noteCoverage(json, name, result);
        if (const std::string base = textAt(*spec, {"baseProfileName"}); !base.empty())
            result.notes.push_back(std::format("{} adds to the base profile {}, which is not in the file", name, base));
        if (auto added = addProfile(spec->dump(), name, gatherer, result); !added)
            return addContext(std::move(added).error(), name);
        return true;
    }
    if (kind == "AppArmorProfile" && spec) {
        noteCoverage(json, name, result);
        addAbstract(*spec, name, gatherer, result);
        return true;
    }
    if (kind.empty())
        return false;
    ++result.passedOver;
    result.notes.push_back(std::format("an object of kind {} is passed over", kind.substr(0, 60)));
    return false;
}

Result<DocumentResult> readYamlDocuments(std::string_view text, const std::string &name, Gatherer &gatherer)
{
    DocumentResult result;
    try {
        std::size_t nodes = 0;
        std::size_t count = 0;
        bool any = false;
        for (const YAML::Node &node : YAML::LoadAll(std::string(text))) {
            ++count;
            if (node.IsNull())
                continue;
            const OrderedJson json = toJson(node, 0, nodes);
            const auto added = addKubernetesObject(json, gatherer, result);
            if (!added)
                return std::unexpected(added.error());
            if (!*added && json.is_object() && (json.contains("defaultAction") || json.contains("syscalls"))) {
                result.kind = "seccomp profile";
                if (auto profile = addProfile(json.dump(), name, gatherer, result); !profile)
                    return std::unexpected(profile.error());
                any = true;
            }
            any = any || *added;
        }
        if (!any)
            return fail(ErrorCode::InvalidInput, std::format("none of its {} YAML documents is a SeccompProfile or an AppArmorProfile", count));
    } catch (const YAML::Exception &error) {
        return fail(ErrorCode::InvalidInput, error.mark.is_null() ? std::string("YAML: ") + error.msg
                                                                  : std::format("line {}, column {}: {}", error.mark.line + 1, error.mark.column + 1, error.msg));
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::InvalidInput, error.what());
    }
    return result;
}

} // namespace whittle::imports
