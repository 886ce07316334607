#include "base/files.h"
#include "base/subprocess.h"
#include "slim/package_databases.h"
#include "support/support.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <format>

using namespace whittle;
using namespace whittle::slim;

namespace {

const ListedPackage *named(const std::vector<ListedPackage> &packages, const std::string &name)
{
    const auto found = std::ranges::find_if(packages, [&](const ListedPackage &one) { return one.package.name == name; });
    return found == packages.end() ? nullptr : &*found;
}

} // namespace

class TestPackageDatabases : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dpkgStatus();
    void dpkgStatusOfThisMachine();
    void brokenStatus_data();
    void brokenStatus();
    void copyrightForm();
    void copyrightWithoutForm();
    void apkInstalled();
    void shortTextsThatStandForMuch();
    void brokenApk();
    void osRelease();
    void packageUrls_data();
    void packageUrls();
    void rpmDatabase_data();
    void rpmDatabase();
    void brokenRpmDatabase_data();
    void brokenRpmDatabase();
    void cancelledRpmDatabase();

private:
    void makeRpmDatabase(const std::string &folder, const std::string &backend);
};

void TestPackageDatabases::dpkgStatus()
{
    const auto packages = parseDpkgStatus("Package: libc6\n"
                                          "Status: install ok installed\n"
                                          "Priority: optional\n"
                                          "Maintainer: GNU Libc Maintainers <debian-glibc@lists.debian.org>\n"
                                          "Architecture: amd64\n"
                                          "Multi-Arch: same\n"
                                          "Source: glibc (2.41-12.1)\n"
                                          "Version: 2.41-12\n"
                                          "Conffiles:\n"
                                          " /etc/ld.so.conf.d/x86_64-linux-gnu.conf d4e7a7b88a71b5ffd9e2644e71a0cfab\n"
                                          "Description: GNU C Library: Shared libraries\n"
                                          " Contains the standard libraries\n"
                                          " .\n"
                                          " that all use.\n"
                                          "Homepage: https://www.gnu.org/software/libc/libc.html\n"
                                          "\n\n"
                                          "Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n"
                                          "\n"
                                          "package: half\nstatus: install reinstreq half-configured\nversion: 1:2\narchitecture: all\n");
    VERIFY_RESULT(packages);
    QCOMPARE_EQ(packages->size(), 2U);
    const Package &libc = packages->front().package;
    QCOMPARE_EQ(libc.name, "libc6");
    QCOMPARE_EQ(libc.version, "2.41-12");
    QCOMPARE_EQ(libc.architecture, "amd64");
    QCOMPARE_EQ(libc.sourceName, "glibc");
    QCOMPARE_EQ(libc.sourceVersion, "2.41-12.1");
    QCOMPARE_EQ(libc.supplier, "GNU Libc Maintainers <debian-glibc@lists.debian.org>");
    QCOMPARE_EQ(libc.summary, "GNU C Library: Shared libraries");
    QCOMPARE_EQ(libc.homepage, "https://www.gnu.org/software/libc/libc.html");
    QCOMPARE_EQ(packages->at(1).package.name, "half");
    QCOMPARE_EQ(packages->at(1).package.version, "1:2");
}

// The referee: dpkg-query on the machine that runs the test.
void TestPackageDatabases::dpkgStatusOfThisMachine()
{
    if (!std::filesystem::exists("/var/lib/dpkg/status") || findProgram("dpkg-query").empty())
        QSKIP("needs a system with dpkg");
    QProcess query;
    query.start(QStringLiteral("dpkg-query"), {QStringLiteral("-W"), QStringLiteral("-f"),
                                               QStringLiteral("${db:Status-Status} ${Package}|${Architecture}|${Version}|${source:Package}|${source:Version}\n")});
    QVERIFY(query.waitForFinished(60'000));
    std::vector<std::string> expected;
    for (const QByteArray &line : query.readAllStandardOutput().split('\n')) {
        if (line.startsWith("installed "))
            expected.push_back(line.mid(10).toStdString());
    }
    const auto packages = parseDpkgStatus(test::contentOf("/var/lib/dpkg/status"));
    VERIFY_RESULT(packages);
    std::vector<std::string> found;
    for (const auto &[package, listed] : *packages)
        found.push_back(std::format("{}|{}|{}|{}|{}", package.name, package.architecture, package.version, package.sourceName.empty() ? package.name : package.sourceName,
                                    package.sourceVersion.empty() ? package.version : package.sourceVersion));
    std::ranges::sort(expected);
    std::ranges::sort(found);
    QVERIFY(expected.size() > 50);
    QCOMPARE_EQ(found, expected);
}

void TestPackageDatabases::brokenStatus_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("message");
    QTest::newRow("no name") << std::string("Package: a\nVersion: 1\n\nVersion: 2\n") << std::string("line 4: a paragraph without \"Package\"");
    QTest::newRow("way out") << std::string("Package: ../../../etc/shadow\n") << std::string("line 1: no name for a package");
    QTest::newRow("no colon") << std::string("Package: a\ngarbage\n") << std::string("line 2: no \"Name: value\"");
    QTest::newRow("continued nothing") << std::string("\n more\n") << std::string("line 2: a continued line without a field above it");
    QTest::newRow("binary") << std::string("\0\1\2\xff\n", 5) << std::string("line 1: no \"Name: value\"");
}

void TestPackageDatabases::brokenStatus()
{
    QFETCH(std::string, text);
    QFETCH(std::string, message);
    const auto packages = parseDpkgStatus(text);
    QVERIFY(!packages);
    QCOMPARE_EQ(packages.error().code, ErrorCode::InvalidInput);
    QCOMPARE_EQ(packages.error().message, message);
}

void TestPackageDatabases::copyrightForm()
{
    Package package;
    readCopyright("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
                  "Upstream-Name: x\n"
                  "\n"
                  "Files: *\nCopyright: 2020 Somebody\nLicense: GPL-2+\n"
                  "\n"
                  "Files: lib/*\nCopyright: 2021 Else\nLicense: Expat\n Permission is granted\n .\n to all.\n"
                  "\n"
                  "Files: doc/*\nCopyright: 2021 Else\nLicense: GPL-2+\n"
                  "\n"
                  "License: GPL-2+\n On Debian systems\n",
                  package);
    QCOMPARE_EQ(package.licenses, (std::vector<std::string>{"GPL-2+", "Expat"}));
    QCOMPARE_EQ(package.licenseTexts.at("Expat"), "Permission is granted\n\nto all.\n");
    QCOMPARE_EQ(package.licenseTexts.at("GPL-2+"), "On Debian systems\n");
}

void TestPackageDatabases::copyrightWithoutForm()
{
    Package package;
    readCopyright("This package was debianized by somebody.\n\nLicense: GPL\n\n You may do this.\n", package);
    QVERIFY(package.licenses.empty());
    QVERIFY(package.licenseTexts.empty());
}

void TestPackageDatabases::apkInstalled()
{
    const auto packages = parseApkInstalled("C:Q1abc=\nP:busybox\nV:1.37.0-r12\nA:x86_64\nS:500000\nT:Size optimized toolbox\nU:https://busybox.net/\nL:GPL-2.0-only\n"
                                            "o:busybox\nm:Sören Tempel <soeren@example.org>\nt:1734000000\nc:abc\nD:so:libc.musl-x86_64.so.1\nF:bin\nR:busybox\na:0:0:755\n"
                                            "Z:Q1xyz=\nR:sh\nF:etc\nF:etc/network\nM:0:0:1777\nR:if up\n\nP:base\nV:1\nA:noarch\nF:\nR:top\n");
    VERIFY_RESULT(packages);
    QCOMPARE_EQ(packages->size(), 2U);
    const ListedPackage *busybox = named(*packages, "busybox");
    QVERIFY(busybox != nullptr);
    QCOMPARE_EQ(busybox->package.version, "1.37.0-r12");
    QCOMPARE_EQ(busybox->package.licenses, std::vector<std::string>{"GPL-2.0-only"});
    QCOMPARE_EQ(busybox->package.sourceName, "busybox");
    QCOMPARE_EQ(busybox->package.supplier, "Sören Tempel <soeren@example.org>");
    QCOMPARE_EQ(busybox->listed, (std::vector<std::string>{"bin/busybox", "bin/sh", "etc/network/if up"}));
    QCOMPARE_EQ(named(*packages, "base")->listed, std::vector<std::string>{"top"});
}

void TestPackageDatabases::brokenApk()
{
    const auto noLetter = parseApkInstalled("P:a\nV:1\nnonsense\n");
    QVERIFY(!noLetter);
    QCOMPARE_EQ(noLetter.error().message, "line 3: no letter with a colon");
    const auto noName = parseApkInstalled("V:1\nF:bin\nR:x\n");
    QVERIFY(!noName);
    QCOMPARE_EQ(noName.error().code, ErrorCode::InvalidInput);
}

void TestPackageDatabases::shortTextsThatStandForMuch()
{
    // One long folder, and a name of one byte for each of its files.
    std::string apk = "P:a\nF:" + std::string(1 << 20, 'd') + "\n";
    for (int i = 0; i < 1000; ++i)
        apk += "R:f\n";
    const auto folder = parseApkInstalled(apk);
    QVERIFY(!folder);
    QVERIFY2(folder.error().message.find("the names of the files that the packages list have more than") != std::string::npos, folder.error().message.c_str());
    std::string many;
    for (int i = 0; i < 200'001; ++i)
        many += "Package: a\n\n";
    const auto packages = parseDpkgStatus(many);
    QVERIFY(!packages);
    QCOMPARE_EQ(packages.error().message, std::string("line 400001: more than 200000 packages"));
    std::string fields = "Package: a\n";
    for (int i = 0; i < 10'000; ++i)
        fields += "A:\n";
    const auto stanza = parseDpkgStatus(fields);
    QVERIFY(!stanza);
    QCOMPARE_EQ(stanza.error().message, std::string("line 10001: more than 10000 fields"));
}

void TestPackageDatabases::osRelease()
{
    const Distribution debian = parseOsRelease("# comment\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nID=debian\nVERSION_ID=\"13\"\nHOME_URL=x\n");
    QCOMPARE_EQ(debian.id, "debian");
    QCOMPARE_EQ(debian.version, "13");
    QCOMPARE_EQ(debian.name, "Debian GNU/Linux 13 (trixie)");
    const Distribution odd = parseOsRelease("ID='o\"d'\nPRETTY_NAME=\"a \\\"b\\\" \\$c\"");
    QCOMPARE_EQ(odd.id, "o\"d");
    QCOMPARE_EQ(odd.name, "a \"b\" $c");
}

void TestPackageDatabases::packageUrls_data()
{
    QTest::addColumn<int>("system");
    QTest::addColumn<std::string>("version");
    QTest::addColumn<std::string>("source");
    QTest::addColumn<std::string>("sourceVersion");
    QTest::addColumn<std::string>("distribution");
    QTest::addColumn<std::string>("url");
    QTest::newRow("debian") << 0 << std::string("1:2.0+b1~x") << std::string("Src") << std::string("2.0") << std::string("debian")
                            << std::string("pkg:deb/debian/na%2Bme@1:2.0%2Bb1~x?arch=amd64&distro=debian-13&upstream=Src%402.0");
    QTest::newRow("no distribution") << 0 << std::string("2") << std::string() << std::string() << std::string() << std::string("pkg:deb/debian/na%2Bme@2?arch=amd64");
    QTest::newRow("alpine, own source") << 1 << std::string("2-r0") << std::string("na+me") << std::string() << std::string("alpine")
                                        << std::string("pkg:apk/alpine/na%2Bme@2-r0?arch=amd64&distro=alpine-13");
    QTest::newRow("rpm with an epoch") << 2 << std::string("3:2-1.fc42") << std::string("na-2-1.src.rpm") << std::string() << std::string("Fedora")
                                       << std::string("pkg:rpm/fedora/na%2Bme@2-1.fc42?arch=amd64&distro=fedora-13&epoch=3&upstream=na-2-1.src.rpm");
    QTest::newRow("hostile") << 0 << std::string("1/../?a=\n<b>&") << std::string() << std::string() << std::string("x/y")
                             << std::string("pkg:deb/x%2Fy/na%2Bme@1%2F..%2F%3Fa%3D%0A%3Cb%3E%26?arch=amd64&distro=x%2Fy-13");
}

void TestPackageDatabases::packageUrls()
{
    QFETCH(int, system);
    QFETCH(std::string, version);
    QFETCH(std::string, source);
    QFETCH(std::string, sourceVersion);
    QFETCH(std::string, distribution);
    QFETCH(std::string, url);
    Package package;
    package.system = static_cast<PackageSystem>(system);
    package.name = "na+me";
    package.version = version;
    package.architecture = "amd64";
    package.sourceName = source;
    package.sourceVersion = sourceVersion;
    QCOMPARE_EQ(packageUrl(package, {distribution, "13", ""}), url);
}

// A database as rpm itself makes it, with two packages.
void TestPackageDatabases::makeRpmDatabase(const std::string &folder, const std::string &backend)
{
    const auto run = [&](const QStringList &arguments, const QString &program) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), QString::fromStdString(folder));
        environment.remove(QStringLiteral("LD_PRELOAD"));
        process.setProcessEnvironment(environment);
        process.start(program, arguments);
        QVERIFY2(process.waitForFinished(120'000) && process.exitCode() == 0, process.readAll().constData());
    };
    const QString top = QString::fromStdString(folder);
    for (const auto &[name, extra] : {std::pair("first", "Epoch: 2\nVendor: Maker & Sons\nURL: https://example.org/first\n"), std::pair("second", "")}) {
        const std::string spec = std::format(
            "Name: {}\nVersion: 1.5\nRelease: 3\nSummary: The {} package\nLicense: GPLv2+ and MIT\nPackager: Some Body <some@example.org>\nBuildArch: noarch\n{}%description\nNothing.\n"
            "%install\nmkdir -p %{{buildroot}}/usr/bin %{{buildroot}}/etc/{}\ntouch %{{buildroot}}/usr/bin/{} '%{{buildroot}}/etc/{}/odd name'\n"
            "ln -s nowhere %{{buildroot}}/usr/bin/{}-link\n%files\n/usr/bin/*\n%dir /etc/{}\n/etc/{}/*\n%ghost /var/lib/{}.ghost\n",
            name, name, extra, name, name, name, name, name, name, name);
        VERIFY_RESULT(writeFileAtomically(folder + "/" + name + ".spec", spec));
        run({QStringLiteral("-bb"), QStringLiteral("--quiet"), QStringLiteral("--nodeps"), QStringLiteral("--define"), QStringLiteral("_topdir ") + top, QStringLiteral("--define"), QStringLiteral("_rpmdir ") + top,
             QStringLiteral("--define"), QStringLiteral("_build_name_fmt %{NAME}.rpm"), QString::fromStdString(folder + "/" + name + ".spec")},
            QStringLiteral("rpmbuild"));
    }
    const QStringList database = {QStringLiteral("--define"), QStringLiteral("_dbpath ") + top + QStringLiteral("/db"), QStringLiteral("--define"),
                                  QStringLiteral("_db_backend ") + QString::fromStdString(backend)};
    run(QStringList{QStringLiteral("--initdb")} + database, QStringLiteral("rpm"));
    run(QStringList{QStringLiteral("-i"), QStringLiteral("--justdb"), QStringLiteral("--nodeps"), QStringLiteral("--nosignature")} + database
            + QStringList{top + QStringLiteral("/first.rpm"), top + QStringLiteral("/second.rpm")},
        QStringLiteral("rpm"));
}

void TestPackageDatabases::rpmDatabase_data()
{
    QTest::addColumn<std::string>("backend");
    QTest::newRow("sqlite") << std::string("sqlite");
    QTest::newRow("ndb") << std::string("ndb");
}

void TestPackageDatabases::rpmDatabase()
{
    QFETCH(std::string, backend);
    if (findProgram("rpmbuild").empty() || findProgram("rpm").empty())
        QSKIP("needs rpm and rpmbuild");
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    makeRpmDatabase(folder->path(), backend);
    // The reader's child is nobody.
    std::filesystem::permissions(folder->path(), std::filesystem::perms(0755));
    const auto packages = readRpmDatabase(folder->path() + "/db", {});
    VERIFY_RESULT(packages);
    QCOMPARE_EQ(packages->size(), 2U);
    const ListedPackage *first = named(*packages, "first");
    QVERIFY(first != nullptr);
    QCOMPARE_EQ(first->package.system, PackageSystem::Rpm);
    QCOMPARE_EQ(first->package.version, "2:1.5-3");
    QCOMPARE_EQ(first->package.architecture, "noarch");
    QCOMPARE_EQ(first->package.licenses, std::vector<std::string>{"GPLv2+ and MIT"});
    QCOMPARE_EQ(first->package.supplier, "Maker & Sons");
    QCOMPARE_EQ(first->package.homepage, "https://example.org/first");
    QCOMPARE_EQ(first->package.summary, "The first package");
    QCOMPARE_EQ(first->package.sourceName, "first-1.5-3.src.rpm");
    std::vector<std::string> files = first->listed;
    std::ranges::sort(files);
    QCOMPARE_EQ(files, (std::vector<std::string>{"/etc/first/odd name", "/usr/bin/first", "/usr/bin/first-link"}));
    const ListedPackage *second = named(*packages, "second");
    QCOMPARE_EQ(second->package.version, "1.5-3");
    QCOMPARE_EQ(second->package.supplier, "Some Body <some@example.org>");
}

void TestPackageDatabases::brokenRpmDatabase_data()
{
    QTest::addColumn<std::string>("file");
    QTest::addColumn<std::string>("content");
    for (const char *name : {"rpmdb.sqlite", "Packages.db", "Packages"}) {
        QTest::addRow("%s, text", name) << std::string(name) << std::string("this is no database at all");
        QTest::addRow("%s, zeros", name) << std::string(name) << std::string(1 << 16, '\0');
    }
    QTest::newRow("sqlite of something else") << std::string("rpmdb.sqlite") << std::string("SQLite format 3\0", 16) + std::string(5000, '\x01');
    QTest::newRow("ndb with a wild header") << std::string("Packages.db") << std::string("RpmP") + std::string(100000, '\xff');
    QTest::newRow("Berkeley database of nonsense") << std::string("Packages") << std::string(12, '\0') + std::string("\x61\x15\x06\0", 4) + std::string(100000, '\x07');
}

void TestPackageDatabases::brokenRpmDatabase()
{
    QFETCH(std::string, file);
    QFETCH(std::string, content);
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    VERIFY_RESULT(writeFileAtomically(folder->path() + "/" + file, content));
    const auto packages = readRpmDatabase(folder->path(), {});
    QVERIFY(!packages);
    QCOMPARE_EQ(packages.error().code, ErrorCode::InvalidInput);
    QVERIFY(!packages.error().message.empty());
}

void TestPackageDatabases::cancelledRpmDatabase()
{
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    VERIFY_RESULT(writeFileAtomically(folder->path() + "/rpmdb.sqlite", std::string("SQLite format 3\0", 16)));
    std::stop_source stop;
    stop.request_stop();
    const auto packages = readRpmDatabase(folder->path(), stop.get_token());
    QVERIFY(!packages);
    QCOMPARE_EQ(packages.error().code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestPackageDatabases)
#include "tst_package_databases.moc"
