#include "apparmor/generate.h"
#include "apparmor/recorded_access.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"

#include <sys/socket.h>

#include <algorithm>
#include <format>

using namespace whittle;
using namespace whittle::apparmor;
namespace operation = trace::path_operation;

// What recorded programs did, held against a profile: the answer and the line that gives it.
class TestRecordedAccess : public QObject
{
    Q_OBJECT

private:
    static RecordedAccesses of(const trace::Recording &recording)
    {
        const trace::Recording *one = &recording;
        return recordedAccesses(std::span(&one, 1));
    }

    static const RecordedAccess *find(const RecordedAccesses &accesses, const std::string &name)
    {
        const auto found = std::ranges::find(accesses.list, name, &RecordedAccess::name);
        return found == accesses.list.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    void answersAndLines_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<bool>("allowed");
        QTest::addColumn<uint>("missing");
        QTest::addColumn<int>("line"); // 0: no rule
        QTest::addColumn<bool>("denies");
        using namespace file_permission;
        QTest::newRow("allowed") << "/data/x rw," << true << 0U << 2 << false;
        QTest::newRow("by a pattern") << "/data/** rw," << true << 0U << 2 << false;
        QTest::newRow("in part") << "/data/x r," << false << kWrite << 2 << false;
        QTest::newRow("nothing") << "/other rw," << false << (kRead | kWrite) << 0 << false;
        QTest::newRow("denied") << "/data/** rw,\n  deny /data/x w," << false << kWrite << 3 << true;
        QTest::newRow("two rules") << "/data/x r,\n  /data/x w," << true << 0U << 3 << false;
        QTest::newRow("deny of something else") << "/data/x rw,\n  deny /data/x m," << true << 0U << 2 << false;
        QTest::newRow("a higher priority") << "deny /data/x w,\n  priority=1 /data/x rw," << true << 0U << 3 << false;
    }

    void answersAndLines()
    {
        QFETCH(QString, rule);
        QFETCH(bool, allowed);
        QFETCH(uint, missing);
        QFETCH(int, line);
        QFETCH(bool, denies);
        const auto policy = readPolicy("profile p {\n  " + rule.toStdString() + "\n}\n");
        VERIFY_RESULT(policy);
        const auto access = Access::create(*policy, policy->profiles.front());
        VERIFY_RESULT(access);
        const auto accesses = of(test::RecordingMaker().path("/data/x", operation::kRead | operation::kWrite));
        const auto *recorded = find(accesses, "/data/x");
        QVERIFY(recorded);
        QCOMPARE_EQ(recorded->commands, std::set<std::string>{"demo"});
        const auto answer = answerOf(*access, *recorded);
        QCOMPARE_EQ(answer.allowed, allowed);
        QCOMPARE_EQ(answer.missing, missing);
        QCOMPARE_EQ(answer.rule ? static_cast<int>(answer.rule->range.line) : 0, line);
        QCOMPARE_EQ(answer.denies, denies);
    }

    void capabilitiesAndSockets()
    {
        test::RecordingMaker maker;
        const trace::ArgumentValues family{0, {{AF_INET, 2}}, false};
        const trace::ArgumentValues type{1, {{SOCK_STREAM, 2}}, false};
        maker.call("socket", 2, {family, type}).call("chown");
        const auto accesses = of(maker);
        const auto policy = readPolicy("profile p {\n  network inet stream,\n  deny capability chown,\n}\n");
        VERIFY_RESULT(policy);
        const auto access = Access::create(*policy, policy->profiles.front());
        VERIFY_RESULT(access);
        const auto *socket = find(accesses, "inet stream");
        QVERIFY(socket && socket->kind == RecordedAccess::Kind::Network);
        QCOMPARE_EQ(answerOf(*access, *socket).allowed, true);
        QCOMPARE_EQ(answerOf(*access, *socket).rule->range.line, 2U);
        const auto *capability = find(accesses, "chown");
        QVERIFY(capability && capability->kind == RecordedAccess::Kind::Capability && !capability->why.empty());
        QCOMPARE_EQ(answerOf(*access, *capability).allowed, false);
        QCOMPARE_EQ(answerOf(*access, *capability).denies, true);
        QCOMPARE_EQ(answerOf(*access, *capability).rule->range.line, 3U);
    }

    void withoutTheImageUsrCounts()
    {
        const auto accesses = of(test::RecordingMaker().path("/lib/libx.so", operation::kMap));
        const auto policy = readPolicy("profile p {\n  /usr/lib/** mr,\n}\n");
        VERIFY_RESULT(policy);
        const auto access = Access::create(*policy, policy->profiles.front());
        VERIFY_RESULT(access);
        QVERIFY(answerOf(*access, *find(accesses, "/lib/libx.so")).allowed);
        QVERIFY(!accesses.notes.empty()); // links were not followed
    }

    void whatWasOnlyMadeIsOneAccess()
    {
        const auto accesses = of(test::RecordingMaker().path("/run/made", operation::kCreate).path("/run/made-too", operation::kCreate | operation::kWrite));
        QVERIFY(find(accesses, "/run/made") && !find(accesses, "/run/made/"));
        for (const char *rule : {"/run/made w,", "/run/made/ w,"}) {
            const auto policy = readPolicy(std::format("profile p {{\n  {}\n}}\n", rule));
            VERIFY_RESULT(policy);
            const auto access = Access::create(*policy, policy->profiles.front());
            VERIFY_RESULT(access);
            QVERIFY2(answerOf(*access, *find(accesses, "/run/made")).allowed, rule);
        }
    }

    // What generate() makes of a recording allows all that is listed of it.
    void aGeneratedProfileAllowsEverything_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"nginx", "python", "redis"})
            QTest::newRow(name) << name;
    }

    void aGeneratedProfileAllowsEverything()
    {
        QFETCH(QString, name);
        const auto recording = trace::loadRecording(test::dataPath(std::format("apparmor/{}.whittle.json", name.toStdString())));
        VERIFY_RESULT(recording);
        const auto made = generate(std::span(&*recording, 1), {.name = "judged"});
        VERIFY_RESULT(made);
        const auto policy = readPolicy(made->text);
        VERIFY_RESULT(policy);
        const auto access = Access::create(*policy, policy->profiles.front());
        VERIFY_RESULT(access);
        const auto accesses = of(*recording);
        QCOMPARE_GT(accesses.list.size(), 40U);
        for (const auto &one : accesses.list) {
            const auto answer = answerOf(*access, one);
            QVERIFY2(answer.allowed && answer.rule, one.name.c_str());
        }
    }

    void childrenHaveFullNames()
    {
        const auto policy = readPolicy("profile web {\n  profile cgi {\n  }\n}\nprofile other {\n}\n");
        VERIFY_RESULT(policy);
        QStringList names;
        for (const auto &[name, profile] : profilesOf(*policy))
            names << QString::fromStdString(name);
        QCOMPARE_EQ(names, (QStringList{QStringLiteral("web"), QStringLiteral("web//cgi"), QStringLiteral("other")}));
    }
};

QTEST_GUILESS_MAIN(TestRecordedAccess)
#include "tst_recorded_access.moc"
