// What recorded programs need to be started with. The kernel's word on capabilities is asked in tests/sensor/tst_capabilities_kernel.cpp.
#include "exports/container_words.h"
#include "profile/target.h"
#include "support/fake_engine.h"
#include "support/recordings.h"
#include "support/support.h"
#include "tuning/measure_settings.h"
#include "tuning/propose_settings.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace whittle;
using namespace whittle::tuning;
namespace operation = trace::path_operation;

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void capabilities();
    void onlyWhatWasGiven();
    void identities();
    void sockets();
    void namespaces();
    void signals_();
    void proposal();
    void obstacles();
    void setUserPrograms();
    void words();
    void measured();
    void measuredWhatStandsIn();
    void measuredSettingsThatFail();
};

namespace {

using Names = std::set<std::string>;
using Words = std::vector<std::string>;

Names needed(const trace::Recording &recording, Confidence least = Confidence::Likely)
{
    Names names;
    for (const CapabilityNeed &need : neededCapabilities(std::span(&recording, 1)))
        if (need.confidence >= least)
            names.insert(need.name);
    return names;
}

test::RecordingMaker withAll()
{
    test::RecordingMaker maker;
    maker.edit().environment.capabilities = {"CAP_AUDIT_WRITE", "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_MKNOD", "CAP_NET_BIND_SERVICE",
                                             "CAP_NET_RAW", "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID", "CAP_SYS_ADMIN", "CAP_SYS_CHROOT"};
    return maker;
}

trace::ArgumentValues value(unsigned index, std::uint64_t value, std::uint64_t count = 1)
{
    return {index, {{value, count}}, false};
}

void addPath(test::RecordingMaker &maker, std::string path, std::uint32_t operations)
{
    maker.edit().processes.back().paths.push_back({std::move(path), operations, 1, {}, 1, 0});
}

const SettingReason *reasonOf(const SettingsProposal &proposal, std::string_view setting)
{
    const auto found = std::ranges::find(proposal.reasons, setting, &SettingReason::setting);
    return found == proposal.reasons.end() ? nullptr : &*found;
}

} // namespace

void TestSettings::capabilities()
{
    test::RecordingMaker maker = withAll();
    maker.call("chown", 2, {value(1, 101), value(2, 101)}).call("chroot").call("mknod", 1, {value(1, 0020600)}).call("prctl", 1, {value(0, 24)});
    maker.edit().subject.ports = {443, 8443};
    QCOMPARE_EQ(needed(maker), (Names{"CAP_CHOWN", "CAP_MKNOD", "CAP_NET_BIND_SERVICE", "CAP_SETPCAP", "CAP_SYS_CHROOT"}));
    QCOMPARE_EQ(needed(maker, Confidence::Certain), (Names{"CAP_CHOWN", "CAP_MKNOD", "CAP_SYS_CHROOT"}));
    const trace::Recording recording = maker;
    for (const CapabilityNeed &need : neededCapabilities(std::span(&recording, 1)))
        if (need.name == "CAP_CHOWN")
            QCOMPARE_EQ(need.evidence.front().text, "chown by demo, to user 101");
    // What needs none: giving to oneself, a fifo, a high port, a call that failed.
    test::RecordingMaker free = withAll();
    free.call("chown", 1, {value(1, 0), value(2, 0xffffffff)}).call("mknod", 1, {value(1, 0010600)}).call("setuid", 1, {value(0, 0)}).call("chroot");
    free.edit().processes.back().syscalls.back().errors[1] = 1;
    free.edit().subject.ports = {8080};
    QCOMPARE_EQ(needed(free), Names());
}

void TestSettings::onlyWhatWasGiven()
{
    test::RecordingMaker maker;
    maker.edit().environment.capabilities = {"CAP_CHOWN"};
    maker.call("setuid", 1, {value(0, 33)}).call("mount").call("chown", 1, {value(1, 33)});
    QCOMPARE_EQ(needed(maker), Names{"CAP_CHOWN"});
    maker.edit().environment.capabilities.clear();
    QCOMPARE_EQ(needed(maker), Names());
    // Of a program of the machine nothing is known, so everything may be.
    maker.edit().subject.kind = "program";
    QCOMPARE_EQ(needed(maker), (Names{"CAP_CHOWN", "CAP_SETUID", "CAP_SYS_ADMIN"}));
}

void TestSettings::identities()
{
    // A worker that gives root away, and one that never had it.
    test::RecordingMaker maker = withAll();
    maker.process("worker").call("setuid", 1, {value(0, 33)}).call("setgid", 1, {value(0, 33)}).call("setgroups", 1, {value(0, 1)});
    maker.edit().processes.back().uid = 33;
    maker.edit().processes.back().parent = 0;
    QCOMPARE_EQ(needed(maker, Confidence::Certain), (Names{"CAP_SETGID", "CAP_SETUID"}));
    test::RecordingMaker never = withAll();
    never.edit().subject.user = "1000";
    never.edit().processes[0].uid = 1000;
    never.call("setuid", 1, {value(0, 1000)}).call("chown", 1, {value(1, 1000)});
    QCOMPARE_EQ(needed(never, Confidence::Possible), Names());
    // The sensor saw its first user.
    test::RecordingMaker local("none");
    local.edit().subject.kind = "program";
    local.edit().environment.capabilities.clear();
    local.edit().processes[0].uid = 1234;
    local.call("setresuid", 1, {value(0, 1234), value(1, 1234), value(2, 1234)});
    QCOMPARE_EQ(needed(local, Confidence::Likely), Names());
    local.edit().processes[0].firstUid = 0;
    QCOMPARE_EQ(needed(local, Confidence::Certain), Names{"CAP_SETUID"});
}

void TestSettings::sockets()
{
    test::RecordingMaker maker = withAll();
    maker.call("socket", 2, {{0, {{2, 1}, {16, 1}}, false}, {1, {{3, 2}}, false}, value(2, 0, 2)});
    QCOMPARE_EQ(needed(maker), Names{"CAP_NET_RAW"}); // one of two raw ones is netlink's
    test::RecordingMaker netlink = withAll();
    netlink.call("socket", 3, {{0, {{16, 1}, {2, 2}}, false}, {1, {{3, 1}, {1, 2}}, false}, value(2, 0, 3)});
    QCOMPARE_EQ(needed(netlink), Names());
    test::RecordingMaker refused = withAll();
    refused.call("socket", 2, {value(0, 2, 2), {1, {{3, 1}, {1, 1}}, false}, value(2, 1, 2)});
    refused.edit().processes.back().syscalls.back().errors[1] = 1;
    QCOMPARE_EQ(needed(refused), Names());
    test::RecordingMaker audit = withAll();
    audit.call("socket", 1, {value(0, 16), value(1, 3), value(2, 9)});
    QCOMPARE_EQ(needed(audit), Names{"CAP_AUDIT_WRITE"});
}

void TestSettings::namespaces()
{
    test::RecordingMaker maker = withAll();
    maker.call("unshare", 1, {value(0, 0x20000)});
    QCOMPARE_EQ(needed(maker), Names{"CAP_SYS_ADMIN"});
    // With a user namespace first nobody's capability is needed.
    test::RecordingMaker own = withAll();
    own.call("unshare", 1, {value(0, 0x10020000)}).call("mount").call("chroot");
    QCOMPARE_EQ(needed(own), Names());
    QCOMPARE_EQ(needed(own, Confidence::Possible), (Names{"CAP_SYS_ADMIN", "CAP_SYS_CHROOT"}));
}

void TestSettings::signals_()
{
    test::RecordingMaker maker = withAll();
    maker.call("kill", 1, {value(1, 15)});
    QCOMPARE_EQ(needed(maker), Names());
    maker.process("worker");
    maker.edit().processes.back().uid = 33;
    maker.edit().processes.back().parent = 0;
    QCOMPARE_EQ(needed(maker), Names{"CAP_KILL"});
}

void TestSettings::proposal()
{
    test::RecordingMaker maker = withAll();
    maker.edit().subject.ports = {80};
    addPath(maker, "/etc/nginx/nginx.conf", operation::kRead);
    addPath(maker, "/run/nginx.pid", operation::kWrite | operation::kCreate);
    addPath(maker, "/run/nginx.pid.tmp", operation::kDelete);
    addPath(maker, "/var/cache/nginx/client_temp", operation::kCreate);
    addPath(maker, "/var/cache/nginx/client_temp/0001", operation::kWrite | operation::kCreate);
    addPath(maker, "/dev/null", operation::kWrite);
    addPath(maker, "/proc/self/oom_score_adj", operation::kWrite);
    addPath(maker, "/data/db", operation::kWrite | operation::kCreate);
    const trace::Recording recording = maker;
    SettingsOptions options;
    options.volumes = {"/data"};
    const auto proposed = proposeSettings(std::span(&recording, 1), options);
    VERIFY_RESULT(proposed);
    const ContainerSettings &settings = proposed->settings;
    QVERIFY(settings.capabilities && settings.noNewPrivileges && settings.readOnlyRoot);
    QCOMPARE_EQ(*settings.capabilities, Names{"CAP_NET_BIND_SERVICE"});
    Names tmpfs;
    for (const Tmpfs &mount : settings.tmpfs)
        tmpfs.insert(mount.path);
    QCOMPARE_EQ(tmpfs, (Names{"/run", "/var/cache/nginx"}));
    QVERIFY(settings.user.empty());
    QVERIFY(reasonOf(*proposed, "tmpfs /run")->why.contains("/run/nginx.pid"));
    QVERIFY(reasonOf(*proposed, "user")->why.contains("ran as root"));
    QCOMPARE_EQ(exports::runOptions(settings, exports::capabilityWords(settings), profile::EngineRules::Docker),
                (Words{"--cap-drop=ALL", "--cap-add=NET_BIND_SERVICE", "--security-opt=no-new-privileges", "--read-only", "--tmpfs=/run", "--tmpfs=/var/cache/nginx"}));
    // Without root the user is named.
    trace::Recording plain = recording;
    for (trace::Process &process : plain.processes)
        process.uid = 101;
    plain.subject.ports = {8080};
    const auto other = proposeSettings(std::span(&plain, 1), options);
    VERIFY_RESULT(other);
    QCOMPARE_EQ(other->settings.user, "101");
    QVERIFY(other->settings.capabilities->empty());
    QVERIFY(!proposeSettings({}));
}

void TestSettings::obstacles()
{
    // A configuration that is written beside one that is read: a tmpfs would hide both.
    test::RecordingMaker maker = withAll();
    addPath(maker, "/etc/app/template", operation::kRead);
    addPath(maker, "/etc/app/app.conf", operation::kWrite | operation::kCreate);
    addPath(maker, "/tmp/x", operation::kWrite | operation::kCreate);
    const trace::Recording recording = maker;
    const auto proposed = proposeSettings(std::span(&recording, 1));
    VERIFY_RESULT(proposed);
    QVERIFY(!proposed->settings.readOnlyRoot);
    QVERIFY(reasonOf(*proposed, "read-only root")->why.contains("/etc/app/template"));
    QCOMPARE_EQ(proposed->settings.tmpfs.size(), 1U);
    QCOMPARE_EQ(proposed->settings.tmpfs.front().path, "/tmp");
    // Written in its place: it was there before.
    test::RecordingMaker change = withAll();
    addPath(change, "/var/lib/app/state", operation::kWrite);
    const trace::Recording changed = change;
    QVERIFY(!proposeSettings(std::span(&changed, 1))->settings.readOnlyRoot);
    // In the root directory itself.
    test::RecordingMaker root = withAll();
    addPath(root, "/made", operation::kWrite | operation::kCreate);
    const trace::Recording top = root;
    QVERIFY(!proposeSettings(std::span(&top, 1))->settings.readOnlyRoot);
}

void TestSettings::setUserPrograms()
{
    test::RecordingMaker maker = withAll();
    maker.edit().processes[0].uid = 1000;
    maker.process("sudo");
    maker.edit().processes.back().parent = 0;
    const trace::Recording recording = maker;
    const auto proposed = proposeSettings(std::span(&recording, 1));
    VERIFY_RESULT(proposed);
    QVERIFY(!proposed->settings.noNewPrivileges);
    QVERIFY(reasonOf(*proposed, "no-new-privileges")->why.contains("sudo became root"));
}

void TestSettings::words()
{
    QCOMPARE_EQ(tmpfsOptions({.path = "/run"}), "");
    QCOMPARE_EQ(tmpfsOptions({.path = "/run", .mode = 0755, .uid = 101, .gid = 0}), "mode=755,uid=101,gid=0");
    QCOMPARE_EQ(confidenceName(Confidence::Certain), "certain");
}

namespace {

probe::Answer page(int status)
{
    probe::Answer one;
    one.result.probe = "GET http :80 /";
    one.result.status = status;
    one.result.passed = status == 200;
    one.body = "hello";
    return one;
}

// An image that works with some capabilities, answers 500 without one of them and does not start without another.
struct MeasureWorld
{
    test::FakeEngine engine;
    MeasureRequest request;
    analysis::VerifyTools tools;
    std::set<std::string> starts = {"CAP_SETUID"};
    std::set<std::string> answers = {"CAP_CHOWN"};
    std::function<bool(const engine::ContainerRequest &)> serves = [](const engine::ContainerRequest &) { return true; };

    static std::set<std::string> held(const engine::ContainerRequest &request)
    {
        std::set<std::string> names = profile::defaultCapabilities(profile::EngineRules::Docker);
        if (std::ranges::contains(request.capDrop, "ALL"))
            names.clear();
        names.insert(request.capAdd.begin(), request.capAdd.end());
        return names;
    }

    MeasureWorld()
    {
        engine::ImageConfig image;
        image.id = "sha256:1";
        image.entrypoint = {"/bin/server"};
        image.tcpPorts = {80};
        engine.images["web"] = image;
        engine.run = [this](const engine::ContainerRequest &asked) {
            const auto names = held(asked);
            if (!std::ranges::includes(names, starts))
                return test::FakeRun{.startError = {}, .running = false, .exitCode = 1, .output = {}, .errorOutput = "cannot set the user"};
            return test::FakeRun();
        };
        tools.settle = std::chrono::milliseconds(2);
        tools.apart = std::chrono::milliseconds(0);
        tools.beside = 1;
        tools.http = [this](const std::vector<probe::Endpoint> &endpoints, const probe::ProbeOptions &, const std::stop_token &, const ProgressFn &) {
            const auto asked = engine.requestAt(endpoints.front().port);
            const bool works = std::ranges::includes(held(asked), answers) && serves(asked);
            return Result<std::vector<probe::Answer>>(std::vector{page(works ? 200 : 500)});
        };
        request.image = "web";
        request.settings.capabilities = {"CAP_CHOWN", "CAP_NET_BIND_SERVICE", "CAP_SETUID"};
        request.settings.noNewPrivileges = true;
        request.settings.readOnlyRoot = true;
        request.settings.tmpfs = {{.path = "/run", .mode = 0755}};
    }
    Result<Measurement> measure() { return measureSettings(engine, request, {}, {}, tools); }
};

} // namespace

void TestSettings::measured()
{
    MeasureWorld world;
    const auto measurement = world.measure();
    VERIFY_RESULT(measurement);
    QCOMPARE_EQ(*measurement->settings.capabilities, (Names{"CAP_CHOWN", "CAP_SETUID"}));
    QVERIFY(measurement->confirmed && measurement->settings.noNewPrivileges && measurement->settings.readOnlyRoot);
    QCOMPARE_EQ(measurement->capabilities.size(), 14U);
    for (const MeasuredCapability &one : measurement->capabilities) {
        QCOMPARE_EQ(one.needed, one.name == "CAP_CHOWN" || one.name == "CAP_SETUID");
        QVERIFY(!one.evidence.empty());
    }
    // The last run had it all.
    const engine::ContainerRequest &last = world.engine.created.back();
    QVERIFY(last.noNewPrivileges && last.readOnlyRoot && last.tmpfs.at("/run") == "mode=755");
    QCOMPARE_EQ(last.capAdd, (Words{"CAP_CHOWN", "CAP_SETUID"}));
    QCOMPARE_EQ(world.engine.containerCount(), 0U);
    QCOMPARE_EQ(static_cast<std::size_t>(measurement->runs), world.engine.created.size());
    // A proposal that lacks one is found out.
    MeasureWorld poor;
    poor.request.settings.capabilities = {"CAP_SETUID"};
    const auto found = poor.measure();
    VERIFY_RESULT(found);
    QCOMPARE_EQ(*found->settings.capabilities, (Names{"CAP_CHOWN", "CAP_SETUID"}));
    QVERIFY(std::ranges::any_of(found->notes, [](const std::string &note) { return note.contains("not enough"); }));
}

void TestSettings::measuredWhatStandsIn()
{
    // Either of two is enough, so neither is needed alone.
    MeasureWorld world;
    world.answers.clear();
    world.serves = [](const engine::ContainerRequest &asked) {
        const auto names = MeasureWorld::held(asked);
        return names.contains("CAP_CHOWN") || names.contains("CAP_NET_BIND_SERVICE");
    };
    const auto measurement = world.measure();
    VERIFY_RESULT(measurement);
    QCOMPARE_EQ(*measurement->settings.capabilities, (Names{"CAP_NET_BIND_SERVICE", "CAP_SETUID"}));
}

void TestSettings::measuredSettingsThatFail()
{
    MeasureWorld world;
    world.serves = [](const engine::ContainerRequest &asked) { return !asked.readOnlyRoot; };
    const auto measurement = world.measure();
    VERIFY_RESULT(measurement);
    QVERIFY(!measurement->settings.readOnlyRoot && measurement->settings.noNewPrivileges);
    QVERIFY(std::ranges::any_of(measurement->notes, [](const std::string &note) { return note.contains("a read-only root does not work"); }));
}

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
