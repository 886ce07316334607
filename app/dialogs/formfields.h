#pragma once

#include <QString>
#include <QStringList>

class QFormLayout;
class QPlainTextEdit;
class QVBoxLayout;
class QWidget;

namespace whittle::app {

/// The lines of a field without blanks around them; empty ones left out.
[[nodiscard]] QStringList linesOf(const QPlainTextEdit *edit);

/// A field of several lines.
[[nodiscard]] QPlainTextEdit *makeLines(const char *name, const QStringList &lines, const QString &placeholder, const QString &toolTip, QWidget *parent, int rows = 3);

/// A form that scrolls where the window is small.
[[nodiscard]] QFormLayout *makeForm(QVBoxLayout *outer, QWidget *page);

} // namespace whittle::app
