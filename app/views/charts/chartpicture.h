#pragma once

#include <QByteArray>
#include <QImage>

namespace whittle::app {

class ChartCanvas;
struct ChartData;

/// A chart as a picture of its own: question, answer, chart, note. Drawn in the colours of the theme in use.
class ChartPicture
{
public:
    ChartPicture(ChartCanvas &canvas, const ChartData &data) : m_canvas(canvas), m_data(data) {}

    /// `scale` device pixels for each pixel on screen.
    [[nodiscard]] QImage image(double scale) const;
    [[nodiscard]] QByteArray png(double scale) const;
    /// Text stays text, shapes stay shapes.
    [[nodiscard]] QByteArray svg() const;

private:
    [[nodiscard]] QSize size() const;
    [[nodiscard]] int headHeight(int width) const;
    [[nodiscard]] int footHeight(int width) const;
    void paint(QPainter &painter) const;

    ChartCanvas &m_canvas;
    const ChartData &m_data;
};

} // namespace whittle::app
