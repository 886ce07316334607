#include "analysis/verdict_store.h"
#include "base/files.h"
#include "documents/profiledocument.h"
#include "mainwindow/mainwindow.h"
#include "settings/settings.h"
#include "support/answers.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"
#include "views/inspector.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/sourceeditor.h"
#include "views/sourcepage.h"
#include "views/startpage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

#include <nlohmann/json.hpp>

using namespace whittle;
using namespace whittle::app;

using test::Answers;

class TestMainWindow : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    Answers *m_answers = nullptr;

    QString write(const QString &name, const std::string &content)
    {
        const QString path = m_sandbox->file(name);
        if (const auto written = writeFileAtomically(path.toStdString(), content); !written)
            qFatal("%s", written.error().message.c_str());
        return path;
    }

    ProfilePage *openProfile(const QString &name, const std::string &text)
    {
        m_window->openFiles({write(name, text)});
        if (!QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000))
            return nullptr;
        return m_window->currentProfile();
    }

    void trigger(const char *action) { m_window->action(QLatin1StringView(action))->trigger(); }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        settings::clearRecentFiles();
        auto answers = std::make_unique<Answers>();
        m_answers = answers.get();
        m_window = std::make_unique<MainWindow>(std::move(answers));
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_sandbox.reset();
    }

    void startsWithSomethingToDo()
    {
        auto *start = m_window->findChild<StartPage *>();
        QVERIFY(start->isVisible());
        start->findChild<QPushButton *>(QStringLiteral("startDocker"))->click();
        QVERIFY(m_window->currentProfile());
        QVERIFY(!start->isVisible());
        QVERIFY(!m_window->currentProfile()->document().isModified());
        trigger("close");
        QVERIFY(start->isVisible());
    }

    void openEditUndoSaveReopen()
    {
        auto *page = openProfile(QStringLiteral("p.json"), test::kSmallProfile);
        QVERIFY(page);
        auto *table = page->syscalls()->table();
        QVERIFY(table->select(QStringLiteral("keyctl")));
        trigger("allow");
        QVERIFY(page->document().isModified());
        QVERIFY(m_window->tabs()->tabText(0).endsWith(QLatin1Char('*')));
        QCOMPARE_EQ(table->currentSyscall(), QStringLiteral("keyctl")); // the selection survives the edit
        trigger("undo");
        QVERIFY(!page->document().isModified());
        trigger("redo");
        trigger("save");
        QCOMPARE_EQ(m_answers->asked, 0);
        QVERIFY(!page->document().isModified());
        const std::string saved = page->document().text();
        const QString path = page->document().path();
        trigger("close");
        QCOMPARE_EQ(m_window->tabs()->count(), 0);
        m_window->openFiles({path});
        QTRY_VERIFY(m_window->currentProfile());
        QCOMPARE_EQ(m_window->currentProfile()->document().text(), saved);
        QCOMPARE_EQ(settings::recentFiles().front(), path);
    }

    void savedWithoutAnEditIsTheSameValue()
    {
        REQUIRE_SHARED(shared);
        const auto original = test::contentOf(shared + "/moby-default.json");
        auto *page = openProfile(QStringLiteral("moby.json"), original);
        QVERIFY(page);
        QStringList names = {QStringLiteral("keyctl"), QStringLiteral("read"), QStringLiteral("mount"), QStringLiteral("clone"), QStringLiteral("clone3"), QStringLiteral("bpf"), QStringLiteral("socket"),
            QStringLiteral("write"), QStringLiteral("ptrace"), QStringLiteral("reboot")};
        for (const auto &name : names) {
            page->syscalls()->showSyscall(name);
            page->toggle({name.toStdString()});
        }
        QCOMPARE_EQ(page->document().undoStack()->count(), 10);
        while (page->document().undoStack()->canUndo())
            trigger("undo");
        m_answers->save = m_sandbox->file(QStringLiteral("copy.json"));
        trigger("saveAs");
        const auto saved = test::contentOf(m_answers->save.toStdString());
        QVERIFY(nlohmann::json::parse(saved) == nlohmann::json::parse(original));
    }

    void saysWhetherTheProfileWasVerified()
    {
        auto *page = openProfile(QStringLiteral("p.json"), test::kSmallProfile);
        QVERIFY(page);
        const auto *state = m_window->findChild<QLabel *>(QStringLiteral("statusVerified"));
        QVERIFY(state);
        QVERIFY(state->text() != QStringLiteral("Verified"));
        VERIFY_RESULT(analysis::storeVerdict(page->document().profile(), {true, "nginx:1.26", "docker 26.1.5", "runc 1.1.15", "2026-11-22T00:00:00Z"}));
        trigger("close");
        m_window->openFiles({m_sandbox->file(QStringLiteral("p.json"))});
        QTRY_VERIFY(m_window->currentProfile());
        QTRY_COMPARE(state->text(), QStringLiteral("Verified"));
        QVERIFY(state->toolTip().contains(QStringLiteral("nginx:1.26")));
        // Another profile is not verified, and the same one again is.
        page = m_window->currentProfile();
        page->toggle({"keyctl"});
        QTRY_VERIFY(state->text() != QStringLiteral("Verified"));
        trigger("undo");
        QTRY_COMPARE(state->text(), QStringLiteral("Verified"));
    }

    void keysOfTheTable()
    {
        auto *page = openProfile(QStringLiteral("p.json"), test::kSmallProfile);
        auto *table = page->syscalls()->table();
        table->select(QStringLiteral("read"));
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE_EQ(page->document().undoStack()->undoText(), QStringLiteral("Deny read"));
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE_EQ(page->document().undoStack()->undoText(), QStringLiteral("Allow read"));
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("read"));
        page->syscalls()->setFilterText(QStringLiteral("action:open"));
        table->selectAll();
        QCOMPARE_EQ(table->selectedSyscalls().size(), 7U);
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE_EQ(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 7); // with the headings
        trigger("deny");
        QCOMPARE_EQ(page->document().undoStack()->undoText(), QStringLiteral("Deny 7 syscalls"));
        trigger("undo");
    }

    void filterField()
    {
        auto *page = openProfile(QStringLiteral("p.json"), test::kSmallProfile);
        auto *field = page->findChild<QLineEdit *>(QStringLiteral("filterField"));
        auto *count = page->findChild<QLabel *>(QStringLiteral("filterCount"));
        auto *error = page->findChild<QLabel *>(QStringLiteral("filterError"));
        auto *table = page->syscalls()->table();
        table->select(QStringLiteral("keyctl"));
        trigger("find");
        QTest::keyClicks(field, QStringLiteral("action:open"));
        QVERIFY2(count->text().startsWith(QStringLiteral("7 ")), qPrintable(count->text()));
        QVERIFY(page->findChild<QToolButton *>(QStringLiteral("toggle_action:open"))->isChecked());
        field->setText(QStringLiteral("risk:huge"));
        QVERIFY(!error->isHidden());
        QVERIFY(error->text().contains(QStringLiteral("huge")));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(field->text().isEmpty());
        QVERIFY(error->isHidden());
        QCOMPARE_EQ(table->selectedSyscalls(), std::vector<std::string>{"keyctl"}); // came back with its row
        page->findChild<QToolButton *>(QStringLiteral("toggle_risk>=high"))->click();
        QCOMPARE_EQ(field->text(), QStringLiteral("risk>=high"));
    }

    void textAndTable()
    {
        auto *page = openProfile(QStringLiteral("p.json"), test::kSmallProfile);
        page->syscalls()->table()->select(QStringLiteral("mount"));
        trigger("showInSource");
        QCOMPARE_EQ(page->currentTab(), static_cast<int>(ProfilePage::Source));
        auto *editor = page->source()->editor();
        QCOMPARE_EQ(editor->textCursor().selectedText(), QStringLiteral("mount"));
        QTest::keyClicks(editor, QStringLiteral("keyctl"));
        QTRY_VERIFY(page->syscalls()->model().row(page->syscalls()->model().rowOf(QStringLiteral("keyctl"))).syscall);
        View view = page->document().view();
        view.target.capabilities.insert("CAP_SYS_ADMIN");
        page->document().setView(view);
        QVERIFY(page->syscalls()->model().row(page->syscalls()->model().rowOf(QStringLiteral("keyctl"))).isOpen());
        // Invalid in between: the table keeps the last valid state, and editing it is off.
        editor->moveCursor(QTextCursor::Start);
        QTest::keyClick(editor, Qt::Key_Delete);
        QVERIFY(!page->document().isTextValid());
        page->showTab(ProfilePage::Syscalls);
        QVERIFY(page->syscalls()->model().row(page->syscalls()->model().rowOf(QStringLiteral("read"))).isOpen());
        QVERIFY(!m_window->action(QStringLiteral("allow"))->isEnabled());
        while (page->document().undoStack()->canUndo())
            trigger("undo");
        QCOMPARE_EQ(page->document().text(), std::string(test::kSmallProfile));
        QVERIFY(m_window->action(QStringLiteral("allow"))->isEnabled());
    }

    void badFilesAreSaidInTheWindow_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<bool>("offersText");
        QTest::newRow("not JSON") << QByteArray("hello") << "line 1" << true;
        QTest::newRow("unknown action") << QByteArray("{\n \"defaultAction\": \"SCMP_ACT_MAYBE\"}") << "defaultAction" << true;
        QTest::newRow("empty") << QByteArray("") << "line 1" << true;
        QTest::newRow("deep") << QByteArray(200'000, '[') << "" << true;
        QTest::newRow("binary") << QByteArray("\0\1\2\3", 4) << "" << false;
        QTest::newRow("recording of the future") << QByteArray("{\"format\": \"whittle-recording\", \"version\": 999}") << "999" << true;
    }
    void badFilesAreSaidInTheWindow()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, expected);
        QFETCH(bool, offersText);
        Q_UNUSED(offersText)
        m_window->openFiles({write(QStringLiteral("bad.json"), content.toStdString())});
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy(), 30'000);
        QCOMPARE_EQ(m_window->tabs()->count(), 0);
        const QString text = m_window->message()->text();
        QVERIFY2(text.contains(QStringLiteral("bad.json")) && text.contains(expected), qPrintable(text));
        QVERIFY(settings::recentFiles().isEmpty());
    }

    void aBadFileCanBeMendedAsText()
    {
        m_window->openFiles({write(QStringLiteral("bad.json"), "{\n \"defaultAction\": \"SCMP_ACT_MAYBE\"}")});
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy(), 30'000);
        m_window->message()->findChild<QPushButton *>(QStringLiteral("messageButton"))->click();
        auto *page = m_window->currentProfile();
        QVERIFY(page);
        QCOMPARE_EQ(page->currentTab(), static_cast<int>(ProfilePage::Source));
        page->document().editText("{\"defaultAction\": \"SCMP_ACT_ALLOW\"}", false);
        QVERIFY(page->document().isTextValid());
    }

    void aMissingFileIsForgotten()
    {
        settings::addRecentFile(QStringLiteral("/nowhere/gone.json"));
        m_window->openFiles({QStringLiteral("/nowhere/gone.json")});
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy(), 30'000);
        QVERIFY(m_window->message()->text().contains(QStringLiteral("gone.json")));
        QVERIFY(settings::recentFiles().isEmpty());
    }

    void closingAsksOnlyForChanges()
    {
        auto *page = openProfile(QStringLiteral("p.json"), test::kSmallProfile);
        page->document().allow({"keyctl"});
        m_answers->close = Dialogs::Close::Cancel;
        trigger("close");
        QCOMPARE_EQ(m_window->tabs()->count(), 1);
        QVERIFY(!m_window->close());
        QCOMPARE_EQ(m_answers->asked, 2);
        m_answers->close = Dialogs::Close::Save;
        const QString path = page->document().path();
        trigger("close");
        QCOMPARE_EQ(m_window->tabs()->count(), 0);
        QVERIFY(test::contentOf(path.toStdString()).contains("keyctl"));
        QVERIFY(m_window->close());
    }

    void otherProgramsChangesAreNotOverwritten()
    {
        auto *page = openProfile(QStringLiteral("p.json"), test::kSmallProfile);
        page->document().allow({"keyctl"});
        write(QStringLiteral("p.json"), "{\"defaultAction\": \"SCMP_ACT_ALLOW\"}\n");
        trigger("save");
        QCOMPARE_EQ(m_answers->asked, 1);
        QCOMPARE_EQ(test::contentOf(page->document().path().toStdString()), std::string("{\"defaultAction\": \"SCMP_ACT_ALLOW\"}\n"));
        m_answers->changed = Dialogs::Changed::Overwrite;
        trigger("save");
        QVERIFY(test::contentOf(page->document().path().toStdString()).contains("keyctl"));
    }

    void aFailedSaveIsSaidOnThePage()
    {
        m_window->openBuiltIn(QStringLiteral("docker-default"));
        auto *page = m_window->currentProfile();
        page->document().deny({"read"});
        m_answers->save = QStringLiteral("/nowhere/at/all.json");
        trigger("save");
        QVERIFY(page->message()->text().contains(QStringLiteral("/nowhere")));
        QVERIFY(page->document().isModified());
    }

    void recordingToProposalToProfile()
    {
        const auto recording = test::RecordingMaker().call("read", 1204).call("write", 3).call("openat", 5).call("execve").call("exit_group").process("worker").call("read", 2).edit();
        const QString path = m_sandbox->file(QStringLiteral("demo.whittle.json"));
        VERIFY_RESULT(trace::saveRecording(recording, path.toStdString()));
        m_window->openFiles({path});
        QTRY_VERIFY(m_window->currentRecording());
        m_window->currentRecording()->findChild<QPushButton *>(QStringLiteral("proposeButton"))->click();
        QTRY_VERIFY(m_window->currentProfile());
        auto *page = m_window->currentProfile();
        QVERIFY(page->document().isModified()); // it exists nowhere else
        page->syscalls()->showSyscall(QStringLiteral("read"));
        const auto &model = page->syscalls()->model();
        const auto &row = model.row(model.rowOf(QStringLiteral("read")));
        QVERIFY(row.isOpen());
        QCOMPARE_EQ(row.seen(), 1206U);
        QVERIFY(!model.row(model.rowOf(QStringLiteral("keyctl"))).isOpen());
        m_answers->save = m_sandbox->file(QStringLiteral("proposed.json"));
        trigger("save");
        QVERIFY(!page->document().isModified());
    }

    void recordingIsAttachedToAnOpenProfile()
    {
        auto *page = openProfile(QStringLiteral("p.json"), test::kSmallProfile);
        const QString path = m_sandbox->file(QStringLiteral("demo.whittle.json"));
        VERIFY_RESULT(trace::saveRecording(test::RecordingMaker().call("read", 7).edit(), path.toStdString()));
        m_window->openFiles({path});
        QTRY_VERIFY(m_window->currentRecording());
        m_window->currentRecording()->findChild<QPushButton *>(QStringLiteral("attachButton"))->click();
        QCOMPARE_EQ(m_window->currentProfile(), page);
        QCOMPARE_EQ(page->syscalls()->model().row(page->syscalls()->model().rowOf(QStringLiteral("read"))).seen(), 7U);
    }

    void droppedFilesOpen()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(write(QStringLiteral("p.json"), test::kSmallProfile))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QTRY_VERIFY(m_window->currentProfile());
    }

    void inspectorExplainsAndEdits()
    {
        auto *page = openProfile(QStringLiteral("p.json"), test::kSmallProfile);
        page->syscalls()->table()->select(QStringLiteral("cachestat"));
        auto *inspector = m_window->findChild<Inspector *>();
        QCOMPARE_EQ(inspector->findChild<QLabel *>(QStringLiteral("inspectorName"))->text(), QStringLiteral("cachestat"));
        auto *sideEffects = inspector->findChild<QLabel *>(QStringLiteral("inspectorSideEffects"));
        QTRY_VERIFY(!sideEffects->isHidden());
        QVERIFY2(sideEffects->text().contains(QStringLiteral("clone3")), qPrintable(sideEffects->text()));
        inspector->findChild<QPushButton *>(QStringLiteral("inspectorAllow"))->click();
        QVERIFY2(page->message()->text().contains(QStringLiteral("clone3")), qPrintable(page->message()->text()));
        page->message()->findChild<QPushButton *>(QStringLiteral("messageButton"))->click(); // Undo
        QVERIFY(!page->document().isModified());
    }

    void everyActionCanBeReached()
    {
        openProfile(QStringLiteral("p.json"), test::kSmallProfile);
        for (auto *action : m_window->findChildren<QAction *>()) {
            if (action->objectName().isEmpty() || action->isSeparator() || action->parent() != m_window.get())
                continue;
            QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
        }
        for (auto *button : m_window->findChildren<QToolButton *>())
            QVERIFY2(!button->isVisible() || !button->text().isEmpty() || !button->accessibleName().isEmpty() || button->defaultAction() || !button->toolTip().isEmpty(), qPrintable(button->objectName()));
    }

    void fitsASmallScreen()
    {
        openProfile(QStringLiteral("p.json"), test::kSmallProfile);
        m_window->resize(1024, 640);
        QCoreApplication::processEvents();
        QVERIFY2(m_window->minimumSizeHint().width() <= 1024 && m_window->minimumSizeHint().height() <= 640,
            qPrintable(QStringLiteral("%1x%2").arg(m_window->minimumSizeHint().width()).arg(m_window->minimumSizeHint().height())));
        QCOMPARE_EQ(m_window->size(), QSize(1024, 640));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
