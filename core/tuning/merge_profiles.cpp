#include "tuning/merge_profiles.h"

#include "profile/architecture.h"
#include "profile/compare.h"
#include "profile/resolve.h"
#include "syscalls/catalogue.h"
#include "tuning/argument_sets.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <format>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace whittle::tuning {

namespace {

using profile::Action;
using profile::Decision;
using profile::Profile;
using profile::Rule;

// A set of calls that is denied value by value gets at most so many rules.
constexpr std::size_t kMostDenyRules = 16;

Decision decisionFrom(Action action, const std::optional<std::uint32_t> &errnoRet)
{
    const bool takesNumber = action == Action::Errno || action == Action::Trace;
    return {action == Action::Kill ? Action::KillThread : action, static_cast<std::uint16_t>(takesNumber ? errnoRet.value_or(EPERM) & 0xffffU : 0U)};
}

// The kernel's order of strictness, turned round.
int mildness(const Decision &decision)
{
    constexpr std::array kOrder = {Action::KillProcess, Action::KillThread, Action::Trap, Action::Errno, Action::Notify, Action::Trace, Action::Log, Action::Allow};
    return static_cast<int>(std::ranges::find(kOrder, decision.action) - kOrder.begin());
}

// What one profile says of one syscall.
struct Said
{
    std::optional<ArgumentSet> executed; // empty: in a way that cannot be put into rules
    Decision executes{Action::Allow, 0}; // Allow or Log
    Decision refuses;                    // what all other calls get
    bool byRule = false;
    std::string comment;
};

struct Source
{
    const std::string *name = nullptr;
    Profile resolved;
    profile::Filter filter;
    Decision defaultDecision;
};

class Merger
{
public:
    Merger(MergeKind kind, std::span<const NamedProfile> profiles, const profile::Target &target) : m_kind(kind), m_profiles(profiles), m_target(target) {}

    Result<MergedProfile> run()
    {
        if (auto read = readSources(); !read)
            return std::unexpected(std::move(read).error());
        settleWhole();
        std::set<std::string> names;
        for (const Source &source : m_sources) {
            for (const Rule &rule : source.resolved.rules)
                names.insert(rule.names.begin(), rule.names.end());
        }
        for (const std::string &name : names)
            mergeSyscall(name);
        writeRules();
        if (auto verified = verify(); !verified)
            return std::unexpected(std::move(verified).error());
        std::ranges::stable_sort(m_result.conflicts, {}, &MergeConflict::syscall);
        return std::move(m_result);
    }

private:
    // ---- reading ---------------------------------------------------------------------------------------------------

    Result<> readSources()
    {
        if (m_profiles.size() < 2)
            return fail(ErrorCode::InvalidInput, "merging takes at least two profiles");
        for (const NamedProfile &one : m_profiles) {
            auto resolved = profile::resolveWithPlaces(one.profile, m_target);
            if (!resolved)
                return addContext(std::move(resolved).error(), one.name);
            auto filter = profile::compile(one.profile, m_target);
            if (!filter)
                return addContext(std::move(filter).error(), one.name);
            const std::size_t dropped = one.profile.rules.size() - resolved->profile.rules.size();
            if (dropped > 0)
                m_result.notes.push_back(std::format("{}: {} rules have conditions that do not hold on this target, and are left out", one.name, dropped));
            const bool hasConditions = std::ranges::any_of(one.profile.rules, [](const Rule &rule) { return !rule.includes.isEmpty() || !rule.excludes.isEmpty(); });
            if (hasConditions)
                m_result.notes.push_back(std::format("{}: its conditions were resolved for this target; the merged profile has none", one.name));
            const Decision byDefault = decisionFrom(*resolved->profile.defaultAction, resolved->profile.defaultErrnoRet);
            m_sources.push_back({&one.name, std::move(resolved->profile), *std::move(filter), byDefault});
        }
        return {};
    }

    // ---- the profile as a whole ------------------------------------------------------------------------------------

    static bool executes(const Decision &decision) { return decision.executes(); }

    bool keep(const std::vector<bool> &each) const
    {
        switch (m_kind) {
        case MergeKind::Union: return std::ranges::contains(each, true);
        case MergeKind::Intersection: return !std::ranges::contains(each, false);
        case MergeKind::Minus: return each.front() && std::ranges::count(each, true) == 1;
        }
        return false;
    }

    // The answer among several that all refuse, or all execute.
    Decision chosen(const std::vector<Decision> &decisions) const
    {
        Decision best = decisions.front();
        if (m_kind == MergeKind::Minus)
            return best;
        for (const Decision &one : decisions) {
            if (m_kind == MergeKind::Union ? mildness(one) > mildness(best) : mildness(one) < mildness(best))
                best = one;
        }
        return best;
    }

    template <class Text>
    std::string saidBy(const std::vector<std::size_t> &sources, Text text) const
    {
        std::string said;
        for (const std::size_t i : sources)
            said += (said.empty() ? "" : "; ") + std::format("{}: {}", *m_sources[i].name, text(i));
        return said;
    }

    std::vector<std::size_t> everySource() const
    {
        std::vector<std::size_t> all(m_sources.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        return all;
    }

    void conflict(const std::string &syscall, std::string said, std::string settled) { m_result.conflicts.push_back({syscall, std::move(said), std::move(settled)}); }

    void settleWhole()
    {
        std::vector<bool> each;
        std::vector<Decision> same;
        for (const Source &source : m_sources)
            each.push_back(executes(source.defaultDecision));
        const bool executed = keep(each);
        for (const Source &source : m_sources) {
            if (executes(source.defaultDecision) == executed)
                same.push_back(source.defaultDecision);
        }
        // What is executed without a rule by all of them is what a difference refuses; no profile says how.
        m_default = same.empty() ? Decision{Action::Errno, EPERM} : chosen(same);
        const bool differ = std::ranges::any_of(m_sources, [this](const Source &source) { return source.defaultDecision != m_default; });
        if (differ)
            conflict({}, "default action: " + saidBy(everySource(), [this](std::size_t i) { return m_sources[i].defaultDecision.toString(); }), m_default.toString());
        Profile &merged = m_result.profile;
        merged.defaultAction = m_default.action;
        if (m_default.action == Action::Errno || m_default.action == Action::Trace)
            merged.defaultErrnoRet = m_default.data;
        const Profile &first = m_sources.front().resolved;
        merged.flags = first.flags;
        merged.listenerPath = first.listenerPath;
        merged.listenerMetadata = first.listenerMetadata;
        const auto sameInAll = [this](auto member) {
            return std::ranges::all_of(m_sources, [&](const Source &source) { return source.resolved.*member == m_sources.front().resolved.*member; });
        };
        if (!sameInAll(&Profile::flags))
            conflict({}, "the profiles differ in their flags", std::format("those of {} are kept", *m_sources.front().name));
        if (!sameInAll(&Profile::listenerPath) || !sameInAll(&Profile::listenerMetadata))
            conflict({}, "the profiles differ in their listener", std::format("that of {} is kept", *m_sources.front().name));
        settleArchitectures();
    }

    void settleArchitectures()
    {
        const auto has = [](const Source &source, const std::string &name) { return std::ranges::contains(source.resolved.architectures, name); };
        std::vector<std::string> &architectures = m_result.profile.architectures;
        bool differ = false;
        for (const Source &source : m_sources) {
            for (const std::string &name : source.resolved.architectures) {
                const bool inAll = std::ranges::all_of(m_sources, [&](const Source &other) { return has(other, name); });
                differ = differ || !inAll;
                const bool wanted = m_kind == MergeKind::Union || (m_kind == MergeKind::Intersection ? inAll : has(m_sources.front(), name));
                if (wanted && !std::ranges::contains(architectures, name))
                    architectures.push_back(name);
            }
        }
        // No name at all is this machine's own, and so is a list that has become empty.
        if (!differ)
            return;
        const auto listOf = [](const std::vector<std::string> &names) {
            std::string text;
            for (const std::string &name : names)
                text += (text.empty() ? "" : ", ") + name;
            return text.empty() ? std::string("this machine's own") : text;
        };
        conflict({}, "architectures: " + saidBy(everySource(), [&](std::size_t i) { return listOf(m_sources[i].resolved.architectures); }),
                 listOf(architectures) + "; the rules hold for all of them alike");
    }

    // ---- one syscall -----------------------------------------------------------------------------------------------

    Said whatIsSaid(const Source &source, const std::string &syscall) const
    {
        Said said;
        said.refuses = executes(source.defaultDecision) ? Decision{Action::Errno, EPERM} : source.defaultDecision;
        if (executes(source.defaultDecision))
            said.executes = source.defaultDecision;
        ArgumentSet allowed;
        ArgumentSet denied;
        bool logsOnly = true;
        std::optional<Decision> denial;
        for (const Rule &rule : source.resolved.rules) {
            if (!std::ranges::contains(rule.names, syscall))
                continue;
            if (!rule.comment.empty() && !said.comment.contains(rule.comment))
                said.comment += (said.comment.empty() ? "" : "; ") + rule.comment;
            const Decision answer = decisionFrom(rule.action, rule.errnoRet);
            if (answer == source.defaultDecision)
                continue; // runtimes pass over it
            said.byRule = true;
            if (rule.args.empty()) {
                // It beats all rules with conditions, and the first of two such rules beats the second.
                said.executed = executes(answer) ? allArguments() : ArgumentSet();
                (executes(answer) ? said.executes : said.refuses) = answer;
                return said;
            }
            ArgumentSet &set = executes(answer) ? allowed : denied;
            set = united(set, argumentsOf(rule));
            if (executes(answer))
                logsOnly = logsOnly && answer.action == Action::Log;
            else if (!denial)
                denial = answer;
        }
        if (denial && executes(source.defaultDecision))
            said.refuses = *denial;
        if (!allowed.empty() && !executes(source.defaultDecision))
            said.executes = {logsOnly ? Action::Log : Action::Allow, 0};
        said.executed = executedSet(source, syscall, allowed, denied);
        return said;
    }

    // Which of the ways to read rules with conditions is the filter's; libseccomp's tree decides where they overlap.
    std::optional<ArgumentSet> executedSet(const Source &source, const std::string &syscall, const ArgumentSet &allowed, const ArgumentSet &denied) const
    {
        if (allowed.empty() && denied.empty())
            return executes(source.defaultDecision) ? allArguments() : ArgumentSet();
        std::vector<std::optional<ArgumentSet>> candidates;
        const auto notDenied = complement(denied);
        if (!executes(source.defaultDecision)) {
            candidates.emplace_back(allowed);
            if (notDenied && !denied.empty())
                candidates.push_back(intersected(allowed, *notDenied));
        } else if (notDenied) {
            candidates.emplace_back(*notDenied);
            candidates.emplace_back(united(*notDenied, allowed));
        }
        const syscalls::Syscall *known = syscalls::Catalogue::builtIn().find(syscall);
        if (!known || !known->existsOn(m_target.architecture))
            return candidates.empty() ? std::nullopt : candidates.front();
        const auto points = profile::interestingArguments(source.resolved, syscall);
        for (const auto &candidate : candidates) {
            const bool fits = candidate && std::ranges::all_of(points, [&](const profile::Arguments &arguments) {
                return contains(*candidate, arguments) == source.filter.decide(m_target.architecture, known->number(m_target.architecture), arguments).executes();
            });
            if (fits)
                return candidate;
        }
        return std::nullopt;
    }

    // What the merged profile executes; empty where rules cannot say it.
    std::optional<ArgumentSet> together(const std::vector<Said> &said) const
    {
        std::optional<ArgumentSet> result = said.front().executed;
        if (m_kind == MergeKind::Minus) {
            ArgumentSet others;
            for (std::size_t i = 1; i < said.size(); ++i) {
                if (!said[i].executed)
                    return std::nullopt;
                others = united(others, *said[i].executed);
            }
            if (isAll(others))
                return ArgumentSet();
            const auto rest = complement(others);
            return result && rest ? intersected(*result, *rest) : std::nullopt;
        }
        for (const Said &one : said) {
            if (m_kind == MergeKind::Union && one.executed && isAll(*one.executed))
                return allArguments();
            if (m_kind == MergeKind::Intersection && one.executed && one.executed->empty())
                return ArgumentSet();
        }
        for (const Said &one : said) {
            if (!one.executed || !result)
                return std::nullopt;
            result = m_kind == MergeKind::Union ? std::optional(united(*result, *one.executed)) : intersected(*result, *one.executed);
        }
        return result;
    }

    std::string inWords(const std::string &syscall, const Said &said) const
    {
        if (!said.executed)
            return "by conditions that outweigh each other";
        if (said.executed->empty())
            return said.refuses.toString();
        std::string text = said.executes.toString();
        if (!isAll(*said.executed))
            text += std::format(" where {}, else {}", argumentWords(syscall, *said.executed), said.refuses.toString());
        return text;
    }

    void mergeSyscall(const std::string &syscall)
    {
        std::vector<Said> said;
        for (const Source &source : m_sources)
            said.push_back(whatIsSaid(source, syscall));
        const auto executed = together(said);
        std::vector<Decision> executing;
        std::vector<Decision> refusing;
        std::vector<std::size_t> allowing;
        std::ptrdiff_t written = 0;
        bool limited = false;
        for (std::size_t i = 0; i < said.size(); ++i) {
            const bool any = !said[i].executed || !said[i].executed->empty();
            const bool all = said[i].executed && isAll(*said[i].executed);
            limited = limited || (any && !all);
            if (any) {
                executing.push_back(said[i].executes);
                allowing.push_back(i);
            }
            // Of answers that are equally strict the one that somebody wrote down is meant.
            if (!all && said[i].byRule && m_kind != MergeKind::Minus)
                refusing.insert(refusing.begin() + written++, said[i].refuses);
            else if (!all)
                refusing.push_back(said[i].refuses);
        }
        Wanted wanted;
        wanted.executed = executed ? *executed : m_kind == MergeKind::Union ? allArguments() : ArgumentSet();
        wanted.executes = executing.empty() ? Decision{Action::Allow, 0} : chosen(executing);
        wanted.refuses = refusing.empty() ? m_default.executes() ? Decision{Action::Errno, EPERM} : m_default : chosen(refusing);
        if (m_kind == MergeKind::Minus && isAll(said.front().executed.value_or(ArgumentSet())) && !m_default.executes())
            wanted.refuses = m_default; // the first profile says nothing of how
        wanted.comment = commentOf(said, allowing);

        const auto differ = [](const std::vector<Decision> &decisions) { return std::ranges::adjacent_find(decisions, std::ranges::not_equal_to()) != decisions.end(); };
        const auto saidAll = [&] { return saidBy(everySource(), [&](std::size_t i) { return inWords(syscall, said[i]); }); };
        const bool otherSets = std::ranges::any_of(said, [&](const Said &one) { return one.executed != said.front().executed; });
        const bool deniedByRule = std::ranges::any_of(said, [](const Said &one) { return one.byRule && one.executed && one.executed->empty(); });
        const std::string outcome = wanted.executed.empty() ? wanted.refuses.toString()
            : isAll(wanted.executed)                        ? wanted.executes.toString()
                                                            : std::format("{} where {}", wanted.executes.toString(), argumentWords(syscall, wanted.executed));
        if (!executed)
            conflict(syscall, saidAll(), m_kind == MergeKind::Union ? "rules cannot put this together: executed always, which is more than either" : "rules cannot put this together: refused always, which is less than either");
        else if ((limited && otherSets) || (deniedByRule && !allowing.empty()) || differ(executing)
                 || (!isAll(wanted.executed) && differ(refusing) && std::ranges::any_of(said, &Said::byRule)))
            conflict(syscall, saidAll(), outcome);
        m_wanted.emplace(syscall, std::move(wanted));
    }

    std::string commentOf(const std::vector<Said> &said, const std::vector<std::size_t> &allowing) const
    {
        std::vector<std::string> texts;
        for (const Said &one : said) {
            if (!one.comment.empty() && !std::ranges::contains(texts, one.comment))
                texts.push_back(one.comment);
            if (m_kind == MergeKind::Minus)
                break;
        }
        std::string comment;
        for (const std::string &text : texts)
            comment += (comment.empty() ? "" : "; ") + text;
        if (m_kind != MergeKind::Union || allowing.empty() || allowing.size() == m_sources.size())
            return comment;
        std::string from = "from ";
        for (std::size_t i = 0; i < allowing.size(); ++i)
            from += (i == 0 ? "" : ", ") + *m_sources[allowing[i]].name;
        return comment.empty() ? from : std::format("{} ({})", comment, from);
    }

    // ---- writing ---------------------------------------------------------------------------------------------------

    struct Wanted
    {
        ArgumentSet executed;
        Decision executes;
        Decision refuses;
        std::string comment;
    };

    static Rule ruleFor(const Decision &decision, const Conjunction &conditions, const std::string &comment)
    {
        Rule rule;
        rule.action = decision.action;
        if (decision.action == Action::Errno || decision.action == Action::Trace)
            rule.errnoRet = decision.data;
        rule.args = conditions;
        rule.comment = comment;
        return rule;
    }

    // The rules for one syscall, in the order in which they are to stand.
    std::vector<Rule> rulesFor(const std::string &syscall, const Wanted &wanted)
    {
        std::vector<Rule> rules;
        const auto addFor = [&](const ArgumentSet &set, const Decision &decision) {
            for (const Conjunction &conjunction : set)
                rules.push_back(ruleFor(decision, conjunction, wanted.comment));
        };
        if (isAll(wanted.executed) || wanted.executed.empty()) {
            const Decision &decision = wanted.executed.empty() ? wanted.refuses : wanted.executes;
            if (decision != m_default)
                rules.push_back(ruleFor(decision, {}, wanted.comment));
            return rules;
        }
        if (!m_default.executes() || wanted.executes != m_default)
            addFor(wanted.executed, wanted.executes);
        if (!m_default.executes() && wanted.refuses == m_default)
            return rules;
        const auto refused = complement(wanted.executed);
        if (refused && refused->size() <= kMostDenyRules) {
            addFor(*refused, wanted.refuses);
        } else if (!m_default.executes()) {
            conflict(syscall, std::format("what its conditions leave is answered with {}", wanted.refuses.toString()), std::format("the default {} answers it: too many rules otherwise", m_default.toString()));
        } else {
            rules = {ruleFor(wanted.refuses, {}, wanted.comment)};
            conflict(syscall, "executed " + argumentWords(syscall, wanted.executed), "refused always: rules cannot say the rest of the values");
        }
        return rules;
    }

    void writeRules()
    {
        // Syscalls whose rules read alike share them.
        std::vector<std::pair<std::vector<Rule>, std::vector<std::string>>> groups;
        for (const auto &[syscall, wanted] : m_wanted) {
            std::vector<Rule> rules = rulesFor(syscall, wanted);
            if (rules.empty())
                continue;
            const auto same = std::ranges::find_if(groups, [&](const auto &group) {
                return std::ranges::equal(group.first, rules, [](const Rule &a, const Rule &b) { return a.sameAs(b); });
            });
            if (same != groups.end())
                same->second.push_back(syscall);
            else
                groups.emplace_back(std::move(rules), std::vector{syscall});
        }
        // What is allowed as a whole first, then what is limited, then what is refused.
        std::ranges::stable_sort(groups, {}, [](const auto &group) {
            const Rule &first = group.first.front();
            return std::tuple(first.action != Action::Allow && first.action != Action::Log, !first.args.empty(), std::ranges::max(group.second.size(), std::size_t{1}) == 1);
        });
        for (auto &[rules, names] : groups) {
            for (Rule &rule : rules) {
                rule.names = names;
                m_result.profile.addRule(std::move(rule));
            }
        }
    }

    // ---- checking --------------------------------------------------------------------------------------------------

    Result<> verify()
    {
        profile::Target target = m_target;
        const auto filter = profile::compile(m_result.profile, target);
        if (!filter)
            return addContext(Error(filter.error()), "the merged profile");
        std::size_t elsewhere = 0;
        for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
            std::set<profile::Arguments> points;
            const auto addPoints = [&](const Profile &profile) {
                const auto more = profile::interestingArguments(profile, syscall.name);
                points.insert(more.begin(), more.end());
            };
            addPoints(m_result.profile);
            for (const Source &source : m_sources)
                addPoints(source.resolved);
            for (const Abi abi : filter->abis()) {
                if (!syscall.existsOn(abi))
                    continue;
                std::size_t wrong = 0;
                bool gained = false;
                for (const profile::Arguments &arguments : points) {
                    std::vector<bool> each;
                    for (const Source &source : m_sources)
                        each.push_back(source.filter.decide(abi, syscall.number(abi), arguments).executes());
                    const bool is = filter->decide(abi, syscall.number(abi), arguments).executes();
                    if (is == keep(each))
                        continue;
                    ++wrong;
                    gained = gained || is;
                }
                if (wrong == 0)
                    continue;
                if (abi != m_target.architecture) {
                    ++elsewhere;
                    continue;
                }
                const bool known = std::ranges::any_of(m_result.conflicts, [&](const MergeConflict &one) { return one.syscall == syscall.name; });
                if (!known)
                    conflict(syscall.name, std::format("at {} of {} argument values the filter does otherwise than asked", wrong, points.size()),
                             gained ? "it executes more" : "it executes less");
            }
        }
        if (elsewhere > 0)
            conflict({}, std::format("{} syscalls of other ABIs are decided otherwise by the profiles than by this machine's own", elsewhere),
                     "the merged rules hold for all its architectures alike");
        return {};
    }

    MergeKind m_kind;
    std::span<const NamedProfile> m_profiles;
    const profile::Target &m_target;
    std::vector<Source> m_sources;
    Decision m_default;
    std::map<std::string, Wanted> m_wanted;
    MergedProfile m_result;
};

} // namespace

Result<MergedProfile> mergeProfiles(MergeKind kind, std::span<const NamedProfile> profiles, const profile::Target &target)
{
    return Merger(kind, profiles, target).run();
}

} // namespace whittle::tuning
