#include "documents/imagecomparedocument.h"
#include "image/file_index.h"
#include "models/imagecomparemodel.h"
#include "support/gui.h"
#include "support/image_maker.h"
#include "support/support.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>

using namespace whittle;
using namespace whittle::app;

namespace {

image::Entry aged(const char *path, std::int64_t seconds)
{
    image::Entry entry;
    entry.path = path;
    entry.mode = 0644;
    entry.modified = {seconds, 0};
    return entry;
}

test::ImageMaker fat()
{
    test::ImageMaker maker;
    maker.tag("demo:fat").directory("etc").file("etc/conf", "a\nb\n").directory("usr/share/doc").file("usr/share/doc/README", std::string(5'000, 'x')).file("usr/share/doc/more", "y").file("mode", "x", 04755).link("link", "etc/conf")
        .file("same", "1").add(aged("old", 100), "1").file("turned/inside", "z").config(R"({"User": "www", "Env": ["A=1"]})");
    return maker;
}

test::ImageMaker slim()
{
    test::ImageMaker maker;
    maker.tag("demo:slim").directory("etc").file("etc/conf", "a\nc\n").file("etc/new", "n").file("mode", "x", 0755).link("link", "etc/new").file("same", "1").add(aged("old", 200), "1").file("turned", "now a file")
        .config(R"({"User": "root", "Env": ["A=1"]})");
    return maker;
}

} // namespace

class TestImageCompare : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Sandbox> m_sandbox;
    QString m_left;
    QString m_right;

    static bool settled(const ImageCompareDocument &document)
    {
        return QTest::qWaitFor([&] { return !document.isBusy(); }, 30'000);
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        m_left = m_sandbox->file(QStringLiteral("fat.tar"));
        m_right = m_sandbox->file(QStringLiteral("slim.tar"));
        fat().save(m_left.toStdString());
        slim().save(m_right.toStdString());
    }
    void cleanup() { m_sandbox.reset(); }

    void everyPathOfBothIsThere()
    {
        const auto comparison = compareImageFiles(m_left.toStdString(), m_right.toStdString(), {}, {});
        VERIFY_RESULT(comparison);
        const auto &made = **comparison;
        std::size_t paths = 0;
        const auto count = [&](const image::Image &image, const std::vector<SideFile> &side) {
            bool same = true;
            image.files().forEach([&](const image::IndexedFile &file) {
                const auto id = made.tree.find(file.entry.path);
                same = same && id != kNoFile && side[id].isThere && side[id].type == file.entry.type && side[id].mode == file.entry.mode;
                ++paths;
                return true;
            });
            return same;
        };
        QVERIFY(count(*made.leftImage, made.left) && count(*made.rightImage, made.right));
        const auto there = [](const std::vector<SideFile> &side) { return static_cast<std::size_t>(std::ranges::count(side, true, &SideFile::isThere)) - 1; };
        QCOMPARE_EQ(there(made.left) + there(made.right), paths);
        QCOMPARE_EQ(made.left[kRootFile].treeSize, made.difference.left.size);
        QCOMPARE_EQ(made.right[kRootFile].treeSize, made.difference.right.size);
        QCOMPARE_EQ(made.below[kRootFile], static_cast<std::uint32_t>(made.difference.paths.size()));
        const auto change = [&](const char *path) { return made.changes[made.tree.find(path)]; };
        QCOMPARE_EQ(change("etc/conf"), FileChange::Changed);
        QCOMPARE_EQ(change("etc/new"), FileChange::Added);
        QCOMPARE_EQ(change("usr/share/doc/README"), FileChange::Removed);
        QCOMPARE_EQ(change("same"), FileChange::Same);
        QCOMPARE_EQ(change("turned"), FileChange::Changed);
        QCOMPARE_EQ(change("turned/inside"), FileChange::Removed);
        QVERIFY(made.timeOnly[made.tree.find("old")]);
        QCOMPARE_EQ(made.timeOnlyCount, 1U);
        QCOMPARE_EQ(textOf(*made.leftImage, "etc/conf").value_or(""), std::string("a\nb\n"));
        QVERIFY(!textOf(*made.leftImage, "missing"));
    }

    void rowsAndWhatTheySay()
    {
        ImageCompareDocument document({m_left, QStringLiteral("fat"), m_left}, {m_right, QStringLiteral("slim"), m_right});
        ImageCompareModel model;
        QAbstractItemModelTester tester(&model);
        QVERIFY(settled(document));
        QVERIFY2(document.comparison(), qPrintable(document.error()));
        model.setComparison(document.comparison());
        const auto &tree = document.comparison()->tree;
        const auto cell = [&](const char *path, int column) { return model.indexOf(tree.find(path)).siblingAtColumn(column).data().toString(); };
        QCOMPARE_EQ(cell("mode", ImageCompareModel::What), QStringLiteral("mode 4755 → 0755"));
        QCOMPARE_EQ(cell("mode", ImageCompareModel::LeftMode), QStringLiteral("-rwsr-xr-x"));
        QCOMPARE_EQ(cell("mode", ImageCompareModel::RightMode), QStringLiteral("-rwxr-xr-x"));
        QVERIFY(cell("link", ImageCompareModel::What).startsWith(QStringLiteral("target ")));
        QCOMPARE_EQ(cell("etc/conf", ImageCompareModel::What), QStringLiteral("other content"));
        QCOMPARE_EQ(cell("etc", ImageCompareModel::What), QStringLiteral("2 differ inside"));
        QCOMPARE_EQ(cell("etc/new", ImageCompareModel::LeftName), QString());
        QCOMPARE_EQ(cell("etc/new", ImageCompareModel::RightName), QStringLiteral("new"));
        QVERIFY(model.indexOf(tree.find("etc/new")).siblingAtColumn(ImageCompareModel::LeftName).data(ImageCompareModel::AbsentRole).toBool());
        QCOMPARE_EQ(model.indexOf(tree.find("etc/new")).siblingAtColumn(ImageCompareModel::LeftName).data(Qt::AccessibleTextRole).toString(), QStringLiteral("not there"));
        QVERIFY(model.indexOf(tree.find("mode")).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("mode 4755")));
        // Only differences, and times alone are none.
        QVERIFY(!model.indexOf(tree.find("same")).isValid());
        QVERIFY(!model.indexOf(tree.find("old")).isValid());
        model.setIgnoresTimes(false);
        QVERIFY(cell("old", ImageCompareModel::What).startsWith(QStringLiteral("time ")));
        model.setIgnoresTimes(true);
        model.setOnlyDifferences(false);
        QCOMPARE_EQ(model.matchCount(), model.totalCount());
        QCOMPARE_EQ(cell("same", ImageCompareModel::What), QStringLiteral("the same"));
        for (int column = 0; column < ImageCompareModel::ColumnCount; ++column)
            for (const auto order : {Qt::DescendingOrder, Qt::AscendingOrder})
                model.sort(column, order);
    }

    void differencesAreVisitedInTheOrderOfTheRows()
    {
        const auto comparison = compareImageFiles(m_left.toStdString(), m_right.toStdString(), {}, {});
        VERIFY_RESULT(comparison);
        ImageCompareModel model;
        model.setComparison(*comparison);
        model.setOnlyDifferences(false);
        std::vector<FileId> forward;
        for (auto id = model.nextDifference(kNoFile, true); id != kNoFile; id = model.nextDifference(id, true))
            forward.push_back(id);
        QCOMPARE_EQ(forward.size(), (*comparison)->difference.paths.size() - (*comparison)->timeOnlyCount);
        std::vector<FileId> backward;
        for (auto id = model.nextDifference(kNoFile, false); id != kNoFile; id = model.nextDifference(id, false))
            backward.push_back(id);
        std::ranges::reverse(backward);
        QCOMPARE_EQ(forward, backward);
        QCOMPARE_EQ((*comparison)->tree.path(forward.front()), std::string("etc/conf"));
    }

    void theFilter()
    {
        const auto comparison = compareImageFiles(m_left.toStdString(), m_right.toStdString(), {}, {});
        VERIFY_RESULT(comparison);
        ImageCompareModel model;
        QAbstractItemModelTester tester(&model);
        model.setComparison(*comparison);
        const auto shown = [&](const char *text) {
            const auto filter = ImageCompareFilter::parse(QLatin1StringView(text));
            if (!filter)
                return -1;
            model.setFilter(*filter);
            return model.matchCount();
        };
        QCOMPARE_EQ(shown("change:added"), 1);
        QCOMPARE_EQ(shown("change:removed doc"), 3);
        QCOMPARE_EQ(shown("what:mode"), 1);
        QCOMPARE_EQ(shown("what:content"), 1);
        QCOMPARE_EQ(shown("size>4k type:file"), 1);
        QCOMPARE_EQ(shown("change:changed") + shown("change:added") + shown("change:removed"), shown(""));
        QCOMPARE_EQ(shown("-change:removed"), shown("") - shown("change:removed"));
        QCOMPARE_EQ(shown("change:same"), 0);
        QCOMPARE_EQ(shown("etc/conf"), 1);
        QCOMPARE_EQ(shown("nothing-of-this-name"), 0);
        for (const char *bad : {"change:odd", "type:odd", "size>much", "odd:1"})
            QCOMPARE_EQ(shown(bad), -1);
        for (const auto &example : ImageCompareFilter::examples())
            QVERIFY2(ImageCompareFilter::parse(example).has_value(), qPrintable(example));
    }

    void sidesAreSwappedAndMissed()
    {
        ImageCompareDocument document({m_left, QStringLiteral("fat"), m_left}, {m_right, QStringLiteral("slim"), m_right});
        QSignalSpy sides(&document, &ImageCompareDocument::sidesChanged);
        document.swapSides(); // while it is compared
        QVERIFY(settled(document));
        QCOMPARE_EQ(sides.count(), 1);
        QCOMPARE_EQ(document.title(), QStringLiteral("slim → fat"));
        QCOMPARE_EQ(document.comparison()->changes[document.comparison()->tree.find("etc/new")], FileChange::Removed);
        QVERIFY(document.report(false)->starts_with("# slim → fat"));
        const QString missing = m_sandbox->file(QStringLiteral("missing.tar"));
        document.setSide(0, {missing, QStringLiteral("missing"), missing});
        QVERIFY(settled(document));
        QVERIFY(!document.comparison());
        QVERIFY2(document.error().contains(QStringLiteral("missing.tar")), qPrintable(document.error()));
        QVERIFY(!document.report(true));
        document.compareAgain();
        document.stop();
        QVERIFY(settled(document));
        QVERIFY(!document.error().isEmpty());
    }

    void manyPathsStayQuick()
    {
        test::ImageMaker left;
        test::ImageMaker right;
        for (int i = 0; i < 20'000; ++i) {
            const std::string path = "usr/lib/d" + std::to_string(i % 200) + "/f" + std::to_string(i);
            left.file(path, "x");
            if (i % 2 == 0)
                right.file(path, i % 10 == 0 ? "y" : "x");
        }
        left.save(m_left.toStdString());
        right.save(m_right.toStdString());
        const auto comparison = compareImageFiles(m_left.toStdString(), m_right.toStdString(), {}, {});
        VERIFY_RESULT(comparison);
        ImageCompareModel model;
        model.setComparison(*comparison);
        QCOMPARE_EQ(model.matchCount(), 12'100); // and every second directory is gone
        QElapsedTimer timer;
        timer.start();
        const auto filter = ImageCompareFilter::parse(QStringLiteral("f199 change:removed"));
        QVERIFY(filter.has_value());
        model.setFilter(*filter);
        QVERIFY(model.matchCount() > 0);
        qInfo("filtering 20 000 paths: %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 1'000); // also where the program is instrumented
    }
};

QTEST_MAIN(TestImageCompare)
#include "tst_imagecompare.moc"
