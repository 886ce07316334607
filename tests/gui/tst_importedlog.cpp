#include "base/files.h"
#include "mainwindow/mainwindow.h"
#include "support/answers.h"
#include "support/gui.h"
#include "views/messagebar.h"
#include "views/recordingpage.h"

#include <QLabel>
#include <QTabWidget>

using namespace whittle;
using namespace whittle::app;

// A trace or a log opens as a recording, with what became of its lines.
class TestImportedLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAsARecording_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("note");
        QTest::newRow("strace") << QByteArray("execve(\"/bin/true\", [\"true\"], 0x0 /* 1 var */) = 0\nwhat is this\nexit_group(0) = ?\n+++ exited with 0 +++\n")
                                << QStringLiteral("strace: 3 understood, 1 unreadable");
        QTest::newRow("audit") << QByteArray("type=SECCOMP msg=audit(1.1:1): auid=0 uid=0 gid=0 ses=1 pid=6 comm=\"a\" exe=\"/a\" sig=0 arch=c000003e syscall=3 compat=0 ip=0x7f code=0x7ffc0000\n")
                               << QStringLiteral("audit or system log: 1 understood, 0 unreadable");
        QTest::newRow("report") << QByteArray("{\"monitors\": {\"pt\": {\"arch_name\": \"amd64\", \"syscall_stats\": {\"0\": {\"num\": 0, \"name\": \"read\", \"count\": 3}}}}}")
                                << QStringLiteral("report of DockerSlim: 1 understood");
    }
    void opensAsARecording()
    {
        test::failOnWarnings();
        QFETCH(QByteArray, text);
        QFETCH(QString, note);
        test::Sandbox sandbox;
        MainWindow window(std::make_unique<test::Answers>());
        const QString path = sandbox.file(QStringLiteral("some.log"));
        const auto written = writeFileAtomically(path.toStdString(), text.toStdString());
        QVERIFY(written.has_value());
        window.openFiles({path});
        QTRY_VERIFY(!window.isBusy());
        QVERIFY2(window.message()->text().isEmpty(), qPrintable(window.message()->text()));
        auto *page = window.findChild<RecordingPage *>();
        QVERIFY(page);
        bool found = false;
        for (const QLabel *label : page->findChildren<QLabel *>())
            found = found || label->text().contains(note);
        QVERIFY(found);
    }

    // A time is told where the log has any.
    void tellsNoTimeThatItHasNot_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("seen");
        QTest::newRow("none") << QByteArray("7 close(3) = 0\n7 dup(3) = 4\n") << QStringLiteral("2 syscalls, called 2 times by 1 process");
        QTest::newRow("some") << QByteArray("7 12:00:00.000000 close(3) = 0\n7 12:00:02.500000 dup(3) = 4\n") << QStringLiteral("2 syscalls, called 2 times by 1 process in 2.5 s");
    }
    void tellsNoTimeThatItHasNot()
    {
        test::failOnWarnings();
        QFETCH(QByteArray, text);
        QFETCH(QString, seen);
        test::Sandbox sandbox;
        MainWindow window(std::make_unique<test::Answers>());
        const QString path = sandbox.file(QStringLiteral("some.log"));
        QVERIFY(writeFileAtomically(path.toStdString(), text.toStdString()).has_value());
        window.openFiles({path});
        QTRY_VERIFY(!window.isBusy());
        auto *page = window.findChild<RecordingPage *>();
        QVERIFY(page);
        QStringList texts;
        for (const QLabel *label : page->findChildren<QLabel *>())
            texts << label->text();
        QString wanted = seen;
        QVERIFY2(texts.contains(seen) || texts.contains(wanted.replace(QStringLiteral("process"), QStringLiteral("processes"))), qPrintable(texts.join(QLatin1Char('|')))); // untranslated, it has one form
    }
};

QTEST_MAIN(TestImportedLog)
#include "tst_importedlog.moc"
