#pragma once

#include <QJsonObject>
#include <QObject>
#include <QTimer>

namespace whittle::app {

class DocumentPage;
class MainWindow;

/// Remembers which documents are open, which is in front and how each is looked at, and opens them so again. Written a moment after every
/// change, so that a crash loses nothing of it. What has no file (an unsaved profile) is Recovery's business.
class Session final : public QObject
{
    Q_OBJECT

public:
    explicit Session(MainWindow &window);

    /// Opens what was open last; files that are gone are left out.
    void restore();
    void saveNow();

private:
    void placePage(DocumentPage *page);
    void finish();
    [[nodiscard]] QJsonObject current() const;

    MainWindow &m_window;
    QTimer m_timer;
    QHash<QString, QJsonObject> m_waiting; // view states of files that are still being read
    QString m_front;
    bool m_restoring = false;
};

} // namespace whittle::app
