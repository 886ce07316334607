#include "slim/image_diff_report.h"
#include "support/image_maker.h"
#include "support/support.h"

#include <QTest>

using namespace whittle;

class TestImageDiffReport : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatDiffers()
    {
        image::Entry old;
        old.path = "old";
        old.modified = {100, 0};
        image::Entry fresh = old;
        fresh.modified = {200, 0};
        const auto left = test::ImageMaker().file("gone", "1").file("large-gone", "12345").file("mode", "x", 0755).add(old, "x").config(R"({"User": "www"})").open();
        const auto right = test::ImageMaker().file("new\n|<b>", "123").file("mode", "x", 0700).add(fresh, "x").config(R"({"User": "root"})").open();
        const auto difference = image::compareImages(left, right, {}, {});
        VERIFY_RESULT(difference);
        const auto report = slim::reportOf(*difference, "fat", "slim");
        const std::string markdown = formats::writeMarkdown(report);
        QVERIFY2(markdown.starts_with("# fat → slim\n"), markdown.c_str());
        QVERIFY2(markdown.contains("1 paths added, 2 removed, 1 changed, 1 with another time alone; 0 are the same."), markdown.c_str());
        QVERIFY2(markdown.contains("mode 0755") && markdown.contains("`/large-gone`") && markdown.contains("www"), markdown.c_str());
        QVERIFY(markdown.find("/large-gone") < markdown.find("/gone"));
        QVERIFY(!markdown.contains("/old"));
        const std::string html = formats::writeHtml(report);
        QVERIFY(html.starts_with("<!DOCTYPE html>") && !html.contains("<b>") && html.contains("&lt;b&gt;"));
    }

    void theSameIsSaid()
    {
        const auto one = test::ImageMaker().file("a", "1").open();
        const auto difference = image::compareImages(one, one, {}, {});
        VERIFY_RESULT(difference);
        QVERIFY(formats::writeMarkdown(slim::reportOf(*difference, "a", "b")).contains("Containers of both see the same."));
    }

    void longListsAreCut()
    {
        test::ImageMaker maker;
        for (int i = 0; i < 1'200; ++i)
            maker.file("f" + std::to_string(i), "x");
        const auto left = test::ImageMaker().open();
        const auto right = maker.open();
        const auto difference = image::compareImages(left, right, {}, {});
        VERIFY_RESULT(difference);
        const std::string markdown = formats::writeMarkdown(slim::reportOf(*difference, "a", "b"));
        QVERIFY(markdown.contains("Added (1200)") && markdown.contains("and 200 more"));
    }
};

QTEST_GUILESS_MAIN(TestImageDiffReport)
#include "tst_image_diff_report.moc"
