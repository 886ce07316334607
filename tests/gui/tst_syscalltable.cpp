#include "documents/profiledocument.h"
#include "models/syscallmodel.h"
#include "settings/settings.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"
#include "views/capabilitypanel.h"
#include "views/environmentbar.h"
#include "views/inspectortext.h"
#include "views/profilepage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"
#include "views/termcompleter.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace whittle;
using namespace whittle::app;

/// The table of syscalls as a person works with it: groups, filter with completion, columns, keys, environment.
class TestSyscallTable : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<ProfilePage> m_page;
    SyscallPage *m_syscalls = nullptr;
    SyscallTable *m_table = nullptr;

    ProfileDocument &document() { return m_page->document(); }
    const SyscallTree &tree() { return m_syscalls->tree(); }
    QLineEdit *field() { return m_page->findChild<QLineEdit *>(QStringLiteral("filterField")); }
    void attach()
    {
        auto recording = test::RecordingMaker().call("read", 10).call("openat").process("worker").call("read", 3).call("keyctl").edit();
        trace::ProbeResult probe;
        probe.probe = "GET http :80 /";
        probe.startNs = 100;
        probe.endNs = 200;
        recording.probes = {probe};
        recording.processes[1].syscalls[1].firstSeenNs = 150;
        document().attachRecording({QStringLiteral("/r"), std::make_shared<const trace::Recording>(std::move(recording))});
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        m_page = std::make_unique<ProfilePage>(std::make_unique<ProfileDocument>(test::kSmallProfile, QString()));
        m_page->resize(1100, 700);
        m_page->show();
        m_syscalls = m_page->syscalls();
        m_table = m_syscalls->table();
    }
    void cleanup()
    {
        m_page.reset();
        m_sandbox.reset();
    }

    void selectionSurvivesEverything()
    {
        attach();
        QVERIFY(m_table->select(QStringLiteral("keyctl")));
        QSignalSpy moved(m_table, &SyscallTable::currentSyscallChanged);
        for (const auto grouping : {Grouping::Category, Grouping::Risk, Grouping::Process, Grouping::Rule, Grouping::Flat}) {
            m_syscalls->setGrouping(grouping);
            QCOMPARE_EQ(m_table->selectedSyscalls(), std::vector<std::string>{"keyctl"});
            QCOMPARE_EQ(tree().row(m_table->currentIndex())->name(), QStringLiteral("keyctl"));
            m_syscalls->setFilterText(QStringLiteral("openat"));
            QVERIFY(m_table->selectedSyscalls().empty());
            QCOMPARE_EQ(m_table->currentSyscall(), QStringLiteral("keyctl")); // the inspector goes on explaining it
            m_syscalls->setFilterText({});
            QCOMPARE_EQ(m_table->selectedSyscalls(), std::vector<std::string>{"keyctl"});
            document().allow({"bpf"});
            document().undoStack()->undo();
            document().updateNow();
            m_table->sortByColumn(SyscallModel::Risk, Qt::DescendingOrder);
            QCOMPARE_EQ(m_table->selectedSyscalls(), std::vector<std::string>{"keyctl"});
        }
        QCOMPARE_EQ(moved.count(), 0);
        // The next page opens as this one was left.
        QCOMPARE_EQ(settings::syscallGrouping(), static_cast<int>(Grouping::Flat));
    }

    void groupsStayClosed()
    {
        m_syscalls->setGrouping(Grouping::Risk);
        const auto low = [this] { return tree().index(tree().groupCount() - 1, 0); };
        QVERIFY(m_table->isExpanded(low()));
        m_table->collapse(low());
        m_syscalls->setFilterText(QStringLiteral("e"));
        QVERIFY(!m_table->isExpanded(low()));
        QVERIFY(m_table->isExpanded(tree().index(0, 0)));
        m_syscalls->setGrouping(Grouping::Category);
        m_syscalls->setGrouping(Grouping::Risk);
        m_syscalls->setFilterText({});
        QVERIFY(!m_table->isExpanded(low()));
        // What is looked for opens its group.
        QVERIFY(m_table->select(QStringLiteral("read")));
        QVERIFY(m_table->isExpanded(low()));
        const std::unique_ptr<QMenu> menu(m_table->makeColumnMenu(m_table));
        for (auto *action : menu->actions())
            if (action->text() == QStringLiteral("&Close All Groups"))
                action->trigger();
        QVERIFY(!m_table->isExpanded(tree().index(0, 0)));
        m_syscalls->setFilterText(QStringLiteral("ctl"));
        QVERIFY(!m_table->isExpanded(tree().index(0, 0)));
    }

    void aGroupStandsForItsSyscalls()
    {
        m_syscalls->setGrouping(Grouping::Rule);
        m_table->setCurrentIndex(tree().index(0, 0));
        QCOMPARE_EQ(m_table->selectedSyscalls().size(), 6U);
        QTest::keyClick(m_table, Qt::Key_Space);
        QCOMPARE_EQ(document().undoStack()->undoText(), QStringLiteral("Deny 6 syscalls"));
        document().undoStack()->undo();
        document().updateNow();
        QTest::keyClick(m_table, Qt::Key_Return);
        QVERIFY(!m_table->isExpanded(tree().index(0, 0)));
        QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("close\nexecve")));
        QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE_EQ(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 6);
        // A syscall that stands in two groups is one syscall.
        attach();
        m_syscalls->setGrouping(Grouping::Process);
        m_table->selectAll();
        QCOMPARE_EQ(m_table->selectedSyscalls().size(), static_cast<std::size_t>(m_syscalls->model().rowCount()));
    }

    void typingFinds()
    {
        for (const auto grouping : {Grouping::Flat, Grouping::Risk}) {
            m_syscalls->setGrouping(grouping);
            m_table->setCurrentIndex(tree().indexOf(QStringLiteral("accept")));
            QTest::keyClicks(m_table, QStringLiteral("keyc"));
            QCOMPARE_EQ(m_table->currentSyscall(), QStringLiteral("keyctl"));
            QVERIFY(m_table->selectedSyscalls() == std::vector<std::string>{"keyctl"});
            QTest::qWait(QApplication::keyboardInputInterval() + 50);
        }
    }

    void columnsAreChosen()
    {
        QVERIFY(m_table->isColumnHidden(SyscallModel::Probe));
        m_page->findChild<QToolButton *>(QStringLiteral("columnsButton"))->click();
        auto *menu = m_page->findChild<QMenu *>(QStringLiteral("columnMenu"));
        QVERIFY(menu);
        menu->actions()[SyscallModel::Probe]->trigger();
        QVERIFY(!m_table->isColumnHidden(SyscallModel::Probe));
        menu->close();
        attach();
        const auto keyctl = tree().indexOf(QStringLiteral("keyctl"));
        QCOMPARE_EQ(keyctl.siblingAtColumn(SyscallModel::Probe).data().toString(), QStringLiteral("GET http :80 /"));
        QCOMPARE_EQ(tree().indexOf(QStringLiteral("read")).siblingAtColumn(SyscallModel::Probe).data().toString(), QStringLiteral("start"));
        QCOMPARE_EQ(tree().indexOf(QStringLiteral("personality")).siblingAtColumn(SyscallModel::Rules).data().toString(), QStringLiteral("2"));
        const QString html = inspectorHtml(*tree().row(keyctl), document().evidence());
        QVERIFY2(html.contains(QStringLiteral("It came while the probe “GET http :80 /” ran.")), qPrintable(html));
        // The next page has the same columns.
        ProfilePage other(std::make_unique<ProfileDocument>(test::kSmallProfile, QString()));
        QVERIFY(!other.syscalls()->table()->isColumnHidden(SyscallModel::Probe));
    }

    void theFieldCompletes()
    {
        attach();
        auto *list = m_page->findChild<TermCompleter *>()->completer()->popup();
        field()->setFocus();
        QTest::keyClicks(field(), QStringLiteral("ri"));
        QVERIFY(list->isVisible());
        QCOMPARE_EQ(list->model()->index(0, 0).data().toString(), QStringLiteral("risk>="));
        QVERIFY(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("dangerous")));
        Q_EMIT list->clicked(list->model()->index(0, 0));
        QCOMPARE_EQ(field()->text(), QStringLiteral("risk>="));
        QVERIFY(QTest::qWaitFor([&] { return list->model()->index(0, 0).data().toString() == QStringLiteral("critical"); }));
        // What stands behind the cursor stays.
        field()->setText(QStringLiteral("proc:w seen:yes"));
        field()->setCursorPosition(6);
        QTest::keyClick(field(), Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE_EQ(list->model()->index(0, 0).data().toString(), QStringLiteral("worker"));
        Q_EMIT list->clicked(list->model()->index(0, 0));
        QCOMPARE_EQ(field()->text(), QStringLiteral("proc:worker seen:yes"));
        QCOMPARE_EQ(field()->cursorPosition(), 11);
        QCOMPARE_EQ(tree().shownCount(), 2);
        list->hide();
        field()->clear();
        QVERIFY(QTest::qWaitFor([&] { return tree().shownCount() == m_syscalls->model().rowCount(); }));
    }

    void errorsAreSaidAndRowsStay()
    {
        m_syscalls->setFilterText(QStringLiteral("risk>=high"));
        const int shown = tree().shownCount();
        auto *error = m_page->findChild<QLabel *>(QStringLiteral("filterError"));
        m_syscalls->setFilterText(QStringLiteral("risk>=huge"));
        QVERIFY(error->isVisible());
        QVERIFY(error->text().contains(QStringLiteral("huge")));
        QCOMPARE_EQ(tree().shownCount(), shown);
        m_syscalls->setFilterText(QStringLiteral("risk>=critical"));
        QVERIFY(!error->isVisible());
        QVERIFY(tree().shownCount() < shown);
    }

    void toggles()
    {
        auto *toggle = m_page->findChild<QToolButton *>(QStringLiteral("toggle_risk>=high"));
        QVERIFY(toggle);
        toggle->click();
        QCOMPARE_EQ(field()->text(), QStringLiteral("risk>=high"));
        field()->setText(QStringLiteral("mount"));
        QVERIFY(!toggle->isChecked());
    }

    void capabilitiesAsWordsOfDocker()
    {
        auto *bar = m_syscalls->findChild<EnvironmentBar *>();
        auto *button = bar->findChild<QToolButton *>(QStringLiteral("capabilitiesButton"));
        button->click();
        auto *panel = bar->capabilityPanel();
        QVERIFY(panel->isVisible());
        const auto mayMount = [this] { return tree().row(tree().indexOf(QStringLiteral("mount")))->isOpen(); };
        QVERIFY(!mayMount());
        QTest::keyClicks(panel->field(), QStringLiteral("--cap-add SYS_ADMI"));
        auto *error = panel->findChild<QLabel *>(QStringLiteral("capabilityError"));
        QVERIFY(error->isVisible());
        QTest::keyClicks(panel->field(), QStringLiteral("N"));
        QVERIFY(!error->isVisible());
        QVERIFY(mayMount()); // every decision follows
        QCOMPARE_EQ(button->text(), QStringLiteral("Docker's capabilities and 1 more"));
        panel->findChild<QPushButton *>(QStringLiteral("capabilitiesNone"))->click();
        QVERIFY(!mayMount());
        QCOMPARE_EQ(panel->field()->text(), QStringLiteral("--cap-drop ALL"));
        panel->findChild<QPushButton *>(QStringLiteral("capabilitiesAll"))->click();
        QVERIFY(mayMount());
        for (auto *box : panel->findChildren<QCheckBox *>())
            if (box->accessibleName() == QStringLiteral("CAP_SYS_ADMIN"))
                box->click();
        QVERIFY(!mayMount());
        QCOMPARE_EQ(panel->field()->text(), QStringLiteral("--cap-add ALL --cap-drop SYS_ADMIN"));
        panel->close();
    }

    void anyKernel()
    {
        auto *bar = m_syscalls->findChild<EnvironmentBar *>();
        auto *button = bar->findChild<QToolButton *>(QStringLiteral("kernelButton"));
        Q_EMIT button->menu()->aboutToShow();
        auto *kernel = button->menu()->findChild<QLineEdit *>(QStringLiteral("kernelField"));
        QVERIFY(kernel);
        kernel->setText(QStringLiteral("5"));
        Q_EMIT kernel->returnPressed();
        QVERIFY(kernel->property("invalid").toBool());
        kernel->setText(QStringLiteral("5.13"));
        Q_EMIT kernel->returnPressed();
        QCOMPARE_EQ(document().view().target.kernel, (profile::KernelVersion{5, 13}));
        QCOMPARE_EQ(button->text(), QStringLiteral("Linux 5.13"));
    }
};

QTEST_MAIN(TestSyscallTable)
#include "tst_syscalltable.moc"
