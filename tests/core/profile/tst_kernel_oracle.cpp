// The running kernel as referee: the compiled filter is loaded in a child, which makes the call; what happens must be what decide() said.
#include "formats/seccomp_json.h"
#include "profile/compare.h"
#include "profile/filter.h"
#include "support/support.h"
#include "syscalls/catalogue.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

using namespace whittle;
using profile::Action;
using profile::Decision;

class TestKernelOracle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void operatorsAndActions_data();
    void operatorsAndActions();
    void builtInProfiles_data();
    void builtInProfiles();
    void cleanupTestCase();

private:
    std::size_t m_calls = 0;
    std::size_t m_inconclusive = 0;
};

namespace {

constexpr int kMark = 3999; // an errno that Linux itself never gives

// What a child saw; in memory that it shares, because its filter may deny every other way of telling.
struct Report
{
    volatile bool loaded;
    volatile bool returned;
    volatile long result;
    volatile int error;
};

long callInt80(int number, const profile::Arguments &arguments, int &error)
{
#if defined(__x86_64__)
    long result = number;
    register std::uint64_t bp asm("r8") = arguments[5];
    asm volatile("push %%rbp\n\tmov %%r8, %%rbp\n\tint $0x80\n\tpop %%rbp"
                 : "+a"(result)
                 : "b"(arguments[0]), "c"(arguments[1]), "d"(arguments[2]), "S"(arguments[3]), "D"(arguments[4]), "r"(bp)
                 : "memory", "r9", "r10", "r11");
    const long value = static_cast<std::int32_t>(result);
    error = value < 0 && value > -4096 ? static_cast<int>(-value) : 0;
    return value;
#else
    (void)number, (void)arguments;
    error = ENOSYS;
    return -1;
#endif
}

// Loads the filter and makes one call in a child. Empty status: the child could not be made.
struct Outcome
{
    Report report;
    int status = 0;
};

Outcome callUnder(const profile::Filter &filter, Abi abi, int number, const profile::Arguments &arguments)
{
    auto *report = static_cast<Report *>(::mmap(nullptr, sizeof(Report), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    const auto program = filter.program();
    sock_fprog loaded = {static_cast<unsigned short>(program.size()), reinterpret_cast<sock_filter *>(const_cast<bpf::Instruction *>(program.data()))};
    const pid_t child = ::fork();
    if (child == 0) {
        // Nobody else's file: fchmod(0, 0), fchown(0, 0, 0) and futimens are among the calls.
        const int own = ::memfd_create("streams", 0);
        for (const int fd : {0, 1, 2})
            ::dup2(own, fd);
        ::alarm(10);
        for (const int signal : {SIGSYS, SIGSEGV})
            std::signal(signal, SIG_DFL);
        ::prctl(PR_SET_DUMPABLE, 0);
        if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &loaded) != 0)
            ::_exit(1);
        report->loaded = true;
        if (abi == Abi::I386) {
            int error = 0;
            report->result = callInt80(number, arguments, error);
            report->error = error;
        } else {
            const long whole = static_cast<long>(static_cast<std::uint32_t>(number) | (abi == Abi::X32 ? kX32Bit : 0U));
            errno = 0;
            report->result = ::syscall(whole, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
            report->error = errno;
        }
        report->returned = true;
        ::_exit(0);
    }
    Outcome outcome;
    ::waitpid(child, &outcome.status, 0);
    outcome.report.loaded = report->loaded;
    outcome.report.returned = report->returned;
    outcome.report.result = report->result;
    outcome.report.error = report->error;
    ::munmap(report, sizeof(Report));
    return outcome;
}

enum class Verdict { Agrees, Differs, Inconclusive };

// Does what happened fit the decision? hasCall: the kernel executes calls of that ABI at all.
Verdict judge(const Decision &decision, const Outcome &outcome)
{
    const auto agreesIf = [](bool agrees) { return agrees ? Verdict::Agrees : Verdict::Differs; };
    const bool diedOfSigsys = WIFSIGNALED(outcome.status) && WTERMSIG(outcome.status) == SIGSYS;
    switch (decision.action) {
    case Action::Errno:
        return agreesIf(outcome.report.returned && outcome.report.error == decision.data);
    case Action::KillProcess:
    case Action::KillThread:
    case Action::Kill:
    case Action::Trap:
        return agreesIf(!outcome.report.returned && diedOfSigsys);
    case Action::Trace:
    case Action::Notify:
        // Nobody traces or listens: the kernel says ENOSYS.
        return agreesIf(outcome.report.returned && outcome.report.error == ENOSYS);
    case Action::Log:
    case Action::Allow:
        if (outcome.report.returned && outcome.report.error == ENOSYS)
            return Verdict::Inconclusive; // executed, but this kernel does not have the call
        return agreesIf(outcome.report.returned && outcome.report.error != kMark && !diedOfSigsys);
    }
    return Verdict::Differs;
}

// Calls that, executed with zeros, end, block or disturb the child or leave something behind.
bool isUnsafeWithZeros(std::string_view name)
{
    static const std::set<std::string_view> unsafe = {
        "clone", "clone3", "exit", "exit_group", "fork", "vfork", "pause", "rt_sigsuspend", "rt_sigreturn", "sigreturn", "sigsuspend", "select", "_newselect",
        "pselect6", "pselect6_time64", "ppoll", "ppoll_time64", "ptrace", "seccomp", "msgget", "uretprobe", "uprobe", "rt_sigtimedwait", "sync", "vhangup",
        "reboot", "kexec_load", "restart_syscall", "waitpid", "kill", "shmat", "ipc", "personality", "rseq", "mount", "umount", "pivot_root", "unshare", "setns",
        "acct", "quotactl", "syslog", "swapoff", "sethostname", "setdomainname", "idle", "vm86", "vm86old", "set_thread_area", "modify_ldt", "arch_prctl", "brk",
        "munmap", "mmap", "mmap2", "mremap", "iopl", "stime", "settimeofday", "adjtimex", "alarm",
    };
    return unsafe.contains(name);
}

} // namespace

void TestKernelOracle::initTestCase()
{
    profile::Profile everything;
    everything.defaultAction = Action::Allow;
    const auto filter = profile::compile(everything, {});
    VERIFY_RESULT(filter);
    if (!callUnder(*filter, nativeAbi(), SYS_getppid, {}).report.loaded)
        QSKIP("this machine does not let a process load a seccomp filter");
}

void TestKernelOracle::operatorsAndActions_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("conditions");
    const QByteArray errnoAction = "\"action\": \"SCMP_ACT_ERRNO\", \"errnoRet\": 3999";
    for (const char *op : {"NE", "LT", "LE", "EQ", "GE", "GT"}) {
        for (const char *value : {"0", "5", "4294967295", "4294967296", "9223372036854775808", "18446744073709551615"}) {
            const std::string_view condition = op;
            if ((condition == "LT" && std::string_view(value) == "0") || (condition == "GT" && std::string_view(value).starts_with("184")))
                continue; // holds for no value
            QTest::addRow("%s %s", op, value) << errnoAction << QByteArray("{\"index\": 1, \"value\": ") + value + ", \"op\": \"SCMP_CMP_" + op + "\"}";
        }
    }
    for (const char *mask : {"2114060288", "4294967295", "18446744069414584320"})
        QTest::addRow("mask %s", mask) << errnoAction << QByteArray("{\"index\": 2, \"value\": ") + mask + ", \"valueTwo\": 131072, \"op\": \"SCMP_CMP_MASKED_EQ\"}";
    QTest::newRow("two arguments") << errnoAction << QByteArray("{\"index\": 1, \"value\": 3, \"op\": \"SCMP_CMP_GT\"}, {\"index\": 2, \"value\": 9, \"op\": \"SCMP_CMP_NE\"}");
    QTest::newRow("one argument twice") << errnoAction << QByteArray("{\"index\": 1, \"value\": 3, \"op\": \"SCMP_CMP_EQ\"}, {\"index\": 1, \"value\": 9, \"op\": \"SCMP_CMP_EQ\"}");
    for (const char *action : {"KILL_PROCESS", "KILL_THREAD", "KILL", "TRAP", "TRACE", "LOG", "NOTIFY"})
        QTest::newRow(action) << QByteArray("\"action\": \"SCMP_ACT_") + action + "\"" << QByteArray("{\"index\": 1, \"value\": 4, \"op\": \"SCMP_CMP_EQ\"}");
}

void TestKernelOracle::operatorsAndActions()
{
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, conditions);
    // On a descriptor that is not open the call has no effect, whatever its other arguments.
    const auto document = formats::readSeccompJson("{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [{\"names\": [\"lseek\"], " + action.toStdString()
                                                   + ", \"args\": [" + conditions.toStdString() + "]}]}");
    VERIFY_RESULT(document);
    const auto filter = profile::compile(document->profile, {});
    VERIFY_RESULT(filter);
    const auto points = profile::interestingArguments(document->profile, "lseek");
    QVERIFY(points.size() > 3);
    bool isHit = false;
    for (profile::Arguments point : points) {
        point[0] = static_cast<std::uint64_t>(-1);
        const Decision decision = filter->decide(nativeAbi(), SYS_lseek, point);
        const Outcome outcome = callUnder(*filter, nativeAbi(), SYS_lseek, point);
        isHit = isHit || decision.action != Action::Allow;
        ++m_calls;
        QVERIFY2(judge(decision, outcome) == Verdict::Agrees,
                 std::format("1={:#x} 2={:#x}: {} decided, status {:#x}, errno {}", point[1], point[2], decision.toString(), outcome.status, int(outcome.report.error)).c_str());
    }
    QVERIFY(isHit);
}

void TestKernelOracle::builtInProfiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("admin");
    QTest::newRow("Docker") << "docker-default" << false;
    QTest::newRow("Docker with CAP_SYS_ADMIN") << "docker-default" << true;
    QTest::newRow("Podman") << "podman-default" << false;
}

void TestKernelOracle::builtInProfiles()
{
    QFETCH(QString, name);
    QFETCH(bool, admin);
    profile::Profile marked = *profile::builtInProfile(name.toStdString());
    // EPERM is also what the kernel itself may say.
    marked.defaultErrnoRet = kMark;
    profile::Target target;
    if (name == "podman-default")
        target.rules = profile::EngineRules::Podman;
    if (admin)
        target.capabilities.insert("CAP_SYS_ADMIN");
    const auto filter = profile::compile(marked, target);
    VERIFY_RESULT(filter);

    std::vector<Abi> abis = {nativeAbi()};
    if (nativeAbi() == Abi::X86_64) {
        abis.push_back(Abi::X32);
        // A kernel without 32-bit programs ends the caller.
        profile::Profile nothing;
        nothing.defaultAction = Action::Allow;
        nothing.architectures = {"SCMP_ARCH_X86_64", "SCMP_ARCH_X86"};
        const auto open = profile::compile(nothing, {});
        VERIFY_RESULT(open);
        if (callUnder(*open, Abi::I386, 20 /* getpid */, {}).report.result > 0)
            abis.push_back(Abi::I386);
        else
            qInfo("this kernel runs no 32-bit programs: calls of i386 are not compared");
    }
    for (const Abi abi : abis) {
        for (const syscalls::Syscall &call : syscalls::Catalogue::builtIn().all()) {
            if (!call.existsOn(abi))
                continue;
            const Decision decision = filter->decide(abi, call.number(abi));
            if (decision.executes() && isUnsafeWithZeros(call.name))
                continue;
            // Calls that the kernel makes in a program's name for its own probes pass every filter since Linux 6.14.
            if (call.name == "uprobe" || call.name == "uretprobe")
                continue;
            const Outcome outcome = callUnder(*filter, abi, call.number(abi), {});
            const Verdict verdict = judge(decision, outcome);
            ++m_calls;
            m_inconclusive += verdict == Verdict::Inconclusive ? 1U : 0U;
            QVERIFY2(verdict != Verdict::Differs,
                     std::format("{} {}: {} decided, status {:#x}, returned {}, errno {}", abiName(abi), call.name, decision.toString(), outcome.status,
                                 bool(outcome.report.returned), int(outcome.report.error)).c_str());
        }
    }
}

void TestKernelOracle::cleanupTestCase()
{
    qInfo("%zu calls made, %zu of them unknown to this kernel", m_calls, m_inconclusive);
}

QTEST_APPLESS_MAIN(TestKernelOracle)
#include "tst_kernel_oracle.moc"
