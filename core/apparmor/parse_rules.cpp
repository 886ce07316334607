// Rules without conditions: files, links, capabilities, limits, change_profile.
#include "apparmor/parser.h"
#include "apparmor/words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <format>
#include <utility>

namespace whittle::apparmor {

using std::string_view;

namespace {

constexpr int kMaxPriority = 1000;

struct Limit
{
    string_view name;
    enum { Number, Size, Time, Nice } kind;
};
constexpr Limit kLimits[] = {
    {"cpu", Limit::Time}, {"fsize", Limit::Size}, {"data", Limit::Size}, {"stack", Limit::Size}, {"core", Limit::Size}, {"rss", Limit::Size},
    {"nofile", Limit::Number}, {"ofile", Limit::Number}, {"as", Limit::Size}, {"nproc", Limit::Number}, {"memlock", Limit::Size},
    {"locks", Limit::Number}, {"sigpending", Limit::Number}, {"msgqueue", Limit::Size}, {"nice", Limit::Nice}, {"rtprio", Limit::Number},
    {"rttime", Limit::Time},
};

struct Unit
{
    string_view name;
    double seconds;
};
constexpr Unit kTimeUnits[] = {
    {"us", 1e-6}, {"microsecond", 1e-6}, {"microseconds", 1e-6}, {"ms", 1e-3}, {"millisecond", 1e-3}, {"milliseconds", 1e-3},
    {"s", 1}, {"sec", 1}, {"second", 1}, {"seconds", 1}, {"min", 60}, {"minute", 60}, {"minutes", 60}, {"h", 3600}, {"hour", 3600},
    {"hours", 3600}, {"d", 86400}, {"day", 86400}, {"days", 86400}, {"week", 604800}, {"weeks", 604800},
};
constexpr std::array kSizeUnits = {string_view(""), string_view("K"), string_view("KB"), string_view("M"), string_view("MB"), string_view("G"), string_view("GB")};

bool limitFits(const Limit &limit, const std::string &number, const std::string &unit)
{
    switch (limit.kind) {
    case Limit::Number: return unit.empty() && !number.starts_with('-');
    case Limit::Size: return std::ranges::contains(kSizeUnits, unit) && !number.starts_with('-');
    case Limit::Nice: {
        int value = 100;
        std::from_chars(number.data(), number.data() + number.size(), value);
        return unit.empty() && value >= -20 && value <= 19;
    }
    case Limit::Time: {
        if (number.starts_with('-'))
            return false;
        const auto known = std::ranges::find(kTimeUnits, unit, &Unit::name);
        if (known == std::end(kTimeUnits) && !unit.empty())
            return false;
        double value = 0;
        std::from_chars(number.data(), number.data() + number.size(), value);
        const double seconds = unit.empty() ? value : value * known->seconds;
        return limit.name != "cpu" || unit.empty() || seconds >= 1;
    }
    }
    return false;
}

} // namespace

void Parser::refuseOwner(const Rule &rule, string_view kind, std::size_t at) const
{
    if (rule.qualifiers.owner || rule.qualifiers.other)
        m_scan.failAt(at, std::format("{} rules cannot be limited to the owner", kind));
}

Qualifiers Parser::parseQualifiers()
{
    Qualifiers qualifiers;
    if (m_scan.peekConditionName() == "priority") {
        const std::size_t begin = m_scan.position();
        m_scan.take("priority");
        m_scan.skipBlanks();
        m_scan.take("=");
        m_scan.skipBlanks();
        const bool negative = m_scan.peek() == '-';
        if (negative || m_scan.peek() == '+')
            m_scan.setPosition(m_scan.position() + 1);
        const string_view rest = m_scan.rest();
        int value = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
        if (error == std::errc::invalid_argument || rest.starts_with('-'))
            m_scan.fail("a priority is a number");
        if (error != std::errc() || value > kMaxPriority)
            m_scan.failAt(begin, "a priority is between -1000 and 1000");
        m_scan.setPosition(m_scan.position() + static_cast<std::size_t>(end - rest.data()));
        qualifiers.priority = negative ? -value : value;
        m_scan.skipSpace();
    }
    const auto takeOne = [this](string_view word) {
        if (!m_scan.takeWord(word))
            return false;
        m_scan.skipSpace();
        return true;
    };
    qualifiers.audit = takeOne("audit");
    qualifiers.deny = takeOne("deny");
    if (!qualifiers.deny)
        takeOne("allow");
    qualifiers.owner = takeOne("owner");
    if (!qualifiers.owner)
        qualifiers.other = takeOne("other");
    return qualifiers;
}

Rule Parser::parseRule(const Qualifiers &qualifiers)
{
    Rule rule;
    rule.qualifiers = qualifiers;
    const std::size_t begin = m_scan.position();
    const string_view word = m_scan.peekWord();
    const auto keyword = [&](RuleKind kind, string_view kindName, bool mayHaveOwner = false) {
        rule.kind = kind;
        m_scan.takeWord(word);
        m_scan.skipSpace();
        if (!mayHaveOwner)
            refuseOwner(rule, kindName, begin);
    };
    if (word == "capability") {
        keyword(RuleKind::Capability, word);
        parseCapability(rule);
    } else if (word == "network") {
        keyword(RuleKind::Network, word);
        if (qualifiers.priority)
            m_scan.failAt(begin, "network rules cannot have a priority");
        parseNetwork(rule);
    } else if (word == "signal") {
        keyword(RuleKind::Signal, word);
        parseSignal(rule);
    } else if (word == "ptrace") {
        keyword(RuleKind::Ptrace, word);
        parsePtrace(rule);
    } else if (word == "mount" || word == "remount" || word == "umount" || word == "unmount") {
        keyword(word == "mount" ? RuleKind::Mount : word == "remount" ? RuleKind::Remount : RuleKind::Umount, word);
        parseMount(rule);
    } else if (word == "pivot_root") {
        keyword(RuleKind::PivotRoot, word);
        parsePivotRoot(rule);
    } else if (word == "unix") {
        keyword(RuleKind::Unix, word);
        parseUnix(rule);
    } else if (word == "dbus") {
        keyword(RuleKind::Dbus, word);
        parseDbus(rule);
    } else if (word == "set" && qualifiers == Qualifiers{}) {
        keyword(RuleKind::Rlimit, word);
        parseRlimit(rule);
    } else if (word == "change_profile") {
        keyword(RuleKind::ChangeProfile, word);
        parseChangeProfile(rule);
    } else if (word == "userns") {
        keyword(RuleKind::Userns, word);
        if (m_scan.takeWord("create"))
            rule.access.emplace_back("create");
    } else if (word == "io_uring") {
        keyword(RuleKind::IoUring, word);
        parseIoUring(rule);
    } else if (word == "mqueue") {
        keyword(RuleKind::Mqueue, word);
        parseMqueue(rule);
    } else if (word == "all") {
        keyword(RuleKind::All, word);
        if (qualifiers.priority)
            m_scan.failAt(begin, "all rules cannot have a priority");
    } else if (word == "link") {
        keyword(RuleKind::Link, word, true);
        parseLink(rule);
    } else {
        for (const string_view reserved : {"audit", "deny", "allow", "owner", "other", "priority", "set", "rlimit", "subset", "else", "not", "defined", "if", "alias", "include"}) {
            if (word == reserved && !word.empty())
                m_scan.fail(std::format("\"{}\" cannot stand here", word));
        }
        rule.kind = RuleKind::File;
        if (m_scan.takeWord("file")) {
            m_scan.skipSpace();
            if (m_scan.peek() == ',') {
                if (qualifiers.deny)
                    m_scan.failAt(begin, "\"deny file\" is refused; deny /** with the permissions that are meant");
                using namespace file_permission;
                rule.permissions = kRead | kWrite | kLink | kLock | kMap | kExecute;
                rule.exec.kind = ExecMode::Kind::Inherit;
                m_scan.expectComma();
                return rule;
            }
        }
        parseFileRule(rule);
    }
    m_scan.expectComma();
    return rule;
}

// Each letter of a mode; at is where it stands.
void Parser::parseMode(Rule &rule, string_view mode, std::size_t at)
{
    using namespace file_permission;
    std::optional<ExecMode> exec;
    for (std::size_t i = 0; i < mode.size(); ++i) {
        const char c = static_cast<char>(std::tolower(static_cast<unsigned char>(mode[i])));
        ExecMode one;
        switch (c) {
        case 'r': rule.permissions |= kRead; continue;
        case 'w': rule.permissions |= kWrite; continue;
        case 'a': rule.permissions |= kAppend; continue;
        case 'l': rule.permissions |= kLink; continue;
        case 'k': rule.permissions |= kLock; continue;
        case 'm': rule.permissions |= kMap; continue;
        case 'x': break;
        case 'i': one.kind = ExecMode::Kind::Inherit; break;
        case 'u': one.kind = ExecMode::Kind::Unconfined; break;
        case 'p': one.kind = ExecMode::Kind::Profile; break;
        default: one.kind = ExecMode::Kind::Child; break;
        }
        rule.permissions |= kExecute;
        if (c != 'x') {
            one.cleansEnvironment = std::isupper(static_cast<unsigned char>(mode[i])) != 0 && c != 'i';
            const char next = static_cast<char>(std::tolower(static_cast<unsigned char>(mode[++i])));
            if (next != 'x') {
                one.inheritFallback = next == 'i';
                one.unconfinedFallback = next == 'u';
                one.cleansEnvironment |= mode[i] == 'U';
                ++i; // the x
            }
        }
        if (exec && *exec != one)
            m_scan.failAt(at, std::format("\"{}\" names two different exec modes", mode));
        exec = one;
    }
    if ((rule.permissions & kWrite) && (rule.permissions & kAppend))
        m_scan.failAt(at, std::format("\"{}\": w and a exclude each other", mode));
    rule.exec = exec.value_or(ExecMode{});
    if (!exec)
        return;
    if (rule.qualifiers.deny && rule.exec.kind != ExecMode::Kind::None)
        m_scan.failAt(at, std::format("\"{}\": a deny rule has a plain x", mode));
    if (!rule.qualifiers.deny && rule.exec.kind == ExecMode::Kind::None)
        m_scan.failAt(at, std::format("\"{}\": x needs to be told how: ix, px, cx or ux", mode));
}

// ["safe"|"unsafe"] PATH MODE ["->" TARGET] or MODE ["subset"] PATH ["->" TARGET]
void Parser::parseFileRule(Rule &rule)
{
    const std::size_t begin = m_scan.position();
    for (const bool safe : {true, false}) {
        if (m_scan.takeWord(safe ? "safe" : "unsafe")) {
            rule.safe = safe;
            m_scan.skipSpace();
        }
    }
    std::size_t modeAt = m_scan.position();
    auto mode = m_scan.takeMode();
    const bool modeFirst = mode.has_value();
    if (modeFirst) {
        m_scan.skipSpace();
        if (m_scan.takeWord("subset")) {
            rule.subset = true;
            m_scan.skipSpace();
        }
    }
    const auto path = m_scan.takePathOrVariable();
    if (!path)
        m_scan.fail(modeFirst ? "expected a path behind the permissions" : "expected a rule");
    if (isRuleKeyword(*path))
        m_scan.failAt(begin, std::format("\"{}\" cannot stand here", *path));
    rule.path = *path;
    if (!modeFirst) {
        m_scan.skipSpace();
        modeAt = m_scan.position();
        mode = m_scan.takeMode();
        if (!mode)
            m_scan.fail(std::format("expected permissions (of r w a l k m x) behind {}", rule.path));
    }
    parseMode(rule, *mode, modeAt);
    m_scan.skipSpace();
    if (m_scan.peek() == '-' && m_scan.peek(1) == '>')
        parseTarget(rule);
    using namespace file_permission;
    if (rule.subset && !(rule.permissions & kLink))
        m_scan.failAt(begin, "subset belongs to link rules");
    if (modeFirst && rule.hasTarget && (rule.permissions & kLink) && (rule.permissions & kExecute))
        m_scan.failAt(begin, "\"->\" cannot be the target of a link and of an execution at once");
    if (rule.safe && !(rule.permissions & kExecute))
        m_scan.failAt(begin, "safe and unsafe belong to rules that allow execution");
    if (rule.safe && rule.qualifiers.deny)
        m_scan.failAt(begin, "safe and unsafe mean nothing in a deny rule");
    if (rule.safe)
        rule.exec.cleansEnvironment = *rule.safe;
}

void Parser::parseTarget(Rule &rule)
{
    if (!m_scan.take("->"))
        m_scan.fail("expected \"->\"");
    m_scan.skipSpace();
    auto target = m_scan.takeValue();
    if (!target)
        m_scan.fail("expected a name behind \"->\"");
    rule.target = *std::move(target);
    rule.hasTarget = true;
}

void Parser::parseLink(Rule &rule)
{
    rule.permissions = file_permission::kLink;
    if (m_scan.takeWord("subset")) {
        rule.subset = true;
        m_scan.skipSpace();
    }
    const auto path = m_scan.takePathOrVariable();
    if (!path)
        m_scan.fail("expected the path of the new link");
    rule.path = *path;
    m_scan.skipSpace();
    parseTarget(rule);
}

void Parser::parseCapability(Rule &rule)
{
    for (;;) {
        m_scan.skipSpace();
        if (m_scan.peek() == ',')
            return;
        const std::size_t begin = m_scan.position();
        const string_view name = m_scan.peekWord();
        if (name.empty() || isRuleKeyword(name) || !m_scan.peekConditionName().empty())
            m_scan.fail("expected the name of a capability or a comma");
        if (!isCapability(name))
            m_scan.failAt(begin, std::format("there is no capability {}", name));
        m_scan.takeWord(name);
        rule.names.emplace_back(name);
    }
}

void Parser::parseRlimit(Rule &rule)
{
    if (!m_scan.takeWord("rlimit"))
        m_scan.fail("expected \"rlimit\" behind \"set\"");
    m_scan.skipSpace();
    const std::size_t begin = m_scan.position();
    const std::string name(m_scan.peekWord());
    const auto limit = std::ranges::find(kLimits, string_view(name), &Limit::name);
    if (limit == std::end(kLimits))
        m_scan.fail(name.empty() ? "expected the name of a limit" : std::format("there is no limit {}", name));
    m_scan.takeWord(name);
    m_scan.skipSpace();
    if (!m_scan.take("<="))
        m_scan.fail("expected <= behind the limit's name");
    m_scan.skipSpace();
    std::string number;
    std::string unit;
    if (m_scan.takeWord("infinity")) {
        number = "infinity";
    } else {
        if (m_scan.take("-"))
            number = "-";
        while (std::isdigit(static_cast<unsigned char>(m_scan.peek())) != 0) {
            number += m_scan.peek();
            m_scan.setPosition(m_scan.position() + 1);
        }
        if (number.empty() || number == "-")
            m_scan.fail("expected a number or infinity");
        m_scan.skipBlanks();
        unit = m_scan.peekWord();
        m_scan.takeWord(unit);
        if (!limitFits(*limit, number, unit))
            m_scan.failAt(begin, std::format("{}{} is no value for the limit {}", number, unit, name));
    }
    m_scan.skipBlanks();
    if (m_scan.peek() != ',' && m_scan.peek() != '\n' && m_scan.peek() != '\r')
        m_scan.fail("expected a comma at the end of the rule");
    rule.names = {name, number + unit};
}

void Parser::parseChangeProfile(Rule &rule)
{
    const std::size_t begin = m_scan.position();
    for (const bool safe : {true, false}) {
        if (m_scan.takeWord(safe ? "safe" : "unsafe")) {
            rule.safe = safe;
            m_scan.skipSpace();
        }
    }
    const bool ends = m_scan.peek() == ',' && (std::isspace(static_cast<unsigned char>(m_scan.peek(1))) != 0 || m_scan.peek(1) == ',' || m_scan.peek(1) == '\0');
    if (!ends && !m_scan.atArrow()) {
        auto path = m_scan.takeValue();
        if (!path)
            m_scan.fail("expected the path of an executable, \"->\" or a comma");
        if (path->empty() || (path->front() != '/' && path->front() != '@'))
            m_scan.failAt(begin, "the executable of change_profile starts with '/'");
        rule.path = *std::move(path);
        m_scan.skipSpace();
    }
    if (rule.safe && rule.path.empty())
        m_scan.failAt(begin, "safe and unsafe need the path of an executable");
    if (m_scan.atArrow()) {
        parseTarget(rule);
        if (rule.target.starts_with('&'))
            m_scan.failAt(begin, "a change to a stack of profiles cannot be compiled: " + rule.target);
        if (rule.target.starts_with(':')) {
            const std::size_t end = rule.target.find(':', 1);
            if (end == std::string::npos || end == 1 || end + 1 == rule.target.size())
                m_scan.failAt(begin, "expected a namespace and a name, :namespace:name, not " + rule.target);
        }
    }
}

} // namespace whittle::apparmor
