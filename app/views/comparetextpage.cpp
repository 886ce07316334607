#include "views/comparetextpage.h"

#include "documents/comparedocument.h"
#include "views/alignedtexts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {

CompareTextPage::CompareTextPage(CompareDocument &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_leftTitle(new QLabel(this)), m_rightTitle(new QLabel(this)), m_other(new QComboBox(this)), m_count(new QLabel(this)),
      m_indentation(new QCheckBox(tr("In&dentation"), this)), m_texts(new AlignedTexts(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QFrame(this);
    head->setProperty("bar", true);
    auto *headLayout = new QHBoxLayout(head);
    headLayout->setContentsMargins(10, 4, 10, 4);
    for (auto *title : {m_leftTitle, m_rightTitle}) {
        title->setProperty("title", true);
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
    right->addSpacing(8);
    // Every tool indents JSON in its own way.
    m_indentation->setObjectName(QStringLiteral("compareIndentation"));
    m_indentation->setToolTip(tr("Count lines that differ in blanks at their ends alone"));
    right->addWidget(m_indentation);
    headLayout->addLayout(right, 1);
    layout->addWidget(head);
    layout->addWidget(m_texts, 1);
    setFocusProxy(m_texts);

    const auto changed = [this] {
        if (isVisible())
            update();
    };
    connect(&document, &CompareDocument::comparisonChanged, this, changed);
    connect(&document, &CompareDocument::sidesChanged, this, &CompareTextPage::updateChoices);
    connect(m_other, &QComboBox::currentIndexChanged, this, changed);
    connect(m_indentation, &QCheckBox::toggled, this, changed);
    connect(m_texts, &AlignedTexts::aligned, this, [this] {
        const int differing = m_texts->differingCount();
        const auto &sides = m_document.sides();
        const bool same = sides[0].text && sides[otherSide()].text && *sides[0].text == *sides[otherSide()].text;
        m_count->setText(differing > 0 ? tr("%n lines differ", nullptr, differing) : same ? tr("The texts are the same") : tr("Only blanks differ"));
        Q_EMIT selectionChanged();
    });
    connect(m_texts, &AlignedTexts::cursorMoved, this, &CompareTextPage::selectionChanged);
    updateChoices();
}

std::size_t CompareTextPage::otherSide() const
{
    return std::min(static_cast<std::size_t>(std::max(0, m_other->currentIndex())) + 1, m_document.sides().size() - 1);
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
    update();
}

void CompareTextPage::update()
{
    const auto &sides = m_document.sides();
    const auto other = otherSide();
    // Of a recording the text is made while it is compared.
    if (sides[0].text && sides[other].text)
        m_texts->setTexts(sides[0].text, sides[other].text, QStringLiteral("profile.json"), m_indentation->isChecked() ? Indentation::Counts : Indentation::Ignored);
}

bool CompareTextPage::goToDifference(bool forward)
{
    return m_texts->goToDifference(forward);
}

bool CompareTextPage::canCopy(std::size_t from, std::size_t to) const
{
    const auto other = otherSide();
    return ((from == 0 && to == other) || (from == other && to == 0)) && m_document.sides()[to].isEditable() && m_texts->currentStretch().has_value();
}

void CompareTextPage::copy(std::size_t from, std::size_t to)
{
    if (!canCopy(from, to))
        return;
    if (auto text = m_texts->withCurrentStretch(to != 0))
        m_document.replaceText(to, tr("Take lines from %1").arg(m_document.sides()[from].title), std::move(*text));
}

} // namespace whittle::app
