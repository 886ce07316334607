// import, and the commands that take a trace where they take a recording.
#include "app/cli/cli_process.h"
#include "support/support.h"
#include "trace/recording_file.h"

#include <QTemporaryDir>

using namespace whittle;
using whittle::test::cli;

namespace {

constexpr const char *kTrace = "execve(\"/bin/true\", [\"true\"], 0x0 /* 1 var */) = 0\n"
                               "brk(NULL) = 0x1000\n"
                               "openat(AT_FDCWD, \"/etc/ld.so.cache\", O_RDONLY|O_CLOEXEC) = 3\n"
                               "the program's own words\n"
                               "exit_group(0) = ?\n"
                               "+++ exited with 0 +++\n";

} // namespace

class TestCmdImport : public QObject
{
    Q_OBJECT

private slots:
    void writesARecording();
    void refusesWhatItDoesNotKnow();
    void othersTakeTraces();

private:
    QString file(const char *name, const QByteArray &text);

    QTemporaryDir m_dir;
};

QString TestCmdImport::file(const char *name, const QByteArray &text)
{
    const QString path = m_dir.filePath(QLatin1StringView(name));
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
        QTest::qFail("cannot write the trace", __FILE__, __LINE__);
    return path;
}

void TestCmdImport::writesARecording()
{
    const QString output = m_dir.filePath(QStringLiteral("r.whittle.json"));
    const auto result = cli({"import", file("a.strace", kTrace), "-o", output});
    QCOMPARE_EQ(result.status, 0);
    QVERIFY(result.out.isEmpty());
    QVERIFY2(result.error.contains("5 understood, 1 unreadable") && result.error.contains("line 4: ") && result.error.contains("the program's own words"), result.error);
    const auto recording = trace::loadRecording(output.toStdString());
    VERIFY_RESULT(recording);
    QCOMPARE_EQ(trace::summarise(*recording).size(), 4U);
    QCOMPARE_EQ(recording->warnings.size(), 1U);
    const auto printed = cli({"import", file("a.strace", kTrace)});
    QCOMPARE_EQ(printed.status, 0);
    QVERIFY(trace::readRecording(printed.out.toStdString()).has_value());
}

void TestCmdImport::refusesWhatItDoesNotKnow()
{
    QVERIFY(test::isPlainFailure(cli({"import", "/nonexistent"})));
    QVERIFY(test::isPlainFailure(cli({"import", file("prose.txt", "It was a dark and stormy night.\n")})));
    QVERIFY(test::isPlainFailure(cli({"import", file("b.strace", kTrace), "--abi", "vax"})));
}

void TestCmdImport::othersTakeTraces()
{
    const QString trace = file("c.strace", kTrace);
    const auto proposed = cli({"propose", trace});
    QCOMPARE_EQ(proposed.status, 0);
    QVERIFY(proposed.out.contains("\"openat\"") && proposed.out.contains("SCMP_ACT_ERRNO"));
    const auto names = cli({"export", trace, "--to", "names"});
    QCOMPARE_EQ(names.status, 0);
    QCOMPARE(names.out, QByteArray("brk\nexecve\nexit_group\nopenat\n"));
    const auto same = cli({"diff", trace, trace});
    QCOMPARE_EQ(same.status, 0);
}

QTEST_GUILESS_MAIN(TestCmdImport)
#include "tst_cmd_import.moc"
