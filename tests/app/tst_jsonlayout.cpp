#include "documents/jsonlayout.h"

#include "support/support.h"

using namespace whittle::app;

class TestJsonLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheIndentation_data()
    {
        QTest::addColumn<QString>("original");
        QTest::addColumn<QString>("expected");
        QTest::newRow("tabs") << "{\n\t\"b\": 1\n}\n" << "{\n\t\"a\": [\n\t\t1\n\t]\n}\n";
        QTest::newRow("four spaces") << "{\n    \"b\": 1\n}\n" << "{\n    \"a\": [\n        1\n    ]\n}\n";
        QTest::newRow("two spaces") << "{\n  \"b\": 1\n}\n" << "{\n  \"a\": [\n    1\n  ]\n}\n";
        QTest::newRow("one line") << "{\"b\": 1}" << "{\n  \"a\": [\n    1\n  ]\n}";
        QTest::newRow("empty") << "" << "{\n  \"a\": [\n    1\n  ]\n}\n";
        QTest::newRow("blank lines before") << "{\n\n\n   \"b\": 1\n}\n" << "{\n   \"a\": [\n      1\n   ]\n}\n";
        QTest::newRow("no final newline") << "{\n\t\"b\": 1\n}" << "{\n\t\"a\": [\n\t\t1\n\t]\n}";
    }
    void takesTheIndentation()
    {
        QFETCH(QString, original);
        QFETCH(QString, expected);
        const std::string written = "{\n  \"a\": [\n    1\n  ]\n}\n";
        QCOMPARE_EQ(QString::fromStdString(withIndentationOf(written, original.toStdString())), expected);
    }
};

QTEST_GUILESS_MAIN(TestJsonLayout)
#include "tst_jsonlayout.moc"
