#pragma once

#include "commands/textstep.h"
#include "documents/profiledocument.h"

namespace whittle::app {

/// Puts another state of the profile in place: one step of a profile's undo stack, whatever made it.
class ChangeState final : public TextStep
{
public:
    ChangeState(ProfileDocument &document, StatePtr before, StatePtr after, const QString &step, Kind kind = Kind::Edit)
        : TextStep(step, kind), m_document(document), m_before(std::move(before)), m_after(std::move(after))
    {
    }

    void redo() override { m_document.setState(m_after); }
    void undo() override { m_document.setState(m_before); }
    [[nodiscard]] const std::string &textBefore() const override { return m_before->text; }
    [[nodiscard]] const std::string &textAfter() const override { return m_after->text; }

protected:
    void takeAfter(const TextStep &next) override { m_after = static_cast<const ChangeState &>(next).m_after; }

private:
    ProfileDocument &m_document;
    StatePtr m_before;
    StatePtr m_after;
};

} // namespace whittle::app
