#include "views/syscallpage.h"

#include "documents/profiledocument.h"
#include "settings/theme.h"
#include "views/environmentbar.h"
#include "views/filterbar.h"
#include "views/syscalltable.h"

#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace whittle::app {

SyscallPage::SyscallPage(ProfileDocument &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_model(document), m_environment(new EnvironmentBar(this)),
      m_filter(new FilterBar(SyscallFilter::examples(), this)), m_stack(new QStackedWidget(this)), m_empty(new QLabel(this))
{
    m_proxy.setSourceModel(&m_model);
    m_table = new SyscallTable(m_model, m_proxy, this);

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
        if (begin && !m_table->currentIndex().isValid() && m_proxy.rowCount() > 0)
            m_table->setCurrentIndex(m_proxy.index(0, 0));
    });
    connect(m_environment, &EnvironmentBar::viewChosen, &document, &ProfileDocument::setView);
    connect(&document, &ProfileDocument::decisionsChanged, this, [this] {
        m_environment->setView(m_document.view());
        updateCount();
    });
    connect(&m_proxy, &QAbstractItemModel::rowsInserted, this, &SyscallPage::updateCount);
    connect(&m_proxy, &QAbstractItemModel::rowsRemoved, this, &SyscallPage::updateCount);
    connect(&m_proxy, &QAbstractItemModel::modelReset, this, &SyscallPage::updateCount);
    setFocusProxy(m_table);
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
    m_filter->setCompact(width() < letter * 88);
    m_environment->setCompact(width() < letter * 84);
}

void SyscallPage::applyFilter()
{
    auto filter = SyscallFilter::parse(m_filter->text());
    m_filter->setError(filter ? QString() : filter.error());
    // A filter that cannot be read leaves the rows as they are.
    if (filter)
        m_table->keepSelection([&] { m_proxy.setFilter(std::move(*filter)); });
    updateCount();
}

void SyscallPage::updateCount()
{
    const QLocale locale;
    m_filter->setCount(tr("%1 of %2", "rows shown of all rows").arg(locale.toString(m_proxy.rowCount()), locale.toString(m_model.rowCount())));
    const bool isEmpty = m_proxy.rowCount() == 0;
    if (isEmpty)
        m_empty->setText(m_document.evidence().isEmpty() && m_filter->text().contains(QLatin1StringView("seen"))
                ? tr("No syscall fits the filter “%1”. No recording is attached yet, so nothing counts as seen.").arg(m_filter->text())
                : tr("No syscall fits the filter “%1”.").arg(m_filter->text()));
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
}

} // namespace whittle::app
