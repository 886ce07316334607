#include "views/textsync.h"

#include "documents/editedfile.h"
#include "views/sourceeditor.h"

#include <algorithm>
#include <ranges>

namespace whittle::app {
namespace {

const QString kCarriageReturns = QStringLiteral("\r\n");

/// As the editor holds it: lines end in \n there.
QString forEditor(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).replace(kCarriageReturns, QStringLiteral("\n"));
}

/// As the file has it, whose lines end as those of `text` do.
std::string written(QString part, const std::string &text)
{
    if (text.contains("\r\n"))
        part.replace(QLatin1Char('\n'), kCarriageReturns);
    return part.toStdString();
}

} // namespace

TextSync::TextSync(EditedFile &file, SourceEditor &editor) : m_file(file), m_editor(editor)
{
    take();
    editor.moveCursor(QTextCursor::Start);
    connect(editor.document(), &QTextDocument::contentsChange, this, [this](int, int removed, int added) { m_typed = std::max(removed, added); });
    connect(&editor, &QPlainTextEdit::textChanged, this, &TextSync::send);
    connect(&file, &EditedFile::textChanged, this, &TextSync::take);
}

void TextSync::take()
{
    if (m_sending)
        return; // it comes from the editor
    const QString shown = forEditor(m_file.text());
    m_isExact = written(shown, m_file.text()) == m_file.text();
    m_taking = true;
    m_editor.setTextKeepingCursor(shown);
    m_taking = false;
}

void TextSync::send()
{
    if (m_taking)
        return;
    // The highlighter's changes of format come this way too.
    const QString shown = forEditor(m_file.text());
    const QString now = m_editor.text();
    if (now == shown)
        return;
    m_sending = true;
    m_file.editText(m_isExact ? written(now, m_file.text()) : changed(shown, now), m_typed <= 1);
    m_sending = false;
}

std::string TextSync::changed(const QString &shown, const QString &now) const
{
    const std::string &text = m_file.text();
    const auto shorter = std::min(shown.size(), now.size());
    qsizetype front = 0;
    while (front < shorter && shown[front] == now[front])
        ++front;
    qsizetype back = 0;
    while (back < shorter - front && shown[shown.size() - 1 - back] == now[now.size() - 1 - back])
        ++back;
    const auto begin = byteAt(static_cast<int>(front));
    const auto end = byteAt(static_cast<int>(shown.size() - back));
    return text.substr(0, begin) + written(now.mid(front, now.size() - front - back), text) + text.substr(std::max(begin, end));
}

std::size_t TextSync::byteAt(int character) const
{
    // The last byte with no more characters in front: the first ones end in the middle of a character or between \r and \n.
    const auto bytes = std::views::iota(std::size_t{0}, m_file.text().size() + 1);
    const auto behind = std::ranges::partition_point(bytes, [&](std::size_t byte) { return characterAt(byte) <= character; });
    return static_cast<std::size_t>(behind - bytes.begin()) - 1;
}

int TextSync::characterAt(std::size_t byte) const
{
    const std::string_view text = m_file.text();
    return static_cast<int>(forEditor(text.substr(0, std::min(byte, text.size()))).size());
}

} // namespace whittle::app
