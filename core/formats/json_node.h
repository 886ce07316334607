#pragma once

#include <nlohmann/json.hpp>

#include <charconv>
#include <concepts>
#include <cstdint>
#include <format>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// For readers and writers of our own JSON files: each member is asked for by name, and what is wrong is said with its JSON path.
namespace whittle::formats {

using OrderedJson = nlohmann::ordered_json;

/// File names are bytes; JSON strings are Unicode. What is not UTF-8 is written as {"hex": "…"}.
[[nodiscard]] OrderedJson bytesToJson(const std::string &bytes);

/// Thrown by JsonNode, caught where the file's reader begins.
struct BadInput
{
    std::string message;
};

/// A value together with its place, for errors. Members that are not there keep the default that the caller gives.
/// Throws BadInput.
class JsonNode
{
public:
    JsonNode(const OrderedJson &json, std::string path) : m_json(json), m_path(std::move(path)) {}

    [[noreturn]] void bad(std::string_view what) const { throw BadInput{std::format("{}: {}", m_path.empty() ? "the document" : m_path, what)}; }

    [[nodiscard]] bool has(const char *name) const { return object().contains(name); }
    [[nodiscard]] JsonNode operator[](const char *name) const
    {
        const std::string path = m_path.empty() ? name : m_path + "." + name;
        const auto found = object().find(name);
        if (found == object().end())
            throw BadInput{path + " is missing"};
        return {*found, path};
    }
    [[nodiscard]] std::string text() const
    {
        if (!m_json.is_string())
            bad("must be a string");
        return m_json.get<std::string>();
    }
    [[nodiscard]] std::string bytes() const
    {
        if (!m_json.is_object())
            return text();
        const std::string hex = (*this)["hex"].text();
        if (hex.size() % 2 != 0)
            bad("has an odd number of hexadecimal digits");
        std::string bytes;
        for (std::size_t i = 0; i < hex.size(); i += 2) {
            unsigned value = 0;
            const auto [end, error] = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
            if (error != std::errc() || end != hex.data() + i + 2)
                bad("is not hexadecimal");
            bytes.push_back(static_cast<char>(value));
        }
        return bytes;
    }
    [[nodiscard]] bool flag() const
    {
        if (!m_json.is_boolean())
            bad("must be true or false");
        return m_json.get<bool>();
    }
    template <std::integral T>
    [[nodiscard]] T number() const
    {
        if (m_json.is_number_unsigned()) {
            if (const auto value = m_json.get<std::uint64_t>(); std::in_range<T>(value))
                return static_cast<T>(value);
        } else if (m_json.is_number_integer()) {
            if (const auto value = m_json.get<std::int64_t>(); std::in_range<T>(value))
                return static_cast<T>(value);
        } else {
            bad("must be a whole number");
        }
        bad("is out of range");
    }
    void each(auto &&visit) const
    {
        if (!m_json.is_array())
            bad("must be an array");
        std::size_t index = 0;
        for (const OrderedJson &item : m_json) {
            visit(JsonNode(item, std::format("{}[{}]", m_path, index)));
            ++index;
        }
    }
    void eachMember(auto &&visit) const
    {
        for (const auto &[name, value] : object().items())
            visit(name, JsonNode(value, m_path.empty() ? name : m_path + "." + name));
    }
    template <std::integral Key>
    [[nodiscard]] std::map<Key, std::uint64_t> counts(std::size_t limit) const
    {
        std::map<Key, std::uint64_t> counts;
        for (const auto &[name, value] : object().items()) {
            Key key{};
            const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), key);
            if (error != std::errc() || end != name.data() + name.size())
                bad(std::format("\"{}\" is not a number", name));
            counts[key] = JsonNode(value, m_path + "." + name).number<std::uint64_t>();
        }
        if (counts.size() > limit)
            bad(std::format("has more than {} values", limit));
        return counts;
    }
    [[nodiscard]] std::vector<std::string> words() const
    {
        std::vector<std::string> words;
        each([&](const JsonNode &word) { words.push_back(word.bytes()); });
        return words;
    }

private:
    [[nodiscard]] const OrderedJson &object() const
    {
        if (!m_json.is_object())
            bad("must be an object");
        return m_json;
    }
    const OrderedJson &m_json;
    std::string m_path;
};

} // namespace whittle::formats
