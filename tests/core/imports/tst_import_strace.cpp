#include "base/files.h"
#include "imports/import.h"
#include "sensor/sensor_support.h"
#include "support/support.h"
#include "syscalls/catalogue.h"
#include "trace/recording_file.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <optional>
#include <set>

using namespace whittle;
using namespace whittle::test;

namespace {

using Counts = std::map<std::string, std::uint64_t>;

Counts countsOf(const trace::Recording &recording)
{
    Counts counts;
    for (const trace::SyscallSummary &sum : trace::summarise(recording))
        counts[syscalls::Catalogue::builtIn().nameOf(sum.abi, sum.number)] += sum.count;
    return counts;
}

imports::Imported imported(const std::string &text)
{
    auto result = imports::importText(text, "trace");
    if (!result) {
        qWarning("%s", result.error().message.c_str());
        return {};
    }
    return *std::move(result);
}

// The use of a path by any process.
std::optional<trace::PathUse> useOfPath(const trace::Recording &recording, const std::string &path)
{
    for (const trace::Process &process : recording.processes) {
        for (const trace::PathUse &use : process.paths) {
            if (use.path == path)
                return use;
        }
    }
    return std::nullopt;
}

} // namespace

// The referees are strace's own table of the same run, and our own recorder.
class TestImportStrace : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void readsEveryOption_data();
    void readsEveryOption();
    void countsAsItsOwnTable();
    void putsFilesOfThreadsTogether();
    void agreesWithOurRecorder();
    void joinsWhatATerminalMixed();
    void tellsDenials();
    void namesTheAbi();
    void followsDescriptors();
    void endsAnUnfinishedCallLater();
    void knowsWordsThatComeAgain();
    void knowsWhereWordsStand();
    void readsWrappedLinesAlike();
    void boundsWhatWaits();

private:
    std::string trace(const QStringList &options, const QStringList &program);
    std::optional<TemporaryDirectory> m_directory;
};

void TestImportStrace::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())
        QSKIP("strace is not installed");
    REQUIRE_PTRACE();
    auto directory = TemporaryDirectory::create("whittle-test-");
    VERIFY_RESULT(directory);
    m_directory = *std::move(directory);
}

// The text that strace writes about a program.
std::string TestImportStrace::trace(const QStringList &options, const QStringList &program)
{
    const std::string file = m_directory->path() + "/trace";
    QProcess strace;
    strace.setStandardOutputFile(QProcess::nullDevice());
    strace.setStandardErrorFile(QProcess::nullDevice());
    strace.start(QStringLiteral("strace"), options + QStringList{QStringLiteral("-o"), QString::fromStdString(file)} + program);
    if (!strace.waitForFinished(60'000))
        return {};
    return contentOf(file);
}

void TestImportStrace::readsEveryOption_data()
{
    QTest::addColumn<QStringList>("options");
    for (const char *options : {"", "-f", "-f -tt", "-f -ttt -T", "-f -t", "-f -r", "-f -r -tt", "-f -y", "-f -yy -T", "-f -n", "-f -i", "-f -Y", "-f -X raw", "-f -X verbose", "-f -v -s 300",
                                "-f -x", "-f -xx", "-f -q", "-f --seccomp-bpf", "-f --decode-pids=pidns", "-f --syscall-times=ns", "-f -k"})
        QTest::newRow(options) << QString::fromLatin1(options).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

void TestImportStrace::readsEveryOption()
{
    QFETCH(QStringList, options);
    const QStringList program = {QStringLiteral("sh"), QStringLiteral("-c"), QStringLiteral("cat /etc/passwd; exit 3")};
    const std::string text = trace(options, program);
    if (text.empty())
        QSKIP("this strace does not know the option");
    const auto result = imported(text);
    QCOMPARE_EQ(result.files.size(), 1U);
    const imports::FileReport &report = result.files.front();
    QCOMPARE(QString::fromStdString(report.kind), QStringLiteral("strace"));
    QVERIFY2(report.unreadable == 0, report.examples.empty() ? "" : report.examples.front().text.c_str());
    QVERIFY(result.recording.complete);
    QCOMPARE(result.recording.exitStatus, std::optional<int>(3));
    const bool follows = options.contains(QStringLiteral("-f"));
    const Counts counts = countsOf(result.recording);
    QCOMPARE_EQ(counts.at("execve"), follows ? 2U : 1U);
    QVERIFY(counts.contains("exit_group"));
    if (!follows)
        return;
    const auto passwd = useOfPath(result.recording, "/etc/passwd");
    QVERIFY(passwd);
    QVERIFY(passwd->operations & trace::path_operation::kRead);
    QCOMPARE_EQ(result.recording.processes.size(), 2U);
    QCOMPARE_EQ(result.recording.processes[1].comm, "cat");
    QCOMPARE_EQ(result.recording.processes[1].parent, result.recording.processes[0].id);
}

void TestImportStrace::countsAsItsOwnTable()
{
    const std::string text = trace({QStringLiteral("-f"), QStringLiteral("-C")}, {QString::fromStdString(targetPath("threads")), QStringLiteral("3"), QStringLiteral("20")});
    const auto table = text.find("% time");
    QVERIFY(table != std::string::npos);
    const Counts lines = countsOf(imported(text).recording);
    const auto summary = imported(text.substr(table));
    QCOMPARE_EQ(summary.files.front().unreadable, 0U);
    const Counts theirs = countsOf(summary.recording);
    QVERIFY(theirs.size() > 10);
    for (const auto &[name, count] : theirs)
        QVERIFY2(lines.contains(name) && lines.at(name) == count, (name + ": " + std::to_string(count)).c_str());
    // What never returns is in no table.
    for (const auto &[name, count] : lines)
        QVERIFY2(theirs.contains(name) || name == "exit" || name == "exit_group" || name == "execve", name.c_str());
}

void TestImportStrace::putsFilesOfThreadsTogether()
{
    const std::string base = m_directory->path() + "/set";
    QProcess strace;
    strace.start(QStringLiteral("strace"), {QStringLiteral("-ff"), QStringLiteral("-o"), QString::fromStdString(base), QString::fromStdString(targetPath("threads")), QStringLiteral("3"), QStringLiteral("20")});
    QVERIFY(strace.waitForFinished(60'000));
    imports::ImportRequest request;
    for (const QString &name : QDir(QString::fromStdString(m_directory->path())).entryList({QStringLiteral("set.*")}))
        request.files.push_back(m_directory->path() + "/" + name.toStdString());
    QVERIFY(request.files.size() > 1);
    const auto result = imports::importFiles(request);
    VERIFY_RESULT(result);
    for (const imports::FileReport &report : result->files)
        QCOMPARE_EQ(report.unreadable, 0U);
    QCOMPARE_EQ(result->recording.processes.size(), 1U);
    QVERIFY(result->recording.complete);
}

// The same program twice, once under each tracer. Names and files are its own; counts that chance decides are left out.
void TestImportStrace::agreesWithOurRecorder()
{
    const auto one = TemporaryDirectory::create();
    const auto other = TemporaryDirectory::create();
    QVERIFY(one && other);
    RECORD_TARGET(ours, 0, "paths", one->path());
    const auto theirs = imported(trace({QStringLiteral("-f"), QStringLiteral("-y")}, {QString::fromStdString(targetPath("paths")), QString::fromStdString(other->path())}));
    const Counts ourCounts = countsOf(ours);
    const Counts theirCounts = countsOf(theirs.recording);
    for (const char *name : {"openat", "execve", "mkdirat", "unlinkat", "renameat2", "symlinkat", "linkat", "faccessat2", "statx", "readlinkat", "fchmodat"}) {
        const auto in = [name](const Counts &counts) { return counts.contains(name) ? counts.at(name) : 0U; };
        QVERIFY2(in(ourCounts) == in(theirCounts), name);
    }
    int compared = 0;
    for (const trace::PathUse &use : ours.processes.front().paths) {
        // Names below a temporary folder differ from run to run, and interpreters are the kernel's to open.
        if (use.path.starts_with("/tmp/") || use.path.contains("ld-linux"))
            continue;
        const auto same = useOfPath(theirs.recording, use.path);
        if (!same)
            continue;
        ++compared;
        QVERIFY2(same->operations == use.operations && same->successes == use.successes, use.path.c_str());
    }
    QVERIFY(compared > 0);
}

void TestImportStrace::joinsWhatATerminalMixed()
{
    const auto result = imported("execve(\"./demo\", [\"./demo\"], 0x7ffc /* 41 vars */) = 0\n"
                                 "clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLDstrace: Process 2532 attached\n"
                                 ", child_tidptr=0x7f60) = 2532\n"
                                 "[pid  2530] wait4(2532, strace: Process 2531 attached\n"
                                 " <unfinished ...>\n"
                                 "[pid  2532] exit_group(0)               = ?\n"
                                 "[pid  2532] +++ exited with 0 +++\n"
                                 "[pid  2530] <... wait4 resumed>NULL, 0, NULL) = 2532\n"
                                 "write(1, \"done\\n\", 5done\n"
                                 ")                   = 5\n"
                                 "hello (world) from the program\n"
                                 "exit_group(0)                           = ?\n"
                                 "+++ exited with 0 +++\n");
    const imports::FileReport &report = result.files.front();
    QCOMPARE_EQ(report.unreadable, 1U);
    QCOMPARE_EQ(report.examples.front().line, 11U);
    const Counts expected = {{"clone", 1}, {"execve", 1}, {"exit_group", 2}, {"wait4", 1}, {"write", 1}};
    QCOMPARE_EQ(countsOf(result.recording), expected);
    QCOMPARE_EQ(result.recording.processes.size(), 2U);
}

void TestImportStrace::tellsDenials()
{
    const auto result = imported("10 mkdir(\"/tmp/zz\", 0777)            = 83\n"
                                 "10 +++ killed by SIGSYS +++\n"
                                 "11 mkdir(\"/tmp/zz\", 0777)            = 83\n"
                                 "11 --- SIGSYS {si_signo=SIGSYS, si_code=SYS_SECCOMP, si_call_addr=0x4312d7, si_syscall=__NR_mkdir, si_arch=AUDIT_ARCH_X86_64} ---\n"
                                 "11 +++ killed by SIGSYS +++\n"
                                 "12 mkdir(\"/tmp/zz\", 0777)            = -1 EPERM (Operation not permitted)\n"
                                 "12 +++ exited with 0 +++\n");
    QCOMPARE_EQ(result.recording.denials.size(), 2U);
    QCOMPARE_EQ(result.recording.denials[0].action, "SCMP_ACT_KILL_PROCESS");
    QCOMPARE_EQ(result.recording.denials[1].action, "SCMP_ACT_TRAP");
    QCOMPARE_EQ(result.recording.processes[0].signal, std::optional<int>(31));
    QCOMPARE_EQ(result.recording.processes[2].syscalls.front().errors, (std::map<int, std::uint64_t>{{1, 1}}));
}

void TestImportStrace::namesTheAbi()
{
    // By the notes of strace, by the names alone, and by number.
    const auto switched = imported("20 execve(\"/bin/x\", [\"x\"], 0x0 /* 0 vars */) = 0\n[ Process PID=20 runs in 32 bit mode. ]\n20 brk(NULL) = 0x1\n20 +++ exited with 0 +++\n");
    QCOMPARE_EQ(switched.files.front().unreadable, 0U);
    std::set<Abi> abis;
    for (const auto &sum : trace::summarise(switched.recording))
        abis.insert(sum.abi);
    QCOMPARE_EQ(abis, (std::set{Abi::X86_64, Abi::I386}));
    const auto named = imported("stat64(\"/a\", 0x1) = 0\nmmap2(NULL, 4, PROT_READ, MAP_PRIVATE, 3, 0) = 0x1\nfstat64(3, 0x1) = 0\nbrk(NULL) = 0x1\n");
    for (const auto &sum : trace::summarise(named.recording))
        QCOMPARE_EQ(sum.abi, Abi::I386);
    const auto numbered = imported("syscall_0x1c4(0x1, 0x2) = -1 ENOSYS (Function not implemented)\nbrk(NULL) = 0x1\n");
    bool found = false;
    for (const auto &sum : trace::summarise(numbered.recording))
        found = found || sum.number == 0x1c4;
    QVERIFY(found);
}

void TestImportStrace::followsDescriptors()
{
    const auto result = imported("chdir(\"/srv\") = 0\n"
                                 "openat(AT_FDCWD, \"data\", O_RDONLY|O_DIRECTORY) = 5\n"
                                 "openat(5, \"a,\\\"b\", O_RDWR|O_CREAT, 0600) = 6\n"
                                 "openat(AT_FDCWD, \"/lib/x.so\", O_RDONLY|O_CLOEXEC) = 7\n"
                                 "mmap(NULL, 4096, PROT_READ|PROT_EXEC, MAP_PRIVATE, 7, 0) = 0x7f00\n"
                                 "bind(8, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr(\"0.0.0.0\")}, 16) = 0\n"
                                 "listen(8, 511) = 0\n"
                                 "connect(9, {sa_family=AF_UNIX, sun_path=\"/run/x.sock\"}, 110) = -1 ENOENT (No such file or directory)\n"
                                 "socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 9\n");
    const auto odd = useOfPath(result.recording, "/srv/data/a,\"b");
    QVERIFY(odd);
    QCOMPARE_EQ(odd->operations, trace::path_operation::kRead | trace::path_operation::kWrite | trace::path_operation::kCreate);
    const auto library = useOfPath(result.recording, "/lib/x.so");
    QVERIFY(library && (library->operations & trace::path_operation::kMap));
    QCOMPARE_EQ(result.recording.subject.ports, std::vector<int>{8080});
    const auto socket = useOfPath(result.recording, "/run/x.sock");
    QVERIFY(socket && socket->successes == 0 && socket->errors.contains(2));
    for (const trace::SyscallUse &use : result.recording.processes.front().syscalls) {
        if (syscalls::Catalogue::builtIn().nameOf(use.abi, use.number) == "socket")
            QVERIFY(use.arguments.front().counts.contains(10)); // AF_INET6
    }
}

// What a text among the arguments says is no result.
void TestImportStrace::endsAnUnfinishedCallLater()
{
    const auto result = imported("10 write(1, \"dup(3) = 4\", 10 <unfinished ...>\n"
                                 "11 openat(AT_FDCWD, \"/etc/x) = 5\", O_RDONLY <unfinished ...>\n"
                                 "10 <... write resumed>)                 = -1 EPIPE (Broken pipe)\n"
                                 "11 <... openat resumed>)                = -1 ENOENT (No such file or directory)\n"
                                 "12 <... getpid resumed>)                = 12\n"
                                 "13 dup(3) = 5 13 exit_group(0 <unfinished ...>\n");
    QCOMPARE_EQ(result.files.front().understood, 6U);
    const Counts expected = {{"dup", 1}, {"getpid", 1}, {"openat", 1}, {"write", 1}};
    QCOMPARE_EQ(countsOf(result.recording), expected);
    const auto path = useOfPath(result.recording, "/etc/x) = 5");
    QVERIFY(path);
    QCOMPARE_EQ(path->errors, (std::map<int, std::uint64_t>{{2, 1}}));
    QCOMPARE_EQ(result.recording.processes.front().syscalls.front().errors, (std::map<int, std::uint64_t>{{32, 1}}));
    // Again and again, and of a call that began before the trace.
    const auto more = imported("10 openat(AT_FDCWD, <unfinished ...>\n"
                               "10 <... openat resumed>\"/a) = -1 EPERM (x)\", <unfinished ...>\n"
                               "10 <... openat resumed>O_RDONLY) = 3\n"
                               "11 <... read resumed> <unfinished ...>\n"
                               "11 <... read resumed>\"\", 4096) = 0\n"
                               "12 <... syscall_0x1c4 resumed>) = -1 EPERM (Operation not permitted) 12 write(1 <unfinished ...>\n"
                               "13 mkdir(\"/x\", 0777hello\n"
                               "13 +++ killed by SIGSYS +++\n");
    QCOMPARE_EQ(more.files.front().unreadable, 0U);
    QVERIFY(useOfPath(more.recording, "/a) = -1 EPERM (x)"));
    QCOMPARE_EQ(countsOf(more.recording)["openat"], 1U);
    QCOMPARE_EQ(countsOf(more.recording)["read"], 1U);
    QCOMPARE_EQ(more.recording.processes.at(2).syscalls.front().errors, (std::map<int, std::uint64_t>{{1, 1}}));
    // What it was killed for, although its line is broken.
    QCOMPARE_EQ(more.recording.denials.size(), 1U);
    QCOMPARE_EQ(syscalls::Catalogue::builtIn().nameOf(more.recording.denials.front().abi, more.recording.denials.front().number), "mkdir");
}

// The same calls in the same words, and each with a time of its own behind it (-T): enough of both that remembering them begins and ends.
void TestImportStrace::knowsWordsThatComeAgain()
{
    constexpr std::array<std::string_view, 10> kCalls = {
        "openat(AT_FDCWD</srv>, \"a\", O_RDONLY|O_CLOEXEC) = 3</srv/a>",
        "openat(3</srv/a>, \"b\\tc\", O_RDWR) = -1 EACCES (Permission denied)",
        "mmap(NULL, 4096, PROT_READ|PROT_EXEC, MAP_PRIVATE, 3</srv/a>, 0) = 0x7f0012345000",
        "rename(\"/srv/a\", \"/srv/b\") = 0",
        "newfstatat(3</srv/a>, \"../d\", {st_mode=S_IFREG|0644, st_size=12, ...}, AT_SYMLINK_NOFOLLOW) = 0",
        "futex(0x7f00, FUTEX_WAKE_PRIVATE, 1) = 1",
        "socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP) = 4",
        "read(3</srv/a>, \"\", 4096) = 0",
        "no_such_call(1) = 0",
        "close(3</srv/a>) = 0",
    };
    std::string again;
    std::string timed;
    for (int i = 0; i < 240'000; ++i) {
        const std::string_view call = kCalls[static_cast<std::size_t>(i) % kCalls.size()];
        again += std::format("{} {}\n", 10 + i % 3, call);
        timed += std::format("{} {} <{}.{:06}>\n", 10 + i % 3, call, i / 1'000'000, i % 1'000'000);
    }
    auto first = imported(again);
    auto second = imported(timed);
    QCOMPARE_EQ(first.files.front().understood, 216'000U);
    QCOMPARE_EQ(first.files.front().unreadable, 24'000U);
    QCOMPARE_EQ(second.files.front().understood, first.files.front().understood);
    first.recording.warnings.clear(); // they cite a line
    second.recording.warnings.clear();
    QVERIFY(trace::writeRecording(second.recording) == trace::writeRecording(first.recording));
    for (const char *path : {"/srv/a", "/srv/a/b\tc", "/srv/b", "/srv/a/../d"})
        QVERIFY2(useOfPath(first.recording, path), path);
    QCOMPARE_EQ(useOfPath(first.recording, "/srv/a")->count, 24'000U);
}

// The same words of another thread, with another prefix, or with another end of the line.
void TestImportStrace::knowsWhereWordsStand()
{
    const auto result = imported("10 close(3) = 0\n"
                                 "[ Process PID=11 runs in 32 bit mode. ]\n"
                                 "11 close(3) = 0\r\n"
                                 "[pid 10] close(3) = 0\r\n"
                                 "12<cat> close(3) = 0\n"
                                 "13<dog> close(3) = 0\n"
                                 "10 \tclose(3) = 0\n"
                                 "10 12:00:00.000000 \tclose(3) = 0\n"
                                 "10 12:00:01.000000 close(3) = 0\n");
    QCOMPARE_EQ(result.files.front().unreadable, 0U);
    QCOMPARE_EQ(countsOf(result.recording), (Counts{{"close", 8}}));
    const auto &processes = result.recording.processes;
    QCOMPARE_EQ(processes.size(), 4U);
    QCOMPARE_EQ(processes[0].syscalls.front().count, 5U);
    QCOMPARE_EQ(processes[0].syscalls.front().abi, Abi::X86_64);
    QCOMPARE_EQ(processes[1].syscalls.front().abi, Abi::I386);
    QCOMPARE_EQ(processes[2].comm, "cat");
    QCOMPARE_EQ(processes[3].comm, "dog");
    QCOMPARE_EQ(result.recording.durationNs, 1'000'000'000);
}

// One by one, out of the records of a container's log, or in blocks.
void TestImportStrace::readsWrappedLinesAlike()
{
    std::string plain;
    std::string wrapped;
    for (int i = 0; i < 3000; ++i) {
        for (const std::string &line : {std::format("{} openat(AT_FDCWD, \"/srv/{}\", O_RDONLY) = {}", 10 + i % 3, i % 50, 3 + i % 5), std::format("{} read({}, <unfinished ...>", 10 + i % 3, 3 + i % 5),
                                        std::format("{} close({}) = -1 EBADF (Bad file descriptor)", 20 + i % 2, i), std::format("{} <... read resumed>\"a\\n\", 4096) = {}", 10 + i % 3, i)}) {
            plain += line + "\n";
            const QByteArray text = QJsonDocument(QJsonObject{{"log", QString::fromStdString(line + "\n")}, {"stream", "stderr"}, {"time", "2026-11-26T02:36:19.1Z"}}).toJson(QJsonDocument::Compact);
            wrapped += text.toStdString() + "\n";
        }
    }
    const auto one = imported(plain);
    const auto other = imported(wrapped);
    QCOMPARE_EQ(one.files.front().understood, 12'000U);
    QCOMPARE_EQ(other.files.front().understood, 12'000U);
    QVERIFY(trace::writeRecording(one.recording) == trace::writeRecording(other.recording));
}

// A call's arguments are held whole or not at all, however many threads there were, and never without end.
void TestImportStrace::boundsWhatWaits()
{
    std::string text;
    for (int pid = 1000; pid < 31'000; ++pid)
        text += std::format("{} exit_group(0) = ?\n{} +++ exited with 0 +++\n", pid, pid);
    const std::string path = "/" + std::string(3000, 'p');
    text += std::format("40000 rename(\"{}\",  <unfinished ...>\n40000 <... rename resumed>\"/target\") = 0\n", path);
    // Much more than is held: the call is counted, and none of its paths is made up.
    constexpr int kWaiting = 60;
    const std::string piece(900'000, 'q');
    for (int pid = 50'000; pid < 50'000 + kWaiting; ++pid)
        text += std::format("{} rename(\"/{}\",  <unfinished ...>\n", pid, piece);
    for (int pid = 50'000; pid < 50'000 + kWaiting; ++pid)
        text += std::format("{} <... rename resumed>\"/other{}\") = 0\n", pid, pid);
    const auto result = imported(text);
    QCOMPARE_EQ(result.files.front().unreadable, 0U);
    QVERIFY(useOfPath(result.recording, path));
    QVERIFY(useOfPath(result.recording, "/target"));
    QCOMPARE_EQ(countsOf(result.recording)["rename"], 1U + kWaiting);
    const std::string longPath = "/" + piece;
    std::size_t held = 0;
    for (const trace::Process &process : result.recording.processes) {
        const auto has = [&](const std::string &wanted) { return std::ranges::contains(process.paths, wanted, &trace::PathUse::path); };
        const bool isWhole = has(longPath);
        held += isWhole ? 1U : 0U;
        QCOMPARE_EQ(has(std::format("/other{}", process.pid)), isWhole);
    }
    QVERIFY(held > 10 && held < kWaiting);
}

QTEST_GUILESS_MAIN(TestImportStrace)
#include "tst_import_strace.moc"
