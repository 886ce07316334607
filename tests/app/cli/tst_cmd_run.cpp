#include "app/cli/cli_process.h"

#include <QTemporaryDir>

#include <csignal>
#include <unistd.h>

using whittle::test::cli;

class TestCmdRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void returnsTheStatus();
    void filters();
    void endsByKill();
    void says_data();
    void says();
    void givesSignalsBack();
    void passesSignalsOn();

private:
    QString profile(const char *name, const QByteArray &text);

    QTemporaryDir m_dir;
};

QString TestCmdRun::profile(const char *name, const QByteArray &text)
{
    const QString path = m_dir.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        QTest::qFail("cannot write the profile", __FILE__, __LINE__);
    return path;
}

void TestCmdRun::initTestCase()
{
    const auto result = cli({"run", "--seccomp", profile("all", R"({"defaultAction": "SCMP_ACT_ALLOW"})"), "--", "true"});
    if (result.error.contains("loading the filter"))
        QSKIP("this machine does not let a process load a seccomp filter");
    QCOMPARE_EQ(result.error, QByteArray());
    QCOMPARE_EQ(result.status, 0);
}

void TestCmdRun::returnsTheStatus()
{
    QCOMPARE_EQ(cli({"run", "--seccomp", "docker-default", "--", "sh", "-c", "exit 3"}).status, 3);
    QCOMPARE_EQ(cli({"run", "--seccomp", "docker-default", "--", "cat", "-"}, "through").out, "through");
    QCOMPARE_EQ(cli({"run", "--seccomp", "docker-default", "--log", "--", "printf", "%s", "--all"}).out, "--all");
    const auto killed = cli({"run", "--seccomp", "docker-default", "--", "sh", "-c", "kill -KILL $$"});
    QCOMPARE_EQ(killed.status, 128 + SIGKILL);
}

void TestCmdRun::filters()
{
    const QString denied = profile("mkdir", R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_ERRNO", "errnoRet": 28}]})");
    const auto result = cli({"run", "--seccomp", denied, "--", "mkdir", m_dir.filePath("made")});
    QVERIFY(result.status != 0);
    QVERIFY2(result.error.contains("No space left on device"), result.error);
    QVERIFY(!QFile::exists(m_dir.filePath("made")));
}

void TestCmdRun::endsByKill()
{
    const QString kills = profile("kill", R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_KILL_PROCESS"}]})");
    const auto result = cli({"run", "--seccomp", kills, "--", "mkdir", m_dir.filePath("made")});
    QCOMPARE_EQ(result.status, 128 + SIGSYS);
    QVERIFY2(result.error.contains("SIGSYS"), result.error);
}

void TestCmdRun::says_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("no execve") << QByteArray(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["execve"], "action": "SCMP_ACT_ERRNO"}]})") << QByteArray("answers execve with SCMP_ACT_ERRNO(1)");
    QTest::newRow("nothing, not even the exit") << QByteArray(R"({"defaultAction": "SCMP_ACT_ERRNO"})") << QByteArray("answers execve with SCMP_ACT_ERRNO");
    QTest::newRow("killed at execve") << QByteArray(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["execve"], "action": "SCMP_ACT_KILL_PROCESS"}]})") << QByteArray("answers execve with SCMP_ACT_KILL_PROCESS");
    QTest::newRow("no such program") << QByteArray(R"({"defaultAction": "SCMP_ACT_ALLOW"})") << QByteArray("No such file");
}

void TestCmdRun::says()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, part);
    const bool hasProgram = QByteArray(QTest::currentDataTag()) != "no such program";
    const auto result = cli({"run", "--seccomp", profile("says", text), "--", hasProgram ? "true" : "/nonexistent/program"});
    QVERIFY2(whittle::test::isPlainFailure(result), result.error);
    QVERIFY2(result.error.contains(part), result.error);
    QVERIFY(whittle::test::isPlainFailure(cli({"run", "--seccomp", "docker-default"})));
    QVERIFY(whittle::test::isPlainFailure(cli({"run", "--", "true"})));
}

// The program around it blocks and ignores signals for its own ends; the program that is run must not notice.
void TestCmdRun::givesSignalsBack()
{
    const auto inside = cli({"run", "--seccomp", "docker-default", "--", "grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"});
    QProcess outside;
    outside.start("grep", {"-E", "^Sig(Blk|Ign)", "/proc/self/status"});
    QVERIFY(outside.waitForFinished());
    QCOMPARE_EQ(inside.out, outside.readAllStandardOutput());
}

void TestCmdRun::passesSignalsOn()
{
    QProcess process;
    process.start(QString::fromStdString(whittle::test::programPath("whittle-cli")),
                  {"run", "--seccomp", "docker-default", "--", "sh", "-c", "trap 'exit 42' TERM; echo ready; while :; do sleep 0.05; done"});
    QVERIFY(process.waitForReadyRead(20000));
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QVERIFY(process.waitForFinished(20000));
    QCOMPARE_EQ(process.exitCode(), 42);
}

QTEST_GUILESS_MAIN(TestCmdRun)
#include "tst_cmd_run.moc"
