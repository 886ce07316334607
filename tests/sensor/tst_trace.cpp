#include "sensor/sensor_support.h"

#include "base/files.h"

#include <linux/filter.h>
#include <linux/seccomp.h>

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace whittle;
using namespace whittle::test;
using namespace whittle::trace;

// What is recorded of single programs.
class TestTrace : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { REQUIRE_PTRACE(); }
    void recordsCountsAndTimes();
    void recordsArguments();
    void recordsPaths();
    void looksAtEachWayToNameAFile_data();
    void looksAtEachWayToNameAFile();
    void recordsPort();
    void recordsChildrenApart();
    void recordsThirtyTwoBitCalls();
    void recordsUnknownAbi();
    void reportsWhileItRuns();
    void namesProgramsThatCannotRun();
    void leavesNothingWhenCancelled();
    void takesTheOutput();
    void runsUnderAKernelFilter();
    void leavesSurroundingsAlone();
};

void TestTrace::recordsCountsAndTimes()
{
    RECORD_TARGET(recording, 0, "threads", "4", "250");
    QCOMPARE(recording.processes.size(), std::size_t{1});
    const Process &process = recording.processes[0];
    QCOMPARE(countOf(process, "getppid"), 1000U);
    QCOMPARE(countOf(process, "execve"), 1U);
    QCOMPARE(process.comm, std::string("threads"));
    QCOMPARE(process.executable, targetPath("threads"));
    QCOMPARE(process.argv, (std::vector<std::string>{targetPath("threads"), "4", "250"}));
    QCOMPARE(process.uid, geteuid());
    QCOMPARE(process.exitStatus, std::optional(0));
    QVERIFY(process.endNs > process.startNs);
    QVERIFY(recording.durationNs >= process.endNs);
    const SyscallUse *exit = useOf(process, "exit_group");
    const SyscallUse *start = useOf(process, "execve");
    QVERIFY(exit && start);
    QVERIFY(exit->firstSeenNs > start->firstSeenNs);
    QCOMPARE(recording.stoppedBy, std::string("exit"));
    QCOMPARE(recording.environment.base, std::string("none"));
    QVERIFY(!recording.environment.kernel.empty());
    QCOMPARE(recording.subject.kind, std::string("program"));
}

void TestTrace::recordsArguments()
{
    RECORD_TARGET(recording, 0, "arguments");
    const Process &process = recording.processes.at(0);
    const SyscallUse *socketUse = useOf(process, "socket");
    QVERIFY(socketUse);
    QCOMPARE(socketUse->arguments.size(), std::size_t{3});
    const std::map<std::uint64_t, std::uint64_t> families = {{AF_UNIX, 1}, {AF_INET, 3}, {77, 1}};
    QCOMPARE(socketUse->arguments[0].counts, families);
    QVERIFY(socketUse->arguments[1].counts.contains(SOCK_DGRAM | SOCK_CLOEXEC));
    const SyscallUse *personality = useOf(process, "personality");
    QVERIFY(personality);
    QCOMPARE(personality->arguments.at(0).counts, (std::map<std::uint64_t, std::uint64_t>{{0xffffffff, 1}}));
    // More values than are kept: as many as are kept, and the fact.
    const SyscallUse *ioctl = useOf(process, "ioctl");
    QVERIFY(ioctl);
    QVERIFY(ioctl->arguments.at(0).overflowed);
    QCOMPARE(ioctl->arguments.at(0).counts.size(), ArgumentValues::kMaxValues);
    // The process changed its name.
    QCOMPARE(process.comm, std::string("renamed"));
}

void TestTrace::recordsPort()
{
    auto directory = TemporaryDirectory::create();
    VERIFY_RESULT(directory);
    QProcess cli;
    const std::string file = directory->path() + "/r.whittle.json";
    cli.start(QString::fromStdString(programPath("whittle-cli")),
              {"record", "-o", QString::fromStdString(file), "--", QString::fromStdString(targetPath("arguments"))});
    QVERIFY(cli.waitForFinished());
    QCOMPARE(cli.exitCode(), 0);
    const QByteArray port = cli.readAllStandardOutput().trimmed();
    QVERIFY(port.toInt() > 0);
    QVERIFY(QByteArray::fromStdString(contentOf(file)).simplified().contains("\"ports\": [ " + port + " ]"));
}

void TestTrace::recordsPaths()
{
    auto directory = TemporaryDirectory::create();
    VERIFY_RESULT(directory);
    const std::string root = directory->path();
    RECORD_TARGET(recording, 0, "paths", root);
    using namespace path_operation;
    struct Expected
    {
        std::string path;
        std::uint32_t operations;
        std::uint64_t successes;
        std::map<int, std::uint64_t> errors = {};
    };
    const std::vector<Expected> expected = {
        {root, kChdir, 1},
        {root + "/dir/missing", kStat, 0, {{ENOENT, 1}}},
        // written, opened again, mapped, asked about by statx, renamed
        {root + "/dir/written", kWrite | kCreate | kRead | kMap | kStat | kRename, 5},
        {root + "/hard", kLink | kCreate | kRead | kExecute, 3, {}},
        {root + "/soft", kCreate | kStat, 2},
        {root + "/dir/inner", kCreate | kDelete, 2},
        {root + "/fifo", kCreate | kDelete, 2},
        {root + "/missing", kChange | kWrite, 0, {{ENOENT, 2}}},
        {root + "/socket", kCreate | kConnect, 2},
        {root + "/nobody-listens", kConnect, 0, {{ENOENT, 2}}},
        {root + "/odd \xff\xfe \"name\"", kStat, 0, {{ENOENT, 1}}},
        {"/bin/sh", kExecute, 0, {}},
    };
    for (const Expected &row : expected) {
        const PathUse use = pathUse(recording, row.path);
        QVERIFY2(use.count > 0, row.path.c_str());
        QVERIFY2((use.operations & row.operations) == row.operations, (row.path + ": " + std::to_string(use.operations)).c_str());
        QVERIFY2(use.successes >= row.successes, row.path.c_str());
        if (!row.errors.empty())
            QVERIFY2(use.errors == row.errors, row.path.c_str());
    }
    // The script's interpreter and the loader of that.
    QVERIFY(pathUse(recording, "/bin/sh").operations & kExecute);
    const auto executed = pathUse(recording, root + "/dir/renamed");
    QVERIFY(executed.operations & kExecute);
    QVERIFY(executed.operations & kChange);
    if (geteuid() == 0)
        QCOMPARE_GE(executed.successes, 6U); // two of them seen from below another root
    // No path for calls on a descriptor.
    QCOMPARE(pathUse(recording, root + "/dir/").count, 0U);
    const std::string listed = root + "/dir";
    QVERIFY(pathUse(recording, listed).operations & kList);
    // Abstract sockets are no files.
    for (const Process &process : recording.processes) {
        for (const PathUse &use : process.paths)
            QVERIFY2(use.path.find("whittle-abstract") == std::string::npos, use.path.c_str());
    }
}

void TestTrace::looksAtEachWayToNameAFile_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("path");
    QTest::newRow("statfs") << QStringList{"stat", "-f", "/usr"} << "/usr";
    QTest::newRow("through a link") << QStringList{"cat", "/proc/self/cwd/nothing"} << "/proc/self/cwd/nothing";
    QTest::newRow("double slashes") << QStringList{"ls", "//usr/.//share/"} << "/usr/share";
    QTest::newRow("dots stay") << QStringList{"ls", "/usr/share/../bin/true"} << "/usr/share/../bin/true";
}

void TestTrace::looksAtEachWayToNameAFile()
{
    QFETCH(const QStringList, command);
    QFETCH(const QString, path);
    ProgramRequest request;
    // What the programs print is of no interest here.
    request.command = {"sh", "-c", "exec \"$@\" >/dev/null 2>&1", "sh"};
    for (const QString &word : command)
        request.command.push_back(word.toStdString());
    auto recording = recordProgram(request, {});
    VERIFY_RESULT(recording);
    QVERIFY(pathUse(*recording, path.toStdString()).count > 0);
}

void TestTrace::recordsChildrenApart()
{
    RECORD_TARGET(recording, 0, "vforks", targetPath("x32"));
    QCOMPARE(recording.processes.size(), std::size_t{3});
    QCOMPARE(recording.processes[1].parent, recording.processes[0].id);
    QCOMPARE(recording.processes[1].executable, targetPath("x32"));
    QCOMPARE(recording.processes[1].exitStatus, std::optional(0));
    QCOMPARE(recording.processes[2].exitStatus, std::optional(7));
    QCOMPARE(recording.processes[2].executable, std::string());
    QCOMPARE(countOf(recording.processes[0], "vfork"), 2U);
}

void TestTrace::recordsThirtyTwoBitCalls()
{
    if (access(targetPath("i386").c_str(), X_OK) != 0)
        QSKIP("no compiler for 32-bit programs when this was built");
    RECORD_TARGET(recording, 32, "runs", targetPath("i386"));
    const Process &process = recording.processes.at(1);
    QCOMPARE(countOf(process, "getppid", Abi::I386), 7U);
    QCOMPARE(countOf(process, "socketcall", Abi::I386), 2U);
    const SyscallUse *open = useOf(process, "open", Abi::I386);
    QVERIFY(open);
    QCOMPARE(open->count, 2U);
    QCOMPARE(open->errors, (std::map<int, std::uint64_t>{{ENOENT, 1}}));
    QCOMPARE(pathUse(recording, "/no/such/file").errors, (std::map<int, std::uint64_t>{{ENOENT, 1}}));
    QVERIFY(pathUse(recording, "/etc/passwd").operations & path_operation::kRead);
    // The bind inside socketcall.
    const auto bound = std::ranges::find(process.paths, "/", &PathUse::path);
    QVERIFY(bound != process.paths.end());
    QCOMPARE(bound->errors, (std::map<int, std::uint64_t>{{EADDRINUSE, 1}}));
    // Before the execve the child was 64-bit.
    QCOMPARE(countOf(process, "execve"), 1U);
}

void TestTrace::recordsUnknownAbi()
{
    if (access(targetPath("x32").c_str(), X_OK) != 0)
        QSKIP("x32 is of x86");
    auto recording = recordTarget({"x32"});
    VERIFY_RESULT(recording);
    if (recording->exitStatus == 2)
        QSKIP("this kernel has the x32 ABI");
    QCOMPARE(recording->exitStatus, std::optional(0));
    QCOMPARE(countOf(*recording, "getpid", Abi::X32), 1U);
}

void TestTrace::reportsWhileItRuns()
{
    ProgramRequest request;
    request.command = {targetPath("never_returns")};
    std::stop_source source;
    request.finish = source.get_token();
    std::map<std::string, std::uint64_t> told;
    std::uint64_t calls = 0;
    std::set<std::string> files;
    auto recording = recordProgram(request, {}, [&](const LiveChange &now) {
        for (const char *name : {"pause", "poll"})
            told[name] += moreOf(now, name);
        for (const LiveChange::File &file : now.files)
            QVERIFY2(files.insert(file.path).second, file.path.c_str());
        calls = now.calls;
        if (told["pause"] == 1 && told["poll"] == 1)
            source.request_stop();
    });
    VERIFY_RESULT(recording);
    // Calls that never returned count, and were told of while they went on; what was told is the whole.
    std::uint64_t all = 0;
    for (const auto &[name, count] : counts(*recording))
        all += count;
    QCOMPARE(calls, all);
    for (const PathUse &use : recording->processes[0].paths)
        QVERIFY(files.contains(use.path));
    QCOMPARE(countOf(*recording, "pause"), 1U);
    QCOMPARE(countOf(*recording, "poll"), 1U);
    QCOMPARE(recording->stoppedBy, std::string("stop"));
    QCOMPARE(recording->signal, std::optional(SIGTERM));
    QVERIFY(recording->complete);
}

// Cancelled: all is killed at once, a program that ignores requests to end and its children too.
void TestTrace::leavesNothingWhenCancelled()
{
    const QString mark = QString("63.%1").arg(getpid());
    ProgramRequest request;
    request.command = {"sh", "-c", "trap '' TERM; setsid sleep " + mark.toStdString() + " & sleep " + mark.toStdString()};
    std::stop_source source;
    QElapsedTimer clock;
    std::uint64_t sleeping = 0;
    auto recording = recordProgram(request, source.get_token(), [&](const LiveChange &now) {
        sleeping += moreOf(now, "clock_nanosleep");
        if (sleeping >= 2 && !clock.isValid()) {
            clock.start();
            source.request_stop();
        }
    });
    QVERIFY(!recording);
    QCOMPARE(recording.error().code, ErrorCode::Cancelled);
    QVERIFY(clock.isValid());
    QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(processesWith("sleep " + mark).empty());
    // Before it has begun.
    QCOMPARE(recordProgram(request, source.get_token()).error().code, ErrorCode::Cancelled);
}

// What it prints goes where the request says, however much that is; its input is empty and it has no terminal.
void TestTrace::takesTheOutput()
{
    ProgramRequest request;
    request.command = {"sh", "-c", "cat; echo begin; head -c 300000 /dev/zero | tr '\\0' x; echo end >&2; true </dev/tty || echo no terminal"};
    std::string output;
    request.output = [&](std::string_view text) { output += text; };
    const auto recording = recordProgram(request, {});
    VERIFY_RESULT(recording);
    QVERIFY(output.starts_with("begin\nxxx"));
    QVERIFY2(output.ends_with("no terminal\n"), output.substr(output.size() - 80).c_str());
    QVERIFY(std::ranges::count(output, 'x') >= 300000);
}

// A filter that the kernel applies: its answers are real, and the tracer sees them as results.
void TestTrace::runsUnderAKernelFilter()
{
    constexpr std::uint32_t kOther = SECCOMP_RET_ERRNO | EDOM;
    const auto filter = [](std::uint32_t word) {
        return bpf::Program{{BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)}, {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, SYS_mkdir}, {BPF_RET | BPF_K, 0, 0, word}, {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW}};
    };
    auto directory = TemporaryDirectory::create();
    VERIFY_RESULT(directory);
    ProgramRequest request;
    request.workingDirectory = directory->path();
    request.command = {"sh", "-c", "mkdir made; test -d made && exit 3; exit 4"};
    request.output = [](std::string_view) {};
    request.kernelFilter = filter(kOther);
    const auto refused = recordProgram(request, {});
    VERIFY_RESULT(refused);
    QCOMPARE(refused->exitStatus, std::optional(4));
    const Process &maker = refused->processes.back();
    QVERIFY(useOf(maker, "mkdir"));
    QCOMPARE(useOf(maker, "mkdir")->errors, (std::map<int, std::uint64_t>{{EDOM, 1}}));
    QVERIFY(refused->denials.empty()); // ours; the kernel's are results
    request.kernelFilter = filter(SECCOMP_RET_KILL_PROCESS);
    const auto killed = recordProgram(request, {});
    VERIFY_RESULT(killed);
    QCOMPARE(killed->processes.back().signal, std::optional(SIGSYS));
    request.kernelFilter = filter(SECCOMP_RET_ALLOW);
    const auto allowed = recordProgram(request, {});
    VERIFY_RESULT(allowed);
    QCOMPARE(allowed->exitStatus, std::optional(3));
    request.kernelFilter = {{BPF_JMP | BPF_JA, 0, 0, 99}};
    QVERIFY(!recordProgram(request, {}));
}

void TestTrace::namesProgramsThatCannotRun()
{
    ProgramRequest request;
    request.command = {"/no/such/program"};
    auto missing = recordProgram(request, {});
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QVERIFY(missing.error().message.contains("/no/such/program"));
    request.command = {"/etc/passwd"};
    auto notExecutable = recordProgram(request, {});
    QVERIFY(!notExecutable);
    QCOMPARE(notExecutable.error().code, ErrorCode::PermissionDenied);
    // Executable by its mode, but no program: the kernel refuses it.
    auto directory = TemporaryDirectory::create();
    VERIFY_RESULT(directory);
    const std::string garbage = directory->path() + "/garbage";
    VERIFY_RESULT(writeFileAtomically(garbage, "\1\2\3"));
    QVERIFY(chmod(garbage.c_str(), 0755) == 0);
    request.command = {garbage};
    auto garbled = recordProgram(request, {});
    QVERIFY(!garbled);
    QCOMPARE(garbled.error().systemErrno, ENOEXEC);
    request.command = {};
    QVERIFY(!recordProgram(request, {}));
    request.command = {"true"};
    request.sensorPath = "/no/such/sensor";
    QVERIFY(!recordProgram(request, {}));
}

// The traced program finds what it would have found without us.
void TestTrace::leavesSurroundingsAlone()
{
    auto directory = TemporaryDirectory::create();
    VERIFY_RESULT(directory);
    const QString target = QString::fromStdString(targetPath("surroundings"));
    // One shell starts both, so that group and session are the same.
    QProcess shell;
    shell.start("sh", {"-c", R"("$1"; echo ---; "$2" record -o "$3/r.json" -- "$1" 2>"$3/log")", "sh", target,
                       QString::fromStdString(programPath("whittle-cli")), QString::fromStdString(directory->path())});
    QVERIFY(shell.waitForFinished());
    const QByteArray output = shell.readAllStandardOutput();
    const qsizetype separator = output.indexOf("---\n");
    QVERIFY(separator > 0);
    QCOMPARE(output.mid(separator + 4), output.left(separator));
}

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
