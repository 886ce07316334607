#include "views/alignedtext.h"

#include "settings/theme.h"
#include "views/highlighting.h"

#include <KSyntaxHighlighting/SyntaxHighlighter>

#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace whittle::app {
namespace {

class Gutter final : public QWidget
{
public:
    explicit Gutter(AlignedText *text) : QWidget(text), m_text(text) {}

protected:
    void paintEvent(QPaintEvent *event) override { m_text->paintGutter(event); }

private:
    AlignedText *m_text;
};

constexpr std::size_t kMostColoured = std::size_t{1} << 20;

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](double x, double y) { return static_cast<float>(x * (1 - share) + y * share); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

AlignedText::AlignedText(Side side, QWidget *parent) : QPlainTextEdit(parent), m_side(side), m_gutter(new Gutter(this))
{
    setReadOnly(true);
    // One position serves both sides; the bar stands at the outer edge.
    if (side == Side::Left)
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setFrameShape(NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_highlighter = makeHighlighter(document());
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &AlignedText::updateSelections);
    updateTheme();
}

AlignedText::~AlignedText() = default;

void AlignedText::setLines(std::string_view text, const std::vector<AlignedLine> &lines, const QString &fileName)
{
    // Colouring is done line by line at once; a text of that size would make the window wait.
    setPlainText({});
    setLanguageOf(*m_highlighter, text.size() > kMostColoured ? QString() : fileName);
    const auto own = linesOf(text);
    m_lastNumber = static_cast<int>(own.size());
    m_lines.clear();
    m_lines.reserve(lines.size());
    QStringList shown;
    for (const auto &line : lines) {
        const auto &number = m_side == Side::Left ? line.left : line.right;
        const bool isPair = line.left && line.right;
        Line one;
        if (number) {
            one.number = static_cast<int>(*number) + 1;
            one.kind = line.isSame ? Line::Kind::Same : isPair ? Line::Kind::Changed : Line::Kind::Alone;
            const auto bytes = own[*number];
            for (const auto &mark : m_side == Side::Left ? line.leftMarks : line.rightMarks)
                one.marks.emplace_back(toQt(bytes.substr(0, mark.begin)).size(), toQt(bytes.substr(0, mark.end)).size());
            shown << toQt(bytes);
        } else {
            one.kind = Line::Kind::Filler;
            shown << QString();
        }
        m_lines.push_back(std::move(one));
    }
    setPlainText(shown.join(QLatin1Char('\n')));
    layoutGutter();
    updateSelections();
}

void AlignedText::goToLine(int line)
{
    const auto block = document()->findBlockByNumber(line);
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    centerCursor();
}

void AlignedText::updateTheme()
{
    setFont(theme::fixedFont());
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(QLatin1Char(' ')));
    updateHighlighting(*m_highlighter);
    layoutGutter();
    updateSelections();
}

void AlignedText::updateSelections()
{
    const auto &colors = theme::colors();
    const QColor tint = m_side == Side::Left ? colors.error : colors.good;
    QList<QTextEdit::ExtraSelection> selections;
    const auto background = [this](int line, const QColor &color) {
        QTextEdit::ExtraSelection selection;
        selection.format.setBackground(color);
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selection.cursor = QTextCursor(document()->findBlockByNumber(line));
        return selection;
    };
    // Of what can be seen alone: every selection is looked at for every line that is painted.
    const int first = firstVisibleBlock().blockNumber();
    const int last = first + viewport()->height() / std::max(1, fontMetrics().lineSpacing()) + 1;
    for (int line = first; line <= last && line < static_cast<int>(m_lines.size()) && line < blockCount(); ++line) {
        const auto &one = m_lines[static_cast<std::size_t>(line)];
        if (one.kind == Line::Kind::Filler)
            selections << background(line, colors.hover);
        else if (one.kind == Line::Kind::Alone)
            selections << background(line, mixed(colors.base, tint, 0.16));
        else if (one.kind == Line::Kind::Changed)
            selections << background(line, mixed(colors.base, colors.warning, 0.12));
        for (const auto &[begin, end] : one.marks) {
            QTextEdit::ExtraSelection mark;
            mark.format.setBackground(mixed(colors.base, colors.warning, 0.38));
            mark.cursor = QTextCursor(document()->findBlockByNumber(line));
            const int start = mark.cursor.block().position();
            mark.cursor.setPosition(start + begin);
            mark.cursor.setPosition(start + end, QTextCursor::KeepAnchor);
            selections << mark;
        }
    }
    setExtraSelections(selections);
}

int AlignedText::gutterWidth() const
{
    int digits = 3;
    for (int lines = m_lastNumber; lines >= 1000; lines /= 10)
        ++digits;
    return fontMetrics().horizontalAdvance(QLatin1Char('0')) * (digits + 4) + 6;
}

void AlignedText::layoutGutter()
{
    const int width = gutterWidth();
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    setViewportMargins(rightToLeft ? 0 : width, 0, rightToLeft ? width : 0, 0);
    const QRect area = contentsRect();
    m_gutter->setGeometry(rightToLeft ? area.right() - width + 1 : area.left(), area.top(), width, area.height());
}

void AlignedText::paintGutter(QPaintEvent *event)
{
    const auto &colors = theme::colors();
    const int letter = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), colors.window);
    painter.setPen(colors.border);
    painter.drawLine(m_gutter->width() - 1, event->rect().top(), m_gutter->width() - 1, event->rect().bottom());
    painter.setFont(font());
    for (auto block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const auto geometry = blockBoundingGeometry(block).translated(contentOffset());
        if (geometry.top() > event->rect().bottom())
            break;
        const auto number = static_cast<std::size_t>(block.blockNumber());
        if (number >= m_lines.size())
            break;
        const auto &line = m_lines[number];
        const QRect area(0, static_cast<int>(geometry.top()), m_gutter->width() - letter, static_cast<int>(geometry.height()));
        // A sign beside the number: colour alone would not tell everybody.
        const QString sign = line.kind == Line::Kind::Changed ? QStringLiteral("~") : line.kind == Line::Kind::Alone ? (m_side == Side::Left ? QStringLiteral("−") : QStringLiteral("+")) : QString();
        painter.setPen(sign.isEmpty() ? colors.muted : colors.text);
        painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, sign);
        if (line.number > 0)
            painter.drawText(area.adjusted(0, 0, -2 * letter, 0), Qt::AlignRight | Qt::AlignVCenter, QString::number(line.number));
    }
}

void AlignedText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layoutGutter();
    updateSelections();
}

void AlignedText::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        updateTheme();
}

} // namespace whittle::app
