#pragma once

class QWidget;

namespace whittle::app {

class Dialogs;
class MessageBar;

/// Lets the charts of a page that comes into a tab be saved as pictures; what goes wrong is said in the message bar.
void connectCharts(QWidget &page, Dialogs &dialogs, MessageBar &message);

} // namespace whittle::app
