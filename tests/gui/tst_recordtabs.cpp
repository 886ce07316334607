#include "dialogs/recorddialog.h"
#include "documents/profiledocument.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recordtabs.h"
#include "models/refusalmodel.h"
#include "settings/settings.h"
#include "support/answers.h"
#include "support/fake_run.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/refusalview.h"
#include "views/replaypage.h"
#include "views/runpage.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QUndoStack>

#include <atomic>
#include <chrono>
#include <thread>

using namespace whittle;
using namespace whittle::app;
using test::RecordingMaker;

/// Recording, trying and replaying in the window, with a run that needs no sensor.
class TestRecordTabs : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<test::FakeRun> m_run;
    std::unique_ptr<MainWindow> m_window;
    test::Answers *m_answers = nullptr;

    void trigger(const char *action) { m_window->action(QLatin1StringView(action))->trigger(); }
    bool isEnabled(const char *action) { return m_window->action(QLatin1StringView(action))->isEnabled(); }
    template <class Widget>
    static Widget *child(QWidget *parent, const char *name)
    {
        auto *found = parent->findChild<Widget *>(QLatin1StringView(name));
        if (!found)
            QTest::qFail(name, __FILE__, __LINE__);
        return found;
    }

    static RecordChoices program(const QString &words)
    {
        RecordChoices choices;
        choices.program = words;
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
        if (!QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000))
            return nullptr;
        return m_window->currentProfile();
    }

    static trace::LiveChange::Refusal refusal(const char *syscall, int process, std::uint64_t count, std::vector<trace::DeniedCall> calls = {})
    {
        trace::Denial denial;
        denial.process = process;
        denial.number = syscalls::Catalogue::builtIn().find(syscall)->number(Abi::X86_64);
        denial.action = "SCMP_ACT_ERRNO(13)";
        denial.count = count;
        denial.calls = std::move(calls);
        return {denial, "server", "/usr/sbin/server", 100 + process};
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        settings::clearRecentFiles();
        settings::setLastRecord({});
        auto answers = std::make_unique<test::Answers>();
        m_answers = answers.get();
        m_run = std::make_unique<test::FakeRun>();
        m_window = std::make_unique<MainWindow>(std::move(answers));
        m_window->records().setRunner(
            m_run->function(), [](const QString &, std::stop_token) -> Result<QStringList> { return QStringList{QStringLiteral("nginx:1.27")}; },
            [](const QString &, std::stop_token) -> Result<QStringList> { return QStringList{QStringLiteral("engine unix:///run/docker.sock: nobody answers → systemctl start docker")}; });
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_run.reset();
        m_sandbox.reset();
    }

    void theDialogAsksForAProgram()
    {
        trigger("record");
        auto *dialog = m_window->findChild<RecordDialog *>();
        QVERIFY(dialog);
        auto *start = child<QPushButton>(dialog, "startButton");
        start->click();
        QVERIFY2(!child<QLabel>(dialog, "recordMessage")->text().isEmpty(), "no program");
        child<QLineEdit>(dialog, "programField")->setText(QStringLiteral("ls \"two words"));
        start->click();
        QVERIFY(child<QLabel>(dialog, "recordMessage")->text().contains(QStringLiteral("cannot be told apart")));
        child<QLineEdit>(dialog, "programField")->setText(QStringLiteral("ls -l \"two words\""));
        child<QLineEdit>(dialog, "folderField")->setText(QStringLiteral("/no/such/folder"));
        start->click();
        QVERIFY(child<QLabel>(dialog, "recordMessage")->text().contains(QStringLiteral("/no/such/folder")));
        child<QLineEdit>(dialog, "folderField")->setText(QStringLiteral("/tmp"));
        child<QRadioButton>(dialog, "programAtMost")->click();
        child<QSpinBox>(dialog, "programSeconds")->setValue(7);
        auto *base = child<QComboBox>(dialog, "baseField");
        base->setCurrentIndex(base->findData(QStringLiteral("docker-default")));
        start->click();
        QTRY_COMPARE_EQ(m_run->starts(), 1);
        const auto choices = m_run->run().choices;
        QVERIFY(choices.isProgram);
        QCOMPARE_EQ(choices.words(), (std::vector<std::string>{"ls", "-l", "two words"}));
        QCOMPARE_EQ(choices.folder, QStringLiteral("/tmp"));
        QCOMPARE_EQ(choices.seconds, 7);
        QCOMPARE_EQ(choices.base, QStringLiteral("docker-default"));
        QVERIFY(!m_run->run().tried);
        // It is remembered, for the next time.
        QCOMPARE_EQ(recordChoicesOf(settings::lastRecord()), choices);
        trigger("record");
        QCOMPARE_EQ(child<QLineEdit>(m_window->findChild<RecordDialog *>(), "programField")->text(), QStringLiteral("ls -l \"two words\""));
    }

    void theDialogAsksForAnImage()
    {
        trigger("record");
        auto *dialog = m_window->findChild<RecordDialog *>();
        child<QRadioButton>(dialog, "isImage")->click();
        auto *start = child<QPushButton>(dialog, "startButton");
        start->click();
        QVERIFY(!child<QLabel>(dialog, "recordMessage")->text().isEmpty());
        child<QComboBox>(dialog, "imageField")->setEditText(QStringLiteral("nginx:1.27"));
        auto *requests = child<QPlainTextEdit>(dialog, "requestsField");
        requests->setPlainText(QStringLiteral("GET nowhere"));
        start->click();
        QVERIFY2(child<QLabel>(dialog, "recordMessage")->text().contains(QStringLiteral("Requests")), qPrintable(child<QLabel>(dialog, "recordMessage")->text()));
        requests->setPlainText(QStringLiteral("GET /health\n\n  POST :8080/login  "));
        child<QCheckBox>(dialog, "crawlField")->setChecked(true);
        child<QPlainTextEdit>(dialog, "containerCommandsField")->setPlainText(QStringLiteral("nginx -t"));
        child<QPlainTextEdit>(dialog, "hostCommandsField")->setPlainText(QStringLiteral("curl localhost"));
        child<QRadioButton>(dialog, "untilExitField")->click();
        start->click();
        QTRY_COMPARE_EQ(m_run->starts(), 1);
        const auto choices = m_run->run().choices;
        QVERIFY(!choices.isProgram && choices.crawl && choices.untilExit);
        QCOMPARE_EQ(choices.image, QStringLiteral("nginx:1.27"));
        QCOMPARE_EQ(choices.requests, (QStringList{QStringLiteral("GET /health"), QStringLiteral("POST :8080/login")}));
        QCOMPARE_EQ(choices.containerCommands, QStringList{QStringLiteral("nginx -t")});
        QCOMPARE_EQ(choices.base, QString());
        QVERIFY(m_window->tabs()->tabText(0).contains(QStringLiteral("nginx:1.27")));
    }

    /// A run is watched, paused, finished; the recording takes its tab, is saved, and a profile is proposed from it.
    void aRunBecomesADocument()
    {
        m_run->recording = RecordingMaker().call("read", 7).call("socket", 2);
        m_run->begin = [](const RunObserver &observer) {
            auto change = trace::wholeChange(RecordingMaker().call("read", 5));
            change.files = {{"/etc/hosts", "server", 10, false}, {"/etc/nothing", "server", 11, true}};
            observer.live(change);
            observer.output("first line\nsecond");
        };
        auto *page = m_window->records().startRun(program(QStringLiteral("server --port 80")), nullptr);
        QVERIFY(page);
        QVERIFY(isEnabled("finishRun") && isEnabled("stopRun") && isEnabled("pauseRun"));
        auto *table = child<QTableView>(page, "runSyscalls");
        QTRY_COMPARE_EQ(table->model()->rowCount(), 1);
        QCOMPARE_EQ(table->model()->index(0, LiveSyscallModel::Calls).data().toString(), QStringLiteral("5"));
        QCOMPARE_EQ(child<QTableView>(page, "runFiles")->model()->rowCount(), 2);
        QTRY_VERIFY(page->logText().contains(QStringLiteral("| first line")));
        QVERIFY(child<QLabel>(page, "runCounts")->text().contains(QStringLiteral("2 files")));

        trigger("pauseRun");
        QVERIFY(page->isPaused());
        page->document().live().add(trace::wholeChange(RecordingMaker().call("write", 5)));
        Q_EMIT page->document().liveChanged();
        QTest::qWait(500); // more than the clock of the page
        QCOMPARE_EQ(table->model()->rowCount(), 1);
        QVERIFY(child<QLabel>(page, "runState")->text().contains(QStringLiteral("paused")));
        trigger("pauseRun");
        QCOMPARE_EQ(table->model()->rowCount(), 2);

        trigger("finishRun");
        QTRY_VERIFY(m_window->currentRecording());
        QCOMPARE_EQ(m_window->tabs()->count(), 1);
        auto *recording = m_window->currentRecording();
        QVERIFY(recording->isUnsaved());
        QCOMPARE_EQ(m_window->tabs()->tabText(0), QStringLiteral("server --port 80 *"));
        QVERIFY(isEnabled("save") && isEnabled("propose"));
        auto *log = child<QPlainTextEdit>(recording, "recordingLog");
        QVERIFY(!log->isVisible());
        child<QPushButton>(recording, "showLogButton")->click();
        QVERIFY(log->isVisible() && log->toPlainText().contains(QStringLiteral("| second")));
        QVERIFY(!isEnabled("finishRun"));
        // Not lost by closing.
        m_answers->close = Dialogs::Close::Cancel;
        trigger("close");
        QCOMPARE_EQ(m_window->tabs()->count(), 1);

        m_answers->save = m_sandbox->file(QStringLiteral("server.whittle.json"));
        trigger("save");
        QTRY_VERIFY(!recording->isUnsaved());
        QVERIFY(m_answers->suggestedRecording.endsWith(QStringLiteral("/demo.whittle.json")));
        const auto saved = trace::loadRecording(m_answers->save.toStdString());
        VERIFY_RESULT(saved);
        QCOMPARE_EQ(*saved, m_run->recording);
        QCOMPARE_EQ(m_window->tabs()->tabText(0), QStringLiteral("server.whittle.json"));
        QCOMPARE_EQ(settings::recentFiles().front(), m_answers->save);
        QVERIFY(!isEnabled("save"));
        trigger("propose");
        QTRY_VERIFY(m_window->currentProfile());
        QVERIFY(m_window->currentProfile()->document().text().contains("\"read\""));
    }

    void anUnsavedRecordingIsSavedBeforeItCloses()
    {
        m_run->recording = RecordingMaker().call("read");
        m_window->records().startRun(program(QStringLiteral("server")), nullptr);
        trigger("finishRun");
        QTRY_VERIFY(m_window->currentRecording());
        m_answers->close = Dialogs::Close::Save;
        m_answers->save = m_sandbox->file(QStringLiteral("x.whittle.json"));
        trigger("close");
        QTRY_COMPARE_EQ(m_window->tabs()->count(), 0);
        VERIFY_RESULT(trace::loadRecording(m_answers->save.toStdString()));
    }

    void whoWorksElsewhereIsNotPulledAway()
    {
        m_run->recording = RecordingMaker().call("read");
        auto *page = m_window->records().startRun(program(QStringLiteral("server")), nullptr);
        QVERIFY(openProfile(test::kSmallProfile));
        page->document().finish();
        QTRY_VERIFY(qobject_cast<RecordingPage *>(m_window->tabs()->widget(0)));
        QVERIFY(m_window->currentProfile());
    }

    void aStoppedRunIsForgotten()
    {
        auto *page = m_window->records().startRun(program(QStringLiteral("server")), nullptr);
        QTRY_COMPARE_EQ(m_run->starts(), 1);
        trigger("stopRun");
        QTRY_COMPARE_EQ(page->document().state(), RunDocument::State::Discarded);
        QCOMPARE_EQ(m_run->cancelled(), 1);
        QVERIFY(!page->document().recording());
        QVERIFY(!isEnabled("stopRun"));
        // Again, from the same page.
        child<QPushButton>(page, "runAgainButton")->click();
        QTRY_COMPARE_EQ(m_run->starts(), 2);
        QCOMPARE_EQ(m_window->tabs()->count(), 1);
        // Closing asks; the page goes when the run has ended.
        m_answers->stop = false;
        trigger("close");
        QCOMPARE_EQ(m_window->tabs()->count(), 1);
        m_answers->stop = true;
        trigger("close");
        QCOMPARE_EQ(m_window->tabs()->count(), 0);
        QTRY_COMPARE_EQ(m_run->cancelled(), 2);
        // The window too.
        m_window->records().startRun(program(QStringLiteral("server")), nullptr);
        m_answers->stop = false;
        QVERIFY(!m_window->close());
        QTRY_COMPARE_EQ(m_run->starts(), 3);
        m_window.reset();
        QCOMPARE_EQ(m_run->cancelled(), 3);
    }

    void withoutAnEngineItSaysWhatToDo()
    {
        RecordChoices choices;
        choices.isProgram = false;
        choices.image = QStringLiteral("nginx:1.27");
        auto *page = m_window->records().startRun(choices, nullptr);
        m_run->end(fail(ErrorCode::Unavailable, "no container engine: /run/docker.sock: connection refused"));
        QTRY_VERIFY(page->message()->text().contains(QStringLiteral("systemctl start docker")));
        QVERIFY(page->message()->text().contains(QStringLiteral("connection refused")));
        QVERIFY(page->message()->text().contains(QStringLiteral("Podman")));
        QCOMPARE_EQ(page->document().state(), RunDocument::State::Failed);
        // Other failures say what they are.
        auto *other = m_window->records().startRun(program(QStringLiteral("server")), nullptr);
        m_run->end(fail(ErrorCode::NotFound, "server: no such file"));
        QTRY_COMPARE_EQ(other->message()->text(), QStringLiteral("server: no such file"));
    }

    /// What is refused is allowed with one click, one step of the profile's stack, with its risk said before.
    void whatIsRefusedCanBeAllowed()
    {
        auto *profile = openProfile(test::kSmallProfile);
        QVERIFY(profile);
        m_run->recording = RecordingMaker().call("mkdir").call("keyctl");
        m_run->begin = [](const RunObserver &observer) {
            auto change = trace::wholeChange(RecordingMaker().call("mkdir", 3).call("keyctl").call("personality"));
            change.refusals = {refusal("mkdir", 0, 3, {{{1, 0700}, "/run/x", 2}, {{2, 0711}, "/run/y", 1}}), refusal("keyctl", 0, 1, {{{11, 0, 0, 0, 0, 0}, {}, 1}}),
                refusal("personality", 0, 1, {{{0x40000}, {}, 1}})};
            observer.live(change);
            change.syscalls.clear();
            change.refusals = {refusal("mkdir", 1, 4, {{{3, 0700}, "/run/x", 4}})};
            observer.live(change);
        };
        QVERIFY(isEnabled("tryProfile"));
        auto *page = m_window->records().startRun(program(QStringLiteral("server")), &profile->document());
        QVERIFY(page && page->isTry());
        auto *view = page->refusals();
        QTRY_COMPARE_EQ(view->model().rowCount(), 3);
        QCOMPARE_EQ(m_run->run().tried->name, "web.json");
        trigger("finishRun");
        QTRY_COMPARE_EQ(page->document().state(), RunDocument::State::Done);
        QVERIFY(page->message()->text().contains(QStringLiteral("3 syscalls")));
        QCOMPARE_EQ(m_window->tabs()->currentWidget(), page); // its recording is asked for

        view->table()->setCurrentIndex(view->table()->model()->index(0, 0));
        const auto *mkdir = view->current();
        QVERIFY(mkdir);
        QCOMPARE_EQ(mkdir->name, QStringLiteral("mkdir"));
        QCOMPARE_EQ(mkdir->refused, 7U);
        QCOMPARE_EQ(mkdir->processes, 2);
        QVERIFY2(mkdir->with.contains(QStringLiteral("/run/x, mode = 0700 ×6")), qPrintable(mkdir->with.join(QLatin1Char(';'))));
        QCOMPARE_EQ(mkdir->answer(), QStringLiteral("Deny · EACCES"));
        QVERIFY(mkdir->now == Refusal::Now::Refused);
        QCOMPARE_EQ(child<QLabel>(view, "refusalRisk")->text(), QStringLiteral("low risk"));

        auto *stack = profile->document().undoStack();
        auto *allow = child<QPushButton>(view, "allowRefusedButton");
        QCOMPARE_EQ(allow->text(), QStringLiteral("Allow mkdir"));
        allow->click();
        QCOMPARE_EQ(stack->count(), 1);
        QCOMPARE_EQ(stack->undoText(), QStringLiteral("Allow mkdir"));
        QTRY_VERIFY(view->current()->now == Refusal::Now::Allowed);
        QVERIFY(!allow->isVisible());
        // The window's undo is the profile's here too.
        trigger("undo");
        QTRY_VERIFY(view->current()->now == Refusal::Now::Refused);
        trigger("redo");
        QTRY_VERIFY(view->current()->now == Refusal::Now::Allowed);

        // With the arguments that were refused, and no others.
        view->table()->setCurrentIndex(view->table()->model()->index(2, 0));
        QCOMPARE_EQ(view->current()->name, QStringLiteral("personality"));
        auto *only = child<QPushButton>(view, "allowOnlyButton");
        QTRY_VERIFY(only->isVisible());
        only->click();
        QTRY_VERIFY(view->current()->now == Refusal::Now::Allowed);
        const auto &filter = *profile->document().decisions().filter();
        QVERIFY(filter.decide(Abi::X86_64, 135, {0x40000}).executes());
        QVERIFY(filter.decide(Abi::X86_64, 135, {8}).executes()); // as before
        QVERIFY(!filter.decide(Abi::X86_64, 135, {0x400000}).executes());

        // The rest at once; what is risky is named before.
        QVERIFY2(child<QLabel>(view, "allowAllRisk")->text().contains(QStringLiteral("keyctl (critical)")), qPrintable(child<QLabel>(view, "allowAllRisk")->text()));
        child<QPushButton>(view, "allowAllButton")->click();
        QTRY_VERIFY(!child<QPushButton>(view, "allowAllButton")->isEnabled());
        QCOMPARE_EQ(stack->count(), 3);

        // The next run is made under what the profile says now, unsaved.
        child<QPushButton>(page, "runAgainButton")->click();
        QTRY_COMPARE_EQ(m_run->starts(), 2);
        const auto tried = profile::compile(m_run->run().tried->profile, m_run->run().tried->target);
        VERIFY_RESULT(tried);
        QVERIFY(tried->decide(Abi::X86_64, 83).executes());
        QVERIFY(profile->document().isModified());
    }

    void aProfileThatIsClosedIsNotChanged()
    {
        auto *profile = openProfile(test::kSmallProfile);
        m_run->begin = [](const RunObserver &observer) {
            auto change = trace::wholeChange(RecordingMaker().call("mkdir"));
            change.refusals = {refusal("mkdir", 0, 1)};
            observer.live(change);
        };
        auto *page = m_window->records().startRun(program(QStringLiteral("server")), &profile->document());
        QTRY_COMPARE_EQ(page->refusals()->model().rowCount(), 1);
        trigger("finishRun");
        QTRY_COMPARE_EQ(page->document().state(), RunDocument::State::Done);
        m_window->tabs()->setCurrentWidget(profile);
        trigger("close");
        QTRY_VERIFY(!page->profile());
        m_window->tabs()->setCurrentWidget(page);
        QVERIFY(!child<QPushButton>(page, "allowRefusedButton")->isVisible());
        QVERIFY(!child<QPushButton>(page, "runAgainButton")->isEnabled());
        child<QPushButton>(page, "openRecordingButton")->click();
        QVERIFY(m_window->currentRecording());
    }

    /// Rules with arguments are asked about the values that were recorded; the list follows the profile.
    void aReplayFollowsTheProfile()
    {
        constexpr const char *kProfile = R"({"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [
            {"names": ["socket"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 0, "value": 10, "op": "SCMP_CMP_EQ"}]},
            {"names": ["reboot"], "action": "SCMP_ACT_KILL_PROCESS"},
            {"names": ["ioctl"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 2, "value": 1, "op": "SCMP_CMP_EQ"}]}]})";
        auto *profile = openProfile(kProfile);
        QVERIFY(profile);
        RecordingMaker maker;
        maker.call("read", 100).call("socket", 5, {{0, {{1, 2}, {10, 3}}, false}}).call("reboot").call("ioctl", 4);
        maker.process("worker").call("socket", 2, {{0, {{1, 2}}, false}});
        const auto recording = std::make_shared<const trace::Recording>(maker);
        auto *page = m_window->records().replay(profile->document(), {{QString(), recording, QStringLiteral("demo")}});
        QTRY_VERIFY(page->replay());
        QCOMPARE_EQ(page->replay()->refused, 4U);
        QCOMPARE_EQ(page->replay()->possible, 4U);
        auto *view = page->refusals();
        QCOMPARE_EQ(view->model().rowCount(), 3);
        QVERIFY(child<QLabel>(page, "replaySummary")->text().contains(QStringLiteral("4 of 112")));
        QVERIFY(child<QLabel>(page, "replayNotes")->text().contains(QStringLiteral("ends the process")));
        const auto &first = view->model().refusal(0);
        QCOMPARE_EQ(first.name, QStringLiteral("reboot"));
        const auto &socket = view->model().refusal(1);
        QCOMPARE_EQ(words::refusedCalls(socket), QStringLiteral("3 of 5"));
        QCOMPARE_EQ(socket.with, QStringList{QStringLiteral("family = AF_INET6 ×3")});
        const auto &ioctl = view->model().refusal(2);
        QVERIFY(!ioctl.isCertain());
        QVERIFY(ioctl.with.front().contains(QStringLiteral("not recorded")));

        view->table()->setCurrentIndex(view->table()->model()->index(1, 0));
        child<QPushButton>(view, "allowRefusedButton")->click();
        QTRY_COMPARE_EQ(view->model().rowCount(), 2);
        trigger("undo");
        QTRY_COMPARE_EQ(view->model().rowCount(), 3);
        // A profile without a filter says so; a valid one is asked again.
        profile->document().editText(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["socket"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]},
            {"names": ["socket"], "action": "SCMP_ACT_KILL_PROCESS", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]}]})", false);
        QTRY_VERIFY(page->message()->text().contains(QStringLiteral("no filter")));
        trigger("undo");
        QTRY_COMPARE_EQ(view->model().rowCount(), 3);
        child<QPushButton>(page, "goToProfileButton")->click();
        QCOMPARE_EQ(m_window->currentProfile(), profile);
    }

    void aReplayBeginsOnEitherSide()
    {
        m_run->recording = RecordingMaker().call("mkdir", 2);
        m_window->records().startRun(program(QStringLiteral("server")), nullptr);
        trigger("finishRun");
        QTRY_VERIFY(m_window->currentRecording());
        trigger("replay"); // no profile is open: the answer is Docker's default
        QTRY_VERIFY(m_window->records().currentReplay());
        QTRY_VERIFY(m_window->records().currentReplay()->replay());
        QCOMPARE_EQ(m_window->records().currentReplay()->replay()->refused, 0U);
        auto *profile = openProfile(test::kSmallProfile);
        QVERIFY(profile);
        trigger("replay");
        auto *page = m_window->records().currentReplay();
        QVERIFY(page);
        QTRY_VERIFY(page->replay());
        QCOMPARE_EQ(page->replay()->refused, 2U);
        // The recording was made with other capabilities: one click asks about those.
        QVERIFY(!page->message()->text().isEmpty());
        page->message()->findChild<QPushButton *>()->click();
        QCOMPARE_EQ(profile->document().view().target.capabilities.size(), std::size_t{4});
        QTRY_VERIFY(!page->isBusy());
        QVERIFY(page->message()->text().isEmpty());
    }

    /// Ten thousand processes, two hundred thousand files, millions of calls: the window answers all the while.
    void aHugeRunDoesNotHoldTheWindow()
    {
        constexpr int kChanges = 100;
        constexpr int kProcesses = 100; // a change
        constexpr int kFiles = 2'000;     // a change
        auto *profile = openProfile(test::kSmallProfile);
        std::atomic<int> told = 0;
        m_run->begin = [&](const RunObserver &observer) {
            RecordingMaker maker;
            for (const auto &syscall : syscalls::Catalogue::builtIn().all())
                if (syscall.existsOn(Abi::X86_64))
                    maker.call(syscall.name, 1000);
            auto change = trace::wholeChange(maker);
            for (int i = 0; i < kChanges; ++i) {
                change.calls = static_cast<std::uint64_t>(i + 1) * 1'000'000;
                change.processes = static_cast<std::size_t>((i + 1) * kProcesses);
                change.files.clear();
                for (int f = 0; f < kFiles; ++f)
                    change.files.push_back({"/srv/data/" + std::to_string(i) + "/" + std::to_string(f), "worker", f, false});
                change.refusals.clear();
                for (int p = 0; p < kProcesses; ++p)
                    change.refusals.push_back(refusal("mkdir", i * kProcesses + p, 5, {{{static_cast<std::uint64_t>(p), 0700}, "/srv/" + std::to_string(p), 5}}));
                observer.live(change);
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
                ++told;
            }
        };
        auto *page = m_window->records().startRun(program(QStringLiteral("server")), &profile->document());
        qint64 longest = 0;
        QElapsedTimer since;
        since.start();
        QTimer beat;
        connect(&beat, &QTimer::timeout, this, [&] {
            longest = std::max(longest, since.elapsed());
            since.start();
        });
        beat.start(5);
        QTRY_VERIFY_WITH_TIMEOUT(told == kChanges && page->document().live().calls() == kChanges * 1'000'000U, 30'000);
        QTest::qWait(300);
        beat.stop();
        qInfo("the window's longest silence: %lld ms", longest);
        QVERIFY2(longest < 3000, qPrintable(QString::number(longest))); // a net: machines that build beside it are slow
        QCOMPARE_EQ(page->document().live().files(), std::size_t{kChanges * kFiles});
        QCOMPARE_EQ(page->refusals()->model().rowCount(), 1); // one program, one syscall
        QCOMPARE_EQ(page->refusals()->model().refusal(0).processes, kChanges * kProcesses);
        trigger("stopRun");
        QTRY_COMPARE_EQ(page->document().state(), RunDocument::State::Discarded);
    }

    void everythingHasAName()
    {
        trigger("record");
        auto *dialog = m_window->findChild<RecordDialog *>();
        dialog->show();
        for (const bool image : {false, true}) {
            dialog->showImage(image);
            const auto fields = dialog->findChildren<QWidget *>();
            for (auto *field : fields) {
                if (!field->isVisible() || field->focusPolicy() == Qt::NoFocus || field->objectName().isEmpty() || field->objectName().startsWith(QStringLiteral("qt_")))
                    continue;
                auto *interface = QAccessible::queryAccessibleInterface(field);
                QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(), qPrintable(field->objectName() + QLatin1Char(' ') + QString::fromLatin1(field->metaObject()->className())));
            }
        }
    }
};

QTEST_MAIN(TestRecordTabs)
#include "tst_recordtabs.moc"
