#pragma once

#include "models/librarymodel.h"

#include <QTreeView>

namespace whittle::app {

/// The dock with what the person has. Opening is the window's work.
class LibraryView final : public QTreeView
{
    Q_OBJECT

public:
    explicit LibraryView(LibraryModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    void fileRequested(const QString &key);
    void builtInRequested(const QString &name);
    void attachRequested(const QString &recordingKey);
    void compareRequested(const QStringList &keys);
    void forgetRequested(const QString &path);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void open(const QModelIndex &index);
};

} // namespace whittle::app
