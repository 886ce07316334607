#include "views/charts/chartpicture.h"

#include "settings/theme.h"
#include "views/charts/chartcanvas.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

namespace whittle::app {
namespace {

constexpr int kMargin = 20;
constexpr int kGap = 6;

QFont titleFont(const ChartCanvas &canvas)
{
    QFont font = canvas.font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setWeight(QFont::DemiBold);
    return font;
}

int heightOf(const QString &text, const QFont &font, int width)
{
    return text.isEmpty() ? 0 : QFontMetrics(font).boundingRect(QRect(0, 0, width, 10'000), Qt::TextWordWrap, text).height();
}

} // namespace

int ChartPicture::headHeight(int width) const
{
    return heightOf(m_data.title, titleFont(m_canvas), width) + kGap + heightOf(m_data.answer, m_canvas.font(), width) + 3 * kGap;
}

int ChartPicture::footHeight(int width) const
{
    return m_data.note.isEmpty() ? 0 : heightOf(m_data.note, m_canvas.font(), width) + kGap;
}

QSize ChartPicture::size() const
{
    const int width = m_canvas.width();
    return {width + 2 * kMargin, m_canvas.height() + headHeight(width) + footHeight(width) + 2 * kMargin};
}

void ChartPicture::paint(QPainter &painter) const
{
    const Colors &colors = theme::colors();
    const QSize whole = size();
    const int width = m_canvas.width();
    painter.fillRect(QRect(QPoint(0, 0), whole), colors.base);
    int y = kMargin;
    const auto text = [&](const QString &words, const QFont &font, const QColor &color) {
        const int height = heightOf(words, font, width);
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(QRect(kMargin, y, width, height), Qt::TextWordWrap, words);
        y += height + kGap;
    };
    text(m_data.title, titleFont(m_canvas), colors.text);
    text(m_data.answer, m_canvas.font(), colors.text);
    y = kMargin + headHeight(width);
    m_canvas.paintPicture(painter, QRectF(kMargin, y, width, m_canvas.height()));
    y += m_canvas.height() + kGap;
    text(m_data.note, m_canvas.font(), colors.muted);
}

QImage ChartPicture::image(double scale) const
{
    QImage image((QSizeF(size()) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(theme::colors().base);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter);
    return image;
}

QByteArray ChartPicture::png(double scale) const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image(scale).save(&buffer, "PNG");
    return bytes;
}

QByteArray ChartPicture::svg() const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size());
    generator.setViewBox(QRect(QPoint(0, 0), size()));
    generator.setResolution(m_canvas.logicalDpiX());
    generator.setTitle(m_data.title);
    generator.setDescription(m_data.answer);
    {
        QPainter painter(&generator);
        paint(painter);
    }
    return bytes;
}

} // namespace whittle::app
