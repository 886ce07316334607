#include "models/profilecharts.h"

#include "documents/profiledocument.h"
#include "models/syscallrow.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace whittle::app {
namespace {

using analysis::Surface;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::ProfileCharts)
};

constexpr std::array kRisksFromTheTop = {syscalls::Risk::Critical, syscalls::Risk::High, syscalls::Risk::Medium, syscalls::Risk::Low};

/// A profile of the chart: what it is called, its numbers, and the key that asks for its answers in the table's filter.
struct Side
{
    QString name;
    const Surface *surface;
    QString key;
};

std::array<Side, 3> sidesOf(const ProfileDocument &document)
{
    return {Side{Words::tr("This profile"), &document.decisions().surface(), QStringLiteral("action")},
            Side{Words::tr("Docker’s default"), &document.defaultDecisions().surface(), QStringLiteral("default")},
            Side{Words::tr("Podman’s default"), &document.podmanDecisions().surface(), QStringLiteral("podman")}};
}

QString whyEmpty(const ProfileDocument &document)
{
    if (!document.hasProfile())
        return Words::tr("The text is not a profile yet, so there is nothing to count.");
    if (!document.decisions().error().empty())
        return Words::tr("A container would not start with this profile, so it allows nothing that could be counted: %1").arg(QString::fromStdString(document.decisions().error()));
    if (document.decisions().surface().totalCount() == 0)
        return Words::tr("There are no syscalls of this ABI to count.");
    return {};
}

QString riskTerm(syscalls::Risk risk)
{
    const auto name = syscalls::riskName(risk);
    return QStringLiteral("risk:") + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

/// "CVE-2016-0728, CVE-2017-5123 and 12 more"
template <class Range>
QString someOf(const Range &cves)
{
    constexpr int kShown = 6;
    QStringList shown;
    int more = 0;
    for (const auto &cve : cves) {
        if (shown.size() < kShown)
            shown << QString::fromStdString(cve);
        else
            ++more;
    }
    const QString list = shown.join(QStringLiteral(", "));
    return more > 0 ? Words::tr("%1 and %Ln more", "after a list", more).arg(list) : list;
}

QString number(std::size_t n)
{
    return QLocale().toString(static_cast<qulonglong>(n));
}

} // namespace

ChartData profilecharts::surface(const ProfileDocument &document)
{
    ChartData data;
    data.title = Words::tr("What does this profile still allow?");
    data.labelTitle = Words::tr("Risk and profile");
    data.xTitle = Words::tr("Syscalls that may be executed");
    data.empty = whyEmpty(document);
    if (!data.empty.isEmpty())
        return data;
    const auto sides = sidesOf(document);
    data.answer = Words::tr("%1 of %2 syscalls are open, risk %3 of 100. Docker’s default leaves %4 open, risk %5; Podman’s default %6, risk %7.")
                      .arg(number(sides[0].surface->openCount()), number(sides[0].surface->totalCount()))
                      .arg(sides[0].surface->score())
                      .arg(number(sides[1].surface->openCount()))
                      .arg(sides[1].surface->score())
                      .arg(number(sides[2].surface->openCount()))
                      .arg(sides[2].surface->score());
    data.note = Words::tr("Filled: whatever the arguments. Outlined: with some arguments only.");
    for (const auto risk : kRisksFromTheTop) {
        const auto index = static_cast<std::size_t>(risk);
        const std::size_t full = data.series.size();
        data.series.push_back({Words::tr("%1 risk, any arguments").arg(words::risk(risk)), ChartTone::Risk, risk, false});
        data.series.push_back({Words::tr("%1 risk, some arguments").arg(words::risk(risk)), ChartTone::Risk, risk, true});
        ChartBar heading;
        heading.label = Words::tr("%1 risk, %Ln syscalls", nullptr, static_cast<int>(sides[0].surface->total[index])).arg(words::risk(risk));
        heading.isHeading = true;
        heading.risk = risk;
        data.bars.push_back(heading);
        for (const auto &side : sides) {
            const std::size_t allowed = side.surface->allowed[index];
            const std::size_t limited = side.surface->limited[index];
            ChartBar bar;
            bar.label = side.name;
            bar.total = number(allowed + limited);
            bar.segments.push_back({full, static_cast<double>(allowed),
                                    Words::tr("%1 allows %Ln syscalls of %2 risk with any arguments.", nullptr, static_cast<int>(allowed)).arg(side.name, words::risk(risk)),
                                    QStringLiteral("%1 %2:allow").arg(riskTerm(risk), side.key)});
            bar.segments.push_back({full + 1, static_cast<double>(limited),
                                    Words::tr("%1 allows %Ln syscalls of %2 risk with some arguments only.", nullptr, static_cast<int>(limited)).arg(side.name, words::risk(risk)),
                                    QStringLiteral("%1 %2:limited").arg(riskTerm(risk), side.key)});
            data.bars.push_back(std::move(bar));
        }
    }
    return data;
}

ChartData profilecharts::holes(const ProfileDocument &document)
{
    ChartData data;
    data.title = Words::tr("How many known kernel holes stay open?");
    data.labelTitle = Words::tr("Profile");
    data.xTitle = Words::tr("Known kernel holes (CVEs)");
    data.empty = whyEmpty(document);
    if (!data.empty.isEmpty())
        return data;
    const auto sides = sidesOf(document);
    const auto &mine = *sides[0].surface;
    const auto docker = analysis::compareHoles(mine, *sides[1].surface);
    data.answer = Words::tr("Closes %Ln known kernel holes (CVEs) that Docker’s default leaves open;", nullptr, static_cast<int>(docker.closed.size())) + QLatin1Char(' ')
        + Words::tr("%Ln are left open.", nullptr, static_cast<int>(mine.openCves.size()));
    if (!docker.opened.empty())
        data.answer += QLatin1Char(' ') + Words::tr("%Ln of these are closed by Docker’s default.", nullptr, static_cast<int>(docker.opened.size()));
    data.note = Words::tr("A hole counts as open where a syscall that leads to it may be executed. Only holes of the built-in catalogue are known.");
    enum Series : std::size_t { OpenHere, Closed, ClosedHere, OpenInBoth };
    data.series = {{Words::tr("Open"), ChartTone::Open}, {Words::tr("Closed"), ChartTone::Kept, {}, true}, {Words::tr("Closed here, open there"), ChartTone::Kept}, {Words::tr("Open in both"), ChartTone::Open, {}, true}};

    ChartBar heading;
    heading.isHeading = true;
    heading.label = Words::tr("Of %Ln known holes, open and closed", nullptr, static_cast<int>(mine.knownCves.size()));
    data.bars.push_back(heading);
    for (const auto &side : sides) {
        const std::size_t open = side.surface->openCves.size();
        const std::size_t closed = side.surface->knownCves.size() - open;
        ChartBar bar;
        bar.label = side.name;
        bar.total = Words::tr("%Ln open", "kernel holes", static_cast<int>(open));
        bar.segments.push_back({OpenHere, static_cast<double>(open), Words::tr("%1 leaves %Ln holes open: %2.", nullptr, static_cast<int>(open)).arg(side.name, someOf(side.surface->openCves)), QStringLiteral("cve:yes %1:open").arg(side.key)});
        bar.segments.push_back({Closed, static_cast<double>(closed), Words::tr("%1 closes %Ln holes.", nullptr, static_cast<int>(closed)).arg(side.name), QStringLiteral("cve:yes %1:deny").arg(side.key)});
        data.bars.push_back(std::move(bar));
    }
    for (std::size_t i = 1; i < sides.size(); ++i) {
        const auto &side = sides[i];
        const auto holes = analysis::compareHoles(mine, *side.surface);
        heading.label = Words::tr("Against %1").arg(side.name);
        data.bars.push_back(heading);
        const auto add = [&](const QString &label, Series series, const std::vector<std::string> &cves, const QString &filter) {
            ChartBar bar;
            bar.label = label;
            bar.total = number(cves.size());
            const QString list = cves.empty() ? Words::tr("none") : someOf(cves);
            bar.segments.push_back({series, static_cast<double>(cves.size()), Words::tr("%1: %2", "name of a bar and what it counts").arg(label, list), filter});
            data.bars.push_back(std::move(bar));
        };
        add(Words::tr("Closed only here"), ClosedHere, holes.closed, QStringLiteral("cve:yes action:deny %1:open").arg(side.key));
        add(Words::tr("Open in both"), OpenInBoth, holes.shared, QStringLiteral("cve:yes action:open %1:open").arg(side.key));
        add(Words::tr("Open only here"), OpenHere, holes.opened, QStringLiteral("cve:yes action:open %1:deny").arg(side.key));
    }
    return data;
}

} // namespace whittle::app
