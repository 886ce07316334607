#include "views/errnofield.h"

#include "models/syscallrow.h"
#include "profile/errno_name.h"

#include <QCompleter>
#include <QCoreApplication>
#include <QLineEdit>
#include <QStyle>

#include <cerrno>
#include <cstring>

namespace whittle::app {
namespace {

constexpr int kLastNamedErrno = 133;
constexpr profile::Action kActions[] = {profile::Action::Allow, profile::Action::Log, profile::Action::Errno, profile::Action::KillProcess,
    profile::Action::KillThread, profile::Action::Trap, profile::Action::Trace, profile::Action::Notify};

QString errnoItem(int number)
{
    return QStringLiteral("%1 (%2)").arg(words::errnoName(number)).arg(number);
}

} // namespace

bool takesNumber(profile::Action action)
{
    return action == profile::Action::Errno || action == profile::Action::Trace;
}

void fillWithActions(QComboBox &field)
{
    for (const auto action : kActions) {
        const auto name = profile::actionName(action);
        const QString word = action == profile::Action::Errno ? ErrnoField::tr("Deny with an error") : words::decision({action, 0});
        field.addItem(word, static_cast<int>(action));
        field.setItemData(field.count() - 1, QLatin1StringView(name.data(), static_cast<qsizetype>(name.size())), Qt::ToolTipRole);
    }
}

void markInvalid(QWidget &field, bool invalid)
{
    if (field.property("invalid").toBool() == invalid)
        return;
    field.setProperty("invalid", invalid);
    field.style()->unpolish(&field);
    field.style()->polish(&field);
}

ErrnoField::ErrnoField(QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(tr("Error"));
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    addItem(tr("not given (EPERM)"), QVariant());
    for (const int number : {EPERM, ENOSYS, EACCES, EINVAL, EAFNOSUPPORT})
        addItem(errnoItem(number), number);
    insertSeparator(count());
    for (int number = 1; number <= kLastNamedErrno; ++number)
        if (strerrorname_np(number))
            addItem(errnoItem(number), number);
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    setToolTip(tr("A name such as EPERM, or a number up to 4095"));
}

void ErrnoField::setNumber(const std::optional<std::uint32_t> &number)
{
    if (!number)
        setCurrentIndex(0);
    else if (const int known = findData(*number); known > 0)
        setCurrentIndex(known);
    else
        setEditText(QString::number(*number));
}

std::optional<std::optional<std::uint32_t>> ErrnoField::number() const
{
    const QString text = currentText().trimmed();
    if (const int chosen = findText(text); chosen >= 0) {
        const auto known = itemData(chosen);
        return known.isValid() ? std::optional<std::uint32_t>(known.toUInt()) : std::optional<std::uint32_t>();
    }
    if (text.isEmpty())
        return std::optional<std::uint32_t>();
    if (const auto named = profile::errnoNumber(text.toUpper().toStdString()))
        return std::optional<std::uint32_t>(*named);
    bool isNumber = false;
    const auto value = text.toUInt(&isNumber, 10);
    if (!isNumber || value > kMost)
        return std::nullopt;
    return std::optional<std::uint32_t>(value);
}

void ErrnoField::updateMark()
{
    markInvalid(*lineEdit(), !number());
}

} // namespace whittle::app
