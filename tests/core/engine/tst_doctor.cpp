#include "base/files.h"
#include "engine/doctor.h"
#include "support/fake_daemon.h"
#include "support/support.h"

#include <filesystem>

#include <sys/wait.h>

#include <cerrno>

using namespace whittle;
using namespace whittle::engine;
using namespace whittle::test;

using State = Examination::State;
using Files = QMap<QString, QString>;
Q_DECLARE_METATYPE(Files)

class TestDoctor : public QObject
{
    Q_OBJECT
private slots:
    void readsTheMachine_data();
    void readsTheMachine();
    void looksAtThisMachine();
    void triesWhatMatters();
    void describesEngines();
};

void TestDoctor::readsTheMachine_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("says"); // in the text or in what mends it
    const QString actions = "/proc/sys/kernel/seccomp/actions_avail";
    const QString logged = "/proc/sys/kernel/seccomp/actions_logged";
    const QString yama = "/proc/sys/kernel/yama/ptrace_scope";
    const QString all = "kill_process kill_thread trap errno user_notif trace log allow\n";
    QTest::newRow("seccomp") << Files{{actions, all}} << "seccomp" << int(State::Fine) << "user_notif";
    QTest::newRow("old seccomp") << Files{{actions, "kill_thread trap errno trace allow\n"}} << "seccomp" << int(State::Limited) << "kill_process, user_notif, log";
    QTest::newRow("no seccomp") << Files{} << "seccomp" << int(State::Broken) << "CONFIG_SECCOMP_FILTER";
    QTest::newRow("log") << Files{{logged, "kill_process log\n"}} << "seccomp log" << int(State::Fine) << "kill_process log";
    QTest::newRow("no log") << Files{{logged, "kill_process\n"}} << "seccomp log" << int(State::Limited) << "kernel.seccomp.actions_logged='kill_process log'";
    QTest::newRow("no Yama") << Files{} << "ptrace" << int(State::Fine) << "no Yama";
    QTest::newRow("Yama 1") << Files{{yama, "1\n"}} << "ptrace" << int(State::Fine) << "= 1";
    QTest::newRow("Yama 3") << Files{{yama, "3\n"}} << "ptrace" << int(State::Broken) << "ptrace_scope = 3";
    QTest::newRow("no user namespaces") << Files{{"/proc/sys/user/max_user_namespaces", "0\n"}} << "user namespaces" << int(State::Limited) << "sysctl -w user.max_user_namespaces";
    QTest::newRow("user namespaces") << Files{{"/proc/sys/user/max_user_namespaces", "1000\n"}} << "user namespaces" << int(State::Fine) << "available";
    QTest::newRow("restricted") << Files{{"/proc/sys/user/max_user_namespaces", "1000\n"}, {"/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n"}} << "user namespaces"
                                << int(State::Limited) << "AppArmor";
    QTest::newRow("AppArmor") << Files{{"/sys/module/apparmor/parameters/enabled", "Y\n"}} << "AppArmor" << int(State::Fine) << "on";
    QTest::newRow("no AppArmor") << Files{} << "AppArmor" << int(State::Limited) << "apparmor=1";
    QTest::newRow("cgroup 2") << Files{{"/sys/fs/cgroup/cgroup.controllers", "cpu memory\n"}} << "control groups" << int(State::Fine) << "version 2";
    QTest::newRow("cgroup hybrid") << Files{{"/sys/fs/cgroup/unified/cgroup.procs", ""}} << "control groups" << int(State::Limited) << "runc";
    QTest::newRow("cgroup 1") << Files{{"/sys/fs/cgroup/pids/tasks", ""}} << "control groups" << int(State::Limited) << "version 1";
    QTest::newRow("no cgroups") << Files{} << "control groups" << int(State::Broken) << "mount -t cgroup2";
}

void TestDoctor::readsTheMachine()
{
    QFETCH(Files, files);
    QFETCH(QString, subject);
    QFETCH(QString, says);
    auto directory = TemporaryDirectory::create();
    VERIFY_RESULT(directory);
    for (auto file = files.begin(); file != files.end(); ++file) {
        const std::string path = directory->path() + file.key().toStdString();
        std::filesystem::create_directories(std::filesystem::path(path).parent_path());
        VERIFY_RESULT(writeFileAtomically(path, file.value().toStdString()));
    }
    const auto all = examineMachine(directory->path());
    const auto found = std::ranges::find(all, subject.toStdString(), &Examination::subject);
    QVERIFY(found != all.end());
    QTEST(int(found->state), "state");
    QVERIFY2((found->text + found->mend).contains(says.toStdString()), (found->text + " / " + found->mend).c_str());
    if (found->state == State::Broken)
        QVERIFY(!found->mend.empty());
}

void TestDoctor::looksAtThisMachine()
{
    const auto all = examineMachine();
    QVERIFY(all.size() >= 6);
    for (const Examination &each : all)
        QVERIFY(!each.subject.empty() && !each.text.empty() && !each.text.contains('\n'));
}

void TestDoctor::triesWhatMatters()
{
    const auto all = examineByTrial();
    const auto find = [&all](const std::string &subject) { return std::ranges::find(all, subject, &Examination::subject); };
    for (const char *subject : {"kernel", "seccomp trial", "ptrace trial", "libseccomp", "apparmor_parser"})
        QVERIFY2(find(subject) != all.end(), subject);
    for (const Examination &each : all) {
        QVERIFY(!each.text.empty() && !each.text.contains('\n'));
        QVERIFY2(each.state == State::Fine || !each.mend.empty(), each.subject.c_str());
    }
    QVERIFY(find("libseccomp")->text.starts_with("2."));
    // The trials leave no child behind.
    QCOMPARE_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
    QCOMPARE_EQ(errno, ECHILD);
}

void TestDoctor::describesEngines()
{
    qunsetenv("DOCKER_HOST");
    FakeDaemon daemon;
    daemon.on("GET /version", 200, contentOf(dataPath("engine/docker-26.1/version.json")));
    daemon.on("GET /info", 200, contentOf(dataPath("engine/docker-26.1/info.json")));
    const std::string url = "unix://" + daemon.socketPath();
    auto all = examineEngines(url, {});
    VERIFY_RESULT(all);
    QCOMPARE_EQ(all->front(), (Examination{"engine " + url, State::Fine, "docker 26.1.5+dfsg1, API 1.45, runc 1.1.15+ds1, cgroup 1", ""}));
    daemon.on("GET /info", 200, R"({"DefaultRuntime":"crun","CgroupVersion":"1","SecurityOptions":["name=seccomp"]})");
    all = examineEngines(url, {});
    VERIFY_RESULT(all);
    QCOMPARE_EQ(all->front().state, State::Broken);
    QVERIFY(all->front().mend.contains("runc"));
    // One that was named and is not there is a fault; nobody has to name any.
    all = examineEngines("unix:///tmp/whittle-no-such.sock", {});
    VERIFY_RESULT(all);
    QCOMPARE_EQ(all->front().state, State::Broken);
    QVERIFY(all->front().text.contains("/tmp/whittle-no-such.sock"));
    std::stop_source source;
    source.request_stop();
    QVERIFY(!examineEngines(url, source.get_token()));
}

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
