#include "commands/textstep.h"

namespace whittle::app {

TextStep::TextStep(const QString &step, Kind kind) : QUndoCommand(step), m_kind(kind)
{
    m_lastTyped.start();
}

bool TextStep::mergeWith(const QUndoCommand *other)
{
    constexpr qint64 kPauseMs = 1000;
    const auto *next = static_cast<const TextStep *>(other);
    if (&next->textBefore() != &textAfter() || next->text() != text() || m_lastTyped.hasExpired(kPauseMs))
        return false;
    takeAfter(*next);
    m_lastTyped.restart();
    setObsolete(textAfter() == textBefore());
    return true;
}

} // namespace whittle::app
