#include "documents/profiledocument.h"
#include "models/syscallmodel.h"
#include "models/syscalltree.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <set>

using namespace whittle;
using namespace whittle::app;

namespace {

QStringList titles(const SyscallTree &tree)
{
    QStringList list;
    for (int row = 0; row < tree.groupCount(); ++row)
        list << tree.index(row, 0).data().toString();
    return list;
}

QStringList names(const SyscallTree &tree, const QModelIndex &parent)
{
    QStringList list;
    for (int row = 0; row < tree.rowCount(parent); ++row)
        list << tree.index(row, 0, parent).data().toString();
    return list;
}

std::shared_ptr<const trace::Recording> twoProcesses()
{
    return std::make_shared<const trace::Recording>(test::RecordingMaker().call("read", 10).call("openat").process("worker").call("read", 3).call("write").edit());
}

constexpr Grouping kAll[] = {Grouping::Flat, Grouping::Category, Grouping::Risk, Grouping::Process, Grouping::Rule};

} // namespace

class TestSyscallTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    /// Every syscall is in the tree whatever the grouping, and every change of grouping, filter, order, profile and ABI keeps the model right.
    void nothingIsLost()
    {
        ProfileDocument document(test::kSmallProfile, {});
        document.attachRecording({QStringLiteral("/r"), twoProcesses()});
        SyscallModel model(document);
        SyscallTree tree(model, document);
        QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const auto grouping : kAll) {
            tree.setGrouping(grouping);
            for (const Abi abi : {Abi::Aarch64, Abi::X86_64}) {
                document.setView(document.view().withAbi(abi));
                std::set<QString> found;
                const auto collect = [&](const QModelIndex &parent) {
                    for (const auto &name : names(tree, parent))
                        found.insert(name);
                };
                if (tree.isFlat())
                    collect({});
                for (int group = 0; group < tree.groupCount(); ++group) {
                    QVERIFY(tree.isGroup(tree.index(group, 0)));
                    QVERIFY(tree.rowCount(tree.index(group, 0)) > 0);
                    QVERIFY(!tree.index(group, 0).data(Qt::AccessibleTextRole).toString().isEmpty());
                    collect(tree.index(group, 0));
                }
                QCOMPARE_EQ(found.size(), static_cast<std::size_t>(model.rowCount()));
                QCOMPARE_EQ(tree.shownCount(), model.rowCount());
            }
            tree.setFilter(*SyscallFilter::parse(QStringLiteral("action:open")));
            tree.sort(SyscallModel::Seen, Qt::DescendingOrder);
            document.allow({"keyctl", "mount"});
            document.undoStack()->undo();
            document.updateNow();
            tree.sort(SyscallModel::Name, Qt::AscendingOrder);
            tree.setFilter({});
        }
    }

    void groupsByRisk()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SyscallModel model(document);
        SyscallTree tree(model, document);
        tree.setGrouping(Grouping::Risk);
        QCOMPARE_EQ(titles(tree), (QStringList{QStringLiteral("critical risk"), QStringLiteral("high risk"), QStringLiteral("medium risk"), QStringLiteral("low risk")}));
        const auto critical = tree.index(0, 0);
        QVERIFY(names(tree, critical).contains(QStringLiteral("keyctl")));
        for (int row = 0; row < tree.rowCount(critical); ++row)
            QVERIFY(tree.row(tree.index(row, 0, critical))->syscall->risk == syscalls::Risk::Critical);
        QVERIFY(tree.groupNote(critical).endsWith(QStringLiteral(", 0 open")));
        document.allow({"keyctl"});
        QVERIFY(tree.groupNote(critical).endsWith(QStringLiteral(", 1 open")));

        // Groups that show nothing are not there; counts say what is hidden.
        tree.setFilter(*SyscallFilter::parse(QStringLiteral("keyctl")));
        QVERIFY(titles(tree).front() == QStringLiteral("critical risk"));
        QVERIFY2(tree.groupNote(tree.index(0, 0)).startsWith(QStringLiteral("1 of ")), qPrintable(tree.groupNote(tree.index(0, 0))));
    }

    void groupsByProcess()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SyscallModel model(document);
        SyscallTree tree(model, document);
        QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tree.setGrouping(Grouping::Process);
        QCOMPARE_EQ(titles(tree), QStringList{QStringLiteral("No recording is attached")});
        document.attachRecording({QStringLiteral("/r"), twoProcesses()});
        QCOMPARE_EQ(titles(tree), (QStringList{QStringLiteral("demo"), QStringLiteral("worker"), QStringLiteral("Never seen")}));
        QCOMPARE_EQ(names(tree, tree.index(0, 0)), (QStringList{QStringLiteral("openat"), QStringLiteral("read")}));
        QCOMPARE_EQ(names(tree, tree.index(1, 0)), (QStringList{QStringLiteral("read"), QStringLiteral("write")}));
        QCOMPARE_EQ(tree.shownCount(), model.rowCount());
        // The same syscall has a place in each of its groups.
        const auto worker = tree.indexOf(QStringLiteral("read"), QStringLiteral("process:worker"));
        QCOMPARE_EQ(worker.parent(), tree.index(1, 0));
        QCOMPARE_EQ(tree.indexOf(QStringLiteral("read")).parent(), tree.index(0, 0));
        QCOMPARE_EQ(tree.indexOf(QStringLiteral("write"), QStringLiteral("process:demo")).parent(), tree.index(1, 0));
        QVERIFY(!tree.indexOf(QStringLiteral("no_such_call")).isValid());
    }

    void groupsByRule()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SyscallModel model(document);
        SyscallTree tree(model, document);
        QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tree.setGrouping(Grouping::Rule);
        auto shown = titles(tree);
        QCOMPARE_EQ(shown.size(), 4);
        QCOMPARE_EQ(shown[0], QStringLiteral("Rule 1: Allow"));
        QVERIFY2(shown[1].startsWith(QStringLiteral("Rule 2: Allow where persona = ")), qPrintable(shown[1]));
        QCOMPARE_EQ(shown[2], QStringLiteral("Rule 3: Allow, with CAP_SYS_ADMIN – does not count here: CAP_SYS_ADMIN is not held"));
        QCOMPARE_EQ(shown[3], QStringLiteral("Named by no rule: Deny · EPERM"));
        QCOMPARE_EQ(names(tree, tree.index(2, 0)), QStringList{QStringLiteral("mount")});
        // The environment decides which rules count.
        View view = document.view();
        view.target.capabilities.insert("CAP_SYS_ADMIN");
        document.setView(view);
        QCOMPARE_EQ(titles(tree)[2], QStringLiteral("Rule 3: Allow, with CAP_SYS_ADMIN"));
        // A rule that loses its last syscall goes.
        document.deny({"personality"});
        QCOMPARE_EQ(tree.groupCount(), 3);
        document.undoStack()->undo();
        document.updateNow();
        QCOMPARE_EQ(tree.groupCount(), 4);
    }

    void onlyWhatChangesIsReset()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SyscallModel model(document);
        SyscallTree tree(model, document);
        tree.setGrouping(Grouping::Category);
        QSignalSpy reset(&tree, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&tree, &QAbstractItemModel::dataChanged);
        document.allow({"keyctl"});
        QCOMPARE_EQ(reset.count(), 0);
        QVERIFY(changed.count() > 0);
        tree.setFilter(*SyscallFilter::parse(QStringLiteral("e")));
        QCOMPARE_EQ(reset.count(), 1);
        tree.setFilter(*SyscallFilter::parse(QStringLiteral("e -name:zzz")));
        QCOMPARE_EQ(reset.count(), 1);
    }
};

QTEST_MAIN(TestSyscallTree)
#include "tst_syscalltree.moc"
