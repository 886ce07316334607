#include "views/inspector.h"

#include "documents/profiledocument.h"
#include "models/syscallmodel.h"
#include "settings/theme.h"
#include "views/icons.h"
#include "views/inspectortext.h"
#include "views/sideeffects.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTextBrowser>

namespace whittle::app {
namespace {

constexpr int kPreviewDelayMs = 200; // side effects cost a compile: asked for when the selection rests

} // namespace

Inspector::Inspector(QWidget *parent)
    : QWidget(parent), m_stack(new QStackedWidget(this)), m_placeholder(new QLabel(this)), m_name(new QLabel(this)), m_riskIcon(new QLabel(this)),
      m_risk(new QLabel(this)), m_decisionIcon(new QLabel(this)), m_decision(new QLabel(this)), m_default(new QLabel(this)), m_sideEffects(new QLabel(this)),
      m_allow(new QPushButton(tr("Allow"), this)), m_deny(new QPushButton(tr("Deny"), this)), m_limit(new QPushButton(tr("Limit…"), this)), m_text(new QTextBrowser(this))
{
    setObjectName(QStringLiteral("inspector"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWordWrap(true);
    m_placeholder->setProperty("muted", true);
    m_placeholder->setContentsMargins(24, 24, 24, 24);
    m_stack->addWidget(m_placeholder);

    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QFrame(page);
    head->setProperty("bar", true);
    auto *headLayout = new QVBoxLayout(head);
    headLayout->setContentsMargins(12, 10, 12, 10);
    headLayout->setSpacing(6);
    auto *title = new QHBoxLayout;
    m_name->setObjectName(QStringLiteral("inspectorName"));
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    title->addWidget(m_name, 1);
    title->addWidget(m_riskIcon);
    title->addWidget(m_risk);
    headLayout->addLayout(title);
    auto *decision = new QHBoxLayout;
    m_decision->setObjectName(QStringLiteral("inspectorDecision"));
    decision->addWidget(m_decisionIcon);
    decision->addWidget(m_decision);
    decision->addStretch(1);
    headLayout->addLayout(decision);
    m_default->setProperty("muted", true);
    m_default->setWordWrap(true);
    headLayout->addWidget(m_default);
    auto *buttons = new QHBoxLayout;
    m_allow->setObjectName(QStringLiteral("inspectorAllow"));
    m_deny->setObjectName(QStringLiteral("inspectorDeny"));
    m_allow->setIconSize(icons::besideText(fontMetrics()));
    m_deny->setIconSize(icons::besideText(fontMetrics()));
    m_allow->setIcon(icons::get(QStringLiteral("allow")));
    m_deny->setIcon(icons::get(QStringLiteral("deny")));
    buttons->addWidget(m_allow, 1);
    buttons->addWidget(m_deny, 1);
    m_limit->setObjectName(QStringLiteral("inspectorLimit"));
    m_limit->setIconSize(icons::besideText(fontMetrics()));
    m_limit->setIcon(icons::get(QStringLiteral("limited")));
    m_limit->setAccessibleName(tr("Limit arguments"));
    buttons->addWidget(m_limit, 1);
    headLayout->addLayout(buttons);
    m_sideEffects->setObjectName(QStringLiteral("inspectorSideEffects"));
    m_sideEffects->setWordWrap(true);
    m_sideEffects->hide();
    headLayout->addWidget(m_sideEffects);
    layout->addWidget(head);
    m_text->setOpenExternalLinks(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->document()->setDocumentMargin(12);
    m_text->setAccessibleName(tr("About the selected syscall"));
    layout->addWidget(m_text, 1);
    m_stack->addWidget(page);

    connect(m_allow, &QPushButton::clicked, this, &Inspector::allowRequested);
    connect(m_deny, &QPushButton::clicked, this, &Inspector::denyRequested);
    connect(m_limit, &QPushButton::clicked, this, &Inspector::limitRequested);
    m_previewTimer.setSingleShot(true);
    m_previewTimer.setInterval(kPreviewDelayMs);
    connect(&m_previewTimer, &QTimer::timeout, this, &Inspector::updatePreview);
    update();
}

void Inspector::setDocument(ProfileDocument *document, const SyscallModel *model)
{
    if (m_document)
        disconnect(m_document, nullptr, this, nullptr);
    if (m_model)
        disconnect(m_model, nullptr, this, nullptr);
    m_document = document;
    m_model = model;
    if (document && model) {
        // The model has its rows by the time it says so.
        connect(model, &QAbstractItemModel::dataChanged, this, &Inspector::update);
        connect(model, &QAbstractItemModel::modelReset, this, &Inspector::update);
        connect(document, &ProfileDocument::textChanged, this, &Inspector::update);
    }
    update();
}

void Inspector::showSyscall(const QString &syscall)
{
    m_syscall = syscall;
    m_text->verticalScrollBar()->setValue(0);
    update();
}

void Inspector::setSelectedCount(int count)
{
    m_selected = count;
    update();
}

const SyscallRow *Inspector::row() const
{
    if (!m_document || !m_model)
        return nullptr;
    const int index = m_model->rowOf(m_syscall);
    return index < 0 ? nullptr : &m_model->row(index);
}

void Inspector::update()
{
    m_isForeign = false;
    for (auto *label : {m_decisionIcon, m_decision, m_default})
        label->show();
    const auto *item = row();
    m_stack->setCurrentIndex(item ? 1 : 0);
    m_sideEffects->hide();
    if (!item) {
        m_placeholder->setText(m_document ? tr("Select a syscall to see what it does, who needs it and what it risks.")
                                          : tr("Open a profile or a recording. What you select in it is explained here."));
        return;
    }
    updateHead(*item);
    m_decision->setText(item->isChanged() ? tr("%1 (not saved yet)").arg(words::action(item->answer)) : words::action(item->answer));
    m_default->setText(item->differsFromDefault() ? tr("Docker's default: %1").arg(words::action(item->dockerDefault)) : tr("The same as Docker's default"));
    const bool editable = m_document->isTextValid() && m_document->hasProfile();
    m_allow->setVisible(true);
    m_deny->setVisible(true);
    m_limit->setVisible(true);
    m_limit->setEnabled(editable);
    m_limit->setAccessibleDescription(tr("Edits the rules of %1: answer, error, argument conditions").arg(item->name()));
    m_limit->setToolTip(m_limit->accessibleDescription());
    m_allow->setEnabled(editable && (m_selected > 1 || !item->answer || item->answer->standing != analysis::Standing::Allowed));
    m_deny->setEnabled(editable && (m_selected > 1 || !item->answer || item->answer->standing != analysis::Standing::Denied));
    m_allow->setText(m_selected > 1 ? tr("Allow %n", nullptr, m_selected) : tr("Allow"));
    m_deny->setText(m_selected > 1 ? tr("Deny %n", nullptr, m_selected) : tr("Deny"));
    m_allow->setAccessibleDescription(tr("Allows %1 whatever its arguments").arg(item->name()));
    m_deny->setAccessibleDescription(tr("Takes %1 out of every rule that allows it").arg(item->name()));
    m_allow->setToolTip(m_allow->accessibleDescription());
    m_deny->setToolTip(m_deny->accessibleDescription());
    updateText(*item, m_document->evidence(), m_document);
    m_previewTimer.start();
}

void Inspector::showRow(const SyscallRow &row, const Evidence &evidence)
{
    m_isForeign = true;
    m_stack->setCurrentIndex(1);
    m_sideEffects->hide();
    m_allow->hide();
    m_deny->hide();
    m_limit->hide();
    updateHead(row);
    m_decision->setText(words::action(row.dockerDefault));
    m_default->setText(tr("That is what Docker's default profile answers. Propose a profile to decide it."));
    updateText(row, evidence);
}

void Inspector::showCompared(const SyscallRow &row, const Evidence &evidence, const QString &comparisonHtml)
{
    showRow(row, evidence);
    for (auto *label : {m_decisionIcon, m_decision, m_default})
        label->hide();
    m_shownHtml = comparisonHtml + inspectorHtml(row, evidence);
    m_text->setHtml(m_shownHtml);
}

void Inspector::updateHead(const SyscallRow &row)
{
    const auto *item = &row;
    const auto &colors = theme::colors();
    QFont nameFont = theme::fixedFont();
    nameFont.setPointSizeF(nameFont.pointSizeF() * 1.3);
    nameFont.setBold(true);
    m_name->setFont(nameFont);
    m_name->setText(item->name());
    const auto risk = item->syscall->risk;
    const int iconSize = fontMetrics().height();
    m_riskIcon->setPixmap(icons::pixmap(icons::riskIcon(risk, item->isOpen()), colors.riskMarkOf(risk), iconSize, devicePixelRatioF()));
    //: %1 is a risk level
    m_risk->setText(tr("%1 risk").arg(words::risk(risk)));
    m_risk->setStyleSheet(QStringLiteral("color: %1; font-weight: 600;").arg(colors.riskTextOf(risk).name()));
    m_decisionIcon->setPixmap(icons::pixmap(words::actionIcon(item->answer), item->isOpen() ? colors.accent : colors.muted, iconSize, devicePixelRatioF()));
}

void Inspector::updateText(const SyscallRow &row, const Evidence &evidence, const ProfileDocument *document)
{
    const QString html = inspectorHtml(row, evidence, document);
    if (html == m_shownHtml)
        return;
    m_shownHtml = html;
    m_text->setHtml(html);
}

void Inspector::updatePreview()
{
    const auto *item = row();
    if (!item || !item->answer || !m_document->isTextValid() || m_selected > 1)
        return;
    const bool toAllow = item->answer->standing != analysis::Standing::Allowed;
    const auto effects = m_document->sideEffectsOf({item->syscall->name}, toAllow);
    m_sideEffects->setVisible(!effects.empty());
    if (!effects.empty()) {
        m_sideEffects->setText(toAllow ? tr("Allowing it also changes %1").arg(sideEffectsText(effects)) : tr("Denying it also changes %1").arg(sideEffectsText(effects)));
        m_sideEffects->setStyleSheet(QStringLiteral("color: %1;").arg(theme::colors().warning.name()));
    }
}

void Inspector::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_shownHtml.clear();
        if (m_isForeign)
            Q_EMIT outdated();
        else
            update();
    }
}

} // namespace whittle::app
