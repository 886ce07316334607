// The kernel's word on inferred capabilities: a small program does one privileged thing under the sensor; then it does so with all capabilities
// but the inferred ones dropped, which must work, and without each of these, which must not.
#include "sensor/sensor_support.h"
#include "support/support.h"
#include "tuning/needed_capabilities.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace whittle;
using namespace whittle::tuning;

class TestCapabilitiesKernel : public QObject
{
    Q_OBJECT

private slots:
    void kernelAgrees_data();
    void kernelAgrees();
    void libcAgrees_data();
    void libcAgrees();
};

namespace {

QString capName(QString name)
{
    return name.remove(QStringLiteral("CAP_")).toLower();
}

// The program's status with a bounding set of these alone; root's other capabilities go when it executes it.
int statusWith(const QStringList &kept, const QStringList &program)
{
    QString set = QStringLiteral("-all");
    for (const QString &name : kept)
        set += QStringLiteral(",+") + capName(name);
    QProcess process;
    process.start(QStringLiteral("setpriv"), QStringList{"--bounding-set=" + set, "--inh-caps=-all"} + program);
    if (!process.waitForFinished(20000) || process.exitStatus() != QProcess::NormalExit)
        return -1;
    return process.exitCode();
}

} // namespace

void TestCapabilitiesKernel::kernelAgrees_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QStringList>("needed");
    const auto row = [](const char *word, const QStringList &needed) { QTest::addRow("%s", word) << QString::fromLatin1(word) << needed; };
    row("listen", {"CAP_NET_BIND_SERVICE"});
    row("chown", {"CAP_CHOWN"});
    row("fchown", {"CAP_CHOWN"});
    row("chown to oneself", {});
    row("setuid", {"CAP_SETUID"});
    row("setuid to oneself", {});
    row("setgid", {"CAP_SETGID"});
    row("setgroups", {"CAP_SETGID"});
    row("chroot", {"CAP_SYS_CHROOT"});
    row("mknod", {"CAP_MKNOD"});
    row("fifo", {});
    row("raw", {"CAP_NET_RAW"});
    row("packet", {"CAP_NET_RAW"});
    row("netlink", {});
    row("setpcap", {"CAP_SETPCAP"});
    row("unshare", {"CAP_SYS_ADMIN"});
    row("mount", {"CAP_SYS_ADMIN"});
    row("nice", {"CAP_SYS_NICE"});
    row("kill", {"CAP_KILL", "CAP_SETUID"});
}

void TestCapabilitiesKernel::kernelAgrees()
{
    REQUIRE_PTRACE();
    QFETCH(QString, word);
    QFETCH(QStringList, needed);
    if (::geteuid() != 0)
        QSKIP("only root has capabilities to drop");
    if (QStandardPaths::findExecutable(QStringLiteral("setpriv")).isEmpty())
        QSKIP("setpriv is not installed");
    QTemporaryDir directory;
    const QStringList program = {QString::fromStdString(test::targetPath("privileges")), word, directory.path()};
    QProcess plain;
    plain.start(program.first(), program.mid(1));
    QVERIFY(plain.waitForFinished(20000));
    if (plain.exitCode() == 1)
        QSKIP("this machine does not let its root do that");
    QCOMPARE_EQ(plain.exitCode(), 0);
    if (word == QLatin1StringView("listen")) {
        QFile start(QStringLiteral("/proc/sys/net/ipv4/ip_unprivileged_port_start"));
        if (start.open(QIODevice::ReadOnly) && start.readAll().trimmed().toInt() <= 81)
            QSKIP("low ports are free on this machine");
    }

    RECORD_TARGET(recording, 0, "privileges", word.toStdString(), directory.path().toStdString());
    QStringList inferred;
    for (const CapabilityNeed &need : neededCapabilities(std::span(&recording, 1))) {
        if (need.confidence >= Confidence::Likely)
            inferred.append(QString::fromStdString(need.name));
    }
    QCOMPARE(inferred, needed);
    // With these alone it works, without any one of them it does not.
    QCOMPARE_EQ(statusWith(inferred, program), 0);
    for (const QString &name : inferred) {
        QStringList others = inferred;
        others.removeOne(name);
        QCOMPARE_EQ(statusWith(others, program), 1);
    }
}

void TestCapabilitiesKernel::libcAgrees_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<bool>("works");
    QTest::addRow("ENOSYS") << QStringLiteral("38") << true;
    QTest::addRow("EPERM") << QStringLiteral("1") << false;
}

// What compat says of threads under a filter is what the running C library and kernel do.
void TestCapabilitiesKernel::libcAgrees()
{
    QFETCH(QString, action);
    QFETCH(bool, works);
    QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("profile.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QStringLiteral(R"({"defaultAction":"SCMP_ACT_ALLOW","syscalls":[{"names":["clone3"],"action":"SCMP_ACT_ERRNO","errnoRet":%1}]})").arg(action).toUtf8());
    file.close();
    const QString cli = QString::fromStdString(test::programPath("whittle-cli"));
    QProcess run;
    run.start(cli, {"run", "--seccomp", path, "--", QString::fromStdString(test::targetPath("threads")), "2", "10"});
    QVERIFY(run.waitForFinished(30000));
    if (run.exitCode() == 2)
        QSKIP("no filter can be loaded here");
    QCOMPARE_EQ(run.exitCode() == 0, works);
    QProcess compat;
    compat.start(cli, {"compat", path, "--libc", "glibc"});
    QVERIFY(compat.waitForFinished(30000));
    const QByteArray said = compat.readAllStandardOutput();
    QCOMPARE_EQ(compat.exitCode(), works ? 0 : 1);
    QVERIFY2(said.contains(works ? "refused  pthread_create: clone3 gets SCMP_ACT_ERRNO(38)" : "breaks   pthread_create: clone3 gets SCMP_ACT_ERRNO(1)"), said);
}

QTEST_GUILESS_MAIN(TestCapabilitiesKernel)
#include "tst_capabilities_kernel.moc"
