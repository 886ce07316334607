#include "app/cli/cli_process.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

using whittle::test::cli;

class TestCmdDecide : public QObject
{
    Q_OBJECT

private slots:
    void answers_data();
    void answers();
    void refuses_data();
    void refuses();
    void json();
    void all();
    void batch();
    void batchIsQuickAndFlushed();
    void readsProfiles();
};

void TestCmdDecide::answers_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("action");
    const auto row = [](const char *arguments, const char *action) { QTest::newRow(arguments) << QString(arguments) << QByteArray(action) + "\n"; };
    const char *arch = "--arch x86_64 --kernel 6.1 ";
    const auto on = [arch](const char *rest) { return (QByteArray(arch) + rest); };
    const auto rowOn = [&](const char *rest, const char *action) { row(on(rest).constData(), action); };
    rowOn("docker-default mount", "SCMP_ACT_ERRNO(1)");
    rowOn("docker-default mount --cap CAP_SYS_ADMIN", "SCMP_ACT_ALLOW");
    rowOn("docker-default --cap sys_admin mount", "SCMP_ACT_ALLOW");
    rowOn("docker-default clone3", "SCMP_ACT_ERRNO(38)");
    rowOn("docker-default clone3 --no-caps --cap SYS_ADMIN", "SCMP_ACT_ALLOW");
    rowOn("docker-default chroot", "SCMP_ACT_ALLOW");
    rowOn("docker-default chroot --no-caps", "SCMP_ACT_ERRNO(1)");
    rowOn("docker-default personality 0=8", "SCMP_ACT_ALLOW");
    rowOn("docker-default personality 0=7", "SCMP_ACT_ERRNO(1)");
    rowOn("docker-default personality 0=0xFFFFFFFF", "SCMP_ACT_ALLOW");
    rowOn("docker-default socket 0=38 1=1", "SCMP_ACT_ERRNO(1)");
    rowOn("docker-default socket 0=0x100000026", "SCMP_ACT_ALLOW");
    rowOn("docker-default 500", "SCMP_ACT_ERRNO(38)");
    rowOn("docker-default 500 --runtime crun", "SCMP_ACT_ERRNO(1)");
    rowOn("docker-default lsm_get_self_attr --cap SYS_ADMIN", "SCMP_ACT_ALLOW");
    rowOn("docker-default lsm_get_self_attr --cap SYS_ADMIN --libseccomp 2.5.4", "SCMP_ACT_ERRNO(38)");
    rowOn("docker-default socketcall --abi i386", "SCMP_ACT_ALLOW");
    rowOn("docker-default mount --engine-rules containerd", "SCMP_ACT_ALLOW");
    rowOn("docker-default ptrace", "SCMP_ACT_ALLOW");
    row("--arch x86_64 --kernel 4.4 docker-default ptrace", "SCMP_ACT_ERRNO(1)");
    row("--arch aarch64 --kernel 6.1 docker-default openat", "SCMP_ACT_ALLOW");
    row("--arch aarch64 --kernel 6.1 docker-default open --abi arm", "SCMP_ACT_ALLOW");
    rowOn("podman-default io_uring_setup", "SCMP_ACT_ERRNO(38)");
    rowOn("podman-default bpf", "SCMP_ACT_ERRNO(1)");
    rowOn("podman-default socket 0=16 2=9", "SCMP_ACT_ERRNO(22)");
    rowOn("podman-default socket 0=16 2=9 --cap AUDIT_WRITE", "SCMP_ACT_ALLOW");
}

void TestCmdDecide::answers()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, action);
    const auto result = cli(QStringList("decide") + arguments.split(' '));
    QCOMPARE_EQ(result.error, QByteArray());
    QCOMPARE_EQ(result.out, action);
    QCOMPARE_EQ(result.status, 0);
}

void TestCmdDecide::refuses_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char *arguments, const char *part) { QTest::newRow(arguments) << QString(arguments) << QByteArray(part); };
    row("docker-default", "give a syscall");
    row("docker-default --all read", "give either it or a syscall");
    row("docker-default opnat", "did you mean openat?");
    row("docker-default --arch aarch64 open", "open does not exist on aarch64");
    row("docker-default read 6=1", "N from 0 to 5");
    row("docker-default read 0", "N=VALUE");
    row("docker-default read 0=-1", "\"-1\" is no number");
    row("docker-default read 0=1e3", "\"1e3\" is no number");
    row("docker-default read 0=", "is no number");
    row("docker-default read 0=0x", "is no number");
    row("docker-default read 0=18446744073709551616", "more than 64 bits");
    row("docker-default read 0=1 0=2", "given twice");
    row("docker-default read --arch i386", "--arch");
    row("docker-default read --arch vax", "--arch: unknown \"vax\"");
    row("docker-default read --arch x86_64 --abi arm", "--abi");
    row("docker-default read --cap CAP_FLY", "--cap: unknown capability \"CAP_FLY\"");
    row("docker-default read --kernel six", "--kernel");
    row("docker-default read --engine-rules lxc", "docker, podman, containerd");
    row("docker-default read --runtime youki", "runc, crun");
    row("docker-default read --libseccomp 1.0", "--libseccomp");
    row("docker-default - --json", "neither arguments nor --json");
    row("/nonexistent/profile.json read", "/nonexistent/profile.json");
    row("/ read", "directory");
    row("/dev/null read", "line 1, column 1");
    row("/dev/zero read", "larger than");
}

void TestCmdDecide::refuses()
{
    QFETCH(QString, arguments);
    QFETCH(QByteArray, part);
    const auto result = cli(QStringList("decide") + arguments.split(' '));
    QVERIFY2(whittle::test::isPlainFailure(result), result.error + result.out);
    QVERIFY2(result.error.contains(part), result.error);
}

void TestCmdDecide::json()
{
    const auto result = cli({"decide", "docker-default", "socket", "0=38", "2=7", "--json", "--arch", "x86_64"});
    QCOMPARE_EQ(result.status, 0);
    const QJsonObject json = QJsonDocument::fromJson(result.out).object();
    QCOMPARE_EQ(json["action"].toString(), "SCMP_ACT_ERRNO(1)");
    QCOMPARE_EQ(json["syscall"].toString(), "socket");
    QCOMPARE_EQ(json["abi"].toString(), "x86_64");
    QCOMPARE_EQ(json["number"].toInt(), 41);
    QCOMPARE_EQ(json["arguments"].toArray(), QJsonArray({38, 0, 7, 0, 0, 0}));
}

void TestCmdDecide::all()
{
    const auto result = cli({"decide", "docker-default", "--all", "--json", "--arch", "x86_64", "--kernel", "6.1"});
    QCOMPARE_EQ(result.status, 0);
    const QJsonObject json = QJsonDocument::fromJson(result.out).object();
    QCOMPARE_EQ(json.keys(), QStringList({"i386", "x32", "x86_64"}));
    const QJsonObject native = json["x86_64"].toObject();
    QCOMPARE_EQ(native.keys(), QStringList({"SCMP_ACT_ALLOW", "SCMP_ACT_ERRNO(1)", "SCMP_ACT_ERRNO(38)"}));
    QVERIFY(native["SCMP_ACT_ALLOW"].toArray().contains("read"));
    QVERIFY(native["SCMP_ACT_ERRNO(1)"].toArray().contains("mount"));
    QVERIFY(native["SCMP_ACT_ERRNO(38)"].toArray().contains("clone3"));
    QVERIFY(!native["SCMP_ACT_ALLOW"].toArray().contains("socketcall"));
    QVERIFY(json["i386"].toObject()["SCMP_ACT_ALLOW"].toArray().contains("socketcall"));

    const auto text = cli({"decide", "docker-default", "--all", "--arch", "x86_64", "--abi", "x86_64"});
    QVERIFY(text.out.contains("x86_64\tread\tSCMP_ACT_ALLOW\n"));
    QVERIFY(!text.out.contains("i386"));
}

void TestCmdDecide::batch()
{
    const auto good = cli({"decide", "docker-default", "-", "--arch", "x86_64"}, "read\nmount\npersonality\t0=7\r\nsocket 0=0x26");
    QCOMPARE_EQ(good.out, "SCMP_ACT_ALLOW\nSCMP_ACT_ERRNO(1)\nSCMP_ACT_ERRNO(1)\nSCMP_ACT_ERRNO(1)\n");
    QCOMPARE_EQ(good.status, 0);

    const auto bad = cli({"decide", "docker-default", "-", "--arch", "x86_64"}, "read\n\nnonsense\nread 9=1\n" + QByteArray(100000, 'x') + "\nwrite\n");
    const auto lines = bad.out.split('\n');
    QCOMPARE_EQ(lines.size(), 7);
    QCOMPARE_EQ(lines[0], "SCMP_ACT_ALLOW");
    for (int i = 1; i < 5; ++i)
        QVERIFY2(lines[i].startsWith("error: "), lines[i]);
    QCOMPARE_EQ(lines[5], "SCMP_ACT_ALLOW");
    QCOMPARE_EQ(bad.status, 2);
    QCOMPARE_EQ(cli({"decide", "docker-default", "-"}).status, 0); // nothing asked
}

void TestCmdDecide::batchIsQuickAndFlushed()
{
    QProcess process;
    process.start(QString::fromStdString(whittle::test::programPath("whittle-cli")), {"decide", "docker-default", "-", "--arch", "x86_64"});
    // An answer comes while the input stays open.
    process.write("mount\n");
    QVERIFY(process.waitForReadyRead(20000));
    QCOMPARE_EQ(process.readAllStandardOutput(), "SCMP_ACT_ERRNO(1)\n");
    constexpr int kLines = 20000;
    QElapsedTimer timer;
    timer.start();
    process.write(QByteArray("socket 0=0x26 1=3\n").repeated(kLines));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(50000));
    QCOMPARE_EQ(process.readAllStandardOutput().count('\n'), kLines);
    qInfo("%d decisions in %lld ms", kLines, timer.elapsed());
}

void TestCmdDecide::readsProfiles()
{
    QTemporaryDir dir;
    const QString path = dir.filePath("p.json");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"defaultAction": "SCMP_ACT_KILL", "syscalls": [{"names": ["read", "mseal"], "action": "SCMP_ACT_TRACE", "errnoRet": 7}]})");
    file.close();
    QCOMPARE_EQ(cli({"decide", path, "write", "--arch", "x86_64"}).out, "SCMP_ACT_KILL_THREAD\n");
    QCOMPARE_EQ(cli({"decide", path, "read", "--arch", "x86_64"}).out, "SCMP_ACT_TRACE(7)\n");
    QCOMPARE_EQ(cli({"decide", path, "read", "--arch", "x86_64", "--abi", "i386"}).out, "SCMP_ACT_KILL_THREAD\n");
    // From standard input.
    QCOMPARE_EQ(cli({"decide", "-", "read"}, R"({"defaultAction": "SCMP_ACT_LOG"})").out, "SCMP_ACT_LOG\n");
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\n  \"syscalls\": [{\"names\": [\"read\"], \"action\": \"SCMP_ACT_NO\"}]}");
    file.close();
    const auto broken = cli({"decide", path, "read"});
    QVERIFY(whittle::test::isPlainFailure(broken));
    QVERIFY2(broken.error.contains(path.toUtf8() + ": line 2, column 46: syscalls[0].action: unknown action \"SCMP_ACT_NO\""), broken.error);
}

QTEST_GUILESS_MAIN(TestCmdDecide)
#include "tst_cmd_decide.moc"
