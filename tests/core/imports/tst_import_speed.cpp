#include "base/files.h"
#include "imports/import.h"
#include "support/support.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <cstdlib>
#include <filesystem>
#include <format>
#include <fstream>

#include <sys/resource.h>

using namespace whittle;
using namespace whittle::test;

// How fast a large trace is read, against grep -c over the same file, both from the page cache. WHITTLE_IMPORT_BENCHMARK_MB sets its size, or
// WHITTLE_IMPORT_BENCHMARK_FILE names another.
class TestImportSpeed : public QObject
{
    Q_OBJECT
private slots:
    void againstGrep();
};

namespace {

// Lines as strace -f -o writes them: a server's loop, with file names and errors of some variety.
std::string piece(int seed)
{
    std::string text;
    for (int i = 0; i < 400; ++i) {
        const int pid = 1000 + (seed * 7 + i) % 40;
        text += std::format("{}  openat(AT_FDCWD, \"/srv/www/site{}/page{}.html\", O_RDONLY|O_CLOEXEC) = {}\n", pid, seed % 20, i % 300, 3 + i % 9);
        text += std::format("{}  fstat({}, {{st_mode=S_IFREG|0644, st_size={}, ...}}) = 0\n", pid, 3 + i % 9, 1000 + i);
        text += std::format("{}  read({}, \"\\177ELF\\2\\1\\1\\3\\0\\0\\0\\0\\0\\0\\0\\0\\3\\0>\\0\\1\\0\\0\\0\\20t\\2\\0\"..., 4096) = {}\n", pid, 3 + i % 9, 100 + i);
        text += std::format("{}  mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7fadfd{:06x}\n", pid, i * 4096);
        text += std::format("{}  futex(0x7f4189c27990, FUTEX_WAKE_PRIVATE, 1) = {}\n", pid, i % 2);
        text += std::format("{}  epoll_wait(8, [{{events=EPOLLIN, data=0x{:x}}}], 512, -1) = 1\n", pid, i);
        text += std::format("{}  recvfrom(5, 0x55d0, 1024, 0, NULL, NULL) = -1 EAGAIN (Resource temporarily unavailable)\n", pid);
        text += std::format("{}  writev(5, [{{iov_base=\"HTTP/1.1 200 OK\\r\\nServer: x\"..., iov_len=238}}], 1) = {}\n", pid, 238 + i);
        text += std::format("{}  close({})                          = 0\n", pid, 3 + i % 9);
    }
    return text;
}

} // namespace

void TestImportSpeed::againstGrep()
{
    const char *wanted = std::getenv("WHITTLE_IMPORT_BENCHMARK_MB");
    const std::uint64_t megabytes = wanted ? std::strtoull(wanted, nullptr, 10) : 24;
    auto directory = TemporaryDirectory::create("whittle-test-");
    VERIFY_RESULT(directory);
    const char *given = std::getenv("WHITTLE_IMPORT_BENCHMARK_FILE");
    const std::string path = given ? given : directory->path() + "/large.strace";
    std::uint64_t size = given ? std::filesystem::file_size(path) : 0;
    if (!given) {
        std::vector<std::string> pieces;
        for (int i = 0; i < 20; ++i)
            pieces.push_back(piece(i));
        std::ofstream file(path, std::ios::binary);
        for (std::size_t i = 0; size < megabytes * 1'000'000; ++i) {
            file << pieces[i % pieces.size()];
            size += pieces[i % pieces.size()].size();
        }
        QVERIFY(file.flush());
    }
    // Both from the page cache, the best of nine.
    double grepSeconds = 1e9;
    double ourSeconds = 1e9;
    std::uint64_t counted = 0;
    std::uint64_t imported = 0;
    for (int round = 0; round < 9; ++round) {
        QElapsedTimer timer;
        timer.start();
        QProcess grep;
        grep.start(QStringLiteral("grep"), {QStringLiteral("-c"), QStringLiteral("openat"), QString::fromStdString(path)});
        QVERIFY(grep.waitForFinished(600'000));
        grepSeconds = std::min(grepSeconds, static_cast<double>(timer.nsecsElapsed()) / 1e9);
        counted = grep.readAllStandardOutput().trimmed().toULongLong();
        timer.start();
        imports::ImportRequest request;
        request.files.push_back(path);
        const auto result = imports::importFiles(request);
        ourSeconds = std::min(ourSeconds, static_cast<double>(timer.nsecsElapsed()) / 1e9);
        VERIFY_RESULT(result);
        if (!given)
            QCOMPARE_EQ(result->files.front().unreadable, 0U);
        imported = 0;
        for (const auto &sum : trace::summarise(result->recording)) {
            if (sum.number == 257)
                imported = sum.count;
        }
    }
    if (nativeAbi() == Abi::X86_64 && !given)
        QCOMPARE_EQ(imported, counted);
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const double ratio = grepSeconds / ourSeconds;
    qInfo("import of %.0f MB: %.2f s (%.0f MB/s); grep -c openat: %.2f s; %.2f of grep's speed; peak memory %ld MB", static_cast<double>(size) / 1e6, ourSeconds,
          static_cast<double>(size) / 1e6 / ourSeconds, grepSeconds, ratio, usage.ru_maxrss / 1024);
    QVERIFY(usage.ru_maxrss < 600 * 1024);
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
    // Half of grep's speed is the aim; a busy machine gets some room.
    if (wanted)
        QVERIFY(ratio >= 0.5);
#endif
}

QTEST_GUILESS_MAIN(TestImportSpeed)
#include "tst_import_speed.moc"
