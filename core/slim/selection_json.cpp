#include "base/json_error.h"
#include "formats/json_node.h"
#include "slim/selection.h"

#include <algorithm>
#include <array>
#include <format>

namespace whittle::slim {

namespace {

using formats::BadInput;
using formats::bytesToJson;
using Json = formats::OrderedJson;
using Node = formats::JsonNode;

constexpr const char *kFormat = "whittle-selection";
constexpr int kVersion = 1;
constexpr std::array kLevels = {Level::Tight, Level::Balanced, Level::Package};
constexpr std::array kReasons = {ReasonKind::Observed, ReasonKind::Parent,     ReasonKind::Link,     ReasonKind::Interpreter, ReasonKind::Library,
                                 ReasonKind::Rule,     ReasonKind::Package, ReasonKind::Configured, ReasonKind::Included,    ReasonKind::Added};

template <class Value, std::size_t Size>
Value named(const Node &node, const std::array<Value, Size> &values, std::string_view (*name)(Value))
{
    const std::string text = node.text();
    const auto found = std::ranges::find(values, text, name);
    if (found == values.end())
        node.bad(std::format("\"{}\" is not known", text));
    return *found;
}

Selection selectionFrom(const Node &root)
{
    Selection selection;
    selection.level = named(root["level"], kLevels, &levelName);
    selection.keptSize = root["keptSize"].number<std::uint64_t>();
    selection.removedSize = root["removedSize"].number<std::uint64_t>();
    selection.notes = root["notes"].words();
    selection.missing = root["missing"].words();
    root["kept"].each([&](const Node &node) {
        KeptFile file;
        file.size = node["size"].number<std::uint64_t>();
        node["reasons"].each([&](const Node &reason) {
            file.reasons.push_back({named(reason["kind"], kReasons, &reasonName), reason["detail"].bytes()});
        });
        if (file.reasons.empty())
            node["reasons"].bad("must not be empty");
        if (!selection.kept.emplace(node["path"].bytes(), std::move(file)).second)
            node["path"].bad("is there twice");
    });
    root["removed"].each([&](const Node &node) {
        const std::string path = node["path"].bytes();
        if (selection.kept.contains(path) || !selection.removed.emplace(path, node["size"].number<std::uint64_t>()).second)
            node["path"].bad("is there twice");
    });
    return selection;
}

} // namespace

std::string writeSelection(const Selection &selection)
{
    // Item by item: as one JSON value it would take many times the memory.
    std::string text = std::format("{{\n\"format\": \"{}\",\n\"version\": {},\n\"level\": \"{}\",\n\"keptSize\": {},\n\"removedSize\": {}", kFormat, kVersion,
                                   levelName(selection.level), selection.keptSize, selection.removedSize);
    const auto array = [&](std::string_view name, const auto &items, const auto &toJson) {
        text += std::format(",\n\"{}\": [", name);
        std::string_view separator = "\n";
        for (const auto &item : items) {
            text += separator;
            text += toJson(item).dump();
            separator = ",\n";
        }
        text += items.empty() ? "]" : "\n]";
    };
    array("notes", selection.notes, bytesToJson);
    array("missing", selection.missing, bytesToJson);
    array("kept", selection.kept, [](const auto &item) {
        const auto &[path, file] = item;
        Json reasons = Json::array();
        for (const Reason &reason : file.reasons)
            reasons.push_back(Json{{"kind", reasonName(reason.kind)}, {"detail", bytesToJson(reason.detail)}});
        return Json{{"path", bytesToJson(path)}, {"size", file.size}, {"reasons", std::move(reasons)}};
    });
    array("removed", selection.removed, [](const auto &item) { return Json{{"path", bytesToJson(item.first)}, {"size", item.second}}; });
    return text + "\n}\n";
}

Result<Selection> readSelection(std::string_view text)
{
    try {
        const Json json = Json::parse(text);
        const Node root(json, "");
        if (!json.is_object() || !root.has("format") || root["format"].text() != kFormat)
            return fail(ErrorCode::InvalidInput, std::format("is not a selection: \"format\" is not \"{}\"", kFormat));
        if (const int version = root["version"].number<int>(); version != kVersion)
            return fail(ErrorCode::Unsupported, std::format("version {} of the format; this program reads version {}", version, kVersion));
        return selectionFrom(root);
    } catch (const BadInput &bad) {
        return fail(ErrorCode::InvalidInput, bad.message);
    } catch (const Json::exception &error) {
        return fail(ErrorCode::InvalidInput, jsonErrorText(error.what()));
    }
}

} // namespace whittle::slim
