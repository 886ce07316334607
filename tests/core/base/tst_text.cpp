#include "base/text.h"

#include <QTest>

using namespace whittle;

class TestText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void utf8_data();
    void utf8();
    void shortens_data();
    void shortens();
    void sizes_data();
    void sizes();
};

void TestText::utf8_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<std::string>("text");
    QTest::newRow("plain") << std::string("abc") << true << std::string("abc");
    QTest::newRow("two, three, four bytes") << std::string("ä€😀") << true << std::string("ä€😀");
    QTest::newRow("latin 1") << std::string("na\xefve") << false << std::string("na\\xefve");
    QTest::newRow("overlong slash") << std::string("\xc0\xaf") << false << std::string("\\xc0\\xaf");
    QTest::newRow("surrogate") << std::string("\xed\xa0\x80") << false << std::string("\\xed\\xa0\\x80");
    QTest::newRow("too large") << std::string("\xf4\x90\x80\x80") << false << std::string("\\xf4\\x90\\x80\\x80");
    QTest::newRow("cut") << std::string("a\xe2\x82") << false << std::string("a\\xe2\\x82");
    QTest::newRow("zero") << std::string("a\0b", 3) << true << std::string("a\0b", 3);
}

void TestText::utf8()
{
    QFETCH(std::string, bytes);
    QFETCH(bool, valid);
    QFETCH(std::string, text);
    QCOMPARE_EQ(isUtf8(bytes), valid);
    QCOMPARE_EQ(toUtf8(bytes), text);
    QVERIFY(isUtf8(toUtf8(bytes)));
}

void TestText::shortens_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<std::string>("result");
    QTest::newRow("fits") << std::string("abc") << 3 << std::string("abc");
    QTest::newRow("cut") << std::string("abcd") << 3 << std::string("ab…");
    QTest::newRow("code points") << std::string("äöüß") << 3 << std::string("äö…");
    QTest::newRow("one") << std::string("abc") << 1 << std::string("…");
    QTest::newRow("nothing") << std::string("abc") << 0 << std::string();
    QTest::newRow("empty") << std::string() << 5 << std::string();
}

void TestText::shortens()
{
    QFETCH(std::string, text);
    QFETCH(int, columns);
    QFETCH(std::string, result);
    QCOMPARE_EQ(shortened(text, static_cast<std::size_t>(columns)), result);
}

void TestText::sizes_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<std::string>("text");
    QTest::newRow("none") << quint64{0} << std::string("0 B");
    QTest::newRow("bytes") << quint64{999} << std::string("999 B");
    QTest::newRow("kilo") << quint64{1000} << std::string("1.00 kB");
    QTest::newRow("rounds up into the next unit") << quint64{999'600} << std::string("1.00 MB");
    QTest::newRow("two digits") << quint64{13'840'000} << std::string("13.8 MB");
    QTest::newRow("three digits") << quint64{223'400'000} << std::string("223 MB");
    QTest::newRow("all") << ~quint64{0} << std::string("18.4 EB");
}

void TestText::sizes()
{
    QFETCH(quint64, bytes);
    QFETCH(std::string, text);
    QCOMPARE_EQ(sizeText(bytes), text);
}

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
