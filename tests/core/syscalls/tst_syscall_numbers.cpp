// Every name and number against sources that were not used to write resources/syscalls: libseccomp's resolver and the kernel's headers,
// and the reference tables beside the project where they are.
#include "base/resource.h"
#include "support/support.h"
#include "syscalls/catalogue.h"

#include <nlohmann/json.hpp>
#include <seccomp.h>

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

using namespace whittle;
using namespace whittle::syscalls;

namespace {

const Catalogue &catalogue()
{
    return Catalogue::builtIn();
}

std::uint32_t seccompArch(Abi abi)
{
    switch (abi) {
    case Abi::X86_64:
        return SCMP_ARCH_X86_64;
    case Abi::X32:
        return SCMP_ARCH_X32;
    case Abi::I386:
        return SCMP_ARCH_X86;
    case Abi::Aarch64:
        return SCMP_ARCH_AARCH64;
    case Abi::Arm:
        return SCMP_ARCH_ARM;
    }
    return 0;
}

// Numbers that an ABI may use: the common table and ARM's private block.
std::vector<int> candidates(Abi abi)
{
    std::vector<int> numbers;
    for (int number = 0; number < 1024; ++number)
        numbers.push_back(number);
    if (abi == Abi::Arm) {
        for (int number = 0xf0000; number < 0xf0040; ++number)
            numbers.push_back(number);
    }
    return numbers;
}

void addAbiRows()
{
    QTest::addColumn<int>("abi");
    for (const Abi abi : kAllAbis)
        QTest::addRow("%s", std::string(abiName(abi)).c_str()) << static_cast<int>(abi);
}

QByteArray where(Abi abi, const std::string &name)
{
    return QByteArray::fromStdString(std::string(abiName(abi)) + " " + name);
}

// name → number from the text of asm/unistd*.h; empty where the header is not installed.
std::map<std::string, int> headerNumbers(Abi abi)
{
    static const std::map<Abi, QStringList> kHeaders = {
        {Abi::X86_64, {QStringLiteral("x86_64-linux-gnu/asm/unistd_64.h")}},
        {Abi::X32, {QStringLiteral("x86_64-linux-gnu/asm/unistd_x32.h")}},
        {Abi::I386, {QStringLiteral("x86_64-linux-gnu/asm/unistd_32.h")}},
        {Abi::Aarch64, {QStringLiteral("aarch64-linux-gnu/asm/unistd_64.h")}},
        {Abi::Arm, {QStringLiteral("arm-linux-gnueabihf/asm/unistd-eabi.h"), QStringLiteral("arm-linux-gnueabihf/asm/unistd.h")}},
    };
    static const QRegularExpression define(QStringLiteral("^#define __(ARM_)?NR_(\\w+)\\s+\\(?(?:(?:__NR_SYSCALL_BASE|__X32_SYSCALL_BIT|(__ARM_NR_BASE))\\s*\\+\\s*)?(\\d+)\\)?\\s*$"));
    std::map<std::string, int> numbers;
    for (const QString &header : kHeaders.at(abi)) {
        QFile file(QStringLiteral("/usr/include/") + header);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        while (!file.atEnd()) {
            const auto match = define.match(QString::fromUtf8(file.readLine()).trimmed());
            if (match.hasMatch() && match.captured(2) != QStringLiteral("syscalls") && !match.captured(2).endsWith(QStringLiteral("BASE")))
                numbers[match.captured(2).toStdString()] = match.captured(4).toInt() + (match.captured(3).isEmpty() ? 0 : 0xf0000);
        }
    }
    return numbers;
}

QList<QByteArrayList> tableRows(const std::string &path)
{
    QList<QByteArrayList> rows;
    for (const QByteArray &line : QByteArray::fromStdString(test::contentOf(path)).split('\n')) {
        if (!line.isEmpty())
            rows.append(line.split('\t'));
    }
    return rows;
}

} // namespace

class TestSyscallNumbers : public QObject
{
    Q_OBJECT

private slots:
    void namesOfOtherMachinesAreKnown();
    void profilesNameOnlyKnownSyscalls_data();
    void profilesNameOnlyKnownSyscalls();
    void dockersReasonsFollowItsDefault();
    void namesAsLibseccomp_data() { addAbiRows(); }
    void namesAsLibseccomp();
    void numbersAsLibseccomp_data() { addAbiRows(); }
    void numbersAsLibseccomp();
    void numbersAsTheKernelsHeaders_data() { addAbiRows(); }
    void numbersAsTheKernelsHeaders();
    void numbersAsTheReference();
    void argumentCountsAsTheReference_data();
    void argumentCountsAsTheReference();
    void groupsAsTheReference();
    void gvisorAsTheReference();
    void riskCoversTheReference();
};

void TestSyscallNumbers::namesOfOtherMachinesAreKnown()
{
    for (const char *name : {"s390_pci_mmio_read", "swapcontext", "riscv_flush_icache", "sync_file_range2", "spu_run"}) {
        QVERIFY2(catalogue().existsElsewhere(name), name);
        QVERIFY2(!catalogue().find(name), name);
        QVERIFY2(seccomp_syscall_resolve_name(name) != __NR_SCMP_ERROR, name);
    }
    QVERIFY(!catalogue().existsElsewhere("read"));
    QVERIFY(!catalogue().existsElsewhere("reed"));
}

void TestSyscallNumbers::profilesNameOnlyKnownSyscalls_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("docker") << QStringLiteral("moby-default.json");
    QTest::newRow("podman") << QStringLiteral("containers-common-seccomp.json");
}

void TestSyscallNumbers::profilesNameOnlyKnownSyscalls()
{
    REQUIRE_SHARED(shared);
    QFETCH(QString, file);
    const auto profile = nlohmann::json::parse(test::contentOf(shared + "/" + file.toStdString()));
    int compared = 0;
    for (const auto &rule : profile.at("syscalls")) {
        for (const std::string name : rule.at("names")) {
            QVERIFY2(catalogue().find(name) || catalogue().existsElsewhere(name), name.c_str());
            ++compared;
        }
    }
    QCOMPARE_GE(compared, 400);
}

void TestSyscallNumbers::dockersReasonsFollowItsDefault()
{
    std::set<std::string> allowed; // whatever the target and the arguments
    const auto profile = nlohmann::json::parse(resource("profiles/docker-default.json"));
    for (const auto &rule : profile.at("syscalls")) {
        const auto has = [&rule](const char *member) { return rule.contains(member) && !rule.at(member).empty(); };
        if (rule.at("action") == "SCMP_ACT_ALLOW" && !has("includes") && !has("excludes") && !has("args")) {
            for (const std::string name : rule.at("names"))
                allowed.insert(name);
        }
    }
    QCOMPARE_GE(allowed.size(), 300U);
    // In Docker's documented table, though the default lets them through.
    const std::set<std::string> documented = {"clock_adjtime", "socketcall"};
    for (const Syscall &syscall : catalogue().all())
        QVERIFY2(syscall.dockerReason.empty() == (allowed.contains(syscall.name) && !documented.contains(syscall.name)), syscall.name.c_str());
}

void TestSyscallNumbers::namesAsLibseccomp()
{
    QFETCH(int, abi);
    const Abi ours = static_cast<Abi>(abi);
    int compared = 0;
    for (const Syscall &syscall : catalogue().all()) {
        const int theirs = seccomp_syscall_resolve_name_arch(seccompArch(ours), syscall.name.c_str());
        if (theirs < 0)
            continue; // newer than this libseccomp, or a pseudo number: not on this ABI
        const int number = ours == Abi::X32 ? theirs & ~static_cast<int>(kX32Bit) : theirs;
        QVERIFY2(syscall.number(ours) == number, where(ours, syscall.name).constData());
        ++compared;
    }
    qInfo("%d names agree", compared);
    QCOMPARE_GE(compared, 280);
}

void TestSyscallNumbers::numbersAsLibseccomp()
{
    QFETCH(int, abi);
    const Abi ours = static_cast<Abi>(abi);
    int compared = 0;
    int newest = 0;
    for (const int number : candidates(ours)) {
        const int theirs = ours == Abi::X32 ? number | static_cast<int>(kX32Bit) : number;
        char *resolved = seccomp_syscall_resolve_num_arch(seccompArch(ours), theirs);
        if (!resolved)
            continue;
        const std::string name = resolved;
        std::free(resolved);
        QCOMPARE_EQ(catalogue().nameOf(ours, number), name);
        newest = number < 0xf0000 && (ours != Abi::X32 || number < 512) ? std::max(newest, number) : newest;
        ++compared;
    }
    qInfo("%d numbers agree, the newest is %d", compared, newest);
    QCOMPARE_GE(compared, 280);
    // What we know and libseccomp does not has to be newer.
    for (const Syscall &syscall : catalogue().all()) {
        if (!syscall.existsOn(ours))
            continue;
        const int theirs = ours == Abi::X32 ? syscall.number(ours) | static_cast<int>(kX32Bit) : syscall.number(ours);
        char *resolved = seccomp_syscall_resolve_num_arch(seccompArch(ours), theirs);
        const bool known = resolved != nullptr;
        std::free(resolved);
        // uprobe took number 336, beside uretprobe, long after higher numbers were given.
        QVERIFY2(known || syscall.number(ours) > newest || syscall.name == "uprobe", where(ours, syscall.name).constData());
    }
}

void TestSyscallNumbers::numbersAsTheKernelsHeaders()
{
    QFETCH(int, abi);
    const Abi ours = static_cast<Abi>(abi);
    const auto theirs = headerNumbers(ours);
    if (theirs.empty())
        QSKIP("the kernel's headers of this ABI are not installed");
    int newest = 0;
    for (const auto &[name, number] : theirs) {
        const Syscall *syscall = catalogue().find(name);
        QVERIFY2(syscall, where(ours, name).constData());
        QVERIFY2(syscall->number(ours) == number, where(ours, name).constData());
        newest = number < 0xf0000 && (ours != Abi::X32 || number < 512) ? std::max(newest, number) : newest;
    }
    qInfo("%zu numbers agree, the newest is %d", theirs.size(), newest);
    QCOMPARE_GE(theirs.size(), 280U);
    for (const Syscall &syscall : catalogue().all()) {
        const bool newer = syscall.number(ours) > newest || syscall.name == "uprobe" || syscall.number(ours) >= 0xf0000;
        QVERIFY2(!syscall.existsOn(ours) || theirs.contains(syscall.name) || newer, where(ours, syscall.name).constData());
    }
}

void TestSyscallNumbers::numbersAsTheReference()
{
    REQUIRE_SHARED(shared);
    const auto rows = tableRows(shared + "/syscalls/all-arches.tsv");
    const QByteArrayList header = rows.first();
    const std::map<Abi, QByteArray> columns = {{Abi::X86_64, "x86_64"}, {Abi::X32, "x32"}, {Abi::I386, "x86"}, {Abi::Aarch64, "aarch64"}, {Abi::Arm, "arm"}};
    int compared = 0;
    for (const QByteArrayList &row : rows.mid(1)) {
        const Syscall *syscall = catalogue().find(row.first().toStdString());
        for (const auto &[abi, column] : columns) {
            const QByteArray number = row.value(header.indexOf(column));
            QVERIFY2(number.isEmpty() ? !syscall || !syscall->existsOn(abi) : syscall && syscall->number(abi) == number.toInt(), row.first().constData());
            compared += number.isEmpty() ? 0 : 1;
        }
    }
    qInfo("%d numbers agree", compared);
    QCOMPARE_GE(compared, 1900);
}

void TestSyscallNumbers::argumentCountsAsTheReference_data()
{
    QTest::addColumn<int>("abi");
    for (const Abi abi : {Abi::X86_64, Abi::I386, Abi::Aarch64})
        QTest::addRow("%s", std::string(abiName(abi)).c_str()) << static_cast<int>(abi);
}

void TestSyscallNumbers::argumentCountsAsTheReference()
{
    REQUIRE_SHARED(shared);
    QFETCH(int, abi);
    const Abi ours = static_cast<Abi>(abi);
    // The reference counts stubs as their never written kernel functions, old i386 forms as what they mean, split values as one, and
    // preadv's position as one; these are the differences, and no others.
    static const std::set<std::string> kCountedOtherwise = {"getpmsg", "putpmsg", "afs_syscall", "tuxcall", "security", "epoll_ctl_old", "epoll_wait_old",
                                                            "vserver", "stty", "gtty", "ulimit", "profil", "vm86", "preadv", "pwritev"};
    int compared = 0;
    for (const QByteArrayList &row : tableRows(shared + "/syscalls/" + std::string(abiName(ours)) + ".tsv").mid(1)) {
        const Syscall *syscall = catalogue().find(row.value(1).toStdString());
        QVERIFY2(syscall && syscall->number(ours) == row.value(0).toInt(), row.value(1).constData());
        if (row.value(2).isEmpty())
            continue;
        const bool otherForm = std::ranges::contains(syscall->otherArguments, ours, &std::pair<Abi, std::vector<Argument>>::first);
        QVERIFY2(otherForm || kCountedOtherwise.contains(syscall->name) || static_cast<int>(syscall->arguments.size()) == row.value(2).toInt(),
                 row.value(1).constData());
        if (!row.value(4).isEmpty())
            QVERIFY2(syscall->since == row.value(4).toStdString(), row.value(1).constData());
        ++compared;
    }
    QCOMPARE_GE(compared, 280);
}

void TestSyscallNumbers::groupsAsTheReference()
{
    REQUIRE_SHARED(shared);
    const auto groups = nlohmann::json::parse(test::contentOf(shared + "/syscalls/systemd-groups.json")).at("groups");
    int compared = 0;
    for (const auto &group : groups) {
        const std::string name = group.at("name");
        for (const std::string member : group.at("members")) {
            const Syscall *syscall = catalogue().find(member);
            if (!syscall || member.starts_with('@'))
                continue; // other architectures; nested groups are listed on their own
            ++compared;
            QVERIFY2(name == "@known" || std::ranges::contains(syscall->groups, name), (name + ": " + member).c_str());
        }
    }
    QCOMPARE_GE(compared, 400);
}

void TestSyscallNumbers::gvisorAsTheReference()
{
    REQUIRE_SHARED(shared);
    const auto tables = nlohmann::json::parse(test::contentOf(shared + "/gvisor/syscalls.json"));
    const std::map<std::string, GvisorSupport> levels = {{"full", GvisorSupport::Full}, {"partial", GvisorSupport::Partial}, {"unimplemented", GvisorSupport::Unimplemented}};
    const std::pair<const char *, Abi> machines[] = {{"amd64", Abi::X86_64}, {"arm64", Abi::Aarch64}};
    for (std::size_t i = 0; i < 2; ++i) {
        const auto &[table, abi] = machines[i];
        std::set<std::string> listed;
        for (const auto &entry : tables.at(table)) {
            const Syscall *syscall = catalogue().find(abi, entry.at("number").get<int>());
            QVERIFY2(syscall, entry.at("name").get<std::string>().c_str());
            QVERIFY2(syscall->gvisor[i] == levels.at(entry.at("support")), syscall->name.c_str());
            QVERIFY2(syscall->gvisor[i] == GvisorSupport::Full || !syscall->gvisorNote.empty(), syscall->name.c_str());
            listed.insert(syscall->name);
        }
        for (const Syscall &syscall : catalogue().all()) {
            if (!listed.contains(syscall.name))
                QVERIFY2(syscall.gvisor[i] == GvisorSupport::Absent, syscall.name.c_str());
        }
    }
}

void TestSyscallNumbers::riskCoversTheReference()
{
    REQUIRE_SHARED(shared);
    const auto reference = nlohmann::json::parse(test::contentOf(shared + "/syscall-risk.json"));
    int cves = 0;
    for (const auto &entry : reference.at("syscalls")) {
        const std::string name = entry.at("name");
        const Syscall *syscall = catalogue().find(name);
        QVERIFY2(syscall, name.c_str());
        QVERIFY2(!entry.contains("docker") || !syscall->dockerReason.empty(), name.c_str());
        for (const std::string capability : entry.value("mobyAllowsWith", nlohmann::json::array())) {
            const bool told = std::ranges::contains(syscall->capabilities, capability) || std::ranges::contains(syscall->capabilitiesForSome, capability)
                || syscall->dockerReason.contains(capability);
            QVERIFY2(told, (name + " " + capability).c_str());
        }
        if (!entry.contains("cves"))
            continue;
        for (const auto &cve : entry.at("cves")) {
            const std::string id = cve.at("id");
            QVERIFY2(std::ranges::contains(syscall->cves, id, &Cve::id), (name + " " + id).c_str());
            ++cves;
        }
    }
    qInfo("%d CVEs covered", cves);
    QCOMPARE_GE(cves, 50);
}

QTEST_APPLESS_MAIN(TestSyscallNumbers)
#include "tst_syscall_numbers.moc"
