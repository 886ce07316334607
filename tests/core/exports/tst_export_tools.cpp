// Exports judged by the tools that they are for: gcc and libseccomp, systemd-analyze, docker-compose, sh.
#include "core/exports/export_support.h"
#include "exports/decision_losses.h"
#include "exports/systemd_policy.h"
#include "profile/compare.h"
#include "syscalls/catalogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <format>

using namespace whittle;

class TestExportTools : public QObject
{
    Q_OBJECT

private slots:
    void cProgram_data();
    void cProgram();
    void systemdVerify_data();
    void systemdVerify();
    void systemdGroups();
    void systemdLists_data();
    void systemdLists();
    void compose();
    void commands();
};

namespace {

constexpr const char *kOddProfile = R"({"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 13, "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"],
  "flags": ["SECCOMP_FILTER_FLAG_LOG"], "syscalls": [
  {"names": ["read", "write", "exit_group", "execve", "brk", "mmap", "openat", "no_such_call"], "action": "SCMP_ACT_ALLOW", "comment": "*/ the usual \"ones\""},
  {"names": ["fsync"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 3, "op": "SCMP_CMP_EQ"}, {"index": 0, "value": 18446744073709551615, "op": "SCMP_CMP_EQ"}]},
  {"names": ["clone"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 2114060288, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}]},
  {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
  {"names": ["keyctl"], "action": "SCMP_ACT_KILL_PROCESS"}, {"names": ["bpf"], "action": "SCMP_ACT_KILL"}, {"names": ["acct"], "action": "SCMP_ACT_TRAP"},
  {"names": ["ptrace"], "action": "SCMP_ACT_TRACE", "errnoRet": 7}, {"names": ["mount"], "action": "SCMP_ACT_LOG"},
  {"names": ["open"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13}]})";

constexpr const char *kDenyProfile = R"({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [
  {"names": ["keyctl", "add_key", "request_key", "bpf"], "action": "SCMP_ACT_ERRNO"}, {"names": ["acct"], "action": "SCMP_ACT_KILL_PROCESS"},
  {"names": ["mount", "umount2", "pivot_root"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13}]})";

void addProfiles()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("docker-default") << QString();
    QTest::newRow("odd") << QString(kOddProfile);
    QTest::newRow("deny list") << QString(kDenyProfile);
    QTest::newRow("allows all") << QString(R"({"defaultAction": "SCMP_ACT_ALLOW"})");
    QTest::newRow("nothing allowed") << QString(R"({"defaultAction": "SCMP_ACT_ERRNO"})");
    QTest::newRow("kills") << QString(R"({"defaultAction": "SCMP_ACT_KILL_PROCESS", "syscalls": [{"names": ["execve", "exit_group", "futex"], "action": "SCMP_ACT_ALLOW"}]})");
    QTest::newRow("logs") << QString(R"({"defaultAction": "SCMP_ACT_LOG", "syscalls": [{"names": ["execve", "read"], "action": "SCMP_ACT_ALLOW"}, {"names": ["bpf"], "action": "SCMP_ACT_ERRNO"}]})");
    const std::string shared = test::sharedDir();
    if (shared.empty())
        return;
    for (const auto &[name, profile] : test::referenceProfiles(shared, test::plainTarget()))
        QTest::newRow(name.c_str()) << QString::fromStdString(formats::writeSeccompJson(profile));
}

profile::Profile profileOfRow(const QString &text)
{
    return text.isEmpty() ? *profile::builtInProfile("docker-default") : test::profileOf(text.toStdString());
}

// The members of a group as the installed systemd has them, nested groups too.
std::set<std::string> groupOfTool(const QString &group)
{
    std::set<std::string> names;
    for (const QByteArray &line : test::runTool("systemd-analyze", {"syscall-filter", group}).out.split('\n')) {
        const QByteArray word = line.trimmed();
        if (word.isEmpty() || word.startsWith('#') || !line.startsWith(' '))
            continue;
        if (word.startsWith('@'))
            names.merge(groupOfTool(QString::fromLatin1(word)));
        else
            names.insert(word.toStdString());
    }
    return names;
}

std::set<std::string> lostNames(const exports::Exported &exported)
{
    std::set<std::string> names;
    for (const exports::Loss &loss : exported.losses)
        names.insert(loss.items.begin(), loss.items.end());
    return names;
}

} // namespace

void TestExportTools::cProgram_data()
{
    addProfiles();
}

void TestExportTools::cProgram()
{
    QFETCH(QString, text);
    if (!test::hasTool("gcc"))
        QSKIP("gcc is not installed");
    const profile::Profile profile = profileOfRow(text);
    for (const auto runtime : {profile::Runtime::Runc, profile::Runtime::Crun}) {
        const profile::Target target = test::plainTarget(runtime);
        const auto filter = profile::compile(profile, target);
        if (!filter && runtime == profile::Runtime::Crun)
            continue; // crun refuses more
        VERIFY_RESULT(filter);
        exports::Request request = test::requestFor(profile, target);
        request.name = "odd */ name \" ?\?/";
        const auto exported = exports::exportAs("c", request);
        VERIFY_RESULT(exported);
        QTemporaryDir folder;
        test::writeText(folder.filePath("f.c").toStdString(), exported->content);
        const auto built = test::runTool("gcc", {"-std=gnu11", "-Wall", "-Wextra", "-Werror", "-o", "f", "f.c", "-lseccomp"}, folder.path());
        QVERIFY2(built.status == 0, built.error);
        const auto written = test::runTool(folder.filePath("f"), {"--write", "f.bpf"}, folder.path());
        QVERIFY2(written.status == 0, written.error);
        // Instruction for instruction what the runtime would load.
        const std::string bytes = test::contentOf(folder.filePath("f.bpf").toStdString());
        const auto program = filter->program();
        QCOMPARE_EQ(bytes.size(), program.size_bytes());
        QVERIFY(bytes == std::string(reinterpret_cast<const char *>(program.data()), program.size_bytes()));
        // And it loads: what the filter lets pass works under it.
        if (runtime == profile::Runtime::Runc && text.isEmpty() && nativeAbi() == Abi::X86_64) {
            const auto loaded = test::runTool(folder.filePath("f"), {"sh", "-c", "grep Seccomp: /proc/self/status"}, folder.path());
            QVERIFY2(loaded.status == 0 && loaded.out.simplified() == "Seccomp: 2", loaded.out + loaded.error);
        }
    }
}

void TestExportTools::systemdVerify_data()
{
    addProfiles();
}

void TestExportTools::systemdVerify()
{
    QFETCH(QString, text);
    if (!test::hasTool("systemd-analyze"))
        QSKIP("systemd-analyze is not installed");
    const profile::Profile profile = profileOfRow(text);
    for (const char *log : {"as-written", "instead", "everything"}) {
        exports::Request request = test::requestFor(profile);
        request.options["log"] = log;
        request.settings.capabilities = {{"CAP_CHOWN", "CAP_NET_BIND_SERVICE"}};
        request.settings.noNewPrivileges = true;
        request.settings.readOnlyRoot = true;
        request.settings.user = "65534:65534";
        request.settings.tmpfs = {{.path = "/run/demo"}, {.path = "/var/a b%c", .bytes = 1 << 20, .mode = 01777, .executable = true}};
        const auto exported = exports::exportAs("systemd", request);
        VERIFY_RESULT(exported);
        QTemporaryDir folder;
        const QString unit = folder.filePath("demo.service");
        test::writeText(unit.toStdString(), "[Service]\nExecStart=/bin/true\n");
        QVERIFY(QDir(folder.path()).mkdir("demo.service.d"));
        test::writeText(folder.filePath("demo.service.d/10-whittle.conf").toStdString(), exported->content);
        const auto verified = test::runTool("systemd-analyze", {"verify", unit});
        QVERIFY2(verified.status == 0 && verified.out.isEmpty() && verified.error.isEmpty(), verified.error + exported->content.c_str());
    }
}

// The catalogue's groups are those of the installed systemd.
void TestExportTools::systemdGroups()
{
    if (!test::hasTool("systemd-analyze"))
        QSKIP("systemd-analyze is not installed");
    const QByteArray version = test::runTool("systemd-analyze", {"--version"}).out;
    if (!version.startsWith("systemd 257"))
        QSKIP("the groups are those of systemd 257; here is " + version.left(12));
    std::set<std::string> groups;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all())
        groups.insert(syscall.groups.begin(), syscall.groups.end());
    QVERIFY(groups.size() > 20);
    for (const std::string &group : groups) {
        std::set<std::string> theirs = groupOfTool(QString::fromStdString(group));
        std::erase_if(theirs, [](const std::string &name) { return !syscalls::Catalogue::builtIn().find(name); }); // other machines' syscalls
        const auto ours = exports::systemdGroup(group);
        QVERIFY2(theirs == std::set(ours.begin(), ours.end()), group.c_str());
    }
}

void TestExportTools::systemdLists_data()
{
    addProfiles();
}

// The unit is read again here, in the simplest way, with the groups of systemd-analyze; what it allows and the losses say must be the filter.
void TestExportTools::systemdLists()
{
    QFETCH(QString, text);
    if (!test::hasTool("systemd-analyze"))
        QSKIP("systemd-analyze is not installed");
    const profile::Profile profile = profileOfRow(text);
    const profile::Target target = test::plainTarget();
    const auto filter = profile::compile(profile, target);
    VERIFY_RESULT(filter);
    const auto exported = exports::exportAs("systemd", test::requestFor(profile, target));
    VERIFY_RESULT(exported);
    std::set<std::string> listed;
    std::map<std::string, std::string> answers;
    std::optional<bool> allows;
    for (const QByteArray &line : QByteArray::fromStdString(exported->content).split('\n')) {
        if (!line.startsWith("SystemCallFilter="))
            continue;
        const bool inverted = line.startsWith("SystemCallFilter=~");
        if (!allows) {
            allows = !inverted;
            if (*allows)
                listed = groupOfTool("@default");
        }
        for (const QByteArray &word : line.mid(inverted ? 18 : 17).split(' ')) {
            const QByteArray name = word.split(':').front();
            std::set<std::string> names = name.startsWith('@') ? groupOfTool(QString::fromLatin1(name)) : std::set{name.toStdString()};
            for (const std::string &one : names) {
                if (word.contains(':')) {
                    answers[one] = word.split(':').back().toStdString();
                    *allows ? listed.erase(one), void() : void(listed.insert(one));
                } else if (inverted == *allows) {
                    listed.erase(one);
                } else {
                    listed.insert(one);
                }
            }
        }
    }
    const std::set<std::string> lost = lostNames(*exported);
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        if (!syscall.existsOn(Abi::X86_64) || lost.contains(syscall.name))
            continue;
        const bool unitAllows = !allows || listed.contains(syscall.name) == *allows;
        for (const profile::Arguments &arguments : profile::interestingArguments(profile, syscall.name)) {
            const profile::Decision decision = filter->decide(Abi::X86_64, syscall.number(Abi::X86_64), arguments);
            QVERIFY2(decision.executes() == unitAllows, std::format("{}: {}", syscall.name, decision.toString()).c_str());
            if (answers.contains(syscall.name))
                QCOMPARE_EQ(QString::fromStdString(decision.toString()).contains("KILL_PROCESS"), answers[syscall.name] == "kill");
        }
    }
}

void TestExportTools::compose()
{
    if (!test::hasTool("docker-compose"))
        QSKIP("docker-compose is not installed");
    const profile::Profile profile = *profile::builtInProfile("docker-default");
    exports::Request request = test::requestFor(profile);
    request.profileFile = "seccomp $ file.json";
    request.settings = {.image = "registry.example/nginx:1.27", .capabilities = {{"CAP_CHOWN", "CAP_NET_BIND_SERVICE"}}, .noNewPrivileges = true, .readOnlyRoot = true,
                        .tmpfs = {{.path = "/run", .bytes = 16 << 20, .mode = 01777}, {.path = "/var/cache/nginx"}}, .user = "101:11", .appArmorProfile = "demo-apparmor"};
    for (const char *runtime : {"engine", "runc", "crun", "runsc", "kata"}) {
        request.options["runtime"] = runtime;
        const auto exported = exports::exportAs("compose", request);
        VERIFY_RESULT(exported);
        QTemporaryDir folder;
        test::writeText(folder.filePath("compose.yaml").toStdString(), exported->content);
        const auto read = test::runTool("docker-compose", {"-f", folder.filePath("compose.yaml"), "config", "--format", "json"}, folder.path());
        QVERIFY2(read.status == 0, read.error + exported->content.c_str());
        const QJsonObject service = QJsonDocument::fromJson(read.out).object()["services"].toObject()["demo"].toObject();
        QCOMPARE_EQ(service["image"].toString(), "registry.example/nginx:1.27");
        QCOMPARE_EQ(service["user"].toString(), "101:11");
        QCOMPARE_EQ(service["read_only"].toBool(), true);
        QCOMPARE_EQ(service["runtime"].toString(), QString(runtime) == "engine" ? QString() : QString(runtime));
        QCOMPARE_EQ(service["cap_drop"].toArray(), QJsonArray{"ALL"});
        QCOMPARE_EQ(service["cap_add"].toArray(), (QJsonArray{"CHOWN", "NET_BIND_SERVICE"}));
        QCOMPARE_EQ(service["tmpfs"].toArray(), (QJsonArray{"/run:size=16777216,mode=1777", "/var/cache/nginx"}));
        const QJsonArray options = service["security_opt"].toArray();
        QCOMPARE_EQ(options.size(), 3);
        // "$$" is how its JSON, too, writes a dollar.
        QVERIFY2(options[0].toString().replace("$$", "$") == "seccomp=./seccomp $ file.json", read.out);
        QCOMPARE_EQ(options[1].toString(), "apparmor=demo-apparmor");
        QCOMPARE_EQ(options[2].toString(), "no-new-privileges=true");
    }
}

// The words that a shell makes of a command.
void TestExportTools::commands()
{
    const profile::Profile profile = *profile::builtInProfile("docker-default");
    exports::Request request = test::requestFor(profile);
    request.profileFile = "it's $HOME/`x`.json";
    request.settings = {.image = "demo", .capabilities = std::set<std::string>(), .readOnlyRoot = true, .tmpfs = {{.path = "/run/a b"}}, .user = "nginx"};
    for (const QString engine : {"docker", "podman"}) {
        const auto exported = exports::exportAs((engine + "-run").toStdString(), request);
        VERIFY_RESULT(exported);
        const auto words = test::runTool("sh", {"-c", engine + "() { printf '%s\\n' \"$@\"; }\n" + QString::fromStdString(exported->content)});
        QByteArrayList wanted = {"run", "--rm", "--security-opt=seccomp=it's $HOME/`x`.json", "--cap-drop=ALL", "--read-only"};
        if (engine == "podman")
            wanted << "--read-only-tmpfs=false";
        wanted << "--tmpfs=/run/a b" << "--user=nginx" << "demo";
        QCOMPARE_EQ(words.out.trimmed().split('\n'), wanted);
    }
}

QTEST_GUILESS_MAIN(TestExportTools)
#include "tst_export_tools.moc"
