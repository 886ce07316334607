#pragma once

#include "profile/profile.h"
#include "syscalls/catalogue.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace whittle::app {

class ConditionRow;
class ErrnoField;

/// One rule of one syscall as a form: what it answers, with which arguments, when it counts, and a comment.
class RuleForm final : public QWidget
{
    Q_OBJECT

public:
    RuleForm(const syscalls::Syscall &syscall, Abi abi, QWidget *parent = nullptr);

    /// original: the rule as the profile has it, where it has it; its names say who shares the rule.
    void setRule(const profile::Rule &rule, const std::optional<profile::Rule> &original);
    /// The rule as the form has it: with the names of the original where it is to be changed for all of them, or not at all, else with
    /// the syscall's alone. Nothing while something cannot be read.
    [[nodiscard]] std::optional<profile::Rule> rule() const;
    void addCondition();

Q_SIGNALS:
    void changed();

private:
    void addRow(const profile::ArgumentCondition &condition);
    void update();
    void emitChanged();
    void updateErrors();
    [[nodiscard]] std::optional<std::optional<std::uint32_t>> errnoValue() const;
    [[nodiscard]] std::optional<profile::Conditions> conditions(bool includes) const;
    void showConditions(bool shown);

    struct When
    {
        QLineEdit *capabilities = nullptr;
        QLineEdit *architectures = nullptr;
        QLineEdit *kernel = nullptr;
    };

    const syscalls::Syscall &m_syscall;
    Abi m_abi;
    profile::Rule m_rule;
    std::optional<profile::Rule> m_original;
    bool m_setting = false;
    QComboBox *m_action;
    QLabel *m_errnoLabel;
    ErrnoField *m_errno;
    QComboBox *m_scope;
    QLabel *m_scopeLabel;
    QLabel *m_argumentsTitle;
    QVBoxLayout *m_rows;
    std::vector<ConditionRow *> m_conditions;
    QToolButton *m_whenButton;
    QWidget *m_when;
    When m_includes;
    When m_excludes;
    QLabel *m_error;
    QLineEdit *m_comment;
};

} // namespace whittle::app
