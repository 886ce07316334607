#pragma once

#include <QString>
#include <QStringList>

class QApplication;

namespace whittle::app {

/// Draws the start page and every view of the files, light and dark, into the folder. `size` is "1280x800" or empty. Settings of the
/// person are neither read nor written. Returns the exit status of the program: 0, or 2 with a line on standard error.
[[nodiscard]] int takeScreenshots(QApplication &application, const QString &folder, const QString &size, const QStringList &files);

} // namespace whittle::app
