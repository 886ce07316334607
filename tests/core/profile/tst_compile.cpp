// What becomes of a profile on a target: the reading of each engine, the runtime's part, and libseccomp's. Facts: tried with runc, crun and
// libseccomp, or read in their sources.
#include "formats/seccomp_json.h"
#include "profile/filter.h"
#include "support/support.h"
#include "syscalls/catalogue.h"

#include <QElapsedTimer>

#include <array>
#include <random>

using namespace whittle;
using profile::EngineRules;
using profile::Runtime;
using profile::Target;

class TestCompile : public QObject
{
    Q_OBJECT

private slots:
    void decides_data();
    void decides();
    void refuses_data();
    void refuses();
    void resolvesArchMap();
    void resolvesToPlainForm();
    void newRuleMovesTheStub();
    void stubCountsEachAbi();
    void noSeccomp();
    void repeatedRulesCostNothing();
    void tooManyRules();
    void manyRulesOnDifferentArguments();
    void rulesThatTakeTooLong();
};

namespace {

// "docker 6.1 CAP_A,CAP_B runc x86_64"; every word may be left out.
Target targetOf(const QString &words)
{
    Target target;
    target.architecture = Abi::X86_64;
    target.kernel = {6, 1};
    target.capabilities.clear();
    for (const QString &word : words.split(' ', Qt::SkipEmptyParts)) {
        const std::string text = word.toStdString();
        if (word == "podman")
            target.rules = EngineRules::Podman;
        else if (word == "containerd")
            target.rules = EngineRules::Containerd;
        else if (word == "crun")
            target.runtime = Runtime::Crun;
        else if (word == "aarch64")
            target.architecture = Abi::Aarch64;
        else if (const auto kernel = profile::parseKernelVersion(text))
            target.kernel = *kernel;
        else if (word.startsWith("CAP_"))
            for (const QString &name : word.split(','))
                target.capabilities.insert(name.toStdString());
        else
            QTest::qFail("unknown word in a target", __FILE__, __LINE__);
    }
    return target;
}

profile::Profile read(const QByteArray &text)
{
    auto document = formats::readSeccompJson(text.toStdString());
    if (!document)
        QTest::qFail(document.error().message.c_str(), __FILE__, __LINE__);
    return document ? document->profile : profile::Profile();
}

QString decide(const profile::Filter &filter, Abi abi, const char *syscall, const profile::Arguments &arguments = {})
{
    return QString::fromStdString(filter.decide(abi, syscalls::Catalogue::builtIn().find(syscall)->number(abi), arguments).toString());
}

QByteArray deny(const char *rules)
{
    return QByteArray(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [)") + rules + "]}";
}

QByteArray allow(const char *rules)
{
    return QByteArray(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [)") + rules + "]}";
}

} // namespace

void TestCompile::decides_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("syscall");
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("second");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &text, const char *target, const char *syscall, quint64 first, quint64 second, const char *expected) {
        QTest::newRow(name) << text << QString(target) << QString(syscall) << first << second << "SCMP_ACT_" + QString(expected);
    };
    // mseal is named so that runc's ENOSYS answers begin above all calls that are asked about.
    const QByteArray all = R"({"names": ["mseal"], "action": "SCMP_ACT_ALLOW"})";
    const auto conditional = [&](const char *conditions) { return deny((all + ", {\"names\": [\"acct\"], \"action\": \"SCMP_ACT_ALLOW\", " + conditions + "}").constData()); };

    const QByteArray includesCaps = conditional(R"("includes": {"caps": ["CAP_A", "CAP_B"]})");
    row("all of includes.caps", includesCaps, "CAP_A,CAP_B", "acct", 0, 0, "ALLOW");
    row("not all of includes.caps", includesCaps, "CAP_A", "acct", 0, 0, "ERRNO(1)");
    row("not all, Podman", includesCaps, "podman CAP_A", "acct", 0, 0, "ERRNO(1)");
    row("containerd ignores caps", includesCaps, "containerd", "acct", 0, 0, "ALLOW");
    const QByteArray excludesCaps = conditional(R"("excludes": {"caps": ["CAP_A", "CAP_B"]})");
    row("any of excludes.caps", excludesCaps, "CAP_B", "acct", 0, 0, "ERRNO(1)");
    row("none of excludes.caps", excludesCaps, "CAP_C", "acct", 0, 0, "ALLOW");
    row("containerd ignores excludes", excludesCaps, "containerd CAP_A", "acct", 0, 0, "ALLOW");
    row("includes.arches", conditional(R"("includes": {"arches": ["arm64", "s390x"]})"), "", "acct", 0, 0, "ERRNO(1)");
    row("includes.arches there", conditional(R"("includes": {"arches": ["arm64", "s390x"]})"), "aarch64", "acct", 0, 0, "ALLOW");
    row("excludes.arches", conditional(R"("excludes": {"arches": ["amd64"]})"), "", "acct", 0, 0, "ERRNO(1)");
    row("architecture names are Go's", conditional(R"("includes": {"arches": ["x86_64"]})"), "", "acct", 0, 0, "ERRNO(1)");
    const QByteArray newKernel = conditional(R"("includes": {"minKernel": "6.2"})");
    row("minKernel above", newKernel, "6.1", "acct", 0, 0, "ERRNO(1)");
    row("minKernel equal", newKernel, "6.2", "acct", 0, 0, "ALLOW");
    row("minKernel counts numbers", newKernel, "6.10", "acct", 0, 0, "ALLOW");
    row("Podman ignores minKernel", newKernel, "podman 6.1", "acct", 0, 0, "ALLOW");
    row("excludes.minKernel", conditional(R"("excludes": {"minKernel": "6.1"})"), "6.1", "acct", 0, 0, "ERRNO(1)");

    const QByteArray oldForm = deny((all + R"(, {"name": "acct", "action": "SCMP_ACT_ALLOW"})").constData());
    row("name", oldForm, "", "acct", 0, 0, "ALLOW");
    row("name, Podman", oldForm, "podman", "acct", 0, 0, "ALLOW");
    row("containerd ignores name", oldForm, "containerd", "acct", 0, 0, "ERRNO(1)");
    row("empty name beside names", deny((all + R"(, {"name": "", "names": ["acct"], "action": "SCMP_ACT_ALLOW"})").constData()), "", "acct", 0, 0, "ALLOW");
    const QByteArray bothDropped = conditional(R"("name": "read", "includes": {"caps": ["CAP_A"]})");
    row("Podman lets both forms pass in a rule that does not count", bothDropped, "podman", "acct", 0, 0, "ERRNO(1)");

    const QByteArray named = allow(R"({"names": ["acct"], "action": "SCMP_ACT_ERRNO", "errnoRet": 5, "errno": "ENOSYS"})");
    row("Docker reads numbers", named, "", "acct", 0, 0, "ERRNO(5)");
    row("Podman prefers names", named, "podman", "acct", 0, 0, "ERRNO(38)");
    row("Podman's default by name", R"({"defaultAction": "SCMP_ACT_ERRNO", "defaultErrno": "EACCES", "syscalls": []})", "podman", "acct", 0, 0, "ERRNO(13)");
    row("and Docker's", R"({"defaultAction": "SCMP_ACT_ERRNO", "defaultErrno": "EACCES", "syscalls": []})", "", "acct", 0, 0, "ERRNO(1)");

    row("default errno", deny(all.constData()), "", "acct", 0, 0, "ERRNO(1)");
    row("trace data", allow(R"({"names": ["acct"], "action": "SCMP_ACT_TRACE", "errnoRet": 513})"), "", "acct", 0, 0, "TRACE(513)");
    row("KILL is KILL_THREAD", allow(R"({"names": ["acct"], "action": "SCMP_ACT_KILL"})"), "", "acct", 0, 0, "KILL_THREAD");
    row("unknown names are passed over", allow(R"({"names": ["nosuchcall", "acct"], "action": "SCMP_ACT_LOG"})"), "", "acct", 0, 0, "LOG");
    row("no rule for the ABI of the machine", R"({"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86"]})", "", "acct", 0, 0, "ALLOW");

    // libseccomp
    const QByteArray unconditionalWins = allow(R"({"names": ["personality"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]},
        {"names": ["personality"], "action": "SCMP_ACT_LOG"})");
    row("a rule without conditions wins", unconditionalWins, "", "personality", 8, 0, "LOG");
    row("the first of two without conditions wins", allow(R"({"names": ["acct"], "action": "SCMP_ACT_LOG"}, {"names": ["acct"], "action": "SCMP_ACT_KILL"})"), "", "acct", 0, 0, "LOG");
    const QByteArray mask = deny((all + R"(, {"names": ["clone"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 2114060288, "valueTwo": 4294967295, "op": "SCMP_CMP_MASKED_EQ"}]})").constData());
    row("value is the mask", mask, "", "clone", 2114060288, 0, "ALLOW");
    row("and the datum is masked too", mask, "", "clone", 0, 0, "ERRNO(1)");
    const QByteArray twice = deny((all + R"(, {"names": ["fsync"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 3, "op": "SCMP_CMP_EQ"}, {"index": 0, "value": 5, "op": "SCMP_CMP_EQ"}]})").constData());
    row("two conditions on one argument are or", twice, "", "fsync", 5, 0, "ALLOW");
    row("and nothing else", twice, "", "fsync", 4, 0, "ERRNO(1)");
    const QByteArray both = deny((all + R"(, {"names": ["dup2"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 3, "op": "SCMP_CMP_EQ"}, {"index": 1, "value": 5, "op": "SCMP_CMP_EQ"}]})").constData());
    row("conditions on two arguments are and", both, "", "dup2", 3, 5, "ALLOW");
    row("not one alone", both, "", "dup2", 3, 4, "ERRNO(1)");
    row("comparisons are unsigned", deny((all + R"(, {"names": ["fsync"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 9223372036854775807, "op": "SCMP_CMP_GT"}]})").constData()), "", "fsync", ~quint64(0), 0, "ALLOW");

    // The runtime's part
    const QByteArray few = deny(R"({"names": ["read", "acct"], "action": "SCMP_ACT_ALLOW"})");
    row("runc: above the largest name ENOSYS", few, "", "clone3", 0, 0, "ERRNO(38)");
    row("runc: below it the default", few, "", "getpid", 0, 0, "ERRNO(1)");
    row("crun: the default", few, "crun", "clone3", 0, 0, "ERRNO(1)");
    row("runc: names of rules that repeat the default count", deny(R"({"names": ["mseal"], "action": "SCMP_ACT_ERRNO"})"), "", "clone3", 0, 0, "ERRNO(1)");
    row("runc: no stub where the default allows", allow(R"({"names": ["read"], "action": "SCMP_ACT_LOG"})"), "", "clone3", 0, 0, "ALLOW");
    row("runc: no stub where it logs", R"({"defaultAction": "SCMP_ACT_LOG", "syscalls": [{"names": ["acct"], "action": "SCMP_ACT_ALLOW"}]})", "", "clone3", 0, 0, "LOG");
    row("runc: stub where it kills", R"({"defaultAction": "SCMP_ACT_KILL_PROCESS", "syscalls": [{"names": ["acct"], "action": "SCMP_ACT_ALLOW"}]})", "", "clone3", 0, 0, "ERRNO(38)");
}

void TestCompile::decides()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, target);
    QFETCH(QString, syscall);
    QFETCH(quint64, first);
    QFETCH(quint64, second);
    QFETCH(QString, expected);
    const Target on = targetOf(target);
    const auto filter = profile::compile(read(text), on);
    VERIFY_RESULT(filter);
    QCOMPARE_EQ(decide(*filter, on.architecture, syscall.toUtf8(), {first, second}), expected);
    VERIFY_RESULT(bpf::validate(filter->program()));
}

void TestCompile::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &text, const char *target, const char *message) { QTest::newRow(name) << text << QString(target) << QString(message); };
    const char *both = R"({"names": ["read"], "name": "write", "action": "SCMP_ACT_LOG", "includes": {"caps": ["CAP_A"]}})";
    row("both forms", allow(both), "", "syscalls[0].name: ");
    row("both forms, Podman, counts", allow(both), "podman CAP_A", "syscalls[0].name: ");
    row("both lists of architectures", R"({"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86"], "archMap": [{"architecture": "SCMP_ARCH_X86_64"}]})", "", "archMap: ");
    row("no default action", R"({"syscalls": [{"names": ["read"], "action": "SCMP_ACT_LOG"}]})", "", "defaultAction: ");
    row("kernel of one number", allow(R"({"names": ["read"], "action": "SCMP_ACT_LOG", "includes": {"minKernel": "4"}})"), "", "syscalls[0].includes.minKernel: ");
    row("kernel of three", allow(R"({"names": ["read"], "action": "SCMP_ACT_LOG", "excludes": {"minKernel": "4.8.1"}})"), "", "syscalls[0].excludes.minKernel: ");
    row("kernel zero", allow(R"({"names": ["read"], "action": "SCMP_ACT_LOG", "includes": {"minKernel": "0.0"}})"), "", "syscalls[0].includes.minKernel: ");
    row("unknown architecture", R"({"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_VAX"]})", "", "architectures[1]: ");
    row("another byte order", R"({"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_S390X"]})", "", "architectures[0]: ");
    row("unknown flag", R"({"defaultAction": "SCMP_ACT_ALLOW", "flags": ["SECCOMP_FILTER_FLAG_FAST"]})", "", "flags[0]: ");
    row("empty name", allow(R"({"names": ["read", ""], "action": "SCMP_ACT_LOG"})"), "", "syscalls[0].names: ");
    row("argument 6", allow(R"({"names": ["read"], "action": "SCMP_ACT_LOG", "args": [{"index": 6, "value": 0, "op": "SCMP_CMP_EQ"}]})"), "", "syscalls[0].args[0].index: ");
    row("same conditions, two answers", allow(R"({"names": ["read"], "action": "SCMP_ACT_LOG", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]},
        {"names": ["read"], "action": "SCMP_ACT_KILL", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]})"), "", "syscalls[1]: read: ");
    row("errno beyond 4095", allow(R"({"names": ["read"], "action": "SCMP_ACT_ERRNO", "errnoRet": 4096})"), "", "syscalls[0]: read: ");
    row("default errno beyond 4095", R"({"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 5000})", "", "defaultAction: ");
    row("notify by default", R"({"defaultAction": "SCMP_ACT_NOTIFY"})", "", "defaultAction: ");
    row("notify for write", allow(R"({"names": ["write"], "action": "SCMP_ACT_NOTIFY"})"), "", "syscalls[0]: ");
    row("crun: errno without use", allow(R"({"names": ["read"], "action": "SCMP_ACT_LOG", "errnoRet": 1})"), "crun", "syscalls[0].errnoRet: ");
    row("crun: default errno without use", R"({"defaultAction": "SCMP_ACT_ALLOW", "defaultErrnoRet": 1})", "crun", "defaultErrnoRet: ");
    row("Podman: unknown error", allow(R"({"names": ["read"], "action": "SCMP_ACT_ERRNO", "errno": "EWHAT"})"), "podman", "syscalls[0].errno: ");
}

void TestCompile::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, target);
    QFETCH(QString, message);
    const auto filter = profile::compile(read(text), targetOf(target));
    QVERIFY(!filter);
    QCOMPARE_EQ(filter.error().code, ErrorCode::InvalidInput);
    QVERIFY2(filter.error().message.starts_with(message.toStdString()), filter.error().message.c_str());
}

void TestCompile::resolvesArchMap()
{
    const profile::Profile mapped = read(R"({"defaultAction": "SCMP_ACT_ALLOW", "archMap": [{"architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86"]},
        {"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": ["SCMP_ARCH_ARM"]}]})");
    const auto x86 = profile::compile(mapped, targetOf(""));
    VERIFY_RESULT(x86);
    QCOMPARE_EQ(std::vector<Abi>(x86->abis().begin(), x86->abis().end()), (std::vector<Abi>{Abi::X86_64, Abi::I386}));
    QCOMPARE_EQ(decide(*x86, Abi::I386, "read"), "SCMP_ACT_ALLOW");
    QCOMPARE_EQ(decide(*x86, Abi::X32, "read"), "SCMP_ACT_KILL_THREAD");
    const auto arm = profile::compile(mapped, targetOf("aarch64"));
    VERIFY_RESULT(arm);
    QCOMPARE_EQ(std::vector<Abi>(arm->abis().begin(), arm->abis().end()), (std::vector<Abi>{Abi::Aarch64, Abi::Arm}));
    // containerd does not know the map: 32-bit programs are ended.
    const auto native = profile::compile(mapped, targetOf("containerd"));
    VERIFY_RESULT(native);
    QCOMPARE_EQ(decide(*native, Abi::I386, "read"), "SCMP_ACT_KILL_THREAD");
    // A name that libseccomp knows for both machines is one rule for both.
    const auto denied = profile::compile(read(R"({"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM"], "syscalls": [{"names": ["open", "openat"], "action": "SCMP_ACT_LOG"}]})"),
                                         targetOf("aarch64"));
    VERIFY_RESULT(denied);
    QCOMPARE_EQ(decide(*denied, Abi::Aarch64, "openat"), "SCMP_ACT_LOG");
    QCOMPARE_EQ(decide(*denied, Abi::Arm, "open"), "SCMP_ACT_LOG");
}

void TestCompile::resolvesToPlainForm()
{
    Target target = targetOf("CAP_SYS_ADMIN 6.1");
    const auto plain = profile::resolve(*profile::builtInProfile("docker-default"), target);
    VERIFY_RESULT(plain);
    QVERIFY(plain->archMap.empty());
    QCOMPARE_EQ(plain->architectures.front(), "SCMP_ARCH_X86_64");
    for (const profile::Rule &rule : plain->rules)
        QVERIFY(rule.includes.isEmpty() && rule.excludes.isEmpty() && !rule.name && rule.id != 0);
    // Whoever reads it, it decides the same.
    target.rules = EngineRules::Containerd;
    const auto filter = profile::compile(*plain, target);
    VERIFY_RESULT(filter);
    QCOMPARE_EQ(decide(*filter, Abi::X86_64, "mount"), "SCMP_ACT_ALLOW");
    QCOMPARE_EQ(decide(*filter, Abi::X86_64, "reboot"), "SCMP_ACT_ERRNO(1)");
}

// One rule for a new call turns the answer for all unnamed calls below it from ENOSYS into the default: threads of glibc fail then.
void TestCompile::newRuleMovesTheStub()
{
    profile::Profile edited = read(deny(R"({"names": ["read", "acct"], "action": "SCMP_ACT_ALLOW"})"));
    const auto before = profile::compile(edited, targetOf(""));
    VERIFY_RESULT(before);
    QCOMPARE_EQ(decide(*before, Abi::X86_64, "clone3"), "SCMP_ACT_ERRNO(38)");
    profile::Rule rule;
    rule.names = {"set_mempolicy_home_node"};
    edited.addRule(rule);
    const auto after = profile::compile(edited, targetOf(""));
    VERIFY_RESULT(after);
    QCOMPARE_EQ(decide(*after, Abi::X86_64, "clone3"), "SCMP_ACT_ERRNO(1)");
}

void TestCompile::stubCountsEachAbi()
{
    // acct is 163 on x86_64 and x32 and 51 on i386; x32 counts by itself, with its bit.
    const profile::Profile mixed = read(R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"],
        "syscalls": [{"names": ["acct"], "action": "SCMP_ACT_ALLOW"}]})");
    const auto filter = profile::compile(mixed, targetOf(""));
    VERIFY_RESULT(filter);
    const auto at = [&](Abi abi, int number) { return QString::fromStdString(filter->decide(abi, number).toString()); };
    QCOMPARE_EQ(at(Abi::X86_64, 162), "SCMP_ACT_ERRNO(1)");
    QCOMPARE_EQ(at(Abi::X86_64, 163), "SCMP_ACT_ALLOW");
    QCOMPARE_EQ(at(Abi::X86_64, 164), "SCMP_ACT_ERRNO(38)");
    QCOMPARE_EQ(at(Abi::X32, 162), "SCMP_ACT_ERRNO(1)");
    QCOMPARE_EQ(at(Abi::X32, 163), "SCMP_ACT_ALLOW");
    QCOMPARE_EQ(at(Abi::X32, 164), "SCMP_ACT_ERRNO(38)");
    QCOMPARE_EQ(at(Abi::I386, 50), "SCMP_ACT_ERRNO(1)");
    QCOMPARE_EQ(at(Abi::I386, 51), "SCMP_ACT_ALLOW");
    QCOMPARE_EQ(at(Abi::I386, 52), "SCMP_ACT_ERRNO(38)");
    QCOMPARE_EQ(at(Abi::Aarch64, 52), "SCMP_ACT_KILL_THREAD");
}

void TestCompile::noSeccomp()
{
    for (const char *text : {"{}", R"({"defaultAction": "", "syscalls": []})"}) {
        const auto filter = profile::compile(read(text), targetOf(""));
        VERIFY_RESULT(filter);
        for (const Abi abi : {Abi::X86_64, Abi::X32, Abi::I386})
            QCOMPARE_EQ(decide(*filter, abi, "mount"), "SCMP_ACT_ALLOW");
    }
}

void TestCompile::repeatedRulesCostNothing()
{
    profile::Profile same = read(deny(R"({"names": ["read"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 3, "op": "SCMP_CMP_EQ"}]})"));
    const auto once = profile::compile(same, targetOf(""));
    VERIFY_RESULT(once);
    same.rules.resize(50000, same.rules.front());
    const auto often = profile::compile(same, targetOf("crun"));
    VERIFY_RESULT(often);
    QCOMPARE_EQ(decide(*often, Abi::X86_64, "read", {3}), "SCMP_ACT_ALLOW");
    QCOMPARE_EQ(decide(*often, Abi::X86_64, "read", {4}), "SCMP_ACT_ERRNO(1)");
}

void TestCompile::tooManyRules()
{
    profile::Profile huge = read(deny(R"({"names": ["read"], "action": "SCMP_ACT_ALLOW"})"));
    huge.rules.front().names.clear();
    for (const syscalls::Syscall &call : syscalls::Catalogue::builtIn().all())
        huge.rules.front().names.push_back(call.name);
    for (std::uint64_t i = 0; i < 30; ++i) {
        huge.rules.push_back(huge.rules.front());
        huge.rules.back().args = {{.index = 0, .op = profile::Operator::EQ, .value = i, .valueTwo = 0, .members = {}}};
    }
    const auto filter = profile::compile(huge, targetOf(""));
    QVERIFY(!filter);
    QVERIFY2(filter.error().message.contains("more rules than a filter can hold"), filter.error().message.c_str());
}

// More than is surely fast, and fast all the same.
void TestCompile::manyRulesOnDifferentArguments()
{
    profile::Profile many = read(deny(R"({"names": ["socket"], "action": "SCMP_ACT_ALLOW"})"));
    many.rules.clear();
    for (std::uint64_t family = 0; family < 40; ++family) {
        profile::Rule &rule = many.rules.emplace_back();
        rule.names = {"socket"};
        rule.action = profile::Action::Allow;
        rule.args = {{.index = 0, .op = profile::Operator::EQ, .value = family, .valueTwo = 0, .members = {}},
                     {.index = 1, .op = profile::Operator::EQ, .value = family % 3, .valueTwo = 0, .members = {}}};
    }
    const auto filter = profile::compile(many, targetOf(""));
    VERIFY_RESULT(filter);
    QCOMPARE_EQ(decide(*filter, Abi::X86_64, "socket", {17, 2}), "SCMP_ACT_ALLOW");
    QCOMPARE_EQ(decide(*filter, Abi::X86_64, "socket", {17, 1}), "SCMP_ACT_ERRNO(1)");
    QCOMPARE_EQ(decide(*filter, Abi::X86_64, "socket", {40, 1}), "SCMP_ACT_ERRNO(1)");
}

// libseccomp would build for longer than anybody waits, and cannot be stopped.
void TestCompile::rulesThatTakeTooLong()
{
    constexpr std::array kOperators = {profile::Operator::NE, profile::Operator::LT, profile::Operator::EQ, profile::Operator::GT, profile::Operator::GE, profile::Operator::LE};
    profile::Profile hard = read(deny(R"({"names": ["openat"], "action": "SCMP_ACT_ALLOW"})"));
    hard.rules.clear();
    std::mt19937 random(1);
    for (int i = 0; i < 60; ++i) {
        profile::Rule &rule = hard.rules.emplace_back();
        rule.names = {"openat"};
        rule.action = profile::Action::Allow;
        for (std::uint32_t index = 0; index < 6; ++index) {
            if (random() % 2 == 0)
                rule.args.push_back({.index = index, .op = kOperators[random() % kOperators.size()], .value = random() % 8, .valueTwo = 0, .members = {}});
        }
    }
    QElapsedTimer timer;
    timer.start();
    const auto filter = profile::compile(hard, targetOf(""));
    QVERIFY(!filter);
    QVERIFY2(filter.error().message.contains("openat: libseccomp does not build their "), filter.error().message.c_str());
    QVERIFY2(filter.error().message.starts_with("syscalls["), filter.error().message.c_str());
    QVERIFY(timer.elapsed() < 120'000);
}

QTEST_APPLESS_MAIN(TestCompile)
#include "tst_compile.moc"
