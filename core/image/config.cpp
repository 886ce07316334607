#include "image/config.h"

#include "image/json_document.h"
#include "image/paths.h"

#include <format>

namespace whittle::image {

namespace {

using formats::JsonKind;
using formats::JsonValue;

// In the place of the last member of that name, which is the one that counts; earlier ones go.
void setMember(JsonValue &object, std::string_view name, JsonValue value)
{
    bool placed = false;
    for (auto at = object.members.size(); at-- > 0;) {
        if (object.members[at].name != name)
            continue;
        if (placed)
            object.members.erase(object.members.begin() + static_cast<std::ptrdiff_t>(at));
        else
            object.members[at].value = std::move(value);
        placed = true;
    }
    if (!placed)
        object.members.push_back({std::string(name), std::move(value)});
}

JsonValue object()
{
    JsonValue value;
    value.kind = JsonKind::Object;
    return value;
}

} // namespace

Result<ImageConfig> readConfig(std::string_view text, const std::string &name)
{
    const auto document = JsonDocument::parse(text, name);
    if (!document)
        return std::unexpected(document.error());
    const JsonValue &root = document->root();
    auto os = document->text(root, "os", "");
    auto architecture = os ? document->text(root, "architecture", "") : os;
    auto variant = architecture ? document->text(root, "variant", "") : architecture;
    auto created = variant ? document->text(root, "created", "") : variant;
    if (!created)
        return std::unexpected(created.error());
    const auto rootfs = document->member(root, "rootfs", JsonKind::Object, "");
    if (!rootfs)
        return std::unexpected(rootfs.error());
    if (!*rootfs)
        return document->bad("", "has no \"rootfs\"; this is no image config");
    auto diffIds = document->texts(**rootfs, "diff_ids", "rootfs");
    if (!diffIds)
        return std::unexpected(diffIds.error());
    for (std::size_t i = 0; i < diffIds->size(); ++i) {
        if (!isSha256Digest((*diffIds)[i]))
            return document->bad(formats::joinPath("rootfs.diff_ids", i), std::format("{} is no sha256 digest", inQuotes((*diffIds)[i])));
    }
    ImageConfig config{{*std::move(os), *std::move(architecture), *std::move(variant)}, *std::move(created), *std::move(diffIds), {}};

    const auto history = document->member(root, "history", JsonKind::Array, "");
    if (!history)
        return std::unexpected(history.error());
    for (std::size_t i = 0; *history && i < (*history)->items.size(); ++i) {
        const JsonValue &item = (*history)->items[i];
        const std::string place = formats::joinPath("history", i);
        HistoryStep step;
        for (const auto &[member, target] : {std::pair{"created", &step.created}, {"created_by", &step.createdBy}, {"author", &step.author}, {"comment", &step.comment}}) {
            auto value = document->text(item, member, place);
            if (!value)
                return std::unexpected(value.error());
            *target = *std::move(value);
        }
        const auto empty = document->member(item, "empty_layer", JsonKind::Bool, place);
        if (!empty)
            return std::unexpected(empty.error());
        step.emptyLayer = *empty && (*empty)->text == "true";
        config.history.push_back(std::move(step));
    }
    return config;
}

Result<std::string> configOfOneLayer(std::string_view text, const std::string &diffId, const HistoryStep &step)
{
    const auto document = JsonDocument::parse(text, "the image's config");
    if (!document)
        return std::unexpected(document.error());
    JsonValue root = document->root();
    JsonValue rootfs = object();
    rootfs.members.push_back({"type", formats::jsonString("layers")});
    rootfs.members.push_back({"diff_ids", formats::jsonStrings({diffId})});
    setMember(root, "rootfs", std::move(rootfs));

    JsonValue made = object();
    for (const auto &[name, value] : {std::pair{"created", &step.created}, {"created_by", &step.createdBy}, {"author", &step.author}, {"comment", &step.comment}}) {
        if (!value->empty())
            made.members.push_back({name, formats::jsonString(*value)});
    }
    JsonValue history;
    history.kind = JsonKind::Array;
    history.items.push_back(std::move(made));
    setMember(root, "history", std::move(history));
    if (!step.created.empty())
        setMember(root, "created", formats::jsonString(step.created));
    return formats::toCompactText(root);
}

} // namespace whittle::image
