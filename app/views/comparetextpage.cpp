#include "views/comparetextpage.h"

#include "documents/comparedocument.h"
#include "views/alignedtext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {

CompareTextPage::CompareTextPage(CompareDocument &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_leftTitle(new QLabel(this)), m_rightTitle(new QLabel(this)), m_other(new QComboBox(this)), m_count(new QLabel(this)),
      m_left(new AlignedText(AlignedText::Side::Left, this)), m_right(new AlignedText(AlignedText::Side::Right, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QFrame(this);
    head->setProperty("bar", true);
    auto *headLayout = new QHBoxLayout(head);
    headLayout->setContentsMargins(10, 4, 10, 4);
    m_leftTitle->setProperty("title", true);
    m_rightTitle->setProperty("title", true);
    for (auto *title : {m_leftTitle, m_rightTitle}) {
        title->setTextFormat(Qt::PlainText);
        title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_count->setProperty("muted", true);
    m_count->setObjectName(QStringLiteral("compareTextCount"));
    m_other->setAccessibleName(tr("Side on the right"));
    headLayout->addWidget(m_leftTitle, 1);
    auto *right = new QHBoxLayout;
    right->addWidget(m_rightTitle, 1);
    right->addWidget(m_other, 1);
    right->addWidget(m_count);
    headLayout->addLayout(right, 1);
    layout->addWidget(head);
    auto *texts = new QHBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(m_left, 1);
    texts->addWidget(m_right, 1);
    layout->addLayout(texts, 1);
    m_left->setObjectName(QStringLiteral("compareLeftText"));
    m_right->setObjectName(QStringLiteral("compareRightText"));
    m_left->setAccessibleName(tr("Text of the first side"));
    m_right->setAccessibleName(tr("Text of the other side"));
    setFocusProxy(m_left);

    // Both have as many lines, so one position fits both.
    for (const auto &[one, other] : {std::pair(m_left, m_right), std::pair(m_right, m_left)}) {
        connect(one->verticalScrollBar(), &QScrollBar::valueChanged, other->verticalScrollBar(), &QScrollBar::setValue);
        connect(one->horizontalScrollBar(), &QScrollBar::valueChanged, other->horizontalScrollBar(), &QScrollBar::setValue);
    }
    const auto changed = [this] {
        m_isStale = true;
        if (isVisible())
            update();
    };
    connect(&document, &CompareDocument::comparisonChanged, this, changed);
    connect(&document, &CompareDocument::sidesChanged, this, &CompareTextPage::updateChoices);
    connect(m_other, &QComboBox::currentIndexChanged, this, changed);
    updateChoices();
}

void CompareTextPage::updateChoices()
{
    const auto &sides = m_document.sides();
    m_leftTitle->setText(sides[0].title);
    m_rightTitle->setText(sides[1].title);
    m_rightTitle->setVisible(sides.size() == 2);
    m_other->setVisible(sides.size() > 2);
    const QSignalBlocker blocker(m_other);
    const int current = std::max(0, m_other->currentIndex());
    m_other->clear();
    for (std::size_t i = 1; i < sides.size(); ++i)
        m_other->addItem(sides[i].title);
    m_other->setCurrentIndex(std::min(current, m_other->count() - 1));
}

void CompareTextPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        update();
}

void CompareTextPage::update()
{
    m_isStale = false;
    const auto &sides = m_document.sides();
    const auto other = std::min(static_cast<std::size_t>(std::max(0, m_other->currentIndex())) + 1, sides.size() - 1);
    const int position = m_left->verticalScrollBar()->value();
    m_lines = alignLines(sides[0].text, sides[other].text);
    m_left->setLines(sides[0].text, m_lines);
    m_right->setLines(sides[other].text, m_lines);
    m_left->verticalScrollBar()->setValue(position);
    const auto differing = std::ranges::count(m_lines, false, &AlignedLine::isSame);
    m_count->setText(differing == 0 ? tr("The texts are the same") : tr("%n lines differ", nullptr, static_cast<int>(differing)));
}

bool CompareTextPage::goToDifference(bool forward)
{
    if (m_isStale)
        update();
    const int count = static_cast<int>(m_lines.size());
    const auto differs = [this](int line) { return !m_lines[static_cast<std::size_t>(line)].isSame; };
    const auto begins = [&](int line) { return differs(line) && (line == 0 || !differs(line - 1)); };
    const int step = forward ? 1 : -1;
    const int current = (m_right->hasFocus() ? m_right : m_left)->textCursor().blockNumber();
    for (int line = current + step; line >= 0 && line < count; line += step) {
        if (begins(line)) {
            m_left->goToLine(line);
            m_right->goToLine(line);
            return true;
        }
    }
    return false;
}

} // namespace whittle::app
