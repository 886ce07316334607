#pragma once

#include <QObject>
#include <QString>

#include <cstddef>
#include <string>

namespace whittle::app {

class EditedFile;
class SourceEditor;

/// Keeps the text of a file that is edited and an editor in step, both ways: what is typed becomes a step of the file's undo stack, and what changes
/// the text elsewhere shows in the editor. Goes before the editor does.
class TextSync final : public QObject
{
public:
    TextSync(EditedFile &file, SourceEditor &editor);

    /// The editor is being changed because the text is another one.
    [[nodiscard]] bool isTaking() const { return m_taking; }
    /// The place in the editor of a place in the text.
    [[nodiscard]] int characterAt(std::size_t byte) const;

private:
    void take();
    void send();
    /// The text of the file where the editor shows something else now. Bytes that are no UTF-8, and line ends of both kinds, are not in the editor:
    /// what was not changed stays as the file has it.
    [[nodiscard]] std::string changed(const QString &shown, const QString &now) const;
    [[nodiscard]] std::size_t byteAt(int character) const;

    EditedFile &m_file;
    SourceEditor &m_editor;
    bool m_taking = false;
    bool m_sending = false;
    bool m_isExact = true; // all bytes of the text are in what the editor shows
    int m_typed = 0; // characters that the last change of the editor put in or took away
};

} // namespace whittle::app
