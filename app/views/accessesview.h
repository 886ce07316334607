#pragma once

#include "models/accessmodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace whittle::app {

class AppArmorDocument;
class FilterBar;

/// The Accesses tab of a policy: what the attached recordings did, whether a profile of the policy allows it, and the rule that decides. What is
/// denied comes first.
class AccessesView final : public QWidget
{
    Q_OBJECT

public:
    explicit AccessesView(AppArmorDocument &document, QWidget *parent = nullptr);

    [[nodiscard]] QTableView *table() { return m_table; }
    [[nodiscard]] QString headline() const;
    [[nodiscard]] QString filterText() const;
    void setFilterText(const QString &text);
    void focusFilter();

Q_SIGNALS:
    /// To a line of the text, where the rule of an access stands, or the profile that has none.
    void lineRequested(int line);
    void attachRequested();

private:
    QWidget *makeHead();
    QWidget *makeList();
    QWidget *makeEmpty();
    void applyFilter();
    void update();
    void updateProfiles();
    void go(const QModelIndex &index);

    AppArmorDocument &m_document;
    AccessModel m_model;
    AccessProxy m_proxy;
    QStackedWidget *m_stack;
    FilterBar *m_filter = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_headline = nullptr;
    QLabel *m_notes = nullptr;
    QLabel *m_ofProfile = nullptr;
    QComboBox *m_profiles = nullptr;
    QStackedWidget *m_rows = nullptr;
    QLabel *m_none = nullptr;
};

} // namespace whittle::app
