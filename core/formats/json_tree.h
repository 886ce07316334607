#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::formats {

enum class JsonKind { Null, Bool, Number, String, Array, Object };

struct JsonMember;

/// One JSON value as it stands in a text: members in the order of the file, equal keys kept, numbers as they were written, and the
/// bytes [begin, end) that the value takes.
struct JsonValue
{
    JsonKind kind = JsonKind::Null;
    std::string text;                // String: decoded UTF-8; Number and Bool: as written
    std::vector<JsonValue> items;    // Array
    std::vector<JsonMember> members; // Object
    std::size_t begin = 0;
    std::size_t end = 0;

    /// The last member of that very name.
    [[nodiscard]] const JsonValue *find(std::string_view name) const;
};

struct JsonMember
{
    std::string name;
    JsonValue value;
};

/// Where and why a text is not JSON.
struct JsonFault
{
    std::size_t offset = 0;
    std::string path; // of the innermost value that was being read: "syscalls[3]"
    std::string message;
};

/// Reads one JSON value that takes the whole text. On failure fault says where and the result is empty. Deeper than 500 levels is
/// refused; time and memory are linear in the text.
[[nodiscard]] std::optional<JsonValue> parseJson(std::string_view text, JsonFault &fault);

/// "syscalls[3].names[1]"; a name that is no plain word stands in brackets and quotes.
[[nodiscard]] std::string joinPath(std::string_view parent, std::string_view name);
[[nodiscard]] std::string joinPath(std::string_view parent, std::size_t index);

/// Values for writing.
[[nodiscard]] JsonValue jsonString(std::string_view text);
[[nodiscard]] JsonValue jsonNumber(std::uint64_t number);
[[nodiscard]] JsonValue jsonStrings(const std::vector<std::string> &texts);

/// The value as text, indented by two spaces; no newline at the end.
[[nodiscard]] std::string toText(const JsonValue &value);
/// The same in one line.
[[nodiscard]] std::string toCompactText(const JsonValue &value);

} // namespace whittle::formats
