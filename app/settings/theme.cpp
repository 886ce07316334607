#include "settings/theme.h"

#include "settings/controlstyle.h"
#include "settings/settings.h"

#include <QApplication>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QStyleHints>

namespace whittle::app {
namespace {

Colors makeLight()
{
    Colors c;
    c.dark = false;
    c.window = QColor(0xF3, 0xF5, 0xF7);
    c.base = QColor(0xFF, 0xFF, 0xFF);
    c.alternate = QColor(0xF8, 0xFA, 0xFB);
    c.text = QColor(0x1A, 0x20, 0x28);
    c.muted = QColor(0x56, 0x60, 0x6E);
    c.border = QColor(0xD3, 0xD9, 0xE0);
    c.accent = QColor(0x0A, 0x6A, 0x6C);
    c.selection = QColor(0xCF, 0xE8, 0xE8);
    c.hover = QColor(0xE6, 0xEB, 0xEF);
    c.warning = QColor(0x8A, 0x5A, 0x00);
    c.error = QColor(0xB3, 0x26, 0x1E);
    c.good = QColor(0x0A, 0x6A, 0x6C);
    c.riskText[0] = QColor(0x1D, 0x5A, 0xA8);
    c.riskText[1] = QColor(0x82, 0x54, 0x00);
    c.riskText[2] = QColor(0xB3, 0x35, 0x10);
    c.riskText[3] = QColor(0x8A, 0x17, 0x50);
    c.riskMark[0] = QColor(0x2F, 0x74, 0xC8);
    c.riskMark[1] = QColor(0xC2, 0x7E, 0x00);
    c.riskMark[2] = QColor(0xD2, 0x45, 0x1A);
    c.riskMark[3] = QColor(0x8A, 0x17, 0x50);
    return c;
}

Colors makeDark()
{
    Colors c;
    c.dark = true;
    c.window = QColor(0x1F, 0x23, 0x29);
    c.base = QColor(0x17, 0x1A, 0x1F);
    c.alternate = QColor(0x1B, 0x1F, 0x24);
    c.text = QColor(0xE3, 0xE7, 0xEC);
    c.muted = QColor(0xA2, 0xAC, 0xB8);
    c.border = QColor(0x38, 0x3F, 0x49);
    c.accent = QColor(0x5B, 0xC9, 0xC5);
    c.selection = QColor(0x1D, 0x46, 0x49);
    c.hover = QColor(0x2B, 0x31, 0x39);
    c.warning = QColor(0xF0, 0xBC, 0x52);
    c.error = QColor(0xFF, 0x8F, 0x85);
    c.good = QColor(0x5B, 0xC9, 0xC5);
    c.riskText[0] = QColor(0x7F, 0xB8, 0xFF);
    c.riskText[1] = QColor(0xF0, 0xBC, 0x52);
    c.riskText[2] = QColor(0xFF, 0x92, 0x6B);
    c.riskText[3] = QColor(0xFF, 0x8A, 0xC0);
    for (int i = 0; i < 4; ++i)
        c.riskMark[i] = c.riskText[i];
    return c;
}

bool systemIsDark()
{
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
}

const Colors *&current()
{
    static const Colors *colors = nullptr;
    return colors;
}

QString styleSheet(const Colors &c)
{
    // Sizes are paddings and borders only: text decides how large things are.
    QString sheet = QStringLiteral(R"(
QToolTip { color: @text; background: @base; border: 1px solid @border; padding: 4px; }
QMainWindow::separator { background: @border; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @accent; }
QMenuBar { background: @window; border-bottom: 1px solid @border; padding: 1px 4px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @base; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; padding-left: 8px; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @border; padding: 3px 6px; spacing: 2px; }
QToolBar::separator { background: @border; width: 1px; margin: 5px 5px; }
QToolBar QToolButton, QToolButton[flat="true"] { padding: 4px 8px; border: 1px solid transparent; border-radius: 5px; background: transparent; }
QToolButton[flat="true"] { padding: 3px 6px; }
QToolBar QToolButton:hover, QToolButton[flat="true"]:hover { background: @hover; }
QToolBar QToolButton:pressed, QToolButton[flat="true"]:pressed { background: @selection; }
QToolBar QToolButton:focus, QToolButton[flat="true"]:focus { border-color: @accent; }
QToolButton[flat="true"]:checked { background: @selection; border-color: @accent; }
QToolButton[flat="true"]::menu-indicator { image: none; width: 0; }
QPushButton { padding: 5px 14px; border: 1px solid @border; border-radius: 5px; background: @base; color: @text; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selection; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @disabled; background: @window; }
QPushButton[primary="true"] { background: @accent; border-color: @accent; color: @onaccent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: @accenthover; }
QPushButton[primary="true"]:focus { border: 1px solid @text; }
QPushButton[primary="true"]:disabled { background: @hover; border-color: @border; color: @disabled; }
QLineEdit { padding: 4px 6px; border: 1px solid @border; border-radius: 5px; background: @base; selection-background-color: @accent; selection-color: @onaccent; }
QLineEdit:focus { border-color: @accent; }
QLineEdit[invalid="true"] { border-color: @error; }
QLineEdit:disabled { background: @window; color: @disabled; }
QPlainTextEdit[field="true"] { border: 1px solid @border; border-radius: 5px; padding: 1px 3px; }
QPlainTextEdit[field="true"]:focus { border-color: @accent; }
QPlainTextEdit[field="true"]:disabled { background: @window; color: @disabled; }
QTabWidget::pane { border: none; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 14px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { background: @hover; color: @text; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }
QTabBar#documentTabs { background: @window; }
QTabBar#documentTabs::tab { border-right: 1px solid @border; padding: 6px 12px; }
QTabBar#documentTabs::tab:selected { background: @base; border-bottom: 2px solid @accent; }
QTableView, QTreeView, QListView, QPlainTextEdit, QTextBrowser, QScrollArea { background: @base; border: none; selection-background-color: @selection; selection-color: @text; }
QTableView, QTreeView { alternate-background-color: @alternate; gridline-color: @border; }
QTableView::item { padding: 0 6px; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: @selection; color: @text; }
QTreeView::item { padding: 3px 2px; }
QTreeView::item:hover:!selected { background: @hover; }
QHeaderView { background: @window; }
QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @border; border-right: 1px solid @border; padding: 5px 8px; font-weight: 600; }
QHeaderView::section:hover { color: @text; background: @hover; }
QDockWidget { titlebar-close-icon: none; }
QStatusBar { background: @window; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QSplitter::handle { background: @border; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QFrame[card="true"] { background: @base; border: 1px solid @border; border-radius: 8px; }
QFrame[bar="true"] { background: @window; border: none; border-bottom: 1px solid @border; }
QFrame[message="info"] { background: @selection; border: none; border-bottom: 1px solid @border; }
QFrame[message="warning"] { background: @warningfill; border: none; border-bottom: 1px solid @border; }
QFrame[message="error"] { background: @errorfill; border: none; border-bottom: 1px solid @border; }
QLabel[muted="true"] { color: @muted; }
QLabel[error="true"] { color: @error; }
QLabel[title="true"] { font-weight: 600; }
QProgressBar { border: 1px solid @border; border-radius: 4px; background: @base; text-align: center; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
)");
    const auto blend = [](const QColor &a, const QColor &b, double share) {
        return QColor::fromRgbF(static_cast<float>(a.redF() * (1 - share) + b.redF() * share), static_cast<float>(a.greenF() * (1 - share) + b.greenF() * share),
            static_cast<float>(a.blueF() * (1 - share) + b.blueF() * share));
    };
    const std::pair<QLatin1StringView, QColor> values[] = {
        // Longer names first: @accent would eat the beginning of @accenthover.
        {QLatin1StringView("@accenthover"), blend(c.accent, c.text, 0.18)},
        {QLatin1StringView("@onaccent"), c.dark ? QColor(0x0C, 0x1A, 0x1B) : QColor(Qt::white)},
        {QLatin1StringView("@accent"), c.accent},
        {QLatin1StringView("@warningfill"), blend(c.window, c.warning, 0.14)},
        {QLatin1StringView("@errorfill"), blend(c.window, c.error, 0.13)},
        {QLatin1StringView("@error"), c.error},
        {QLatin1StringView("@disabled"), blend(c.window, c.muted, 0.65)},
        {QLatin1StringView("@scroll"), blend(c.window, c.muted, 0.45)},
        {QLatin1StringView("@selection"), c.selection},
        {QLatin1StringView("@alternate"), c.alternate},
        {QLatin1StringView("@border"), c.border},
        {QLatin1StringView("@window"), c.window},
        {QLatin1StringView("@muted"), c.muted},
        {QLatin1StringView("@hover"), c.hover},
        {QLatin1StringView("@base"), c.base},
        {QLatin1StringView("@text"), c.text},
    };
    for (const auto &[name, color] : values)
        sheet.replace(name, color.name());
    return sheet;
}

} // namespace

const Colors &theme::colorsOf(bool dark)
{
    static const Colors kLight = makeLight();
    static const Colors kDark = makeDark();
    return dark ? kDark : kLight;
}

const Colors &theme::colors()
{
    return current() ? *current() : colorsOf(false);
}

QPalette theme::paletteOf(const Colors &c)
{
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.base);
    p.setColor(QPalette::AlternateBase, c.alternate);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::Button, c.window);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.error);
    p.setColor(QPalette::Highlight, c.selection);
    p.setColor(QPalette::HighlightedText, c.text);
    p.setColor(QPalette::Accent, c.accent);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::ToolTipBase, c.base);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::PlaceholderText, c.muted);
    p.setColor(QPalette::Light, c.base);
    p.setColor(QPalette::Midlight, c.hover);
    p.setColor(QPalette::Mid, c.border);
    p.setColor(QPalette::Dark, c.border);
    p.setColor(QPalette::Shadow, c.border);
    QColor disabled = c.muted;
    disabled.setAlphaF(0.6F);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, disabled);
    return p;
}

void theme::applyFonts()
{
    // What the system gave, before anything was set.
    static const QFont kSystem = QApplication::font();
    QFont font = kSystem;
    if (const QString chosen = settings::interfaceFont(); !chosen.isEmpty())
        font.fromString(chosen);
    if (font != QApplication::font())
        QApplication::setFont(font);
}

QFont theme::fixedFont()
{
    if (const QString chosen = settings::fixedFont(); !chosen.isEmpty()) {
        QFont font;
        if (font.fromString(chosen)) {
            font.setStyleHint(QFont::Monospace);
            return font;
        }
    }
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (QGuiApplication::platformName() == QLatin1StringView("offscreen") && QFontDatabase::hasFamily(QStringLiteral("Hack")))
        font.setFamily(QStringLiteral("Hack"));
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

void theme::apply(QApplication &application, ThemeChoice choice)
{
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark());
    const Colors &c = colorsOf(dark);
    if (current() == &c)
        return;
    current() = &c;
    if (!application.property("whittleStyled").toBool()) {
        application.setProperty("whittleStyled", true);
        QApplication::setStyle(new ControlStyle);
        // Where no desktop gives a font, a face that is made for screens.
        if (QGuiApplication::platformName() == QLatin1StringView("offscreen") && QFontDatabase::hasFamily(QStringLiteral("Inter")))
            QApplication::setFont(QFont(QStringLiteral("Inter"), 10));
        applyFonts();
    }
    QApplication::setPalette(paletteOf(c));
    application.setStyleSheet(styleSheet(c));
}

} // namespace whittle::app
