#pragma once

#include <QElapsedTimer>
#include <QUndoCommand>

#include <string>

namespace whittle::app {

/// One step of the undo stack of a file that is edited: another text in place of the one before. Texts are shared, not copied, so that two are the
/// same one when they have the same address.
class TextStep : public QUndoCommand
{
public:
    enum class Kind { Edit, Typing, Field };

    TextStep(const QString &step, Kind kind);

    [[nodiscard]] virtual const std::string &textBefore() const = 0;
    [[nodiscard]] virtual const std::string &textAfter() const = 0;
    [[nodiscard]] int id() const override { return m_kind == Kind::Edit ? -1 : static_cast<int>(m_kind); }
    /// Typing that goes on within a second is one step, in the text or in the same field.
    [[nodiscard]] bool mergeWith(const QUndoCommand *other) override;

protected:
    /// Leads to what the next step, of the same class, leads to.
    virtual void takeAfter(const TextStep &next) = 0;

private:
    Kind m_kind;
    QElapsedTimer m_lastTyped;
};

} // namespace whittle::app
