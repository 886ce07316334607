#include "views/saturationchart.h"

#include "settings/theme.h"

#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QLabel>
#include <QLineSeries>
#include <QLocale>
#include <QPainter>
#include <QScatterSeries>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace whittle::app {
namespace {

constexpr int kTimeMarks = 6;
constexpr int kCountMarks = 3; // the chart is low

} // namespace

SaturationChart::SaturationChart(QWidget *parent)
    : QWidget(parent), m_answer(new QLabel(this)), m_chart(new QChart), m_view(new QChartView(m_chart, this)), m_line(new QLineSeries(m_chart)), m_last(new QScatterSeries(m_chart)),
      m_time(new QValueAxis(m_chart)), m_count(new QValueAxis(m_chart))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *title = new QLabel(tr("Does a longer run still find new syscalls?"), this);
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    title->setContentsMargins(12, 8, 12, 0);
    layout->addWidget(title);
    m_answer->setObjectName(QStringLiteral("saturationAnswer"));
    m_answer->setWordWrap(true);
    m_answer->setContentsMargins(12, 2, 12, 0);
    layout->addWidget(m_answer);

    m_chart->legend()->hide();
    m_chart->setMargins(QMargins(4, 0, 4, 0));
    m_chart->setBackgroundRoundness(0);
    m_chart->addSeries(m_line);
    m_chart->addSeries(m_last);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_count, Qt::AlignLeft);
    for (QXYSeries *series : std::initializer_list<QXYSeries *>{m_line, m_last}) {
        series->attachAxis(m_time);
        series->attachAxis(m_count);
    }
    m_time->setTitleText(tr("Seconds since the start"));
    m_count->setLabelFormat(QStringLiteral("%.0f"));
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setObjectName(QStringLiteral("saturationChart"));
    m_view->setMinimumHeight(fontMetrics().height() * 10);
    layout->addWidget(m_view, 1);
    applyColors();
    setCurve({}, true);
}

void SaturationChart::setCurve(const SaturationCurve &curve, bool isRunning)
{
    QList<QPointF> steps;
    steps << QPointF(0, 0);
    for (const auto &point : curve.points) {
        steps << QPointF(point.seconds, steps.back().y()) << QPointF(point.seconds, point.syscalls);
    }
    if (!curve.points.empty())
        steps << QPointF(std::max(curve.seconds, curve.lastNewSeconds()), curve.points.back().syscalls);
    m_line->replace(steps);
    m_last->replace(curve.points.empty() ? QList<QPointF>() : QList{QPointF(curve.lastNewSeconds(), curve.points.back().syscalls)});
    m_time->setRange(0, std::max(1.0, std::max(curve.seconds, curve.lastNewSeconds())));
    m_time->setLabelFormat(m_time->max() < 10 ? QStringLiteral("%.1f") : QStringLiteral("%.0f"));
    const int top = curve.points.empty() ? 10 : curve.points.back().syscalls;
    // A whole number a mark.
    const int step = std::max(1, static_cast<int>(std::ceil(top * 1.1 / (kCountMarks - 1))));
    m_count->setRange(0, step * (kCountMarks - 1));
    const QString text = words::saturation(curve, isRunning);
    m_answer->setText(text);
    m_view->setAccessibleName(text);
}

void SaturationChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColors();
}

void SaturationChart::applyColors()
{
    const auto &colors = theme::colors();
    m_chart->setBackgroundBrush(colors.base);
    m_view->setBackgroundBrush(colors.base);
    m_line->setPen(QPen(colors.accent, 2));
    m_last->setMarkerSize(9);
    m_last->setColor(colors.accent);
    m_last->setBorderColor(colors.base);
    QFont font = this->font();
    font.setPointSizeF(font.pointSizeF() * 0.9);
    for (auto *axis : {m_time, m_count}) {
        axis->setLabelsColor(colors.muted);
        axis->setTitleBrush(colors.muted);
        axis->setLinePenColor(colors.border);
        axis->setGridLineColor(colors.border);
        axis->setLabelsFont(font);
        axis->setTitleFont(font);
    }
    m_time->setTickCount(kTimeMarks);
    m_count->setTickCount(kCountMarks);
}

QString words::saturation(const SaturationCurve &curve, bool isRunning)
{
    if (curve.points.empty())
        return isRunning ? SaturationChart::tr("Nothing was seen yet.") : SaturationChart::tr("Nothing was seen.");
    const QLocale locale;
    const QString quiet = locale.toString(std::max(0.0, curve.seconds - curve.lastNewSeconds()), 'f', 1);
    const QString total = locale.toString(curve.points.back().syscalls);
    if (curve.isSaturated())
        return isRunning ? SaturationChart::tr("%1 different syscalls, and nothing new for %2 s: what is done now adds nothing.").arg(total, quiet)
                         : SaturationChart::tr("%1 different syscalls, and nothing new in the last %2 s: more of the same would have added nothing.").arg(total, quiet);
    return isRunning ? SaturationChart::tr("%1 different syscalls, the newest %2 s ago: let it run on, or exercise more of it.").arg(total, quiet)
                     : SaturationChart::tr("%1 different syscalls, the newest %2 s before the end: a longer run may find more.").arg(total, quiet);
}

} // namespace whittle::app
