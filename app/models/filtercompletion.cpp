#include "models/filtercompletion.h"

#include "models/filterwords.h"
#include "models/syscallrow.h"
#include "profile/target.h"
#include "syscalls/catalogue.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace whittle::app {
namespace {

constexpr std::size_t kMost = 60;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::FilterCompletion)
};

struct Value
{
    QString text;
    QString detail;
};
using Values = std::vector<Value>;

struct Key
{
    QString name;
    QString detail;
    QStringList comparisons; // that make sense
    std::function<Values(const FilterContext &)> values;
    bool ofProfile = false; // asks what a profile decides
};

Values answers()
{
    return {{QStringLiteral("open"), Text::tr("allowed, with all or some arguments")}, {QStringLiteral("allow"), Text::tr("allowed whatever the arguments")},
        {QStringLiteral("limited"), Text::tr("allowed with some arguments")}, {QStringLiteral("deny"), Text::tr("never executed")}, {QStringLiteral("errno"), Text::tr("denied with an error")},
        {QStringLiteral("EPERM"), Text::tr("denied with this error")}, {QStringLiteral("ENOSYS"), Text::tr("denied with this error")}, {QStringLiteral("log"), Text::tr("allowed and logged")},
        {QStringLiteral("kill"), Text::tr("ends the thread or process")}, {QStringLiteral("trap"), QStringLiteral("SIGSYS")}, {QStringLiteral("trace"), {}}, {QStringLiteral("notify"), {}}};
}

Values yesNo(const QString &yes, const QString &no)
{
    return {{QStringLiteral("yes"), yes}, {QStringLiteral("no"), no}};
}

/// Words that syscalls have, with how many have them.
Values countedWords(const std::function<std::vector<std::string>(const syscalls::Syscall &)> &wordsOf, const std::function<QString(const std::string &)> &explain)
{
    std::map<std::string, int> counts;
    for (const auto &syscall : syscalls::Catalogue::builtIn().all())
        for (const auto &word : wordsOf(syscall))
            ++counts[word];
    Values values;
    for (const auto &[word, count] : counts)
        values.push_back({QString::fromStdString(word), explain ? explain(word) : Text::tr("%n syscalls", nullptr, count)});
    return values;
}

Values argumentNames()
{
    std::set<std::string> names;
    for (const auto &set : syscalls::Catalogue::builtIn().constantSets())
        for (const auto &value : set.values)
            names.insert(value.name);
    Values values = {{QStringLiteral("*"), Text::tr("decided by its arguments")}, {QStringLiteral("no"), Text::tr("decided without looking at arguments")}};
    for (const auto &name : names)
        values.push_back({QString::fromStdString(name), Text::tr("takes this constant")});
    return values;
}

Values listed(const QStringList &words)
{
    Values values;
    for (const auto &word : words)
        values.push_back({word.contains(QLatin1Char(' ')) ? QLatin1Char('"') + word + QLatin1Char('"') : word, {}});
    return values;
}

Values withAny(Values values, const QString &any, const QString &none)
{
    Values all = {{QStringLiteral("*"), any}, {QStringLiteral("no"), none}};
    std::ranges::move(values, std::back_inserter(all));
    return all;
}

/// Made anew each time: the language may have been changed.
std::vector<Key> allKeys()
{
    const QStringList is = {QStringLiteral(":")};
    const QStringList compared = {QStringLiteral(">="), QStringLiteral(":"), QStringLiteral("<=")};
    return {
        {QStringLiteral("risk"), Text::tr("how dangerous it is"), compared,
            [](const FilterContext &) {
                return Values{{QStringLiteral("critical"), Text::tr("reaches the whole machine")}, {QStringLiteral("high"), Text::tr("reaches other processes")},
                    {QStringLiteral("medium"), Text::tr("dangerous under a condition")}, {QStringLiteral("low"), Text::tr("bounded by the process itself")}};
            }},
        {QStringLiteral("action"), Text::tr("what this profile answers"), is, [](const FilterContext &) { return answers(); }, true},
        {QStringLiteral("default"), Text::tr("what Docker's default answers"), is, [](const FilterContext &) { return answers(); }},
        {QStringLiteral("differs"), Text::tr("decided otherwise than by another profile"), is,
            [](const FilterContext &) {
                return Values{{QStringLiteral("docker"), Text::tr("than by Docker's default")}, {QStringLiteral("podman"), Text::tr("than by Podman's default")},
                    {QStringLiteral("saved"), Text::tr("than by the file as it was saved")}};
            },
            true},
        {QStringLiteral("seen"), Text::tr("whether the recordings saw it, or how often"), {QStringLiteral(":"), QStringLiteral(">=")}, [](const FilterContext &) { return yesNo(Text::tr("at least once"), Text::tr("never")); }},
        {QStringLiteral("first"), Text::tr("when it was first seen, in seconds from the start"), {QStringLiteral(">="), QStringLiteral("<=")},
            [](const FilterContext &) { return listed({QStringLiteral("0.1"), QStringLiteral("1"), QStringLiteral("10")}); }},
        {QStringLiteral("proc"), Text::tr("a process that made it"), is, [](const FilterContext &context) { return withAny(listed(context.processes), Text::tr("any process"), Text::tr("no process")); }},
        {QStringLiteral("probe"), Text::tr("the probe that caused it"), is,
            [](const FilterContext &context) {
                Values values = {{QStringLiteral("start"), Text::tr("before the first probe")}, {QStringLiteral("end"), Text::tr("after the last probe")}};
                std::ranges::move(listed(context.probes), std::back_inserter(values));
                return values;
            }},
        {QStringLiteral("arg"), Text::tr("arguments: whether they decide, or which it takes"), is, [](const FilterContext &) { return argumentNames(); }},
        {QStringLiteral("rule"), Text::tr("a rule that names it, by its number"), is,
            [](const FilterContext &context) {
                Values values;
                for (int i = 1; i <= context.rules; ++i)
                    values.push_back({QString::number(i), {}});
                return withAny(std::move(values), Text::tr("any rule"), Text::tr("no rule: gets the default answer"));
            },
            true},
        {QStringLiteral("group"), Text::tr("what it is about"), is, [](const FilterContext &) { return countedWords([](const syscalls::Syscall &syscall) { return syscall.groups; }, &words::category); }},
        {QStringLiteral("cap"), Text::tr("a capability that gates it"), is, [](const FilterContext &) { return countedWords([](const syscalls::Syscall &syscall) { return syscall.capabilities; }, {}); }},
        {QStringLiteral("cve"), Text::tr("known kernel holes behind it"), is, [](const FilterContext &) { return yesNo(Text::tr("some are known"), Text::tr("none is known")); }},
        {QStringLiteral("since"), Text::tr("the first Linux version that has it"), compared,
            [](const FilterContext &) { return listed({QStringLiteral("2.6"), QStringLiteral("3.10"), QStringLiteral("4.19"), QStringLiteral("5.0"), QStringLiteral("5.10"), QStringLiteral("6.0")}); }},
        {QStringLiteral("podman"), Text::tr("what Podman's default answers"), is, [](const FilterContext &) { return answers(); }},
        {QStringLiteral("name"), Text::tr("its name"), is, [](const FilterContext &) { return Values(); }},
        {QStringLiteral("number"), Text::tr("its number"), compared, [](const FilterContext &) { return Values(); }},
    };
}

QString keyOf(const QString &name)
{
    return name == QLatin1StringView("by") ? QStringLiteral("proc") : name == QLatin1StringView("args") ? QStringLiteral("arg") : name == QLatin1StringView("no") ? QStringLiteral("number") : name;
}

/// Twice for each list: words that begin so first, then those that hold it.
void addFitting(std::vector<Completion> &found, Completion completion, const QString &typed, bool beginning)
{
    if (found.size() >= kMost || !completion.insert.contains(typed, Qt::CaseInsensitive))
        return;
    const bool begins = completion.insert.startsWith(typed, Qt::CaseInsensitive) || completion.insert.startsWith(QLatin1Char('"') + typed, Qt::CaseInsensitive)
        || completion.insert.startsWith(QLatin1Char('@') + typed, Qt::CaseInsensitive);
    if (begins == beginning)
        found.push_back(std::move(completion));
}

} // namespace

FilterContext filterContextOf(const Evidence &evidence)
{
    FilterContext context;
    context.processes = QStringList(evidence.processNames().begin(), evidence.processNames().end());
    for (const auto &open : evidence.recordings())
        for (const auto &probe : open.recording->probes)
            if (const auto name = QString::fromStdString(probe.probe); !context.probes.contains(name))
                context.probes << name;
    return context;
}

std::vector<Completion> filterCompletions(const QString &word, const FilterContext &context)
{
    std::vector<Completion> found;
    auto keys = allKeys();
    if (!context.hasProfile)
        std::erase_if(keys, [](const Key &key) { return key.ofProfile; });
    const auto split = filterwords::splitTerm(word);
    if (!split.comparison.isEmpty()) {
        const auto key = std::ranges::find(keys, keyOf(split.key), &Key::name);
        if (key == keys.end())
            return found;
        const auto values = key->values(context);
        for (const bool beginning : {true, false})
            for (const auto &value : values)
                addFitting(found, {value.text, value.text, value.detail}, split.value, beginning);
        for (auto &completion : found)
            completion.insert.prepend(split.sign + split.key + split.comparison);
        // What is typed to its end needs no list.
        if (found.size() == 1 && found.front().insert.compare(word, Qt::CaseInsensitive) == 0)
            found.clear();
        return found;
    }
    for (const bool beginning : {true, false}) {
        for (const auto &key : keys) {
            for (const auto &comparison : key.comparisons) {
                const QString text = key.name + comparison;
                if (key.name.startsWith(split.key, Qt::CaseInsensitive))
                    addFitting(found, {text, text, key.detail}, split.key, beginning);
            }
        }
    }
    // Whoever types "high" is helped by risk>=high.
    if (split.key.size() >= 2) {
        for (const auto &key : keys)
            if (key.name != QLatin1StringView("arg") && key.name != QLatin1StringView("proc"))
                for (const auto &value : key.values(context))
                    if (value.text.startsWith(split.key, Qt::CaseInsensitive)) {
                        const QString text = key.name + key.comparisons.front() + value.text;
                        addFitting(found, {text, text, value.detail}, split.key, false);
                    }
    }
    for (auto &completion : found)
        completion.insert.prepend(split.sign);
    return found;
}

std::vector<Completion> termsWith(const QStringList &terms, const QString &word)
{
    std::vector<Completion> found;
    const auto split = filterwords::splitTerm(word);
    const QString typed = split.key + split.comparison + split.value;
    for (const bool beginning : {true, false})
        for (const auto &term : terms)
            addFitting(found, {term, term, {}}, typed, beginning);
    for (auto &completion : found)
        completion.insert.prepend(split.sign);
    if (found.size() == 1 && found.front().insert.compare(word, Qt::CaseInsensitive) == 0)
        found.clear();
    return found;
}

} // namespace whittle::app
