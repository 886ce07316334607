#include "imports/audit_record.h"
#include "imports/import.h"
#include "support/support.h"
#include "syscalls/catalogue.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <format>
#include <map>
#include <sstream>

using namespace whittle;
using namespace whittle::test;

namespace {

using Counts = std::map<std::string, std::uint64_t>;

Counts countsOf(const trace::Recording &recording)
{
    Counts counts;
    for (const trace::SyscallSummary &sum : trace::summarise(recording))
        counts[std::format("{} {}", abiName(sum.abi), syscalls::Catalogue::builtIn().nameOf(sum.abi, sum.number))] += sum.count;
    return counts;
}

std::uint64_t passedOver(const imports::FileReport &report, const std::string &what)
{
    for (const auto &[kind, count] : report.passedOver) {
        if (kind.contains(what))
            return count;
    }
    return 0;
}

} // namespace

#define IMPORT(variable, text) \
    const auto variable##Result = imports::importText(text, "log"); \
    VERIFY_RESULT(variable##Result); \
    const imports::Imported &variable = *variable##Result

class TestImportLogs : public QObject
{
    Q_OBJECT
private slots:
    void readsTheReferenceLogs_data();
    void readsTheReferenceLogs();
    void readsAppArmorAsItsOwnLibrary();
    void readsRecords_data();
    void readsRecords();
    void countsARecordOnce();
    void readsTheJournal();
    void tellsDenialsFromPermissions();
    void readsDockersWrapping();
    void readsSysdig();
    void readsPerf();
    void readsBpftrace();
    void readsFtrace();
    void readsEvents();
};

void TestImportLogs::readsTheReferenceLogs_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<quint64>("unreadable");
    // The cut line of one, and three of AppArmor's own broken examples.
    const std::map<QString, quint64> broken = {{QStringLiteral("seccomp-dmesg-mixed.log"), 1}, {QStringLiteral("apparmor-test-multi.jsonl"), 3}};
    for (const char *file : {"apparmor-containers.log", "apparmor-test-multi.jsonl", "ig-advise-seccomp.txt", "nginx-first-half.sysdig", "perf-trace.txt", "seccomp-auditd.log",
                             "seccomp-dmesg-mixed.log", "seccomp-journald.log", "seccomp-syslog-k8s.log", "seccomp-syslog-zaz.log", "strace/here-f-C.txt", "strace/here-f-c.txt",
                             "strace/here-f-tt-T-y.txt", "strace/here-f.txt", "strace/here-ff.2524", "strace/here-ff.2525", "strace/here-ff.2526", "strace/here-plain.txt",
                             "strace/here-terminal-mixed.txt", "strace/ls.strace", "strace/pid-sigsys.txt", "strace/pid-unfinished.txt", "strace/summary-old-with-command.txt"}) {
        const QString name = QString::fromLatin1(file);
        QTest::newRow(file) << name << (broken.contains(name) ? broken.at(name) : 0);
    }
}

void TestImportLogs::readsTheReferenceLogs()
{
    REQUIRE_SHARED(shared);
    QFETCH(QString, file);
    QFETCH(quint64, unreadable);
    imports::ImportRequest request;
    request.files.push_back(shared + "/logs/" + file.toStdString());
    const auto imported = imports::importFiles(request);
    VERIFY_RESULT(imported);
    const imports::FileReport &report = imported->files.front();
    QCOMPARE_EQ(report.unreadable, unreadable);
    QVERIFY(report.understood > 0);
    QCOMPARE_EQ(report.understood + report.passedOverInAll() + report.unreadable, report.lines);
    QCOMPARE_EQ(report.examples.size(), static_cast<std::size_t>(std::min<quint64>(unreadable, 5)));
}

// What libapparmor reads of the same lines, as its own test suite has it.
void TestImportLogs::readsAppArmorAsItsOwnLibrary()
{
    REQUIRE_SHARED(shared);
    std::istringstream lines(contentOf(shared + "/logs/apparmor-test-multi.jsonl"));
    std::string line;
    int compared = 0;
    while (std::getline(lines, line)) {
        const auto json = nlohmann::json::parse(line);
        const auto name = json["name"].get<std::string>();
        std::map<std::string, std::string> expected;
        std::istringstream out(json["out"].get<std::string>());
        for (std::string field; std::getline(out, field);) {
            if (const auto colon = field.find(": "); colon != std::string::npos)
                expected[field.substr(0, colon)] = field.substr(colon + 2);
        }
        if (expected["Event type"] == "AA_RECORD_INVALID")
            continue;
        const std::string text = json["in"].get<std::string>();
        const auto audit = imports::findRecord(text);
        if (audit.kind != imports::AuditRecord::Kind::AppArmor)
            continue; // messages of other ways than the kernel's and auditd's
        const auto record = imports::parseAppArmor(audit);
        QVERIFY2(record, name.c_str());
        using Event = imports::AppArmorRecord::Event;
        const std::map<std::string, Event> events = {{"AA_RECORD_AUDIT", Event::Audit}, {"AA_RECORD_ALLOWED", Event::Allowed}, {"AA_RECORD_DENIED", Event::Denied},
                                                     {"AA_RECORD_HINT", Event::Hint},   {"AA_RECORD_STATUS", Event::Status},   {"AA_RECORD_ERROR", Event::Error}};
        QVERIFY2(events.contains(expected["Event type"]) && events.at(expected["Event type"]) == record->event, name.c_str());
        const auto check = [&](const char *field, const std::string &ours) {
            if (expected.contains(field) && expected[field] != ours)
                QFAIL(std::format("{}: {}: \"{}\", libapparmor says \"{}\"", name, field, ours, expected[field]).c_str());
        };
        check("Operation", record->operation);
        check("Mask", record->requested);
        check("Denied Mask", record->denied);
        check("Profile", record->profile);
        check("Peer", record->peer);
        check("Name", record->name);
        check("Name2", record->target);
        check("Command", record->comm);
        check("PID", std::to_string(record->pid));
        check("Parent", std::to_string(record->parent));
        check("Info", record->info);
        check("ErrorCode", std::to_string(record->error));
        check("fsuid", std::to_string(record->fsuid.value_or(0)));
        check("ouid", std::to_string(record->ouid.value_or(0)));
        check("Class", record->objectClass);
        check("Network family", record->family);
        check("Socket type", record->socketType);
        ++compared;
    }
    QVERIFY(compared > 60);
}

void TestImportLogs::readsRecords_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("expected"); // abi and name
    QTest::addColumn<QString>("comm");
    const QByteArray head = "type=SECCOMP msg=audit(1740670474.406:1): auid=4294967295 uid=0 gid=0 ses=4294967295 ";
    QTest::newRow("glued tail") << head + "pid=6 comm=\"ls\" exe=\"/bin/ls\" sig=0 arch=c000003e syscall=3 compat=0 ip=0x7f code=0x7ffc0000AUID=\"unset\" UID=\"root\"" << "x86_64 close" << "ls";
    QTest::newRow("separator") << head + "pid=6 comm=\"ls\" exe=\"/bin/ls\" sig=0 arch=c000003e syscall=3 compat=0 ip=0x7f code=0x7ffc0000\x1d" "AUID=\"unset\" SYSCALL=close" << "x86_64 close" << "ls";
    QTest::newRow("label with spaces") << head + "subj==cri-containerd.apparmor.d (enforce) pid=6 comm=\"ls\" exe=\"/bin/ls\" sig=0 arch=c000003e syscall=268 compat=0 ip=0x7f code=0x7ffc0000" << "x86_64 fchmodat" << "ls";
    QTest::newRow("odd name") << head + "pid=6 comm=4143504920506F6C6C6572 exe=\"/bin/ls\" sig=0 arch=c000003e syscall=0 compat=0 ip=0x7f code=0x7ffc0000" << "x86_64 read" << "ACPI Poller";
    QTest::newRow("i386") << head + "pid=6 comm=\"a\" exe=\"/a\" sig=31 arch=40000003 syscall=4 compat=1 ip=0x7f code=0x0" << "i386 write" << "a";
    QTest::newRow("aarch64") << head + "pid=6 comm=\"a\" exe=\"/a\" sig=0 arch=c00000b7 syscall=64 compat=0 ip=0x7f code=0x7ffc0000" << "aarch64 write" << "a";
    QTest::newRow("arm private") << head + "pid=6 comm=\"a\" exe=\"/a\" sig=31 arch=40000028 syscall=983045 compat=0 ip=0x7f code=0x0" << "arm set_tls" << "a";
    QTest::newRow("x32") << head + "pid=6 comm=\"a\" exe=\"/a\" sig=0 arch=c000003e syscall=1073741825 compat=0 ip=0x7f code=0x7ffc0000" << "x32 write" << "a";
    QTest::newRow("ausearch -i") << QByteArray("type=SECCOMP msg=audit(11/26/2026 02:36:19.123:45) : auid=unset uid=root gid=root ses=unset pid=6412 comm=chmod exe=/usr/bin/chmod sig=SIG0 arch=x86_64 syscall=fchmodat compat=0 ip=0x7f5c code=log")
                                 << "x86_64 fchmodat" << "chmod";
    const QByteArray body = "audit: type=1326 audit(1705307237.424:9): auid=0 uid=0 gid=0 ses=1 pid=6 comm=\"a\" exe=\"/a\" sig=0 arch=c000003e syscall=439 compat=0 ip=0x7f code=0x7ffc0000";
    for (const char *front : {"", "<5>", "[ 2664.473779] ", "[+0.1] ", "<5>[  12.3][   T55] ", "Jan 15 16:27:18 host kernel: [22734288.221628][   T55] ", "2026-11-26T02:36:19.1+01:00 host kernel: ", "node=host "})
        QTest::newRow(qPrintable(QStringLiteral("behind \"%1\"").arg(QLatin1String(front)))) << QByteArray(front) + body << "x86_64 faccessat2" << "a";
    QTest::newRow("journal") << QByteArray("Jul 19 10:54:26 host audit[5231]: SECCOMP auid=0 uid=0 gid=0 ses=6 subj=u:r:minijail:s0 pid=5231 comm=\"true\" exe=\"/bin/true\" sig=0 arch=c000003e syscall=157 compat=0 ip=0x7f code=0x7ffc0000")
                             << "x86_64 prctl" << "true";
}

void TestImportLogs::readsRecords()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, expected);
    QFETCH(QString, comm);
    IMPORT(imported, line.toStdString() + "\n");
    QCOMPARE_EQ(imported.files.front().understood, 1U);
    QCOMPARE_EQ(countsOf(imported.recording), (Counts{{expected.toStdString(), 1}}));
    QCOMPARE(QString::fromStdString(imported.recording.processes.front().comm), comm);
}

void TestImportLogs::countsARecordOnce()
{
    const std::string body = "auid=0 uid=0 gid=0 ses=1 pid=6 comm=\"a\" exe=\"/a\" sig=0 arch=c000003e syscall=0 compat=0 ip=0x7f code=0x7ffc0000";
    // The kernel's log and auditd's; the journal's two forms of one; another of the same content.
    IMPORT(imported, "type=SECCOMP msg=audit(1705307237.424:9): " + body + "\x1d" "AUID=\"root\"\n"
               "Jan 15 16:27:18 host kernel: audit: type=1326 audit(1705307237.424:9): " + body + "\n"
               "Jan 15 16:27:18 host audit[6]: SECCOMP " + body + "\n"
               "Jan 15 16:27:18 host kernel: audit: type=1326 audit(1705307237.999:10): " + body + "\n");
    QCOMPARE_EQ(countsOf(imported.recording), (Counts{{"x86_64 read", 2}}));
    QCOMPARE_EQ(passedOver(imported.files.front(), "there already"), 2U);
}

void TestImportLogs::readsTheJournal()
{
    const std::string body = "SECCOMP auid=0 uid=0 gid=0 ses=1 pid=6 comm=\"a\" exe=\"/a\" sig=0 arch=c000003e syscall=1 compat=0 ip=0x7f code=0x7ffc0000";
    std::string bytes;
    for (const char c : body)
        bytes += (bytes.empty() ? "" : ",") + std::to_string(static_cast<int>(c));
    IMPORT(json, "{\"MESSAGE\":" + nlohmann::json(body).dump() + ",\"_AUDIT_TYPE\":\"1326\",\"_AUDIT_ID\":\"77\",\"_SOURCE_REALTIME_TIMESTAMP\":\"1705307237424000\"}\n"
               "{\"MESSAGE\":[" + bytes + "],\"_AUDIT_TYPE\":\"1326\",\"_AUDIT_ID\":\"78\",\"_SOURCE_REALTIME_TIMESTAMP\":\"1705307237425000\"}\n"
               "{\"MESSAGE\":\"Started something.\",\"_TRANSPORT\":\"syslog\"}\n");
    QCOMPARE_EQ(countsOf(json.recording), (Counts{{"x86_64 write", 2}}));
    QCOMPARE_EQ(json.files.front().unreadable, 0U);
    IMPORT(exported, "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1705307237424000\n_TRANSPORT=audit\n_AUDIT_ID=77\nMESSAGE=" + body + "\n\n__CURSOR=s=2\n_TRANSPORT=kernel\nMESSAGE=usb 1-1: new device\n\n");
    QCOMPARE_EQ(countsOf(exported.recording), (Counts{{"x86_64 write", 1}}));
    QCOMPARE_EQ(exported.files.front().unreadable, 0U);
}

void TestImportLogs::tellsDenialsFromPermissions()
{
    std::string text;
    int serial = 0;
    for (const char *code : {"0x7ffc0000", "0x50001", "0x50026", "0x80000000", "0x0", "0x30000"})
        text += std::format("audit: type=1326 audit(1705307237.424:{0}): auid=0 uid=0 gid=0 ses=1 pid=6 comm=\"a\" exe=\"/a\" sig=31 arch=c000003e syscall={0} compat=0 ip=0x7f code={1}\n", serial++, code);
    text += "audit: type=1400 audit(1.1:90): apparmor=\"DENIED\" operation=\"open\" profile=\"p\" name=\"/etc/shadow\" pid=6 comm=\"a\" requested_mask=\"r\" denied_mask=\"r\" fsuid=0 ouid=0\n"
            "audit: type=1400 audit(1.1:91): apparmor=\"ALLOWED\" operation=\"exec\" profile=\"p\" name=\"/bin/sh\" pid=6 comm=\"a\" requested_mask=\"x\" denied_mask=\"x\" fsuid=0 ouid=0\n"
            "audit: type=1400 audit(1.1:92): avc:  denied  { read } for  pid=6 comm=\"a\" name=\"token\" scontext=a tcontext=b tclass=file\n"
            "kauditd_printk_skb: 29 callbacks suppressed\nnet_ratelimit: 7 callbacks suppressed\n";
    IMPORT(imported, text);
    std::vector<std::string> actions;
    for (const trace::Denial &denial : imported.recording.denials)
        actions.push_back(denial.action);
    QCOMPARE_EQ(actions, (std::vector<std::string>{"SCMP_ACT_ERRNO(1)", "SCMP_ACT_ERRNO(38)", "SCMP_ACT_KILL_PROCESS", "SCMP_ACT_KILL_THREAD", "SCMP_ACT_TRAP"}));
    const trace::Process &process = imported.recording.processes.front();
    QCOMPARE_EQ(process.paths.size(), 2U);
    QCOMPARE_EQ(process.paths[0].successes, 1U);
    QCOMPARE_EQ(process.paths[0].operations, trace::path_operation::kExecute);
    QCOMPARE_EQ(process.paths[1].errors, (std::map<int, std::uint64_t>{{13, 1}}));
    QCOMPARE_EQ(imported.files.front().lost, 29U);
    QCOMPARE_EQ(imported.recording.warnings.size(), 1U);
    QCOMPARE_EQ(passedOver(imported.files.front(), "other security modules"), 1U);
}

void TestImportLogs::readsDockersWrapping()
{
    IMPORT(docker, "{\"log\":\"openat(AT_FDCWD, \\\"/etc/x\\\", O_RDONLY\",\"stream\":\"stderr\",\"time\":\"2026-11-26T02:36:19.1Z\"}\n"
                   "{\"log\":\") = 3\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-26T02:36:19.1Z\"}\n"
                   "{\"log\":\"close(3) = 0\\r\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-26T02:36:19.1Z\"}\n");
    QCOMPARE_EQ(countsOf(docker.recording), (Counts{{"x86_64 close", 1}, {"x86_64 openat", 1}}));
    QCOMPARE_EQ(docker.recording.processes.front().paths.front().path, "/etc/x");
    IMPORT(cri, "2026-11-26T02:36:19.123456789Z stderr P openat(AT_FDCWD, \"/etc/x\", O_RDO\n2026-11-26T02:36:19.123456789Z stderr F NLY) = 3\n");
    QCOMPARE_EQ(countsOf(cri.recording), (Counts{{"x86_64 openat", 1}}));
}

void TestImportLogs::readsSysdig()
{
    IMPORT(imported, "1 14:28:33.038284292 0 runc:[2:INIT] (27609) < clone res=0 exe=/proc/self/exe args=init. tid=27609(runc) pid=27608(x) \n"
                     "2 14:28:33.038284293 0 sh (7) > openat dirfd=-100(AT_FDCWD) name=/etc/passwd flags=1(O_RDONLY) mode=0\n"
                     "3 14:28:33.038284294 0 sh (7) < openat fd=-2(ENOENT) dirfd=-100(AT_FDCWD) name=/etc/passwd flags=1(O_RDONLY) mode=0\n"
                     "4 14:28:33.038284295 0 sh (7.8) > pread fd=3 size=4 pos=0\n"
                     "5 14:28:33.038284296 0 sh (7) > switch next=0\n"
                     "6 14:28:33.038284297 0 sh (7) > <unknown>\n"
                     "7 14:28:33.038284298 0 sh (7) > nosuchcall x=1\n");
    QCOMPARE_EQ(countsOf(imported.recording), (Counts{{"x86_64 openat", 1}, {"x86_64 pread64", 1}}));
    QCOMPARE_EQ(imported.files.front().unreadable, 1U);
    QCOMPARE_EQ(passedOver(imported.files.front(), "no syscalls"), 2U);
}

void TestImportLogs::readsPerf()
{
    IMPORT(imported, "         ? (         ): ls/14234  ... [continued]: execve()) = 0\n"
                     "     0.177 ( 0.013 ms): ls/14234 brk(                            ) = 0x555d96be7000\n"
                     "     0.300 (         ): ls/14234 nanosleep(rqtp: 0x7ffe) ...\n"
                     "     1.300 ( 1.000 ms): ls/14234  ... [continued]: nanosleep()) = 0\n"
                     "     1.400 ( 0.010 ms): Web Content/99 openat(dfd: CWD, filename: \"/etc/x\", flags: RDONLY|CLOEXEC) = -1 ENOENT (No such file or directory)\n"
                     "     1.500 (         ): ls/14234 sched:sched_switch(prev_comm: \"ls\")\n"
                     "LOST 12 events!\n"
                     "     2.000 (         ): ls/14234 exit_group(                       ) = ?\n");
    QCOMPARE_EQ(countsOf(imported.recording), (Counts{{"x86_64 brk", 1}, {"x86_64 execve", 1}, {"x86_64 exit_group", 1}, {"x86_64 nanosleep", 1}, {"x86_64 openat", 1}}));
    QCOMPARE_EQ(imported.files.front().unreadable, 0U);
    QCOMPARE_EQ(imported.files.front().lost, 12U);
    IMPORT(summary, "\n Summary of events:\n\n sleep (1234), 80 events, 97.6%\n\n   syscall            calls  errors  total       min       avg       max       stddev\n"
                    "                                     (msec)    (msec)    (msec)    (msec)        (%)\n   --------------- --------  ------ -------- --------- --------- ---------     ------\n"
                    "   nanosleep              1      0  1000.137  1000.137  1000.137  1000.137      0.00%\n   openat                 4      2     0.100     0.1      0.1       0.1        0.00%\n");
    QCOMPARE_EQ(countsOf(summary.recording), (Counts{{"x86_64 nanosleep", 1}, {"x86_64 openat", 4}}));
    QCOMPARE_EQ(summary.recording.processes.front().comm, "sleep");
}

void TestImportLogs::readsBpftrace()
{
    IMPORT(imported, "Attaching 2 probes...\n\n@[tracepoint:syscalls:sys_enter_openat]: 12\n@[tracepoint:syscalls:sys_enter_newfstat]: 2\n@calls[sh, 257]: 3\n@[bash, read]: 5\n@x: 4\nLost 7 events\n");
    QCOMPARE_EQ(countsOf(imported.recording), (Counts{{"x86_64 fstat", 2}, {"x86_64 openat", 15}, {"x86_64 read", 5}}));
    QCOMPARE_EQ(imported.files.front().lost, 7U);
    QCOMPARE_EQ(imported.files.front().unreadable, 0U);
}

void TestImportLogs::readsFtrace()
{
    IMPORT(imported, "# tracer: nop\n#\n           <...>-1234    [000] .....    12.345678: sys_enter: NR 257 (ffffff9c, 7f00, 0, 0, 0, 0)\n"
                     "           <...>-1234    [000] .....    12.345679: sys_exit: NR 257 = -2\n"
                     "              sh-77      [001]   99.000001: sys_enter_openat:     dfd: 0xffffff9c, filename: 0x7f00\n"
                     "              sh-77      [001] ..... 99.000002: sys_close(fd: 3)\n"
                     "              sh-77      [001]   99.000003: sched_switch: prev=1\nCPU:1 [LOST 5 EVENTS]\n");
    QCOMPARE_EQ(countsOf(imported.recording), (Counts{{"x86_64 close", 1}, {"x86_64 openat", 2}}));
    QCOMPARE_EQ(imported.files.front().lost, 5U);
    QCOMPARE_EQ(imported.files.front().unreadable, 0U);
}

void TestImportLogs::readsEvents()
{
    IMPORT(tracee, "{\"timestamp\":1,\"processId\":7,\"processName\":\"sh\",\"eventId\":\"257\",\"eventName\":\"openat\",\"returnValue\":-2,\"args\":[]}\n"
                   "{\"timestamp\":2,\"processId\":7,\"processName\":\"sh\",\"eventId\":\"730\",\"eventName\":\"security_file_open\",\"syscall\":\"openat\",\"returnValue\":0}\n");
    QCOMPARE_EQ(countsOf(tracee.recording), (Counts{{"x86_64 openat", 1}}));
    QCOMPARE_EQ(tracee.recording.processes.front().syscalls.front().errors, (std::map<int, std::uint64_t>{{2, 1}}));
    IMPORT(gadget, "{\"comm\":\"cat\",\"pid\":9,\"syscall\":\"read\",\"ret\":4}\n{\"comm\":\"cat\",\"pid\":9,\"syscall\":\"read\",\"ret\":0}\n");
    QCOMPARE_EQ(countsOf(gadget.recording), (Counts{{"x86_64 read", 2}}));
    IMPORT(falco, "{\"output\":\"x\",\"rule\":\"r\",\"output_fields\":{\"evt.type\":\"execve\",\"proc.name\":\"bash\",\"proc.pid\":5}}\n{\"output\":\"y\",\"rule\":\"r\",\"output_fields\":{\"evt.type\":\"container\"}}\n");
    QCOMPARE_EQ(countsOf(falco.recording), (Counts{{"x86_64 execve", 1}}));
    QCOMPARE_EQ(falco.recording.processes.front().comm, "bash");
}

QTEST_GUILESS_MAIN(TestImportLogs)
#include "tst_import_logs.moc"
