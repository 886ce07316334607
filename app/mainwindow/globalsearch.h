#pragma once

#include "models/hitmodel.h"

#include <QObject>
#include <QTimer>

class QLineEdit;

namespace whittle::app {

class HitList;
class MainWindow;
class ProfilePage;

/// The field in the tool bar that searches everything: syscalls, files of open images and recordings, notes in open profiles. What is chosen
/// is gone to.
class GlobalSearch final : public QObject
{
    Q_OBJECT

public:
    explicit GlobalSearch(MainWindow &window);

    /// For the tool bar.
    [[nodiscard]] QLineEdit *field() { return m_field; }
    [[nodiscard]] HitList *list() { return m_list; }
    void focus();

private:
    void search();
    void place();
    void close();
    void addSyscalls(const QString &text, std::vector<Hit> &hits);
    void addFiles(const QString &text, std::vector<Hit> &hits);
    void addNotes(const QString &text, std::vector<Hit> &hits);
    void goToSyscall(const QString &syscall);
    [[nodiscard]] ProfilePage *nearestProfile() const;
    bool eventFilter(QObject *watched, QEvent *event) override;

    MainWindow &m_window;
    QLineEdit *m_field;
    HitList *m_list;
    QTimer m_timer;
};

} // namespace whittle::app
