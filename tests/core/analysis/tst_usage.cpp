#include "analysis/usage.h"

#include "support/recordings.h"
#include "support/support.h"

using namespace whittle;
using namespace whittle::analysis;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

/// Moves the last call that was added.
void seenAt(test::RecordingMaker &maker, std::int64_t ns)
{
    maker.edit().processes.back().syscalls.back().firstSeenNs = ns;
}

test::RecordingMaker server()
{
    test::RecordingMaker maker;
    maker.call("execve");
    seenAt(maker, 0);
    maker.call("openat", 5);
    seenAt(maker, kSecond);
    maker.call("mount");
    seenAt(maker, kSecond);
    maker.process("worker").call("openat", 7);
    seenAt(maker, 500'000'000);
    maker.call("accept4", 100);
    seenAt(maker, 2 * kSecond);
    maker.call("exit_group");
    seenAt(maker, 10 * kSecond);
    maker.edit().durationNs = 10 * kSecond;
    return maker;
}

std::vector<const trace::Recording *> pointers(const std::vector<trace::Recording> &recordings)
{
    std::vector<const trace::Recording *> result;
    for (const auto &recording : recordings)
        result.push_back(&recording);
    return result;
}

} // namespace

class TestUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsByFirstSights()
    {
        const auto growth = growthOf(server());
        QCOMPARE_EQ(growth.distinct, 5U);
        QCOMPARE_EQ(growth.steps.size(), 5U);
        // Whoever saw it first counts: the worker's openat came before its parent's.
        QCOMPARE_EQ(growth.steps[1].atNs, 500'000'000);
        QCOMPARE_EQ(growth.steps[1].distinct, 2U);
        QCOMPARE_EQ(growth.steps[2].atNs, kSecond);
        QCOMPARE_EQ(growth.steps[2].syscalls.size(), 1U);
        QCOMPARE_EQ(growth.steps.back().distinct, growth.distinct);
        QCOMPARE_EQ(growth.newSince(0), 5U);
        QCOMPARE_EQ(growth.newSince(kSecond), 3U);
        QCOMPARE_EQ(growth.newSince(kSecond + 1), 2U);
        QCOMPARE_EQ(growth.newSince(11 * kSecond), 0U);
    }

    void saturationLooksPastTheEndOfTheProcess()
    {
        auto maker = server();
        auto growth = growthOf(maker);
        QCOMPARE_EQ(growth.saturatedAtNs, 2 * kSecond); // not exit_group at 10 s
        QVERIFY(growth.isSaturated());
        maker.call("unlinkat");
        seenAt(maker, 9 * kSecond);
        growth = growthOf(maker);
        QCOMPARE_EQ(growth.saturatedAtNs, 9 * kSecond);
        QVERIFY(!growth.isSaturated());
    }

    void withoutTimesThereIsNoCurve()
    {
        test::RecordingMaker maker;
        maker.call("read").call("write");
        const auto growth = growthOf(maker);
        QVERIFY(growth.steps.empty());
        QVERIFY(!growth.isSaturated());
        QCOMPARE_EQ(growth.distinct, 2U);
        QVERIFY(growthOf(trace::Recording()).steps.empty());
    }

    void hostileTimesStayInOrder()
    {
        auto maker = server();
        maker.call("read");
        seenAt(maker, -5);
        maker.call("write");
        seenAt(maker, INT64_MAX);
        maker.edit().durationNs = -1;
        const auto growth = growthOf(maker);
        QCOMPARE_EQ(growth.steps.front().atNs, 0);
        QCOMPARE_EQ(growth.durationNs, INT64_MAX);
        QVERIFY(std::ranges::is_sorted(growth.steps, {}, &GrowthStep::atNs));
        QVERIFY(!growth.isSaturated()); // and nothing overflows
    }

    void processesAreSummedByName()
    {
        const std::vector<trace::Recording> recordings = {server(), server()};
        const auto usage = usageByProcess(pointers(recordings));
        QCOMPARE_EQ(usage.size(), 2U);
        QCOMPARE_EQ(usage[0].name, std::string("worker")); // three syscalls each, but more calls
        QCOMPARE_EQ(usage[0].processes, 2U);
        QCOMPARE_EQ(usage[0].calls, 216U);
        QCOMPARE_EQ(usage[0].distinct(), 3U);
        QCOMPARE_EQ(usage[0].alone, 2U); // openat is the other one's too
        QCOMPARE_EQ(usage[1].name, std::string("demo"));
        const auto critical = static_cast<std::size_t>(syscalls::Risk::Critical);
        QCOMPARE_EQ(usage[1].syscalls[critical], 1U); // mount
        QCOMPARE_EQ(usage[0].syscalls[critical], 0U);
    }

    void namesFallBackToProgramAndPid()
    {
        trace::Recording recording;
        trace::Process parent;
        parent.executable = "/usr/sbin/nginx";
        trace::Process child;
        child.id = 1;
        child.parent = 0;
        child.pid = 77;
        recording.processes = {parent, child};
        QCOMPARE_EQ(processName(recording, recording.processes[1]), std::string("nginx"));
        recording.processes[0].executable.clear();
        QCOMPARE_EQ(processName(recording, recording.processes[1]), std::string("77"));
        recording.processes[1].comm = "worker";
        QCOMPARE_EQ(processName(recording, recording.processes[1]), std::string("worker"));
        recording.processes[0].parent = 1; // a circle
        QVERIFY(programOf(recording, recording.processes[1]).empty());
    }

    void argumentsWorthARuleComeFirst()
    {
        test::RecordingMaker maker;
        maker.call("socket", 12, {{0, {{2, 10}, {1, 2}}, false}});
        maker.process("other").call("socket", 3, {{0, {{10, 3}}, false}});
        maker.call("clone", 1, {{0, {{0x10000000, 1}}, false}});
        maker.call("ioctl", 100, {{1, {{1, 50}, {2, 50}}, true}});
        const std::vector<trace::Recording> recordings = {maker};
        const auto diversity = argumentDiversity(pointers(recordings));
        QCOMPARE_EQ(diversity.size(), 3U);
        for (std::size_t i = 1; i < diversity.size(); ++i)
            QVERIFY(diversity[i - 1].syscall->risk >= diversity[i].syscall->risk);
        const auto socket = std::ranges::find(diversity, "socket", [](const ArgumentDiversity &d) { return d.syscall->name; });
        QVERIFY(socket != diversity.end());
        QCOMPARE_EQ(socket->values, (std::vector<std::uint64_t>{1, 2, 10}));
        QCOMPARE_EQ(socket->calls, 15U);
        QVERIFY(!socket->overflowed);
        QCOMPARE_EQ(socket->argumentName(), std::string("family"));
        QCOMPARE_EQ(socket->valuesText(2), std::string("AF_UNIX, AF_INET"));
        const auto ioctl = std::ranges::find(diversity, "ioctl", [](const ArgumentDiversity &d) { return d.syscall->name; });
        QVERIFY(ioctl != diversity.end() && ioctl->overflowed);
    }

    void theSameWordsForArgumentsOfOtherAbis()
    {
        test::RecordingMaker maker;
        maker.number(Abi::I386, 99'999, 1, {{0, {{1, 1}}, false}}); // a number without a name has no arguments to speak of
        const std::vector<trace::Recording> recordings = {maker};
        QVERIFY(argumentDiversity(pointers(recordings)).empty());
        QCOMPARE_EQ(usageByProcess(pointers(recordings)).front().distinct(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestUsage)
#include "tst_usage.moc"
