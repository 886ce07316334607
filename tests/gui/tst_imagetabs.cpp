#include "mainwindow/imagetabs.h"

#include "base/sha256.h"
#include "dialogs/slimwizard.h"
#include "mainwindow/mainwindow.h"
#include "models/imagetables.h"
#include "settings/settings.h"
#include "support/answers.h"
#include "support/fake_build.h"
#include "support/gui.h"
#include "support/image_maker.h"
#include "support/support.h"
#include "views/buildpage.h"
#include "views/fileinspector.h"
#include "views/imagepage.h"
#include "views/imagetree.h"
#include "views/messagebar.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>

#include <format>

using namespace whittle;
using namespace whittle::app;

/// Images, builds and the wizard in the window, with a build that needs no engine.
class TestImageTabs : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<test::FakeBuild> m_build;
    std::unique_ptr<MainWindow> m_window;
    test::Answers *m_answers = nullptr;
    QString m_folder;

    void trigger(const char *action) { m_window->action(QLatin1StringView(action))->trigger(); }
    bool isEnabled(const char *action) { return m_window->action(QLatin1StringView(action))->isEnabled(); }

    ImagePage *openBuild()
    {
        m_window->openFiles({m_folder});
        if (!QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000))
            return nullptr;
        return m_window->images().currentImage();
    }

    static void dropOn(QWidget *widget, const QString &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(widget, &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(widget, &drop);
    }

    /// The image that the small build is of.
    static test::ImageMaker demoImage()
    {
        test::ImageMaker maker;
        maker.file("etc/server.conf", "below").file("usr/lib/libc.so.6", "library").file("usr/sbin/server", "\x7f" "ELF", 04755).file("usr/bin/sh", "shell").file("usr/bin/[", "test").file("usr/share/doc/changelog", "changes").file("usr/share/doc/README", "text");
        maker.step("/bin/sh -c #(nop) ENV PATH=/usr/sbin");
        maker.layer("COPY server.conf /etc # buildkit").file("etc/server.conf", "above").file("etc/unused.conf", "unused");
        maker.config(R"({"Env": ["PATH=/usr/sbin"], "Cmd": ["server", "--name", "two words"]})");
        return maker;
    }

    BuildPage *startBuild()
    {
        BuildChoices choices;
        choices.image = QStringLiteral("demo");
        choices.output = m_folder;
        return m_window->images().startBuild(choices);
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        settings::clearRecentFiles();
        m_folder = test::writeSmallBuild(m_sandbox->file(QStringLiteral("demo-slim")));
        QVERIFY(!m_folder.isEmpty());
        auto answers = std::make_unique<test::Answers>();
        m_answers = answers.get();
        m_build = std::make_unique<test::FakeBuild>();
        m_window = std::make_unique<MainWindow>(std::move(answers));
        m_window->images().setEngine(m_build->function(), [](const QString &engine, std::stop_token) -> Result<QStringList> {
            if (engine == QLatin1StringView("/no/socket"))
                return fail(ErrorCode::Unavailable, "/no/socket: not there");
            return QStringList{QStringLiteral("nginx:1.27"), QStringLiteral("redis:7")};
        });
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_build.reset();
        m_sandbox.reset();
    }

    void aFolderOpensAsItsFiles()
    {
        auto *page = openBuild();
        QVERIFY(page);
        QVERIFY2(page->findChild<QLabel *>(QStringLiteral("imageFacts"))->text().contains(QStringLiteral("52.3 %")), qPrintable(page->findChild<QLabel *>(QStringLiteral("imageFacts"))->text()));
        QCOMPARE_EQ(settings::recentFiles().front(), m_folder);
        QVERIFY(m_window->tabs()->tabText(0).contains(QStringLiteral("demo")));
        m_window->openFiles({m_folder}); // once is enough
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy(), 30'000);
        QCOMPARE_EQ(m_window->tabs()->count(), 1);
        auto *inspector = m_window->findChild<FileInspector *>();
        QVERIFY(page->tree()->showFile(page->document().tree().find("usr/lib/libc.so.6")));
        QCOMPARE_EQ(inspector->findChild<QLabel *>(QStringLiteral("filePath"))->text(), QStringLiteral("/usr/lib/libc.so.6"));
        const QString text = inspector->findChild<QTextBrowser *>()->toPlainText();
        QVERIFY2(text.contains(QStringLiteral("needed by usr/sbin/server")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("mapped as code")), qPrintable(text)); // from the recording
        trigger("copyPaths");
        QCOMPARE_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("/usr/lib/libc.so.6"));
        trigger("close");
        QCOMPARE_EQ(m_window->tabs()->count(), 0);
    }

    void filterByKeys()
    {
        auto *page = openBuild();
        auto *field = page->findChild<QLineEdit *>(QStringLiteral("filterField"));
        page->tree()->showFile(page->document().tree().find("usr/sbin/server"));
        trigger("find");
        QTest::keyClicks(field, QStringLiteral("is:removed size>1M type:file"));
        QCOMPARE_EQ(page->findChild<QLabel *>(QStringLiteral("filterCount"))->text(), QStringLiteral("1 of 15"));
        QVERIFY(page->findChild<QToolButton *>(QStringLiteral("toggle_is:removed"))->isChecked());
        QTest::keyClick(field, Qt::Key_Down);
        QTest::keyClick(page->tree(), Qt::Key_End);
        QCOMPARE_EQ(page->tree()->currentFile(), page->document().tree().find("usr/share/doc/changelog")); // opened to be seen
        field->setText(QStringLiteral("is:blue"));
        QVERIFY(!page->findChild<QLabel *>(QStringLiteral("filterError"))->isHidden());
        field->setText(QStringLiteral("nosuchfile"));
        QVERIFY(page->findChild<QPushButton *>(QStringLiteral("showAllFiles"))->isVisible());
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(field->text().isEmpty());
        QCOMPARE_EQ(page->findChild<QLabel *>(QStringLiteral("filterCount"))->text(), QStringLiteral("15 of 15"));
    }

    void tickUndoRebuild()
    {
        settings::setBuild(m_folder, toJson([this] {
            BuildChoices choices;
            choices.image = QStringLiteral("demo:1");
            choices.exclude = {QStringLiteral("/usr/share/doc/**")};
            choices.environment = {QStringLiteral("A=b")};
            choices.output = m_folder;
            return choices;
        }()));
        auto *page = openBuild();
        QVERIFY(!isEnabled("rebuild"));
        QVERIFY(!page->findChild<QPushButton *>(QStringLiteral("rebuildButton"))->isEnabled());
        page->tree()->showFile(page->document().tree().find("usr/share/doc/README"));
        QTest::keyClick(page->tree(), Qt::Key_Space);
        page->tree()->showFile(page->document().tree().find("etc/server.conf"));
        trigger("removeFiles");
        QCOMPARE_EQ(m_window->action(QStringLiteral("undo"))->text(), QStringLiteral("&Undo Remove /etc/server.conf"));
        trigger("undo");
        QCOMPARE_EQ(page->document().ticks().size(), 1U);
        QVERIFY(isEnabled("rebuild"));
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("imageChanges"))->text().contains(QStringLiteral("4 kB")));
        trigger("rebuild");
        QTRY_COMPARE(m_build->starts(), 1);
        const auto request = m_build->request();
        QCOMPARE_EQ(request.image, std::string("demo:1"));
        QCOMPARE_EQ(request.recordingPath, QDir(m_folder).filePath(QStringLiteral("demo.whittle.json")).toStdString());
        QCOMPARE_EQ(request.outputDirectory, m_folder.toStdString());
        QCOMPARE_EQ(request.selection.include, std::vector<std::string>{"/usr/share/doc/README"});
        QCOMPARE_EQ(request.selection.exclude, std::vector<std::string>{"/usr/share/doc/**"});
        QCOMPARE_EQ(request.overrides.environment, std::vector<std::string>{"A=b"});
        QVERIFY(m_window->images().currentBuild());
    }

    void aStrangersFolderIsRebuiltFromWhatItTells()
    {
        auto *page = openBuild();
        page->tree()->showFile(page->document().tree().find("usr/bin/sh"));
        trigger("keepFiles");
        trigger("rebuild");
        QTRY_COMPARE(m_build->starts(), 1);
        QCOMPARE_EQ(m_build->request().image, std::string("demo")); // as the recording has it
        QCOMPARE_EQ(m_build->request().selection.level, slim::Level::Balanced);
        QCOMPARE_EQ(m_build->request().selection.include, std::vector<std::string>{"/usr/bin/sh"});
    }

    void aBuildRunsToItsVerdict()
    {
        auto *page = startBuild();
        QVERIFY(page);
        QCOMPARE_EQ(m_window->images().currentBuild(), page);
        auto *files = page->findChild<QTableView *>(QStringLiteral("liveFiles"));
        QTRY_COMPARE(files->model()->rowCount(), 4);
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("liveCounts"))->text().contains(QStringLiteral("4 files")));
        QVERIFY(isEnabled("stopBuild"));
        m_build->finish(test::FakeBuild::result(true, m_folder.toStdString()));
        QTRY_VERIFY(!page->document().isRunning());
        QVERIFY(!isEnabled("stopBuild"));
        QVERIFY(m_window->tabs()->tabText(0).contains(QStringLiteral("verified")));
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("resultFacts"))->text().contains(QStringLiteral("demo.slim:latest")));
        QCOMPARE_EQ(page->findChild<QTableView *>(QStringLiteral("verdictTable"))->model()->rowCount(), 2);
        QVERIFY(page->findChild<QPlainTextEdit *>(QStringLiteral("buildLog"))->toPlainText().contains(QStringLiteral("select: 15 files")));
        page->findChild<QPushButton *>(QStringLiteral("openReportButton"))->click();
        QCOMPARE_EQ(m_answers->shown, QStringList{m_folder + QStringLiteral("/report.html")});
        page->findChild<QPushButton *>(QStringLiteral("showFilesButton"))->click();
        QTRY_VERIFY(m_window->images().currentImage());
        QCOMPARE_EQ(m_answers->asked, 0);
    }

    void aBuildThatIsNotVerifiedSaysWhatIsMissing()
    {
        auto *page = startBuild();
        m_build->finish(test::FakeBuild::result(false, m_folder.toStdString()));
        QTRY_VERIFY(!page->document().isRunning());
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("resultMissing"))->text().contains(QStringLiteral("/usr/share/doc/README")));
        QVERIFY(m_window->tabs()->tabText(0).contains(QStringLiteral("not verified")));
    }

    void aBuildThatFailsSaysWhatToTry()
    {
        auto *page = startBuild();
        m_build->finish(fail(ErrorCode::NotFound, "demo: no such image"));
        QTRY_VERIFY(!page->document().isRunning());
        const QString text = page->findChild<MessageBar *>()->text();
        QVERIFY2(text.contains(QStringLiteral("demo: no such image")) && text.contains(QLatin1Char('\n')), qPrintable(text));
        page->findChild<QPushButton *>(QStringLiteral("buildAgainButton"))->click();
        auto *wizard = m_window->findChild<SlimWizard *>();
        QVERIFY(wizard);
        QCOMPARE_EQ(wizard->choices().image, QStringLiteral("demo"));
        wizard->reject();
    }

    void stopWorksAtOnce()
    {
        auto *page = startBuild();
        QTRY_COMPARE(m_build->starts(), 1);
        page->findChild<QPushButton *>(QStringLiteral("stopButton"))->click();
        QVERIFY(!page->findChild<QPushButton *>(QStringLiteral("stopButton"))->isEnabled());
        QTRY_COMPARE(page->document().state(), BuildDocument::State::Stopped);
        QVERIFY(page->findChild<QLabel *>(QStringLiteral("buildState"))->text().startsWith(QStringLiteral("Stopped")));
    }

    void closingARunningBuildAsks()
    {
        startBuild();
        QTRY_COMPARE(m_build->starts(), 1);
        trigger("close");
        QCOMPARE_EQ(m_answers->asked, 1);
        QCOMPARE_EQ(m_window->tabs()->count(), 1);
        QVERIFY(!m_window->close());
        QCOMPARE_EQ(m_answers->asked, 2);
        m_answers->stop = true;
        trigger("close");
        QCOMPARE_EQ(m_window->tabs()->count(), 0);
        QTRY_VERIFY(!m_window->findChild<BuildPage *>()); // gone when it has ended
        QVERIFY(m_window->close());
        QCOMPARE_EQ(m_answers->asked, 3);
    }

    void theWindowMayGoWhileABuildRuns()
    {
        startBuild();
        QTRY_COMPARE(m_build->starts(), 1);
        m_window.reset();
    }

    void wizardChoosesAndRemembers()
    {
        trigger("slimImage");
        auto *wizard = m_window->findChild<SlimWizard *>();
        QVERIFY(wizard);
        auto *image = wizard->findChild<QComboBox *>(QStringLiteral("imageField"));
        QTRY_COMPARE(image->count(), 2);
        auto *next = wizard->button(QWizard::NextButton);
        QVERIFY(!next->isEnabled()); // nothing is chosen
        image->setCurrentText(QStringLiteral("nginx:1.27"));
        QVERIFY(next->isEnabled());
        next->click();
        auto *requests = wizard->findChild<QPlainTextEdit *>(QStringLiteral("requestsField"));
        requests->setPlainText(QStringLiteral("FETCH everything now"));
        next->click();
        QCOMPARE_EQ(wizard->currentId(), static_cast<int>(SlimWizard::RunPageId));
        QVERIFY(wizard->currentPage()->findChild<QLabel *>(QStringLiteral("pageMessage"))->text().startsWith(QStringLiteral("Requests")));
        requests->setPlainText(QStringLiteral("GET /health"));
        wizard->findChild<QCheckBox *>(QStringLiteral("crawlField"))->setChecked(true);
        next->click();
        QCOMPARE_EQ(wizard->currentId(), static_cast<int>(SlimWizard::KeepPageId));
        auto *output = wizard->findChild<QLineEdit *>(QStringLiteral("outputField"));
        QVERIFY(output->text().endsWith(QStringLiteral("/nginx-slim")));
        auto *include = wizard->findChild<QPlainTextEdit *>(QStringLiteral("includeField"));
        include->setPlainText(QStringLiteral("not/absolute"));
        wizard->button(QWizard::FinishButton)->click();
        QVERIFY(wizard->currentPage()->findChild<QLabel *>(QStringLiteral("pageMessage"))->text().startsWith(QStringLiteral("Keep")));
        include->setPlainText(QStringLiteral("/etc/nginx/**\n/usr/bin/curl"));
        output->setText(m_folder);
        wizard->button(QWizard::FinishButton)->click();
        QTRY_COMPARE(m_build->starts(), 1);
        const auto request = m_build->request();
        QCOMPARE_EQ(request.image, std::string("nginx:1.27"));
        QVERIFY(request.probes.crawl);
        QCOMPARE_EQ(request.probes.requests.size(), 1U);
        QCOMPARE_EQ(request.selection.include, (std::vector<std::string>{"/etc/nginx/**", "/usr/bin/curl"}));
        QTRY_VERIFY(!m_window->findChild<SlimWizard *>());
        trigger("slimImage");
        wizard = m_window->findChild<SlimWizard *>();
        QCOMPARE_EQ(wizard->choices().image, QStringLiteral("nginx:1.27"));
        QCOMPARE_EQ(wizard->choices().include.size(), 2);
        wizard->reject();
    }

    void wizardTakesArchives()
    {
        trigger("slimImage");
        auto *wizard = m_window->findChild<SlimWizard *>();
        auto *archive = wizard->findChild<QLineEdit *>(QStringLiteral("archiveField"));
        m_answers->image = m_sandbox->file(QStringLiteral("missing.tar"));
        wizard->findChild<QRadioButton *>(QStringLiteral("fromArchive"))->setChecked(true);
        wizard->findChild<QPushButton *>(QStringLiteral("browseArchive"))->click();
        QCOMPARE_EQ(archive->text(), m_answers->image);
        auto *next = wizard->button(QWizard::NextButton);
        next->click();
        QVERIFY(wizard->currentPage()->findChild<QLabel *>(QStringLiteral("pageMessage"))->text().contains(QStringLiteral("missing.tar")));
        QVERIFY(writeFileAtomically(m_answers->image.toStdString(), "no archive").has_value());
        wizard->button(QWizard::NextButton)->click();
        QCOMPARE_EQ(wizard->currentId(), static_cast<int>(SlimWizard::ImagePageId));
        // Dropped, and a tar this time, but with nothing in it.
        std::string tar(1024, '\0');
        tar.replace(257, 5, "ustar");
        const QString path = m_sandbox->file(QStringLiteral("web.tar"));
        QVERIFY(writeFileAtomically(path.toStdString(), tar).has_value());
        dropOn(wizard, path);
        QCOMPARE_EQ(archive->text(), path);
        QVERIFY(!next->isEnabled()); // until somebody has looked into it
        QTRY_VERIFY(next->isEnabled());
        next->click();
        QVERIFY(wizard->currentPage()->findChild<QLabel *>(QStringLiteral("pageMessage"))->text().contains(QStringLiteral("web.tar")));
        QCOMPARE_EQ(wizard->currentId(), static_cast<int>(SlimWizard::ImagePageId));
        const QString one = m_sandbox->file(QStringLiteral("one.tar"));
        demoImage().save(one.toStdString());
        archive->setText(one);
        QVERIFY(!next->isEnabled());
        QTRY_VERIFY(next->isEnabled());
        auto *images = wizard->findChild<QComboBox *>(QStringLiteral("archiveImageField"));
        QVERIFY(!images->isVisible()); // there is nothing to choose
        next->click();
        QCOMPARE_EQ(wizard->currentId(), static_cast<int>(SlimWizard::RunPageId));
        QCOMPARE_EQ(wizard->choices().archive, one);
        QVERIFY(wizard->choices().archiveImage.isEmpty());
        QVERIFY(wizard->choices().image.isEmpty());
        wizard->reject();
    }

    void wizardChoosesAmongImagesAndPlatforms()
    {
        // Two images, one of them for two platforms.
        const QString path = m_sandbox->file(QStringLiteral("several"));
        const auto write = [&path](const std::string &name, const std::string &text) {
            const QString file = path + QLatin1Char('/') + QString::fromStdString(name);
            return QDir().mkpath(QFileInfo(file).path()) && writeFileAtomically(file.toStdString(), text).has_value();
        };
        const auto blob = [&write](const std::string &text) {
            const std::string digest = sha256Digest(text);
            return write("blobs/sha256/" + digest.substr(7), text) ? digest : std::string();
        };
        const auto manifest = [&blob](const std::string &architecture, const std::string &name) {
            const std::string config = blob(std::format(R"({{"os": "linux", "architecture": "{}", "author": "{}"}})", architecture, name));
            const std::string digest = blob(std::format(R"({{"config": {{"digest": "{}"}}, "layers": []}})", config));
            return std::format(R"({{"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "{}", "platform": {{"os": "linux", "architecture": "{}"}}, )"
                               R"("annotations": {{"org.opencontainers.image.ref.name": "{}"}}}})", digest, architecture, name);
        };
        const std::string both = blob(std::format(R"({{"manifests": [{}, {}]}})", manifest("amd64", "shop:1"), manifest("arm64", "shop:1")));
        QVERIFY(write("oci-layout", R"({"imageLayoutVersion": "1.0.0"})"));
        QVERIFY(write("index.json", std::format(R"({{"manifests": [{{"mediaType": "application/vnd.oci.image.index.v1+json", "digest": "{}"}}, {}]}})", both, manifest("amd64", "registry:5000/other:2"))));
        trigger("slimImage");
        auto *wizard = m_window->findChild<SlimWizard *>();
        wizard->findChild<QRadioButton *>(QStringLiteral("fromArchive"))->setChecked(true);
        wizard->findChild<QLineEdit *>(QStringLiteral("archiveField"))->setText(path);
        auto *images = wizard->findChild<QComboBox *>(QStringLiteral("archiveImageField"));
        auto *platforms = wizard->findChild<QComboBox *>(QStringLiteral("archivePlatformField"));
        auto *next = wizard->button(QWizard::NextButton);
        QTRY_VERIFY(next->isEnabled());
        QVERIFY(images->isVisible());
        QCOMPARE_EQ(images->count(), 2);
        QCOMPARE_EQ(images->currentText(), QStringLiteral("shop:1"));
        QVERIFY(platforms->isVisible());
        QCOMPARE_EQ(platforms->count(), 2);
        platforms->setCurrentIndex(platforms->findText(QStringLiteral("linux/arm64")));
        QCOMPARE_EQ(wizard->choices().archiveImage, QStringLiteral("shop:1"));
        QCOMPARE_EQ(wizard->choices().platform, QStringLiteral("linux/arm64"));
        const auto request = requestOf([&] { auto choices = wizard->choices(); choices.output = QStringLiteral("/x"); return choices; }());
        QVERIFY(request.has_value());
        QCOMPARE_EQ(request->archiveReference, std::string("shop:1"));
        QVERIFY(request->platform && request->platform->architecture == "arm64");
        images->setCurrentIndex(1);
        QVERIFY(!platforms->isVisible());
        QCOMPARE_EQ(wizard->choices().archiveImage, QStringLiteral("registry:5000/other:2"));
        QVERIFY(wizard->choices().platform.isEmpty());
        next->click();
        QCOMPARE_EQ(wizard->currentId(), static_cast<int>(SlimWizard::RunPageId));
        wizard->reject();
    }

    void wizardSaysWhereTheListIsMissing()
    {
        trigger("slimImage");
        auto *wizard = m_window->findChild<SlimWizard *>();
        auto *engine = wizard->findChild<QComboBox *>(QStringLiteral("engineField"));
        engine->setEditText(QStringLiteral("/no/socket"));
        Q_EMIT engine->lineEdit()->editingFinished();
        auto *state = wizard->findChild<QLabel *>(QStringLiteral("listState"));
        QTRY_VERIFY(state->text().contains(QStringLiteral("/no/socket: not there")));
        QCOMPARE_EQ(wizard->choices().engine, QStringLiteral("/no/socket"));
        wizard->reject();
    }

    void anArchiveShowsItsLayersAndIsSlimmed()
    {
        const QString path = m_sandbox->file(QStringLiteral("web.tar"));
        demoImage().save(path.toStdString());
        dropOn(m_window.get(), path);
        QTRY_VERIFY(m_window->images().currentImage());
        auto *page = m_window->images().currentImage();
        QVERIFY(!page->document().contents().isBuild());
        const auto &tree = page->document().tree();
        QCOMPARE_EQ(tree.node(tree.find("usr/sbin/server")).mode, 04755U);
        QCOMPARE_EQ(tree.node(tree.find("etc/server.conf")).layer, 1U); // the upper one
        auto *history = page->findChild<QTableView *>(QStringLiteral("fatHistory"))->model();
        QCOMPARE_EQ(history->rowCount(), 3);
        QCOMPARE_EQ(history->index(1, HistoryModel::Layer).data().toString(), QStringLiteral("–"));
        QCOMPARE_EQ(history->index(2, HistoryModel::Layer).data().toString(), QStringLiteral("2"));
        auto *settings = page->findChild<QTableView *>(QStringLiteral("settingsTable"))->model();
        QStringList names;
        for (int row = 0; row < settings->rowCount(); ++row)
            names << settings->index(row, 0).data().toString() + QLatin1Char('=') + settings->index(row, 1).data().toString();
        QVERIFY2(names.contains(QStringLiteral("Cmd=server --name 'two words'")) && names.contains(QStringLiteral("Env PATH=/usr/sbin")), qPrintable(names.join(QLatin1Char('\n'))));
        QVERIFY(!isEnabled("keepFiles"));
        page->findChild<QPushButton *>(QStringLiteral("slimButton"))->click();
        auto *wizard = m_window->findChild<SlimWizard *>();
        QCOMPARE_EQ(wizard->choices().archive, path);
        wizard->reject();
        m_window->openFiles({path});
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy(), 30'000);
        QCOMPARE_EQ(m_window->tabs()->count(), 1);
    }

    void theFatImageIsReadFromTheEngine()
    {
        QString saved;
        m_window->images().setEngine(m_build->function(), {}, [&saved](const QString &, const QString &image, const std::string &path, std::stop_token, const ProgressFn &) -> Result<> {
            demoImage().save(path);
            saved = QString::fromStdString(path);
            return image == QLatin1StringView("demo") ? Result<>() : Result<>(fail(ErrorCode::NotFound, "no such image"));
        });
        auto *page = openBuild();
        page->tree()->showFile(page->document().tree().find("usr/bin/sh"));
        trigger("keepFiles");
        page->findChild<QPushButton *>(QStringLiteral("readFatButton"))->click();
        QTRY_VERIFY(m_window->images().currentImage() && m_window->images().currentImage() != page);
        page = m_window->images().currentImage();
        QTRY_COMPARE(m_window->tabs()->count(), 1);
        QVERIFY(page->document().contents().fat);
        QVERIFY(page->document().contents().fatPath.isEmpty());
        QCOMPARE_EQ(page->document().ticks().size(), 1U); // what was ticked before
        QVERIFY(page->document().isKept(page->document().tree().find("usr/bin/sh")));
        QVERIFY(!QFile::exists(saved));
    }

    void badImagesAreSaidInTheWindow()
    {
        std::string tar(1024, '\0');
        tar.replace(257, 5, "ustar");
        const QString path = m_sandbox->file(QStringLiteral("bad.tar"));
        QVERIFY(writeFileAtomically(path.toStdString(), tar).has_value());
        m_window->openFiles({path});
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy(), 30'000);
        QVERIFY2(m_window->message()->text().contains(QStringLiteral("bad.tar")), qPrintable(m_window->message()->text()));
        m_window->openFiles({m_sandbox->file(QString())});
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->isBusy(), 30'000);
        QVERIFY2(m_window->message()->text().contains(QStringLiteral("selection.json")), qPrintable(m_window->message()->text()));
        QCOMPARE_EQ(m_window->tabs()->count(), 0);
    }
};

QTEST_MAIN(TestImageTabs)
#include "tst_imagetabs.moc"
