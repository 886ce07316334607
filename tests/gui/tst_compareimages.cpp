// Comparing images in the window.
#include "documents/imagecomparedocument.h"
#include "mainwindow/comparetabs.h"
#include "mainwindow/mainwindow.h"
#include "settings/settings.h"
#include "support/gui.h"
#include "support/image_maker.h"
#include "support/images.h"
#include "support/support.h"
#include "views/alignedtext.h"
#include "views/alignedtexts.h"
#include "views/filterbar.h"
#include "views/imagecomparepage.h"
#include "views/imagecomparetrees.h"
#include "views/libraryview.h"
#include "views/messagebar.h"
#include "views/sidechooser.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

using namespace whittle;
using namespace whittle::app;

namespace {

class Answers final : public Dialogs
{
public:
    QString image;
    QString report;
    QStringList started;

    QString openImage(QWidget *, const QString &) override { return image; }
    QString saveReport(QWidget *, const QString &, const QString &) override { return report; }
    bool startOutside(const QStringList &command) override { return started = command, true; }
};

} // namespace

class TestCompareImages : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    Answers *m_answers = nullptr;
    QString m_left;
    QString m_right;

    bool settle()
    {
        return QTest::qWaitFor([this] { return !m_window->isBusy() && !m_window->comparisons().isBusy(); }, 30'000);
    }
    void trigger(const char *action) { m_window->action(QLatin1StringView(action))->trigger(); }
    ImageComparePage *compareTwo()
    {
        m_window->comparisons().compare({m_left, m_right});
        return settle() ? m_window->comparisons().currentImages() : nullptr;
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        m_left = m_sandbox->file(QStringLiteral("fat.tar"));
        m_right = m_sandbox->file(QStringLiteral("slim.tar"));
        test::ImageMaker fat;
        test::ImageMaker slim;
        for (int i = 0; i < 300; ++i) {
            const std::string path = "usr/share/f" + std::to_string(i);
            fat.file(path, "x");
            if (i % 3 == 0)
                slim.file(path, "x");
        }
        fat.file("etc/conf", "a\nb\n").config(R"({"User": "www"})").save(m_left.toStdString());
        slim.file("etc/conf", "a\nc\n").config(R"({"User": "root"})").save(m_right.toStdString());
        auto answers = std::make_unique<Answers>();
        m_answers = answers.get();
        m_window = std::make_unique<MainWindow>(std::move(answers));
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_sandbox.reset();
    }

    void treesStandSideBySide()
    {
        auto *page = compareTwo();
        QVERIFY(page);
        QVERIFY2(page->document().comparison(), qPrintable(page->document().error()));
        QCOMPARE_EQ(m_window->tabs()->tabText(0), QStringLiteral("fat.tar → slim.tar"));
        QCOMPARE_EQ(page->model().matchCount(), 201);
        QCOMPARE_EQ(page->filterBar()->findChild<QLabel *>(QStringLiteral("filterCount"))->text(), QStringLiteral("201 of 304"));
        auto *left = page->trees()->left();
        auto *right = page->trees()->right();
        // Few rows are open at once, in both.
        const auto etc = page->model().indexOf(page->document().comparison()->tree.find("etc"));
        QVERIFY(left->isExpanded(etc) && right->isExpanded(etc));
        left->collapse(etc);
        QVERIFY(!right->isExpanded(etc));
        right->expand(etc);
        QVERIFY(left->isExpanded(etc));
        QTRY_VERIFY(left->verticalScrollBar()->maximum() > 10);
        left->verticalScrollBar()->setValue(10);
        QCOMPARE_EQ(right->verticalScrollBar()->value(), 10);
        right->verticalScrollBar()->setValue(3);
        QCOMPARE_EQ(left->verticalScrollBar()->value(), 3);
        QCOMPARE_EQ(left->verticalScrollBar()->maximum(), right->verticalScrollBar()->maximum());
        // By keys from difference to difference.
        trigger("nextDifference");
        QCOMPARE_EQ(page->document().comparison()->tree.path(page->trees()->currentFile()), std::string("etc/conf"));
        QCOMPARE_EQ(right->currentIndex(), left->currentIndex());
        trigger("nextDifference");
        QCOMPARE_EQ(page->document().comparison()->tree.path(page->trees()->currentFile()), std::string("usr/share/f1"));
        trigger("previousDifference");
        QCOMPARE_EQ(page->document().comparison()->tree.path(page->trees()->currentFile()), std::string("etc/conf"));
        // What is current stays so while the rows change.
        page->findChild<QToolButton *>(QStringLiteral("onlyDifferences"))->click();
        QCOMPARE_EQ(page->model().matchCount(), 304);
        QCOMPARE_EQ(page->document().comparison()->tree.path(page->trees()->currentFile()), std::string("etc/conf"));
    }

    void filterAndLinks()
    {
        auto *page = compareTwo();
        QVERIFY(page);
        trigger("find");
        QVERIFY(page->filterBar()->field()->hasFocus());
        page->filterBar()->setText(QStringLiteral("change:changed"));
        QCOMPARE_EQ(page->model().matchCount(), 1);
        page->filterBar()->setText(QStringLiteral("change:odd"));
        QVERIFY(page->filterBar()->findChild<QLabel *>(QStringLiteral("filterError"))->isVisible());
        QCOMPARE_EQ(page->model().matchCount(), 1);
        page->filterBar()->setText(QStringLiteral("nothing-like-this"));
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("imageCompareEmpty"))->isVisible());
        Q_EMIT page->findChild<QLabel *>(QStringLiteral("imageCompareSummary"))->linkActivated(QStringLiteral("change:removed"));
        QCOMPARE_EQ(page->filterBar()->text(), QStringLiteral("change:removed"));
        QCOMPARE_EQ(page->model().matchCount(), 200);
    }

    void settingsAndTexts()
    {
        auto *page = compareTwo();
        QVERIFY(page);
        trigger("nextDifference");
        page->showTab(ImageComparePage::Settings);
        auto *settings = page->findChild<QTableView *>(QStringLiteral("compareSettings"));
        trigger("nextDifference");
        QCOMPARE_EQ(settings->currentIndex().data().toString(), QStringLiteral("User"));
        QCOMPARE_EQ(settings->model()->headerData(1, Qt::Horizontal).toString(), QStringLiteral("fat.tar"));
        page->showTab(ImageComparePage::Text);
        QVERIFY(settle());
        // Two lines with nothing in common stand alone.
        QCOMPARE_EQ(page->texts()->differingCount(), 2);
        QCOMPARE_EQ(page->texts()->left()->toPlainText(), QStringLiteral("a\nb\n"));
        QCOMPARE_EQ(page->texts()->right()->toPlainText(), QStringLiteral("a\n\nc"));
        settings::setDiffCommand(QStringLiteral("tool"));
        trigger("compareOutside");
        QCOMPARE_EQ(m_answers->started.size(), 3);
        QCOMPARE_EQ(test::contentOf(m_answers->started[1].toStdString()), std::string("a\nb\n"));
        QVERIFY(m_answers->started[2].endsWith(QStringLiteral("/conf")));
    }

    void aBuildIsComparedWithItsFatImage()
    {
        const QString folder = test::writeSmallBuild(m_sandbox->file(QStringLiteral("build")));
        QVERIFY(!folder.isEmpty());
        QVERIFY(QFile::copy(m_right, folder + QStringLiteral("/slim.tar")));
        m_window->openFiles({folder});
        QVERIFY(settle());
        // Which fat image is meant is asked where nothing says it.
        m_answers->image = m_left;
        trigger("compareWith");
        QVERIFY(settle());
        auto *page = m_window->comparisons().currentImages();
        QVERIFY(page);
        QCOMPARE_EQ(page->document().sides()[0].path, m_left);
        QCOMPARE_EQ(page->document().sides()[1].path, folder + QStringLiteral("/slim.tar"));
        QVERIFY2(page->document().comparison(), qPrintable(page->document().error()));
        // The chooser knows what is open.
        auto *chooser = page->findChild<QComboBox *>(QStringLiteral("compareSide1"));
        QVERIFY(chooser->findText(QStringLiteral("demo, slim")) >= 0);
        m_answers->image = m_right;
        Q_EMIT chooser->activated(chooser->findText(QStringLiteral("Another Archive…")));
        QVERIFY(settle());
        QCOMPARE_EQ(page->document().sides()[0].path, m_right);
        QVERIFY(page->document().comparison() && page->document().comparison()->difference.isEmpty());
        page->findChild<QToolButton *>(QStringLiteral("compareSwap"))->click();
        QVERIFY(settle());
        QCOMPARE_EQ(page->document().sides()[1].path, m_right);
    }

    void imagesAndProfilesDoNotMix()
    {
        m_window->comparisons().compare({m_left, QStringLiteral("docker-default")});
        QVERIFY(settle());
        QCOMPARE_EQ(m_window->tabs()->count(), 0);
        QVERIFY(!m_window->message()->text().isEmpty());
    }

    void reportsAndErrors()
    {
        auto *page = compareTwo();
        QVERIFY(page);
        m_answers->report = m_sandbox->file(QStringLiteral("c.md"));
        trigger("compareMarkdown");
        QVERIFY(test::contentOf(m_answers->report.toStdString()).starts_with("# fat.tar → slim.tar\n"));
        m_answers->report = m_sandbox->file(QStringLiteral("c.html"));
        trigger("compareHtml");
        QVERIFY(test::contentOf(m_answers->report.toStdString()).starts_with("<!DOCTYPE html>"));
        page->document().setSide(0, {QStringLiteral("/x"), QStringLiteral("x"), QStringLiteral("/nonexistent/x.tar")});
        QVERIFY(settle());
        QVERIFY(!page->document().error().isEmpty());
        QVERIFY(!m_window->action(QStringLiteral("compareHtml"))->isEnabled());
        QCOMPARE_EQ(page->model().totalCount(), 0);
    }

    void closesWhileItReads()
    {
        m_window->comparisons().compare({m_left, m_right});
        QVERIFY(m_window->comparisons().currentImages()->isBusy());
        trigger("close");
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_window->comparisons().compare({m_left, m_right});
        m_window.reset();
    }

    void everythingHasAName()
    {
        auto *page = compareTwo();
        QVERIFY(page);
        for (const int tab : {ImageComparePage::Files, ImageComparePage::Settings}) {
            page->showTab(tab);
            for (auto *widget : page->findChildren<QWidget *>()) {
                if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || qobject_cast<QLabel *>(widget) || widget->objectName().startsWith(QStringLiteral("qt_")))
                    continue;
                const auto *accessible = QAccessible::queryAccessibleInterface(widget);
                QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(QStringLiteral("%1 %2").arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName())));
            }
        }
    }
};

QTEST_MAIN(TestCompareImages)
#include "tst_compareimages.moc"
