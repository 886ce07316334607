#include "views/refusalview.h"

#include "documents/profiledocument.h"
#include "models/syscallmodel.h"
#include "settings/theme.h"
#include "views/celldelegate.h"
#include "views/icons.h"
#include "views/inspectortext.h"
#include "views/plaintable.h"
#include "views/sideeffects.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTextBrowser>

#include <algorithm>
#include <set>
#include <utility>

namespace whittle::app {
namespace {

constexpr int kPreviewDelayMs = 150; // what it would mean costs compiles: asked for when the selection rests

} // namespace

RefusalView::RefusalView(RefusalModel::Kind kind, QWidget *parent) : QWidget(parent), m_model(kind), m_table(nullptr), m_stack(new QStackedWidget(this)), m_empty(new QLabel(this))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    m_empty->setObjectName(QStringLiteral("refusalsEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("muted", true);
    m_empty->setContentsMargins(24, 24, 24, 24);
    m_stack->addWidget(m_empty);
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeTable());
    splitter->addWidget(makePanel());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    m_stack->addWidget(splitter);
    m_table->setColumnHidden(RefusalModel::Now, kind == RefusalModel::Kind::Replay);
    setFocusProxy(m_table);

    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(kPreviewDelayMs);
    connect(&m_previewTimer, &QTimer::timeout, this, &RefusalView::updatePreview);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &RefusalView::update);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &RefusalView::update);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &RefusalView::update);
    update();
}

RefusalView::~RefusalView() = default;

QWidget *RefusalView::makeTable()
{
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_proxy.setSourceModel(&m_model);
    m_proxy.setSortRole(SyscallModel::SortRole);
    m_table = makePlainTable(&m_proxy, "refusalTable", tr("Refused syscalls"), side);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTextElideMode(Qt::ElideMiddle);
    const int letter = fontMetrics().averageCharWidth();
    const bool isReplay = m_model.kind() == RefusalModel::Kind::Replay;
    for (const auto &[column, letters] : {std::pair(RefusalModel::Name, 16), std::pair(RefusalModel::Risk, 12), std::pair(RefusalModel::Answer, 16), std::pair(RefusalModel::Calls, isReplay ? 19 : 9),
             std::pair(RefusalModel::By, isReplay ? 13 : 11), std::pair(RefusalModel::Now, 15)})
        m_table->setColumnWidth(column, letter * letters);
    m_table->horizontalHeader()->setSectionResizeMode(RefusalModel::With, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as the list has them
    m_table->setSortingEnabled(true);
    layout->addWidget(m_table, 1);

    auto *foot = new QFrame(side);
    foot->setProperty("bar", true);
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(12, 8, 12, 8);
    m_allText = new QLabel(foot);
    m_allText->setObjectName(QStringLiteral("allowAllRisk"));
    m_allText->setWordWrap(true);
    line->addWidget(m_allText, 1);
    m_allowAll = new QPushButton(tr("Allow All"), foot);
    m_allowAll->setObjectName(QStringLiteral("allowAllButton"));
    m_allowAll->setIcon(icons::get(QStringLiteral("allow")));
    m_allowAll->setIconSize(icons::besideText(fontMetrics()));
    line->addWidget(m_allowAll);
    layout->addWidget(foot);
    connect(m_allowAll, &QPushButton::clicked, this, &RefusalView::allowAll);
    return side;
}

QWidget *RefusalView::makePanel()
{
    auto *panel = new QWidget(this);
    panel->setMinimumWidth(fontMetrics().averageCharWidth() * 34);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QFrame(panel);
    head->setProperty("bar", true);
    auto *box = new QVBoxLayout(head);
    box->setContentsMargins(12, 10, 12, 10);
    box->setSpacing(6);
    auto *title = new QHBoxLayout;
    m_name = new QLabel(head);
    m_name->setObjectName(QStringLiteral("refusalName"));
    m_name->setTextFormat(Qt::PlainText);
    QFont font = theme::fixedFont();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setWeight(QFont::DemiBold);
    m_name->setFont(font);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_riskIcon = new QLabel(head);
    m_risk = new QLabel(head);
    m_risk->setObjectName(QStringLiteral("refusalRisk"));
    title->addWidget(m_name, 1);
    title->addWidget(m_riskIcon);
    title->addWidget(m_risk);
    box->addLayout(title);
    m_facts = new QLabel(head);
    m_facts->setObjectName(QStringLiteral("refusalFacts"));
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->addWidget(m_facts);
    m_allow = new QPushButton(head);
    m_allow->setObjectName(QStringLiteral("allowRefusedButton"));
    m_allow->setProperty("primary", true);
    m_allowOnly = new QPushButton(head);
    m_allowOnly->setObjectName(QStringLiteral("allowOnlyButton"));
    m_allowOnly->setIcon(icons::get(QStringLiteral("limited")));
    m_allowOnly->setIconSize(icons::besideText(fontMetrics()));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_allow);
    buttons->addWidget(m_allowOnly);
    buttons->addStretch(1);
    box->addLayout(buttons);
    m_effects = new QLabel(head);
    m_effects->setObjectName(QStringLiteral("refusalEffects"));
    m_effects->setTextFormat(Qt::PlainText);
    m_effects->setWordWrap(true);
    box->addWidget(m_effects);
    layout->addWidget(head);
    m_text = new QTextBrowser(panel);
    m_text->setObjectName(QStringLiteral("refusalText"));
    m_text->setAccessibleName(tr("About the refused syscall"));
    m_text->setOpenExternalLinks(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->document()->setDocumentMargin(12);
    layout->addWidget(m_text, 1);
    connect(m_allow, &QPushButton::clicked, this, &RefusalView::allowCurrent);
    connect(m_allowOnly, &QPushButton::clicked, this, &RefusalView::allowCurrentOnly);
    return panel;
}

void RefusalView::setDocument(ProfileDocument *document)
{
    m_document = document;
    update();
}

void RefusalView::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

void RefusalView::setRefusals(std::vector<Refusal> refusals)
{
    // A list of other calls: what was looked at is found again, or what took its place.
    const auto *before = current();
    const auto was = before ? std::optional(*before) : std::nullopt;
    const int wasRow = m_table->currentIndex().row();
    m_model.setRefusals(std::move(refusals));
    m_stack->setCurrentIndex(m_model.rowCount() > 0 ? 1 : 0);
    if (m_model.rowCount() > 0 && !current()) {
        const int row = was ? m_model.rowOf(*was) : -1;
        const auto index = row >= 0 ? m_proxy.mapFromSource(m_model.index(row, 0)) : m_proxy.index(std::clamp(wasRow, 0, m_proxy.rowCount() - 1), 0);
        m_table->setCurrentIndex(index);
    }
    updateAll();
}

const Refusal *RefusalView::current() const
{
    const auto index = m_table->currentIndex();
    return index.isValid() ? &m_model.refusal(m_proxy.mapToSource(index).row()) : nullptr;
}

void RefusalView::selectRow(int row)
{
    m_table->selectRow(row);
    m_table->setCurrentIndex(m_proxy.index(row, 0));
}

void RefusalView::update()
{
    const auto *refusal = current();
    const bool known = refusal && refusal->syscall;
    m_previewTimer.start();
    // Counts that grow are no reason to begin anew.
    const QString row = refusal && refusal->now != Refusal::Now::Allowed ? QStringLiteral("%1 %2 %3").arg(refusal->name, refusal->by).arg(refusal->with.size()) : QString();
    if (row != std::exchange(m_previewed, row) || row.isEmpty()) {
        m_limited.reset();
        m_allowOnly->hide();
        m_effects->hide();
    }
    m_name->setText(refusal ? refusal->name : tr("Nothing is selected"));
    m_riskIcon->setVisible(known);
    m_risk->setVisible(known);
    m_text->setVisible(known);
    if (!refusal) {
        m_facts->clear();
        m_allow->hide();
        return;
    }
    QStringList facts{tr("%1: %2 calls by %3", "answer, count and program").arg(refusal->answer(), words::refusedCalls(*refusal), refusal->by)};
    if (refusal->processes > 1)
        facts << tr("%n processes, the first with pid %1", nullptr, refusal->processes).arg(refusal->pid);
    else
        facts << tr("pid %1, first after %2 s").arg(refusal->pid).arg(QLocale().toString(refusal->firstSeconds, 'f', 3));
    if (!refusal->executable.isEmpty())
        facts << refusal->executable;
    for (const auto &line : refusal->with)
        facts << QStringLiteral("• ") + line;
    if (refusal->moreWith)
        facts << QStringLiteral("• ") + tr("and more");
    if (refusal->refusedBefore > 0)
        facts << tr("Of these, %1 were refused when it was recorded.").arg(QLocale().toString(static_cast<qulonglong>(refusal->refusedBefore)));
    if (!refusal->kernel.isEmpty())
        facts << tr("Under the kernel's own filter it failed with %1.").arg(refusal->kernel);
    m_facts->setText(facts.join(QLatin1Char('\n')));
    const bool canAllow = m_document && m_document->isTextValid() && known && refusal->now != Refusal::Now::Allowed;
    m_allow->setVisible(canAllow);
    if (known) {
        const auto risk = refusal->syscall->risk;
        const auto &colors = theme::colors();
        m_riskIcon->setPixmap(icons::pixmap(icons::riskIcon(risk, true), colors.riskMarkOf(risk), fontMetrics().height(), devicePixelRatioF()));
        m_risk->setText(tr("%1 risk").arg(words::risk(risk)));
        m_allow->setText(tr("Allow %1").arg(refusal->name));
        m_allow->setAccessibleName(tr("Allow %1, %2 risk").arg(refusal->name, words::risk(risk)));
        m_allow->setToolTip(tr("Allows it in the profile whatever its arguments; undo takes that back"));
        SyscallRow about;
        about.syscall = refusal->syscall;
        about.abi = refusal->abi;
        about.number = refusal->number;
        if (refusal->name != std::exchange(m_shown, refusal->name))
            m_text->setHtml(inspectorHtml(about, Evidence()));
    }
    // What was hidden and empty until now gets its room at once.
    m_allow->parentWidget()->layout()->activate();
}

void RefusalView::updatePreview()
{
    const auto *refusal = current();
    if (!refusal || !refusal->syscall || !m_document || !m_document->isTextValid() || refusal->now == Refusal::Now::Allowed)
        return;
    m_limited = limitedAllowOf(*refusal, *m_document);
    m_allowOnly->setVisible(m_limited.has_value());
    if (m_limited) {
        const QString words = QString::fromStdString(m_limited->words);
        m_allowOnly->setText(tr("Allow Only as It Was Called"));
        m_allowOnly->setToolTip(tr("Allows it in the profile with %1, and with nothing else").arg(words));
        m_allowOnly->setAccessibleDescription(m_allowOnly->toolTip());
    }
    const auto effects = m_document->sideEffectsOf({refusal->syscall->name}, true);
    QStringList lines;
    if (m_limited)
        lines << tr("Only as it was called: %1").arg(QString::fromStdString(m_limited->words));
    if (!effects.empty())
        lines << tr("Allowing it also changes %1").arg(sideEffectsText(effects));
    m_effects->setText(lines.join(QLatin1Char('\n')));
    m_effects->setVisible(!lines.isEmpty());
}

std::vector<std::string> RefusalView::openNames() const
{
    std::set<std::string> names;
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (const auto &refusal = m_model.refusal(row); refusal.syscall && refusal.now != Refusal::Now::Allowed)
            names.insert(refusal.syscall->name);
    return {names.begin(), names.end()};
}

void RefusalView::updateAll()
{
    const auto names = openNames();
    const bool canAllow = m_document && m_document->isTextValid() && !names.empty();
    m_allowAll->setEnabled(canAllow);
    m_allowAll->setToolTip(canAllow ? tr("Allows them in the profile whatever their arguments, in one step that undo takes back") : QString());
    if (names.empty()) {
        m_allText->setText(m_model.rowCount() > 0 ? tr("The profile allows all of them now. Run it again to see whether more is missing.") : QString());
        return;
    }
    QStringList risky;
    for (const auto &name : names)
        if (const auto *syscall = syscalls::Catalogue::builtIn().find(name); syscall && syscall->risk >= syscalls::Risk::High)
            risky << tr("%1 (%2)", "syscall and risk").arg(QString::fromStdString(name), words::risk(syscall->risk));
    constexpr qsizetype kShown = 6;
    QString list = risky.mid(0, kShown).join(QStringLiteral(", "));
    if (risky.size() > kShown)
        list = tr("%1 and %n more", nullptr, static_cast<int>(risky.size() - kShown)).arg(list);
    const QString count = tr("%n syscalls are refused.", nullptr, static_cast<int>(names.size()));
    m_allText->setText(risky.isEmpty() ? tr("%1 None of them is of high risk.").arg(count) : tr("%1 Of high or critical risk: %2.").arg(count, list));
}

void RefusalView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_text) {
        m_shown.clear();
        update();
    }
}

void RefusalView::allowCurrent()
{
    const auto *refusal = current();
    if (m_document && refusal && refusal->syscall)
        m_document->allow({refusal->syscall->name});
}

void RefusalView::allowCurrentOnly()
{
    const auto *refusal = current();
    if (!m_document || !refusal || !m_limited)
        return;
    const auto limited = *m_limited; // the change ends what is shown
    allowOnlyThose(*m_document, *refusal, limited);
}

void RefusalView::allowAll()
{
    if (const auto names = openNames(); m_document && !names.empty())
        m_document->allow(names);
}

} // namespace whittle::app
