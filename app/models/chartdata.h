#pragma once

#include "syscalls/catalogue.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace whittle::app {

/// What a part of a chart stands for; says how it is drawn. Risks have their colours everywhere in the program.
enum class ChartTone { Risk, Open, Kept, Removed, Plain };

struct ChartSeries
{
    QString name;
    ChartTone tone = ChartTone::Plain;
    syscalls::Risk risk = syscalls::Risk::Low; // of ChartTone::Risk
    bool isPale = false;                       // outlined and light: only partly so
};

/// One part of a bar.
struct ChartSegment
{
    std::size_t series = 0;
    double value = 0;
    QString toolTip; // a sentence with the numbers
    QString filter;  // that a click writes into the table's field; empty: it leads nowhere
};

/// A bar, or the heading of those below where it has no segments and isHeading.
struct ChartBar
{
    QString label;
    bool isHeading = false;
    std::optional<syscalls::Risk> risk; // of a heading
    std::vector<ChartSegment> segments;
    QString total;   // beside the bar's end
    QString openKey; // what looking into it shows; empty: there is nothing inside
};

struct ChartPoint
{
    double x = 0;
    double y = 0;
    QString toolTip;
    QString filter;
};

/// A curve that rises in steps.
struct ChartLine
{
    QString name;
    std::vector<ChartPoint> points; // by x
    double endX = 0; // it goes on level to there
};

/// A moment that is marked on the x axis.
struct ChartMark
{
    double x = 0;
    QString text;
};

/// One chart, as numbers and words: what a canvas draws, a table lists and a picture keeps. A plain value.
struct ChartData
{
    QString title;  // the question that it answers
    QString answer; // in a sentence or two
    QString empty;  // why there is nothing to show; empty: there is something
    QString note;   // how to read it, where that is not plain
    QString labelTitle; // what bars or points are, as a table's heading
    QString xTitle;
    QString yTitle; // of lines
    bool areBytes = false;
    std::vector<ChartSeries> series;
    bool showsLegend = false; // where labels beside the bars do not say which part is which
    std::vector<ChartBar> bars;
    std::vector<ChartLine> lines;
    std::vector<ChartMark> marks;
    QString pathText; // of what is looked into: "/usr/lib"
    QString upKey;    // leads up from there
    bool hasUp = false;
};

/// One row for each thing that can be chosen, as a table beside the chart shows it.
struct ChartRow
{
    QStringList cells; // by column
    QString toolTip;
    QString filter;
    QString openKey;
};

/// The headings and rows of the table that says the same as the chart.
[[nodiscard]] QStringList chartColumns(const ChartData &data);
[[nodiscard]] std::vector<ChartRow> chartRows(const ChartData &data);
/// The table as lines of tab-separated cells, the headings first.
[[nodiscard]] QString chartText(const ChartData &data);
/// A value as labels and cells show it: a number, or a size.
[[nodiscard]] QString chartValue(const ChartData &data, double value);

} // namespace whittle::app
