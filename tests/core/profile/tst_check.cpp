#include "formats/seccomp_json.h"
#include "profile/check.h"
#include "profile/filter.h"
#include "profile/runtime_needs.h"
#include "support/support.h"

#include <algorithm>
#include <filesystem>

using namespace whittle;
using profile::EngineRules;
using profile::Finding;
using profile::Severity;

class TestCheck : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void isQuietAbout_data();
    void isQuietAbout();
    void engines();
    void builtInProfiles();
    void saysWhatDoesNotStart();
    void mostSevereFirst();
    void realProfiles_data();
    void realProfiles();
};

namespace {

profile::Profile read(const QByteArray &text)
{
    auto document = formats::readSeccompJson(text.toStdString());
    if (!document) {
        QTest::qFail(document.error().message.c_str(), __FILE__, __LINE__);
        return {};
    }
    return document->profile;
}

profile::CheckOptions options()
{
    profile::CheckOptions result;
    result.target.architecture = Abi::X86_64;
    result.target.kernel = {6, 12};
    return result;
}

const Finding *find(const std::vector<Finding> &findings, const QString &code)
{
    const auto at = std::ranges::find(findings, code.toStdString(), &Finding::code);
    return at == findings.end() ? nullptr : &*at;
}

// Docker's default with one more rule in front: everything starts, so only the rule is talked about.
QByteArray withRule(const QByteArray &rule)
{
    profile::Profile base = *profile::builtInProfile("docker-default");
    QByteArray text = QByteArray::fromStdString(formats::writeSeccompJson(base));
    const qsizetype at = text.indexOf("\"syscalls\": [") + 13;
    return text.insert(at, rule + ",");
}

QByteArray rule(const char *name, const char *rest)
{
    return QByteArray("{\"names\": [\"") + name + "\"], \"action\": " + rest + "}";
}

QByteArray condition(const char *members)
{
    return QByteArray("\"SCMP_ACT_ALLOW\", \"args\": [{") + members + "}]";
}

} // namespace

void TestCheck::finds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("severity");
    QTest::addColumn<QString>("part"); // of message and suggestion
    const auto row = [](const char *name, const QByteArray &text, const char *code, const char *path, const char *severity, const char *part) {
        QTest::newRow(name) << text << code << path << severity << part;
    };
    row("no filter at all", "{}", "no-filter", "", "critical", "without a filter");
    row("does not compile", withRule(rule("read", "\"SCMP_ACT_ERRNO\", \"errnoRet\": 5000")), "does-not-compile", "syscalls[0]", "critical", "does not start");
    row("name and names", R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"name": "a", "names": ["b"], "action": "SCMP_ACT_LOG"}]})", "does-not-compile", "syscalls[0].name", "critical", "one of the two");
    row("unknown syscall", withRule(rule("Capset", "\"SCMP_ACT_ALLOW\"")), "unknown-syscall", "syscalls[0].names[0]", "medium", "capset");
    row("no names", withRule("{\"names\": [], \"action\": \"SCMP_ACT_ALLOW\"}"), "no-names", "syscalls[0]", "low", "no syscall");
    row("twice", withRule("{\"names\": [\"acct\", \"acct\"], \"action\": \"SCMP_ACT_ALLOW\"}"), "duplicate", "syscalls[0]", "low", "twice");
    row("repeats default", withRule(rule("acct", "\"SCMP_ACT_ERRNO\"")), "repeats-default", "syscalls[0]", "low", "default");
    row("shadowed", withRule("{\"names\": [\"personality\"], \"action\": \"SCMP_ACT_ALLOW\"}"), "shadowed", "syscalls[18]", "low", "personality");
    row("a denial that is shadowed", withRule(rule("read", "\"SCMP_ACT_ERRNO\", \"errnoRet\": 5, \"args\": [{\"index\": 0, \"value\": 3, \"op\": \"SCMP_CMP_EQ\"}]")), "shadowed", "syscalls[0]", "high", "beats");
    row("contradictory", withRule(rule("mkdir", "\"SCMP_ACT_LOG\"")), "contradictory", "syscalls[2]", "high", "earlier rule wins");
    row("never below zero", withRule(rule("acct", condition("\"index\": 0, \"value\": 0, \"op\": \"SCMP_CMP_LT\""))), "never-matches", "syscalls[0].args[0]", "medium", "No value");
    row("excludes what it wants", withRule(rule("acct", "\"SCMP_ACT_ALLOW\", \"includes\": {\"caps\": [\"CAP_BPF\"]}, \"excludes\": {\"caps\": [\"CAP_BPF\"]}")), "never-matches", "syscalls[0]", "medium", "CAP_BPF");
    row("unknown capability", withRule(rule("acct", "\"SCMP_ACT_ALLOW\", \"includes\": {\"caps\": [\"SYS_ADMIN\"]}")), "unknown-capability", "syscalls[0].includes.caps[0]", "medium", "CAP_SYS_ADMIN");
    row("unknown machine", withRule(rule("acct", "\"SCMP_ACT_ALLOW\", \"includes\": {\"arches\": [\"x86_64\"]}")), "unknown-architecture", "syscalls[0].includes.arches[0]", "medium", "amd64");
    row("or in the place of and", withRule(rule("keyctl", "\"SCMP_ACT_ALLOW\", \"args\": [{\"index\": 0, \"value\": 1, \"op\": \"SCMP_CMP_GE\"}, {\"index\": 0, \"value\": 3, \"op\": \"SCMP_CMP_LE\"}]")), "same-argument-twice", "syscalls[0].args", "high", "enough");
    row("pointer", withRule(rule("acct", condition("\"index\": 0, \"value\": 7, \"op\": \"SCMP_CMP_EQ\""))), "pointer-compared", "syscalls[0].args[0]", "medium", "address");
    row("conditions on clone3", withRule(rule("clone3", condition("\"index\": 0, \"value\": 2114060288, \"op\": \"SCMP_CMP_MASKED_EQ\""))), "pointer-compared", "syscalls[0].args[0]", "medium", "ENOSYS");
    row("no such argument", withRule(rule("acct", condition("\"index\": 4, \"value\": 7, \"op\": \"SCMP_CMP_EQ\""))), "no-such-argument", "syscalls[0].args[0]", "medium", "1 arguments");
    row("datum outside its mask", withRule(rule("keyctl", condition("\"index\": 0, \"value\": 3, \"valueTwo\": 4, \"op\": \"SCMP_CMP_MASKED_EQ\""))), "datum-outside-mask", "syscalls[0].args[0]", "low", "mask");
    row("errno without use", withRule(rule("acct", "\"SCMP_ACT_ALLOW\", \"errnoRet\": 3")), "errno-without-use", "syscalls[0].errnoRet", "medium", "no error number");
    row("64-bit hole by not equal", R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_NE"}]}]})",
        "64-bit-hole", "syscalls[0]", "medium", "0x100000028");
    row("64-bit hole by a denied value", R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["personality"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]}]})",
        "64-bit-hole", "syscalls[0]", "medium", "MASKED_EQ");
    row("allow by default", R"({"defaultAction": "SCMP_ACT_ALLOW"})", "allow-by-default", "defaultAction", "high", "allowed");
    row("what that lets through", R"({"defaultAction": "SCMP_ACT_ALLOW"})", "risky-by-default", "defaultAction", "high", "add_key");
    row("log by default", R"({"defaultAction": "SCMP_ACT_LOG"})", "log-by-default", "defaultAction", "medium", "executed");
    row("trace by default", R"({"defaultAction": "SCMP_ACT_TRACE"})", "trace-by-default", "defaultAction", "medium", "tracer");
    row("one architecture by oversight", R"({"defaultAction": "SCMP_ACT_ALLOW"})", "missing-architecture", "", "low", "i386");
    row("one architecture by choice", R"({"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64"]})", "missing-architecture", "architectures", "info", "i386");
    row("no listener", withRule(rule("mkdir", "\"SCMP_ACT_NOTIFY\"")), "notify-without-listener", "syscalls[0]", "high", "listenerPath");
    row("clone3 not ENOSYS", withRule(rule("clone3", "\"SCMP_ACT_ERRNO\", \"errnoRet\": 13")), "clone3-not-enosys", "syscalls[0]", "high", "38");
    row("clone3 around clone", withRule(rule("clone3", "\"SCMP_ACT_ALLOW\"")), "clone3-steps-around-clone", "syscalls[0]", "medium", "ENOSYS");
    row("sibling not denied", R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO"}]})", "sibling-not-denied", "syscalls[0]", "medium", "mkdirat");
    row("sibling forgotten", R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["stat", "open"], "action": "SCMP_ACT_ALLOW"}]})", "sibling-forgotten", "syscalls[0]", "medium", "openat");
    row("risky", withRule(rule("io_uring_setup", "\"SCMP_ACT_ALLOW\"")), "risky-allow", "syscalls[0]", "medium", "Docker");
    row("without its capability", withRule(rule("init_module", "\"SCMP_ACT_ALLOW\"")), "allowed-without-capability", "syscalls[0]", "low", "CAP_SYS_MODULE");
    row("user namespaces", withRule("{\"names\": [\"unshare\", \"mount\"], \"action\": \"SCMP_ACT_ALLOW\"}"), "opened-by-user-namespace", "syscalls[0]", "high", "CAP_SYS_ADMIN");
    row("nothing runs", R"({"defaultAction": "SCMP_ACT_ERRNO"})", "program-does-not-start", "", "high", "mmap");
    row("killed by the loader", R"({"defaultAction": "SCMP_ACT_KILL", "syscalls": [{"names": ["mmap", "mseal"], "action": "SCMP_ACT_ALLOW"}]})", "program-is-ended", "", "high", "set_tid_address");
}

void TestCheck::finds()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    QFETCH(QString, path);
    QFETCH(QString, severity);
    QFETCH(QString, part);
    const profile::Profile checked = read(text);
    const auto findings = profile::check(checked, options());
    const Finding *finding = find(findings, code);
    QVERIFY2(finding, "no such finding");
    QCOMPARE_EQ(QString::fromStdString(finding->path), path);
    QCOMPARE_EQ(QString::fromUtf8(profile::severityName(finding->severity)), severity);
    const QString all = QString::fromStdString(finding->message + finding->explanation + finding->suggestion);
    QVERIFY2(all.contains(part), qPrintable(all));
    QVERIFY(!finding->message.empty() && !finding->explanation.empty());
    if (path.startsWith("syscalls["))
        QVERIFY(finding->rule && checked.find(*finding->rule));
    else
        QVERIFY(!finding->rule);
}

void TestCheck::isQuietAbout_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("calls of other machines") << withRule(rule("s390_pci_mmio_read", "\"SCMP_ACT_ALLOW\"")) << "unknown-syscall";
    QTest::newRow("a null pointer") << withRule(rule("acct", condition("\"index\": 0, \"value\": 0, \"op\": \"SCMP_CMP_EQ\""))) << "pointer-compared";
    QTest::newRow("values allowed one by one") << QByteArray(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]}]})") << "64-bit-hole";
    QTest::newRow("masked comparison") << QByteArray(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["socket"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 0, "value": 4294967295, "valueTwo": 40, "op": "SCMP_CMP_MASKED_EQ"}]}]})") << "64-bit-hole";
    QTest::newRow("64-bit parameter") << QByteArray(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["clone"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_GT"}]}]})") << "64-bit-hole";
    QTest::newRow("rules for different capabilities") << withRule(rule("acct", "\"SCMP_ACT_ALLOW\", \"includes\": {\"caps\": [\"CAP_BPF\"]}")) << "contradictory";
    QTest::newRow("the default's clone3") << withRule(rule("acct", "\"SCMP_ACT_ALLOW\"")) << "clone3-not-enosys";
    QTest::newRow("start") << withRule(rule("acct", "\"SCMP_ACT_ALLOW\"")) << "does-not-start";
}

void TestCheck::isQuietAbout()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    const auto findings = profile::check(read(text), options());
    const Finding *finding = find(findings, code);
    QVERIFY2(!finding, finding ? finding->message.c_str() : "");
}

void TestCheck::engines()
{
    const profile::Profile docker = *profile::builtInProfile("docker-default");
    auto containerd = options();
    containerd.target.rules = EngineRules::Containerd;
    const auto underContainerd = profile::check(docker, containerd);
    QCOMPARE_EQ(find(underContainerd, "condition-ignored")->severity, Severity::High);
    QVERIFY(find(underContainerd, "archmap-ignored"));
    auto podman = options();
    podman.target.rules = EngineRules::Podman;
    QCOMPARE_EQ(find(profile::check(docker, podman), "condition-ignored")->severity, Severity::Medium);
    QVERIFY(!find(profile::check(docker, options()), "condition-ignored"));

    const profile::Profile named = read(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errno": "ENOSYS"}]})");
    QVERIFY(find(profile::check(named, options()), "errno-ignored"));
    QVERIFY(!find(profile::check(named, podman), "errno-ignored"));

    const profile::Profile unused = read(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ALLOW", "errnoRet": 1}]})");
    auto crun = options();
    crun.target.runtime = profile::Runtime::Crun;
    QCOMPARE_EQ(find(profile::check(unused, crun), "does-not-compile")->path, "syscalls[0].errnoRet");
}

// What the checks say about the defaults themselves is true, and little.
void TestCheck::builtInProfiles()
{
    const auto docker = profile::check(*profile::builtInProfile("docker-default"), options());
    QCOMPARE_EQ(docker.size(), 1U);
    QCOMPARE_EQ(docker[0].code, "64-bit-hole");
    QCOMPARE_EQ(docker[0].syscall, "socket");
    auto podmanOptions = options();
    podmanOptions.target.rules = EngineRules::Podman;
    podmanOptions.target.capabilities = profile::defaultCapabilities(EngineRules::Podman);
    for (const Finding &finding : profile::check(*profile::builtInProfile("podman-default"), podmanOptions)) {
        QVERIFY2(finding.code == "64-bit-hole" || finding.code == "risky-allow" || finding.code == "opened-by-user-namespace" || finding.code == "user-namespaces"
                     || finding.code == "allowed-without-capability" || (finding.code == "contradictory" && finding.syscall == "setns"),
                 (finding.code + ": " + finding.message).c_str());
    }
}

void TestCheck::saysWhatDoesNotStart()
{
    // Docker's default without one call that runc makes after loading the filter.
    profile::Profile cut = *profile::builtInProfile("docker-default");
    for (profile::Rule &one : cut.rules)
        std::erase(one.names, "fstatfs");
    const auto findings = profile::check(cut, options());
    const Finding *finding = find(findings, "does-not-start");
    QVERIFY(finding);
    QCOMPARE_EQ(finding->severity, Severity::Critical);
    QCOMPARE_EQ(finding->syscall, "fstatfs");
    QVERIFY(finding->message.contains("runc 1.1"));
    // Answered with what makes the runtime go on, or watched only, it is no problem.
    for (profile::Rule &one : cut.rules) {
        if (std::ranges::contains(one.names, "fstat"))
            one.names.push_back("fstatfs");
    }
    QVERIFY(!find(profile::check(cut, options()), "does-not-start"));

    // crun needs other calls; they are told, and weigh less, where runc is what is asked about.
    for (profile::Rule &one : cut.rules)
        std::erase(one.names, "setresuid");
    const auto aboutCrun = profile::check(cut, options());
    QCOMPARE_EQ(find(aboutCrun, "does-not-start")->severity, Severity::Low);
    QVERIFY(find(aboutCrun, "does-not-start")->message.contains("crun"));
    auto crun = options();
    crun.target.runtime = profile::Runtime::Crun;
    QCOMPARE_EQ(find(profile::check(cut, crun), "does-not-start")->severity, Severity::Critical);
}

void TestCheck::mostSevereFirst()
{
    const auto findings = profile::check(read(R"({"defaultAction": "SCMP_ACT_KILL", "syscalls": [{"names": ["Capset", "nosuch"], "action": "SCMP_ACT_ALLOW"}, {"names": [], "action": "SCMP_ACT_ALLOW"}]})"), options());
    QVERIFY(findings.size() > 3);
    QVERIFY(std::ranges::is_sorted(findings, std::greater(), &Finding::severity));
}

void TestCheck::realProfiles_data()
{
    REQUIRE_SHARED(shared);
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("code");
    QTest::newRow("block mkdir") << "oci-hook-block-mkdir" << "repeats-default";
    QTest::newRow("readdirent") << "dns-over-https" << "unknown-syscall";
    QTest::newRow("keyctl_chown") << "sailfish-keyctl" << "unknown-syscall";
    QTest::newRow("event names") << "syscall2seccomp-feather" << "unknown-syscall";
    QTest::newRow("does not start") << "syscall2seccomp-nginx" << "does-not-start";
    QTest::newRow("deny list") << "confine-nginx" << "allow-by-default";
    QTest::newRow("pointers") << "seccomp-diff-log-args" << "pointer-compared";
    QTest::newRow("tracing") << "sonarqube-trace-default" << "trace-by-default";
    QTest::newRow("same argument") << "runc-syscall-test1" << "same-argument-twice";
    QTest::newRow("repeated names") << "slim-ruby-rails" << "duplicate";
    QTest::newRow("nothing allowed") << "docker-labs-deny" << "program-does-not-start";
    QTest::newRow("user namespaces") << "playwright" << "user-namespaces";
    QTest::newRow("one architecture") << "flownative-redis" << "missing-architecture";
}

void TestCheck::realProfiles()
{
    REQUIRE_SHARED(shared);
    QFETCH(QString, file);
    QFETCH(QString, code);
    const auto findings = profile::check(read(QByteArray::fromStdString(test::contentOf(shared + "/profiles/" + file.toStdString() + ".json"))), options());
    QVERIFY(find(findings, code));
}

QTEST_APPLESS_MAIN(TestCheck)
#include "tst_check.moc"
