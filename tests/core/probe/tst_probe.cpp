#include "base/sha256.h"
#include "probe/probe.h"
#include "support/fake_daemon.h"
#include "support/support.h"

#include <algorithm>
#include <thread>

using namespace whittle;
using namespace whittle::probe;
using namespace whittle::test;
using namespace std::chrono_literals;

namespace {

using Request = FakeDaemon::Request;
using Connection = FakeDaemon::Connection;

ProbeOptions quick()
{
    ProbeOptions options;
    options.readiness = 2s;
    return options;
}

// "GET http :80 / ok 200", one a line.
std::string summary(const std::vector<Answer> &answers)
{
    std::string text;
    for (const Answer &answer : answers)
        text += answer.result.probe + (answer.result.passed ? " ok " : " FAILED ") + std::to_string(answer.result.status) + "\n";
    return text;
}

std::vector<Answer> run(const std::vector<Endpoint> &endpoints, const ProbeOptions &options)
{
    auto answers = runHttpProbes(endpoints, options, {}, {});
    if (!answers) {
        QTest::qFail(answers.error().message.c_str(), __FILE__, __LINE__);
        return {};
    }
    return std::move(*answers);
}

} // namespace

class TestProbe : public QObject
{
    Q_OBJECT
private slots:
    void asksForTheRoot();
    void keepsBinaryBodies();
    void followsRedirectsOnTheSameEndpoint();
    void doesNotFollowElsewhere();
    void endsRedirectLoops();
    void sendsWhatWasAskedFor();
    void judgesTheStatus();
    void waitsWhileTheProgramStarts();
    void aCutAnswerFails();
    void somethingElseThanHttp_data();
    void somethingElseThanHttp();
    void requestsNeedHttp();
    void aProxyWithoutAListenerIsNotListening();
    void closedPortsBesideAnOpenOneAreLeftOut();
    void crawlsWithinItsLimits();
    void stopTakesEffectAtOnce();
    void commandsOnTheHostWaitForTheProgram();
    void runsCommandsOnTheHost();
};

void TestProbe::asksForTheRoot()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    server.on("GET /", 200, "hello");
    const auto answers = run({{8000, "127.0.0.1", server.port()}}, quick());
    QCOMPARE_EQ(summary(answers), "GET http :8000 / ok 200\n");
    QCOMPARE_EQ(answers[0].body, "hello");
    QCOMPARE_EQ(answers[0].result.bytes, 5U);
    QCOMPARE_EQ(answers[0].result.bodyDigest, sha256Digest("hello"));
    QCOMPARE_EQ(answers[0].containerPort, 8000);
    QVERIFY(answers[0].result.endNs > answers[0].result.startNs);
    // The container's port is named, not the one it is published on.
    QCOMPARE_EQ(server.requests().at(0).headers.at("host"), "localhost:8000");
}

void TestProbe::keepsBinaryBodies()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    std::string body;
    for (int i = 0; i < 3'000'000; ++i)
        body += static_cast<char>(i % 256);
    server.on("GET /", 200, body);
    const auto answers = run({{80, "127.0.0.1", server.port()}}, quick());
    QCOMPARE_EQ(answers.size(), 1U);
    QCOMPARE_EQ(answers[0].result.bytes, body.size());
    QCOMPARE_EQ(answers[0].result.bodyDigest, sha256Digest(body));
    QVERIFY(answers[0].body == body.substr(0, 1 << 20));
}

void TestProbe::followsRedirectsOnTheSameEndpoint()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    server.on("GET /", 302, "", "Location: /login?from=/\r\n");
    server.on("GET /login?from=/", 301, "", "Location: http://localhost:8000/there\r\n");
    server.on("GET /there", 200, "at last");
    server.on("POST /form", 303, "", "Location: there\r\n");
    server.on("POST /again", 307, "", "Location: /form\r\n");
    ProbeOptions options = quick();
    options.requests = {{}, {.method = "POST", .path = "/form", .body = "x=1"}, {.method = "POST", .path = "/again", .body = "x=2"}};
    const auto answers = run({{8000, "127.0.0.1", server.port()}}, options);
    QCOMPARE_EQ(summary(answers), "GET http :8000 / ok 200\nPOST http :8000 /form ok 200\nPOST http :8000 /again ok 200\n");
    for (const Answer &answer : answers)
        QCOMPARE_EQ(answer.body, "at last");
    std::string asked;
    for (const Request &request : server.requests())
        asked += request.method + request.target + request.body + " ";
    QVERIFY2(asked.contains("POST/againx=2 POST/formx=2 GET/there "), asked.c_str());
}

void TestProbe::doesNotFollowElsewhere()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    server.on("GET /", 302, "", "Location: http://example.invalid/\r\n");
    const auto answers = run({{80, "127.0.0.1", server.port()}}, quick());
    QCOMPARE_EQ(summary(answers), "GET http :80 / ok 302\n");
}

void TestProbe::endsRedirectLoops()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    server.on("GET /", 302, "", "Location: /\r\n");
    const auto answers = run({{80, "127.0.0.1", server.port()}}, quick());
    QCOMPARE_EQ(summary(answers), "GET http :80 / ok 302\n");
    QVERIFY(server.requests().size() < 20);
}

void TestProbe::sendsWhatWasAskedFor()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    server.on("PUT /item", 201, "made");
    server.on("HEAD /", [](const Request &, const Connection &connection) { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\n"); });
    ProbeOptions options = quick();
    options.requests = {{.method = "PUT", .path = "/item", .headers = {{"Content-Type", "text/x-special"}, {"X-Empty", ""}}, .body = std::string("a\0b", 3), .expectedStatus = 201},
                        {.method = "HEAD"}, {.path = "/elsewhere", .port = 81}};
    const auto answers = run({{80, "127.0.0.1", server.port()}}, options);
    QCOMPARE_EQ(summary(answers), "PUT http :80 /item ok 201\nHEAD http :80 / ok 200\nGET :81 /elsewhere FAILED 0\n");
    const Request request = server.requests().at(0);
    QCOMPARE_EQ(request.body, std::string("a\0b", 3));
    QCOMPARE_EQ(request.headers.at("content-type"), "text/x-special");
    QVERIFY(request.headers.contains("x-empty"));
}

void TestProbe::judgesTheStatus()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    server.on("GET /missing", 404, "");
    server.on("GET /broken", 500, "");
    server.on("GET /fine", 200, "");
    ProbeOptions options = quick();
    options.requests = {{.path = "/missing"}, {.path = "/broken"}, {.path = "/fine", .expectedStatus = 204}, {.path = "/broken", .expectedStatus = 500}};
    const auto answers = run({{80, "127.0.0.1", server.port()}}, options);
    QCOMPARE_EQ(summary(answers), "GET http :80 /missing ok 404\nGET http :80 /broken FAILED 500\nGET http :80 /fine FAILED 200\nGET http :80 /broken ok 500\n");
    QCOMPARE_EQ(answers[2].result.detail, "status 200 instead of 204");
}

void TestProbe::waitsWhileTheProgramStarts()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    int asked = 0;
    server.on("GET /", [&asked](const Request &, const Connection &connection) { connection.send(httpAnswer(++asked < 3 ? 503 : 200, "")); });
    const auto answers = run({{80, "127.0.0.1", server.port()}}, quick());
    QCOMPARE_EQ(summary(answers), "GET http :80 / ok 200\n");
    QCOMPARE_EQ(asked, 3);
}

void TestProbe::aCutAnswerFails()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    server.on("GET /", [](const Request &, const Connection &connection) { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"); });
    const auto answers = run({{80, "127.0.0.1", server.port()}}, quick());
    QCOMPARE_EQ(summary(answers), "GET http :80 / FAILED 200\n");
    QVERIFY(!answers[0].result.detail.empty());
}

void TestProbe::somethingElseThanHttp_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QByteArray>("detail");
    QTest::newRow("greets") << QByteArray("220 mail ESMTP\r\n") << QByteArray("500 what\r\n") << QByteArray("\"220 mail ESMTP\"");
    QTest::newRow("answers") << QByteArray() << QByteArray("-ERR unknown command\r\n") << QByteArray("\"-ERR unknown command\"");
    QTest::newRow("bytes") << QByteArray() << QByteArray("\x01\x02\x03\xff", 4) << QByteArray("\"....\"");
    QTest::newRow("closes at the first word") << QByteArray() << QByteArray() << QByteArray("");
}

void TestProbe::somethingElseThanHttp()
{
    QFETCH(QByteArray, greeting);
    QFETCH(QByteArray, reply);
    QFETCH(QByteArray, detail);
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    server.onConnection([&](const Connection &connection) {
        connection.send(greeting.toStdString());
        if (!connection.receive().empty())
            connection.send(reply.toStdString());
    });
    const auto answers = run({{6379, "127.0.0.1", server.port()}}, quick());
    QCOMPARE_EQ(summary(answers), "TCP :6379 ok 0\n");
    QVERIFY2(answers[0].result.detail.contains(detail.toStdString()), answers[0].result.detail.c_str());
}

void TestProbe::requestsNeedHttp()
{
    FakeDaemon other(FakeDaemon::Kind::Tcp);
    other.onConnection([](const Connection &connection) {
        if (!connection.receive().empty())
            connection.send("-ERR\r\n");
    });
    ProbeOptions options = quick();
    options.requests = {{.path = "/x"}};
    QCOMPARE_EQ(summary(run({{6379, "127.0.0.1", other.port()}}, options)), "TCP :6379 FAILED 0\n");
    // Beside a port that speaks it, the other one is what it is.
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    server.on("GET /x", 200, "");
    QCOMPARE_EQ(summary(run({{6379, "127.0.0.1", other.port()}, {80, "127.0.0.1", server.port()}}, options)), "GET http :80 /x ok 200\nTCP :6379 ok 0\n");
}

void TestProbe::aProxyWithoutAListenerIsNotListening()
{
    FakeDaemon proxy(FakeDaemon::Kind::Tcp);
    proxy.onConnection([](const Connection &) {}); // accepts and closes
    const auto answers = run({{80, "127.0.0.1", proxy.port()}}, quick());
    QCOMPARE_EQ(summary(answers), "TCP :80 FAILED 0\n");
    QCOMPARE_EQ(answers[0].result.detail, "nothing listened within 2 s");
}

void TestProbe::closedPortsBesideAnOpenOneAreLeftOut()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    server.on("GET /", 200, "");
    ProbeOptions options = quick();
    options.readiness = 1s;
    // Port 1 refuses.
    QCOMPARE_EQ(summary(run({{443, "127.0.0.1", 1}, {80, "127.0.0.1", server.port()}}, options)), "GET http :80 / ok 200\n");
}

void TestProbe::crawlsWithinItsLimits()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    const std::string html = "Content-Type: text/html; charset=utf-8\r\n";
    server.on("GET /", 200, "<a href=/a>a</a><a href='/'>self</a><img src=logo.png><a href=http://example.invalid/>out</a>", html);
    server.on("GET /a", 200, "<a href=/b>b</a>", html);
    server.on("GET /b", 200, "<a href=/c>c</a>", html);
    server.on("GET /c", 200, "<a href=/d>d</a>", html);
    server.on("GET /logo.png", 200, "<a href=/not-html>", "Content-Type: image/png\r\n");
    ProbeOptions options = quick();
    options.crawl = true;
    options.crawlDepth = 2;
    const std::vector<Endpoint> endpoints = {{80, "127.0.0.1", server.port()}};
    QCOMPARE_EQ(summary(run(endpoints, options)), "GET http :80 / ok 200\nGET http :80 /a ok 200\nGET http :80 /logo.png ok 200\nGET http :80 /b ok 200\n");
    options.crawlDepth = 10;
    options.crawlPages = 2;
    QCOMPARE_EQ(summary(run(endpoints, options)), "GET http :80 / ok 200\nGET http :80 /a ok 200\n");
}

void TestProbe::stopTakesEffectAtOnce()
{
    FakeDaemon server(FakeDaemon::Kind::Tcp);
    server.on("GET /", [](const Request &, const Connection &connection) { connection.waitForClose(); });
    for (const int port : {server.port(), 1}) { // in a request; while waiting for a listener
        std::stop_source source;
        const std::jthread later([&source] {
            std::this_thread::sleep_for(400ms);
            source.request_stop();
        });
        const auto before = std::chrono::steady_clock::now();
        ProbeOptions options;
        const auto answers = runHttpProbes({{80, "127.0.0.1", port}}, options, source.get_token(), {});
        QVERIFY(!answers);
        QCOMPARE_EQ(answers.error().code, ErrorCode::Cancelled);
        QVERIFY(std::chrono::steady_clock::now() - before < 3s);
    }
}

void TestProbe::commandsOnTheHostWaitForTheProgram()
{
    ProbeOptions options = quick();
    options.http = false;
    options.hostCommands = {"test -e \"$WHITTLE_TEST_READY\""};
    auto directory = TemporaryDirectory::create();
    VERIFY_RESULT(directory);
    const std::string mark = directory->path() + "/ready";
    qputenv("WHITTLE_TEST_READY", QByteArray::fromStdString(mark));
    // Closes at once, as an engine's proxy does, until the program is ready.
    FakeDaemon proxy(FakeDaemon::Kind::Tcp);
    int connections = 0;
    proxy.onConnection([&](const Connection &connection) {
        if (++connections < 3)
            return;
        (void)writeFileAtomically(mark, "");
        connection.send("220 ready\r\n");
    });
    const auto answers = runHostCommands({{25, "127.0.0.1", proxy.port()}}, options, {}, {});
    VERIFY_RESULT(answers);
    QVERIFY(answers->at(0).result.passed);
}

void TestProbe::runsCommandsOnTheHost()
{
    ProbeOptions options;
    options.hostCommands = {"echo $WHITTLE_HOST $WHITTLE_PORT_80 $WHITTLE_PORT_443", "echo wrong >&2; exit 3"};
    const auto answers = runHostCommands({{80, "127.0.0.1", 5000}, {443, "127.0.0.1", 5001}}, options, {}, {});
    VERIFY_RESULT(answers);
    QCOMPARE_EQ(answers->size(), 2U);
    QVERIFY(answers->at(0).result.passed);
    QCOMPARE_EQ(answers->at(0).body, "127.0.0.1 5000 5001\n");
    QVERIFY(!answers->at(1).result.passed);
    QCOMPARE_EQ(answers->at(1).result.status, 3);
    QCOMPARE_EQ(answers->at(1).result.detail, "exit status 3: \"wrong\"");
}

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
