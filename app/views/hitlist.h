#pragma once

#include "models/hitmodel.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListView;

namespace whittle::app {

/// The list under a field that is typed in: arrows move in it while the field keeps the focus, Enter and a click go, Esc and a click elsewhere
/// close it. It lies over the window and is no window of its own.
class HitList final : public QFrame
{
    Q_OBJECT

public:
    /// Lies over `over`, which is the window; follows the keys of the field.
    HitList(QLineEdit &field, QWidget *over);

    void setHits(std::vector<Hit> hits, const QString &emptyText);
    [[nodiscard]] const HitModel &model() const { return m_model; }
    [[nodiscard]] QListView *view() { return m_view; }
    [[nodiscard]] int heightFor(int maximum) const;
    /// Carries out the current hit.
    void go();

Q_SIGNALS:
    void closeRequested();
    /// A hit is about to be carried out.
    void chosen();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void move(int steps);
    void choose(const QModelIndex &index);

    QLineEdit &m_field;
    HitModel m_model;
    QListView *m_view;
    QLabel *m_empty;
};

} // namespace whittle::app
