#include "tuning/minimise.h"

#include "profile/rule_list.h"
#include "tuning/argument_sets.h"

#include <algorithm>
#include <cerrno>
#include <format>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace whittle::tuning {

namespace {

using profile::Action;
using profile::Profile;
using profile::Rule;
using profile::RuleId;
using profile::Target;

constexpr std::size_t kLongestComment = 600; // of rules that were joined

// A name that goes from a rule.
struct Edit
{
    RuleId rule = 0;
    std::string name;
    std::string why;
    bool repeated = false; // the rule has the name more than once: one goes
};

std::uint32_t minimiseErrno(Action action, const std::optional<std::uint32_t> &errnoRet)
{
    return action == Action::Errno || action == Action::Trace ? errnoRet.value_or(EPERM) & 0xffffU : 0;
}

Action plainAction(Action action)
{
    return action == Action::Kill ? Action::KillThread : action;
}

bool sameAnswer(const Rule &a, const Rule &b)
{
    return plainAction(a.action) == plainAction(b.action) && minimiseErrno(a.action, a.errnoRet) == minimiseErrno(b.action, b.errnoRet) && a.errnoName == b.errnoName;
}

// Runtimes pass over rules that answer as the default does.
bool answersAsDefault(const Profile &profile, const Rule &rule)
{
    return profile.defaultAction && !rule.errnoName && !profile.defaultErrnoName && plainAction(*profile.defaultAction) == plainAction(rule.action)
        && minimiseErrno(*profile.defaultAction, profile.defaultErrnoRet) == minimiseErrno(rule.action, rule.errnoRet);
}

bool sameConditions(const Rule &a, const Rule &b)
{
    const auto plain = [](const profile::Conditions &conditions) {
        return std::tuple(std::set(conditions.capabilities.begin(), conditions.capabilities.end()),
                          std::set(conditions.architectures.begin(), conditions.architectures.end()), conditions.minKernel, conditions.members.unknown);
    };
    return plain(a.includes) == plain(b.includes) && plain(a.excludes) == plain(b.excludes);
}

// Whether the first counts wherever the second does.
bool countsWhere(const Rule &wide, const Rule &narrow)
{
    return (wide.includes.isEmpty() && wide.excludes.isEmpty()) || sameConditions(wide, narrow);
}

bool namesIt(const Rule &rule, const std::string &name)
{
    return rule.name == name || std::ranges::contains(rule.names, name);
}

// Why nothing is lost when the rule at a position does not name the syscall; empty: something may be.
std::string whyNeedless(const Profile &profile, std::size_t position, const std::string &name)
{
    const Rule &rule = profile.rules[position];
    if (answersAsDefault(profile, rule))
        return "answered as the default action does";
    for (std::size_t i = 0; i < profile.rules.size(); ++i) {
        const Rule &other = profile.rules[i];
        if (i == position || !namesIt(other, name) || answersAsDefault(profile, other) || !countsWhere(other, rule))
            continue;
        if (other.args.empty()) {
            if (!rule.args.empty())
                return std::format("syscalls[{}] decides it whatever its arguments", i);
            if (i < position)
                return sameAnswer(rule, other) ? std::format("said by syscalls[{}] already", i) : std::format("syscalls[{}] stands before it and decides", i);
            continue;
        }
        if (rule.args.empty() || !sameAnswer(rule, other))
            continue;
        const ArgumentSet wide = normalised(argumentsOf(other));
        const ArgumentSet narrow = normalised(argumentsOf(rule));
        if (united(wide, narrow) == wide && (wide != narrow || i < position))
            return std::format("syscalls[{}] covers its argument values", i);
    }
    return {};
}

Profile withEdits(const Profile &profile, std::span<const Edit> edits)
{
    Profile edited = profile;
    std::set<RuleId> touched;
    for (const Edit &edit : edits) {
        Rule *rule = edited.find(edit.rule);
        if (!rule)
            continue;
        touched.insert(edit.rule);
        if (edit.repeated) {
            const auto first = std::ranges::find(rule->names, edit.name);
            if (first != rule->names.end())
                rule->names.erase(std::ranges::remove(std::next(first), rule->names.end(), edit.name).begin(), rule->names.end());
            continue;
        }
        std::erase(rule->names, edit.name);
        if (rule->name == edit.name)
            rule->name.reset();
    }
    std::erase_if(edited.rules, [&](const Rule &rule) { return touched.contains(rule.id) && rule.allNames().empty(); });
    return edited;
}

std::string joinedText(const std::vector<std::string> &words)
{
    constexpr std::size_t kShown = 12;
    std::string text;
    for (std::size_t i = 0; i < words.size() && i < kShown; ++i)
        text += (i == 0 ? "" : ", ") + words[i];
    return words.size() > kShown ? text + std::format(" and {} more", words.size() - kShown) : text;
}

std::size_t nameCount(const Profile &profile)
{
    std::size_t count = 0;
    for (const Rule &rule : profile.rules)
        count += rule.allNames().size();
    return count;
}

class Minimiser
{
public:
    Minimiser(const Profile &profile, std::stop_token stop, const ProgressFn &progress)
        : m_original(profile), m_current(profile), m_decisions(profile, targetsFor(profile)), m_stop(std::move(stop)), m_progress(progress)
    {}

    Result<Minimised> run()
    {
        // Ids tell rules apart while they move; a profile made by hand may have none.
        m_current.rules.clear();
        m_current.nextId = 1;
        for (const Rule &rule : m_original.rules)
            m_positions[m_current.addRule(rule)] = m_positions.size();
        if (m_decisions.filters() == 0) {
            const auto filter = profile::compile(m_original, Target());
            return filter ? fail(ErrorCode::InvalidInput, "the profile makes no filter that could be compared") : std::unexpected(filter.error());
        }
        m_result.filters = m_decisions.filters();
        for (const auto step : {&Minimiser::removeRepeated, &Minimiser::removeNeedless, &Minimiser::joinAlike, &Minimiser::putInOrder}) {
            if (m_stop.stop_requested())
                return fail(ErrorCode::Cancelled, "cancelled");
            (this->*step)();
        }
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled, "cancelled");
        m_result.rulesBefore = m_original.rules.size();
        m_result.rulesAfter = m_current.rules.size();
        m_result.namesBefore = nameCount(m_original);
        m_result.namesAfter = nameCount(m_current);
        m_result.profile = std::move(m_current);
        return std::move(m_result);
    }

private:
    [[nodiscard]] bool decidesTheSame(const Profile &candidate) const { return m_decisions.differenceFrom(candidate).empty(); }

    void say(const std::string &step) const
    {
        if (m_progress)
            m_progress({step, 0, 0});
    }

    // All at once where that changes nothing, else in halves down to single ones.
    void apply(std::span<const Edit> edits, std::vector<Edit> &done)
    {
        if (edits.empty() || m_stop.stop_requested())
            return;
        Profile candidate = withEdits(m_current, edits);
        if (decidesTheSame(candidate)) {
            m_current = std::move(candidate);
            done.insert(done.end(), edits.begin(), edits.end());
            return;
        }
        if (edits.size() == 1)
            return;
        apply(edits.first(edits.size() / 2), done);
        apply(edits.subspan(edits.size() / 2), done);
    }

    void report(const std::vector<Edit> &done)
    {
        std::map<std::pair<RuleId, std::string>, std::vector<std::string>> byRule;
        for (const Edit &edit : done)
            byRule[{edit.rule, edit.why}].push_back(edit.name);
        std::set<RuleId> gone;
        for (const auto &[key, names] : byRule) {
            const bool whole = !m_current.find(key.first) && gone.insert(key.first).second;
            m_result.removed.push_back({std::format("syscalls[{}]: {}", m_positions[key.first], joinedText(names)), key.second, whole});
        }
    }

    void removeRepeated()
    {
        say("looking for names that stand twice in a rule");
        std::vector<Edit> edits;
        for (const Rule &rule : m_current.rules) {
            std::set<std::string> known;
            std::set<std::string> repeated;
            for (const std::string &name : rule.names) {
                if (!known.insert(name).second)
                    repeated.insert(name);
            }
            for (const std::string &name : repeated)
                edits.push_back({rule.id, name, "stands twice in the rule", true});
        }
        std::vector<Edit> done;
        apply(edits, done);
        report(done);
    }

    void removeNeedless()
    {
        say("looking for names that other rules make needless");
        std::vector<Edit> edits;
        for (std::size_t i = 0; i < m_current.rules.size(); ++i) {
            for (const std::string &name : m_current.rules[i].allNames()) {
                if (std::string why = whyNeedless(m_current, i, name); !why.empty())
                    edits.push_back({m_current.rules[i].id, name, std::move(why), false});
            }
        }
        std::vector<Edit> done;
        apply(edits, done);
        report(done);
    }

    // Rules with the same answer, conditions and arguments, in whatever order these are written.
    static Rule comparable(Rule rule)
    {
        for (profile::Conditions *conditions : {&rule.includes, &rule.excludes}) {
            std::ranges::sort(conditions->capabilities);
            std::ranges::sort(conditions->architectures);
            conditions->members.order.clear();
        }
        for (profile::ArgumentCondition &condition : rule.args)
            condition.members.order.clear();
        std::ranges::stable_sort(rule.args, {}, [](const profile::ArgumentCondition &one) { return std::tuple(one.index, one.op, one.value, one.valueTwo); });
        return rule;
    }

    [[nodiscard]] Profile joined(const Profile &profile, std::span<const RuleId> rules) const
    {
        Profile result = profile;
        Rule *home = result.find(rules.front());
        std::vector<std::pair<std::string, std::string>> comments; // with the names that they were about
        std::set<std::string> names;
        bool same = true;
        for (const RuleId id : rules) {
            const Rule *rule = result.find(id);
            const auto all = rule->allNames();
            names.insert(all.begin(), all.end());
            same = same && rule->comment == home->comment;
            if (!rule->comment.empty())
                comments.emplace_back(joinedText(all), rule->comment);
        }
        std::string comment = same ? home->comment : std::string();
        for (std::size_t i = 0; i < comments.size() && !same; ++i) {
            const auto &[about, text] = comments[i];
            if (!comment.empty() && comment.size() + about.size() + text.size() > kLongestComment) {
                comment += std::format("; and {} more comments", comments.size() - i);
                break;
            }
            comment += std::format("{}{}: {}", comment.empty() ? "" : "; ", about, text);
        }
        home->comment = std::move(comment);
        home->names.assign(names.begin(), names.end());
        home->name.reset();
        const auto rest = rules.subspan(1);
        std::erase_if(result.rules, [&](const Rule &rule) { return std::ranges::contains(rest, rule.id); });
        return result;
    }

    void joinAlike()
    {
        say("joining rules that say the same");
        std::vector<std::vector<RuleId>> groups;
        std::vector<Rule> heads;
        for (const Rule &rule : m_current.rules) {
            if (rule.allNames().empty())
                continue;
            const Rule plain = comparable(rule);
            const auto head = std::ranges::find_if(heads, [&](const Rule &one) { return profile::sayTheSame(one, plain); });
            if (head == heads.end()) {
                heads.push_back(plain);
                groups.push_back({rule.id});
            } else {
                groups[static_cast<std::size_t>(head - heads.begin())].push_back(rule.id);
            }
        }
        std::erase_if(groups, [](const std::vector<RuleId> &group) { return group.size() < 2; });
        const auto joinAll = [this](std::span<const std::vector<RuleId>> some) {
            Profile candidate = m_current;
            for (const auto &group : some)
                candidate = joined(candidate, group);
            return candidate;
        };
        const auto take = [this](Profile candidate, std::span<const std::vector<RuleId>> some) {
            m_current = std::move(candidate);
            for (const auto &group : some) {
                for (std::size_t i = 1; i < group.size(); ++i)
                    m_result.removed.push_back({std::format("syscalls[{}]", m_positions[group[i]]), std::format("says the same as syscalls[{}], which has its names now", m_positions[group.front()]), true});
            }
        };
        if (Profile candidate = joinAll(groups); decidesTheSame(candidate)) {
            take(std::move(candidate), groups);
            return;
        }
        for (const auto &group : groups) {
            if (m_stop.stop_requested())
                return;
            if (Profile candidate = joined(m_current, group); decidesTheSame(candidate))
                take(std::move(candidate), std::span(&group, 1));
            else
                m_result.notes.push_back(std::format("syscalls[{}] and rules like it stay apart: joined, something is decided otherwise", m_positions[group.front()]));
        }
    }

    void putInOrder()
    {
        say("putting rules in order");
        Profile candidate = m_current;
        for (Rule &rule : candidate.rules)
            std::ranges::sort(rule.names);
        std::ranges::stable_sort(candidate.rules, {}, [](const Rule &rule) {
            const auto names = rule.allNames();
            const bool conditional = !rule.includes.isEmpty() || !rule.excludes.isEmpty();
            const int group = rule.action == Action::Allow ? 0 : rule.action == Action::Log ? 1 : 2;
            return std::tuple(group, conditional, !rule.args.empty(), names.empty() ? std::string() : names.front());
        });
        if (decidesTheSame(candidate)) {
            m_current = std::move(candidate);
            return;
        }
        m_result.notes.emplace_back("the order of the rules is kept: two rules contradict each other, and the first one decides");
        candidate = m_current;
        for (Rule &rule : candidate.rules)
            std::ranges::sort(rule.names);
        if (decidesTheSame(candidate))
            m_current = std::move(candidate);
    }

    const Profile &m_original;
    Profile m_current;
    DecisionsOf m_decisions;
    std::stop_token m_stop;
    const ProgressFn &m_progress;
    std::map<RuleId, std::size_t> m_positions; // in the file
    Minimised m_result;
};

} // namespace

Result<Minimised> minimise(const Profile &profile, std::stop_token stop, const ProgressFn &progress)
{
    return Minimiser(profile, std::move(stop), progress).run();
}

} // namespace whittle::tuning
