#include "cli_process.h"
#include "support/image_maker.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace whittle;
using test::cli;

class TestCmdImage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void inspect();
    void inspectJson();
    void historyOfOne();
    void historyOfTwo();
    void diff();
    void diffJson();
    void dockerfile();
    void sbom();
    void hostileNamesReachNoTerminal();
    void failures_data();
    void failures();

private:
    QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    QTemporaryDir m_folder;
};

void TestCmdImage::initTestCase()
{
    test::ImageMaker fat;
    fat.tag("shop:1").config(R"({"Cmd": ["shop"], "Env": ["A=1"]})").file("usr/bin/shop", std::string(3000, 'x'), 0755).file("usr/share/doc/shop/readme", "text").file("etc/shop.conf", "a=1\n");
    fat.file("lib/apk/db/installed", "P:shop\nV:1-r0\nA:x86_64\nL:MIT\nF:usr/bin\nR:shop\nF:usr/share/doc/shop\nR:readme\n\n").step("CMD [\"shop\"]", "buildkit.dockerfile.v0");
    fat.save(path("fat.tar").toStdString());
    test::ImageMaker slim;
    slim.tag("shop.slim:1").config(R"({"Cmd": ["shop"], "Env": ["A=2"]})").layer("whittle").file("usr/bin/shop", std::string(3000, 'x'), 0700).step("CMD [\"shop\"]", "buildkit.dockerfile.v0");
    slim.save(path("slim.tar").toStdString());
    // Names that move cursors, end lines and begin other commands.
    const std::string evil = "\x1b[31mred\n\xff\xe2\x80\xae<b>\\";
    test::ImageMaker hostile;
    hostile.file("dir\x1b[2J/" + evil, "x").config("{\"Cmd\": [\"\\u001b[31m\\n\"], \"Labels\": {\"\\u001b\": \"\\u202e\"}}").layer("RUN \x1b[31mred\nRUN evil", "\x1b");
    hostile.file("x", "x").save(path("hostile.tar").toStdString());
}

void TestCmdImage::inspect()
{
    const auto result = cli({QStringLiteral("image"), QStringLiteral("inspect"), path("fat.tar")});
    QCOMPARE_EQ(result.status, 0);
    for (const char *text : {"Name          shop:1\n", "Platform      linux/amd64\n", "Cmd           [\"shop\"]\n", "Env           A=1\n", "in 4 files", "/usr/bin"})
        QVERIFY2(result.out.contains(text), result.out.constData());
}

void TestCmdImage::inspectJson()
{
    const auto result = cli({QStringLiteral("image"), QStringLiteral("inspect"), path("fat.tar"), QStringLiteral("--json")});
    QCOMPARE_EQ(result.status, 0);
    const QJsonObject json = QJsonDocument::fromJson(result.out).object();
    QCOMPARE(json[u"references"].toArray().first().toString(), QStringLiteral("shop:1"));
    QCOMPARE(json[u"config"][u"Env"].toArray().first().toString(), QStringLiteral("A=1"));
    QCOMPARE_EQ(json[u"layers"].toArray().size(), 1);
    QCOMPARE_EQ(json[u"files"].toInt(), 4);
    QVERIFY(json[u"id"].toString().startsWith(QStringLiteral("sha256:")));
}

void TestCmdImage::historyOfOne()
{
    const auto result = cli({QStringLiteral("image"), QStringLiteral("history"), path("fat.tar")});
    QCOMPARE_EQ(result.status, 0);
    QCOMPARE_EQ(result.out.count('\n'), 2);
    QVERIFY(result.out.contains("ADD rootfs.tar /\n"));
}

void TestCmdImage::historyOfTwo()
{
    const auto result = cli({QStringLiteral("image"), QStringLiteral("history"), path("fat.tar"), path("slim.tar")});
    QCOMPARE_EQ(result.status, 0);
    QVERIFY2(result.out.contains("=\t\tCMD [\"shop\"]\t\tCMD [\"shop\"]\n"), result.out.constData());
    QVERIFY2(result.out.contains("\twhittle\n"), result.out.constData());
}

void TestCmdImage::diff()
{
    const auto same = cli({QStringLiteral("image"), QStringLiteral("diff"), path("fat.tar"), path("fat.tar")});
    QCOMPARE_EQ(same.status, 0);
    const auto result = cli({QStringLiteral("image"), QStringLiteral("diff"), path("fat.tar"), path("slim.tar")});
    QCOMPARE_EQ(result.status, 1);
    for (const char *text : {"removed  ", "- Env A=1\n+ Env A=2\n", "~  3.00 kB  /usr/bin/shop: mode 0755 -> 0700\n", "-      4 B  /etc/shop.conf\n"})
        QVERIFY2(result.out.contains(text), result.out.constData());
}

void TestCmdImage::diffJson()
{
    const auto result = cli({QStringLiteral("image"), QStringLiteral("diff"), path("fat.tar"), path("slim.tar"), QStringLiteral("--json")});
    QCOMPARE_EQ(result.status, 1);
    const QJsonObject json = QJsonDocument::fromJson(result.out).object();
    QCOMPARE(json[u"changed"].toArray().first()[u"path"].toString(), QStringLiteral("/usr/bin/shop"));
    QCOMPARE(json[u"config"].toArray().first()[u"name"].toString(), QStringLiteral("Env"));
    QVERIFY(json[u"added"].toArray().isEmpty());
    QCOMPARE_EQ(json[u"left"][u"files"].toInt(), 4);
}

void TestCmdImage::dockerfile()
{
    const QString output = path("Dockerfile");
    const auto result = cli({QStringLiteral("image"), QStringLiteral("dockerfile"), path("fat.tar"), QStringLiteral("-o"), output});
    QCOMPARE_EQ(result.status, 0);
    QVERIFY(result.out.isEmpty());
    QVERIFY(QByteArray::fromStdString(test::contentOf(output.toStdString())).contains("\nCMD [\"shop\"]\n"));
}

void TestCmdImage::sbom()
{
    const auto fat = cli({QStringLiteral("image"), QStringLiteral("sbom"), path("fat.tar")});
    QCOMPARE_EQ(fat.status, 0);
    QVERIFY(fat.out.contains("2 of 2 files"));
    const auto slim = cli({QStringLiteral("image"), QStringLiteral("sbom"), path("slim.tar"), QStringLiteral("--against"), path("fat.tar")});
    QCOMPARE_EQ(slim.status, 0);
    QVERIFY(slim.out.contains("1 of 2 files"));
    QCOMPARE(QJsonDocument::fromJson(slim.out).object()[u"name"].toString(), QStringLiteral("shop.slim:1"));
}

void TestCmdImage::hostileNamesReachNoTerminal()
{
    for (const QStringList &arguments : {QStringList{QStringLiteral("inspect"), path("hostile.tar")}, {QStringLiteral("history"), path("hostile.tar")}, {QStringLiteral("history"), path("hostile.tar"), path("fat.tar")},
                                         {QStringLiteral("diff"), path("hostile.tar"), path("fat.tar")}, {QStringLiteral("dockerfile"), path("hostile.tar")}, {QStringLiteral("sbom"), path("hostile.tar")},
                                         {QStringLiteral("inspect"), QStringLiteral("--json"), path("hostile.tar")}, {QStringLiteral("diff"), QStringLiteral("--json"), path("hostile.tar"), path("fat.tar")}}) {
        const auto result = cli(QStringList{QStringLiteral("image")} + arguments);
        QVERIFY2(result.status == 0 || result.status == 1, result.error.constData());
        QVERIFY2(!result.out.contains('\x1b') && !result.out.contains('\xff') && !result.out.contains("\nRUN evil"), qPrintable(arguments.join(u' ')));
        // Files hold the letters of labels as they are.
        const bool isFile = arguments.contains(QStringLiteral("--json")) || arguments.first() == QStringLiteral("sbom") || arguments.first() == QStringLiteral("dockerfile");
        QVERIFY2(isFile || !result.out.contains("\xe2\x80\xae"), qPrintable(arguments.join(u' ')));
    }
}

void TestCmdImage::failures_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("text");
    QFile::copy(QString::fromStdString(test::programPath("whittle-cli")), path("program"));
    QTest::newRow("no such file") << QStringList{QStringLiteral("inspect"), QStringLiteral("./none.tar")} << QByteArray("./none.tar: no such file");
    QTest::newRow("no image") << QStringList{QStringLiteral("inspect"), path("program")} << QByteArray("program");
    QTest::newRow("none of that name") << QStringList{QStringLiteral("inspect"), path("fat.tar") + QStringLiteral("@other:1")} << QByteArray("shop:1");
    QTest::newRow("platform") << QStringList{QStringLiteral("inspect"), path("fat.tar"), QStringLiteral("--platform"), QStringLiteral("amd64")} << QByteArray("--platform: \"amd64\"");
    QTest::newRow("output") << QStringList{QStringLiteral("dockerfile"), path("fat.tar"), QStringLiteral("-o"), QStringLiteral("/nowhere/x")} << QByteArray("/nowhere/x");
    QTest::newRow("engine that is not there") << QStringList{QStringLiteral("inspect"), QStringLiteral("nginx"), QStringLiteral("--engine"), QStringLiteral("unix:///nowhere")} << QByteArray("nginx is no file");
}

void TestCmdImage::failures()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, text);
    const auto result = cli(QStringList{QStringLiteral("image")} + arguments);
    QCOMPARE_EQ(result.status, 2);
    QVERIFY(result.out.isEmpty());
    // Progress may come first; the last line is the error.
    const QByteArray last = result.error.trimmed().split('\n').last();
    QVERIFY2(last.startsWith("whittle-cli: ") && last.contains(text), result.error.constData());
}

QTEST_GUILESS_MAIN(TestCmdImage)
#include "tst_cmd_image.moc"
