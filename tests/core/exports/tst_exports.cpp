// What exporters promise: descriptions that a dialog can trust, the same decisions, and exact words for what is lost.
#include "core/exports/export_support.h"
#include "tuning/container_settings.h"
#include "exports/decision_losses.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "syscalls/catalogue.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <format>

using namespace whittle;
using exports::Exported;
using exports::Source;
using nlohmann::json;

class TestExports : public QObject
{
    Q_OBJECT

private slots:
    void descriptions();
    void refuses();
    void oci_data();
    void oci();
    void oldDocker();
    void oldDockerLosses();
    void byteOrder();
    void pfcSaysTheStub();
    void logVariants();
    void logLosses();
    void systemdLosses();
    void bubblewrapLosses();
    void runtimes();
    void readings();
    void capabilities();
    void pages();
    void hostileNames();
    void settings_data();
    void settings();
    void everyProfileEverywhere();
};

namespace {

Exported write(const char *id, const exports::Request &request)
{
    auto exported = exports::exportAs(id, request);
    if (!exported)
        QTest::qFail((std::string(id) + ": " + exported.error().message).c_str(), __FILE__, __LINE__);
    return exported.value_or(Exported());
}

std::string wordsOf(const Exported &exported)
{
    std::string words;
    for (const exports::Loss &loss : exported.losses)
        words += loss.inWords() + "\n";
    return words;
}

QString decide(const profile::Profile &profile, const profile::Target &target, const char *syscall, const profile::Arguments &arguments = {})
{
    const auto filter = profile::compile(profile, target);
    return filter ? QString::fromStdString(filter->decide(Abi::X86_64, syscalls::Catalogue::builtIn().find(syscall)->number(Abi::X86_64), arguments).toString())
                  : QString::fromStdString(filter.error().message);
}

} // namespace

void TestExports::descriptions()
{
    std::set<std::string> ids;
    for (const exports::Exporter &exporter : exports::all()) {
        const exports::Description &description = exporter.description;
        QVERIFY2(ids.insert(description.id).second, description.id.c_str());
        QVERIFY(!description.title.empty() && !description.description.empty() && !description.sources.empty());
        QVERIFY(description.suffix.empty() || description.suffix.starts_with('.'));
        QVERIFY(exporter.write);
        for (const exports::OptionDescription &option : description.options) {
            QVERIFY(!option.title.empty() && !option.help.empty());
            QVERIFY(option.choices.empty() || std::ranges::contains(option.choices, option.standard));
        }
        QCOMPARE_EQ(exports::find(description.id), &exporter);
    }
    for (const char *id : {"json", "docker-old", "oci", "c", "bpf", "pfc", "bubblewrap", "systemd", "kubernetes-seccomp", "kubernetes-apparmor", "kubernetes-pod", "compose", "docker-run",
                           "podman-run", "apparmor", "markdown", "html", "names", "counts"})
        QVERIFY2(ids.contains(id), id);
}

void TestExports::refuses()
{
    const profile::Profile profile = test::profileOf(test::kSmallProfile);
    exports::Request request = test::requestFor(profile);
    QVERIFY(!exports::exportAs("docx", request));
    request.options["endian"] = "middle";
    QVERIFY(exports::exportAs("bpf", request).error().message.contains("middle"));
    QVERIFY(exports::exportAs("json", request).error().message.contains("endian"));
    request.options.clear();
    QVERIFY(exports::exportAs("names", request).error().message.contains("recording"));
    QVERIFY(exports::exportAs("kubernetes-apparmor", request).error().message.contains("apparmor"));
    const profile::Profile bad = test::profileOf(R"({"defaultAction": "SCMP_ACT_NOTIFY"})");
    QVERIFY(!exports::exportAs("bpf", test::requestFor(bad)));
}

void TestExports::oci_data()
{
    QTest::addColumn<bool>("crun");
    QTest::newRow("runc") << false;
    QTest::newRow("crun") << true;
}

// Whatever the profile: read by containerd, which knows no conditions, the plain form decides as the target did.
void TestExports::oci()
{
    QFETCH(bool, crun);
    const profile::Target target = test::plainTarget(crun ? profile::Runtime::Crun : profile::Runtime::Runc);
    std::vector<std::pair<std::string, profile::Profile>> profiles = {{"docker-default", *profile::builtInProfile("docker-default")}, {"small", test::profileOf(test::kSmallProfile)}};
    if (const std::string shared = test::sharedDir(); !shared.empty())
        std::ranges::copy(test::referenceProfiles(shared, target), std::back_inserter(profiles));
    for (const auto &[name, profile] : profiles) {
        const Exported exported = write("oci", test::requestFor(profile, target));
        QVERIFY2(exported.losses.empty(), (name + ": " + wordsOf(exported)).c_str());
        const json read = json::parse(exported.content);
        QVERIFY(read["defaultAction"].is_string());
        for (const json &rule : read.value("syscalls", json::array()))
            QVERIFY(rule.contains("names") && !rule.contains("name") && !rule.contains("includes") && !rule.contains("excludes") && !rule.contains("comment"));
        QVERIFY(!read.contains("archMap"));
    }
    exports::Request request = test::requestFor(profiles.front().second, target);
    request.options["form"] = "config";
    QVERIFY(json::parse(write("oci", request).content)["linux"]["seccomp"]["syscalls"].size() > 1);
}

void TestExports::oldDocker()
{
    const profile::Profile profile = test::profileOf(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read", "write", "mseal"], "action": "SCMP_ACT_ALLOW"},
        {"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 8, "op": "SCMP_CMP_EQ"}]}]})");
    const Exported exported = write("docker-old", test::requestFor(profile, test::plainTarget(profile::Runtime::Crun)));
    QCOMPARE_EQ(wordsOf(exported), "");
    const json read = json::parse(exported.content);
    QCOMPARE_EQ(read["syscalls"].size(), 4U);
    for (const json &rule : read["syscalls"])
        QVERIFY(rule["name"].is_string() && !rule.contains("names"));
    QCOMPARE_EQ(read["architectures"][0].get<std::string>(), "SCMP_ARCH_X86_64");
    QCOMPARE_EQ(decide(test::profileOf(exported.content), test::plainTarget(), "personality", {8}), "SCMP_ACT_ALLOW");
}

void TestExports::oldDockerLosses()
{
    const profile::Profile profile = test::profileOf(R"({"defaultAction": "SCMP_ACT_ERRNO", "flags": ["SECCOMP_FILTER_FLAG_LOG"], "syscalls": [
        {"names": ["read", "mseal"], "action": "SCMP_ACT_ALLOW"}, {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
        {"names": ["bpf"], "action": "SCMP_ACT_KILL_PROCESS"}, {"names": ["mount"], "action": "SCMP_ACT_LOG"}]})");
    const Exported exported = write("docker-old", test::requestFor(profile, test::plainTarget(profile::Runtime::Crun)));
    std::map<std::string, std::string> of;
    for (const exports::Loss &loss : exported.losses) {
        for (const std::string &name : loss.items)
            of[name] = loss.what;
    }
    QCOMPARE_EQ(of["clone3"], "\"deny (ENOSYS)\" becomes \"deny (EPERM)\" (x86_64)");
    QCOMPARE_EQ(of["bpf"], "\"kill the process\" becomes \"kill the thread\" (x86_64)");
    QCOMPARE_EQ(of["mount"], "\"allow and log\" becomes \"allow\" (x86_64)");
    QCOMPARE_EQ(of.size(), 3U);
    QVERIFY(wordsOf(exported).contains("SECCOMP_FILTER_FLAG_LOG"));
}

void TestExports::byteOrder()
{
    const profile::Profile profile = *profile::builtInProfile("docker-default");
    exports::Request request = test::requestFor(profile);
    const std::string little = write("bpf", request).content;
    const auto filter = profile::compile(profile, request.target);
    VERIFY_RESULT(filter);
    QCOMPARE_EQ(little, std::string(reinterpret_cast<const char *>(filter->program().data()), filter->program().size_bytes()));
    request.options["endian"] = "big";
    std::string big = write("bpf", request).content;
    QCOMPARE_EQ(big.size(), little.size());
    for (std::size_t i = 0; i < big.size(); i += 8) {
        std::swap(big[i], big[i + 1]);
        std::reverse(big.begin() + static_cast<std::ptrdiff_t>(i) + 4, big.begin() + static_cast<std::ptrdiff_t>(i) + 8);
    }
    QVERIFY(big == little);
}

void TestExports::pfcSaysTheStub()
{
    const profile::Profile profile = *profile::builtInProfile("docker-default");
    const std::string withStub = write("pfc", test::requestFor(profile)).content;
    const std::string without = write("pfc", test::requestFor(profile, test::plainTarget(profile::Runtime::Crun))).content;
    QVERIFY(withStub.contains("pseudo filter code") && withStub.contains("action ERRNO(38)") && withStub.starts_with("#"));
    QVERIFY(withStub.ends_with(without));
    QVERIFY(withStub.size() > without.size());
}

void TestExports::logVariants()
{
    const profile::Profile profile = *profile::builtInProfile("docker-default");
    const profile::Target target = test::plainTarget();
    exports::Request request = test::requestFor(profile, target);
    const auto variant = [&request](const char *mode) {
        request.options["log"] = mode;
        const Exported exported = write("json", request);
        if (!exported.losses.empty())
            QTest::qFail(wordsOf(exported).c_str(), __FILE__, __LINE__);
        return test::profileOf(exported.content);
    };
    const profile::Profile refusals = variant("refusals");
    QVERIFY(std::ranges::contains(*refusals.flags, "SECCOMP_FILTER_FLAG_LOG") && std::ranges::contains(*refusals.flags, "SECCOMP_FILTER_FLAG_SPEC_ALLOW"));
    QCOMPARE_EQ(decide(refusals, target, "mount"), "SCMP_ACT_ERRNO(1)");
    const profile::Profile instead = variant("instead");
    QCOMPARE_EQ(decide(instead, target, "mount"), "SCMP_ACT_LOG");
    QCOMPARE_EQ(decide(instead, target, "clone3"), "SCMP_ACT_LOG");
    QCOMPARE_EQ(decide(instead, target, "read"), "SCMP_ACT_ALLOW");
    QCOMPARE_EQ(decide(instead, target, "socket", {38}), "SCMP_ACT_LOG");
    const profile::Profile everything = variant("everything");
    QCOMPARE_EQ(decide(everything, target, "read"), "SCMP_ACT_LOG");
    // A form without flags says what becomes of the one that logs.
    request.options["log"] = "refusals";
    QVERIFY(wordsOf(write("bpf", request)).contains("SECCOMP_FILTER_FLAG_LOG"));
}

// A refusal that stood before a condition no longer does where its action is the default.
void TestExports::logLosses()
{
    const profile::Profile profile = test::profileOf(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read", "mseal"], "action": "SCMP_ACT_ALLOW"},
        {"names": ["fsync"], "action": "SCMP_ACT_ERRNO", "errnoRet": 5}, {"names": ["fsync"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 3, "op": "SCMP_CMP_EQ"}]}]})");
    QCOMPARE_EQ(decide(profile, test::plainTarget(), "fsync", {3}), "SCMP_ACT_ERRNO(5)");
    exports::Request request = test::requestFor(profile);
    request.options["log"] = "instead";
    const Exported exported = write("json", request);
    QCOMPARE_EQ(exported.losses.size(), 1U);
    QCOMPARE_EQ(exported.losses.front().items, std::vector<std::string>{"fsync"});
}

void TestExports::systemdLosses()
{
    const profile::Profile profile = test::profileOf(R"({"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 13, "syscalls": [{"names": ["read", "execve", "mseal"], "action": "SCMP_ACT_ALLOW"},
        {"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 2, "op": "SCMP_CMP_EQ"}]}, {"names": ["acct"], "action": "SCMP_ACT_TRAP"},
        {"names": ["bpf"], "action": "SCMP_ACT_KILL_PROCESS"}, {"names": ["keyctl"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38}]})");
    exports::Request request = test::requestFor(profile, test::plainTarget(profile::Runtime::Crun));
    Exported exported = write("systemd", request);
    QVERIFY(exported.content.contains("SystemCallErrorNumber=EACCES\n"));
    QVERIFY(exported.content.contains("SystemCallArchitectures=native\n"));
    QVERIFY(exported.content.contains("keyctl:ENOSYS") && exported.content.contains("bpf:kill"));
    // The argument of socket, SIGSYS that does not end the process, and what ends other ABIs' programs anyway. @default is taken away again.
    QCOMPARE_EQ(exported.losses.size(), 3U);
    QCOMPARE_EQ(exported.losses[0].inWords(), "\"allow with some arguments\" becomes \"allow\" (x86_64): socket");
    QCOMPARE_EQ(exported.losses[1].inWords(), "\"deny (SIGSYS)\" becomes \"kill the process\" (x86_64): acct");
    QCOMPARE_EQ(exported.losses[2].inWords(), "\"kill the thread\" becomes \"kill the process\" (x32, i386): acct, bpf");
    request.options["limited"] = "deny";
    exported = write("systemd", request);
    QCOMPARE_EQ(exported.losses[0].inWords(), "\"allow with some arguments\" becomes \"deny (EACCES)\" (x86_64): socket");
    // An exact group is used where there is one, and a profile that lists can say loses nothing.
    const profile::Profile groups = test::profileOf(R"({"defaultAction": "SCMP_ACT_KILL_PROCESS", "syscalls": [{"names": ["execve", "open_tree_attr", "swapon", "swapoff"], "action": "SCMP_ACT_ALLOW"}]})");
    exported = write("systemd", test::requestFor(groups, test::plainTarget(profile::Runtime::Crun)));
    QVERIFY2(exported.content.contains("SystemCallFilter=@swap execve"), exported.content.c_str());
    // Nothing starts where execve is refused.
    const profile::Profile closed = test::profileOf(R"({"defaultAction": "SCMP_ACT_ERRNO"})");
    QVERIFY(wordsOf(write("systemd", test::requestFor(closed))).contains("nothing starts: execve"));
}

void TestExports::bubblewrapLosses()
{
    const profile::Profile profile = test::profileOf(R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mount"], "action": "SCMP_ACT_NOTIFY"}, {"names": ["execve"], "action": "SCMP_ACT_ERRNO"}]})");
    exports::Request request = test::requestFor(profile);
    request.settings.user = "nobody";
    request.settings.tmpfs = {{.path = "/tmp", .executable = true}};
    const Exported exported = write("bubblewrap", request);
    const std::string words = wordsOf(exported);
    QVERIFY2(words.contains("\"ask the listener\" becomes \"deny (ENOSYS)\" (x86_64): mount"), words.c_str());
    QVERIFY(words.contains("nothing starts: execve") && words.contains("nobody"));
    QCOMPARE_EQ(exported.losses.size(), 3U);
}

void TestExports::runtimes()
{
    const profile::Profile profile = *profile::builtInProfile("docker-default");
    exports::Request request = test::requestFor(profile);
    for (const char *id : {"compose", "docker-run"}) {
        request.options["runtime"] = "engine";
        QCOMPARE_EQ(wordsOf(write(id, request)), "");
        request.options["runtime"] = "runsc";
        // gVisor answers every refusal with EPERM.
        QVERIFY(wordsOf(write(id, request)).contains("\"deny (ENOSYS)\" becomes \"deny (EPERM)\" (x86_64"));
        request.options["runtime"] = "kata";
        QVERIFY(wordsOf(write(id, request)).contains("disable_guest_seccomp"));
        request.options["runtime"] = "crun";
        QVERIFY(wordsOf(write(id, request)).contains("numbers without a name"));
    }
}

// Podman reads no minKernel: the same file decides otherwise there.
void TestExports::readings()
{
    const profile::Profile profile = test::profileOf(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read", "mseal"], "action": "SCMP_ACT_ALLOW"},
        {"names": ["ptrace"], "action": "SCMP_ACT_ALLOW", "includes": {"minKernel": "99.0"}}]})");
    QCOMPARE_EQ(wordsOf(write("docker-run", test::requestFor(profile))), "");
    QCOMPARE_EQ(wordsOf(write("podman-run", test::requestFor(profile))), "\"deny (EPERM)\" becomes \"allow\" (x86_64): ptrace\n");
}

void TestExports::capabilities()
{
    const profile::Profile profile = *profile::builtInProfile("docker-default");
    exports::Request request = test::requestFor(profile);
    QVERIFY(!write("docker-run", request).content.contains("--cap"));
    request.settings.capabilities = {{"CAP_SYS_ADMIN"}};
    // The container's capabilities are the target's: mount is allowed, and the decisions are the same.
    const Exported run = write("docker-run", request);
    QVERIFY(run.content.contains("--cap-drop=ALL") && run.content.contains("--cap-add=SYS_ADMIN"));
    QCOMPARE_EQ(wordsOf(run), "");
    QVERIFY(write("oci", request).content.contains("\"mount\""));
    QVERIFY(write("systemd", request).content.contains("CapabilityBoundingSet=CAP_SYS_ADMIN\n"));
}

void TestExports::pages()
{
    profile::Profile profile = *profile::builtInProfile("docker-default");
    profile.rules.front().comment = "because <b>we</b> | said so";
    test::RecordingMaker maker;
    maker.call("ptrace", 3);
    const trace::Recording recording = maker.edit();
    exports::Request request = test::requestFor(profile);
    request.recordings = std::span(&recording, 1);
    const std::string markdown = write("markdown", request).content;
    const std::string html = write("html", request).content;
    const auto filter = profile::compile(profile, request.target);
    VERIFY_RESULT(filter);
    std::size_t risky = 0;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        if (syscall.risk < syscalls::Risk::Medium || !syscall.existsOn(Abi::X86_64) || !filter->decide(Abi::X86_64, syscall.number(Abi::X86_64)).executes())
            continue;
        ++risky;
        QVERIFY2(markdown.contains("`" + syscall.name + "`"), syscall.name.c_str());
        for (const syscalls::Cve &cve : syscall.cves) {
            QVERIFY2(markdown.contains(cve.id), cve.id.c_str());
            QVERIFY2(html.contains(cve.id), cve.id.c_str());
        }
    }
    QVERIFY(risky > 5);
    QVERIFY(html.contains("because &lt;b&gt;we&lt;/b&gt; | said so") && !html.contains("<b>we"));
    QVERIFY(!markdown.contains("<b>we"));
    QVERIFY(markdown.contains("seen: demo"));
    QVERIFY(!html.contains("<script"));
}

// Names of files and people's words are bytes that somebody else chose.
void TestExports::hostileNames()
{
    const profile::Profile profile = test::profileOf(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["execve", "read", "a\"b\n[Service]\nExecStart=/bin/sh", "x*/\nint y;", "'; touch /tmp/x; '"], "action": "SCMP_ACT_ALLOW"}]})");
    exports::Request request = test::requestFor(profile);
    request.name = "evil\n[Service]\nExecStartPre=/bin/sh\n*/ int x; $(touch /tmp/x)";
    request.settings.user = "a\nExecStartPre=/bin/sh";
    request.settings.appArmorProfile = "p\nExecStartPre=/bin/sh";
    for (const exports::Exporter &exporter : exports::all()) {
        // What a shell makes of a quoted line end is asked of a shell elsewhere.
        if (!exporter.description.takes(Source::Profile) || exporter.description.isBinary || exporter.description.id.ends_with("-run"))
            continue;
        const Exported exported = write(exporter.description.id.c_str(), request);
        QVERIFY2(!exported.content.contains("\nExecStart"), exporter.description.id.c_str());
        QVERIFY2(!exported.content.contains("\nint y;"), exporter.description.id.c_str());
        if (exporter.description.id == "c")
            QVERIFY(!exported.content.contains("*/ int x"));
    }
}

void TestExports::settings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written"); // empty: refused
    const auto row = [](const char *text, const char *written) { QTest::newRow(text) << text << written; };
    row("/run", "/run");
    row("/run:size=16m,mode=1777,exec", "/run:size=16777216,mode=1777,exec");
    row("/run:noexec,nosuid,nodev,rw", "/run");
    row("/run:size=5", "/run:size=5");
    row("run", "");
    row("/run:size=", "");
    row("/run:size=99999999999999999999", "");
    row("/run:size=99999999999999999g", "");
    row("/run:mode=9", "");
    row("/run:mode=17777", "");
    row("/run:suid", "");
}

void TestExports::settings()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    const auto tmpfs = tuning::parseTmpfs(text.toStdString());
    QCOMPARE_EQ(tmpfs.has_value(), !written.isEmpty());
    if (tmpfs) {
        const std::string options = tuning::tmpfsOptions(*tmpfs);
        QCOMPARE_EQ(QString::fromStdString(tmpfs->path + (options.empty() ? "" : ":") + options), written);
    }
    QVERIFY(tuning::numericUser("0") && tuning::numericUser("1:2")->group == 2U && !tuning::numericUser("a:1") && !tuning::numericUser("1:a") && !tuning::numericUser("99999999999"));
}

// No profile that an engine takes makes an exporter fail, on either machine.
void TestExports::everyProfileEverywhere()
{
    REQUIRE_SHARED(shared);
    std::size_t written = 0;
    for (const Abi machine : {Abi::X86_64, Abi::Aarch64}) {
        profile::Target target = test::plainTarget();
        target.architecture = machine;
        for (const auto &[name, profile] : test::referenceProfiles(shared, target)) {
            for (const exports::Exporter &exporter : exports::all()) {
                // Pages take their time, and are the same everywhere.
                if (!exporter.description.takes(Source::Profile) || exporter.description.id == "html" || (machine == Abi::Aarch64 && exporter.description.id == "markdown"))
                    continue;
                const auto exported = exports::exportAs(exporter.description.id, test::requestFor(profile, target));
                QVERIFY2(exported && !exported->content.empty(), (name + " as " + exporter.description.id + ": " + (exported ? "" : exported.error().message)).c_str());
                ++written;
            }
        }
    }
    qInfo("%zu exports", written);
}

QTEST_GUILESS_MAIN(TestExports)
#include "tst_exports.moc"
