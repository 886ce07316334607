#pragma once

#include "apparmor/policy.h"
#include "apparmor/scanner.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace whittle::apparmor {

/// Reads the statements of one file into a policy; files that it includes are read by parsers of their own into the same one.
class Parser
{
public:
    /// What all files of one policy share.
    struct Shared
    {
        Policy policy;
        std::vector<Problem> problems;
        const PolicyFiles *files = nullptr;
        std::size_t includedBytes = 0;
        unsigned depth = 0; // of files
    };

    Parser(std::string_view text, Shared &shared) : m_scan(text), m_shared(shared) {}

    /// A whole policy. Never throws; problems are in Shared.
    void parseFile();

private:
    struct Scope // of rules: what surrounds them
    {
        Qualifiers block;  // of qualifier blocks around
        bool active = true;
        unsigned depth = 0;
    };

    void parsePreamble();
    void parseInclude(Profile *profile, const Scope &scope);
    void includeText(const std::string &text, Profile *profile, const Scope &scope);
    void parseAbi();
    void parseAlias();
    void parseVariable();
    void parseBoolean();
    Profile parseProfile(bool topLevel, const Scope &scope);
    void parseProfileHead(Profile &profile, bool topLevel);
    void parseFlags(Profile &profile);
    void parseXattrs(Profile &profile);
    void parseBody(Profile &profile, const Scope &scope, bool untilBrace);
    void parseStatement(Profile &profile, const Scope &scope);
    void parseConditional(Profile &profile, const Scope &scope);
    bool parseTerm();
    void parseBlock(Profile &profile, const Scope &scope);
    void recover(Profile &profile, std::size_t begin, const Scope &scope);
    void addProblem(const Problem &problem);

    Qualifiers parseQualifiers();
    Rule parseRule(const Qualifiers &qualifiers);
    // One a kind, in parse_rules.cpp and parse_conditions.cpp; the scanner stands behind the keyword.
    void parseFileRule(Rule &rule);
    void parseMode(Rule &rule, std::string_view mode, std::size_t at);
    void parseLink(Rule &rule);
    void parseCapability(Rule &rule);
    void parseRlimit(Rule &rule);
    void parseChangeProfile(Rule &rule);
    void parseTarget(Rule &rule);
    void parseNetwork(Rule &rule);
    void parseSignal(Rule &rule);
    void parsePtrace(Rule &rule);
    void parseUnix(Rule &rule);
    void parseDbus(Rule &rule);
    void parseMount(Rule &rule);
    void parsePivotRoot(Rule &rule);
    void parseMqueue(Rule &rule);
    void parseIoUring(Rule &rule);
    void checkMountOptions(const Rule &rule, std::size_t at) const;
    void parseAccess(Rule &rule, std::span<const std::string_view> words, bool letters);
    void parseConditions(Rule &rule, bool peerList);
    Condition parseCondition();
    std::vector<Condition> parsePeerList();
    void requireNames(const Rule &rule, std::span<const std::string_view> known, std::string_view kind) const;
    void requireOnce(std::span<const Condition> conditions, std::string_view name, std::string_view kind) const;
    void refuseIn(const Rule &rule, std::string_view kind) const;
    void refuseOwner(const Rule &rule, std::string_view kind, std::size_t at) const;

    Scanner m_scan;
    Shared &m_shared;
};

/// What only the whole policy shows: undefined variables, patterns that are none, names twice, contradicting exec rules.
void validate(const Policy &policy, std::vector<Problem> &problems);

} // namespace whittle::apparmor
