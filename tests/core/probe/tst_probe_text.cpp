#include "probe/probe.h"
#include "support/support.h"

using namespace whittle;
using namespace whittle::probe;

class TestProbeText : public QObject
{
    Q_OBJECT
private slots:
    void parses_data();
    void parses();
    void refuses_data();
    void refuses();
    void readsAFile();
    void namesThePlace_data();
    void namesThePlace();
};

void TestProbeText::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("port");
    QTest::newRow("path") << "/health" << "GET" << "/health" << 0;
    QTest::newRow("method and path") << "POST /items" << "POST" << "/items" << 0;
    QTest::newRow("lower case") << "head /" << "HEAD" << "/" << 0;
    QTest::newRow("spaces") << "GET   /x?a=b&c" << "GET" << "/x?a=b&c" << 0;
    QTest::newRow("port") << "GET :8080/x" << "GET" << "/x" << 8080;
    QTest::newRow("port alone") << ":8080" << "GET" << "/" << 8080;
}

void TestProbeText::parses()
{
    QFETCH(QString, text);
    const auto probe = parseProbe(text.toStdString());
    VERIFY_RESULT(probe);
    QTEST(QString::fromStdString(probe->method), "method");
    QTEST(QString::fromStdString(probe->path), "path");
    QTEST(probe->port.value_or(0), "port");
}

void TestProbeText::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "GET", "health", "GET health", "GET /a b", "G(T /", ":0/x", ":99999/x", ":x/y", "GET http://x/", "GET /a\nb"})
        QTest::newRow(*text ? text : "empty") << text;
}

void TestProbeText::refuses()
{
    QFETCH(QString, text);
    const auto probe = parseProbe(text.toStdString());
    QVERIFY(!probe);
    QCOMPARE_EQ(probe.error().code, ErrorCode::InvalidInput);
}

void TestProbeText::readsAFile()
{
    const auto probes = readProbeFile(R"([
        {"path": "/"},
        {"method": "POST", "path": "/items", "port": 8080, "headers": {"Content-Type": "application/json", "X-Empty": ""}, "body": "{}", "status": 201},
        "GET /short"
    ])");
    VERIFY_RESULT(probes);
    QCOMPARE_EQ(probes->size(), 3U);
    QCOMPARE_EQ(probes->at(0).method, "GET");
    QVERIFY(!probes->at(0).expectedStatus);
    const HttpProbe &post = probes->at(1);
    QCOMPARE_EQ(post.method, "POST");
    QCOMPARE_EQ(post.port, 8080);
    QCOMPARE_EQ(post.body, "{}");
    QCOMPARE_EQ(post.expectedStatus, 201);
    QCOMPARE_EQ(post.headers.size(), 2U);
    QCOMPARE_EQ(post.headers[0].first, "Content-Type");
    QCOMPARE_EQ(probes->at(2).path, "/short");
    QVERIFY(readProbeFile("[]")->empty());
}

void TestProbeText::namesThePlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("not JSON") << "[" << "line 1";
    QTest::newRow("no array") << R"({"path":"/"})" << "array";
    QTest::newRow("no object") << "[1]" << "[0]: expected an object";
    QTest::newRow("no path") << R"([{"path":"/"},{"method":"GET"}])" << "[1]: \"path\" is missing";
    QTest::newRow("path") << R"([{"path":"x"}])" << "[0].path: the path must begin with '/'";
    QTest::newRow("path is no text") << R"([{"path":1}])" << "[0].path";
    QTest::newRow("method") << R"([{"path":"/","method":"A B"}])" << "[0].method";
    QTest::newRow("port") << R"([{"path":"/","port":70000}])" << "[0].port";
    QTest::newRow("status") << R"([{"path":"/","status":"200"}])" << "[0].status";
    QTest::newRow("headers") << R"([{"path":"/","headers":["a"]}])" << "[0].headers";
    QTest::newRow("header with a line break") << R"([{"path":"/","headers":{"A":"b\r\nC: d"}}])" << "[0].headers.A";
    QTest::newRow("header name") << R"([{"path":"/","headers":{"A B":"c"}}])" << "\"A B\"";
    QTest::newRow("unknown member") << R"([{"path":"/","expect":200}])" << "[0].expect";
    QTest::newRow("short form") << R"(["GET x"])" << "[0]: probe";
}

void TestProbeText::namesThePlace()
{
    QFETCH(QString, text);
    QFETCH(QString, place);
    const auto probes = readProbeFile(text.toStdString());
    QVERIFY(!probes);
    QCOMPARE_EQ(probes.error().code, ErrorCode::InvalidInput);
    QVERIFY2(probes.error().message.contains(place.toStdString()), probes.error().message.c_str());
    QVERIFY(!probes.error().message.contains('\n'));
}

QTEST_GUILESS_MAIN(TestProbeText)
#include "tst_probe_text.moc"
