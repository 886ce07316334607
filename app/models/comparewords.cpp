#include "models/comparewords.h"

#include "models/syscallrow.h"
#include "settings/theme.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <functional>
#include <ranges>

namespace whittle::app::words {
namespace {

using profile::Change;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::CompareWords)
};

constexpr std::size_t kMostNames = 5; // of syscalls in one sentence

QString joined(const std::set<std::string> &names)
{
    QStringList list;
    for (const auto &name : names)
        list << QString::fromStdString(name);
    return list.join(QStringLiteral(", "));
}

} // namespace

QString change(const std::optional<Change> &change)
{
    if (!change)
        return Words::tr("The same");
    switch (*change) {
    case Change::NewlyAllowed:
        return Words::tr("Newly allowed");
    case Change::NewlyDenied:
        return Words::tr("Newly denied");
    case Change::Looser:
        return Words::tr("Looser");
    case Change::Stricter:
        return Words::tr("Stricter");
    case Change::OtherArguments:
        return Words::tr("Other arguments");
    case Change::OtherErrno:
        return Words::tr("Other errno");
    case Change::OtherAction:
        return Words::tr("Other action");
    }
    return {};
}

QString changeIcon(const std::optional<Change> &change)
{
    if (!change)
        return QStringLiteral("observed");
    switch (*change) {
    case Change::NewlyAllowed:
        return QStringLiteral("allow");
    case Change::NewlyDenied:
        return QStringLiteral("deny");
    case Change::Looser:
    case Change::Stricter:
    case Change::OtherArguments:
        return QStringLiteral("limited");
    case Change::OtherErrno:
    case Change::OtherAction:
        return QStringLiteral("differs");
    }
    return {};
}

QString points(const profile::Difference &difference, const syscalls::Syscall &syscall, std::size_t most)
{
    QStringList list;
    for (const auto &point : analysis::tellingPoints(difference, most))
        //: arguments, decision of the first side, decision of the other side
        list << Words::tr("%1: %2 → %3").arg(QString::fromStdString(analysis::inWords(point.arguments, syscall, difference.abi)), decision(point.left), decision(point.right));
    if (difference.points.size() > most)
        list << Words::tr("and %n more", nullptr, static_cast<int>(difference.points.size() - most));
    return list.join(QStringLiteral("; "));
}

QString summaryHtml(const analysis::ComparisonSummary &summary)
{
    if (summary.total() == 0)
        return Words::tr("Every call is decided alike.");
    const QLocale locale;
    const auto number = [&locale](std::size_t count) { return locale.toString(static_cast<qulonglong>(count)); };
    QStringList parts;
    for (const auto which : analysis::kAllChanges) {
        const auto count = summary.count(which);
        if (count == 0)
            continue;
        const auto name = profile::changeName(which);
        QString text = QStringLiteral("<a style=\"color:%1;text-decoration:none\" href=\"change:%2\">%3</a>")
                           .arg(theme::colors().text.name(), QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), Words::tr("%1: <b>%2</b>").arg(change(which), number(count)));
        QStringList risky;
        for (const auto level : {syscalls::Risk::Critical, syscalls::Risk::High}) {
            if (const auto some = summary.count(which, level); some > 0)
                //: number and risk level
                risky << QStringLiteral("<span style=\"color:%1\"><b>%2</b></span>").arg(theme::colors().riskTextOf(level).name(), Words::tr("%1 %2", "8 critical").arg(number(some), risk(level)));
        }
        if (!risky.isEmpty())
            text += Words::tr(", of which %1 risk").arg(risky.join(Words::tr(" and ")));
        parts << text;
    }
    QString risk = Words::tr("Risk <b>%1 → %2</b>").arg(summary.before.score()).arg(summary.after.score());
    if (!summary.cvesOpened.empty() || !summary.cvesClosed.empty())
        risk += Words::tr(", known holes: <b>%1</b> opened, <b>%2</b> closed").arg(number(summary.cvesOpened.size()), number(summary.cvesClosed.size()));
    parts << risk;
    return parts.join(QStringLiteral(" &nbsp;·&nbsp; "));
}

QString riskHtml(const analysis::Comparison &comparison, std::size_t side, Abi abi)
{
    std::vector<const syscalls::Syscall *> gained;
    std::vector<const syscalls::Syscall *> lost;
    for (const auto &row : comparison.syscalls) {
        const auto &difference = row.differences[side - 1];
        if (row.abi != abi || !difference || row.syscall->risk < syscalls::Risk::High)
            continue;
        if (difference->change == Change::NewlyAllowed || difference->change == Change::Looser)
            gained.push_back(row.syscall);
        else if (difference->change == Change::NewlyDenied || difference->change == Change::Stricter)
            lost.push_back(row.syscall);
    }
    const auto names = [](std::vector<const syscalls::Syscall *> &list) {
        std::ranges::stable_sort(list, std::greater(), &syscalls::Syscall::risk);
        QStringList parts;
        for (const auto *one : list | std::views::take(kMostNames))
            //: a syscall and its risk
            parts << Words::tr("%1 (%2)").arg(QString::fromStdString(one->name), QStringLiteral("<span style=\"color:%1\">%2</span>").arg(theme::colors().riskTextOf(one->risk).name(), risk(one->risk)));
        QString text = parts.join(QStringLiteral(", "));
        if (list.size() > kMostNames)
            text = Words::tr("%1 and %Ln more", nullptr, static_cast<int>(list.size() - kMostNames)).arg(text);
        return text;
    };
    QStringList sentences;
    if (!gained.empty())
        sentences << Words::tr("Risk gained: %1.").arg(names(gained));
    if (!lost.empty())
        sentences << Words::tr("Risk lost: %1.").arg(names(lost));
    return sentences.isEmpty() ? Words::tr("No high or critical risk is gained or lost.") : sentences.join(QLatin1Char(' '));
}

QString driftHtml(const analysis::Drift &drift)
{
    const auto line = [](const QString &title, const analysis::DriftSide &side) {
        const QLocale locale;
        QStringList parts;
        const auto add = [&](const QString &name, std::size_t count) {
            if (count > 0)
                parts << Words::tr("%1: <b>%2</b>").arg(name, locale.toString(static_cast<qulonglong>(count)));
        };
        add(Words::tr("syscalls"), side.syscalls.size());
        for (const auto level : {syscalls::Risk::Critical, syscalls::Risk::High})
            if (const auto some = std::ranges::count(side.syscalls, level, &analysis::DriftedSyscall::risk); some > 0)
                parts << QStringLiteral("<span style=\"color:%1\"><b>%2</b></span>").arg(theme::colors().riskTextOf(level).name(), Words::tr("%1 %2", "8 critical").arg(locale.toString(some), risk(level)));
        add(Words::tr("argument values"), side.arguments.size());
        add(Words::tr("denials"), side.denials.size());
        add(Words::tr("programs"), side.executables.size());
        add(Words::tr("ports"), side.ports.size());
        add(Words::tr("paths"), side.files.size() + side.gained.size());
        return parts.isEmpty() ? QString() : QStringLiteral("<b>%1</b> &nbsp;%2").arg(title, parts.join(QStringLiteral(" &nbsp;·&nbsp; ")));
    };
    QStringList lines;
    for (const auto &text : {line(Words::tr("New"), drift.added), line(Words::tr("Gone"), drift.removed)})
        if (!text.isEmpty())
            lines << text;
    return lines.isEmpty() ? Words::tr("Both did the same.") : lines.join(QStringLiteral("<br/>"));
}

QString holes(const analysis::ComparisonSummary &summary)
{
    QStringList lines;
    if (!summary.cvesOpened.empty())
        lines << Words::tr("Opens %1.").arg(joined(summary.cvesOpened));
    if (!summary.cvesClosed.empty())
        lines << Words::tr("Closes %1.").arg(joined(summary.cvesClosed));
    return lines.join(QLatin1Char('\n'));
}

} // namespace whittle::app::words
