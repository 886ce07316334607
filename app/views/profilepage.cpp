#include "views/profilepage.h"

#include "dialogs/ruledialog.h"
#include "documents/viewjson.h"
#include "models/syscallmodel.h"
#include "views/charts/chartpage.h"
#include "views/charts/documentcharts.h"
#include "views/findbar.h"
#include "views/messagebar.h"
#include "views/rulespage.h"
#include "views/sideeffects.h"
#include "views/sourceeditor.h"
#include "views/sourcepage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QFocusEvent>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace whittle::app {

namespace {

/// What a tab is called in a session that is kept: its place may change from version to version.
QString tabName(int tab)
{
    constexpr std::array kNames = {"syscalls", "rules", "source", "charts"};
    static_assert(kNames.size() == ProfilePage::TabCount);
    return QLatin1StringView(kNames[static_cast<std::size_t>(tab)]);
}

} // namespace

ProfilePage::ProfilePage(std::unique_ptr<ProfileDocument> document, QWidget *parent)
    : EditedPage(*document, parent), m_document(std::move(document)), m_message(new MessageBar(this)), m_state(new MessageBar(this)), m_tabs(new QTabWidget(this)),
      m_syscalls(new SyscallPage(*m_document, this)), m_rules(new RulesPage(*m_document, this)), m_source(new SourcePage(*m_document, this)), m_charts(new ChartPage(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_message->setObjectName(QStringLiteral("pageMessage"));
    m_state->setObjectName(QStringLiteral("stateMessage"));
    layout->addWidget(m_message);
    layout->addWidget(m_state);
    m_tabs->setObjectName(QStringLiteral("profileTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_syscalls, tr("Syscalls"));
    m_tabs->addTab(m_rules, tr("Rules"));
    m_tabs->addTab(m_source, tr("Source"));
    m_tabs->addTab(m_charts, tr("Charts"));
    m_tabs->setTabToolTip(Syscalls, tr("Every syscall, as the kernel decides it"));
    m_tabs->setTabToolTip(Rules, tr("The rules, as the file has them"));
    m_tabs->setTabToolTip(Source, tr("The text of the file"));
    m_tabs->setTabToolTip(Charts, tr("Figures of the profile and of the attached recordings"));
    addProfileCharts(*m_charts, *m_document);
    connect(m_charts, &ChartPage::filterRequested, this, [this](const QString &filter) {
        m_syscalls->setFilterText(filter);
        showTab(Syscalls);
        m_syscalls->table()->setFocus(Qt::OtherFocusReason);
    });
    layout->addWidget(m_tabs, 1);
    if (!m_document->hasProfile())
        m_tabs->setCurrentIndex(Source);
    m_tab = m_tabs->currentIndex();
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        followTab(tab);
        updateState();
        Q_EMIT currentTabChanged();
    });
    connect(m_source, &SourcePage::syscallAtCursor, this, [this](const QString &syscall) {
        // Only where the person is in the text: the table leads where it is shown.
        if (currentTab() == Source)
            m_syscalls->follow(syscall);
    });
    connect(m_rules, &RulesPage::syscallChosen, this, [this](const QString &syscall) {
        if (currentTab() == Rules)
            m_syscalls->follow(syscall);
    });
    connect(m_rules, &RulesPage::previewRequested, this, &ProfilePage::editRules);
    connect(m_rules, &RulesPage::showSyscallsRequested, this, [this](int rule) {
        m_syscalls->setFilterText(QStringLiteral("rule:%1").arg(rule + 1));
        showTab(Syscalls);
        m_syscalls->table()->setFocus();
    });
    connect(m_syscalls->table(), &SyscallTable::toggleRequested, this, &ProfilePage::toggle);
    connect(m_syscalls->table(), &SyscallTable::editRequested, this, &ProfilePage::editRules);
    connect(m_document.get(), &ProfileDocument::sideEffectsFound, this, [this](const QString &step, const std::vector<profile::SideEffect> &effects) {
        if (effects.empty()) {
            m_message->clear();
            return;
        }
        m_message->showMessage(MessageBar::Kind::Warning, tr("“%1” also changed %2").arg(step, sideEffectsText(effects)), tr("Undo"), [this] { m_document->undoStack()->undo(); });
    });
    connect(m_document->undoStack(), &QUndoStack::indexChanged, this, [this] {
        // What was said about a step no longer holds; the step's own message comes after this.
        m_message->clear();
    });
    connect(m_document.get(), &ProfileDocument::textChanged, this, &ProfilePage::updateState);
    connect(m_document.get(), &ProfileDocument::decisionsChanged, this, &ProfilePage::updateState);
    connect(this, &ProfilePage::currentTabChanged, this, &DocumentPage::actionsChanged);
    updateState();
}

ProfilePage::~ProfilePage()
{
    // Pages and forms look at the document; they go first.
    qDeleteAll(findChildren<RuleDialog *>());
    delete m_tabs;
}

bool ProfilePage::focusFilter()
{
    if (currentTab() == Source) {
        m_source->findBar()->open(false);
    } else if (currentTab() == Rules) {
        m_rules->focusFind();
    } else {
        showTab(Syscalls);
        m_syscalls->focusFilter();
    }
    return true;
}

QJsonObject ProfilePage::viewState() const
{
    return {{QStringLiteral("tab"), tabName(currentTab())}, {QStringLiteral("rule"), m_rules->currentRule()}, {QStringLiteral("filter"), m_syscalls->filterText()}, {QStringLiteral("syscall"), m_syscalls->table()->currentSyscall()},
        {QStringLiteral("cursor"), m_source->editor()->textCursor().position()}, {QStringLiteral("environment"), toJson(m_document->view())}, {QStringLiteral("recordings"), pathsOf(m_document->evidence().recordings())}};
}

void ProfilePage::restoreViewState(const QJsonObject &state)
{
    if (const auto environment = state[QStringLiteral("environment")]; environment.isObject())
        m_document->setView(viewOf(environment.toObject()));
    m_syscalls->setFilterText(state[QStringLiteral("filter")].toString());
    m_syscalls->follow(state[QStringLiteral("syscall")].toString());
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        if (state[QStringLiteral("tab")].toString() == tabName(tab))
            m_tabs->setCurrentIndex(tab);
    // A view opens where the one before was left: only now it goes where it was itself.
    restoreCursor(state[QStringLiteral("cursor")].toInt());
    if (const int rule = state[QStringLiteral("rule")].toInt(-1); currentTab() == Rules && rule >= 0 && rule < static_cast<int>(m_document->profile().rules.size()))
        m_rules->select(rule);
    restoreRecordings(state[QStringLiteral("recordings")].toArray());
}

int ProfilePage::currentTab() const
{
    return m_tabs->currentIndex();
}

void ProfilePage::showTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

/// A view opens where the one before was left.
void ProfilePage::followTab(int tab)
{
    const int from = std::exchange(m_tab, tab);
    if (tab == Source)
        m_backTo = from == Rules ? Rules : Syscalls;
    const QString syscall = m_syscalls->table()->currentSyscall();
    if (from == Source && tab == Rules && m_source->ruleAtCursor() >= 0)
        m_rules->select(m_source->ruleAtCursor());
    else if (from == Rules && tab == Source && m_rules->currentRule() >= 0)
        m_source->goToRule(m_rules->currentRule());
    else if (tab == Source && m_document->isTextValid() && !syscall.isEmpty())
        m_source->goToSyscall(syscall);
    else if (tab == Rules && !syscall.isEmpty())
        m_rules->follow(syscall);
}

SourceEditor *ProfilePage::editor()
{
    return m_source->editor();
}

FindBar *ProfilePage::findBar()
{
    return m_source->findBar();
}

void ProfilePage::showAttached(const OpenRecording &recording)
{
    m_message->showMessage(MessageBar::Kind::Info, tr("“%1” is shown as evidence: see the columns Seen and By.").arg(recording.title()), tr("Show What Was Seen"),
        [this] { m_syscalls->setFilterText(QStringLiteral("seen:yes")); });
}

void ProfilePage::toggleSource()
{
    showTab(currentTab() == Source ? m_backTo : static_cast<int>(Source));
    setFocus();
}

void ProfilePage::allowSelected()
{
    m_document->allow(m_syscalls->table()->selectedSyscalls());
}

void ProfilePage::denySelected()
{
    m_document->deny(m_syscalls->table()->selectedSyscalls());
}

std::vector<std::string> ProfilePage::bulkScope() const
{
    auto selected = m_syscalls->table()->selectedSyscalls();
    return selected.size() > 1 ? selected : std::vector<std::string>();
}

void ProfilePage::bulkEdit(BulkKind kind)
{
    const auto plan = planBulkEdit(*m_document, kind, bulkScope());
    if (!plan) {
        m_message->showMessage(MessageBar::Kind::Error, tr("That cannot be done with these recordings: %1").arg(QString::fromStdString(plan.error().message)));
        return;
    }
    const bool seenWanted = kind == BulkKind::AllowSeen || kind == BulkKind::DenyUnseen;
    if (plan->syscalls.empty()) {
        QString text = seenWanted && m_document->evidence().isEmpty() ? tr("Attach a recording first, or open one.") : tr("Nothing is to be changed: it is so already.");
        if (!plan->keptReason.isEmpty())
            text += QLatin1Char(' ') + plan->keptReason;
        m_message->showMessage(MessageBar::Kind::Info, text);
        return;
    }
    const int before = m_document->undoStack()->index();
    applyBulkEdit(*m_document, kind, *plan);
    if (m_document->undoStack()->index() == before)
        return;
    // What else changed was said by the step itself; what was left alone comes with it.
    QStringList parts;
    if (!m_message->isHidden())
        parts << m_message->text();
    else
        //: %1 is the step that was done, e.g. "Deny 12 syscalls that were never seen"
        parts << tr("Done: %1.").arg(plan->step);
    if (!plan->keptReason.isEmpty()) {
        QStringList names;
        for (std::size_t i = 0; i < plan->kept.size() && i < 8; ++i)
            names << QString::fromStdString(plan->kept[i]);
        //: %1 is a sentence, %2 a list of syscalls
        parts << tr("%1 (%2%3)").arg(plan->keptReason, names.join(QStringLiteral(", ")), plan->kept.size() > 8 ? QStringLiteral(" …") : QString());
    }
    m_message->showMessage(MessageBar::Kind::Info, parts.join(QLatin1Char('\n')), tr("Undo"), [this] { m_document->undoStack()->undo(); });
}

RuleDialog *ProfilePage::editRules(const QString &syscall)
{
    const auto *known = syscalls::Catalogue::builtIn().find(syscall.toStdString());
    if (!known || !m_document->isTextValid() || !m_document->hasProfile())
        return nullptr;
    const auto open = findChildren<RuleDialog *>();
    const auto found = std::ranges::find(open, known->name, &RuleDialog::syscall);
    auto *dialog = found == open.end() ? new RuleDialog(*m_document, *known, this) : *found;
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return dialog;
}

void ProfilePage::toggle(const std::vector<std::string> &syscalls)
{
    // One that is open closes the whole selection; only a selection that is all closed is opened.
    const auto &model = m_syscalls->model();
    const bool anyOpen = std::ranges::any_of(syscalls, [&](const std::string &name) {
        const int row = model.rowOf(QString::fromStdString(name));
        return row >= 0 && model.row(row).isOpen();
    });
    if (anyOpen)
        m_document->deny(syscalls);
    else
        m_document->allow(syscalls);
}

void ProfilePage::updateState()
{
    if (!m_document->isTextValid() && currentTab() != Source) {
        m_state->showMessage(MessageBar::Kind::Error,
            m_document->hasProfile() ? tr("The text has an error. The table shows the last text that was valid and cannot be changed until the text is mended.")
                                     : tr("The text is not a profile yet, so nothing can be decided."),
            tr("Go to the Text"), [this] { showTab(Source); });
    } else if (m_document->isTextValid() && !m_document->decisions().error().empty()) {
        m_state->showMessage(MessageBar::Kind::Error, tr("A container would not start with this profile: %1").arg(QString::fromStdString(m_document->decisions().error())));
    } else {
        m_state->clear();
    }
}

void ProfilePage::focusInEvent(QFocusEvent *event)
{
    // A focus proxy would make Tab pass over what stands in front of it.
    m_tabs->currentWidget()->setFocus(event->reason());
}

} // namespace whittle::app
