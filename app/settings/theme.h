#pragma once

#include "syscalls/catalogue.h"

#include <QColor>
#include <QPalette>

class QApplication;

namespace whittle::app {

enum class ThemeChoice { System, Light, Dark };

/// Every colour of the program that a palette has no role for. Contrast against `base` is at least 4.5:1 for text, 3:1 for marks.
struct Colors
{
    bool dark = false;
    QColor window;
    QColor base;
    QColor alternate;
    QColor text;
    QColor muted;
    QColor border;
    QColor accent;
    QColor selection;
    QColor hover;
    QColor warning;
    QColor error;
    QColor good;
    QColor riskText[4]; // by syscalls::Risk
    QColor riskMark[4];

    [[nodiscard]] const QColor &riskTextOf(syscalls::Risk risk) const { return riskText[static_cast<std::size_t>(risk)]; }
    [[nodiscard]] const QColor &riskMarkOf(syscalls::Risk risk) const { return riskMark[static_cast<std::size_t>(risk)]; }
};

/// The colours in use, and putting them in use. Everything is derived from the choice and the system's scheme.
namespace theme {

[[nodiscard]] const Colors &colors();
[[nodiscard]] const Colors &colorsOf(bool dark);
/// Sets style, palette and style sheet; widgets hear of it by QEvent::PaletteChange.
void apply(QApplication &application, ThemeChoice choice);
/// The fonts that the settings name, else those of the system; after every change of them.
void applyFonts();
/// The palette that apply() sets.
[[nodiscard]] QPalette paletteOf(const Colors &colors);
/// The fixed-width font of the settings, or of the system in the size of the text around it.
[[nodiscard]] QFont fixedFont();

} // namespace theme
} // namespace whittle::app
