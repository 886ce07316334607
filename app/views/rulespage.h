#pragma once

#include "jobs/job.h"
#include "models/rulesmodel.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLineEdit;
class QSplitter;
class QToolButton;
class QTreeView;

namespace whittle::app {

class EnvironmentBar;
class ProfileDocument;
class RuleDetail;

/// The Rules tab: the rules as the file has them, beside the Syscalls tab, which shows what the kernel makes of them. Rules are added, taken
/// out, moved, split and joined here, and each says what it changes.
class RulesPage final : public QWidget
{
    Q_OBJECT

public:
    explicit RulesPage(ProfileDocument &document, QWidget *parent = nullptr);

    [[nodiscard]] RulesModel &model() { return m_model; }
    [[nodiscard]] QTreeView *table() { return m_table; }
    [[nodiscard]] RuleDetail *detail() { return m_detail; }
    /// -1: none, or several.
    [[nodiscard]] int currentRule() const;
    void select(int rule);
    /// Selects the first rule that names the syscall, unless the current one does already.
    void follow(const QString &syscall);
    void focusFind();
    /// True while it is being computed what the rules change.
    [[nodiscard]] bool isComputing() const { return m_job != nullptr; }

Q_SIGNALS:
    void syscallChosen(const QString &syscall);
    void currentRuleChanged();
    /// The syscalls of a rule are wanted in the syscall table.
    void showSyscallsRequested(int rule);
    void previewRequested(const QString &syscall);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeToolBar();
    QToolButton *addButton(QWidget *bar, const char *name, const QString &icon, const QString &text, const QString &toolTip);
    void setColumns();
    [[nodiscard]] std::vector<std::size_t> selectedPlaces() const;
    void addRule();
    void removeRules();
    void moveRules(int by);
    void selectRows(int first, int count);
    void selectionChanged();
    void updateButtons();
    void find(const QString &text);
    void computeEffects();

    ProfileDocument &m_document;
    RulesModel m_model;
    EnvironmentBar *m_environment;
    QTreeView *m_table = nullptr;
    QLineEdit *m_find = nullptr;
    RuleDetail *m_detail = nullptr;
    QToolButton *m_add = nullptr;
    QToolButton *m_remove = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    QToolButton *m_join = nullptr;
    QToolButton *m_show = nullptr;
    bool m_outdated = true; // the effects are not those of the document as it is
    std::unique_ptr<Job<std::vector<analysis::RuleEffect>>> m_job; // last: it goes first
};

} // namespace whittle::app
