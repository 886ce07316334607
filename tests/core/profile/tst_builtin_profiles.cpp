#include "formats/seccomp_json.h"
#include "profile/compare.h"
#include "profile/filter.h"
#include "support/support.h"
#include "syscalls/catalogue.h"

#include <QElapsedTimer>

#include <map>

using namespace whittle;
using profile::EngineRules;

class TestBuiltInProfiles : public QObject
{
    Q_OBJECT

private slots:
    void areThere_data();
    void areThere();
    void decideWhatTheEnginesDecide_data();
    void decideWhatTheEnginesDecide();
    void equalTheReference_data();
    void equalTheReference();
    void areQuick();
};

namespace {

profile::Decision decide(const profile::Filter &filter, Abi abi, const char *name, const profile::Arguments &arguments = {})
{
    return filter.decide(abi, syscalls::Catalogue::builtIn().find(name)->number(abi), arguments);
}

// Every set of the capabilities that a profile's conditions name would be 2^20. Each alone, each missing, all, none, and the ones that
// stand together in one condition reach every condition.
std::vector<std::set<std::string>> capabilitySets(const profile::Profile &profile)
{
    std::set<std::string> named;
    std::set<std::set<std::string>> sets = {{}, profile::defaultCapabilities(EngineRules::Docker), profile::defaultCapabilities(EngineRules::Podman)};
    for (const profile::Rule &rule : profile.rules) {
        for (const auto *capabilities : {&rule.includes.capabilities, &rule.excludes.capabilities}) {
            named.insert(capabilities->begin(), capabilities->end());
            sets.emplace(capabilities->begin(), capabilities->end());
        }
    }
    sets.insert(named);
    for (const std::string &one : named) {
        sets.insert({one});
        std::set<std::string> others = named;
        others.erase(one);
        sets.insert(others);
    }
    return {sets.begin(), sets.end()};
}

} // namespace

void TestBuiltInProfiles::areThere_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("Docker") << "docker-default";
    QTest::newRow("Podman") << "podman-default";
}

void TestBuiltInProfiles::areThere()
{
    QFETCH(QString, name);
    const profile::Profile *found = profile::builtInProfile(name.toStdString());
    QVERIFY(found);
    QCOMPARE_EQ(found->defaultAction, profile::Action::Errno);
    QVERIFY(found->rules.size() > 30);
    QVERIFY(!profile::builtInProfile("containerd-default"));
}

void TestBuiltInProfiles::decideWhatTheEnginesDecide_data()
{
    QTest::addColumn<QString>("profileName");
    QTest::addColumn<QString>("capability");
    QTest::addColumn<QString>("syscall");
    QTest::addColumn<quint64>("argument");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *profileName, const char *capability, const char *syscall, quint64 argument, const char *expected) {
        QTest::addRow("%s %s %s %llu", profileName, capability, syscall, argument) << profileName << capability << syscall << argument << expected;
    };
    row("docker-default", "", "read", 0, "SCMP_ACT_ALLOW");
    row("docker-default", "", "mount", 0, "SCMP_ACT_ERRNO(1)");
    row("docker-default", "CAP_SYS_ADMIN", "mount", 0, "SCMP_ACT_ALLOW");
    row("docker-default", "", "clone3", 0, "SCMP_ACT_ERRNO(38)");
    row("docker-default", "CAP_SYS_ADMIN", "clone3", 0, "SCMP_ACT_ALLOW");
    row("docker-default", "", "clone", 0x01200011, "SCMP_ACT_ALLOW");
    row("docker-default", "", "clone", 0x10000000, "SCMP_ACT_ERRNO(1)");
    row("docker-default", "", "personality", 8, "SCMP_ACT_ALLOW");
    row("docker-default", "", "personality", 7, "SCMP_ACT_ERRNO(1)");
    row("docker-default", "", "socket", 38, "SCMP_ACT_ERRNO(1)");
    row("docker-default", "", "socket", 39, "SCMP_ACT_ALLOW");
    row("docker-default", "", "socket", 40, "SCMP_ACT_ERRNO(1)");
    row("docker-default", "", "socket", 0x100000026, "SCMP_ACT_ALLOW");
    row("docker-default", "", "io_uring_setup", 0, "SCMP_ACT_ERRNO(1)");
    row("podman-default", "", "mount", 0, "SCMP_ACT_ALLOW");
    row("podman-default", "", "swapon", 0, "SCMP_ACT_ERRNO(1)");
    row("podman-default", "", "io_uring_setup", 0, "SCMP_ACT_ERRNO(38)");
    row("podman-default", "", "socket", 40, "SCMP_ACT_ERRNO(1)");
    row("podman-default", "", "bpf", 0, "SCMP_ACT_ERRNO(1)");
    row("podman-default", "CAP_BPF", "bpf", 0, "SCMP_ACT_ALLOW");
}

void TestBuiltInProfiles::decideWhatTheEnginesDecide()
{
    QFETCH(QString, profileName);
    QFETCH(QString, capability);
    QFETCH(QString, syscall);
    QFETCH(quint64, argument);
    QFETCH(QString, expected);
    profile::Target target;
    target.architecture = Abi::X86_64;
    target.kernel = {6, 1};
    if (profileName == "podman-default") {
        target.rules = EngineRules::Podman;
        target.capabilities = profile::defaultCapabilities(EngineRules::Podman);
    }
    if (!capability.isEmpty())
        target.capabilities.insert(capability.toStdString());
    const auto filter = profile::compile(*profile::builtInProfile(profileName.toStdString()), target);
    VERIFY_RESULT(filter);
    QCOMPARE_EQ(QString::fromStdString(decide(*filter, Abi::X86_64, syscall.toUtf8(), {argument}).toString()), expected);
}

void TestBuiltInProfiles::equalTheReference_data()
{
    REQUIRE_SHARED(shared);
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("file");
    QTest::newRow("Docker") << "docker-default" << QString::fromStdString(shared + "/moby-default.json");
    QTest::newRow("Podman") << "podman-default" << QString::fromStdString(shared + "/containers-common-seccomp.json");
}

void TestBuiltInProfiles::equalTheReference()
{
    REQUIRE_SHARED(shared);
    QFETCH(QString, name);
    QFETCH(QString, file);
    const profile::Profile &own = *profile::builtInProfile(name.toStdString());
    const auto reference = formats::readSeccompJson(test::contentOf(file.toStdString()));
    VERIFY_RESULT(reference);

    std::map<std::string, std::vector<profile::Arguments>> arguments;
    std::size_t compared = 0;
    std::size_t targets = 0;
    for (const Abi machine : {Abi::X86_64, Abi::Aarch64}) {
        for (const EngineRules rules : {EngineRules::Docker, EngineRules::Podman, EngineRules::Containerd}) {
            for (const profile::KernelVersion kernel : {profile::KernelVersion{4, 4}, profile::KernelVersion{6, 1}}) {
                // Conditions on kernels stand beside no others; one set of capabilities is enough for the old one.
                auto sets = rules == EngineRules::Containerd ? std::vector<std::set<std::string>>{{}} : capabilitySets(reference->profile);
                if (kernel.major == 4)
                    sets.resize(1);
                for (const auto &capabilities : sets) {
                    profile::Target target{.architecture = machine, .capabilities = capabilities, .kernel = kernel, .rules = rules, .runtime = profile::Runtime::Runc, .libseccomp = {}};
                    const auto left = profile::compile(own, target);
                    const auto right = profile::compile(reference->profile, target);
                    // containerd reads Docker's form so differently that the file may be refused; then both must be.
                    QCOMPARE_EQ(left.has_value(), right.has_value());
                    if (!left)
                        continue;
                    ++targets;
                    QCOMPARE_EQ(std::vector<Abi>(left->abis().begin(), left->abis().end()), std::vector<Abi>(right->abis().begin(), right->abis().end()));
                    for (const Abi abi : left->abis()) {
                        for (const syscalls::Syscall &call : syscalls::Catalogue::builtIn().all()) {
                            if (!call.existsOn(abi))
                                continue;
                            auto &points = arguments[call.name];
                            if (points.empty())
                                points = profile::interestingArguments(reference->profile, call.name);
                            for (const profile::Arguments &point : points) {
                                const auto ours = left->decide(abi, call.number(abi), point);
                                const auto theirs = right->decide(abi, call.number(abi), point);
                                ++compared;
                                if (ours != theirs)
                                    QFAIL(std::format("{} {} 0={:#x}: {} instead of {}", abiName(abi), call.name, point[0], ours.toString(), theirs.toString()).c_str());
                            }
                        }
                    }
                }
            }
        }
    }
    QVERIFY(compared > 100000);
    qInfo("%zu decisions compared for %zu targets", compared, targets);
}

void TestBuiltInProfiles::areQuick()
{
    const profile::Profile &docker = *profile::builtInProfile("docker-default");
    QElapsedTimer timer;
    timer.start();
    const auto filter = profile::compile(docker, {});
    VERIFY_RESULT(filter);
    for (const Abi abi : filter->abis()) {
        for (const syscalls::Syscall &call : syscalls::Catalogue::builtIn().all()) {
            if (call.existsOn(abi))
                (void)filter->decide(abi, call.number(abi));
        }
    }
    qInfo("compiled and decided in %lld ms, %zu instructions", timer.elapsed(), filter->program().size());
    QVERIFY(timer.elapsed() < 2000); // a hundredth of it is usual; loaded and instrumented machines are slow
}

QTEST_APPLESS_MAIN(TestBuiltInProfiles)
#include "tst_builtin_profiles.moc"
