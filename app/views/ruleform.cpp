#include "views/ruleform.h"

#include "models/syscallrow.h"
#include "profile/errno_name.h"
#include "profile/target.h"
#include "views/conditionrow.h"
#include "views/errnofield.h"
#include "views/icons.h"
#include "views/wordcompleter.h"

#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace whittle::app {
namespace {

QStringList wordsIn(const QString &text)
{
    QStringList list;
    for (const auto &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty())
            list << part.trimmed();
    return list;
}

QString joined(const std::vector<std::string> &names)
{
    QStringList list;
    for (const auto &name : names)
        list << QString::fromStdString(name);
    return list.join(QStringLiteral(", "));
}

std::vector<std::string> strings(const QString &text)
{
    std::vector<std::string> result;
    for (const auto &word : wordsIn(text))
        result.push_back(word.toStdString());
    return result;
}

} // namespace

RuleForm::RuleForm(const syscalls::Syscall &syscall, Abi abi, QWidget *parent)
    : QWidget(parent), m_syscall(syscall), m_abi(abi), m_action(new QComboBox(this)), m_errnoLabel(new QLabel(tr("Err&or"), this)), m_errno(new ErrnoField(this)),
      m_scope(new QComboBox(this)), m_scopeLabel(new QLabel(tr("&For"), this)), m_argumentsTitle(new QLabel(this)), m_rows(new QVBoxLayout), m_whenButton(new QToolButton(this)),
      m_when(new QWidget(this)), m_error(new QLabel(this)), m_comment(new QLineEdit(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(8);

    auto *head = new QGridLayout;
    head->setColumnStretch(1, 1);
    head->setColumnStretch(3, 1);
    auto *actionLabel = new QLabel(tr("Ans&wer"), this);
    actionLabel->setBuddy(m_action);
    m_action->setObjectName(QStringLiteral("ruleAction"));
    m_action->setAccessibleName(tr("Answer"));
    fillWithActions(*m_action);
    m_errnoLabel->setBuddy(m_errno);
    m_errno->setObjectName(QStringLiteral("ruleErrno"));
    head->addWidget(actionLabel, 0, 0);
    head->addWidget(m_action, 0, 1);
    head->addWidget(m_errnoLabel, 0, 2);
    head->addWidget(m_errno, 0, 3);
    m_scopeLabel->setBuddy(m_scope);
    m_scope->setObjectName(QStringLiteral("ruleScope"));
    m_scope->setAccessibleName(tr("For which syscalls"));
    m_scope->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    head->addWidget(m_scopeLabel, 1, 0);
    head->addWidget(m_scope, 1, 1, 1, 3);
    layout->addLayout(head);

    m_argumentsTitle->setProperty("title", true);
    layout->addWidget(m_argumentsTitle);
    m_rows->setSpacing(4);
    layout->addLayout(m_rows);
    auto *add = new QPushButton(tr("Add a Cond&ition"), this);
    add->setObjectName(QStringLiteral("addCondition"));
    add->setToolTip(tr("One more condition on an argument; all conditions of a rule must hold"));
    layout->addWidget(add, 0, Qt::AlignLeft);

    m_whenButton->setProperty("flat", true);
    m_whenButton->setCheckable(true);
    m_whenButton->setText(tr("Co&unts only with or without"));
    m_whenButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_whenButton->setArrowType(Qt::RightArrow);
    m_whenButton->setObjectName(QStringLiteral("ruleWhen"));
    m_whenButton->setToolTip(tr("Capabilities, architectures and kernels that the rule depends on; Docker and Podman read them, containerd does not"));
    layout->addWidget(m_whenButton, 0, Qt::AlignLeft);
    auto *grid = new QGridLayout(m_when);
    grid->setContentsMargins(12, 0, 0, 0);
    QStringList capabilities;
    for (const auto name : profile::allCapabilities())
        capabilities << QLatin1StringView(name.data(), static_cast<qsizetype>(name.size()));
    const QStringList architectures = {QStringLiteral("amd64"), QStringLiteral("x86"), QStringLiteral("x32"), QStringLiteral("arm64"), QStringLiteral("arm"),
        QStringLiteral("ppc64le"), QStringLiteral("s390x"), QStringLiteral("riscv64"), QStringLiteral("loong64"), QStringLiteral("mips64le")};
    const auto header = [&](const QString &text, const QString &toolTip, int column) {
        auto *label = new QLabel(text, m_when);
        label->setProperty("muted", true);
        label->setToolTip(toolTip);
        grid->addWidget(label, 0, column);
    };
    header(tr("Only with"), tr("The rule counts where all capabilities are held, on one of the architectures, from that kernel on"), 1);
    header(tr("Not with"), tr("The rule does not count where one of the capabilities is held, on one of the architectures, or from that kernel on"), 2);
    const QString rowNames[] = {tr("Capabilities"), tr("Architectures"), tr("Kernel from")};
    for (int row = 0; row < 3; ++row)
        grid->addWidget(new QLabel(rowNames[row], m_when), row + 1, 0);
    const auto field = [&](const char *name, const QString &accessibleName, const QString &placeholder, const QStringList &choices, int row, int column) {
        auto *edit = new QLineEdit(m_when);
        edit->setObjectName(QLatin1StringView(name));
        edit->setAccessibleName(accessibleName);
        edit->setPlaceholderText(placeholder);
        if (!choices.isEmpty())
            edit->setCompleter(new WordCompleter(choices, QLatin1Char(','), edit));
        grid->addWidget(edit, row, column);
        connect(edit, &QLineEdit::textChanged, this, &RuleForm::emitChanged);
        return edit;
    };
    m_includes.capabilities = field("includesCapabilities", tr("Only with these capabilities"), QStringLiteral("CAP_SYS_ADMIN"), capabilities, 1, 1);
    m_excludes.capabilities = field("excludesCapabilities", tr("Not with these capabilities"), QStringLiteral("CAP_SYS_ADMIN"), capabilities, 1, 2);
    m_includes.architectures = field("includesArchitectures", tr("Only on these architectures"), QStringLiteral("amd64, arm64"), architectures, 2, 1);
    m_excludes.architectures = field("excludesArchitectures", tr("Not on these architectures"), QStringLiteral("s390x"), architectures, 2, 2);
    m_includes.kernel = field("includesKernel", tr("Only from this kernel on"), QStringLiteral("4.8"), {}, 3, 1);
    m_excludes.kernel = field("excludesKernel", tr("Not from this kernel on"), QStringLiteral("4.8"), {}, 3, 2);
    m_when->hide();
    layout->addWidget(m_when);

    auto *comment = new QFormLayout;
    m_comment->setObjectName(QStringLiteral("ruleComment"));
    m_comment->setAccessibleName(tr("Comment"));
    m_comment->setPlaceholderText(tr("why the rule is there"));
    comment->addRow(tr("Co&mment"), m_comment);
    layout->addLayout(comment);
    m_error->setProperty("error", true);
    m_error->setWordWrap(true);
    m_error->setObjectName(QStringLiteral("ruleError"));
    m_error->hide();
    layout->addWidget(m_error);
    layout->addStretch(1);

    connect(m_action, &QComboBox::currentIndexChanged, this, &RuleForm::emitChanged);
    connect(m_errno, &QComboBox::currentTextChanged, this, &RuleForm::emitChanged);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &RuleForm::emitChanged);
    connect(m_comment, &QLineEdit::textChanged, this, &RuleForm::emitChanged);
    connect(add, &QPushButton::clicked, this, &RuleForm::addCondition);
    connect(m_whenButton, &QToolButton::toggled, this, &RuleForm::showConditions);
}

void RuleForm::showConditions(bool shown)
{
    m_whenButton->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
    m_when->setVisible(shown);
}

void RuleForm::setRule(const profile::Rule &rule, const std::optional<profile::Rule> &original)
{
    m_setting = true;
    m_rule = rule;
    m_original = original;
    for (auto *row : std::exchange(m_conditions, {}))
        delete row;
    const auto action = rule.action == profile::Action::Kill ? profile::Action::KillThread : rule.action;
    m_action->setCurrentIndex(m_action->findData(static_cast<int>(action)));
    m_errno->setNumber(rule.errnoRet);
    for (const auto &condition : rule.args)
        addRow(condition);
    m_includes.capabilities->setText(joined(rule.includes.capabilities));
    m_includes.architectures->setText(joined(rule.includes.architectures));
    m_includes.kernel->setText(QString::fromStdString(rule.includes.minKernel));
    m_excludes.capabilities->setText(joined(rule.excludes.capabilities));
    m_excludes.architectures->setText(joined(rule.excludes.architectures));
    m_excludes.kernel->setText(QString::fromStdString(rule.excludes.minKernel));
    m_whenButton->setChecked(!rule.includes.isEmpty() || !rule.excludes.isEmpty());
    m_comment->setText(QString::fromStdString(rule.comment));

    const auto sharers = original ? original->allNames() : std::vector<std::string>();
    const bool shared = sharers.size() > 1;
    m_scope->clear();
    if (shared) {
        m_scope->addItem(tr("%1 alone: it gets a rule of its own").arg(QString::fromStdString(m_syscall.name)), false);
        m_scope->addItem(tr("all %n syscalls of this rule", nullptr, static_cast<int>(sharers.size())), true);
        m_scope->setToolTip(joined(sharers));
        m_scope->setCurrentIndex(rule.allNames() == sharers && !rule.sameAs(*original) ? 1 : 0);
    }
    m_scope->setVisible(shared);
    m_scopeLabel->setVisible(shared);
    m_setting = false;
    update();
}

void RuleForm::addRow(const profile::ArgumentCondition &condition)
{
    auto *row = new ConditionRow(m_syscall, m_abi, condition, this);
    m_conditions.push_back(row);
    m_rows->addWidget(row);
    connect(row, &ConditionRow::changed, this, &RuleForm::emitChanged);
    connect(row, &ConditionRow::removeRequested, this, [this, row] {
        std::erase(m_conditions, row);
        row->hide();
        row->deleteLater();
        emitChanged();
    });
}

void RuleForm::addCondition()
{
    // The first argument that has no condition yet and is no address: of one argument a rule takes one condition only.
    const auto arguments = m_syscall.argumentsOn(m_abi);
    profile::ArgumentCondition condition;
    for (unsigned index = 0; index < arguments.size(); ++index) {
        const bool used = std::ranges::any_of(m_conditions, [&](const ConditionRow *row) { return row->condition() && row->condition()->index == index; });
        if (!used && !arguments[index].isPointer()) {
            condition.index = index;
            break;
        }
    }
    if (const auto *constants = condition.index < arguments.size() ? syscalls::Catalogue::builtIn().constants(arguments[condition.index].constants) : nullptr) {
        if (constants->isFlags)
            condition.op = profile::Operator::MaskedEq;
        if (!constants->values.empty() && !constants->isFlags)
            condition.value = constants->values.front().on(m_abi).value_or(0);
    }
    addRow(condition);
    m_conditions.back()->setFocus();
    emitChanged();
}

void RuleForm::emitChanged()
{
    if (m_setting)
        return;
    update();
    Q_EMIT changed();
}

void RuleForm::update()
{
    const auto action = static_cast<profile::Action>(m_action->currentData().toInt());
    const bool numbered = takesNumber(action);
    m_errno->setVisible(numbered);
    m_errnoLabel->setVisible(numbered);
    m_errnoLabel->setText(action == profile::Action::Trace ? tr("Messa&ge") : tr("Err&or"));
    m_argumentsTitle->setText(m_conditions.empty() ? tr("Whatever the arguments") : m_conditions.size() == 1 ? tr("Where this holds") : tr("Where all of these hold"));
    updateErrors();
}

void RuleForm::updateErrors()
{
    QStringList errors;
    const auto number = errnoValue();
    m_errno->updateMark();
    if (!number)
        errors << tr("“%1” is neither the name of an error nor a number up to %2.").arg(m_errno->currentText()).arg(ErrnoField::kMost);
    for (const auto *when : {&m_includes, &m_excludes}) {
        const QString text = when->kernel->text().trimmed();
        const bool invalid = !text.isEmpty() && !profile::parseKernelVersion(text.toStdString());
        markInvalid(*when->kernel, invalid);
        if (invalid)
            errors << tr("“%1” is not a kernel version: two numbers such as 4.8 are wanted.").arg(text);
    }
    m_error->setText(errors.join(QLatin1Char('\n')));
    m_error->setVisible(!errors.isEmpty());
}

std::optional<std::optional<std::uint32_t>> RuleForm::errnoValue() const
{
    const auto action = static_cast<profile::Action>(m_action->currentData().toInt());
    if (!takesNumber(action))
        return std::optional<std::uint32_t>();
    return m_errno->number();
}

std::optional<profile::Conditions> RuleForm::conditions(bool includes) const
{
    const auto &when = includes ? m_includes : m_excludes;
    profile::Conditions conditions = includes ? m_rule.includes : m_rule.excludes;
    conditions.capabilities = strings(when.capabilities->text());
    // People write them as they do for --cap-add; profiles want the full name.
    for (auto &name : conditions.capabilities)
        if (const auto full = profile::parseCapability(name))
            name = *full;
    conditions.architectures = strings(when.architectures->text());
    conditions.minKernel = when.kernel->text().trimmed().toStdString();
    if (!conditions.minKernel.empty() && !profile::parseKernelVersion(conditions.minKernel))
        return std::nullopt;
    return conditions;
}

std::optional<profile::Rule> RuleForm::rule() const
{
    profile::Rule rule = m_rule;
    const auto action = static_cast<profile::Action>(m_action->currentData().toInt());
    // The old spelling of KillThread stays as the file has it.
    if (!(rule.action == profile::Action::Kill && action == profile::Action::KillThread))
        rule.action = action;
    const auto number = errnoValue();
    if (!number)
        return std::nullopt;
    if (*number != m_rule.errnoRet) {
        rule.errnoRet = *number;
        // Podman's name of the error says the same, or nothing.
        if (rule.errnoName)
            rule.errnoName = *number ? std::optional(profile::errnoText(**number)) : std::nullopt;
    }
    rule.args.clear();
    for (const auto *row : m_conditions) {
        const auto condition = row->condition();
        if (!condition)
            return std::nullopt;
        rule.args.push_back(*condition);
    }
    const auto includes = conditions(true);
    const auto excludes = conditions(false);
    if (!includes || !excludes)
        return std::nullopt;
    rule.includes = *includes;
    rule.excludes = *excludes;
    // A field of one line cannot show what a file may hold: what nobody touched stays.
    if (m_comment->isModified())
        rule.comment = m_comment->text().toStdString();

    if (m_original && m_original->allNames().size() > 1) {
        rule.names = m_original->names;
        rule.name = m_original->name;
        if (!rule.sameAs(*m_original) && !m_scope->currentData().toBool()) {
            rule.names = {m_syscall.name};
            rule.name.reset();
        }
    }
    return rule;
}

} // namespace whittle::app
