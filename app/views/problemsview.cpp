#include "views/problemsview.h"

#include "documents/apparmordocument.h"
#include "documents/profiledocument.h"
#include "models/fixwords.h"
#include "settings/theme.h"
#include "views/icons.h"

#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace whittle::app {
namespace {

/// Severity as shape, word and colour.
class SeverityDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto *model = static_cast<const FindingsModel *>(index.model());
        const auto &item = model->item(index.row());
        const auto &colors = theme::colors();
        const auto severity = static_cast<profile::Severity>(item.severity);
        const bool serious = severity >= profile::Severity::High;
        const QColor color = serious ? colors.error : severity == profile::Severity::Medium ? colors.warning : colors.muted;
        option->icon = icons::tinted(serious ? QStringLiteral("error") : severity == profile::Severity::Medium ? QStringLiteral("warning") : QStringLiteral("info"), color);
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(option->fontMetrics.height(), option->fontMetrics.height());
        option->palette.setColor(QPalette::Text, color);
        option->palette.setColor(QPalette::HighlightedText, color);
    }
};

} // namespace

ProblemsView::ProblemsView(QWidget *parent) : QWidget(parent), m_stack(new QStackedWidget(this)), m_table(new QTableView(this)), m_empty(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_table->setObjectName(QStringLiteral("problemsTable"));
    m_table->setAccessibleName(tr("Problems of the current profile"));
    m_table->setModel(&m_model);
    m_table->setItemDelegateForColumn(FindingsModel::Severity, new SeverityDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(FindingsModel::Severity, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(FindingsModel::Message, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(FindingsModel::Place, QHeaderView::ResizeToContents);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("muted", true);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    const auto go = [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT activated(m_model.item(index.row()));
    };
    connect(m_table, &QTableView::clicked, this, go);
    connect(m_table, &QTableView::activated, this, go);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QTableView::customContextMenuRequested, this, &ProblemsView::showMenu);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ProblemsView::update);
    update();
}

void ProblemsView::setDocument(EditedFile *document)
{
    m_document = document;
    m_model.setDocument(document);
}

void ProblemsView::showMenu(const QPoint &position)
{
    const auto index = m_table->indexAt(position);
    if (!index.isValid() || !m_document)
        return;
    const auto item = m_model.item(index.row());
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("problemMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (auto *profile = qobject_cast<ProfileDocument *>(m_document); profile && !item.isTextError)
        for (const auto &fix : profile::fixesFor(profile->profile(), item.finding))
            connect(menu->addAction(icons::get(QStringLiteral("go")), words::fix(fix)), &QAction::triggered, this, [profile = QPointer(profile), finding = item.finding, fix] {
                if (profile)
                    mend(*profile, finding, fix);
            });
    if (!menu->isEmpty())
        menu->addSeparator();
    connect(menu->addAction(tr("Show the Place")), &QAction::triggered, this, [this, item] { Q_EMIT activated(item); });
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void ProblemsView::update()
{
    const int count = m_model.rowCount();
    const auto *policy = qobject_cast<AppArmorDocument *>(m_document);
    m_empty->setText(policy ? (policy->isComputing() ? tr("Looking for problems…") : tr("Nothing was found that is wrong with this policy.")) : m_document ? tr("Nothing was found that is wrong with this profile in the chosen environment.") : tr("What is wrong with an open profile is listed here."));
    m_stack->setCurrentIndex(count > 0 ? 0 : 1);
    Q_EMIT countChanged(count);
}

} // namespace whittle::app
