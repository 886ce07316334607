#include "documents/profiledocument.h"
#include "models/syscallmodel.h"
#include "models/syscalltree.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace whittle;
using namespace whittle::app;

class TestSyscallModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void followsEditsAndUndo()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SyscallModel model(document);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SyscallTree proxy(model, document);
        QAbstractItemModelTester proxyTester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        proxy.setFilter(*SyscallFilter::parse(QStringLiteral("action:open")));
        proxy.sort(SyscallModel::Risk, Qt::DescendingOrder);
        const int open = proxy.rowCount();
        QCOMPARE_EQ(open, 7); // six allowed, personality limited; mount lacks its capability

        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        document.allow({"keyctl", "mount"});
        QCOMPARE_EQ(changed.count(), 1);
        QCOMPARE_EQ(proxy.rowCount(), open + 2);
        const int keyctl = model.rowOf(QStringLiteral("keyctl"));
        QVERIFY(model.row(keyctl).isOpen());
        QVERIFY(model.row(keyctl).isChanged());
        QCOMPARE_EQ(model.index(keyctl, SyscallModel::Action).data().toString(), QStringLiteral("Allow"));
        QCOMPARE_EQ(proxy.index(0, SyscallModel::Risk).data().toString(), QStringLiteral("critical"));

        document.undoStack()->undo();
        document.updateNow();
        QCOMPARE_EQ(proxy.rowCount(), open);
        QVERIFY(!model.row(keyctl).isChanged());
        document.undoStack()->redo();
        document.updateNow();
        QCOMPARE_EQ(proxy.rowCount(), open + 2);
    }

    void everyAbiHasItsRows()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SyscallModel model(document);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const Abi abi : kAllAbis) {
            document.setView(document.view().withAbi(abi));
            QCOMPARE_EQ(model.rowCount(), static_cast<int>(syscallsOf(abi).size()));
            QVERIFY(model.rowCount() > 300);
            for (int row = 0; row < model.rowCount(); ++row)
                for (int column = 0; column < model.columnCount(); ++column) {
                    QVERIFY(model.index(row, column).data().isValid());
                    QVERIFY(!model.index(row, SyscallModel::Name).data(Qt::AccessibleTextRole).toString().isEmpty());
                }
        }
        // An ABI that the filter does not know is killed.
        document.setView(document.view().withAbi(Abi::I386));
        QCOMPARE_EQ(model.index(model.rowOf(QStringLiteral("read")), SyscallModel::Action).data().toString(), QStringLiteral("Kill thread"));
    }

    void followsTheEnvironment()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SyscallModel model(document);
        const int mount = model.rowOf(QStringLiteral("mount"));
        QVERIFY(!model.row(mount).isOpen());
        View view = document.view();
        view.target.capabilities.insert("CAP_SYS_ADMIN");
        document.setView(view);
        QVERIFY(model.row(mount).isOpen());
    }

    void showsEvidence()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SyscallModel model(document);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto recording = std::make_shared<const trace::Recording>(test::RecordingMaker().call("read", 1204).process("worker").call("read", 3).edit());
        document.attachRecording({QStringLiteral("/r.whittle.json"), recording});
        const int read = model.rowOf(QStringLiteral("read"));
        QCOMPARE_EQ(model.row(read).seen(), 1207U);
        QCOMPARE_EQ(model.index(read, SyscallModel::By).data().toString(), QStringLiteral("demo, worker"));
        QCOMPARE_EQ(model.index(model.rowOf(QStringLiteral("write")), SyscallModel::Seen).data().toString(), QStringLiteral("–"));
        document.detachRecording(QStringLiteral("/r.whittle.json"));
        QCOMPARE_EQ(model.row(read).seen(), 0U);
    }

    void aBrokenTextKeepsTheRows()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SyscallModel model(document);
        const int read = model.rowOf(QStringLiteral("read"));
        document.editText("{ \"defaultAction\": ", false);
        document.updateNow();
        QVERIFY(model.row(read).isOpen());
    }
};

QTEST_MAIN(TestSyscallModel)
#include "tst_syscallmodel.moc"
