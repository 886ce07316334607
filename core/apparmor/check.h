#pragma once

#include "apparmor/policy.h"
#include "profile/check.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::apparmor {

/// One thing that is wrong with an AppArmor policy or worth knowing about it.
struct Finding
{
    profile::Severity severity = profile::Severity::Info;
    std::string code;        // stable and short: "wide-write"
    SourceRange range;
    std::string profile;     // its name; empty: the whole file
    std::string message;     // one sentence: what is so
    std::string explanation; // why it matters
    std::string suggestion;  // what to do about it
};

/// Every finding about a text, most severe first, then by place: what apparmor_parser would refuse, rules that are wider than a container
/// needs, what a container's profile lacks. What a profile decides is asked of Access.
[[nodiscard]] std::vector<Finding> check(std::string_view text, const ReadOptions &options = {});

/// What apparmor_parser -Q -K says to the text; nullopt where the program is not installed, and after a stop. Empty: it takes it.
[[nodiscard]] std::optional<std::vector<Finding>> checkWithParser(const std::string &text, std::stop_token stop = {});

/// Puts what checkWithParser() said in front of the findings of check(). Where both refuse the text, ours stay alone: they say where.
void addParserFindings(std::vector<Finding> &findings, const std::vector<Finding> &parser);

} // namespace whittle::apparmor
