#include "apparmor/pattern.h"

#include <algorithm>
#include <format>
#include <set>
#include <utility>

namespace whittle::apparmor {

namespace {

constexpr std::size_t kMaxPattern = 1U << 20;
constexpr unsigned kMaxNesting = 100;
constexpr std::size_t kMaxPairs = 1U << 20;

} // namespace

// Recursive descent over the text; emits steps as Thompson's construction does.
class Pattern::Compiler
{
public:
    Compiler(std::string_view text, Pattern &pattern) : m_text(text), m_pattern(pattern) {}

    Result<> run()
    {
        sequence(0);
        if (m_error.empty() && m_at < m_text.size())
            m_error = m_text[m_at] == '}' ? "a } has no { in front" : "a , stands outside of braces";
        if (!m_error.empty())
            return fail(ErrorCode::InvalidInput, std::format("{} is no pattern: {}", m_text, m_error));
        emit({Step::Kind::Match, 0, 0, 0});
        return {};
    }

private:
    std::uint32_t emit(Step step)
    {
        m_pattern.m_steps.push_back(step);
        return static_cast<std::uint32_t>(m_pattern.m_steps.size() - 1);
    }
    std::uint32_t here() const { return static_cast<std::uint32_t>(m_pattern.m_steps.size()); }
    void characters(const Set &set)
    {
        const auto known = std::ranges::find(m_pattern.m_sets, set);
        const auto index = static_cast<std::uint32_t>(known - m_pattern.m_sets.begin());
        if (known == m_pattern.m_sets.end())
            m_pattern.m_sets.push_back(set);
        emit({Step::Kind::Characters, 0, 0, index});
    }
    void star(const Set &set)
    {
        const std::uint32_t split = emit({Step::Kind::Split, 0, 0, 0});
        characters(set);
        emit({Step::Kind::Jump, split, 0, 0});
        m_pattern.m_steps[split].next = split + 1;
        m_pattern.m_steps[split].other = here();
    }
    void literal(char c)
    {
        Set set;
        set.set(static_cast<unsigned char>(c));
        characters(set);
        if (m_pattern.m_isLiteral)
            m_pattern.m_prefix += c;
        m_last = c;
    }
    void wild() { m_pattern.m_isLiteral = false; }

    static Set allBut(std::string_view excluded)
    {
        Set set;
        set.set();
        for (const char c : excluded)
            set.reset(static_cast<unsigned char>(c));
        return set;
    }

    // Up to the end of the text, or to a ',' or '}' inside braces.
    void sequence(unsigned depth)
    {
        while (m_error.empty() && m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '}' || (c == ',' && depth > 0)) {
                return;
            } else if (c == '\\') {
                ++m_at;
                if (m_at == m_text.size()) {
                    m_error = "it ends with a backslash";
                    return;
                }
                literal(m_text[m_at++]);
            } else if (c == '*') {
                asterisks();
            } else if (c == '?') {
                wild();
                characters(allBut(std::string_view("/\0", 2)));
                m_last = '\0';
                ++m_at;
            } else if (c == '[') {
                characterClass();
            } else if (c == ']') {
                m_error = "a ] has no [ in front";
            } else if (c == '{') {
                alternatives(depth + 1);
            } else {
                literal(c);
                ++m_at;
            }
        }
    }

    // A * that stands for a whole name of a path matches at least one character, as no name is empty.
    void asterisks()
    {
        wild();
        std::size_t count = 0;
        while (m_at < m_text.size() && m_text[m_at] == '*') {
            ++m_at;
            ++count;
        }
        const bool wholeName = m_last == '/' && (m_at == m_text.size() || m_text[m_at] == '/');
        const Set inName = allBut(std::string_view("/\0", 2));
        const Set any = allBut(std::string_view("\0", 1));
        if (wholeName)
            characters(inName);
        star(count > 1 ? any : inName);
        m_last = '\0';
    }

    void characterClass()
    {
        wild();
        const std::size_t begin = m_at++;
        const bool negated = m_at < m_text.size() && m_text[m_at] == '^';
        if (negated)
            ++m_at;
        Set set;
        bool empty = true;
        int previous = -1; // may begin a range
        for (;; empty = false) {
            if (m_at >= m_text.size()) {
                m_error = "a [ has no ] behind";
                return;
            }
            char c = m_text[m_at++];
            if (c == ']')
                break;
            if (c == '-' && previous >= 0) {
                if (m_at >= m_text.size() || m_text[m_at] == ']') {
                    m_error = std::format("{} ends with -", m_text.substr(begin, m_at - begin + 1));
                    return;
                }
                c = m_text[m_at++];
                if (c == '\\' && m_at < m_text.size())
                    c = m_text[m_at++];
                if (c == '-') {
                    m_error = "a range ends with -";
                    return;
                }
                for (int i = std::min<int>(previous, static_cast<unsigned char>(c)); i <= std::max<int>(previous, static_cast<unsigned char>(c)); ++i)
                    set.set(static_cast<std::size_t>(i));
                previous = -1;
                if (m_at < m_text.size() && m_text[m_at] == '-') {
                    m_error = "a range goes on behind its end";
                    return;
                }
                continue;
            }
            if (c == '\\' && m_at < m_text.size())
                c = m_text[m_at++];
            previous = static_cast<unsigned char>(c);
            set.set(static_cast<std::size_t>(previous));
        }
        if (empty) {
            m_error = "a [] is empty";
            return;
        }
        if (negated) {
            set.flip();
            set.reset(0);
        }
        characters(set);
        m_last = '\0';
    }

    void alternatives(unsigned depth)
    {
        wild();
        if (depth > kMaxNesting) {
            m_error = "braces are nested too deeply";
            return;
        }
        ++m_at;
        std::vector<std::uint32_t> ends;
        std::size_t count = 1;
        for (;; ++count) {
            const std::uint32_t split = emit({Step::Kind::Split, 0, 0, 0});
            m_pattern.m_steps[split].next = here();
            m_last = '\0';
            sequence(depth);
            if (!m_error.empty())
                return;
            ends.push_back(emit({Step::Kind::Jump, 0, 0, 0}));
            if (m_at >= m_text.size()) {
                m_error = "a { has no } behind";
                return;
            }
            const bool last = m_text[m_at++] == '}';
            m_pattern.m_steps[split].other = last ? m_pattern.m_steps[split].next : here();
            if (last)
                break;
        }
        if (count < 2) {
            m_error = "{ } needs a comma inside";
            return;
        }
        for (const std::uint32_t end : ends)
            m_pattern.m_steps[end].next = here();
        m_last = '\0';
    }

    std::string_view m_text;
    Pattern &m_pattern;
    std::size_t m_at = 0;
    char m_last = '\0'; // the literal character just emitted
    std::string m_error;
};

// The steps that a machine may stand at, with jumps and splits followed.
class Pattern::Walk
{
public:
    explicit Walk(const Pattern &pattern) : m_pattern(pattern), m_seen(pattern.m_steps.size(), 0)
    {
        ++m_round;
        add(0);
    }
    void step(char c)
    {
        std::vector<std::uint32_t> from = std::exchange(m_at, {});
        m_matches = false;
        ++m_round;
        for (const std::uint32_t at : from) {
            if (m_pattern.m_sets[m_pattern.m_steps[at].set].test(static_cast<unsigned char>(c)))
                add(at + 1);
        }
    }
    [[nodiscard]] bool matches() const { return m_matches; }
    [[nodiscard]] bool isDead() const { return m_at.empty() && !m_matches; }

private:
    void add(std::uint32_t first)
    {
        m_pending.push_back(first);
        while (!m_pending.empty()) {
            const std::uint32_t at = m_pending.back();
            m_pending.pop_back();
            if (std::exchange(m_seen[at], m_round) == m_round)
                continue;
            const Step &step = m_pattern.m_steps[at];
            switch (step.kind) {
            case Step::Kind::Match: m_matches = true; break;
            case Step::Kind::Characters: m_at.push_back(at); break;
            case Step::Kind::Split: m_pending.push_back(step.other); [[fallthrough]];
            case Step::Kind::Jump: m_pending.push_back(step.next); break;
            }
        }
    }

    const Pattern &m_pattern;
    std::vector<std::uint32_t> m_seen; // round in which a step was reached
    std::vector<std::uint32_t> m_at;
    std::vector<std::uint32_t> m_pending;
    std::uint32_t m_round = 0;
    bool m_matches = false;
};

Result<Pattern> Pattern::compile(std::string_view text)
{
    if (text.size() > kMaxPattern)
        return fail(ErrorCode::InvalidInput, "a pattern is longer than 1 MiB");
    Pattern pattern;
    if (auto compiled = Compiler(text, pattern).run(); !compiled)
        return std::unexpected(std::move(compiled).error());
    return pattern;
}

bool Pattern::matches(std::string_view text) const
{
    if (m_isLiteral)
        return text == m_prefix;
    if (!text.starts_with(m_prefix))
        return false;
    Walk walk(*this);
    for (const char c : text) {
        walk.step(c);
        if (walk.isDead())
            return false;
    }
    return walk.matches();
}

bool Pattern::overlaps(const Pattern &other) const
{
    if (!m_prefix.starts_with(other.m_prefix) && !other.m_prefix.starts_with(m_prefix))
        return false;
    if (m_isLiteral)
        return other.matches(m_prefix);
    if (other.m_isLiteral)
        return matches(other.m_prefix);
    // Pairs of steps that one text can lead both machines to.
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pending = {{0, 0}};
    while (!pending.empty()) {
        const auto [mine, theirs] = pending.back();
        pending.pop_back();
        if (!seen.insert({mine, theirs}).second)
            continue;
        if (seen.size() > kMaxPairs)
            return true;
        const Step &one = m_steps[mine];
        const Step &two = other.m_steps[theirs];
        if (one.kind == Step::Kind::Jump || one.kind == Step::Kind::Split) {
            pending.emplace_back(one.next, theirs);
            if (one.kind == Step::Kind::Split)
                pending.emplace_back(one.other, theirs);
        } else if (two.kind == Step::Kind::Jump || two.kind == Step::Kind::Split) {
            pending.emplace_back(mine, two.next);
            if (two.kind == Step::Kind::Split)
                pending.emplace_back(mine, two.other);
        } else if (one.kind == Step::Kind::Match && two.kind == Step::Kind::Match) {
            return true;
        } else if (one.kind == Step::Kind::Characters && two.kind == Step::Kind::Characters && (m_sets[one.set] & other.m_sets[two.set]).any()) {
            pending.emplace_back(mine + 1, theirs + 1);
        }
    }
    return false;
}

} // namespace whittle::apparmor
