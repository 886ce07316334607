#include "formats/seccomp_json.h"
#include "imports/import.h"
#include "support/support.h"
#include "syscalls/catalogue.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace whittle;
using namespace whittle::test;

namespace {

using Counts = std::map<std::string, std::uint64_t>;

Counts countsOf(const trace::Recording &recording)
{
    Counts counts;
    for (const trace::SyscallSummary &sum : trace::summarise(recording))
        counts[syscalls::Catalogue::builtIn().nameOf(sum.abi, sum.number)] += sum.count;
    return counts;
}

} // namespace

class TestImportDocuments : public QObject
{
    Q_OBJECT
private slots:
    void readsAProfile();
    void readsADenyList();
    void readsARuntimeConfiguration();
    void readsInspectedContainers();
    void readsACommentInFront();
    void readsAReport();
    void readsTheOperatorsObjects();
};

#define IMPORT(variable, text) \
    const auto variable##Result = imports::importText(text, "document"); \
    VERIFY_RESULT(variable##Result); \
    const imports::Imported &variable = *variable##Result

constexpr const char *kProfile = R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"],
 "syscalls": [{"names": ["read", "write", "s390_pci_mmio_read", "", "no_such_call"], "action": "SCMP_ACT_ALLOW"},
              {"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 2, "op": "SCMP_CMP_EQ"}]},
              {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38}]})";

void TestImportDocuments::readsAProfile()
{
    IMPORT(imported, kProfile);
    QCOMPARE_EQ(countsOf(imported.recording), (Counts{{"read", 1}, {"socket", 1}, {"write", 1}}));
    QCOMPARE_EQ(imported.recording.denials.size(), 1U);
    QCOMPARE_EQ(imported.recording.denials.front().action, "SCMP_ACT_ERRNO(38)");
    for (const trace::SyscallUse &use : imported.recording.processes.front().syscalls) {
        if (use.number == syscalls::Catalogue::builtIn().find("socket")->number(Abi::X86_64))
            QCOMPARE_EQ(use.arguments.front().counts, (std::map<std::uint64_t, std::uint64_t>{{2, 1}}));
    }
    QCOMPARE_EQ(imported.files.front().kind, "seccomp profile");
    QVERIFY(imported.recording.warnings.front().contains("no_such_call"));
}

void TestImportDocuments::readsADenyList()
{
    IMPORT(imported, R"({"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86_64"], "syscalls": [{"names": ["mount"], "action": "SCMP_ACT_ERRNO"}]})");
    const Counts counts = countsOf(imported.recording);
    QVERIFY(!counts.contains("mount") && counts.contains("read") && counts.contains("umount2"));
    QVERIFY(counts.size() > 300);
}

void TestImportDocuments::readsARuntimeConfiguration()
{
    IMPORT(imported, std::string(R"({"ociVersion": "1.0.2", "process": {"args": ["nginx", "-g"]}, "linux": {"seccomp": )") + kProfile + "}}");
    QCOMPARE_EQ(countsOf(imported.recording).size(), 3U);
    QCOMPARE_EQ(imported.recording.subject.command, (std::vector<std::string>{"nginx", "-g"}));
    QVERIFY(!imports::importText(R"({"ociVersion": "1.0.2", "linux": {"namespaces": []}})", "x"));
}

void TestImportDocuments::readsInspectedContainers()
{
    const nlohmann::json docker = nlohmann::json::array({{{"Id", "1"}, {"Name", "/web"}, {"Config", {{"Image", "nginx:1"}}}, {"HostConfig", {{"SecurityOpt", {std::string("seccomp=") + kProfile}}}}}});
    IMPORT(own, docker.dump(2));
    QCOMPARE_EQ(countsOf(own.recording).size(), 3U);
    QCOMPARE_EQ(own.recording.subject.image, "nginx:1");
    QCOMPARE_EQ(own.recording.processes.front().comm, "web");
    IMPORT(plain, R"([{"Id": "1", "Name": "/web", "HostConfig": {"SecurityOpt": null}}])");
    QVERIFY(countsOf(plain.recording).size() > 300);
    const nlohmann::json crictl = {{"status", {{"metadata", {{"name", "c"}}}}}, {"info", {{"runtimeSpec", {{"linux", {{"seccomp", nlohmann::json::parse(kProfile)}}}}}}}};
    IMPORT(cri, crictl.dump(1));
    QCOMPARE_EQ(countsOf(cri.recording).size(), 3U);
}

void TestImportDocuments::readsACommentInFront()
{
    IMPORT(imported, std::string("// test-container\n") + kProfile);
    QCOMPARE_EQ(countsOf(imported.recording).size(), 3U);
    QCOMPARE_EQ(imported.recording.processes.front().comm, "test-container");
}

void TestImportDocuments::readsAReport()
{
    IMPORT(imported, R"({"start_command": {"app_name": "nginx", "app_args": ["-g"]}, "system": {"release": "6.1.0"},
 "monitors": {"fan": {"main_process": {"pid": 12}, "processes": {"12": {"pid": 12, "name": "nginx", "path": "/usr/sbin/nginx", "ppid": 0}},
                      "process_files": {"12": {"/etc/nginx.conf": {"event_count": 3, "reads": 3}, "/bin/x": {"event_count": 1, "execs": 1}}}},
              "pt": {"arch_name": "amd64", "syscall_stats": {"0": {"num": 0, "name": "read", "count": 12}, "257": {"num": 257, "name": "openat", "count": 4}},
                     "fs_activity": {"/etc/passwd": {"ops_all": 5, "ops_checkfile": 5}, "/etc/nginx.conf": {"ops_all": 9}}}},
 "image": {"files": [{"file_path": "/lib/a.so", "flags": {"R": true}}]}})");
    QCOMPARE_EQ(countsOf(imported.recording), (Counts{{"openat", 4}, {"read", 12}}));
    QCOMPARE_EQ(imported.recording.environment.kernel, "6.1.0");
    const trace::Process &process = imported.recording.processes.front();
    QCOMPARE_EQ(process.executable, "/usr/sbin/nginx");
    std::map<std::string, std::uint32_t> paths;
    for (const trace::PathUse &use : process.paths)
        paths[use.path] = use.operations;
    namespace operation = trace::path_operation;
    QCOMPARE_EQ(paths, (std::map<std::string, std::uint32_t>{{"/bin/x", operation::kExecute}, {"/etc/nginx.conf", operation::kRead}, {"/etc/passwd", operation::kStat}, {"/lib/a.so", operation::kRead}}));
}

void TestImportDocuments::readsTheOperatorsObjects()
{
    IMPORT(imported, "apiVersion: security-profiles-operator.x-k8s.io/v1beta1\nkind: SeccompProfile\nmetadata:\n  name: web\n  labels:\n    spo.x-k8s.io/partial: \"true\"\n"
                     "spec:\n  defaultAction: SCMP_ACT_ERRNO\n  architectures: [SCMP_ARCH_X86_64]\n  syscalls:\n  - action: SCMP_ACT_ALLOW\n    names:\n    - read\n    - write\n"
                     "---\napiVersion: security-profiles-operator.x-k8s.io/v1alpha1\nkind: AppArmorProfile\nmetadata:\n  name: web\nspec:\n  abstract:\n    executable:\n"
                     "      allowedExecutables: [/bin/sh]\n      allowedLibraries: [/lib/x.so]\n    filesystem:\n      readOnlyPaths: [/etc/passwd, '/proc/@{pid}/maps']\n"
                     "---\nkind: ConfigMap\nmetadata:\n  name: other\n");
    QCOMPARE_EQ(countsOf(imported.recording), (Counts{{"read", 1}, {"write", 1}}));
    QCOMPARE_EQ(imported.recording.processes.front().paths.size(), 3U);
    QVERIFY(std::ranges::any_of(imported.recording.warnings, [](const std::string &text) { return text.contains("partial"); }));
}

QTEST_GUILESS_MAIN(TestImportDocuments)
#include "tst_import_documents.moc"
