#include "documents/comparedocument.h"
#include "documents/profiledocument.h"
#include "models/comparemodel.h"
#include "models/comparewords.h"
#include "models/driftfilter.h"
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

/// Comparing is done in the background.
bool settled(const CompareDocument &document)
{
    return QTest::qWaitFor([&] { return !document.isBusy(); }, 30'000);
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
        QVERIFY(settled(document));
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
        CompareDocument document({builtIn("docker-default"), CompareSide::ofProfile(*own, own->title())}, x86());
        QVERIFY(settled(document));
        CompareModel model(document);
        CompareProxy proxy(model);
        QAbstractItemModelTester tester(&model);
        QAbstractItemModelTester proxyTester(&proxy);
        QCOMPARE_EQ(groupOf(model, "keyctl"), QStringLiteral("same"));
        QCOMPARE_EQ(groupOf(model, "fsync"), QStringLiteral("newly-denied"));
        document.swapSides();
        QVERIFY(settled(document));
        QCOMPARE_EQ(groupOf(model, "fsync"), QStringLiteral("newly-allowed"));
        document.setSide(2, builtIn("podman-default"));
        QVERIFY(settled(document));
        QCOMPARE_EQ(model.columnCount(), CompareModel::FirstSide + 4);
        QCOMPARE_EQ(groupOf(model, "keyctl"), QStringLiteral("newly-allowed")); // by the third side
        document.removeThirdSide();
        QVERIFY(settled(document));
        QCOMPARE_EQ(model.columnCount(), CompareModel::FirstSide + 3);
        document.setView(x86().withAbi(Abi::Aarch64));
        QVERIFY(settled(document));
        QCOMPARE_EQ(model.find(QStringLiteral("open")), QModelIndex());
        // The small profile lists x86_64 alone; on i386 it kills.
        document.setView(x86().withAbi(Abi::I386));
        QVERIFY(settled(document));
        QCOMPARE_EQ(groupOf(model, "read"), QStringLiteral("newly-allowed"));
    }

    void filterAndOnlyDifferences()
    {
        CompareDocument document({builtIn("docker-default"), builtIn("podman-default")}, x86());
        QVERIFY(settled(document));
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
        QVERIFY(settled(document));
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
        CompareDocument document({builtIn("docker-default"), CompareSide::ofProfile(*own, own->title())}, x86());
        QVERIFY(settled(document));
        CompareModel model(document);
        QAbstractItemModelTester tester(&model);
        QSignalSpy copied(&document, &CompareDocument::copied);
        const std::string text = own->text();
        // Plain, with arguments, and one that both deny.
        QVERIFY(groupOf(model, "fsync") != QStringLiteral("same") && groupOf(model, "socket") != QStringLiteral("same") && groupOf(model, "personality") != QStringLiteral("same"));
        document.copyDecisions({"fsync", "socket", "personality"}, 0, 1);
        QVERIFY(settled(document));
        QCOMPARE_EQ(copied.count(), 1);
        QVERIFY(own->isModified());
        for (const char *name : {"fsync", "socket", "personality"})
            QCOMPARE_EQ(groupOf(model, name), QStringLiteral("same"));
        QCOMPARE_EQ(own->undoStack()->count(), 1);
        own->undoStack()->undo();
        own->updateNow();
        QVERIFY(settled(document));
        QCOMPARE_EQ(own->text(), text);
        QCOMPARE_EQ(groupOf(model, "fsync"), QStringLiteral("newly-denied"));
        own->undoStack()->redo();
        own->updateNow();
        QVERIFY(settled(document));
        QCOMPARE_EQ(groupOf(model, "socket"), QStringLiteral("same"));
        // What is built in stays as it is; what is equal already is no step.
        document.copyDecisions({"fsync"}, 1, 0);
        QVERIFY(settled(document));
        document.copyDecisions({"fsync"}, 0, 1);
        QVERIFY(settled(document));
        QCOMPARE_EQ(own->undoStack()->count(), 1);
        QCOMPARE_EQ(copied.count(), 1);
    }

    void everyDifferenceCopiedIsNone()
    {
        auto own = small();
        CompareDocument document({builtIn("docker-default"), CompareSide::ofProfile(*own, own->title())}, x86());
        QVERIFY(settled(document));
        const std::string text = own->text();
        std::vector<std::string> all;
        for (const auto &row : document.comparison()->syscalls)
            if (row.abi == Abi::X86_64 && !row.isSame())
                all.push_back(row.syscall->name);
        QVERIFY(all.size() > 100);
        document.copyDecisions(all, 0, 1);
        QVERIFY(settled(document));
        for (const auto &row : document.comparison()->syscalls)
            QVERIFY2(row.abi != Abi::X86_64 || row.isSame() || row.change() == Change::OtherErrno, row.syscall->name.c_str());
        own->undoStack()->undo();
        QCOMPARE_EQ(own->text(), text);
    }

    void followsEditsAndClosing()
    {
        auto own = small();
        CompareDocument document({builtIn("docker-default"), CompareSide::ofProfile(*own, own->title())}, x86());
        QVERIFY(settled(document));
        QSignalSpy changed(&document, &CompareDocument::comparisonChanged);
        own->allow({"fsync"});
        QVERIFY(settled(document));
        QCOMPARE_EQ(changed.count(), 1);
        QCOMPARE_EQ(*document.sides()[1].text, own->text());
        // A text with an error leaves what was compared last.
        own->editText("{", false);
        own->updateNow();
        QVERIFY(settled(document));
        QCOMPARE_EQ(changed.count(), 1);
        QVERIFY(!document.sides()[1].isEditable());
        const auto title = document.title();
        own.reset();
        QVERIFY(!document.sides()[1].isEditable());
        QCOMPARE_EQ(document.title(), title);
        document.swapSides();
        QVERIFY(settled(document));
        QVERIFY(document.comparison() != nullptr);
    }

    void whatWouldNotLoadIsSaid()
    {
        ProfileDocument bad(R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 9, "value": 1, "op": "SCMP_CMP_EQ"}]}]})", QString());
        bad.setSuggestedName(QStringLiteral("bad.json"));
        CompareDocument document({builtIn("docker-default"), CompareSide::ofProfile(bad, bad.title())}, x86());
        QVERIFY(settled(document));
        CompareModel model(document);
        QAbstractItemModelTester tester(&model);
        QVERIFY(document.comparison() == nullptr);
        QVERIFY2(document.error().startsWith(QStringLiteral("bad.json")), qPrintable(document.error()));
        QCOMPARE_EQ(model.syscallCount(), 0);
        QVERIFY(!document.report(true).has_value());
        document.setSide(1, builtIn("podman-default"));
        QVERIFY(settled(document));
        QVERIFY(model.syscallCount() > 0);
    }

    void recordingsDrift()
    {
        const auto before = recording(test::RecordingMaker().call("read").call("fsync"), QStringLiteral("/tmp/1.26.whittle.json"));
        const auto after = recording(test::RecordingMaker().call("read").call("keyctl", 2).denied("chroot"), QStringLiteral("/tmp/1.27.whittle.json"));
        CompareDocument document({CompareSide::ofRecording(before), CompareSide::ofRecording(after)}, x86());
        QVERIFY(settled(document));
        DriftModel drift(document);
        CompareModel model(document);
        QAbstractItemModelTester tester(&drift);
        QAbstractItemModelTester modelTester(&model);
        QVERIFY(document.drift() != nullptr);
        QCOMPARE_EQ(drift.rowCount(), 3); // new syscalls, new denials, syscalls that are gone
        const auto first = drift.index(0, 0, drift.index(0, 0));
        QCOMPARE_EQ(first.data().toString(), QStringLiteral("keyctl"));
        QCOMPARE_EQ(first.siblingAtColumn(DriftModel::Times).data().toString(), QStringLiteral("2"));
        QVERIFY(drift.syscallRow(first)->evidence != nullptr);
        QCOMPARE_EQ(groupOf(model, "keyctl"), QStringLiteral("newly-allowed"));
        QVERIFY(document.report(false)->contains("New syscalls (1)"));
        // Beside a profile a recording is what it used, and there is no drift.
        document.setSide(0, builtIn("docker-default"));
        QVERIFY(settled(document));
        QVERIFY(!document.drift());
        QCOMPARE_EQ(drift.rowCount(), 0);
        QCOMPARE_EQ(groupOf(model, "read"), QStringLiteral("same"));
        QCOMPARE_EQ(groupOf(model, "write"), QStringLiteral("newly-denied"));
    }

    void theDriftIsFiltered()
    {
        trace::Recording after = test::RecordingMaker().call("read").call("keyctl", 200).process("openssl").call("fsync", 3);
        after.processes.front().paths.push_back({.path = "/etc/ssl/x.pem", .operations = trace::path_operation::kRead, .count = 5, .errors = {}, .successes = 5, .firstSeenNs = 1});
        CompareDocument document({CompareSide::ofRecording(recording(test::RecordingMaker().call("read").call("chroot"), QStringLiteral("/tmp/1"))), CompareSide::ofRecording(recording(std::move(after), QStringLiteral("/tmp/2")))}, x86());
        QVERIFY(settled(document));
        DriftModel model(document);
        DriftProxy proxy(model);
        QAbstractItemModelTester tester(&proxy);
        const auto shown = [&](const char *filter) {
            auto parsed = DriftFilter::parse(QLatin1StringView(filter));
            if (!parsed)
                return -1;
            proxy.setFilter(std::move(*parsed));
            return proxy.shownCount();
        };
        QCOMPARE_EQ(shown(""), model.rowTotal());
        QCOMPARE_EQ(shown("kind:syscall"), 3);
        QCOMPARE_EQ(shown("kind:syscall is:new"), 2);
        QCOMPARE_EQ(shown("is:gone"), 1);
        QCOMPARE_EQ(shown("is:new") + shown("is:gone"), model.rowTotal());
        QCOMPARE_EQ(shown("keyctl"), 1);
        QCOMPARE_EQ(shown("risk:critical is:new"), 1);
        QCOMPARE_EQ(shown("times>=200"), 1);
        QCOMPARE_EQ(shown(".pem"), 1);
        QCOMPARE_EQ(shown("-kind:syscall") + 3, model.rowTotal());
        QCOMPARE_EQ(shown("by openssl kind:syscall"), 1);
        for (const char *bad : {"kind:odd", "is:odd", "risk:odd", "times>many", "odd:1"})
            QCOMPARE_EQ(shown(bad), -1);
        for (const auto &example : DriftFilter::examples())
            QVERIFY2(DriftFilter::parse(example).has_value(), qPrintable(example));
    }

    void theNewestRequestCounts()
    {
        CompareDocument document({builtIn("docker-default"), builtIn("podman-default")}, x86());
        QSignalSpy changed(&document, &CompareDocument::comparisonChanged);
        View none = x86();
        none.target.capabilities.clear();
        for (int i = 0; i < 5; ++i)
            document.setView(i % 2 == 0 ? none : x86());
        QVERIFY(document.isBusy());
        QVERIFY(settled(document));
        QCOMPARE_EQ(changed.count(), 1);
        QCOMPARE_EQ(document.comparison()->target.capabilities, none.target.capabilities);
        // A document that goes while it is compared waits for nobody.
        auto gone = std::make_unique<CompareDocument>(std::vector{builtIn("docker-default"), builtIn("podman-default")}, x86());
        gone->setView(none);
        gone.reset();
    }

    void linesAreReplaced()
    {
        auto own = small();
        CompareDocument document({builtIn("docker-default"), CompareSide::ofProfile(*own, own->title())}, x86());
        QVERIFY(settled(document));
        QSignalSpy copied(&document, &CompareDocument::copied);
        const std::string before = own->text();
        std::string after = before;
        after.replace(after.find("\"read\""), 6, "\"fsync\"");
        document.replaceText(0, QStringLiteral("Step"), after); // what is built in stays
        QCOMPARE_EQ(copied.count(), 0);
        document.replaceText(1, QStringLiteral("Step"), after);
        QCOMPARE_EQ(copied.count(), 1);
        QCOMPARE_EQ(own->text(), after);
        QCOMPARE_EQ(own->undoStack()->undoText(), QStringLiteral("Step"));
        QVERIFY(settled(document));
        // Made from a text that is not the newest one it would take newer edits back.
        own->editText(before, false);
        document.replaceText(1, QStringLiteral("Step"), "{}");
        QCOMPARE_EQ(own->text(), before);
    }

    void versionsStayAsTheyAre()
    {
        const auto version = CompareSide::ofText(QStringLiteral("git:1"), QStringLiteral("small.json of 2026"), QStringLiteral("First"), test::kSmallProfile);
        VERIFY_RESULT(version);
        QVERIFY(!version->isEditable() && !version->isRecording() && !version->isBuiltIn());
        QVERIFY(!CompareSide::ofText({}, {}, {}, "{"));
        auto own = small();
        CompareDocument document({*version, CompareSide::ofProfile(*own, own->title())}, x86());
        QVERIFY(settled(document));
        CompareModel model(document);
        QCOMPARE_EQ(groupOf(model, "fsync"), QStringLiteral("same"));
        own->allow({"fsync"});
        QVERIFY(settled(document));
        QCOMPARE_EQ(groupOf(model, "fsync"), QStringLiteral("newly-allowed"));
    }

    void summaryInWords()
    {
        CompareDocument document({builtIn("docker-default"), builtIn("podman-default")}, x86());
        QVERIFY(settled(document));
        const auto summary = analysis::summarise(*document.comparison(), 1, Abi::X86_64);
        const QString html = words::summaryHtml(summary);
        QVERIFY(html.contains(QStringLiteral("change:newly-allowed")) && html.contains(QStringLiteral("critical")));
        const QString risk = words::riskHtml(*document.comparison(), 1, Abi::X86_64);
        QVERIFY2(risk.startsWith(QStringLiteral("Risk gained: ")) && risk.contains(QStringLiteral("keyctl (<span")), qPrintable(risk));
        CompareDocument back({builtIn("podman-default"), builtIn("docker-default")}, x86());
        QVERIFY(settled(back));
        QVERIFY(words::riskHtml(*back.comparison(), 1, Abi::X86_64).contains(QStringLiteral("Risk lost: ")));
        for (const auto &cve : summary.cvesOpened)
            QVERIFY(words::holes(summary).contains(QString::fromStdString(cve)));
        CompareDocument same({builtIn("docker-default"), builtIn("docker-default")}, x86());
        QVERIFY(settled(same));
        QVERIFY(!words::summaryHtml(analysis::summarise(*same.comparison(), 1, Abi::X86_64)).contains(QLatin1Char('<')));
    }
};

QTEST_MAIN(TestCompareModel)
#include "tst_comparemodel.moc"
