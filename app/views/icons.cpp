#include "views/icons.h"

#include "settings/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace whittle::app::icons {
namespace {

class SymbolicEngine final : public QIconEngine
{
public:
    SymbolicEngine(QString name, QColor color) : m_name(std::move(name)), m_color(color) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = std::min(rect.width(), rect.height());
        // A wide place has its icon at the beginning: the rest is the gap before a text.
        const bool toTheRight = QGuiApplication::layoutDirection() == Qt::RightToLeft;
        const QRect target(toTheRight ? rect.right() - size + 1 : rect.x(), rect.y() + (rect.height() - size) / 2, size, size);
        painter->drawPixmap(target, icons::pixmap(m_name, colorFor(mode), size, painter->device()->devicePixelRatioF()));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override { return scaledPixmap(size, mode, state, 1); }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        // Sizes come in device pixels here.
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(0, 0), size), mode, QIcon::Off);
        return result;
    }
    QIconEngine *clone() const override { return new SymbolicEngine(*this); }
    QString key() const override { return QStringLiteral("whittle-symbolic"); }

private:
    [[nodiscard]] QColor colorFor(QIcon::Mode mode) const
    {
        QColor color = m_color.isValid() ? m_color : theme::colors().text;
        if (mode == QIcon::Disabled) {
            const QColor window = theme::colors().window;
            color = QColor((color.red() + 2 * window.red()) / 3, (color.green() + 2 * window.green()) / 3, (color.blue() + 2 * window.blue()) / 3);
        }
        return color;
    }

    QString m_name;
    QColor m_color;
};

} // namespace

void paint(QPainter &painter, const QString &name, const QColor &color, const QRectF &rect)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return;
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter, rect);
}

QIcon get(const QString &name, const QString &themeName)
{
    if (!themeName.isEmpty() && QIcon::hasThemeIcon(themeName))
        return QIcon::fromTheme(themeName);
    return QIcon(new SymbolicEngine(name, QColor()));
}

QIcon tinted(const QString &name, const QColor &color)
{
    return QIcon(new SymbolicEngine(name, color));
}

QPixmap pixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio)
{
    const QString key = QStringLiteral("whittle:%1:%2:%3:%4").arg(name, color.name()).arg(size).arg(devicePixelRatio);
    QPixmap result;
    if (QPixmapCache::find(key, &result))
        return result;
    result = QPixmap(QSize(size, size) * devicePixelRatio);
    result.setDevicePixelRatio(devicePixelRatio);
    result.fill(Qt::transparent);
    {
        QPainter painter(&result);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(painter, name, color, QRectF(0, 0, size, size));
    }
    QPixmapCache::insert(key, result);
    return result;
}

QString riskIcon(syscalls::Risk risk, bool filled)
{
    return QStringLiteral("risk-%1%2").arg(QString::fromUtf8(syscalls::riskName(risk).data(), static_cast<qsizetype>(syscalls::riskName(risk).size())),
        filled ? QStringLiteral("-filled") : QString());
}

QSize besideText(const QFontMetrics &metrics)
{
    constexpr int kGap = 4;
    return {metrics.height() + 1 + kGap, metrics.height() + 1};
}

} // namespace whittle::app::icons
