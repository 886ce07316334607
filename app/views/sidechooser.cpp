#include "views/sidechooser.h"

#include "views/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

namespace whittle::app {
namespace {

enum Role { KeyRole = Qt::UserRole, ExtraRole };

} // namespace

SideChooser::SideChooser(std::vector<Extra> extras, bool mayHaveThird, QWidget *parent) : QFrame(parent), m_extras(std::move(extras)), m_swap(new QToolButton(this))
{
    setProperty("bar", true);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(10, 6, 8, 6);
    line->setSpacing(6);
    const QString names[] = {tr("First side"), tr("Second side"), tr("Third side")};
    for (int i = 0; i < 3; ++i) {
        if (i > 0) {
            m_arrow[i - 1] = new QLabel(layoutDirection() == Qt::RightToLeft ? QStringLiteral("←") : QStringLiteral("→"), this);
            m_arrow[i - 1]->setProperty("muted", true);
            line->addWidget(m_arrow[i - 1]);
        }
        m_sides[i] = new QComboBox(this);
        m_sides[i]->setObjectName(QStringLiteral("compareSide%1").arg(i + 1));
        m_sides[i]->setAccessibleName(names[i]);
        m_sides[i]->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_sides[i]->setMinimumContentsLength(12);
        m_sides[i]->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        line->addWidget(m_sides[i], 1);
        connect(m_sides[i], &QComboBox::activated, this, [this, i](int index) { activated(i, index); });
    }
    const auto button = [&](const char *name, const QString &icon, const QString &text, const QString &tip, QToolButton *tool) {
        tool->setObjectName(QLatin1StringView(name));
        tool->setProperty("flat", true);
        tool->setIcon(icons::get(icon));
        tool->setToolTip(tip);
        tool->setAccessibleName(text);
        tool->setFocusPolicy(Qt::TabFocus);
        line->addWidget(tool);
    };
    button("compareSwap", QStringLiteral("swap"), tr("Swap the sides"), tr("Swap the first two sides"), m_swap);
    connect(m_swap, &QToolButton::clicked, this, &SideChooser::swapRequested);
    if (mayHaveThird) {
        m_third = new QToolButton(this);
        button("compareThird", QStringLiteral("new"), tr("Third side"), tr("Compare with a third side, too"), m_third);
        connect(m_third, &QToolButton::clicked, this, &SideChooser::thirdRequested);
    }
    update();
}

void SideChooser::setChoices(std::vector<CompareChoice> choices)
{
    m_choices = std::move(choices);
    update();
}

void SideChooser::setSides(std::vector<CompareChoice> sides)
{
    m_shown = std::move(sides);
    update();
}

void SideChooser::update()
{
    for (std::size_t i = 0; i < 3; ++i) {
        auto *combo = m_sides[i];
        const bool isShown = i < m_shown.size();
        combo->setVisible(isShown);
        if (i > 0)
            m_arrow[i - 1]->setVisible(isShown);
        if (!isShown)
            continue;
        const QSignalBlocker blocker(combo);
        combo->clear();
        const auto add = [&](int at, const CompareChoice &choice) {
            combo->insertItem(at, icons::get(choice.icon), choice.title, choice.key);
            combo->setItemData(at, choice.detail, Qt::ToolTipRole);
        };
        int current = -1;
        for (const auto &choice : m_choices) {
            if (choice.key == m_shown[i].key)
                current = combo->count();
            add(combo->count(), choice);
        }
        if (current < 0)
            add(current = 0, m_shown[i]);
        if (!m_extras.empty())
            combo->insertSeparator(combo->count());
        for (const auto &extra : m_extras) {
            combo->addItem(icons::get(extra.icon), extra.text);
            combo->setItemData(combo->count() - 1, extra.name, ExtraRole);
        }
        combo->setCurrentIndex(current);
        combo->setToolTip(m_shown[i].detail);
        combo->setAccessibleDescription(i == 0 ? tr("What the others are compared with") : tr("What changes when this takes the first side's place"));
    }
    if (m_third) {
        const bool hasThird = m_shown.size() > 2;
        m_third->setIcon(icons::get(hasThird ? QStringLiteral("close") : QStringLiteral("new")));
        m_third->setToolTip(hasThird ? tr("Leave the third side out") : tr("Compare with a third side, too"));
    }
}

void SideChooser::activated(int side, int index)
{
    const QString key = m_sides[side]->itemData(index, KeyRole).toString();
    const QString extra = m_sides[side]->itemData(index, ExtraRole).toString();
    update(); // what stands there stays until the comparison has it
    if (!extra.isEmpty())
        Q_EMIT extraChosen(side, extra);
    else if (!key.isEmpty())
        Q_EMIT chosen(side, key);
}

} // namespace whittle::app
