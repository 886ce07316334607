#include "slim/missing_files.h"

#include "base/files.h"
#include "base/sha256.h"
#include "image/image.h"
#include "support/support.h"
#include "support/tar_maker.h"

#include <cerrno>
#include <format>

using namespace whittle;
using namespace whittle::slim;
using test::TarMaker;

namespace {

namespace op = trace::path_operation;

trace::PathUse use(const std::string &path, int error, std::int64_t at, std::uint32_t operations = op::kRead)
{
    trace::PathUse one{.path = path, .operations = operations, .count = 1, .errors = {}, .successes = error == 0 ? 1U : 0U, .firstSeenNs = at};
    if (error != 0)
        one.errors = {{error, 1}};
    return one;
}

trace::Recording recordingOf(std::vector<trace::PathUse> uses)
{
    trace::Recording recording;
    recording.processes.push_back({.comm = "server", .paths = std::move(uses)});
    return recording;
}

std::vector<std::string> paths(const std::vector<MissingFile> &files)
{
    std::vector<std::string> list;
    for (const MissingFile &file : files)
        list.push_back(file.path);
    return list;
}

} // namespace

class TestMissingFiles : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void namesWhatWasLookedForInTheOrderOfTime();
    void followsLinks();
    void whatNeverWasExplainsNothing();
    void fallsBackToWhatWasUsed();
    void fallsBackToDirectoriesThatWereListed();

private:
    std::optional<TemporaryDirectory> m_folder;
    std::optional<image::Image> m_image;
    Selection m_selection;
};

void TestMissingFiles::initTestCase()
{
    auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    m_folder.emplace(*std::move(folder));
    const std::string layer = TarMaker().directory("etc").file("etc/kept", "k").file("etc/first", "1").file("etc/second", "2").directory("plugins").file("plugins/a", "a")
        .file("plugins/b", "b").link("lib", "usr/lib").directory("usr").directory("usr/lib").file("usr/lib/x.so", "x").finish();
    const std::string config = std::format(R"({{"architecture":"amd64","os":"linux","rootfs":{{"type":"layers","diff_ids":["{}"]}}}})", sha256Digest(layer));
    const std::string path = m_folder->path() + "/image.tar";
    VERIFY_RESULT(writeFileAtomically(path, TarMaker().file("layer.tar", layer).file("c.json", config).file("manifest.json", R"([{"Config":"c.json","RepoTags":null,"Layers":["layer.tar"]}])").finish()));
    auto image = image::Image::open({.path = path, .reference = {}, .platform = {}, .limits = {}}, {}, {});
    VERIFY_RESULT(image);
    m_image.emplace(*std::move(image));
    m_image->files().forEach([this](const image::IndexedFile &file) {
        if (file.entry.path == "etc/kept" || file.entry.path == "etc" || file.entry.path == "lib" || file.entry.path == "plugins")
            m_selection.kept[file.entry.path] = {.size = 0, .reasons = {{}}};
        else
            m_selection.removed[file.entry.path] = file.entry.size;
        return true;
    });
}

void TestMissingFiles::namesWhatWasLookedForInTheOrderOfTime()
{
    const auto slim = recordingOf({use("/etc/first", ENOENT, 30), use("/etc/kept", 0, 10), use("/etc/second", ENOENT, 20)});
    const auto files = missingFiles(m_image->files(), m_selection, &slim, {});
    QCOMPARE_EQ(paths(files), (std::vector<std::string>{"/etc/second", "/etc/first"}));
    QVERIFY2(files.front().evidence.contains("server looked for it"), files.front().evidence.c_str());
    QVERIFY(!files.front().proven);
}

void TestMissingFiles::followsLinks()
{
    const auto slim = recordingOf({use("/lib/x.so", ENOENT, 1)});
    QCOMPARE_EQ(paths(missingFiles(m_image->files(), m_selection, &slim, {})), std::vector<std::string>{"/lib/x.so"});
}

void TestMissingFiles::whatNeverWasExplainsNothing()
{
    // Neither what the image never had, nor what was refused for another reason, nor what the fat image's run did not get either.
    const auto slim = recordingOf({use("/etc/never", ENOENT, 1), use("/etc/first", EACCES, 2), use("/etc/second", ENOENT, 3), use("relative", ENOENT, 4)});
    const auto fat = recordingOf({use("/etc/second", ENOENT, 1)});
    QVERIFY(missingFiles(m_image->files(), m_selection, &slim, fat).empty());
}

void TestMissingFiles::fallsBackToWhatWasUsed()
{
    const auto fat = recordingOf({use("/etc/first", 0, 2), use("/etc/kept", 0, 1)});
    QCOMPARE_EQ(paths(missingFiles(m_image->files(), m_selection, nullptr, fat)), std::vector<std::string>{"/etc/first"});
    // Behind what was looked for, and once.
    const auto slim = recordingOf({use("/etc/second", ENOENT, 1)});
    const auto both = recordingOf({use("/etc/first", 0, 1), use("/etc/second", 0, 2)});
    QCOMPARE_EQ(paths(missingFiles(m_image->files(), m_selection, &slim, both)), (std::vector<std::string>{"/etc/second", "/etc/first"}));
}

void TestMissingFiles::fallsBackToDirectoriesThatWereListed()
{
    const auto slim = recordingOf({use("/plugins", 0, 1, op::kList)});
    QCOMPARE_EQ(paths(missingFiles(m_image->files(), m_selection, &slim, {})), (std::vector<std::string>{"/plugins/a", "/plugins/b"}));
}

QTEST_GUILESS_MAIN(TestMissingFiles)
#include "tst_missing_files.moc"
