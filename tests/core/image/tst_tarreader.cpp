#include "image/tar_reader.h"

#include "base/file_descriptor.h"
#include "image/entry_counter.h"
#include "image/tar_writer.h"
#include "image_maker.h"
#include "support/support.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <format>
#include <random>

using namespace whittle;
using namespace whittle::image;
using namespace whittle::test;

class TestTarReader : public QObject
{
    Q_OBJECT
private slots:
    void readsForms_data();
    void readsForms();
    void refuses_data();
    void refuses();
    void findsContents();
    void writesWhatItReads_data();
    void writesWhatItReads();
    void cutAnywhereIsAnErrorOrAnEnd();
    void entriesAreCountedInPieces();
    void countingRefusesEarly();
};

namespace {

constexpr std::uint64_t kMetadata = 1 << 20;

Result<std::vector<TarMember>> readAll(const std::string &bytes)
{
    const FileDescriptor memory(::memfd_create("tar", MFD_CLOEXEC));
    if (::write(memory.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
        return failErrno("writing a file in memory", errno);
    auto blob = openBlob(std::format("/proc/self/fd/{}", memory.get()));
    if (!blob)
        return std::unexpected(blob.error());
    TarReader reader(*blob, kMetadata);
    std::vector<TarMember> members;
    while (true) {
        auto member = reader.next();
        if (!member)
            return std::unexpected(member.error());
        if (!*member)
            return members;
        members.push_back(**std::move(member));
    }
}

std::string gnuLong(char type, const std::string &text)
{
    std::string content = text + '\0';
    std::string tar = tarBlock({.name = "././@LongLink", .type = type}, content.size());
    content.resize((content.size() + 511) / 512 * 512);
    return tar + content;
}

std::string withMagic(std::string block, const std::string &magic)
{
    block.replace(257, 8, magic);
    sumUp(block);
    return block;
}

const std::string kGnu("ustar  \0", 8);
const std::string kNoMagic(8, '\0');

} // namespace

void TestTarReader::readsForms_data()
{
    QTest::addColumn<QByteArray>("tar");
    QTest::addColumn<QByteArray>("result"); // type path link size
    const auto row = [](const char *name, const std::string &tar, const std::string &result) { QTest::newRow(name) << QByteArray::fromStdString(tar) << QByteArray::fromStdString(result); };
    const std::string longName = std::string(60, 'd') + '/' + std::string(180, 'n');
    row("nothing", "", "");
    row("only the end", std::string(1024, '\0'), "");
    row("no end", tarOf({file("f", "x")}, false), "0 f  1;");
    row("what is behind the end does not count", tarOf({file("f", "x")}) + "rubbish", "0 f  1;");
    row("PAX path", tarOf({{.name = "short", .content = "x", .pax = {{"path", longName}}}}), "0 " + longName + "  1;");
    row("PAX link", tarOf({{.name = "s", .type = '2', .pax = {{"linkpath", longName}}}}), "2 s " + longName + " 0;");
    row("PAX size", tarOf({{.name = "f", .content = std::string(600, 'x'), .pax = {{"size", "600"}}, .sizeField = "00000000000\0"}, file("g", "y")}), "0 f  600;0 g  1;");
    row("empty PAX value says nothing", tarOf({{.name = "f", .content = "x", .pax = {{"path", ""}}}}), "0 f  1;");
    row("value with a newline and an equals sign", tarOf({{.name = "x", .content = "x", .pax = {{"path", "a\nb=c"}}}}), "0 a\nb=c  1;");
    row("global header", tarBlock({.name = "g", .type = 'g'}, 20) + [] {
        std::string content = paxLine("path", "elsewhere");
        content.resize(512);
        return content;
    }() + tarOf({file("f", "x")}), "0 f  1;");
    row("GNU long name", gnuLong('L', longName) + tarOf({file(longName.substr(0, 100), "x")}), "0 " + longName + "  1;");
    row("GNU long link", gnuLong('K', longName) + tarOf({softlink("s", "cut")}), "2 s " + longName + " 0;");
    row("GNU long name and link", gnuLong('K', longName) + gnuLong('L', longName + "2") + tarOf({softlink("s", "cut")}), "2 " + longName + "2 " + longName + " 0;");
    std::string prefixed = tarBlock(file("name", ""), 0);
    prefixed.replace(345, 6, "prefix");
    sumUp(prefixed);
    row("ustar prefix", prefixed, "0 prefix/name  0;");
    row("GNU has times where the prefix is", withMagic(prefixed, kGnu), "0 name  0;");
    row("v7", withMagic(tarBlock({.name = "f", .type = '\0'}, 0), kNoMagic), "0 f  0;");
    row("v7 directory", withMagic(tarBlock({.name = "d/", .type = '\0'}, 0), kNoMagic), "1 d/  0;");
    row("contiguous", tarOf({{.name = "f", .type = '7', .content = "x"}}), "0 f  1;");
    row("volume label", tarBlock({.name = "label", .type = 'V'}, 0) + tarOf({file("f", "x")}), "0 f  1;");
    row("directory with a size", tarOf({{.name = "d", .type = '5', .sizeField = "00000001000\0"}, file("f", "x")}), "1 d  0;0 f  1;");
    row("hard link with a size", tarOf({{.name = "h", .type = '1', .link = "f", .sizeField = "00000001000\0"}, file("f", "x")}), "3 h f 0;0 f  1;");
    row("name of 100 bytes", tarOf({file(std::string(100, 'n'), "x")}), "0 " + std::string(100, 'n') + "  1;");
    row("size with spaces", tarOf({{.name = "f", .content = "x", .sizeField = "          1 "}}), "0 f  1;");
    row("base-256 size", tarOf({{.name = "f", .content = "x", .sizeField = "\x80" + std::string(10, '\0') + "\x01"}}), "0 f  1;");
}

void TestTarReader::readsForms()
{
    QFETCH(QByteArray, tar);
    QFETCH(QByteArray, result);
    const auto members = readAll(tar.toStdString());
    VERIFY_RESULT(members);
    std::string text;
    for (const TarMember &member : *members)
        text += std::format("{} {} {} {};", static_cast<int>(member.entry.type), member.entry.path, member.entry.linkTarget, member.entry.size);
    QCOMPARE_EQ(QByteArray::fromStdString(text), result);
}

void TestTarReader::refuses_data()
{
    QTest::addColumn<QByteArray>("tar");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const QByteArray &name, const std::string &tar, const char *says) { QTest::newRow(name.constData()) << QByteArray::fromStdString(tar) << QByteArray(says); };
    const auto withSize = [](const std::string &field) { return tarOf({file("first", "x"), {.name = "f", .content = "x", .sizeField = field}}); };
    std::string damaged = tarOf({file("first", "x"), file("f", "x")});
    damaged[1024] = 'g';
    row("checksum", damaged, "at byte 1024 (after \"first\"): wrong checksum");
    row("text", std::string(2000, 'x'), "at byte 0: wrong checksum");
    row("half a content", tarOf({file("f", std::string(600, 'x'))}, false).substr(0, 700), "ends in its content");
    row("half a header", tarOf({file("f", "")}, false).substr(0, 300), "cut in the middle");
    row("beyond the end", withSize("00000100000\0"), "\"f\": the tar ends in its content");
    row("8 GiB", withSize("77777777777\0"), "\"f\": the tar ends in its content");
    row("exbibytes", withSize(std::string("\x80\0\0\0\x20\0\0\0\0\0\0\0", 12)), "the tar ends in its content");
    row("huge base-256", withSize(std::string("\x80\0\0\0\x7f", 5) + std::string(7, '\xff')), "no file can have");
    row("beyond 64 bits", withSize("\x80" "\x01" + std::string(10, '\0')), "no number");
    row("negative", withSize(std::string(12, '\xff')), "no file can have");
    row("letters", withSize("lettersXXXX\0"), "no number");
    row("eight is no octal digit", withSize("00000000008\0"), "no number");
    row("PAX size", tarOf({{.name = "f", .content = "x", .pax = {{"size", "18446744073709551615"}}}}), "no file can have");
    row("PAX size beyond 64 bits", tarOf({{.name = "f", .content = "x", .pax = {{"size", "18446744073709551616"}}}}), "PAX record size");
    row("PAX size negative", tarOf({{.name = "f", .content = "x", .pax = {{"size", "-1"}}}}), "PAX record size");
    row("PAX time", tarOf({{.name = "f", .content = "x", .pax = {{"mtime", "soon"}}}}), "PAX record mtime");
    row("PAX attribute", tarOf({{.name = "f", .content = "x", .pax = {{"LIBARCHIVE.xattr.user.x", "*"}}}}), "PAX record LIBARCHIVE.xattr.user.x");
    row("owner", tarOf({{.name = "f", .content = "x", .pax = {{"uid", "4294967295"}}}}), "an owner that Linux cannot have");
    row("unknown type", tarOf({{.name = "f", .type = 'Z'}}), "type \"Z\" cannot be in an image");
    row("multi-volume", tarOf({{.name = "f", .type = 'M'}}), "cannot be in an image");
    row("one block of zeros", tarOf({file("f", "x")}, false) + std::string(512, '\0') + tarOf({file("g", "x")}), "half an end mark");
    row("extended header alone", tarBlock({.name = "pax", .type = 'x'}, 13) + [] {
        std::string content = "13 path=long\n";
        content.resize(512);
        return content;
    }(), "without its entry");
    row("extended header of 100 MB", tarBlock({.name = "pax", .type = 'x'}, 100'000'000), "more than 1048576 bytes");
    row("long name of 100 MB", tarBlock({.name = "././@LongLink", .type = 'L'}, 100'000'000), "more than 1048576 bytes");
    row("extended header cut", tarBlock({.name = "pax", .type = 'x'}, 2000) + std::string(512, 'x'), "cut in the middle");
    std::string manyHeaders;
    for (int i = 0; i < 1100; ++i)
        manyHeaders += tarBlock({.name = "././@LongLink", .type = 'L'}, 1000) + std::string(1024, '\0');
    row("endless extended headers", manyHeaders, "more than 1048576 bytes");
    for (const char *records : {"5 a=b\n", "99 a=b\n", "6 a=b", "x", "6 =bb\n", "7 abcd\n", "-6 a=b\n", " 6 a=b\n", "0 \n", "00000000000000000000000006 a=b\n"}) {
        std::string content = records;
        const std::size_t size = content.size();
        content.resize(512);
        row(QByteArray("records ") + QByteArray(records).replace('\n', '$'), tarBlock({.name = "pax", .type = 'x'}, size) + content + tarOf({file("f", "x")}), "PAX record");
    }
    const auto sparse = [](const std::string &map, const std::string &size) { return tarOf({{.name = "f", .content = std::string(600, 'x'), .pax = {{"GNU.sparse.size", size}, {"GNU.sparse.map", map}}}}); };
    row("sparse: back", sparse("512,100,0,100", "1000"), "sparse");
    row("sparse: beyond the file", sparse("512,500", "1000"), "sparse");
    row("sparse: more than is stored", sparse("0,601", "1000"), "sparse");
    row("sparse: overflow", sparse("18446744073709551615,2", "1000"), "sparse");
    row("sparse: no numbers", sparse("a,b", "1000"), "sparse");
    row("sparse: half a pair", sparse("1", "1000"), "sparse");
    row("sparse: size", sparse("0,1", "99999999999999999999"), "sparse");
    const auto inContent = [](const std::string &map) { return tarOf({{.name = "f", .content = map, .pax = {{"GNU.sparse.major", "1"}, {"GNU.sparse.minor", "0"}, {"GNU.sparse.realsize", "9"}}}}); };
    row("sparse: no map", inContent(""), "sparse");
    row("sparse: endless map", inContent(std::string(2048, '1')), "sparse");
    row("sparse: many segments", inContent("999999999\n" + std::string(512, '1')), "sparse");
    row("device", tarOf({{.name = "f", .type = '3', .major = 0777777, .minor = 0}, file("x", "x")}).replace(329, 8, "zzzzzzzz"), "checksum");
}

void TestTarReader::refuses()
{
    QFETCH(QByteArray, tar);
    QFETCH(QByteArray, says);
    const auto members = readAll(tar.toStdString());
    QVERIFY(!members);
    QVERIFY(members.error().code == ErrorCode::InvalidInput || members.error().code == ErrorCode::Unsupported);
    QVERIFY2(members.error().message.find(says.toStdString()) != std::string::npos, members.error().message.c_str());
    QVERIFY2(members.error().message.starts_with("tar header at byte "), members.error().message.c_str());
    QVERIFY2(members.error().message.size() < 1000, members.error().message.c_str());
}

void TestTarReader::findsContents()
{
    const std::string tar = tarOf({file("a", "first"), {.name = "b", .content = std::string(700, 'b'), .pax = {{"path", std::string(600, 'p')}}}, directory("d"), file("c", "last")});
    const auto members = readAll(tar);
    VERIFY_RESULT(members);
    for (const auto &[index, content] : {std::pair{0U, std::string("first")}, {1U, std::string(700, 'b')}, {3U, std::string("last")}}) {
        QCOMPARE_EQ((*members)[index].storedSize, content.size());
        QCOMPARE_EQ(tar.substr((*members)[index].content, content.size()), content);
    }
}

void TestTarReader::writesWhatItReads_data()
{
    QTest::addColumn<Entry>("entry");
    QTest::addColumn<int>("blocks"); // 1: nothing that ustar cannot say
    const auto row = [](const char *name, const Entry &entry, int blocks) { QTest::newRow(name) << entry << blocks; };
    const std::string part(50, 'p');
    row("file", {.path = "f", .mode = 0644, .uid = 1000, .gid = 100, .user = "me", .group = "us", .modified = {1'000'000'000, 0}}, 1);
    row("setuid", {.path = "f", .mode = 07777}, 1);
    row("100 bytes", {.path = std::string(100, 'n')}, 1);
    row("101 bytes", {.path = std::string(101, 'n')}, 3);
    row("prefix", {.path = part + '/' + part + '/' + part + '/' + part}, 1);
    row("prefix of a directory", {.path = std::string(150, 'd') + '/' + std::string(99, 'e'), .type = EntryType::Directory}, 1);
    row("long directory", {.path = std::string(200, 'd'), .type = EntryType::Directory}, 3);
    row("very long", {.path = std::string(4000, 'v')}, 10);
    row("UTF-8", {.path = "caf\xc3\xa9"}, 3);
    row("no UTF-8", {.path = "a\xff\n"}, 1);
    row("no UTF-8, long", {.path = std::string(300, '\xff')}, 3);
    row("link", {.path = "l", .type = EntryType::SymbolicLink, .mode = 0777, .linkTarget = "../x"}, 1);
    row("long link", {.path = "l", .type = EntryType::SymbolicLink, .linkTarget = std::string(101, 'x')}, 3);
    row("hard link", {.path = "l", .type = EntryType::HardLink, .linkTarget = "a/b"}, 1);
    row("nanoseconds", {.path = "f", .modified = {1'700'000'000, 5}}, 3);
    row("half a second", {.path = "f", .modified = {1'700'000'000, 500'000'000}}, 3);
    row("before 1970", {.path = "f", .modified = {-5, 0}}, 3);
    row("just before 1970", {.path = "f", .modified = {-1, 750'000'000}}, 3);
    row("after 2242", {.path = "f", .modified = {8'589'934'592, 0}}, 3);
    row("last second of ustar", {.path = "f", .modified = {8'589'934'591, 0}}, 1);
    row("large owner", {.path = "f", .uid = 2'097'152, .gid = 4'294'967'294}, 3);
    row("last owner of ustar", {.path = "f", .uid = 2'097'151, .gid = 2'097'151}, 1);
    row("long user", {.path = "f", .user = std::string(32, 'u'), .group = "gr\xc3\xbcn"}, 3);
    row("device", {.path = "d", .type = EntryType::CharacterDevice, .deviceMajor = 4095, .deviceMinor = 1'048'575}, 1);
    row("block device", {.path = "d", .type = EntryType::BlockDevice, .deviceMajor = 8}, 1);
    row("fifo", {.path = "p", .type = EntryType::Fifo}, 1);
    row("attributes", {.path = "f", .xattrs = {{"security.capability", std::string("\1\0\0\2=\n\0", 7)}, {"user.a=b", "x"}, {"user.empty", ""}}}, 3);
}

void TestTarReader::writesWhatItReads()
{
    QFETCH(Entry, entry);
    QFETCH(int, blocks);
    const auto header = tarHeader(entry);
    VERIFY_RESULT(header);
    QCOMPARE_EQ(header->size(), static_cast<std::size_t>(blocks) * 512);
    const auto members = readAll(*header + tarEnd());
    VERIFY_RESULT(members);
    QCOMPARE_EQ(members->size(), 1u);
    Entry read = members->front().entry;
    if (read.type == EntryType::Directory && read.path.ends_with('/'))
        read.path.pop_back();
    QVERIFY(read == entry);
}

void TestTarReader::cutAnywhereIsAnErrorOrAnEnd()
{
    const std::string tar = tarOf({file("a", std::string(700, 'a')), {.name = "b", .content = "x", .pax = {{"path", std::string(600, 'p')}}}, softlink("l", "a")}, false);
    for (std::size_t size = 0; size < tar.size(); size += 17) {
        const auto members = readAll(tar.substr(0, size));
        // Only between the end of a content and the next header can nobody tell; a digest does that.
        const bool atEnd = size == 0 || (size >= 512 + 700 && size <= 1536) || (size > 1536 + 512 + 1024 + 512 && size <= 4096);
        QVERIFY2(members.has_value() == atEnd, std::to_string(size).c_str());
    }
}

// Whatever pieces a tar comes in, the counter sees as many entries as the reader.
void TestTarReader::entriesAreCountedInPieces()
{
    std::mt19937 random(20261126);
    for (int round = 0; round < 60; ++round) {
        std::string tar;
        for (int i = 0; i < 20; ++i) {
            const std::string name = std::format("file-{}", i);
            const std::string content(random() % 3 ? random() % 2000 : 0, 'c');
            switch (random() % 7) {
            case 0: tar += tarOf({directory(name)}, false); break;
            case 1: tar += tarOf({softlink(name, "x")}, false); break;
            case 2: tar += gnuLong('L', std::string(300, 'n')) + tarOf({file(name, content)}, false); break;
            case 3: tar += tarOf({{.name = name, .content = content, .pax = {{"comment", std::string(random() % 3000, 'p')}}}}, false); break;
            case 4: tar += tarOf({{.name = name, .content = content, .pax = {{"size", std::to_string(content.size())}}, .sizeField = "00000000001"}}, false); break;
            // A link with a size has no content all the same.
            case 5: tar += tarOf({{.name = name, .type = '1', .link = "x", .sizeField = "00000004000"}}, false); break;
            default: tar += tarOf({file(name, content)}, false); break;
            }
        }
        tar += std::string(1024, '\0');
        const auto members = readAll(tar);
        VERIFY_RESULT(members);
        EntryCounter counter(1000, 0);
        for (std::size_t at = 0; at < tar.size();) {
            const std::size_t size = 1 + random() % 1500;
            QVERIFY(counter.add(std::string_view(tar).substr(at, size)));
            at += size;
        }
        QCOMPARE_EQ(counter.count(), members->size());
    }
}

void TestTarReader::countingRefusesEarly()
{
    std::string tar;
    for (int i = 0; i < 100; ++i)
        tar += tarOf({file(std::format("file-{}", i), "x")}, false);
    EntryCounter counter(10, 3);
    std::size_t taken = 0;
    Result<> counted;
    while (counted && taken < tar.size()) {
        counted = counter.add(std::string_view(tar).substr(taken, 512));
        taken += 512;
    }
    QVERIFY(!counted);
    QCOMPARE_EQ(counted.error().message, std::string("more than 10 entries"));
    QCOMPARE_EQ(taken, std::size_t{7 * 1024 + 512});
    // Headers that are no entries have an end, too.
    std::string headers;
    for (int i = 0; i < 100; ++i)
        headers += tarBlock({.name = "g", .type = 'g'}, 0);
    EntryCounter other(10, 0);
    const auto refused = other.add(headers);
    QVERIFY(!refused);
    QCOMPARE_EQ(refused.error().message, std::string("more than 40 headers"));
    // What is no tar is the reader's to tell.
    EntryCounter none(1, 0);
    QVERIFY(none.add(std::string(100'000, 'x')));
    QCOMPARE_EQ(none.count(), 0u);
}

QTEST_GUILESS_MAIN(TestTarReader)
#include "tst_tarreader.moc"
