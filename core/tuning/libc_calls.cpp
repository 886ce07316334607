#include "tuning/libc_calls.h"

#include "base/json_error.h"
#include "base/resource.h"
#include "formats/json_node.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>

namespace whittle::tuning {

namespace {

using formats::BadInput;
using Node = formats::JsonNode;

RefusedCall refusedFrom(const Node &node)
{
    RefusedCall refused;
    if (node.has("then"))
        refused.then = node["then"].words();
    if (node.has("result"))
        refused.result = node["result"].text();
    return refused;
}

LibcFunction functionFrom(const Node &node)
{
    LibcFunction function;
    function.function = node["function"].text();
    function.calls = node["calls"].words();
    node["refused"].eachMember([&](const std::string &call, const Node &answers) {
        if (answers.has("ENOSYS"))
            function.onEnosys.emplace(call, refusedFrom(answers["ENOSYS"]));
        if (answers.has("EPERM"))
            function.onEperm.emplace(call, refusedFrom(answers["EPERM"]));
    });
    return function;
}

} // namespace

const RefusedCall *Libc::fallBack(std::string_view call) const
{
    for (const LibcFunction &function : functions) {
        const auto refused = function.onEnosys.find(call);
        if (refused != function.onEnosys.end() && refused->second.result.empty() && !refused->second.then.empty())
            return &refused->second;
    }
    return nullptr;
}

const LibcCalls &LibcCalls::builtIn()
{
    // Part of the program; a test reads it, so value() cannot throw in a program that passed its tests.
    static const LibcCalls calls = parse(resource("tuning/libc-calls.json")).value();
    return calls;
}

Result<LibcCalls> LibcCalls::parse(std::string_view text)
{
    constexpr int kVersion = 1;
    try {
        const auto json = formats::OrderedJson::parse(text);
        const Node root(json, "");
        if (const int version = root["version"].number<int>(); version != kVersion)
            return fail(ErrorCode::Unsupported, std::format("version {} of the table; this program reads version {}", version, kVersion));
        LibcCalls calls;
        root["libraries"].each([&](const Node &node) {
            Libc &libc = calls.m_libraries.emplace_back();
            libc.library = node["library"].text();
            libc.release = node["release"].text();
            const auto machine = parseAbi(node["machine"].text());
            if (!machine)
                node["machine"].bad("is no machine that is known");
            libc.machine = *machine;
            node["functions"].each([&](const Node &function) { libc.functions.push_back(functionFrom(function)); });
        });
        return calls;
    } catch (const BadInput &bad) {
        return fail(ErrorCode::InvalidInput, bad.message);
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::InvalidInput, jsonErrorText(error.what()));
    }
}

const Libc *LibcCalls::find(std::string_view library, Abi machine) const
{
    const auto found = std::ranges::find_if(m_libraries, [&](const Libc &libc) { return libc.library == library && libc.machine == machine; });
    return found == m_libraries.end() ? nullptr : &*found;
}

} // namespace whittle::tuning
