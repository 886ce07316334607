#pragma once

#include "documents/imagedocument.h"

#include <QUndoCommand>

namespace whittle::app {

/// Puts other decisions about an image's files in place.
class ChangeTicks final : public QUndoCommand
{
public:
    ChangeTicks(ImageDocument &document, Ticks before, Ticks after, const QString &step)
        : QUndoCommand(step), m_document(document), m_before(std::move(before)), m_after(std::move(after))
    {
    }

    void redo() override { m_document.setTicks(m_after); }
    void undo() override { m_document.setTicks(m_before); }

private:
    ImageDocument &m_document;
    Ticks m_before;
    Ticks m_after;
};

} // namespace whittle::app
