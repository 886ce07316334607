#include "slim/glob.h"

#include "support/support.h"

using namespace whittle;
using slim::Glob;

class TestGlob : public QObject
{
    Q_OBJECT

private slots:
    void matches_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *pattern, const char *path, bool expected) {
            QTest::addRow("%s over %s", pattern, path) << QString(pattern) << QString(path) << expected;
        };
        row("/etc/passwd", "/etc/passwd", true);
        row("/etc/passwd", "/etc/passwd-", false);
        row("/etc/passwd", "/etc/passw", false);
        row("/etc//nginx/", "/etc/nginx", true);
        row("/", "/", true);
        row("/etc/*", "/etc/passwd", true);
        row("/etc/*", "/etc/", true);
        row("/etc/*", "/etc", false);
        row("/etc/*", "/etc/nginx/nginx.conf", false);
        row("/etc/*.conf", "/etc/.conf", true);
        row("/etc/**", "/etc/nginx/nginx.conf", true);
        row("/etc/**", "/etc", false);
        row("/etc/**/x", "/etc/x", true);
        row("/etc/**/x", "/etc/a/x", true);
        row("/etc/**/x", "/etc/a/b/x", true);
        row("/etc/**/x", "/etc/ax", false);
        row("/etc/**x", "/etc/a/bx", true);
        row("/**/*.py", "/a.py", true);
        row("/**/*.py", "/usr/lib/a.py", true);
        row("/**/*.py", "/usr/lib/a.pyc", false);
        row("**/x.conf", "/x.conf", true);
        row("**/x.conf", "/a/b/x.conf", true);
        row("**", "/anything/at all", true);
        row("/a/**/b/**/c", "/a/b/c", true);
        row("/a/**/b/**/c", "/a/1/b/2/3/c", true);
        row("/a/**/b/**/c", "/a/1/2/3/c", false);
        row("/a/**/b/**/b", "/a/b/b/b", true);
        row("/lib?/x", "/lib6/x", true);
        row("/lib?/x", "/lib/x", false);
        row("/lib?x", "/lib/x", false);
        row("/x[0-9a]", "/x7", true);
        row("/x[0-9a]", "/xa", true);
        row("/x[0-9a]", "/xb", false);
        row("/x[!0-9]", "/xb", true);
        row("/x[!0-9]", "/x1", false);
        row("/x[^0-9]y", "/x/y", false);
        row("/x[]]", "/x]", true);
        row("/x[!]]", "/x]", false);
        row("/x[a-]", "/x-", true);
        row("/x[\\]a]", "/x]", true);
        row("/x[*]", "/x*", true);
        row("/x[*]", "/xy", false);
        row("/{a,b,c/d}/x", "/c/d/x", true);
        row("/{a,b}/x", "/c/x", false);
        row("/x{,.bak}", "/x", true);
        row("/x{,.bak}", "/x.bak", true);
        row("/x{a{b,c},d}", "/xac", true);
        row("/x{a{b,c},d}", "/xd", true);
        row("/x{a{b,c},d}", "/xa", false);
        row("/x{1,2}{3,4}", "/x23", true);
        row("/x{*,**}y", "/x/1/y", true);
        row("/x\\*", "/x*", true);
        row("/x\\*", "/xy", false);
        row("/x\\{a,b\\}", "/x{a,b}", true);
        row("/x[{]", "/x{", true);
    }
    void matches()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, path);
        QFETCH(bool, expected);
        const auto glob = Glob::compile(pattern.toStdString());
        VERIFY_RESULT(glob);
        QCOMPARE(glob->matches(path.toStdString()), expected);
    }

    void bytesThatAreNoText()
    {
        const auto glob = Glob::compile("/x\xff*[\x80-\xfe]");
        VERIFY_RESULT(glob);
        QVERIFY(glob->matches("/x\xff\xc3\x90"));
        QVERIFY(!glob->matches("/x\xff\xff"));
        QVERIFY(!glob->matches("/x"));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("why");
        QTest::newRow("empty") << "" << "is empty";
        QTest::newRow("relative") << "etc/x" << "must begin with /";
        QTest::newRow("open set") << "/x[a" << "[ is not closed";
        QTest::newRow("open brace") << "/x{a,b" << "{ is not closed";
        QTest::newRow("set that hides a brace") << "/x{a,[}]" << "{ is not closed";
        QTest::newRow("backwards") << "/x[z-a]" << "runs backwards";
        QTest::newRow("parent") << "/x/../y" << ".. as a name";
        QTest::newRow("too many") << "/{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}" << "more than 1000 alternatives";
        QTest::newRow("too long") << "/" + QString(9000, 'x') << "longer than";
    }
    void refuses()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, why);
        const auto glob = Glob::compile(pattern.toStdString());
        QVERIFY(!glob);
        QCOMPARE(glob.error().code, ErrorCode::InvalidInput);
        QVERIFY2(glob.error().message.contains(why.toStdString()), glob.error().message.c_str());
    }

    void captures_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("file") << "/**/*.py" << "/usr/lib/x.y.py" << QStringList{"usr/lib", "x.y"};
        QTest::newRow("at the top") << "/**/*.py" << "/x.py" << QStringList{"", "x"};
        QTest::newRow("inner package") << "/**/node_modules/*/**" << "/a/node_modules/b/node_modules/c/d/e.js" << QStringList{"a/node_modules/b", "c", "d/e.js"};
        QTest::newRow("second alternative") << "/{a*,b*}/x" << "/bc/x" << QStringList{"c"};
    }
    void captures()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, path);
        QFETCH(QStringList, expected);
        const auto glob = Glob::compile(pattern.toStdString());
        VERIFY_RESULT(glob);
        std::vector<std::string> captures;
        QVERIFY(glob->matches(path.toStdString(), captures));
        QStringList found;
        for (const std::string &capture : captures)
            found << QString::fromStdString(capture);
        QCOMPARE(found, expected);
    }

    void prefixes()
    {
        QCOMPARE(Glob::compile("/etc/nginx/*.conf")->literalPrefix(), "/etc/nginx");
        QCOMPARE(Glob::compile("/etc/ng*")->literalPrefix(), "/etc");
        QCOMPARE(Glob::compile("/*")->literalPrefix(), "");
        QCOMPARE(Glob::compile("**/x")->literalPrefix(), "");
        QCOMPARE(Glob::compile("/a\\*b/c")->literalPrefix(), "/a*b/c");
        QVERIFY(Glob::compile("/a\\*b/c")->isLiteral());
        QVERIFY(!Glob::compile("/a{b,c}")->isLiteral());
        const Glob moved = Glob::compile("/a\\*b/x?/c")->withPrefix("/new [folder]");
        QVERIFY(moved.matches("/new [folder]/xy/c"));
        QVERIFY(!moved.matches("/a*b/xy/c"));
        const std::string odd = "/a*b?c[d]{e,f}\\g";
        const auto escaped = Glob::compile(slim::escapeGlob(odd));
        VERIFY_RESULT(escaped);
        QVERIFY(escaped->isLiteral());
        QCOMPARE(escaped->literalPrefix(), odd);
        QVERIFY(escaped->matches(odd));
    }

    // Backtracking without a memory would take longer than the machine lasts.
    void manyStarsAreNoTrap()
    {
        std::string pattern = "/";
        for (int i = 0; i < 60; ++i)
            pattern += "**a";
        pattern += "*b*";
        const auto glob = Glob::compile(pattern);
        VERIFY_RESULT(glob);
        QVERIFY(!glob->matches("/" + std::string(4000, 'a')));
        QVERIFY(glob->matches("/" + std::string(4000, 'a') + "b"));
    }
};

QTEST_APPLESS_MAIN(TestGlob)
#include "tst_glob.moc"
