#pragma once

#include "views/textsync.h"

#include <QWidget>

namespace whittle::app {

class AppArmorDocument;
class FindBar;
class SourceEditor;

/// The Source tab of an AppArmor policy: its text, with what was found underlined.
class PolicySource final : public QWidget
{
    Q_OBJECT

public:
    explicit PolicySource(AppArmorDocument &document, QWidget *parent = nullptr);

    [[nodiscard]] SourceEditor *editor() { return m_editor; }
    [[nodiscard]] FindBar *findBar() { return m_find; }
    /// Selects what a line says; column, from 1 and in bytes: puts the cursor there instead.
    void goTo(int line, int column = 0);

private:
    void updateMarks();

    AppArmorDocument &m_document;
    SourceEditor *m_editor;
    FindBar *m_find;
    TextSync m_sync; // last: it goes before the editor
};

} // namespace whittle::app
