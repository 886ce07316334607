#include "base/files.h"
#include "support/support.h"
#include "trace/recording_file.h"

#include <QTest>

#include <filesystem>
#include <limits>
#include <string>

using namespace whittle;
using namespace whittle::test;
using namespace whittle::trace;

class TestRecordingFile : public QObject
{
    Q_OBJECT
private slots:
    void keepsEverything();
    void readsTheGoldenFile();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void refusesGarbage_data();
    void refusesGarbage();
    void savesWhole();
};

namespace {

Recording full()
{
    Recording recording;
    recording.subject = {"image", {"nginx", "-g", "daemon off;"}, "nginx:1", "sha256:ab", "www-data", "/srv", {80, 443}};
    recording.environment = {"6.18", "x86_64", "docker 26.1.5", "runc 1.1.15", "docker-default", {"CAP_CHOWN"}, "whittle 0.1.0", "2026-11-22T02:00:00Z"};
    Process process;
    process.id = 0;
    process.pid = 1;
    process.comm = "a\tb\xff";
    process.executable = "/usr/sbin/nginx";
    process.argv = {"nginx", "", "\xc3\xa4", "\xc3"};
    process.uid = std::numeric_limits<unsigned>::max();
    process.startNs = 1;
    process.endNs = 2;
    process.exitStatus = 0;
    process.beginningMissed = true;
    process.ownFilter = true;
    process.firstUid = 0;
    SyscallUse use;
    use.abi = Abi::I386;
    use.number = 5;
    use.count = std::numeric_limits<std::uint64_t>::max();
    use.firstSeenNs = -1;
    use.errors = {{2, 3}};
    use.arguments = {{1, {{std::numeric_limits<std::uint64_t>::max(), 1}, {0, 2}}, true}};
    process.syscalls = {use};
    process.paths = {{"/x \xff\"\n", path_operation::kRead | path_operation::kConnect, 9, {{13, 1}}, 8, 7}};
    Process child;
    child.id = 7;
    child.parent = 0;
    child.signal = 9;
    recording.processes = {process, child};
    recording.denials = {{7, Abi::X32, 165, "SCMP_ACT_ERRNO(1)", 4, 5, {}, false}, {0, Abi::X86_64, 83, "SCMP_ACT_ERRNO(1)", 9, 6, {{{1, 2, 0, 0, 0, std::numeric_limits<std::uint64_t>::max()}, "/\xff", 8}}, true}};
    recording.probes = {{"GET http :80 /", true, 200, "fine", 612, "sha256:cd", 3, 4}};
    recording.warnings = {"one"};
    recording.complete = true;
    recording.stoppedBy = "stop";
    recording.exitStatus = 143;
    recording.signal = 15;
    recording.durationNs = 99;
    recording.runs = {{recording.subject, recording.environment, true, "stop", 143, {}, 99, 1}, {{"program", {"x"}, {}, {}, {}, {}, {}}, {}, false, "cut", {}, 15, 5, 1}};
    return recording;
}

} // namespace

void TestRecordingFile::keepsEverything()
{
    for (const Recording &recording : {full(), Recording()}) {
        const std::string text = writeRecording(recording);
        const auto read = readRecording(text);
        VERIFY_RESULT(read);
        QCOMPARE(*read, recording);
        QCOMPARE(writeRecording(*read), text);
    }
}

// tests/data/recordings/version1.whittle.json is what every later program must be able to read.
void TestRecordingFile::readsTheGoldenFile()
{
    const std::string path = dataPath("recordings/version1.whittle.json");
    if (qEnvironmentVariableIsSet("UPDATE_GOLDEN"))
        VERIFY_RESULT(saveRecording(full(), path));
    const auto read = loadRecording(path);
    VERIFY_RESULT(read);
    QCOMPARE(*read, full());
    QCOMPARE(writeRecording(*read), contentOf(path));
}

void TestRecordingFile::namesWhatIsWrong_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("place");
    QTest::newRow("other format") << "whittle-recording" << "whittle-profile" << "format";
    QTest::newRow("newer version") << "\"version\": 1" << "\"version\": 2" << "version 2";
    QTest::newRow("missing member") << "\"stoppedBy\"" << "\"stoppedby\"" << "stoppedBy is missing";
    QTest::newRow("number as text") << "\"number\": 5" << "\"number\": \"5\"" << "processes[0].syscalls[0].number";
    QTest::newRow("number too large") << "\"number\": 5" << "\"number\": 5000000000" << "processes[0].syscalls[0].number";
    QTest::newRow("fraction") << "\"number\": 5" << "\"number\": 5.5" << "processes[0].syscalls[0].number";
    QTest::newRow("unknown abi") << "\"i386\"" << "\"i387\"" << "processes[0].syscalls[0].abi";
    QTest::newRow("errno as word") << "\"2\": 3" << "\"two\": 3" << "processes[0].syscalls[0].errors";
    QTest::newRow("too many processes in a run") << "\"processes\": 1" << "\"processes\": 3" << "runs[0].processes";
    QTest::newRow("argument index") << "\"index\": 1" << "\"index\": 6" << "processes[0].syscalls[0].arguments[0].index";
    QTest::newRow("unknown operation") << "\"connect\"" << "\"conect\"" << "processes[0].paths[0].operations[1]";
    QTest::newRow("odd hex") << "\"hex\": \"c3\"" << "\"hex\": \"c\"" << "processes[0].argv[3]";
    QTest::newRow("no hex") << "\"hex\": \"c3\"" << "\"hex\": \"xy\"" << "processes[0].argv[3]";
    QTest::newRow("id used twice") << "\"id\": 7" << "\"id\": 0" << "processes[1].id";
    QTest::newRow("denial of nobody") << "\"process\": 7" << "\"process\": 8" << "denials[0].process";
    QTest::newRow("array expected") << "\"warnings\": [" << "\"warnings\": 3, \"x\": [" << "warnings";
    QTest::newRow("port out of range") << "443" << "70000" << "subject.ports[1]";
}

void TestRecordingFile::namesWhatIsWrong()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    QFETCH(const QString, place);
    QString text = QString::fromStdString(writeRecording(full()));
    QVERIFY(text.contains(from));
    text.replace(text.indexOf(from), from.size(), to);
    const auto read = readRecording(text.toStdString());
    QVERIFY(!read);
    QVERIFY2(QString::fromStdString(read.error().message).contains(place), read.error().message.c_str());
    QCOMPARE(read.error().code, place == "version 2" ? ErrorCode::Unsupported : ErrorCode::InvalidInput);
}

void TestRecordingFile::refusesGarbage_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no object") << QByteArray("[1]");
    QTest::newRow("cut") << QByteArray::fromStdString(writeRecording(full())).first(500);
    QTest::newRow("deep") << QByteArray(1'000'000, '[');
    QTest::newRow("bad UTF-8") << QByteArray("{\"format\": \"\xff\"}");
    QTest::newRow("a profile") << QByteArray("{\"defaultAction\": \"SCMP_ACT_ALLOW\"}");
}

void TestRecordingFile::refusesGarbage()
{
    QFETCH(const QByteArray, text);
    const auto read = readRecording({text.data(), static_cast<std::size_t>(text.size())});
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InvalidInput);
}

void TestRecordingFile::savesWhole()
{
    auto directory = TemporaryDirectory::create();
    VERIFY_RESULT(directory);
    const std::string path = directory->path() + "/r.whittle.json";
    VERIFY_RESULT(saveRecording(full(), path));
    VERIFY_RESULT(saveRecording(full(), path));
    const auto read = loadRecording(path);
    VERIFY_RESULT(read);
    QCOMPARE(*read, full());
    int files = 0;
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator(directory->path()))
        ++files;
    QCOMPARE(files, 1);
    const auto missing = loadRecording(directory->path() + "/none");
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    VERIFY_RESULT(writeFileAtomically(path, "{}"));
    const auto bad = loadRecording(path);
    QVERIFY(!bad);
    QVERIFY(bad.error().message.starts_with(path));
}

QTEST_APPLESS_MAIN(TestRecordingFile)
#include "tst_recording_file.moc"
