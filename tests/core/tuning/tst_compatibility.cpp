// Elsewhere: gVisor's own table, the first kernels of the reference, and what measured C libraries do.
#include "support/recordings.h"
#include "support/support.h"
#include "tuning/compatibility.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

using namespace whittle;
using namespace whittle::tuning;
using syscalls::GvisorSupport;

class TestCompatibility : public QObject
{
    Q_OBJECT

private slots:
    void gvisorAsItsTable_data();
    void gvisorAsItsTable();
    void gvisorOfRecordings();
    void kernelsAsTheReference();
    void kernels();
    void libcOfProfiles();
    void libcOfRecordings();
    void libcTable();
};

namespace {

profile::Profile allowing(std::vector<std::string> names, std::vector<std::string> refused = {}, std::uint32_t error = 38)
{
    profile::Profile profile;
    profile.defaultAction = profile::Action::Errno;
    profile.architectures = {"SCMP_ARCH_X86_64"};
    profile::Rule rule;
    rule.names = std::move(names);
    profile.addRule(rule);
    if (!refused.empty()) {
        profile::Rule denied;
        denied.names = std::move(refused);
        denied.action = profile::Action::Errno;
        denied.errnoRet = error;
        profile.addRule(denied);
    }
    return profile;
}

// What threads need of glibc 2.41, but for the call that makes them.
const std::vector<std::string> kThreads = {"rt_sigaction", "rt_sigprocmask", "mmap", "mprotect", "getrandom", "brk", "rseq", "futex", "set_robust_list", "madvise", "exit", "munmap", "membarrier"};

std::vector<std::string> with(std::vector<std::string> names, std::initializer_list<const char *> more)
{
    names.insert(names.end(), more.begin(), more.end());
    return names;
}

LibcReport libcReport(const profile::Profile &profile, std::string_view library)
{
    const auto subject = compatibilitySubject(profile, {});
    return subject ? checkLibc(*subject, library).value_or(LibcReport()) : LibcReport();
}

const LibcFinding *findingOf(const LibcReport &report, std::string_view function, std::string_view call)
{
    const auto found = std::ranges::find_if(report.findings, [&](const LibcFinding &one) { return one.function == function && one.call == call; });
    return found == report.findings.end() ? nullptr : &*found;
}

} // namespace

void TestCompatibility::gvisorAsItsTable_data()
{
    QTest::addColumn<int>("abi");
    QTest::addColumn<QString>("list");
    QTest::addRow("x86_64") << int(Abi::X86_64) << QStringLiteral("amd64");
    QTest::addRow("aarch64") << int(Abi::Aarch64) << QStringLiteral("arm64");
}

void TestCompatibility::gvisorAsItsTable()
{
    REQUIRE_SHARED(shared);
    QFETCH(int, abi);
    QFETCH(QString, list);
    const auto table = nlohmann::json::parse(test::contentOf(shared + "/gvisor/syscalls.json"));
    std::map<int, std::string> levels; // by number: the table has a name or two of its own
    for (const auto &entry : table.at(list.toStdString()))
        levels[entry.at("number")] = entry.at("support");
    // A recording of every call that the machine has.
    test::RecordingMaker maker;
    maker.edit().environment.machine = abi == int(Abi::X86_64) ? "x86_64" : "aarch64";
    std::size_t all = 0;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        if (syscall.existsOn(static_cast<Abi>(abi))) {
            maker.number(static_cast<Abi>(abi), syscall.number(static_cast<Abi>(abi)), 1);
            ++all;
        }
    }
    const GvisorReport report = checkGvisor(compatibilitySubject(static_cast<trace::Recording>(maker)));
    QVERIFY2(report.source.contains("google/gvisor") && report.source.contains(table.at("commit").get<std::string>().substr(0, 12)), report.source.c_str());
    QCOMPARE_EQ(report.asked, all);
    QVERIFY(report.fails());
    std::size_t full = 0;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        if (!syscall.existsOn(static_cast<Abi>(abi)))
            continue;
        const auto level = levels.find(syscall.number(static_cast<Abi>(abi)));
        const auto finding = std::ranges::find_if(report.findings, [&](const GvisorFinding &one) { return one.call.name == syscall.name; });
        if (level != levels.end() && level->second == "full") {
            ++full;
            QVERIFY2(finding == report.findings.end(), syscall.name.c_str());
            continue;
        }
        QVERIFY2(finding != report.findings.end(), syscall.name.c_str());
        QCOMPARE_EQ(finding->support == GvisorSupport::Absent, level == levels.end());
        if (level != levels.end())
            QCOMPARE_EQ(finding->support == GvisorSupport::Partial, level->second == "partial");
        QVERIFY(!finding->note.empty());
    }
    QCOMPARE_EQ(report.findings.size(), all - full);
    QVERIFY(full > 100);
    // The worst come first.
    QVERIFY(std::ranges::is_sorted(report.findings, {}, &GvisorFinding::support));
}

void TestCompatibility::gvisorOfRecordings()
{
    test::RecordingMaker maker;
    maker.call("read", 5).call("mount").call("landlock_create_ruleset").call("clone3");
    maker.edit().processes.back().syscalls[2].errors[38] = 1; // refused here, too
    const auto fine = checkGvisor(compatibilitySubject(static_cast<trace::Recording>(maker)));
    QVERIFY(!fine.fails());
    const auto refused = std::ranges::find_if(fine.findings, [](const GvisorFinding &one) { return one.call.name == "landlock_create_ruleset"; });
    QVERIFY(refused != fine.findings.end() && refused->call.neverSucceeded);
    QCOMPARE_EQ(refused->call.commands, std::vector<std::string>{"demo"});
    // It runs no 32-bit programs.
    maker.call("read", 1, {}, Abi::I386);
    const auto foreign = checkGvisor(compatibilitySubject(static_cast<trace::Recording>(maker)));
    QVERIFY(foreign.fails());
    QCOMPARE_EQ(foreign.foreignAbis, std::vector<Abi>{Abi::I386});
    // What it has not, and what the libraries do then.
    test::RecordingMaker newer;
    newer.call("fchmodat2");
    const auto missing = checkGvisor(compatibilitySubject(static_cast<trace::Recording>(newer)));
    if (missing.fails())
        QVERIFY2(missing.findings.front().fallBack.contains("glibc makes openat instead"), missing.findings.front().fallBack.c_str());
}

void TestCompatibility::kernelsAsTheReference()
{
    REQUIRE_SHARED(shared);
    // number, name, argument count, classes, first kernel
    std::map<std::string, std::string> since;
    std::istringstream lines(test::contentOf(shared + "/syscalls/x86_64.tsv"));
    std::vector<std::string> head;
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, '\t');)
            cells.push_back(cell);
        if (head.empty()) {
            head = cells;
            continue;
        }
        const auto name = static_cast<std::size_t>(std::ranges::find(head, "name") - head.begin());
        const auto first = static_cast<std::size_t>(std::ranges::find(head, "since") - head.begin());
        if (name < cells.size() && first < cells.size() && !cells[first].empty())
            since[cells[name]] = cells[first];
    }
    QVERIFY(since.size() > 300);
    const auto parts = [](const std::string &version) {
        std::array<int, 3> numbers = {};
        std::istringstream text(version);
        std::string part;
        for (int &number : numbers)
            if (std::getline(text, part, '.'))
                number = std::stoi(part);
        return numbers;
    };
    std::vector<std::string> names;
    for (const auto &[name, version] : since)
        if (syscalls::Catalogue::builtIn().find(name))
            names.push_back(name);
    const auto subject = compatibilitySubject(allowing(names), {});
    VERIFY_RESULT(subject);
    // A name that the libseccomp here is too old for allows nothing, and so asks for nothing.
    std::erase_if(names, [&](const std::string &name) { return std::ranges::none_of(subject->calls, [&](const UsedCall &call) { return call.name == name; }); });
    QVERIFY(names.size() > 300);
    for (const char *kernel : {"2.6.18", "3.10", "4.19", "5.4.17", "6.1"}) {
        const auto report = checkKernel(*subject, kernel);
        VERIFY_RESULT(report);
        for (const std::string &name : names) {
            const bool missing = std::ranges::any_of(report->findings, [&](const KernelFinding &one) { return one.call.name == name; });
            QVERIFY2(missing == (parts(since[name]) > parts(kernel)), (name + " " + since[name] + " " + kernel).c_str());
        }
    }
}

void TestCompatibility::kernels()
{
    const auto subject = compatibilitySubject(allowing({"read", "clone3", "faccessat2", "openat2"}), {});
    VERIFY_RESULT(subject);
    const auto report = checkKernel(*subject, "5.4");
    VERIFY_RESULT(report);
    QCOMPARE_EQ(report->findings.size(), 2U);
    QCOMPARE_EQ(report->findings[0].call.name, "faccessat2");
    QCOMPARE_EQ(report->findings[0].since, "5.8");
    QVERIFY(report->findings[0].fallBack.contains("faccessat"));
    QCOMPARE_EQ(report->findings[1].call.name, "openat2");
    QVERIFY(checkKernel(*subject, "5.8")->findings.empty());
    for (const char *wrong : {"", "new", "5", "5.4-rc1", "5.x"})
        QVERIFY2(!checkKernel(*subject, wrong), wrong);
}

void TestCompatibility::libcOfProfiles()
{
    // Threads: with ENOSYS glibc makes clone, with EPERM it gives up; where clone is missing nothing helps.
    const LibcReport fine = libcReport(allowing(with(kThreads, {"clone"}), {"clone3"}, 38), "glibc");
    const LibcFinding *thread = findingOf(fine, "pthread_create", "clone3");
    QVERIFY(thread && thread->refused && !thread->breaks);
    QCOMPARE_EQ(thread->onEnosys.then, std::vector<std::string>{"clone"});
    QCOMPARE_EQ(thread->onEperm.result, "fails EPERM");
    QCOMPARE_EQ(thread->answer, "SCMP_ACT_ERRNO(38)");
    const LibcReport broken = libcReport(allowing(with(kThreads, {"clone"}), {"clone3"}, 1), "glibc");
    thread = findingOf(broken, "pthread_create", "clone3");
    QVERIFY(thread && thread->breaks);
    QVERIFY2(thread->inWords().contains("with EPERM it fails EPERM: broken"), thread->inWords().c_str());
    // Made for a program with glibc, run with musl: other calls.
    const LibcReport other = libcReport(allowing({"openat", "newfstatat", "clock_nanosleep", "close", "read"}), "musl");
    QVERIFY(findingOf(other, "open", "open") && findingOf(other, "open", "open")->breaks);
    QVERIFY(findingOf(other, "stat", "stat") && findingOf(other, "stat", "stat")->breaks);
    QVERIFY(findingOf(other, "nanosleep", "nanosleep") && findingOf(other, "nanosleep", "nanosleep")->breaks);
    const LibcReport same = libcReport(allowing({"openat", "newfstatat", "clock_nanosleep", "close", "read"}), "glibc");
    QVERIFY(!findingOf(same, "open", "openat"));
    QCOMPARE_EQ(std::ranges::count_if(same.findings, &LibcFinding::breaks), 0);
    // A fall-back that is refused, too.
    const LibcReport dead = libcReport(allowing({"faccessat2", "statx", "read"}, {}, 38), "glibc");
    const LibcFinding *stat = findingOf(dead, "statx", "statx");
    QVERIFY(stat && !stat->refused && !stat->breaks);
    QCOMPARE_EQ(stat->missing, std::vector<std::string>{"newfstatat"});
}

void TestCompatibility::libcOfRecordings()
{
    test::RecordingMaker maker;
    maker.call("openat").call("newfstatat").call("statx");
    const auto report = checkLibc(compatibilitySubject(static_cast<trace::Recording>(maker)), "musl");
    VERIFY_RESULT(report);
    const LibcFinding *open = findingOf(*report, "open", "open");
    QVERIFY(open && open->breaks && open->refused && open->answer.empty());
    QVERIFY2(open->inWords().contains("was not seen"), open->inWords().c_str());
    const LibcFinding *statx = findingOf(*report, "statx", "statx");
    QVERIFY(statx && !statx->refused && statx->missing == std::vector<std::string>{"stat"});
    QVERIFY(!checkLibc(compatibilitySubject(static_cast<trace::Recording>(maker)), "uclibc"));
    maker.edit().environment.machine = "aarch64";
    const auto elsewhere = checkLibc(compatibilitySubject(static_cast<trace::Recording>(maker)), "musl");
    QVERIFY(!elsewhere && elsewhere.error().code == ErrorCode::Unsupported);
}

void TestCompatibility::libcTable()
{
    const LibcCalls &calls = LibcCalls::builtIn();
    for (const char *library : {"glibc", "musl"}) {
        const Libc *libc = calls.find(library, Abi::X86_64);
        QVERIFY(libc && !libc->release.empty() && libc->functions.size() > 40);
        for (const LibcFunction &function : libc->functions) {
            for (const std::string &call : function.calls)
                QVERIFY2(syscalls::Catalogue::builtIn().find(call), call.c_str());
        }
    }
    QCOMPARE_EQ(calls.find("glibc", Abi::X86_64)->fallBack("clone3")->then, std::vector<std::string>{"clone"});
    QVERIFY(!calls.find("glibc", Abi::X86_64)->fallBack("openat"));
    for (const char *wrong : {"", "[]", "{}", R"({"version": 2, "libraries": []})", R"({"version": 1, "libraries": [{"library": "x"}]})"})
        QVERIFY2(!LibcCalls::parse(wrong), wrong);
}

QTEST_APPLESS_MAIN(TestCompatibility)
#include "tst_compatibility.moc"
