#include "views/charts/chartcanvas.h"

#include "settings/theme.h"
#include "views/icons.h"

#include <QAccessible>
#include <QBarSet>
#include <QGraphicsLayout>
#include <QHorizontalStackedBarSeries>
#include <QKeyEvent>
#include <QLineSeries>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace whittle::app {
namespace {

constexpr double kBarShare = 0.66; // of a row
constexpr double kGap = 8;

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto part = [&](float x, float y) { return static_cast<float>(x * (1 - share) + y * share); };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()), part(a.blueF(), b.blueF()));
}

/// Black or white, whichever can be read better on the colour.
QColor textOn(const QColor &ground)
{
    const auto linear = [](float c) { return c <= 0.03928F ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    const double luminance = 0.2126 * linear(ground.redF()) + 0.7152 * linear(ground.greenF()) + 0.0722 * linear(ground.blueF());
    return luminance > 0.179 ? QColor(0x10, 0x14, 0x18) : QColor(Qt::white);
}

/// The largest number that an axis of some five steps ends at, and its steps: 1, 2 or 5 of a power of ten.
double niceStep(double largest, bool whole)
{
    const double raw = largest / 5;
    const double power = std::pow(10, std::floor(std::log10(std::max(raw, 1e-9))));
    const double factor = raw / power;
    const double step = (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power;
    return whole ? std::max(1.0, std::round(step)) : step;
}

} // namespace

ChartCanvas::ChartCanvas(QWidget *parent) : QChartView(parent)
{
    setObjectName(QStringLiteral("chartCanvas"));
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    chart()->legend()->hide();
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
    chart()->setLocalizeNumbers(true);
    chart()->setAnimationOptions(QChart::NoAnimation);
}

void ChartCanvas::showData(const ChartData &numbers)
{
    // The keyboard stays where it is as long as the same things are drawn.
    const bool same = numbers.title == m_data.title && numbers.pathText == m_data.pathText && numbers.bars.size() == m_data.bars.size() && numbers.lines.size() == m_data.lines.size();
    m_data = numbers;
    m_hovered = m_pressed = -1;
    if (!same)
        m_current = -1;
    rebuild();
}

void ChartCanvas::rebuild()
{
    chart()->removeAllSeries();
    const auto axes = chart()->axes();
    for (auto *axis : axes) {
        chart()->removeAxis(axis);
        delete axis;
    }
    const Colors &colors = theme::colors();
    chart()->setBackgroundBrush(colors.base);
    setBackgroundBrush(colors.base);
    if (!m_data.lines.empty())
        buildLines();
    else
        buildBars();
    for (auto *axis : chart()->axes()) {
        axis->setLabelsColor(colors.muted);
        axis->setLinePenColor(colors.border);
        axis->setGridLineColor(mixed(colors.base, colors.border, 0.6));
        axis->setTitleBrush(colors.muted);
        axis->setLabelsFont(font());
        axis->setTitleFont(font());
    }
    m_rowHeight = fontMetrics().height() * 1.45;
    if (m_data.lines.empty()) {
        const double plot = m_rowHeight * static_cast<double>(std::max<std::size_t>(m_data.bars.size(), 1));
        setMinimumHeight(static_cast<int>(std::ceil(plot + legendHeight() + 3.2 * fontMetrics().height())));
    } else {
        setMinimumHeight(fontMetrics().height() * 14);
    }
    arrange();
}

QColor ChartCanvas::edgeOf(const ChartSeries &series) const
{
    const Colors &colors = theme::colors();
    switch (series.tone) {
    case ChartTone::Risk:
        return colors.riskMarkOf(series.risk);
    case ChartTone::Open:
        return colors.riskMarkOf(syscalls::Risk::High);
    case ChartTone::Kept:
    case ChartTone::Plain:
        return colors.accent;
    case ChartTone::Removed:
        return colors.muted;
    }
    return colors.accent;
}

QColor ChartCanvas::fillOf(const ChartSeries &series) const
{
    return series.isPale ? mixed(theme::colors().base, edgeOf(series), 0.18) : edgeOf(series);
}

QPen ChartCanvas::penOf(std::size_t line) const
{
    // Told apart by their dashes and the label at their end, not by colour alone.
    static constexpr Qt::PenStyle kStyles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine};
    const Colors &colors = theme::colors();
    QPen pen(line % 2 == 0 ? colors.accent : colors.text, 2);
    pen.setStyle(kStyles[(line / 2) % std::size(kStyles)]);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::MiterJoin);
    return pen;
}

void ChartCanvas::buildBars()
{
    auto *bars = new QHorizontalStackedBarSeries;
    bars->setBarWidth(kBarShare);
    double largest = 0;
    for (const auto &bar : m_data.bars) {
        double sum = 0;
        for (const auto &segment : bar.segments)
            sum += segment.value;
        largest = std::max(largest, sum);
    }
    m_valueScale = 1;
    QString title = m_data.xTitle;
    if (m_data.areBytes) {
        static constexpr std::pair<double, const char *> kUnits[] = {{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}, {1, "B"}};
        const auto *unit = std::ranges::find_if(kUnits, [&](const auto &u) { return largest >= u.first || u.first == 1; });
        m_valueScale = unit->first;
        title = tr("%1 in %2", "quantity and unit of an axis").arg(m_data.xTitle, QLatin1StringView(unit->second));
    }
    for (std::size_t series = 0; series < m_data.series.size(); ++series) {
        auto *set = new QBarSet(m_data.series[series].name);
        // The first bar is the topmost: the axis counts from below.
        for (auto bar = m_data.bars.rbegin(); bar != m_data.bars.rend(); ++bar) {
            const auto segment = std::ranges::find(bar->segments, series, &ChartSegment::series);
            set->append(segment == bar->segments.end() ? 0 : segment->value / m_valueScale);
        }
        set->setBrush(fillOf(m_data.series[series]));
        set->setPen(QPen(edgeOf(m_data.series[series]), m_data.series[series].isPale ? 1 : 0.5));
        bars->append(set);
    }
    chart()->addSeries(bars);
    auto *values = new QValueAxis;
    const double step = niceStep(std::max(largest / m_valueScale, 1.0), !m_data.areBytes || m_valueScale == 1);
    values->setRange(0, step * std::ceil(std::max(largest / m_valueScale, 1.0) / step));
    values->setTickType(QValueAxis::TicksDynamic);
    values->setTickInterval(step);
    values->setLabelFormat(step < 1 ? QStringLiteral("%.1f") : QStringLiteral("%.0f"));
    values->setTitleText(title);
    chart()->addAxis(values, Qt::AlignBottom);
    bars->attachAxis(values);
    auto *rows = new QValueAxis;
    rows->setRange(-0.5, static_cast<double>(m_data.bars.size()) - 0.5);
    rows->setVisible(false);
    chart()->addAxis(rows, Qt::AlignLeft);
    bars->attachAxis(rows);
}

void ChartCanvas::buildLines()
{
    double largestX = 0;
    double largestY = 1;
    auto *x = new QValueAxis;
    auto *y = new QValueAxis;
    chart()->addAxis(x, Qt::AlignBottom);
    chart()->addAxis(y, Qt::AlignLeft);
    for (std::size_t i = 0; i < m_data.lines.size(); ++i) {
        const auto &line = m_data.lines[i];
        auto *series = new QLineSeries;
        series->setName(line.name);
        series->setPen(penOf(i));
        QList<QPointF> points = {{0, 0}};
        for (const auto &point : line.points) {
            points << QPointF(point.x, points.last().y()) << QPointF(point.x, point.y);
            largestY = std::max(largestY, point.y);
        }
        points << QPointF(line.endX, points.last().y());
        largestX = std::max(largestX, line.endX);
        series->replace(points);
        chart()->addSeries(series);
        series->attachAxis(x);
        series->attachAxis(y);
    }
    if (largestX <= 0)
        largestX = 1;
    const double xStep = niceStep(largestX, false);
    x->setRange(0, largestX);
    x->setTickType(QValueAxis::TicksDynamic);
    x->setTickInterval(xStep);
    x->setLabelFormat(xStep < 0.01 ? QStringLiteral("%.3f") : xStep < 0.1 ? QStringLiteral("%.2f") : xStep < 1 ? QStringLiteral("%.1f") : QStringLiteral("%.0f"));
    x->setTitleText(m_data.xTitle);
    const double yStep = niceStep(largestY, true);
    y->setRange(0, yStep * std::ceil(largestY / yStep));
    y->setTickType(QValueAxis::TicksDynamic);
    y->setTickInterval(yStep);
    y->setLabelFormat(QStringLiteral("%.0f"));
    y->setTitleText(m_data.yTitle);
}

double ChartCanvas::legendHeight() const
{
    return m_data.showsLegend ? fontMetrics().height() + kGap : 0;
}

void ChartCanvas::arrange()
{
    chart()->resize(size());
    setSceneRect(QRectF(QPointF(0, 0), QSizeF(size())));
    m_parts.clear();
    if (!m_data.empty.isEmpty())
        return;
    if (!m_data.lines.empty())
        arrangeLines();
    else if (!m_data.bars.empty())
        arrangeBars();
    m_current = std::min(m_current, static_cast<int>(m_parts.size()) - 1);
    viewport()->update();
}

void ChartCanvas::arrangeBars()
{
    const QFontMetricsF metrics(font());
    double labels = 0;
    double totals = 0;
    for (const auto &bar : m_data.bars) {
        if (!bar.isHeading)
            labels = std::max(labels, metrics.horizontalAdvance(bar.label));
        totals = std::max(totals, metrics.horizontalAdvance(bar.total));
    }
    labels = std::min(labels, width() * 0.34);
    totals = std::min(totals, width() * 0.3);
    const double left = labels + 2 * kGap;
    const double top = legendHeight();
    const double bottom = 3.2 * metrics.height();
    const double rows = static_cast<double>(m_data.bars.size());
    // Few bars stay bars and do not become blocks.
    const double room = std::max(height() - top - bottom, m_rowHeight * rows);
    const double plotHeight = std::min(room, m_rowHeight * 1.7 * rows);
    const QRectF plot(left, top, std::max(width() - left - totals - 2 * kGap, 40.0), plotHeight);
    chart()->setPlotArea(plot);

    const auto *values = qobject_cast<QValueAxis *>(chart()->axes(Qt::Horizontal).constFirst());
    const double perUnit = plot.width() / values->max() / m_valueScale;
    const double row = plot.height() / rows;
    for (std::size_t i = 0; i < m_data.bars.size(); ++i) {
        const auto &bar = m_data.bars[i];
        double x = plot.left();
        for (std::size_t s = 0; s < bar.segments.size(); ++s) {
            const auto &segment = bar.segments[s];
            const double width = segment.value * perUnit;
            // What is nothing, or too thin to hit, can still be asked as long as it is the bar's only part.
            if (segment.value > 0 || bar.segments.size() == 1) {
                const QRectF rect(x, plot.top() + row * (static_cast<double>(i) + (1 - kBarShare) / 2), width, row * kBarShare);
                m_parts.push_back({rect, rect.adjusted(-1, -row * 0.1, std::max(2.0, 6 - width), row * 0.1), i, s, segment.toolTip, segment.filter, bar.openKey});
            }
            x += width;
        }
    }
}

void ChartCanvas::arrangeLines()
{
    const QFontMetricsF metrics(font());
    const auto *y = qobject_cast<QValueAxis *>(chart()->axes(Qt::Vertical).constFirst());
    const double left = metrics.horizontalAdvance(QLocale().toString(static_cast<qlonglong>(y->max()))) + metrics.height() + 4 * kGap;
    const double bottom = 3.2 * metrics.height();
    const QRectF plot(left, metrics.height() * 1.4, std::max(width() - left - 3 * kGap, 40.0), std::max(height() - bottom - metrics.height() * 1.4, 40.0));
    chart()->setPlotArea(plot);
    const auto *x = qobject_cast<QValueAxis *>(chart()->axes(Qt::Horizontal).constFirst());
    for (std::size_t i = 0; i < m_data.lines.size(); ++i) {
        const auto &points = m_data.lines[i].points;
        for (std::size_t p = 0; p < points.size(); ++p) {
            const QPointF place(plot.left() + points[p].x / x->max() * plot.width(), plot.bottom() - points[p].y / y->max() * plot.height());
            const QRectF rect(place - QPointF(3, 3), QSizeF(6, 6));
            m_parts.push_back({rect, rect, i, p, points[p].toolTip, points[p].filter, {}});
        }
    }
}

QRectF ChartCanvas::labelRect(std::size_t bar) const
{
    const QRectF plot = chart()->plotArea();
    const double row = plot.height() / static_cast<double>(m_data.bars.size());
    const double top = plot.top() + row * static_cast<double>(bar);
    return m_data.bars[bar].isHeading ? QRectF(kGap, top, width() - 2 * kGap, row) : QRectF(kGap, top, plot.left() - 2 * kGap, row);
}

QRectF ChartCanvas::partRect(std::size_t part) const
{
    return part < m_parts.size() ? m_parts[part].rect : QRectF();
}

int ChartCanvas::partAt(const QPointF &position) const
{
    if (m_data.lines.empty()) {
        // The part itself before the margin of its neighbour.
        for (const bool exact : {true, false}) {
            const auto found = std::ranges::find_if(m_parts, [&](const Part &part) { return (exact ? part.rect : part.target).contains(position); });
            if (found != m_parts.end())
                return static_cast<int>(found - m_parts.begin());
        }
        return -1;
    }
    if (!chart()->plotArea().adjusted(-4, -4, 4, 4).contains(position))
        return -1;
    // On a curve the step that holds at that moment, of the curve that is nearest.
    int best = -1;
    double bestDistance = 0;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const bool isLast = i + 1 == m_parts.size() || m_parts[i + 1].bar != m_parts[i].bar;
        const QPointF place = m_parts[i].rect.center();
        const double until = isLast ? chart()->plotArea().right() : m_parts[i + 1].rect.center().x();
        const double beside = position.x() < place.x() ? place.x() - position.x() : std::max(0.0, position.x() - until);
        const double distance = 4 * beside + std::abs(position.y() - place.y());
        if (best < 0 || distance < bestDistance) {
            best = static_cast<int>(i);
            bestDistance = distance;
        }
    }
    return best;
}

int ChartCanvas::barLabelAt(const QPointF &position) const
{
    for (std::size_t i = 0; i < m_data.bars.size(); ++i)
        if (!m_data.bars[i].openKey.isEmpty() && labelRect(i).contains(position))
            return static_cast<int>(i);
    return -1;
}

void ChartCanvas::paintPicture(QPainter &painter, const QRectF &target)
{
    m_isPicture = true;
    render(&painter, target, rect(), Qt::KeepAspectRatio);
    m_isPicture = false;
}

void ChartCanvas::drawForeground(QPainter *painter, const QRectF &)
{
    if (!m_data.empty.isEmpty())
        return;
    painter->save();
    painter->setFont(font());
    if (!m_data.lines.empty())
        paintLines(*painter);
    else
        paintBars(*painter);
    if (m_data.showsLegend)
        paintLegend(*painter);
    if (!m_isPicture) {
        const Colors &colors = theme::colors();
        if (m_hovered >= 0 && m_hovered < static_cast<int>(m_parts.size()))
            paintMark(*painter, m_parts[static_cast<std::size_t>(m_hovered)], colors.text, 1.5);
        if (hasFocus() && m_current >= 0 && m_current < static_cast<int>(m_parts.size()))
            paintMark(*painter, m_parts[static_cast<std::size_t>(m_current)], colors.text, 2.5);
    }
    painter->restore();
}

void ChartCanvas::paintMark(QPainter &painter, const Part &part, const QColor &color, double width) const
{
    painter.setPen(QPen(color, width));
    painter.setBrush(Qt::NoBrush);
    if (m_data.lines.empty())
        painter.drawRect(part.rect.adjusted(-1.5, -1.5, 1.5, 1.5));
    else
        painter.drawEllipse(part.rect.adjusted(-3, -3, 3, 3));
}

void ChartCanvas::paintLegend(QPainter &painter) const
{
    const Colors &colors = theme::colors();
    const QFontMetricsF metrics(font());
    const double size = metrics.ascent();
    double x = chart()->plotArea().left();
    for (const auto &series : m_data.series) {
        const QRectF mark(x, (metrics.height() - size) / 2, size, size);
        if (series.tone == ChartTone::Risk) {
            icons::paint(painter, icons::riskIcon(series.risk, true), edgeOf(series), mark);
        } else {
            painter.setPen(QPen(edgeOf(series), 1));
            painter.setBrush(fillOf(series));
            painter.drawRect(mark);
        }
        x += size + kGap * 0.75;
        painter.setPen(colors.text);
        painter.drawText(QRectF(x, 0, metrics.horizontalAdvance(series.name) + 2, metrics.height()), Qt::AlignVCenter | Qt::AlignLeft, series.name);
        x += metrics.horizontalAdvance(series.name) + 2.5 * kGap;
    }
}

void ChartCanvas::paintBars(QPainter &painter) const
{
    const Colors &colors = theme::colors();
    const QFontMetricsF metrics(font());
    const QRectF plot = chart()->plotArea();
    for (std::size_t i = 0; i < m_data.bars.size(); ++i) {
        const auto &bar = m_data.bars[i];
        QRectF place = labelRect(i);
        if (bar.isHeading) {
            // Over the grid lines, on a ground of its own.
            QFont bold = font();
            bold.setWeight(QFont::DemiBold);
            const QFontMetricsF boldMetrics(bold);
            painter.fillRect(QRectF(0, place.top(), std::max(plot.left() - 1, boldMetrics.horizontalAdvance(bar.label) + metrics.ascent() + 4 * kGap), place.height()), colors.base);
            if (bar.risk) {
                const double size = metrics.ascent();
                icons::paint(painter, icons::riskIcon(*bar.risk, true), colors.riskMarkOf(*bar.risk), QRectF(place.left(), place.center().y() - size / 2, size, size));
                place.setLeft(place.left() + size + kGap * 0.75);
            }
            painter.setFont(bold);
            painter.setPen(bar.risk ? colors.riskTextOf(*bar.risk) : colors.text);
            painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, boldMetrics.elidedText(bar.label, Qt::ElideRight, place.width()));
            painter.setFont(font());
            continue;
        }
        painter.setPen(bar.openKey.isEmpty() ? colors.text : colors.accent);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignRight, metrics.elidedText(bar.label, Qt::ElideMiddle, place.width()));
    }
    std::vector<double> ends(m_data.bars.size(), plot.left());
    for (const auto &part : m_parts) {
        ends[part.bar] = std::max(ends[part.bar], part.rect.right());
        const auto &segment = m_data.bars[part.bar].segments[part.segment];
        // A bar of one part has its number beside it.
        if (m_data.bars[part.bar].segments.size() < 2 || m_data.areBytes)
            continue;
        const QString text = chartValue(m_data, segment.value);
        if (metrics.horizontalAdvance(text) + kGap > part.rect.width())
            continue;
        painter.setPen(textOn(fillOf(m_data.series[segment.series])));
        painter.drawText(part.rect, Qt::AlignCenter, text);
    }
    painter.setPen(colors.text);
    for (std::size_t i = 0; i < m_data.bars.size(); ++i) {
        const auto &bar = m_data.bars[i];
        if (bar.isHeading || bar.total.isEmpty())
            continue;
        const QRectF row = labelRect(i);
        const double room = width() - ends[i] - 2 * kGap;
        const QString text = metrics.elidedText(bar.total, Qt::ElideRight, room);
        const QRectF place(ends[i] + kGap, row.top(), metrics.horizontalAdvance(text) + 2, row.height());
        painter.fillRect(place.adjusted(-2, row.height() * 0.2, 2, -row.height() * 0.2), colors.base); // no grid line through it
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, text);
    }
}

void ChartCanvas::paintLines(QPainter &painter) const
{
    const Colors &colors = theme::colors();
    const QFontMetricsF metrics(font());
    const QRectF plot = chart()->plotArea();
    const auto *x = qobject_cast<QValueAxis *>(chart()->axes(Qt::Horizontal).constFirst());
    for (const auto &mark : m_data.marks) {
        const double at = plot.left() + mark.x / x->max() * plot.width();
        QColor quiet = colors.accent;
        quiet.setAlphaF(0.08F);
        painter.fillRect(QRectF(QPointF(at, plot.top()), plot.bottomRight()), quiet);
        QPen pen(colors.muted, 1.5);
        pen.setStyle(Qt::DashLine);
        painter.setPen(pen);
        painter.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom()));
        // Beside the line, on the side that has room.
        const double width = metrics.horizontalAdvance(mark.text);
        const bool toTheLeft = at + kGap + width > plot.right();
        const QRectF place(toTheLeft ? at - kGap - width : at + kGap, plot.bottom() - metrics.height() - kGap, width + 1, metrics.height());
        painter.setPen(colors.text);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, mark.text);
    }
    // Names at the ends of the curves, kept apart.
    std::vector<std::pair<double, std::size_t>> ends;
    for (std::size_t i = 0; i < m_data.lines.size(); ++i) {
        const auto last = std::ranges::find_last(m_parts, i, &Part::bar);
        if (!last.empty())
            ends.emplace_back(last.begin()->rect.center().y(), i);
    }
    std::ranges::sort(ends);
    double above = plot.top() - metrics.height();
    for (const auto &[y, line] : ends) {
        const double top = std::max(y - metrics.height() - 3, above);
        above = top + metrics.height();
        const QString name = metrics.elidedText(m_data.lines[line].name, Qt::ElideMiddle, plot.width() * 0.6);
        painter.setPen(penOf(line).color());
        painter.drawText(QRectF(plot.right() - metrics.horizontalAdvance(name) - kGap, top, metrics.horizontalAdvance(name) + 1, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, name);
    }
    if (m_parts.size() <= 200) {
        for (const auto &part : m_parts) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(penOf(part.bar).color());
            painter.drawEllipse(part.rect.adjusted(0.5, 0.5, -0.5, -0.5));
        }
    }
}

void ChartCanvas::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    arrange();
}

void ChartCanvas::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
}

void ChartCanvas::setHovered(int part)
{
    if (part == m_hovered)
        return;
    m_hovered = part;
    viewport()->update();
    Q_EMIT pointedAt(part < 0 ? QString() : m_parts[static_cast<std::size_t>(part)].toolTip);
}

void ChartCanvas::setCurrent(int part)
{
    m_current = part;
    viewport()->update();
    const QString text = part < 0 ? QString() : m_parts[static_cast<std::size_t>(part)].toolTip;
    setAccessibleDescription(text.isEmpty() ? m_data.answer : text);
    if (!text.isEmpty()) {
        QAccessibleAnnouncementEvent announcement(this, text);
        QAccessible::updateAccessibility(&announcement);
    }
    Q_EMIT pointedAt(text);
}

void ChartCanvas::moveBy(int bars, int segments)
{
    if (m_parts.empty())
        return;
    if (m_current < 0) {
        setCurrent(0);
        return;
    }
    const auto &from = m_parts[static_cast<std::size_t>(m_current)];
    if (segments != 0) {
        const int to = std::clamp(m_current + segments, 0, static_cast<int>(m_parts.size()) - 1);
        // On bars the arrows to the side stay in the bar.
        if (!m_data.lines.empty() || m_parts[static_cast<std::size_t>(to)].bar == from.bar)
            setCurrent(to);
        return;
    }
    // The next bar or curve that has parts; of these the one that is nearest in its order.
    int best = -1;
    for (int i = m_current + bars; i >= 0 && i < static_cast<int>(m_parts.size()); i += bars) {
        const auto &part = m_parts[static_cast<std::size_t>(i)];
        if (part.bar == from.bar)
            continue;
        if (best >= 0 && part.bar != m_parts[static_cast<std::size_t>(best)].bar)
            break;
        const auto distance = [&](const Part &one) { return std::max(one.segment, from.segment) - std::min(one.segment, from.segment); };
        if (best < 0 || distance(part) < distance(m_parts[static_cast<std::size_t>(best)]))
            best = i;
    }
    if (best >= 0)
        setCurrent(best);
}

void ChartCanvas::follow(int part)
{
    if (part >= 0 && part < static_cast<int>(m_parts.size()) && !m_parts[static_cast<std::size_t>(part)].filter.isEmpty())
        Q_EMIT filterRequested(m_parts[static_cast<std::size_t>(part)].filter);
}

void ChartCanvas::keyPressEvent(QKeyEvent *event)
{
    const QString open = m_current >= 0 ? m_parts[static_cast<std::size_t>(m_current)].openKey : QString();
    switch (event->key()) {
    case Qt::Key_Up:
        return moveBy(-1, 0);
    case Qt::Key_Down:
        return moveBy(1, 0);
    case Qt::Key_Left:
        return moveBy(0, -1);
    case Qt::Key_Right:
        return moveBy(0, 1);
    case Qt::Key_Home:
        return m_parts.empty() ? void() : setCurrent(0);
    case Qt::Key_End:
        return m_parts.empty() ? void() : setCurrent(static_cast<int>(m_parts.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return follow(m_current);
    case Qt::Key_Space:
        if (!open.isEmpty())
            Q_EMIT openRequested(open);
        return;
    case Qt::Key_Backspace:
        if (m_data.hasUp)
            Q_EMIT openRequested(m_data.upKey);
        return;
    default:
        QChartView::keyPressEvent(event);
    }
}

void ChartCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    const int part = partAt(at);
    setHovered(part);
    const bool leads = (part >= 0 && !m_parts[static_cast<std::size_t>(part)].filter.isEmpty()) || barLabelAt(at) >= 0;
    viewport()->setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ChartCanvas::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_pressed = partAt(event->position());
    m_pressedLabel = barLabelAt(event->position());
}

void ChartCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const int label = barLabelAt(event->position()); label >= 0) {
        if (label == m_pressedLabel)
            Q_EMIT openRequested(m_data.bars[static_cast<std::size_t>(label)].openKey);
        return;
    }
    const int part = partAt(event->position());
    if (part < 0 || part != m_pressed)
        return;
    setCurrent(part);
    follow(part);
}

void ChartCanvas::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // scrolls what is around
}

void ChartCanvas::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    setHovered(-1);
}

void ChartCanvas::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    if (m_current < 0 && !m_parts.empty() && event->reason() != Qt::MouseFocusReason)
        setCurrent(0);
    viewport()->update();
}

void ChartCanvas::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

bool ChartCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int part = partAt(help->pos());
        if (part >= 0)
            QToolTip::showText(help->globalPos(), m_parts[static_cast<std::size_t>(part)].toolTip, this);
        else
            QToolTip::hideText();
        return true;
    }
    return QChartView::viewportEvent(event);
}

} // namespace whittle::app
