#pragma once

#include "documents/profiledocument.h"

#include <QElapsedTimer>
#include <QUndoCommand>

namespace whittle::app {

/// Puts another state of the profile in place: one step of a profile's undo stack, whatever made it.
class ChangeState final : public QUndoCommand
{
public:
    enum class Kind { Edit, Typing, Field };

    ChangeState(ProfileDocument &document, StatePtr before, StatePtr after, const QString &step, Kind kind = Kind::Edit);

    void redo() override { m_document.setState(m_after); }
    void undo() override { m_document.setState(m_before); }
    [[nodiscard]] const StatePtr &before() const { return m_before; }
    [[nodiscard]] const StatePtr &after() const { return m_after; }
    [[nodiscard]] int id() const override { return m_kind == Kind::Edit ? -1 : static_cast<int>(m_kind); }
    /// Typing that goes on within a second is one step, in the text or in the same field.
    [[nodiscard]] bool mergeWith(const QUndoCommand *other) override;

private:
    ProfileDocument &m_document;
    StatePtr m_before;
    StatePtr m_after;
    Kind m_kind;
    QElapsedTimer m_lastTyped;
};

} // namespace whittle::app
