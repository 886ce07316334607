#include "views/defaultanswer.h"

#include "documents/profiledocument.h"
#include "documents/ruleedits.h"
#include "profile/errno_name.h"
#include "views/errnofield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace whittle::app {

DefaultAnswer::DefaultAnswer(ProfileDocument &document, QWidget *parent) : QFrame(parent), m_document(document), m_action(new QComboBox(this)), m_errno(new ErrnoField(this))
{
    setProperty("bar", true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 8, 4);
    layout->setSpacing(6);
    auto *label = new QLabel(tr("Named &by no rule:"), this);
    label->setToolTip(tr("What the filter answers to every syscall that no rule names"));
    label->setBuddy(m_action);
    layout->addWidget(label);
    m_action->setObjectName(QStringLiteral("defaultAction"));
    m_action->setAccessibleName(tr("Answer to syscalls that no rule names"));
    fillWithActions(*m_action);
    layout->addWidget(m_action);
    m_errno->setObjectName(QStringLiteral("defaultErrno"));
    layout->addWidget(m_errno);
    layout->addStretch(1);
    connect(m_action, &QComboBox::currentIndexChanged, this, &DefaultAnswer::apply);
    connect(m_errno, &QComboBox::activated, this, &DefaultAnswer::apply);
    connect(m_errno->lineEdit(), &QLineEdit::editingFinished, this, &DefaultAnswer::apply);
    connect(m_errno, &QComboBox::editTextChanged, m_errno, &ErrnoField::updateMark);
    connect(&document, &ProfileDocument::profileChanged, this, &DefaultAnswer::update);
    connect(&document, &ProfileDocument::textChanged, this, &DefaultAnswer::update);
    update();
}

void DefaultAnswer::update()
{
    const auto &profile = m_document.profile();
    m_setting = true;
    auto action = profile.defaultAction.value_or(profile::Action::Allow);
    if (action == profile::Action::Kill)
        action = profile::Action::KillThread;
    m_action->setCurrentIndex(m_action->findData(static_cast<int>(action)));
    auto number = profile.defaultErrnoRet;
    if (!number && profile.defaultErrnoName)
        number = profile::errnoNumber(*profile.defaultErrnoName);
    m_errno->setNumber(number);
    m_errno->setVisible(takesNumber(action));
    m_setting = false;
    setEnabled(m_document.isTextValid() && m_document.hasProfile());
}

void DefaultAnswer::apply()
{
    const auto number = m_errno->number();
    if (m_setting || !number)
        return;
    const auto action = static_cast<profile::Action>(m_action->currentData().toInt());
    const auto &profile = m_document.profile();
    // crun refuses an error number beside an action that takes none.
    const auto wanted = takesNumber(action) ? *number : std::nullopt;
    const bool sameAction = profile.defaultAction == action || (profile.defaultAction == profile::Action::Kill && action == profile::Action::KillThread);
    if (sameAction && profile.defaultErrnoRet == wanted)
        return;
    ruleedits::setDefaultAnswer(m_document, action, wanted);
}

} // namespace whittle::app
