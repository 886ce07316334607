#include "apparmor/access.h"
#include "apparmor/words.h"
#include "support/apparmor_dfa.h"
#include "support/support.h"

#include <sys/mount.h>

#include <format>
#include <random>

using namespace whittle;
using namespace whittle::apparmor;
using test::CompiledProfile;

// Answers of core/apparmor/access.h beside those of the automaton that apparmor_parser compiles from the same text.
class TestAccess : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void files_data();
    void files();
    void everythingElse_data();
    void everythingElse();
    void execModes();
    void links();

private:
    struct Both
    {
        Policy policy;
        std::optional<Access> ours;
        CompiledProfile theirs;
    };
    static void both(const std::string &rules, std::unique_ptr<Both> &result);
};

void TestAccess::initTestCase()
{
    if (!test::canCompilePolicies())
        QSKIP("needs apparmor_parser and /etc/apparmor.d/abi/4.0");
}

void TestAccess::both(const std::string &rules, std::unique_ptr<Both> &result)
{
    const std::string text = std::format("abi <abi/4.0>,\n@{{DIR}}=/one /two/\n@{{pid}}={{[1-9],[1-9][0-9]}}\nprofile p flags=(attach_disconnected) {{\n{}\n}}\n", rules);
    result = std::make_unique<Both>();
    auto policy = readPolicy(text);
    VERIFY_RESULT(policy);
    result->policy = *std::move(policy);
    auto access = Access::create(result->policy, result->policy.profiles.front());
    VERIFY_RESULT(access);
    result->ours.emplace(*std::move(access));
    auto compiled = test::compilePolicy(text);
    VERIFY_RESULT(compiled);
    QCOMPARE_EQ(compiled->size(), 1U);
    result->theirs = std::move(compiled->front());
}

void TestAccess::files_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::newRow("plain") << QByteArray("/a/b r, /a/b w, /a/ r, /c rwkm, /d a, /e l,");
    QTest::newRow("stars") << QByteArray("/* r, /a/* w, /a/** k, /**b m, /a*/b r, /**/c w, /a/b** m, /*/ k, /**/ m,");
    QTest::newRow("alternatives") << QByteArray("/{a,b} r, /{a,b/}c w, /{a,{b,c}a}b k, /{,a/}b m, /a{,/**} r, /{*,b}/a w, /a/{*,b/**} k,");
    QTest::newRow("classes") << QByteArray("/[ab] r, /[^a] w, /[a-c]/[^/b] k, /a[^b]** m, /?b r, /[ab]?c w, /[z-a] k, /a\\[b r, /[a\\]] w,");
    QTest::newRow("deny") << QByteArray("/** rwkm, deny /a/** w, deny /a/b rk, audit deny /b m, deny /**c rwkmlx,");
    QTest::newRow("owner") << QByteArray("owner /a/** rw, /a/b r, owner /** k, deny owner /b/** r, /b/** r,");
    QTest::newRow("priority") << QByteArray("/a/** rw, priority=1 deny /a/b w, priority=2 /a/b k, deny /c r, priority=1 /c rw, priority=-1 /** m,");
    QTest::newRow("variables") << QByteArray("@{DIR}/a r, @{DIR}/b/@{pid} w, /x@{DIR}/c k, /@{pid}/a m,");
    QTest::newRow("exec") << QByteArray("/a ix, /b px, /c Cx -> q, /a/** rix, /b/** mrux, deny /a/b x, /c/* pix,");
    QTest::newRow("bare file") << QByteArray("file, deny /a/** w,");
    QTest::newRow("docker") << QByteArray("file, deny /proc/* w, deny /proc/{[^1-9/],[^1-9/][^0-9/],[^1-9s/][^0-9y/][^0-9s/],[^1-9/][^0-9/][^0-9/][^0-9/]*}/** w,\n"
                                          "deny /proc/sys/[^k]** w, deny /proc/sys/kernel/{?,??,[^s][^h][^m]**} w, deny /sys/[^f]*/** wklx, deny /sys/fs/cg[^r]*/** wklx,");
    QTest::newRow("several stars") << QByteArray("/a***b r, /***/b w, /a**/*b k, /{a,b}*{b,c}** m,");
}

void TestAccess::files()
{
    QFETCH(QByteArray, rules);
    std::unique_ptr<Both> both;
    TestAccess::both(rules.toStdString(), both);
    if (QTest::currentTestFailed())
        return;
    using namespace file_permission;
    std::mt19937 random(4711);
    const auto pick = [&random](std::string_view from) { return from[std::uniform_int_distribution<std::size_t>(0, from.size() - 1)(random)]; };
    static constexpr std::string_view kNames[] = {"proc", "sys", "kernel", "shmall", "1", "12", "self", "one", "two", "x", "fs", "cgroup", "cgx", "a", "b", "c", "ab", "aab", "bc", "[b", "]"};
    std::size_t allowed = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string path;
        for (auto parts = 1 + random() % 4; parts > 0; --parts) {
            path += '/';
            if (random() % 3) {
                path += kNames[random() % std::size(kNames)];
            } else {
                for (auto letters = 1 + random() % 3; letters > 0; --letters)
                    path += pick("abcz]");
            }
        }
        if (random() % 4 == 0)
            path += '/';
        const bool owner = random() % 2;
        const std::uint32_t ours = both->ours->file(path, owner).allowed & ~kLink;
        const std::uint32_t theirs = both->theirs.file(path, owner);
        std::uint32_t seen = 0;
        // Links are asked with both names.
        for (const auto &[bit, flag] : {std::pair{CompiledProfile::kRead, kRead}, {CompiledProfile::kWrite, kWrite}, {CompiledProfile::kLock, kLock}, {CompiledProfile::kMap, kMap},
                                        {CompiledProfile::kExec, kExecute}, {CompiledProfile::kAppend, kAppend}})
            seen |= theirs & bit ? flag : 0;
        allowed += seen != 0;
        QVERIFY2(ours == seen, std::format("{} owner {}: ours {}, apparmor_parser {}", path, owner, permissionText(ours, {}), permissionText(seen, {})).c_str());
    }
    QCOMPARE_GT(allowed, 20U);
}

void TestAccess::everythingElse_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::newRow("nothing") << QByteArray("/a r,");
    QTest::newRow("capabilities") << QByteArray("capability chown setuid, capability net_bind_service, deny capability setuid,");
    QTest::newRow("all capabilities") << QByteArray("capability, deny capability sys_admin,");
    QTest::newRow("network") << QByteArray("network inet stream, network inet6 tcp, network netlink raw, network dgram, deny network inet dgram, network packet,");
    QTest::newRow("all network") << QByteArray("network, deny network alg,");
    QTest::newRow("protocols") << QByteArray("network udp, network inet icmp,");
    QTest::newRow("signals") << QByteArray("signal (send) set=(term hup) peer=other, signal (receive) peer=unconfined, signal peer=@{profile_name}, deny signal send set=kill peer=p,");
    QTest::newRow("all signals") << QByteArray("signal,");
    QTest::newRow("ptrace") << QByteArray("ptrace (read, readby) peer=p, ptrace trace peer=o*, ptrace tracedby peer=unconfined,");
    QTest::newRow("mount") << QByteArray("mount fstype=tmpfs options=(rw,nosuid) tmpfs -> /mnt/, mount options=bind /a/ -> /b/**, umount /mnt/, deny mount /c/ -> /b/d/,");
    QTest::newRow("all mounts") << QByteArray("mount, umount,");
    QTest::newRow("no mounts") << QByteArray("mount, deny mount,");
}

void TestAccess::everythingElse()
{
    QFETCH(QByteArray, rules);
    std::unique_ptr<Both> both;
    TestAccess::both(rules.toStdString(), both);
    if (QTest::currentTestFailed())
        return;
    const auto same = [](bool ours, bool theirs, const std::string &what) { QVERIFY2(ours == theirs, std::format("{}: ours {}, apparmor_parser {}", what, ours, theirs).c_str()); };
    for (unsigned number = 0; number < capabilityNames().size(); ++number)
        same(both->ours->capability(capabilityNames()[number]), both->theirs.capability(number), std::string(capabilityNames()[number]));
    for (unsigned family = 1; family < networkFamilies().size(); ++family) {
        const std::string_view name = networkFamilies()[family];
        if (name.empty())
            continue; // no rule can name it
        for (const unsigned type : {1U, 2U, 3U, 5U}) {
            const std::string_view typeName = socketTypes()[type];
            same(both->ours->network(name, typeName), both->theirs.network(family, type), std::format("network {} {}", name, typeName));
        }
    }
    for (const std::string_view peer : {"p", "other", "unconfined", "p//child"}) {
        for (unsigned number = 1; number < signalNames().size(); ++number) {
            for (const bool send : {true, false})
                same(both->ours->signal(send ? "send" : "receive", signalNames()[number], peer), both->theirs.signal(send, number, peer),
                     std::format("signal {} {} {}", send ? "send" : "receive", signalNames()[number], peer));
        }
        for (const auto &[word, access] : {std::pair{"trace", CompiledProfile::Ptrace::Trace}, {"read", CompiledProfile::Ptrace::Read}, {"tracedby", CompiledProfile::Ptrace::TracedBy},
                                           {"readby", CompiledProfile::Ptrace::ReadBy}})
            same(both->ours->ptrace(word, peer), both->theirs.ptrace(access, peer), std::format("ptrace {} {}", word, peer));
    }
    for (const auto flags : std::initializer_list<std::uint32_t>{0, MS_NOSUID, MS_RDONLY | MS_NOSUID, MS_BIND, MS_BIND | MS_REC, MS_REMOUNT, MS_PRIVATE, MS_MOVE}) {
        for (const std::string source : {"tmpfs", "/a/", "/c/", "proc"}) {
            for (const std::string target : {"/mnt/", "/b/x/", "/b/d/", "/"}) {
                for (const std::string type : {"tmpfs", "proc", ""})
                    same(both->ours->mount({source, target, type, flags}), both->theirs.mount(source, target, type, flags), std::format("mount {} {} {} {:#x}", source, target, type, flags));
                same(both->ours->umount(target), both->theirs.umount(target), "umount " + target);
            }
        }
    }
}

void TestAccess::execModes()
{
    std::unique_ptr<Both> both;
    TestAccess::both("/bin/* ix, /bin/a Px -> other, /bin/b cx,", both);
    QVERIFY(both->ours->file("/bin/x").exec.kind == ExecMode::Kind::Inherit);
    QCOMPARE_EQ(both->ours->file("/bin/a").execTarget, "other");
    QVERIFY(both->ours->file("/bin/a").exec.cleansEnvironment);
    QVERIFY(both->ours->file("/bin/b").exec.kind == ExecMode::Kind::Child);
    QVERIFY(both->ours->file("/usr/x").exec.kind == ExecMode::Kind::None);
}

void TestAccess::links()
{
    std::unique_ptr<Both> both;
    TestAccess::both("link /new -> /old, /a rl, /b r, /c rwl, /d/** rwl, link subset /s -> /t, /t r, /s r, deny /d/x l,", both);
    for (const std::string path : {"/new", "/a", "/b", "/c", "/d/x", "/d/y", "/s", "/t"}) {
        for (const std::string target : {"/old", "/a", "/b", "/c", "/d/z", "/t", "/none"})
            QVERIFY2(both->ours->link(path, target) == both->theirs.link(path, target), std::format("link {} -> {}: ours {}", path, target, both->ours->link(path, target)).c_str());
    }
}

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
