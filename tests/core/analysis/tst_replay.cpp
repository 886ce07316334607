#include "analysis/recorded_target.h"
#include "analysis/replay.h"

#include "formats/seccomp_json.h"
#include "support/recordings.h"
#include "support/support.h"

#include <QElapsedTimer>

using namespace whittle;
using namespace whittle::analysis;
using test::RecordingMaker;

namespace {

Replay replayed(const trace::Recording &recording, const std::string &syscalls, const char *defaultAction = "SCMP_ACT_ALLOW")
{
    const auto document = formats::readSeccompJson(R"({"defaultAction": ")" + std::string(defaultAction) + R"(", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [)" + syscalls + "]}");
    if (!document)
        qFatal("%s", document.error().message.c_str());
    const auto filter = profile::compile(document->profile, targetOf(recording));
    if (!filter)
        qFatal("%s", filter.error().message.c_str());
    const trace::Recording *one = &recording;
    return replay(std::span(&one, 1), *filter);
}

std::string refuses(const char *name, const char *args, const char *action = "SCMP_ACT_ERRNO")
{
    return std::string(R"({"names": [")") + name + R"("], "action": ")" + action + R"(", "args": [)" + args + "]}";
}

constexpr const char *kFamilyTen = R"({"index": 0, "value": 10, "op": "SCMP_CMP_EQ"})";

} // namespace

/// What a profile would have refused of a recording.
class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainSyscalls()
    {
        trace::Recording recording = RecordingMaker().call("read", 5).call("mkdir", 2).process("child").call("mkdir", 3).call("reboot", 1).denied("reboot");
        const auto result = replayed(recording, R"({"names": ["mkdir", "reboot"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13})");
        QCOMPARE_EQ(result.callsReplayed, 11U);
        QCOMPARE_EQ(result.refused, 6U);
        QCOMPARE_EQ(result.possible, 0U);
        QCOMPARE_EQ(result.calls.size(), std::size_t{3});
        // The riskiest first, then what was called most.
        QCOMPARE_EQ(result.calls[0].number, 169);
        QCOMPARE_EQ(result.calls[0].refusedBefore, 1U);
        QCOMPARE_EQ(result.calls[1].process, 1);
        QCOMPARE_EQ(result.calls[1].refused, 3U);
        QCOMPARE_EQ(result.calls[1].answers, (std::vector<profile::Decision>{{profile::Action::Errno, 13}}));
        QVERIFY(!result.calls[1].kills());
        QVERIFY(replayed(recording, "").calls.empty());
    }

    void otherAbiIsKilled()
    {
        const auto result = replayed(RecordingMaker().number(Abi::I386, 3, 7), "");
        QCOMPARE_EQ(result.refused, 7U);
        QVERIFY(result.calls[0].kills());
        QVERIFY(!result.notes.empty());
    }

    void recordedValuesDecide()
    {
        const auto recording = RecordingMaker().call("socket", 6, {{0, {{1, 2}, {2, 3}, {10, 1}}, false}});
        const auto result = replayed(recording, refuses("socket", kFamilyTen));
        QCOMPARE_EQ(result.calls.size(), std::size_t{1});
        QCOMPARE_EQ(result.calls[0].refused, 1U);
        QCOMPARE_EQ(result.calls[0].possible, 0U);
        QCOMPARE_EQ(result.calls[0].values, (std::vector<ReplayedValue>{{0, 10, 1, true}}));
        QVERIFY(result.calls[0].unknown.empty());
        QVERIFY(replayed(RecordingMaker().call("socket", 5, {{0, {{1, 2}, {2, 3}}, false}}), refuses("socket", kFamilyTen)).calls.empty());
    }

    void unknownValuesAreOnlyPossible_data()
    {
        QTest::addColumn<QList<quint64>>("known"); // value, count, …
        QTest::addColumn<bool>("overflowed");
        QTest::addColumn<quint64>("refused");
        QTest::addColumn<quint64>("possible");
        QTest::newRow("nothing recorded") << QList<quint64>{} << false << quint64{0} << quint64{6};
        QTest::newRow("more values than are kept") << QList<quint64>{1, 2, 10, 1} << true << quint64{1} << quint64{3};
        QTest::newRow("some calls without a value") << QList<quint64>{1, 4} << false << quint64{0} << quint64{2};
        QTest::newRow("counts that are too large") << QList<quint64>{10, 99} << false << quint64{6} << quint64{0};
    }
    void unknownValuesAreOnlyPossible()
    {
        QFETCH(const QList<quint64>, known);
        QFETCH(const bool, overflowed);
        trace::ArgumentValues values{0, {}, overflowed};
        for (qsizetype i = 0; i < known.size(); i += 2)
            values.counts[known[i]] = known[i + 1];
        const auto result = replayed(RecordingMaker().call("socket", 6, {values}), refuses("socket", kFamilyTen));
        QCOMPARE_EQ(result.calls.size(), std::size_t{1});
        QTEST(quint64{result.calls[0].refused}, "refused");
        QTEST(quint64{result.calls[0].possible}, "possible");
        QCOMPARE_EQ(result.calls[0].unknown.empty(), result.possible == 0);
        QCOMPARE_EQ(result.calls[0].isCertain(), result.refused > 0);
    }

    /// An argument that was not recorded does not matter where the others settle it.
    void unknownValuesThatDoNotMatter()
    {
        const auto both = refuses("socket", R"({"index": 0, "value": 10, "op": "SCMP_CMP_EQ"}, {"index": 2, "value": 6, "op": "SCMP_CMP_EQ"})");
        QVERIFY(replayed(RecordingMaker().call("socket", 4, {{0, {{1, 4}}, false}}), both).calls.empty());
        const auto result = replayed(RecordingMaker().call("socket", 4, {{0, {{1, 3}, {10, 1}}, false}}), both);
        QCOMPARE_EQ(result.refused, 0U);
        QCOMPARE_EQ(result.possible, 1U);
        QCOMPARE_EQ(result.calls[0].unknown, std::vector<unsigned>{2});
        QCOMPARE_EQ(result.calls[0].values, (std::vector<ReplayedValue>{{0, 10, 1, false}}));
    }

    /// Two arguments with several values each: which met which was not recorded.
    void valuesThatMayHaveMet()
    {
        const auto both = refuses("socket", R"({"index": 0, "value": 10, "op": "SCMP_CMP_EQ"}, {"index": 1, "value": 3, "op": "SCMP_CMP_EQ"})");
        const auto mixed = replayed(RecordingMaker().call("socket", 10, {{0, {{1, 6}, {10, 4}}, false}, {1, {{1, 7}, {3, 3}}, false}}), both);
        QCOMPARE_EQ(mixed.refused, 0U);
        QCOMPARE_EQ(mixed.possible, 3U); // no more than the rarer of the two
        const auto always = replayed(RecordingMaker().call("socket", 10, {{0, {{10, 10}}, false}, {1, {{1, 7}, {3, 3}}, false}}), both);
        QCOMPARE_EQ(always.refused, 3U);
        QCOMPARE_EQ(always.possible, 0U);
    }

    void manyCombinationsEnd()
    {
        trace::ArgumentValues many{0, {}, false};
        for (std::uint64_t i = 0; i < trace::ArgumentValues::kMaxValues; ++i)
            many.counts[i] = 1;
        auto second = many;
        second.index = 1;
        auto third = many;
        third.index = 2;
        const auto all = refuses("socket", R"({"index": 0, "value": 10, "op": "SCMP_CMP_EQ"}, {"index": 1, "value": 10, "op": "SCMP_CMP_EQ"}, {"index": 2, "value": 10, "op": "SCMP_CMP_EQ"})");
        const auto result = replayed(RecordingMaker().call("socket", 64, {many, second, third}), all);
        QCOMPARE_EQ(result.refused, 0U);
        QVERIFY(result.possible >= 1 && result.possible <= 64);
        QVERIFY(!result.calls[0].unknown.empty());
    }

    void theTargetIsTheRecordings()
    {
        trace::Recording recording = RecordingMaker();
        recording.environment.engine = "podman 5.4.2";
        recording.environment.runtime = "crun 1.21";
        const auto target = targetOf(recording);
        QCOMPARE_EQ(target.capabilities, (std::set<std::string>{"CAP_CHOWN", "CAP_NET_BIND_SERVICE", "CAP_SETGID", "CAP_SETUID"}));
        QVERIFY(target.rules == profile::EngineRules::Podman && target.runtime == profile::Runtime::Crun);
        QCOMPARE_EQ(target.kernel, (profile::KernelVersion{6, 18}));
        recording.subject.kind = "program";
        QVERIFY(targetOf(recording).capabilities.contains("CAP_KILL"));
    }

    void coverageIsSaid()
    {
        trace::Recording recording = RecordingMaker().call("read");
        recording.complete = false;
        recording.processes[0].beginningMissed = true;
        QCOMPARE_EQ(replayed(recording, "").notes.size(), std::size_t{2});
    }

    /// Ten thousand processes against a default profile.
    void largeRecordings()
    {
        RecordingMaker maker;
        for (int i = 0; i < 10'000; ++i) {
            maker.process("worker");
            for (const char *name : {"read", "write", "openat", "close", "mmap", "mkdir", "futex", "personality", "reboot"})
                maker.call(name, 100);
            maker.call("socket", 4, {{0, {{1, 3}, {40, 1}}, false}});
        }
        const trace::Recording recording = maker;
        const auto filter = profile::compile(*profile::builtInProfile("docker-default"), targetOf(recording));
        VERIFY_RESULT(filter);
        const trace::Recording *one = &recording;
        QElapsedTimer clock;
        clock.start();
        const auto result = replay(std::span(&one, 1), *filter);
        qInfo("10 000 processes: %lld ms", clock.elapsed());
        QCOMPARE_EQ(result.calls.size(), std::size_t{30'000}); // reboot, the vsock, and personality of unknown kind
        QCOMPARE_EQ(result.refused, 1'010'000U);
        QCOMPARE_EQ(result.possible, 1'000'000U);
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
