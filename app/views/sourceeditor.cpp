#include "views/sourceeditor.h"

#include "profile/check.h"
#include "settings/theme.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace whittle::app {
namespace {

KSyntaxHighlighting::Repository &repository()
{
    static KSyntaxHighlighting::Repository repository;
    return repository;
}

class Gutter final : public QWidget
{
public:
    explicit Gutter(SourceEditor *editor) : QWidget(editor), m_editor(editor) {}
    [[nodiscard]] QSize sizeHint() const override { return {m_editor->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_editor->paintGutter(event); }

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

} // namespace

SourceEditor::SourceEditor(QWidget *parent) : QPlainTextEdit(parent), m_gutter(new Gutter(this))
{
    setObjectName(QStringLiteral("sourceEditor"));
    setAccessibleName(tr("Text of the profile"));
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setFrameShape(NoFrame);
    setTabChangesFocus(false);
    m_highlighter = std::make_unique<KSyntaxHighlighting::SyntaxHighlighter>(document());
    m_highlighter->setDefinition(repository().definitionForName(QStringLiteral("JSON")));
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
    const auto &colors = theme::colors();
    setFont(theme::fixedFont());
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(QLatin1Char(' ')));
    m_highlighter->setTheme(repository().defaultTheme(colors.dark ? KSyntaxHighlighting::Repository::DarkTheme : KSyntaxHighlighting::Repository::LightTheme));
    m_highlighter->rehighlight();
    layoutGutter();
    updateSelections();
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
    const int last = document()->characterCount() - 1;
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(end, 0, last));
    cursor.setPosition(std::clamp(begin, 0, last), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    centerCursor();
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
    matchBracket(selections);
    setExtraSelections(selections);
}

void SourceEditor::matchBracket(QList<QTextEdit::ExtraSelection> &selections) const
{
    constexpr int kMaxDistance = 200'000;
    const QString open = QStringLiteral("[{");
    const QString close = QStringLiteral("]}");
    const int position = textCursor().position();
    for (const int at : {position, position - 1}) {
        const QChar here = at < 0 ? QChar() : document()->characterAt(at);
        const bool forward = open.contains(here);
        if (here.isNull() || (!forward && !close.contains(here)))
            continue;
        int depth = 0;
        const int step = forward ? 1 : -1;
        for (int i = at, walked = 0; i >= 0 && i < document()->characterCount() && walked < kMaxDistance; i += step, ++walked) {
            const QChar c = document()->characterAt(i);
            depth += open.contains(c) ? step : close.contains(c) ? -step : 0;
            if (depth != 0)
                continue;
            for (const int bracket : {at, i}) {
                QTextEdit::ExtraSelection selection;
                selection.format.setBackground(theme::colors().selection);
                selection.cursor = textCursor();
                selection.cursor.setPosition(bracket);
                selection.cursor.setPosition(bracket + 1, QTextCursor::KeepAnchor);
                selections << selection;
            }
            break;
        }
        return;
    }
}

int SourceEditor::gutterWidth() const
{
    int digits = 3;
    for (int lines = blockCount(); lines >= 1000; lines /= 10)
        ++digits;
    return fontMetrics().horizontalAdvance(QLatin1Char('0')) * (digits + 2) + 6;
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
        const int height = static_cast<int>(geometry.height());
        const int top = static_cast<int>(geometry.top());
        painter.setPen(block.blockNumber() == current ? colors.text : colors.muted);
        painter.drawText(0, top, m_gutter->width() - fontMetrics().horizontalAdvance(QLatin1Char('0')), height, Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
        int worst = -1;
        for (const auto &mark : m_marks)
            if (mark.begin >= block.position() && mark.begin < block.position() + block.length())
                worst = std::max(worst, mark.severity);
        if (worst >= 0)
            painter.fillRect(0, top, 3, height, colorOf(worst));
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
                texts << mark.message;
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
}

void SourceEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layoutGutter();
}

void SourceEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        updateTheme();
}

} // namespace whittle::app
