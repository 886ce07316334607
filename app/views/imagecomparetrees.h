#pragma once

#include "models/imagecomparemodel.h"

#include <QWidget>

#include <functional>
#include <set>

class QTreeView;

namespace whittle::app {

/// Two trees side by side over one model: each shows one side, what is open, selected and scrolled to is the same in both.
class ImageCompareTrees final : public QWidget
{
    Q_OBJECT

public:
    explicit ImageCompareTrees(ImageCompareModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QTreeView *left() { return m_left; }
    [[nodiscard]] QTreeView *right() { return m_right; }
    [[nodiscard]] FileId currentFile() const;
    /// Opens the folders above and goes there. False where the filter hides it.
    bool showFile(FileId id);
    /// Runs a change that resets the model, and puts open folders and the current file back; opens everything where there are few rows.
    void keepState(const std::function<void()> &change);
    void copyPaths() const;

Q_SIGNALS:
    void currentFileChanged();
    /// The person wants to see the file itself.
    void activated();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QTreeView *makeTree(int first, int last, const QString &name, const QString &accessibleName);
    void openFew();

    ImageCompareModel &m_model;
    QTreeView *m_left;
    QTreeView *m_right;
    std::set<FileId> m_open;
    FileId m_current = kNoFile;
    bool m_resetting = false;
};

} // namespace whittle::app
