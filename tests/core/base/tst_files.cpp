#include "base/files.h"
#include "support/support.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

using namespace whittle;

class TestFiles : public QObject
{
    Q_OBJECT

private slots:
    void replacesAtomicallyAndKeepsTheMode();
    void followsALinkToTheFile();
    void leavesTheOldFileWhenTheFolderIsGone();
    void limitsWhatItReads();
    void saysBeforehandWhatCannotBeWritten();
    void removesTemporaryDirectories();
};

void TestFiles::replacesAtomicallyAndKeepsTheMode()
{
    const auto dir = TemporaryDirectory::create();
    VERIFY_RESULT(dir);
    const std::string path = dir->path() + "/profile.json";
    VERIFY_RESULT(writeFileAtomically(path, "one"));
    QCOMPARE_EQ(::chmod(path.c_str(), 0640), 0);
    VERIFY_RESULT(writeFileAtomically(path, "two"));
    QCOMPARE_EQ(readFile(path).value(), "two");
    struct stat status = {};
    QCOMPARE_EQ(::stat(path.c_str(), &status), 0);
    QCOMPARE_EQ(status.st_mode & 07777U, 0640U);
    int files = 0;
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator(dir->path()))
        ++files;
    QCOMPARE_EQ(files, 1);
}

void TestFiles::followsALinkToTheFile()
{
    const auto dir = TemporaryDirectory::create();
    VERIFY_RESULT(dir);
    const std::string target = dir->path() + "/target";
    const std::string link = dir->path() + "/link";
    VERIFY_RESULT(writeFileAtomically(target, "one"));
    QCOMPARE_EQ(::symlink("target", link.c_str()), 0);
    VERIFY_RESULT(writeFileAtomically(link, "two"));
    QVERIFY(std::filesystem::is_symlink(link));
    QCOMPARE_EQ(readFile(target).value(), "two");
}

void TestFiles::leavesTheOldFileWhenTheFolderIsGone()
{
    const auto done = writeFileAtomically("/nonexistent-folder/profile.json", "x");
    QVERIFY(!done);
    QCOMPARE_EQ(done.error().code, ErrorCode::NotFound);
    QVERIFY(done.error().message.contains("/nonexistent-folder/profile.json"));
}

void TestFiles::limitsWhatItReads()
{
    const auto dir = TemporaryDirectory::create();
    VERIFY_RESULT(dir);
    const std::string path = dir->path() + "/file";
    VERIFY_RESULT(writeFileAtomically(path, std::string(1000, 'x')));
    QVERIFY(readFile(path, 1000).has_value());
    const auto tooLarge = readFile(path, 999);
    QVERIFY(!tooLarge);
    QCOMPARE_EQ(tooLarge.error().code, ErrorCode::InvalidInput);
    QVERIFY(!readFile(dir->path()).has_value());
}

void TestFiles::saysBeforehandWhatCannotBeWritten()
{
    const auto dir = TemporaryDirectory::create();
    VERIFY_RESULT(dir);
    const std::string path = dir->path() + "/file";
    VERIFY_RESULT(checkWritable(path));
    QVERIFY(std::filesystem::is_empty(dir->path()));
    VERIFY_RESULT(writeFileAtomically(path, "x"));
    VERIFY_RESULT(checkWritable(path));
    VERIFY_RESULT(checkWritable("-"));
    VERIFY_RESULT(checkWritable("/dev/null"));
    for (const std::string &bad : {dir->path(), path + "/below", dir->path() + "/no/such"}) {
        const auto done = checkWritable(bad);
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(bad), done.error().message.c_str());
    }
    // The kernel's own files cannot be made by anybody, root included.
    QVERIFY(!checkWritable("/proc/whittle-test"));
}

void TestFiles::removesTemporaryDirectories()
{
    std::string path;
    {
        auto dir = TemporaryDirectory::create();
        VERIFY_RESULT(dir);
        path = dir->path();
        VERIFY_RESULT(writeFileAtomically(path + "/file", "x"));
        const TemporaryDirectory moved = std::move(*dir);
        QCOMPARE_EQ(moved.path(), path);
        QVERIFY(std::filesystem::exists(path));
    }
    QVERIFY(!std::filesystem::exists(path));
}

QTEST_APPLESS_MAIN(TestFiles)
#include "tst_files.moc"
