#include "views/sourceeditor.h"

#include "profile/check.h"
#include "models/jsoncontext.h"
#include "settings/theme.h"
#include "syscalls/catalogue.h"
#include "views/icons.h"
#include "views/highlighting.h"
#include "views/sourcecompleter.h"
#include "views/sourcefolding.h"

#include <KSyntaxHighlighting/SyntaxHighlighter>

#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QStyleOption>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace whittle::app {
namespace {

class Gutter final : public QWidget
{
public:
    explicit Gutter(SourceEditor *editor) : QWidget(editor), m_editor(editor) {}
    [[nodiscard]] QSize sizeHint() const override { return {m_editor->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_editor->paintGutter(event); }
    void mousePressEvent(QMouseEvent *event) override { m_editor->clickGutter(event->pos()); }

private:
    SourceEditor *m_editor;
};

QColor colorOf(int severity)
{
    const auto &colors = theme::colors();
    switch (static_cast<profile::Severity>(severity)) {
    case profile::Severity::Critical:
    case profile::Severity::High:
        return colors.error;
    case profile::Severity::Medium:
        return colors.riskMark[1];
    default:
        return colors.riskMark[0];
    }
}

constexpr int kLinesReadForNames = 12;
constexpr int kNamesShown = 3;

/// The syscalls that a line names in quotes.
QStringList syscallsIn(const QString &line)
{
    QStringList found;
    const auto parts = line.split(QLatin1Char('"'));
    for (qsizetype i = 1; i < parts.size(); i += 2)
        if (syscalls::Catalogue::builtIn().find(parts[i].toStdString()))
            found << parts[i];
    return found;
}

} // namespace

SourceEditor::SourceEditor(QWidget *parent) : QPlainTextEdit(parent), m_gutter(new Gutter(this))
{
    setObjectName(QStringLiteral("sourceEditor"));
    setAccessibleName(tr("Text of the profile"));
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setFrameShape(NoFrame);
    setTabChangesFocus(false);
    m_highlighter = makeHighlighter(document());
    m_folding = new SourceFolding(*this, *m_highlighter);
    m_completer = new SourceCompleter(*this);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &SourceEditor::layoutGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &SourceEditor::updateSelections);
    updateTheme();
}

SourceEditor::~SourceEditor() = default;

void SourceEditor::updateTheme()
{
    setFont(theme::fixedFont());
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(QLatin1Char(' ')));
    updateHighlighting(*m_highlighter);
    layoutGutter();
    updateSelections();
}

void SourceEditor::setLanguage(const QString &name)
{
    setLanguageNamed(*m_highlighter, name);
    m_completer->setEnabled(false);
}

QString SourceEditor::text() const
{
    return document()->toRawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

void SourceEditor::setTextKeepingCursor(const QString &text)
{
    const QString old = this->text();
    if (old == text)
        return;
    const auto shorter = std::min(old.size(), text.size());
    qsizetype same = 0;
    while (same < shorter && old[same] == text[same])
        ++same;
    qsizetype sameEnd = 0;
    while (sameEnd < shorter - same && old[old.size() - 1 - sameEnd] == text[text.size() - 1 - sameEnd])
        ++sameEnd;
    QTextCursor edit(document());
    edit.setPosition(static_cast<int>(same));
    edit.setPosition(static_cast<int>(old.size() - sameEnd), QTextCursor::KeepAnchor);
    edit.insertText(text.mid(same, text.size() - same - sameEnd));
}

void SourceEditor::setMarks(std::vector<Mark> marks)
{
    m_marks = std::move(marks);
    updateSelections();
    m_gutter->update();
}

void SourceEditor::goTo(int begin, int end)
{
    select(begin, end);
    centerCursor();
}

void SourceEditor::select(int begin, int end)
{
    const int last = document()->characterCount() - 1;
    m_folding->reveal(document()->findBlock(std::clamp(begin, 0, last)));
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(end, 0, last));
    cursor.setPosition(std::clamp(begin, 0, last), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void SourceEditor::goToLine(int line)
{
    const auto block = document()->findBlockByNumber(std::clamp(line, 1, blockCount()) - 1);
    goTo(block.position(), block.position());
}

void SourceEditor::replaceRange(int begin, int end, const QString &text)
{
    const int last = document()->characterCount() - 1;
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(begin, 0, last));
    cursor.setPosition(std::clamp(end, 0, last), QTextCursor::KeepAnchor);
    cursor.insertText(text);
    setTextCursor(cursor);
}

void SourceEditor::setSearch(const QRegularExpression &wanted)
{
    m_search = wanted;
    updateSelections();
}

QString SourceEditor::wordAtCursor() const
{
    const QString line = textCursor().block().text();
    const int at = std::min(textCursor().selectionStart(), textCursor().position()) - textCursor().block().position();
    if (at < 0)
        return {};
    // Inside a string there is an odd number of quotes in front.
    const auto before = line.left(at);
    if (before.count(QLatin1Char('"')) % 2 == 0)
        return {};
    const auto begin = before.lastIndexOf(QLatin1Char('"')) + 1;
    const auto end = line.indexOf(QLatin1Char('"'), at);
    return end < 0 ? QString() : line.mid(begin, end - begin);
}

std::vector<SourceEditor::Fix> SourceEditor::fixesAtCursor() const
{
    std::vector<Fix> fixes;
    const auto block = textCursor().block();
    for (const auto &mark : m_marks)
        if (mark.begin >= block.position() && mark.begin < block.position() + block.length())
            fixes.insert(fixes.end(), mark.fixes.begin(), mark.fixes.end());
    return fixes;
}

void SourceEditor::showFixes()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("fixMenu"));
    for (const auto &fix : fixesAtCursor())
        connect(menu->addAction(icons::get(QStringLiteral("go")), fix.text), &QAction::triggered, this, fix.run);
    if (menu->isEmpty())
        menu->addAction(tr("Nothing in this line can be mended by itself"))->setEnabled(false);
    else
        menu->setActiveAction(menu->actions().constFirst());
    menu->popup(viewport()->mapToGlobal(cursorRect().bottomLeft()));
}

void SourceEditor::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = createStandardContextMenu(event->pos());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto fixes = fixesAtCursor();
    auto *first = menu->actions().value(0);
    for (const auto &fix : fixes) {
        auto *action = new QAction(icons::get(QStringLiteral("go")), fix.text, menu);
        connect(action, &QAction::triggered, this, fix.run);
        menu->insertAction(first, action);
    }
    if (!fixes.empty())
        menu->insertSeparator(first);
    menu->popup(event->globalPos());
}

void SourceEditor::updateSelections()
{
    const auto &colors = theme::colors();
    QList<QTextEdit::ExtraSelection> selections;
    QTextEdit::ExtraSelection line;
    line.format.setBackground(colors.hover);
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    line.cursor = textCursor();
    line.cursor.clearSelection();
    selections << line;
    const int last = document()->characterCount() - 1;
    for (const auto &mark : m_marks) {
        QTextEdit::ExtraSelection selection;
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(colorOf(mark.severity));
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(std::clamp(mark.begin, 0, last));
        selection.cursor.setPosition(std::clamp(mark.end, 0, last), QTextCursor::KeepAnchor);
        selections << selection;
    }
    markSearch(selections);
    matchBracket(selections);
    setExtraSelections(selections);
}

void SourceEditor::markSearch(QList<QTextEdit::ExtraSelection> &selections) const
{
    constexpr int kMostMarked = 1000;
    if (m_search.pattern().isEmpty())
        return;
    auto matches = m_search.globalMatch(text());
    for (int count = 0; matches.hasNext() && count < kMostMarked; ++count) {
        const auto match = matches.next();
        QTextEdit::ExtraSelection selection;
        QColor color = theme::colors().warning;
        color.setAlphaF(0.28F);
        selection.format.setBackground(color);
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(static_cast<int>(match.capturedStart()));
        selection.cursor.setPosition(static_cast<int>(match.capturedEnd()), QTextCursor::KeepAnchor);
        selections << selection;
    }
}

void SourceEditor::matchBracket(QList<QTextEdit::ExtraSelection> &selections) const
{
    constexpr int kMostCharacters = 2'000'000;
    const int position = textCursor().position();
    if (document()->characterCount() > kMostCharacters)
        return;
    for (const int at : {position, position - 1}) {
        const QChar here = at < 0 ? QChar() : document()->characterAt(at);
        if (here.isNull() || !QStringView(u"[]{}").contains(here))
            continue;
        const int other = matchingBracket(text(), at);
        for (const int bracket : {at, other}) {
            if (bracket < 0)
                continue;
            QTextEdit::ExtraSelection selection;
            selection.format.setBackground(theme::colors().selection);
            selection.format.setFontWeight(QFont::Bold);
            selection.cursor = textCursor();
            selection.cursor.setPosition(bracket);
            selection.cursor.setPosition(bracket + 1, QTextCursor::KeepAnchor);
            selections << selection;
        }
        return;
    }
}

int SourceEditor::foldWidth() const
{
    return fontMetrics().height();
}

int SourceEditor::gutterWidth() const
{
    int digits = 3;
    for (int lines = blockCount(); lines >= 1000; lines /= 10)
        ++digits;
    return fontMetrics().horizontalAdvance(QLatin1Char('0')) * (digits + 2) + 6 + foldWidth();
}

void SourceEditor::layoutGutter()
{
    const int width = gutterWidth();
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    setViewportMargins(rightToLeft ? 0 : width, 0, rightToLeft ? width : 0, 0);
    const QRect area = contentsRect();
    m_gutter->setGeometry(rightToLeft ? area.right() - width + 1 : area.left(), area.top(), width, area.height());
}

void SourceEditor::paintGutter(QPaintEvent *event)
{
    const auto &colors = theme::colors();
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), colors.window);
    painter.setPen(colors.border);
    painter.drawLine(m_gutter->width() - 1, event->rect().top(), m_gutter->width() - 1, event->rect().bottom());
    painter.setFont(font());
    const int current = textCursor().blockNumber();
    for (auto block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const auto geometry = blockBoundingGeometry(block).translated(contentOffset());
        if (geometry.top() > event->rect().bottom())
            break;
        if (!block.isVisible())
            continue;
        const int height = static_cast<int>(geometry.height());
        const int top = static_cast<int>(geometry.top());
        painter.setPen(block.blockNumber() == current ? colors.text : colors.muted);
        painter.drawText(0, top, m_gutter->width() - foldWidth() - 2, height, Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
        if (m_folding->canFold(block)) {
            QStyleOption option;
            const int side = foldWidth() * 2 / 3;
            option.rect = QRect(m_gutter->width() - foldWidth() + (foldWidth() - side) / 2, top + (height - side) / 2, side, side);
            option.palette = palette();
            option.state = QStyle::State_Enabled;
            style()->drawPrimitive(m_folding->isFolded(block) ? QStyle::PE_IndicatorArrowRight : QStyle::PE_IndicatorArrowDown, &option, &painter, this);
        }
        // What is folded away shows its problems on the line that is left.
        auto last = block;
        if (m_folding->isFolded(block))
            for (last = block.next(); last.next().isValid() && !last.next().isVisible();)
                last = last.next();
        int worst = -1;
        for (const auto &mark : m_marks)
            if (mark.begin >= block.position() && mark.begin < last.position() + last.length())
                worst = std::max(worst, mark.severity);
        if (worst >= 0)
            painter.fillRect(0, top, 3, height, colorOf(worst));
    }
}

void SourceEditor::clickGutter(const QPoint &position)
{
    const auto block = cursorForPosition(QPoint(0, position.y())).block();
    if (position.x() >= m_gutter->width() - foldWidth() - 2)
        m_folding->toggle(block);
    else
        goTo(block.position(), block.position());
}

void SourceEditor::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    // Behind a folded line a mark says how much is hidden.
    QPainter painter(viewport());
    painter.setFont(font());
    for (auto block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const auto geometry = blockBoundingGeometry(block).translated(contentOffset());
        if (geometry.top() > event->rect().bottom())
            break;
        if (!m_folding->isFolded(block))
            continue;
        int hidden = 0;
        QStringList names;
        for (auto inside = block.next(); inside.isValid() && !inside.isVisible(); inside = inside.next()) {
            ++hidden;
            if (hidden <= kLinesReadForNames)
                names << syscallsIn(inside.text());
        }
        QString text = tr("… %n lines", nullptr, hidden);
        if (!names.isEmpty())
            text += QStringLiteral(" · ") + QStringList(names.mid(0, kNamesShown)).join(QStringLiteral(", ")) + (names.size() > kNamesShown ? QStringLiteral(" …") : QString());
        const double width = block.layout()->lineCount() > 0 ? block.layout()->lineAt(0).naturalTextWidth() : 0;
        const int x = static_cast<int>(contentOffset().x() + document()->documentMargin() + width) + fontMetrics().averageCharWidth();
        const QRect box(x, static_cast<int>(geometry.top()) + 1, fontMetrics().horizontalAdvance(text) + 12, static_cast<int>(geometry.height()) - 2);
        painter.setPen(theme::colors().border);
        painter.setBrush(theme::colors().window);
        painter.drawRoundedRect(box, 4, 4);
        painter.setPen(theme::colors().muted);
        painter.drawText(box, Qt::AlignCenter, text);
    }
}

bool SourceEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        // Undo and redo are the document's.
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return false;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int position = cursorForPosition(viewport()->mapFrom(this, help->pos())).position();
        QStringList texts;
        for (const auto &mark : m_marks)
            if (position >= mark.begin && position <= mark.end)
                texts << (mark.fixes.empty() ? mark.message : mark.message + QLatin1Char('\n') + tr("Alt+Enter: %1").arg(mark.fixes.front().text));
        if (texts.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), texts.join(QStringLiteral("\n\n")), this);
        return true;
    }
    return QPlainTextEdit::event(event);
}

void SourceEditor::keyPressEvent(QKeyEvent *event)
{
    if (m_completer->isOpen()) {
        switch (event->key()) {
        case Qt::Key_Enter:
        case Qt::Key_Return:
        case Qt::Key_Escape:
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            event->ignore(); // the list of completions takes them
            return;
        default:
            break;
        }
    }
    if (event->key() == Qt::Key_Return && (event->modifiers() & ~Qt::ShiftModifier) == 0 && !isReadOnly()) {
        // A new line starts where the last one did.
        const QString line = textCursor().block().text();
        qsizetype blanks = 0;
        while (blanks < line.size() && blanks < textCursor().positionInBlock() && line[blanks].isSpace())
            ++blanks;
        textCursor().insertText(QLatin1Char('\n') + line.left(blanks));
        ensureCursorVisible();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
    const QString typed = event->text();
    const bool isWord = !typed.isEmpty() && (typed[0].isLetterOrNumber() || typed[0] == QLatin1Char('_'));
    if (!isReadOnly() && (isWord || (m_completer->isOpen() && event->key() == Qt::Key_Backspace)))
        m_completer->complete(false);
}

void SourceEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layoutGutter();
}

void SourceEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter && m_folding)
        updateTheme();
}

} // namespace whittle::app
