#include "image/file_index.h"

#include "image/image.h"
#include "image_maker.h"
#include "support/support.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

using namespace whittle;
using namespace whittle::image;
using namespace whittle::test;

// How layers lie on top of each other. What is said here of Docker and Podman was seen (README.md).
class TestFileIndex : public QObject
{
    Q_OBJECT
private slots:
    void layersMerge_data();
    void layersMerge();
    void refused_data();
    void refused();
    void hardLinksShareContent();
    void pathsComeInTheOrderOfTheirBytes();
    void listsDirectories();
    void resolves_data();
    void resolves();
    void readsAnyPart();
    void sparseFilesHaveTheirHoles_data();
    void sparseFilesHaveTheirHoles();
    void metadataIsKept();
    void removingAgainAndAgainIsNotSlow();
};

namespace {

using Layers = std::vector<std::vector<RawEntry>>;

std::vector<std::string> tarsOf(const Layers &layers)
{
    std::vector<std::string> tars;
    for (const auto &entries : layers)
        tars.push_back(tarOf(entries));
    return tars;
}

Layers overBase(const std::vector<RawEntry> &upper)
{
    RawEntry owned = directory("dir", 0700);
    owned.uid = 7;
    return {{directory("usr"), directory("usr/bin"), file("usr/bin/old", "old"), softlink("bin", "usr/bin"), owned, file("dir/low", "low"), file("file", "file")}, upper};
}

std::string contentOfFile(const Image &image, const std::string &path)
{
    const auto content = image.files().content(path);
    return content ? *content : "error: " + content.error().message;
}

} // namespace

void TestFileIndex::layersMerge_data()
{
    QTest::addColumn<Layers>("layers");
    QTest::addColumn<QByteArray>("gone"); // lines of the base that are not there, by their first word
    QTest::addColumn<QByteArray>("more"); // lines beside the base's
    const auto row = [](const char *name, const std::vector<RawEntry> &upper, const char *gone, const char *more) { QTest::newRow(name) << overBase(upper) << QByteArray(gone) << QByteArray(more); };
    row("nothing", {}, "", "");
    row("file replaces file", {file("file", "newer")}, "file", "file -644 0:0 5");
    row("directory keeps its children", {directory("dir", 0711)}, "dir", "dir d711 0:0 0");
    row("directory that is not named keeps all", {file("dir/new", "new")}, "", "dir/new -644 0:0 3");
    row("file replaces directory", {file("dir", "now")}, "dir dir/low", "dir -644 0:0 3");
    row("link replaces directory", {softlink("dir", "usr")}, "dir dir/low", "dir l777 0:0 0 -> usr");
    row("directory replaces file", {directory("file"), file("file/in", "x")}, "file", "file d755 0:0 0\nfile/in -644 0:0 1");
    row("directory that is not named replaces file", {file("file/in", "x")}, "file", "file d755 0:0 0\nfile/in -644 0:0 1");
    row("lower link is replaced by what is below it", {file("bin/x", "x")}, "bin", "bin d755 0:0 0\nbin/x -644 0:0 1");
    row("lower link is replaced by a directory", {directory("bin"), file("bin/x", "x")}, "bin", "bin d755 0:0 0\nbin/x -644 0:0 1");
    row("lower link is replaced by a whiteout below it", {file("bin/.wh.old", "")}, "bin", "bin d755 0:0 0");
    row("link of the same layer leads on", {directory("opt"), softlink("link", "/opt"), file("link/x", "x")}, "", "link l777 0:0 0 -> /opt\nopt d755 0:0 0\nopt/x -644 0:0 1");
    row("whiteout", {file(".wh.file", "")}, "file", "");
    row("whiteout of a directory", {file(".wh.dir", "")}, "dir dir/low", "");
    row("whiteout as a directory", {directory(".wh.dir")}, "dir dir/low", "");
    row("whiteout of what is not there", {file(".wh.none", "")}, "", "");
    row("whiteout does not hide its own layer, behind", {file("dir/low", "again"), file("dir/.wh.low", "")}, "dir/low", "dir/low -644 0:0 5");
    row("whiteout does not hide its own layer, before", {file("dir/.wh.low", ""), file("dir/low", "again")}, "dir/low", "dir/low -644 0:0 5");
    row("opaque, behind", {directory("dir"), file("dir/new", "new"), file("dir/.wh..wh..opq", "")}, "dir dir/low", "dir d755 0:0 0\ndir/new -644 0:0 3");
    row("opaque, before", {directory("dir"), file("dir/.wh..wh..opq", ""), file("dir/new", "new")}, "dir dir/low", "dir d755 0:0 0\ndir/new -644 0:0 3");
    row("opaque root", {file(".wh..wh..opq", ""), file("only", "x")}, "usr usr/bin usr/bin/old bin dir dir/low file", "only -644 0:0 1");
    row("AUFS's own files", {directory(".wh..wh.plnk"), file(".wh..wh.plnk/x", "x"), file(".wh..wh.aufs", "")}, "", "");
    row("hard link to a lower layer", {hardlink("hard", "file")}, "", "hard h644 0:0 0 -> file");
    row("dots and slashes", {directory("./"), file("./dir//./new", "new"), file("/abs", "x")}, "", "dir/new -644 0:0 3\nabs -644 0:0 1");
    row("odd names", {file("-rf", "a"), file("new\nline", "b"), file("\xff\xfe", "c"), file("sp ace", "d"), file("...", "e"), file(".whatever", "f")}, "",
        "-rf -644 0:0 1\nnew\nline -644 0:0 1\n\xff\xfe -644 0:0 1\nsp ace -644 0:0 1\n... -644 0:0 1\n.whatever -644 0:0 1");
    row("a directory twice", {directory("twice"), file("twice/x", "x"), directory("twice", 0711)}, "", "twice d711 0:0 0\ntwice/x -644 0:0 1");
}

void TestFileIndex::layersMerge()
{
    QFETCH(Layers, layers);
    QFETCH(QByteArray, gone);
    QFETCH(QByteArray, more);
    const auto base = openLayers({tarsOf(layers)[0]});
    VERIFY_RESULT(base);
    const auto image = openLayers(tarsOf(layers));
    VERIFY_RESULT(image);
    std::set<std::string> expected;
    const QList<QByteArray> goneNames = gone.split(' ');
    for (const QByteArray &line : QByteArray::fromStdString(listingOf(*base)).trimmed().split('\n')) {
        if (!goneNames.contains(line.left(line.indexOf(' '))))
            expected.insert(line.toStdString());
    }
    for (const QByteArray &line : more.split('\n')) {
        if (!line.isEmpty())
            expected.insert(line.toStdString());
    }
    std::set<std::string> seen;
    for (const QByteArray &line : QByteArray::fromStdString(listingOf(*image)).split('\n')) {
        if (!line.isEmpty())
            seen.insert(line.toStdString());
    }
    const auto joined = [](const std::set<std::string> &lines) {
        QByteArray text;
        for (const std::string &line : lines)
            text += line + '\n';
        return text;
    };
    QCOMPARE_EQ(joined(seen), joined(expected));
    QCOMPARE_EQ(image->files().count(), static_cast<std::size_t>(std::ranges::count(listingOf(*image), '\n')) - (QByteArray(QTest::currentDataTag()) == "odd names" ? 1 : 0));
}

void TestFileIndex::refused_data()
{
    QTest::addColumn<Layers>("layers");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const std::vector<RawEntry> &upper, const char *says) { QTest::newRow(name) << overBase(upper) << QByteArray(says); };
    row("out", {file("../out", "x")}, "entry \"../out\": the path has a \"..\"");
    row("out from inside", {file("usr/../../out", "x")}, "has a \"..\"");
    row("dots inside", {file("usr/../in", "x")}, "has a \"..\"");
    row("below a link out", {softlink("esc", "../../../../tmp"), file("esc/x", "x")}, "entry \"esc/x\": is below \"esc\", which leads to no directory");
    row("below a link to itself", {softlink("loop", "loop"), file("loop/x", "x")}, "leads to no directory");
    row("below a file", {file("new", "x"), file("new/x", "x")}, "leads to no directory");
    row("hard link to nothing", {hardlink("hard", "none")}, "entry \"hard\": is a hard link to \"none\", which is not there");
    row("hard link out", {hardlink("hard", "../../etc/passwd")}, "has a \"..\"");
    row("hard link to a directory", {hardlink("hard", "dir")}, "which is a directory");
    row("hard link to itself", {file("new", "x"), hardlink("new", "new")}, "is there twice");
    row("a file twice", {file("new", "x"), file("new", "y")}, "entry \"new\": is there twice");
    row("a file and a directory", {file("new", "x"), directory("new")}, "is there twice");
    row("root is a file", {file("./", "x")}, "the root is no directory");
    row("whiteout of nothing", {file("dir/.wh.", "")}, "whiteout of nothing");
    row("whiteout of the parent", {file("dir/.wh...", "")}, "whiteout of nothing");
    row("below a whiteout", {file(".wh.x/y", "")}, "is below a whiteout");
    row("long path", {{.name = "x", .content = "x", .pax = {{"path", std::string(5000, 'a')}}}}, "longer than 4095 bytes");
    row("deep path", {{.name = "x", .content = "x", .pax = {{"path", [] {
                                                                  std::string path;
                                                                  for (int i = 0; i < 3000; ++i)
                                                                      path += "a/";
                                                                  return path;
                                                              }()}}}},
        "longer than 4095 bytes");
    row("zero byte", {{.name = "x", .content = "x", .pax = {{"path", std::string("a\0b", 3)}}}}, "zero byte");
    row("long link", {{.name = "x", .type = '2', .pax = {{"linkpath", std::string(5000, 'a')}}}}, "target cannot be a path");
}

void TestFileIndex::refused()
{
    QFETCH(Layers, layers);
    QFETCH(QByteArray, says);
    const auto image = openLayers(tarsOf(layers));
    QVERIFY(!image);
    QCOMPARE_EQ(image.error().code, ErrorCode::InvalidInput);
    QVERIFY2(image.error().message.find(says.toStdString()) != std::string::npos, image.error().message.c_str());
    QVERIFY2(image.error().message.find("layer 2") != std::string::npos, image.error().message.c_str());
}

void TestFileIndex::hardLinksShareContent()
{
    RawEntry setuid = hardlink("c", "a");
    setuid.mode = 04755;
    setuid.uid = 5;
    // b loses its partner in the second layer, which goes on as a file of its own under a
    const auto image = openLayers(tarsOf({{file("a", "content"), hardlink("b", "./a"), setuid, softlink("s", "a"), hardlink("t", "s")}, {file("a", "other")}}));
    VERIFY_RESULT(image);
    QCOMPARE_EQ(listingOf(*image), std::string("a -644 0:0 5\nb -4755 5:0 7\nc h4755 5:0 0 -> b\ns l777 0:0 0 -> a\nt l777 0:0 0 -> a\n"));
    QCOMPARE_EQ(contentOfFile(*image, "a"), std::string("other"));
    QCOMPARE_EQ(contentOfFile(*image, "b"), std::string("content"));
    QCOMPARE_EQ(contentOfFile(*image, "c"), std::string("content"));
    QCOMPARE_EQ(image->files().contentSize(), 12u);
    QCOMPARE_EQ(image->files().find("b")->layer, 0u);
    QCOMPARE_EQ(image->files().find("a")->layer, 1u);

    const auto removed = openLayers(tarsOf({{file("z", "content"), hardlink("a", "z"), hardlink("b", "z")}, {file(".wh.z", "")}}));
    VERIFY_RESULT(removed);
    QCOMPARE_EQ(listingOf(*removed), std::string("a -644 0:0 7\nb h644 0:0 0 -> a\n"));
    QCOMPARE_EQ(contentOfFile(*removed, "b"), std::string("content"));
}

void TestFileIndex::pathsComeInTheOrderOfTheirBytes()
{
    const auto image = openLayers(tarsOf({{directory("b"), file("b-1", ""), file("b/x", ""), directory("b!"), file("b!/y", ""), file("b0", ""), directory("b/a"), file("b/a/1", ""),
                                           file("b/a.d", ""), file("\xff", ""), file("A", ""), directory("b/a-"), file("b/a-/q", "")}}));
    VERIFY_RESULT(image);
    std::vector<std::string> paths;
    image->files().forEach([&](const IndexedFile &file) {
        paths.push_back(file.entry.path);
        return true;
    });
    std::vector<std::string> sorted = paths;
    std::ranges::sort(sorted, [](const std::string &a, const std::string &b) {
        return std::ranges::lexicographical_compare(a, b, [](char x, char y) { return static_cast<unsigned char>(x) < static_cast<unsigned char>(y); });
    });
    QCOMPARE_EQ(paths, sorted);
    QCOMPARE_EQ(paths.size(), 13u);
    int visited = 0;
    image->files().forEach([&](const IndexedFile &) { return ++visited < 3; });
    QCOMPARE_EQ(visited, 3);
}

void TestFileIndex::listsDirectories()
{
    const auto image = openLayers(tarsOf({{file("a/b/2", "x"), file("a/b/10", "x"), file("a/c", "x")}, {file("a/b/.wh.2", ""), file("a/b/1", "x")}}));
    VERIFY_RESULT(image);
    const auto names = [&](const char *path) {
        std::string text;
        for (const IndexedFile &file : image->files().list(path))
            text += file.entry.path + ' ';
        return text;
    };
    QCOMPARE_EQ(names(""), std::string("a "));
    QCOMPARE_EQ(names("/a/"), std::string("a/b a/c "));
    QCOMPARE_EQ(names("a/b"), std::string("a/b/1 a/b/10 "));
    QCOMPARE_EQ(names("a/c"), std::string(""));
    QCOMPARE_EQ(names("nothing"), std::string(""));
    QCOMPARE_EQ(image->files().find("a")->layer, FileIndex::npos);
    QCOMPARE_EQ(image->files().find("a")->entry.mode, 0755u);
    QVERIFY(image->files().contains("/a/b/10"));
    QVERIFY(!image->files().contains("a/b/2"));
    QVERIFY(!image->files().contains("a/b/1/x"));
    QCOMPARE_EQ(image->files().find("")->entry.type, EntryType::Directory);
}

void TestFileIndex::resolves_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("follow");
    QTest::addColumn<QByteArray>("result"); // path, then links; a '!' in front where it does not exist
    const auto row = [](const char *path, const char *result, bool follow = true) { QTest::addRow("%s%s", QByteArray(path).replace('\n', "\\n").constData(), follow ? "" : " itself") << QByteArray(path) << follow << QByteArray(result); };
    row("/usr/bin/dash", "usr/bin/dash");
    row("bin/sh", "usr/bin/dash bin usr/bin/sh");
    row("bin/sh", "usr/bin/sh bin", false);
    row("bin", "bin", false);
    row("bin/", "usr/bin bin", false); // the slash asks for a directory
    row("/", "");
    row("..", "");
    row("/../../usr/./bin/..", "usr");
    row("up/etc/x", "!etc/x up"); // "../../.." ends at the root
    row("abs", "usr/bin/dash abs bin usr/bin/sh");
    row("abs/x", "!usr/bin/dash/x abs bin usr/bin/sh");
    row("loop", "!loop loop×41");
    row("a", "!b a×21 b×20");
    row("dangling", "!usr/none dangling");
    row("none/../usr", "!usr");
    row("usr/bin/dash/", "!usr/bin/dash");
    row("usr/bin/dash/..", "!usr/bin");
    row("new\nline", "usr new\nline");
}

void TestFileIndex::resolves()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, follow);
    QFETCH(QByteArray, result);
    const auto image = openLayers(tarsOf({{directory("usr"), directory("usr/bin"), file("usr/bin/dash", "x"), softlink("usr/bin/sh", "dash"), softlink("bin", "usr/bin"), softlink("up", "../../.."),
                                           softlink("abs", "/bin/sh"), softlink("loop", "loop"), softlink("a", "b"), softlink("b", "a"), softlink("dangling", "usr/none"), softlink("new\nline", "usr")}}));
    VERIFY_RESULT(image);
    const FileIndex::Resolution resolution = image->files().resolve(path.toStdString(), follow);
    std::string text = (resolution.exists ? "" : "!") + resolution.path;
    std::map<std::string, int> counts;
    for (const std::string &link : resolution.links)
        ++counts[link];
    std::set<std::string> shown;
    for (const std::string &link : resolution.links) {
        if (shown.insert(link).second)
            text += ' ' + link + (counts[link] > 1 ? "×" + std::to_string(counts[link]) : "");
    }
    if (path == "a")
        text[1] = 'b'; // which of the two the limit falls on does not matter
    QCOMPARE_EQ(text, result.toStdString());
}

void TestFileIndex::readsAnyPart()
{
    std::string content;
    for (int i = 0; i < 3000; ++i)
        content += static_cast<char>(i * 7 % 251);
    const auto image = openLayers(tarsOf({{file("before", "x"), file("f", content), file("empty", ""), directory("d"), softlink("s", "f")}}));
    VERIFY_RESULT(image);
    const FileIndex &files = image->files();
    for (const std::size_t offset : {0U, 1U, 511U, 512U, 2999U, 3000U, 5000U}) {
        std::array<char, 1000> buffer{};
        const auto count = files.read("f", offset, buffer);
        VERIFY_RESULT(count);
        const std::string expected = offset < content.size() ? content.substr(offset, buffer.size()) : std::string();
        QCOMPARE_EQ(std::string(buffer.data(), *count), expected);
    }
    QCOMPARE_EQ(contentOfFile(*image, "/f"), content);
    QCOMPARE_EQ(contentOfFile(*image, "empty"), std::string(""));
    for (const char *path : {"d", "s", "none", ""}) {
        const auto none = files.content(path);
        QVERIFY(!none);
        QCOMPARE_EQ(none.error().code, ErrorCode::NotFound);
    }
    const auto limited = files.content("f", 2999);
    QVERIFY(!limited);
    QCOMPARE_EQ(limited.error().code, ErrorCode::InvalidInput);
}

void TestFileIndex::sparseFilesHaveTheirHoles_data()
{
    QTest::addColumn<QByteArray>("tar");
    const std::string first(512, 'A');
    const std::string second(300, 'B');
    const std::string stored = first + second;
    const auto row = [](const char *name, const std::vector<RawEntry> &entries) { QTest::newRow(name) << QByteArray::fromStdString(tarOf(entries)); };
    row("PAX 0.0", {{.name = "f", .content = stored, .pax = {{"GNU.sparse.size", "10000"}, {"GNU.sparse.numblocks", "2"}, {"GNU.sparse.offset", "1024"}, {"GNU.sparse.numbytes", "512"},
                                                              {"GNU.sparse.offset", "9000"}, {"GNU.sparse.numbytes", "300"}}}});
    row("PAX 0.1", {{.name = "x", .content = stored, .pax = {{"GNU.sparse.size", "10000"}, {"GNU.sparse.numblocks", "2"}, {"GNU.sparse.map", "1024,512,9000,300"}, {"GNU.sparse.name", "f"}}}});
    std::string map = "3\n1024\n512\n9000\n300\n10000\n0\n";
    map.resize(512);
    row("PAX 1.0", {{.name = "x", .content = map + stored, .pax = {{"GNU.sparse.major", "1"}, {"GNU.sparse.minor", "0"}, {"GNU.sparse.name", "f"}, {"GNU.sparse.realsize", "10000"}}}});

    std::string old = tarBlock({.name = "f", .type = 'S'}, stored.size());
    old.replace(257, 8, std::string("ustar  \0", 8));
    old.replace(386, 48, "00000002000" + std::string(1, '\0') + "00000001000" + std::string(1, '\0') + "00000021450" + std::string(1, '\0') + "00000000454" + std::string(1, '\0'));
    old.replace(483, 11, "00000023420");
    sumUp(old);
    std::string padded = stored;
    padded.resize(1024);
    QTest::newRow("old GNU") << QByteArray::fromStdString(old + padded + std::string(1024, '\0'));
}

void TestFileIndex::sparseFilesHaveTheirHoles()
{
    QFETCH(QByteArray, tar);
    const auto image = openLayers({tar.toStdString()});
    VERIFY_RESULT(image);
    std::string expected(10000, '\0');
    expected.replace(1024, 512, 512, 'A');
    expected.replace(9000, 300, 300, 'B');
    QCOMPARE_EQ(image->files().find("f")->entry.size, 10000u);
    QCOMPARE_EQ(contentOfFile(*image, "f"), expected);
    for (const std::size_t offset : {0U, 1000U, 1030U, 1535U, 1536U, 8999U, 9299U, 9999U}) {
        std::array<char, 100> buffer{};
        const auto count = image->files().read("f", offset, buffer);
        VERIFY_RESULT(count);
        QCOMPARE_EQ(std::string(buffer.data(), *count), expected.substr(offset, 100));
    }
}

void TestFileIndex::metadataIsKept()
{
    const std::string capability("\x01\0\0\x02\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
    RawEntry entry = file("bin/ping", "x", 06755);
    entry.uid = 1000;
    entry.gid = 43;
    entry.user = "ping";
    entry.group = "net";
    entry.pax = {{"mtime", "1700000000.123456789"}, {"SCHILY.xattr.security.capability", capability}, {"LIBARCHIVE.xattr.user.a%3Db", "AAEC"}, {"uid", "4294967294"}, {"atime", "1"}, {"comment", "x"}};
    RawEntry device{.name = "dev/null", .type = '3', .mode = 0666, .major = 1, .minor = 3};
    RawEntry fifo{.name = "run/fifo", .type = '6', .mode = 0600};
    RawEntry block{.name = "dev/sda", .type = '4', .mode = 0660, .major = 8, .minor = 0};
    RawEntry early = file("early", "x");
    early.pax = {{"mtime", "-1.25"}};
    const auto image = openLayers(tarsOf({{entry, device, fifo, block, early, directory("tmp", 01777)}}));
    VERIFY_RESULT(image);
    const Entry ping = image->files().find("bin/ping")->entry;
    Entry expected{.path = "bin/ping", .mode = 06755, .uid = 4294967294, .gid = 43, .user = "ping", .group = "net", .modified = {1700000000, 123456789}, .size = 1};
    expected.xattrs = {{"security.capability", capability}, {"user.a=b", std::string("\0\1\2", 3)}};
    QVERIFY(ping == expected);
    const Entry null = image->files().find("dev/null")->entry;
    QCOMPARE_EQ(null.type, EntryType::CharacterDevice);
    QCOMPARE_EQ(null.deviceMajor, 1u);
    QCOMPARE_EQ(null.deviceMinor, 3u);
    QCOMPARE_EQ(image->files().find("dev/sda")->entry.type, EntryType::BlockDevice);
    QCOMPARE_EQ(image->files().find("run/fifo")->entry.type, EntryType::Fifo);
    QCOMPARE_EQ(image->files().find("tmp")->entry.mode, 01777u);
    QVERIFY((image->files().find("early")->entry.modified == Time{-2, 750000000}));
}

// Thousands of whiteouts and replacements of a directory with thousands of files must not cost their product.
void TestFileIndex::removingAgainAndAgainIsNotSlow()
{
    constexpr int kFiles = 20000;
    std::vector<RawEntry> lower;
    for (int i = 0; i < kFiles; ++i)
        lower.push_back(file("d/" + std::to_string(i), ""));
    std::vector<RawEntry> upper = lower;
    for (int i = 0; i < kFiles; ++i) {
        upper.push_back(file("d/.wh..wh..opq", ""));
        upper.push_back(file(".wh.d", ""));
    }
    const auto image = openLayers(tarsOf({lower, upper}));
    VERIFY_RESULT(image);
    QCOMPARE_EQ(image->files().count(), kFiles + 1u);
}

QTEST_GUILESS_MAIN(TestFileIndex)
#include "tst_fileindex.moc"
