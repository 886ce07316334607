#include "base/files.h"
#include "dialogs/ruledialog.h"
#include "documents/profiledocument.h"
#include "documents/ruleedits.h"
#include "formats/seccomp_json.h"
#include "mainwindow/mainwindow.h"
#include "settings/settings.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/support.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/ruledetail.h"
#include "views/rulespage.h"
#include "views/sourceeditor.h"
#include "views/sourcepage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

using namespace whittle;
using namespace whittle::app;

/// The rules as the file has them, in the window.
class TestRulesPage : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    ProfilePage *m_page = nullptr;
    RulesPage *m_rules = nullptr;

    void open(const std::string &text, const QString &name = QStringLiteral("p.json"))
    {
        const QString path = m_sandbox->file(name);
        const auto written = writeFileAtomically(path.toStdString(), text);
        VERIFY_RESULT(written);
        m_window->openFiles({path});
        QVERIFY(QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000));
        m_page = m_window->currentProfile();
        QVERIFY(m_page);
        m_rules = m_page->rules();
        m_page->showTab(ProfilePage::Rules);
        QVERIFY(QTest::qWaitFor([this] { return !m_rules->isComputing(); }, 60'000));
    }
    template <class T>
    T *find(const char *name)
    {
        auto *found = m_rules->findChild<T *>(QLatin1StringView(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString cell(int row, int column) { return m_rules->model().index(row, column).data().toString(); }
    std::string text() { return m_page->document().text(); }
    QString undoText() { return m_page->document().undoStack()->undoText(); }
    void undo() { m_window->action(QStringLiteral("undo"))->trigger(); }
    bool settled()
    {
        return QTest::qWaitFor([this] { return !m_rules->isComputing() && m_rules->model().effect(0); });
    }
    void selectName(const char *name)
    {
        auto *list = find<QListWidget>("ruleNames");
        list->clearSelection();
        for (auto *item : list->findItems(QLatin1StringView(name), Qt::MatchExactly))
            item->setSelected(true);
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        settings::clearRecentFiles();
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        open(test::kSmallProfile);
    }
    void cleanup()
    {
        m_window.reset();
        m_sandbox.reset();
    }

    void showsWhatTheFileHasAndWhatItDoes()
    {
        QAbstractItemModelTester tester(&m_rules->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(settled());
        QCOMPARE_EQ(m_rules->model().rowCount(), 3);
        QCOMPARE_EQ(cell(0, RulesModel::Names), QStringLiteral("close, execve, exit_group, openat, read, write"));
        QCOMPARE_EQ(cell(0, RulesModel::Count), QStringLiteral("6"));
        QVERIFY2(cell(0, RulesModel::Effect).startsWith(QStringLiteral("allows 6")), qPrintable(cell(0, RulesModel::Effect)));
        QVERIFY2(cell(1, RulesModel::Arguments).startsWith(QStringLiteral("persona = ")), qPrintable(cell(1, RulesModel::Arguments)));
        QCOMPARE_EQ(cell(2, RulesModel::When), QStringLiteral("with CAP_SYS_ADMIN"));
        QCOMPARE_EQ(cell(2, RulesModel::Effect), QStringLiteral("does not count: CAP_SYS_ADMIN is not held"));

        // In another environment it counts.
        View view = m_page->document().view();
        view.target.capabilities.insert("CAP_SYS_ADMIN");
        m_page->document().setView(view);
        QVERIFY(settled());
        QVERIFY2(cell(2, RulesModel::Effect).startsWith(QStringLiteral("allows 1")), qPrintable(cell(2, RulesModel::Effect)));
        m_rules->select(2);
        QVERIFY(find<QLabel>("ruleEffect")->text().contains(QStringLiteral("allows 1")));
    }

    void everyEditIsANamedStepThatUndoTakesBack()
    {
        // No model tester: it wants a row's first column kept when another goes, and here that is the row's number.
        const std::string before = text();
        const auto back = [&](const QString &step) {
            QCOMPARE_EQ(undoText(), step);
            undo();
            QCOMPARE_EQ(text(), before);
            QCOMPARE_EQ(m_rules->model().rowCount(), 3);
        };
        m_rules->select(0);
        QTest::keyClick(m_rules->table(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE_EQ(m_page->document().profile().rules[1].names.front(), std::string("close"));
        QCOMPARE_EQ(m_rules->currentRule(), 1); // the selection went along
        back(QStringLiteral("Move rule 1"));

        m_rules->select(2);
        find<QToolButton>("ruleUp")->click();
        QCOMPARE_EQ(m_page->document().profile().rules[1].names.front(), std::string("mount"));
        back(QStringLiteral("Move rule 3"));

        m_rules->select(1);
        QTest::keyClick(m_rules->table(), Qt::Key_Delete);
        QCOMPARE_EQ(m_rules->model().rowCount(), 2);
        QCOMPARE_EQ(m_rules->currentRule(), 1);
        back(QStringLiteral("Remove rule 2"));

        m_rules->select(0);
        selectName("openat");
        find<QPushButton>("ruleSplit")->click();
        QCOMPARE_EQ(m_page->document().profile().rules[1].names, std::vector<std::string>{"openat"});
        back(QStringLiteral("Split rule 1"));

        m_rules->select(0);
        selectName("write");
        find<QPushButton>("ruleRemoveNames")->click();
        QVERIFY(!m_page->document().text().contains("\"write\""));
        back(QStringLiteral("Change the syscalls of rule 1"));

        auto *action = m_rules->findChild<QComboBox *>(QStringLiteral("defaultAction"));
        action->setCurrentIndex(action->findData(static_cast<int>(profile::Action::KillProcess)));
        QVERIFY(m_page->document().profile().defaultAction == profile::Action::KillProcess);
        QVERIFY(!m_page->document().profile().defaultErrnoRet);
        back(QStringLiteral("Change the default answer"));
    }

    void aRuleIsAddedAndFilled()
    {
        m_rules->select(1);
        QTest::keyClick(m_rules->table(), Qt::Key_Insert);
        QCOMPARE_EQ(m_rules->model().rowCount(), 4);
        QCOMPARE_EQ(m_rules->currentRule(), 2);
        QCOMPARE_EQ(cell(2, RulesModel::Names), QStringLiteral("no syscall yet"));
        auto *field = m_rules->detail()->nameField();
        QTest::keyClicks(field, QStringLiteral("keyctl @module"));
        QTest::keyClick(field, Qt::Key_Return);
        const auto &names = m_page->document().profile().rules[2].names;
        QVERIFY(std::ranges::contains(names, "keyctl"));
        QVERIFY(std::ranges::contains(names, "init_module") && std::ranges::contains(names, "delete_module"));
        QVERIFY(m_page->document().decisions().filter());
        QVERIFY(m_rules->model().index(2, 0).data(RulesModel::ChangedRole).toBool());
        QVERIFY(!m_rules->model().index(0, 0).data(RulesModel::ChangedRole).toBool());
        // Saved, nothing is marked; what was saved is what is read again.
        m_window->action(QStringLiteral("save"))->trigger();
        QVERIFY(!m_rules->model().index(2, 0).data(RulesModel::ChangedRole).toBool());
        const auto read = readFile(m_page->document().path().toStdString());
        VERIFY_RESULT(read);
        QCOMPARE_EQ(*read, text());
        QVERIFY(read->contains("\"x-note\""));
    }

    void conditionsAndCommentAreEdited()
    {
        m_rules->select(2);
        m_rules->detail()->setCurrentIndex(RuleDetail::Answer);
        auto *capabilities = find<QLineEdit>("includesCapabilities");
        QCOMPARE_EQ(capabilities->text(), QStringLiteral("CAP_SYS_ADMIN"));
        capabilities->selectAll();
        QTest::keyClicks(capabilities, QStringLiteral("net_admin"));
        QTest::keyClicks(find<QLineEdit>("excludesArchitectures"), QStringLiteral("s390x"));
        QTest::keyClicks(find<QLineEdit>("includesKernel"), QStringLiteral("4.")); // half typed: waits
        QTest::keyClicks(find<QLineEdit>("includesKernel"), QStringLiteral("8"));
        QTest::keyClicks(find<QLineEdit>("ruleComment"), QStringLiteral("for the proxy"));
        m_rules->detail()->flush();
        const auto &rule = m_page->document().profile().rules[2];
        QCOMPARE_EQ(rule.includes.capabilities, std::vector<std::string>{"CAP_NET_ADMIN"});
        QCOMPARE_EQ(rule.excludes.architectures, std::vector<std::string>{"s390x"});
        QCOMPARE_EQ(rule.includes.minKernel, std::string("4.8"));
        QCOMPARE_EQ(rule.comment, std::string("for the proxy"));
        QCOMPARE_EQ(rule.names, std::vector<std::string>{"mount"});
        QCOMPARE_EQ(undoText(), QStringLiteral("Change rule 3"));
        while (m_page->document().undoStack()->canUndo())
            undo();
        QCOMPARE_EQ(text(), std::string(test::kSmallProfile));
        QCOMPARE_EQ(capabilities->text(), QStringLiteral("CAP_SYS_ADMIN"));
    }

    void rulesThatSayTheSameAreJoined()
    {
        m_rules->select(0);
        selectName("openat");
        find<QPushButton>("ruleSplit")->click();
        m_rules->select(0);
        auto *selection = m_rules->table()->selectionModel();
        selection->select(m_rules->model().index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QVERIFY(find<QToolButton>("ruleJoin")->isEnabled());
        QVERIFY(!m_rules->detail()->isEnabled()); // two rules are no rule
        find<QToolButton>("ruleJoin")->click();
        QCOMPARE_EQ(undoText(), QStringLiteral("Join 2 rules"));
        QCOMPARE_EQ(m_page->document().profile().rules.size(), 3U);
        m_rules->select(0);
        selection->select(m_rules->model().index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QVERIFY(!find<QToolButton>("ruleJoin")->isEnabled());
    }

    void rowsAreDragged()
    {
        auto &model = m_rules->model();
        const std::unique_ptr<QMimeData> data(model.mimeData({model.index(2, 0), model.index(2, 1)}));
        (void)model.dropMimeData(data.get(), Qt::MoveAction, 0, 0, {});
        QCOMPARE_EQ(m_page->document().profile().rules[0].names.front(), std::string("mount"));
        QCOMPARE_EQ(m_rules->currentRule(), 0);
        undo();
        QCOMPARE_EQ(text(), std::string(test::kSmallProfile));
    }

    void theViewsFollowEachOther()
    {
        m_page->showTab(ProfilePage::Syscalls);
        m_page->syscalls()->showSyscall(QStringLiteral("personality"));
        m_page->showTab(ProfilePage::Rules);
        QCOMPARE_EQ(m_rules->currentRule(), 1);
        m_rules->select(2);
        QCOMPARE_EQ(m_page->syscalls()->table()->currentSyscall(), QStringLiteral("mount"));
        m_page->showTab(ProfilePage::Source);
        QCOMPARE_EQ(m_page->source()->ruleAtCursor(), 2);
        const auto at = static_cast<int>(m_page->source()->editor()->text().indexOf(QStringLiteral("exit_group")));
        m_page->source()->editor()->select(at, at);
        m_page->showTab(ProfilePage::Rules);
        QCOMPARE_EQ(m_rules->currentRule(), 0);
        find<QToolButton>("ruleShow")->click();
        QCOMPARE_EQ(m_page->currentTab(), static_cast<int>(ProfilePage::Syscalls));
        QCOMPARE_EQ(m_page->syscalls()->filterText(), QStringLiteral("rule:1"));
        QCOMPARE_EQ(m_page->syscalls()->tree().shownCount(), 6);
    }

    void anInvalidTextLosesNothing()
    {
        m_page->document().editText("{ \"defaultAction\": ", false);
        m_page->document().updateNow();
        QCOMPARE_EQ(m_rules->model().rowCount(), 3);
        QVERIFY(!find<QToolButton>("ruleAdd")->isEnabled());
        m_rules->select(0);
        QTest::keyClick(m_rules->table(), Qt::Key_Delete);
        QCOMPARE_EQ(m_page->document().undoStack()->count(), 1);
        undo();
        QCOMPARE_EQ(text(), std::string(test::kSmallProfile));
        QVERIFY(find<QToolButton>("ruleAdd")->isEnabled());
    }

    void rulesAreFound()
    {
        auto *field = find<QLineEdit>("ruleFind");
        m_window->action(QStringLiteral("find"))->trigger();
        QTest::keyClicks(field, QStringLiteral("sys_admin"));
        QVERIFY(m_rules->table()->isRowHidden(0, {}));
        QVERIFY(!m_rules->table()->isRowHidden(2, {}));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!m_rules->table()->isRowHidden(0, {}));
    }

    void theFormByArgumentsOpens()
    {
        m_rules->select(1);
        find<QPushButton>("rulePreview")->click();
        auto *dialog = m_page->findChild<RuleDialog *>();
        QVERIFY(dialog);
        QCOMPARE_EQ(dialog->syscall(), std::string("personality"));
    }

    /// Docker's own file, edited and taken back, is saved as it was.
    void theReferenceFileSurvives()
    {
        REQUIRE_SHARED(shared);
        const std::string original = test::contentOf(shared + "/moby-default.json");
        open(original, QStringLiteral("reference.json"));
        auto &document = m_page->document();
        const auto count = document.profile().rules.size();
        for (std::size_t i = 0; i < 10; ++i) {
            auto rule = document.profile().rules[i];
            rule.comment = "edited " + std::to_string(i);
            ruleedits::setRule(document, i, rule);
        }
        ruleedits::move(document, {count - 1}, 0);
        document.allow({"keyctl"});
        QVERIFY(document.text() != original);
        while (m_window->action(QStringLiteral("undo"))->isEnabled())
            undo();
        QVERIFY(!document.isModified());
        QCOMPARE_EQ(document.text(), original);
        const auto saved = document.save(document.path());
        VERIFY_RESULT(saved);
        QCOMPARE_EQ(test::contentOf(document.path().toStdString()), original);
    }

    /// Open, edit ten rules of Docker's default in every way, undo all: the file is the one that it was.
    void dockerDefaultSurvives()
    {
        m_window->openBuiltIn(QStringLiteral("docker-default"));
        auto *page = m_window->currentProfile();
        auto &document = page->document();
        const std::string before = document.text();
        const auto last = document.profile().rules.size() - 1;
        ruleedits::move(document, {0}, last + 1);
        ruleedits::remove(document, {3, 5});
        ruleedits::split(document, document.profile().rules.size() - 1, {"read", "write"});
        ruleedits::join(document, {document.profile().rules.size() - 2, document.profile().rules.size() - 1});
        ruleedits::add(document, 2, {"keyctl"});
        ruleedits::setNames(document, 2, {"keyctl", "bpf"});
        auto rule = document.profile().rules[2];
        rule.includes.capabilities = {"CAP_BPF"};
        rule.comment = "why";
        ruleedits::setRule(document, 2, rule);
        ruleedits::setDefaultAnswer(document, profile::Action::Errno, 38);
        document.deny({"ptrace"});
        document.allow({"mount", "umount2"});
        QVERIFY(document.undoStack()->count() >= 10);
        QVERIFY(document.decisions().filter());
        const std::string edited = document.text();
        while (document.undoStack()->canUndo())
            document.undoStack()->undo();
        QCOMPARE_EQ(document.text(), before);
        while (document.undoStack()->canRedo())
            document.undoStack()->redo();
        QCOMPARE_EQ(document.text(), edited);
        const QString path = m_sandbox->file(QStringLiteral("edited.json"));
        const auto saved = document.save(path);
        VERIFY_RESULT(saved);
        m_window->openFiles({path});
        QVERIFY(QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000));
        QCOMPARE_EQ(m_window->currentProfile()->document().text(), edited);
    }
};

QTEST_MAIN(TestRulesPage)
#include "tst_rulespage.moc"
