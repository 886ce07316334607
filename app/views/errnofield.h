#pragma once

#include "profile/profile.h"

#include <QComboBox>

#include <cstdint>
#include <optional>

namespace whittle::app {

/// A field for the error of an answer: the usual ones first, every name that Linux has, or a number; or not given.
class ErrnoField final : public QComboBox
{
    Q_OBJECT

public:
    static constexpr std::uint32_t kMost = 4095; // MAX_ERRNO; libseccomp takes no more

    explicit ErrnoField(QWidget *parent = nullptr);

    void setNumber(const std::optional<std::uint32_t> &number);
    /// Nothing where the text cannot be read, which is marked; inside it, nothing where no error is given.
    [[nodiscard]] std::optional<std::optional<std::uint32_t>> number() const;
    /// Marks what cannot be read.
    void updateMark();
};

/// True for actions that carry a number: an error, or the tracer's message.
[[nodiscard]] bool takesNumber(profile::Action action);
/// Every action that a rule may have, in words, its profile::Action as data.
void fillWithActions(QComboBox &field);
/// Marks a field whose text cannot be read.
void markInvalid(QWidget &field, bool invalid);

} // namespace whittle::app
