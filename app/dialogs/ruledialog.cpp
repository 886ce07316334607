#include "dialogs/ruledialog.h"

#include "analysis/argument_preview.h"
#include "documents/profiledocument.h"
#include "documents/seenvalues.h"
#include "models/argumentpreviewmodel.h"
#include "models/rulewords.h"
#include "models/syscallrow.h"
#include "profile/edit_rules.h"
#include "settings/theme.h"
#include "views/icons.h"
#include "views/messagebar.h"
#include "views/ruleform.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kPreviewDelayMs = 150; // a compile and a check: asked for when typing rests
constexpr std::size_t kMostFindings = 4;

QLabel *titleLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("title", true);
    return label;
}

bool sameRules(const std::vector<profile::Rule> &a, const std::vector<profile::Rule> &b)
{
    return std::ranges::equal(a, b, [](const profile::Rule &left, const profile::Rule &right) { return left.sameAs(right); });
}

} // namespace

RuleDialog::RuleDialog(ProfileDocument &document, const syscalls::Syscall &syscall, QWidget *parent)
    : QDialog(parent), m_document(document), m_syscall(syscall), m_abi(document.view().abi), m_message(new MessageBar(this)), m_preview(new ArgumentPreviewModel(this))
{
    setObjectName(QStringLiteral("ruleDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Rules of %1 – %2").arg(QString::fromStdString(syscall.name), document.title()));
    setAccessibleName(windowTitle());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    auto *left = new QWidget(splitter);
    auto *right = new QWidget(splitter);
    makeRuleSide(left);
    makePreviewSide(right);
    splitter->addWidget(left);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({fontMetrics().averageCharWidth() * 70, fontMetrics().averageCharWidth() * 80});
    layout->addWidget(splitter, 1);

    auto *bar = new QFrame(this);
    auto *buttons = new QHBoxLayout(bar);
    buttons->setContentsMargins(12, 8, 12, 10);
    auto *cancel = new QPushButton(tr("Cancel"), bar);
    m_apply = new QPushButton(tr("&Apply"), bar);
    m_ok = new QPushButton(tr("&Change the Rules"), bar);
    cancel->setObjectName(QStringLiteral("ruleCancel"));
    m_apply->setObjectName(QStringLiteral("ruleApply"));
    m_ok->setObjectName(QStringLiteral("ruleOk"));
    m_apply->setToolTip(tr("Change the profile and keep this window open; Undo takes it back"));
    m_ok->setToolTip(tr("Change the profile and close this window; Undo takes it back"));
    m_ok->setProperty("primary", true);
    m_ok->setDefault(true);
    for (auto *button : {cancel, m_apply})
        button->setAutoDefault(false);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_apply);
    buttons->addWidget(m_ok);
    layout->addWidget(bar);

    m_timer.setSingleShot(true);
    m_timer.setInterval(kPreviewDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &RuleDialog::updateResults);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, &RuleDialog::apply);
    connect(m_ok, &QPushButton::clicked, this, [this] {
        if (!isChanged() || apply())
            accept();
    });
    connect(&document, &ProfileDocument::profileChanged, this, &RuleDialog::documentChanged);
    connect(&document, &ProfileDocument::textChanged, this, &RuleDialog::updateButtons);
    connect(&document, &ProfileDocument::evidenceChanged, this, [this] {
        takeEvidence();
        updateResults();
    });
    connect(&document, &ProfileDocument::decisionsChanged, this, [this] {
        if (!m_applying)
            m_timer.start();
    });
    const int letter = fontMetrics().averageCharWidth();
    const int line = fontMetrics().height();
    setMinimumSize(letter * 100, line * 26);
    const QSize wanted(letter * 150, line * 40);
    resize(parent ? wanted.boundedTo(parent->window()->size()) : wanted);
    takeEvidence();
    takeRules();
    updateResults();
}

void RuleDialog::makeRuleSide(QWidget *side)
{
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(12, 10, 8, 10);
    layout->setSpacing(8);
    layout->addWidget(titleLabel(tr("Rules that name %1; the order does not matter").arg(QString::fromStdString(m_syscall.name)), side));
    m_list = new QListWidget(side);
    m_list->setObjectName(QStringLiteral("ruleList"));
    m_list->setAccessibleName(tr("Rules of %1").arg(QString::fromStdString(m_syscall.name)));
    m_list->setFixedHeight(fontMetrics().height() * 6);
    m_list->setFrameShape(QFrame::StyledPanel);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_list);
    auto *buttons = new QHBoxLayout;
    auto *add = new QPushButton(tr("A&dd a Rule"), side);
    add->setObjectName(QStringLiteral("addRule"));
    add->setToolTip(tr("One more rule: the syscall is answered by whichever rule fits"));
    m_remove = new QPushButton(tr("&Remove"), side);
    m_remove->setObjectName(QStringLiteral("removeRule"));
    m_remove->setToolTip(tr("Take the syscall out of the chosen rule"));
    m_seen = new QPushButton(tr("&Limit to What Was Seen"), side);
    m_seen->setObjectName(QStringLiteral("limitToSeen"));
    for (auto *button : {add, m_remove, m_seen}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    layout->addLayout(buttons);
    m_noRule = new QLabel(side);
    m_noRule->setWordWrap(true);
    m_noRule->setProperty("muted", true);
    m_noRule->setContentsMargins(0, 12, 0, 12);
    layout->addWidget(m_noRule);
    m_form = new RuleForm(m_syscall, m_abi, side);
    m_scroll = new QScrollArea(side);
    m_scroll->setWidget(m_form);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setObjectName(QStringLiteral("ruleFormArea"));
    layout->addWidget(m_scroll, 2);
    layout->addWidget(titleLabel(tr("What to look at in these rules"), side));
    m_findings = new QLabel(side);
    m_findings->setObjectName(QStringLiteral("ruleFindings"));
    m_findings->setWordWrap(true);
    m_findings->setTextFormat(Qt::RichText);
    m_findings->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_findings->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *scroll = new QScrollArea(side);
    scroll->setWidget(m_findings);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(scroll, 1);

    connect(m_list, &QListWidget::currentRowChanged, this, &RuleDialog::chooseRule);
    connect(add, &QPushButton::clicked, this, &RuleDialog::addRule);
    connect(m_remove, &QPushButton::clicked, this, &RuleDialog::removeRule);
    connect(m_seen, &QPushButton::clicked, this, &RuleDialog::limitToSeen);
    connect(m_form, &RuleForm::changed, this, &RuleDialog::takeForm);
}

void RuleDialog::makePreviewSide(QWidget *side)
{
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(8, 10, 12, 10);
    layout->setSpacing(8);
    m_previewTitle = titleLabel({}, side);
    m_previewTitle->setWordWrap(true);
    layout->addWidget(m_previewTitle);
    m_table = new QTableView(side);
    m_table->setObjectName(QStringLiteral("argumentPreview"));
    m_table->setAccessibleName(tr("What the filter answers, by argument value"));
    m_table->setModel(m_preview);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->horizontalHeader()->setHighlightSections(false);
    // Resized to their contents, the answers would leave no room where they depend on more than this argument.
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (const int column : {ArgumentPreviewModel::Argument, ArgumentPreviewModel::Seen, ArgumentPreviewModel::Matches})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    layout->addWidget(m_table, 1);
}

bool RuleDialog::isChanged() const
{
    return !sameRules(m_base, m_rules);
}

profile::Profile RuleDialog::edited() const
{
    return profile::withRules(m_document.profile(), m_syscall.name, m_rules);
}

void RuleDialog::takeRules()
{
    m_base = profile::rulesOf(m_document.profile(), m_syscall.name);
    m_rules = m_base;
    m_outdated = false;
    m_valid = true;
    m_message->clear();
    const int wanted = std::max(m_current, 0);
    m_current = -1;
    fillList();
    chooseRule(std::min(wanted, static_cast<int>(m_rules.size()) - 1));
}

void RuleDialog::documentChanged()
{
    if (m_applying)
        return;
    const auto now = profile::rulesOf(m_document.profile(), m_syscall.name);
    if (!isChanged() && m_valid) {
        takeRules();
    } else if (sameRules(now, m_base)) {
        // Ids are of one reading of the text: the draft goes on with the new ones.
        for (auto &rule : m_rules)
            for (std::size_t i = 0; i < m_base.size(); ++i)
                if (rule.id != 0 && rule.id == m_base[i].id) {
                    rule.id = now[i].id;
                    break;
                }
        m_base = now;
        if (m_outdated)
            m_message->clear();
        m_outdated = false;
        if (m_current >= 0)
            m_form->setRule(m_rules[static_cast<std::size_t>(m_current)], originalOf(m_rules[static_cast<std::size_t>(m_current)]));
    } else {
        m_outdated = true;
        m_message->showMessage(MessageBar::Kind::Warning, tr("The profile has got other rules for this syscall since you began to change them here."), tr("Take the Rules Anew"), [this] {
            takeRules();
            updateResults();
        });
    }
    m_timer.start();
    updateButtons();
}

void RuleDialog::fillList()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const auto &rule : m_rules) {
        auto *item = new QListWidgetItem(words::rule(rule, m_syscall, m_abi), m_list);
        const bool open = rule.action == profile::Action::Allow || rule.action == profile::Action::Log;
        item->setIcon(icons::get(open ? rule.args.empty() ? QStringLiteral("allow") : QStringLiteral("limited") : QStringLiteral("deny")));
        item->setToolTip(item->text());
    }
    m_list->setCurrentRow(m_current);
}

std::optional<profile::Rule> RuleDialog::originalOf(const profile::Rule &rule) const
{
    const auto found = std::ranges::find(m_base, rule.id, &profile::Rule::id);
    return rule.id == 0 || found == m_base.end() ? std::nullopt : std::optional(*found);
}

void RuleDialog::chooseRule(int index)
{
    if (index >= static_cast<int>(m_rules.size()))
        return;
    m_current = index;
    m_valid = true;
    const bool some = index >= 0;
    m_scroll->setVisible(some);
    m_noRule->setVisible(!some);
    if (some) {
        const auto &rule = m_rules[static_cast<std::size_t>(index)];
        m_form->setRule(rule, originalOf(rule));
        m_valid = m_form->rule().has_value();
    } else {
        const auto &action = m_document.profile().defaultAction;
        profile::Rule standard;
        standard.action = action.value_or(profile::Action::Allow);
        standard.errnoRet = m_document.profile().defaultErrnoRet;
        m_noRule->setText(tr("No rule names %1, so it gets the default answer: %2.").arg(QString::fromStdString(m_syscall.name), words::ruleAnswer(standard)));
    }
    if (m_list->currentRow() != index) {
        const QSignalBlocker quiet(m_list);
        m_list->setCurrentRow(index);
    }
    m_timer.start();
    updateButtons();
}

void RuleDialog::takeForm()
{
    if (m_current < 0)
        return;
    const auto rule = m_form->rule();
    m_valid = rule.has_value();
    if (rule) {
        auto &draft = m_rules[static_cast<std::size_t>(m_current)];
        const auto id = draft.id;
        draft = *rule;
        draft.id = id;
        fillList();
        m_timer.start();
    }
    updateButtons();
}

void RuleDialog::addRule()
{
    profile::Rule rule;
    rule.names = {m_syscall.name};
    m_rules.push_back(std::move(rule));
    m_current = static_cast<int>(m_rules.size()) - 1;
    fillList();
    chooseRule(m_current);
    m_form->setFocus();
}

void RuleDialog::removeRule()
{
    if (m_current < 0)
        return;
    m_rules.erase(m_rules.begin() + m_current);
    m_current = std::min(m_current, static_cast<int>(m_rules.size()) - 1);
    fillList();
    chooseRule(m_current);
}

void RuleDialog::takeEvidence()
{
    m_seenValues = seenValues(m_document.evidence(), m_abi, m_syscall);
    m_limit = app::limitToSeen(m_document.evidence(), m_abi, m_syscall);
    m_seen->setEnabled(m_limit.has_value());
    m_seen->setToolTip(m_limit ? tr("One rule for each value that the attached recordings saw: %1").arg(QString::fromStdString(m_limit->words))
                               : tr("No attached recording knows all argument values of this syscall"));
}

void RuleDialog::limitToSeen()
{
    if (!m_limit)
        return;
    std::erase_if(m_rules, [](const profile::Rule &rule) { return rule.action == profile::Action::Allow || rule.action == profile::Action::Log; });
    for (const auto &alternative : m_limit->alternatives) {
        profile::Rule rule;
        rule.names = {m_syscall.name};
        rule.args = alternative;
        m_rules.push_back(std::move(rule));
    }
    m_current = static_cast<int>(m_rules.size()) - 1;
    fillList();
    chooseRule(m_current);
}

void RuleDialog::updateButtons()
{
    const bool editable = m_document.isTextValid() && m_document.hasProfile();
    const bool ready = editable && m_valid && !m_outdated;
    m_apply->setEnabled(ready && isChanged());
    m_ok->setEnabled(ready);
    m_remove->setEnabled(m_current >= 0);
    if (!editable)
        m_message->showMessage(MessageBar::Kind::Error, tr("The text of the profile has an error. Mend it in the Source tab first."));
    else if (!m_outdated)
        m_message->clear();
}

void RuleDialog::updateResults()
{
    m_timer.stop();
    const auto edited = this->edited();
    const bool exists = m_syscall.existsOn(m_document.view().abi);
    const auto filter = profile::compile(edited, m_document.view().target);
    const auto *now = m_document.decisions().filter() ? &*m_document.decisions().filter() : nullptr;
    if (exists) {
        analysis::PreviewRequest request{.syscall = m_syscall, .abi = m_document.view().abi, .target = m_document.view().target, .before = {m_document.profile(), now},
            .after = {edited, filter ? &*filter : nullptr}, .rule = m_current >= 0 ? &m_rules[static_cast<std::size_t>(m_current)] : nullptr,
            .seen = m_document.view().abi == m_abi ? m_seenValues : seenValues(m_document.evidence(), m_document.view().abi, m_syscall)};
        m_preview->setRows(analysis::previewValues(request), &m_syscall, request.abi);
        const bool seen = !request.seen.empty();
        m_previewTitle->setText(m_preview->rowCount() == 0
                ? tr("No rule looks at arguments, and no attached recording holds values of them.")
                : seen ? tr("What the compiled filter answers to the values that were seen")
                       : m_document.evidence().isEmpty() ? tr("What the compiled filter answers; attach a recording to see which values a program uses")
                                                         : tr("What the compiled filter answers; the attached recordings hold no values of this syscall"));
    } else {
        m_preview->setRows({}, &m_syscall, m_abi);
        m_previewTitle->setText(tr("The syscall does not exist on the architecture that is shown."));
    }
    updateFindings(edited);
}

void RuleDialog::updateFindings(const profile::Profile &edited)
{
    const auto findings = profile::check(edited, {m_document.view().target, false});
    QStringList lines;
    std::size_t more = 0;
    const auto &colors = theme::colors();
    for (const auto &finding : findings) {
        bool ours = finding.syscall == m_syscall.name || finding.code == "does-not-compile";
        for (std::size_t i = 0; i < edited.rules.size() && !ours; ++i) {
            const std::string path = "syscalls[" + std::to_string(i) + "]";
            ours = profile::names(edited.rules[i], m_syscall.name) && finding.path.starts_with(path) && finding.syscall.empty();
        }
        if (!ours || finding.severity == profile::Severity::Info)
            continue;
        if (static_cast<std::size_t>(lines.size()) >= kMostFindings) {
            ++more;
            continue;
        }
        const QColor color = finding.severity >= profile::Severity::High ? colors.error : finding.severity == profile::Severity::Medium ? colors.warning : colors.muted;
        const auto html = [](const std::string &text) { return QString::fromStdString(text).toHtmlEscaped(); };
        lines << QStringLiteral("<p style=\"margin:0 0 8px 0\"><span style=\"color:%1;font-weight:600\">%2</span>: %3<br/><span style=\"color:%4\">%5 %6</span></p>")
                     .arg(color.name(), words::severity(static_cast<int>(finding.severity)), html(finding.message), colors.muted.name(), html(finding.explanation), html(finding.suggestion));
    }
    if (more > 0)
        lines << tr("and %n more, in the list of problems", nullptr, static_cast<int>(more));
    m_findings->setText(lines.isEmpty() ? QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colors.muted.name(), tr("Nothing.")) : lines.join(QString()));
}

void RuleDialog::updateNow()
{
    if (m_timer.isActive())
        updateResults();
}

bool RuleDialog::apply()
{
    if (!m_valid || m_outdated || !m_document.isTextValid())
        return false;
    if (!isChanged())
        return true;
    m_applying = true;
    m_document.setRules(m_syscall.name, m_rules);
    m_applying = false;
    takeRules();
    updateResults();
    return true;
}

} // namespace whittle::app
