#pragma once

#include <QString>

class QLabel;
class QPushButton;
class QWidget;

namespace whittle::app {

/// The title in the head of a page, larger than its text.
[[nodiscard]] QLabel *makePageTitle(const QString &text, QWidget *parent);

/// A button in the head of a page; icon: a name of views/icons.h, or empty.
[[nodiscard]] QPushButton *makeHeadButton(const char *name, const QString &text, const QString &icon, const QString &toolTip, QWidget *parent);

} // namespace whittle::app
