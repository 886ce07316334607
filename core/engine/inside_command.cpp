#include "engine/inside_command.h"

#include "base/sha256.h"
#include "probe/tcp_probe.h"
#include "profile/target.h"

#include <algorithm>
#include <array>
#include <format>
#include <utility>

namespace whittle::engine {

namespace {

std::uint64_t maskOf(const std::set<std::string> &capabilities)
{
    std::uint64_t mask = 0;
    std::uint64_t bit = 1;
    for (const std::string_view name : profile::allCapabilities()) { // in the kernel's order
        if (capabilities.contains(std::string(name)))
            mask |= bit;
        bit <<= 1;
    }
    return mask;
}

} // namespace

std::vector<std::string> holderCommand(const RunPlan &plan, bool first, const std::vector<std::string> &words)
{
    std::vector<std::string> command = {kSensorInside, "hold"};
    if (first)
        command.emplace_back("--first");
    if (!plan.user.empty())
        command.insert(command.end(), {"--user", plan.user});
    command.insert(command.end(), {"--capabilities", std::format("{:x}", maskOf(plan.capabilities))});
    if (!plan.homeGiven)
        command.emplace_back("--home");
    command.emplace_back("--");
    command.insert(command.end(), words.begin(), words.end());
    return command;
}

Result<std::vector<std::string>> splitWords(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool escapes = c == '\\' && quote != '\'' && i + 1 < text.size() && (quote == 0 || text[i + 1] == '"' || text[i + 1] == '\\');
        if (escapes) {
            word += text[++i];
            inWord = true;
        } else if (quote != 0 && c != quote) {
            word += c;
        } else if (quote != 0) {
            quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (c == ' ' || c == '\t' || c == '\n') {
            if (inWord)
                words.push_back(std::exchange(word, {}));
            inWord = false;
        } else {
            word += c;
            inWord = true;
        }
    }
    if (quote != 0)
        return fail(ErrorCode::InvalidInput, std::format("\"{}\": a quote is not closed", text));
    if (inWord)
        words.push_back(std::move(word));
    return words;
}

Result<std::vector<std::string>> commandWords(std::string_view text)
{
    // What a shell would do more than take quotes away; inside quotes some of it is only text, which a shell leaves so too.
    const bool needsShell = text.find_first_of("|&;<>()$`*?[]#~!{}\n") != std::string_view::npos || text.substr(0, text.find(' ')).contains('=');
    auto words = splitWords(text);
    if (words && words->empty())
        return fail(ErrorCode::InvalidInput, "an empty command");
    return words && needsShell ? std::vector<std::string>{"/bin/sh", "-c", std::string(text)} : words;
}

Result<trace::ProbeResult> runInside(Engine &engine, const std::string &containerId, const RunPlan &plan, const std::string &name,
                                     const std::vector<std::string> &words, std::chrono::milliseconds timeout, std::stop_token stop)
{
    trace::ProbeResult result;
    result.probe = name;
    auto stream = engine.exec(containerId, {.command = holderCommand(plan, false, words), .user = "0:0"});
    if (!stream)
        return std::unexpected(stream.error());
    (*stream)->setDeadline(std::chrono::steady_clock::now() + timeout);
    Sha256 digest;
    std::string head;
    std::array<char, 16384> buffer;
    for (;;) {
        const auto got = (*stream)->read(buffer.data(), buffer.size(), stop);
        if (!got && got.error().code == ErrorCode::Unavailable) {
            result.status = -1;
            result.detail = std::format("did not end within {:.1f} s", static_cast<double>(timeout.count()) / 1000);
            return result;
        }
        if (!got)
            return std::unexpected(got.error());
        if (*got == 0)
            break;
        digest.add({buffer.data(), *got});
        result.bytes += *got;
        head.append(buffer.data(), std::min<std::size_t>(*got, 256 - std::min<std::size_t>(256, head.size())));
    }
    const auto status = (*stream)->exitStatus();
    if (!status)
        return std::unexpected(status.error());
    result.status = *status;
    result.passed = *status == 0;
    result.bodyDigest = "sha256:" + digest.hex();
    if (!result.passed) {
        const std::string &said = (*stream)->errorOutput().empty() ? head : (*stream)->errorOutput();
        result.detail = std::format("exit status {}{}", *status, said.empty() ? "" : ": " + probe::inQuotes(said));
    }
    return result;
}

} // namespace whittle::engine
