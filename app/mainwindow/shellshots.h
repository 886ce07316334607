#pragma once

#include <QPointer>
#include <QString>
#include <QWidget>

#include <functional>

namespace whittle::app {

class MainWindow;

/// Adds a picture: its name and what brings it on screen.
using AddShot = std::function<void(const QString &name, std::function<void()> arrange)>;

/// Pictures of what stands around the documents: palette, search, jobs, settings, guide, and what is said after a crash. grabbed: set to a window of
/// its own where the picture is of that.
void addShellShots(MainWindow &window, QPointer<QWidget> &grabbed, const AddShot &add);

} // namespace whittle::app
