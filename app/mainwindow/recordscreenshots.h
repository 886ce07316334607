#pragma once

#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace whittle::app {

class MainWindow;
class RecordingPage;

/// A picture of a view that comes of a recording. arrange brings it on screen, and gives the dialog that the picture is of, where it is one.
struct RecordShot
{
    QString name; // to be appended
    std::function<QWidget *()> arrange;
};

/// Dialogs, runs and replays, as the recording shows them; the ones about profiles where one is open.
[[nodiscard]] std::vector<RecordShot> recordShots(MainWindow &window, RecordingPage &page);
/// Closes what the last picture opened.
void endRecordShot(MainWindow &window);

} // namespace whittle::app
