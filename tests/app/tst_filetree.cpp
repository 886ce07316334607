#include "documents/filetree.h"
#include "support/support.h"

using namespace whittle;
using namespace whittle::app;

namespace {

FileRecord fileOf(std::string path, std::uint64_t size = 1, image::EntryType type = image::EntryType::Regular)
{
    FileRecord record;
    record.path = std::move(path);
    record.size = size;
    record.type = type;
    return record;
}

} // namespace

class TestFileTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyHasItsRoot()
    {
        const FileTree tree;
        QCOMPARE_EQ(tree.count(), 1U);
        QCOMPARE_EQ(tree.path(kRootFile), std::string());
        QCOMPARE_EQ(tree.find(""), kRootFile);
        QCOMPARE_EQ(tree.find("a"), kNoFile);
        QCOMPARE_EQ(tree.node(kRootFile).treeSize, 0U);
    }

    void findsWhatWentIn()
    {
        // "a-b" comes between "a" and "a/c" by bytes; parents are missing or come late.
        const std::vector<std::string> paths{"a-b", "a/c", "a", "usr/share/doc/x/README", "usr/share", "z", "usr/Share"};
        std::vector<FileRecord> records;
        for (const auto &path : paths)
            records.push_back(fileOf(path, path.size(), path == "a" || path == "usr/share" ? image::EntryType::Directory : image::EntryType::Regular));
        const FileTree tree(records);
        QCOMPARE_EQ(tree.count(), 11U); // with the root, usr, usr/share/doc and usr/share/doc/x
        for (const auto &path : paths) {
            const auto id = tree.find(path);
            QVERIFY2(id != kNoFile, path.c_str());
            QCOMPARE_EQ(tree.path(id), path);
        }
        QVERIFY(tree.node(tree.find("usr/share/doc")).isDirectory());
        QCOMPARE_EQ(tree.node(tree.find("usr/share/doc")).mode, 0755U);
        QCOMPARE_EQ(tree.find("usr/shar"), kNoFile);
        QCOMPARE_EQ(tree.find("a/c/d"), kNoFile);
    }

    void childrenAreSideBySide()
    {
        const FileTree tree({fileOf("b/2"), fileOf("b/1"), fileOf("a"), fileOf("b/3/x")});
        for (FileId id = 0; id < tree.count(); ++id) {
            const auto &node = tree.node(id);
            for (FileId child = node.firstChild; child < node.firstChild + node.childCount; ++child) {
                QCOMPARE_EQ(tree.node(child).parent, id);
                QVERIFY(child > id);
                QVERIFY(child == node.firstChild || tree.name(child - 1) < tree.name(child));
            }
        }
        QVERIFY(tree.isBelow(tree.find("b/3/x"), tree.find("b")));
        QVERIFY(tree.isBelow(tree.find("b"), tree.find("b")));
        QVERIFY(!tree.isBelow(tree.find("a"), tree.find("b")));
        QVERIFY(tree.isBelow(tree.find("a"), kRootFile));
    }

    void sizesAddUp()
    {
        const FileTree tree({fileOf("d/a", 10), fileOf("d/e/b", 5), fileOf("c", 1), fileOf("d", 4096, image::EntryType::Directory)});
        QCOMPARE_EQ(tree.node(kRootFile).treeSize, 16U);
        QCOMPARE_EQ(tree.node(kRootFile).treeFiles, 3U);
        QCOMPARE_EQ(tree.node(tree.find("d")).treeSize, 15U); // a directory has no content of its own
        QCOMPARE_EQ(tree.node(tree.find("d/e")).treeFiles, 1U);
    }

    void strangeInput()
    {
        // Twice; a file with something below it; bytes that are no UTF-8; a deep one.
        std::string deep = "deep";
        for (int i = 0; i < 1000; ++i)
            deep += "/d";
        const FileTree tree({fileOf("twice", 1), fileOf("twice", 2), fileOf("file", 7), fileOf("file/below", 3), fileOf("bad\xff\xfe", 1), fileOf(deep, 9)});
        QCOMPARE_EQ(tree.node(tree.find("twice")).size, 2U);
        QVERIFY(tree.node(tree.find("file")).isDirectory());
        QCOMPARE_EQ(tree.node(tree.find("file")).treeSize, 3U);
        QCOMPARE_EQ(tree.path(tree.find("bad\xff\xfe")), std::string("bad\xff\xfe"));
        QCOMPARE_EQ(tree.path(tree.find(deep)), deep);
    }

    void lowerNamesFollowTheIds()
    {
        const FileTree tree({fileOf("README"), fileOf("Usr/LIB")});
        for (FileId id = 0; id < tree.count(); ++id) {
            const auto &node = tree.node(id);
            QCOMPARE_EQ(QString::fromStdString(tree.lowerNames().substr(node.nameBegin, node.nameSize)), QString::fromUtf8(tree.name(id).data(), static_cast<qsizetype>(tree.name(id).size())).toLower());
            QCOMPARE_EQ(tree.lowerNames()[node.nameBegin + node.nameSize], '\0');
        }
    }
};

QTEST_GUILESS_MAIN(TestFileTree)
#include "tst_filetree.moc"
