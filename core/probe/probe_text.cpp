#include "probe/probe.h"

#include "base/json_error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <format>

namespace whittle::probe {

namespace {

using Json = nlohmann::json;

bool isToken(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 127 && !std::string_view("()<>@,;:\\\"/[]?={}").contains(c); });
}

bool isLine(std::string_view text)
{
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; });
}

// "/path" or ":8080/path" into the probe; empty text: fine. Else what is wrong with it.
std::string setTarget(HttpProbe &probe, std::string_view text)
{
    if (text.starts_with(':')) {
        int port = 0;
        const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), port);
        if (error != std::errc() || port < 1 || port > 65535)
            return "a port between 1 and 65535 must follow ':'";
        probe.port = port;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (text.empty())
            text = "/";
    }
    if (!text.starts_with('/'))
        return "the path must begin with '/'";
    if (!isLine(text) || text.contains(' '))
        return "the path holds a space or a control character; write it as %20 and the like";
    probe.path = text;
    return {};
}

Result<HttpProbe> probeOf(const Json &value, const std::string &where)
{
    const auto wrong = [](const std::string &place, std::string_view what) { return fail(ErrorCode::InvalidInput, std::format("{}: {}", place, what)); };
    if (value.is_string()) {
        auto probe = parseProbe(value.get<std::string>());
        return probe ? probe : Result<HttpProbe>(addContext(probe.error(), where));
    }
    if (!value.is_object())
        return wrong(where, "expected an object");
    HttpProbe probe;
    bool hasPath = false;
    for (const auto &[name, member] : value.items()) {
        const std::string place = where + "." + name;
        const auto isText = [&] { return member.is_string(); };
        if (name == "method") {
            if (!isText() || !isToken(member.get<std::string>()))
                return wrong(place, "expected a method such as \"GET\"");
            probe.method = member.get<std::string>();
        } else if (name == "path") {
            if (!isText())
                return wrong(place, "expected text");
            if (const std::string problem = setTarget(probe, member.get<std::string>()); !problem.empty())
                return wrong(place, problem);
            hasPath = true;
        } else if (name == "port") {
            if (!member.is_number_integer() || member.get<std::int64_t>() < 1 || member.get<std::int64_t>() > 65535)
                return wrong(place, "expected a port between 1 and 65535");
            probe.port = member.get<int>();
        } else if (name == "body") {
            if (!isText())
                return wrong(place, "expected text");
            probe.body = member.get<std::string>();
        } else if (name == "status") {
            if (!member.is_number_integer() || member.get<std::int64_t>() < 100 || member.get<std::int64_t>() > 599)
                return wrong(place, "expected a status between 100 and 599");
            probe.expectedStatus = member.get<int>();
        } else if (name == "headers") {
            if (!member.is_object())
                return wrong(place, "expected an object of header names and values");
            for (const auto &[header, text] : member.items()) {
                if (!isToken(header))
                    return wrong(place, std::format("\"{}\" is no header name", header));
                if (!text.is_string() || !isLine(text.get<std::string>()))
                    return wrong(place + "." + header, "expected one line of text");
                probe.headers.emplace_back(header, text.get<std::string>());
            }
        } else {
            return wrong(place, "unknown member; known are method, path, port, headers, body and status");
        }
    }
    if (!hasPath)
        return wrong(where, "\"path\" is missing");
    return probe;
}

} // namespace

Result<HttpProbe> parseProbe(std::string_view text)
{
    HttpProbe probe;
    const auto wrong = [text](std::string_view what) {
        return fail(ErrorCode::InvalidInput, std::format("probe \"{}\": {} (example: \"GET /health\")", text, what));
    };
    std::string_view target = text;
    if (const auto space = text.find(' '); space != std::string_view::npos) {
        const std::string_view method = text.substr(0, space);
        if (!isToken(method))
            return wrong("the first word must be a method");
        probe.method = method;
        std::ranges::transform(probe.method, probe.method.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        target.remove_prefix(std::min(text.find_first_not_of(' ', space), text.size()));
    }
    if (const std::string problem = setTarget(probe, target); !problem.empty())
        return wrong(problem);
    return probe;
}

Result<std::vector<HttpProbe>> readProbeFile(std::string_view text)
{
    Json list;
    try {
        list = Json::parse(text);
    } catch (const Json::exception &error) {
        return fail(ErrorCode::InvalidInput, jsonErrorText(error.what()));
    }
    if (!list.is_array())
        return fail(ErrorCode::InvalidInput, "expected an array of probes");
    std::vector<HttpProbe> probes;
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto probe = probeOf(list[i], std::format("[{}]", i));
        if (!probe)
            return std::unexpected(probe.error());
        probes.push_back(std::move(*probe));
    }
    return probes;
}

} // namespace whittle::probe
