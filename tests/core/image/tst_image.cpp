#include "image/image.h"

#include "base/files.h"
#include "image/file_index.h"
#include "image/image_choice.h"
#include "image_maker.h"
#include "support/support.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <format>
#include <random>
#include <set>

using namespace whittle;
using namespace whittle::image;
using namespace whittle::test;

// Opening images: the forms they come in, which of several, and what is wrong with hostile ones.
class TestImage : public QObject
{
    Q_OBJECT
private slots:
    void readsForms_data();
    void readsForms();
    void readsADirectory();
    void tellsOfConfigAndHistory();
    void sharedLayersMayBeLinks();
    void choosesByReference_data();
    void choosesByReference();
    void listsWhatCanBeAskedFor();
    void choosesByPlatform_data();
    void choosesByPlatform();
    void passesOverAttestations();
    void refused_data();
    void refused();
    void pathsThatAreNoArchives();
    void directoriesWithLinksOut();
    void limitsHold_data();
    void limitsHold();
    void stopsAtOnce();
    void leavesNoTemporaryFile();
    void brokenBytesNeverCrash_data();
    void brokenBytesNeverCrash();
};

namespace {

const std::string kPlatform = R"(,"platform":{{"os":"linux","architecture":"{}"{}}})";

ImageMaker twoLayers()
{
    return {.layers = {tarOf({directory("etc"), file("etc/hostname", "fat"), file("gone", "x")}), tarOf({file("etc/new", "new"), file(".wh.gone", "")})}};
}

// The named filters for its layers: "none" for the layer itself.
ImageMaker packed(const std::string &first, const std::string &second)
{
    ImageMaker maker = twoLayers();
    const auto blob = [](const std::string &layer, const std::string &filter) { return filter == "none" ? layer : compressed(layer, filter); };
    maker.blobs = {blob(maker.layers[0], first), blob(maker.layers[1], second)};
    return maker;
}

std::string withManifestJson(const ImageMaker &maker)
{
    auto files = maker.layout();
    files["manifest.json"] = std::format(R"([{{"Config":"blobs/sha256/{}","RepoTags":["docker/name:2"],"Layers":["blobs/sha256/{}","blobs/sha256/{}"]}}])", sha256(maker.config()),
                                         sha256(maker.blob(0)), sha256(maker.blob(1)));
    return tarOfFiles(files);
}

void write(const std::string &path, const std::string &content)
{
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    const auto done = writeFileAtomically(path, content);
    QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
}

void writeLayout(const std::string &folder, const std::map<std::string, std::string> &files)
{
    for (const auto &[name, content] : files)
        write(folder + '/' + name, content);
}

// Three images in one layout: two platforms of one, one of another name.
std::map<std::string, std::string> severalImages()
{
    ImageMaker amd = twoLayers();
    ImageMaker arm = twoLayers();
    arm.architecture = "arm64";
    ImageMaker other = twoLayers();
    other.extraConfig = R"("author":"other",)";
    auto files = amd.layout();
    files.merge(arm.layout());
    files.merge(other.layout());
    const std::string inner = indexOf({{amd.manifest(), std::vformat(kPlatform, std::make_format_args("amd64", ""))}, {arm.manifest(), std::vformat(kPlatform, std::make_format_args("arm64", R"(,"variant":"v8")"))}});
    files["blobs/sha256/" + sha256(inner)] = inner;
    files["index.json"] = indexOf({{inner, R"(,"annotations":{"io.containerd.image.name":"docker.io/library/shop:1","org.opencontainers.image.ref.name":"1"})",
                                    "application/vnd.oci.image.index.v1+json"},
                                   {other.manifest(), R"(,"annotations":{"org.opencontainers.image.ref.name":"registry:5000/other"})"}});
    return files;
}

} // namespace

void TestImage::readsForms_data()
{
    QTest::addColumn<QByteArray>("archive");
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("compression");
    const auto row = [](const char *name, const std::string &archive, const char *reference, const char *compression) {
        QTest::newRow(name) << QByteArray::fromStdString(archive) << QByteArray(reference) << QByteArray(compression);
    };
    const ImageMaker plain = twoLayers();
    row("docker", plain.dockerArchive(), "test/image:1", "none none");
    row("docker, gzip layers", packed("gzip", "gzip").dockerArchive(), "test/image:1", "gzip gzip");
    row("docker and OCI", withManifestJson(plain), "test/image:1 docker/name:2", "none none");
    row("OCI", tarOfFiles(plain.layout()), "test/image:1", "none none");
    row("OCI, gzip and zstd", tarOfFiles(packed("gzip", "zstd").layout()), "test/image:1", "gzip zstd");
    row("OCI, xz and bzip2", tarOfFiles(packed("xz", "bzip2").layout()), "test/image:1", "xz bzip2");
    row("docker, gzip around", compressed(plain.dockerArchive(), "gzip"), "test/image:1", "none none");
    row("docker, zstd around", compressed(plain.dockerArchive(), "zstd"), "test/image:1", "none none");
    row("OCI, xz around gzip", compressed(tarOfFiles(packed("gzip", "none").layout()), "xz"), "test/image:1", "gzip none");
    ImageMaker members = packed("none", "none");
    const std::string twoMembers = compressed(members.layers[0].substr(0, 700), "gzip") + compressed(members.layers[0].substr(700), "gzip");
    members.blobs[0] = twoMembers;
    row("gzip in two members", tarOfFiles(members.layout()), "test/image:1", "gzip none");
    std::string dotted = plain.dockerArchive();
    row("names with dots", tarOf({file("./oci-layout", plain.layout()["oci-layout"])}, false) + [&] {
        std::string tar;
        for (const auto &[name, content] : plain.layout())
            tar += tarOf({file("./" + name, content)}, false);
        return tar;
    }(), "test/image:1", "none none");
}

void TestImage::readsForms()
{
    QFETCH(QByteArray, archive);
    QFETCH(QByteArray, reference);
    QFETCH(QByteArray, compression);
    const auto image = openBytes(archive.toStdString());
    VERIFY_RESULT(image);
    QCOMPARE_EQ(listingOf(*image), std::string("etc d755 0:0 0\netc/hostname -644 0:0 3\netc/new -644 0:0 3\n"));
    QCOMPARE_EQ(*image->files().content("etc/hostname"), std::string("fat"));
    QCOMPARE_EQ(*image->files().content("etc/new"), std::string("new"));
    QStringList references;
    for (const std::string &each : image->references())
        references << QString::fromStdString(each);
    QCOMPARE_EQ(references.join(' ').toUtf8(), reference);
    QStringList filters;
    for (const Layer &layer : image->layers()) {
        filters << QString::fromStdString(layer.compression);
        QVERIFY(layer.digest.starts_with("sha256:"));
        QCOMPARE_EQ(layer.digest == layer.diffId, layer.compression == "none");
        QCOMPARE_EQ(layer.size == layer.tarSize, layer.compression == "none");
    }
    QCOMPARE_EQ(filters.join(' ').toUtf8(), compression);
    QCOMPARE_EQ(image->configDigest(), "sha256:" + sha256(image->configText()));
}

void TestImage::readsADirectory()
{
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    const ImageMaker maker = packed("zstd", "none");
    writeLayout(folder->path(), maker.layout());
    const auto image = Image::open({.path = folder->path()}, {}, {});
    VERIFY_RESULT(image);
    QCOMPARE_EQ(image->files().count(), 3u);
    QCOMPARE_EQ(image->manifestDigest(), "sha256:" + sha256(maker.manifest()));
    QCOMPARE_EQ(image->layers()[0].mediaType, std::string("application/vnd.oci.image.layer.v1.tar+zstd"));
}

void TestImage::tellsOfConfigAndHistory()
{
    ImageMaker maker = twoLayers();
    maker.extraConfig = R"("history":[{"created":"2020-01-01T00:00:00Z","created_by":"RUN a","author":"me","comment":"c"},{"created_by":"ENV x","empty_layer":true},{"created_by":null}],)";
    maker.extraConfig += R"("variant":"v3",)";
    std::string config = maker.config();
    // the maker's own history behind it is the one that counts
    const auto image = openBytes(maker.dockerArchive());
    VERIFY_RESULT(image);
    QCOMPARE_EQ(image->configText(), config);
    QCOMPARE_EQ(image->created(), std::string("2024-05-06T07:08:09.123Z"));
    QVERIFY((image->platform() == Platform{"linux", "amd64", "v3"}));
    QCOMPARE_EQ(image->history().size(), 1u);
    QCOMPARE_EQ(image->history()[0].createdBy, std::string("COPY . /"));
    QCOMPARE_EQ(image->manifestDigest(), std::string());
}

// As `docker save` up to version 24 writes a layer that an image has twice.
void TestImage::sharedLayersMayBeLinks()
{
    ImageMaker maker{.layers = {tarOf({file("a", "1")}), tarOf({file("b", "2")}), tarOf({file("a", "1")})}};
    const std::string config = maker.config();
    const std::string manifest = R"([{"Config":"c.json","RepoTags":null,"Layers":["one/layer.tar","two/layer.tar","three/layer.tar"]}])";
    for (const RawEntry &link : {softlink("three/layer.tar", "../one/layer.tar"), hardlink("three/layer.tar", "one/layer.tar")}) {
        const auto image = openBytes(tarOf({directory("one"), file("one/layer.tar", maker.layers[0]), file("two/layer.tar", maker.layers[1]), link, file("c.json", config), file("manifest.json", manifest)}));
        VERIFY_RESULT(image);
        QCOMPARE_EQ(image->files().count(), 2u);
        QCOMPARE_EQ(image->files().find("a")->layer, 2u);
        QVERIFY(image->references().empty());
    }
}

void TestImage::choosesByReference_data()
{
    QTest::addColumn<QByteArray>("reference");
    QTest::addColumn<QByteArray>("author"); // of the config that is found; else an error
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const std::string &reference, const char *author, const char *error) { QTest::newRow(reference.empty() ? "none" : reference.c_str()) << QByteArray::fromStdString(reference) << QByteArray(author) << QByteArray(error); };
    ImageMaker other = twoLayers();
    other.extraConfig = R"("author":"other",)";
    row("", "", "has 2 images; choose one, as FILE@NAME: registry:5000/other, shop:1");
    row("shop:1", "first", "");
    row("docker.io/library/shop:1", "first", "");
    row("shop", "", "has no image \"shop\"; there is registry:5000/other, shop:1");
    row("shop:2", "", "has no image");
    row("registry:5000/other", "other", "");
    row("registry:5000/other:latest", "other", "");
    row("sha256:" + sha256(other.manifest()), "other", "");
    row("sha256:" + sha256(other.config()), "other", "");
    row("any/name@sha256:" + sha256(other.manifest()), "other", "");
    row("sha256:" + std::string(64, '0'), "", "has no image");
}

void TestImage::choosesByReference()
{
    QFETCH(QByteArray, reference);
    QFETCH(QByteArray, author);
    QFETCH(QByteArray, error);
    const auto image = openBytes(tarOfFiles(severalImages()), {.reference = reference.toStdString(), .platform = Platform{"linux", "amd64", ""}});
    if (!error.isEmpty()) {
        QVERIFY(!image);
        QVERIFY2(image.error().message.find(error.toStdString()) != std::string::npos, image.error().message.c_str());
        return;
    }
    VERIFY_RESULT(image);
    QCOMPARE_EQ(image->configText().find("other") != std::string::npos, author == "other");

    // the same of Docker's form
    ImageMaker first = twoLayers();
    ImageMaker second = twoLayers();
    second.extraConfig = R"("author":"other",)";
    const std::string manifest = std::format(R"([{{"Config":"a.json","RepoTags":["shop:1"],"Layers":["0","1"]}},{{"Config":"b.json","RepoTags":["x:1","registry:5000/other:latest"],"Layers":["0","1"]}}])");
    const std::string archive = tarOf({file("0", first.layers[0]), file("1", first.layers[1]), file("a.json", first.config()), file("b.json", second.config()), file("manifest.json", manifest)});
    if (reference.contains(sha256(second.manifest()).c_str()))
        return; // it has no manifests
    const auto docker = openBytes(archive, {.reference = reference.toStdString()});
    VERIFY_RESULT(docker);
    QCOMPARE_EQ(docker->configText().find("other") != std::string::npos, author == "other");
    const auto none = openBytes(archive);
    QVERIFY(!none && none.error().message.find("choose one") != std::string::npos);
}

void TestImage::listsWhatCanBeAskedFor()
{
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    const auto listed = [&folder](const std::string &bytes) {
        const std::string path = folder->path() + "/image.tar";
        return writeFileAtomically(path, bytes).and_then([&] { return listImages({.path = path}, {}, {}); });
    };
    // Every choice that is offered opens one image, and each another one.
    const auto opensAll = [&folder](const std::vector<ImageChoice> &choices) {
        std::set<std::string> configs;
        std::size_t count = 0;
        for (const ImageChoice &choice : choices) {
            for (const Platform &platform : choice.platforms) {
                const auto image = Image::open({.path = folder->path() + "/image.tar", .reference = choice.reference, .platform = platform}, {}, {});
                if (!image)
                    return image.error().message;
                configs.insert(image->configDigest());
                ++count;
            }
        }
        return std::to_string(configs.size()) + " of " + std::to_string(count);
    };
    const auto several = listed(tarOfFiles(severalImages()));
    VERIFY_RESULT(several);
    QCOMPARE_EQ(several->size(), 2u);
    QVERIFY(std::ranges::contains(*several, "shop:1", &ImageChoice::reference));
    std::size_t images = 0;
    for (const ImageChoice &choice : *several)
        images += choice.platforms.size();
    QVERIFY(images >= 2);
    QCOMPARE_EQ(opensAll(*several), std::to_string(images) + " of " + std::to_string(images));

    // Docker's form; the same name twice, and none.
    const ImageMaker first = twoLayers();
    ImageMaker second = twoLayers();
    second.extraConfig = R"("author":"other",)";
    for (const std::string names : {R"(["a:1"]|["b:1","c:1"])", R"(["a:1"]|["a:1"])", "null|null"}) {
        const std::string manifest = std::format(R"([{{"Config":"a.json","RepoTags":{},"Layers":["0","1"]}},{{"Config":"b.json","RepoTags":{},"Layers":["0","1"]}}])",
                                                 names.substr(0, names.find('|')), names.substr(names.find('|') + 1));
        const auto both = listed(tarOf({file("0", first.layers[0]), file("1", first.layers[1]), file("a.json", first.config()), file("b.json", second.config()), file("manifest.json", manifest)}));
        VERIFY_RESULT(both);
        QCOMPARE_EQ(opensAll(*both), std::string("2 of 2"));
        const std::string reference = names.starts_with("[\"a:1\"]|[\"b") ? "a:1" : "a.json";
        QCOMPARE_EQ(both->front().reference, reference);
    }
    const auto one = listed(first.dockerArchive());
    VERIFY_RESULT(one);
    QCOMPARE_EQ(one->size(), 1u);
    const auto none = listed(tarOf({file("x", "y")}));
    QVERIFY(!none && none.error().message.find("image.tar: is no image") != std::string::npos);
}

void TestImage::choosesByPlatform_data()
{
    QTest::addColumn<QByteArray>("architecture");
    QTest::addColumn<QByteArray>("variant");
    QTest::addColumn<bool>("withoutContent"); // the archive lacks arm64
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("amd64") << QByteArray("amd64") << QByteArray() << false << QByteArray();
    QTest::newRow("arm64") << QByteArray("arm64") << QByteArray() << false << QByteArray();
    QTest::newRow("arm64 v8") << QByteArray("arm64") << QByteArray("v8") << false << QByteArray();
    QTest::newRow("arm64 v9") << QByteArray("arm64") << QByteArray("v9") << false << QByteArray("has no image for linux/arm64/v9; there is linux/amd64, linux/arm64/v8");
    QTest::newRow("riscv64") << QByteArray("riscv64") << QByteArray() << false << QByteArray("has no image for linux/riscv64; there is linux/amd64, linux/arm64/v8");
    QTest::newRow("the one that is there") << QByteArray("amd64") << QByteArray() << true << QByteArray();
    QTest::newRow("the one that is not there") << QByteArray("arm64") << QByteArray() << true << QByteArray("the content of the image for linux/arm64 is missing; there is linux/amd64, linux/arm64/v8 (without content)");
}

void TestImage::choosesByPlatform()
{
    QFETCH(QByteArray, architecture);
    QFETCH(QByteArray, variant);
    QFETCH(bool, withoutContent);
    QFETCH(QByteArray, error);
    auto files = severalImages();
    if (withoutContent) {
        ImageMaker arm = twoLayers();
        arm.architecture = "arm64";
        files.erase("blobs/sha256/" + sha256(arm.manifest()));
        files.erase("blobs/sha256/" + sha256(arm.config()));
    }
    const auto image = openBytes(tarOfFiles(files), {.reference = "shop:1", .platform = Platform{"linux", architecture.toStdString(), variant.toStdString()}});
    if (!error.isEmpty()) {
        QVERIFY(!image);
        QCOMPARE_EQ(image.error().code, ErrorCode::InvalidInput);
        QVERIFY2(image.error().message.find(error.toStdString()) != std::string::npos, image.error().message.c_str());
        return;
    }
    VERIFY_RESULT(image);
    QCOMPARE_EQ(image->platform().architecture, architecture.toStdString());

    const auto docker = openBytes(twoLayers().dockerArchive(), {.platform = Platform{"linux", architecture.toStdString(), ""}});
    QCOMPARE_EQ(docker.has_value(), architecture == "amd64");
    QVERIFY(docker || docker.error().message.find("there is linux/amd64") != std::string::npos);
}

// BuildKit's provenance stands in the index as an image of its own.
void TestImage::passesOverAttestations()
{
    const ImageMaker maker = twoLayers();
    auto files = maker.layout();
    const std::string proof = R"({"schemaVersion":2,"config":{},"layers":[]})";
    files["blobs/sha256/" + sha256(proof)] = proof;
    files["index.json"] = indexOf({{maker.manifest(), std::vformat(kPlatform, std::make_format_args("amd64", ""))},
                                   {proof, R"(,"platform":{"os":"unknown","architecture":"unknown"},"annotations":{"vnd.docker.reference.type":"attestation-manifest"})"},
                                   {proof, R"(,"artifactType":"application/x")", "application/vnd.example+json"}});
    const auto image = openBytes(tarOfFiles(files), {.platform = Platform{"linux", "amd64", ""}});
    VERIFY_RESULT(image);
    QCOMPARE_EQ(image->files().count(), 3u);
}

void TestImage::refused_data()
{
    QTest::addColumn<QByteArray>("archive");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const std::string &archive, const char *says) { QTest::newRow(name) << QByteArray::fromStdString(archive) << QByteArray(says); };
    const ImageMaker maker = twoLayers();
    const auto docker = [&](const std::string &manifest, const std::vector<RawEntry> &more = {}) {
        std::vector<RawEntry> entries = {file("0", maker.layers[0]), file("1", maker.layers[1]), file("c.json", maker.config()), file("manifest.json", manifest)};
        entries.insert(entries.end(), more.begin(), more.end());
        return tarOf(entries);
    };
    const auto layoutWith = [&](const std::string &name, const std::string &content) {
        auto files = maker.layout();
        files[name] = content;
        return tarOfFiles(files);
    };
    row("empty file", "", "it has neither manifest.json nor index.json");
    row("text", "Hello, this is text.\n", "cut in the middle");
    row("another tar", tarOf({file("x", "x")}), "it has neither manifest.json nor index.json");
    row("manifest is no JSON", docker("{"), "manifest.json: ");
    row("manifest is no array", docker("{}"), "manifest.json: must be an array");
    row("manifest is empty", docker("[]"), "manifest.json: has no image");
    row("manifest of numbers", docker("[1]"), "[0]: must be an object");
    row("config is a number", docker(R"([{"Config":1,"Layers":[]}])"), "[0].Config: must be a string");
    row("no config", docker(R"([{"Layers":[]}])"), "has no \"Config\"");
    row("layer is a number", docker(R"([{"Config":"c.json","Layers":["0",1]}])"), "[0].Layers[1]: must be a string");
    row("deep", docker(std::string(100'000, '[')), "manifest.json: ");
    row("very many values", docker('[' + std::string(2'000'000, ',') + ']'), "too many values");
    row("layer is missing", docker(R"([{"Config":"c.json","Layers":["0","2"]}])"), "layer 2: ");
    row("layer out of the archive", docker(R"([{"Config":"c.json","Layers":["0","../../../etc/passwd"]}])"), "names \"../../../etc/passwd\", which is outside");
    row("absolute layer", docker(R"([{"Config":"c.json","Layers":["0","/etc/passwd"]}])"), "names \"/etc/passwd\", which is outside");
    row("config out of the archive", docker(R"([{"Config":"../c.json","Layers":["0","1"]}])"), "is outside");
    row("layer is a directory", docker(R"([{"Config":"c.json","Layers":["0","d"]}])", {directory("d")}), "\"d\" is missing");
    row("layer is a device", docker(R"([{"Config":"c.json","Layers":["0","d"]}])", {{.name = "d", .type = '3'}}), "\"d\" is no plain file");
    row("link out", docker(R"([{"Config":"c.json","Layers":["0","l"]}])", {softlink("l", "../x")}), "is a link to \"../x\", which is outside the archive");
    row("absolute link", docker(R"([{"Config":"c.json","Layers":["0","l"]}])", {softlink("l", "/etc/passwd")}), "is outside the archive");
    row("links in a circle", docker(R"([{"Config":"c.json","Layers":["0","l"]}])", {softlink("l", "m"), softlink("m", "l")}), "too many links");
    row("member out", docker(R"([{"Config":"c.json","Layers":["0","1"]}])", {file("../x", "x")}), "member \"../x\": the path has a \"..\"");
    row("one layer too few", docker(R"([{"Config":"c.json","Layers":["0"]}])"), "has 1 layers, its config names 2");
    row("layers exchanged", docker(R"([{"Config":"c.json","Layers":["1","0"]}])"), "layer 1 (1): its content's digest is sha256:");
    row("config of another digest", docker(std::format(R"([{{"Config":"{}.json","Layers":["0","1"]}}])", std::string(64, 'a')), {file(std::string(64, 'a') + ".json", maker.config())}),
        "has the digest sha256:");
    row("config is text", docker(R"([{"Config":"0","Layers":["0","1"]}])"), "config sha256:");
    row("config without rootfs", docker(R"([{"Config":"x.json","Layers":[]}])", {file("x.json", "{}")}), "has no \"rootfs\"");
    row("config with an odd diff ID", docker(R"([{"Config":"x.json","Layers":["0"]}])", {file("x.json", R"({"rootfs":{"diff_ids":["sha256:../../x"]}})")}), "rootfs.diff_ids[0]: \"sha256:../../x\" is no sha256 digest");
    row("config whose history is none", docker(R"([{"Config":"x.json","Layers":[]}])", {file("x.json", R"({"rootfs":{},"history":[{"created_by":7}]})")}), "history[0].created_by: must be a string");

    row("index is no JSON", layoutWith("index.json", "garbage"), "index.json: ");
    row("index without manifests", layoutWith("index.json", "{}"), "has no \"manifests\"");
    row("index without images", layoutWith("index.json", R"({"manifests":[]})"), "index.json has no image");
    row("digest out", layoutWith("index.json", R"({"manifests":[{"digest":"sha256:../../../../etc/passwd"}]})"), "manifests[0].digest: ");
    row("digest of another kind", layoutWith("index.json", R"({"manifests":[{"digest":"sha512:aa"}]})"), "is no sha256 digest");
    row("manifest is missing", layoutWith("index.json", indexOf({{"nothing", ""}})), "the content of the image for linux/amd64 is missing");
    row("manifest was changed", layoutWith("blobs/sha256/" + sha256(maker.manifest()), maker.manifest() + " "), "has the digest sha256:");
    row("config was changed", layoutWith("blobs/sha256/" + sha256(maker.config()), maker.config() + " "), "has the digest sha256:");
    row("layer was changed", layoutWith("blobs/sha256/" + sha256(maker.layers[0]), std::string(maker.layers[0]).replace(600, 1, "X")), "layer 1 (blobs/sha256/");
    row("layer is longer", layoutWith("blobs/sha256/" + sha256(maker.layers[0]), maker.layers[0] + "x"), "bytes, the manifest says");
    auto without = maker.layout();
    without.erase("blobs/sha256/" + sha256(maker.layers[1]));
    row("OCI layer is missing", tarOfFiles(without), "layer 2: ");
    // it names itself in its own stead: no digest fits, as nothing can hold its own
    row("index in a circle", layoutWith("index.json", indexOf({{maker.manifest(), "", "application/vnd.oci.image.index.v1+json"}})), "has no \"manifests\"");
    std::map<std::string, std::string> nested = maker.layout();
    std::string inner = indexOf({{maker.manifest(), ""}});
    for (int i = 0; i < 20; ++i) {
        nested["blobs/sha256/" + sha256(inner)] = inner;
        inner = indexOf({{inner, "", "application/vnd.oci.image.index.v1+json"}});
    }
    nested["index.json"] = inner;
    row("deep indexes", tarOfFiles(nested), "nested more than 8 deep");
    std::map<std::string, std::string> wide = maker.layout();
    inner = indexOf({{maker.manifest(), ""}});
    for (int i = 0; i < 6; ++i) {
        wide["blobs/sha256/" + sha256(inner)] = inner;
        inner = indexOf(std::vector<Descriptor>(30, {inner, "", "application/vnd.oci.image.index.v1+json"}));
    }
    wide["index.json"] = inner;
    row("indexes that grow", tarOfFiles(wide), "more than 10000");

    ImageMaker cut = packed("gzip", "none");
    cut.blobs[0].resize(cut.blobs[0].size() - 20);
    row("gzip layer is cut", tarOfFiles(cut.layout()), "layer 1 (blobs/sha256/");
    cut = packed("zstd", "none");
    cut.blobs[0].resize(cut.blobs[0].size() / 2);
    row("zstd layer is cut", tarOfFiles(cut.layout()), "damaged zstd data: ");
    cut = packed("gzip", "none");
    cut.blobs[0].replace(cut.blobs[0].size() / 2, 4, "XXXX");
    row("gzip layer is damaged", tarOfFiles(cut.layout()), "layer 1 (blobs/sha256/");
    row("gzip around is cut", compressed(maker.dockerArchive(), "gzip").substr(0, 300), "damaged gzip data");
    const std::string archive = maker.dockerArchive();
    row("archive is cut", archive.substr(0, 3000), "the tar ends in its content");
    ImageMaker noTar{.layers = {std::string(5000, 'x')}};
    row("layer is no tar", noTar.dockerArchive(), "wrong checksum");
}

void TestImage::refused()
{
    QFETCH(QByteArray, archive);
    QFETCH(QByteArray, says);
    const auto image = openBytes(archive.toStdString(), {.platform = Platform{"linux", "amd64", ""}});
    QVERIFY(!image);
    QCOMPARE_EQ(image.error().code, ErrorCode::InvalidInput);
    QVERIFY2(image.error().message.find(says.toStdString()) != std::string::npos, image.error().message.c_str());
    QVERIFY2(image.error().message.find("/proc/self/fd/") != std::string::npos, image.error().message.c_str());
    QVERIFY2(image.error().message.size() < 2000 && image.error().message.find('\n') == std::string::npos, image.error().message.c_str());
}

void TestImage::pathsThatAreNoArchives()
{
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    const auto none = Image::open({.path = folder->path() + "/none"}, {}, {});
    QVERIFY(!none);
    QCOMPARE_EQ(none.error().code, ErrorCode::NotFound);
    const auto empty = Image::open({.path = folder->path()}, {}, {});
    QVERIFY(!empty);
    QVERIFY(empty.error().message.find("is no image") != std::string::npos);
    // nobody writes into it: opening must not wait
    const std::string pipe = folder->path() + "/pipe";
    QCOMPARE_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const auto fifo = Image::open({.path = pipe}, {}, {});
    QVERIFY(!fifo);
    QVERIFY(fifo.error().message.find("is no regular file") != std::string::npos);
    const auto device = Image::open({.path = "/dev/zero"}, {}, {});
    QVERIFY(!device);
    QVERIFY(device.error().message.find("is no regular file") != std::string::npos);
}

void TestImage::directoriesWithLinksOut()
{
    const ImageMaker maker = twoLayers();
    const std::string config = "blobs/sha256/" + sha256(maker.config());
    // The file that the link names is right in every byte; that it is reached by a link is enough.
    for (const std::string &linked : {config, std::string("blobs/sha256"), std::string("blobs"), std::string("index.json")}) {
        const auto folder = TemporaryDirectory::create();
        VERIFY_RESULT(folder);
        writeLayout(folder->path() + "/image", maker.layout());
        std::filesystem::rename(folder->path() + "/image/" + linked, folder->path() + "/elsewhere");
        std::filesystem::create_symlink(folder->path() + "/elsewhere", folder->path() + "/image/" + linked);
        const auto image = Image::open({.path = folder->path() + "/image"}, {}, {});
        QVERIFY(!image);
        QVERIFY2(image.error().message.find("is reached by a symbolic link") != std::string::npos, image.error().message.c_str());
    }
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    writeLayout(folder->path(), maker.layout());
    std::filesystem::remove(folder->path() + "/" + config);
    QCOMPARE_EQ(::mkfifo((folder->path() + "/" + config).c_str(), 0600), 0);
    const auto image = Image::open({.path = folder->path()}, {}, {});
    QVERIFY(!image);
    QVERIFY2(image.error().message.find("is no regular file") != std::string::npos, image.error().message.c_str());
}

void TestImage::limitsHold_data()
{
    QTest::addColumn<QByteArray>("archive");
    QTest::addColumn<quint64>("entries");
    QTest::addColumn<quint64>("uncompressed");
    QTest::addColumn<quint64>("metadata");
    QTest::addColumn<QByteArray>("says");
    constexpr quint64 kMany = 1 << 30;
    const auto row = [](const char *name, const std::string &archive, quint64 entries, quint64 uncompressed, quint64 metadata, const char *says) {
        QTest::newRow(name) << QByteArray::fromStdString(archive) << entries << uncompressed << metadata << QByteArray(says);
    };
    const ImageMaker maker = twoLayers();
    row("just enough", maker.dockerArchive(), 5, 8192, 4096, "");
    row("entries", maker.dockerArchive(), 4, kMany, kMany, "layer 2 (");
    row("directories that are made up count", ImageMaker{.layers = {tarOf({file("a/b/c/d", "")})}}.dockerArchive(), 3, kMany, kMany, "more than 3 entries");
    row("bytes of a layer", maker.dockerArchive(), kMany, 2000, kMany, "layer 1 (");
    row("bytes of all layers", maker.dockerArchive(), kMany, 5000, kMany, "layer 2 (");
    ImageMaker bomb{.layers = {tarOf({file("zeros", std::string(50'000'000, '\0'))})}};
    bomb.blobs = {compressed(bomb.layers[0], "gzip")};
    row("gzip bomb", bomb.dockerArchive(), kMany, 10'000'000, kMany, "unpacks to more than the 10000000 bytes");
    bomb.blobs = {compressed(bomb.layers[0], "zstd")};
    row("zstd bomb", bomb.dockerArchive(), kMany, 10'000'000, kMany, "unpacks to more than the 10000000 bytes");
    row("bomb around", compressed(bomb.layers[0], "gzip"), kMany, 10'000'000, kMany, "unpacks to more than the 10000000 bytes");
    row("sparse file", ImageMaker{.layers = {tarOf({{.name = "lastlog", .content = "x", .pax = {{"GNU.sparse.size", "400000000000"}, {"GNU.sparse.map", "0,1"}}}})}}.dockerArchive(), kMany, 64'000'000'000, kMany,
        "\"lastlog\": the files have more than");
    row("metadata of an entry", ImageMaker{.layers = {tarOf({{.name = "f", .pax = {{"comment", std::string(5000, 'c')}}}})}}.dockerArchive(), kMany, kMany, 4096, "4096 bytes of extended headers");
    row("manifest", tarOf({file("manifest.json", std::string(5000, ' ') + "[]")}), kMany, kMany, 4096, "has 5002 bytes, more than 4096");
}

void TestImage::limitsHold()
{
    QFETCH(QByteArray, archive);
    QFETCH(quint64, entries);
    QFETCH(quint64, uncompressed);
    QFETCH(quint64, metadata);
    QFETCH(QByteArray, says);
    const auto image = openBytes(archive.toStdString(), {.limits = {.entries = entries, .uncompressed = uncompressed, .metadata = metadata}});
    if (says.isEmpty()) {
        VERIFY_RESULT(image);
        return;
    }
    QVERIFY(!image);
    QCOMPARE_EQ(image.error().code, ErrorCode::InvalidInput);
    QVERIFY2(image.error().message.find(says.toStdString()) != std::string::npos, image.error().message.c_str());
}

void TestImage::stopsAtOnce()
{
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    const std::string path = folder->path() + "/i.tar";
    ImageMaker maker{.layers = {tarOf({file("large", std::string(8'000'000, 'x'))})}};
    maker.blobs = {compressed(maker.layers[0], "gzip")};
    write(path, maker.dockerArchive());
    std::stop_source stop;
    stop.request_stop();
    const auto before = Image::open({.path = path}, stop.get_token(), {});
    QVERIFY(!before);
    QCOMPARE_EQ(before.error().code, ErrorCode::Cancelled);
    std::stop_source later;
    std::vector<std::string> steps;
    const auto during = Image::open({.path = path}, later.get_token(), [&](const Progress &progress) {
        steps.push_back(progress.step);
        QVERIFY(progress.done <= progress.total);
        later.request_stop();
    });
    QVERIFY(!during);
    QCOMPARE_EQ(during.error().code, ErrorCode::Cancelled);
    QCOMPARE_EQ(steps, std::vector<std::string>{"reading layer 1 of 1"});
}

void TestImage::leavesNoTemporaryFile()
{
    const auto folder = TemporaryDirectory::create();
    VERIFY_RESULT(folder);
    const QByteArray old = qgetenv("TMPDIR");
    qputenv("TMPDIR", folder->path().c_str());
    {
        const auto image = openBytes(compressed(tarOfFiles(packed("gzip", "zstd").layout()), "gzip"));
        VERIFY_RESULT(image);
        QVERIFY(std::filesystem::is_empty(folder->path()));
        QCOMPARE_EQ(*image->files().content("etc/new"), std::string("new"));
    }
    if (old.isEmpty())
        qunsetenv("TMPDIR");
    else
        qputenv("TMPDIR", old);
    QVERIFY(std::filesystem::is_empty(folder->path()));
}

void TestImage::brokenBytesNeverCrash_data()
{
    QTest::addColumn<QByteArray>("archive");
    const auto row = [](const char *name, const std::string &archive) { QTest::newRow(name) << QByteArray::fromStdString(archive); };
    const std::vector<RawEntry> entries = {directory("d"), file("d/f", "content"), softlink("l", "d/f"), hardlink("h", "d/f"),
                                           {.name = "p", .content = "x", .pax = {{"path", std::string(200, 'p')}, {"mtime", "1.5"}, {"SCHILY.xattr.user.x", "y"}}},
                                           {.name = "s", .content = std::string(512, 's'), .pax = {{"GNU.sparse.size", "5000"}, {"GNU.sparse.map", "1024,512"}}},
                                           file("d/.wh.x", "")};
    ImageMaker maker{.layers = {tarOf(entries), tarOf({file("d/g", "x"), file("d/.wh.f", ""), file("d/.wh..wh..opq", "")})}};
    row("docker", maker.dockerArchive());
    row("OCI", tarOfFiles(maker.layout()));
    maker.blobs = {compressed(maker.layers[0], "gzip"), compressed(maker.layers[1], "zstd")};
    row("OCI, compressed", tarOfFiles(maker.layout()));
}

// Digests would stop nearly every change before it is read; so the layers of the first row are changed under digests that are right.
void TestImage::brokenBytesNeverCrash()
{
    QFETCH(QByteArray, archive);
    std::mt19937 random(20251122);
    const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random()) % limit; };
    int opened = 0;
    int refusedCount = 0;
    const auto tryOpen = [&](const std::string &bytes) {
        const auto image = openBytes(bytes, {.limits = {.entries = 10'000, .uncompressed = 10'000'000, .metadata = 100'000}});
        ++(image ? opened : refusedCount);
        if (!image) {
            QVERIFY(!image.error().message.empty());
            return;
        }
        image->files().forEach([&](const IndexedFile &file) {
            if (file.entry.size <= 100'000)
                (void)image->files().content(file.entry.path);
            (void)image->files().resolve(file.entry.path);
            return true;
        });
    };
    const auto change = [&](std::string bytes) {
        for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
            const std::size_t at = below(bytes.size());
            switch (below(4)) {
            case 0: bytes[at] = static_cast<char>(random()); break;
            case 1: bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8))); break;
            case 2: bytes[at] = "0123456789\0 /.=\xff"[below(16)]; break;
            default: bytes.erase(at, 1 + below(600)); break;
            }
            if (bytes.empty())
                bytes = "x";
        }
        return bytes;
    };
    for (int i = 0; i < 300; ++i)
        tryOpen(change(archive.toStdString()));
    if (QByteArray(QTest::currentDataTag()) != "docker")
        return;
    const std::string layer = tarOf({directory("d"), file("d/f", "content"), softlink("l", "d/f"), hardlink("h", "d/f"),
                                     {.name = "p", .content = "x", .pax = {{"path", std::string(200, 'p')}, {"mtime", "1.5"}, {"SCHILY.xattr.user.x", "y"}}},
                                     {.name = "s", .content = std::string(512, 's'), .pax = {{"GNU.sparse.size", "5000"}, {"GNU.sparse.map", "1024,512"}}}});
    for (int i = 0; i < 1500; ++i) {
        std::string changed = change(layer);
        // Most changes break a checksum and would end there.
        if (i % 3 != 0) {
            for (std::size_t block = 0; (block + 1) * 512 <= changed.size(); ++block) {
                if (changed.compare(block * 512 + 257, 5, "ustar") == 0)
                    sumUp(changed, block);
            }
        }
        tryOpen(ImageMaker{.layers = {changed}}.dockerArchive());
    }
    QVERIFY2(opened > 100 && refusedCount > 100, std::format("{} opened, {} refused", opened, refusedCount).c_str());
}

QTEST_GUILESS_MAIN(TestImage)
#include "tst_image.moc"
