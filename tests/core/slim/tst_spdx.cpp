#include "slim/reports.h"
#include "slim/spdx.h"
#include "support/image_maker.h"
#include "support/support.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace whittle;
using namespace whittle::slim;
using Json = nlohmann::json;

namespace {

// What the JSON schema of SPDX 2.3 and its chapters 6 to 12 ask of a document, as far as ours have it. Empty when all holds.
std::string fault(const Json &document)
{
    const auto matches = [](const Json &value, const char *pattern) {
        return value.is_string() && QRegularExpression(QStringLiteral("^(?:%1)$").arg(QLatin1String(pattern))).match(QString::fromStdString(value.get<std::string>())).hasMatch();
    };
    const char *id = "SPDXRef-[A-Za-z0-9.-]+";
    const char *time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";
    for (const char *member : {"spdxVersion", "dataLicense", "SPDXID", "name", "documentNamespace", "creationInfo", "packages", "relationships"}) {
        if (!document.contains(member))
            return std::string("no ") + member;
    }
    if (document["spdxVersion"] != "SPDX-2.3" || document["dataLicense"] != "CC0-1.0" || document["SPDXID"] != "SPDXRef-DOCUMENT")
        return "head";
    if (!matches(document["documentNamespace"], "https://[A-Za-z0-9./_~%-]+"))
        return "namespace " + document["documentNamespace"].dump();
    if (!matches(document["creationInfo"]["created"], time) || document["creationInfo"]["creators"].empty())
        return "creationInfo";
    for (const Json &creator : document["creationInfo"]["creators"]) {
        if (!matches(creator, "(Tool|Person|Organization): .+"))
            return "creator";
    }
    std::set<std::string> licenses;
    for (const Json &one : document.value("hasExtractedLicensingInfos", Json::array())) {
        if (!matches(one["licenseId"], "LicenseRef-[A-Za-z0-9.-]+") || one["extractedText"].get<std::string>().empty())
            return "extracted licence " + one.dump();
        licenses.insert(one["licenseId"]);
    }
    std::set<std::string> ids = {"SPDXRef-DOCUMENT"};
    for (const Json &package : document["packages"]) {
        for (const char *member : {"SPDXID", "name", "downloadLocation"}) {
            if (!package.contains(member) || package[member].get<std::string>().empty())
                return std::string("package without ") + member;
        }
        if (!matches(package["SPDXID"], id) || !ids.insert(package["SPDXID"]).second)
            return "id " + package["SPDXID"].dump();
        if (package["filesAnalyzed"] != false || package.contains("packageVerificationCode"))
            return "filesAnalyzed";
        if (package.contains("supplier") && !matches(package["supplier"], "NOASSERTION|(Organization|Person): .+"))
            return "supplier " + package["supplier"].dump();
        const QString declared = QString::fromStdString(package["licenseDeclared"]);
        for (const auto &match : declared.split(QRegularExpression(QStringLiteral("[ ()]+")), Qt::SkipEmptyParts)) {
            if (match.startsWith(u"LicenseRef-") && !licenses.contains(match.toStdString()))
                return "undeclared " + match.toStdString();
        }
        for (const Json &reference : package.value("externalRefs", Json::array())) {
            if (reference["referenceCategory"] != "PACKAGE-MANAGER" || reference["referenceType"] != "purl" || !matches(reference["referenceLocator"], "pkg:[a-z]+/[!-~]+"))
                return "external reference " + reference.dump();
        }
        for (const Json &annotation : package.value("annotations", Json::array())) {
            if (!matches(annotation["annotationDate"], time) || annotation["annotationType"] != "OTHER" || !matches(annotation["annotator"], "Tool: .+") || annotation["comment"].empty())
                return "annotation";
        }
        for (const Json &sum : package.value("checksums", Json::array())) {
            if (sum["algorithm"] != "SHA256" || !matches(sum["checksumValue"], "[0-9a-f]{64}"))
                return "checksum";
        }
    }
    for (const Json &file : document.value("files", Json::array())) {
        if (!matches(file["SPDXID"], id) || !ids.insert(file["SPDXID"]).second || !file["fileName"].get<std::string>().starts_with("./"))
            return "file " + file.dump();
        if (file["checksums"][0]["algorithm"] != "SHA1" || !matches(file["checksums"][0]["checksumValue"], "[0-9a-f]{40}"))
            return "file's SHA1";
    }
    bool describes = false;
    for (const Json &one : document["relationships"]) {
        if (!ids.contains(one["spdxElementId"]) || !ids.contains(one["relatedSpdxElement"]))
            return "relationship to nothing " + one.dump();
        const std::string kind = one["relationshipType"];
        if (kind != "DESCRIBES" && kind != "CONTAINS" && kind != "DESCENDANT_OF")
            return "relationship " + kind;
        describes |= kind == "DESCRIBES";
    }
    return describes ? std::string() : "describes nothing";
}

void fillDebian(test::ImageMaker &maker)
{
    maker.created("2026-01-02T04:04:05.123456789+01:00").tag("shop:1");
    maker.file("usr/lib/os-release", "ID=debian\nVERSION_ID=13\nPRETTY_NAME=\"Debian GNU/Linux 13\"\n").file("usr/bin/a", "aa").file("usr/share/a/data", "d").file("usr/bin/b", "b");
    maker.file("srv/app.py", "abc").link("srv/link", "app.py");
    maker.file("usr/share/doc/a/copyright", "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: GPL-2+ or odd\n\nLicense: odd\n You may.\n");
    maker.file("var/lib/dpkg/status", "Package: a\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1:1-1\nSource: src-a\nMaintainer: Some Body <some@example.org>\nHomepage: https://example.org/a\n"
                                      "Description: The A\n\nPackage: b\nStatus: install ok installed\nArchitecture: all\nVersion: 2\nHomepage: javascript:x\n\nPackage: meta\nStatus: install ok installed\nArchitecture: all\nVersion: 3\n");
    maker.file("var/lib/dpkg/info/a.list", "/usr/bin/a\n/usr/share/a\n/usr/share/a/data\n/usr/share/doc/a/copyright\n/usr/share/man/a.1.gz\n").file("var/lib/dpkg/info/b.list", "/usr/bin/b\n");
}

const Json *packageNamed(const Json &document, const std::string &name)
{
    for (const Json &package : document["packages"]) {
        if (package["name"] == name)
            return &package;
    }
    return nullptr;
}

Result<std::string> spdxOf(const image::Image &image, const Selection *selection, const std::string &reference, const std::string &slimDigest = {})
{
    const auto folder = TemporaryDirectory::create();
    if (!folder)
        return std::unexpected(folder.error());
    const std::string path = folder->path() + "/sbom.json";
    return writeSpdxFile(path, image, selection, reference, slimDigest).and_then([&path] { return readFile(path); });
}

} // namespace

class TestSpdx : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fatImage();
    void slimImage();
    void sameInputSameText();
    void noDatabase();
    void hostileNames();
};

void TestSpdx::fatImage()
{
    test::ImageMaker maker;
    fillDebian(maker);
    const image::Image image = maker.open();
    const auto text = spdxOf(image, nullptr, "shop:1");
    VERIFY_RESULT(text);
    const Json document = Json::parse(*text);
    QCOMPARE_EQ(fault(document), "");
    QCOMPARE_EQ(document["name"], "shop:1");
    QCOMPARE_EQ(document["creationInfo"]["created"], "2026-01-02T03:04:05Z");
    const Json *a = packageNamed(document, "a");
    QVERIFY(a != nullptr);
    QCOMPARE_EQ((*a)["versionInfo"], "1:1-1");
    QCOMPARE_EQ((*a)["supplier"], "Organization: Some Body (some@example.org)");
    QCOMPARE_EQ((*a)["homepage"], "https://example.org/a");
    QVERIFY((*a)["licenseDeclared"].get<std::string>().starts_with("GPL-2.0-or-later OR LicenseRef-odd-"));
    QCOMPARE_EQ((*a)["comment"], "3 of 4 files");
    QCOMPARE_EQ(Json::parse((*a)["annotations"][0]["comment"].get<std::string>()), (Json{{"whittle:files", {{"kept", 3}, {"shipped", 4}}}}));
    QCOMPARE_EQ((*a)["externalRefs"][0]["referenceLocator"], "pkg:deb/debian/a@1:1-1?arch=amd64&distro=debian-13&upstream=src-a");
    QCOMPARE_EQ(document["hasExtractedLicensingInfos"][0]["extractedText"], "You may.\n");
    QVERIFY(!packageNamed(document, "b")->contains("homepage"));
    QVERIFY(packageNamed(document, "meta") != nullptr);
    QVERIFY(packageNamed(document, "debian") != nullptr);
    // Files of nobody: the databases themselves and the application; SHA-1 and SHA-256 of "abc" are those of FIPS 180-4.
    const auto app = std::ranges::find_if(document["files"], [](const Json &file) { return file["fileName"] == "./srv/app.py"; });
    QVERIFY(app != document["files"].end());
    QCOMPARE_EQ((*app)["checksums"][0]["checksumValue"], "a9993e364706816aba3e25717850c26c9cd0d89d");
    QCOMPARE_EQ((*app)["checksums"][1]["checksumValue"], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

void TestSpdx::slimImage()
{
    test::ImageMaker maker;
    fillDebian(maker);
    const image::Image image = maker.open();
    Selection selection;
    for (const char *path : {"usr/bin/a", "srv/app.py", "srv/link"})
        selection.kept[path] = {1, {{ReasonKind::Observed, "opened by a"}}};
    const std::string digest = "sha256:" + std::string(64, 'a');
    const auto text = spdxOf(image, &selection, "shop.slim:1", digest);
    VERIFY_RESULT(text);
    const Json document = Json::parse(*text);
    QCOMPARE_EQ(fault(document), "");
    QCOMPARE_EQ(document["name"], "shop.slim:1");
    QCOMPARE_EQ((*packageNamed(document, "a"))["comment"], "1 of 4 files");
    QVERIFY(packageNamed(document, "b") == nullptr);
    QVERIFY(packageNamed(document, "meta") == nullptr);
    QCOMPARE_EQ((*packageNamed(document, "shop.slim:1"))["checksums"][0]["checksumValue"], std::string(64, 'a'));
    QCOMPARE_EQ((*packageNamed(document, "shop:1"))["SPDXID"], "SPDXRef-FatImage");
    QCOMPARE_EQ(document["files"].size(), 1U);
    QVERIFY(document["comment"].get<std::string>().contains("Of 3 packages of the image that this one was made from, 2 have no file in it."));
}

void TestSpdx::sameInputSameText()
{
    test::ImageMaker maker;
    fillDebian(maker);
    const image::Image image = maker.open();
    const auto first = spdxOf(image, nullptr, "shop:1");
    QCOMPARE_EQ(*first, *spdxOf(image, nullptr, "shop:1"));
    // Another content is another document.
    Selection selection;
    selection.kept["usr/bin/a"] = {1, {{ReasonKind::Observed, "opened"}}};
    QVERIFY(Json::parse(*first)["documentNamespace"] != Json::parse(*spdxOf(image, &selection, "shop:1"))["documentNamespace"]);
}

void TestSpdx::noDatabase()
{
    test::ImageMaker maker;
    maker.file("app", "x").created("");
    const image::Image image = maker.open();
    const auto text = spdxOf(image, nullptr, "static");
    VERIFY_RESULT(text);
    const Json document = Json::parse(*text);
    QCOMPARE_EQ(fault(document), "");
    QCOMPARE_EQ(document["creationInfo"]["created"], "1970-01-01T00:00:00Z");
    QCOMPARE_EQ(document["files"].size(), 1U);
}

void TestSpdx::hostileNames()
{
    test::ImageMaker maker;
    maker.file("srv/\xff\n<b>", "x").file("var/lib/dpkg/status", "Package: a\nVersion: \xff<script>\nArchitecture: x&y\nMaintainer: \xfe <\x1b>\nSource: a\tb\n");
    maker.file("var/lib/dpkg/info/a.list", "/srv/../../etc/shadow\n/srv/\xff\n");
    const image::Image image = maker.open();
    const auto text = spdxOf(image, nullptr, "\xff\n");
    VERIFY_RESULT(text);
    QCOMPARE_EQ(fault(Json::parse(*text)), "");
}

QTEST_GUILESS_MAIN(TestSpdx)
#include "tst_spdx.moc"
