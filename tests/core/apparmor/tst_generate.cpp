#include "apparmor/access.h"
#include "apparmor/generate.h"
#include "apparmor/check.h"
#include "support/apparmor_dfa.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <algorithm>
#include <format>

using namespace whittle;
using namespace whittle::apparmor;
using test::CompiledProfile;
namespace operation = trace::path_operation;

// Generated profiles: that apparmor_parser takes them and that what it compiles allows every recorded access and no attack.
class TestGenerate : public QObject
{
    Q_OBJECT

private slots:
    void realRecordings_data();
    void realRecordings();
    void permissions();
    void symbolicLinks();
    void changingNames();
    void directories();
    void network();
    void signalsAndPtrace();
    void capabilities();
    void denials();
    void oddNames();
    void deterministic();
    void refuses();
};

namespace {

// A recording whose one process used these paths.
class PathMaker
{
public:
    PathMaker &path(std::string name, std::uint32_t operations, std::uint64_t successes = 1)
    {
        trace::PathUse use;
        use.path = std::move(name);
        use.operations = operations;
        use.count = std::max<std::uint64_t>(successes, 1);
        use.successes = successes;
        if (successes == 0)
            use.errors[2] = 1;
        m_maker.edit().processes.back().paths.push_back(std::move(use));
        return *this;
    }
    test::RecordingMaker &maker() { return m_maker; }
    [[nodiscard]] Generated make(GenerateOptions options = {}) const
    {
        if (options.name.empty())
            options.name = "demo";
        const trace::Recording recording = m_maker;
        const auto made = generate(std::span(&recording, 1), options);
        if (!made)
            qWarning("%s", made.error().message.c_str());
        return made ? *made : Generated{};
    }

private:
    test::RecordingMaker m_maker;
};

bool hasRule(const Generated &made, std::string_view rule)
{
    return made.text.contains(std::format("\n  {} ", rule)) || made.text.contains(std::format("\n  {}\n", rule));
}

// What apparmor_parser compiles of it, where it is installed; nothing else.
std::optional<CompiledProfile> compiled(const Generated &made)
{
    if (!test::canCompilePolicies())
        return std::nullopt;
    auto profiles = test::compilePolicy(made.text);
    if (!profiles || profiles->size() != 1) {
        qWarning("%s", profiles ? "not one profile" : profiles.error().message.c_str());
        return CompiledProfile{};
    }
    return std::move(profiles->front());
}

#define VERIFY_RULE(made, rule) QVERIFY2(hasRule(made, rule), (std::string(rule) + " is not in\n" + (made).text).c_str())
#define VERIFY_NO(made, words) QVERIFY2(!(made).text.contains(words), (std::string(words) + " is in\n" + (made).text).c_str())

} // namespace

void TestGenerate::realRecordings_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"nginx", "python", "redis"})
        QTest::newRow(name) << QByteArray(name);
}

// The judge is the automaton that apparmor_parser makes of the profile.
void TestGenerate::realRecordings()
{
    QFETCH(QByteArray, name);
    if (!test::canCompilePolicies())
        QSKIP("needs apparmor_parser and /etc/apparmor.d/abi/4.0");
    const auto recording = trace::loadRecording(test::dataPath(std::format("apparmor/{}.whittle.json", name.toStdString())));
    VERIFY_RESULT(recording);
    const auto made = generate(std::span(&*recording, 1), {.name = "judged"});
    VERIFY_RESULT(made);
    const auto taken = checkWithParser(made->text);
    QVERIFY(taken && taken->empty());
    const auto profile = compiled(*made);
    QVERIFY(profile && profile->name == "judged");

    using Bits = CompiledProfile;
    std::size_t accesses = 0;
    for (const trace::Process &process : recording->processes) {
        for (const trace::PathUse &use : process.paths) {
            if (use.successes == 0 || !use.path.starts_with('/'))
                continue;
            std::string path = use.path;
            // As the kernel resolves it: these are links to the process's own files.
            for (const auto &[link, target] : {std::pair{"/proc/self/", std::format("/proc/{}/", process.pid)}, {"/proc/thread-self/", std::format("/proc/{}/task/{}/", process.pid, process.pid)}}) {
                if (path.starts_with(link))
                    path = target + path.substr(std::string_view(link).size());
            }
            if (path.contains("/fd/") || path.starts_with("/dev/std") || path.starts_with("/dev/fd") || path == "/dev/ptmx")
                continue; // what they lead to is checked where it has a path
            const std::uint32_t asFile = profile->file(path);
            const std::uint32_t asDirectory = profile->file(path == "/" ? path : path + "/");
            const auto allowed = [&](std::uint32_t bits, std::uint32_t operations) {
                const bool directory = (use.operations & operation::kList) != 0;
                const bool fine = directory ? (asDirectory & bits) == bits : (asFile & bits) == bits || (asDirectory & bits) == bits;
                ++accesses;
                QVERIFY2(fine, std::format("{}: operations {:#x}, of them {:#x}: the compiled profile allows {:#x}, as a directory {:#x}", path, use.operations, operations, asFile, asDirectory).c_str());
            };
            if (use.operations & (operation::kRead | operation::kList))
                allowed(Bits::kRead, operation::kRead | operation::kList);
            if (use.operations & (operation::kWrite | operation::kChange))
                allowed(Bits::kWrite, operation::kWrite | operation::kChange);
            if (use.operations & operation::kCreate)
                allowed(Bits::kWrite | Bits::kCreate, operation::kCreate);
            if (use.operations & operation::kDelete)
                allowed(Bits::kDelete, operation::kDelete);
            if (use.operations & operation::kRename)
                allowed(Bits::kWrite | Bits::kRead, operation::kRename);
            if (use.operations & operation::kExecute)
                allowed(Bits::kExec | Bits::kRead | Bits::kMap, operation::kExecute);
            if (use.operations & operation::kMap)
                allowed(Bits::kMap | Bits::kRead, operation::kMap);
            if (use.operations & operation::kConnect)
                allowed(Bits::kWrite | Bits::kRead, operation::kConnect);
        }
        for (const trace::SyscallUse &use : process.syscalls) {
            if (use.abi != Abi::X86_64 || (use.number != 41 && use.number != 53)) // socket, socketpair
                continue;
            // Whatever family was seen works with at least one of the types that were seen.
            const auto values = [&use](unsigned index) { return std::ranges::find(use.arguments, index, &trace::ArgumentValues::index); };
            for (const auto &[family, count] : values(0)->counts) {
                const bool any = std::ranges::any_of(values(1)->counts, [&](const auto &type) { return profile->network(static_cast<unsigned>(family), static_cast<unsigned>(type.first & 0xf)); });
                QVERIFY2(any, std::format("family {}", family).c_str());
                ++accesses;
            }
        }
    }
    QCOMPARE_GT(accesses, 50U);
    QVERIFY(profile->signal(false, 15, "unconfined") && profile->signal(false, 9, "runc") && profile->signal(false, 3, "crun"));
    qInfo("%s: %zu rules allow all %zu recorded accesses", name.constData(), made->rules, accesses);

    const auto denied = [&](const char *path, std::uint32_t bits) {
        for (const bool owner : {true, false})
            QVERIFY2((profile->file(path, owner) & bits) == 0, std::format("{} is allowed: {:#x}", path, profile->file(path, owner)).c_str());
    };
    for (const char *secret : {"/etc/shadow", "/etc/gshadow", "/root/.ssh/id_rsa", "/root/", "/proc/kcore", "/proc/1/mem", "/sys/firmware/efi/x", "/run/secrets/token", "/etc/passwd-", "/var/lib/dpkg/status", "/proc/kallsyms"})
        denied(secret, Bits::kRead | Bits::kWrite);
    for (const char *system : {"/usr/bin/x", "/usr/sbin/nginx", "/bin/sh", "/usr/lib/x86_64-linux-gnu/libc.so.6", "/etc/passwd", "/etc/ld.so.preload", "/etc/cron.d/x", "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern",
                               "/sys/kernel/uevent_helper", "/sys/fs/cgroup/release_agent", "/proc/self/exe", "/proc/1/oom_score_adj", "/usr/share/x", "/boot/x", "/dev/sda", "/dev/mem", "/dev/kmsg"})
        denied(system, Bits::kWrite | Bits::kAppend | Bits::kCreate | Bits::kDelete | Bits::kLink);
    for (const char *tool : {"/bin/bash", "/usr/bin/bash", "/usr/bin/dash", "/bin/dash", "/bin/sh", "/usr/bin/sh", "/usr/bin/perl", "/usr/bin/apt-get", "/usr/bin/curl", "/usr/bin/wget", "/tmp/evil", "/dev/shm/evil", "/usr/bin/chmod"}) {
        const bool used = std::ranges::any_of(recording->processes, [tool](const trace::Process &process) {
            return std::ranges::any_of(process.paths, [tool](const trace::PathUse &use) { return use.path.ends_with(std::string_view(tool).substr(std::string_view(tool).rfind('/'))) && (use.operations & operation::kExecute); });
        });
        if (!used)
            denied(tool, Bits::kExec | Bits::kMap);
    }
    for (const char *target : {"/", "/mnt/", "/proc/", "/etc/"}) {
        QVERIFY(!profile->mount("/dev/sda1", target, "ext4", 0) && !profile->mount("proc", target, "proc", 0) && !profile->mount("/", target, "", 4096));
        QVERIFY(!profile->umount(target));
    }
    for (const char *peer : {"unconfined", "other", "docker-default", "runc"}) {
        for (const auto access : {Bits::Ptrace::Trace, Bits::Ptrace::Read})
            QVERIFY2(!profile->ptrace(access, peer), peer);
        QVERIFY2(!profile->signal(true, 9, peer), peer);
    }
    for (const auto &[family, type] : {std::pair{AF_INET, SOCK_RAW}, {AF_INET6, SOCK_RAW}, {AF_PACKET, SOCK_RAW}, {AF_PACKET, SOCK_DGRAM}, {AF_ALG, SOCK_SEQPACKET}, {AF_VSOCK, SOCK_STREAM}, {AF_BLUETOOTH, SOCK_RAW}})
        QVERIFY2(!profile->network(static_cast<unsigned>(family), static_cast<unsigned>(type)), std::format("{} {}", family, static_cast<int>(type)).c_str());
    for (const unsigned capability : {21U, 16U, 17U, 19U, 12U, 13U, 2U, 39U}) // sys_admin, sys_module, sys_rawio, sys_ptrace, net_admin, net_raw, dac_read_search, bpf
        QVERIFY2(!profile->capability(capability), std::format("capability {}", capability).c_str());
}

void TestGenerate::permissions()
{
    PathMaker paths;
    paths.path("/etc/app.conf", operation::kRead).path("/usr/bin/tool", operation::kExecute).path("/usr/lib/libx.so.1", operation::kRead).path("/usr/lib/libx.so.1.2", operation::kMap);
    paths.path("/var/log/app.log", operation::kWrite).path("/var/lib/app/new", operation::kCreate | operation::kRename).path("/var/lib/app/db", operation::kRename);
    paths.path("/run/app.sock", operation::kConnect).path("/only/stat", operation::kStat).path("/absent", operation::kRead, 0).path("/opt/list", operation::kList);
    const Generated made = paths.make();
    VERIFY_RULE(made, "/etc/app.conf r,");
    VERIFY_RULE(made, "/usr/bin/tool mrix,");
    VERIFY_RULE(made, "/usr/lib/libx.so.1 r,");
    VERIFY_RULE(made, "/usr/lib/libx.so.1.2 mr,");
    VERIFY_RULE(made, "/var/log/app.log w,");
    VERIFY_RULE(made, "/var/lib/app/db rw,");
    VERIFY_RULE(made, "/run/app.sock rw,");
    VERIFY_RULE(made, "/opt/list/ r,");
    VERIFY_NO(made, "/only/stat");
    VERIFY_NO(made, "/absent");
    // The process's own program is executed, too.
    VERIFY_RULE(made, "/{usr/,}bin/demo mrix,");
    VERIFY_NO(made, " /** ");
    VERIFY_NO(made, "network,");
}

void TestGenerate::symbolicLinks()
{
    PathMaker paths;
    paths.path("/lib/libx.so.1", operation::kRead).path("/proc/self/status", operation::kRead).path("/dev/stdout", operation::kWrite).path("/proc/self/fd/1", operation::kWrite);
    paths.path("/proc/mounts", operation::kRead).path("/a/../b/./c", operation::kRead);
    const Generated made = paths.make();
    VERIFY_RULE(made, "/{usr/,}lib/libx.so.1 r,");
    VERIFY_RULE(made, "@{PROC}/@{pid}/status r,");
    VERIFY_RULE(made, "@{PROC}/@{pid}/mounts r,");
    VERIFY_RULE(made, "/b/c r,");
    VERIFY_NO(made, "stdout");
    VERIFY_NO(made, "fd/1");
}

void TestGenerate::changingNames()
{
    PathMaker paths;
    paths.maker().edit().processes.back().pid = 4242;
    const std::uint32_t made = operation::kCreate | operation::kWrite;
    paths.path("/proc/77/stat", operation::kRead).path("/proc/77/task/78/comm", operation::kRead).path("/tmp/tmpab12xy9q", made).path("/tmp/upload.Xy12Ab", made).path("/data/temp-4242.rdb", made);
    paths.path("/cache/0123456789abcdef0123", made).path("/logs/20261126.log", made).path("/spool/1", made).path("/spool/2", made).path("/spool/3", made).path("/one/7", made).path("/etc/pki/0123456789abcdef0123", operation::kRead);
    const Generated profile = paths.make();
    VERIFY_RULE(profile, "@{PROC}/@{pid}/stat r,");
    VERIFY_RULE(profile, "@{PROC}/@{pid}/task/@{tid}/comm r,");
    VERIFY_RULE(profile, "/tmp/tmp???????? w,");
    VERIFY_RULE(profile, "/tmp/upload.?????? w,");
    VERIFY_RULE(profile, "/data/temp-[0-9]*.rdb w,");
    VERIFY_RULE(profile, "/cache/[0-9a-f]* w,");
    VERIFY_RULE(profile, "/logs/[0-9]*.log w,");
    VERIFY_RULE(profile, "/spool/[0-9]* w,");
    VERIFY_RULE(profile, "/one/7 w,");
    VERIFY_RULE(profile, "/etc/pki/0123456789abcdef0123 r,"); // it is there before
    const Generated exact = paths.make({.generalise = Generalisation{.pids = false, .hashes = false, .temporaryNames = false, .numbers = false}});
    VERIFY_RULE(exact, "@{PROC}/77/stat r,");
    VERIFY_RULE(exact, "/tmp/upload.Xy12Ab w,");
    VERIFY_RULE(exact, "/spool/2 w,");
}

void TestGenerate::directories()
{
    PathMaker paths;
    for (int i = 0; i < 120; ++i) {
        paths.path(std::format("/usr/lib/python3/mod{}/a{}.py", i % 4, i), operation::kRead);
        paths.path(std::format("/etc/conf/{}", i), operation::kRead);
    }
    const Generated made = paths.make();
    VERIFY_RULE(made, "/usr/lib/python3/** r,");
    VERIFY_RULE(made, "/etc/conf/17 r,");
    VERIFY_NO(made, "/etc/conf/*");
    const Generated exact = paths.make({.generalise = Generalisation{.readFilesInDirectory = 0, .readFilesInTree = 0}});
    VERIFY_RULE(exact, "/usr/lib/python3/mod1/a1.py r,");
    QVERIFY(!readGeneralisation("{}") && !readGeneralisation("{\"generalise\": {\"pids\": 3}}"));
    QCOMPARE_EQ(readGeneralisation("{\"generalise\": {\"readFilesInTree\": 7}}")->readFilesInTree, 7U);
}

void TestGenerate::network()
{
    PathMaker paths;
    paths.maker().call("socket", 3, {{0, {{AF_INET, 2}, {AF_NETLINK, 1}}}, {1, {{SOCK_STREAM | 02000000, 2}, {SOCK_RAW, 1}}}});
    paths.maker().call("socketpair", 1, {{0, {{AF_UNIX, 1}}}, {1, {{SOCK_STREAM, 1}}}});
    const Generated made = paths.make();
    VERIFY_RULE(made, "network inet stream,");
    VERIFY_RULE(made, "network netlink raw,");
    VERIFY_RULE(made, "network unix stream,");
    VERIFY_NO(made, "network inet raw");
    VERIFY_NO(made, "network,");
    VERIFY_RULE(made, "deny network alg,");
}

void TestGenerate::signalsAndPtrace()
{
    PathMaker quiet;
    const Generated none = quiet.make();
    VERIFY_RULE(none, "signal (receive) peer=unconfined,");
    VERIFY_NO(none, "signal (send");
    VERIFY_NO(none, "ptrace");
    PathMaker paths;
    paths.maker().call("kill", 2, {{1, {{0, 1}, {15, 1}}}}).call("ptrace");
    const Generated made = paths.make();
    VERIFY_RULE(made, "signal (send, receive) set=(exists, term) peer=@{profile_name},");
    VERIFY_RULE(made, "ptrace (trace, tracedby, read, readby) peer=@{profile_name},");
    if (const auto profile = compiled(made)) {
        QVERIFY(profile->signal(true, 15, "demo") && !profile->signal(true, 9, "demo") && !profile->signal(true, 15, "unconfined"));
        QVERIFY(profile->ptrace(CompiledProfile::Ptrace::Trace, "demo") && !profile->ptrace(CompiledProfile::Ptrace::Trace, "unconfined"));
    }
}

void TestGenerate::capabilities()
{
    PathMaker paths;
    paths.maker().call("setuid").call("setgroups").call("chown").edit().subject.ports = {80, 8080};
    const Generated made = paths.make();
    QCOMPARE_EQ(made.capabilities, (std::vector<std::string>{"chown", "net_bind_service", "setgid", "setuid"}));
    VERIFY_RULE(made, "capability net_bind_service,");
    VERIFY_NO(made, "capability dac_override,");
}

void TestGenerate::denials()
{
    PathMaker paths;
    paths.path("/proc/sys/kernel/shmmax", operation::kWrite).path("/sys/fs/cgroup/memory.max", operation::kWrite).path("/mnt", operation::kMount);
    const Generated made = paths.make();
    VERIFY_NO(made, "deny mount");
    VERIFY_RULE(made, "mount -> /mnt/,");
    VERIFY_RULE(made, "deny /sys/firmware/** rwklx,");
    if (const auto profile = compiled(made)) {
        QVERIFY(profile->file("/proc/sys/kernel/shmmax") & CompiledProfile::kWrite);
        QVERIFY(profile->file("/sys/fs/cgroup/memory.max") & CompiledProfile::kWrite);
        QVERIFY(profile->mount("tmpfs", "/mnt/", "tmpfs", 0) && !profile->mount("tmpfs", "/etc/", "tmpfs", 0));
    }
    PathMaker tuner;
    tuner.path("/proc/sys/net/core/somaxconn", operation::kWrite);
    const Generated opened = tuner.make();
    VERIFY_NO(opened, "deny @{PROC}/sys/[^k]** w,");
    QVERIFY(std::ranges::any_of(opened.notes, [](const std::string &note) { return note.contains("sys/[^k]**"); }));
}

void TestGenerate::oddNames()
{
    if (!test::canCompilePolicies())
        QSKIP("needs apparmor_parser and /etc/apparmor.d/abi/4.0");
    const std::vector<std::string> names = {"/srv/with blank", "/srv/quote\"in", "/srv/star*", "/srv/what?", "/srv/[set]", "/srv/{a,b}", "/srv/back\\slash", "/srv/new\nline", "/srv/tab\there", "/srv/hash#",
                                            "/srv/bang!", "/srv/at@{HOME}", "/srv/caret^", "/srv/comma,", "/srv/gr\xc3\xbcn", "/srv/lat\xffin", "/srv/\x01", "/srv/a, b w,\n  /** rwx,", "/srv/digits\\101"};
    PathMaker paths;
    for (const std::string &name : names)
        paths.path(name, operation::kRead);
    const auto profile = compiled(paths.make());
    for (const std::string &name : names)
        QVERIFY2(profile->file(name) & CompiledProfile::kRead, name.c_str());
    for (const char *other : {"/srv/starry", "/srv/whatx", "/srv/s", "/srv/a", "/srv/b", "/srv/backslash", "/srv/digitsA", "/etc/shadow", "/srv/at/root/"})
        QVERIFY2((profile->file(other) & ~0x200U) == 0, other); // all but looking at its attributes
    for (const std::string name : {"my app", "a\"b", "{x}", "/usr/bin/app", "grün", "a*b"}) {
        const auto named = compiled(paths.make({.name = name}));
        QVERIFY2(named.has_value() && !named->name.empty(), name.c_str());
    }
}

void TestGenerate::deterministic()
{
    PathMaker paths;
    paths.path("/b", operation::kRead).path("/a", operation::kRead);
    PathMaker others;
    others.path("/a", operation::kRead).path("/b", operation::kRead);
    QCOMPARE_EQ(paths.make().text, others.make().text);
    const std::vector<trace::Recording> both = {paths.maker(), others.maker()};
    const std::vector<trace::Recording> turned = {others.maker(), paths.maker()};
    QCOMPARE_EQ(generate(both, {.name = "x"})->text, generate(turned, {.name = "x"})->text);
}

void TestGenerate::refuses()
{
    QVERIFY(!generate({}, {.name = "x"}));
    const trace::Recording recording = test::RecordingMaker();
    for (const std::string &name : {std::string(), std::string(":ns"), std::string("a\nb")})
        QVERIFY(!generate(std::span(&recording, 1), {.name = name}));
}

QTEST_GUILESS_MAIN(TestGenerate)
#include "tst_generate.moc"
