#include "models/chartdata.h"

#include "models/imagetreemodel.h"

#include <QCoreApplication>
#include <QLocale>

namespace whittle::app {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::ChartData)
};

/// A label in a table stands without its heading above.
QString fullLabel(const QString &heading, const ChartBar &bar)
{
    return heading.isEmpty() ? bar.label : Words::tr("%1: %2", "group and name of a bar").arg(heading, bar.label);
}

} // namespace

QString chartValue(const ChartData &data, double value)
{
    if (data.areBytes)
        return words::size(static_cast<std::uint64_t>(value));
    return QLocale().toString(static_cast<qlonglong>(value));
}

QStringList chartColumns(const ChartData &data)
{
    if (!data.lines.empty())
        return {data.labelTitle, data.xTitle, data.yTitle};
    return {data.labelTitle, Words::tr("Part"), data.areBytes ? Words::tr("Size") : Words::tr("Number")};
}

std::vector<ChartRow> chartRows(const ChartData &data)
{
    std::vector<ChartRow> rows;
    const QLocale locale;
    for (const auto &line : data.lines)
        for (const auto &point : line.points)
            rows.push_back({{line.name, locale.toString(point.x, 'f', 3), locale.toString(static_cast<qlonglong>(point.y))}, point.toolTip, point.filter, {}});
    QString heading;
    for (const auto &bar : data.bars) {
        if (bar.isHeading) {
            heading = bar.label;
            continue;
        }
        for (const auto &segment : bar.segments)
            if (segment.value > 0 || bar.segments.size() == 1)
                rows.push_back({{fullLabel(heading, bar), data.series[segment.series].name, chartValue(data, segment.value)}, segment.toolTip, segment.filter, bar.openKey});
    }
    return rows;
}

QString chartText(const ChartData &data)
{
    QString text = chartColumns(data).join(QLatin1Char('\t')) + QLatin1Char('\n');
    for (const auto &row : chartRows(data))
        text += row.cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    return text;
}

} // namespace whittle::app
