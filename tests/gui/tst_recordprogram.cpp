#include "documents/profiledocument.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recordtabs.h"
#include "sensor/sensor_support.h"
#include "support/answers.h"
#include "support/gui.h"
#include "trace/recording_file.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/refusalview.h"
#include "views/runpage.h"

#include <QAction>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QUndoStack>

#include <algorithm>
#include <csignal>

using namespace whittle;
using namespace whittle::app;

/// Real programs, recorded and tried in the window by the real sensor.
class TestRecordProgram : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    test::Answers *m_answers = nullptr;

    void trigger(const char *action) { m_window->action(QLatin1StringView(action))->trigger(); }
    RecordChoices choices(const QString &program) const
    {
        RecordChoices choices;
        choices.program = program;
        choices.folder = m_sandbox->file(QString());
        choices.untilExit = true;
        return choices;
    }
    ProfilePage *openProfile(const char *text)
    {
        const QString path = m_sandbox->file(QStringLiteral("web.json"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            return nullptr;
        file.close();
        m_window->openFiles({path});
        return QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000) ? m_window->currentProfile() : nullptr;
    }
    static int rowOf(RefusalView *view, const char *syscall)
    {
        for (int row = 0; row < view->model().rowCount(); ++row)
            if (view->model().refusal(row).name == QLatin1StringView(syscall))
                return row;
        return -1;
    }

private Q_SLOTS:
    void initTestCase() { REQUIRE_PTRACE(); }
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        auto answers = std::make_unique<test::Answers>();
        m_answers = answers.get();
        m_window = std::make_unique<MainWindow>(std::move(answers));
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_sandbox.reset();
    }

    void recordedAndSaved()
    {
        auto *page = m_window->records().startRun(choices(QStringLiteral("sh -c 'mkdir made; echo out; echo err >&2; cat; ls made'")), nullptr);
        QVERIFY(page);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->currentRecording(), 20'000);
        auto *recording = m_window->currentRecording();
        const auto &recorded = *recording->recording().recording;
        QVERIFY(recorded.complete);
        QCOMPARE_EQ(recorded.exitStatus, std::optional(0));
        QCOMPARE_EQ(test::countOf(recorded, "mkdir"), 1U);
        QVERIFY(QDir(m_sandbox->file(QStringLiteral("made"))).exists());
        m_answers->save = m_sandbox->file(QStringLiteral("made.whittle.json"));
        trigger("saveAs");
        QTRY_VERIFY(!recording->isUnsaved());
        const auto saved = trace::loadRecording(m_answers->save.toStdString());
        VERIFY_RESULT(saved);
        QCOMPARE_EQ(*saved, recorded);
    }

    /// While it runs it is watched; finishing keeps what was seen, stopping leaves nothing.
    void finishedAndStopped()
    {
        const QString mark = QStringLiteral("64.%1").arg(QCoreApplication::applicationPid());
        auto *page = m_window->records().startRun(choices(QStringLiteral("sleep ") + mark), nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(page->document().live().syscalls(), [](const LiveSyscall &syscall) { return syscall.name == QLatin1StringView("clock_nanosleep"); }), 10'000);
        QTRY_VERIFY(page->findChild<QTableView *>(QStringLiteral("runSyscalls"))->model()->rowCount() > 10);
        trigger("finishRun");
        QTRY_VERIFY_WITH_TIMEOUT(m_window->currentRecording(), 10'000);
        QCOMPARE_EQ(m_window->currentRecording()->recording().recording->stoppedBy, "stop");
        QTRY_VERIFY(test::processesWith(QStringLiteral("sleep ") + mark).empty());

        auto *stopped = m_window->records().startRun(choices(QStringLiteral("sh -c \"trap '' TERM; setsid sleep %1 & sleep %1\"").arg(mark)), nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(stopped->document().live().processes() >= 3, 10'000);
        QElapsedTimer clock;
        clock.start();
        trigger("stopRun");
        QTRY_COMPARE_EQ(stopped->document().state(), RunDocument::State::Discarded);
        QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(test::processesWith(QStringLiteral("sleep ") + mark).empty());

        // The window goes while something runs.
        auto *last = m_window->records().startRun(choices(QStringLiteral("sleep ") + mark), nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(last->document().live().processes() >= 1, 10'000);
        clock.start();
        m_window.reset();
        QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(test::processesWith(QStringLiteral("sleep ") + mark).empty());
    }

    /// A profile that refuses mkdir: seen with its path, the kernel agrees, allowed with a click, and the same run works.
    void triedAllowedAndTriedAgain()
    {
        auto *profile = openProfile(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13}]})");
        QVERIFY(profile);
        auto what = choices(QStringLiteral("mkdir made"));
        what.kernelToo = true;
        auto *page = m_window->records().startRun(what, &profile->document());
        QVERIFY(page);
        QTRY_COMPARE_EQ_WITH_TIMEOUT(page->document().state(), RunDocument::State::Done, 20'000);
        QCOMPARE_EQ(page->document().recording()->exitStatus, std::optional(1));
        QVERIFY(!QDir(m_sandbox->file(QStringLiteral("made"))).exists());
        const auto &kernel = page->document().kernel();
        QVERIFY(kernel && kernel->started);
        QCOMPARE_EQ(kernel->exitStatus, std::optional(1));
        QVERIFY2(page->message()->text().contains(QStringLiteral("ended with status 1 too")), qPrintable(page->message()->text()));
        auto *view = page->refusals();
        const int row = rowOf(view, "mkdir");
        QVERIFY(row >= 0);
        const auto &refusal = view->model().refusal(row);
        QCOMPARE_EQ(refusal.by, QStringLiteral("mkdir"));
        QVERIFY2(refusal.with.front().startsWith(m_sandbox->file(QStringLiteral("made"))), qPrintable(refusal.with.front()));
        QCOMPARE_EQ(refusal.kernel, QStringLiteral("EACCES ×1"));
        view->selectRow(row);
        view->allowCurrent();
        QCOMPARE_EQ(profile->document().undoStack()->count(), 1);

        page->findChild<QPushButton *>(QStringLiteral("runAgainButton"))->click();
        auto *again = m_window->records().currentRun();
        QVERIFY(again);
        QTRY_COMPARE_EQ_WITH_TIMEOUT(again->document().state(), RunDocument::State::Done, 20'000);
        QCOMPARE_EQ(again->document().recording()->exitStatus, std::optional(0));
        QCOMPARE_EQ(again->refusals()->model().rowCount(), 0);
        QVERIFY(QDir(m_sandbox->file(QStringLiteral("made"))).exists());
        // The second run, under the kernel's own filter, found the folder made by the first.
        QCOMPARE_EQ(again->document().kernel()->exitStatus, std::optional(1));
    }

    void aKillIsWhatTheKernelDoes()
    {
        auto *profile = openProfile(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_KILL_PROCESS"}]})");
        auto what = choices(QStringLiteral("mkdir made"));
        what.kernelToo = true;
        auto *page = m_window->records().startRun(what, &profile->document());
        QTRY_COMPARE_EQ_WITH_TIMEOUT(page->document().state(), RunDocument::State::Done, 20'000);
        QCOMPARE_EQ(page->document().recording()->signal, std::optional(SIGSYS));
        QCOMPARE_EQ(page->document().kernel()->signal, std::optional(SIGSYS));
        QVERIFY2(page->message()->text().contains(QStringLiteral("SIGSYS")), qPrintable(page->message()->text()));
    }

    /// Even the execution itself.
    void executionRefused()
    {
        auto *profile = openProfile(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["execve"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13}]})");
        auto *page = m_window->records().startRun(choices(QStringLiteral("true")), &profile->document());
        QTRY_COMPARE_EQ_WITH_TIMEOUT(page->document().state(), RunDocument::State::Failed, 20'000);
        QVERIFY(!page->message()->text().isEmpty());
    }

    void onlyTheArgumentsThatWereRefused()
    {
        auto *profile = openProfile(R"({"defaultAction": "SCMP_ACT_ALLOW", "defaultErrnoRet": 1, "syscalls": [{"names": ["kill"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13}]})");
        auto *page = m_window->records().startRun(choices(QStringLiteral("sh -c 'kill -0 $$'")), &profile->document());
        QTRY_COMPARE_EQ_WITH_TIMEOUT(page->document().state(), RunDocument::State::Done, 20'000);
        auto *view = page->refusals();
        QCOMPARE_EQ(view->model().rowCount(), 1);
        view->selectRow(0);
        // Where the default allows, rules that allow would leave everything open: that is not offered.
        QTest::qWait(400);
        QVERIFY(!view->findChild<QPushButton *>(QStringLiteral("allowOnlyButton"))->isVisible());
    }
};

QTEST_MAIN(TestRecordProgram)
#include "tst_recordprogram.moc"
