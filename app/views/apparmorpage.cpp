#include "views/apparmorpage.h"

#include "views/accessesview.h"
#include "views/findbar.h"
#include "views/messagebar.h"
#include "views/policysource.h"
#include "views/sourceeditor.h"

#include <QFocusEvent>
#include <QJsonObject>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace whittle::app {

AppArmorPage::AppArmorPage(std::unique_ptr<AppArmorDocument> document, QWidget *parent)
    : EditedPage(*document, parent), m_document(std::move(document)), m_message(new MessageBar(this)), m_tabs(new QTabWidget(this)), m_source(new PolicySource(*m_document, this)),
      m_accesses(new AccessesView(*m_document, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_message->setObjectName(QStringLiteral("pageMessage"));
    layout->addWidget(m_message);
    m_tabs->setObjectName(QStringLiteral("policyTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_source, tr("Source"));
    m_tabs->addTab(m_accesses, tr("Accesses"));
    m_tabs->setTabToolTip(Source, tr("The text of the file"));
    m_tabs->setTabToolTip(Accesses, tr("What the attached recordings used, and whether the policy allows it"));
    m_tabs->tabBar()->setAccessibleName(tr("Views of the policy"));
    layout->addWidget(m_tabs, 1);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DocumentPage::actionsChanged);
    connect(m_accesses, &AccessesView::attachRequested, this, &AppArmorPage::attachRequested);
    connect(m_accesses, &AccessesView::lineRequested, this, [this](int line) { goTo(line); });
    connect(m_document->undoStack(), &QUndoStack::indexChanged, m_message, &MessageBar::clear);
}

AppArmorPage::~AppArmorPage()
{
    // The views look at the document; they go first.
    delete m_tabs;
}

SourceEditor *AppArmorPage::editor()
{
    return m_source->editor();
}

FindBar *AppArmorPage::findBar()
{
    return m_source->findBar();
}

bool AppArmorPage::focusFilter()
{
    if (currentTab() == Source)
        m_source->findBar()->open(false);
    else
        m_accesses->focusFilter();
    return true;
}

QJsonObject AppArmorPage::viewState() const
{
    return {{QStringLiteral("tab"), currentTab() == Source ? QStringLiteral("source") : QStringLiteral("accesses")}, {QStringLiteral("cursor"), m_source->editor()->textCursor().position()},
        {QStringLiteral("filter"), m_accesses->filterText()}, {QStringLiteral("profile"), QString::fromStdString(m_document->report().profile)}, {QStringLiteral("recordings"), pathsOf(m_document->recordings())}};
}

void AppArmorPage::restoreViewState(const QJsonObject &state)
{
    restoreCursor(state[QStringLiteral("cursor")].toInt());
    m_accesses->setFilterText(state[QStringLiteral("filter")].toString());
    m_document->askProfile(state[QStringLiteral("profile")].toString());
    showTab(state[QStringLiteral("tab")].toString() == QLatin1StringView("accesses") ? Accesses : Source);
    restoreRecordings(state[QStringLiteral("recordings")].toArray());
}

int AppArmorPage::currentTab() const
{
    return m_tabs->currentIndex();
}

void AppArmorPage::showTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

void AppArmorPage::toggleSource()
{
    showTab(currentTab() == Source ? Accesses : Source);
    setFocus();
}

void AppArmorPage::showAttached(const OpenRecording &recording)
{
    showTab(Accesses);
    m_message->showMessage(MessageBar::Kind::Info, tr("“%1” is held against the policy. Enter goes to the rule that decides.").arg(recording.title()));
}

void AppArmorPage::goTo(int line, int column)
{
    showTab(Source);
    m_source->goTo(line, column);
    m_source->setFocus();
}

void AppArmorPage::focusInEvent(QFocusEvent *event)
{
    // A focus proxy would make Tab pass over what stands in front of it.
    m_tabs->currentWidget()->setFocus(event->reason());
}

} // namespace whittle::app
