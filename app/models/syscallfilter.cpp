#include "models/syscallfilter.h"

#include "models/filterwords.h"

#include <QCoreApplication>
#include <QVersionNumber>

#include <algorithm>
#include <memory>

namespace whittle::app {
namespace {

using filterwords::compares;
using filterwords::expects;
using filterwords::isYes;
using filterwords::Term;
using Test = std::function<bool(const SyscallRow &)>;
using Parsed = std::expected<Test, QString>;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::SyscallFilter)
};

bool contains(const std::string &text, const QString &part)
{
    return QString::fromStdString(text).contains(part, Qt::CaseInsensitive);
}

Parsed riskTest(const Term &term)
{
    for (const auto risk : {syscalls::Risk::Low, syscalls::Risk::Medium, syscalls::Risk::High, syscalls::Risk::Critical}) {
        const auto name = syscalls::riskName(risk);
        if (term.value.compare(QLatin1StringView(name.data(), static_cast<qsizetype>(name.size())), Qt::CaseInsensitive) == 0)
            return [risk, comparison = term.comparison](const SyscallRow &row) { return compares(row.syscall->risk, comparison, risk); };
    }
    return expects(term, Text::tr("low, medium, high or critical"));
}

/// For action: and default:, which differ only in the answer they look at.
Parsed answerTest(const Term &term, std::optional<analysis::Answered> SyscallRow::*answer)
{
    using analysis::Standing;
    const QString value = term.value.toLower();
    const auto standing = [answer](Standing wanted) { return [answer, wanted](const SyscallRow &row) { return row.*answer && (row.*answer)->standing == wanted; }; };
    const auto action = [answer](std::initializer_list<profile::Action> actions) {
        return [answer, list = std::vector(actions)](const SyscallRow &row) { return row.*answer && std::ranges::contains(list, (row.*answer)->decision.action); };
    };
    if (value == QLatin1StringView("allow"))
        return standing(Standing::Allowed);
    if (value == QLatin1StringView("deny"))
        return standing(Standing::Denied);
    if (value == QLatin1StringView("limited") || value == QLatin1StringView("some"))
        return standing(Standing::Limited);
    if (value == QLatin1StringView("open"))
        return [answer](const SyscallRow &row) { return row.*answer && (row.*answer)->standing != Standing::Denied; };
    if (value == QLatin1StringView("errno"))
        return action({profile::Action::Errno});
    if (value == QLatin1StringView("log"))
        return action({profile::Action::Log});
    if (value == QLatin1StringView("kill"))
        return action({profile::Action::KillProcess, profile::Action::KillThread, profile::Action::Kill});
    if (value == QLatin1StringView("trap") || value == QLatin1StringView("trace") || value == QLatin1StringView("notify"))
        return action({value == QLatin1StringView("trap") ? profile::Action::Trap : value == QLatin1StringView("trace") ? profile::Action::Trace : profile::Action::Notify});
    if (value.startsWith(QLatin1Char('e')))
        return [answer, value](const SyscallRow &row) {
            return row.*answer && (row.*answer)->decision.action == profile::Action::Errno && words::errnoName((row.*answer)->decision.data).compare(value, Qt::CaseInsensitive) == 0;
        };
    return expects(term, Text::tr("allow, limited, open, deny, errno, EPERM, log, kill, trap, trace or notify"));
}

Parsed differsTest(const Term &term)
{
    const QString value = term.value.toLower();
    if (value == QLatin1StringView("docker") || value == QLatin1StringView("default"))
        return [](const SyscallRow &row) { return row.differsFromDefault(); };
    if (value == QLatin1StringView("podman"))
        return [](const SyscallRow &row) { return row.answer != row.podmanDefault; };
    if (value == QLatin1StringView("saved") || value == QLatin1StringView("file"))
        return [](const SyscallRow &row) { return row.isChanged(); };
    return expects(term, Text::tr("docker, podman or saved"));
}

Parsed seenTest(const Term &term)
{
    if (isYes(term.value) || term.value == QLatin1StringView("no"))
        return [yes = isYes(term.value)](const SyscallRow &row) { return (row.seen() > 0) == yes; };
    bool isNumber = false;
    const qulonglong count = term.value.toULongLong(&isNumber);
    if (!isNumber)
        return expects(term, Text::tr("yes, no or a number"));
    return [count, comparison = term.comparison](const SyscallRow &row) { return compares<qulonglong>(row.seen(), comparison, count); };
}

/// Seconds since the start of the recording.
Parsed firstTest(const Term &term)
{
    bool isNumber = false;
    const double seconds = term.value.toDouble(&isNumber);
    if (!isNumber)
        return expects(term, Text::tr("seconds such as 1.5"));
    return [seconds, comparison = term.comparison](const SyscallRow &row) {
        return row.seen() > 0 && compares(static_cast<double>(row.evidence->firstSeenNs) / 1e9, comparison, seconds);
    };
}

Parsed numberTest(const Term &term)
{
    bool isNumber = false;
    const int number = term.value.toInt(&isNumber);
    if (!isNumber)
        return expects(term, Text::tr("a number"));
    return [number, comparison = term.comparison](const SyscallRow &row) { return compares(row.number, comparison, number); };
}

Parsed sinceTest(const Term &term)
{
    const auto version = QVersionNumber::fromString(term.value);
    if (version.isNull())
        return expects(term, Text::tr("a Linux version such as 5.10"));
    return [version, comparison = term.comparison](const SyscallRow &row) {
        return compares(QVersionNumber::fromString(QString::fromStdString(row.syscall->since)), comparison, version);
    };
}

/// Whether arguments decide, or, by a name, which arguments and constants the syscall takes.
Parsed argumentsTest(const Term &term)
{
    if (isYes(term.value) || term.value == QLatin1StringView("no"))
        return [yes = isYes(term.value)](const SyscallRow &row) { return row.answer && row.answer->argumentsMatter == yes; };
    return [value = term.value](const SyscallRow &row) {
        const auto &catalogue = syscalls::Catalogue::builtIn();
        return std::ranges::any_of(row.syscall->argumentsOn(row.abi), [&](const syscalls::Argument &argument) {
            const auto *constants = catalogue.constants(argument.constants);
            return contains(argument.name, value) || (constants && std::ranges::any_of(constants->values, [&](const auto &constant) { return contains(constant.name, value); }));
        });
    };
}

/// A recording may have ten thousand processes: their names are looked at once, not once for each syscall.
Parsed processTest(const Term &term)
{
    struct Hits
    {
        std::shared_ptr<const std::vector<QString>> names; // held, so that another table cannot come to stand at its address
        std::vector<bool> fits;
        bool any = false;
    };
    const bool anyProcess = isYes(term.value);
    if (anyProcess || term.value == QLatin1StringView("no"))
        return [anyProcess](const SyscallRow &row) { return (row.evidence && !row.evidence->processes.empty()) == anyProcess; };
    const bool whole = term.comparison == QLatin1StringView("=");
    return [whole, value = term.value, hits = std::make_shared<Hits>()](const SyscallRow &row) {
        if (!row.evidence || !row.evidence->names)
            return false;
        if (hits->names != row.evidence->names) {
            hits->names = row.evidence->names;
            hits->fits.clear();
            for (const auto &name : *hits->names)
                hits->fits.push_back(whole ? name.compare(value, Qt::CaseInsensitive) == 0 : name.contains(value, Qt::CaseInsensitive));
            hits->any = std::ranges::contains(hits->fits, true);
        }
        return hits->any && std::ranges::any_of(row.evidence->processes, [&](std::uint32_t name) { return hits->fits[name]; });
    };
}

Parsed probeTest(const Term &term)
{
    using Kind = analysis::Cause::Kind;
    const auto anyCause = [](auto test) {
        return [test](const SyscallRow &row) { return row.seen() > 0 && std::ranges::any_of(row.evidence->causes, test); };
    };
    if (term.value == QLatin1StringView("start"))
        return anyCause([](const analysis::Cause &cause) { return cause.kind == Kind::Start; });
    if (term.value == QLatin1StringView("end"))
        return anyCause([](const analysis::Cause &cause) { return cause.kind == Kind::End; });
    if (isYes(term.value))
        return anyCause([](const analysis::Cause &cause) { return cause.kind == Kind::Probe; });
    if (term.value == QLatin1StringView("no"))
        return [inner = anyCause([](const analysis::Cause &cause) { return cause.kind == Kind::Probe; })](const SyscallRow &row) { return !inner(row); };
    return anyCause([value = term.value](const analysis::Cause &cause) { return cause.kind == Kind::Probe && contains(cause.probe->probe, value); });
}

Parsed ruleTest(const Term &term)
{
    if (isYes(term.value) || term.value == QLatin1StringView("no"))
        return [yes = isYes(term.value)](const SyscallRow &row) { return row.rules.empty() != yes; };
    bool isNumber = false;
    const int number = term.value.toInt(&isNumber);
    if (!isNumber || number < 1)
        return expects(term, Text::tr("yes, no or the number of a rule"));
    return [number, comparison = term.comparison](const SyscallRow &row) {
        return std::ranges::any_of(row.rules, [&](int rule) { return compares(rule + 1, comparison, number); });
    };
}

Parsed listTest(const Term &term, std::function<std::vector<std::string>(const SyscallRow &)> list)
{
    const bool any = isYes(term.value);
    const bool none = term.value == QLatin1StringView("no");
    const bool whole = term.comparison == QLatin1StringView("=");
    return [any, none, whole, value = term.value, list = std::move(list)](const SyscallRow &row) {
        const auto words = list(row);
        if (any || none)
            return words.empty() == none;
        if (whole)
            return std::ranges::any_of(words, [&](const std::string &word) { return value.compare(QString::fromStdString(word), Qt::CaseInsensitive) == 0; });
        return std::ranges::any_of(words, [&](const std::string &word) { return contains(word, value); });
    };
}

Parsed makeTest(const Term &term)
{
    const QString &key = term.key;
    if (key == QLatin1StringView("risk"))
        return riskTest(term);
    if (key == QLatin1StringView("action"))
        return answerTest(term, &SyscallRow::answer);
    if (key == QLatin1StringView("default"))
        return answerTest(term, &SyscallRow::dockerDefault);
    if (key == QLatin1StringView("podman"))
        return answerTest(term, &SyscallRow::podmanDefault);
    if (key == QLatin1StringView("first"))
        return firstTest(term);
    if (key == QLatin1StringView("differs"))
        return differsTest(term);
    if (key == QLatin1StringView("seen"))
        return seenTest(term);
    if (key == QLatin1StringView("no") || key == QLatin1StringView("number"))
        return numberTest(term);
    if (key == QLatin1StringView("since"))
        return sinceTest(term);
    if (key == QLatin1StringView("arg") || key == QLatin1StringView("args"))
        return argumentsTest(term);
    if (key == QLatin1StringView("name"))
        return listTest(term, [](const SyscallRow &row) { return std::vector{row.syscall->name}; });
    if (key == QLatin1StringView("group"))
        return listTest(term, [](const SyscallRow &row) { return row.syscall->groups; });
    if (key == QLatin1StringView("cap"))
        return listTest(term, [](const SyscallRow &row) { return row.syscall->capabilities; });
    if (key == QLatin1StringView("cve"))
        return listTest(term, [](const SyscallRow &row) {
            std::vector<std::string> ids;
            std::ranges::transform(row.syscall->cves, std::back_inserter(ids), &syscalls::Cve::id);
            return ids;
        });
    if (key == QLatin1StringView("by") || key == QLatin1StringView("proc"))
        return processTest(term);
    if (key == QLatin1StringView("probe"))
        return probeTest(term);
    if (key == QLatin1StringView("rule"))
        return ruleTest(term);
    return std::unexpected(
        Text::tr("There is no “%1” to filter by. Known: action, arg, cap, cve, default, differs, first, group, name, number, podman, probe, proc, risk, rule, seen, since.").arg(term.key));
}

Parsed makeTest(const filterwords::Word &word)
{
    Parsed test;
    if (word.term) {
        test = makeTest(*word.term);
    } else {
        test = [plain = word.plain](const SyscallRow &row) {
            return contains(row.syscall->name, plain) || QString::number(row.number) == plain || contains(row.syscall->summary, plain);
        };
    }
    if (test && word.negated)
        return [inner = std::move(*test)](const SyscallRow &row) { return !inner(row); };
    return test;
}

} // namespace

std::expected<SyscallFilter, QString> SyscallFilter::parse(const QString &text)
{
    const auto words = filterwords::parse(text);
    if (!words)
        return std::unexpected(words.error());
    SyscallFilter filter;
    for (const auto &word : *words) {
        auto test = makeTest(word);
        if (!test)
            return std::unexpected(test.error());
        filter.m_terms.push_back(std::move(*test));
    }
    return filter;
}

bool SyscallFilter::accepts(const SyscallRow &row) const
{
    return std::ranges::all_of(m_terms, [&](const Test &test) { return test(row); });
}

QStringList SyscallFilter::examples()
{
    return {
        QStringLiteral("risk>=high"), QStringLiteral("risk:critical"), QStringLiteral("differs:docker"), QStringLiteral("differs:podman"), QStringLiteral("differs:saved"), QStringLiteral("seen:no"),
        QStringLiteral("seen:yes"), QStringLiteral("seen>=100"), QStringLiteral("first>=1.5"), QStringLiteral("action:allow"), QStringLiteral("action:limited"), QStringLiteral("action:open"),
        QStringLiteral("action:deny"), QStringLiteral("action:ENOSYS"), QStringLiteral("default:allow"), QStringLiteral("default:deny"), QStringLiteral("podman:open"), QStringLiteral("group:@mount"),
        QStringLiteral("group:@network-io"), QStringLiteral("proc:nginx"), QStringLiteral("cap:SYS_ADMIN"), QStringLiteral("cve:yes"), QStringLiteral("arg:*"),
        QStringLiteral("since>=5.0"), QStringLiteral("rule:3"), QStringLiteral("probe:start"),
    };
}

} // namespace whittle::app
