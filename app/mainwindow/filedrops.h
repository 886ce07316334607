#pragma once

#include <QObject>

namespace whittle::app {

class MainWindow;

/// Files that are dropped anywhere in the window open, whatever widget lies under the pointer: a text field would write their addresses down.
class FileDrops final : public QObject
{
    Q_OBJECT

public:
    explicit FileDrops(MainWindow &window);

private:
    bool eventFilter(QObject *watched, QEvent *event) override;

    MainWindow &m_window;
};

} // namespace whittle::app
