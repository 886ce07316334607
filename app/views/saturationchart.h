#pragma once

#include "documents/liverun.h"

#include <QWidget>

class QChart;
class QChartView;
class QLabel;
class QLineSeries;
class QScatterSeries;
class QValueAxis;

namespace whittle::app {

/// Does a longer run still find new syscalls? A curve of how many different ones were seen until when, and the answer in words.
class SaturationChart final : public QWidget
{
    Q_OBJECT

public:
    explicit SaturationChart(QWidget *parent = nullptr);

    void setCurve(const SaturationCurve &curve, bool isRunning);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColors();

    QLabel *m_answer;
    QChart *m_chart;
    QChartView *m_view;
    QLineSeries *m_line;
    QScatterSeries *m_last; // the newest syscall
    QValueAxis *m_time;
    QValueAxis *m_count;
};

namespace words {

/// "Nothing new for 12.0 s: …".
[[nodiscard]] QString saturation(const SaturationCurve &curve, bool isRunning);

} // namespace words

} // namespace whittle::app
