#include "base/files.h"
#include "dialogs/slimwizard.h"
#include "image/file_index.h"
#include "image/image.h"
#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"
#include "support/answers.h"
#include "support/gui.h"
#include "support/support.h"
#include "views/buildpage.h"
#include "views/imagepage.h"
#include "views/imagetree.h"

#include <unistd.h>

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

#include <cstdlib>
#include <string>
#include <vector>

using namespace whittle;
using namespace whittle::app;

namespace {

constexpr int kBuildMs = 240'000;
constexpr const char *kBelow = "WHITTLE_E2E_BELOW";

bool mayStartAnEngine()
{
    const auto ids = readFile("/proc/self/uid_map", 4096);
    return ::geteuid() == 0 && ids && ids->find("4294967295") != std::string::npos;
}

} // namespace

/// The window with a real engine, as a person drives it: the wizard, the run to its verdict, a removed file that is ticked, and the build again.
class TestWindowBuild : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    test::Answers *m_answers = nullptr;
    QString m_archive;

    void trigger(const char *action) { m_window->action(QLatin1StringView(action))->trigger(); }
    template <class Widget>
    Widget *field(QWidget *parent, const char *name)
    {
        return parent->findChild<Widget *>(QLatin1StringView(name));
    }

    // What the verdict's page says when a build went wrong.
    static QByteArray account(BuildPage *page)
    {
        return (QString::fromStdString(page->document().error().message) + QLatin1Char('\n') + page->findChild<QPlainTextEdit *>(QStringLiteral("buildLog"))->toPlainText()).toUtf8();
    }

    ImagePage *filesOf(BuildPage *page)
    {
        page->findChild<QPushButton *>(QStringLiteral("showFilesButton"))->click();
        return QTest::qWaitFor([this] { return !m_window->isBusy() && m_window->images().currentImage(); }, 20'000) ? m_window->images().currentImage() : nullptr;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet(kBelow))
            QSKIP("an engine of its own needs root");
        test::failOnWarnings();
        QProcess maker;
        maker.start(QStringLiteral(WHITTLE_E2E_DIR "/make-images"), {QStringLiteral("odd")});
        QVERIFY(maker.waitForFinished(300'000));
        QVERIFY2(maker.exitCode() == 0, maker.readAllStandardError().constData());
        m_archive = QString::fromUtf8(maker.readAllStandardOutput()).trimmed().section(QLatin1Char(' '), 1);
        m_sandbox = std::make_unique<test::Sandbox>();
        auto answers = std::make_unique<test::Answers>();
        m_answers = answers.get();
        m_window = std::make_unique<MainWindow>(std::move(answers));
        m_window->show();
    }

    void fromTheWizardToTheVerdictAndAgain()
    {
        const QString folder = m_sandbox->file(QStringLiteral("results"));
        trigger("slimImage");
        auto *wizard = m_window->findChild<SlimWizard *>();
        QVERIFY(wizard);
        field<QRadioButton>(wizard, "fromArchive")->setChecked(true);
        field<QLineEdit>(wizard, "archiveField")->setText(m_archive);
        auto *next = wizard->button(QWizard::NextButton);
        QTRY_VERIFY_WITH_TIMEOUT(next->isEnabled(), 20'000);
        next->click();
        QCOMPARE_EQ(wizard->currentId(), static_cast<int>(SlimWizard::RunPageId));
        field<QPlainTextEdit>(wizard, "requestsField")->setPlainText(QStringLiteral("GET /index.html\nGET /far-future.txt"));
        next->click();
        QCOMPARE_EQ(wizard->currentId(), static_cast<int>(SlimWizard::KeepPageId));
        field<QLineEdit>(wizard, "outputField")->setText(folder);
        field<QPlainTextEdit>(wizard, "excludeField")->setPlainText(QStringLiteral("/www/sticky/**"));
        wizard->button(QWizard::FinishButton)->click();

        QTRY_VERIFY(m_window->images().currentBuild());
        auto *page = m_window->images().currentBuild();
        auto *files = field<QTableView>(page, "liveFiles");
        QTRY_VERIFY_WITH_TIMEOUT(files->model()->rowCount() > 0 || !page->document().isRunning(), kBuildMs);
        QTRY_VERIFY_WITH_TIMEOUT(!page->document().isRunning(), kBuildMs);
        QVERIFY2(page->document().isVerified(), account(page).constData());
        QVERIFY(m_window->tabs()->tabText(m_window->tabs()->currentIndex()).contains(QStringLiteral("verified")));
        QVERIFY(field<QTableView>(page, "verdictTable")->model()->rowCount() >= 2);
        QVERIFY(field<QLabel>(page, "resultFacts")->text().contains(QStringLiteral("whittle-test-odd.slim")));

        auto *image = filesOf(page);
        QVERIFY(image);
        const FileId removed = image->document().tree().find("unused/big.bin");
        QVERIFY(image->tree()->showFile(removed));
        QVERIFY(!image->document().contents().selection->kept.contains("unused/big.bin"));
        QTest::keyClick(image->tree(), Qt::Key_Space); // tick it
        QCOMPARE_EQ(image->document().ticks().size(), 1U);
        trigger("rebuild");
        QTRY_VERIFY(m_window->images().currentBuild());
        auto *again = m_window->images().currentBuild();
        QTRY_VERIFY_WITH_TIMEOUT(!again->document().isRunning(), kBuildMs);
        QVERIFY2(again->document().isVerified(), account(again).constData());

        const auto slim = image::Image::open({.path = QDir(folder).filePath(QStringLiteral("slim.tar")).toStdString()}, {}, {});
        VERIFY_RESULT(slim);
        const auto file = slim->files().find("unused/big.bin");
        QVERIFY(file);
        QCOMPARE_EQ(file->entry.size, std::uint64_t{16 * 131072});
        QVERIFY(slim->files().find("www/index.html"));
        QVERIFY(!slim->files().find("www/sticky/inside.txt"));
        auto *fresh = filesOf(again);
        QVERIFY(fresh);
        const auto &kept = fresh->document().contents().selection->kept;
        QVERIFY(kept.contains("unused/big.bin"));
        QCOMPARE_EQ(kept.at("unused/big.bin").reasons.front().kind, slim::ReasonKind::Included);
        QCOMPARE_EQ(m_answers->asked, 0);
    }

    // What a build leaves when it is stopped in the window: no container, no image.
    void aStoppedBuildLeavesNothing()
    {
        const auto listed = [] {
            QProcess docker;
            docker.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("docker ps --all --quiet; docker volume ls --quiet; docker images --all --format '{{.Repository}}:{{.Tag}}'")});
            docker.waitForFinished();
            return docker.readAllStandardOutput();
        };
        const QByteArray before = listed();
        BuildChoices choices;
        choices.archive = m_archive;
        choices.seconds = 60;
        choices.output = m_sandbox->file(QStringLiteral("stopped"));
        auto *page = m_window->images().startBuild(choices);
        QVERIFY(page);
        auto *files = field<QTableView>(page, "liveFiles");
        QTRY_VERIFY_WITH_TIMEOUT(files->model()->rowCount() > 0 || !page->document().isRunning(), kBuildMs);
        trigger("stopBuild");
        QTRY_VERIFY_WITH_TIMEOUT(!page->document().isRunning(), kBuildMs);
        QCOMPARE_EQ(page->document().state(), BuildDocument::State::Stopped);
        QCOMPARE_EQ(listed(), before);
        QVERIFY(!QDir(choices.output).exists());
    }

    void cleanupTestCase()
    {
        m_window.reset();
        m_sandbox.reset();
    }
};

int main(int argc, char **argv)
{
    // In a Docker of its own, which ends with it.
    if (!qEnvironmentVariableIsSet(kBelow) && mayStartAnEngine()) {
        qputenv(kBelow, "1");
        const std::string engine = WHITTLE_E2E_DIR "/../support/engine-docker";
        std::vector<char *> words = {const_cast<char *>(engine.c_str())};
        words.insert(words.end(), argv, argv + argc + 1);
        ::execv(engine.c_str(), words.data());
    }
    QApplication application(argc, argv);
    TestWindowBuild test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window_build.moc"
