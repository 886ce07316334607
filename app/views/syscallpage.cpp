#include "views/syscallpage.h"

#include "documents/profiledocument.h"
#include "models/filtercompletion.h"
#include "settings/settings.h"
#include "settings/theme.h"
#include "views/environmentbar.h"
#include "views/filterbar.h"
#include "views/icons.h"
#include "views/syscalltable.h"

#include <QComboBox>
#include <QFocusEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {

SyscallPage::SyscallPage(ProfileDocument &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_model(document), m_tree(m_model, document), m_environment(new EnvironmentBar(this)),
      m_filter(new FilterBar([this](const QString &word) { return completions(word); }, this)), m_groupings(new QComboBox(this)), m_columns(new QToolButton(this)),
      m_stack(new QStackedWidget(this)), m_empty(new QLabel(this)), m_table(nullptr)
{
    m_tree.setGrouping(static_cast<Grouping>(std::clamp(settings::syscallGrouping(), 0, static_cast<int>(Grouping::Rule))));
    m_table = new SyscallTable(m_model, m_tree, this);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_environment->setView(document.view());
    layout->addWidget(m_environment);

    m_filter->field()->setPlaceholderText(tr("Filter: a word, or risk>=high seen:no group:@mount …"));
    m_filter->field()->setAccessibleName(tr("Filter syscalls"));
    m_filter->field()->setToolTip(tr("Words that all must fit. A plain word is looked for in name and description; others are for example\n%1\n- in front turns a word round.")
                                      .arg(SyscallFilter::examples().join(QStringLiteral("  "))));
    m_filter->addToggle(tr("Differs"), QStringLiteral("differs"), QStringLiteral("differs:docker"), tr("Only syscalls that are decided differently from Docker's default profile"));
    m_filter->addToggle(tr("Observed"), QStringLiteral("observed"), QStringLiteral("seen:yes"), tr("Only syscalls that the attached recordings saw"));
    m_filter->addToggle(tr("Risky"), QStringLiteral("warning"), QStringLiteral("risk>=high"), tr("Only syscalls of high or critical risk"));
    m_filter->addToggle(tr("Open"), QStringLiteral("allow"), QStringLiteral("action:open"), tr("Only syscalls that may be executed, with all or some arguments"));
    m_groupings->setObjectName(QStringLiteral("grouping"));
    m_groupings->setAccessibleName(tr("Group the syscalls by"));
    m_groupings->setToolTip(tr("Group the syscalls by category, risk, process or rule"));
    for (const auto grouping : {Grouping::Flat, Grouping::Category, Grouping::Risk, Grouping::Process, Grouping::Rule})
        m_groupings->addItem(words::grouping(grouping), static_cast<int>(grouping));
    m_groupings->setCurrentIndex(static_cast<int>(m_tree.grouping()));
    m_filter->addWidget(m_groupings);
    m_columns->setObjectName(QStringLiteral("columnsButton"));
    m_columns->setProperty("flat", true);
    m_columns->setIcon(icons::get(QStringLiteral("columns")));
    m_columns->setFocusPolicy(Qt::TabFocus);
    m_columns->setToolTip(tr("Choose the columns"));
    m_columns->setAccessibleName(tr("Choose the columns"));
    m_filter->addWidget(m_columns);
    layout->addWidget(m_filter);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("muted", true);
    m_empty->setContentsMargins(40, 40, 40, 40);
    auto *emptyPage = new QWidget(this);
    auto *emptyLayout = new QVBoxLayout(emptyPage);
    emptyLayout->addStretch(2);
    emptyLayout->addWidget(m_empty);
    auto *showAll = new QPushButton(tr("Show All Syscalls"), emptyPage);
    emptyLayout->addWidget(showAll, 0, Qt::AlignHCenter);
    emptyLayout->addStretch(3);
    m_stack->addWidget(m_table);
    m_stack->addWidget(emptyPage);
    layout->addWidget(m_stack, 1);

    connect(showAll, &QPushButton::clicked, this, [this] { m_filter->setText({}); });
    connect(m_filter, &FilterBar::textChanged, this, &SyscallPage::applyFilter);
    connect(m_filter, &FilterBar::left, this, [this](bool begin) {
        m_table->setFocus(begin ? Qt::TabFocusReason : Qt::OtherFocusReason);
        // What takes the focus is current then, and selected by nobody yet.
        if (begin && m_tree.rowCount() > 0 && !m_table->selectionModel()->hasSelection())
            m_table->setCurrentIndex(m_table->currentIndex().isValid() ? m_table->currentIndex() : m_tree.index(0, 0));
    });
    connect(m_environment, &EnvironmentBar::viewChosen, &document, &ProfileDocument::setView);
    connect(&document, &ProfileDocument::decisionsChanged, this, [this] {
        m_environment->setView(m_document.view());
        updateCount();
    });
    connect(&m_tree, &QAbstractItemModel::modelReset, this, &SyscallPage::updateCount);
    connect(m_groupings, &QComboBox::activated, this, [this](int index) { setGrouping(static_cast<Grouping>(m_groupings->itemData(index).toInt())); });
    connect(m_columns, &QToolButton::clicked, this, [this] { m_table->makeColumnMenu(this)->popup(m_columns->mapToGlobal(m_columns->rect().bottomLeft())); });
    // The least width is of the compact form that resizeEvent() makes.
    setMinimumWidth(fontMetrics().averageCharWidth() * 56);
    updateCount();
}

QString SyscallPage::filterText() const
{
    return m_filter->text();
}

void SyscallPage::setFilterText(const QString &text)
{
    m_filter->setText(text);
}

void SyscallPage::focusFilter()
{
    m_filter->focus();
}

void SyscallPage::setGrouping(Grouping grouping)
{
    settings::setSyscallGrouping(static_cast<int>(grouping));
    m_groupings->setCurrentIndex(static_cast<int>(grouping));
    m_tree.setGrouping(grouping);
}

std::vector<Completion> SyscallPage::completions(const QString &word) const
{
    auto context = filterContextOf(m_document.evidence());
    context.rules = static_cast<int>(m_document.profile().rules.size());
    return filterCompletions(word, context);
}

void SyscallPage::follow(const QString &syscall)
{
    if (m_table->currentSyscall() != syscall)
        m_table->select(syscall);
}

void SyscallPage::showSyscall(const QString &syscall)
{
    if (m_table->select(syscall))
        return;
    m_filter->setText({});
    m_table->select(syscall);
}

void SyscallPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Where there is no room the buttons keep their icons, and their tool tips say the rest.
    const int letter = fontMetrics().averageCharWidth();
    m_filter->setCompact(width() < letter * 110);
    m_environment->setCompact(width() < letter * 84);
}

void SyscallPage::applyFilter()
{
    auto filter = SyscallFilter::parse(m_filter->text());
    m_filter->setError(filter ? QString() : filter.error());
    // A filter that cannot be read leaves the rows as they are.
    if (filter)
        m_tree.setFilter(std::move(*filter));
    updateCount();
}

void SyscallPage::updateCount()
{
    const QLocale locale;
    m_filter->setCount(tr("%1 of %2", "rows shown of all rows").arg(locale.toString(m_tree.shownCount()), locale.toString(m_model.rowCount())));
    const bool isEmpty = m_tree.shownCount() == 0;
    if (isEmpty)
        m_empty->setText(m_document.evidence().isEmpty() && m_filter->text().contains(QLatin1StringView("seen"))
                ? tr("No syscall fits the filter “%1”. No recording is attached yet, so nothing counts as seen.").arg(m_filter->text())
                : tr("No syscall fits the filter “%1”.").arg(m_filter->text()));
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
}

void SyscallPage::focusInEvent(QFocusEvent *event)
{
    m_table->setFocus(event->reason());
}

} // namespace whittle::app
