#include "views/accessesview.h"

#include "documents/apparmordocument.h"
#include "models/filtercompletion.h"
#include "settings/theme.h"
#include "views/celldelegate.h"
#include "views/filterbar.h"
#include "views/icons.h"
#include "views/pagehead.h"
#include "views/plaintable.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>

namespace whittle::app {
namespace {

/// Whether it is allowed, as icon, word and colour; what is denied stands out, for the program needs it.
class AnswerDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        CellDelegate::initStyleOption(option, index);
        const auto denied = index.data(AccessModel::DeniedRole);
        if (index.column() != AccessModel::Answer || !denied.isValid())
            return;
        const auto &colors = theme::colors();
        const QColor color = denied.toBool() ? colors.error : colors.muted;
        option->icon = icons::tinted(denied.toBool() ? QStringLiteral("deny") : QStringLiteral("allow"), color);
        option->palette.setColor(QPalette::Text, color);
    }
};

} // namespace

AccessesView::AccessesView(AppArmorDocument &document, QWidget *parent) : QWidget(parent), m_document(document), m_model(document), m_proxy(m_model), m_stack(new QStackedWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(makeList());
    layout->addWidget(m_stack);
    connect(&document, &AppArmorDocument::reportChanged, this, &AccessesView::update);
    connect(&document, &AppArmorDocument::recordingsChanged, this, &AccessesView::update);
    update();
}

QWidget *AccessesView::makeEmpty()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(40, 40, 40, 40);
    layout->setSpacing(14);
    layout->addStretch(1);
    auto *text = new QLabel(tr("With a recording attached, every file, capability and socket that it used is listed here,\nwith what this policy says of it and the rule that decides."), page);
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    text->setProperty("muted", true);
    layout->addWidget(text);
    auto *attach = makeHeadButton("attachRecordingButton", tr("Attach a Recording…"), {}, tr("Shows what a recording used beside what this policy allows"), page);
    attach->setProperty("primary", true);
    layout->addWidget(attach, 0, Qt::AlignHCenter);
    layout->addStretch(2);
    page->setFocusProxy(attach);
    connect(attach, &QPushButton::clicked, this, &AccessesView::attachRequested);
    return page;
}

QWidget *AccessesView::makeHead()
{
    auto *head = new QFrame(this);
    head->setProperty("bar", true);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(10);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    m_headline = makePageTitle({}, head);
    m_headline->setObjectName(QStringLiteral("accessHeadline"));
    texts->addWidget(m_headline);
    m_notes = new QLabel(head);
    m_notes->setObjectName(QStringLiteral("accessNotes"));
    m_notes->setProperty("muted", true);
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setWordWrap(true);
    texts->addWidget(m_notes);
    layout->addLayout(texts, 1);
    m_ofProfile = new QLabel(tr("By the profile"), head);
    m_profiles = new QComboBox(head);
    m_profiles->setObjectName(QStringLiteral("askedProfile"));
    m_profiles->setAccessibleName(tr("The profile that is asked"));
    m_profiles->setToolTip(tr("Which of the profiles in this file says what is allowed"));
    m_ofProfile->setBuddy(m_profiles);
    auto *choice = new QHBoxLayout;
    choice->addWidget(m_ofProfile);
    choice->addWidget(m_profiles);
    layout->addLayout(choice);
    layout->setAlignment(choice, Qt::AlignTop);
    connect(m_profiles, &QComboBox::textActivated, this, [this](const QString &name) { m_document.askProfile(name); });
    return head;
}

QWidget *AccessesView::makeList()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    m_filter = new FilterBar([](const QString &word) { return termsWith(AccessFilter::examples(), word); }, page);
    m_filter->field()->setPlaceholderText(tr("Filter: a word, or is:denied kind:file did:write by:nginx …"));
    m_filter->field()->setAccessibleName(tr("Filter accesses"));
    m_filter->field()->setToolTip(tr("Words that all must fit. A plain word is looked for in names and processes; others are for example\n%1\n- in front turns a word round.").arg(AccessFilter::examples().join(QStringLiteral("  "))));
    m_filter->addToggle(tr("Denied"), QStringLiteral("deny"), QStringLiteral("is:denied"), tr("Only what the policy denies"));
    layout->addWidget(m_filter);
    m_table = makePlainTable(&m_proxy, "accessTable", tr("What was recorded, and whether it is allowed"), page);
    m_table->setItemDelegate(new AnswerDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(AccessModel::Answer, Qt::AscendingOrder);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    for (const auto &[column, letters] : {std::pair(AccessModel::Name, 42), std::pair(AccessModel::Done, 20), std::pair(AccessModel::By, 12), std::pair(AccessModel::Answer, 18)})
        m_table->setColumnWidth(column, letter * letters);
    m_rows = new QStackedWidget(page);
    m_rows->addWidget(m_table);
    m_none = new QLabel(m_rows);
    m_none->setObjectName(QStringLiteral("accessesNone"));
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    m_none->setProperty("muted", true);
    m_rows->addWidget(m_none);
    layout->addWidget(m_rows, 1);
    page->setFocusProxy(m_table);
    connect(m_filter, &FilterBar::textChanged, this, &AccessesView::applyFilter);
    connect(m_filter, &FilterBar::left, m_table, [this](bool begin) {
        m_table->setFocus(Qt::OtherFocusReason);
        if (begin && !m_table->currentIndex().isValid() && m_proxy.rowCount() > 0)
            m_table->setCurrentIndex(m_proxy.index(0, 0));
    });
    connect(m_table, &QTableView::activated, this, &AccessesView::go);
    return page;
}

QString AccessesView::headline() const
{
    return m_headline->text();
}

QString AccessesView::filterText() const
{
    return m_filter->text();
}

void AccessesView::setFilterText(const QString &text)
{
    m_filter->setText(text);
}

void AccessesView::focusFilter()
{
    if (!m_document.recordings().empty())
        m_filter->focus();
}

void AccessesView::applyFilter()
{
    auto filter = AccessFilter::parse(m_filter->text());
    m_filter->setError(filter ? QString() : filter.error());
    // A filter that cannot be read leaves the rows as they are.
    if (filter)
        m_proxy.setFilter(std::move(*filter));
    update();
}

void AccessesView::update()
{
    m_stack->setCurrentIndex(m_document.recordings().empty() ? 0 : 1);
    setFocusProxy(m_stack->currentWidget());
    const QLocale locale;
    const auto &report = m_document.report();
    const int all = m_model.rowCount();
    const bool isAsked = !report.answers.empty() || all == 0;
    QStringList notes;
    for (const auto &open : m_document.recordings())
        notes << open.title();
    notes = {notes.join(QStringLiteral(" · "))};
    if (!report.accesses || (all == 0 && m_document.isComputing()))
        m_headline->setText(tr("Asking the policy about every access…"));
    else if (isAsked)
        m_headline->setText(tr("%1 of %n recorded accesses allowed", nullptr, all).arg(locale.toString(static_cast<qulonglong>(report.allowedCount()))));
    else
        m_headline->setText(tr("%n recorded accesses", nullptr, all));
    if (report.isStale)
        notes << tr("The text has an error. This is what the last text without one allowed; the lines may have moved.");
    else if (!report.error.empty())
        notes << tr("The profile cannot be asked: %1").arg(QString::fromStdString(report.error));
    else if (report.profile.empty())
        notes << tr("The file has no profile that could be asked.");
    if (report.accesses)
        for (const auto &note : report.accesses->notes)
            notes << QStringLiteral("• ") + QString::fromStdString(note);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    updateProfiles();
    m_filter->setCount(tr("%1 of %2", "rows shown of all rows").arg(locale.toString(m_proxy.rowCount()), locale.toString(all)));
    m_none->setText(all == 0 ? tr("The recordings used nothing that AppArmor decides about.") : tr("No access fits the filter “%1”.").arg(m_filter->text()));
    m_rows->setCurrentIndex(m_proxy.rowCount() == 0 ? 1 : 0);
}

void AccessesView::updateProfiles()
{
    const QSignalBlocker quiet(m_profiles);
    QStringList names;
    for (const auto &name : m_document.report().profiles)
        names << QString::fromStdString(name);
    m_profiles->clear();
    m_profiles->addItems(names);
    m_profiles->setCurrentText(QString::fromStdString(m_document.report().profile));
    for (QWidget *widget : {static_cast<QWidget *>(m_ofProfile), static_cast<QWidget *>(m_profiles)})
        widget->setVisible(names.size() > 1);
}

void AccessesView::go(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto row = m_proxy.rowAt(index);
    const auto line = row.answer && row.answer->line > 0 ? row.answer->line : m_document.report().profileLine;
    if (line > 0)
        Q_EMIT lineRequested(static_cast<int>(line));
}

} // namespace whittle::app
