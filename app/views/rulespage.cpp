#include "views/rulespage.h"

#include "documents/profiledocument.h"
#include "documents/ruleedits.h"
#include "models/rulewords.h"
#include "settings/settings.h"
#include "settings/theme.h"
#include "views/defaultanswer.h"
#include "views/environmentbar.h"
#include "views/icons.h"
#include "views/ruledetail.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {
namespace {

/// Rules that change nothing are calm; a bar marks those that the file does not have yet.
class RuleDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto &colors = theme::colors();
        const bool idle = index.data(RulesModel::IdleRole).toBool();
        if (idle || index.column() == RulesModel::Number || index.column() == RulesModel::Count || index.data().toString() == QStringLiteral("–"))
            option->palette.setColor(QPalette::Text, colors.muted);
        if (const QString icon = index.data(RulesModel::IconRole).toString(); !icon.isEmpty()) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->decorationSize = QSize(option->fontMetrics.height(), option->fontMetrics.height());
            option->icon = icons::tinted(icon, idle ? colors.muted : colors.accent);
        }
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        if (index.column() != RulesModel::Number || !index.data(RulesModel::ChangedRole).toBool())
            return;
        const bool toTheRight = option.direction == Qt::RightToLeft;
        painter->fillRect(QRect(toTheRight ? option.rect.right() - 2 : option.rect.left(), option.rect.top() + 2, 3, option.rect.height() - 4), theme::colors().accent);
    }
};

} // namespace

RulesPage::RulesPage(ProfileDocument &document, QWidget *parent) : QWidget(parent), m_document(document), m_model(document), m_environment(new EnvironmentBar(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_environment->setView(document.view());
    layout->addWidget(m_environment);
    layout->addWidget(new DefaultAnswer(document, this));
    layout->addWidget(makeToolBar());

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    m_table = new QTreeView(splitter);
    // On a small screen a few rows of everything are better than a window that does not fit.
    m_table->setMinimumHeight(fontMetrics().height() * 3);
    m_table->setObjectName(QStringLiteral("rulesTable"));
    m_table->setAccessibleName(tr("Rules of the file"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new RuleDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setDragDropMode(QAbstractItemView::InternalMove);
    m_table->setDropIndicatorShown(true);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->installEventFilter(this);
    setColumns();
    m_detail = new RuleDetail(document, splitter);
    splitter->addWidget(m_table);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    layout->addWidget(splitter, 1);
    setFocusProxy(m_table);
    setMinimumWidth(fontMetrics().averageCharWidth() * 56);

    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RulesPage::selectionChanged);
    connect(m_table, &QTreeView::doubleClicked, this, [this] { m_detail->setCurrentIndex(RuleDetail::Answer); });
    connect(&m_model, &RulesModel::moved, this, &RulesPage::selectRows);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &RulesPage::selectionChanged);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &RulesPage::selectionChanged);
    connect(m_detail, &RuleDetail::syscallChosen, this, &RulesPage::syscallChosen);
    connect(m_detail, &RuleDetail::previewRequested, this, &RulesPage::previewRequested);
    connect(m_environment, &EnvironmentBar::viewChosen, &document, &ProfileDocument::setView);
    connect(&document, &ProfileDocument::profileChanged, this, [this] {
        m_job.reset();
        m_outdated = true;
        m_detail->setEffect(nullptr);
        find(m_find->text());
    });
    connect(&document, &ProfileDocument::decisionsChanged, this, [this] {
        m_environment->setView(m_document.view());
        m_outdated = true;
        computeEffects();
    });
    connect(&document, &ProfileDocument::textChanged, this, &RulesPage::updateButtons);
    selectionChanged();
}

QToolButton *RulesPage::addButton(QWidget *bar, const char *name, const QString &icon, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton(bar);
    button->setObjectName(QLatin1StringView(name));
    button->setProperty("flat", true);
    button->setText(text);
    if (!icon.isEmpty())
        button->setIcon(icons::get(icon));
    button->setIconSize(icons::besideText(fontMetrics()));
    button->setToolButtonStyle(icon.isEmpty() ? Qt::ToolButtonTextOnly : Qt::ToolButtonTextBesideIcon);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    bar->layout()->addWidget(button);
    return button;
}

QWidget *RulesPage::makeToolBar()
{
    auto *bar = new QFrame(this);
    bar->setProperty("bar", true);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(2);
    m_add = addButton(bar, "ruleAdd", QStringLiteral("new"), tr("Add"), tr("Add a rule behind the selected one (Insert)"));
    m_remove = addButton(bar, "ruleRemove", QStringLiteral("close"), tr("Remove"), tr("Remove the selected rules (Delete)"));
    m_up = addButton(bar, "ruleUp", {}, tr("Up"), tr("Move the selected rules up; the order decides nothing but how the file reads (Alt+Up)"));
    m_down = addButton(bar, "ruleDown", {}, tr("Down"), tr("Move the selected rules down; the order decides nothing but how the file reads (Alt+Down)"));
    m_join = addButton(bar, "ruleJoin", {}, tr("Join"), tr("Make one rule of the selected ones, where they say the same about different syscalls"));
    m_show = addButton(bar, "ruleShow", QStringLiteral("go"), tr("In the Table"), tr("Show the syscalls of the rule in the syscall table"));
    m_find = new QLineEdit(bar);
    m_find->setObjectName(QStringLiteral("ruleFind"));
    m_find->setAccessibleName(tr("Find rules"));
    m_find->setPlaceholderText(tr("Find: a syscall, a capability, a comment"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(icons::get(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_find->installEventFilter(this);
    layout->addWidget(m_find, 1);
    connect(m_add, &QToolButton::clicked, this, &RulesPage::addRule);
    connect(m_remove, &QToolButton::clicked, this, &RulesPage::removeRules);
    connect(m_up, &QToolButton::clicked, this, [this] { moveRules(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveRules(1); });
    connect(m_join, &QToolButton::clicked, this, [this] {
        const auto places = selectedPlaces();
        m_detail->flush();
        ruleedits::join(m_document, places);
        if (!places.empty())
            select(static_cast<int>(places.front()));
    });
    connect(m_show, &QToolButton::clicked, this, [this] { Q_EMIT showSyscallsRequested(currentRule()); });
    connect(m_find, &QLineEdit::textChanged, this, &RulesPage::find);
    return bar;
}

void RulesPage::setColumns()
{
    const int letter = fontMetrics().averageCharWidth();
    auto *header = m_table->header();
    header->setStretchLastSection(true);
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(false);
    for (const auto &[column, letters] : {std::pair(RulesModel::Number, 7), std::pair(RulesModel::Names, 26), std::pair(RulesModel::Count, 8), std::pair(RulesModel::Answer, 16),
             std::pair(RulesModel::Arguments, 20), std::pair(RulesModel::When, 22), std::pair(RulesModel::Effect, 30), std::pair(RulesModel::Comment, 20)})
        m_table->setColumnWidth(column, letter * letters);
    if (const auto state = settings::headerState(m_table->objectName()); !state.isEmpty())
        header->restoreState(state);
    const auto remember = [this] { settings::setHeaderState(m_table->objectName(), m_table->header()->saveState()); };
    connect(header, &QHeaderView::sectionResized, this, remember);
    connect(header, &QHeaderView::sectionMoved, this, remember);
}

std::vector<std::size_t> RulesPage::selectedPlaces() const
{
    std::vector<std::size_t> places;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const auto &index : rows)
        places.push_back(static_cast<std::size_t>(index.row()));
    std::ranges::sort(places);
    return places;
}

int RulesPage::currentRule() const
{
    const auto places = selectedPlaces();
    return places.size() == 1 ? static_cast<int>(places.front()) : -1;
}

void RulesPage::select(int rule)
{
    const auto index = m_model.index(rule, 0);
    if (!index.isValid())
        return;
    if (m_table->isRowHidden(rule, {}))
        m_find->clear();
    m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->scrollTo(index);
}

void RulesPage::selectRows(int first, int count)
{
    if (count <= 0 || first < 0 || first + count > m_model.rowCount())
        return;
    QItemSelection selection;
    selection.select(m_model.index(first, 0), m_model.index(first + count - 1, RulesModel::ColumnCount - 1));
    m_table->selectionModel()->setCurrentIndex(m_model.index(first, 0), QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_table->scrollTo(m_model.index(first, 0));
}

void RulesPage::follow(const QString &syscall)
{
    const auto name = syscall.toStdString();
    const auto names = [&](int row) { return std::ranges::contains(m_model.rule(row).allNames(), name); };
    if (const int current = currentRule(); current >= 0 && current < m_model.rowCount() && names(current))
        return;
    select(m_model.rowNaming(syscall));
}

void RulesPage::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void RulesPage::addRule()
{
    m_detail->flush();
    const auto places = selectedPlaces();
    const auto place = places.empty() ? static_cast<std::size_t>(m_model.rowCount()) : places.back() + 1;
    const int before = m_model.rowCount();
    ruleedits::add(m_document, place, {});
    if (m_model.rowCount() == before)
        return;
    select(static_cast<int>(place));
    m_detail->setCurrentIndex(RuleDetail::Names);
    m_detail->nameField()->setFocus();
}

void RulesPage::removeRules()
{
    const auto places = selectedPlaces();
    if (places.empty())
        return;
    ruleedits::remove(m_document, places);
    // What comes next, so that Delete can be pressed again.
    select(std::min(static_cast<int>(places.front()), m_model.rowCount() - 1));
}

void RulesPage::moveRules(int by)
{
    m_detail->flush();
    const auto places = selectedPlaces();
    if (places.empty())
        return;
    const int first = static_cast<int>(places.front());
    const int last = static_cast<int>(places.back());
    const int to = by < 0 ? first - 1 : last + 2;
    if (to < 0 || to > m_model.rowCount())
        return;
    const auto count = static_cast<int>(places.size());
    ruleedits::move(m_document, places, static_cast<std::size_t>(to));
    selectRows(by < 0 ? to : to - count, count);
}

void RulesPage::selectionChanged()
{
    const int rule = currentRule();
    m_detail->setPlace(rule);
    m_detail->setEffect(rule < 0 ? nullptr : m_model.effect(rule));
    updateButtons();
    Q_EMIT currentRuleChanged();
    if (rule >= 0)
        if (const auto &name = words::subjectOf(m_model.rule(rule)).name; !name.empty())
            Q_EMIT syscallChosen(QString::fromStdString(name));
}

void RulesPage::updateButtons()
{
    const bool editable = m_document.isTextValid() && m_document.hasProfile();
    const auto places = selectedPlaces();
    m_add->setEnabled(editable);
    m_remove->setEnabled(editable && !places.empty());
    m_up->setEnabled(editable && !places.empty() && places.front() > 0);
    m_down->setEnabled(editable && !places.empty() && static_cast<int>(places.back()) + 1 < m_model.rowCount());
    m_join->setEnabled(editable && ruleedits::canJoin(m_document.profile(), places));
    m_show->setEnabled(currentRule() >= 0);
}

void RulesPage::find(const QString &text)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const auto &rule = m_model.rule(row);
        const auto holds = [&](const std::string &word) { return QString::fromStdString(word).contains(text.trimmed(), Qt::CaseInsensitive); };
        const bool fits = text.trimmed().isEmpty() || std::ranges::any_of(rule.allNames(), holds) || holds(rule.comment)
            || m_model.index(row, RulesModel::When).data().toString().contains(text.trimmed(), Qt::CaseInsensitive)
            || m_model.index(row, RulesModel::Arguments).data().toString().contains(text.trimmed(), Qt::CaseInsensitive);
        m_table->setRowHidden(row, {}, !fits);
    }
}

void RulesPage::computeEffects()
{
    // Many compiles: only for somebody who looks.
    if (!isVisible() || !m_outdated)
        return;
    m_job.reset();
    const auto &decisions = m_document.decisions();
    if (!decisions.filter()) {
        m_model.setEffects({});
        return;
    }
    m_outdated = false;
    using Effects = std::vector<analysis::RuleEffect>;
    m_job = std::make_unique<Job<Effects>>(
        [profile = m_document.profile(), target = m_document.view().target, filter = *decisions.filter()](std::stop_token stop, const ProgressFn &) {
            return analysis::ruleEffects(profile, target, filter, std::move(stop), {});
        },
        nullptr,
        [this](Result<Effects> effects) {
            if (effects)
                m_model.setEffects(std::move(*effects));
            const int rule = currentRule();
            m_detail->setEffect(rule < 0 ? nullptr : m_model.effect(rule));
            // The job delivers this itself, so it goes when that is done.
            QMetaObject::invokeMethod(this, [this, job = m_job.get()] {
                if (m_job.get() == job)
                    m_job.reset();
            }, Qt::QueuedConnection);
        });
}

void RulesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    computeEffects();
    if (m_table->selectionModel()->selectedRows().isEmpty())
        select(0);
}

void RulesPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_environment->setCompact(width() < fontMetrics().averageCharWidth() * 84);
}

bool RulesPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_find) {
        if (key->key() == Qt::Key_Escape && !m_find->text().isEmpty()) {
            m_find->clear();
            return true;
        }
        if (key->key() == Qt::Key_Escape || key->key() == Qt::Key_Down || key->key() == Qt::Key_Return) {
            m_table->setFocus();
            return true;
        }
        return QWidget::eventFilter(watched, event);
    }
    const bool alt = key->modifiers() == Qt::AltModifier;
    if (key->key() == Qt::Key_Delete && m_remove->isEnabled())
        removeRules();
    else if (key->key() == Qt::Key_Insert && m_add->isEnabled())
        addRule();
    else if (alt && key->key() == Qt::Key_Up && m_up->isEnabled())
        moveRules(-1);
    else if (alt && key->key() == Qt::Key_Down && m_down->isEnabled())
        moveRules(1);
    else if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && currentRule() >= 0)
        m_detail->setFocus();
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

} // namespace whittle::app
