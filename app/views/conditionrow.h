#pragma once

#include "profile/profile.h"
#include "syscalls/catalogue.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;

namespace whittle::app {

class ValueField;

/// One argument condition as a form: argument, operator, value; for masked comparisons mask and datum; below it what that means.
class ConditionRow final : public QWidget
{
    Q_OBJECT

public:
    ConditionRow(const syscalls::Syscall &syscall, Abi abi, const profile::ArgumentCondition &condition, QWidget *parent = nullptr);

    /// Nothing while a value cannot be read.
    [[nodiscard]] std::optional<profile::ArgumentCondition> condition() const;

Q_SIGNALS:
    void changed();
    void removeRequested();

private:
    void update();

    const syscalls::Syscall &m_syscall;
    Abi m_abi;
    profile::ArgumentCondition m_original;
    QComboBox *m_argument;
    QComboBox *m_operator;
    ValueField *m_value;
    QLabel *m_equals;
    ValueField *m_datum;
    QLabel *m_explained;
};

} // namespace whittle::app
