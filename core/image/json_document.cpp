#include "image/json_document.h"

#include "image/paths.h"

#include <algorithm>
#include <charconv>
#include <format>

namespace whittle::image {

namespace {

// A value takes more than a hundred bytes of memory, and two of text.
constexpr std::ptrdiff_t kMaxValues = 500'000;

std::string_view kindName(formats::JsonKind kind)
{
    switch (kind) {
    case formats::JsonKind::Null:
        return "null";
    case formats::JsonKind::Bool:
        return "true or false";
    case formats::JsonKind::Number:
        return "a number";
    case formats::JsonKind::String:
        return "a string";
    case formats::JsonKind::Array:
        return "an array";
    case formats::JsonKind::Object:
        return "an object";
    }
    return "null";
}

} // namespace

Result<JsonDocument> JsonDocument::parse(std::string_view text, std::string name)
{
    JsonDocument document;
    document.m_name = std::move(name);
    if (std::ranges::count_if(text, [](char c) { return c == ',' || c == '[' || c == '{'; }) > kMaxValues)
        return fail(ErrorCode::InvalidInput, document.m_name + ": has too many values");
    formats::JsonFault fault;
    auto root = formats::parseJson(text, fault);
    if (!root)
        return document.bad(fault.path, std::format("{} (byte {})", fault.message, fault.offset));
    document.m_root = *std::move(root);
    return document;
}

std::unexpected<Error> JsonDocument::bad(std::string_view place, std::string_view what) const
{
    return fail(ErrorCode::InvalidInput, std::format("{}: {}{}{}", m_name, place, place.empty() ? "" : ": ", what));
}

Result<const formats::JsonValue *> JsonDocument::member(const formats::JsonValue &object, std::string_view member, formats::JsonKind kind, std::string_view place) const
{
    if (object.kind != formats::JsonKind::Object)
        return bad(place, "must be an object");
    const formats::JsonValue *value = object.find(member);
    if (!value || value->kind == formats::JsonKind::Null)
        return nullptr;
    if (value->kind != kind)
        return bad(formats::joinPath(place, member), std::format("must be {}", kindName(kind)));
    return value;
}

Result<std::string> JsonDocument::text(const formats::JsonValue &object, std::string_view name, std::string_view place) const
{
    const auto value = member(object, name, formats::JsonKind::String, place);
    if (!value)
        return std::unexpected(value.error());
    return *value ? (*value)->text : std::string();
}

Result<std::vector<std::string>> JsonDocument::texts(const formats::JsonValue &object, std::string_view name, std::string_view place) const
{
    const auto value = member(object, name, formats::JsonKind::Array, place);
    if (!value)
        return std::unexpected(value.error());
    std::vector<std::string> texts;
    if (!*value)
        return texts;
    for (const formats::JsonValue &item : (*value)->items) {
        if (item.kind != formats::JsonKind::String)
            return bad(formats::joinPath(formats::joinPath(place, name), texts.size()), "must be a string");
        texts.push_back(item.text);
    }
    return texts;
}

Result<std::map<std::string, std::string>> JsonDocument::textMap(const formats::JsonValue &object, std::string_view name, std::string_view place) const
{
    const auto value = member(object, name, formats::JsonKind::Object, place);
    if (!value)
        return std::unexpected(value.error());
    std::map<std::string, std::string> texts;
    if (!*value)
        return texts;
    for (const formats::JsonMember &item : (*value)->members) {
        if (item.value.kind != formats::JsonKind::String)
            return bad(formats::joinPath(formats::joinPath(place, name), item.name), "must be a string");
        texts[item.name] = item.value.text;
    }
    return texts;
}

std::optional<std::uint64_t> wholeNumber(const formats::JsonValue &value)
{
    std::uint64_t number = 0;
    const char *end = value.text.data() + value.text.size();
    const auto read = std::from_chars(value.text.data(), end, number);
    if (value.kind != formats::JsonKind::Number || read.ec != std::errc() || read.ptr != end)
        return std::nullopt;
    return number;
}

bool isSha256Digest(std::string_view text)
{
    return text.size() == 71 && text.starts_with("sha256:") && text.find_first_not_of("0123456789abcdef", 7) == std::string_view::npos;
}

} // namespace whittle::image
