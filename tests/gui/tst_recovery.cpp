// What is left after a window that could not close: killed, or the machine went down.
#include "base/files.h"
#include "documents/profiledocument.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recovery.h"
#include "mainwindow/session.h"
#include "settings/settings.h"
#include "support/answers.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/rulespage.h"
#include "views/recordingpage.h"
#include "views/sourceeditor.h"
#include "views/sourcepage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QProcess>
#include <QPushButton>
#include <QTabWidget>

#include <csignal>
#include <cstdio>
#include <print>

using namespace whittle;
using namespace whittle::app;

namespace {

/// The program that is killed: opens a file, edits it as a person does, keeps what is not saved, says so, and goes on for ever.
int victim(QApplication &application, const QString &settingsPath, const QString &file)
{
    QCoreApplication::setOrganizationName(QStringLiteral("whittle-test"));
    QCoreApplication::setApplicationName(QStringLiteral("whittle-test"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settingsPath);
    MainWindow window(std::make_unique<test::Answers>());
    window.show();
    QObject::connect(&window, &MainWindow::idle, &window, [&window] {
        auto *page = window.currentProfile();
        if (!page || page->isModified())
            return;
        page->document().allow({"keyctl"});
        page->document().deny({"read"});
        window.openBuiltIn(QStringLiteral("docker-default"));
        window.currentProfile()->document().deny({"write"});
        // The window keeps them by itself; here it is only waited for.
        auto *timer = new QTimer(&window);
        QObject::connect(timer, &QTimer::timeout, timer, [] {
            if (QDir(Recovery::root()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() == 1) {
                const auto folder = QDir(Recovery::root()).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot).front().filePath();
                if (QDir(folder).entryList({QStringLiteral("*.journal")}).size() == 2) {
                    std::println("kept");
                    std::fflush(stdout);
                }
            }
        });
        timer->start(100);
    });
    window.openFiles({file});
    return application.exec();
}

} // namespace

class TestRecovery : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<MainWindow> m_window;

    QString write(const QString &name, const std::string &content)
    {
        const QString path = m_sandbox->file(name);
        if (const auto written = writeFileAtomically(path.toStdString(), content); !written)
            qFatal("%s", written.error().message.c_str());
        return path;
    }

    void newWindow()
    {
        m_window = std::make_unique<MainWindow>(std::make_unique<test::Answers>());
        m_window->show();
    }

    void open(const QString &path)
    {
        m_window->openFiles({path});
        QVERIFY(QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000));
    }

    [[nodiscard]] static qsizetype folders() { return QDir(Recovery::root()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(); }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
    }
    void cleanup()
    {
        m_window.reset();
        m_sandbox.reset();
    }

    void killedAndBroughtBack()
    {
        const QString path = write(QStringLiteral("p.json"), test::kSmallProfile);
        QProcess program;
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--victim"), m_sandbox->file(QStringLiteral(".")), path});
        QVERIFY(program.waitForStarted());
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += program.readAllStandardOutput()).contains("kept"), 30'000);

        // While it lives, what it keeps is its own.
        newWindow();
        m_window->restoreLast(false);
        QVERIFY(m_window->recovery().found().empty());
        m_window.reset();

        QCOMPARE_EQ(::kill(static_cast<pid_t>(program.processId()), SIGKILL), 0);
        QVERIFY(program.waitForFinished());
        QCOMPARE_EQ(program.exitStatus(), QProcess::CrashExit);
        QCOMPARE_EQ(test::contentOf(path.toStdString()), std::string(test::kSmallProfile)); // nothing was saved

        newWindow();
        m_window->restoreLast(false);
        QVERIFY2(m_window->message()->text().contains(QStringLiteral("p.json")), qPrintable(m_window->message()->text()));
        QVERIFY(m_window->message()->text().contains(QStringLiteral("docker-default.json")));
        QCOMPARE_EQ(m_window->tabs()->count(), 0); // nothing before it is asked for
        m_window->message()->findChild<QPushButton *>(QStringLiteral("messageButton"))->click();
        QCOMPARE_EQ(m_window->tabs()->count(), 2);
        ProfilePage *page = nullptr;
        for (auto *candidate : m_window->profilePages())
            if (candidate->path() == path)
                page = candidate;
        QVERIFY(page);
        QVERIFY(page->isModified());
        QVERIFY(page->document().text().contains("keyctl"));
        QCOMPARE_EQ(page->document().undoStack()->undoText(), QStringLiteral("Deny read"));
        page->document().undoStack()->undo();
        page->document().undoStack()->undo();
        QCOMPARE_EQ(page->document().text(), std::string(test::kSmallProfile));
        QVERIFY(!page->isModified());
        page->document().undoStack()->redo();
        VERIFY_RESULT(page->document().save(path));
        QVERIFY(test::contentOf(path.toStdString()).contains("keyctl"));
        // What was brought back is kept by this window now; the other's folder is gone.
        m_window->recovery().saveNow();
        QCOMPARE_EQ(folders(), 1);
    }

    void broughtBackIsKeptAgain()
    {
        newWindow();
        open(write(QStringLiteral("p.json"), test::kSmallProfile));
        m_window->currentProfile()->document().allow({"keyctl"});
        m_window->recovery().saveNow();
        m_window.reset(); // goes without being closed
        newWindow();
        m_window->restoreLast(false);
        m_window->recovery().restore();
        m_window.reset(); // and again, at once
        newWindow();
        m_window->restoreLast(false);
        QCOMPARE_EQ(m_window->recovery().found().size(), 1U);
        m_window->message()->findChild<QPushButton *>(QStringLiteral("messageButton2"))->click(); // throw away
        QCOMPARE_EQ(folders(), 0);
        QCOMPARE_EQ(m_window->tabs()->count(), 0);
    }

    void closingInOrderLeavesNothing()
    {
        newWindow();
        open(write(QStringLiteral("p.json"), test::kSmallProfile));
        auto *page = m_window->currentProfile();
        page->document().allow({"keyctl"});
        m_window->recovery().saveNow();
        QCOMPARE_EQ(folders(), 1);
        // Saved: nothing is to be kept.
        VERIFY_RESULT(page->document().save(page->path()));
        m_window->recovery().saveNow();
        page->document().allow({"bpf"});
        m_window->recovery().saveNow();
        static_cast<test::Answers &>(m_window->dialogs()).close = Dialogs::Close::Discard;
        QVERIFY(m_window->close());
        QCOMPARE_EQ(folders(), 0);
    }

    void aSpoiltFileIsNotOffered()
    {
        const QString folder = QDir(Recovery::root()).filePath(QStringLiteral("old"));
        QVERIFY(QDir().mkpath(folder));
        VERIFY_RESULT(writeFileAtomically(QDir(folder).filePath(QStringLiteral("0001.journal")).toStdString(), "rubbish"));
        newWindow();
        m_window->restoreLast(false);
        QVERIFY(m_window->recovery().found().empty());
        QCOMPARE_EQ(folders(), 0);
    }

    void theSessionComesBackAsItWas()
    {
        const QString profile = write(QStringLiteral("p.json"), test::kSmallProfile);
        const QString other = write(QStringLiteral("q.json"), test::kSmallProfile);
        const QString gone = write(QStringLiteral("gone.json"), test::kSmallProfile);
        const QString recording = m_sandbox->file(QStringLiteral("demo.whittle.json"));
        VERIFY_RESULT(trace::saveRecording(test::RecordingMaker().call("read", 7).call("write", 2).edit(), recording.toStdString()));
        newWindow();
        for (const auto &path : {profile, recording, other, gone})
            open(path);
        for (auto *page : m_window->profilePages()) {
            if (page->path() != profile)
                continue;
            m_window->attach(m_window->openRecordings().front(), page);
            View view = page->document().view();
            view.target.kernel = {5, 4};
            view.target.capabilities = {"CAP_SYS_ADMIN"};
            view.target.rules = profile::EngineRules::Podman;
            page->document().setView(view);
            page->syscalls()->setFilterText(QStringLiteral("action:open"));
            page->syscalls()->showSyscall(QStringLiteral("read"));
            m_window->showPage(page);
        }
        QVERIFY(m_window->close());
        m_window.reset();
        QVERIFY(QFile::remove(gone));

        newWindow();
        m_window->restoreLast(true);
        QVERIFY(QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000));
        QCOMPARE_EQ(m_window->tabs()->count(), 3);
        QVERIFY(m_window->message()->text().isEmpty()); // a file that is gone is no news
        auto *page = m_window->currentProfile();
        QVERIFY(page);
        QCOMPARE_EQ(page->path(), profile);
        QCOMPARE_EQ(page->document().view().target.kernel.minor, 4U);
        QCOMPARE_EQ(page->document().view().target.capabilities, std::set<std::string>{"CAP_SYS_ADMIN"});
        QCOMPARE_EQ(page->document().view().target.rules, profile::EngineRules::Podman);
        QCOMPARE_EQ(page->syscalls()->filterText(), QStringLiteral("action:open"));
        QCOMPARE_EQ(page->syscalls()->table()->currentSyscall(), QStringLiteral("read"));
        QTRY_COMPARE(page->document().evidence().recordings().size(), 1U);
        QCOMPARE_EQ(page->document().evidence().recordings().front().path, recording);

        // Who does not want that gets an empty window.
        QVERIFY(m_window->close());
        settings::setRestoresSession(false);
        newWindow();
        m_window->restoreLast(true);
        QVERIFY(!m_window->isBusy());
        QCOMPARE_EQ(m_window->tabs()->count(), 0);
    }

    void theTabOfAProfileComesBack_data()
    {
        QTest::addColumn<int>("tab");
        QTest::newRow("syscalls") << static_cast<int>(ProfilePage::Syscalls);
        QTest::newRow("rules") << static_cast<int>(ProfilePage::Rules);
        QTest::newRow("source") << static_cast<int>(ProfilePage::Source);
        QTest::newRow("charts") << static_cast<int>(ProfilePage::Charts);
    }
    void theTabOfAProfileComesBack()
    {
        QFETCH(int, tab);
        const QString profile = write(QStringLiteral("p.json"), test::kSmallProfile);
        newWindow();
        open(profile);
        auto *before = m_window->currentProfile();
        QVERIFY(before);
        before->showTab(tab);
        const int rule = static_cast<int>(before->document().profile().rules.size()) - 1;
        before->rules()->select(rule);
        const auto state = before->viewState();
        QVERIFY(state[QStringLiteral("tab")].isString()); // a number would mean another tab once there is one more
        QVERIFY(m_window->close());
        m_window.reset();

        newWindow();
        m_window->restoreLast(true);
        QVERIFY(QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000));
        auto *page = m_window->currentProfile();
        QVERIFY(page);
        QCOMPARE_EQ(page->currentTab(), tab);
        if (tab == ProfilePage::Rules)
            QCOMPARE_EQ(page->rules()->currentRule(), rule);
    }

    void anotherProgramChangesTheFile()
    {
        constexpr auto kOther = "{\"defaultAction\": \"SCMP_ACT_ALLOW\"}\n";
        const QString path = write(QStringLiteral("p.json"), test::kSmallProfile);
        newWindow();
        open(path);
        auto *page = m_window->currentProfile();
        // Without changes: read again, and undo goes back.
        write(QStringLiteral("p.json"), kOther);
        QTRY_COMPARE(page->document().text(), std::string(kOther));
        QVERIFY(!page->isModified());
        QVERIFY(page->message()->text().contains(QStringLiteral("another program")));
        page->document().undoStack()->undo();
        QCOMPARE_EQ(page->document().text(), std::string(test::kSmallProfile));
        page->document().undoStack()->redo();

        // With changes: asked, and nothing happens by itself.
        page->document().deny({"read"});
        const std::string mine = page->document().text();
        write(QStringLiteral("p.json"), test::kSmallProfile);
        QTRY_VERIFY(page->message()->findChild<QPushButton *>(QStringLiteral("messageButton3")));
        QCOMPARE_EQ(page->document().text(), mine);
        page->message()->findChild<QPushButton *>(QStringLiteral("messageButton2"))->click(); // keep mine
        QVERIFY(page->isModified());
        QVERIFY(!page->document().changedOutside());
        m_window->save(page); // asks nothing: it was said already
        QCOMPARE_EQ(test::contentOf(path.toStdString()), mine);
        QCOMPARE_EQ(static_cast<test::Answers &>(m_window->dialogs()).asked, 0);
        // Our own saving is not news.
        QTest::qWait(600);
        QVERIFY2(page->message()->text().isEmpty(), qPrintable(page->message()->text()));

        page->document().deny({"write"});
        write(QStringLiteral("p.json"), kOther);
        QTRY_VERIFY(page->message()->findChild<QPushButton *>(QStringLiteral("messageButton3")));
        page->message()->findChild<QPushButton *>(QStringLiteral("messageButton"))->click(); // read it again
        QCOMPARE_EQ(page->document().text(), std::string(kOther));
        QVERIFY(!page->isModified());

        QVERIFY(QFile::remove(path));
        QTRY_VERIFY(page->message()->text().contains(QStringLiteral("deleted")));
        QVERIFY(page->isModified());
        page->message()->findChild<QPushButton *>(QStringLiteral("messageButton"))->click(); // save it again
        QCOMPARE_EQ(test::contentOf(path.toStdString()), std::string(kOther));
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == QLatin1StringView("--victim"))
        return victim(application, arguments[2], arguments[3]);
    TestRecovery test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_recovery.moc"
