// Comparing in the window: opening, looking, copying, exporting.
#include "base/files.h"
#include "documents/profiledocument.h"
#include "mainwindow/mainwindow.h"
#include "models/driftmodel.h"
#include "settings/settings.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"
#include "views/alignedtext.h"
#include "views/comparepage.h"
#include "views/comparetable.h"
#include "views/comparetextpage.h"
#include "views/groupedtree.h"
#include "views/inspector.h"
#include "views/libraryview.h"
#include "views/messagebar.h"
#include "views/profilepage.h"

#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTextBrowser>
#include <QToolButton>

using namespace whittle;
using namespace whittle::app;

namespace {

class Answers final : public Dialogs
{
public:
    QStringList open;
    QString report;
    int asked = 0;

    QStringList openFiles(QWidget *, const QString &) override { return ++asked, open; }
    QString saveReport(QWidget *, const QString &, const QString &) override { return ++asked, report; }
    Close askClose(QWidget *, const QString &) override { return Close::Discard; }
};

std::string otherProfile()
{
    std::string text = test::kSmallProfile;
    text.replace(text.find("\"close\", "), 9, "");
    text.replace(text.find("\"write\""), 7, "\"keyctl\", \"write\"");
    return text;
}

} // namespace

class TestCompareWindow : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    Answers *m_answers = nullptr;

    QString write(const QString &name, const std::string &content)
    {
        const QString path = m_sandbox->file(name);
        if (const auto written = writeFileAtomically(path.toStdString(), content); !written)
            qFatal("%s", written.error().message.c_str());
        return path;
    }

    bool settle() { return QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000); }
    void trigger(const char *action) { m_window->action(QLatin1StringView(action))->trigger(); }

    ComparePage *comparePaths(const QStringList &paths)
    {
        m_window->compare(paths);
        return settle() ? m_window->currentComparison() : nullptr;
    }

    ComparePage *compareTwo() { return comparePaths({write(QStringLiteral("a.json"), test::kSmallProfile), write(QStringLiteral("b.json"), otherProfile())}); }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        settings::clearRecentFiles();
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

    void filesAreOpenedAndCompared()
    {
        auto *page = compareTwo();
        QVERIFY(page);
        QCOMPARE_EQ(m_window->tabs()->count(), 3);
        QCOMPARE_EQ(m_window->tabs()->tabText(2), QStringLiteral("a.json → b.json"));
        QCOMPARE_EQ(page->currentTab(), static_cast<int>(ComparePage::Decisions));
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("compareSummary"))->text().contains(QStringLiteral("Newly allowed: <b>1</b>")));
        // What is not open and not there is said, and nothing is compared.
        m_window->compare({m_sandbox->file(QStringLiteral("missing.json")), m_sandbox->file(QStringLiteral("a.json"))});
        QVERIFY(settle());
        QVERIFY(m_window->message()->text().contains(QStringLiteral("missing.json")));
        QCOMPARE_EQ(m_window->tabs()->count(), 3);
    }

    void theCurrentProfileStandsBesideTheDefault()
    {
        m_window->openFiles({write(QStringLiteral("a.json"), test::kSmallProfile)});
        QVERIFY(settle());
        trigger("compareWith");
        auto *page = m_window->currentComparison();
        QVERIFY(page);
        QCOMPARE_EQ(page->document().sides()[0].key, QStringLiteral("docker-default"));
        QCOMPARE_EQ(page->document().sides()[1].title, QStringLiteral("a.json"));
        // With nothing open the files are asked for.
        trigger("close");
        trigger("close");
        m_answers->open = {m_sandbox->file(QStringLiteral("a.json"))};
        trigger("compareWith");
        QVERIFY(settle());
        QCOMPARE_EQ(m_answers->asked, 1);
        QVERIFY(m_window->currentComparison());
    }

    void differencesAreVisitedAndExplained()
    {
        auto *page = compareTwo();
        QVERIFY(page);
        auto *inspector = m_window->findChild<Inspector *>();
        trigger("nextDifference");
        QCOMPARE_EQ(page->table()->selectedSyscalls(), std::vector<std::string>{"keyctl"});
        QCOMPARE_EQ(inspector->findChild<QLabel *>(QStringLiteral("inspectorName"))->text(), QStringLiteral("keyctl"));
        const QString text = inspector->findChild<QTextBrowser *>()->toPlainText();
        QVERIFY2(text.contains(QStringLiteral("Newly allowed")) && text.contains(QStringLiteral("a.json")) && text.contains(QStringLiteral("b.json")), qPrintable(text));
        trigger("nextDifference");
        QCOMPARE_EQ(page->table()->selectedSyscalls(), std::vector<std::string>{"close"});
        QVERIFY(!page->goToDifference(true));
        QCOMPARE_EQ(page->table()->selectedSyscalls(), std::vector<std::string>{"close"});
        trigger("previousDifference");
        QCOMPARE_EQ(page->table()->selectedSyscalls(), std::vector<std::string>{"keyctl"});
    }

    void copyUndoAndSaveAreOfTheDocument()
    {
        auto *page = compareTwo();
        QVERIFY(page);
        auto *right = page->document().sides()[1].document.data();
        const std::string before = right->text();
        QVERIFY(!m_window->action(QStringLiteral("copyToRight"))->isEnabled());
        QVERIFY(page->table()->select(QStringLiteral("keyctl")));
        QVERIFY(m_window->action(QStringLiteral("copyToRight"))->isEnabled());
        trigger("copyToRight");
        QVERIFY(right->isModified());
        QVERIFY(page->message()->text().contains(QStringLiteral("keyctl")));
        QVERIFY(!page->table()->model().row(page->table()->model().find(QStringLiteral("keyctl")))->change);
        trigger("undo");
        right->updateNow();
        QCOMPARE_EQ(right->text(), before);
        QVERIFY(!right->isModified());
        // The other way: into the left one.
        auto *left = page->document().sides()[0].document.data();
        QVERIFY(page->table()->select(QStringLiteral("close")));
        trigger("copyToLeft");
        QVERIFY(left->isModified() && !right->isModified());
        trigger("undo");
        QCOMPARE_EQ(left->text(), std::string(test::kSmallProfile));
    }

    void sidesAreChosenOnTop()
    {
        auto *page = compareTwo();
        QVERIFY(page);
        auto *first = page->findChild<QComboBox *>(QStringLiteral("compareSide1"));
        QCOMPARE_EQ(first->currentText(), QStringLiteral("a.json"));
        const int podman = first->findText(QStringLiteral("Podman's default"));
        QVERIFY(podman >= 0);
        Q_EMIT first->activated(podman);
        QCOMPARE_EQ(page->document().sides()[0].key, QStringLiteral("podman-default"));
        page->findChild<QToolButton *>(QStringLiteral("compareSwap"))->click();
        QCOMPARE_EQ(page->document().sides()[1].key, QStringLiteral("podman-default"));
        page->findChild<QToolButton *>(QStringLiteral("compareThird"))->click();
        QCOMPARE_EQ(page->document().sides().size(), 3U);
        QCOMPARE_EQ(m_window->tabs()->tabText(2).count(QStringLiteral("→")), 2);
        page->findChild<QToolButton *>(QStringLiteral("compareThird"))->click();
        QCOMPARE_EQ(page->document().sides().size(), 2U);
        // Another file is opened in a tab of its own and comes to the side.
        m_answers->open = {write(QStringLiteral("c.json"), otherProfile())};
        Q_EMIT first->activated(first->count() - 1);
        QVERIFY(settle());
        QCOMPARE_EQ(m_window->currentComparison(), page);
        QCOMPARE_EQ(page->document().sides()[0].title, QStringLiteral("c.json"));
        // A side whose tab is closed stays as it was.
        QVERIFY(m_window->tabs()->count() > 3);
        for (int i = 0; i < m_window->tabs()->count(); ++i)
            if (m_window->tabs()->tabText(i) == QStringLiteral("c.json"))
                m_window->tabs()->setCurrentIndex(i);
        trigger("close");
        m_window->tabs()->setCurrentWidget(page);
        QTRY_VERIFY(!page->document().sides()[0].isEditable());
        QCOMPARE_EQ(first->currentText(), QStringLiteral("c.json"));
        QVERIFY(page->document().comparison() != nullptr);
    }

    void theFilterIsThatOfTheSyscalls()
    {
        auto *page = compareTwo();
        QVERIFY(page);
        trigger("find");
        auto *filter = page->findChild<QLineEdit *>(QStringLiteral("compareFilter"));
        QVERIFY(filter->hasFocus());
        filter->setText(QStringLiteral("risk>=high"));
        QCOMPARE_EQ(page->table()->proxy().syscallCount(), 1);
        filter->setText(QStringLiteral("risk:odd"));
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("compareFilterError"))->isVisible());
        QCOMPARE_EQ(page->table()->proxy().syscallCount(), 1);
        QTest::keyClick(filter, Qt::Key_Escape);
        QCOMPARE_EQ(page->table()->proxy().syscallCount(), 2);
        page->table()->setOnlyDifferences(false);
        QVERIFY(page->table()->proxy().syscallCount() > 300);
    }

    void textsStandSideBySide()
    {
        std::string longer = test::kSmallProfile;
        for (int i = 0; i < 200; ++i)
            longer.insert(longer.find("    \"x-note\""), "    \"x-" + std::to_string(i) + "\": 1,\n");
        auto *page = comparePaths({write(QStringLiteral("a.json"), longer), write(QStringLiteral("b.json"), otherProfile())});
        QVERIFY(page);
        page->showTab(ComparePage::Text);
        auto *left = page->text()->left();
        auto *right = page->text()->right();
        QTRY_VERIFY(left->blockCount() > 200);
        QCOMPARE_EQ(left->blockCount(), right->blockCount());
        QCOMPARE_EQ(static_cast<std::size_t>(left->blockCount()), page->text()->lines().size());
        left->verticalScrollBar()->setValue(left->verticalScrollBar()->maximum());
        QCOMPARE_EQ(right->verticalScrollBar()->value(), left->verticalScrollBar()->value());
        right->verticalScrollBar()->setValue(7);
        QCOMPARE_EQ(left->verticalScrollBar()->value(), 7);
        left->goToLine(0);
        QVERIFY(page->goToDifference(true));
        const int first = left->textCursor().blockNumber();
        QVERIFY(!page->text()->lines()[static_cast<std::size_t>(first)].isSame);
        QVERIFY(page->goToDifference(true));
        QVERIFY(left->textCursor().blockNumber() > first + 100); // the whole stretch is one difference
        // An edit of the document shows here.
        const auto before = page->text()->lines().size();
        page->document().sides()[1].document->allow({"fsync", "chroot"});
        QTRY_VERIFY(page->text()->lines().size() != before || right->toPlainText().contains(QStringLiteral("chroot")));
    }

    void recordingsDrift()
    {
        const auto saved = [this](const char *name, const trace::Recording &recording) { return write(QLatin1StringView(name), trace::writeRecording(recording)); };
        auto *page = comparePaths({saved("1.whittle.json", test::RecordingMaker().call("read")), saved("2.whittle.json", test::RecordingMaker().call("read").call("keyctl"))});
        QVERIFY(page);
        QCOMPARE_EQ(page->currentTab(), static_cast<int>(ComparePage::Drift));
        trigger("nextDifference");
        QCOMPARE_EQ(page->driftTree()->currentIndex().data().toString(), QStringLiteral("keyctl"));
        QCOMPARE_EQ(m_window->findChild<Inspector *>()->findChild<QLabel *>(QStringLiteral("inspectorName"))->text(), QStringLiteral("keyctl"));
        QVERIFY(!m_window->action(QStringLiteral("copyToRight"))->isEnabled());
    }

    void theLibraryComparesWhatIsSelected()
    {
        m_window->openFiles({write(QStringLiteral("a.json"), test::kSmallProfile)});
        QVERIFY(settle());
        Q_EMIT m_window->findChild<LibraryView *>()->compareRequested({QStringLiteral("docker-default"), QStringLiteral("podman-default"), m_sandbox->file(QStringLiteral("a.json"))});
        QVERIFY(m_window->currentComparison());
        QCOMPARE_EQ(m_window->currentComparison()->document().sides().size(), 3U);
        // One alone: with the tab in front.
        m_window->tabs()->setCurrentIndex(0);
        Q_EMIT m_window->findChild<LibraryView *>()->compareRequested({QStringLiteral("podman-default")});
        QCOMPARE_EQ(m_window->currentComparison()->document().title(), QStringLiteral("Podman's default → a.json"));
    }

    void aDroppedFileCanBeCompared()
    {
        m_window->openFiles({write(QStringLiteral("a.json"), test::kSmallProfile)});
        QVERIFY(settle());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(write(QStringLiteral("b.json"), otherProfile()))});
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QVERIFY(settle());
        QVERIFY(!m_window->currentComparison());
        QVERIFY(m_window->message()->text().contains(QStringLiteral("b.json")));
        m_window->message()->findChild<QPushButton *>(QStringLiteral("messageButton"))->click();
        QVERIFY(m_window->currentComparison());
        QCOMPARE_EQ(m_window->currentComparison()->document().title(), QStringLiteral("a.json → b.json"));
    }

    void exportsAreWhatTheCommandLineWrites()
    {
        auto *page = compareTwo();
        QVERIFY(page);
        m_answers->report = m_sandbox->file(QStringLiteral("c.html"));
        trigger("compareHtml");
        QVERIFY(test::contentOf(m_answers->report.toStdString()).starts_with("<!DOCTYPE html>"));
        m_answers->report = m_sandbox->file(QStringLiteral("c.md"));
        trigger("compareMarkdown");
        const std::string markdown = test::contentOf(m_answers->report.toStdString());
        QVERIFY2(markdown.starts_with("# a.json → b.json\n") && markdown.contains("| `keyctl` |"), markdown.c_str());
        QVERIFY(page->message()->text().contains(QStringLiteral("c.md")));
        m_answers->report = QStringLiteral("/nonexistent/c.md");
        trigger("compareMarkdown");
        QVERIFY(page->message()->text().contains(QStringLiteral("not saved")));
    }
};

QTEST_MAIN(TestCompareWindow)
#include "tst_comparewindow.moc"
