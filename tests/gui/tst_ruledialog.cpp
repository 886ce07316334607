#include "dialogs/ruledialog.h"
#include "documents/profiledocument.h"
#include "models/argumentpreviewmodel.h"
#include "profile/edit_rules.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"
#include "views/conditionrow.h"
#include "views/ruleform.h"
#include "views/valuefield.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAccessibleWidget>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace whittle;
using namespace whittle::app;

namespace {

constexpr const char *kProfile = R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [
  {"names": ["close", "read", "socket", "vmsplice"], "action": "SCMP_ACT_ALLOW"},
  {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}], "comment": "kept"}]})";

View view()
{
    View view;
    view.abi = Abi::X86_64;
    view.target.architecture = Abi::X86_64;
    return view;
}

const syscalls::Syscall &syscall(const char *name)
{
    return *syscalls::Catalogue::builtIn().find(name);
}

std::shared_ptr<const trace::Recording> recording()
{
    test::RecordingMaker maker;
    maker.call("socket", 15, {{.index = 0, .counts = {{1, 5}, {2, 9}, {16, 1}}, .overflowed = false}});
    return std::make_shared<const trace::Recording>(maker);
}

template <class T>
T *find(QWidget &parent, const char *name, int which = 0)
{
    const auto all = parent.findChildren<T *>(QLatin1StringView(name));
    QList<T *> shown;
    for (auto *one : all)
        if (!one->isHidden())
            shown << one;
    return which < shown.size() ? shown[which] : nullptr;
}

void choose(QComboBox *box, int value)
{
    box->setCurrentIndex(box->findData(value));
}

} // namespace

class TestRuleDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void limitingOneSyscallOfASharedRule()
    {
        ProfileDocument document(kProfile, {});
        document.setView(view());
        RuleDialog dialog(document, syscall("socket"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        find<QPushButton>(dialog, "addCondition")->click();
        choose(find<QComboBox>(dialog, "conditionArgument"), 0);
        choose(find<QComboBox>(dialog, "conditionOperator"), static_cast<int>(profile::Operator::EQ));
        auto *value = find<QLineEdit>(dialog, "conditionValue");
        value->clear();
        QTest::keyClicks(value, QStringLiteral("AF_INET6"));
        QCOMPARE_EQ(document.text(), std::string(kProfile)); // nothing changes before it is applied
        find<QPushButton>(dialog, "ruleApply")->click();
        auto expected = nlohmann::json::parse(kProfile);
        expected["syscalls"][0]["names"] = {"close", "read", "vmsplice"};
        expected["syscalls"].insert(expected["syscalls"].begin() + 1,
            nlohmann::json::parse(R"({"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 10, "op": "SCMP_CMP_EQ"}]})"));
        const auto got = nlohmann::json::parse(document.text());
        QVERIFY2(got == expected, document.text().c_str());
        QCOMPARE_EQ(document.undoStack()->count(), 1);
        QCOMPARE_EQ(document.undoStack()->text(0), QStringLiteral("Change the rules of socket"));
        document.undoStack()->undo();
        QCOMPARE_EQ(document.text(), std::string(kProfile));
        QCOMPARE_EQ(dialog.rules().size(), 1U); // the form follows undo
        QVERIFY(dialog.rules().front().args.empty());
        document.undoStack()->redo();
        QCOMPARE_EQ(dialog.rules().front().args.size(), 1U);
    }

    void everythingOfARuleCanBeSaid()
    {
        ProfileDocument document(kProfile, {});
        document.setView(view());
        RuleDialog dialog(document, syscall("personality"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        choose(find<QComboBox>(dialog, "ruleAction"), static_cast<int>(profile::Action::Errno));
        auto *error = find<QComboBox>(dialog, "ruleErrno");
        error->setEditText(QStringLiteral("enosys"));
        choose(find<QComboBox>(dialog, "conditionOperator"), static_cast<int>(profile::Operator::MaskedEq));
        find<QLineEdit>(dialog, "conditionValue")->setText(QStringLiteral("0xffffffffffffffff"));
        find<QLineEdit>(dialog, "conditionDatum")->setText(QStringLiteral("9007199254740993")); // no double holds it
        QVERIFY2(find<QLabel>(dialog, "conditionExplained")->text().contains(QStringLiteral("9007199254740993")), qPrintable(find<QLabel>(dialog, "conditionExplained")->text()));
        dialog.findChild<QLineEdit *>(QStringLiteral("includesCapabilities"))->setText(QStringLiteral("sys_admin, CAP_BPF"));
        dialog.findChild<QLineEdit *>(QStringLiteral("excludesArchitectures"))->setText(QStringLiteral("s390x"));
        dialog.findChild<QLineEdit *>(QStringLiteral("includesKernel"))->setText(QStringLiteral("4.8"));
        auto *comment = dialog.findChild<QLineEdit *>(QStringLiteral("ruleComment"));
        comment->clear();
        QTest::keyClicks(comment, QStringLiteral("why"));
        QVERIFY(dialog.apply());
        const auto got = nlohmann::json::parse(document.text())["syscalls"][1];
        const auto expected = nlohmann::json::parse(R"({"names": ["personality"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38, "comment": "why",
            "args": [{"index": 0, "value": 18446744073709551615, "valueTwo": 9007199254740993, "op": "SCMP_CMP_MASKED_EQ"}],
            "includes": {"caps": ["CAP_SYS_ADMIN", "CAP_BPF"], "minKernel": "4.8"}, "excludes": {"arches": ["s390x"]}})");
        QVERIFY2(got == expected, got.dump(2).c_str());
        document.undoStack()->undo();
        QCOMPARE_EQ(document.text(), std::string(kProfile));
    }

    void whatCannotBeReadIsNotApplied_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("constant") << "conditionValue" << "AF_NOBODY";
        QTest::newRow("too large") << "conditionValue" << "18446744073709551616";
        QTest::newRow("empty") << "conditionValue" << "";
        QTest::newRow("kernel") << "includesKernel" << "four";
        QTest::newRow("errno") << "ruleErrno" << "EWHAT";
        QTest::newRow("large errno") << "ruleErrno" << "4096";
    }
    void whatCannotBeReadIsNotApplied()
    {
        QFETCH(QString, field);
        QFETCH(QString, text);
        ProfileDocument document(kProfile, {});
        document.setView(view());
        RuleDialog dialog(document, syscall("personality"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        if (auto *box = dialog.findChild<QComboBox *>(field)) {
            choose(find<QComboBox>(dialog, "ruleAction"), static_cast<int>(profile::Action::Errno));
            box->setEditText(text);
        } else {
            dialog.findChild<QLineEdit *>(field)->setText(text);
        }
        QVERIFY(!dialog.apply());
        QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("ruleOk"))->isEnabled());
        QCOMPARE_EQ(document.undoStack()->count(), 0);
    }

    void rulesAreAddedAndRemoved()
    {
        ProfileDocument document(kProfile, {});
        document.setView(view());
        RuleDialog dialog(document, syscall("keyctl"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        auto *list = dialog.findChild<QListWidget *>(QStringLiteral("ruleList"));
        QCOMPARE_EQ(list->count(), 0);
        find<QPushButton>(dialog, "addRule")->click();
        QCOMPARE_EQ(list->count(), 1);
        QVERIFY(dialog.apply());
        QVERIFY(document.text().contains("keyctl"));
        find<QPushButton>(dialog, "removeRule")->click();
        QVERIFY(dialog.apply());
        QVERIFY(!document.text().contains("keyctl"));
        QCOMPARE_EQ(document.undoStack()->count(), 2);
    }

    void thePreviewSaysWhatTheFiltersDecide()
    {
        ProfileDocument document(kProfile, {});
        document.setView(view());
        document.attachRecording({QStringLiteral("r"), recording()});
        RuleDialog dialog(document, syscall("socket"));
        QAbstractItemModelTester tester(dialog.preview());
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        find<QPushButton>(dialog, "addCondition")->click();
        find<QLineEdit>(dialog, "conditionValue")->setText(QStringLiteral("AF_INET"));
        dialog.updateNow();
        auto *model = dialog.preview();
        const auto before = *document.decisions().filter();
        const auto after = profile::compile(profile::withRules(document.profile(), "socket", dialog.rules()), document.view().target);
        VERIFY_RESULT(after);
        QCOMPARE_GE(model->rowCount(), 3);
        const int number = syscall("socket").number(Abi::X86_64);
        for (int i = 0; i < model->rowCount(); ++i) {
            const auto &row = model->row(i);
            QCOMPARE_EQ(row.before, std::vector{before.decide(Abi::X86_64, number, {row.value})});
            QCOMPARE_EQ(row.after, std::vector{after->decide(Abi::X86_64, number, {row.value})});
            QCOMPARE_EQ(row.matches, row.value == 2);
        }
        QCOMPARE_EQ(model->index(0, ArgumentPreviewModel::Value).data().toString(), QStringLiteral("AF_INET (2)"));
        QCOMPARE_EQ(model->index(0, ArgumentPreviewModel::Seen).data().toString(), QStringLiteral("9"));
        QVERIFY(model->index(1, ArgumentPreviewModel::Then).data().toString().contains(QStringLiteral("EPERM")));
    }

    void limitsToWhatWasSeen()
    {
        ProfileDocument document(kProfile, {});
        document.setView(view());
        document.attachRecording({QStringLiteral("r"), recording()});
        RuleDialog dialog(document, syscall("socket"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        find<QPushButton>(dialog, "limitToSeen")->click();
        QCOMPARE_EQ(dialog.rules().size(), 3U);
        QVERIFY(dialog.apply());
        const auto &filter = *document.decisions().filter();
        const int number = syscall("socket").number(Abi::X86_64);
        for (const std::uint64_t family : {1U, 2U, 16U})
            QVERIFY(filter.decide(Abi::X86_64, number, {family}).executes());
        QVERIFY(!filter.decide(Abi::X86_64, number, {10}).executes());
        QVERIFY(filter.decide(Abi::X86_64, syscall("read").number(Abi::X86_64)).executes());
    }

    void warningsOfTheCheckStandBeside_data()
    {
        QTest::addColumn<QByteArray>("args");
        QTest::addColumn<QString>("syscallName");
        QTest::addColumn<QString>("said");
        QTest::newRow("same argument twice") << QByteArray(R"([{"index": 0, "value": 1, "op": "SCMP_CMP_GE"}, {"index": 0, "value": 9, "op": "SCMP_CMP_LE"}])") << "socket" << "each one alone is enough";
        QTest::newRow("pointer") << QByteArray(R"([{"index": 1, "value": 4096, "op": "SCMP_CMP_EQ"}])") << "write" << "is an address";
        QTest::newRow("32-bit argument") << QByteArray(R"([{"index": 0, "value": 40, "op": "SCMP_CMP_NE"}])") << "socket" << "the same call";
    }
    void warningsOfTheCheckStandBeside()
    {
        QFETCH(QByteArray, args);
        QFETCH(QString, syscallName);
        QFETCH(QString, said);
        nlohmann::json json = nlohmann::json::parse(kProfile);
        json["syscalls"] = {{{"names", {syscallName.toStdString()}}, {"action", "SCMP_ACT_ALLOW"}, {"args", nlohmann::json::parse(args.toStdString())}}};
        const std::string text = json.dump(2);
        ProfileDocument document(text, {});
        document.setView(view());
        RuleDialog dialog(document, syscall(syscallName.toLatin1().constData()));
        const QString shown = dialog.findChild<QLabel *>(QStringLiteral("ruleFindings"))->text();
        QVERIFY2(shown.contains(said), qPrintable(shown));
    }

    void aDraftOutlivesOtherEditsAndNoticesItsOwn()
    {
        ProfileDocument document(kProfile, {});
        document.setView(view());
        RuleDialog dialog(document, syscall("personality"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        find<QLineEdit>(dialog, "conditionValue")->setText(QStringLiteral("0"));
        QVERIFY(dialog.isChanged());
        document.allow({"keyctl"}); // somewhere else: ids of rules may move
        QVERIFY(dialog.isChanged());
        QVERIFY(dialog.findChild<QPushButton *>(QStringLiteral("ruleApply"))->isEnabled());
        document.allow({"personality"});
        QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("ruleApply"))->isEnabled());
        dialog.findChild<QPushButton *>(QStringLiteral("messageButton"))->click();
        QVERIFY(!dialog.isChanged());
        QCOMPARE_EQ(dialog.rules().size(), 1U);
    }

    void anInvalidTextCannotBeChangedHere()
    {
        ProfileDocument document(kProfile, {});
        document.setView(view());
        RuleDialog dialog(document, syscall("personality"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        document.editText("{", false);
        QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("ruleOk"))->isEnabled());
        document.undoStack()->undo();
        QVERIFY(dialog.findChild<QPushButton *>(QStringLiteral("ruleOk"))->isEnabled());
    }

    void valuesAreReadInEveryForm_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("text");
        QTest::addColumn<qulonglong>("value");
        QTest::newRow("name") << "socket_family" << "AF_INET" << 2ULL;
        QTest::newRow("flags") << "clone_flags" << "CLONE_NEWUSER | CLONE_NEWNS" << 0x10020000ULL;
        QTest::newRow("hexadecimal") << "socket_family" << "0x28" << 40ULL;
        QTest::newRow("all 64 bits") << "" << "18446744073709551615" << 18446744073709551615ULL;
    }
    void valuesAreReadInEveryForm()
    {
        QFETCH(QString, set);
        QFETCH(QString, text);
        QFETCH(qulonglong, value);
        ValueField field(syscalls::Catalogue::builtIn().constants(set.toStdString()), Abi::X86_64);
        field.lineEdit()->setText(text);
        QVERIFY(field.value().has_value());
        QCOMPARE_EQ(static_cast<qulonglong>(*field.value()), value);
        ValueField other(syscalls::Catalogue::builtIn().constants(set.toStdString()), Abi::X86_64);
        other.setValue(value);
        QCOMPARE_EQ(static_cast<qulonglong>(other.value().value()), value);
    }

    void constantsComplete()
    {
        ValueField field(syscalls::Catalogue::builtIn().constants("clone_flags"), Abi::X86_64);
        auto *completer = field.lineEdit()->completer();
        QVERIFY(completer);
        field.lineEdit()->setText(QStringLiteral("CLONE_NEWNS|newus"));
        completer->setCompletionPrefix(completer->splitPath(field.lineEdit()->text()).constFirst());
        QCOMPARE_EQ(completer->completionCount(), 1);
        QCOMPARE_EQ(completer->currentCompletion(), QStringLiteral("CLONE_NEWNS|CLONE_NEWUSER"));
    }

    void everyFieldHasAName()
    {
        ProfileDocument document(kProfile, {});
        document.setView(view());
        RuleDialog dialog(document, syscall("personality"));
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        for (auto *widget : dialog.findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || qobject_cast<QLabel *>(widget) || !widget->isEnabled() || widget->focusProxy())
                continue;
            if (!qobject_cast<QLineEdit *>(widget) && !qobject_cast<QComboBox *>(widget) && !qobject_cast<QAbstractButton *>(widget) && !qobject_cast<QAbstractItemView *>(widget))
                continue;
            if (qobject_cast<QComboBox *>(widget->parentWidget()))
                continue; // the field inside an editable box
            auto *accessible = QAccessible::queryAccessibleInterface(widget);
            QVERIFY(accessible);
            QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName() + QLatin1Char(' ') + QLatin1StringView(widget->metaObject()->className())));
        }
        const auto *row = dialog.findChild<ConditionRow *>();
        QVERIFY(row);
    }
};

QTEST_MAIN(TestRuleDialog)
#include "tst_ruledialog.moc"
