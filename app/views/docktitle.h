#pragma once

#include <QFrame>

class QDockWidget;
class QLabel;

namespace whittle::app {

/// The title of a dock: its name and a button that closes it, in the program's own colours.
class DockTitle final : public QFrame
{
    Q_OBJECT

public:
    explicit DockTitle(QDockWidget *dock);
};

} // namespace whittle::app
