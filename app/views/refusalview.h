#pragma once

#include "models/refusalmodel.h"

#include <QPointer>
#include <QSortFilterProxyModel>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTextBrowser;

namespace whittle::app {

class ProfileDocument;

/// Refused calls in a table; beside it what the current one is, how risky, what allowing it would mean, and the buttons that do so: one
/// step of the profile's undo stack each.
class RefusalView final : public QWidget
{
    Q_OBJECT

public:
    RefusalView(RefusalModel::Kind kind, QWidget *parent = nullptr);
    ~RefusalView() override;

    /// The profile that is changed; nullptr: nothing can be changed, as when it was closed.
    void setDocument(ProfileDocument *document);
    void setRefusals(std::vector<Refusal> refusals);
    /// What to say where there are none.
    void setEmptyText(const QString &text);
    [[nodiscard]] const RefusalModel &model() const { return m_model; }
    [[nodiscard]] QTableView *table() { return m_table; }
    /// nullptr: nothing is selected.
    [[nodiscard]] const Refusal *current() const;
    void selectRow(int row);

    void allowCurrent();
    void allowCurrentOnly();
    void allowAll();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeTable();
    QWidget *makePanel();
    void update();
    void updatePreview();
    void updateAll();
    [[nodiscard]] std::vector<std::string> openNames() const; // of syscalls that are not allowed yet, each once

    RefusalModel m_model;
    QSortFilterProxyModel m_proxy;
    QPointer<ProfileDocument> m_document;
    QTimer m_previewTimer;
    QTableView *m_table;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QLabel *m_name = nullptr;
    QLabel *m_riskIcon = nullptr;
    QLabel *m_risk = nullptr;
    QLabel *m_facts = nullptr;
    QLabel *m_effects = nullptr;
    QPushButton *m_allow = nullptr;
    QPushButton *m_allowOnly = nullptr;
    QPushButton *m_allowAll = nullptr;
    QLabel *m_allText = nullptr;
    QTextBrowser *m_text = nullptr;
    std::optional<analysis::LimitedAllow> m_limited;
    QString m_shown; // the syscall that the text is about
    QString m_previewed; // the row that the preview is about
};

} // namespace whittle::app
