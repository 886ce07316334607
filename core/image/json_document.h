#pragma once

#include "base/result.h"
#include "formats/json_tree.h"
#include "image/container.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::image {

/// A JSON file of an image, from an untrusted source: asked for members by name, with errors that name file and place.
class JsonDocument
{
public:
    /// Errors: InvalidInput naming what and the place; a text with very many values is refused, it would take much memory.
    [[nodiscard]] static Result<JsonDocument> parse(std::string_view text, std::string name);

    [[nodiscard]] const formats::JsonValue &root() const { return m_root; }
    [[nodiscard]] const std::string &name() const { return m_name; }

    /// "NAME: PLACE: what".
    [[nodiscard]] std::unexpected<Error> bad(std::string_view place, std::string_view what) const;
    /// The member's text; empty where it is missing or null. Errors: it is no string.
    [[nodiscard]] Result<std::string> text(const formats::JsonValue &object, std::string_view member, std::string_view place) const;
    /// Null pointer where it is missing or null. Errors: it is of another kind.
    [[nodiscard]] Result<const formats::JsonValue *> member(const formats::JsonValue &object, std::string_view member, formats::JsonKind kind, std::string_view place) const;
    [[nodiscard]] Result<std::vector<std::string>> texts(const formats::JsonValue &object, std::string_view member, std::string_view place) const;
    [[nodiscard]] Result<std::map<std::string, std::string>> textMap(const formats::JsonValue &object, std::string_view member, std::string_view place) const;

private:
    formats::JsonValue m_root;
    std::string m_name;
};

/// A number without sign, point and exponent.
[[nodiscard]] std::optional<std::uint64_t> wholeNumber(const formats::JsonValue &value);

/// "sha256:" and 64 lower-case hexadecimal digits.
[[nodiscard]] bool isSha256Digest(std::string_view text);

} // namespace whittle::image
