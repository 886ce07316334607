#include "documents/profiledocument.h"
#include "formats/seccomp_json.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recordtabs.h"
#include "support/answers.h"
#include "support/gui.h"
#include "support/support.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/refusalview.h"
#include "views/runpage.h"

#include <QAction>
#include <QProcess>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

#include <algorithm>

using namespace whittle;
using namespace whittle::app;

/// The window with a real engine, which DOCKER_HOST names, and the archive of the image "static", which WHITTLE_E2E_ARCHIVE names. Started by
/// tst_record_window.sh.
class TestRecordImage : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<MainWindow> m_window;

    static constexpr int kPatience = 90'000;

    void trigger(const char *action) { m_window->action(QLatin1StringView(action))->trigger(); }
    static RecordChoices choices()
    {
        RecordChoices choices;
        choices.isProgram = false;
        choices.archive = qEnvironmentVariable("WHITTLE_E2E_ARCHIVE");
        return choices;
    }
    static QByteArray containers()
    {
        QProcess docker;
        docker.start(QStringLiteral("docker"), {QStringLiteral("ps"), QStringLiteral("--all"), QStringLiteral("--quiet")});
        docker.waitForFinished();
        return docker.exitCode() == 0 ? docker.readAllStandardOutput().trimmed() : QByteArrayLiteral("docker ps failed");
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        m_window = std::make_unique<MainWindow>(std::make_unique<test::Answers>());
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_sandbox.reset();
        QCOMPARE_EQ(containers(), QByteArray());
    }

    void recorded()
    {
        auto *page = m_window->records().startRun(choices(), nullptr);
        QVERIFY(page);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->currentRecording() || !page->document().isRunning(), kPatience);
        QTRY_VERIFY2(m_window->currentRecording(), qPrintable(page->message()->text()));
        const auto &recording = *m_window->currentRecording()->recording().recording;
        QVERIFY(recording.complete);
        QCOMPARE_EQ(recording.subject.kind, "image");
        QCOMPARE_EQ(recording.environment.base, "docker-default");
        QVERIFY(std::ranges::any_of(recording.probes, &trace::ProbeResult::passed));
        QVERIFY(std::ranges::any_of(recording.processes.front().syscalls, [](const trace::SyscallUse &use) { return syscalls::Catalogue::builtIn().nameOf(use.abi, use.number) == "setsockopt"; }));
    }

    void finishedByHand()
    {
        auto what = choices();
        what.seconds = 300;
        auto *page = m_window->records().startRun(what, nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(page->document().live().syscalls().size() > 5 || !page->document().isRunning(), kPatience);
        QVERIFY(page->findChild<QTableView *>(QStringLiteral("runSyscalls")));
        trigger("finishRun");
        QTRY_VERIFY_WITH_TIMEOUT(m_window->currentRecording(), 30'000);
        QCOMPARE_EQ(m_window->currentRecording()->recording().recording->stoppedBy, "stop");
    }

    void stoppedByHand()
    {
        auto what = choices();
        what.seconds = 300;
        auto *page = m_window->records().startRun(what, nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(page->document().live().processes() > 0 || !page->document().isRunning(), kPatience);
        QVERIFY(!containers().isEmpty());
        trigger("stopRun");
        QTRY_COMPARE_EQ_WITH_TIMEOUT(page->document().state(), RunDocument::State::Discarded, 30'000);
        QCOMPARE_EQ(containers(), QByteArray());
    }

    /// Refused by the tracer in the kernel's place, and by the engine's own filter; then allowed, and both work.
    void tried()
    {
        m_window->openBuiltIn(QStringLiteral("docker-default"));
        auto *profile = m_window->currentProfile();
        QVERIFY(profile);
        profile->document().deny({"setsockopt"});
        auto what = choices();
        what.kernelToo = true;
        auto *page = m_window->records().startRun(what, &profile->document());
        QTRY_VERIFY_WITH_TIMEOUT(!page->document().isRunning(), kPatience);
        QVERIFY2(page->document().state() == RunDocument::State::Done, qPrintable(page->message()->text()));
        auto *view = page->refusals();
        int row = 0;
        while (row < view->model().rowCount() && view->model().refusal(row).name != QLatin1StringView("setsockopt"))
            ++row;
        QVERIFY(row < view->model().rowCount());
        QCOMPARE_EQ(page->document().recording()->exitStatus, std::optional(1));
        QVERIFY(page->document().kernel());
        QCOMPARE_EQ(page->document().kernel()->exitStatus, std::optional(1));
        view->selectRow(row);
        view->allowCurrent();
        page->findChild<QPushButton *>(QStringLiteral("runAgainButton"))->click();
        auto *again = m_window->records().currentRun();
        QTRY_VERIFY_WITH_TIMEOUT(!again->document().isRunning(), kPatience);
        QVERIFY2(again->document().state() == RunDocument::State::Done, qPrintable(again->message()->text()));
        QVERIFY(std::ranges::all_of(again->document().recording()->probes, &trace::ProbeResult::passed));
        QVERIFY(again->document().kernel()->started);
        QVERIFY(!again->document().kernel()->probes.empty());
        QVERIFY(std::ranges::all_of(again->document().kernel()->probes, &trace::ProbeResult::passed));
    }

    void withoutAnEngine()
    {
        auto what = choices();
        what.engine = QStringLiteral("unix:///no/such/socket");
        auto *page = m_window->records().startRun(what, nullptr);
        QTRY_COMPARE_EQ_WITH_TIMEOUT(page->document().state(), RunDocument::State::Failed, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(page->message()->text().contains(QStringLiteral("whittle-cli doctor")), kPatience);
        QVERIFY2(page->message()->text().contains(QStringLiteral("/no/such/socket")), qPrintable(page->message()->text()));
    }
};

QTEST_MAIN(TestRecordImage)
#include "tst_recordimage.moc"
