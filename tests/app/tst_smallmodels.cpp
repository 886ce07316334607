// The models of findings, of the library and of recordings.
#include "documents/profiledocument.h"
#include "models/findingsmodel.h"
#include "models/librarymodel.h"
#include "models/recordingmodel.h"
#include "models/syscallmodel.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"

#include <QAbstractItemModelTester>

using namespace whittle;
using namespace whittle::app;

class TestSmallModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void findingsFollowTheDocument()
    {
        FindingsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE_EQ(model.rowCount(), 0);
        {
            ProfileDocument document(test::kSmallProfile, {});
            model.setDocument(&document);
            QCOMPARE_EQ(model.rowCount(), static_cast<int>(document.findings().size()));
            std::string text = document.text();
            text.replace(text.find("\"read\""), 6, "\"raed\"");
            document.editText(text, false);
            document.updateNow();
            bool named = false;
            for (int row = 0; row < model.rowCount(); ++row)
                named |= model.item(row).message.contains(QStringLiteral("raed")) && model.item(row).line == 8;
            QVERIFY(named);
            document.editText("{", false);
            QVERIFY(model.rowCount() > 0);
            QVERIFY(model.item(0).isTextError);
            document.undoStack()->undo();
            document.undoStack()->undo();
            document.updateNow();
            for (int row = 0; row < model.rowCount(); ++row)
                QVERIFY(!model.item(row).isTextError);
        }
        QCOMPARE_EQ(model.rowCount(), 0); // the document is gone
    }

    void libraryKeepsItsSections()
    {
        LibraryModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE_EQ(model.rowCount(), static_cast<int>(LibraryModel::SectionCount));
        model.setEntries(LibraryModel::Profiles, {{QStringLiteral("a"), {}, QStringLiteral("/a"), true, true}, {QStringLiteral("b"), {}, QStringLiteral("/b"), false, false}});
        const auto a = model.find(LibraryModel::Profiles, QStringLiteral("/a"));
        QVERIFY(a.isValid());
        QCOMPARE_EQ(a.data().toString(), QStringLiteral("a *"));
        QCOMPARE_EQ(a.parent(), model.index(LibraryModel::Profiles, 0));
        model.setEntries(LibraryModel::Profiles, {{QStringLiteral("a"), {}, QStringLiteral("/a"), true, false}, {QStringLiteral("b"), {}, QStringLiteral("/b"), false, false}});
        QCOMPARE_EQ(model.find(LibraryModel::Profiles, QStringLiteral("/a")).data().toString(), QStringLiteral("a"));
        model.setEntries(LibraryModel::Profiles, {});
        QCOMPARE_EQ(model.rowCount(model.index(LibraryModel::Profiles, 0)), 0);
    }

    void recordingShowsWhatWasSeen()
    {
        const auto recording = std::make_shared<const trace::Recording>(test::RecordingMaker().call("read", 7).call("keyctl", 2).process("worker").call("read", 3).edit());
        const Evidence evidence({{QString(), recording}});
        RecordingModel model(evidence);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE_EQ(model.rowCount(), 2);
        QCOMPARE_EQ(model.index(0, RecordingModel::Name).data().toString(), QStringLiteral("read"));
        QCOMPARE_EQ(model.row(0).seen(), 10U);
        QCOMPARE_EQ(model.index(1, RecordingModel::Risk).data().toString(), QStringLiteral("critical"));
        QCOMPARE_EQ(model.index(1, RecordingModel::Default).data().toString(), QStringLiteral("Deny · EPERM"));
    }
};

QTEST_MAIN(TestSmallModels)
#include "tst_smallmodels.moc"
