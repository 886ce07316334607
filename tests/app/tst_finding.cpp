// Finding actions and everything else by a few letters.
#include "documents/filetree.h"
#include "documents/profiledocument.h"
#include "documents/search.h"
#include "models/fuzzymatch.h"
#include "models/hitmodel.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"

#include <QAbstractItemModelTester>

using namespace whittle;
using namespace whittle::app;

class TestFinding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void fuzzy_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse"); // empty: better fits, nothing is compared
        QTest::newRow("initials") << "dun" << "Deny What Was Never Seen; Undo Needed" << "";
        QTest::newRow("prefix before middle") << "sav" << "Save" << "Do Not Save";
        QTest::newRow("word starts before the inside") << "sa" << "Save As" << "Message";
        QTest::newRow("a run before pieces") << "open" << "Open Folder" << "Options Pending";
        QTest::newRow("short before long") << "find" << "Find" << "Find and Replace in the Text";
        QTest::newRow("words in any order") << "text find" << "Find in the Text" << "";
        QTest::newRow("capitals count alike") << "KEYCTL" << "keyctl" << "";
    }
    void fuzzy()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const auto first = fuzzyMatch(pattern, better);
        QVERIFY(first);
        for (const int position : first->positions)
            QVERIFY(pattern.contains(better[position], Qt::CaseInsensitive));
        if (!worse.isEmpty()) {
            const auto second = fuzzyMatch(pattern, worse);
            QVERIFY(second);
            QVERIFY2(first->score > second->score, qPrintable(QStringLiteral("%1 %2").arg(first->score).arg(second->score)));
        }
    }

    void whatDoesNotFit()
    {
        QVERIFY(!fuzzyMatch(QStringLiteral("xyz"), QStringLiteral("Save")));
        QVERIFY(!fuzzyMatch(QStringLiteral("evas"), QStringLiteral("Save"))); // the order counts
        QVERIFY(!fuzzyMatch(QStringLiteral("saves"), QStringLiteral("Save")));
        QCOMPARE_EQ(fuzzyMatch({}, QStringLiteral("Save"))->score, 0);
        QVERIFY(fuzzyMatch({}, {}));
        QVERIFY(!fuzzyMatch(QStringLiteral("a"), {}));
        // Bounded work on hostile lengths.
        QVERIFY(!fuzzyMatch(QString(100'000, QLatin1Char('a')), QString(100'000, QLatin1Char('b'))));
    }

    void syscallsByNameAndMeaning()
    {
        auto hits = search::findSyscalls(QStringLiteral("Mount"), 50);
        QVERIFY(hits.size() >= 4);
        QCOMPARE_EQ(hits.front().syscall->name, std::string("mount")); // the name itself first
        QCOMPARE_EQ(hits[1].syscall->name, std::string("mount_setattr"));
        QVERIFY(std::ranges::is_sorted(hits, {}, &search::SyscallHit::rank));
        hits = search::findSyscalls(QStringLiteral("CAP_SYS_MODULE"), 50);
        QVERIFY(std::ranges::any_of(hits, [](const auto &hit) { return hit.syscall->name == "init_module"; }));
        QCOMPARE_EQ(search::findSyscalls(QStringLiteral("e"), 3).size(), 3U);
        QVERIFY(search::findSyscalls(QStringLiteral("  "), 3).empty());
    }

    void filesOfAnImage()
    {
        FileTree tree({{.path = "etc/nginx/nginx.conf"}, {.path = "etc/passwd"}, {.path = "usr/sbin/nginx"}, {.path = "usr/share/Passwd.txt"}});
        const auto paths = [&](const char *text, std::size_t max = 50) {
            QStringList list;
            for (const FileId id : search::findFiles(tree, QLatin1StringView(text), max))
                list << QString::fromStdString(tree.path(id));
            list.sort();
            return list;
        };
        QCOMPARE_EQ(paths("PASSWD"), (QStringList{QStringLiteral("etc/passwd"), QStringLiteral("usr/share/Passwd.txt")}));
        QCOMPARE_EQ(paths("nginx"), (QStringList{QStringLiteral("etc/nginx"), QStringLiteral("etc/nginx/nginx.conf"), QStringLiteral("usr/sbin/nginx")}));
        QCOMPARE_EQ(paths("sbin/ngi"), QStringList{QStringLiteral("usr/sbin/nginx")});
        QCOMPARE_EQ(paths("/etc/pass"), QStringList{QStringLiteral("etc/passwd")});
        QCOMPARE_EQ(paths("etc/"), QStringList{QStringLiteral("etc")});
        QCOMPARE_EQ(paths("nginx", 1).size(), 1);
        QVERIFY(paths("nothing").isEmpty());
        QVERIFY(paths("").isEmpty());
    }

    void notesOfAProfile()
    {
        ProfileDocument document(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW", "comment": "Needed by the Worker"}, {"names": ["nosuchcall"], "action": "SCMP_ACT_ALLOW"}]})", {});
        auto notes = search::findNotes(document, QStringLiteral("worker"), 10);
        QCOMPARE_EQ(notes.size(), 1U);
        QCOMPARE_EQ(notes.front().syscall, QStringLiteral("read"));
        QVERIFY(document.placeOf(notes.front().path.toStdString())); // it can be gone to
        QVERIFY(!notes.front().isFinding);
        notes = search::findNotes(document, QStringLiteral("nosuchcall"), 10);
        QVERIFY(!notes.empty());
        QVERIFY(notes.front().isFinding);
    }

    void pathsOfARecording()
    {
        auto recording = test::RecordingMaker().call("read").process("worker").call("read").edit();
        recording.processes[0].paths.push_back({.path = "/etc/passwd", .operations = 1, .count = 3, .errors = {}, .successes = 3, .firstSeenNs = 0});
        recording.processes[1].paths.push_back({.path = "/etc/passwd", .operations = 1, .count = 4, .errors = {}, .successes = 4, .firstSeenNs = 0});
        const auto hits = search::findPaths(recording, QStringLiteral("PASSWD"), 10);
        QCOMPARE_EQ(hits.size(), 1U);
        QCOMPARE_EQ(hits.front().count, 7U);
        QCOMPARE_EQ(hits.front().processes, 2U);
    }

    void hitsAreAModel()
    {
        HitModel model;
        QAbstractItemModelTester tester(&model);
        model.setHits({{QStringLiteral("A"), QStringLiteral("one"), QStringLiteral("first"), {}, {}, {}, true, {}}, {QStringLiteral("A"), QStringLiteral("two"), {}, {}, {}, {}, false, {}},
            {QStringLiteral("B"), QStringLiteral("three"), {}, {}, {}, {}, true, {}}});
        QCOMPARE_EQ(model.rowCount(), 3);
        QCOMPARE_EQ(model.index(0).data(HitModel::GroupRole).toString(), QStringLiteral("A"));
        QVERIFY(model.index(1).data(HitModel::GroupRole).toString().isEmpty());
        QCOMPARE_EQ(model.index(2).data(HitModel::GroupRole).toString(), QStringLiteral("B"));
        QVERIFY(!(model.flags(model.index(1)) & Qt::ItemIsEnabled));
        QCOMPARE_EQ(model.index(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("one, A, first"));
    }
};

QTEST_GUILESS_MAIN(TestFinding)
#include "tst_finding.moc"
