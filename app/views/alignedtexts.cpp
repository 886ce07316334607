#include "views/alignedtexts.h"

#include "views/alignedtext.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>
#include <utility>

namespace whittle::app {

AlignedTexts::AlignedTexts(QWidget *parent) : QWidget(parent), m_left(new AlignedText(AlignedText::Side::Left, this)), m_right(new AlignedText(AlignedText::Side::Right, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    layout->addWidget(m_left, 1);
    layout->addWidget(m_right, 1);
    m_left->setObjectName(QStringLiteral("compareLeftText"));
    m_right->setObjectName(QStringLiteral("compareRightText"));
    m_left->setAccessibleName(tr("Text of the first side"));
    m_right->setAccessibleName(tr("Text of the other side"));
    setFocusProxy(m_left);
    // Both have as many lines, so one position fits both.
    for (const auto &[one, other] : {std::pair(m_left, m_right), std::pair(m_right, m_left)}) {
        connect(one->verticalScrollBar(), &QScrollBar::valueChanged, other->verticalScrollBar(), &QScrollBar::setValue);
        connect(one->horizontalScrollBar(), &QScrollBar::valueChanged, other->horizontalScrollBar(), &QScrollBar::setValue);
        connect(one, &QPlainTextEdit::cursorPositionChanged, this, &AlignedTexts::cursorMoved);
    }
}

void AlignedTexts::setTexts(TextPtr left, TextPtr right, const QString &fileName, Indentation indentation)
{
    if (left == m_leftText && right == m_rightText && fileName == m_fileName && indentation == m_indentation)
        return;
    m_indentation = indentation;
    m_leftText = left;
    m_rightText = right;
    m_fileName = fileName;
    m_job.start([left, right, indentation](std::stop_token, const ProgressFn &) -> Result<std::vector<AlignedLine>> { return alignLines(left ? *left : std::string(), right ? *right : std::string(), indentation); },
                [this](Result<std::vector<AlignedLine>> lines) {
                    if (!lines)
                        return;
                    m_lines = std::move(*lines);
                    m_differing = static_cast<int>(std::ranges::count(m_lines, false, &AlignedLine::isSame));
                    const int position = m_left->verticalScrollBar()->value();
                    m_left->setLines(m_leftText ? *m_leftText : std::string(), m_lines, m_fileName);
                    m_right->setLines(m_rightText ? *m_rightText : std::string(), m_lines, m_fileName);
                    m_left->verticalScrollBar()->setValue(position);
                    m_isFresh = true;
                    Q_EMIT aligned();
                });
}

int AlignedTexts::currentLine() const
{
    return (m_right->hasFocus() ? m_right : m_left)->textCursor().blockNumber();
}

bool AlignedTexts::goToDifference(bool forward)
{
    const int count = static_cast<int>(m_lines.size());
    const auto differs = [this](int line) { return !m_lines[static_cast<std::size_t>(line)].isSame; };
    const auto begins = [&](int line) { return differs(line) && (line == 0 || !differs(line - 1)); };
    const int step = forward ? 1 : -1;
    const bool fromTop = std::exchange(m_isFresh, false) && forward && currentLine() == 0;
    for (int line = fromTop ? 0 : currentLine() + step; line >= 0 && line < count; line += step) {
        if (begins(line)) {
            m_left->goToLine(line);
            m_right->goToLine(line);
            return true;
        }
    }
    return false;
}

std::optional<std::pair<std::size_t, std::size_t>> AlignedTexts::currentStretch() const
{
    auto begin = static_cast<std::size_t>(currentLine());
    if (m_job.isRunning() || begin >= m_lines.size() || m_lines[begin].isSame)
        return std::nullopt;
    auto end = begin + 1;
    while (begin > 0 && !m_lines[begin - 1].isSame)
        --begin;
    while (end < m_lines.size() && !m_lines[end].isSame)
        ++end;
    return std::pair(begin, end);
}

std::optional<std::string> AlignedTexts::withCurrentStretch(bool toRight) const
{
    const auto stretch = currentStretch();
    if (!stretch || !m_leftText || !m_rightText)
        return std::nullopt;
    return withRowsFrom(*m_leftText, *m_rightText, m_lines, stretch->first, stretch->second, toRight);
}

} // namespace whittle::app
