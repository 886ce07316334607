#include "base/files.h"
#include "base/subprocess.h"
#include "engine/tar.h"
#include "support/support.h"

#include <sys/stat.h>

using namespace whittle;
using namespace whittle::engine;

class TestTar : public QObject
{
    Q_OBJECT
private slots:
    void tarUnpacksIt_data();
    void tarUnpacksIt();
};

void TestTar::tarUnpacksIt_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 511, 512, 513, 5'000'000})
        QTest::addRow("%d bytes", size) << size;
}

// The referee is tar(1).
void TestTar::tarUnpacksIt()
{
    QFETCH(int, size);
    std::string content(static_cast<std::size_t>(size), 'c');
    auto directory = TemporaryDirectory::create();
    VERIFY_RESULT(directory);
    const std::string archive = directory->path() + "/a.tar";
    const std::string bytes = tarOfFile(".hidden-tool", 0755, content);
    QCOMPARE_EQ(bytes.size() % 512, 0U);
    VERIFY_RESULT(writeFileAtomically(archive, bytes));
    auto process = Subprocess::start({.command = {"tar", "--extract", "--preserve-permissions", "--file", archive, "--directory", directory->path()}});
    VERIFY_RESULT(process);
    const auto end = process->wait(std::chrono::seconds(20));
    VERIFY_RESULT(end);
    QCOMPARE_EQ((*end)->status, 0);
    const std::string path = directory->path() + "/.hidden-tool";
    QVERIFY(test::contentOf(path) == content);
    struct stat status = {};
    QCOMPARE_EQ(::stat(path.c_str(), &status), 0);
    QCOMPARE_EQ(status.st_mode & 07777, 0755U);
}

QTEST_GUILESS_MAIN(TestTar)
#include "tst_tar.moc"
