// The heads of profiles: names, attachments, flags.
#include "apparmor/parser.h"
#include "apparmor/words.h"

#include <algorithm>
#include <array>
#include <format>
#include <utility>

namespace whittle::apparmor {

namespace {

using std::string_view;

// Flags that exclude each other: a profile may have one of a group.
constexpr std::array kModes = {string_view("enforce"), string_view("complain"), string_view("kill"), string_view("unconfined"), string_view("prompt"), string_view("default_allow")};
constexpr std::array kPairs = {
    std::pair{string_view("attach_disconnected"), string_view("no_attach_disconnected")},
    std::pair{string_view("mediate_deleted"), string_view("delegate_deleted")},
    std::pair{string_view("chroot_relative"), string_view("namespace_relative")},
    std::pair{string_view("chroot_attach"), string_view("chroot_no_attach")},
};
constexpr std::array kFurtherFlags = {string_view("audit"), string_view("debug"), string_view("interruptible")};
constexpr std::array kValued = {string_view("attach_disconnected.path"), string_view("kill.signal"), string_view("error")};

bool isFlag(string_view flag)
{
    return std::ranges::contains(kModes, flag) || std::ranges::contains(kFurtherFlags, flag)
        || std::ranges::any_of(kPairs, [flag](const auto &pair) { return pair.first == flag || pair.second == flag; });
}

// Of a flag with a value, what it means for others: a path is attach_disconnected, too.
string_view baseOf(string_view flag) { return flag.starts_with("attach_disconnected.path=") ? string_view("attach_disconnected") : flag; }

std::string conflictOf(string_view added, string_view present)
{
    if (std::ranges::contains(kModes, added) && std::ranges::contains(kModes, present) && added != present)
        return std::format("the profile cannot be both {} and {}", present, added);
    for (const auto &[one, other] : kPairs) {
        if ((baseOf(added) == one && baseOf(present) == other) || (baseOf(added) == other && baseOf(present) == one))
            return std::format("the flags {} and {} contradict each other", present, added);
    }
    for (const string_view key : kValued) {
        if (added != present && added.starts_with(key) && present.starts_with(key) && added.substr(key.size()).starts_with('=') && present.substr(key.size()).starts_with('='))
            return std::format("the flag {} is given two values", key);
    }
    return {};
}

} // namespace

void Parser::parseProfileHead(Profile &profile, bool topLevel)
{
    const std::size_t begin = m_scan.position();
    bool keyword = true;
    if (m_scan.take("^")) {
        profile.isHat = true;
    } else if (m_scan.takeWord("hat")) {
        profile.isHat = true;
        m_scan.skipBlanks();
    } else if (m_scan.takeWord("profile")) {
        m_scan.skipBlanks();
    } else {
        keyword = false;
    }
    const std::size_t nameBegin = m_scan.position();
    std::optional<std::string> name;
    if (keyword) {
        name = m_scan.takeValue();
        if (!name || (name->empty() && !profile.isHat))
            m_scan.failAt(nameBegin, "a profile needs a name");
    } else {
        name = m_scan.takePathOrVariable();
        if (!name)
            m_scan.failAt(begin, topLevel ? "expected a profile" : "expected a rule");
        if (name->empty() || (name->front() != '/' && name->front() != ':'))
            m_scan.failAt(begin, std::format("a profile's name starts with '/' or follows the word \"profile\"; found {}", *name));
    }
    profile.nameRange = m_scan.range(nameBegin, m_scan.position());
    profile.name = *std::move(name);
    if (profile.name.starts_with(':')) {
        const std::size_t end = profile.name.find(':', 1);
        if (end == std::string::npos)
            m_scan.failAt(nameBegin, std::format("the namespace has no ':' at its end: {}", profile.name));
        profile.nameSpace = profile.name.substr(1, end - 1);
        std::string rest = profile.name.substr(end + 1);
        if (rest.starts_with("//"))
            rest = rest.substr(2);
        if (profile.nameSpace.empty() || rest.empty())
            m_scan.failAt(nameBegin, std::format("a namespace and a name are needed: {}", profile.name));
        profile.name = std::move(rest);
    }
    m_scan.skipSpace();
    if (m_scan.peek() != '{' && m_scan.peek() != '(' && m_scan.peekConditionName().empty()) {
        const std::size_t at = m_scan.position();
        auto attachment = m_scan.takePathOrVariable();
        if (!attachment)
            m_scan.fail(std::format("expected {{ behind the head of profile {}", profile.name));
        if (attachment->empty() || (attachment->front() != '/' && attachment->front() != '@'))
            m_scan.failAt(at, std::format("what a profile is attached to starts with '/' or a variable: {}", *attachment));
        profile.attachment = *std::move(attachment);
        m_scan.skipSpace();
    }
    if (m_scan.peekConditionName() == "xattrs")
        parseXattrs(profile);
    m_scan.skipSpace();
    if (m_scan.peek() == '(' || m_scan.peekConditionName() == "flags")
        parseFlags(profile);
}

void Parser::parseXattrs(Profile &profile)
{
    m_scan.take("xattrs");
    m_scan.skipSpace();
    if (!m_scan.take("="))
        m_scan.fail("expected = behind xattrs");
    m_scan.skipSpace();
    if (!m_scan.take("("))
        m_scan.fail("expected ( behind xattrs=");
    for (;;) {
        m_scan.skipSpace();
        if (m_scan.take(")"))
            return;
        if (m_scan.take(","))
            continue;
        Condition one;
        const std::size_t begin = m_scan.position();
        auto name = m_scan.takeValue("=(),");
        if (!name)
            m_scan.fail("expected the name of an extended attribute");
        one.name = *std::move(name);
        if (m_scan.take("=")) {
            auto value = m_scan.takeListValue();
            if (!value)
                m_scan.fail(std::format("{} is given no value", one.name));
            one.values.push_back(*std::move(value));
        }
        one.range = m_scan.range(begin, m_scan.position());
        profile.xattrs.push_back(std::move(one));
    }
}

void Parser::parseFlags(Profile &profile)
{
    if (m_scan.take("flags")) {
        m_scan.skipSpace();
        if (!m_scan.take("="))
            m_scan.fail("expected = behind flags");
        m_scan.skipSpace();
    }
    if (!m_scan.take("("))
        m_scan.fail("flags are a list in parentheses: flags=(complain)");
    for (;;) {
        m_scan.skipSpace();
        if (m_scan.peek() == ')') {
            if (profile.flags.empty())
                m_scan.fail("the list of flags is empty");
            m_scan.take(")");
            return;
        }
        if (m_scan.take(","))
            continue;
        const std::size_t begin = m_scan.position();
        const auto flag = m_scan.takeListValue();
        if (!flag)
            m_scan.fail("expected the name of a flag");
        if (const auto equals = flag->find('='); equals != std::string::npos) {
            const string_view key = string_view(*flag).substr(0, equals);
            const string_view value = string_view(*flag).substr(equals + 1);
            if (key == "attach_disconnected.path" ? !value.starts_with('/') : key == "kill.signal" ? !isSignal(value) || value == "exists" : key == "error" ? !isErrorName(value) : true)
                m_scan.failAt(begin, std::format("{} is no profile flag", *flag));
        } else if (!isFlag(*flag)) {
            m_scan.failAt(begin, std::format("{} is no profile flag", *flag));
        }
        for (const std::string &present : profile.flags) {
            if (const std::string conflict = conflictOf(*flag, present); !conflict.empty())
                m_scan.failAt(begin, conflict);
        }
        profile.flags.push_back(*flag);
    }
}

} // namespace whittle::apparmor
