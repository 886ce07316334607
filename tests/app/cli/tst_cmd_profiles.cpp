// check, diff and export: the commands that judge and convert profiles.
#include "app/cli/cli_process.h"
#include "support/recordings.h"
#include "trace/recording_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using whittle::test::cli;

class TestCmdProfiles : public QObject
{
    Q_OBJECT

private slots:
    void check();
    void checkJson();
    void diffOfEquals();
    void diff();
    void diffOfUnlistedArchitectures();
    void diffJson();
    void diffForAllTargets();
    void diffReports();
    void diffOfRecordings();
    void replay();
    void exportFormats();
    void exportStrict();
    void exportOptions();
    void exportRefuses();

private:
    QString file(const char *name, const QByteArray &text);

    QTemporaryDir m_dir;
};

QString TestCmdProfiles::file(const char *name, const QByteArray &text)
{
    const QString path = m_dir.filePath(name);
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
        QTest::qFail("cannot write the profile", __FILE__, __LINE__);
    return path;
}

void TestCmdProfiles::check()
{
    const QString bad = file("bad.json", "{\n \"defaultAction\": \"SCMP_ACT_ALLOW\",\n \"syscalls\": [\n  {\"names\": [\"Capset\"], \"action\": \"SCMP_ACT_ERRNO\"}\n ]\n}");
    const auto result = cli({"check", bad, "--arch", "x86_64"});
    QCOMPARE_EQ(result.status, 1);
    QVERIFY2(result.out.contains(bad.toUtf8() + ":4:14: medium: No Linux syscall is called \"Capset\". [unknown-syscall]"), result.out);
    QVERIFY(result.out.contains("at syscalls[0].names[0]"));
    QVERIFY(result.out.contains("capset"));
    QVERIFY(result.error.isEmpty());
    // Low findings alone are no reason to fail.
    const QString fair = file("fair.json", cli({"export", "docker-default", "--to", "json"}).out.replace("\"SCMP_CMP_GT\"", "\"SCMP_CMP_EQ\"").replace("\"SCMP_CMP_LT\"", "\"SCMP_CMP_EQ\""));
    const auto quiet = cli({"check", fair, "--arch", "x86_64", "--cap", "CAP_SYS_PTRACE"});
    QVERIFY2(quiet.out.contains("low"), quiet.out);
    QCOMPARE_EQ(quiet.status, 0);
    QVERIFY(whittle::test::isPlainFailure(cli({"check", "/nonexistent"})));
}

void TestCmdProfiles::checkJson()
{
    const auto result = cli({"check", "docker-default", "--json", "--arch", "x86_64"});
    QCOMPARE_EQ(result.status, 1);
    const QJsonArray findings = QJsonDocument::fromJson(result.out).object()["findings"].toArray();
    QCOMPARE_EQ(findings.size(), 1);
    const QJsonObject finding = findings[0].toObject();
    QCOMPARE_EQ(finding["code"].toString(), "64-bit-hole");
    QCOMPARE_EQ(finding["severity"].toString(), "medium");
    QCOMPARE_EQ(finding["syscall"].toString(), "socket");
    QVERIFY(finding["path"].toString().startsWith("syscalls["));
    QVERIFY(finding["suggestion"].toString().contains("MASKED_EQ"));
}

void TestCmdProfiles::diffOfEquals()
{
    // Written another way, decided the same.
    const QString left = file("left.json", R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read", "write"], "action": "SCMP_ACT_ALLOW"}]})");
    const QString right = file("right.json", R"({"syscalls": [{"name": "write", "action": "SCMP_ACT_ALLOW"}, {"name": "read", "action": "SCMP_ACT_ALLOW", "comment": "x"}], "defaultErrnoRet": 1, "defaultAction": "SCMP_ACT_ERRNO"})");
    const auto result = cli({"diff", left, right});
    QCOMPARE_EQ(result.status, 0);
    QVERIFY(result.out.contains("no difference"));
    QCOMPARE_EQ(cli({"diff", left, right, "--all"}).status, 0);
    QCOMPARE_EQ(cli({"diff", "docker-default", "docker-default", "--all"}).status, 0);
}

void TestCmdProfiles::diff()
{
    const auto result = cli({"diff", "docker-default", "podman-default", "--arch", "x86_64", "--kernel", "6.1"});
    QCOMPARE_EQ(result.status, 1);
    const auto lines = result.out.split('\n');
    const qsizetype critical = result.out.indexOf("critical");
    const qsizetype low = result.out.indexOf("\n  low ");
    QVERIFY(critical > 0 && low > critical);
    QVERIFY2(result.out.contains("newly-allowed"), result.out);
    QVERIFY(result.out.contains("looser"));
    QVERIFY(result.out.contains("0=0x26"));
    // The other way round it is the other way round.
    const auto back = cli({"diff", "podman-default", "docker-default", "--arch", "x86_64", "--kernel", "6.1"});
    QVERIFY(back.out.contains("newly-denied     x86_64   keyctl"));
    QVERIFY(whittle::test::isPlainFailure(cli({"diff", "docker-default", "/nonexistent"})));
}

void TestCmdProfiles::diffOfUnlistedArchitectures()
{
    const QString left = file("both.json", R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"], "syscalls": [{"names": ["read", "write"], "action": "SCMP_ACT_ALLOW"}]})");
    const QString right = file("one.json", R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]})");
    const auto result = cli({"diff", left, right, "--arch", "x86_64"});
    QCOMPARE_EQ(result.status, 1);
    // One line for the ABI that the right side lacks, and the one call that differs on the other.
    QCOMPARE_EQ(result.out.count("i386"), 1);
    QVERIFY2(result.out.contains("one.json does not list it"), result.out);
    QVERIFY2(result.out.contains("executes 2;"), result.out);
    QVERIFY(result.out.contains("newly-denied     x86_64   write"));
}

void TestCmdProfiles::diffJson()
{
    const QString left = file("a.json", R"({"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64"]})");
    const QString right = file("b.json", R"({"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [
        {"names": ["socket"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_EQ"}]}, {"names": ["mkdir"], "action": "SCMP_ACT_LOG"}]})");
    const auto result = cli({"diff", left, right, "--json", "--arch", "x86_64"});
    QCOMPARE_EQ(result.status, 1);
    const QJsonArray targets = QJsonDocument::fromJson(result.out).object()["targets"].toArray();
    QCOMPARE_EQ(targets.size(), 1);
    const QJsonArray differences = targets[0].toObject()["differences"].toArray();
    QCOMPARE_EQ(differences.size(), 2);
    const QJsonObject socket = differences[0].toObject();
    QCOMPARE_EQ(socket["syscall"].toString(), "socket");
    QCOMPARE_EQ(socket["change"].toString(), "stricter");
    QCOMPARE_EQ(socket["points"].toArray()[0].toObject()["arguments"].toArray()[0].toInt(), 40);
    QCOMPARE_EQ(socket["points"].toArray()[0].toObject()["right"].toString(), "SCMP_ACT_ERRNO(1)");
    QCOMPARE_EQ(differences[1].toObject()["change"].toString(), "other-action");
}

void TestCmdProfiles::diffForAllTargets()
{
    // Differs with one capability only.
    const QString left = file("c.json", R"({"defaultAction": "SCMP_ACT_ALLOW"})");
    const QString right = file("d.json", R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["acct"], "action": "SCMP_ACT_ERRNO", "includes": {"caps": ["CAP_SYS_PACCT"]}}]})");
    QCOMPARE_EQ(cli({"diff", left, right}).status, 0);
    const auto result = cli({"diff", left, right, "--all"});
    QCOMPARE_EQ(result.status, 1);
    QVERIFY2(result.out.contains("with CAP_SYS_PACCT"), result.out);
}

void TestCmdProfiles::diffReports()
{
    const auto markdown = cli({"diff", "docker-default", "podman-default", "--arch", "x86_64", "--kernel", "6.1", "--to", "markdown"});
    QCOMPARE_EQ(markdown.status, 1);
    QVERIFY2(markdown.out.startsWith("# docker-default → podman-default\n"), markdown.out);
    // As many of each kind as --json says, for the ABI asked about.
    const QStringList target = {"--arch", "x86_64", "--abi", "x86_64", "--kernel", "6.1"};
    const auto report = cli(QStringList{"diff", "docker-default", "podman-default", "--to", "markdown"} + target);
    const auto json = QJsonDocument::fromJson(cli(QStringList{"diff", "docker-default", "podman-default", "--json"} + target).out).object();
    QMap<QString, int> counts;
    for (const auto &one : json["targets"].toArray()[0].toObject()["differences"].toArray())
        ++counts[one.toObject()["change"].toString()];
    QVERIFY(counts["newly-allowed"] > 0 && counts["newly-denied"] > 0 && counts["other-errno"] > 0);
    QVERIFY2(report.out.contains("\n## Newly allowed (" + QByteArray::number(counts["newly-allowed"]) + ")\n"), report.out);
    QVERIFY(report.out.contains("\n## Newly denied (" + QByteArray::number(counts["newly-denied"]) + ")\n"));
    QVERIFY(report.out.contains("\n## Other errno (" + QByteArray::number(counts["other-errno"]) + ")\n"));

    const QString page = m_dir.filePath("page.html");
    const auto html = cli({"diff", "docker-default", "podman-default", "--to", "html", "-o", page});
    QCOMPARE_EQ(html.status, 1);
    QVERIFY(html.out.isEmpty());
    QFile file(page);
    QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().startsWith("<!DOCTYPE html>"));
    QCOMPARE_EQ(cli({"diff", "docker-default", "docker-default", "--to", "markdown"}).status, 0);

    QVERIFY(whittle::test::isPlainFailure(cli({"diff", "docker-default", "podman-default", "--to", "pdf"})));
    QVERIFY(whittle::test::isPlainFailure(cli({"diff", "docker-default", "podman-default", "--to", "html", "--json"})));
    QVERIFY(whittle::test::isPlainFailure(cli({"diff", "docker-default", "podman-default", "--to", "html", "--all"})));
    QVERIFY(whittle::test::isPlainFailure(cli({"diff", "docker-default", "podman-default", "-o", page})));
    QVERIFY(whittle::test::isPlainFailure(cli({"diff", "docker-default", "podman-default", "--to", "html", "-o", "/nonexistent/page.html"})));
}

void TestCmdProfiles::diffOfRecordings()
{
    namespace test = whittle::test;
    const auto saved = [this](const char *name, const whittle::trace::Recording &recording) { return file(name, QByteArray::fromStdString(whittle::trace::writeRecording(recording))); };
    const QString old = saved("old.whittle.json", test::RecordingMaker().call("read", 3));
    const QString now = saved("new.whittle.json", test::RecordingMaker().call("read", 3).call("keyctl"));
    const auto text = cli({"diff", old, now});
    QVERIFY2(text.status == 1, text.error);
    QVERIFY2(text.out.contains("New: 1 syscall, of which 1 critical risk."), text.out);
    QVERIFY(text.out.contains("keyctl") && !text.out.contains("read"));
    const auto json = QJsonDocument::fromJson(cli({"diff", old, now, "--json"}).out).object();
    QCOMPARE_EQ(json["added"].toObject()["syscalls"].toArray()[0].toObject()["syscall"].toString(), "keyctl");
    QVERIFY(json["removed"].toObject()["syscalls"].toArray().isEmpty());
    QCOMPARE_EQ(cli({"diff", old, old}).status, 0);
    QVERIFY(cli({"diff", old, now, "--to", "markdown"}).out.contains("| `keyctl` |"));
    // Beside a profile a recording is what it used.
    const auto mixed = cli({"diff", old, now, "--json", "--arch", "x86_64"});
    QVERIFY(whittle::test::isPlainFailure(mixed)); // two recordings have no target
    const auto beside = QJsonDocument::fromJson(cli({"diff", now, "docker-default", "--json", "--arch", "x86_64", "--abi", "x86_64"}).out).object();
    bool found = false;
    for (const auto &one : beside["targets"].toArray()[0].toObject()["differences"].toArray()) {
        const auto difference = one.toObject();
        QVERIFY(difference["syscall"].toString() != "read");
        if (difference["syscall"].toString() == "keyctl")
            found = difference["change"].toString() == "newly-denied";
    }
    QVERIFY(found);
    QVERIFY(whittle::test::isPlainFailure(cli({"diff", file("bad.whittle.json", R"({"format": "whittle-recording", "version": 1, "processes": 3})"), now})));
}

void TestCmdProfiles::replay()
{
    const QString path = m_dir.filePath("run.whittle.json");
    VERIFY_RESULT(whittle::trace::saveRecording(whittle::test::RecordingMaker().call("read", 9).call("mkdir", 2).call("socket", 3, {{0, {{1, 2}, {10, 1}}, false}}), path.toStdString()));
    const QString profile = file("replay.json", R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13},
        {"names": ["socket"], "action": "SCMP_ACT_KILL_PROCESS", "args": [{"index": 0, "value": 10, "op": "SCMP_CMP_EQ"}]}]})");
    const auto text = cli({"replay", profile, path});
    QCOMPARE_EQ(text.status, 1);
    QVERIFY2(text.out.contains("mkdir in demo (pid 0): 2 of 2 calls refused with SCMP_ACT_ERRNO(13)"), text.out);
    QVERIFY2(text.out.contains("family = AF_INET6: 1"), text.out);
    QVERIFY2(text.out.endsWith("3 of 14 calls refused, 0 more may be\n"), text.out);
    const auto json = QJsonDocument::fromJson(cli({"replay", "--json", profile, path}).out).object();
    QCOMPARE_EQ(json["refused"].toInt(), 3);
    QCOMPARE_EQ(json["calls"].toArray().size(), 2);
    QCOMPARE_EQ(json["calls"].toArray()[0].toObject()["answers"].toArray()[0].toString(), "SCMP_ACT_KILL_PROCESS");
    QCOMPARE_EQ(cli({"replay", "docker-default", path}).status, 0);
    QVERIFY(whittle::test::isPlainFailure(cli({"replay", profile, "/nonexistent"})));
    QVERIFY(whittle::test::isPlainFailure(cli({"replay", profile, profile})));
}

void TestCmdProfiles::exportFormats()
{
    const auto list = cli({"export", "--list"});
    QCOMPARE_EQ(list.status, 0);
    for (const char *name : {"json", "oci", "bpf", "pfc"})
        QVERIFY2(list.out.contains(QByteArray(name) + "\tprofile\t"), list.out);

    const auto json = cli({"export", "docker-default", "--to", "json"});
    QCOMPARE_EQ(cli({"diff", file("e.json", json.out), "docker-default"}).status, 0);

    const QString ociPath = m_dir.filePath("oci.json");
    QCOMPARE_EQ(cli({"export", "docker-default", "--to", "oci", "--cap", "CAP_SYS_TIME", "-o", ociPath}).status, 0);
    QFile oci(ociPath);
    QVERIFY(oci.open(QIODevice::ReadOnly));
    const QByteArray plain = oci.readAll();
    QVERIFY(!plain.contains("includes") && !plain.contains("archMap") && plain.contains("settimeofday"));
    // Nothing is left for an engine to read differently.
    QCOMPARE_EQ(cli({"diff", ociPath, "docker-default", "--cap", "CAP_SYS_TIME"}).status, 0);
    QCOMPARE_EQ(cli({"decide", ociPath, "settimeofday", "--engine-rules", "containerd"}).out, "SCMP_ACT_ALLOW\n");

    const auto bpf = cli({"export", "docker-default", "--to", "bpf"});
    QCOMPARE_EQ(bpf.status, 0);
    QVERIFY(bpf.out.size() > 1000 && bpf.out.size() % 8 == 0);
    QVERIFY(cli({"export", "docker-default", "--to", "pfc"}).out.contains("pseudo filter code"));
}

// What is lost is said, and with --strict nothing is written then.
void TestCmdProfiles::exportStrict()
{
    const QString path = m_dir.filePath("strict.conf");
    const auto strict = cli({"export", "docker-default", "--to", "systemd", "--strict", "-o", path});
    QCOMPARE_EQ(strict.status, 1);
    QVERIFY(strict.out.isEmpty() && !QFile::exists(path));
    QVERIFY2(strict.error.contains("lost: \"allow with some arguments\" becomes \"allow\""), strict.error);
    const auto loose = cli({"export", "docker-default", "--to", "systemd", "-o", path});
    QCOMPARE_EQ(loose.status, 0);
    QVERIFY(loose.error.contains("lost: ") && QFile::exists(path));
    QCOMPARE_EQ(cli({"export", "docker-default", "--to", "oci", "--strict"}).status, 0);
    QCOMPARE_EQ(cli({"export", "docker-default", "--to", "kubernetes-seccomp", "--strict"}).status, 0);
}

void TestCmdProfiles::exportOptions()
{
    const auto one = cli({"export", "--list", "--to", "bpf"});
    QVERIFY2(one.status == 0 && one.out.contains("--set endian=little|big"), one.out);
    const auto little = cli({"export", "docker-default", "--to", "bpf"});
    const auto big = cli({"export", "docker-default", "--to", "bpf", "--set", "endian=big"});
    QVERIFY(big.status == 0 && big.out.size() == little.out.size() && big.out != little.out);
    const auto run = cli({"export", file("mine.json", cli({"export", "docker-default", "--to", "json"}).out), "--to", "docker-run", "--image", "demo", "--user", "101", "--read-only", "--tmpfs",
                          "/run:size=1m", "--no-caps", "--cap", "net_bind_service", "--no-new-privileges"});
    QCOMPARE_EQ(run.status, 0);
    for (const char *word : {"mine.json", "--cap-drop=ALL", "--cap-add=NET_BIND_SERVICE", "--read-only", "--tmpfs=/run:size=1048576", "--user=101", "no-new-privileges", "demo\n"})
        QVERIFY2(run.out.contains(word), run.out);
    for (const QStringList &arguments : {QStringList{"--set", "endian"}, {"--set", "endian=middle"}, {"--set", "x=y"}, {"--tmpfs", "run"}}) {
        const auto result = cli(QStringList{"export", "docker-default", "--to", "bpf"} + arguments);
        QVERIFY2(whittle::test::isPlainFailure(result), qPrintable(arguments.join(' ')));
    }
}

void TestCmdProfiles::exportRefuses()
{
    for (const QStringList &arguments : {QStringList{"export"}, {"export", "docker-default"}, {"export", "docker-default", "--to", "docx"},
                                         {"export", "docker-default", "--to", "json", "-o", "/nonexistent/folder/x"}}) {
        const auto result = cli(arguments);
        QVERIFY2(whittle::test::isPlainFailure(result), qPrintable(arguments.join(' ')));
    }
}

QTEST_GUILESS_MAIN(TestCmdProfiles)
#include "tst_cmd_profiles.moc"
