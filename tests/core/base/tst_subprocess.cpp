#include "base/files.h"
#include "base/subprocess.h"
#include "support/support.h"

#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <thread>

using namespace whittle;
using namespace std::chrono_literals;

namespace {

// Qt's own macro for this does not compile without a warning here.
bool eventually(const std::function<bool()> &condition)
{
    for (int i = 0; i < 500; ++i) {
        if (condition())
            return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

} // namespace

class TestSubprocess : public QObject
{
    Q_OBJECT
private slots:
    void givesTheStatus();
    void saysWhichSignalEndedIt();
    void namesAProgramThatIsNotThere();
    void writesIntoTheGivenFile();
    void addsAndTakesOutVariables();
    void stillRunsAfterTheTime();
    void cancelsAWait();
    void killsTheWholeGroup();
    void keepsNoDescriptorAndNoBlockedSignal();
};

void TestSubprocess::givesTheStatus()
{
    auto process = Subprocess::start({.command = {"sh", "-c", "exit 7"}});
    VERIFY_RESULT(process);
    const auto end = process->wait(10s);
    VERIFY_RESULT(end);
    QVERIFY(end->has_value());
    QCOMPARE_EQ((*end)->status, 7);
    QVERIFY(!(*end)->signalled);
}

void TestSubprocess::saysWhichSignalEndedIt()
{
    auto process = Subprocess::start({.command = {"sh", "-c", "kill -9 $$"}});
    VERIFY_RESULT(process);
    const auto end = process->wait(10s);
    VERIFY_RESULT(end);
    QCOMPARE_EQ((*end)->status, 128 + SIGKILL);
    QVERIFY((*end)->signalled);
}

void TestSubprocess::namesAProgramThatIsNotThere()
{
    const auto process = Subprocess::start({.command = {"whittle-no-such-program"}});
    QVERIFY(!process);
    QCOMPARE_EQ(process.error().code, ErrorCode::NotFound);
    QVERIFY(process.error().message.contains("whittle-no-such-program"));
    // Found, but nothing that can be executed.
    const auto directory = Subprocess::start({.command = {"/tmp"}});
    QVERIFY(!directory);
    QCOMPARE_EQ(directory.error().code, ErrorCode::PermissionDenied);
}

void TestSubprocess::writesIntoTheGivenFile()
{
    const FileDescriptor output(::memfd_create("output", MFD_CLOEXEC));
    auto process = Subprocess::start({.command = {"sh", "-c", "echo out; echo err >&2; cat"}, .output = output.get()});
    VERIFY_RESULT(process);
    VERIFY_RESULT(process->wait(10s)); // cat ends at once: the input is empty
    char buffer[64] = {};
    QCOMPARE_EQ(::pread(output.get(), buffer, sizeof buffer, 0), 8);
    QCOMPARE_EQ(std::string(buffer), "out\nerr\n");
}

void TestSubprocess::addsAndTakesOutVariables()
{
    qputenv("WHITTLE_TEST_GONE", "1");
    qputenv("WHITTLE_TEST_OTHER", "old");
    auto process = Subprocess::start({.command = {"sh", "-c", "test \"${WHITTLE_TEST_GONE-none}\" = none && test \"$WHITTLE_TEST_OTHER\" = new && test -n \"$PATH\""},
                                      .environment = {"WHITTLE_TEST_GONE", "WHITTLE_TEST_OTHER=new"}});
    VERIFY_RESULT(process);
    const auto end = process->wait(10s);
    VERIFY_RESULT(end);
    QCOMPARE_EQ((*end)->status, 0);
}

void TestSubprocess::stillRunsAfterTheTime()
{
    auto process = Subprocess::start({.command = {"sleep", "60"}});
    VERIFY_RESULT(process);
    const auto end = process->wait(20ms);
    VERIFY_RESULT(end);
    QVERIFY(!end->has_value());
}

void TestSubprocess::cancelsAWait()
{
    auto process = Subprocess::start({.command = {"sleep", "60"}});
    VERIFY_RESULT(process);
    std::stop_source source;
    const std::jthread later([&source] {
        std::this_thread::sleep_for(50ms);
        source.request_stop();
    });
    const auto before = std::chrono::steady_clock::now();
    const auto end = process->wait(60s, source.get_token());
    QVERIFY(!end);
    QCOMPARE_EQ(end.error().code, ErrorCode::Cancelled);
    QVERIFY(std::chrono::steady_clock::now() - before < 10s);
}

void TestSubprocess::killsTheWholeGroup()
{
    const FileDescriptor output(::memfd_create("output", MFD_CLOEXEC));
    pid_t inner = 0;
    {
        auto process = Subprocess::start({.command = {"sh", "-c", "sleep 60 & echo $!; wait"}, .output = output.get()});
        VERIFY_RESULT(process);
        QVERIFY(eventually([&] { return ::lseek(output.get(), 0, SEEK_END) > 0; }));
        char buffer[32] = {};
        QVERIFY(::pread(output.get(), buffer, sizeof buffer - 1, 0) > 0);
        inner = static_cast<pid_t>(std::atoi(buffer));
        QVERIFY(inner > 0 && ::kill(inner, 0) == 0);
    }
    // Dead, or a zombie that somebody else has to reap.
    QVERIFY(eventually([inner] { return ::kill(inner, 0) != 0 || readFile("/proc/" + std::to_string(inner) + "/stat").value_or(") Z").contains(") Z"); }));
}

void TestSubprocess::keepsNoDescriptorAndNoBlockedSignal()
{
    const FileDescriptor leaky(::memfd_create("leaky", 0));
    sigset_t blocked;
    sigset_t before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    const FileDescriptor output(::memfd_create("output", MFD_CLOEXEC));
    auto process = Subprocess::start({.command = {"sh", "-c", "ls -l /proc/self/fd | grep -c leaky; grep SigBlk /proc/self/status"}, .output = output.get()});
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    VERIFY_RESULT(process);
    VERIFY_RESULT(process->wait(10s));
    char buffer[128] = {};
    QVERIFY(::pread(output.get(), buffer, sizeof buffer - 1, 0) > 0);
    QCOMPARE_EQ(std::string(buffer), "0\nSigBlk:\t0000000000000000\n");
}

QTEST_GUILESS_MAIN(TestSubprocess)
#include "tst_subprocess.moc"
