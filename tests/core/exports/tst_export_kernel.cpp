// The running kernel as referee of exported filters: bubblewrap and a loader of our own load them, a program inside asks about 400 syscalls with
// argument values at and around every condition, and what the kernel does must be what decide() says.
#include "core/exports/export_support.h"
#include "profile/compare.h"
#include "profile/load.h"
#include "syscalls/catalogue.h"

#include <QTemporaryDir>


#include <cstring>
#include <format>

using namespace whittle;

class TestExportKernel : public QObject
{
    Q_OBJECT

private slots:
    void decidesAsSaid_data();
    void decidesAsSaid();
};

namespace {

struct Point
{
    std::string name;
    int number = 0;
    profile::Arguments arguments = {};
};

constexpr const char *kManyConditions = R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [
  {"names": ["socket"], "action": "SCMP_ACT_ERRNO", "errnoRet": 97, "args": [{"index": 0, "value": 38, "op": "SCMP_CMP_EQ"}]},
  {"names": ["personality"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13, "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_NE"}, {"index": 1, "value": 4294967296, "op": "SCMP_CMP_GE"}]},
  {"names": ["unshare"], "action": "SCMP_ACT_ERRNO", "errnoRet": 1, "args": [{"index": 0, "value": 2114060288, "valueTwo": 268435456, "op": "SCMP_CMP_MASKED_EQ"}]},
  {"names": ["keyctl", "add_key"], "action": "SCMP_ACT_KILL_PROCESS"},
  {"names": ["bpf"], "action": "SCMP_ACT_TRAP", "args": [{"index": 0, "value": 5, "op": "SCMP_CMP_LE"}]},
  {"names": ["perf_event_open"], "action": "SCMP_ACT_KILL_THREAD", "args": [{"index": 3, "value": 18446744073709551615, "op": "SCMP_CMP_EQ"}]},
  {"names": ["io_uring_setup"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
  {"names": ["mount"], "action": "SCMP_ACT_LOG"}]})";

// Every named syscall with its telling arguments, and numbers that have no name.
std::vector<Point> pointsOf(const profile::Profile &profile, Abi abi)
{
    std::vector<Point> points;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        // The kernel lets its own probes pass every filter.
        if (!syscall.existsOn(abi) || syscall.name == "uprobe" || syscall.name == "uretprobe")
            continue;
        for (const profile::Arguments &arguments : profile::interestingArguments(profile, syscall.name))
            points.push_back({syscall.name, syscall.number(abi), arguments});
    }
    for (int number = 475; number < 530; ++number) {
        if (!syscalls::Catalogue::builtIn().find(abi, number))
            points.push_back({std::format("number {}", number), number, {}});
    }
    return points;
}

QByteArray expected(const profile::Decision &decision)
{
    using profile::Action;
    switch (decision.action) {
    case Action::Allow:
    case Action::Log:
    case Action::Trace: return "executes";
    case Action::Errno: return decision.data == 0 ? "errno 0" : "errno " + QByteArray::number(decision.data);
    case Action::Notify: return "errno 38";
    default: return "killed";
    }
}

} // namespace

void TestExportKernel::decidesAsSaid_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("bubblewrap");
    for (const bool bubblewrap : {true, false}) {
        const char *by = bubblewrap ? "bubblewrap" : "our loader";
        QTest::addRow("docker-default, %s", by) << QString() << bubblewrap;
        QTest::addRow("many conditions, %s", by) << QString(kManyConditions) << bubblewrap;
    }
}

void TestExportKernel::decidesAsSaid()
{
    QFETCH(QString, text);
    QFETCH(bool, bubblewrap);
    if (bubblewrap && (!test::hasTool("bwrap") || test::runTool("bwrap", {"--bind", "/", "/", "true"}).status != 0))
        QSKIP("bubblewrap is not installed, or may not make a sandbox here");
    const profile::Profile profile = text.isEmpty() ? *profile::builtInProfile("docker-default") : test::profileOf(text.toStdString());
    const profile::Target target; // this machine, or the filter could not be loaded
    const auto filter = profile::compile(profile, target);
    VERIFY_RESULT(filter);

    QTemporaryDir folder;
    const std::string callsFile = folder.filePath("calls").toStdString();
    const std::vector<Point> points = pointsOf(profile, target.architecture);
    std::set<std::string> names;
    std::string lines;
    for (const Point &point : points) {
        names.insert(point.name);
        lines += std::to_string(point.number);
        for (const std::uint64_t value : point.arguments)
            lines += std::format(" {}", value);
        lines += '\n';
    }
    QVERIFY2(names.size() >= 400, std::to_string(names.size()).c_str());
    test::writeText(callsFile, lines);

    const std::string probe = test::programPath("filter_probe");
    QByteArray answers;
    if (bubblewrap) {
        exports::Request request = test::requestFor(profile, target);
        const auto exported = exports::exportAs("bubblewrap", request);
        VERIFY_RESULT(exported);
        const std::string script = folder.filePath("run.sh").toStdString();
        test::writeText(script, exported->content);
        const auto result = test::runTool("sh", {QString::fromStdString(script), QString::fromStdString(probe), QString::fromStdString(callsFile)});
        QVERIFY2(result.status == 0, result.error);
        answers = result.out;
    } else {
        const auto exported = exports::exportAs("bpf", test::requestFor(profile, target));
        VERIFY_RESULT(exported);
        QCOMPARE_EQ(exported->content.size() % sizeof(bpf::Instruction), 0U);
        bpf::Program program(exported->content.size() / sizeof(bpf::Instruction));
        std::memcpy(program.data(), exported->content.data(), exported->content.size());
        const std::string answersFile = folder.filePath("answers").toStdString();
        const auto status = profile::runUnderFilter(profile::Filter(std::move(program), {target.architecture}, {}),
                                                    {.command = {"/bin/sh", "-c", "exec \"$0\" \"$1\" >\"$2\"", probe, callsFile, answersFile}});
        if (!status && status.error().code == ErrorCode::Unsupported)
            QSKIP("this machine does not let a process load a seccomp filter");
        VERIFY_RESULT(status);
        QCOMPARE_EQ(*status, 0);
        answers = QByteArray::fromStdString(test::contentOf(answersFile));
    }
    const QList<QByteArray> list = answers.trimmed().split('\n');
    QCOMPARE_EQ(static_cast<std::size_t>(list.size()), points.size());
    std::map<QByteArray, std::size_t> counts;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const profile::Decision decision = filter->decide(target.architecture, points[i].number, points[i].arguments);
        const QByteArray &answer = list[static_cast<qsizetype>(i)];
        ++counts[answer.left(5)];
        QVERIFY2(answer == expected(decision), std::format("{} {:#x} {:#x}: {} decided, the kernel: {}", points[i].name, points[i].arguments[0], points[i].arguments[1],
                                                           decision.toString(), answer.toStdString()).c_str());
    }
    QVERIFY(counts["execu"] > 0 && counts["errno"] > 0);
    qInfo("%zu calls of %zu syscalls: %zu executed, %zu refused, %zu killed", points.size(), names.size(), counts["execu"], counts["errno"], counts["kille"]);
}

QTEST_GUILESS_MAIN(TestExportKernel)
#include "tst_export_kernel.moc"
