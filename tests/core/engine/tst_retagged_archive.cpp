#include "engine/retagged_archive.h"

#include "base/files.h"
#include "base/sha256.h"
#include "image/image.h"
#include "support/support.h"
#include "support/tar_maker.h"

#include <array>
#include <format>

using namespace whittle;
using namespace whittle::engine;
using test::TarMaker;

namespace {

const char *const kReference = "localhost/whittle-build:x.1";

Result<std::string> readAll(const std::string &path)
{
    auto source = retaggedArchive(path, kReference);
    if (!source)
        return std::unexpected(source.error());
    std::string content;
    std::array<char, 777> buffer;
    for (;;) {
        const auto got = source->read(buffer);
        if (!got)
            return std::unexpected(got.error());
        if (*got == 0)
            return content;
        content.append(buffer.data(), *got);
    }
}

} // namespace

class TestRetaggedArchive : public QObject
{
    Q_OBJECT
private slots:
    void changesTheNameAlone();
    void refuses_data();
    void refuses();

private:
    std::string write(const std::string &content)
    {
        if (!m_folder)
            m_folder.emplace(*TemporaryDirectory::create());
        const std::string path = m_folder->path() + "/in.tar";
        return writeFileAtomically(path, content) ? path : std::string();
    }
    std::optional<TemporaryDirectory> m_folder;
};

void TestRetaggedArchive::changesTheNameAlone()
{
    const std::string layer = TarMaker().directory("etc").file("etc/conf", std::string(300'000, 'x')).finish();
    const std::string config = std::format(R"({{"architecture":"amd64","os":"linux","config":{{"Cmd":["x"]}},"rootfs":{{"type":"layers","diff_ids":["{}"]}}}})", sha256Digest(layer));
    // Other lists of names, which engines would ask as well.
    const std::string path = write(TarMaker().file("oci-layout", R"({"imageLayoutVersion":"1.0.0"})").file("index.json", "{}").file("repositories", R"({"web":{"1":"x"}})")
        .directory("blobs").file("blobs/layer.tar", layer).file("config.json", config)
        .file("manifest.json", R"([{"Config":"config.json","RepoTags":["web:1","web:2"],"Layers":["blobs/layer.tar"]}])").finish());
    const auto content = readAll(path);
    VERIFY_RESULT(content);
    QVERIFY(!content->contains("oci-layout") && !content->contains("repositories") && !content->contains("web:1"));
    const std::string out = m_folder->path() + "/out.tar";
    VERIFY_RESULT(writeFileAtomically(out, *content));
    const auto image = image::Image::open({.path = out, .reference = {}, .platform = {}, .limits = {}}, {}, {});
    VERIFY_RESULT(image);
    QCOMPARE_EQ(image->references(), std::vector<std::string>{kReference});
    QCOMPARE_EQ(image->configText(), config);
    QCOMPARE_EQ(image->layers().at(0).diffId, sha256Digest(layer));
}

void TestRetaggedArchive::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("code");
    const auto tar = [](const TarMaker &maker) { return QByteArray::fromStdString(maker.finish()); };
    QTest::newRow("no archive") << QByteArray("hello") << static_cast<int>(ErrorCode::InvalidInput);
    QTest::newRow("an OCI layout") << tar(TarMaker().file("oci-layout", "{}").file("index.json", "{}")) << static_cast<int>(ErrorCode::Unsupported);
    QTest::newRow("several images") << tar(TarMaker().file("manifest.json", "[{},{}]")) << static_cast<int>(ErrorCode::Unsupported);
    QTest::newRow("manifest that is none") << tar(TarMaker().file("manifest.json", "{}")) << static_cast<int>(ErrorCode::InvalidInput);
    QTest::newRow("manifest that is no JSON") << tar(TarMaker().file("manifest.json", "[")) << static_cast<int>(ErrorCode::InvalidInput);
    const QByteArray whole = tar(TarMaker().file("layer.tar", std::string(100'000, 'x')).file("manifest.json", "[{}]"));
    QTest::newRow("cut") << whole.first(50'000) << static_cast<int>(ErrorCode::InvalidInput);
}

void TestRetaggedArchive::refuses()
{
    QFETCH(QByteArray, content);
    const std::string path = write(content.toStdString());
    const auto read = readAll(path);
    QVERIFY(!read);
    QTEST(static_cast<int>(read.error().code), "code");
    QVERIFY2(read.error().message.contains(path), read.error().message.c_str());
    QCOMPARE_EQ(readAll("/no/such.tar").error().code, ErrorCode::NotFound);
    QCOMPARE_EQ(readAll("/tmp").error().code, ErrorCode::Unsupported);
}

QTEST_GUILESS_MAIN(TestRetaggedArchive)
#include "tst_retagged_archive.moc"
