#include "sensor/sensor_support.h"
#include "sensor/strace_log.h"

#include "base/files.h"
#include "syscalls/catalogue.h"
#include "trace/recording_file.h"

#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

#include <set>

using namespace whittle;
using namespace whittle::test;
using namespace whittle::trace;

// strace is the referee: the same programs under both, five times each.
class TestAgainstStrace : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void readsStracesForm();
    void agrees_data();
    void agrees();

private:
    std::optional<TemporaryDirectory> m_directory;
};

namespace {

constexpr int kRuns = 5;

ProcessCounts countsOf(const Recording &recording)
{
    ProcessCounts counts;
    std::map<int, std::string> names;
    std::map<std::string, int> children;
    for (const Process &process : recording.processes) {
        const auto parent = names.find(process.parent);
        const std::string name = parent == names.end() ? "0" : parent->second + "." + std::to_string(children[parent->second]++);
        names[process.id] = name;
        for (const SyscallUse &use : process.syscalls)
            counts[name][syscalls::Catalogue::builtIn().nameOf(use.abi, use.number)] += use.count;
    }
    return counts;
}

std::set<std::string> namesIn(const std::vector<ProcessCounts> &runs)
{
    std::set<std::string> names;
    for (const ProcessCounts &run : runs) {
        for (const auto &[process, counts] : run) {
            for (const auto &[name, count] : counts)
                names.insert(name);
        }
    }
    return names;
}

QString join(const std::set<std::string> &names)
{
    QStringList list;
    for (const std::string &name : names)
        list << QString::fromStdString(name);
    return list.join(' ');
}

QString which(const QString &program) { return QStandardPaths::findExecutable(program); }

} // namespace

void TestAgainstStrace::initTestCase()
{
    REQUIRE_PTRACE();
    if (which("strace").isEmpty())
        QSKIP("strace is not installed");
    auto directory = TemporaryDirectory::create();
    VERIFY_RESULT(directory);
    m_directory.emplace(std::move(*directory));
}

void TestAgainstStrace::readsStracesForm()
{
    const ProcessCounts counts = parseStrace("10 execve(\"/bin/x\", [\"x\"], 0x7f /* 3 vars */) = 0\n"
                                             "10 clone3({flags=CLONE_VM|CLONE_THREAD, child_tid=0x7f} <unfinished ...>\n"
                                             "11 rseq(0x7f, 0x20, 0, 0x53053053 <unfinished ...>\n"
                                             "10 <... clone3 resumed> => {parent_tid=[11]}, 88) = 11\n"
                                             "11 <... rseq resumed>)              = 0\n"
                                             "10 vfork( <unfinished ...>\n"
                                             "12 execve(\"/bin/y\", [\"y\"], 0x7f) = 0\n"
                                             "10 <... vfork resumed>)             = 12\n"
                                             "12 +++ exited with 0 +++\n"
                                             "10 --- SIGCHLD {si_signo=SIGCHLD} ---\n"
                                             "10 fork() = -1 EAGAIN (Resource temporarily unavailable)\n"
                                             "11 fork()                            = 13\n"
                                             "13 exit_group(0)                     = ?\n");
    const ProcessCounts expected = {
        {"0", {{"execve", 1}, {"clone3", 1}, {"rseq", 1}, {"vfork", 1}, {"fork", 2}}},
        {"0.0", {{"execve", 1}}},
        {"0.1", {{"exit_group", 1}}},
    };
    QCOMPARE(counts, expected);
}

void TestAgainstStrace::agrees_data()
{
    QTest::addColumn<QString>("needs");
    QTest::addColumn<QString>("script"); // $T: an empty directory
    QTest::newRow("ls -lR") << "ls" << "exec ls -lR /usr/share/doc";
    QTest::newRow("git clone") << "git"
                               << "exec git -c safe.directory='*' clone -q --no-hardlinks $T/../repository $T/clone";
    QTest::newRow("python with threads") << "python3"
                                         << "exec python3 -c 'import threading\n"
                                            "def work():\n    for i in range(20): open(\"/etc/passwd\").read()\n"
                                            "threads = [threading.Thread(target=work) for i in range(8)]\n"
                                            "[t.start() for t in threads]\n[t.join() for t in threads]'";
    QTest::newRow("bash with pipes") << "bash" << "exec bash -c 'for i in 1 2 3; do ls / | sort | tee $T/out | wc -l; done; (cd /; pwd) | cat'";
    QTest::newRow("perl that forks") << "perl" << "exec perl -e 'for (1..5) { my $p = fork; if (!$p) { exec q(true) } waitpid $p, 0 }'";
    // Docker's command line is written in Go.
    QTest::newRow("go") << "docker" << "export HOME=$T; exec docker --version";
    QTest::newRow("java") << "java" << "exec java -version";
    QTest::newRow("nginx with workers")
        << "nginx"
        << "echo \"daemon off; worker_processes 2; pid $T/pid; error_log $T/error; events {} http { access_log off; client_body_temp_path $T/b; "
           "proxy_temp_path $T/p; fastcgi_temp_path $T/f; uwsgi_temp_path $T/u; scgi_temp_path $T/s; server { listen "
           "127.0.0.1:18473; root /usr/share/doc; } }\" > $T/conf; nginx -c $T/conf -e $T/error & sleep 0.5; "
           "curl -s http://127.0.0.1:18473/ > /dev/null; kill -QUIT $!; wait; exit 0";
}

void TestAgainstStrace::agrees()
{
    QFETCH(const QString, needs);
    QFETCH(const QString, script);
    if (which(needs).isEmpty())
        QSKIP(qPrintable(needs + " is not installed"));
    const QString root = QString::fromStdString(m_directory->path());
    const QString directory = root + "/work";
    const QString recorded = root + "/r.whittle.json";
    const QString traced = root + "/strace";
    if (needs == "git") {
        const QString make = "git init -q -b main repository && cd repository && for i in 1 2 3; do seq $i 1000 > file$i; git add .; "
                             "git -c user.name=n -c user.email=e@x commit -qm $i; done";
        QProcess git;
        git.setWorkingDirectory(root);
        git.start("sh", {"-c", make});
        QVERIFY(git.waitForFinished());
        QCOMPARE(git.exitCode(), 0);
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("T", directory);
    environment.insert("LC_ALL", "C");
    environment.remove("WHITTLE_SENSOR");
    const auto run = [&](const QString &program, const QStringList &arguments) {
        QProcess::execute("rm", {"-rf", directory});
        QProcess::execute("mkdir", {"-p", directory});
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(program, arguments + QStringList{"sh", "-c", script});
        return process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    };

    // What a program does only the first time it does here.
    QVERIFY(run("env", {}));
    std::vector<ProcessCounts> ours;
    std::vector<ProcessCounts> theirs;
    for (int i = 0; i < kRuns; ++i) {
        QVERIFY(run("strace", {"-f", "-o", traced}));
        theirs.push_back(parseStrace(contentOf(traced.toStdString())));
        QVERIFY(run(QString::fromStdString(programPath("whittle-cli")), {"record", "-o", recorded, "--"}));
        auto recording = loadRecording(recorded.toStdString());
        VERIFY_RESULT(recording);
        QVERIFY(recording->complete);
        QVERIFY2(recording->warnings.empty(), recording->warnings.empty() ? "" : recording->warnings.front().c_str());
        ours.push_back(countsOf(*recording));
    }
    const QString ourNames = join(namesIn(ours));
    const QString theirNames = join(namesIn(theirs));
    QCOMPARE(ourNames, theirNames);

    // Wherever all runs of strace say the same.
    int compared = 0;
    for (const auto &[process, counts] : theirs.front()) {
        for (const auto &[name, count] : counts) {
            bool isSteady = true;
            for (const ProcessCounts &other : theirs) {
                const auto found = other.find(process);
                isSteady = isSteady && found != other.end() && found->second.contains(name) && found->second.at(name) == count;
            }
            if (!isSteady)
                continue;
            int equal = 0;
            for (const ProcessCounts &mine : ours) {
                const auto found = mine.find(process);
                equal += found != mine.end() && found->second.contains(name) && found->second.at(name) == count ? 1 : 0;
            }
            ++compared;
            // What is steady in five runs may still be a matter of chance; a miscount of ours would be in all of them.
            QVERIFY2(2 * equal > kRuns, qPrintable(QString("%1 %2: strace %3 times").arg(process.c_str(), name.c_str()).arg(count)));
            if (equal < kRuns)
                qInfo("%s %s: %llu times in %d of %d runs", process.c_str(), name.c_str(), static_cast<unsigned long long>(count), equal, kRuns);
        }
    }
    qInfo("%d counts in %zu processes compared", compared, theirs.front().size());
    QVERIFY(compared > 10);
}

QTEST_GUILESS_MAIN(TestAgainstStrace)
#include "tst_against_strace.moc"
