// Kubernetes objects, read by yaml-cpp and held against what the API's types say of their fields.
#include "core/exports/export_support.h"
#include "exports/yaml_text.h"
#include "support/recordings.h"

#include <yaml-cpp/yaml.h>

#include <QRegularExpression>

#include <format>
#include <limits>

using namespace whittle;

class TestExportYaml : public QObject
{
    Q_OBJECT

private slots:
    void texts_data();
    void texts();
    void seccompProfile_data();
    void seccompProfile();
    void seccompLosses();
    void appArmorProfile();
    void appArmorLosses();
    void pod();
    void names_data();
    void names();
};

namespace {

const QRegularExpression kObjectName("^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$");
const QRegularExpression kActionName("^SCMP_ACT_(KILL|KILL_PROCESS|KILL_THREAD|TRAP|ERRNO|TRACE|ALLOW|LOG|NOTIFY)$");
const QRegularExpression kOperatorName("^SCMP_CMP_(NE|LT|LE|EQ|GE|GT|MASKED_EQ)$");
const QRegularExpression kAppArmorPath("^(?:/(?:[a-zA-Z0-9_./*?+@ -]|@\\{[a-zA-Z0-9_]+\\})*)$");

QString textOf(const YAML::Node &node) { return QString::fromStdString(node.as<std::string>()); }

std::set<std::string> keysOf(const YAML::Node &map)
{
    std::set<std::string> keys;
    for (const auto &entry : map)
        keys.insert(entry.first.as<std::string>());
    return keys;
}

bool isWithin(const std::set<std::string> &keys, const std::set<std::string> &known) { return std::ranges::includes(known, keys); }

// api/seccompprofile/v1 of the operator: names, enumerations, bounds.
void checkSeccompSpec(const YAML::Node &spec)
{
    QVERIFY(isWithin(keysOf(spec), {"architectures", "baseProfileName", "defaultAction", "disabled", "flags", "listenerMetadata", "listenerPath", "syscalls"}));
    QVERIFY(kActionName.match(textOf(spec["defaultAction"])).hasMatch());
    for (const YAML::Node &rule : spec["syscalls"]) {
        QVERIFY(isWithin(keysOf(rule), {"action", "args", "errnoRet", "names"}));
        QVERIFY(kActionName.match(textOf(rule["action"])).hasMatch());
        const auto names = rule["names"].as<std::vector<std::string>>();
        QVERIFY(!names.empty());
        QCOMPARE_EQ(std::set(names.begin(), names.end()).size(), names.size());
        if (rule["errnoRet"])
            QVERIFY(rule["errnoRet"].as<int>() >= 0 && rule["errnoRet"].as<int>() <= 4095);
        if (!rule["args"])
            continue;
        QVERIFY(rule["args"].size() <= 6);
        for (const YAML::Node &argument : rule["args"]) {
            QVERIFY(isWithin(keysOf(argument), {"index", "op", "value", "valueTwo"}));
            QVERIFY(argument["index"].as<int>() >= 0 && argument["index"].as<int>() <= 5);
            QVERIFY(kOperatorName.match(textOf(argument["op"])).hasMatch());
            QVERIFY(argument["value"].as<std::int64_t>() >= 0);
            if (argument["valueTwo"])
                QVERIFY(argument["valueTwo"].as<std::int64_t>() >= 0);
        }
    }
}

} // namespace

void TestExportYaml::texts_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"nginx", "yes", "No", "off", "true", "null", "~", "", "1", "0x10", "1e3", "101:11", "2026-01-01", "12:30:45", "- a", "a: b", "#a", "a #b", "@x", "`x`", "'", "\"", "\\",
                             "a\nb\n", " lead", "trail ", "[a]", "{a}", "*a", "&a", "!a", "%a", "<<", "=", ".inf", "\t", "ü", "/run/a b", "key:", "?", "|", ">", "\x01"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestExportYaml::texts()
{
    QFETCH(QString, text);
    YAML::Emitter out;
    out << YAML::BeginMap;
    exports::writeYamlPair(out, "key", text.toStdString());
    exports::writeYamlList(out, "list", {text.toStdString(), "plain"});
    out << YAML::EndMap;
    const YAML::Node read = YAML::Load(out.c_str());
    QCOMPARE_EQ(textOf(read["key"]), text);
    QCOMPARE_EQ(textOf(read["list"][0]), text);
    // A reader that resolves plain words must not get to see one that is no plain word.
    if (text != "nginx")
        QCOMPARE_EQ(read["key"].Tag(), "!");
}

void TestExportYaml::seccompProfile_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("docker-default") << QString();
    const std::string shared = test::sharedDir();
    if (shared.empty())
        return;
    for (const auto &[name, profile] : test::referenceProfiles(shared, test::plainTarget()))
        QTest::newRow(name.c_str()) << QString::fromStdString(formats::writeSeccompJson(profile));
}

void TestExportYaml::seccompProfile()
{
    QFETCH(QString, text);
    const profile::Profile profile = text.isEmpty() ? *profile::builtInProfile("docker-default") : test::profileOf(text.toStdString());
    exports::Request request = test::requestFor(profile);
    request.name = "My Profile_1.json";
    const auto exported = exports::exportAs("kubernetes-seccomp", request);
    VERIFY_RESULT(exported);
    const YAML::Node object = YAML::Load(exported->content);
    QCOMPARE_EQ(textOf(object["apiVersion"]), "security-profiles-operator.x-k8s.io/v1");
    QCOMPARE_EQ(textOf(object["kind"]), "SeccompProfile");
    QVERIFY(kObjectName.match(textOf(object["metadata"]["name"])).hasMatch());
    QVERIFY(!object["metadata"]["namespace"]); // its objects belong to the cluster
    checkSeccompSpec(object["spec"]);
    if (text.isEmpty())
        QVERIFY2(exported->losses.empty(), exported->losses.empty() ? "" : exported->losses.front().inWords().c_str());
}

void TestExportYaml::seccompLosses()
{
    const profile::Profile profile = test::profileOf(R"({"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 38, "architectures": ["SCMP_ARCH_X86_64"], "listenerPath": "/tmp/x",
        "syscalls": [{"names": ["read", "mseal"], "action": "SCMP_ACT_ALLOW"}, {"names": ["fsync"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 18446744073709551615, "op": "SCMP_CMP_EQ"}]},
        {"names": ["mount"], "action": "SCMP_ACT_ERRNO", "errnoRet": 0}]})");
    const auto exported = exports::exportAs("kubernetes-seccomp", test::requestFor(profile));
    VERIFY_RESULT(exported);
    checkSeccompSpec(YAML::Load(exported->content)["spec"]);
    std::map<std::string, std::vector<std::string>> losses;
    for (const exports::Loss &loss : exported->losses)
        losses[loss.what] = loss.items;
    QVERIFY(losses.contains("rules with values above 9223372036854775807, which the API cannot hold, are left out"));
    QVERIFY(losses.contains("the listener /tmp/x: the operator's are below /var/run/security-profiles-operator"));
    // The default error number survives, as a rule that names the rest; errnoRet 0 does not.
    const auto all = [&losses] {
        std::set<std::string> names;
        for (const auto &[what, items] : losses)
            names.insert(items.begin(), items.end());
        return names;
    }();
    QVERIFY(all.contains("mount") && all.contains("fsync"));
    QVERIFY(!all.contains("bpf") && !all.contains("read"));
}

void TestExportYaml::appArmorProfile()
{
    namespace operation = trace::path_operation;
    test::RecordingMaker maker;
    trace::Recording recording = maker.edit();
    const auto add = [&recording](const char *path, std::uint32_t operations) {
        trace::PathUse use;
        use.path = path;
        use.operations = operations;
        use.count = use.successes = 1;
        recording.processes.front().paths.push_back(use);
    };
    add("/usr/sbin/demo", operation::kExecute | operation::kRead);
    add("/lib/x86_64-linux-gnu/libc.so.6", operation::kRead | operation::kMap);
    add("/etc/demo.conf", operation::kRead);
    add("/var/log/demo.log", operation::kWrite | operation::kCreate);
    exports::Request request;
    request.recordings = std::span(&recording, 1);
    const auto exported = exports::exportAs("kubernetes-apparmor", request);
    VERIFY_RESULT(exported);
    const YAML::Node object = YAML::Load(exported->content);
    QCOMPARE_EQ(textOf(object["kind"]), "AppArmorProfile");
    QVERIFY(kObjectName.match(textOf(object["metadata"]["name"])).hasMatch());
    const YAML::Node lists = object["spec"]["abstract"];
    QVERIFY(isWithin(keysOf(lists), {"capability", "executable", "filesystem", "network", "ptrace"}));
    std::size_t paths = 0;
    for (const char *part : {"executable", "filesystem"}) {
        for (const auto &list : lists[part]) {
            for (const YAML::Node &path : list.second) {
                QVERIFY2(kAppArmorPath.match(textOf(path)).hasMatch(), textOf(path).toUtf8());
                ++paths;
            }
        }
    }
    QVERIFY(paths >= 4);
    const auto has = [&lists](const char *part, const char *list, const char *path) {
        return std::ranges::contains(lists[part][list].as<std::vector<std::string>>(), path);
    };
    QVERIFY(has("executable", "allowedExecutables", "/usr/sbin/demo"));
    QVERIFY(has("executable", "allowedLibraries", "/lib/x86_64-linux-gnu/libc.so.6"));
    QVERIFY(has("filesystem", "readOnlyPaths", "/etc/demo.conf"));
    QVERIFY(has("filesystem", "writeOnlyPaths", "/var/log/demo.log") || has("filesystem", "readWritePaths", "/var/log/demo.log"));
}

void TestExportYaml::appArmorLosses()
{
    exports::Request request;
    request.appArmor = "abi <abi/4.0>,\ninclude <tunables/global>\nprofile demo flags=(attach_disconnected) {\n  include <abstractions/base>\n  /usr/bin/demo mrix,\n  /usr/bin/other px,\n"
                       "  /etc/** r,\n  /etc/state w,\n  /run/[a-z]* r,\n  owner /home/x r,\n  deny /etc/shadow r,\n  capability chown,\n  network inet stream,\n  network unix stream,\n"
                       "  signal (send) peer=demo,\n  ptrace (read) peer=@{profile_name},\n}\n";
    const auto exported = exports::exportAs("kubernetes-apparmor", request);
    VERIFY_RESULT(exported);
    std::map<std::string, std::vector<std::string>> losses;
    for (const exports::Loss &loss : exported->losses)
        losses[loss.what] = loss.items;
    const auto &rules = losses["rules that the object has no place for"];
    QCOMPARE_EQ(QStringList(), [&] {
        QStringList missing;
        for (const char *rule : {"/usr/bin/other px,", "/run/[a-z]* r,", "deny /etc/shadow r,", "network unix stream,", "signal (send) peer=demo,"}) {
            if (!std::ranges::contains(rules, rule))
                missing << rule;
        }
        return missing;
    }());
    // The denial that the operator writes beside a read-only pattern takes away what another rule allows.
    QVERIFY(std::ranges::any_of(losses, [](const auto &loss) { return loss.first.starts_with("no more allowed") && std::ranges::contains(loss.second, "/etc/state"); }));
    const YAML::Node lists = YAML::Load(exported->content)["spec"]["abstract"];
    QCOMPARE_EQ(lists["network"]["allowedProtocols"]["allowTcp"].as<bool>(), true);
    QCOMPARE_EQ(lists["network"]["allowedProtocols"]["allowUdp"].as<bool>(), false);
    QCOMPARE_EQ(textOf(lists["capability"]["allowedCapabilities"][0]), "chown");
    QCOMPARE_EQ(textOf(lists["ptrace"]["peer"]), "@{profile_name}");
}

void TestExportYaml::pod()
{
    const profile::Profile profile = *profile::builtInProfile("docker-default");
    exports::Request request = test::requestFor(profile);
    request.name = "Web_1";
    request.settings = {.image = "nginx:1.27", .capabilities = {{"CAP_CHOWN"}}, .noNewPrivileges = true, .readOnlyRoot = true,
                        .tmpfs = {{.path = "/run", .bytes = 1 << 24}, {.path = "/tmp", .mode = 01777}}, .user = "101:102", .appArmorProfile = "web-apparmor"};
    auto exported = exports::exportAs("kubernetes-pod", request);
    VERIFY_RESULT(exported);
    const YAML::Node spec = YAML::Load(exported->content)["spec"];
    const YAML::Node container = spec["containers"][0];
    const YAML::Node context = container["securityContext"];
    QVERIFY(isWithin(keysOf(context), {"allowPrivilegeEscalation", "appArmorProfile", "capabilities", "readOnlyRootFilesystem", "runAsGroup", "runAsNonRoot", "runAsUser", "seccompProfile"}));
    QVERIFY(QRegularExpression("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$").match(textOf(container["name"])).hasMatch());
    QCOMPARE_EQ(context["allowPrivilegeEscalation"].as<bool>(), false);
    QCOMPARE_EQ(context["runAsUser"].as<int>(), 101);
    QCOMPARE_EQ(context["runAsGroup"].as<int>(), 102);
    QCOMPARE_EQ(context["runAsUser"].Tag(), "?"); // a number, not a text
    QCOMPARE_EQ(textOf(context["capabilities"]["drop"][0]), "ALL");
    QCOMPARE_EQ(textOf(context["capabilities"]["add"][0]), "CHOWN");
    QCOMPARE_EQ(textOf(context["seccompProfile"]["type"]), "Localhost");
    QCOMPARE_EQ(textOf(context["seccompProfile"]["localhostProfile"]), "operator/web-1.json");
    QCOMPARE_EQ(textOf(context["appArmorProfile"]["localhostProfile"]), "web-apparmor");
    QCOMPARE_EQ(spec["volumes"].size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        QCOMPARE_EQ(textOf(spec["volumes"][i]["name"]), textOf(container["volumeMounts"][i]["name"]));
        QCOMPARE_EQ(textOf(spec["volumes"][i]["emptyDir"]["medium"]), "Memory");
    }
    QCOMPARE_EQ(spec["volumes"][0]["emptyDir"]["sizeLimit"].as<int>(), 1 << 24);
    QVERIFY(std::ranges::any_of(exported->losses, [](const exports::Loss &loss) { return loss.what.starts_with("the mode 1777 of /tmp"); }));

    request.settings.user = "www-data";
    exported = exports::exportAs("kubernetes-pod", request);
    VERIFY_RESULT(exported);
    QVERIFY(!YAML::Load(exported->content)["spec"]["containers"][0]["securityContext"]["runAsUser"]);
    QVERIFY(std::ranges::any_of(exported->losses, [](const exports::Loss &loss) { return loss.what.contains("www-data"); }));
}

void TestExportYaml::names_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"nginx", "My Profile", "..", "a..b", "-a-", "Ü", "", "a_b.C", "9", "a.-b"})
        QTest::newRow(text) << QString::fromUtf8(text);
    QTest::newRow("long") << QString(1000, 'a');
}

void TestExportYaml::names()
{
    QFETCH(QString, text);
    const QString name = QString::fromStdString(exports::kubernetesName(text.toStdString()));
    QVERIFY2(kObjectName.match(name).hasMatch() && name.size() <= 253, name.toUtf8());
}

QTEST_GUILESS_MAIN(TestExportYaml)
#include "tst_export_yaml.moc"
