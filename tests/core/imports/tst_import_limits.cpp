#include "base/files.h"
#include "imports/flat_map.h"
#include "imports/gatherer.h"
#include "imports/import.h"
#include "imports/line_source.h"
#include "support/support.h"
#include "trace/recording_file.h"

#include <QProcess>
#include <QTest>

#include <format>
#include <thread>

#include <unistd.h>

using namespace whittle;
using namespace whittle::test;

// Hostile and merely large input: bounded, told, and never taken for something else.
class TestImportLimits : public QObject
{
    Q_OBJECT
private slots:
    void cutsALongLine();
    void readsBlocksAsOneText_data();
    void readsBlocksAsOneText();
    void readsEveryLineOfARecord();
    void foldsTooManyProcesses();
    void boundsPaths();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
    void unpacksGzip();
    void stopsAtOnce();
    void tellsTextsApart();
};

void TestImportLimits::cutsALongLine()
{
    const std::string text = "close(3) = 0\n" + std::string(5 * imports::LineSource::kMaxLine, 'x') + "\nclose(4) = 0\n";
    const auto imported = imports::importText(text, "long");
    VERIFY_RESULT(imported);
    const imports::FileReport &report = imported->files.front();
    QCOMPARE_EQ(report.lines, 3U);
    QCOMPARE_EQ(report.understood, 2U);
    QCOMPARE_EQ(report.unreadable, 1U);
    QVERIFY(report.examples.front().text.size() < 1000);
}

void TestImportLimits::readsBlocksAsOneText_data()
{
    QTest::addColumn<int>("length");
    // Of the odd line in the middle: among blocks that other threads prepare, at the limit, and beyond it.
    QTest::newRow("short") << 100;
    QTest::newRow("as long as a block") << 131072;
    QTest::newRow("at the limit") << static_cast<int>(imports::LineSource::kMaxLine);
    QTest::newRow("beyond the limit") << static_cast<int>(imports::LineSource::kMaxLine) + 1;
    QTest::newRow("three times the limit") << 3 * static_cast<int>(imports::LineSource::kMaxLine);
}

// Descriptors, unfinished calls and line numbers go on from block to block, whoever prepared it.
void TestImportLimits::readsBlocksAsOneText()
{
    QFETCH(int, length);
    constexpr int kRounds = 20'000;
    std::string text = "1 getcwd(\"/srv\", 4096) = 5\n";
    const auto add = [&](int from, int to) {
        for (int i = from; i < to; ++i) {
            text += std::format("1 openat(AT_FDCWD, \"sub{}\", O_RDONLY|O_DIRECTORY <unfinished ...>\n2 close(9) = -1 EBADF (Bad file descriptor)\r\n", i % 7);
            text += std::format("1 <... openat resumed>) = {}\n1 openat({}, \"file\", O_RDONLY) = -1 ENOENT (No such file or directory)\n1 close({}) = 0\n", 3 + i % 50, 3 + i % 50, 3 + i % 50);
        }
    };
    add(0, kRounds / 2);
    const auto before = static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
    text.append(static_cast<std::size_t>(length), '!').append("\n");
    add(kRounds / 2, kRounds);
    text += "2 close(9) = 0"; // without its end
    const auto imported = imports::importText(text, "blocks");
    VERIFY_RESULT(imported);
    const imports::FileReport &report = imported->files.front();
    QCOMPARE_EQ(report.lines, static_cast<std::uint64_t>(5 * kRounds + 3));
    QCOMPARE_EQ(report.understood, static_cast<std::uint64_t>(5 * kRounds + 2));
    QCOMPARE_EQ(report.unreadable, 1U);
    QCOMPARE_EQ(report.examples.front().line, before + 1);
    std::uint64_t missing = 0;
    std::set<std::string> paths;
    for (const trace::Process &process : imported->recording.processes) {
        for (const trace::PathUse &use : process.paths) {
            paths.insert(use.path);
            if (const auto found = use.errors.find(ENOENT); found != use.errors.end())
                missing += found->second;
        }
    }
    QCOMPARE_EQ(missing, static_cast<std::uint64_t>(kRounds));
    QCOMPARE_EQ(paths.size(), std::size_t{14});
    QVERIFY(paths.contains("/srv/sub6/file"));
}

// Docker's JSON may hold more than one line, and none of them is lost.
void TestImportLimits::readsEveryLineOfARecord()
{
    const std::string text = R"({"log":"close(3) = 0\ndup(4) = 5\nwhat is this\n","stream":"stderr","time":"2026-11-26T02:36:19.1Z"})" "\n"
                             R"({"log":"getpid() = 7\n","stream":"stderr","time":"2026-11-26T02:36:19.2Z"})" "\n";
    const auto imported = imports::importText(text, "docker");
    VERIFY_RESULT(imported);
    const imports::FileReport &report = imported->files.front();
    QCOMPARE_EQ(report.lines, 4U);
    QCOMPARE_EQ(report.understood, 3U);
    QCOMPARE_EQ(report.unreadable, 1U);
    QCOMPARE_EQ(trace::summarise(imported->recording).size(), std::size_t{3});
}

void TestImportLimits::foldsTooManyProcesses()
{
    imports::Gatherer::Limits limits;
    limits.processes = 100;
    imports::Gatherer gatherer(std::nullopt, limits);
    gatherer.enterSpace("x");
    const auto close = imports::CallKey::named(imports::SyscallNames::instance().find("close"));
    for (int pid = 1; pid <= 10'000; ++pid)
        gatherer.count(gatherer.process(pid), close, 1, 0);
    const trace::Recording recording = gatherer.finish();
    QCOMPARE_EQ(recording.processes.size(), 101U);
    std::uint64_t sum = 0;
    for (const auto &summary : trace::summarise(recording))
        sum += summary.count;
    QCOMPARE_EQ(sum, 10'000U);
    QCOMPARE_EQ(recording.warnings.size(), 1U);
}

void TestImportLimits::boundsPaths()
{
    imports::Gatherer::Limits limits;
    limits.paths = 100;
    imports::Gatherer gatherer(std::nullopt, limits);
    gatherer.enterSpace("x");
    const auto process = gatherer.process(1);
    for (int i = 0; i < 1000; ++i)
        gatherer.addPath(process, gatherer.path(std::format("/a//./{}/", i)), trace::path_operation::kRead, 0, 0);
    const trace::Recording recording = gatherer.finish();
    QCOMPARE_EQ(recording.processes.front().paths.size(), 100U);
    QCOMPARE_EQ(recording.processes.front().paths.front().path, "/a/0");
    QVERIFY(recording.warnings.front().contains("900"));
    // What was kept is a recording that can be read again.
    const auto again = trace::readRecording(trace::writeRecording(recording));
    VERIFY_RESULT(again);
    QVERIFY(*again == recording);
}

void TestImportLimits::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("prose") << QByteArray("It was a dark and stormy night.\nThe rain fell in torrents.\n");
    QTest::newRow("binary") << QByteArray("\x7f" "ELF\0\0\0close(3) = 0\n", 21);
    QTest::newRow("deep") << QByteArray(300'000, '[');
    QTest::newRow("other JSON") << QByteArray("{\"a\": 1}");
    QTest::newRow("other YAML") << QByteArray("apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n");
    QTest::newRow("YAML that names itself") << QByteArray("apiVersion: &a [*a, *a]\n");
    QTest::newRow("deep YAML") << QByteArray("apiVersion: ") + QByteArray(100'000, '[');
}

void TestImportLimits::refusesWhatItDoesNotKnow()
{
    QFETCH(QByteArray, text);
    const auto imported = imports::importText(text.toStdString(), "odd");
    QVERIFY(!imported);
    QVERIFY(imported.error().code == ErrorCode::InvalidInput && !imported.error().message.empty());
}

void TestImportLimits::unpacksGzip()
{
    auto directory = TemporaryDirectory::create("whittle-test-");
    VERIFY_RESULT(directory);
    const std::string path = directory->path() + "/t.log";
    VERIFY_RESULT(writeFileAtomically(path, "close(3) = 0\nclose(4) = 0\n"));
    QProcess gzip;
    gzip.start(QStringLiteral("gzip"), {QString::fromStdString(path)});
    QVERIFY(gzip.waitForFinished() && gzip.exitCode() == 0);
    imports::ImportRequest request;
    request.files.push_back(path + ".gz");
    const auto imported = imports::importFiles(request);
    VERIFY_RESULT(imported);
    QCOMPARE_EQ(imported->files.front().understood, 2U);
    // Damaged data is an error, not a short log.
    std::string bytes = contentOf(path + ".gz");
    bytes.resize(bytes.size() - 12);
    VERIFY_RESULT(writeFileAtomically(path + ".gz", bytes));
    QVERIFY(!imports::importFiles(request));
}

void TestImportLimits::stopsAtOnce()
{
    // A pipe that nobody writes to.
    std::stop_source source;
    int ends[2];
    QCOMPARE_EQ(::pipe(ends), 0);
    imports::ImportRequest request;
    request.files.push_back(std::format("/proc/self/fd/{}", ends[0]));
    std::jthread stopper([&source] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        source.request_stop();
    });
    const auto imported = imports::importFiles(request, source.get_token());
    QVERIFY(!imported);
    QCOMPARE_EQ(imported.error().code, ErrorCode::Cancelled);
    ::close(ends[0]);
    ::close(ends[1]);
}

// A hash stands for a text: nobody may be able to make two of one, whatever the seed.
void TestImportLimits::tellsTextsApart()
{
    using imports::hashOf;
    QVERIFY(hashOf(std::string_view("aaaaaaaa0xxxxxxxy")) != hashOf(std::string_view("baaaaaaa0xxxxxxxxy")));
    std::set<std::uint64_t> hashes;
    std::set<std::string> texts;
    for (std::size_t size = 0; size < 70; ++size) {
        for (const char c : {'a', 'b', '\0', '\xff'}) {
            for (std::size_t at = 0; at <= size; ++at) {
                std::string text(size, c);
                text.insert(at, "ab", at % 3);
                texts.insert(text);
            }
        }
    }
    for (const std::string &text : texts)
        hashes.insert(hashOf(std::string_view(text)));
    QCOMPARE_EQ(hashes.size(), texts.size());
}

QTEST_GUILESS_MAIN(TestImportLimits)
#include "tst_import_limits.moc"
