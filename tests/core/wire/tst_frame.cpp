#include "wire/frame.h"

#include <QTest>

#include <limits>
#include <random>

using namespace whittle::wire;

class TestFrame : public QObject
{
    Q_OBJECT
private slots:
    void isLittleEndianWithLengthInFront();
    void keepsEveryValue();
    void takesBytesAsTheyCome();
    void refusesWrongLengths_data();
    void refusesWrongLengths();
    void refusesShortAndLongMessages();
    void survivesNoise();
};

void TestFrame::isLittleEndianWithLengthInFront()
{
    std::string bytes;
    appendFrame(bytes, Stop{0x01020304});
    QCOMPARE(QByteArray::fromStdString(bytes), QByteArray("\5\0\0\0\2\4\3\2\1", 9));
}

void TestFrame::keepsEveryValue()
{
    Config config;
    config.baseFilter = {0, std::numeric_limits<std::uint64_t>::max(), 1};
    config.graceMs = 0xfffffffe;
    config.tracePaths = false;
    ProcessStart start{7, 6, -1, 0xffffffff, std::numeric_limits<std::int64_t>::min(), true, std::string("a\0b", 3), "/x"};
    Arguments arguments{{{1, 2, 3, 5, true, ~std::uint64_t{0}, 4}, {}}};
    Ack ack;
    std::string bytes;
    appendFrame(bytes, config);
    appendFrame(bytes, start);
    appendFrame(bytes, arguments);
    appendFrame(bytes, ack);
    FrameSplitter splitter;
    splitter.feed(bytes);
    const auto readConfig = decode<Config>(*splitter.next());
    QVERIFY(readConfig);
    QCOMPARE(readConfig->baseFilter, config.baseFilter);
    QCOMPARE(readConfig->graceMs, config.graceMs);
    QCOMPARE(readConfig->tracePaths, false);
    QCOMPARE(readConfig->shareProcessor, true);
    const auto readStart = decode<ProcessStart>(*splitter.next());
    QVERIFY(readStart);
    QCOMPARE(readStart->comm, start.comm);
    QCOMPARE(readStart->timeNs, start.timeNs);
    QCOMPARE(readStart->pid, -1);
    QCOMPARE(readStart->uid, 0xffffffffU);
    QVERIFY(readStart->beginningMissed);
    const auto readArguments = decode<Arguments>(*splitter.next());
    QVERIFY(readArguments);
    QCOMPARE(readArguments->entries.size(), std::size_t{2});
    QCOMPARE(readArguments->entries[0].value, ~std::uint64_t{0});
    const auto last = splitter.next();
    QVERIFY(decode<Ack>(*last));
    QVERIFY(!decode<Stop>(*last));
    QVERIFY(!splitter.next());
    QVERIFY(!splitter.hasRest());
}

void TestFrame::takesBytesAsTheyCome()
{
    std::string bytes;
    for (int i = 0; i < 100; ++i)
        appendFrame(bytes, Note{std::string(static_cast<std::size_t>(i), 'x')});
    FrameSplitter splitter;
    std::size_t count = 0;
    for (const char byte : bytes) {
        splitter.feed({&byte, 1});
        while (const auto frame = splitter.next()) {
            const auto note = decode<Note>(*frame);
            QVERIFY(note);
            QCOMPARE(note->text.size(), count);
            ++count;
        }
    }
    QCOMPARE(count, std::size_t{100});
    QVERIFY(!splitter.hasRest());
}

void TestFrame::refusesWrongLengths_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing inside") << QByteArray("\0\0\0\0\2", 5);
    QTest::newRow("longer than any") << QByteArray("\1\0\20\0\2", 5);
    QTest::newRow("text") << QByteArray("sh: not found\n");
}

void TestFrame::refusesWrongLengths()
{
    QFETCH(const QByteArray, bytes);
    FrameSplitter splitter;
    splitter.feed({bytes.data(), static_cast<std::size_t>(bytes.size())});
    QVERIFY(!splitter.next());
    QVERIFY(splitter.broken());
}

void TestFrame::refusesShortAndLongMessages()
{
    QVERIFY(!decode<Stop>({MessageType::Stop, "\1\0\0"}));
    QVERIFY(!decode<Stop>({MessageType::Stop, std::string_view("\1\0\0\0\0", 5)}));
    // Counts that promise more than there is.
    QVERIFY(!decode<Note>({MessageType::Note, std::string_view("\377\377\377\377x", 5)}));
    QVERIFY(!decode<Counts>({MessageType::Counts, std::string_view("\377\377\377\177", 4)}));
}

void TestFrame::survivesNoise()
{
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string payload(random() % 64, '\0');
        for (char &byte : payload)
            byte = static_cast<char>(random() % 3 == 0 ? random() : random() % 4);
        // Whatever comes out, reading it must end and stay inside the bytes (the sanitizers watch).
        (void)decode<Config>({MessageType::Config, payload});
        (void)decode<ProcessExec>({MessageType::ProcessExec, payload});
        (void)decode<Paths>({MessageType::Paths, payload});
        FrameSplitter splitter;
        splitter.feed(payload);
        while (splitter.next()) {
        }
    }
}

QTEST_APPLESS_MAIN(TestFrame)
#include "tst_frame.moc"
