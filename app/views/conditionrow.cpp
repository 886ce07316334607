#include "views/conditionrow.h"

#include "models/rulewords.h"
#include "views/icons.h"
#include "views/valuefield.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>

namespace whittle::app {
namespace {

constexpr unsigned kArguments = 6;
constexpr profile::Operator kOperators[] = {profile::Operator::EQ, profile::Operator::NE, profile::Operator::LT, profile::Operator::LE,
    profile::Operator::GE, profile::Operator::GT, profile::Operator::MaskedEq};

} // namespace

ConditionRow::ConditionRow(const syscalls::Syscall &syscall, Abi abi, const profile::ArgumentCondition &condition, QWidget *parent)
    : QWidget(parent), m_syscall(syscall), m_abi(abi), m_original(condition), m_argument(new QComboBox(this)), m_operator(new QComboBox(this)),
      m_value(new ValueField(words::constantsOf(syscall, abi, condition.index), abi, this)), m_equals(new QLabel(tr("are"), this)),
      m_datum(new ValueField(words::constantsOf(syscall, abi, condition.index), abi, this)), m_explained(new QLabel(this))
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 6);
    layout->setVerticalSpacing(3);
    auto *remove = new QToolButton(this);
    remove->setProperty("flat", true);
    remove->setIcon(icons::get(QStringLiteral("close")));
    remove->setToolTip(tr("Remove this condition"));
    remove->setAccessibleName(tr("Remove the condition"));
    remove->setObjectName(QStringLiteral("removeCondition"));
    layout->addWidget(m_argument, 0, 0);
    layout->addWidget(m_operator, 0, 1);
    layout->addWidget(m_value, 0, 2);
    layout->addWidget(remove, 0, 3);
    layout->addWidget(m_equals, 1, 1, Qt::AlignRight);
    layout->addWidget(m_datum, 1, 2);
    layout->addWidget(m_explained, 2, 0, 1, 4);
    layout->setColumnStretch(2, 1);
    m_explained->setProperty("muted", true);
    m_explained->setWordWrap(true);
    m_explained->setObjectName(QStringLiteral("conditionExplained"));

    const auto arguments = syscall.argumentsOn(abi);
    for (unsigned index = 0; index < kArguments; ++index) {
        // Registers beyond the last argument hold what was left there; only a rule that names one already shows it.
        if (index >= arguments.size() && index != condition.index && !arguments.empty())
            continue;
        m_argument->addItem(words::argument(syscall, abi, index), index);
        if (index < arguments.size())
            m_argument->setItemData(m_argument->count() - 1, QString::fromStdString(arguments[index].type), Qt::ToolTipRole);
    }
    if (condition.index >= kArguments)
        m_argument->addItem(words::argument(syscall, abi, condition.index), condition.index);
    m_argument->setCurrentIndex(m_argument->findData(condition.index));
    for (const auto op : kOperators)
        m_operator->addItem(words::operatorChoice(op), static_cast<int>(op));
    m_operator->setCurrentIndex(m_operator->findData(static_cast<int>(condition.op)));
    m_argument->setObjectName(QStringLiteral("conditionArgument"));
    m_argument->setAccessibleName(tr("Argument"));
    m_operator->setObjectName(QStringLiteral("conditionOperator"));
    m_operator->setAccessibleName(tr("Comparison"));
    m_value->lineEdit()->setObjectName(QStringLiteral("conditionValue"));
    m_datum->lineEdit()->setObjectName(QStringLiteral("conditionDatum"));
    m_datum->lineEdit()->setAccessibleName(tr("What the bits must be"));
    m_value->setValue(condition.value);
    m_datum->setValue(condition.valueTwo);

    const auto change = [this] {
        update();
        Q_EMIT changed();
    };
    connect(m_argument, &QComboBox::currentIndexChanged, this, change);
    connect(m_operator, &QComboBox::currentIndexChanged, this, change);
    connect(m_value, &ValueField::changed, this, change);
    connect(m_datum, &ValueField::changed, this, change);
    connect(remove, &QToolButton::clicked, this, &ConditionRow::removeRequested);
    setFocusProxy(m_argument);
    update();
}

void ConditionRow::update()
{
    const auto index = m_argument->currentData().toUInt();
    const bool masked = m_operator->currentData().toInt() == static_cast<int>(profile::Operator::MaskedEq);
    const auto *constants = words::constantsOf(m_syscall, m_abi, index);
    m_value->setConstants(constants);
    m_datum->setConstants(constants);
    m_value->lineEdit()->setAccessibleName(masked ? tr("Bits that are looked at") : tr("Value"));
    m_equals->setVisible(masked);
    m_datum->setVisible(masked);
    const auto read = condition();
    const QString error = !m_value->error().isEmpty() ? m_value->error() : masked ? m_datum->error() : QString();
    m_explained->setText(read ? words::conditionExplained(*read, m_syscall, m_abi) : error);
    m_explained->setProperty("muted", read.has_value());
    m_explained->setProperty("error", !read.has_value());
    m_explained->style()->unpolish(m_explained);
    m_explained->style()->polish(m_explained);
}

std::optional<profile::ArgumentCondition> ConditionRow::condition() const
{
    profile::ArgumentCondition condition = m_original;
    condition.index = m_argument->currentData().toUInt();
    condition.op = static_cast<profile::Operator>(m_operator->currentData().toInt());
    const auto value = m_value->value();
    if (!value)
        return std::nullopt;
    condition.value = *value;
    if (condition.op == profile::Operator::MaskedEq) {
        const auto datum = m_datum->value();
        if (!datum)
            return std::nullopt;
        condition.valueTwo = *datum;
    } else if (m_original.op == profile::Operator::MaskedEq) {
        condition.valueTwo = 0; // of no meaning to other comparisons
    }
    return condition;
}

} // namespace whittle::app
