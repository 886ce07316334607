#include "image/write_image.h"

#include "base/files.h"
#include "image/file_index.h"
#include "image_maker.h"
#include "support/support.h"

#include <QDir>
#include <QProcess>

#include <algorithm>
#include <filesystem>
#include <format>
#include <fstream>
#include <set>

using namespace whittle;
using namespace whittle::image;
using namespace whittle::test;

class TestWriteImage : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void everythingComesBack();
    void pythonReadsTheSameHeaders();
    void tarExtractsTheSameFiles();
    void hardLinksFollowWhatIsKept_data();
    void hardLinksFollowWhatIsKept();
    void parentsAreKept();
    void directoriesThatNothingNamesStayUnnamed();
    void configIsKeptWhole();
    void sameInputSameBytes();
    void sourceDateEpoch();
    void archiveIsDockersAndOci();
    void writesADirectory();
    void targetIsReplacedOrUntouched();
    void cancelLeavesNothing();
    void badReferencesAreRefused_data();
    void badReferencesAreRefused();
};

namespace {

const std::string kCapability("\x01\0\0\x02\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);

// Every kind of file with every kind of metadata, as one layer.
std::vector<RawEntry> everything()
{
    RawEntry sudo = file("usr/bin/sudo", "#!sudo", 04755);
    sudo.pax = {{"mtime", "1700000000.123456789"}};
    RawEntry ping = file("usr/bin/ping", "ping", 0755);
    ping.pax = {{"SCHILY.xattr.security.capability", kCapability}};
    RawEntry pingLink = hardlink("usr/bin/ping4", "usr/bin/ping");
    pingLink.mode = 0755;
    pingLink.pax = ping.pax;
    RawEntry attributes = file("etc/attributes", "x", 0640);
    attributes.uid = 1000;
    attributes.gid = 2'000'000;
    attributes.user = "someone";
    attributes.group = "";
    attributes.pax = {{"SCHILY.xattr.user.empty", ""}, {"SCHILY.xattr.user.text", "a=b\nc"}, {"uid", "4000000000"}};
    RawEntry root = directory("./", 0711);
    root.time = 1'234'567'890;
    const std::string longName = std::string(120, 'l') + "/" + std::string(150, 'm');
    RawEntry deep = file("deep", "deep");
    deep.pax = {{"path", longName}};
    RawEntry longDirectory = directory("long");
    longDirectory.pax = {{"path", std::string(120, 'l')}};
    RawEntry deepLink = softlink("sl", "x");
    deepLink.pax = {{"linkpath", "/" + longName}};
    RawEntry utf8 = file("x", "e");
    utf8.pax = {{"path", "caf\xc3\xa9"}};
    RawEntry sticky = directory("tmp", 01777);
    sticky.time = 5;
    return {root, directory("usr"), directory("usr/bin"), sudo, ping, pingLink, directory("etc"), attributes, directory("empty", 0700), sticky,
            softlink("bin", "usr/bin"), softlink("usr/bin/abs", "/etc/attributes"), {.name = "dev-null", .type = '3', .mode = 0666, .major = 1, .minor = 3},
            {.name = "dev-sda", .type = '4', .mode = 0660, .gid = 6, .major = 8, .minor = 17}, {.name = "fifo", .type = '6', .mode = 0600}, longDirectory, deep, deepLink, utf8,
            file("new\nline", "n"), file("\xff\xfe", "b"), file("-rf", "r"), file("empty-file", ""), file("large", std::string(3'000'000, 'L')),
            {.name = "sparse", .content = std::string(512, 's'), .pax = {{"GNU.sparse.size", "5000"}, {"GNU.sparse.map", "1024,512"}}},
            {.name = "holes", .content = std::string(700, 'h'), .mode = 04711, .pax = {{"GNU.sparse.size", "9700"}, {"GNU.sparse.map", "0,200,9200,500"}, {"mtime", "5.5"}}},
            {.name = "only-a-hole", .pax = {{"GNU.sparse.size", "5000"}, {"GNU.sparse.map", "5000,0"}}}};
}

bool all(std::string_view)
{
    return true;
}

struct Written
{
    WrittenImage image;
    std::string bytes;
};

Result<Written> writeBytes(const Image &source, const std::function<bool(std::string_view)> &keeps = all, const std::vector<std::string> &references = {"slim:1"})
{
    const auto folder = TemporaryDirectory::create("whittle-write-");
    if (!folder)
        return std::unexpected(folder.error());
    const std::string path = folder->path() + "/slim.tar";
    auto written = writeImage({.source = &source, .keeps = keeps, .references = references, .createdBy = "whittle", .comment = "a comment", .path = path}, {}, {});
    if (!written)
        return std::unexpected(written.error());
    auto bytes = readFile(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (std::distance(std::filesystem::directory_iterator(folder->path()), {}) != 1)
        return fail(ErrorCode::Io, "something else was left");
    return Written{*std::move(written), *std::move(bytes)};
}

Result<std::string> slimListing(const std::vector<RawEntry> &layer, const std::set<std::string> &kept)
{
    const auto fat = openLayers({tarOf(layer)});
    if (!fat)
        return std::unexpected(fat.error());
    const auto written = writeBytes(*fat, [&](std::string_view path) { return kept.contains(std::string(path)); });
    if (!written)
        return std::unexpected(written.error());
    const auto slim = openBytes(written->bytes);
    if (!slim)
        return std::unexpected(slim.error());
    std::string text = listingOf(*slim);
    slim->files().forEach([&](const IndexedFile &file) {
        if (file.entry.type == EntryType::Regular || file.entry.type == EntryType::HardLink)
            text += file.entry.path + '=' + *slim->files().content(file.entry.path) + '\n';
        return true;
    });
    return text;
}

std::string memberOf(const std::string &archive, const std::string &name)
{
    QProcess tar;
    tar.start("tar", {"-xO", "-f", "-", QString::fromStdString(name)});
    tar.write(archive.data(), static_cast<qint64>(archive.size()));
    tar.closeWriteChannel();
    if (!tar.waitForFinished(60000) || tar.exitCode() != 0)
        return "no such member: " + name;
    const QByteArray bytes = tar.readAllStandardOutput();
    return bytes.toStdString();
}

void writeFile(const std::string &path, const std::string &content)
{
    std::ofstream(path, std::ios::binary) << content;
}

std::string runPython(const char *script, const QStringList &arguments)
{
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start("python3", QStringList{"-c", script} + arguments);
    if (!python.waitForFinished(120000))
        return "python3 did not end";
    return python.readAllStandardOutput().toStdString();
}

} // namespace

void TestWriteImage::init()
{
    qunsetenv("SOURCE_DATE_EPOCH");
}

void TestWriteImage::everythingComesBack()
{
    const auto fat = openLayers({tarOf(everything())});
    VERIFY_RESULT(fat);
    const auto written = writeBytes(*fat);
    VERIFY_RESULT(written);
    const auto slim = openBytes(written->bytes);
    VERIFY_RESULT(slim);
    QCOMPARE_EQ(listingOf(*slim), listingOf(*fat));
    fat->files().forEach([&](const IndexedFile &file) {
        const auto other = slim->files().find(file.entry.path);
        // a whole comparison: times, owners, attributes too
        if (!other || other->entry != file.entry)
            QTest::qFail(("differs: " + file.entry.path).c_str(), __FILE__, __LINE__);
        if (file.entry.type == EntryType::Regular && *slim->files().content(file.entry.path) != *fat->files().content(file.entry.path))
            QTest::qFail(("has another content: " + file.entry.path).c_str(), __FILE__, __LINE__);
        return true;
    });
    QVERIFY((slim->files().sparseMap("holes") == std::vector<Segment>{{0, 200}, {9200, 500}}));
    QVERIFY(slim->files().sparseMap("only-a-hole")->empty());
    QVERIFY(!slim->files().sparseMap("large"));
    QVERIFY(slim->files().find("")->entry == fat->files().find("")->entry);
    QCOMPARE_EQ(slim->files().find("")->entry.mode, 0711u);
    QCOMPARE_EQ(slim->files().find("usr/bin/ping4")->entry.xattrs.at("security.capability"), kCapability);
    QCOMPARE_EQ(slim->configDigest(), written->image.configDigest);
    QCOMPARE_EQ(slim->manifestDigest(), written->image.manifestDigest);
    QCOMPARE_EQ(slim->layers().size(), 1u);
    QCOMPARE_EQ(slim->layers()[0].diffId, written->image.diffId);
    QCOMPARE_EQ(slim->layers()[0].tarSize, written->image.tarSize);
    QCOMPARE_EQ(slim->files().contentSize(), written->image.contentSize);
    QCOMPARE_EQ(slim->files().count() + 1, written->image.files); // the root
    QCOMPARE_EQ(slim->references(), std::vector<std::string>{"slim:1"});
}

// Python's tarfile as a referee over the two layers, header by header.
void TestWriteImage::pythonReadsTheSameHeaders()
{
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    const std::string layer = tarOf(everything());
    const auto fat = openLayers({layer});
    VERIFY_RESULT(fat);
    const auto written = writeBytes(*fat);
    VERIFY_RESULT(written);
    writeFile(folder->path() + "/fat", layer);
    writeFile(folder->path() + "/slim", memberOf(written->bytes, "blobs/sha256/" + written->image.diffId.substr(7)));
    const std::string report = runPython(R"(
import sys, tarfile, hashlib
def entries(path):
    found = {}
    with tarfile.open(path) as tar:
        for info in tar:
            content = hashlib.sha256(tar.extractfile(info).read()).hexdigest() if info.isreg() else None
            xattrs = {k: v for k, v in info.pax_headers.items() if k.startswith("SCHILY.xattr.")}
            found[info.name] = (info.isdir(), info.issym(), info.islnk(), info.isreg(), info.ischr(), info.isblk(), info.isfifo(), info.mode, info.uid, info.gid,
                info.uname, info.gname, info.mtime, info.linkname, info.devmajor if info.isdev() and not info.isfifo() else 0, info.devminor if info.isdev() and not info.isfifo() else 0, info.size, content, xattrs, bool(info.sparse))
    return found
fat, slim = entries(sys.argv[1]), entries(sys.argv[2])
for name in sorted(set(fat) | set(slim)):
    if fat.get(name) != slim.get(name):
        print(repr(name), fat.get(name), slim.get(name))
print(len(fat) > 20 and "compared")
)", {QString::fromStdString(folder->path() + "/fat"), QString::fromStdString(folder->path() + "/slim")});
    QCOMPARE_EQ(report, std::string("compared\n"));
}

// GNU tar unpacks the source's layer and compares it with ours. What only root can make, the rest of the tests has.
void TestWriteImage::tarExtractsTheSameFiles()
{
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    std::vector<RawEntry> entries = everything();
    std::erase_if(entries, [](const RawEntry &entry) { return entry.type == '3' || entry.type == '4' || entry.name == "./" || !entry.pax.empty(); });
    const std::string layer = tarOf(entries);
    const auto fat = openLayers({layer});
    VERIFY_RESULT(fat);
    const auto written = writeBytes(*fat);
    VERIFY_RESULT(written);
    writeFile(folder->path() + "/fat.tar", layer);
    writeFile(folder->path() + "/slim.tar", memberOf(written->bytes, "blobs/sha256/" + written->image.diffId.substr(7)));
    QDir(QString::fromStdString(folder->path())).mkdir("root");
    QProcess tar;
    tar.setProcessChannelMode(QProcess::MergedChannels);
    tar.setWorkingDirectory(QString::fromStdString(folder->path() + "/root"));
    tar.start("tar", {"-x", "-p", "--same-owner", "--numeric-owner", "-f", "../fat.tar"});
    QVERIFY(tar.waitForFinished(60000));
    if (tar.exitCode() != 0)
        QSKIP("this user cannot unpack files of other owners");
    tar.start("tar", {"--compare", "--numeric-owner", "-f", "../slim.tar"});
    QVERIFY(tar.waitForFinished(60000));
    QCOMPARE_EQ(tar.readAllStandardOutput(), QByteArray());
    QCOMPARE_EQ(tar.exitCode(), 0);
}

void TestWriteImage::hardLinksFollowWhatIsKept_data()
{
    QTest::addColumn<QByteArray>("kept");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *kept, const char *result) { QTest::newRow(kept) << QByteArray(kept) << QByteArray(result); };
    // m is the file, a and z are links; s is a file of its own
    row("a m z", "a h4755 5:0 0 -> m\nm -4755 5:0 2\nz h4755 5:0 0 -> m\na=mm\nm=mm\nz=mm\n");
    row("a m", "a h4755 5:0 0 -> m\nm -4755 5:0 2\na=mm\nm=mm\n");
    row("m", "m -4755 5:0 2\nm=mm\n");
    row("a z", "a -4755 5:0 2\nz h4755 5:0 0 -> a\na=mm\nz=mm\n");
    row("z", "z -4755 5:0 2\nz=mm\n");
    row("s", "s -644 0:0 1\ns=s\n");
}

void TestWriteImage::hardLinksFollowWhatIsKept()
{
    QFETCH(QByteArray, kept);
    QFETCH(QByteArray, result);
    std::vector<RawEntry> layer = {file("m", "mm"), hardlink("z", "m"), hardlink("a", "m"), file("s", "s")};
    for (RawEntry &entry : layer) {
        if (entry.name == "s")
            continue;
        entry.mode = 04755;
        entry.uid = 5;
    }
    std::set<std::string> names;
    for (const QByteArray &name : kept.split(' '))
        names.insert(name.toStdString());
    const auto listing = slimListing(layer, names);
    VERIFY_RESULT(listing);
    QCOMPARE_EQ(QByteArray::fromStdString(*listing), result);
}

void TestWriteImage::parentsAreKept()
{
    RawEntry owned = directory("var/lib/app", 0750);
    owned.uid = 33;
    const auto listing = slimListing({directory("var"), directory("var/lib", 0711), owned, file("var/lib/app/db", "x"), file("var/lib/app/other", "y"), directory("opt")}, {"var/lib/app/db"});
    VERIFY_RESULT(listing);
    QCOMPARE_EQ(*listing, std::string("var d755 0:0 0\nvar/lib d711 0:0 0\nvar/lib/app d750 33:0 0\nvar/lib/app/db -644 0:0 1\nvar/lib/app/db=x\n"));
    const auto empty = slimListing({directory("var"), file("x", "x")}, {});
    VERIFY_RESULT(empty);
    QCOMPARE_EQ(*empty, std::string());
}

void TestWriteImage::directoriesThatNothingNamesStayUnnamed()
{
    // b is made up and empty: the whiteout below the link made it
    const auto fat = openLayers({tarOf({file("a/f", "x"), directory("usr"), softlink("b", "usr")}), tarOf({file("b/.wh.x", "")})});
    VERIFY_RESULT(fat);
    const auto written = writeBytes(*fat);
    VERIFY_RESULT(written);
    const auto slim = openBytes(written->bytes);
    VERIFY_RESULT(slim);
    QCOMPARE_EQ(listingOf(*slim), listingOf(*fat));
    QCOMPARE_EQ(slim->files().find("a")->layer, FileIndex::npos);
    QCOMPARE_EQ(slim->files().find("b")->layer, 0u);
}

void TestWriteImage::configIsKeptWhole()
{
    ImageMaker maker{.layers = {tarOf({file("f", "x")})}};
    maker.extraConfig = R"("os.features":["a"],"x-large":123456789012345678901234567890,"x-float":1.50,"x-odd":{"z":1,"a":null,"é\n":[true,{}]},"history":[{"created_by":"earlier"}],"container_config":{"Env":["A=1"]},)";
    const auto fat = openBytes(maker.dockerArchive());
    VERIFY_RESULT(fat);
    const auto written = writeBytes(*fat);
    VERIFY_RESULT(written);
    const std::string config = memberOf(written->bytes, "blobs/sha256/" + written->image.configDigest.substr(7));
    const std::string expected = std::format(
        R"({{"architecture":"amd64","os":"linux","created":"2024-05-06T07:08:09.123Z","config":{{"Cmd":["/x"]}},"os.features":["a"],"x-large":123456789012345678901234567890,"x-float":1.50,"x-odd":{{"z":1,"a":null,"é\n":[true,{{}}]}},"container_config":{{"Env":["A=1"]}},"rootfs":{{"type":"layers","diff_ids":["{}"]}},"history":[{{"created":"2024-05-06T07:08:09.123Z","created_by":"whittle","comment":"a comment"}}]}})",
        written->image.diffId);
    QCOMPARE_EQ(QByteArray::fromStdString(config), QByteArray::fromStdString(expected));
    QCOMPARE_EQ("sha256:" + sha256(config), written->image.configDigest);
}

void TestWriteImage::sameInputSameBytes()
{
    const auto fat = openLayers({tarOf(everything())});
    VERIFY_RESULT(fat);
    // the same files in two layers and another order: the same image
    std::vector<RawEntry> reversed = everything();
    const auto last = std::ranges::find(reversed, std::string("new\nline"), &RawEntry::name);
    std::vector<RawEntry> upper(last, reversed.end());
    reversed.erase(last, reversed.end());
    std::ranges::reverse(upper);
    const auto first = writeBytes(*fat);
    const auto second = writeBytes(*fat);
    VERIFY_RESULT(first);
    VERIFY_RESULT(second);
    QVERIFY(first->bytes == second->bytes);
    const auto other = openLayers({tarOf(reversed), tarOf(upper)});
    VERIFY_RESULT(other);
    const auto third = writeBytes(*other);
    VERIFY_RESULT(third);
    QCOMPARE_EQ(third->image.diffId, first->image.diffId);
}

void TestWriteImage::sourceDateEpoch()
{
    const auto fat = openLayers({tarOf({file("f", "x")})});
    VERIFY_RESULT(fat);
    qputenv("SOURCE_DATE_EPOCH", "1735689600");
    const auto written = writeBytes(*fat);
    VERIFY_RESULT(written);
    const auto slim = openBytes(written->bytes);
    VERIFY_RESULT(slim);
    QCOMPARE_EQ(slim->created(), std::string("2025-01-01T00:00:00Z"));
    QCOMPARE_EQ(slim->history()[0].created, std::string("2025-01-01T00:00:00Z"));
    // times of files are the source's
    QCOMPARE_EQ(slim->files().find("f")->entry.modified.seconds, 1'000'000'000);
    for (const char *bad : {"soon", "-1", "1e9", "99999999999999999999", "1 "}) {
        qputenv("SOURCE_DATE_EPOCH", bad);
        const auto refused = writeBytes(*fat);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.starts_with("SOURCE_DATE_EPOCH"));
    }
    qunsetenv("SOURCE_DATE_EPOCH");
}

void TestWriteImage::archiveIsDockersAndOci()
{
    const auto fat = openLayers({tarOf({file("f", "x")})});
    VERIFY_RESULT(fat);
    const auto written = writeBytes(*fat, all, {"slim", "registry:5000/team/slim:2"});
    VERIFY_RESULT(written);
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    writeFile(folder->path() + "/slim.tar", written->bytes);
    const std::string report = runPython(R"(
import sys, tarfile, json, hashlib
tar = tarfile.open(sys.argv[1])
read = lambda name: tar.extractfile(name).read()
print([name for name in tar.getnames() if not name.startswith("blobs/sha256/")])
for name in tar.getnames():
    if name.startswith("blobs/sha256/"):
        assert hashlib.sha256(read(name)).hexdigest() == name[13:], name
docker = json.loads(read("manifest.json"))
print(docker[0]["RepoTags"], len(docker), len(docker[0]["Layers"]))
index = json.loads(read("index.json"))
print(index["schemaVersion"], index["mediaType"], json.loads(read("oci-layout")))
for descriptor in index["manifests"]:
    blob = read("blobs/sha256/" + descriptor["digest"][7:])
    assert len(blob) == descriptor["size"]
    manifest = json.loads(blob)
    assert manifest["mediaType"] == descriptor["mediaType"]
    assert docker[0]["Config"] == "blobs/sha256/" + manifest["config"]["digest"][7:]
    assert docker[0]["Layers"] == ["blobs/sha256/" + layer["digest"][7:] for layer in manifest["layers"]]
    for part in [manifest["config"]] + manifest["layers"]:
        assert len(read("blobs/sha256/" + part["digest"][7:])) == part["size"]
    print(descriptor["platform"], descriptor["annotations"], manifest["layers"][0]["mediaType"])
)", {QString::fromStdString(folder->path() + "/slim.tar")});
    QCOMPARE_EQ(QByteArray::fromStdString(report), QByteArray(R"(['blobs', 'blobs/sha256', 'index.json', 'manifest.json', 'oci-layout']
['slim:latest', 'registry:5000/team/slim:2'] 1 1
2 application/vnd.oci.image.index.v1+json {'imageLayoutVersion': '1.0.0'}
{'architecture': 'amd64', 'os': 'linux'} {'io.containerd.image.name': 'docker.io/library/slim:latest', 'org.opencontainers.image.ref.name': 'latest'} application/vnd.oci.image.layer.v1.tar
{'architecture': 'amd64', 'os': 'linux'} {'io.containerd.image.name': 'registry:5000/team/slim:2', 'org.opencontainers.image.ref.name': '2'} application/vnd.oci.image.layer.v1.tar
)"));
}

void TestWriteImage::writesADirectory()
{
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    const auto fat = openLayers({tarOf(everything())});
    VERIFY_RESULT(fat);
    const std::string path = folder->path() + "/layout";
    const WriteRequest request{.source = &*fat, .keeps = all, .references = {"slim:1"}, .createdBy = "whittle", .comment = "a comment", .path = path, .asDirectory = true};
    const auto written = writeImage(request, {}, {});
    VERIFY_RESULT(written);
    const auto slim = Image::open({.path = path}, {}, {});
    VERIFY_RESULT(slim);
    QCOMPARE_EQ(listingOf(*slim), listingOf(*fat));
    // the same image as in an archive
    const auto archive = writeBytes(*fat);
    VERIFY_RESULT(archive);
    QCOMPARE_EQ(written->manifestDigest, archive->image.manifestDigest);
    QCOMPARE_EQ(QDir(QString::fromStdString(folder->path())).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{"layout"});

    const auto again = writeImage(request, {}, {});
    QVERIFY(!again);
    QVERIFY(again.error().message.find("no empty directory") != std::string::npos);
    QVERIFY(Image::open({.path = path}, {}, {}));
    WriteRequest other = request;
    other.path = folder->path() + "/empty/";
    std::filesystem::create_directory(folder->path() + "/empty");
    VERIFY_RESULT(writeImage(other, {}, {}));
    other.path = folder->path() + "/none/below";
    const auto nowhere = writeImage(other, {}, {});
    QVERIFY(!nowhere);
    QCOMPARE_EQ(nowhere.error().code, ErrorCode::NotFound);
}

void TestWriteImage::targetIsReplacedOrUntouched()
{
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    const auto fat = openLayers({tarOf({file("f", "x")})});
    VERIFY_RESULT(fat);
    const std::string path = folder->path() + "/slim.tar";
    writeFile(path, "old");
    std::filesystem::create_symlink("slim.tar", folder->path() + "/link.tar");
    VERIFY_RESULT(writeImage({.source = &*fat, .keeps = all, .path = folder->path() + "/link.tar"}, {}, {}));
    QVERIFY(std::filesystem::is_symlink(folder->path() + "/link.tar"));
    const auto slim = Image::open({.path = path}, {}, {});
    VERIFY_RESULT(slim);
    QVERIFY(slim->references().empty());
    QCOMPARE_EQ(std::distance(std::filesystem::directory_iterator(folder->path()), {}), 2);
    const auto directory = writeImage({.source = &*fat, .keeps = all, .path = folder->path()}, {}, {});
    QVERIFY(!directory);
    QVERIFY(directory.error().message.find("is a directory") != std::string::npos);
    const auto nowhere = writeImage({.source = &*fat, .keeps = all, .path = folder->path() + "/none/slim.tar"}, {}, {});
    QVERIFY(!nowhere);
    QCOMPARE_EQ(nowhere.error().code, ErrorCode::NotFound);
}

void TestWriteImage::cancelLeavesNothing()
{
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    const auto fat = openLayers({tarOf({file("f", std::string(5'000'000, 'x')), file("g", std::string(5'000'000, 'y'))})});
    VERIFY_RESULT(fat);
    writeFile(folder->path() + "/slim.tar", "old");
    for (const bool asDirectory : {false, true}) {
        std::stop_source stop;
        bool told = false;
        const auto written = writeImage({.source = &*fat, .keeps = all, .path = folder->path() + (asDirectory ? "/layout" : "/slim.tar"), .asDirectory = asDirectory}, stop.get_token(),
                                        [&](const Progress &progress) {
                                            told = progress.total == 10'000'000;
                                            stop.request_stop();
                                        });
        QVERIFY(told);
        QVERIFY(!written);
        QCOMPARE_EQ(written.error().code, ErrorCode::Cancelled);
        QCOMPARE_EQ(std::distance(std::filesystem::directory_iterator(folder->path()), {}), 1);
    }
    QCOMPARE_EQ(*readFile(folder->path() + "/slim.tar"), std::string("old"));
}

void TestWriteImage::badReferencesAreRefused_data()
{
    QTest::addColumn<QByteArray>("reference");
    QTest::newRow("upper case") << QByteArray("Slim:1");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("digest") << QByteArray("slim@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

void TestWriteImage::badReferencesAreRefused()
{
    QFETCH(QByteArray, reference);
    const auto fat = openLayers({tarOf({file("f", "x")})});
    VERIFY_RESULT(fat);
    const auto written = writeBytes(*fat, all, {reference.toStdString()});
    QVERIFY(!written);
    QCOMPARE_EQ(written.error().code, ErrorCode::InvalidInput);
}

QTEST_GUILESS_MAIN(TestWriteImage)
#include "tst_writeimage.moc"
