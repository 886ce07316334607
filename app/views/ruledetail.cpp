#include "views/ruledetail.h"

#include "documents/profiledocument.h"
#include "documents/ruleedits.h"
#include "models/rulesmodel.h"
#include "models/rulewords.h"
#include "models/syscallrow.h"
#include "settings/theme.h"
#include "views/icons.h"
#include "views/ruleform.h"
#include "views/wordcompleter.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace whittle::app {
namespace {

constexpr int kApplyDelayMs = 250; // an edit compiles and checks: done when typing rests

QStringList namesToOffer()
{
    QStringList words;
    std::set<std::string> groups;
    for (const auto &syscall : syscalls::Catalogue::builtIn().all()) {
        words << QString::fromStdString(syscall.name);
        groups.insert(syscall.groups.begin(), syscall.groups.end());
    }
    for (const auto &group : groups)
        words << QString::fromStdString(group);
    return words;
}

} // namespace

RuleDetail::RuleDetail(ProfileDocument &document, QWidget *parent) : QTabWidget(parent), m_document(document)
{
    setObjectName(QStringLiteral("ruleDetail"));
    setAccessibleName(tr("The selected rule"));
    setDocumentMode(true);
    addTab(makeNamesPage(), tr("Syscalls"));
    addTab(makeAnswerPage(), tr("Answer and conditions"));
    addTab(makeChangesPage(), tr("What it changes"));
    m_apply.setSingleShot(true);
    m_apply.setInterval(kApplyDelayMs);
    connect(&m_apply, &QTimer::timeout, this, &RuleDetail::applyForm);
    connect(&document, &ProfileDocument::profileChanged, this, &RuleDetail::takeRule);
    connect(&document, &ProfileDocument::viewChanged, this, &RuleDetail::takeRule);
    // Comes before every other signal of a change: what waits was typed over another state of the profile, and is not carried into this one.
    connect(&document, &ProfileDocument::textChanged, this, [this] {
        m_apply.stop();
        updateButtons();
    });
    setPlace(-1);
}

QWidget *RuleDetail::makeNamesPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(6);
    auto *line = new QHBoxLayout;
    m_add = new QLineEdit(page);
    m_add->setObjectName(QStringLiteral("ruleNamesField"));
    m_add->setAccessibleName(tr("Syscalls to add to the rule"));
    m_add->setPlaceholderText(tr("Add syscalls: openat, mount, or a group such as @keyring"));
    m_add->setCompleter(new WordCompleter(namesToOffer(), QLatin1Char(','), m_add));
    m_add->installEventFilter(this);
    line->addWidget(m_add, 1);
    auto *add = new QPushButton(tr("&Add"), page);
    add->setObjectName(QStringLiteral("ruleAddNames"));
    line->addWidget(add);
    m_remove = new QPushButton(tr("Rem&ove"), page);
    m_remove->setObjectName(QStringLiteral("ruleRemoveNames"));
    m_remove->setToolTip(tr("Take the selected syscalls out of this rule (Delete)"));
    line->addWidget(m_remove);
    m_split = new QPushButton(tr("S&plit Off"), page);
    m_split->setObjectName(QStringLiteral("ruleSplit"));
    m_split->setToolTip(tr("Give the selected syscalls a rule of their own that says the same"));
    line->addWidget(m_split);
    layout->addLayout(line);
    m_names = new QListWidget(page);
    m_names->setMinimumHeight(fontMetrics().height() * 2);
    m_names->setObjectName(QStringLiteral("ruleNames"));
    m_names->setAccessibleName(tr("Syscalls that the rule names"));
    m_names->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_names->setFlow(QListView::TopToBottom);
    m_names->setWrapping(true);
    m_names->setResizeMode(QListView::Adjust);
    m_names->installEventFilter(this);
    layout->addWidget(m_names, 1);
    connect(add, &QPushButton::clicked, this, &RuleDetail::addTyped);
    connect(m_remove, &QPushButton::clicked, this, &RuleDetail::removeSelected);
    connect(m_split, &QPushButton::clicked, this, [this] { ruleedits::split(m_document, static_cast<std::size_t>(m_place), selectedNames()); });
    connect(m_names, &QListWidget::itemSelectionChanged, this, &RuleDetail::updateButtons);
    connect(m_names, &QListWidget::currentTextChanged, this, [this](const QString &name) {
        if (!name.isEmpty() && syscalls::Catalogue::builtIn().find(name.toStdString()))
            Q_EMIT syscallChosen(name);
    });
    return page;
}

QWidget *RuleDetail::makeAnswerPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(10, 8, 4, 8);
    layout->setSpacing(6);
    auto *line = new QHBoxLayout;
    m_subjectNote = new QLabel(page);
    m_subjectNote->setProperty("muted", true);
    m_subjectNote->setWordWrap(true);
    line->addWidget(m_subjectNote, 1);
    m_preview = new QPushButton(tr("&Preview by Argument…"), page);
    m_preview->setObjectName(QStringLiteral("rulePreview"));
    m_preview->setToolTip(tr("Show what the filter answers to each argument value that the recordings saw"));
    line->addWidget(m_preview, 0, Qt::AlignTop);
    layout->addLayout(line);
    m_formArea = new QScrollArea(page);
    m_formArea->setMinimumHeight(fontMetrics().height() * 2);
    m_formArea->setWidgetResizable(true);
    m_formArea->setFrameShape(QFrame::NoFrame);
    m_formArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_formArea, 1);
    connect(m_preview, &QPushButton::clicked, this, [this] {
        flush();
        if (const auto *current = rule())
            Q_EMIT previewRequested(QString::fromStdString(words::subjectOf(*current).name));
    });
    return page;
}

QWidget *RuleDetail::makeChangesPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(6);
    m_effect = new QLabel(page);
    m_effect->setObjectName(QStringLiteral("ruleEffect"));
    m_effect->setWordWrap(true);
    m_effect->setContentsMargins(10, 0, 10, 0);
    layout->addWidget(m_effect);
    m_effects = new QTableView(page);
    m_effects->setMinimumHeight(fontMetrics().height() * 2);
    m_effects->setObjectName(QStringLiteral("ruleEffects"));
    m_effects->setAccessibleName(tr("What the rule changes"));
    m_effects->setModel(&m_effectModel);
    m_effects->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_effects->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_effects->setShowGrid(false);
    m_effects->setWordWrap(false);
    m_effects->setTabKeyNavigation(false);
    m_effects->setCornerButtonEnabled(false);
    m_effects->verticalHeader()->hide();
    m_effects->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_effects->horizontalHeader()->setStretchLastSection(true);
    m_effects->horizontalHeader()->setHighlightSections(false);
    const int letter = fontMetrics().averageCharWidth();
    for (const auto &[column, letters] : {std::pair(RuleEffectModel::Syscall, 24), std::pair(RuleEffectModel::Risk, 12), std::pair(RuleEffectModel::Without, 20), std::pair(RuleEffectModel::With, 20)})
        m_effects->setColumnWidth(column, letter * letters);
    layout->addWidget(m_effects, 1);
    connect(m_effects->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT syscallChosen(m_effectModel.syscall(index.row()));
    });
    return page;
}

const profile::Rule *RuleDetail::rule() const
{
    const auto &rules = m_document.profile().rules;
    return m_place >= 0 && static_cast<std::size_t>(m_place) < rules.size() ? &rules[static_cast<std::size_t>(m_place)] : nullptr;
}

void RuleDetail::setPlace(int place)
{
    if (place != m_place)
        flush();
    m_place = place;
    takeRule();
}

void RuleDetail::takeRule()
{
    fillNames();
    fillForm();
    setEnabled(rule() != nullptr);
    updateButtons();
}

void RuleDetail::fillNames()
{
    const auto *current = rule();
    QStringList wanted;
    if (current)
        for (const auto &name : current->allNames())
            wanted << QString::fromStdString(name);
    QStringList shown;
    for (int i = 0; i < m_names->count(); ++i)
        shown << m_names->item(i)->text();
    if (shown == wanted)
        return;
    QStringList selected;
    for (const auto *item : m_names->selectedItems())
        selected << item->text();
    const QSignalBlocker quiet(m_names);
    m_names->clear();
    for (const auto &name : wanted) {
        auto *item = new QListWidgetItem(name, m_names);
        item->setFont(theme::fixedFont());
        const auto *known = syscalls::Catalogue::builtIn().find(name.toStdString());
        if (known)
            item->setToolTip(QString::fromStdString(known->summary));
        else if (!syscalls::Catalogue::builtIn().existsElsewhere(name.toStdString()))
            item->setIcon(icons::tinted(QStringLiteral("warning"), theme::colors().warning));
        if (!known)
            item->setToolTip(item->icon().isNull() ? tr("Other architectures alone have this syscall") : tr("No syscall that Whittle knows has this name"));
        item->setSelected(selected.contains(name));
    }
}

void RuleDetail::fillForm()
{
    static const profile::Rule kNoRule;
    const auto *current = rule();
    const auto &subject = words::subjectOf(current ? *current : kNoRule);
    const Abi abi = m_document.view().abi;
    const bool sameSubject = m_form && m_subject == &subject && m_abi == abi;
    if (!sameSubject) {
        m_subject = &subject;
        m_abi = abi;
        m_form = new RuleForm(subject, abi, m_formArea);
        m_formArea->setWidget(m_form); // the old one goes
        connect(m_form, &RuleForm::changed, this, [this] { m_apply.start(); });
    }
    m_subjectNote->setText(!current ? QString() : subject.name.empty() ? tr("The rule names no syscall that Whittle knows, so its arguments have numbers only.")
            : current->allNames().size() == 1                       ? tr("The arguments are those of %1.").arg(QString::fromStdString(subject.name))
                                                                    : tr("The arguments are called as those of %1; the conditions hold for all syscalls of the rule.").arg(QString::fromStdString(subject.name)));
    if (!current)
        return;
    // A form that says what the rule says keeps its cursor and what is half typed.
    const auto shown = sameSubject ? m_form->rule() : std::nullopt;
    if (shown) {
        profile::Rule compared = *shown;
        compared.names = current->names;
        compared.name = current->name;
        if (compared.sameAs(*current))
            return;
    }
    m_form->setRule(*current, std::nullopt);
}

void RuleDetail::flush()
{
    if (!m_apply.isActive())
        return;
    m_apply.stop();
    applyForm();
}

void RuleDetail::applyForm()
{
    const auto *current = rule();
    auto edited = current && m_form ? m_form->rule() : std::nullopt;
    // What cannot be read is said in the form, and waits until it can.
    if (!edited)
        return;
    edited->names = current->names;
    edited->name = current->name;
    ruleedits::setRule(m_document, static_cast<std::size_t>(m_place), *edited);
}

std::vector<std::string> RuleDetail::selectedNames() const
{
    std::vector<std::string> names;
    for (int i = 0; i < m_names->count(); ++i)
        if (m_names->item(i)->isSelected())
            names.push_back(m_names->item(i)->text().toStdString());
    return names;
}

void RuleDetail::addTyped()
{
    const auto typed = ruleedits::namesIn(m_add->text());
    const auto *current = rule();
    if (typed.empty() || !current)
        return;
    m_add->clear();
    flush();
    current = rule();
    auto names = current->allNames();
    const bool sorted = std::ranges::is_sorted(names);
    for (const auto &name : typed)
        if (!std::ranges::contains(names, name))
            names.insert(sorted ? std::ranges::lower_bound(names, name) : names.end(), name);
    ruleedits::setNames(m_document, static_cast<std::size_t>(m_place), names);
}

void RuleDetail::removeSelected()
{
    flush();
    const auto selected = selectedNames();
    if (selected.empty() || !rule())
        return;
    auto names = rule()->allNames();
    std::erase_if(names, [&](const std::string &name) { return std::ranges::contains(selected, name); });
    ruleedits::setNames(m_document, static_cast<std::size_t>(m_place), names);
}

void RuleDetail::updateButtons()
{
    const bool editable = m_document.isTextValid() && rule();
    const auto selected = m_names->selectedItems().size();
    m_add->setEnabled(editable);
    m_remove->setEnabled(editable && selected > 0);
    m_split->setEnabled(editable && selected > 0 && selected < m_names->count());
    m_preview->setEnabled(editable && !words::subjectOf(*rule()).name.empty());
    if (m_form)
        m_form->setEnabled(editable);
}

void RuleDetail::setEffect(const analysis::RuleEffect *effect)
{
    m_effect->setText(!rule() ? QString()
            : effect          ? tr("In this environment: %1.").arg(words::ruleEffect(*effect))
            : m_document.decisions().filter() ? tr("Looking at what the rule changes …")
                                              : tr("No container would start with this profile, so nothing can be said of what the rule changes."));
    m_effectModel.setDifferences(effect ? effect->differences : std::vector<profile::Difference>());
    m_effects->setVisible(m_effectModel.rowCount() > 0);
    setTabText(Changes, effect && !effect->differences.empty() ? tr("What it changes (%Ln)", nullptr, static_cast<int>(effect->differences.size())) : tr("What it changes"));
}

bool RuleDetail::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (watched == m_names && key->key() == Qt::Key_Delete) {
            removeSelected();
            return true;
        }
        if (watched == m_add && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            addTyped();
            return true;
        }
    }
    return QTabWidget::eventFilter(watched, event);
}

} // namespace whittle::app
