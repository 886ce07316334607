#pragma once

#include "documents/filewatcher.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace whittle::app {

class DocumentPage;
class EditedPage;
class MainWindow;
class ProfilePage;

/// What happens when another program changes a file that is open: a profile or policy without changes is read again, which undo takes back; for one with
/// changes its page asks; recordings and images offer to be read again.
class OutsideChanges final : public QObject
{
    Q_OBJECT

public:
    explicit OutsideChanges(MainWindow &window);

Q_SIGNALS:
    /// Show what the file says beside what the page says.
    void compareRequested(whittle::app::ProfilePage *page);

private:
    void follow();
    void changed(const QString &path);
    void editedChanged(EditedPage *page);

    MainWindow &m_window;
    FileWatcher m_watcher;
};

} // namespace whittle::app
