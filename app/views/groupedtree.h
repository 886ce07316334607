#pragma once

#include <QTreeView>

namespace whittle::app {

/// A table in groups: rows under headings that take the whole width, fold at a click and count what is shown below them. Headings are the
/// rows without a parent.
class GroupedTree : public QTreeView
{
    Q_OBJECT

public:
    explicit GroupedTree(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// The icon of a heading.
    [[nodiscard]] virtual QString headingIcon(const QModelIndex &heading) const;

    /// The row after (before) the current one, headings left out; rows of folded groups count.
    [[nodiscard]] QModelIndex nextRow(bool forward) const;
    void makeCurrent(const QModelIndex &index);
    /// Takes the focus from the filter above; begin: goes to the first row where none is current.
    void takeFocus(bool begin);

Q_SIGNALS:
    /// Also after rows have come and gone.
    void currentRowChanged();

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void copyRows(bool namesOnly) const;
};

} // namespace whittle::app
