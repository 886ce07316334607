#include "formats/report.h"
#include "support/support.h"

using namespace whittle;
using namespace whittle::formats;

class TestReport : public QObject
{
    Q_OBJECT

private slots:
    void html()
    {
        Report report;
        report.title = "a → b";
        report.blocks = {ReportHeading{"One"}, ReportParagraph{"Text"}, ReportTable{{"Name", "Risk"}, {{{"mount", ReportCell::Kind::Code}, {"critical", ReportCell::Kind::Risk}}}}};
        const std::string text = writeHtml(report);
        QVERIFY(text.starts_with("<!DOCTYPE html>"));
        QVERIFY(text.contains("<title>a → b</title>"));
        QVERIFY(text.contains("<h2>One</h2>\n<p>Text</p>\n<table>"));
        QVERIFY(text.contains("<tr><td><code>mount</code></td><td class=\"critical\">critical</td></tr>"));
        // It needs nothing from anywhere.
        QVERIFY(text.contains("default-src 'none'"));
        QVERIFY(!text.contains("http:") && !text.contains("https:") && !text.contains("<script") && !text.contains("url("));
        // A risk that is none makes no class.
        report.blocks = {ReportTable{{"Risk"}, {{{"\"><b>", ReportCell::Kind::Risk}}}}};
        QVERIFY(writeHtml(report).contains("<td>&quot;&gt;&lt;b&gt;</td>"));
    }

    void markdown()
    {
        Report report;
        report.title = "a → b";
        report.blocks = {ReportHeading{"One"}, ReportParagraph{"Text"}, ReportTable{{"Name", "Risk"}, {{{"mount", ReportCell::Kind::Code}, {"critical", ReportCell::Kind::Risk}}}}};
        QCOMPARE_EQ(writeMarkdown(report), "# a → b\n\n## One\n\nText\n\n| Name | Risk |\n| --- | --- |\n| `mount` | **critical** |\n");
    }

    void escapedForMarkdown_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("plain") << QByteArray("/usr/lib/x86_64-linux-gnu/libc.so.6") << QByteArray("/usr/lib/x86_64-linux-gnu/libc.so.6");
        QTest::newRow("emphasis") << QByteArray("_a_ *b* __init__") << QByteArray("\\_a\\_ \\*b\\* \\_\\_init\\_\\_");
        QTest::newRow("html") << QByteArray("<b>&lt;") << QByteArray("\\<b\\>\\&lt;");
        QTest::newRow("table") << QByteArray("a|b") << QByteArray("a\\|b");
        QTest::newRow("backslash before a bar") << QByteArray("a\\|b") << QByteArray("a\\\\\\|b");
        QTest::newRow("code") << QByteArray("`x`") << QByteArray("\\`x\\`");
        QTest::newRow("link") << QByteArray("[a](b) ![c](d)") << QByteArray("\\[a\\](b) !\\[c\\](d)");
        QTest::newRow("address") << QByteArray("http://a www.b me@c") << QByteArray("http\\://a www\\.b me\\@c");
        QTest::newRow("list") << QByteArray("- a") << QByteArray("\\- a");
        QTest::newRow("numbered list") << QByteArray("12. a") << QByteArray("12\\. a");
        QTest::newRow("indented code") << QByteArray("    a") << QByteArray("a");
        QTest::newRow("lines") << QByteArray("a\n# b\r\nc\x1b") << QByteArray("a\\\\n\\# b\\\\r\\\\nc\\\\x1b");
    }
    void escapedForMarkdown()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE_EQ(QByteArray::fromStdString(formats::escapedForMarkdown(text.toStdString())), expected);
    }
};

QTEST_APPLESS_MAIN(TestReport)
#include "tst_report.moc"
