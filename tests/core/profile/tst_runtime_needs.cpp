#include "profile/runtime_needs.h"

#include "support/support.h"

#include "syscalls/catalogue.h"

#include <QTest>

#include <algorithm>
#include <ranges>

using namespace whittle;
using namespace whittle::profile;

namespace {

const RuntimeNeed *find(const std::vector<RuntimeNeed> &needs, std::string_view syscall)
{
    const auto found = std::ranges::find(needs, syscall, &RuntimeNeed::syscall);
    return found == needs.end() ? nullptr : &*found;
}

constexpr std::string_view kSmall = R"json({
  "measured": [
    {"runtime": "runc", "version": "1.10.0", "source": "here", "cases": [
      {"start": "run", "noNewPrivileges": false, "uid": 0, "terminal": false, "repeats": 8, "observed": {"close": 8, "newcall": 8}, "fatal": {"SCMP_ACT_ERRNO(1)": {"close": 8}, "SCMP_ACT_ERRNO(38)": {}}, "messages": {}}]},
    {"runtime": "runc", "version": "1.9.2", "source": "here", "cases": [
      {"start": "run", "noNewPrivileges": false, "uid": 0, "terminal": false, "repeats": 8, "observed": {"close": 8, "futex": 3}, "fatal": {"SCMP_ACT_ERRNO(1)": {"close": 8}}, "messages": {}},
      {"start": "exec", "noNewPrivileges": true, "uid": 1000, "terminal": true, "repeats": 8, "observed": {"close": 8, "ioctl": 8}, "fatal": {"SCMP_ACT_ERRNO(1)": {}}, "messages": {}}]}
  ],
  "published": [{"runtime": "runc", "since": ["1.9.5", "1.11.0"], "names": ["openat2"], "enosysSuffices": true, "reason": "paths", "source": "notes"}],
  "hints": [
    {"runtime": "runc", "text": ["exec /", ": not permitted"], "syscalls": ["execve"]},
    {"runtime": "runc", "text": ["already dead"], "syscalls": ["close", "futex"]}]
})json";

} // namespace

class TestRuntimeNeeds : public QObject
{
    Q_OBJECT
private slots:
    void comparesVersions_data();
    void comparesVersions();
    void choosesTheVersion();
    void choosesTheCase();
    void publishedFactsHoldPerBranch();
    void saysWhatAnErrorTextPointsTo();
    void refusesBrokenText_data();
    void refusesBrokenText();
    void builtInNamesAreKnown();
    void builtInCoversWhatDebianShips();
    void builtInHintsExplainEveryMeasuredMessage_data();
    void builtInHintsExplainEveryMeasuredMessage();
};

void TestRuntimeNeeds::comparesVersions_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<int>("expected");
    QTest::newRow("numbers, not letters") << "1.10" << "1.9" << 1;
    QTest::newRow("missing is zero") << "1.2" << "1.2.0" << 0;
    QTest::newRow("suffix counts nothing") << "1.1.15+ds1" << "1.1.15" << 0;
    QTest::newRow("release candidate") << "1.2.0-rc.1" << "1.2.1" << -1;
    QTest::newRow("no number at all") << "unknown" << "0.1" << -1;
}

void TestRuntimeNeeds::comparesVersions()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(int, expected);
    QCOMPARE(compareVersions(left.toStdString(), right.toStdString()), expected);
    QCOMPARE(compareVersions(right.toStdString(), left.toStdString()), -expected);
}

void TestRuntimeNeeds::choosesTheVersion()
{
    const auto needs = RuntimeNeeds::parse(kSmall);
    VERIFY_RESULT(needs);
    QCOMPARE(needs->versions("runc"), (std::vector<std::string>{"1.9.2", "1.10.0"}));
    QVERIFY(needs->needs({.runtime = "youki"}).empty());

    // Between two measured ones the older speaks; before the oldest, the oldest; after the newest, the newest.
    QVERIFY(find(needs->needs({.version = "1.9.4"}), "futex"));
    QVERIFY(!find(needs->needs({.version = "1.9.4"}), "newcall"));
    QVERIFY(find(needs->needs({.version = "1.0"}), "futex"));
    QVERIFY(find(needs->needs({.version = "2.0"}), "newcall"));
    QVERIFY(!find(needs->needs({.version = "2.0"}), "futex"));

    const auto all = needs->needs({});
    const RuntimeNeed *close = find(all, "close");
    QVERIFY(close);
    QCOMPARE(close->versions, (std::vector<std::string>{"1.9.2", "1.10.0"}));
    QVERIFY(close->always);
    QVERIFY(close->fatalOnEperm);
    QVERIFY(close->fatalOnEnosys); // 1.9.2 was not tried with ENOSYS: taken to be as with EPERM
    QVERIFY(!find(needs->needs({.version = "1.10"}), "close")->fatalOnEnosys);
    QVERIFY(!find(all, "futex")->always);
    QVERIFY(std::ranges::is_sorted(all, {}, &RuntimeNeed::syscall));
}

void TestRuntimeNeeds::choosesTheCase()
{
    const auto needs = RuntimeNeeds::parse(kSmall);
    VERIFY_RESULT(needs);
    QVERIFY(find(needs->needs({.version = "1.9.2"}), "ioctl")->execOnly);
    QVERIFY(!find(needs->needs({.version = "1.9.2", .exec = false}), "ioctl"));
    QVERIFY(!find(needs->needs({.version = "1.9.2", .noNewPrivileges = false}), "ioctl"));
    QVERIFY(!find(needs->needs({.version = "1.9.2", .root = true}), "ioctl"));
    QVERIFY(!find(needs->needs({.version = "1.9.2", .terminal = false}), "ioctl"));
    // 1.10.0 was measured without a terminal only, which still says something about one.
    QVERIFY(find(needs->needs({.version = "1.10.0", .terminal = true}), "newcall"));
}

void TestRuntimeNeeds::publishedFactsHoldPerBranch()
{
    const auto needs = RuntimeNeeds::parse(kSmall);
    VERIFY_RESULT(needs);
    QVERIFY(!find(needs->needs({.version = "1.9.4"}), "openat2"));
    QVERIFY(find(needs->needs({.version = "1.9.5"}), "openat2"));
    QVERIFY(!find(needs->needs({.version = "1.10.0"}), "openat2"));
    QVERIFY(find(needs->needs({.version = "1.11.3"}), "openat2"));
    const RuntimeNeed need = *find(needs->needs({}), "openat2");
    QVERIFY(need.fatalOnEperm);
    QVERIFY(!need.fatalOnEnosys);
    QCOMPARE(need.source, std::string("notes"));
}

void TestRuntimeNeeds::saysWhatAnErrorTextPointsTo()
{
    const auto needs = RuntimeNeeds::parse(kSmall);
    VERIFY_RESULT(needs);
    const auto certain = needs->missingFrom("start: already dead: exec /bin/app: not permitted: unknown");
    QCOMPARE(certain.size(), std::size_t{1});
    QCOMPARE(certain[0].syscall, std::string("execve"));
    QVERIFY(certain[0].certain);
    const auto unsure = needs->missingFrom("container is already dead");
    QCOMPARE(unsure.size(), std::size_t{2});
    QVERIFY(!unsure[0].certain);
    QVERIFY(needs->missingFrom(": not permitted exec /").empty());
    QVERIFY(needs->missingFrom("no space left on device").empty());
}

void TestRuntimeNeeds::refusesBrokenText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("place");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("runtime needs:");
    QTest::newRow("no list") << QByteArray(R"({"measured": {}, "published": [], "hints": []})") << QByteArray(".measured");
    QTest::newRow("member missing") << QByteArray(R"({"measured": [{"runtime": "runc", "version": "1"}], "published": [], "hints": []})") << QByteArray(".measured[0].source");
    QTest::newRow("wrong kind") << QByteArray(R"({"measured": [], "published": [], "hints": [{"runtime": "runc", "text": "x", "syscalls": []}]})") << QByteArray(".hints[0].text");
    QTest::newRow("entry is no object") << QByteArray(R"({"measured": [7], "published": [], "hints": []})") << QByteArray(".measured[0]");
}

void TestRuntimeNeeds::refusesBrokenText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, place);
    const auto needs = RuntimeNeeds::parse(text.toStdString());
    QVERIFY(!needs);
    QCOMPARE(needs.error().code, ErrorCode::InvalidInput);
    QVERIFY2(needs.error().message.find(place.toStdString()) != std::string::npos, needs.error().message.c_str());
}

void TestRuntimeNeeds::builtInNamesAreKnown()
{
    const syscalls::Catalogue &catalogue = syscalls::Catalogue::builtIn();
    const RuntimeNeeds &needs = RuntimeNeeds::builtIn();
    QCOMPARE(needs.runtimes(), (std::vector<std::string>{"crun", "runc"}));
    for (const std::string &runtime : needs.runtimes())
        for (const RuntimeNeed &need : needs.needs({.runtime = runtime}))
            QVERIFY2(catalogue.find(need.syscall), need.syscall.c_str());
}

void TestRuntimeNeeds::builtInCoversWhatDebianShips()
{
    const RuntimeNeeds &needs = RuntimeNeeds::builtIn();
    for (const char *version : {"1.1.5", "1.1.15"}) {
        const auto runc = needs.needs({.version = version, .noNewPrivileges = false, .exec = false});
        for (const char *name : {"capget", "capset", "chdir", "close", "execve", "fstat", "fstatfs", "getcwd", "getdents64", "newfstatat", "openat",
                                 "prctl", "read", "setgid", "setgroups", "setuid", "write"})
            QVERIFY2(find(runc, name) && find(runc, name)->fatalOnEperm, name);
        QVERIFY(find(runc, "futex"));
        QVERIFY(!find(runc, "openat2"));
        const auto late = needs.needs({.version = version, .noNewPrivileges = true, .exec = false});
        QVERIFY(late.size() < runc.size());
        QVERIFY(!find(late, "capset"));
    }
    for (const char *version : {"1.2.8", "1.3.3", "1.4.2"})
        QVERIFY2(find(needs.needs({.version = version}), "openat2"), version);
    QVERIFY(!find(needs.needs({.version = "1.3.2"}), "openat2"));
    for (const char *version : {"1.8.1", "1.21"}) {
        const auto crun = needs.needs({.runtime = "crun", .version = version, .noNewPrivileges = false, .exec = false});
        for (const char *name : {"capset", "execve", "prctl", "rt_sigaction", "rt_sigprocmask", "setresgid", "setresuid", "write"})
            QVERIFY2(find(crun, name) && find(crun, name)->fatalOnEperm, name);
        QVERIFY(!find(crun, "getdents64"));
    }
}

void TestRuntimeNeeds::builtInHintsExplainEveryMeasuredMessage_data()
{
    // As users of an engine see them: the runtime's text wrapped by the daemon.
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("syscall");
    QTest::addColumn<bool>("certain");
    const QByteArray docker = "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start "
                              "container process: ";
    QTest::newRow("fstatfs") << docker + "error during container init: error closing exec fds: ensure /proc/self/fd is on procfs: operation not permitted: unknown" << QByteArray("fstatfs") << true;
    QTest::newRow("capset") << docker + "error during container init: unable to apply caps: operation not permitted: unknown" << QByteArray("capset") << true;
    QTest::newRow("capset, ENOSYS") << docker + "error during container init: unable to apply caps: function not implemented: unknown" << QByteArray("capset") << true;
    QTest::newRow("chdir elsewhere") << docker + "error during container init: chdir to cwd (\"/srv\") set in config.json failed: operation not permitted: unknown" << QByteArray("chdir") << true;
    QTest::newRow("setgroups") << docker + "error during container init: unable to setup user: setgroups: operation not permitted" << QByteArray("setgroups") << true;
    QTest::newRow("setuid or setgid") << docker + "error during container init: unable to setup user: operation not permitted: unknown" << QByteArray("setuid") << false;
    QTest::newRow("crun") << QByteArray("crun: capset: Operation not permitted: OCI permission denied") << QByteArray("capset") << true;
    QTest::newRow("crun exec") << QByteArray("exec container process `/usr/sbin/nginx`: Operation not permitted") << QByteArray("execve") << true;
}

void TestRuntimeNeeds::builtInHintsExplainEveryMeasuredMessage()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, syscall);
    QFETCH(bool, certain);
    const auto hints = RuntimeNeeds::builtIn().missingFrom(text.toStdString());
    const auto found = std::ranges::find(hints, syscall.toStdString(), &MissingHint::syscall);
    QVERIFY(found != hints.end());
    QCOMPARE(found->certain, certain);
}

QTEST_APPLESS_MAIN(TestRuntimeNeeds)
#include "tst_runtime_needs.moc"
