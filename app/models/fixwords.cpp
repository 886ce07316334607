#include "models/fixwords.h"

#include "documents/profiledocument.h"

#include <QCoreApplication>

namespace whittle::app::words {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::FixWords)
};

} // namespace

QString fix(const profile::Fix &fix)
{
    const QString subject = QString::fromStdString(fix.subject);
    const QString replacement = QString::fromStdString(fix.replacement);
    switch (fix.kind) {
    case profile::FixKind::Rename:
        return Words::tr("Write “%1” in place of “%2”").arg(replacement, subject);
    case profile::FixKind::RemoveName:
        return Words::tr("Take “%1” out of this rule").arg(subject);
    case profile::FixKind::RemoveRule:
        return Words::tr("Remove this rule");
    case profile::FixKind::RemoveCondition:
        return Words::tr("Remove this argument condition");
    case profile::FixKind::RemoveErrno:
        return Words::tr("Remove the error number");
    case profile::FixKind::SetErrno:
        //: %1 is a name such as ENOSYS, %2 its number
        return Words::tr("Give %1 as the number %2").arg(subject, replacement);
    case profile::FixKind::TrimDatum:
        return Words::tr("Clear the bits that the mask takes away");
    case profile::FixKind::Allow:
        return Words::tr("Allow %1").arg(subject);
    case profile::FixKind::Deny:
        return Words::tr("Deny %1").arg(subject);
    case profile::FixKind::AnswerEnosys:
        return Words::tr("Deny %1 with ENOSYS").arg(subject);
    }
    return {};
}

} // namespace whittle::app::words

namespace whittle::app {

void mend(ProfileDocument &document, const profile::Finding &finding, const profile::Fix &fix)
{
    document.change(words::fix(fix), profile::withFix(document.profile(), finding, fix), {finding.syscall, fix.subject, fix.replacement});
}

} // namespace whittle::app
