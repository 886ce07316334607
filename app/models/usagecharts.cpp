#include "models/usagecharts.h"

#include "analysis/usage.h"
#include "models/syscallrow.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace whittle::app {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::UsageCharts)
};

constexpr std::size_t kMaxLines = 6;
constexpr std::size_t kMaxBars = 16;
constexpr std::size_t kShownNames = 6;

std::vector<const trace::Recording *> pointers(const std::vector<OpenRecording> &recordings)
{
    std::vector<const trace::Recording *> result;
    std::ranges::transform(recordings, std::back_inserter(result), [](const OpenRecording &open) { return open.recording.get(); });
    return result;
}

QString whyEmpty(const std::vector<OpenRecording> &recordings)
{
    if (recordings.empty())
        return Words::tr("No recording is attached, so nothing counts as seen. Attach one from the library.");
    const bool any = std::ranges::any_of(recordings, [](const OpenRecording &open) { return std::ranges::any_of(open.recording->processes, [](const trace::Process &p) { return !p.syscalls.empty(); }); });
    return any ? QString() : Words::tr("The recording saw no syscall.");
}

double seconds(std::int64_t ns)
{
    return static_cast<double>(ns) / 1e9;
}

QString secondsText(std::int64_t ns)
{
    const double value = seconds(ns);
    return Words::tr("%1 s", "seconds").arg(QLocale().toString(value, 'f', value < 10 ? 2 : 1));
}

/// first>=… that holds for a call seen at that moment: cut, not rounded, to microseconds.
QString fromThenOn(std::int64_t ns)
{
    QString number = QString::number(std::floor(static_cast<double>(ns) / 1e3) / 1e6, 'f', 6);
    while (number.endsWith(QLatin1Char('0')))
        number.chop(1);
    if (number.endsWith(QLatin1Char('.')))
        number.chop(1);
    return QStringLiteral("first>=") + number;
}

/// A name as a term's value; a quote cannot be written, so what stands before it has to do.
QString nameTerm(const char *key, const QString &name)
{
    const QString before = name.section(QLatin1Char('"'), 0, 0);
    const QLatin1StringView comparison(before == name ? "=" : ":");
    return QLatin1StringView(key) + comparison + (before.contains(QLatin1Char(' ')) ? QLatin1Char('"') + before + QLatin1Char('"') : before);
}

QString names(const std::vector<std::pair<Abi, int>> &keys)
{
    QStringList shown;
    for (const auto &[abi, number] : keys) {
        if (shown.size() == static_cast<qsizetype>(kShownNames)) {
            shown << QStringLiteral("…");
            break;
        }
        shown << QString::fromStdString(syscalls::Catalogue::builtIn().nameOf(abi, number));
    }
    return shown.join(QStringLiteral(", "));
}

ChartLine lineOf(const OpenRecording &open, const analysis::Growth &growth)
{
    ChartLine line;
    line.name = open.title();
    line.endX = seconds(growth.durationNs);
    for (const auto &step : growth.steps) {
        ChartPoint point;
        point.x = seconds(step.atNs);
        point.y = static_cast<double>(step.distinct);
        point.toolTip = Words::tr("%1: %Ln syscalls so far. New: %2.", nullptr, static_cast<int>(step.distinct)).arg(secondsText(step.atNs), names(step.syscalls));
        point.filter = fromThenOn(step.atNs);
        line.points.push_back(std::move(point));
    }
    return line;
}

QString growthAnswer(const analysis::Growth &growth)
{
    if (growth.isSaturated())
        return Words::tr("Nothing new came in the last %1 of %2: recording the same work for longer would show little more.").arg(secondsText(growth.durationNs - growth.saturatedAtNs), secondsText(growth.durationNs));
    const auto tenth = static_cast<int>(growth.newSince(growth.durationNs - growth.durationNs / 10));
    return Words::tr("%Ln syscalls were new in the last tenth of %1: record for longer, or exercise more.", nullptr, tenth).arg(secondsText(growth.durationNs));
}

} // namespace

ChartData usagecharts::growth(const std::vector<OpenRecording> &recordings)
{
    ChartData data;
    data.title = Words::tr("When did the recording stop showing new syscalls?");
    data.labelTitle = Words::tr("Recording");
    data.xTitle = Words::tr("Seconds since the start");
    data.yTitle = Words::tr("Distinct syscalls");
    data.empty = whyEmpty(recordings);
    if (!data.empty.isEmpty())
        return data;
    std::vector<std::pair<const OpenRecording *, analysis::Growth>> all;
    for (const auto &open : recordings)
        if (auto growth = analysis::growthOf(*open.recording); !growth.steps.empty())
            all.emplace_back(&open, std::move(growth));
    if (all.empty()) {
        data.empty = Words::tr("The recording has no times: what was imported from a summary says how often, not when.");
        return data;
    }
    std::ranges::stable_sort(all, std::ranges::greater(), [](const auto &one) { return one.second.distinct; });
    const std::size_t left = all.size() - std::min(all.size(), kMaxLines);
    all.resize(all.size() - left);
    for (const auto &[open, growth] : all)
        data.lines.push_back(lineOf(*open, growth));
    if (all.size() == 1) {
        const auto &growth = all.front().second;
        data.answer = Words::tr("%Ln syscalls were seen in %1.", nullptr, static_cast<int>(growth.distinct)).arg(secondsText(growth.durationNs)) + QLatin1Char(' ') + growthAnswer(growth);
        data.marks.push_back({seconds(growth.saturatedAtNs), Words::tr("last new one at %1").arg(secondsText(growth.saturatedAtNs))});
    } else {
        const auto saturated = std::ranges::count_if(all, [](const auto &one) { return one.second.isSaturated(); });
        data.answer = Words::tr("%1 of %Ln recordings saw nothing new in their second half.", nullptr, static_cast<int>(all.size())).arg(saturated);
    }
    if (left > 0)
        data.answer += QLatin1Char(' ') + Words::tr("%Ln more recordings with fewer syscalls are not drawn.", nullptr, static_cast<int>(left));
    data.note = Words::tr("A click shows the syscalls that were first seen from that moment on.");
    return data;
}

ChartData usagecharts::processes(const std::vector<OpenRecording> &recordings)
{
    ChartData data;
    data.title = Words::tr("Which process needs which syscalls?");
    data.labelTitle = Words::tr("Process");
    data.xTitle = Words::tr("Distinct syscalls");
    data.empty = whyEmpty(recordings);
    if (!data.empty.isEmpty())
        return data;
    constexpr std::array kRisks = {syscalls::Risk::Critical, syscalls::Risk::High, syscalls::Risk::Medium, syscalls::Risk::Low};
    for (const auto risk : kRisks)
        data.series.push_back({words::risk(risk), ChartTone::Risk, risk});
    data.showsLegend = true;
    const auto usage = analysis::usageByProcess(pointers(recordings));
    const QLocale locale;
    for (std::size_t i = 0; i < usage.size() && i < kMaxBars; ++i) {
        const auto &one = usage[i];
        const QString name = QString::fromStdString(one.name);
        ChartBar bar;
        bar.label = name;
        bar.total = one.alone > 0 ? Words::tr("%1, %2 alone", "syscalls of a process, and those that no other process makes").arg(locale.toString(static_cast<qulonglong>(one.distinct())), locale.toString(static_cast<qulonglong>(one.alone)))
                                  : locale.toString(static_cast<qulonglong>(one.distinct()));
        for (std::size_t series = 0; series < kRisks.size(); ++series) {
            const auto count = one.syscalls[static_cast<std::size_t>(kRisks[series])];
            const auto riskWord = syscalls::riskName(kRisks[series]);
            bar.segments.push_back({series, static_cast<double>(count),
                                    Words::tr("%1 made %Ln syscalls of %2 risk, in %3 calls of %4 altogether.", nullptr, static_cast<int>(count))
                                        .arg(name, words::risk(kRisks[series]), locale.toString(static_cast<qulonglong>(one.calls)), one.processes == 1 ? Words::tr("one process") : Words::tr("%Ln processes", nullptr, static_cast<int>(one.processes))),
                                    QStringLiteral("%1 risk:%2").arg(nameTerm("by", name), QString::fromUtf8(riskWord.data(), static_cast<qsizetype>(riskWord.size())))});
        }
        data.bars.push_back(std::move(bar));
    }
    const auto &first = usage.front();
    data.answer = usage.size() == 1 ? Words::tr("Everything was done by %1.").arg(QString::fromStdString(first.name))
                                    : Words::tr("%1 made the most different syscalls, %2.").arg(QString::fromStdString(first.name), locale.toString(static_cast<qulonglong>(first.distinct())));
    if (usage.size() > kMaxBars)
        data.answer += QLatin1Char(' ') + Words::tr("%Ln more processes with fewer syscalls are not drawn.", nullptr, static_cast<int>(usage.size() - kMaxBars));
    if (usage.size() > 1)
        data.note = Words::tr("Alone: syscalls that no process of another name made.");
    return data;
}

ChartData usagecharts::arguments(const std::vector<OpenRecording> &recordings)
{
    ChartData data;
    data.title = Words::tr("Which arguments took so few values that a rule can limit them?");
    data.labelTitle = Words::tr("Syscall and argument");
    data.xTitle = Words::tr("Different values seen");
    data.empty = whyEmpty(recordings);
    if (!data.empty.isEmpty())
        return data;
    const auto all = analysis::argumentDiversity(pointers(recordings));
    if (all.empty()) {
        data.empty = Words::tr("No arguments were recorded: the program made no syscall whose arguments are of interest, or the recording was imported without them.");
        return data;
    }
    constexpr std::array kRisks = {syscalls::Risk::Critical, syscalls::Risk::High, syscalls::Risk::Medium, syscalls::Risk::Low};
    for (const auto risk : kRisks)
        data.series.push_back({words::risk(risk), ChartTone::Risk, risk});
    data.showsLegend = true;
    constexpr std::size_t kFew = 3;
    const auto few = std::ranges::count_if(all, [](const analysis::ArgumentDiversity &d) { return !d.overflowed && d.values.size() <= kFew; });
    data.answer = Words::tr("%1 of %Ln arguments took at most three values.", nullptr, static_cast<int>(all.size())).arg(few);
    if (all.size() > kMaxBars)
        data.answer += QLatin1Char(' ') + Words::tr("The %1 most worthwhile are drawn: risky syscalls with few values first.").arg(kMaxBars);
    const QLocale locale;
    for (std::size_t i = 0; i < all.size() && i < kMaxBars; ++i) {
        const auto &one = all[i];
        const QString name = QString::fromStdString(one.syscall->name);
        const QString argument = QString::fromStdString(one.argumentName());
        const QString values = QString::fromStdString(one.valuesText(kShownNames));
        ChartBar bar;
        bar.label = Words::tr("%1, %2", "syscall and argument").arg(name, argument);
        bar.total = one.overflowed                    ? Words::tr("more than %1").arg(locale.toString(static_cast<qulonglong>(one.values.size())))
            : one.values.size() <= kFew ? values
                                        : locale.toString(static_cast<qulonglong>(one.values.size()));
        const auto series = static_cast<std::size_t>(std::ranges::find(kRisks, one.syscall->risk) - kRisks.begin());
        bar.segments.push_back({series, static_cast<double>(one.values.size()),
                                Words::tr("%1 was called with %Ln different values of %2: %3%4", nullptr, static_cast<int>(one.values.size()))
                                    .arg(name, argument, values, one.values.size() > kShownNames ? QStringLiteral(", …") : QString()),
                                nameTerm("name", name)});
        data.bars.push_back(std::move(bar));
    }
    return data;
}

} // namespace whittle::app
