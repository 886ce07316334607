#include "formats/json_tree.h"

#include "base/printable.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>
#include <iterator>

namespace whittle::formats {

namespace {

constexpr std::size_t kMaxDepth = 500;
constexpr std::size_t kLongestPath = 200; // of a fault; the middle is left out

// Reads the text and counts, so that the parser's events can be given places: nlohmann 3.11 tells none.
class CountingIterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    CountingIterator(const char *at, std::size_t *count) : m_at(at), m_count(count) {}
    reference operator*() const { return *m_at; }
    CountingIterator &operator++()
    {
        ++m_at;
        ++*m_count;
        return *this;
    }
    CountingIterator operator++(int)
    {
        CountingIterator old = *this;
        ++*this;
        return old;
    }
    bool operator==(const CountingIterator &other) const { return m_at == other.m_at; }

private:
    const char *m_at;
    std::size_t *m_count;
};

// The parser's own words without its prefix of library name, numbers and position.
std::string plainMessage(std::string_view what)
{
    for (const std::string_view mark : {"syntax error while parsing ", "] "}) {
        const std::size_t at = what.find(mark);
        if (at == std::string_view::npos)
            continue;
        std::string_view rest = what.substr(at + mark.size());
        if (mark == "] ")
            return std::string(rest);
        // "value - unexpected ']'; expected …; last read: '…'"
        const std::size_t dash = rest.find(" - ");
        if (dash != std::string_view::npos)
            rest.remove_prefix(dash + 3);
        const std::size_t last = rest.find("; last read:");
        return std::string(rest.substr(0, last));
    }
    return std::string(what);
}

class TreeBuilder final : public nlohmann::json_sax<nlohmann::json>
{
public:
    TreeBuilder(std::string_view text, const std::size_t &consumed, JsonFault &fault) : m_text(text), m_consumed(consumed), m_fault(fault) {}

    JsonValue takeRoot() { return std::move(m_root); }

    bool null() override { return addScalar(JsonKind::Null); }
    bool boolean(bool) override { return addScalar(JsonKind::Bool); }
    bool number_integer(number_integer_t) override { return addScalar(JsonKind::Number); }
    bool number_unsigned(number_unsigned_t) override { return addScalar(JsonKind::Number); }
    bool number_float(number_float_t, const string_t &) override { return addScalar(JsonKind::Number); }
    bool string(string_t &value) override { return addScalar(JsonKind::String, &value); }
    bool binary(binary_t &) override { return false; } // JSON text has none
    bool start_object(std::size_t) override { return open(JsonKind::Object); }
    bool start_array(std::size_t) override { return open(JsonKind::Array); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t &name) override
    {
        m_lastEnd = m_consumed;
        m_open.back()->members.push_back({std::move(name), {}});
        return true;
    }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::json::exception &error) override
    {
        return refuse(position == 0 ? 0 : position - 1, plainMessage(error.what()));
    }

private:
    bool refuse(std::size_t offset, std::string message)
    {
        std::string path;
        const JsonValue *value = m_open.empty() ? nullptr : m_open.front();
        for (std::size_t i = 0; value; ++i) {
            if (value->kind == JsonKind::Object && !value->members.empty())
                path = joinPath(path, value->members.back().name);
            else if (value->kind == JsonKind::Array && i + 1 < m_open.size())
                path = joinPath(path, value->items.size() - 1);
            value = i + 1 < m_open.size() ? m_open[i + 1] : nullptr;
        }
        m_fault = {std::min(offset, m_text.size()), printable(path, kLongestPath), std::move(message)};
        return false;
    }

    // Between the end of the last token and a value stand only blanks and the two separators.
    std::size_t beginOfToken() const
    {
        const std::size_t at = m_text.find_first_not_of(" \t\r\n,:", m_lastEnd);
        return std::min(at, m_text.size());
    }

    JsonValue &append(JsonValue value)
    {
        if (m_open.empty())
            return m_root = std::move(value);
        JsonValue &parent = *m_open.back();
        if (parent.kind == JsonKind::Array)
            return parent.items.emplace_back(std::move(value));
        return parent.members.back().value = std::move(value);
    }

    bool addScalar(JsonKind kind, std::string *decoded = nullptr)
    {
        JsonValue value;
        value.kind = kind;
        value.begin = beginOfToken();
        value.end = m_consumed;
        // The parser has read one byte behind a number to see its end.
        if (kind == JsonKind::Number)
            value.end = std::min(m_text.find_first_not_of("+-.0123456789eE", value.begin), m_text.size());
        if (decoded)
            value.text = std::move(*decoded);
        else if (kind != JsonKind::Null)
            value.text = m_text.substr(value.begin, value.end - value.begin);
        m_lastEnd = value.end;
        append(std::move(value));
        return true;
    }

    bool open(JsonKind kind)
    {
        if (m_open.size() >= kMaxDepth)
            return refuse(m_consumed, std::format("nested deeper than {} levels", kMaxDepth));
        JsonValue value;
        value.kind = kind;
        value.begin = beginOfToken();
        m_lastEnd = m_consumed;
        m_open.push_back(&append(std::move(value)));
        return true;
    }

    bool close()
    {
        m_open.back()->end = m_consumed;
        m_lastEnd = m_consumed;
        m_open.pop_back();
        return true;
    }

    std::string_view m_text;
    const std::size_t &m_consumed;
    JsonFault &m_fault;
    JsonValue m_root;
    // Only the last child of each open value grows, so these stay valid.
    std::vector<JsonValue *> m_open;
    std::size_t m_lastEnd = 0;
};

bool isPlainWord(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '-' || c >= 0x80; });
}

void write(const JsonValue &value, bool indented, std::size_t depth, std::string &out)
{
    const auto newline = [&](std::size_t level) {
        if (indented) {
            out += '\n';
            out.append(2 * level, ' ');
        }
    };
    const auto writeList = [&](char first, char last, const auto &list, auto &&writeOne) {
        out += first;
        bool isFirst = true;
        for (const auto &one : list) {
            if (!isFirst)
                out += ',';
            isFirst = false;
            newline(depth + 1);
            writeOne(one);
        }
        if (!list.empty())
            newline(depth);
        out += last;
    };
    const auto quote = [](std::string_view text) {
        return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    };
    switch (value.kind) {
    case JsonKind::Null: out += "null"; break;
    case JsonKind::Bool:
    case JsonKind::Number: out += value.text; break;
    case JsonKind::String: out += quote(value.text); break;
    case JsonKind::Array:
        writeList('[', ']', value.items, [&](const JsonValue &item) { write(item, indented, depth + 1, out); });
        break;
    case JsonKind::Object:
        writeList('{', '}', value.members, [&](const JsonMember &member) {
            out += quote(member.name);
            out += indented ? ": " : ":";
            write(member.value, indented, depth + 1, out);
        });
        break;
    }
}

} // namespace

const JsonValue *JsonValue::find(std::string_view name) const
{
    for (auto member = members.rbegin(); member != members.rend(); ++member) {
        if (member->name == name)
            return &member->value;
    }
    return nullptr;
}

std::optional<JsonValue> parseJson(std::string_view text, JsonFault &fault)
{
    if (text.starts_with("\xEF\xBB\xBF")) {
        fault = {0, {}, "starts with a byte order mark, which engines refuse"};
        return std::nullopt;
    }
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        fault = {0, {}, "is UTF-16 text; engines read UTF-8"};
        return std::nullopt;
    }
    std::size_t consumed = 0;
    TreeBuilder builder(text, consumed, fault);
    const CountingIterator begin(text.data(), &consumed);
    const CountingIterator end(text.data() + text.size(), &consumed);
    if (!nlohmann::json::sax_parse(begin, end, &builder))
        return std::nullopt;
    return builder.takeRoot();
}

std::string joinPath(std::string_view parent, std::string_view name)
{
    if (!isPlainWord(name))
        return std::format("{}[\"{}\"]", parent, name);
    return parent.empty() ? std::string(name) : std::format("{}.{}", parent, name);
}

std::string joinPath(std::string_view parent, std::size_t index)
{
    return std::format("{}[{}]", parent, index);
}

JsonValue jsonString(std::string_view text)
{
    JsonValue value;
    value.kind = JsonKind::String;
    value.text = text;
    return value;
}

JsonValue jsonNumber(std::uint64_t number)
{
    JsonValue value;
    value.kind = JsonKind::Number;
    value.text = std::to_string(number);
    return value;
}

JsonValue jsonStrings(const std::vector<std::string> &texts)
{
    JsonValue value;
    value.kind = JsonKind::Array;
    for (const std::string &text : texts)
        value.items.push_back(jsonString(text));
    return value;
}

std::string toText(const JsonValue &value)
{
    std::string out;
    write(value, true, 0, out);
    return out;
}

std::string toCompactText(const JsonValue &value)
{
    std::string out;
    write(value, false, 0, out);
    return out;
}

} // namespace whittle::formats
