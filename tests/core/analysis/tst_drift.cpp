#include "analysis/comparison_report.h"
#include "analysis/drift.h"
#include "support/recordings.h"
#include "support/support.h"

#include <algorithm>

using namespace whittle;
using namespace whittle::analysis;

namespace {

trace::ArgumentValues values(unsigned index, std::initializer_list<std::uint64_t> seen, bool overflowed = false)
{
    trace::ArgumentValues result;
    result.index = index;
    for (const auto value : seen)
        result.counts[value] = 1;
    result.overflowed = overflowed;
    return result;
}

trace::PathUse path(std::string name, std::uint32_t operations, std::uint64_t successes = 1)
{
    trace::PathUse use;
    use.path = std::move(name);
    use.operations = operations;
    use.count = std::max<std::uint64_t>(successes, 1);
    use.successes = successes;
    return use;
}

} // namespace

class TestDrift : public QObject
{
    Q_OBJECT

private slots:
    void equalRecordingsDriftNowhere()
    {
        const trace::Recording recording = test::RecordingMaker().call("read").call("socket", 1, {values(0, {2})});
        const auto drift = driftOf(recording, "a", recording, "b");
        QVERIFY(drift.added.isEmpty() && drift.removed.isEmpty() && drift.notes.empty());
        QCOMPARE_EQ(inWords(drift), "Both did the same.");
    }

    void syscallsArgumentsAndDenials()
    {
        const trace::Recording before = test::RecordingMaker().call("read").call("fsync").call("socket", 3, {values(0, {2})}).call("ioctl", 1, {values(1, {1}, true)});
        const trace::Recording after = test::RecordingMaker().call("read", 99).call("chdir").call("keyctl", 2).denied("keyctl").call("socket", 1, {values(0, {2, 38})}).call("ioctl", 1, {values(1, {7})}).call("mmap", 1, {values(2, {1})});
        const auto drift = driftOf(before, "1.26", after, "1.27");
        QCOMPARE_EQ(drift.added.syscalls.size(), 3U);
        QCOMPARE_EQ(drift.added.syscalls[0].name(), "keyctl"); // riskiest first
        QCOMPARE_EQ(drift.added.syscalls[0].processes, std::vector<std::string>{"demo"});
        QCOMPARE_EQ(drift.removed.syscalls.size(), 1U);
        QCOMPARE_EQ(drift.removed.syscalls[0].name(), "fsync");
        // Only the new value of a known syscall; nothing where values were lost (ioctl) or the syscall itself is new (mmap).
        QCOMPARE_EQ(drift.added.arguments.size(), 1U);
        QCOMPARE_EQ(drift.added.arguments[0].argumentName(), "family");
        QCOMPARE_EQ(drift.added.arguments[0].valuesText(), "AF_ALG");
        QVERIFY(std::ranges::none_of(drift.removed.arguments, [](const DriftedArgument &one) { return one.syscall->name == "socket"; }));
        QCOMPARE_EQ(drift.added.denials.size(), 1U);
        QCOMPARE_EQ(drift.added.denials[0].syscall, "keyctl");
        QCOMPARE_EQ(drift.added.denials[0].action, "SCMP_ACT_ERRNO(1)");
        QVERIFY2(inWords(drift).starts_with("New: 3 syscalls, of which 1 critical risk; 1 argument with other values; 1 denial. Gone: 1 syscall"), inWords(drift).c_str());
    }

    void filesAndExecutables()
    {
        using namespace trace::path_operation;
        test::RecordingMaker before;
        before.edit().processes[0].paths = {path("/etc/a", kRead), path("/proc/12/stat", kRead), path("/var/log", kList), path("/tmp/x", kRead)};
        before.edit().subject.ports = {80};
        test::RecordingMaker after;
        after.process("helper");
        after.edit().processes[0].paths = {path("/etc/a", kRead | kWrite), path("/proc/4711/stat", kRead), path("/var/log", kList | kDelete, 0), path("/opt/b", kStat, 0)};
        after.edit().processes[1].paths = {path("/etc/a", kRead)};
        after.edit().subject.ports = {80, 443};
        const auto drift = driftOf(before, "a", after, "b");
        QCOMPARE_EQ(drift.added.files.size(), 1U); // process numbers are no news
        QCOMPARE_EQ(drift.added.files[0].path, "/opt/b");
        QVERIFY(drift.added.files[0].onlyFailed);
        QCOMPARE_EQ(drift.added.gained.size(), 1U); // what only failed gains nothing
        QCOMPARE_EQ(drift.added.gained[0].path, "/etc/a");
        QCOMPARE_EQ(operationsText(drift.added.gained[0].operations), "write");
        QCOMPARE_EQ(drift.removed.files.size(), 1U);
        QCOMPARE_EQ(drift.removed.files[0].path, "/tmp/x");
        QCOMPARE_EQ(drift.added.executables, std::vector<std::string>{"/bin/helper"});
        QCOMPARE_EQ(drift.added.ports, std::vector<int>{443});
    }

    void whatMakesItUnsureIsSaid()
    {
        test::RecordingMaker cut;
        cut.edit().complete = false;
        test::RecordingMaker other("none");
        other.edit().environment.machine = "aarch64";
        const auto drift = driftOf(cut, "old", other, "new");
        QCOMPARE_EQ(drift.notes.size(), 3U);
        QVERIFY(drift.notes[0].starts_with("old was cut off"));
    }

    void hostileNamesStayText()
    {
        using namespace trace::path_operation;
        test::RecordingMaker after;
        after.edit().processes[0].paths = {path("/tmp/<script>alert(1)</script>\n| x | [a](http://b) \xff", kRead)};
        after.edit().processes[0].executable = "/bin/`rm`\"'&amp;";
        const auto report = reportOf(driftOf(test::RecordingMaker(), "<b>old</b>", after, "new\r\n# heading"));
        const std::string html = formats::writeHtml(report);
        QVERIFY(!html.contains("<script") && !html.contains("<b>"));
        QVERIFY(html.contains("/tmp/&lt;script&gt;alert(1)&lt;/script&gt;\\n| x |"));
        QVERIFY(html.contains("/bin/`rm`&quot;&#39;&amp;amp;"));
        const std::string markdown = formats::writeMarkdown(report);
        QVERIFY(!markdown.contains("\n# heading") && !markdown.contains("[a]("));
        QVERIFY(markdown.contains("\\<script\\>") && !markdown.contains("/<script"));
        QVERIFY(markdown.contains("\\| x \\|"));
        // One line a row whatever the name holds.
        const auto row = markdown.find("/tmp/");
        QVERIFY(markdown.substr(row, markdown.find('\n', row) - row).contains("\\xff"));
    }
};

QTEST_APPLESS_MAIN(TestDrift)
#include "tst_drift.moc"
