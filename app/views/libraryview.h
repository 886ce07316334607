#pragma once

#include "models/librarymodel.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeView;

namespace whittle::app {

/// The dock with what the person has, and a field that finds in it. Opening is the window's work.
class LibraryView final : public QWidget
{
    Q_OBJECT

public:
    explicit LibraryView(LibraryModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QTreeView *tree() { return m_tree; }
    [[nodiscard]] QLineEdit *field() { return m_field; }

Q_SIGNALS:
    void fileRequested(const QString &key);
    void builtInRequested(const QString &name);
    void attachRequested(const QString &recordingKey);
    void compareRequested(const QStringList &keys);
    void forgetRequested(const QString &path);
    void pinRequested(const QString &path, bool pinned);

private:
    void open(const QModelIndex &index);
    void find(const QString &text);
    void showMenu(const QPoint &position);
    bool eventFilter(QObject *watched, QEvent *event) override;

    QSortFilterProxyModel m_proxy;
    QLineEdit *m_field;
    QTreeView *m_tree;
    QLabel *m_empty;
};

} // namespace whittle::app
