// Rules with access lists and conditions: network, signal, ptrace, unix, dbus, mount, mqueue, io_uring.
#include "apparmor/parser.h"
#include "apparmor/words.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <format>
#include <utility>

namespace whittle::apparmor {

using std::string_view;

namespace {

constexpr std::array kSocketAccess = {
    string_view("create"), string_view("bind"), string_view("listen"), string_view("accept"), string_view("connect"), string_view("shutdown"),
    string_view("getattr"), string_view("setattr"), string_view("getopt"), string_view("setopt"), string_view("send"), string_view("receive"),
    string_view("read"), string_view("write"),
};
// What a socket does alone: no peer has a part in it.
constexpr std::array kLocalAccess = {
    string_view("create"), string_view("bind"), string_view("listen"), string_view("shutdown"), string_view("getattr"), string_view("setattr"),
    string_view("getopt"), string_view("setopt"),
};
constexpr std::array kSignalAccess = {string_view("send"), string_view("receive"), string_view("read"), string_view("write")};
constexpr std::array kPtraceAccess = {string_view("read"), string_view("trace"), string_view("readby"), string_view("tracedby"), string_view("write")};
constexpr std::array kDbusAccess = {string_view("send"), string_view("receive"), string_view("bind"), string_view("eavesdrop"), string_view("read"), string_view("write")};
constexpr std::array kMqueueAccess = {string_view("create"), string_view("open"), string_view("delete"), string_view("getattr"), string_view("setattr"), string_view("read"), string_view("write")};
constexpr std::array kIoUringAccess = {string_view("sqpoll"), string_view("override_creds")};

bool isLetters(string_view word, string_view letters)
{
    return !word.empty() && std::ranges::all_of(word, [letters](char c) { return letters.contains(c); });
}

bool isAddress(const std::string &text)
{
    std::array<unsigned char, 16> buffer{};
    return text == "none" || ::inet_pton(AF_INET, text.c_str(), buffer.data()) == 1 || ::inet_pton(AF_INET6, text.c_str(), buffer.data()) == 1;
}

std::optional<unsigned> portOf(string_view text)
{
    unsigned port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port <= 65535 ? std::optional(port) : std::nullopt;
}

bool isPortRange(string_view text)
{
    const std::size_t dash = text.find('-');
    if (dash == string_view::npos)
        return portOf(text).has_value();
    const auto first = portOf(text.substr(0, dash));
    const auto last = portOf(text.substr(dash + 1));
    return first && last && *first <= *last;
}

bool hasAny(const Rule &rule, std::span<const string_view> words)
{
    return std::ranges::any_of(rule.access, [words](const std::string &word) { return std::ranges::contains(words, string_view(word)); });
}

std::string_view valueOf(const Condition &condition) { return condition.values.empty() ? string_view{} : string_view(condition.values.front()); }

} // namespace

// One word, or a list of words in parentheses. Where letters are allowed, "rw" is one, too.
void Parser::parseAccess(Rule &rule, std::span<const string_view> words, bool letters)
{
    const auto add = [&rule](string_view word) {
        if (!std::ranges::contains(rule.access, word))
            rule.access.emplace_back(word);
    };
    const auto addLetters = [&add](string_view word) {
        for (const char c : word)
            add(c == 'r' || c == 'R' ? "read" : "write");
    };
    m_scan.skipSpace();
    if (m_scan.take("(")) {
        for (;;) {
            m_scan.skipSpace();
            if (m_scan.take(")"))
                break;
            if (m_scan.take(","))
                continue;
            const std::size_t begin = m_scan.position();
            const auto word = m_scan.takeListValue();
            if (!word)
                m_scan.fail("expected an access or )");
            if (std::ranges::contains(words, string_view(*word)))
                add(*word);
            else if (letters && isLetters(*word, "rwRW"))
                addLetters(*word);
            else if (letters)
                m_scan.failAt(begin, std::format("{} is no access of such a rule", *word));
        }
    } else if (const string_view word = m_scan.peekWord(); !word.empty() && m_scan.peekConditionName().empty()) {
        if (std::ranges::contains(words, word)) {
            add(word);
            m_scan.takeWord(word);
        } else if (letters && isLetters(word, "rw")) {
            addLetters(word);
            m_scan.takeWord(word);
        }
    }
    m_scan.skipSpace();
}

Condition Parser::parseCondition()
{
    Condition condition;
    const std::size_t begin = m_scan.position();
    condition.name = m_scan.peekConditionName();
    m_scan.setPosition(begin + condition.name.size());
    m_scan.skipBlanks();
    if (!m_scan.take("=")) {
        m_scan.take("in");
        condition.in = true;
    }
    m_scan.skipSpace();
    if (m_scan.take("(")) {
        for (;;) {
            m_scan.skipSpace();
            if (m_scan.peek() == ')') {
                if (condition.values.empty())
                    m_scan.fail(std::format("the list of {} is empty", condition.name));
                m_scan.take(")");
                break;
            }
            if (m_scan.take(","))
                continue;
            auto value = m_scan.takeListValue();
            if (!value)
                m_scan.fail(std::format("expected a value of {} or )", condition.name));
            condition.values.push_back(*std::move(value));
        }
    } else {
        auto value = m_scan.takeValue();
        if (!value)
            m_scan.fail(std::format("{} is given no value", condition.name));
        condition.values.push_back(*std::move(value));
    }
    condition.range = m_scan.range(begin, m_scan.position());
    return condition;
}

// Behind "peer=(": conditions up to ")".
std::vector<Condition> Parser::parsePeerList()
{
    std::vector<Condition> conditions;
    for (;;) {
        m_scan.skipSpace();
        if (m_scan.take(")"))
            return conditions;
        if (m_scan.take(","))
            continue;
        Condition condition;
        const std::size_t begin = m_scan.position();
        condition.name = m_scan.peekConditionName();
        if (condition.name.empty())
            m_scan.fail("expected a condition of the peer, like label=NAME, or )");
        m_scan.setPosition(begin + condition.name.size());
        m_scan.skipBlanks();
        if (!m_scan.take("="))
            m_scan.fail("expected = in a condition of the peer");
        m_scan.skipSpace();
        if (m_scan.take("(")) {
            for (;;) {
                m_scan.skipSpace();
                if (m_scan.take(")"))
                    break;
                if (m_scan.take(","))
                    continue;
                auto value = m_scan.takeListValue();
                if (!value)
                    m_scan.fail("expected a value or )");
                condition.values.push_back(*std::move(value));
            }
        } else {
            auto value = m_scan.takeListValue();
            if (!value)
                m_scan.fail(std::format("{} is given no value", condition.name));
            condition.values.push_back(*std::move(value));
        }
        condition.range = m_scan.range(begin, m_scan.position());
        conditions.push_back(std::move(condition));
    }
}

void Parser::parseConditions(Rule &rule, bool peerList)
{
    for (;;) {
        m_scan.skipSpace();
        const string_view name = m_scan.peekConditionName();
        if (name.empty())
            return;
        const std::size_t begin = m_scan.position();
        if (name == "peer") {
            m_scan.setPosition(begin + name.size());
            m_scan.skipBlanks();
            if (m_scan.take("=")) {
                m_scan.skipBlanks();
                if (m_scan.peek() == '(') {
                    if (!peerList)
                        m_scan.failAt(begin, "peer is one name here, without parentheses");
                    m_scan.take("(");
                    auto list = parsePeerList();
                    rule.peer.insert(rule.peer.end(), std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
                    continue;
                }
            }
            m_scan.setPosition(begin);
        }
        rule.conditions.push_back(parseCondition());
    }
}

void Parser::requireNames(const Rule &rule, std::span<const string_view> known, string_view kind) const
{
    for (const Condition &condition : rule.conditions) {
        if (!std::ranges::contains(known, string_view(condition.name)))
            m_scan.failAt(condition.range.begin, std::format("{} rules have no condition {}", kind, condition.name));
    }
}

void Parser::requireOnce(std::span<const Condition> conditions, string_view name, string_view kind) const
{
    bool seen = false;
    for (const Condition &condition : conditions) {
        if (condition.name == name && std::exchange(seen, true))
            m_scan.failAt(condition.range.begin, std::format("{} rules have {} once", kind, name));
    }
}

void Parser::refuseIn(const Rule &rule, string_view kind) const
{
    for (const Condition &condition : rule.conditions) {
        if (condition.in)
            m_scan.failAt(condition.range.begin, std::format("\"in\" is not possible in {} rules", kind));
    }
}

void Parser::parseNetwork(Rule &rule)
{
    const std::size_t begin = m_scan.position();
    parseAccess(rule, kSocketAccess, true);
    for (int words = 0; words < 2; ++words) {
        m_scan.skipSpace();
        if (m_scan.peek() == ',' || m_scan.peek() == '(' || !m_scan.peekConditionName().empty())
            break;
        const std::size_t at = m_scan.position();
        auto word = m_scan.takeValue("=()");
        if (!word)
            break;
        const bool type = isSocketType(*word) || isProtocol(*word);
        if (words == 0 ? !isFamily(*word) && !type : !type)
            m_scan.failAt(at, std::format("{} is no {}", *word, words == 0 ? "network family, socket type or protocol" : "socket type or protocol"));
        // "packet" is a family and a type; alone it is the family.
        const bool isLast = !isFamily(*word);
        rule.names.push_back(*std::move(word));
        if (isLast)
            break;
    }
    parseConditions(rule, true);
    constexpr std::array known = {string_view("ip"), string_view("port")};
    requireNames(rule, known, "network");
    refuseIn(rule, "network");
    for (const auto *list : {&rule.conditions, &rule.peer}) {
        for (const string_view name : known)
            requireOnce(*list, name, "network");
        for (const Condition &condition : *list) {
            const bool isIp = condition.name == "ip";
            if (!isIp && condition.name != "port")
                m_scan.failAt(condition.range.begin, std::format("network rules have no condition {}", condition.name));
            if (condition.values.size() != 1 || (isIp ? !isAddress(condition.values.front()) : !isPortRange(condition.values.front())))
                m_scan.failAt(condition.range.begin, std::format("{} is no {}", valueOf(condition), isIp ? "IP address" : "port"));
        }
    }
    if (!rule.peer.empty() && hasAny(rule, kLocalAccess))
        m_scan.failAt(begin, "create, bind, listen, shutdown, getattr, setattr, getopt and setopt have no peer");
    if (!(rule.conditions.empty() && rule.peer.empty()) && !rule.names.empty() && isFamily(rule.names.front()) && rule.names.front() != "inet" && rule.names.front() != "inet6")
        m_scan.failAt(begin, "only inet and inet6 have addresses and ports");
}

void Parser::parseSignal(Rule &rule)
{
    parseAccess(rule, kSignalAccess, true);
    parseConditions(rule, false);
    constexpr std::array known = {string_view("set"), string_view("peer")};
    requireNames(rule, known, "signal");
    refuseIn(rule, "signal");
    requireOnce(rule.conditions, "peer", "signal");
    for (const Condition &condition : rule.conditions) {
        for (const std::string &name : condition.values) {
            if (condition.name == "set" && !isSignal(name))
                m_scan.failAt(condition.range.begin, std::format("there is no signal {}", name));
        }
    }
}

void Parser::parsePtrace(Rule &rule)
{
    parseAccess(rule, kPtraceAccess, true);
    parseConditions(rule, false);
    constexpr std::array known = {string_view("peer")};
    requireNames(rule, known, "ptrace");
    refuseIn(rule, "ptrace");
    requireOnce(rule.conditions, "peer", "ptrace");
}

void Parser::parseUnix(Rule &rule)
{
    const std::size_t begin = m_scan.position();
    parseAccess(rule, kSocketAccess, true);
    parseConditions(rule, true);
    for (const auto *list : {&rule.conditions, &rule.peer}) {
        const bool isPeer = list == &rule.peer;
        for (const Condition &condition : *list) {
            const auto refuse = [&](string_view why) { m_scan.failAt(condition.range.begin, std::format("{}: {}", condition.name, why)); };
            if (condition.in)
                refuse("\"in\" is not possible in unix rules");
            if (condition.name == "type" && isPeer)
                refuse("the peer has no type");
            if (condition.name == "label" && !isPeer)
                refuse("only the peer has a label: peer=(label=NAME)");
            if (condition.name == "protocol")
                refuse("is not supported");
            if (condition.name != "type" && condition.name != "label" && condition.name != "addr")
                refuse("unix rules have no such condition");
            if (condition.values.size() != 1)
                refuse("one value is possible");
            const string_view value = valueOf(condition);
            if (condition.name == "type" && !isSocketType(value))
                refuse(std::format("{} is no socket type", value));
            if (condition.name == "addr" && !value.starts_with('@') && value != "none" && value != "auto")
                refuse(std::format("{} is no address: none, auto or @NAME", value));
        }
        for (const string_view name : {"type", "label", "addr"})
            requireOnce(*list, name, "unix");
    }
    if (!rule.peer.empty() && hasAny(rule, kLocalAccess))
        m_scan.failAt(begin, "create, bind, listen, shutdown, getattr, setattr, getopt and setopt have no peer");
}

void Parser::parseDbus(Rule &rule)
{
    const std::size_t begin = m_scan.position();
    parseAccess(rule, kDbusAccess, true);
    parseConditions(rule, true);
    constexpr std::array known = {string_view("bus"), string_view("path"), string_view("interface"), string_view("member"), string_view("name"), string_view("label")};
    requireNames(rule, known, "dbus");
    refuseIn(rule, "dbus");
    for (const string_view name : known) {
        requireOnce(rule.conditions, name, "dbus");
        requireOnce(rule.peer, name, "dbus");
    }
    const auto has = [&rule](std::initializer_list<string_view> names) { return std::ranges::any_of(names, [&](string_view name) { return rule.condition(name) != nullptr; }); };
    if (has({"label"}))
        m_scan.failAt(begin, "label belongs into peer=(label=NAME)");
    for (const Condition &condition : rule.peer) {
        if (condition.name != "name" && condition.name != "label")
            m_scan.failAt(condition.range.begin, std::format("dbus peers have no {}", condition.name));
    }
    const bool message = has({"path", "interface", "member"}) || !rule.peer.empty();
    const bool service = has({"name"});
    const auto accesses = [&rule](std::initializer_list<string_view> words) { return hasAny(rule, std::span(words.begin(), words.size())); };
    if (message && service)
        m_scan.failAt(begin, "a dbus rule is about messages (path, interface, member, peer) or about a service (name), not both");
    if (message && accesses({"bind"}))
        m_scan.failAt(begin, "bind has no path, interface, member or peer");
    if (service && accesses({"send", "receive", "read", "write"}))
        m_scan.failAt(begin, "send and receive have no name");
    if ((message || service) && accesses({"eavesdrop"}))
        m_scan.failAt(begin, "eavesdrop has only a bus");
}

void Parser::checkMountOptions(const Rule &rule, std::size_t at) const
{
    for (const Condition &condition : rule.conditions) {
        const string_view name = condition.name;
        if (name != "fstype" && name != "vfstype" && name != "options" && name != "option")
            m_scan.failAt(condition.range.begin, std::format("mount rules have no condition {}", name));
        if (!name.starts_with("option"))
            continue;
        std::uint32_t set = 0;
        std::uint32_t clear = 0;
        for (const std::string &value : condition.values) {
            const auto option = mountOption(value);
            if (!option)
                m_scan.failAt(condition.range.begin, std::format("there is no mount option {}", value));
            set |= option->set;
            clear |= option->clear;
        }
        if (!condition.in && (set & clear))
            m_scan.failAt(at, "the options of the mount contradict each other");
    }
}

// mount [conditions] [SOURCE] ["->" TARGET]; remount and umount [conditions] [MOUNT POINT]
void Parser::parseMount(Rule &rule)
{
    const std::size_t begin = m_scan.position();
    parseConditions(rule, false);
    m_scan.skipSpace();
    if (m_scan.peek() != ',' && !m_scan.atArrow()) {
        const bool isPath = m_scan.peek() == '/' || m_scan.peek() == '@' || m_scan.peek() == '"';
        auto path = isPath && m_scan.peek() != '"' ? m_scan.takePathOrVariable() : m_scan.takeValue("=)+&");
        if (!path)
            m_scan.fail("expected a path, \"->\" or a comma");
        rule.path = *std::move(path);
        m_scan.skipSpace();
    }
    if (rule.kind == RuleKind::Mount && m_scan.atArrow())
        parseTarget(rule);
    checkMountOptions(rule, begin);
}

void Parser::parsePivotRoot(Rule &rule)
{
    parseConditions(rule, false);
    constexpr std::array known = {string_view("oldroot")};
    requireNames(rule, known, "pivot_root");
    m_scan.skipSpace();
    if (m_scan.peek() != ',' && !m_scan.rest().starts_with("->")) {
        const std::size_t begin = m_scan.position();
        if (m_scan.takeMode())
            m_scan.failAt(begin, "expected a path, \"->\" or a comma");
        const auto path = m_scan.takePathOrVariable();
        if (!path)
            m_scan.fail("expected a path, \"->\" or a comma");
        rule.path = *path;
        m_scan.skipSpace();
    }
    if (m_scan.rest().starts_with("->"))
        parseTarget(rule);
}

void Parser::parseMqueue(Rule &rule)
{
    parseAccess(rule, kMqueueAccess, true);
    parseConditions(rule, false);
    constexpr std::array known = {string_view("type"), string_view("label")};
    requireNames(rule, known, "mqueue");
    refuseIn(rule, "mqueue");
    requireOnce(rule.conditions, "label", "mqueue");
    std::string type;
    for (const Condition &condition : rule.conditions) {
        if (condition.values.size() != 1)
            m_scan.failAt(condition.range.begin, std::format("{}: one value is possible", condition.name));
        if (condition.name == "type") {
            type = condition.values.front();
            if (type != "posix" && type != "sysv")
                m_scan.failAt(condition.range.begin, std::format("{} is no type of message queue: posix or sysv", type));
        }
    }
    m_scan.skipSpace();
    if (m_scan.peek() == ',')
        return;
    const std::size_t begin = m_scan.position();
    auto name = m_scan.takeValue("=");
    if (!name)
        m_scan.fail("expected the name of a message queue or a comma");
    const bool isNumber = !name->empty() && std::ranges::all_of(*name, [](char c) { return c >= '0' && c <= '9'; });
    const bool isPath = name->starts_with('/') || name->starts_with('@');
    if ((!isNumber && !isPath) || (type == "posix" && isNumber) || (type == "sysv" && isPath))
        m_scan.failAt(begin, std::format("{} is no name of a {} message queue: /NAME for POSIX, a number for System V", *name, type));
    rule.path = *std::move(name);
}

void Parser::parseIoUring(Rule &rule)
{
    parseAccess(rule, kIoUringAccess, false);
    parseConditions(rule, false);
    constexpr std::array known = {string_view("label")};
    requireNames(rule, known, "io_uring");
    refuseIn(rule, "io_uring");
    requireOnce(rule.conditions, "label", "io_uring");
    for (const Condition &condition : rule.conditions) {
        if (condition.values.size() != 1)
            m_scan.failAt(condition.range.begin, "label: one value is possible");
    }
}

} // namespace whittle::apparmor
