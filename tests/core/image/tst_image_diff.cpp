#include "image/diff.h"
#include "support/image_maker.h"
#include "support/support.h"

#include <QTest>

using namespace whittle;
using namespace whittle::image;

class TestImageDiff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameImages();
    void paths();
    void hardLinksAreTheirFiles();
    void configs();
    void cancelled();
};

void TestImageDiff::sameImages()
{
    test::ImageMaker maker;
    maker.directory("etc").file("etc/x", "1").link("l", "etc/x");
    const Image left = maker.open();
    // Layers and history do not count.
    const Image right = test::ImageMaker().layer("RUN a").directory("etc").file("etc/x", "2").layer("RUN b").file("etc/x", "1").link("l", "etc/x").open();
    const auto difference = compareImages(left, right, {}, {});
    VERIFY_RESULT(difference);
    QVERIFY(difference->isEmpty());
    QCOMPARE_EQ(difference->same, 3U);
    QCOMPARE_EQ(difference->left.layers, 1U);
    QCOMPARE_EQ(difference->right.layers, 2U);
}

void TestImageDiff::paths()
{
    test::ImageMaker left;
    test::ImageMaker right;
    left.file("gone", "123").file("kept", "abc").file("text", "abc").file("longer", "abc").file("mode", "x", 04755).link("link", "a").file("turned", "x").file("na\xff\n", "x");
    right.file("new", "12345").file("kept", "abc").file("text", "abd").file("longer", "abcd").file("mode", "x", 0755).link("link", "b").directory("turned");
    Entry device;
    device.path = "null";
    device.type = EntryType::CharacterDevice;
    device.deviceMajor = 1;
    device.deviceMinor = 3;
    left.add(device);
    device.deviceMinor = 5;
    device.uid = 7;
    right.add(device);
    Entry capable;
    capable.path = "ping";
    capable.mode = 0755;
    capable.xattrs["security.capability"] = std::string("\1\0\0\2", 4);
    capable.modified = {100, 5};
    left.add(capable, "x");
    capable.xattrs.clear();
    capable.modified = {200, 0};
    right.add(capable, "x");
    const Image leftImage = left.open();
    const Image rightImage = right.open();
    const auto difference = compareImages(leftImage, rightImage, {}, {});
    VERIFY_RESULT(difference);
    const auto find = [&](const std::string &path) -> PathDifference {
        for (const PathDifference &one : difference->paths) {
            if (one.path == path)
                return one;
        }
        return {PathChange::Changed, "none", EntryType::Fifo, 0, 0, {}};
    };
    using Words = std::vector<std::string>;
    QCOMPARE_EQ(find("gone"), (PathDifference{PathChange::Removed, "gone", EntryType::Regular, 3, 0, {}}));
    QCOMPARE_EQ(find("new"), (PathDifference{PathChange::Added, "new", EntryType::Regular, 0, 5, {}}));
    QCOMPARE_EQ(find("kept").path, "none");
    QCOMPARE_EQ(find("text").changes, Words{"content"});
    QCOMPARE_EQ(find("longer").changes, Words{"size 3 -> 4"});
    QCOMPARE_EQ(find("mode").changes, Words{"mode 4755 -> 0755"});
    QCOMPARE_EQ(find("link").changes, Words{"target \"a\" -> \"b\""});
    QCOMPARE_EQ(find("turned").changes, Words{"file -> directory"});
    QCOMPARE_EQ(find("null").changes, (Words{"owner 0:0 -> 7:0", "device 1:3 -> 1:5"}));
    QCOMPARE_EQ(find("ping").changes, (Words{"time 1970-01-01T00:01:40.000000005Z -> 1970-01-01T00:03:20Z", "attribute \"security.capability\" removed"}));
    QCOMPARE_EQ(find("na\xff\n").change, PathChange::Removed);
    QVERIFY(std::ranges::is_sorted(difference->paths, {}, &PathDifference::path));
}

// The slim image has another name of the file first: nothing changed for who uses it.
void TestImageDiff::hardLinksAreTheirFiles()
{
    Entry link;
    link.path = "b";
    link.type = EntryType::HardLink;
    link.linkTarget = "a";
    link.mode = 0755;
    const Image left = test::ImageMaker().file("a", "x", 0755).add(link).open();
    const Image right = test::ImageMaker().file("b", "x", 0755).open();
    const auto difference = compareImages(left, right, {}, {});
    VERIFY_RESULT(difference);
    const std::vector<PathDifference> expected = {{PathChange::Removed, "a", EntryType::Regular, 1, 0, {}}};
    QCOMPARE_EQ(difference->paths, expected);
    QCOMPARE_EQ(difference->left.size, 1U);
}

void TestImageDiff::configs()
{
    const Image left = test::ImageMaker().file("x", "").config(R"({"Env": ["A=1"], "Cmd": ["x"], "User": "app", "Labels": {"a": "1"}})").open();
    const Image right = test::ImageMaker().file("x", "").config(R"({"Env": ["A=2"], "Cmd": ["x"], "Healthcheck": {"Test": ["CMD-SHELL", "true"], "Interval": 90000000000}, "Labels": {"a": "1"}})").open();
    const auto difference = compareImages(left, right, {}, {});
    VERIFY_RESULT(difference);
    QVERIFY(difference->paths.empty());
    const std::vector<ConfigDifference> expected = {
        {"User", {"app"}, {}}, {"Env", {"A=1"}, {"A=2"}}, {"Healthcheck", {}, {"[\"CMD-SHELL\",\"true\"]", "interval 1m30s"}}};
    QCOMPARE_EQ(difference->config, expected);
    const Image broken = test::ImageMaker().file("x", "").config(R"({"Env": "A=1", "User": 7})").open();
    const auto failed = compareImages(left, broken, {}, {});
    QVERIFY(!failed);
    QCOMPARE_EQ(failed.error().message, "right image: image config: config.User: should be a text");
}

void TestImageDiff::cancelled()
{
    const Image image = test::ImageMaker().file("x", "").open();
    std::stop_source stop;
    stop.request_stop();
    const auto difference = compareImages(image, image, stop.get_token(), {});
    QVERIFY(!difference);
    QCOMPARE_EQ(difference.error().code, ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestImageDiff)
#include "tst_image_diff.moc"
