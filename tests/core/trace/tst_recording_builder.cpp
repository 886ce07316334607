#include "support/support.h"
#include "trace/recording_builder.h"

#include <linux/audit.h>

#include <QTest>

#include <cerrno>
#include <csignal>

using namespace whittle;
using namespace whittle::trace;

class TestRecordingBuilder : public QObject
{
    Q_OBJECT
private slots:
    void buildsARecording();
    void pathsThatSucceedOutweighFailures();
    void cutStream();
    void startFailure();
    void refusesOtherStreams_data();
    void refusesOtherStreams();
    void strangeEventsDoNoHarm();
    void packsFilters();
    void tellsWhatIsNew();
    void keepsRefusedCalls();
};

namespace {

template <class... Message>
Result<> feed(RecordingBuilder &builder, const Message &...messages)
{
    std::string bytes;
    (wire::appendFrame(bytes, messages), ...);
    return builder.feed(bytes);
}

wire::Hello hello()
{
    wire::Hello message;
    message.kernel = "6.1";
    message.machine = "x86_64";
    return message;
}

wire::ProcessStart start(std::uint32_t key, std::uint32_t parent = 0)
{
    wire::ProcessStart message;
    message.process = key;
    message.parent = parent;
    message.pid = static_cast<std::int32_t>(key + 100);
    message.comm = "p";
    message.comm += std::to_string(key);
    return message;
}

constexpr std::uint32_t kX86 = AUDIT_ARCH_X86_64;

} // namespace

void TestRecordingBuilder::buildsARecording()
{
    RecordingBuilder builder;
    VERIFY_RESULT(feed(builder, hello(), start(1), start(2, 1), wire::ProcessExec{2, 33, 5, "nginx", "/usr/sbin/nginx", {"nginx", "-g"}},
                       wire::Counts{{{2, kX86, 0, 5, 10}, {2, AUDIT_ARCH_I386, 3, 1, 11}, {2, kX86, 39 | kX32Bit, 2, 12}, {1, kX86, 0, 1, 4}}},
                       wire::Counts{{{2, kX86, 0, 7, 10}}}, wire::Arguments{{{2, kX86, 0, 1, false, 8, 3}, {2, kX86, 0, 1, true, 0, 0}}},
                       wire::Errors{{{2, kX86, 0, EINTR, 2}}}, wire::Denials{{{2, kX86, 0, 0x00050001, 4, 20}}}, wire::Listening{2, 8080},
                       wire::Listening{2, 80}, wire::Note{"odd"}, wire::Note{"odd"}, wire::ProcessOwnFilter{2}, wire::ProcessChange{2, 44, "worker"},
                       wire::ProcessExit{2, 3 << 8, 90}, wire::ProcessExit{1, SIGTERM, 95}));
    QVERIFY(builder.takeLive());
    QVERIFY(!builder.takeLive());
    QVERIFY(!builder.hasEnded());
    VERIFY_RESULT(feed(builder, wire::End{SIGTERM, static_cast<std::uint8_t>(wire::EndReason::Stop), 0, 100, {}}));
    QVERIFY(builder.hasEnded());
    QVERIFY(!builder.startFailure());

    const Recording recording = builder.snapshot();
    QVERIFY(recording.complete);
    QCOMPARE(recording.stoppedBy, std::string("stop"));
    QCOMPARE(recording.signal, std::optional(SIGTERM));
    QCOMPARE(recording.durationNs, 100);
    QCOMPARE(recording.environment.kernel, std::string("6.1"));
    QCOMPARE(recording.subject.ports, (std::vector<int>{80, 8080}));
    QCOMPARE(recording.warnings, (std::vector<std::string>{"odd"}));
    QCOMPARE(recording.processes.size(), std::size_t{2});
    const Process &child = recording.processes[1];
    QCOMPARE(child.id, 1);
    QCOMPARE(child.parent, 0);
    QCOMPARE(child.pid, 102);
    QCOMPARE(child.comm, std::string("worker"));
    QCOMPARE(child.uid, 44U);
    QCOMPARE(child.executable, std::string("/usr/sbin/nginx"));
    QCOMPARE(child.exitStatus, std::optional(3));
    QCOMPARE(child.endNs, 90);
    QVERIFY(child.ownFilter);
    QCOMPARE(child.syscalls.size(), std::size_t{3});
    const SyscallUse &read = child.syscalls[0];
    QCOMPARE(read.count, 12U);
    QCOMPARE(read.firstSeenNs, 10);
    QCOMPARE(read.errors, (std::map<int, std::uint64_t>{{EINTR, 2}}));
    QCOMPARE(read.arguments.size(), std::size_t{1});
    QCOMPARE(read.arguments[0].index, 1U);
    QVERIFY(read.arguments[0].overflowed);
    QCOMPARE(child.syscalls[1].abi, Abi::X32);
    QCOMPARE(child.syscalls[1].number, 39);
    QCOMPARE(child.syscalls[2].abi, Abi::I386);
    QCOMPARE(recording.denials.size(), std::size_t{1});
    QCOMPARE(recording.denials[0], (Denial{1, Abi::X86_64, 0, "SCMP_ACT_ERRNO(1)", 4, 20}));
    const auto sums = summarise(recording);
    QCOMPARE(sums.size(), std::size_t{3});
    QCOMPARE(sums[0].count, 13U);
    QCOMPARE(sums[0].processes, (std::vector<int>{0, 1}));
}

void TestRecordingBuilder::pathsThatSucceedOutweighFailures()
{
    using namespace path_operation;
    RecordingBuilder builder;
    VERIFY_RESULT(feed(builder, hello(), start(1),
                       wire::Paths{{{1, kWrite, EACCES, 1, "/a"}, {1, kRead, 0, 2, "//a/"}, {1, kWrite, EACCES, 3, "/a"}, {1, kStat, 0, 4, "/./a"}}},
                       wire::Paths{{{1, kStat, ENOENT, 5, "/b"}, {1, kRead, ENOENT, 6, "/b"}, {1, kRead, 0, 7, "/"}}}));
    const auto paths = builder.snapshot().processes.at(0).paths;
    QCOMPARE(paths.size(), std::size_t{3});
    QCOMPARE(paths[0].path, std::string("/"));
    QCOMPARE(paths[1], (PathUse{"/a", kRead | kStat, 4, {{EACCES, 2}}, 2, 1}));
    QCOMPARE(paths[2], (PathUse{"/b", kStat | kRead, 2, {{ENOENT, 2}}, 0, 5}));
}

void TestRecordingBuilder::cutStream()
{
    RecordingBuilder builder;
    VERIFY_RESULT(feed(builder, hello(), start(1), wire::Counts{{{1, kX86, 0, 5, 10}}}));
    VERIFY_RESULT(builder.feed("\40\0\0"));
    const Recording recording = builder.snapshot();
    QVERIFY(!recording.complete);
    QCOMPARE(recording.stoppedBy, std::string("cut"));
    QCOMPARE(recording.processes.at(0).syscalls.at(0).count, 5U);
    QVERIFY(!recording.exitStatus);
}

void TestRecordingBuilder::startFailure()
{
    RecordingBuilder builder;
    VERIFY_RESULT(feed(builder, hello(), wire::End{-1, static_cast<std::uint8_t>(wire::EndReason::CouldNotStart), ENOENT, 1, "/x: no"}));
    const auto failure = builder.startFailure();
    QVERIFY(failure);
    QCOMPARE(failure->code, ErrorCode::NotFound);
    QCOMPARE(failure->message, std::string("/x: no"));
    QVERIFY(!builder.snapshot().complete);
}

void TestRecordingBuilder::refusesOtherStreams_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const auto &message, ErrorCode code) {
        std::string bytes;
        wire::appendFrame(bytes, message);
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << static_cast<int>(code);
    };
    wire::Hello newer;
    newer.version = wire::kVersion + 1;
    wire::Hello foreign;
    foreign.magic = 1;
    row("newer version", newer, ErrorCode::Unsupported);
    row("other magic", foreign, ErrorCode::InvalidInput);
    row("no hello", wire::Note{"x"}, ErrorCode::InvalidInput);
    QTest::newRow("text") << QByteArray("OCI runtime exec failed") << static_cast<int>(ErrorCode::InvalidInput);
}

void TestRecordingBuilder::refusesOtherStreams()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, code);
    RecordingBuilder builder;
    const auto fed = builder.feed({bytes.data(), static_cast<std::size_t>(bytes.size())});
    QVERIFY(!fed);
    QCOMPARE(static_cast<int>(fed.error().code), code);
    QVERIFY(!builder.hasStarted());
}

// A sensor that was taken over by what it traces must not be able to hurt the program that reads it.
void TestRecordingBuilder::strangeEventsDoNoHarm()
{
    RecordingBuilder builder;
    VERIFY_RESULT(feed(builder, hello(), wire::Counts{{{99, kX86, 0, 5, 10}}}, wire::ProcessExit{99, 0, 1}, start(4), start(4), start(5, 5),
                       wire::Counts{{{4, 12345, 0, 5, 10}, {4, kX86, 0xffffffff, 1, 1}}}, wire::Paths{{{99, 1, 0, 1, "/x"}, {4, 0xffffffff, 0, 1, ""}}},
                       wire::Denials{{{4, kX86, 1, 0xffffffff, 1, 1}}}, wire::ProcessExit{4, 0x7f, -5}));
    for (unsigned value = 0; value < 100; ++value)
        VERIFY_RESULT(feed(builder, wire::Arguments{{{4, kX86, 1, 250, false, value, 1}}}));
    const Recording recording = builder.snapshot();
    QCOMPARE(recording.processes.size(), std::size_t{2});
    QVERIFY(!recording.warnings.empty());
    const SyscallUse *use = nullptr;
    for (const SyscallUse &each : recording.processes[0].syscalls)
        use = each.number == 1 ? &each : use;
    QVERIFY(use);
    QCOMPARE(use->arguments.at(0).counts.size(), ArgumentValues::kMaxValues);
    QVERIFY(use->arguments.at(0).overflowed);
    // A message that does not fit its type ends it.
    VERIFY_RESULT(builder.feed(std::string_view("\2\0\0\0\310x", 6))); // a type that nobody knows: passed over
    QVERIFY(!builder.feed(std::string_view("\2\0\0\0\25x", 6)));
}

void TestRecordingBuilder::packsFilters()
{
    const auto words = RecordingBuilder::packFilter({{0x1234, 0x56, 0x78, 0x9abcdef0}});
    QCOMPARE(words, (std::vector<std::uint64_t>{0x9abcdef078561234}));
}

void TestRecordingBuilder::tellsWhatIsNew()
{
    RecordingBuilder builder;
    builder.followLive();
    QVERIFY(!builder.takeLive());
    VERIFY_RESULT(feed(builder, hello(), start(1), wire::Counts{{{1, kX86, 39, 2, 10}, {1, kX86, 0, 1, 12}}}, wire::Paths{{{1, path_operation::kRead, 0, 5, "/a"}, {1, path_operation::kRead, ENOENT, 6, "//b"}}}));
    auto first = builder.takeLive();
    QVERIFY(first);
    QCOMPARE(first->syscalls.size(), std::size_t{2});
    QCOMPARE(first->syscalls[1], (LiveChange::Syscall{Abi::X86_64, 39, 2, 10, "p1"}));
    QCOMPARE(first->files, (std::vector<LiveChange::File>{{"/a", "p1", 5, false}, {"/b", "p1", 6, true}}));
    QCOMPARE(first->calls, 3U);
    QVERIFY(!builder.takeLive());
    // A second process: its calls are more of the same, and what it used first, earlier than the other, is its own.
    VERIFY_RESULT(feed(builder, start(2, 1), wire::Counts{{{2, kX86, 39, 5, 7}}}, wire::Paths{{{2, path_operation::kRead, 0, 9, "/a"}}}, wire::ProcessExit{1, 0, 20}));
    auto second = builder.takeLive();
    QVERIFY(second);
    QCOMPARE(second->syscalls, (std::vector<LiveChange::Syscall>{{Abi::X86_64, 39, 5, 7, "p2"}}));
    QVERIFY(second->files.empty());
    QCOMPARE(second->processes, std::size_t{2});
    QCOMPARE(second->ended, std::size_t{1});
    QCOMPARE(second->calls, 8U);
    // A finished recording tells the same, in slices too.
    const Recording recording = builder.snapshot();
    const LiveChange whole = wholeChange(recording);
    QCOMPARE(whole.calls, 8U);
    QCOMPARE(whole.syscalls.size(), std::size_t{2});
    QCOMPARE(whole.files, first->files);
    QVERIFY(changeBetween(recording, 0, 6).files.size() == 1 && changeBetween(recording, 6, 7).files.size() == 1);
}

void TestRecordingBuilder::keepsRefusedCalls()
{
    constexpr std::uint32_t kEperm = 0x00050001;
    RecordingBuilder builder;
    builder.followLive();
    const std::vector<std::uint64_t> arguments = {1, 2, 3, 4, 5, ~std::uint64_t{0}};
    VERIFY_RESULT(feed(builder, hello(), start(1), wire::Denials{{{1, kX86, 83, kEperm, 3, 7}}}, wire::DeniedCalls{{{1, kX86, 83, kEperm, false, arguments, "/x/./y", 2}}}));
    auto live = builder.takeLive();
    QVERIFY(live);
    QCOMPARE(live->refusals.size(), std::size_t{1});
    QCOMPARE(live->refusals[0].by, std::string("p1"));
    QCOMPARE(live->refusals[0].denial.count, 3U);
    // Five values are no call; others of the same kind are added up, and no more are kept than fit.
    wire::DeniedCalls more{{{1, kX86, 83, kEperm, false, {1, 2, 3, 4, 5}, "", 1}, {1, kX86, 83, kEperm, false, arguments, "/x/y", 1}, {99, kX86, 83, kEperm, false, arguments, "", 1}}};
    for (std::uint64_t i = 0; i < 40; ++i)
        more.entries.push_back({1, kX86, 83, kEperm, false, {i, 0, 0, 0, 0, 0}, "", 1});
    VERIFY_RESULT(feed(builder, wire::Denials{{{1, kX86, 83, kEperm, 42, 7}}}, more));
    const Recording recording = builder.snapshot();
    QCOMPARE(recording.denials.size(), std::size_t{1});
    const Denial &denial = recording.denials[0];
    QCOMPARE(denial.count, 45U);
    QVERIFY(denial.moreCalls);
    QCOMPARE(denial.calls.size(), Denial::kMaxCalls);
    QCOMPARE(denial.calls[0], (DeniedCall{{1, 2, 3, 4, 5, ~std::uint64_t{0}}, "/x/y", 3}));
    live = builder.takeLive();
    QVERIFY(live);
    QCOMPARE(live->refusals[0].denial.count, 42U);
    QCOMPARE(live->refusals[0].denial.firstSeenNs, 7);
}

QTEST_APPLESS_MAIN(TestRecordingBuilder)
#include "tst_recording_builder.moc"
