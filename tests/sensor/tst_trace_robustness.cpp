#include "sensor/sensor_support.h"

#include "base/files.h"
#include "trace/recording_file.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <set>
#include <unistd.h>

using namespace whittle;
using namespace whittle::test;
using namespace whittle::trace;

// Programs that do what tracers stumble over. Each target checks by itself that nothing changed for it.
class TestTraceRobustness : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { REQUIRE_PTRACE(); }
    void badPointers();
    void execFromAnotherThread();
    void leaderThatLeaves();
    void vanishingProcesses();
    void tenThousandChildren();
    void programThatTraces();
    void ownFilter_data();
    void ownFilter();
    void groupStops();
    void signalsAsTheyCame();
    void daemons();
    void stopThatIsIgnored();
    void interruptOfTheTerminal();
    void killedSensorIsACut();
    void killedCallerLeavesNothing();
};

void TestTraceRobustness::badPointers()
{
    RECORD_TARGET(recording, 0, "bad_pointers");
    const Process &process = recording.processes.at(0);
    QVERIFY(process.paths.size() > 0);
    // Only the good path was opened; what could not be read is no path.
    QCOMPARE(pathUse(recording, "/usr").successes, 1U);
    QCOMPARE(pathUse(recording, "relative").count, 0U);
    QCOMPARE(countOf(process, "rename"), 1U);
    QCOMPARE(countOf(process, "execve"), 2U);
    QCOMPARE(countOf(process, "connect"), 2U);
}

void TestTraceRobustness::execFromAnotherThread()
{
    RECORD_TARGET(recording, 0, "exec_thread", "/bin/true");
    QCOMPARE(recording.processes.size(), std::size_t{1});
    const Process &process = recording.processes[0];
    QCOMPARE(process.comm, std::string("true"));
    QCOMPARE(process.argv, (std::vector<std::string>{"/bin/true", "one", "two"}));
    QCOMPARE(countOf(process, "execve"), 2U);
    QVERIFY(pathUse(recording, "/bin/true").successes == 1);
}

void TestTraceRobustness::leaderThatLeaves()
{
    RECORD_TARGET(recording, 23, "leader_leaves");
    QCOMPARE(countOf(recording, "getppid"), 1U);
    QCOMPARE(recording.processes.at(0).exitStatus, std::optional(23));
}

void TestTraceRobustness::vanishingProcesses()
{
    RECORD_TARGET(recording, 0, "vanish");
    QVERIFY(recording.processes.size() > 60);
    int killed = 0;
    for (const Process &process : recording.processes) {
        QVERIFY(process.endNs >= 0);
        killed += process.signal == SIGKILL ? 1 : 0;
    }
    QCOMPARE_GE(killed, 60);
}

void TestTraceRobustness::tenThousandChildren()
{
    RECORD_TARGET(recording, 0, "many_children", "10000");
    QCOMPARE(recording.processes.size(), std::size_t{10001});
    QCOMPARE(countOf(recording, "getppid"), 10000U);
    for (const Process &process : recording.processes) {
        if (process.id == 0)
            continue;
        QCOMPARE(process.parent, 0);
        QCOMPARE(process.exitStatus, std::optional((process.id - 1) % 100));
    }
}

void TestTraceRobustness::programThatTraces()
{
    RECORD_TARGET(recording, 0, "uses_ptrace");
    QCOMPARE(countOf(recording, "ptrace"), 3U);
    // The program saw another answer than without us; the recording says so.
    QVERIFY(!recording.warnings.empty());
}

void TestTraceRobustness::ownFilter_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("seccomp") << "seccomp";
    QTest::newRow("seccomp with TSYNC") << "tsync";
    QTest::newRow("prctl") << "prctl";
}

void TestTraceRobustness::ownFilter()
{
    QFETCH(const QString, mode);
    RECORD_TARGET(recording, 0, "own_filter", mode.toStdString());
    QCOMPARE(recording.processes.size(), std::size_t{2});
    // 5 before the filter, then 10 in each of two threads; the child inherits.
    QCOMPARE(countOf(recording.processes[0], "getppid"), 25U);
    QCOMPARE(countOf(recording.processes[1], "getppid"), 10U);
    QVERIFY(recording.processes[0].ownFilter);
    QVERIFY(recording.processes[1].ownFilter);
    QCOMPARE(countOf(recording.processes[0], "exit_group"), 1U);
}

void TestTraceRobustness::groupStops()
{
    RECORD_TARGET(recording, 0, "group_stop");
    QCOMPARE(recording.processes.at(1).exitStatus, std::optional(5));
}

void TestTraceRobustness::signalsAsTheyCame()
{
    RECORD_TARGET(recording, 0, "signals");
    QVERIFY(countOf(recording, "restart_syscall") > 0);
    QCOMPARE(recording.processes.at(3).signal, std::optional(SIGSEGV));
}

void TestTraceRobustness::daemons()
{
    RECORD_TARGET(recording, 6, "daemonizes");
    QCOMPARE(recording.processes.size(), std::size_t{3});
    QCOMPARE(countOf(recording.processes[2], "getppid"), 9U);
}

void TestTraceRobustness::stopThatIsIgnored()
{
    ProgramRequest request;
    request.command = {"sh", "-c", "trap '' TERM; while :; do sleep 0.05; done"};
    request.stopAfter = std::chrono::milliseconds(300);
    request.grace = std::chrono::milliseconds(300);
    QElapsedTimer timer;
    timer.start();
    auto recording = recordProgram(request, {});
    VERIFY_RESULT(recording);
    QCOMPARE(recording->signal, std::optional(SIGKILL));
    QCOMPARE(recording->stoppedBy, std::string("stop"));
    QVERIFY(timer.elapsed() < 20000);
}

// Ctrl-C reaches the whole foreground group: the program ends by it, and the recording is there.
void TestTraceRobustness::interruptOfTheTerminal()
{
    auto directory = TemporaryDirectory::create();
    VERIFY_RESULT(directory);
    const std::string file = directory->path() + "/r.whittle.json";
    QProcess cli;
    // A group of its own, as a shell gives to a job.
    cli.setChildProcessModifier([] { setpgid(0, 0); });
    cli.start(QString::fromStdString(programPath("whittle-cli")),
              {"record", "-o", QString::fromStdString(file), "--", "sh", "-c", "echo ready; exec sleep 60"});
    QVERIFY(cli.waitForReadyRead());
    QVERIFY(kill(-static_cast<pid_t>(cli.processId()), SIGINT) == 0);
    QVERIFY(cli.waitForFinished());
    QCOMPARE(cli.exitCode(), 0);
    auto recording = loadRecording(file);
    VERIFY_RESULT(recording);
    QVERIFY(recording->complete);
    QCOMPARE(recording->signal, std::optional(SIGINT));
}

void TestTraceRobustness::killedSensorIsACut()
{
    const QString mark = QString("61.%1").arg(getpid());
    ProgramRequest request;
    request.command = {"sleep", mark.toStdString()};
    bool killed = false;
    auto recording = recordProgram(request, {}, [&](const LiveChange &now) {
        if (killed || moreOf(now, "clock_nanosleep") == 0)
            return;
        // The sensor carries the program's words on its own command line.
        for (const pid_t id : processesWith("whittle-sensor.*" + mark))
            killed = kill(id, SIGKILL) == 0;
    });
    QVERIFY(killed);
    VERIFY_RESULT(recording);
    QVERIFY(!recording->complete);
    QCOMPARE(recording->stoppedBy, std::string("cut"));
    QVERIFY(!recording->warnings.empty());
    QCOMPARE(countOf(*recording, "clock_nanosleep"), 1U);
    // What was traced does not go on unseen.
    QVERIFY(QTest::qWaitFor([&] { return processesWith("sleep " + mark).empty(); }, 5000));
}

void TestTraceRobustness::killedCallerLeavesNothing()
{
    const QString mark = QString("62.%1").arg(getpid());
    QProcess cli;
    cli.start(QString::fromStdString(programPath("whittle-cli")), {"record", "-o", "/dev/null", "--", "sleep", mark});
    QVERIFY(cli.waitForStarted());
    QVERIFY(QTest::qWaitFor([&] { return processesWith("^sleep " + mark).size() == 1; }, 5000));
    cli.kill();
    QVERIFY(cli.waitForFinished());
    QVERIFY(QTest::qWaitFor([&] { return processesWith(mark).empty(); }, 5000));
}

QTEST_GUILESS_MAIN(TestTraceRobustness)
#include "tst_trace_robustness.moc"
