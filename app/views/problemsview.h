#pragma once

#include "models/findingsmodel.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QTableView;

namespace whittle::app {

/// The dock with what is wrong in the current profile or policy. A click goes to the place.
class ProblemsView final : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemsView(QWidget *parent = nullptr);

    void setDocument(EditedFile *document);
    [[nodiscard]] const FindingsModel &model() const { return m_model; }

Q_SIGNALS:
    void activated(const whittle::app::FindingsModel::Item &item);
    void countChanged(int count);

private:
    void update();
    void showMenu(const QPoint &position);

    FindingsModel m_model;
    QPointer<EditedFile> m_document;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QLabel *m_empty;
};

} // namespace whittle::app
