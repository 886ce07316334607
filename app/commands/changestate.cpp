#include "commands/changestate.h"

namespace whittle::app {

ChangeState::ChangeState(ProfileDocument &document, StatePtr before, StatePtr after, const QString &step, Kind kind)
    : QUndoCommand(step), m_document(document), m_before(std::move(before)), m_after(std::move(after)), m_kind(kind)
{
    m_lastTyped.start();
}

bool ChangeState::mergeWith(const QUndoCommand *other)
{
    constexpr qint64 kPauseMs = 1000;
    const auto *next = static_cast<const ChangeState *>(other);
    if (next->m_before != m_after || next->text() != text() || m_lastTyped.hasExpired(kPauseMs))
        return false;
    m_after = next->m_after;
    m_lastTyped.restart();
    setObsolete(m_after->text == m_before->text);
    return true;
}

} // namespace whittle::app
