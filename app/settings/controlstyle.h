#pragma once

#include <QProxyStyle>

namespace whittle::app {

/// Fusion with check boxes and radio buttons that can be seen on dark ground too: their outlines have the contrast of marks.
class ControlStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    ControlStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget = nullptr) const override;
};

} // namespace whittle::app
