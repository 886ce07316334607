// AppArmor policies in the window: findings, editing, saving, and recordings held against them.
#include "base/files.h"
#include "documents/apparmordocument.h"
#include "documents/profilejournal.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recovery.h"
#include "mainwindow/session.h"
#include "settings/settings.h"
#include "support/answers.h"
#include "support/gui.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"
#include "views/accessesview.h"
#include "views/apparmorpage.h"
#include "views/findbar.h"
#include "views/messagebar.h"
#include "views/recordingpage.h"
#include "views/sourceeditor.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTextBlock>

using namespace whittle;
using namespace whittle::app;
namespace operation = trace::path_operation;

namespace {

constexpr const char *kPolicy = R"(profile demo flags=(attach_disconnected,mediate_deleted) {
  signal (receive) peer=unconfined,
  network,
  /bin/demo r,
  /data/x rw,
  deny /data/secret r,
}
)";

trace::Recording demo()
{
    return test::RecordingMaker().path("/data/x", operation::kRead | operation::kWrite).path("/data/secret", operation::kRead).path("/data/log", operation::kWrite);
}

} // namespace

class TestAppArmorPage : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    test::Answers *m_answers = nullptr;

    QString write(const QString &name, const std::string &content)
    {
        const QString path = m_sandbox->file(name);
        if (const auto written = writeFileAtomically(path.toStdString(), content); !written)
            qFatal("%s", written.error().message.c_str());
        return path;
    }
    QString writeRecording(const QString &name)
    {
        const QString path = m_sandbox->file(name);
        if (const auto saved = trace::saveRecording(demo(), path.toStdString()); !saved)
            qFatal("%s", saved.error().message.c_str());
        return path;
    }
    static bool settled(AppArmorPage *page)
    {
        return QTest::qWaitFor([page] { return !page->document().isComputing(); }, 30'000);
    }
    AppArmorPage *open(const std::string &text, const QString &name = QStringLiteral("usr.bin.demo"))
    {
        m_window->openFiles({write(name, text)});
        if (!QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000) || !m_window->currentPolicy())
            return nullptr;
        return settled(m_window->currentPolicy()) ? m_window->currentPolicy() : nullptr;
    }
    AppArmorPage *openWithRecording(const std::string &text)
    {
        auto *page = open(text);
        if (!page)
            return nullptr;
        m_window->attach({m_sandbox->file(QStringLiteral("demo.whittle.json")), std::make_shared<const trace::Recording>(demo())}, page);
        return settled(page) ? page : nullptr;
    }
    void trigger(const char *action) { m_window->action(QLatin1StringView(action))->trigger(); }
    static QString cell(AppArmorPage *page, int row, AccessModel::Column column) { return page->accesses()->table()->model()->index(row, column).data().toString(); }
    static int rowOf(AppArmorPage *page, const QString &name)
    {
        for (int row = 0; row < page->accesses()->table()->model()->rowCount(); ++row)
            if (cell(page, row, AccessModel::Name) == name)
                return row;
        return -1;
    }
    static QString lineAtCursor(AppArmorPage *page) { return page->editor()->textCursor().block().text().trimmed(); }
    static std::string contentOf(const QString &path) { return readFile(path.toStdString()).value_or("nothing"); }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        settings::clearRecentFiles();
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

    void findingsStandAtTheirLine()
    {
        auto *page = open(kPolicy);
        QVERIFY(page);
        QVERIFY(!m_window->currentProfile());
        QCOMPARE_EQ(page->editor()->marks().size(), 1U);
        const auto &mark = page->editor()->marks().front();
        QCOMPARE_EQ(page->editor()->document()->findBlock(mark.begin).blockNumber(), 2);
        QCOMPARE_EQ(page->editor()->text().mid(mark.begin, mark.end - mark.begin), QStringLiteral("network,"));
        auto *problems = m_window->findChild<QTableView *>(QStringLiteral("problemsTable"));
        QCOMPARE_EQ(problems->model()->rowCount(), 1);
        QVERIFY2(problems->model()->index(0, 2).data().toString().contains(QLatin1Char('3')), qPrintable(problems->model()->index(0, 2).data().toString()));
        page->showTab(AppArmorPage::Accesses);
        Q_EMIT problems->clicked(problems->model()->index(0, 0));
        QCOMPARE_EQ(page->currentTab(), AppArmorPage::Source);
        QCOMPARE_EQ(lineAtCursor(page), QStringLiteral("network,"));
    }

    void problemsFollowTyping()
    {
        auto *page = open(kPolicy);
        QVERIFY(page);
        auto *problems = m_window->findChild<QTableView *>(QStringLiteral("problemsTable"));
        page->editor()->goToLine(4);
        QTest::keyClicks(page->editor(), QStringLiteral("capability nonsense,"));
        QTest::keyClick(page->editor(), Qt::Key_Return);
        QTRY_VERIFY(!page->document().isComputing() && problems->model()->index(0, 0).data().toString() == QStringLiteral("error"));
        QVERIFY(problems->model()->index(0, 1).data().toString().contains(QStringLiteral("nonsense")));
        while (page->document().undoStack()->canUndo())
            page->document().undoStack()->undo();
        QTRY_COMPARE_EQ(problems->model()->index(0, 0).data().toString(), QStringLiteral("medium"));
        trigger("close");
        QCOMPARE_EQ(problems->model()->rowCount(), 0);
    }

    void apparmorParserIsAskedToo()
    {
        // In place of the program: it refuses what holds a certain word, which our own reading takes.
        QTemporaryDir folder;
        const QString program = folder.filePath(QStringLiteral("apparmor_parser"));
        QVERIFY(writeFileAtomically(program.toStdString(), "#!/bin/sh\nfor file; do :; done\ngrep -q refuse-me \"$file\" || exit 0\necho \"AppArmor parser error for $file in profile $file at line 4: too odd\"\nexit 1\n"));
        QVERIFY(QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const QByteArray before = qgetenv("PATH");
        const auto restore = qScopeGuard([&] { qputenv("PATH", before); });
        qputenv("PATH", folder.path().toLocal8Bit() + ':' + before);
        auto *page = open(kPolicy);
        QVERIFY(page);
        auto *problems = m_window->findChild<QTableView *>(QStringLiteral("problemsTable"));
        const int others = problems->model()->rowCount();
        page->editor()->goToLine(4);
        QTest::keyClicks(page->editor(), QStringLiteral("# refuse-me"));
        QTest::keyClick(page->editor(), Qt::Key_Return);
        QTRY_COMPARE_EQ(problems->model()->rowCount(), others + 1);
        const auto first = [problems](int column) { return problems->model()->index(0, column).data().toString(); };
        QCOMPARE_EQ(first(1), QStringLiteral("AppArmor parser error for the profile in profile the profile at line 4: too odd"));
        QCOMPARE_EQ(first(2), QStringLiteral("line 4"));
        Q_EMIT problems->clicked(problems->model()->index(0, 0));
        QCOMPARE_EQ(lineAtCursor(page), QStringLiteral("# refuse-me"));
        while (page->document().undoStack()->canUndo())
            page->document().undoStack()->undo();
        QTRY_COMPARE_EQ(problems->model()->rowCount(), others);
    }

    void theTextIsHighlightedAndFound()
    {
        auto *page = open(kPolicy);
        QVERIFY(page);
        // A keyword of the language has a format of its own.
        const auto formats = page->editor()->document()->findBlockByNumber(4).layout()->formats();
        QVERIFY(!formats.isEmpty());
        trigger("find");
        QVERIFY(page->findBar()->isVisible());
        page->findBar()->findField()->setText(QStringLiteral("/data"));
        QCOMPARE_EQ(page->findBar()->findChild<QLabel *>(QStringLiteral("findCount"))->text(), QStringLiteral("1 of 2"));
        trigger("goToLine");
        QVERIFY(!m_window->action(QStringLiteral("formatText"))->isEnabled()); // knows JSON alone
        QVERIFY(!m_window->action(QStringLiteral("allow"))->isEnabled());
    }

    void undoGivesEveryByteBack_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("plain") << QByteArray(kPolicy);
        QTest::newRow("carriage returns") << QByteArray(kPolicy).replace('\n', "\r\n");
        QTest::newRow("no end of line") << QByteArray(kPolicy).trimmed();
        QTest::newRow("both line ends, no UTF-8") << QByteArray("# caf\xe9 \xff\r\n") + kPolicy + QByteArray("# na\xefve\n");
    }

    void undoGivesEveryByteBack()
    {
        QFETCH(QByteArray, text);
        auto *page = open(text.toStdString());
        QVERIFY(page);
        const QString path = page->path();
        page->editor()->goToLine(page->editor()->document()->findBlock(static_cast<int>(page->editor()->text().indexOf(QStringLiteral("/data/x")))).blockNumber() + 1);
        QTest::keyClicks(page->editor(), QStringLiteral("#z"));
        QVERIFY(page->isModified());
        QVERIFY(m_window->tabs()->tabText(0).endsWith(QLatin1Char('*')));
        trigger("save");
        QCOMPARE_EQ(contentOf(path), QByteArray(text).replace("  /data/x", "#z  /data/x").toStdString());
        QVERIFY(!page->isModified());
        while (page->document().undoStack()->canUndo())
            trigger("undo");
        QCOMPARE_EQ(page->document().text(), text.toStdString());
        trigger("save");
        QCOMPARE_EQ(contentOf(path), text.toStdString());
        QCOMPARE_EQ(m_answers->asked, 0);
    }

    void aFailedSaveLosesNothing()
    {
        auto *page = open(kPolicy);
        QVERIFY(page);
        const QString path = page->path();
        page->document().editText(std::string(kPolicy) + "# mine\n", false);
        m_answers->save = m_sandbox->file(QStringLiteral("no/such/folder/policy"));
        trigger("saveAs");
        QCOMPARE_EQ(m_answers->asked, 1);
        QVERIFY2(page->message()->text().contains(QStringLiteral("not saved")), qPrintable(page->message()->text()));
        QVERIFY(page->isModified());
        QCOMPARE_EQ(page->path(), path);
        QCOMPARE_EQ(page->document().text(), std::string(kPolicy) + "# mine\n");
        QCOMPARE_EQ(contentOf(path), std::string(kPolicy));
        // Closing asks, and keeps it open.
        trigger("close");
        QCOMPARE_EQ(m_answers->asked, 2);
        QCOMPARE_EQ(m_window->currentPolicy(), page);
    }

    void withoutARecordingItSaysWhatToDo()
    {
        auto *page = open(kPolicy);
        QVERIFY(page);
        trigger("showInSource");
        QCOMPARE_EQ(page->currentTab(), AppArmorPage::Accesses);
        auto *button = page->findChild<QPushButton *>(QStringLiteral("attachRecordingButton"));
        QVERIFY(button->isVisible() && !page->accesses()->table()->isVisible());
        m_answers->open = {writeRecording(QStringLiteral("demo.whittle.json"))};
        button->click();
        QTRY_VERIFY(page->accesses()->table()->isVisible());
        QVERIFY(!button->isVisible());
        QCOMPARE_EQ(page->document().recordings().size(), 1U);
    }

    void deniedAccessesComeFirstWithTheirRule()
    {
        auto *page = openWithRecording(kPolicy);
        QVERIFY(page);
        QCOMPARE_EQ(page->currentTab(), AppArmorPage::Accesses);
        QCOMPARE_EQ(page->accesses()->table()->model()->rowCount(), 4);
        QCOMPARE_EQ(page->accesses()->headline(), QStringLiteral("1 of 4 recorded accesses allowed"));
        QCOMPARE_EQ(rowOf(page, QStringLiteral("/data/x")), 3);
        QCOMPARE_EQ(cell(page, 3, AccessModel::Answer), QStringLiteral("Allowed"));
        QCOMPARE_EQ(cell(page, 3, AccessModel::Rule), QStringLiteral("5: /data/x rw,"));
        const int secret = rowOf(page, QStringLiteral("/data/secret"));
        QCOMPARE_EQ(cell(page, secret, AccessModel::Done), QStringLiteral("read"));
        QCOMPARE_EQ(cell(page, secret, AccessModel::By), QStringLiteral("demo"));
        QCOMPARE_EQ(cell(page, secret, AccessModel::Answer), QStringLiteral("Denied"));
        QCOMPARE_EQ(cell(page, secret, AccessModel::Rule), QStringLiteral("6: deny /data/secret r,"));
        // Of a program what is missing is said, beside the rule that allows the rest.
        const int program = rowOf(page, QStringLiteral("/bin/demo"));
        QCOMPARE_EQ(cell(page, program, AccessModel::Answer), QStringLiteral("Denied: map, execute"));
        QCOMPARE_EQ(cell(page, program, AccessModel::Rule), QStringLiteral("4: /bin/demo r,"));
        QCOMPARE_EQ(cell(page, rowOf(page, QStringLiteral("/data/log")), AccessModel::Rule), QStringLiteral("no rule names it"));
        page->accesses()->table()->selectRow(secret);
        page->accesses()->table()->setFocus();
        QTest::keyClick(page->accesses()->table(), Qt::Key_Return);
        QCOMPARE_EQ(page->currentTab(), AppArmorPage::Source);
        QCOMPARE_EQ(lineAtCursor(page), QStringLiteral("deny /data/secret r,"));
    }

    void anEditChangesTheAnswerAndKeepsTheSelection()
    {
        auto *page = openWithRecording(kPolicy);
        QVERIFY(page);
        auto *table = page->accesses()->table();
        const QAbstractItemModelTester tester(table->model());
        table->selectRow(rowOf(page, QStringLiteral("/data/log")));
        page->document().editText(std::string("# moved\n") + std::string(kPolicy).replace(std::string(kPolicy).find("/data/x"), 7, "/data/{x,log}"), false);
        QTRY_COMPARE_EQ(page->accesses()->headline(), QStringLiteral("2 of 4 recorded accesses allowed"));
        QCOMPARE_EQ(rowOf(page, QStringLiteral("/data/secret")), 1); // what is denied stays in front
        QCOMPARE_EQ(cell(page, table->currentIndex().row(), AccessModel::Name), QStringLiteral("/data/log"));
        QCOMPARE_EQ(cell(page, table->currentIndex().row(), AccessModel::Rule), QStringLiteral("6: /data/{x,log} rw,"));
        // While the text has an error the list says what it shows.
        page->document().editText("profile demo {\n  /x q,\n}\n", false);
        auto *notes = page->findChild<QLabel *>(QStringLiteral("accessNotes"));
        QTRY_VERIFY2(notes->text().contains(QStringLiteral("has an error")), qPrintable(notes->text()));
        QCOMPARE_EQ(page->accesses()->headline(), QStringLiteral("2 of 4 recorded accesses allowed"));
    }

    void accessesAreFiltered()
    {
        auto *page = openWithRecording(kPolicy);
        QVERIFY(page);
        auto *model = page->accesses()->table()->model();
        const auto shown = [&](const char *filter) {
            page->accesses()->setFilterText(QLatin1StringView(filter));
            return model->rowCount();
        };
        QCOMPARE_EQ(shown("is:denied"), 3);
        QCOMPARE_EQ(shown("-is:denied"), 1);
        QCOMPARE_EQ(shown("is:denied did:write"), 1);
        QCOMPARE_EQ(shown("kind:file /data"), 3);
        QCOMPARE_EQ(shown("kind:network"), 0);
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("accessesNone"))->isVisible());
        QCOMPARE_EQ(shown("by:demo"), 4);
        QCOMPARE_EQ(shown("by:other"), 0);
        shown("");
        QCOMPARE_EQ(shown("colour:red"), 4); // cannot be read: the rows stay
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("filterError"))->text().contains(QStringLiteral("colour")));
        trigger("find");
        QVERIFY(page->findChild<QLineEdit *>(QStringLiteral("filterField"))->hasFocus());
    }

    void oneOfSeveralProfilesIsAsked()
    {
        auto *page = openWithRecording(std::string(kPolicy) + "profile all {\n  file,\n  profile child {\n  }\n}\n");
        QVERIFY(page);
        auto *choice = page->findChild<QComboBox *>(QStringLiteral("askedProfile"));
        QVERIFY(choice->isVisible());
        QCOMPARE_EQ(choice->count(), 3);
        QCOMPARE_EQ(choice->currentText(), QStringLiteral("demo"));
        choice->setCurrentText(QStringLiteral("all"));
        Q_EMIT choice->textActivated(choice->currentText());
        QTRY_COMPARE_EQ(page->accesses()->headline(), QStringLiteral("4 of 4 recorded accesses allowed"));
        choice->setCurrentText(QStringLiteral("all//child"));
        Q_EMIT choice->textActivated(choice->currentText());
        QTRY_COMPARE_EQ(page->accesses()->headline(), QStringLiteral("0 of 4 recorded accesses allowed"));
        // Enter on what no rule names goes to the profile.
        page->accesses()->table()->selectRow(0);
        QTest::keyClick(page->accesses()->table(), Qt::Key_Return);
        QCOMPARE_EQ(lineAtCursor(page), QStringLiteral("profile child {"));
    }

    void aProposalAllowsWhatWasRecorded()
    {
        m_window->openFiles({writeRecording(QStringLiteral("demo.whittle.json"))});
        QTRY_VERIFY(m_window->currentRecording());
        QVERIFY(m_window->action(QStringLiteral("proposeAppArmor"))->isEnabled());
        m_window->currentRecording()->findChild<QMenu *>(QStringLiteral("proposalsMenu"))->actions().front()->trigger();
        QTRY_VERIFY(m_window->currentPolicy());
        auto *page = m_window->currentPolicy();
        QVERIFY(settled(page));
        QVERIFY(page->isModified() && page->path().isEmpty());
        QCOMPARE_EQ(page->title(), QStringLiteral("demo-apparmor"));
        QVERIFY(page->document().text().contains("profile demo-apparmor flags="));
        QCOMPARE_EQ(page->document().recordings().size(), 1U);
        QCOMPARE_EQ(page->accesses()->headline(), QStringLiteral("4 of 4 recorded accesses allowed"));
        m_answers->save = m_sandbox->file(QStringLiteral("demo-apparmor"));
        trigger("save");
        QCOMPARE_EQ(contentOf(m_answers->save), page->document().text());
        QVERIFY(!page->isModified());
        QVERIFY(!m_window->action(QStringLiteral("proposeAppArmor"))->isEnabled());
        // The action of the menu makes another one.
        m_window->tabs()->setCurrentIndex(0);
        trigger("proposeAppArmor");
        QTRY_COMPARE_EQ(m_window->tabs()->count(), 3);
    }

    void contentTellsAPolicy_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("include") << QStringLiteral("\n\n#include <tunables/global>\n\n/usr/bin/demo {\n}\n");
        QTest::newRow("hat") << QStringLiteral("^hat {\n}\n");
        QTest::newRow("a path") << QStringLiteral("/usr/bin/demo flags=(complain) {\n  /x r,\n}\n");
        QTest::newRow("wrong") << QStringLiteral("profile demo {\n  this is no rule\n");
        QTest::newRow("comments of a log") << QStringLiteral("# type=AVC msg=audit(1700000000.1:2): apparmor=\"DENIED\" operation=\"open\" profile=\"demo\" name=\"/x\" pid=1 comm=\"demo\" requested_mask=\"r\"\n"
                                                            "# type=SYSCALL msg=audit(1700000000.1:2): arch=c000003e syscall=257 success=no exit=-13 pid=1 comm=\"demo\"\nprofile demo {\n}\n");
    }

    void contentTellsAPolicy()
    {
        QFETCH(QString, text);
        m_window->openFiles({write(QStringLiteral("something.txt"), text.toStdString())});
        QTRY_VERIFY(!m_window->isBusy());
        QVERIFY2(m_window->currentPolicy(), qPrintable(m_window->message()->text()));
        QCOMPARE_EQ(m_window->currentPolicy()->document().text(), text.toStdString());
        QVERIFY(settled(m_window->currentPolicy()));
    }

    void aChangeOnDiskIsReadAndCanBeTakenBack()
    {
        auto *page = open(kPolicy);
        QVERIFY(page);
        (void)write(QStringLiteral("usr.bin.demo"), std::string(kPolicy) + "# theirs\n");
        QTRY_COMPARE_EQ(page->document().text(), std::string(kPolicy) + "# theirs\n");
        QVERIFY(!page->isModified());
        page->findChild<QPushButton *>(QStringLiteral("messageButton"))->click();
        QCOMPARE_EQ(page->document().text(), std::string(kPolicy));
        // With changes of one's own nothing is replaced unasked.
        (void)write(QStringLiteral("usr.bin.demo"), std::string(kPolicy) + "# theirs again\n");
        QTRY_VERIFY2(page->message()->text().contains(QStringLiteral("not saved")), qPrintable(page->message()->text()));
        QCOMPARE_EQ(page->document().text(), std::string(kPolicy));
    }

    void aSessionBringsItBack()
    {
        const QString recording = writeRecording(QStringLiteral("demo.whittle.json"));
        auto *page = open(kPolicy);
        QVERIFY(page);
        m_answers->open = {recording};
        trigger("attach");
        QTRY_COMPARE_EQ(page->accesses()->headline(), QStringLiteral("1 of 4 recorded accesses allowed"));
        page->accesses()->setFilterText(QStringLiteral("is:denied"));
        m_window->session().saveNow();
        m_window = std::make_unique<MainWindow>(std::make_unique<test::Answers>());
        m_window->show();
        m_window->restoreLast(true);
        QTRY_VERIFY(m_window->currentPolicy() && !m_window->isBusy());
        page = m_window->currentPolicy();
        QTRY_COMPARE_EQ(page->accesses()->headline(), QStringLiteral("1 of 4 recorded accesses allowed"));
        QCOMPARE_EQ(page->currentTab(), AppArmorPage::Accesses);
        QCOMPARE_EQ(page->accesses()->filterText(), QStringLiteral("is:denied"));
    }

    void aCrashKeepsTextAndUndo()
    {
        AppArmorDocument document(kPolicy, QStringLiteral("/x/policy"));
        document.editText("# one\n", false);
        document.editText("# two\n", false);
        document.undoStack()->undo();
        const auto journal = journalOf(toBytes(document.journal()));
        VERIFY_RESULT(journal);
        QVERIFY(journal->isPolicy);
        m_window->recovery().bringBack({*journal});
        auto *page = m_window->currentPolicy();
        QVERIFY(page);
        QCOMPARE_EQ(page->path(), QStringLiteral("/x/policy"));
        QCOMPARE_EQ(page->document().text(), std::string("# one\n"));
        QVERIFY(page->isModified());
        trigger("redo");
        QCOMPARE_EQ(page->document().text(), std::string("# two\n"));
        trigger("undo");
        trigger("undo");
        QCOMPARE_EQ(page->document().text(), std::string(kPolicy));
        QVERIFY(!page->isModified());
        QVERIFY(settled(page));
    }
};

QTEST_MAIN(TestAppArmorPage)
#include "tst_apparmorpage.moc"
