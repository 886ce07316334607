#pragma once

#include <QHash>
#include <QWidget>

#include <functional>
#include <vector>

class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace whittle::app {

/// What is shown while nothing is open: the jobs that people come with, each with the button that begins it.
class StartPage final : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void setRecentFiles(const QStringList &files);

    /// Asked for each action of the page's buttons: its tool tip, or nothing where the window does not have it.
    void setAvailable(const std::function<QString(const QString &action)> &tipOf);

Q_SIGNALS:
    /// The name of an action of the window.
    void actionRequested(const QString &action);
    void fileRequested(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeCard(const QString &icon, const QString &title, const QString &text, const std::vector<QPushButton *> &buttons);
    QPushButton *makeButton(const char *name, const QString &text, const char *action);
    void arrange(int columns);

    QHash<QString, QPushButton *> m_actions;
    std::vector<QWidget *> m_cards;
    QGridLayout *m_grid = nullptr;
    int m_columns = 0;
    QVBoxLayout *m_recent = nullptr;
    QWidget *m_recentBox = nullptr;
};

} // namespace whittle::app
