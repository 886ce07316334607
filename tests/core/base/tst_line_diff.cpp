#include "base/line_diff.h"
#include "support/support.h"

#include <QElapsedTimer>

#include <random>
#include <set>

using namespace whittle;

/// "=0:0 -1 +1 ~2:2": same, left alone, right alone, changed.
static std::string shape(std::string_view left, std::string_view right)
{
    std::string text;
    for (const AlignedLine &line : alignLines(left, right)) {
        text += text.empty() ? "" : " ";
        if (line.left && line.right)
            text += (line.isSame ? "=" : "~") + std::to_string(*line.left) + ":" + std::to_string(*line.right);
        else
            text += line.left ? "-" + std::to_string(*line.left) : "+" + std::to_string(*line.right);
    }
    return text;
}

/// Every line once and in order, equal ones equal: true of any alignment whatever.
static bool isAlignment(std::string_view left, std::string_view right)
{
    const auto leftLines = linesOf(left);
    const auto rightLines = linesOf(right);
    std::size_t x = 0;
    std::size_t y = 0;
    for (const AlignedLine &line : alignLines(left, right)) {
        if (!line.left && !line.right)
            return false;
        if (line.left && *line.left != x++)
            return false;
        if (line.right && *line.right != y++)
            return false;
        if (line.isSame && (!line.left || !line.right || leftLines[*line.left] != rightLines[*line.right]))
            return false;
        if (!line.isSame && line.left && line.right && leftLines[*line.left] == rightLines[*line.right])
            return false;
        for (const LineMark &mark : line.leftMarks)
            if (mark.begin >= mark.end || mark.end > leftLines[*line.left].size())
                return false;
        for (const LineMark &mark : line.rightMarks)
            if (mark.begin >= mark.end || mark.end > rightLines[*line.right].size())
                return false;
    }
    return x == leftLines.size() && y == rightLines.size();
}

class TestLineDiff : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreCopied()
    {
        const std::string left = "a\nb\nc\nd\n";
        const std::string right = "a\nB\nd\nx";
        const auto rows = alignLines(left, right);
        // Every stretch of differing rows copied, one by one from the end, makes the texts equal, either way.
        for (const bool toRight : {true, false}) {
            std::string text = toRight ? right : left;
            for (std::size_t end = rows.size(); end > 0; --end) {
                if (rows[end - 1].isSame)
                    continue;
                text = toRight ? withRowsFrom(left, text, alignLines(left, text), end - 1, end, true) : withRowsFrom(text, right, alignLines(text, right), end - 1, end, false);
            }
            QCOMPARE_EQ(linesOf(text), linesOf(toRight ? left : right));
        }
        QCOMPARE_EQ(withRowsFrom(left, right, rows, 0, rows.size(), true), left);
        QCOMPARE_EQ(withRowsFrom(left, right, rows, 0, rows.size(), false), right);
        QCOMPARE_EQ(withRowsFrom(left, right, rows, 0, 0, true), right);
        // Only what is copied changes; a line end is added where one is needed.
        QCOMPARE_EQ(withRowsFrom("x\r\ny", "x\r\n", alignLines("x\r\ny", "x\r\n"), 1, 2, true), std::string("x\r\ny"));
        QCOMPARE_EQ(withRowsFrom("x\ny\n", "x", alignLines("x\ny\n", "x"), 1, 2, true), std::string("x\ny\n"));
        QCOMPARE_EQ(withRowsFrom("y", "y\nz\n", alignLines("y", "y\nz\n"), 0, 1, true), std::string("y\nz\n"));
    }
    void lines()
    {
        QCOMPARE_EQ(linesOf("").size(), 0U);
        QCOMPARE_EQ(linesOf("a").size(), 1U);
        QCOMPARE_EQ(linesOf("a\n").size(), 1U);
        QCOMPARE_EQ(linesOf("a\r\n\nb"), (std::vector<std::string_view>{"a", "", "b"}));
    }

    void alignments_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("both empty") << QByteArray() << QByteArray() << QByteArray();
        QTest::newRow("same") << QByteArray("a\nb\n") << QByteArray("a\nb\n") << QByteArray("=0:0 =1:1");
        QTest::newRow("line ends do not count") << QByteArray("a\nb\n") << QByteArray("a\r\nb") << QByteArray("=0:0 =1:1");
        QTest::newRow("all new") << QByteArray() << QByteArray("a\nb") << QByteArray("+0 +1");
        QTest::newRow("all gone") << QByteArray("a\nb") << QByteArray() << QByteArray("-0 -1");
        QTest::newRow("one put in") << QByteArray("a\nc") << QByteArray("a\nb\nc") << QByteArray("=0:0 +1 =1:2");
        QTest::newRow("one taken out") << QByteArray("a\nb\nc") << QByteArray("a\nc") << QByteArray("=0:0 -1 =2:1");
        QTest::newRow("one changed") << QByteArray("{\n  \"read\",\n}") << QByteArray("{\n  \"reads\",\n}") << QByteArray("=0:0 ~1:1 =2:2");
        QTest::newRow("nothing alike") << QByteArray("x\nabcdef\ny") << QByteArray("x\n[12345]\ny") << QByteArray("=0:0 -1 +1 =2:2");
        QTest::newRow("changed one among new ones") << QByteArray("x\n  \"action\": \"ALLOW\"\ny") << QByteArray("x\n  1\n  \"action\": \"ERRNO\"\n  2\ny")
                                                   << QByteArray("=0:0 +1 ~1:2 +3 =2:4");
        QTest::newRow("lines that repeat") << QByteArray("{\n}\n{\n}\n") << QByteArray("{\n}\n{\n}\n{\n}\n") << QByteArray("=0:0 =1:1 =2:2 =3:3 +4 +5");
        QTest::newRow("moved") << QByteArray("one\ntwo\nthree") << QByteArray("two\nthree\none") << QByteArray("-0 =1:0 =2:1 +2");
    }
    void alignments()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(QByteArray, expected);
        QCOMPARE_EQ(QByteArray::fromStdString(shape(left.toStdString(), right.toStdString())), expected);
        QVERIFY(isAlignment(left.toStdString(), right.toStdString()));
        QVERIFY(isAlignment(right.toStdString(), left.toStdString()));
    }

    void marksWordsThatDiffer()
    {
        const auto rows = alignLines("  \"value\": 2080505856,", "  \"value\": 40,");
        QCOMPARE_EQ(rows.size(), 1U);
        QCOMPARE_EQ(rows[0].leftMarks, (std::vector<LineMark>{{11, 21}}));
        QCOMPARE_EQ(rows[0].rightMarks, (std::vector<LineMark>{{11, 13}}));
        // One side has more.
        const auto more = alignLines("[\"a\", \"b\"]", "[\"a\", \"c\", \"b\"]");
        QCOMPARE_EQ(more.size(), 1U);
        QVERIFY(more[0].leftMarks.empty());
        QCOMPARE_EQ(more[0].rightMarks.size(), 1U);
        // No character is cut in two.
        const auto umlauts = alignLines("name: grün, x", "name: grüb, x");
        QCOMPARE_EQ(umlauts[0].leftMarks, (std::vector<LineMark>{{6, 11}}));
    }

    void indentationMayBeLeftOut()
    {
        const std::string left = "{\n  \"a\": 1,\n  \"b\": 2\n}\n";
        const std::string right = "{\n\t\t\t\"a\": 1, \n\t\t\t\"b\": 3\n}\n";
        const auto rows = alignLines(left, right, Indentation::Ignored);
        QCOMPARE_EQ(rows.size(), 4U);
        QVERIFY(rows[0].isSame && rows[1].isSame && !rows[2].isSame && rows[3].isSame);
        QCOMPARE_EQ(rows[2].leftMarks, (std::vector<LineMark>{{7, 8}})); // places in the whole line
        QCOMPARE_EQ(rows[2].rightMarks, (std::vector<LineMark>{{8, 9}}));
        QVERIFY(!alignLines(left, right)[1].isSame);
    }

    void anyTwoTextsAreAligned()
    {
        std::mt19937 random(42);
        for (int round = 0; round < 400; ++round) {
            const auto text = [&random] {
                std::string lines;
                const int count = static_cast<int>(random() % 40);
                for (int i = 0; i < count; ++i)
                    lines += std::string("line ") + static_cast<char>('a' + random() % 6) + (random() % 3 == 0 ? " more" : "") + "\n";
                return lines;
            };
            const std::string left = text();
            std::string right = text();
            if (random() % 2 == 0)
                right = left + right;
            QVERIFY2(isAlignment(left, right), (left + "---\n" + right).c_str());
        }
    }

    void shortestWhereLinesRepeat()
    {
        // No line occurs once, so nothing but the edit distance decides: two lines differ.
        const std::string left = "a\na\nb\nb\nc\nc\n";
        const std::string right = "a\na\nb\nc\nb\nc\nc\n";
        std::size_t same = 0;
        for (const auto &line : alignLines(left, right))
            same += line.isSame ? 1 : 0;
        QCOMPARE_EQ(same, 6U);
    }

    void hugeTextsTakeNoTime()
    {
        // Nothing in common, and everything alike: the two worst cases.
        std::string left;
        std::string right;
        std::string equal;
        std::string equalLonger;
        for (int i = 0; i < 60'000; ++i) {
            left += "left " + std::to_string(i) + "\n";
            right += "right " + std::to_string(i) + "\n";
            equal += i % 2 == 0 ? "x\n" : "y\n";
            equalLonger += i % 3 == 0 ? "x\n" : "y\n";
        }
        QElapsedTimer timer;
        timer.start();
        QVERIFY(isAlignment(left, right));
        QVERIFY(isAlignment(equal, equalLonger));
        QVERIFY(isAlignment(std::string(3'000'000, 'x'), std::string(3'000'000, 'y')));
        QVERIFY(isAlignment(std::string(500'000, ','), std::string(400'000, '.')));
        QVERIFY2(timer.elapsed() < 60'000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_APPLESS_MAIN(TestLineDiff)
#include "tst_line_diff.moc"
