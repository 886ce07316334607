#include "models/syscallrow.h"

#include "profile/check.h"

#include <QCoreApplication>

#include <cstring>

namespace whittle::app::words {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::Words)
};

} // namespace

QString risk(syscalls::Risk risk)
{
    switch (risk) {
    case syscalls::Risk::Low:
        return Words::tr("low", "risk level");
    case syscalls::Risk::Medium:
        return Words::tr("medium", "risk level");
    case syscalls::Risk::High:
        return Words::tr("high", "risk level");
    case syscalls::Risk::Critical:
        return Words::tr("critical", "risk level");
    }
    return {};
}

QString errnoName(int number)
{
    const char *name = strerrorname_np(number);
    return name ? QString::fromLatin1(name) : Words::tr("errno %1").arg(number);
}

QString decision(const profile::Decision &decision)
{
    switch (decision.action) {
    case profile::Action::Allow:
        return Words::tr("Allow");
    case profile::Action::Log:
        return Words::tr("Allow and log");
    case profile::Action::Errno:
        //: %1 is an errno name such as EPERM
        return Words::tr("Deny · %1").arg(errnoName(decision.data));
    case profile::Action::KillProcess:
        return Words::tr("Kill process");
    case profile::Action::KillThread:
    case profile::Action::Kill:
        return Words::tr("Kill thread");
    case profile::Action::Trap:
        return Words::tr("Deny · SIGSYS");
    case profile::Action::Trace:
        return Words::tr("Ask the tracer");
    case profile::Action::Notify:
        return Words::tr("Ask the listener");
    }
    return {};
}

QString action(const std::optional<analysis::Answered> &answer)
{
    if (!answer)
        return Words::tr("not known");
    if (answer->standing == analysis::Standing::Limited)
        return Words::tr("Allow some");
    if (answer->standing == analysis::Standing::Denied && answer->argumentsMatter)
        //: %1 is what happens without particular arguments, e.g. "Deny · EPERM"
        return Words::tr("%1, by arguments").arg(decision(answer->decision));
    return decision(answer->decision);
}

QString actionIcon(const std::optional<analysis::Answered> &answer)
{
    if (!answer)
        return QStringLiteral("undecided");
    if (answer->standing == analysis::Standing::Limited)
        return QStringLiteral("limited");
    switch (answer->decision.action) {
    case profile::Action::Allow:
        return QStringLiteral("allow");
    case profile::Action::Log:
        return QStringLiteral("log");
    case profile::Action::Errno:
        return QStringLiteral("deny");
    case profile::Action::KillProcess:
    case profile::Action::KillThread:
    case profile::Action::Kill:
        return QStringLiteral("kill");
    case profile::Action::Trap:
    case profile::Action::Trace:
    case profile::Action::Notify:
        return QStringLiteral("trap");
    }
    return {};
}

QString gvisor(syscalls::GvisorSupport support)
{
    switch (support) {
    case syscalls::GvisorSupport::Absent:
        return Words::tr("not there", "gVisor support");
    case syscalls::GvisorSupport::Unimplemented:
        return Words::tr("not implemented", "gVisor support");
    case syscalls::GvisorSupport::Partial:
        return Words::tr("in part", "gVisor support");
    case syscalls::GvisorSupport::Full:
        return Words::tr("full", "gVisor support");
    }
    return {};
}

QString abi(Abi abi)
{
    switch (abi) {
    case Abi::X86_64:
        return Words::tr("x86-64");
    case Abi::X32:
        return Words::tr("x32 (on x86-64)");
    case Abi::I386:
        return Words::tr("i386 (on x86-64)");
    case Abi::Aarch64:
        return Words::tr("AArch64");
    case Abi::Arm:
        return Words::tr("ARM (on AArch64)");
    }
    return {};
}

QString severity(int severity)
{
    switch (static_cast<profile::Severity>(severity)) {
    case profile::Severity::Info:
        return Words::tr("note", "severity");
    case profile::Severity::Low:
        return Words::tr("low", "severity");
    case profile::Severity::Medium:
        return Words::tr("medium", "severity");
    case profile::Severity::High:
        return Words::tr("high", "severity");
    case profile::Severity::Critical:
        return Words::tr("critical", "severity");
    }
    return {};
}

} // namespace whittle::app::words
