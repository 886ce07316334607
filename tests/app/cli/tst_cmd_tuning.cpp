// merge, minimise, compat and capabilities as a script uses them.
#include "app/cli/cli_process.h"
#include "formats/seccomp_json.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace whittle;
using whittle::test::cli;
using whittle::test::isPlainFailure;

class TestCmdTuning : public QObject
{
    Q_OBJECT

private slots:
    void mergesRecordings();
    void mergesProfiles();
    void refusesMixtures();
    void minimises();
    void saysWhatIsCompatible();
    void infersCapabilities();

private:
    QString file(const char *name, const QByteArray &text)
    {
        const QString path = m_dir.filePath(QLatin1StringView(name));
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
            QTest::qFail("cannot write the file", __FILE__, __LINE__);
        return path;
    }
    QString recording(const char *name, const trace::Recording &recording) { return file(name, QByteArray::fromStdString(trace::writeRecording(recording))); }

    QTemporaryDir m_dir;
};

namespace {

const QByteArray kFirst = R"({"defaultAction":"SCMP_ACT_ERRNO","architectures":["SCMP_ARCH_X86_64"],"syscalls":[
  {"names":["read","write"],"action":"SCMP_ACT_ALLOW"},{"names":["clone3"],"action":"SCMP_ACT_ERRNO","errnoRet":38}]})";
const QByteArray kSecond = R"({"defaultAction":"SCMP_ACT_ERRNO","architectures":["SCMP_ARCH_X86_64"],"syscalls":[
  {"names":["read","openat","clone3"],"action":"SCMP_ACT_ALLOW"}]})";

QJsonObject object(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

void TestCmdTuning::mergesRecordings()
{
    test::RecordingMaker one;
    one.call("read", 2);
    test::RecordingMaker two;
    two.call("openat", 3);
    const QString output = m_dir.filePath("all.whittle.json");
    const auto result = cli({"merge", recording("1.json", one), recording("2.json", two), "-o", output});
    QCOMPARE_EQ(result.status, 0);
    QVERIFY2(result.out.isEmpty() && result.error.contains("2 runs, 2 processes, 2 syscalls"), result.error);
    const auto merged = trace::loadRecording(output.toStdString());
    VERIFY_RESULT(merged);
    QCOMPARE_EQ(merged->runs.size(), 2U);
    // It is a recording like any other.
    const auto counts = cli({"export", output, "--to", "names"});
    QCOMPARE(counts.out, QByteArray("openat\nread\n"));
    QVERIFY(isPlainFailure(cli({"merge", "--intersection", recording("1.json", one), recording("2.json", two)})));
}

void TestCmdTuning::mergesProfiles()
{
    const QString a = file("a.json", kFirst);
    const QString b = file("b.json", kSecond);
    const auto decided = [&](const QStringList &options, const char *syscall) {
        const QString output = m_dir.filePath("merged.json");
        const auto merged = cli(QStringList{"merge"} + options + QStringList{a, b, "-o", output});
        if (merged.status != 0)
            return merged.error;
        return cli({"decide", output, QString::fromLatin1(syscall)}).out.trimmed();
    };
    QCOMPARE(decided({}, "write"), QByteArray("SCMP_ACT_ALLOW"));
    QCOMPARE(decided({"--union"}, "clone3"), QByteArray("SCMP_ACT_ALLOW"));
    QCOMPARE(decided({"--intersection"}, "read"), QByteArray("SCMP_ACT_ALLOW"));
    QCOMPARE(decided({"--intersection"}, "write"), QByteArray("SCMP_ACT_ERRNO(1)"));
    QCOMPARE(decided({"--intersection"}, "clone3"), QByteArray("SCMP_ACT_ERRNO(38)"));
    QCOMPARE(decided({"--minus"}, "write"), QByteArray("SCMP_ACT_ALLOW"));
    QCOMPARE(decided({"--minus"}, "read"), QByteArray("SCMP_ACT_ERRNO(1)"));
    const auto said = cli({"merge", a, b, "-o", m_dir.filePath("merged.json")});
    QVERIFY2(said.error.contains("conflict: clone3: a.json: SCMP_ACT_ERRNO(38); b.json: SCMP_ACT_ALLOW => SCMP_ACT_ALLOW"), said.error);
    const auto json = cli({"merge", a, b, "-o", m_dir.filePath("merged.json"), "--json"});
    QCOMPARE_EQ(object(json.out)["conflicts"].toArray().size(), 1);
    // On standard output nothing but the profile.
    QVERIFY(formats::readSeccompJson(cli({"merge", a, b}).out.toStdString()).has_value());
}

void TestCmdTuning::refusesMixtures()
{
    test::RecordingMaker one;
    const QString recorded = recording("r.json", one.call("read"));
    QVERIFY(isPlainFailure(cli({"merge", recorded, file("a.json", kFirst)})));
    QVERIFY(isPlainFailure(cli({"merge", recorded})));
    QVERIFY(isPlainFailure(cli({"merge", "--union", "--minus", recorded, recorded})));
    QVERIFY(isPlainFailure(cli({"merge", recorded, "/nonexistent"})));
    QVERIFY(isPlainFailure(cli({"minimise", recorded})));
    QVERIFY(isPlainFailure(cli({"compat", recorded})));
    QVERIFY(isPlainFailure(cli({"compat", recorded, "--kernel", "new"})));
    QVERIFY(isPlainFailure(cli({"capabilities", file("a.json", "{}")})));
}

void TestCmdTuning::minimises()
{
    const QByteArray text = R"({"defaultAction":"SCMP_ACT_ERRNO","architectures":["SCMP_ARCH_X86_64"],"syscalls":[
      {"names":["write","read"],"action":"SCMP_ACT_ALLOW"},{"names":["read","close"],"action":"SCMP_ACT_ALLOW"}]})";
    const QString input = file("long.json", text);
    const QString output = m_dir.filePath("short.json");
    const auto result = cli({"minimise", input, "-o", output});
    QCOMPARE_EQ(result.status, 0);
    QVERIFY2(result.error.contains("syscalls[1]: says the same as syscalls[0]") && result.error.contains("1 of 2 rules and 3 of 4 names are left"), result.error);
    const auto same = cli({"diff", input, output});
    QCOMPARE_EQ(same.status, 0);
    const auto json = object(cli({"minimise", input, "-o", output, "--json"}).out);
    QCOMPARE_EQ(json["rules"].toObject()["after"].toInt(), 1);
    QCOMPARE_EQ(json["removed"].toArray().size(), 2);
}

void TestCmdTuning::saysWhatIsCompatible()
{
    test::RecordingMaker maker;
    const QString recorded = recording("c.json", maker.call("read").call("openat2").call("statx"));
    const auto kernel = cli({"compat", recorded, "--kernel", "5.4"});
    QCOMPARE_EQ(kernel.status, 1);
    QVERIFY2(kernel.out.contains("openat2 (x86_64) came with Linux 5.6"), kernel.out);
    QCOMPARE_EQ(cli({"compat", recorded, "--kernel", "6.1"}).status, 0);
    const auto gvisor = cli({"compat", "docker-default", "--gvisor"});
    QCOMPARE_EQ(gvisor.status, 1);
    QVERIFY2(gvisor.out.contains("google/gvisor"), gvisor.out);
    const auto json = cli({"compat", recorded, "--libc", "musl", "--gvisor", "--kernel", "5.4", "--json"});
    const QJsonObject all = object(json.out);
    QVERIFY(all.contains("gvisor") && all.contains("kernel") && all.contains("libc"));
    QVERIFY(all["libc"].toObject()["library"].toString().startsWith("musl"));
}

void TestCmdTuning::infersCapabilities()
{
    test::RecordingMaker maker;
    maker.call("setuid", 1, {{0, {{33, 1}}, false}}).edit().subject.ports = {80};
    const QString recorded = recording("k.json", maker);
    const auto text = cli({"capabilities", recorded});
    QCOMPARE_EQ(text.status, 0);
    QVERIFY2(text.out.contains("certain  CAP_SETUID") && text.out.contains("likely   CAP_NET_BIND_SERVICE")
                 && text.out.contains("--cap-drop=ALL --cap-add=NET_BIND_SERVICE --cap-add=SETUID --security-opt=no-new-privileges --read-only"),
             text.out);
    const QJsonObject json = object(cli({"capabilities", recorded, "--json", "--least", "certain"}).out);
    QCOMPARE(json["settings"].toObject()["capAdd"].toArray(), QJsonArray{"CAP_SETUID"});
    QCOMPARE_EQ(json["capabilities"].toArray().size(), 2);
    QVERIFY(json["settings"].toObject()["readOnly"].toBool());
}

QTEST_APPLESS_MAIN(TestCmdTuning)
#include "tst_cmd_tuning.moc"
