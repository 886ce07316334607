#include "views/syscallpage.h"

#include "documents/profiledocument.h"
#include "settings/theme.h"
#include "views/environmentbar.h"
#include "views/icons.h"
#include "views/syscalltable.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QStringListModel>
#include <QStyle>
#include <QToolButton>

namespace whittle::app {
namespace {

/// Completes the word at the cursor, not the whole field.
class WordCompleter final : public QCompleter
{
public:
    WordCompleter(const QStringList &words, QLineEdit *field) : QCompleter(words, field), m_field(field)
    {
        setCaseSensitivity(Qt::CaseInsensitive);
    }
    [[nodiscard]] QString pathFromIndex(const QModelIndex &index) const override
    {
        const QString text = m_field->text();
        const auto begin = text.lastIndexOf(QLatin1Char(' ')) + 1;
        return text.left(begin) + QCompleter::pathFromIndex(index);
    }
    [[nodiscard]] QStringList splitPath(const QString &path) const override { return {path.mid(path.lastIndexOf(QLatin1Char(' ')) + 1)}; }

private:
    QLineEdit *m_field;
};

} // namespace

SyscallPage::SyscallPage(ProfileDocument &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_model(document), m_environment(new EnvironmentBar(this)), m_filter(new QLineEdit(this)),
      m_filterError(new QLabel(this)), m_count(new QLabel(this)), m_stack(new QStackedWidget(this)), m_empty(new QLabel(this))
{
    m_proxy.setSourceModel(&m_model);
    m_table = new SyscallTable(m_model, m_proxy, this);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_environment->setView(document.view());
    layout->addWidget(m_environment);

    auto *bar = new QFrame(this);
    bar->setProperty("bar", true);
    auto *barLayout = new QVBoxLayout(bar);
    barLayout->setContentsMargins(8, 6, 8, 6);
    barLayout->setSpacing(4);
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    m_filter->setObjectName(QStringLiteral("filterField"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setPlaceholderText(tr("Filter: a word, or risk>=high seen:no group:@mount …"));
    m_filter->setAccessibleName(tr("Filter syscalls"));
    m_filter->setToolTip(tr("Words that all must fit. A plain word is looked for in name and description; others are for example\n%1\n- in front turns a word round.")
                             .arg(SyscallFilter::examples().join(QStringLiteral("  "))));
    m_filter->addAction(icons::get(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->setCompleter(new WordCompleter(SyscallFilter::examples(), m_filter));
    m_filter->installEventFilter(this);
    line->addWidget(m_filter, 1);
    m_count->setObjectName(QStringLiteral("filterCount"));
    m_count->setProperty("muted", true);
    line->addWidget(m_count);
    const auto toggle = [&](const QString &text, const QString &icon, const QString &term, const QString &toolTip) { line->addWidget(addToggle(text, icon, term, toolTip)); };
    toggle(tr("Differs"), QStringLiteral("differs"), QStringLiteral("differs:docker"), tr("Only syscalls that are decided differently from Docker's default profile"));
    toggle(tr("Observed"), QStringLiteral("observed"), QStringLiteral("seen:yes"), tr("Only syscalls that the attached recordings saw"));
    toggle(tr("Risky"), QStringLiteral("warning"), QStringLiteral("risk>=high"), tr("Only syscalls of high or critical risk"));
    toggle(tr("Open"), QStringLiteral("allow"), QStringLiteral("action:open"), tr("Only syscalls that may be executed, with all or some arguments"));
    barLayout->addLayout(line);
    m_filterError->setObjectName(QStringLiteral("filterError"));
    m_filterError->setProperty("error", true);
    m_filterError->setWordWrap(true);
    m_filterError->hide();
    barLayout->addWidget(m_filterError);
    layout->addWidget(bar);

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

    connect(showAll, &QPushButton::clicked, m_filter, &QLineEdit::clear);
    connect(m_filter, &QLineEdit::textChanged, this, &SyscallPage::applyFilter);
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

QToolButton *SyscallPage::addToggle(const QString &text, const QString &icon, const QString &term, const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setProperty("flat", true);
    button->setCheckable(true);
    button->setText(text);
    button->setIcon(icons::get(icon));
    button->setIconSize(icons::besideText(fontMetrics()));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setToolTip(tr("%1 (writes %2 into the filter)").arg(toolTip, term));
    button->setObjectName(QStringLiteral("toggle_") + term);
    connect(button, &QToolButton::clicked, this, [this, term](bool checked) { m_filter->setText(SyscallFilter::withTerm(m_filter->text(), term, checked)); });
    m_toggles.emplace_back(button, term);
    return button;
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
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
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
    m_filter->clear();
    m_table->select(syscall);
}

void SyscallPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Where there is no room the buttons keep their icons, and their tool tips say the rest.
    const int letter = fontMetrics().averageCharWidth();
    const bool narrow = width() < letter * 88;
    for (const auto &[button, term] : m_toggles) {
        button->setToolButtonStyle(narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
        button->setIconSize(narrow ? QSize(fontMetrics().height(), fontMetrics().height()) : icons::besideText(fontMetrics()));
    }
    m_environment->setCompact(width() < letter * 84);
}

void SyscallPage::applyFilter()
{
    auto filter = SyscallFilter::parse(m_filter->text());
    m_filter->setProperty("invalid", !filter.has_value());
    m_filter->style()->unpolish(m_filter);
    m_filter->style()->polish(m_filter);
    m_filterError->setVisible(!filter.has_value());
    m_filterError->setText(filter ? QString() : filter.error());
    for (const auto &[button, term] : m_toggles)
        button->setChecked(SyscallFilter::hasTerm(m_filter->text(), term));
    // A filter that cannot be read leaves the rows as they are.
    if (filter)
        m_table->keepSelection([&] { m_proxy.setFilter(std::move(*filter)); });
    updateCount();
}

void SyscallPage::updateCount()
{
    const QLocale locale;
    m_count->setText(tr("%1 of %2", "rows shown of all rows").arg(locale.toString(m_proxy.rowCount()), locale.toString(m_model.rowCount())));
    const bool isEmpty = m_proxy.rowCount() == 0;
    if (isEmpty)
        m_empty->setText(m_document.evidence().isEmpty() && m_filter->text().contains(QLatin1StringView("seen"))
                ? tr("No syscall fits the filter “%1”. No recording is attached yet, so nothing counts as seen.").arg(m_filter->text())
                : tr("No syscall fits the filter “%1”.").arg(m_filter->text()));
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
}

bool SyscallPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            if (m_filter->text().isEmpty())
                m_table->setFocus(Qt::OtherFocusReason);
            else
                m_filter->clear();
            return true;
        }
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Return) {
            m_table->setFocus(Qt::TabFocusReason);
            if (!m_table->currentIndex().isValid() && m_proxy.rowCount() > 0)
                m_table->setCurrentIndex(m_proxy.index(0, 0));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace whittle::app
