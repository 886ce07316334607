#pragma once

#include "syscalls/catalogue.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;

namespace whittle::app {

/// A field for a 64-bit argument value: a number, or the constants of the argument, which it completes; beside it what the value is in
/// the other spelling.
class ValueField final : public QWidget
{
    Q_OBJECT

public:
    ValueField(const syscalls::ConstantSet *constants, Abi abi, QWidget *parent = nullptr);

    /// Other constants complete from now on; the text stays.
    void setConstants(const syscalls::ConstantSet *constants);
    void setValue(std::uint64_t value);
    [[nodiscard]] std::optional<std::uint64_t> value() const;
    /// Why there is no value; empty where there is one.
    [[nodiscard]] QString error() const;
    [[nodiscard]] QLineEdit *lineEdit() { return m_edit; }

Q_SIGNALS:
    void changed();

private:
    void update();
    void makeCompleter();

    const syscalls::ConstantSet *m_constants;
    Abi m_abi;
    QLineEdit *m_edit;
    QLabel *m_other;
};

/// Reads a value as the field does: constants of the set, joined by | where it has flags, decimal and 0x numbers.
[[nodiscard]] Result<std::uint64_t> parseValue(const QString &text, const syscalls::ConstantSet *constants, Abi abi);

} // namespace whittle::app
