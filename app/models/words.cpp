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

QString cause(const analysis::Cause &cause)
{
    const QString probe = cause.probe ? QString::fromStdString(cause.probe->probe) : QString();
    switch (cause.kind) {
    case analysis::Cause::Kind::Unknown:
        return {};
    case analysis::Cause::Kind::Start:
        return Words::tr("start", "before the first probe");
    case analysis::Cause::Kind::Probe:
        return probe;
    case analysis::Cause::Kind::Between:
        //: %1 is a probe
        return Words::tr("after %1").arg(probe);
    case analysis::Cause::Kind::End:
        return Words::tr("end", "after the last probe");
    }
    return {};
}

QString causeInWords(const analysis::Cause &cause)
{
    const QString probe = cause.probe ? QString::fromStdString(cause.probe->probe) : QString();
    switch (cause.kind) {
    case analysis::Cause::Kind::Unknown:
        return {};
    case analysis::Cause::Kind::Start:
        return Words::tr("It came while the program started, before the first probe.");
    case analysis::Cause::Kind::Probe:
        return Words::tr("It came while the probe “%1” ran.").arg(probe);
    case analysis::Cause::Kind::Between:
        return Words::tr("It came after the probe “%1”, before the next one.").arg(probe);
    case analysis::Cause::Kind::End:
        return Words::tr("It came after the last probe, “%1”.").arg(probe);
    }
    return {};
}

QString category(const std::string &group)
{
    static const std::pair<const char *, const char *> kNames[] = {
        {"@aio", QT_TRANSLATE_NOOP("whittle::app::Words", "Asynchronous input and output")},
        {"@basic-io", QT_TRANSLATE_NOOP("whittle::app::Words", "Reading and writing")},
        {"@chown", QT_TRANSLATE_NOOP("whittle::app::Words", "Ownership of files")},
        {"@clock", QT_TRANSLATE_NOOP("whittle::app::Words", "The system's clock")},
        {"@cpu-emulation", QT_TRANSLATE_NOOP("whittle::app::Words", "CPU emulation")},
        {"@debug", QT_TRANSLATE_NOOP("whittle::app::Words", "Debugging and tracing")},
        {"@default", QT_TRANSLATE_NOOP("whittle::app::Words", "What every program needs")},
        {"@file-system", QT_TRANSLATE_NOOP("whittle::app::Words", "Files and folders")},
        {"@io-event", QT_TRANSLATE_NOOP("whittle::app::Words", "Waiting for events")},
        {"@ipc", QT_TRANSLATE_NOOP("whittle::app::Words", "Pipes, queues and shared memory")},
        {"@keyring", QT_TRANSLATE_NOOP("whittle::app::Words", "The kernel's key rings")},
        {"@memlock", QT_TRANSLATE_NOOP("whittle::app::Words", "Locking memory")},
        {"@module", QT_TRANSLATE_NOOP("whittle::app::Words", "Kernel modules")},
        {"@mount", QT_TRANSLATE_NOOP("whittle::app::Words", "Mounting file systems")},
        {"@network-io", QT_TRANSLATE_NOOP("whittle::app::Words", "Network")},
        {"@obsolete", QT_TRANSLATE_NOOP("whittle::app::Words", "Obsolete")},
        {"@pkey", QT_TRANSLATE_NOOP("whittle::app::Words", "Memory protection keys")},
        {"@privileged", QT_TRANSLATE_NOOP("whittle::app::Words", "Administration")},
        {"@process", QT_TRANSLATE_NOOP("whittle::app::Words", "Processes")},
        {"@raw-io", QT_TRANSLATE_NOOP("whittle::app::Words", "Ports and other raw devices")},
        {"@reboot", QT_TRANSLATE_NOOP("whittle::app::Words", "Restarting the machine")},
        {"@resources", QT_TRANSLATE_NOOP("whittle::app::Words", "Limits, priorities and schedulers")},
        {"@sandbox", QT_TRANSLATE_NOOP("whittle::app::Words", "Sandboxes")},
        {"@setuid", QT_TRANSLATE_NOOP("whittle::app::Words", "Changing users and groups")},
        {"@signal", QT_TRANSLATE_NOOP("whittle::app::Words", "Signals")},
        {"@swap", QT_TRANSLATE_NOOP("whittle::app::Words", "Swap space")},
        {"@sync", QT_TRANSLATE_NOOP("whittle::app::Words", "Writing files to disk")},
        {"@timer", QT_TRANSLATE_NOOP("whittle::app::Words", "Timers")},
    };
    for (const auto &[name, words] : kNames)
        if (group == name)
            return QCoreApplication::translate("whittle::app::Words", words);
    return QString::fromStdString(group);
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
