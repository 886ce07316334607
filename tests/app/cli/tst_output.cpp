#include "app/cli/cli_process.h"

#include <csignal>

using namespace whittle::test;

// What happens to a command whose answer does not get where it should.
class TestOutput : public QObject
{
    Q_OBJECT

private slots:
    void saysThatTheDiskIsFull_data() { commands(); }
    void saysThatTheDiskIsFull();
    void endsWithoutAWordWhenNobodyReads_data() { commands(); }
    void endsWithoutAWordWhenNobodyReads();
    void tellsOtherErrorsAllTheSame();

private:
    static void commands()
    {
        QTest::addColumn<QString>("arguments");
        QTest::newRow("help") << "--help";
        QTest::newRow("lines") << "decide docker-default --all";
        QTest::newRow("a document") << "minimise docker-default";
    }
    // The shell's own output is its status. ready: what stands before the command, redirection: behind it.
    static CliResult shell(const QString &ready, const QString &arguments, const QString &redirection)
    {
        QProcess process;
        process.start("bash", {"-c", QString("%1 '%2' %3 %4; echo $?").arg(ready, QString::fromStdString(programPath("whittle-cli")), arguments, redirection)});
        CliResult result;
        if (!process.waitForFinished(50000))
            return result;
        result.status = process.readAllStandardOutput().trimmed().toInt();
        result.error = process.readAllStandardError();
        return result;
    }
    // The reader is gone for sure before the command begins.
    static CliResult unread(const QString &arguments) { return shell("exec {to}> >(exec true); wait $!;", arguments, ">&$to"); }
};

void TestOutput::saysThatTheDiskIsFull()
{
    QFETCH(QString, arguments);
    const CliResult result = shell({}, arguments, ">/dev/full");
    QVERIFY2(result.error.endsWith("whittle-cli: writing standard output: No space left on device\n"), result.error);
    QCOMPARE_EQ(result.status, 2);
}

void TestOutput::endsWithoutAWordWhenNobodyReads()
{
    QFETCH(QString, arguments);
    const CliResult result = unread(arguments);
    QVERIFY2(!result.error.contains("writing"), result.error); // what it is doing, it may tell
    QCOMPARE_EQ(result.status, 128 + SIGPIPE);
}

void TestOutput::tellsOtherErrorsAllTheSame()
{
    const CliResult result = unread("minimise /nonexistent");
    QCOMPARE_EQ(result.error, QByteArray("whittle-cli: opening /nonexistent: No such file or directory\n"));
    QCOMPARE_EQ(result.status, 2);
}

QTEST_GUILESS_MAIN(TestOutput)
#include "tst_output.moc"
