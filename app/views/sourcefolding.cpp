#include "views/sourcefolding.h"

#include <KSyntaxHighlighting/SyntaxHighlighter>

#include <QAbstractTextDocumentLayout>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QTimer>

#include <algorithm>

namespace whittle::app {
namespace {

void setVisible(QTextBlock block, bool visible)
{
    block.setVisible(visible);
    block.setLineCount(visible ? std::max(1, block.layout()->lineCount()) : 0);
}

} // namespace

SourceFolding::SourceFolding(QPlainTextEdit &editor, KSyntaxHighlighting::SyntaxHighlighter &highlighter) : QObject(&editor), m_editor(editor), m_highlighter(highlighter)
{
    connect(editor.document(), &QTextDocument::contentsChange, this, [this] {
        if (!m_any || m_checking)
            return;
        m_checking = true;
        QTimer::singleShot(0, this, &SourceFolding::check);
    });
}

bool SourceFolding::canFold(const QTextBlock &block) const
{
    return block.isValid() && block.next().isValid() && m_highlighter.startsFoldingRegion(block);
}

bool SourceFolding::isFolded(const QTextBlock &block) const
{
    return block.isValid() && block.isVisible() && block.next().isValid() && !block.next().isVisible();
}

void SourceFolding::setFolded(const QTextBlock &block, bool folded)
{
    if (isFolded(block) == folded || (folded && !canFold(block)))
        return;
    auto inside = block.next();
    if (folded) {
        const auto end = m_highlighter.findFoldingRegionEnd(block);
        if (!end.isValid() || end == block.next())
            return;
        for (; inside.isValid() && inside != end; inside = inside.next())
            setVisible(inside, false);
        m_any = true;
    } else {
        for (; inside.isValid() && !inside.isVisible(); inside = inside.next())
            setVisible(inside, true);
    }
    changed(block, inside);
    // The cursor is never where nobody sees it.
    if (auto cursor = m_editor.textCursor(); !cursor.block().isVisible()) {
        cursor.setPosition(block.position() + block.length() - 1);
        m_editor.setTextCursor(cursor);
    }
}

void SourceFolding::foldAll()
{
    auto block = m_editor.document()->begin();
    while (block.isValid()) {
        // The whole text and its list of rules stay open: one line for everything tells nothing.
        const bool outer = block.text().contains(QLatin1StringView("\"syscalls\"")) || block.blockNumber() == 0 || block.text().contains(QLatin1StringView("\"linux\""))
            || block.text().contains(QLatin1StringView("\"seccomp\"")) || block.text().startsWith(QLatin1StringView("profile "));
        if (!outer && canFold(block)) {
            setFolded(block, true);
            do
                block = block.next();
            while (block.isValid() && !block.isVisible());
            continue;
        }
        block = block.next();
    }
}

void SourceFolding::unfoldAll()
{
    for (auto block = m_editor.document()->begin(); block.isValid(); block = block.next())
        if (!block.isVisible())
            setVisible(block, true);
    m_any = false;
    changed(m_editor.document()->begin(), m_editor.document()->lastBlock());
}

QTextBlock SourceFolding::regionAround(const QTextBlock &block) const
{
    for (auto header = block; header.isValid(); header = header.previous()) {
        if (!header.isVisible() || !canFold(header))
            continue;
        if (header == block || isFolded(header))
            return header;
        const auto end = m_highlighter.findFoldingRegionEnd(header);
        if (!end.isValid() || end.blockNumber() >= block.blockNumber())
            return header;
    }
    return {};
}

void SourceFolding::reveal(const QTextBlock &block)
{
    if (!block.isValid() || block.isVisible())
        return;
    auto header = block;
    while (header.isValid() && !header.isVisible())
        header = header.previous();
    setFolded(header, false);
}

void SourceFolding::check()
{
    m_checking = false;
    m_any = false;
    for (auto block = m_editor.document()->begin(); block.isValid(); block = block.next()) {
        if (!isFolded(block))
            continue;
        auto behind = block.next();
        while (behind.isValid() && !behind.isVisible())
            behind = behind.next();
        if (!canFold(block) || m_highlighter.findFoldingRegionEnd(block) != behind)
            setFolded(block, false);
        else
            m_any = true;
    }
}

void SourceFolding::changed(const QTextBlock &from, const QTextBlock &to)
{
    auto *document = m_editor.document();
    const int end = to.isValid() ? to.position() + to.length() : document->characterCount();
    document->markContentsDirty(from.position(), std::min(end, document->characterCount()) - from.position());
    Q_EMIT document->documentLayout()->documentSizeChanged(document->documentLayout()->documentSize());
    m_editor.ensureCursorVisible();
    m_editor.viewport()->update();
}

} // namespace whittle::app
