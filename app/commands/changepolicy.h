#pragma once

#include "commands/textstep.h"
#include "documents/apparmordocument.h"

namespace whittle::app {

/// Puts another text of an AppArmor policy in place.
class ChangePolicy final : public TextStep
{
public:
    ChangePolicy(AppArmorDocument &document, TextPtr before, TextPtr after, const QString &step, Kind kind)
        : TextStep(step, kind), m_document(document), m_before(std::move(before)), m_after(std::move(after))
    {
    }

    void redo() override { m_document.setText(m_after); }
    void undo() override { m_document.setText(m_before); }
    [[nodiscard]] const std::string &textBefore() const override { return *m_before; }
    [[nodiscard]] const std::string &textAfter() const override { return *m_after; }

protected:
    void takeAfter(const TextStep &next) override { m_after = static_cast<const ChangePolicy &>(next).m_after; }

private:
    AppArmorDocument &m_document;
    TextPtr m_before;
    TextPtr m_after;
};

} // namespace whittle::app
