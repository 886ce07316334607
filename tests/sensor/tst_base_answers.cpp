#include "sensor/sensor_support.h"

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <QProcess>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <sys/syscall.h>

using namespace whittle;
using namespace whittle::test;
using namespace whittle::trace;

// The sensor answers calls as the base filter says, and records it.
class TestBaseAnswers : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { REQUIRE_PTRACE(); }
    void errno_();
    void keepsWhatWasRefused();
    void behindOwnFilter();
    void trap();
    void kills_data();
    void kills();
    void others_data();
    void others();
    void executionItself();
    void commandLine();
    void refusesBadFilters();
};

namespace {

// Answers one syscall of the native ABI with the word, all others with ALLOW.
ProgramRequest answering(int number, std::uint32_t word)
{
    ProgramRequest request;
    request.baseName = "test";
    request.baseFilter = {
        {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
        {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, static_cast<std::uint32_t>(number)},
        {BPF_RET | BPF_K, 0, 0, word},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
    };
    return request;
}

} // namespace

void TestBaseAnswers::errno_()
{
    auto recording = recordTarget({"refused", "errno"}, answering(SYS_getppid, SECCOMP_RET_ERRNO | EUSERS));
    VERIFY_RESULT(recording);
    QCOMPARE(recording->exitStatus, std::optional(0));
    QCOMPARE(recording->environment.base, std::string("test"));
    QCOMPARE(recording->denials.size(), std::size_t{2});
    const Denial &denial = recording->denials[0];
    QCOMPARE(denial.process, 0);
    QCOMPARE(denial.number, SYS_getppid);
    QCOMPARE(denial.action, std::string("SCMP_ACT_ERRNO(87)"));
    QCOMPARE(denial.count, 1U);
    QCOMPARE(recording->denials[1].process, 1);
    QVERIFY(!denial.moreCalls);
    QCOMPARE(denial.calls.size(), std::size_t{1});
    QCOMPARE(denial.calls[0].count, 1U);
    QVERIFY(denial.calls[0].path.empty());
    // It was made all the same.
    QCOMPARE(countOf(*recording, "getppid"), 2U);
}

// Each different call with its arguments and path, up to a number of them.
void TestBaseAnswers::keepsWhatWasRefused()
{
    ProgramRequest request = answering(SYS_mkdir, SECCOMP_RET_ERRNO | EROFS);
    request.command = {"perl", "-e", "chdir '/tmp'; mkdir 'one', 0700; mkdir './two/three', 0711; mkdir 'one', 0700; exit 5"};
    const auto recording = recordProgram(request, {});
    VERIFY_RESULT(recording);
    QCOMPARE(recording->exitStatus, std::optional(5));
    QCOMPARE(recording->denials.size(), std::size_t{1});
    const Denial &few = recording->denials[0];
    QCOMPARE(few.count, 3U);
    QVERIFY(!few.moreCalls);
    std::map<std::string, std::uint64_t> modes;
    std::uint64_t counted = 0;
    for (const DeniedCall &call : few.calls) {
        modes[call.path] = call.arguments[1];
        counted += call.count;
    }
    QCOMPARE(counted, 3U);
    QCOMPARE(modes, (std::map<std::string, std::uint64_t>{{"/tmp/one", 0700}, {"/tmp/two/three", 0711}}));

    ProgramRequest many = answering(SYS_mkdir, SECCOMP_RET_ERRNO | EROFS);
    many.command = {"perl", "-e", "for (1..40) { mkdir \"/tmp/x\".($_ % 20), 0750 }"};
    const auto more = recordProgram(many, {});
    VERIFY_RESULT(more);
    const auto &denial = more->denials.at(0);
    QCOMPARE(denial.count, 40U);
    QVERIFY(denial.moreCalls);
    QCOMPARE(denial.calls.size(), Denial::kMaxCalls);
    std::uint64_t known = 0;
    for (const DeniedCall &call : denial.calls)
        known += call.count;
    QVERIFY(known >= Denial::kMaxCalls && known < 40);
}

// The program's own filter speaks first; where it allows, the base still refuses.
void TestBaseAnswers::behindOwnFilter()
{
    auto recording = recordTarget({"own_filter"}, answering(SYS_gettid, SECCOMP_RET_ERRNO | EUSERS));
    VERIFY_RESULT(recording);
    QCOMPARE(recording->exitStatus, std::optional(0));
    auto refused = recordTarget({"own_filter"}, answering(SYS_wait4, SECCOMP_RET_ERRNO | EUSERS));
    VERIFY_RESULT(refused);
    // Its expectation of wait4, made behind its filter, fails.
    QCOMPARE(refused->exitStatus, std::optional(99));
    QCOMPARE(refused->denials.size(), std::size_t{1});
}

void TestBaseAnswers::trap()
{
    auto recording = recordTarget({"refused", "trap"}, answering(SYS_getppid, SECCOMP_RET_TRAP | 42));
    VERIFY_RESULT(recording);
    QCOMPARE(recording->exitStatus, std::optional(0));
    QCOMPARE(recording->denials.at(0).action, std::string("SCMP_ACT_TRAP"));
}

void TestBaseAnswers::kills_data()
{
    QTest::addColumn<unsigned>("word");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<int>("signal");
    QTest::newRow("process") << unsigned(SECCOMP_RET_KILL_PROCESS) << "kill" << SIGSYS;
    QTest::newRow("only thread") << unsigned(SECCOMP_RET_KILL_THREAD) << "kill" << SIGSYS;
    QTest::newRow("one of two threads") << unsigned(SECCOMP_RET_KILL_THREAD) << "thread" << 0;
    QTest::newRow("process with two threads") << unsigned(SECCOMP_RET_KILL_PROCESS) << "thread" << SIGSYS;
    QTest::newRow("unknown action") << 0x12340000U << "kill" << SIGSYS;
}

void TestBaseAnswers::kills()
{
    QFETCH(const unsigned, word);
    QFETCH(const QString, mode);
    QFETCH(const int, signal);
    auto recording = recordTarget({"refused", mode.toStdString()}, answering(SYS_getppid, word));
    VERIFY_RESULT(recording);
    if (signal != 0)
        QCOMPARE(recording->signal, std::optional(signal));
    else
        QCOMPARE(recording->exitStatus, std::optional(0));
    QCOMPARE(recording->denials.size(), std::size_t{1});
}

void TestBaseAnswers::others_data()
{
    QTest::addColumn<unsigned>("word");
    QTest::addColumn<bool>("isDenied");
    QTest::newRow("log") << unsigned(SECCOMP_RET_LOG) << false;
    QTest::newRow("nobody traces") << unsigned(SECCOMP_RET_TRACE) << true;
    QTest::newRow("nobody is notified") << unsigned(SECCOMP_RET_USER_NOTIF) << true;
}

void TestBaseAnswers::others()
{
    QFETCH(const unsigned, word);
    QFETCH(const bool, isDenied);
    auto recording = recordTarget({"threads", "1", "3"}, answering(SYS_getppid, word));
    VERIFY_RESULT(recording);
    QCOMPARE(recording->exitStatus, std::optional(0));
    QCOMPARE(recording->denials.size(), std::size_t{isDenied ? 1U : 0U});
    const SyscallUse *use = useOf(recording->processes.at(0), "getppid");
    QVERIFY(use);
    QCOMPARE(use->errors, (isDenied ? std::map<int, std::uint64_t>{{ENOSYS, 3}} : std::map<int, std::uint64_t>{}));
}

void TestBaseAnswers::executionItself()
{
    auto recording = recordTarget({"threads", "1", "1"}, answering(SYS_execve, SECCOMP_RET_ERRNO | EACCES));
    QVERIFY(!recording);
    QCOMPARE(recording.error().systemErrno, EACCES);
}

void TestBaseAnswers::refusesBadFilters()
{
    ProgramRequest request;
    request.baseFilter = {{BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW}, {BPF_LD | BPF_W | BPF_ABS, 0, 0, 0}};
    auto recording = recordTarget({"threads", "1", "1"}, request);
    QVERIFY(!recording);
    QVERIFY(recording.error().message.contains("base filter"));
}

// Docker's default refuses what it refuses in a container.
void TestBaseAnswers::commandLine()
{
    QProcess cli;
    cli.start(QString::fromStdString(programPath("whittle-cli")),
              {"record", "--base", "docker-default", "-o", "-", "--", "unshare", "--uts", "true"});
    QVERIFY(cli.waitForFinished());
    QCOMPARE(cli.exitCode(), 0);
    const QByteArray recording = cli.readAllStandardOutput();
    QVERIFY(recording.contains("\"action\": \"SCMP_ACT_ERRNO(1)\""));
    QVERIFY(recording.contains("\"base\": \"docker-default\""));
}

QTEST_GUILESS_MAIN(TestBaseAnswers)
#include "tst_base_answers.moc"
