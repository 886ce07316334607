#include "engine/exec_stream.h"
#include "support/fake_daemon.h"
#include "support/support.h"

#include <thread>

using namespace whittle;
using namespace whittle::engine;
using namespace whittle::test;
using namespace std::chrono_literals;

namespace {

const std::string kUpgraded = "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

Result<std::unique_ptr<HijackedExec>> openStream(const FakeDaemon &daemon, std::stop_token stop = {})
{
    return HijackedExec::open(daemon.socketPath(), "/v1.41/exec/1/start", "{}", stop, [] { return Result<int>(0); });
}

// All of standard output; the error's text when reading fails.
std::string readAll(ExecStream &stream, std::size_t size = 4096)
{
    std::string all;
    std::vector<char> buffer(size);
    for (;;) {
        const auto got = stream.read(buffer.data(), buffer.size(), {});
        if (!got)
            return all + "[" + got.error().message + "]";
        if (*got == 0)
            return all;
        all.append(buffer.data(), *got);
    }
}

} // namespace

class TestExecStream : public QObject
{
    Q_OBJECT
private slots:
    void framesComeApartWhereverTheyAreCut();
    void refusesWhatIsNoFrame();
    void separatesTheStreams();
    void sendsInput();
    void smallBuffersLoseNothing();
    void sayWhyTheEngineRefused_data();
    void sayWhyTheEngineRefused();
    void aCutInAFrameIsAnError();
    void stopAndDeadlineEndARead();
    void keepsTheEndOfALongErrorOutput();
};

void TestExecStream::framesComeApartWhereverTheyAreCut()
{
    const std::string bytes = streamFrame(1, "hello ") + streamFrame(2, "oops") + streamFrame(1, "") + streamFrame(1, std::string(300, 'x')) + streamFrame(1, "\n");
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
        FrameReader reader;
        std::string out;
        std::string err;
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            std::string_view data = std::string_view(bytes).substr(at, piece);
            while (!data.empty()) {
                const auto next = reader.next(data);
                VERIFY_RESULT(next);
                (next->stream == 1 ? out : err) += next->bytes;
            }
        }
        QCOMPARE_EQ(out, "hello " + std::string(300, 'x') + "\n");
        QCOMPARE_EQ(err, "oops");
        QVERIFY(reader.atBoundary());
    }
}

void TestExecStream::refusesWhatIsNoFrame()
{
    FrameReader reader;
    std::string_view data = "plain text of a terminal";
    const auto next = reader.next(data);
    QVERIFY(!next);
    QCOMPARE_EQ(next.error().code, ErrorCode::Io);
}

void TestExecStream::separatesTheStreams()
{
    // What the two engines really sent for "echo out; echo err >&2; exit 3".
    for (const char *engine : {"docker-26.1", "podman-5.4"}) {
        FakeDaemon daemon;
        const std::string recorded = contentOf(dataPath(std::string("engine/") + engine + "/exec-start.bin"));
        daemon.on("POST /exec/1/start", [&](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) { connection.send(recorded); });
        auto stream = openStream(daemon);
        VERIFY_RESULT(stream);
        QCOMPARE_EQ(readAll(**stream), "out\n");
        QCOMPARE_EQ((*stream)->errorOutput(), "err\n");
        const auto requests = daemon.requests();
        QCOMPARE_EQ(requests.at(0).headers.at("upgrade"), "tcp");
    }
}

void TestExecStream::sendsInput()
{
    FakeDaemon daemon;
    daemon.on("POST /exec/1/start", [](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) {
        connection.send(kUpgraded);
        std::string all;
        for (std::string more = connection.receive(); !more.empty(); more = connection.receive())
            all += more;
        connection.send(streamFrame(1, "got " + std::to_string(all.size())));
    });
    auto stream = openStream(daemon);
    VERIFY_RESULT(stream);
    VERIFY_RESULT((*stream)->write(std::string(500000, 'i')));
    VERIFY_RESULT((*stream)->closeInput());
    QCOMPARE_EQ(readAll(**stream), "got 500000");
}

void TestExecStream::smallBuffersLoseNothing()
{
    FakeDaemon daemon;
    const std::string text = "0123456789abcdefghijklmnopqrstuvwxyz";
    daemon.on("POST /exec/1/start", [&](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) {
        connection.send(kUpgraded + streamFrame(1, text) + streamFrame(2, "e") + streamFrame(1, text));
    });
    for (const std::size_t size : {1U, 3U, 8U, 9U, 100U}) {
        auto stream = openStream(daemon);
        VERIFY_RESULT(stream);
        QCOMPARE_EQ(readAll(**stream, size), text + text);
    }
}

void TestExecStream::sayWhyTheEngineRefused_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("gone") << QByteArray::fromStdString(httpAnswer(404, R"({"message":"No such exec instance: 1"})")) << int(ErrorCode::NotFound) << QByteArray("No such exec instance: 1");
    QTest::newRow("chunked") << QByteArray("HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\n\r\n1b\r\n{\"message\":\"is not running\"}\r\n0\r\n\r\n") << int(ErrorCode::InvalidInput)
                             << QByteArray("is not running");
    QTest::newRow("no text") << QByteArray("HTTP/1.1 500 Error\r\nContent-Length: 0\r\n\r\n") << int(ErrorCode::Io) << QByteArray("status 500");
    QTest::newRow("no HTTP") << QByteArray("what is this\r\n\r\n") << int(ErrorCode::Io) << QByteArray("not HTTP");
    QTest::newRow("cut") << QByteArray("HTTP/1.1 101") << int(ErrorCode::Io) << QByteArray("closed");
    QTest::newRow("endless head") << QByteArray(100000, 'x') << int(ErrorCode::Io) << QByteArray("not HTTP");
}

void TestExecStream::sayWhyTheEngineRefused()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, code);
    QFETCH(QByteArray, text);
    FakeDaemon daemon;
    daemon.on("POST /exec/1/start", [&](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) { connection.send(answer.toStdString()); });
    const auto stream = openStream(daemon);
    QVERIFY(!stream);
    QCOMPARE_EQ(int(stream.error().code), code);
    QVERIFY2(stream.error().message.contains(text.toStdString()), stream.error().message.c_str());
}

void TestExecStream::aCutInAFrameIsAnError()
{
    FakeDaemon daemon;
    daemon.on("POST /exec/1/start", [](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) { connection.send(kUpgraded + streamFrame(1, "whole").substr(0, 10)); });
    auto stream = openStream(daemon);
    VERIFY_RESULT(stream);
    QCOMPARE_EQ(readAll(**stream), "wh[the engine cut the stream in the middle of a frame]");
}

void TestExecStream::stopAndDeadlineEndARead()
{
    FakeDaemon daemon;
    daemon.on("POST /exec/1/start", [](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) {
        connection.send(kUpgraded);
        connection.waitForClose();
    });
    auto stream = openStream(daemon);
    VERIFY_RESULT(stream);
    std::stop_source source;
    const std::jthread later([&source] {
        std::this_thread::sleep_for(50ms);
        source.request_stop();
    });
    char buffer[16];
    const auto got = (*stream)->read(buffer, sizeof buffer, source.get_token());
    QVERIFY(!got);
    QCOMPARE_EQ(got.error().code, ErrorCode::Cancelled);
    (*stream)->setDeadline(std::chrono::steady_clock::now() + 50ms);
    const auto late = (*stream)->read(buffer, sizeof buffer, {});
    QVERIFY(!late);
    QCOMPARE_EQ(late.error().code, ErrorCode::Unavailable);
}

void TestExecStream::keepsTheEndOfALongErrorOutput()
{
    FakeDaemon daemon;
    daemon.on("POST /exec/1/start", [](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) {
        connection.send(kUpgraded);
        for (int i = 0; i < 20; ++i)
            connection.send(streamFrame(2, std::string(10000, 'e')));
        connection.send(streamFrame(2, "last"));
    });
    auto stream = openStream(daemon);
    VERIFY_RESULT(stream);
    QCOMPARE_EQ(readAll(**stream), "");
    QCOMPARE_EQ((*stream)->errorOutput().size(), 65536U);
    QVERIFY((*stream)->errorOutput().ends_with("last"));
}

QTEST_GUILESS_MAIN(TestExecStream)
#include "tst_exec_stream.moc"
