#include "probe/links.h"
#include "support/support.h"

using namespace whittle::probe;

using Links = std::vector<std::string>;
Q_DECLARE_METATYPE(Links)

class TestLinks : public QObject
{
    Q_OBJECT
private slots:
    void findsAttributes_data();
    void findsAttributes();
    void stopsAtTheLimit();
    void staysOnTheEndpoint_data();
    void staysOnTheEndpoint();
};

void TestLinks::findsAttributes_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<Links>("links");
    QTest::newRow("double quotes") << R"(<a class="x" href="/a">A</a>)" << Links{"/a"};
    QTest::newRow("single quotes, upper case") << R"(<IMG SRC='/i.png' ALT=x>)" << Links{"/i.png"};
    QTest::newRow("no quotes") << "<a href=/a>" << Links{"/a"};
    QTest::newRow("spaces") << "<a\n href = \"/a\" >" << Links{"/a"};
    QTest::newRow("entities") << R"(<a href="/a?x=1&amp;y=2&#38;z=3">)" << Links{"/a?x=1&y=2&z=3"};
    QTest::newRow("each once, in order") << "<a href=/b><a href=/a><a href=/b>" << Links{"/b", "/a"};
    QTest::newRow("comment") << "<!-- <a href=/no> --><a href=/yes>" << Links{"/yes"};
    QTest::newRow("text is no attribute") << "href=/no <p>src=/no</p> <a title='href=/no' href=/yes>" << Links{"/yes"};
    QTest::newRow("data-href is another attribute") << "<a data-href=/no href=/yes>" << Links{"/yes"};
    QTest::newRow("empty value") << "<a href=\"\" src=''>" << Links{};
    QTest::newRow("open quote") << "<a href=\"/a><p>" << Links{};
    QTest::newRow("open tag") << "<a href" << Links{};
    QTest::newRow("open comment") << "<!-- <a href=/a>" << Links{};
    QTest::newRow("bare equals signs") << "<a = == =href=/x href=/y>" << Links{"/y"};
    QTest::newRow("self closing") << "<link href=/c.css/>" << Links{"/c.css/"};
    QTest::newRow("nothing") << "" << Links{};
}

void TestLinks::findsAttributes()
{
    QFETCH(QString, html);
    QTEST(linksOf(html.toStdString(), 100), "links");
}

void TestLinks::stopsAtTheLimit()
{
    std::string html;
    for (int i = 0; i < 50; ++i)
        html += "<a href=/" + std::to_string(i) + ">";
    QCOMPARE_EQ(linksOf(html, 7).size(), 7U);
    QVERIFY(linksOf("<a href=" + std::string(100000, 'x') + ">", 10).empty());
}

void TestLinks::staysOnTheEndpoint_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("path");
    QTest::newRow("absolute path") << "/x" << "/x";
    QTest::newRow("relative") << "y.html" << "/dir/y.html";
    QTest::newRow("up") << "../z" << "/z";
    QTest::newRow("query") << "?q=1" << "/dir/page?q=1";
    QTest::newRow("path and query") << "/x?a=b" << "/x?a=b";
    QTest::newRow("fragment") << "#there" << "";
    QTest::newRow("path and fragment") << "/x#there" << "/x";
    QTest::newRow("same host") << "http://localhost:8000/x" << "/x";
    QTest::newRow("same host, capitals") << "HTTP://LOCALHOST:8000/x" << "/x";
    QTest::newRow("without a scheme") << "//localhost:8000/x" << "/x";
    QTest::newRow("other port") << "http://localhost:9000/x" << "";
    QTest::newRow("other scheme") << "https://localhost:8000/x" << "";
    QTest::newRow("other host") << "http://example.org/x" << "";
    QTest::newRow("other host without a scheme") << "//example.org/x" << "";
    QTest::newRow("mail") << "mailto:x@example.org" << "";
    QTest::newRow("script") << "javascript:void(0)" << "";
    QTest::newRow("data") << "data:image/png;base64,AAAA" << "";
    QTest::newRow("spaces around") << " /x " << "/x";
    QTest::newRow("space inside") << "/a b" << "/a%20b";
}

void TestLinks::staysOnTheEndpoint()
{
    QFETCH(QString, link);
    QTEST(QString::fromStdString(pathOfLink("http://localhost:8000/dir/page", link.toStdString())), "path");
}

QTEST_GUILESS_MAIN(TestLinks)
#include "tst_links.moc"
