#include "settings/controlstyle.h"

#include "settings/theme.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace whittle::app {

ControlStyle::ControlStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const bool isRadio = element == PE_IndicatorRadioButton;
    if (!isRadio && element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    const auto &colors = theme::colors();
    const bool enabled = option->state & State_Enabled;
    const bool on = option->state & State_On;
    const bool partly = option->state & State_NoChange;
    QColor outline = option->state & State_HasFocus && element != PE_IndicatorItemViewItemCheck ? colors.accent : colors.muted;
    QColor fill = enabled ? colors.base : colors.window;
    const QColor mark = colors.base;
    if (on || partly)
        outline = fill = enabled ? colors.accent : colors.muted;
    if (!enabled)
        outline.setAlphaF(0.6F);
    const qreal size = std::min(option->rect.width(), option->rect.height()) - 1.0;
    const QRectF box(option->rect.x() + (option->rect.width() - size) / 2, option->rect.y() + (option->rect.height() - size) / 2, size, size);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(outline, 1));
    painter->setBrush(fill);
    if (isRadio) {
        painter->drawEllipse(box);
        if (on) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(mark);
            painter->drawEllipse(box.center(), size * 0.22, size * 0.22);
        }
    } else {
        painter->drawRoundedRect(box, 2.5, 2.5);
        painter->setPen(QPen(mark, size * 0.14, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&](double x, double y) { return QPointF(box.x() + x * size, box.y() + y * size); };
        if (partly)
            painter->drawLine(at(0.27, 0.5), at(0.73, 0.5));
        else if (on)
            painter->drawPolyline(QPolygonF{at(0.24, 0.52), at(0.43, 0.71), at(0.77, 0.31)});
    }
    painter->restore();
}

} // namespace whittle::app
