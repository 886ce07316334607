#include "support/support.h"
#include "syscalls/catalogue.h"

#include <linux/bpf.h>
#include <linux/fs.h>
#include <linux/futex.h>
#include <linux/keyctl.h>
#include <linux/reboot.h>
#include <linux/seccomp.h>
#include <linux/userfaultfd.h>

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <netinet/in.h>

#include <random>
#include <set>

using namespace whittle;
using namespace whittle::syscalls;

namespace {

const ConstantSet &set(std::string_view name)
{
    const ConstantSet *found = Catalogue::builtIn().constants(name);
    if (!found)
        qFatal("no constant set %s", std::string(name).c_str());
    return *found;
}

// An int goes into its register as 32 bits, an unsigned long as it is.
template <class T>
quint64 asRegister(T value)
{
    const auto number = static_cast<long long>(value);
    return number < 0 ? quint64{static_cast<std::uint32_t>(number)} : static_cast<quint64>(number);
}

} // namespace

class TestConstants : public QObject
{
    Q_OBJECT

private slots:
    void formats_data();
    void formats();
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void differsByAbi();
    void everyNameComesBack();
    void everyCombinationComesBack();
    void agreesWithTheHeaders_data();
    void agreesWithTheHeaders();
    void everySetIsUsed();
};

void TestConstants::formats_data()
{
    QTest::addColumn<QString>("setName");
    QTest::addColumn<quint64>("value");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *setName, std::uint64_t value, const char *text) {
        QTest::addRow("%s %#llx", setName, static_cast<unsigned long long>(value)) << QString::fromUtf8(setName) << quint64{value} << QString::fromUtf8(text);
    };
    row("socket_family", 2, "AF_INET");
    row("socket_family", 40, "AF_VSOCK");
    row("socket_family", 77, "77");
    row("socket_family", 0x100000026, "0x100000026"); // the kernel takes it for AF_ALG, a filter does not
    row("socket_type", 1, "SOCK_STREAM");
    row("socket_type", 02000002 | 04000, "SOCK_DGRAM|SOCK_CLOEXEC|SOCK_NONBLOCK");
    row("clone_flags", 0x30020000, "CLONE_NEWNS|CLONE_NEWUSER|CLONE_NEWPID");
    row("clone_flags", 0x8000000100, "CLONE_VM|0x8000000000");
    row("clone_flags", 0x1200011, "CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD");
    row("clone_flags", 0, "0");
    row("open_flags", 0, "O_RDONLY");
    row("open_flags", 02000002 | 0100, "O_RDWR|O_CREAT|O_CLOEXEC");
    row("open_flags", 04010000, "O_RDONLY|O_SYNC");
    row("open_flags", 010000, "O_RDONLY|O_DSYNC");
    row("open_flags", 020200000, "O_RDONLY|O_TMPFILE");
    row("open_flags", 0200000, "O_RDONLY|O_DIRECTORY");
    row("mmap_prot", 0, "PROT_NONE");
    row("mmap_prot", 5, "PROT_READ|PROT_EXEC");
    row("mmap_flags", 0x22, "MAP_PRIVATE|MAP_ANONYMOUS");
    row("personality", 0, "PER_LINUX");
    row("personality", 8, "PER_LINUX32");
    row("personality", 0x20008, "PER_LINUX32|UNAME26");
    row("personality", 0x0400000, "PER_LINUX|READ_IMPLIES_EXEC");
    row("personality", 0xffffffff, "PERSONALITY_QUERY");
    row("at_fd", 0xffffff9c, "AT_FDCWD");
    row("at_fd", 0xffffffffffffff9c, "AT_FDCWD");
    row("at_fd", 3, "3");
    row("futex_op", 0x80, "FUTEX_WAIT|FUTEX_PRIVATE_FLAG");
    row("futex_op", 0x189, "FUTEX_WAIT_BITSET|FUTEX_PRIVATE_FLAG|FUTEX_CLOCK_REALTIME");
    row("ioctl_request", 0x5412, "TIOCSTI");
    row("ioctl_request", 0xdeadbeef, "0xdeadbeef");
    row("prctl_option", 38, "PR_SET_NO_NEW_PRIVS");
    row("quotactl_cmd", 0x80000200, "Q_QUOTAON|USRQUOTA");
    row("reboot_magic1", 0xfee1dead, "LINUX_REBOOT_MAGIC1");
    row("mount_flags", 0xc0ed0001, "MS_RDONLY|MS_MGC_VAL");
}

void TestConstants::formats()
{
    QFETCH(QString, setName);
    QFETCH(quint64, value);
    QFETCH(QString, text);
    QCOMPARE_EQ(set(setName.toStdString()).format(value), text.toStdString());
}

void TestConstants::parses_data()
{
    QTest::addColumn<QString>("setName");
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint64>("value");
    const auto row = [](const char *setName, const char *text, std::uint64_t value) {
        QTest::addRow("%s %s", setName, text) << QString::fromUtf8(setName) << QString::fromUtf8(text) << quint64{value};
    };
    row("socket_family", "AF_INET6", 10);
    row("socket_family", " AF_UNIX ", 1);
    row("socket_family", "38", 38);
    row("socket_family", "0x26", 38);
    row("socket_family", "18446744073709551615", ~0ULL);
    row("socket_family", "0xffffffffffffffff", ~0ULL);
    row("clone_flags", "CLONE_NEWUSER|CLONE_NEWNS", 0x10020000);
    row("clone_flags", "CLONE_NEWUSER | 0x8000000000", 0x8010000000);
    row("at_fd", "AT_FDCWD", 0xffffff9c);
    row("open_flags", "O_RDONLY", 0);
}

void TestConstants::parses()
{
    QFETCH(QString, setName);
    QFETCH(QString, text);
    QFETCH(quint64, value);
    const auto parsed = set(setName.toStdString()).parse(text.toStdString());
    VERIFY_RESULT(parsed);
    QCOMPARE_EQ(*parsed, value);
}

void TestConstants::refuses_data()
{
    QTest::addColumn<QString>("setName");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("unknown") << "socket_family" << "AF_INTE" << "AF_INTE";
    QTest::newRow("empty") << "socket_family" << "" << "missing";
    QTest::newRow("spaces") << "clone_flags" << "  " << "missing";
    QTest::newRow("bar at the end") << "clone_flags" << "CLONE_VM|" << "beside |";
    QTest::newRow("bar at the start") << "clone_flags" << "|CLONE_VM" << "beside |";
    QTest::newRow("values do not combine") << "socket_family" << "AF_INET|AF_UNIX" << "do not combine";
    QTest::newRow("octal") << "open_flags" << "0755" << "octal";
    QTest::newRow("trailing text") << "open_flags" << "12x" << "12x";
    QTest::newRow("too large") << "open_flags" << "0x10000000000000000" << "64 bits";
    QTest::newRow("too large decimal") << "open_flags" << "18446744073709551616" << "64 bits";
    QTest::newRow("only a prefix") << "open_flags" << "0x" << "0x";
    QTest::newRow("negative") << "open_flags" << "-1" << "-1";
}

void TestConstants::refuses()
{
    QFETCH(QString, setName);
    QFETCH(QString, text);
    QFETCH(QString, message);
    const auto parsed = set(setName.toStdString()).parse(text.toStdString());
    QVERIFY(!parsed);
    QCOMPARE_EQ(parsed.error().code, ErrorCode::InvalidInput);
    QVERIFY2(parsed.error().message.contains(message.toStdString()), parsed.error().message.c_str());
}

void TestConstants::differsByAbi()
{
    const ConstantSet &flags = set("open_flags");
    QCOMPARE_EQ(flags.parse("O_DIRECTORY", Abi::X86_64).value(), 0200000U);
    QCOMPARE_EQ(flags.parse("O_DIRECTORY", Abi::Arm).value(), 040000U);
    QCOMPARE_EQ(flags.format(040000, Abi::X86_64), "O_RDONLY|O_DIRECT");
    QCOMPARE_EQ(flags.format(040000, Abi::Aarch64), "O_RDONLY|O_DIRECTORY");
    const auto missing = set("mmap_flags").parse("MAP_32BIT", Abi::Aarch64);
    QVERIFY(!missing);
    QVERIFY(missing.error().message.contains("aarch64"));
    QCOMPARE_EQ(set("mmap_flags").format(0x42, Abi::Aarch64), "MAP_PRIVATE|0x40");
    QCOMPARE_EQ(set("fcntl_cmd").format(12, Abi::I386), "F_GETLK64");
    QCOMPARE_EQ(set("fcntl_cmd").format(12, Abi::X86_64), "12");
}

void TestConstants::everyNameComesBack()
{
    for (const ConstantSet &constants : Catalogue::builtIn().constantSets()) {
        QVERIFY2(!constants.values.empty(), constants.name.c_str());
        for (const Abi abi : kAllAbis) {
            std::set<std::string> names;
            for (const ConstantSet::Value &value : constants.values) {
                const std::string where = constants.name + " " + value.name + " " + std::string(abiName(abi));
                QVERIFY2(names.insert(value.name).second, where.c_str());
                const auto its = value.on(abi);
                if (!its)
                    continue;
                const auto parsed = constants.parse(value.name, abi);
                VERIFY_RESULT(parsed);
                QVERIFY2(*parsed == *its, where.c_str());
                const std::string text = constants.format(*its, abi);
                QVERIFY2(("|" + text + "|").contains("|" + value.name + "|"), (where + " is " + text).c_str());
            }
        }
    }
}

void TestConstants::everyCombinationComesBack()
{
    std::mt19937_64 random(20260101); // always the same, so that a failure can be repeated
    for (const ConstantSet &constants : Catalogue::builtIn().constantSets()) {
        for (const Abi abi : kAllAbis) {
            for (int i = 0; i < 50; ++i) {
                std::uint64_t value = i % 5 == 0 ? random() >> (i % 64) : 0;
                for (const ConstantSet::Value &named : constants.values) {
                    if (constants.isFlags && random() % 3 == 0)
                        value |= named.on(abi).value_or(0);
                }
                const std::string text = constants.format(value, abi);
                const auto parsed = constants.parse(text, abi);
                VERIFY_RESULT(parsed);
                QVERIFY2(*parsed == value, (constants.name + ": " + text).c_str());
            }
        }
    }
}

void TestConstants::agreesWithTheHeaders_data()
{
    QTest::addColumn<QString>("setName");
    QTest::addColumn<QString>("name");
    QTest::addColumn<quint64>("value");
#define ROW(setName, constant) QTest::newRow(setName " " #constant) << QStringLiteral(setName) << QStringLiteral(#constant) << asRegister(constant)
    ROW("socket_family", AF_UNIX); ROW("socket_family", AF_INET); ROW("socket_family", AF_INET6); ROW("socket_family", AF_NETLINK);
    ROW("socket_family", AF_PACKET); ROW("socket_family", AF_ALG); ROW("socket_family", AF_VSOCK); ROW("socket_family", AF_XDP);
    ROW("socket_family", AF_BLUETOOTH); ROW("socket_family", AF_CAN); ROW("socket_family", AF_TIPC); ROW("socket_family", AF_KEY);
    ROW("socket_type", SOCK_STREAM); ROW("socket_type", SOCK_DGRAM); ROW("socket_type", SOCK_RAW); ROW("socket_type", SOCK_SEQPACKET);
    ROW("socket_type", SOCK_CLOEXEC); ROW("socket_type", SOCK_NONBLOCK); ROW("socket_protocol", IPPROTO_TCP); ROW("socket_protocol", IPPROTO_UDP);
    ROW("socket_protocol", IPPROTO_ICMP); ROW("socket_protocol", IPPROTO_SCTP); ROW("socket_protocol", IPPROTO_MPTCP);
    ROW("sockopt_level", SOL_SOCKET); ROW("sockopt_level", SOL_PACKET); ROW("sockopt_level", SOL_NETLINK);
    ROW("msg_socket_flags", MSG_DONTWAIT); ROW("msg_socket_flags", MSG_NOSIGNAL); ROW("msg_socket_flags", MSG_CMSG_CLOEXEC);
    ROW("clone_flags", CLONE_VM); ROW("clone_flags", CLONE_THREAD); ROW("clone_flags", CLONE_VFORK); ROW("clone_flags", CLONE_NEWNS);
    ROW("clone_flags", CLONE_NEWUSER); ROW("clone_flags", CLONE_NEWPID); ROW("clone_flags", CLONE_NEWNET); ROW("clone_flags", CLONE_NEWUTS);
    ROW("clone_flags", CLONE_NEWIPC); ROW("clone_flags", CLONE_NEWCGROUP); ROW("namespace_flags", CLONE_NEWTIME);
    ROW("open_flags", O_RDWR); ROW("open_flags", O_CREAT); ROW("open_flags", O_EXCL); ROW("open_flags", O_TRUNC); ROW("open_flags", O_APPEND);
    ROW("open_flags", O_NONBLOCK); ROW("open_flags", O_DIRECTORY); ROW("open_flags", O_NOFOLLOW); ROW("open_flags", O_CLOEXEC);
    ROW("open_flags", O_DIRECT); ROW("open_flags", O_PATH); ROW("open_flags", O_TMPFILE); ROW("open_flags", O_SYNC); ROW("open_flags", O_DSYNC);
    ROW("at_fd", AT_FDCWD); ROW("at_flags", AT_SYMLINK_NOFOLLOW); ROW("at_flags", AT_EMPTY_PATH); ROW("unlinkat_flags", AT_REMOVEDIR);
    ROW("faccessat2_flags", AT_EACCESS); ROW("fcntl_cmd", F_DUPFD_CLOEXEC); ROW("fcntl_cmd", F_SETFL); ROW("fcntl_cmd", F_SETLKW);
    ROW("fcntl_cmd", F_ADD_SEALS); ROW("fcntl_cmd", F_SETPIPE_SZ); ROW("fcntl_cmd", F_OFD_SETLK);
    ROW("mmap_prot", PROT_READ); ROW("mmap_prot", PROT_WRITE); ROW("mmap_prot", PROT_EXEC); ROW("mmap_prot", PROT_GROWSDOWN);
    ROW("mmap_flags", MAP_SHARED); ROW("mmap_flags", MAP_PRIVATE); ROW("mmap_flags", MAP_FIXED); ROW("mmap_flags", MAP_ANONYMOUS);
    ROW("mmap_flags", MAP_NORESERVE); ROW("mmap_flags", MAP_STACK); ROW("mmap_flags", MAP_HUGETLB); ROW("mmap_flags", MAP_FIXED_NOREPLACE);
    ROW("madvise_advice", MADV_DONTNEED); ROW("madvise_advice", MADV_FREE); ROW("madvise_advice", MADV_HUGEPAGE); ROW("madvise_advice", MADV_REMOVE);
    ROW("mremap_flags", MREMAP_MAYMOVE); ROW("memfd_flags", MFD_CLOEXEC); ROW("memfd_flags", MFD_ALLOW_SEALING);
    ROW("mount_flags", MS_RDONLY); ROW("mount_flags", MS_BIND); ROW("mount_flags", MS_REC); ROW("mount_flags", MS_PRIVATE); ROW("mount_flags", MS_REMOUNT);
    ROW("mount_flags", MS_NOSUID); ROW("mount_flags", MS_MOVE); ROW("umount_flags", MNT_DETACH); ROW("umount_flags", UMOUNT_NOFOLLOW);
    ROW("personality", PER_LINUX32); ROW("personality", ADDR_NO_RANDOMIZE); ROW("personality", READ_IMPLIES_EXEC); ROW("personality", UNAME26);
    ROW("prctl_option", PR_SET_NO_NEW_PRIVS); ROW("prctl_option", PR_SET_SECCOMP); ROW("prctl_option", PR_SET_NAME); ROW("prctl_option", PR_SET_MM);
    ROW("prctl_option", PR_SET_PTRACER); ROW("prctl_option", PR_CAP_AMBIENT); ROW("prctl_option", PR_SET_VMA);
    ROW("ptrace_request", PTRACE_TRACEME); ROW("ptrace_request", PTRACE_ATTACH); ROW("ptrace_request", PTRACE_SEIZE); ROW("ptrace_request", PTRACE_GETREGSET);
    ROW("rlimit_resource", RLIMIT_NOFILE); ROW("rlimit_resource", RLIMIT_MEMLOCK); ROW("rusage_who", RUSAGE_SELF); ROW("rusage_who", RUSAGE_CHILDREN);
    ROW("signal", SIGKILL); ROW("signal", SIGSYS); ROW("signal", SIGCHLD); ROW("signal", SIGUSR1); ROW("sigprocmask_how", SIG_SETMASK);
    ROW("wait_options", WNOHANG); ROW("wait_options", WEXITED); ROW("waitid_type", P_PIDFD); ROW("epoll_op", EPOLL_CTL_MOD);
    ROW("epoll_create_flags", EPOLL_CLOEXEC); ROW("eventfd_flags", EFD_SEMAPHORE); ROW("eventfd_flags", EFD_NONBLOCK);
    ROW("futex_op", FUTEX_WAKE); ROW("futex_op", FUTEX_WAIT_BITSET); ROW("futex_op", FUTEX_PRIVATE_FLAG); ROW("keyctl_op", KEYCTL_READ);
    ROW("keyctl_op", KEYCTL_JOIN_SESSION_KEYRING); ROW("keyring_id", KEY_SPEC_SESSION_KEYRING); ROW("bpf_cmd", BPF_PROG_LOAD);
    ROW("bpf_cmd", BPF_MAP_CREATE); ROW("bpf_cmd", BPF_LINK_CREATE); ROW("seccomp_op", SECCOMP_SET_MODE_FILTER);
    ROW("seccomp_flags", SECCOMP_FILTER_FLAG_NEW_LISTENER); ROW("reboot_magic1", LINUX_REBOOT_MAGIC1); ROW("reboot_cmd", LINUX_REBOOT_CMD_KEXEC);
    ROW("ioctl_request", TIOCSTI); ROW("ioctl_request", TCGETS); ROW("ioctl_request", FIONREAD); ROW("ioctl_request", FICLONE);
    ROW("ioctl_request", FS_IOC_SETFLAGS); ROW("ioctl_request", TIOCGWINSZ); ROW("ioctl_request", UFFDIO_API); ROW("userfaultfd_flags", UFFD_USER_MODE_ONLY);
#undef ROW
}

void TestConstants::agreesWithTheHeaders()
{
    QFETCH(QString, setName);
    QFETCH(QString, name);
    QFETCH(quint64, value);
    const auto parsed = set(setName.toStdString()).parse(name.toStdString(), nativeAbi());
    VERIFY_RESULT(parsed);
    QCOMPARE_EQ(*parsed, value);
}

void TestConstants::everySetIsUsed()
{
    std::set<std::string> used = {"netlink_protocol"}; // socket's third argument where the family is AF_NETLINK
    for (const Syscall &syscall : Catalogue::builtIn().all()) {
        for (const Abi abi : kAllAbis) {
            for (const Argument &argument : syscall.argumentsOn(abi))
                used.insert(argument.constants);
        }
    }
    for (const ConstantSet &constants : Catalogue::builtIn().constantSets())
        QVERIFY2(used.contains(constants.name), constants.name.c_str());
}

QTEST_APPLESS_MAIN(TestConstants)
#include "tst_constants.moc"
