#include "sensor/sensor_support.h"

#include "base/files.h"
#include "trace/recording_builder.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <functional>
#include <memory>
#include <unistd.h>

using namespace whittle;
using namespace whittle::test;
using namespace whittle::trace;

namespace {

constexpr const char *kDefaultCapabilities = "a80425fb"; // what Docker gives

QString sensor() { return qEnvironmentVariable("WHITTLE_SENSOR", QString::fromStdString(programPath("whittle-sensor"))); }

// A process namespace whose first process is a holder, and the tracer entered into it, as an engine does it.
class FakeContainer
{
public:
    bool start(const QStringList &hold, const wire::Config &config = {})
    {
        m_container.setProcessChannelMode(QProcess::SeparateChannels);
        m_container.start("unshare", QStringList{"--pid", "--mount", "--fork", "--mount-proc", "--", sensor(), "hold"} + hold);
        if (!m_container.waitForStarted())
            return false;
        QElapsedTimer timer;
        for (timer.start(); m_first.isEmpty() && timer.elapsed() < 5000; QTest::qWait(10)) {
            const std::string id = std::to_string(m_container.processId());
            const auto children = readFile("/proc/" + id + "/task/" + id + "/children");
            m_first = QByteArray::fromStdString(children.value_or("")).trimmed();
            // nsenter must find the namespaces ready: the holder runs.
            const auto words = readFile("/proc/" + m_first.toStdString() + "/cmdline");
            if (!words || words->find("hold") == std::string::npos || words->starts_with("unshare"))
                m_first.clear();
        }
        m_tracer.start("nsenter", {"-t", m_first, "-p", "-m", "--", sensor(), "attach"});
        m_tracer.write(QByteArray::fromStdString(RecordingBuilder::configFrame(config)));
        return m_tracer.waitForStarted();
    }
    // Until End came (and was acknowledged) or the stream closed.
    bool finish(bool acknowledge = true)
    {
        while (!m_builder.hasEnded()) {
            if (m_tracer.bytesAvailable() == 0 && !m_tracer.waitForReadyRead(20000))
                break;
            const QByteArray bytes = m_tracer.readAllStandardOutput();
            if (const auto fed = m_builder.feed({bytes.data(), static_cast<std::size_t>(bytes.size())}); !fed)
                return false;
        }
        if (m_builder.hasEnded() && acknowledge) {
            m_tracer.write(QByteArray::fromStdString(RecordingBuilder::ackFrame()));
            m_tracer.waitForBytesWritten();
        }
        return m_builder.hasEnded();
    }
    bool feedUntil(const std::function<bool(const Recording &)> &isEnough)
    {
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < 20000;) {
            if (isEnough(m_builder.snapshot()))
                return true;
            m_tracer.waitForReadyRead(100);
            const QByteArray bytes = m_tracer.readAllStandardOutput();
            if (const auto fed = m_builder.feed({bytes.data(), static_cast<std::size_t>(bytes.size())}); !fed)
                return false;
        }
        return false;
    }
    // Runs a command inside, as an engine's exec does.
    std::unique_ptr<QProcess> enter(const QStringList &command) const
    {
        auto process = std::make_unique<QProcess>();
        process->start("nsenter", QStringList{"-t", m_first, "-p", "-m", "--"} + command);
        return process;
    }
    ~FakeContainer()
    {
        m_tracer.closeWriteChannel();
        if (!m_first.isEmpty() && m_container.state() != QProcess::NotRunning)
            kill(m_first.toInt(), SIGKILL);
        m_container.waitForFinished(5000);
        m_tracer.waitForFinished(5000);
    }

    QProcess m_container;
    QProcess m_tracer;
    QByteArray m_first; // its id outside
    RecordingBuilder m_builder;
};

} // namespace

class TestContainerTrace : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void recordsTheFirstProcess();
    void becomesTheUser();
    void keepsWhatRootNeeds();
    void holdsTheEndUntilItIsRead();
    void killAllSparesTheTracer();
    void commandsInsideAreComplete();
    void foreignProcessesAreAdopted();
    void startFailures_data();
    void startFailures();
    void stopEndsIt();
    void stopThatTheFirstProcessDoesNotHear();
    void lostTracerEndsTheContainer();
};

void TestContainerTrace::initTestCase()
{
    REQUIRE_PTRACE();
    if (QProcess::execute("unshare", {"--pid", "--mount", "--fork", "--mount-proc", "true"}) != 0)
        QSKIP("process namespaces cannot be made here");
}

void TestContainerTrace::recordsTheFirstProcess()
{
    FakeContainer container;
    QVERIFY(container.start({"--first", "--", "sh", "-c", "/bin/true; ls /proc/self/fd > /dev/null; exit 3"}));
    QVERIFY(container.finish());
    QVERIFY(container.m_container.waitForFinished());
    QCOMPARE(container.m_container.exitCode(), 3);
    const Recording recording = container.m_builder.snapshot();
    QVERIFY(recording.complete);
    QCOMPARE(recording.exitStatus, std::optional(3));
    QCOMPARE(recording.processes.size(), std::size_t{3});
    QCOMPARE(recording.processes[0].pid, 1);
    QCOMPARE(recording.processes[0].comm, std::string("sh"));
    QVERIFY(!recording.processes[0].beginningMissed);
    QCOMPARE(countOf(recording.processes[0], "execve"), 1U);
    // Nothing of the holder's own work.
    QCOMPARE(countOf(recording.processes[0], "nanosleep") + countOf(recording.processes[0], "clock_nanosleep"), 0U);
    QCOMPARE(countOf(recording.processes[0], "seccomp"), 0U);
    QVERIFY(recording.warnings.empty());
}

void TestContainerTrace::becomesTheUser()
{
    // As a runtime sets it for the root that the holder starts as.
    qputenv("HOME", "/root");
    FakeContainer container;
    QVERIFY(container.start({"--first", "--user", "nobody", "--group", "4242", "--capabilities", kDefaultCapabilities, "--home", "--", "sh", "-c",
                             "id -u; id -g; id -G; echo \"$HOME\"; grep -E 'Cap|NoNew' /proc/self/status; echo x > /dev/stderr"}));
    QVERIFY(container.finish());
    QVERIFY(container.m_container.waitForFinished());
    QCOMPARE(container.m_container.exitCode(), 0);
    const QByteArray output = container.m_container.readAllStandardOutput();
    QVERIFY2(output.startsWith("65534\n65534\n65534 4242\n/nonexistent\n"), output.constData());
    QVERIFY2(output.contains("CapBnd:\t00000000a80425fb\n"), output.constData());
    QVERIFY2(output.contains("CapEff:\t0000000000000000\n"), output.constData());
    QVERIFY2(output.contains("CapPrm:\t0000000000000000\n"), output.constData());
    QVERIFY2(output.contains("NoNewPrivs:\t0\n"), output.constData());
    // Its own output can be opened again by the user.
    QCOMPARE(container.m_container.readAllStandardError(), QByteArray("x\n"));
    QCOMPARE(container.m_builder.snapshot().processes.at(0).uid, 65534U);
}

void TestContainerTrace::keepsWhatRootNeeds()
{
    FakeContainer container;
    QVERIFY(container.start({"--first", "--capabilities", kDefaultCapabilities, "--", "sh", "-c", "grep Cap /proc/self/status"}));
    QVERIFY(container.finish());
    QVERIFY(container.m_container.waitForFinished());
    const QByteArray output = container.m_container.readAllStandardOutput();
    for (const char *set : {"CapPrm", "CapEff", "CapBnd"})
        QVERIFY2(output.contains(QByteArray(set) + ":\t00000000a80425fb\n"), output.constData());
}

void TestContainerTrace::holdsTheEndUntilItIsRead()
{
    FakeContainer container;
    QVERIFY(container.start({"--first", "--", "sh", "-c", "sleep 60 & sleep 0.2; exit 5"}));
    QVERIFY(container.finish(false));
    // Everything is there, and the container is still not gone.
    QVERIFY(!container.m_container.waitForFinished(300));
    const Recording recording = container.m_builder.snapshot();
    QCOMPARE(recording.processes.size(), std::size_t{3});
    QCOMPARE(recording.processes[1].signal, std::optional(SIGKILL));
    container.m_tracer.write(QByteArray::fromStdString(RecordingBuilder::ackFrame()));
    QVERIFY(container.m_tracer.waitForBytesWritten());
    QVERIFY(container.m_container.waitForFinished());
    QCOMPARE(container.m_container.exitCode(), 5);
}

void TestContainerTrace::killAllSparesTheTracer()
{
    FakeContainer container;
    QVERIFY(container.start({"--first", "--", QString::fromStdString(targetPath("kill_all"))}));
    QVERIFY(container.finish());
    QVERIFY(container.m_container.waitForFinished());
    QCOMPARE(container.m_container.exitCode(), 11);
    const Recording recording = container.m_builder.snapshot();
    QVERIFY(recording.complete);
    QCOMPARE(countOf(recording, "kill"), 4U);
    QCOMPARE(countOf(recording, "getppid"), 1U);
    const SyscallUse *use = useOf(recording.processes.at(0), "kill");
    QCOMPARE(use->errors, (std::map<int, std::uint64_t>{{ESRCH, 1}, {EINVAL, 1}}));
}

void TestContainerTrace::commandsInsideAreComplete()
{
    FakeContainer container;
    QVERIFY(container.start({"--first", "--", "sleep", "60"}));
    QVERIFY(container.feedUntil([](const Recording &recording) { return countOf(recording, "clock_nanosleep") == 1; }));
    auto command = container.enter({sensor(), "hold", "--user", "nobody", "--capabilities", kDefaultCapabilities, "--", "sh", "-c", "id -u; exit 9"});
    QVERIFY(container.feedUntil([](const Recording &recording) { return recording.processes.size() == 3 && recording.processes[1].exitStatus == 9; }));
    QVERIFY(command->waitForFinished());
    QCOMPARE(command->exitCode(), 9);
    QCOMPARE(command->readAllStandardOutput(), QByteArray("65534\n"));
    const Recording recording = container.m_builder.snapshot();
    QVERIFY(!recording.processes[1].beginningMissed);
    QCOMPARE(recording.processes[1].parent, -1);
    QCOMPARE(countOf(recording.processes[1], "execve"), 1U);
}

void TestContainerTrace::foreignProcessesAreAdopted()
{
    FakeContainer container;
    QVERIFY(container.start({"--first", "--", "sleep", "60"}));
    QVERIFY(container.feedUntil([](const Recording &recording) { return countOf(recording, "clock_nanosleep") == 1; }));
    auto foreign = container.enter({"sh", "-c", "sleep 1; ls / >/dev/null; exit 8"});
    QVERIFY(container.feedUntil([](const Recording &recording) {
        return std::ranges::any_of(recording.processes, [](const Process &process) { return process.exitStatus == 8; });
    }));
    QVERIFY(foreign->waitForFinished());
    QCOMPARE(foreign->exitCode(), 8);
    const Recording recording = container.m_builder.snapshot();
    const auto shell = std::ranges::find(recording.processes, std::optional(8), &Process::exitStatus);
    QVERIFY(shell->beginningMissed);
    const auto list = std::ranges::find(recording.processes, "ls", &Process::comm);
    QVERIFY(list != recording.processes.end());
    QVERIFY(!list->beginningMissed);
    QVERIFY(countOf(*list, "getdents64") > 0);
    QCOMPARE(countOf(*list, "execve"), 1U);
}

void TestContainerTrace::startFailures_data()
{
    QTest::addColumn<QStringList>("hold");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    QTest::newRow("no such program") << QStringList{"--", "no-such-program"} << 127 << "no-such-program";
    QTest::newRow("not executable") << QStringList{"--", "/etc/passwd"} << 126 << "/etc/passwd";
    QTest::newRow("a directory") << QStringList{"--", "/etc"} << 126 << "/etc";
    QTest::newRow("no such user") << QStringList{"--user", "no-such-user", "--", "true"} << 126 << "no-such-user";
}

void TestContainerTrace::startFailures()
{
    QFETCH(const QStringList, hold);
    QFETCH(const int, status);
    QFETCH(const QString, message);
    QProcess alone;
    if (hold.first() == "--user") {
        // Known before anybody traces.
        alone.start(sensor(), QStringList{"hold", "--first"} + hold);
        QVERIFY(alone.waitForFinished());
        QCOMPARE(alone.exitCode(), status);
        QVERIFY(alone.readAllStandardError().contains(message.toUtf8()));
        return;
    }
    FakeContainer container;
    QVERIFY(container.start(QStringList{"--first"} + hold));
    QVERIFY(container.finish());
    QVERIFY(container.m_container.waitForFinished());
    QCOMPARE(container.m_container.exitCode(), status);
    QVERIFY(container.m_container.readAllStandardError().contains(message.toUtf8()));
    QVERIFY(container.m_builder.startFailure().has_value());
    QVERIFY(!container.m_builder.snapshot().complete);
}

void TestContainerTrace::stopEndsIt()
{
    FakeContainer container;
    wire::Config config;
    config.graceMs = 500;
    QVERIFY(container.start({"--first", "--", "sh", "-c", "trap 'exit 6' USR1; trap '' TERM; while :; do sleep 0.05; done"}, config));
    QVERIFY(container.feedUntil([](const Recording &recording) { return recording.processes.size() > 1; }));
    container.m_tracer.write(QByteArray::fromStdString(RecordingBuilder::stopFrame(SIGUSR1)));
    QVERIFY(container.m_tracer.waitForBytesWritten());
    QVERIFY(container.finish());
    const Recording recording = container.m_builder.snapshot();
    QCOMPARE(recording.stoppedBy, std::string("stop"));
    QCOMPARE(recording.exitStatus, std::optional(6));
}

void TestContainerTrace::stopThatTheFirstProcessDoesNotHear()
{
    FakeContainer container;
    wire::Config config;
    config.graceMs = 600'000;
    // Without a handler the first process gets neither SIGTERM nor SIGKILL from inside: there is no end to wait for.
    QVERIFY(container.start({"--first", "--", "sleep", "60"}, config));
    QVERIFY(container.feedUntil([](const Recording &recording) { return countOf(recording, "clock_nanosleep") == 1; }));
    container.m_tracer.write(QByteArray::fromStdString(RecordingBuilder::stopFrame(SIGTERM)));
    QVERIFY(container.m_tracer.waitForBytesWritten());
    QVERIFY(container.finish());
    QVERIFY(container.m_container.waitForFinished());
    const Recording recording = container.m_builder.snapshot();
    QCOMPARE(recording.stoppedBy, std::string("stop"));
    QCOMPARE(recording.signal, std::optional(SIGKILL));
    QCOMPARE(countOf(recording, "clock_nanosleep"), 1U);
}

void TestContainerTrace::lostTracerEndsTheContainer()
{
    FakeContainer container;
    QVERIFY(container.start({"--first", "--", "sleep", "60"}));
    QVERIFY(container.feedUntil([](const Recording &recording) { return countOf(recording, "clock_nanosleep") == 1; }));
    container.m_tracer.closeWriteChannel();
    QVERIFY(container.m_container.waitForFinished());
    QVERIFY(container.finish());
}

QTEST_GUILESS_MAIN(TestContainerTrace)
#include "tst_container_trace.moc"
