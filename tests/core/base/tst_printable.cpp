#include "base/printable.h"
#include "support/support.h"

#include <QTest>

using whittle::printable;

class TestPrintable : public QObject
{
    Q_OBJECT
private slots:
    void escapes_data();
    void escapes();
    void shortens_data();
    void shortens();
};

void TestPrintable::escapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("plain") << QByteArray("/usr/share/naïve 文件 🦊\\n") << QByteArray("/usr/share/naïve 文件 🦊\\n");
    QTest::newRow("line ends") << QByteArray("a\nb\r\tc") << QByteArray("a\\nb\\r\\tc");
    QTest::newRow("colours of a terminal") << QByteArray("\x1b[31mred\x07") << QByteArray("\\x1b[31mred\\x07");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a\\x00b");
    QTest::newRow("delete") << QByteArray("\x7f") << QByteArray("\\x7f");
    QTest::newRow("C1 control") << QByteArray("\xc2\x9b""31m") << QByteArray("\\u009b31m");
    QTest::newRow("right to left") << QByteArray("gpj\xe2\x80\xae""exe") << QByteArray("gpj\\u202eexe");
    QTest::newRow("line separator") << QByteArray("\xe2\x80\xa8") << QByteArray("\\u2028");
    QTest::newRow("Latin-1") << QByteArray("na\xefve") << QByteArray("na\\xefve");
    QTest::newRow("cut character") << QByteArray("\xf0\x9f\xa6") << QByteArray("\\xf0\\x9f\\xa6");
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << QByteArray("\\xc0\\xaf");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << QByteArray("\\xed\\xa0\\x80");
    QTest::newRow("beyond Unicode") << QByteArray("\xf4\x90\x80\x80") << QByteArray("\\xf4\\x90\\x80\\x80");
}

void TestPrintable::escapes()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(printable(text.toStdString())), shown);
}

void TestPrintable::shortens_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("fits") << QByteArray("abcdef") << 6 << QByteArray("abcdef");
    QTest::newRow("too long") << QByteArray("abcdefgh") << 6 << QByteArray("abc…fgh");
    QTest::newRow("between characters") << QByteArray("ééééé") << 6 << QByteArray("é…é");
    QTest::newRow("nothing") << QByteArray("abc") << 0 << QByteArray("…");
}

void TestPrintable::shortens()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, limit);
    QFETCH(const QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(printable(text.toStdString(), static_cast<std::size_t>(limit))), shown);
}

QTEST_APPLESS_MAIN(TestPrintable)
#include "tst_printable.moc"
