#pragma once

#include <QObject>

class QWidget;

namespace whittle::app {

/// Ends the program as soon as the window has been painted for the first time and that paint has reached the window system: what a start costs
/// is then the time that the process took. For the hidden option --exit-after-first-paint, which measurements use.
class FirstPaint final : public QObject
{
    Q_OBJECT

public:
    explicit FirstPaint(QWidget &window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace whittle::app
