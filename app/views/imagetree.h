#pragma once

#include "documents/imagedocument.h"

#include <QTreeView>

#include <set>

namespace whittle::app {

class ImageTreeModel;

/// The tree of an image's files. What is open and selected survives filtering.
class ImageTree final : public QTreeView
{
    Q_OBJECT

public:
    ImageTree(ImageDocument &document, ImageTreeModel &model, QWidget *parent = nullptr);

    [[nodiscard]] FileId currentFile() const;
    [[nodiscard]] std::vector<FileId> selectedFiles() const;
    /// Opens the folders above and goes there. False where the filter hides it.
    bool showFile(FileId id);
    /// Runs a change that resets the model, and puts open folders and the selection back. openAll is asked afterwards: whether every row is
    /// to be shown.
    void keepState(const std::function<void()> &change, const std::function<bool()> &openAll);

    void keepSelected();
    void removeSelected();
    void forgetSelected();
    void copyPaths() const;
    /// For the menu of a row.
    void setEditMenu(QMenu *menu) { m_menu = menu; }

Q_SIGNALS:
    void currentFileChanged(whittle::app::FileId id);
    void selectionCountChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setDefaultColumns();
    void showColumnMenu(const QPoint &where);

    ImageDocument &m_document;
    ImageTreeModel &m_model;
    std::set<FileId> m_open;
    FileId m_current = kNoFile;
    bool m_resetting = false;
    QMenu *m_menu = nullptr;
};

} // namespace whittle::app
