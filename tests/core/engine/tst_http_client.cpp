#include "engine/http_client.h"
#include "support/fake_daemon.h"
#include "support/support.h"

#include <thread>

using namespace whittle;
using namespace whittle::engine;
using namespace whittle::test;
using namespace std::chrono_literals;

class TestHttpClient : public QObject
{
    Q_OBJECT
private slots:
    void readsAnAnswer();
    void putsChunksTogether();
    void keepsTheBodyOfAnError();
    void streamsInBothDirections();
    void givesUpOnASourceThatFails();
    void namesWhatWasCut_data();
    void namesWhatWasCut();
    void stopTakesEffectAtOnce();
    void timesOut();
    void saysThatNobodyListens();
};

void TestHttpClient::readsAnAnswer()
{
    FakeDaemon daemon;
    daemon.on("POST /x", 201, R"({"a":1})", "X-Some: Thing\r\n");
    HttpClient client(daemon.socketPath());
    const auto response = client.perform({.method = "POST", .target = "/v1.41/x", .body = "{}"}, {});
    VERIFY_RESULT(response);
    QCOMPARE_EQ(response->status, 201);
    QCOMPARE_EQ(response->body, R"({"a":1})");
    QCOMPARE_EQ(response->headers.at("x-some"), "Thing");
    const auto requests = daemon.requests();
    QCOMPARE_EQ(requests.size(), 1U);
    QCOMPARE_EQ(requests[0].body, "{}");
    QCOMPARE_EQ(requests[0].headers.at("content-type"), "application/json");
}

void TestHttpClient::putsChunksTogether()
{
    const std::string body(100000, 'x');
    for (const std::size_t size : {1000U, 65536U}) {
        FakeDaemon daemon;
        daemon.on("GET /", [&](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) {
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(body, size));
        });
        HttpClient client(daemon.socketPath());
        const auto response = client.perform({.target = "/"}, {});
        VERIFY_RESULT(response);
        QVERIFY(response->body == body);
    }
}

void TestHttpClient::keepsTheBodyOfAnError()
{
    FakeDaemon daemon;
    daemon.on("GET /gone", 404, R"({"message":"no such thing"})");
    HttpClient client(daemon.socketPath());
    // A sink is for what was asked for, not for the text of an error.
    std::string sunk;
    const auto response = client.perform({.target = "/gone", .sink = [&sunk](std::string_view piece) { sunk += piece; }}, {});
    VERIFY_RESULT(response);
    QCOMPARE_EQ(response->status, 404);
    QCOMPARE_EQ(response->body, R"({"message":"no such thing"})");
    QVERIFY(sunk.empty());
}

void TestHttpClient::streamsInBothDirections()
{
    FakeDaemon daemon;
    daemon.on("POST /load", [](const FakeDaemon::Request &request, const FakeDaemon::Connection &connection) { connection.send(httpAnswer(200, request.body)); });
    HttpClient client(daemon.socketPath());
    std::size_t left = 3'000'000;
    std::size_t sunk = 0;
    HttpRequest request{.method = "POST", .target = "/load"};
    request.source = [&left](char *buffer, std::size_t size) {
        const std::size_t count = std::min(left, size);
        std::fill_n(buffer, count, 'z');
        left -= count;
        return static_cast<std::ptrdiff_t>(count);
    };
    request.sink = [&sunk](std::string_view piece) { sunk += piece.size(); };
    const auto response = client.perform(request, {});
    VERIFY_RESULT(response);
    QCOMPARE_EQ(sunk, 3'000'000U);
    QVERIFY(response->body.empty());
}

void TestHttpClient::givesUpOnASourceThatFails()
{
    FakeDaemon daemon;
    HttpClient client(daemon.socketPath());
    const auto response = client.perform({.method = "POST", .target = "/load", .source = [](char *, std::size_t) { return std::ptrdiff_t{-1}; }}, {});
    QVERIFY(!response);
    QVERIFY(response.error().message.contains("/load"));
}

void TestHttpClient::namesWhatWasCut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
    QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of");
    QTest::newRow("in a chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100\r\nhalf of");
    QTest::newRow("between chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
    QTest::newRow("no length of a chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nwhat\r\n");
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.9\r\n");
    QTest::newRow("bytes") << QByteArray("\x00\x01\x02\xff\xfe", 5);
}

void TestHttpClient::namesWhatWasCut()
{
    QFETCH(QByteArray, bytes);
    FakeDaemon daemon;
    daemon.on("GET /it", [&](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) { connection.send(bytes.toStdString()); });
    HttpClient client(daemon.socketPath());
    const auto response = client.perform({.target = "/it"}, {});
    QVERIFY(!response);
    QCOMPARE_EQ(response.error().code, ErrorCode::Io);
    QVERIFY2(response.error().message.starts_with("GET /it: "), response.error().message.c_str());
    QVERIFY(!response.error().message.contains('\n'));
}

void TestHttpClient::stopTakesEffectAtOnce()
{
    FakeDaemon daemon;
    daemon.on("GET /slow", [](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) { connection.waitForClose(); });
    HttpClient client(daemon.socketPath());
    std::stop_source source;
    const std::jthread later([&source] {
        std::this_thread::sleep_for(100ms);
        source.request_stop();
    });
    const auto before = std::chrono::steady_clock::now();
    const auto response = client.perform({.target = "/slow"}, source.get_token());
    const auto took = std::chrono::steady_clock::now() - before;
    QVERIFY(!response);
    QCOMPARE_EQ(response.error().code, ErrorCode::Cancelled);
    QVERIFY2(took < 900ms, qPrintable(QString::number(std::chrono::duration_cast<std::chrono::milliseconds>(took).count())));
    // A stop that came before is seen as well, and the client can be used again.
    QVERIFY(!client.perform({.target = "/slow"}, source.get_token()));
    daemon.on("GET /quick", 200, "yes");
    VERIFY_RESULT(client.perform({.target = "/quick"}, {}));
}

void TestHttpClient::timesOut()
{
    FakeDaemon daemon;
    daemon.on("GET /slow", [](const FakeDaemon::Request &, const FakeDaemon::Connection &connection) { connection.waitForClose(); });
    HttpClient client(daemon.socketPath());
    const auto response = client.perform({.target = "/slow", .timeout = 1s}, {});
    QVERIFY(!response);
    QCOMPARE_EQ(response.error().code, ErrorCode::Unavailable);
}

void TestHttpClient::saysThatNobodyListens()
{
    HttpClient client("/tmp/whittle-no-such-socket");
    const auto response = client.perform({.target = "/"}, {});
    QVERIFY(!response);
    QCOMPARE_EQ(response.error().code, ErrorCode::Unavailable);
    QVERIFY(response.error().message.contains("/tmp/whittle-no-such-socket"));
    const auto tooLong = connectUnix("/tmp/" + std::string(200, 'x'));
    QVERIFY(!tooLong);
    QCOMPARE_EQ(tooLong.error().code, ErrorCode::InvalidInput);
}

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_http_client.moc"
