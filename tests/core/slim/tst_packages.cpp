#include "slim/packages.h"
#include "support/image_maker.h"
#include "support/support.h"

#include <QTest>

using namespace whittle;
using namespace whittle::slim;
using Paths = std::vector<std::string>;

class TestPackages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dpkgFollowsMergedDirectories();
    void distroless();
    void apk();
    void noDatabase();
    void brokenDatabaseIsNamed_data();
    void brokenDatabaseIsNamed();
    void cancelled();
};

void TestPackages::dpkgFollowsMergedDirectories()
{
    test::ImageMaker maker;
    maker.link("bin", "usr/bin").link("etc/os-release", "../usr/lib/os-release").link("usr/share/doc/dash", "dash-doc");
    maker.file("usr/lib/os-release", "ID=debian\nVERSION_ID=13\n").file("usr/bin/dash", "x").link("usr/bin/sh", "dash").file("usr/bin/sh.distrib", "old");
    maker.file("usr/share/doc/dash-doc/copyright", "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: BSD-3-clause\n text\n");
    maker.file("usr/lib/x/lib.so", "x").directory("usr/lib/empty");
    maker.file("var/lib/dpkg/diversions", "/bin/sh\n/bin/sh.distrib\ndash\n");
    maker.file("var/lib/dpkg/status", "Package: dash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 0.5\n\nPackage: libx\nStatus: install ok installed\n"
                                      "Architecture: amd64\nVersion: 1\n\nPackage: other-shell\nStatus: install ok installed\nArchitecture: all\nVersion: 2\n");
    maker.file("var/lib/dpkg/info/dash.list", "/.\n/bin\n/bin/dash\n/bin/sh\n/usr\n/usr/share\n/usr/share/man\n/usr/share/man/man1\n/usr/share/man/man1/dash.1.gz\n");
    maker.file("var/lib/dpkg/info/libx:amd64.list", "/usr/lib/empty\n/usr/lib/x\n/usr/lib/x/lib.so\n");
    maker.file("var/lib/dpkg/info/other-shell.list", "/bin/sh\n");
    const image::Image image = maker.open();
    const auto set = readPackages(image.files());
    VERIFY_RESULT(set);
    QCOMPARE_EQ(set->distribution.id, "debian");
    QCOMPARE_EQ(set->packages.size(), 3U);
    const Package &dash = set->packages[0];
    QCOMPARE_EQ(dash.files, (Paths{"usr/bin/dash", "usr/bin/sh"}));
    QCOMPARE_EQ(dash.absent, Paths{"usr/share/man/man1/dash.1.gz"});
    QCOMPARE_EQ(dash.shipped(), 3U);
    QCOMPARE_EQ(dash.licenses, std::vector<std::string>{"BSD-3-clause"});
    QCOMPARE_EQ(dash.purl, "pkg:deb/debian/dash@0.5?arch=amd64&distro=debian-13");
    QCOMPARE_EQ(set->packages[1].files, Paths{"usr/lib/x/lib.so"});
    QCOMPARE_EQ(set->packages[2].files, Paths{"usr/bin/sh.distrib"}); // diverted
    QCOMPARE_EQ(set->owners.at("usr/bin/sh"), std::vector<std::size_t>{0});
    QVERIFY(!set->owners.contains("usr/bin"));
}

void TestPackages::distroless()
{
    test::ImageMaker maker;
    maker.file("usr/lib/os-release", "ID=debian\nVERSION_ID=12\n").file("usr/share/zoneinfo/UTC", "x").file("etc/a b", "y");
    maker.file("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2025b-0\nArchitecture: all\nMaintainer: M <m@example.org>\n");
    maker.file("var/lib/dpkg/status.d/tzdata.md5sums", "9dd4e461268c8034f5c8564e155c67a6  usr/share/zoneinfo/UTC\n415290769594460e2e485922904f345d  etc/a b\nshort\n");
    const image::Image image = maker.open();
    const auto set = readPackages(image.files());
    VERIFY_RESULT(set);
    QCOMPARE_EQ(set->packages.size(), 1U);
    QCOMPARE_EQ(set->packages[0].files, (Paths{"etc/a b", "usr/share/zoneinfo/UTC"}));
    QCOMPARE_EQ(set->databases, Paths{"var/lib/dpkg/status.d"});
}

void TestPackages::apk()
{
    test::ImageMaker maker;
    maker.link("lib", "usr/lib").file("etc/os-release", "ID=alpine\nVERSION_ID=3.22.0\n").file("usr/lib/libc.so", "x");
    maker.file("usr/lib/apk/db/installed", "P:musl\nV:1.2.5-r10\nA:x86_64\nL:MIT\nF:lib\nR:libc.so\n\n");
    const image::Image image = maker.open();
    const auto set = readPackages(image.files());
    VERIFY_RESULT(set);
    QCOMPARE_EQ(set->packages.size(), 1U); // lib/apk/db and usr/lib/apk/db are one
    QCOMPARE_EQ(set->packages[0].files, Paths{"usr/lib/libc.so"});
    QCOMPARE_EQ(set->packages[0].purl, "pkg:apk/alpine/musl@1.2.5-r10?arch=x86_64&distro=alpine-3.22.0");
}

void TestPackages::noDatabase()
{
    test::ImageMaker maker;
    maker.file("app", "x");
    const image::Image image = maker.open();
    const auto set = readPackages(image.files());
    VERIFY_RESULT(set);
    QVERIFY(set->packages.empty() && set->databases.empty() && set->distribution.id.empty());
}

void TestPackages::brokenDatabaseIsNamed_data()
{
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("content");
    QTest::addColumn<std::string>("message");
    QTest::newRow("dpkg") << std::string("var/lib/dpkg/status") << std::string("nonsense\n") << std::string("var/lib/dpkg/status: line 1: no \"Name: value\"");
    QTest::newRow("status.d") << std::string("var/lib/dpkg/status.d/x") << std::string("Version: 1\n")
                              << std::string("var/lib/dpkg/status.d/x: line 1: a paragraph without \"Package\"");
    QTest::newRow("apk") << std::string("lib/apk/db/installed") << std::string("P:a\nV\n") << std::string("lib/apk/db/installed: line 2: no letter with a colon");
    QTest::newRow("rpm") << std::string("var/lib/rpm/rpmdb.sqlite") << std::string("x") << std::string("var/lib/rpm/rpmdb.sqlite: no rpm database of the kind \"sqlite\"");
}

void TestPackages::brokenDatabaseIsNamed()
{
    QFETCH(std::string, path);
    QFETCH(std::string, content);
    QFETCH(std::string, message);
    test::ImageMaker maker;
    maker.file(path, content);
    const image::Image image = maker.open();
    const auto set = readPackages(image.files());
    QVERIFY(!set);
    QCOMPARE_EQ(set.error().code, ErrorCode::InvalidInput);
    QCOMPARE_EQ(set.error().message, message);
}

void TestPackages::cancelled()
{
    test::ImageMaker maker;
    maker.file("lib/apk/db/installed", "P:a\nV:1\n\n");
    const image::Image image = maker.open();
    std::stop_source stop;
    stop.request_stop();
    const auto set = readPackages(image.files(), stop.get_token());
    QVERIFY(!set);
    QCOMPARE_EQ(set.error().code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestPackages)
#include "tst_packages.moc"
