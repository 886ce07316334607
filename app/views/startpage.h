#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace whittle::app {

class MessageBar;

/// What is shown while nothing is open: what a person can do next.
class StartPage final : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    void setRecentFiles(const QStringList &files);

Q_SIGNALS:
    void openRequested();
    void slimRequested();
    void compareRequested();
    void newFromRequested(const QString &builtIn);
    void fileRequested(const QString &path);

private:
    QWidget *makeCard(const QString &icon, const QString &title, const QString &text, const std::vector<QWidget *> &buttons);

    QVBoxLayout *m_recent;
    QWidget *m_recentBox;
};

} // namespace whittle::app
