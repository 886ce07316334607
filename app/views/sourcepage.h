#pragma once

#include "views/textsync.h"

#include <QWidget>

namespace whittle::app {

class FindBar;
class MessageBar;
class ProfileDocument;
class SourceEditor;

/// The Source tab: the document's text, in step with the table both ways.
class SourcePage final : public QWidget
{
    Q_OBJECT

public:
    explicit SourcePage(ProfileDocument &document, QWidget *parent = nullptr);
    ~SourcePage() override;

    [[nodiscard]] SourceEditor *editor() { return m_editor; }
    /// Selects the value at a JSON path, or the place (from 1) where the path has none.
    void goTo(const QString &jsonPath, int line, int column);
    /// Selects the first mention of a syscall, in quotes; where the cursor is in one already it stays there.
    void goToSyscall(const QString &syscall);
    /// Selects the first line of a rule, where the cursor is not in the rule already.
    void goToRule(int rule);
    /// The rule that the cursor is in; -1: none, or the text is not valid.
    [[nodiscard]] int ruleAtCursor() const;
    [[nodiscard]] FindBar *findBar() { return m_find; }
    /// Writes the text anew, two blanks a level or what the file has; false where it is not JSON.
    bool formatText();

Q_SIGNALS:
    /// The cursor came into the name of a syscall.
    void syscallAtCursor(const QString &syscall);

private:
    void updateMarks();
    void followCursor();
    [[nodiscard]] int characterAt(std::size_t byte) const { return m_sync.characterAt(byte); }

    ProfileDocument &m_document;
    SourceEditor *m_editor;
    MessageBar *m_message;
    FindBar *m_find;
    TextSync m_sync; // last: it goes before the editor
};

} // namespace whittle::app
