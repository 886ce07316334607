#include "documents/imagedocument.h"
#include "documents/imageloader.h"
#include "models/filefilter.h"
#include "models/filesearch.h"
#include "models/imagetreemodel.h"
#include "slim/glob.h"
#include "support/gui.h"
#include "support/images.h"
#include "support/support.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>

using namespace whittle;
using namespace whittle::app;

namespace {

/// Whether the build would keep a path for these options alone, as selection.h says it: excludes win over all but an include that names the path.
bool asked(const slim::SelectionOptions &options, const std::string &path)
{
    bool kept = false;
    for (const auto &text : options.include) {
        const auto glob = slim::Glob::compile(text);
        if (!glob || !glob->matches("/" + path))
            continue;
        if (glob->isLiteral())
            return true;
        kept = true;
    }
    for (const auto &text : options.exclude) {
        const auto glob = slim::Glob::compile(text);
        if (glob && glob->matches("/" + path))
            return false;
    }
    return kept;
}

} // namespace

/// The document of an image, its tree model and its filter: they are nothing without one another.
class TestImageDocument : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    ContentsPtr m_contents;

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<test::Sandbox>();
        const QString folder = test::writeSmallBuild(m_sandbox->file(QStringLiteral("build")));
        QVERIFY(!folder.isEmpty());
        QVERIFY(looksLikeBuild(folder.toStdString()));
        auto contents = loadBuild(folder.toStdString(), {}, {}, {});
        VERIFY_RESULT(contents);
        m_contents = *contents;
    }
    void init() { test::failOnWarnings(); }

    void knowsWhatStayedAndWhy()
    {
        ImageDocument document(m_contents);
        const auto &tree = document.tree();
        QCOMPARE_EQ(m_contents->name, QStringLiteral("demo"));
        QCOMPARE_EQ(document.keptSize(kRootFile), 2'900'700U);
        QCOMPARE_EQ(m_contents->fatSize, 2'900'700U + 3'174'300U);
        const auto libc = tree.find("usr/lib/libc.so.6");
        QVERIFY(document.isKept(libc));
        QVERIFY(m_contents->isObserved(libc));
        QCOMPARE_EQ(m_contents->keptFile(libc)->reasons.size(), 2U);
        QCOMPARE_EQ(m_contents->evidence.at(libc).front().use->count, 1U);
        const auto doc = tree.find("usr/share/doc");
        QVERIFY(!document.isKept(doc));
        QVERIFY(!m_contents->keptFile(doc));
        QCOMPARE_EQ(document.keep(tree.find("usr")), ImageDocument::Keep::Some);
        QCOMPARE_EQ(document.keep(tree.find("usr/sbin")), ImageDocument::Keep::All);
        QCOMPARE_EQ(document.keep(tree.find("usr/share")), ImageDocument::Keep::None);
        QCOMPARE_EQ(document.keep(tree.find("etc")), ImageDocument::Keep::Some);
    }

    void ticksAreUndone()
    {
        ImageDocument document(m_contents);
        const auto &tree = document.tree();
        QSignalSpy changed(&document, &ImageDocument::ticksChanged);
        const auto doc = tree.find("usr/share/doc");
        document.setKept({doc}, true);
        QCOMPARE_EQ(document.undoStack()->undoText(), QStringLiteral("Keep /usr/share/doc"));
        QVERIFY(document.isKept(tree.find("usr/share/doc/changelog")));
        QVERIFY(document.isKept(tree.find("usr/share"))); // for what is in it
        QCOMPARE_EQ(document.keptSize(kRootFile), 2'900'700U + 3'004'000U);
        document.setKept({tree.find("usr/share/doc/changelog")}, false);
        QCOMPARE_EQ(document.keptSize(kRootFile), 2'900'700U + 4'000U);
        QCOMPARE_EQ(document.keep(doc), ImageDocument::Keep::Some);
        document.setKept({tree.find("usr/share/doc/changelog")}, false); // nothing changes
        QCOMPARE_EQ(document.undoStack()->count(), 2);
        document.setKept({doc}, false); // the newest decision is about all in it
        QCOMPARE_EQ(document.ticks().size(), 1U);
        document.undoStack()->undo();
        document.undoStack()->undo();
        document.undoStack()->undo();
        QVERIFY(!document.hasTicks());
        QCOMPARE_EQ(document.keptSize(kRootFile), 2'900'700U);
        document.undoStack()->redo();
        QVERIFY(document.isKept(doc));
        document.forget({tree.find("usr/share")});
        QVERIFY(!document.hasTicks());
        QVERIFY(!document.isKept(doc));
        QCOMPARE_EQ(changed.count(), 8);
    }

    void theNextBuildGetsTheTicks()
    {
        ImageDocument document(m_contents);
        const auto &tree = document.tree();
        document.setKept({tree.find("usr/share/doc")}, true);
        slim::SelectionOptions last;
        last.include = {"/opt/**"};
        last.includePackages = {"tzdata"};
        auto options = document.optionsWithTicks(last);
        QCOMPARE_EQ(options.includePackages, last.includePackages);
        QCOMPARE_EQ(options.include, (std::vector<std::string>{"/opt/**", "/usr/share/doc", "/usr/share/doc/**"}));
        QVERIFY(options.exclude.empty());
        // A name that looks like a pattern means itself.
        document.undoStack()->undo();
        document.setKept({tree.find("usr/bin/[")}, true);
        options = document.optionsWithTicks({});
        QVERIFY(asked(options, "usr/bin/["));
        QVERIFY(!asked(options, "usr/bin/sh"));
    }

    void whatIsKeptInsideWhatGoesIsNamed()
    {
        ImageDocument document(m_contents);
        const auto &tree = document.tree();
        document.setKept({tree.find("usr")}, false);
        document.setKept({tree.find("usr/share")}, true);
        document.setKept({tree.find("usr/share/doc/README")}, false);
        const auto options = document.optionsWithTicks({});
        for (FileId id = 1; id < tree.count(); ++id) {
            const auto path = tree.path(id);
            if (path.starts_with("usr/"))
                QVERIFY2(asked(options, path) == document.isKept(id), path.c_str());
        }
        QVERIFY(!document.isKept(tree.find("usr/share/doc/README")));
        QVERIFY(document.isKept(tree.find("usr/share/doc/changelog")));
        QVERIFY(!document.isKept(tree.find("usr/sbin/server")));
    }

    void anIncludeOfBeforeIsTakenBack()
    {
        ImageDocument document(m_contents);
        const auto &tree = document.tree();
        slim::SelectionOptions last;
        last.include = {"/etc/server.conf"};
        last.exclude = {"/usr/bin/sh"};
        document.setKept({tree.find("etc/server.conf")}, false);
        document.setKept({tree.find("usr/bin/sh")}, true);
        const auto options = document.optionsWithTicks(last);
        QCOMPARE_EQ(options.include, std::vector<std::string>{"/usr/bin/sh"});
        QCOMPARE_EQ(options.exclude, std::vector<std::string>{"/etc/server.conf"});
    }

    void filters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("kept files") << "is:kept type:file" << QString::fromLatin1("etc/server.conf usr/lib/libc.so.6 usr/sbin/server").split(QLatin1Char(' '));
        QTest::newRow("name") << "SERVER" << QString::fromLatin1("etc/server.conf usr/sbin/server").split(QLatin1Char(' '));
        QTest::newRow("below a name") << "doc type:file" << QString::fromLatin1("usr/share/doc/README usr/share/doc/changelog").split(QLatin1Char(' '));
        QTest::newRow("part of a path") << "share/doc/r" << QString::fromLatin1("usr/share/doc/README").split(QLatin1Char(' '));
        QTest::newRow("beginning of a path") << "/etc/ type:file" << QString::fromLatin1("etc/server.conf etc/unused.conf").split(QLatin1Char(' '));
        QTest::newRow("two words") << "conf unused" << QString::fromLatin1("etc/unused.conf").split(QLatin1Char(' '));
        QTest::newRow("negated") << "conf -unused" << QString::fromLatin1("etc/server.conf").split(QLatin1Char(' '));
        QTest::newRow("large and gone") << "is:removed size>1M type:file" << QString::fromLatin1("usr/share/doc/changelog").split(QLatin1Char(' '));
        QTest::newRow("library") << "why:library" << QString::fromLatin1("usr/lib/libc.so.6").split(QLatin1Char(' '));
        QTest::newRow("observed") << "is:observed -by:nobody size<1k" << QString::fromLatin1("etc/server.conf").split(QLatin1Char(' '));
        QTest::newRow("by") << "by:serv" << QString::fromLatin1("etc/server.conf usr/lib/libc.so.6").split(QLatin1Char(' '));
        QTest::newRow("in a folder") << "in:/usr/share/doc/ type:file" << QString::fromLatin1("usr/share/doc/README usr/share/doc/changelog").split(QLatin1Char(' '));
        QTest::newRow("a folder is not a part of a name") << "in:/usr/share/do" << QStringList{};
        QTest::newRow("not in a folder") << "conf -in:etc" << QStringList{};
        QTest::newRow("nothing") << "nosuchfile" << QStringList{};
    }
    void filters()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, expected);
        ImageDocument document(m_contents);
        const auto filter = FileFilter::parse(text);
        QVERIFY2(filter, filter ? "" : qPrintable(filter.error()));
        const auto matches = filter->matches(document);
        QStringList found;
        for (FileId id = 1; id < document.tree().count(); ++id)
            if (matches[id])
                found << QString::fromStdString(document.tree().path(id));
        found.sort();
        QCOMPARE_EQ(found, expected);
    }

    void badFilters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("key") << "colour:red" << "colour";
        QTest::newRow("value") << "is:blue" << "blue";
        QTest::newRow("no value") << "size>" << "size";
        QTest::newRow("size") << "size>much" << "much";
        QTest::newRow("reason") << "why:weather" << "weather";
        QTest::newRow("layer") << "layer:0" << "0";
        QTest::newRow("type") << "type:cheese" << "cheese";
    }
    void badFilters()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        const auto filter = FileFilter::parse(text);
        QVERIFY(!filter);
        QVERIFY2(filter.error().contains(named), qPrintable(filter.error()));
    }

    void sizes()
    {
        QCOMPARE_EQ(*parseSize(QStringLiteral("12")), 12U);
        QCOMPARE_EQ(*parseSize(QStringLiteral("1k")), 1024U);
        QCOMPARE_EQ(*parseSize(QStringLiteral("1.5MiB")), 1572864U);
        QCOMPARE_EQ(*parseSize(QStringLiteral("2 GB")), std::uint64_t{2} << 30);
        QVERIFY(!parseSize(QStringLiteral("-1")));
        QVERIFY(!parseSize(QString()));
        QVERIFY(!parseSize(QStringLiteral("k")));
    }

    void theTreeFollows()
    {
        ImageDocument document(m_contents);
        ImageTreeModel model(document);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto &tree = document.tree();
        QCOMPARE_EQ(model.rowCount(), 2);
        QCOMPARE_EQ(model.totalCount(), 15);
        const auto usr = model.indexOf(tree.find("usr"));
        QCOMPARE_EQ(usr.data().toString(), QStringLiteral("usr"));
        QCOMPARE_EQ(usr.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::PartiallyChecked));
        model.sort(ImageTreeModel::Size, Qt::DescendingOrder);
        QCOMPARE_EQ(model.index(0, 0, model.indexOf(tree.find("usr/share/doc"))).data().toString(), QStringLiteral("changelog"));
        model.sort(ImageTreeModel::Size, Qt::AscendingOrder);
        QCOMPARE_EQ(model.index(0, 0, model.indexOf(tree.find("usr/share/doc"))).data().toString(), QStringLiteral("README"));
        for (int column = 0; column < ImageTreeModel::ColumnCount; ++column)
            model.sort(column, Qt::DescendingOrder);
        model.sort(ImageTreeModel::Name, Qt::AscendingOrder);

        const QPersistentModelIndex sh(model.indexOf(tree.find("usr/bin/sh")));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QVERIFY(model.setData(sh, Qt::Checked, Qt::CheckStateRole));
        QVERIFY(changed.count() > 0);
        QCOMPARE_EQ(sh.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
        QCOMPARE_EQ(model.indexOf(tree.find("usr/bin/sh")).siblingAtColumn(ImageTreeModel::State).data().toString(), QStringLiteral("kept by you"));
        document.undoStack()->undo();
        QCOMPARE_EQ(sh.data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));

        model.setFilter(*FileFilter::parse(QStringLiteral("conf is:removed")));
        QCOMPARE_EQ(model.matchCount(), 1);
        QCOMPARE_EQ(model.rowCount(), 1);
        const auto etc = model.index(0, 0);
        QCOMPARE_EQ(model.rowCount(etc), 1);
        QVERIFY(!model.indexOf(tree.find("usr")).isValid());
        QVERIFY(!model.hasChildren(model.index(0, 0, etc)));
        document.setKept({tree.find("etc/unused.conf")}, true); // stays on screen while it is ticked
        QCOMPARE_EQ(model.rowCount(model.index(0, 0)), 1);
        model.setFilter(*FileFilter::parse(QStringLiteral("nosuchfile")));
        QCOMPARE_EQ(model.rowCount(), 0);
        model.setFilter({});
        QCOMPARE_EQ(model.rowCount(), 2);
    }

    void aFolderWithNonsenseIsSaid()
    {
        const QString folder = m_sandbox->file(QStringLiteral("bad"));
        QVERIFY(QDir().mkpath(folder));
        VERIFY_RESULT(writeFileAtomically(QDir(folder).filePath(QStringLiteral("selection.json")).toStdString(), "{\"kept\": 7}"));
        const auto contents = loadBuild(folder.toStdString(), {}, {}, {});
        QVERIFY(!contents);
        QVERIFY2(contents.error().message.starts_with("selection.json: "), contents.error().message.c_str());
    }
};

QTEST_MAIN(TestImageDocument)
#include "tst_imagedocument.moc"
