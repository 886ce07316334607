#pragma once

#include <QString>
#include <QStringList>

#include <span>

class QApplication;

namespace whittle::app {

/// Pictures are made without a display, on a machine that may have none, and at a scale of their own. Both are chosen before there is an
/// application: call this first in main(). Does nothing where no pictures are asked for.
void prepareScreenshots(std::span<char *const> arguments);

/// Draws the start page and every view of the files, light and dark, into the folder. `size` is "1280x800" in device-independent pixels, or
/// empty; `scale` is "1.5" for 150 %, or empty. Settings of the person are neither read nor written. Returns the exit status of the program: 0,
/// or 2 with a line on standard error.
[[nodiscard]] int takeScreenshots(QApplication &application, const QString &folder, const QString &size, const QString &scale, const QStringList &files);

} // namespace whittle::app
