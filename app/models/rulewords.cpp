#include "models/rulewords.h"

#include "models/syscallrow.h"
#include "profile/errno_name.h"

#include <QCoreApplication>

#include <cerrno>

namespace whittle::app::words {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::RuleWords)
};

QString argumentName(const syscalls::Syscall &syscall, Abi abi, unsigned index)
{
    const auto arguments = syscall.argumentsOn(abi);
    return index < arguments.size() ? QString::fromStdString(arguments[index].name) : Words::tr("arg %1").arg(index);
}

QString number(std::uint64_t value)
{
    const QString decimal = QString::number(static_cast<qulonglong>(value));
    return value > 9 ? QStringLiteral("%1, 0x%2").arg(decimal, QString::number(static_cast<qulonglong>(value), 16)) : decimal;
}

/// All but what a rule says of arguments and answer.
QString when(const profile::Conditions &conditions)
{
    QStringList parts;
    for (const auto &name : conditions.capabilities)
        parts << QString::fromStdString(name);
    QStringList machines;
    for (const auto &name : conditions.architectures)
        machines << QString::fromStdString(name);
    if (!machines.isEmpty())
        parts << machines.join(QLatin1Char('/'));
    if (!conditions.minKernel.empty())
        parts << Words::tr("Linux ≥ %1").arg(QString::fromStdString(conditions.minKernel));
    return parts.join(QStringLiteral(", "));
}

} // namespace

QString argument(const syscalls::Syscall &syscall, Abi abi, unsigned index)
{
    const auto arguments = syscall.argumentsOn(abi);
    const QString plain = Words::tr("arg %1").arg(index);
    return index < arguments.size() ? plain + QLatin1Char(' ') + QString::fromStdString(arguments[index].name) : plain;
}

const syscalls::ConstantSet *constantsOf(const syscalls::Syscall &syscall, Abi abi, unsigned index)
{
    const auto arguments = syscall.argumentsOn(abi);
    return index < arguments.size() ? syscalls::Catalogue::builtIn().constants(arguments[index].constants) : nullptr;
}

QString value(std::uint64_t value, const syscalls::ConstantSet *constants, Abi abi)
{
    static const syscalls::ConstantSet kNone;
    return QString::fromStdString((constants ? *constants : kNone).format(value, abi));
}

QString valueInFull(std::uint64_t value, const syscalls::ConstantSet *constants, Abi abi)
{
    const QString named = words::value(value, constants, abi);
    const bool isName = !named.isEmpty() && !named[0].isDigit();
    if (isName)
        return QStringLiteral("%1 (%2)").arg(named, number(value));
    const QString decimal = QString::number(static_cast<qulonglong>(value));
    return value > 9 ? QStringLiteral("%1 (0x%2)").arg(decimal, QString::number(static_cast<qulonglong>(value), 16)) : decimal;
}

QString operatorSign(profile::Operator op)
{
    switch (op) {
    case profile::Operator::NE:
        return QStringLiteral("≠");
    case profile::Operator::LT:
        return QStringLiteral("<");
    case profile::Operator::LE:
        return QStringLiteral("≤");
    case profile::Operator::EQ:
        return QStringLiteral("=");
    case profile::Operator::GE:
        return QStringLiteral("≥");
    case profile::Operator::GT:
        return QStringLiteral(">");
    case profile::Operator::MaskedEq:
        return QStringLiteral("&");
    }
    return {};
}

QString operatorChoice(profile::Operator op)
{
    switch (op) {
    case profile::Operator::NE:
        return Words::tr("≠  is not");
    case profile::Operator::LT:
        return Words::tr("<  is below");
    case profile::Operator::LE:
        return Words::tr("≤  is at most");
    case profile::Operator::EQ:
        return Words::tr("=  is");
    case profile::Operator::GE:
        return Words::tr("≥  is at least");
    case profile::Operator::GT:
        return Words::tr(">  is above");
    case profile::Operator::MaskedEq:
        return Words::tr("&  has bits");
    }
    return {};
}

QString condition(const profile::ArgumentCondition &condition, const syscalls::Syscall &syscall, Abi abi)
{
    const QString name = argumentName(syscall, abi, condition.index);
    const auto *constants = constantsOf(syscall, abi, condition.index);
    if (condition.op == profile::Operator::MaskedEq)
        return QStringLiteral("%1 & %2 = %3").arg(name, value(condition.value, constants, abi), value(condition.valueTwo, condition.valueTwo == 0 ? nullptr : constants, abi));
    return QStringLiteral("%1 %2 %3").arg(name, operatorSign(condition.op), value(condition.value, constants, abi));
}

QString conditionExplained(const profile::ArgumentCondition &condition, const syscalls::Syscall &syscall, Abi abi)
{
    const QString name = argumentName(syscall, abi, condition.index);
    const auto *constants = constantsOf(syscall, abi, condition.index);
    if (condition.op != profile::Operator::MaskedEq)
        return Words::tr("%1 %2 %3, compared as 64 bits without a sign").arg(name, operatorSign(condition.op), valueInFull(condition.value, constants, abi));
    const QString mask = valueInFull(condition.value, constants, abi);
    const auto left = condition.valueTwo & condition.value;
    if (condition.value == 0)
        return Words::tr("The mask is 0, so nothing of %1 is looked at.").arg(name);
    if (left == 0)
        return Words::tr("Of %1 only the bits %2 are looked at; all of them must be clear.").arg(name, mask);
    if (left == condition.value)
        return Words::tr("Of %1 only the bits %2 are looked at; all of them must be set.").arg(name, mask);
    return Words::tr("Of %1 only the bits %2 are looked at; they must be %3.").arg(name, mask, valueInFull(condition.valueTwo, constants, abi));
}

QString ruleAnswer(const profile::Rule &rule)
{
    profile::Decision decision;
    decision.action = rule.action;
    if (rule.action == profile::Action::Errno)
        decision.data = static_cast<std::uint16_t>(rule.errnoRet.value_or(EPERM));
    return words::decision(decision);
}

QString ruleArguments(const profile::Rule &rule, const syscalls::Syscall &syscall, Abi abi)
{
    QStringList conditions;
    for (const auto &each : rule.args)
        conditions << condition(each, syscall, abi);
    return conditions.join(Words::tr(" and ", "between conditions that must all hold"));
}

QString ruleWhen(const profile::Rule &rule)
{
    //: %1 is a list such as "CAP_SYS_ADMIN, Linux ≥ 4.8"
    const QString with = rule.includes.isEmpty() ? QString() : Words::tr("with %1").arg(when(rule.includes));
    const QString without = rule.excludes.isEmpty() ? QString() : Words::tr("without %1").arg(when(rule.excludes));
    return with.isEmpty() ? without : without.isEmpty() ? with : QStringLiteral("%1, %2").arg(with, without);
}

QString rule(const profile::Rule &rule, const syscalls::Syscall &syscall, Abi abi)
{
    QString text = ruleAnswer(rule);
    if (!rule.args.empty())
        //: %1 is an answer such as "Allow", %2 is "domain = AF_INET and type = SOCK_STREAM"
        text = Words::tr("%1 where %2").arg(text, ruleArguments(rule, syscall, abi));
    if (const QString when = ruleWhen(rule); !when.isEmpty())
        text = QStringLiteral("%1, %2").arg(text, when);
    return text;
}

QString rule(const profile::Rule &rule, Abi abi)
{
    return words::rule(rule, subjectOf(rule), abi);
}

const syscalls::Syscall &subjectOf(const profile::Rule &rule)
{
    static const auto kNone = [] {
        syscalls::Syscall none;
        none.numbers.fill(-1);
        return none;
    }();
    for (const auto &name : rule.allNames())
        if (const auto *known = syscalls::Catalogue::builtIn().find(name))
            return *known;
    return kNone;
}

QString dropReason(const profile::DropReason &reason)
{
    using Kind = profile::DropReason::Kind;
    const QString what = QString::fromStdString(reason.what);
    switch (reason.kind) {
    case Kind::CapabilityHeld:
        //: %1 is a capability that the container has
        return Words::tr("%1 is held").arg(what);
    case Kind::CapabilityMissing:
        return Words::tr("%1 is not held").arg(what);
    case Kind::ArchitectureExcluded:
        //: %1 is an architecture such as amd64
        return Words::tr("not on %1").arg(what);
    case Kind::OtherArchitecture:
        //: %1 is a list of architectures
        return Words::tr("only on %1").arg(what);
    case Kind::KernelExcluded:
        //: %1 is a version such as 4.8
        return Words::tr("only before Linux %1").arg(what);
    case Kind::KernelTooOld:
        return Words::tr("only from Linux %1 on").arg(what);
    }
    return {};
}

} // namespace whittle::app::words
