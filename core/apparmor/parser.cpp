#include "apparmor/parser.h"

#include "apparmor/words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <format>
#include <utility>

namespace whittle::apparmor {

namespace {

constexpr std::size_t kMaxText = 8U << 20;
constexpr std::size_t kMaxProblems = 100;
constexpr unsigned kMaxDepth = 512;

} // namespace

void Parser::addProblem(const Problem &problem)
{
    if (m_shared.problems.size() < kMaxProblems)
        m_shared.problems.push_back(problem);
}

void Parser::parseFile()
{
    try {
        if (m_scan.text().size() > kMaxText)
            m_scan.fail("the text is longer than 8 MiB");
        parsePreamble();
    } catch (const SyntaxError &error) {
        addProblem(error.problem);
        return;
    }
    // Once profiles begin, only profiles may follow, and files that hold more of them.
    for (;;) {
        const std::size_t begin = m_scan.position();
        try {
            m_scan.skipSpace(true);
            if (m_scan.atEnd())
                return;
            if (m_scan.rest().starts_with("#include") || m_scan.peekWord() == "include") {
                parseInclude(nullptr, {});
                continue;
            }
            m_shared.policy.profiles.push_back(parseProfile(true, {}));
        } catch (const SyntaxError &error) {
            addProblem(error.problem);
            // The next line that starts like a profile.
            const std::size_t next = m_scan.text().find("\nprofile ", std::max(begin, m_scan.position()));
            if (next == std::string_view::npos)
                return;
            m_scan.setPosition(next + 1);
        }
    }
}

void Parser::parsePreamble()
{
    for (;;) {
        m_scan.skipSpace(true);
        const std::string_view word = m_scan.peekWord();
        if (m_scan.rest().starts_with("#include") || word == "include") {
            parseInclude(nullptr, {});
            if (!m_shared.policy.profiles.empty())
                return;
        } else if (word == "abi" || m_scan.rest().starts_with("abi\"")) {
            parseAbi();
        } else if (word == "alias") {
            parseAlias();
        } else if (m_scan.peek() == '$') {
            parseBoolean();
        } else if (m_scan.peek() == '@') {
            parseVariable();
        } else {
            return;
        }
    }
}

void Parser::parseInclude(Profile *profile, const Scope &scope)
{
    const std::size_t begin = m_scan.position();
    m_scan.take("#");
    m_scan.take("include");
    m_scan.skipBlanks();
    Include include;
    if (m_scan.rest().starts_with("if") && (m_scan.peek(2) == ' ' || m_scan.peek(2) == '\t')) {
        std::size_t at = 2;
        while (m_scan.peek(at) == ' ' || m_scan.peek(at) == '\t')
            ++at;
        if (m_scan.rest().substr(at).starts_with("exists")) {
            m_scan.setPosition(m_scan.position() + at + 6);
            m_scan.skipBlanks();
            include.ifExists = true;
        }
    }
    const char open = m_scan.peek();
    const std::size_t nameBegin = m_scan.position();
    if (open == '<' || open == '"') {
        const std::size_t end = m_scan.text().find_first_of(open == '<' ? std::string_view(">\n") : std::string_view("\"\n"), nameBegin + 1);
        if (end == std::string_view::npos || m_scan.text()[end] == '\n' || end == nameBegin + 1)
            m_scan.fail("include needs the name of a file: <abstractions/base> or \"/path\"");
        include.name = m_scan.text().substr(nameBegin + 1, end - nameBegin - 1);
        include.magic = open == '<';
        m_scan.setPosition(end + 1);
        if (include.name.size() > 1 && include.name.front() == '"' && include.name.back() == '"')
            include.name = include.name.substr(1, include.name.size() - 2);
    } else {
        std::size_t end = nameBegin;
        while (end < m_scan.text().size() && std::isspace(static_cast<unsigned char>(m_scan.text()[end])) == 0)
            ++end;
        if (end == nameBegin)
            m_scan.fail("include needs the name of a file: <abstractions/base> or \"/path\"");
        include.name = m_scan.text().substr(nameBegin, end - nameBegin);
        m_scan.setPosition(end);
    }
    include.range = m_scan.range(begin, m_scan.position());
    std::optional<std::string> text;
    if (m_shared.files) {
        text = m_shared.files->read(include.name, include.magic);
        include.found = text.has_value();
        if (!text && !include.ifExists)
            m_scan.failAt(begin, std::format("the included file {} cannot be opened", include.name));
    } else {
        m_shared.policy.complete = false;
    }
    (profile ? profile->includes : m_shared.policy.includes).push_back(include);
    if (text)
        includeText(*text, profile, scope);
}

void Parser::includeText(const std::string &text, Profile *profile, const Scope &scope)
{
    m_shared.includedBytes += text.size();
    if (m_shared.depth >= 32 || m_shared.includedBytes > kMaxText)
        m_scan.fail("included files are nested too deeply or too large");
    ++m_shared.depth;
    Parser inner(text, m_shared);
    const std::size_t before = m_shared.problems.size();
    const std::size_t firstRule = profile ? profile->rules.size() : 0;
    const SourceRange place = (profile ? profile->includes : m_shared.policy.includes).back().range;
    try {
        if (profile) {
            inner.parseBody(*profile, scope, false);
        } else {
            // A file of the preamble may also hold profiles.
            inner.parseFile();
        }
    } catch (const SyntaxError &error) {
        addProblem(error.problem);
    }
    --m_shared.depth;
    if (profile) {
        for (std::size_t i = firstRule; i < profile->rules.size(); ++i)
            profile->rules[i].included = true;
    }
    // Places in another file would point nowhere here.
    const std::string name = (profile ? profile->includes : m_shared.policy.includes).back().name;
    for (std::size_t i = before; i < m_shared.problems.size(); ++i) {
        Problem &problem = m_shared.problems[i];
        problem.message = std::format("{}, line {}, column {}: {}", name, problem.range.line, problem.range.column, problem.message);
        problem.range = place;
    }
}

void Parser::parseAbi()
{
    const std::size_t begin = m_scan.position();
    m_scan.take("abi");
    m_scan.skipSpace();
    std::string name;
    bool magic = false;
    const char open = m_scan.peek();
    if (open == '<' || open == '"') {
        const std::size_t from = m_scan.position() + 1;
        const std::size_t end = m_scan.text().find_first_of(open == '<' ? std::string_view(">\n") : std::string_view("\"\n"), from);
        if (end == std::string_view::npos || m_scan.text()[end] == '\n' || end == from)
            m_scan.fail("abi needs the name of a file: <abi/4.0>");
        name = m_scan.text().substr(from, end - from);
        magic = open == '<';
        if (name.size() > 1 && name.front() == '"' && name.back() == '"')
            name = name.substr(1, name.size() - 2);
        m_scan.setPosition(end + 1);
    } else {
        auto value = m_scan.takeValue();
        if (!value)
            m_scan.fail("abi needs the name of a file: <abi/4.0>");
        name = *std::move(value);
    }
    m_scan.expectComma();
    if (m_shared.files && !m_shared.files->read(name, magic))
        m_scan.failAt(begin, std::format("the abi file {} cannot be opened", name));
    m_shared.policy.abis.push_back(std::move(name));
}

void Parser::parseAlias()
{
    m_scan.take("alias");
    m_scan.skipSpace();
    if (m_scan.peek() != '/' && m_scan.peek() != '"')
        m_scan.fail("alias needs an absolute path");
    static_cast<void>(m_scan.takePathOrVariable());
    m_scan.skipSpace();
    if (!m_scan.take("->"))
        m_scan.fail("alias needs \"->\" between its two paths");
    m_scan.skipSpace();
    if (!m_scan.takeValue())
        m_scan.fail("alias needs a path behind \"->\"");
    m_scan.expectComma();
}

void Parser::parseVariable()
{
    const std::size_t begin = m_scan.position();
    const auto name = m_scan.takeVariableName('@');
    if (!name)
        m_scan.fail("'@' must be followed by the name of a variable: @{NAME}");
    m_scan.skipSpace();
    const bool adds = m_scan.take("+=");
    if (!adds && !m_scan.take("="))
        m_scan.fail(std::format("expected = or += behind @{{{}}}", *name));
    std::vector<std::string> values;
    for (;;) {
        m_scan.skipBlanks();
        if (m_scan.peek() == '\\' && (m_scan.peek(1) == '\n' || (m_scan.peek(1) == '\r' && m_scan.peek(2) == '\n'))) {
            m_scan.setPosition(m_scan.position() + (m_scan.peek(1) == '\n' ? 2 : 3)); // the line goes on
            continue;
        }
        if (m_scan.peek() == ',')
            m_scan.fail("the values of a variable have no commas between them or behind them");
        auto value = m_scan.peek() == '#' ? std::nullopt : m_scan.takeValue();
        if (!value)
            break;
        values.push_back(*std::move(value));
    }
    if (values.empty())
        m_scan.fail(std::format("@{{{}}} is given no value", *name));
    const char next = m_scan.peek();
    if (next != '\n' && next != '\r' && next != '#' && !m_scan.atEnd())
        m_scan.fail(std::format("'{}' cannot be part of a value", next));
    auto known = m_shared.policy.variables.find(*name);
    if (adds && known == m_shared.policy.variables.end() && m_shared.policy.complete)
        m_scan.failAt(begin, std::format("@{{{}}} gets further values but has none yet", *name));
    if (!adds && known != m_shared.policy.variables.end())
        m_scan.failAt(begin, std::format("@{{{}}} was given values before (line {})", *name, known->second.range.line));
    Variable &variable = m_shared.policy.variables[*name];
    if (variable.values.empty())
        variable.range = m_scan.range(begin, m_scan.position());
    variable.values.insert(variable.values.end(), values.begin(), values.end());
}

void Parser::parseBoolean()
{
    const std::size_t begin = m_scan.position();
    const auto name = m_scan.takeVariableName('$');
    if (!name)
        m_scan.fail("'$' must be followed by the name of a boolean variable: ${NAME}");
    m_scan.skipSpace();
    if (!m_scan.take("="))
        m_scan.fail(std::format("expected = behind ${}", *name));
    m_scan.skipBlanks();
    auto value = m_scan.takeValue();
    if (!value)
        m_scan.fail(std::format("${} is given no value", *name));
    std::ranges::transform(*value, value->begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (*value != "true" && *value != "false")
        m_scan.failAt(begin, std::format("${} can be true or false, not {}", *name, *value));
    m_scan.skipBlanks();
    if (!m_scan.atEnd() && m_scan.peek() != '\n' && m_scan.peek() != '\r' && m_scan.peek() != '#')
        m_scan.fail(std::format("${} has one value", *name));
    if (!m_shared.policy.booleans.emplace(*name, *value == "true").second)
        m_scan.failAt(begin, std::format("${} was given a value before", *name));
}

Profile Parser::parseProfile(bool topLevel, const Scope &scope)
{
    if (scope.depth > kMaxDepth)
        m_scan.fail("profiles and blocks are nested too deeply");
    Profile profile;
    profile.active = scope.active;
    const std::size_t begin = m_scan.position();
    parseProfileHead(profile, topLevel);
    m_scan.skipSpace();
    if (!m_scan.take("{"))
        m_scan.fail(std::format("expected {{ behind the head of profile {}", profile.name));
    const std::size_t body = m_scan.position();
    Scope inner;
    inner.active = scope.active;
    inner.depth = scope.depth + 1;
    parseBody(profile, inner, true);
    profile.bodyRange = m_scan.range(body, m_scan.position() - 1);
    profile.range = m_scan.range(begin, m_scan.position());
    return profile;
}

void Parser::parseBody(Profile &profile, const Scope &scope, bool untilBrace)
{
    for (;;) {
        std::size_t begin = m_scan.position();
        try {
            m_scan.skipSpace(true);
            begin = m_scan.position();
            if (m_scan.atEnd()) {
                if (untilBrace)
                    m_scan.fail(std::format("the end of the text comes before the }} of profile {}", profile.name));
                return;
            }
            if (untilBrace && m_scan.take("}"))
                return;
            if (m_scan.rest().starts_with("#include") || (m_scan.peekWord() == "include" && m_scan.peek(7) != '='))
                parseInclude(&profile, scope);
            else
                parseStatement(profile, scope);
        } catch (const SyntaxError &error) {
            // Where the text ends nothing can be gone on with.
            if (m_scan.atEnd() || scope.depth > kMaxDepth || m_shared.problems.size() >= kMaxProblems)
                throw;
            addProblem(error.problem);
            recover(profile, begin, scope);
        }
    }
}

// Goes on behind the comma or the line that the broken statement ends with, and keeps it as an unknown rule.
void Parser::recover(Profile &profile, std::size_t begin, const Scope &scope)
{
    const std::string_view text = m_scan.text();
    std::size_t end = std::max(m_scan.position(), begin + 1);
    while (end < text.size() && text[end] != '\n' && !(text[end - 1] == ',' && std::isspace(static_cast<unsigned char>(text[end])) != 0) && text[end] != '}')
        ++end;
    m_scan.setPosition(std::min(end, text.size()));
    Rule rule;
    rule.range = m_scan.range(begin, m_scan.position());
    rule.active = scope.active;
    profile.rules.push_back(std::move(rule));
}

void Parser::parseStatement(Profile &profile, const Scope &scope)
{
    const std::size_t begin = m_scan.position();
    const std::string_view word = m_scan.peekWord();
    if (m_scan.peek() == '^' || word == "hat" || word == "profile") {
        profile.children.push_back(parseProfile(false, scope));
        return;
    }
    if (word == "if") {
        parseConditional(profile, scope);
        return;
    }
    if (word == "abi" || m_scan.rest().starts_with("abi\"")) {
        parseAbi();
        return;
    }
    Qualifiers qualifiers = parseQualifiers();
    m_scan.skipSpace();
    if (m_scan.peek() == '{') {
        if (qualifiers.priority)
            m_scan.failAt(begin, "a block of rules can have no priority");
        if (m_scan.position() == begin)
            m_scan.fail("expected a rule, not '{'");
        Scope inner = scope;
        inner.block.audit |= qualifiers.audit;
        inner.block.deny |= qualifiers.deny;
        inner.block.owner |= qualifiers.owner;
        inner.block.other |= qualifiers.other;
        parseBlock(profile, inner);
        return;
    }
    Rule rule = parseRule(qualifiers);
    rule.range = m_scan.range(begin, m_scan.position());
    rule.active = scope.active;
    rule.qualifiers.audit |= scope.block.audit;
    rule.qualifiers.deny |= scope.block.deny;
    rule.qualifiers.owner |= scope.block.owner;
    rule.qualifiers.other |= scope.block.other;
    profile.rules.push_back(std::move(rule));
}

void Parser::parseBlock(Profile &profile, const Scope &scope)
{
    Scope inner = scope;
    if (++inner.depth > kMaxDepth)
        m_scan.fail("profiles and blocks are nested too deeply");
    m_scan.skipSpace();
    if (!m_scan.take("{"))
        m_scan.fail("expected {");
    parseBody(profile, inner, true);
}

void Parser::parseConditional(Profile &profile, const Scope &scope)
{
    if (scope.depth > kMaxDepth)
        m_scan.fail("profiles and blocks are nested too deeply");
    m_scan.takeWord("if");
    m_scan.skipSpace();
    const bool holds = parseTerm();
    Scope branch = scope;
    ++branch.depth;
    branch.active = scope.active && holds;
    parseBlock(profile, branch);
    m_scan.skipSpace(true);
    if (!m_scan.takeWord("else"))
        return;
    branch.active = scope.active && !holds;
    m_scan.skipSpace();
    if (m_scan.peekWord() == "if")
        parseConditional(profile, branch);
    else
        parseBlock(profile, branch);
}

bool Parser::parseTerm()
{
    bool negated = false;
    while (m_scan.takeWord("not")) {
        negated = !negated;
        m_scan.skipSpace();
    }
    const bool defined = m_scan.takeWord("defined");
    m_scan.skipSpace();
    const std::size_t begin = m_scan.position();
    const auto boolean = m_scan.takeVariableName('$');
    const auto set = boolean || !defined ? std::nullopt : m_scan.takeVariableName('@');
    if (!boolean && !set)
        m_scan.fail(defined ? "defined needs a variable: @{NAME} or $NAME" : "a condition is a boolean variable ($NAME), \"not\" or \"defined\"");
    if (set)
        return negated != m_shared.policy.variables.contains(*set);
    const auto known = m_shared.policy.booleans.find(*boolean);
    if (known == m_shared.policy.booleans.end()) {
        if (m_shared.policy.complete)
            m_scan.failAt(begin, std::format("${} has no value", *boolean));
        return negated;
    }
    return negated != (defined || known->second);
}

} // namespace whittle::apparmor
