#include "documents/comparedocument.h"
#include "documents/profiledocument.h"
#include "models/comparemodel.h"
#include "models/comparewords.h"
#include "models/driftmodel.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>

using namespace whittle;
using namespace whittle::app;
using profile::Change;

namespace {

View x86()
{
    return View().withAbi(Abi::X86_64);
}

std::unique_ptr<ProfileDocument> small()
{
    auto document = std::make_unique<ProfileDocument>(test::kSmallProfile, QString());
    document->setSuggestedName(QStringLiteral("small.json"));
    document->setView(x86());
    return document;
}

CompareSide builtIn(const char *name)
{
    return *CompareSide::ofBuiltIn(QLatin1StringView(name));
}

OpenRecording recording(trace::Recording recording, const QString &path)
{
    return {path, std::make_shared<const trace::Recording>(std::move(recording))};
}

/// The group that a syscall is in.
QString groupOf(const CompareModel &model, const char *syscall)
{
    return model.find(QLatin1StringView(syscall)).data(CompareModel::ChangeRole).toString();
}

} // namespace

class TestCompareModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void everySyscallIsInOneGroup()
    {
        CompareDocument document({builtIn("docker-default"), builtIn("podman-default")}, x86());
        CompareModel model(document);
        QAbstractItemModelTester tester(&model);
        QCOMPARE_EQ(static_cast<std::size_t>(model.syscallCount()), syscallsOf(Abi::X86_64).size());
        const auto summary = analysis::summarise(*document.comparison(), 1, Abi::X86_64);
        int group = 0;
        for (const auto change : analysis::kAllChanges) {
            if (summary.count(change) == 0)
                continue;
            const auto heading = model.index(group++, 0);
            const auto name = profile::changeName(change);
            QCOMPARE_EQ(heading.data(CompareModel::ChangeRole).toString().toStdString(), std::string(name));
            QCOMPARE_EQ(static_cast<std::size_t>(model.rowCount(heading)), summary.count(change));
        }
        QCOMPARE_EQ(model.rowCount(), group + 1); // what is the same comes last
        QCOMPARE_EQ(static_cast<std::size_t>(model.rowCount(model.index(group, 0))), summary.same());
        QCOMPARE_EQ(groupOf(model, "read"), QStringLiteral("same"));
        QCOMPARE_EQ(groupOf(model, "keyctl"), QStringLiteral("newly-allowed"));
        QCOMPARE_EQ(model.find(QStringLiteral("keyctl")).siblingAtColumn(CompareModel::FirstSide).data().toString(), QStringLiteral("Deny · EPERM"));
        QCOMPARE_EQ(model.find(QStringLiteral("keyctl")).siblingAtColumn(CompareModel::FirstSide + 1).data().toString(), QStringLiteral("Allow"));
        QVERIFY(model.find(QStringLiteral("keyctl")).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("critical")));
    }

    void sidesComeAndGo()
    {
        auto own = small();
        CompareDocument document({builtIn("docker-default"), CompareSide::ofProfile(*own)}, x86());
        CompareModel model(document);
        CompareProxy proxy(model);
        QAbstractItemModelTester tester(&model);
        QAbstractItemModelTester proxyTester(&proxy);
        QCOMPARE_EQ(groupOf(model, "keyctl"), QStringLiteral("same"));
        QCOMPARE_EQ(groupOf(model, "fsync"), QStringLiteral("newly-denied"));
        document.swapSides();
        QCOMPARE_EQ(groupOf(model, "fsync"), QStringLiteral("newly-allowed"));
        document.setSide(2, builtIn("podman-default"));
        QCOMPARE_EQ(model.columnCount(), CompareModel::FirstSide + 4);
        QCOMPARE_EQ(groupOf(model, "keyctl"), QStringLiteral("newly-allowed")); // by the third side
        document.removeThirdSide();
        QCOMPARE_EQ(model.columnCount(), CompareModel::FirstSide + 3);
        document.setView(x86().withAbi(Abi::Aarch64));
        QCOMPARE_EQ(model.find(QStringLiteral("open")), QModelIndex());
        // The small profile lists x86_64 alone; on i386 it kills.
        document.setView(x86().withAbi(Abi::I386));
        QCOMPARE_EQ(groupOf(model, "read"), QStringLiteral("newly-allowed"));
    }

    void filterAndOnlyDifferences()
    {
        CompareDocument document({builtIn("docker-default"), builtIn("podman-default")}, x86());
        CompareModel model(document);
        CompareProxy proxy(model);
        QAbstractItemModelTester tester(&proxy);
        const auto shown = [&](const char *filter) {
            auto parsed = CompareFilter::parse(QLatin1StringView(filter));
            if (!parsed)
                return -1;
            proxy.setFilter(std::move(*parsed));
            return proxy.syscallCount();
        };
        const auto summary = analysis::summarise(*document.comparison(), 1, Abi::X86_64);
        QCOMPARE_EQ(shown(""), static_cast<int>(summary.total()));
        QCOMPARE_EQ(shown("change:newly-allowed"), static_cast<int>(summary.count(Change::NewlyAllowed)));
        QCOMPARE_EQ(shown("change:newly-allowed risk:critical"), static_cast<int>(summary.count(Change::NewlyAllowed, syscalls::Risk::Critical)));
        QCOMPARE_EQ(proxy.rowCount(), 1); // one heading
        QCOMPARE_EQ(shown("left:deny right:allow") + shown("left:deny -right:allow"), shown("left:deny"));
        QVERIFY(shown("left:deny right:allow") >= shown("change:newly-allowed right:allow"));
        QCOMPARE_EQ(shown("keyctl"), 1);
        QCOMPARE_EQ(shown("-keyctl"), static_cast<int>(summary.total()) - 1);
        QCOMPARE_EQ(shown("change:same"), 0);
        proxy.setOnlyDifferences(false);
        QCOMPARE_EQ(shown("change:same"), static_cast<int>(summary.same()));
        QCOMPARE_EQ(shown(""), model.syscallCount());
        for (const char *bad : {"change:odd", "left:odd", "risk:odd", "odd:1", "left:"})
            QCOMPARE_EQ(shown(bad), -1);
        for (const auto &example : CompareFilter::examples())
            QVERIFY2(CompareFilter::parse(example).has_value(), qPrintable(example));
    }

    void sortsWithinGroups()
    {
        CompareDocument document({builtIn("docker-default"), builtIn("podman-default")}, x86());
        CompareModel model(document);
        CompareProxy proxy(model);
        QAbstractItemModelTester tester(&proxy);
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            proxy.sort(CompareModel::Number, order);
            QCOMPARE_EQ(proxy.index(0, 0).data(CompareModel::ChangeRole).toString(), QStringLiteral("newly-allowed"));
            const auto heading = proxy.index(0, 0);
            for (int row = 1; row < proxy.rowCount(heading); ++row) {
                const int before = proxy.index(row - 1, CompareModel::Number, heading).data().toInt();
                const int here = proxy.index(row, CompareModel::Number, heading).data().toInt();
                QCOMPARE_EQ(before < here, order == Qt::AscendingOrder);
            }
        }
    }

    void copyThenUndoIsEqual()
    {
        auto own = small();
        CompareDocument document({builtIn("docker-default"), CompareSide::ofProfile(*own)}, x86());
        CompareModel model(document);
        QAbstractItemModelTester tester(&model);
        QSignalSpy copied(&document, &CompareDocument::copied);
        const std::string text = own->text();
        // Plain, with arguments, and one that both deny.
        QVERIFY(groupOf(model, "fsync") != QStringLiteral("same") && groupOf(model, "socket") != QStringLiteral("same") && groupOf(model, "personality") != QStringLiteral("same"));
        document.copyDecisions({"fsync", "socket", "personality"}, 0, 1);
        QCOMPARE_EQ(copied.count(), 1);
        QVERIFY(own->isModified());
        for (const char *name : {"fsync", "socket", "personality"})
            QCOMPARE_EQ(groupOf(model, name), QStringLiteral("same"));
        QCOMPARE_EQ(own->undoStack()->count(), 1);
        own->undoStack()->undo();
        own->updateNow();
        QCOMPARE_EQ(own->text(), text);
        QCOMPARE_EQ(groupOf(model, "fsync"), QStringLiteral("newly-denied"));
        own->undoStack()->redo();
        own->updateNow();
        QCOMPARE_EQ(groupOf(model, "socket"), QStringLiteral("same"));
        // What is built in stays as it is; what is equal already is no step.
        document.copyDecisions({"fsync"}, 1, 0);
        document.copyDecisions({"fsync"}, 0, 1);
        QCOMPARE_EQ(own->undoStack()->count(), 1);
        QCOMPARE_EQ(copied.count(), 1);
    }

    void everyDifferenceCopiedIsNone()
    {
        auto own = small();
        CompareDocument document({builtIn("docker-default"), CompareSide::ofProfile(*own)}, x86());
        const std::string text = own->text();
        std::vector<std::string> all;
        for (const auto &row : document.comparison()->syscalls)
            if (row.abi == Abi::X86_64 && !row.isSame())
                all.push_back(row.syscall->name);
        QVERIFY(all.size() > 100);
        document.copyDecisions(all, 0, 1);
        for (const auto &row : document.comparison()->syscalls)
            QVERIFY2(row.abi != Abi::X86_64 || row.isSame() || row.change() == Change::OtherErrno, row.syscall->name.c_str());
        own->undoStack()->undo();
        QCOMPARE_EQ(own->text(), text);
    }

    void followsEditsAndClosing()
    {
        auto own = small();
        CompareDocument document({builtIn("docker-default"), CompareSide::ofProfile(*own)}, x86());
        QSignalSpy changed(&document, &CompareDocument::comparisonChanged);
        own->allow({"fsync"});
        QCOMPARE_EQ(changed.count(), 1);
        QCOMPARE_EQ(document.sides()[1].text, own->text());
        // A text with an error leaves what was compared last.
        own->editText("{", false);
        own->updateNow();
        QCOMPARE_EQ(changed.count(), 1);
        QVERIFY(!document.sides()[1].isEditable());
        const auto title = document.title();
        own.reset();
        QVERIFY(!document.sides()[1].isEditable());
        QCOMPARE_EQ(document.title(), title);
        document.swapSides();
        QVERIFY(document.comparison() != nullptr);
    }

    void whatWouldNotLoadIsSaid()
    {
        ProfileDocument bad(R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 9, "value": 1, "op": "SCMP_CMP_EQ"}]}]})", QString());
        bad.setSuggestedName(QStringLiteral("bad.json"));
        CompareDocument document({builtIn("docker-default"), CompareSide::ofProfile(bad)}, x86());
        CompareModel model(document);
        QAbstractItemModelTester tester(&model);
        QVERIFY(document.comparison() == nullptr);
        QVERIFY2(document.error().startsWith(QStringLiteral("bad.json")), qPrintable(document.error()));
        QCOMPARE_EQ(model.syscallCount(), 0);
        QVERIFY(!document.report(true).has_value());
        document.setSide(1, builtIn("podman-default"));
        QVERIFY(model.syscallCount() > 0);
    }

    void recordingsDrift()
    {
        const auto before = recording(test::RecordingMaker().call("read").call("fsync"), QStringLiteral("/tmp/1.26.whittle.json"));
        const auto after = recording(test::RecordingMaker().call("read").call("keyctl", 2).denied("chroot"), QStringLiteral("/tmp/1.27.whittle.json"));
        CompareDocument document({CompareSide::ofRecording(before), CompareSide::ofRecording(after)}, x86());
        DriftModel drift(document);
        CompareModel model(document);
        QAbstractItemModelTester tester(&drift);
        QAbstractItemModelTester modelTester(&model);
        QVERIFY(document.drift().has_value());
        QCOMPARE_EQ(drift.rowCount(), 3); // new syscalls, new denials, syscalls that are gone
        const auto first = drift.index(0, 0, drift.index(0, 0));
        QCOMPARE_EQ(first.data().toString(), QStringLiteral("keyctl"));
        QCOMPARE_EQ(first.siblingAtColumn(DriftModel::Times).data().toString(), QStringLiteral("2"));
        QVERIFY(drift.syscallRow(first)->evidence != nullptr);
        QCOMPARE_EQ(groupOf(model, "keyctl"), QStringLiteral("newly-allowed"));
        QVERIFY(document.report(false)->contains("New syscalls (1)"));
        // Beside a profile a recording is what it used, and there is no drift.
        document.setSide(0, builtIn("docker-default"));
        QVERIFY(!document.drift());
        QCOMPARE_EQ(drift.rowCount(), 0);
        QCOMPARE_EQ(groupOf(model, "read"), QStringLiteral("same"));
        QCOMPARE_EQ(groupOf(model, "write"), QStringLiteral("newly-denied"));
    }

    void summaryInWords()
    {
        CompareDocument document({builtIn("docker-default"), builtIn("podman-default")}, x86());
        const auto summary = analysis::summarise(*document.comparison(), 1, Abi::X86_64);
        const QString html = words::summaryHtml(summary);
        QVERIFY(html.contains(QStringLiteral("change:newly-allowed")) && html.contains(QStringLiteral("critical")));
        for (const auto &cve : summary.cvesOpened)
            QVERIFY(words::holes(summary).contains(QString::fromStdString(cve)));
        CompareDocument same({builtIn("docker-default"), builtIn("docker-default")}, x86());
        QVERIFY(!words::summaryHtml(analysis::summarise(*same.comparison(), 1, Abi::X86_64)).contains(QLatin1Char('<')));
    }
};

QTEST_MAIN(TestCompareModel)
#include "tst_comparemodel.moc"
