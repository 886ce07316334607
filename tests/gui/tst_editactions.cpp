#include "base/files.h"
#include "dialogs/ruledialog.h"
#include "documents/profiledocument.h"
#include "mainwindow/mainwindow.h"
#include "settings/settings.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"
#include "views/findbar.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/sourceeditor.h"
#include "views/sourcepage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using namespace whittle;
using namespace whittle::app;

/// The window's ways to the forms, the bulk edits and the text.
class TestEditActions : public QObject
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
    ProfilePage *open(const std::string &text)
    {
        m_window->openFiles({write(QStringLiteral("p.json"), text)});
        return QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000) ? m_window->currentProfile() : nullptr;
    }
    void trigger(const char *action) { m_window->action(QLatin1StringView(action))->trigger(); }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        settings::clearRecentFiles();
        m_window = std::make_unique<MainWindow>();
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_sandbox.reset();
    }

    void everyWayLeadsToTheForm()
    {
        auto *page = open(test::kSmallProfile);
        QVERIFY(page);
        const auto form = [page] { return page->findChild<RuleDialog *>(); };
        auto *table = page->syscalls()->table();
        QVERIFY(table->select(QStringLiteral("personality")));
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(form());
        QCOMPARE_EQ(form()->syscall(), std::string("personality"));
        // The same syscall again is the same form.
        trigger("limitArguments");
        QCOMPARE_EQ(page->findChildren<RuleDialog *>().size(), 1);
        form()->close();
        QVERIFY(QTest::qWaitFor([&] { return !form(); }));
        m_window->findChild<QPushButton *>(QStringLiteral("inspectorLimit"))->click();
        QVERIFY(form());
        QCOMPARE_EQ(page->document().undoStack()->count(), 0);
        // A form that is open goes with its document.
        trigger("close");
        QVERIFY(QTest::qWaitFor([this] { return m_window->findChildren<RuleDialog *>().isEmpty(); }));
    }

    void findGoesWhereThePersonIs()
    {
        auto *page = open(test::kSmallProfile);
        QVERIFY(page);
        trigger("find");
        QVERIFY(m_window->findChild<QLineEdit *>(QStringLiteral("filterField"))->hasFocus());
        QVERIFY(!page->source()->findBar()->isVisible());
        page->showTab(ProfilePage::Source);
        trigger("find");
        QVERIFY(page->source()->findBar()->isVisible());
        trigger("replace");
        QVERIFY(page->source()->findBar()->replaceField()->isVisible());
        page->showTab(ProfilePage::Syscalls);
        trigger("goToLine"); // leads into the text
        QCOMPARE_EQ(page->currentTab(), static_cast<int>(ProfilePage::Source));
    }

    void tableAndTextFollowEachOther()
    {
        auto *page = open(test::kSmallProfile);
        QVERIFY(page);
        page->syscalls()->showSyscall(QStringLiteral("mount"));
        page->showTab(ProfilePage::Source);
        QCOMPARE_EQ(page->source()->editor()->wordAtCursor(), QStringLiteral("mount"));
        const auto at = page->source()->editor()->text().indexOf(QStringLiteral("personality"));
        page->source()->editor()->select(static_cast<int>(at), static_cast<int>(at));
        page->showTab(ProfilePage::Syscalls);
        QCOMPARE_EQ(page->syscalls()->table()->currentSyscall(), QStringLiteral("personality"));
    }

    void bulkEditsSayWhatTheyLeave()
    {
        test::RecordingMaker maker;
        maker.call("execve").call("openat", 7).call("bpf", 2).call("read", 9);
        const auto path = write(QStringLiteral("r.whittle.json"), trace::writeRecording(maker));
        m_window->openFiles({path});
        QVERIFY(QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000));
        auto *page = open(test::kSmallProfile);
        QVERIFY(page);
        // The recording is open in another tab: it is the one that is meant.
        trigger("allowSeen");
        QVERIFY(page->document().text().contains("\"bpf\""));
        QVERIFY(!page->document().evidence().isEmpty());
        QCOMPARE_EQ(page->document().undoStack()->count(), 1);
        trigger("denyUnseen");
        QVERIFY(!page->document().text().contains("\"personality\""));
        QVERIFY(page->document().text().contains("\"exit_group\""));
        QVERIFY2(page->message()->text().contains(QStringLiteral("exit_group")), qPrintable(page->message()->text()));
        QCOMPARE_EQ(page->document().undoStack()->count(), 2);
        // Its button takes the step back.
        page->message()->findChild<QPushButton *>(QStringLiteral("messageButton"))->click();
        QVERIFY(page->document().text().contains("\"personality\""));
        trigger("undo");
        QCOMPARE_EQ(page->document().text(), std::string(test::kSmallProfile));
    }

    void withoutRecordingsItSaysWhatToDo()
    {
        auto *page = open(test::kSmallProfile);
        QVERIFY(page);
        trigger("denyUnseen");
        QVERIFY(!page->message()->isHidden());
        QCOMPARE_EQ(page->document().undoStack()->count(), 0);
    }

    void aProblemIsMendedFromItsList()
    {
        std::string text = test::kSmallProfile;
        text.replace(text.find("openat"), 6, "opnat");
        auto *page = open(text);
        QVERIFY(page);
        auto *table = m_window->findChild<QTableView *>(QStringLiteral("problemsTable"));
        int row = -1;
        for (int i = 0; i < table->model()->rowCount(); ++i)
            if (table->model()->index(i, 1).data().toString().contains(QStringLiteral("opnat")))
                row = i;
        QVERIFY(row >= 0);
        const auto place = table->visualRect(table->model()->index(row, 1)).center();
        Q_EMIT table->customContextMenuRequested(place);
        auto *menu = m_window->findChild<QMenu *>(QStringLiteral("problemMenu"));
        QVERIFY(menu);
        menu->actions().constFirst()->trigger();
        QVERIFY(page->document().text().contains("\"openat\""));
        menu->close();
        trigger("undo");
        QCOMPARE_EQ(page->document().text(), text);
    }

    void shortcutsAreNotTakenTwice()
    {
        QMap<QString, QString> taken;
        for (const auto *action : m_window->findChildren<QAction *>()) {
            for (const auto &keys : action->shortcuts()) {
                const QString text = keys.toString();
                QVERIFY2(!taken.contains(text) || taken[text] == action->objectName(), qPrintable(text + QStringLiteral(": ") + taken[text] + QStringLiteral(", ") + action->objectName()));
                taken[text] = action->objectName();
            }
        }
    }
};

QTEST_MAIN(TestEditActions)
#include "tst_editactions.moc"
