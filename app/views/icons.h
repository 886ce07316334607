#pragma once

#include "syscalls/catalogue.h"

#include <QColor>
#include <QFontMetrics>
#include <QIcon>

class QPainter;

namespace whittle::app::icons {

/// A symbolic icon of resources/icons by its name ("open", "risk-high"), drawn in the palette's text colour, whatever the theme is when
/// it is painted. Where the desktop's icon theme has `themeName`, that one is taken.
[[nodiscard]] QIcon get(const QString &name, const QString &themeName = {});
/// The same in one colour.
[[nodiscard]] QIcon tinted(const QString &name, const QColor &color);
/// One picture of it, `size` in device independent pixels.
[[nodiscard]] QPixmap pixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio);
/// Draws it as lines and fills, which a vector picture keeps.
void paint(QPainter &painter, const QString &name, const QColor &color, const QRectF &rect);
/// The shape of a risk level, filled where it stands out.
[[nodiscard]] QString riskIcon(syscalls::Risk risk, bool filled);

/// The icon size of a button with a text beside: as high as the text, with a gap on the text's side.
[[nodiscard]] QSize besideText(const QFontMetrics &metrics);

} // namespace whittle::app::icons
