// What holds the window together: actions and their keys, palette, search, library, settings, help, names for screen readers.
#include "base/files.h"
#include "documents/profiledocument.h"
#include "mainwindow/actionset.h"
#include "mainwindow/commandpalette.h"
#include "mainwindow/globalsearch.h"
#include "mainwindow/helpdialog.h"
#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"
#include "dialogs/settingsdialog.h"
#include "settings/settings.h"
#include "support/answers.h"
#include "support/fake_build.h"
#include "support/gui.h"
#include "support/images.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"
#include "trace/recording_file.h"
#include "dialogs/ruledialog.h"
#include "dialogs/slimwizard.h"
#include "views/hitlist.h"
#include "views/imagepage.h"
#include "views/imagetree.h"
#include "views/jobsview.h"
#include "views/libraryview.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/sourceeditor.h"
#include "views/sourcepage.h"
#include "views/startpage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabBar>
#include <QTabWidget>
#include <QTextBrowser>
#include <QTreeView>
#include <QTreeWidget>

#include <map>

using namespace whittle;
using namespace whittle::app;

class TestShell : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<MainWindow> m_window;
    test::Answers *m_answers = nullptr;

    QString write(const QString &name, const std::string &content)
    {
        const QString path = m_sandbox->file(name);
        if (const auto written = writeFileAtomically(path.toStdString(), content); !written)
            qFatal("%s", written.error().message.c_str());
        return path;
    }

    void open(const QStringList &paths)
    {
        m_window->openFiles(paths);
        QVERIFY(QTest::qWaitFor([this] { return !m_window->isBusy(); }, 30'000));
    }

    void openOneOfEach()
    {
        const QString recording = m_sandbox->file(QStringLiteral("demo.whittle.json"));
        VERIFY_RESULT(trace::saveRecording(test::RecordingMaker().call("read", 7).call("write", 2).edit(), recording.toStdString()));
        open({write(QStringLiteral("p.json"), test::kSmallProfile), recording, test::writeSmallBuild(m_sandbox->file(QStringLiteral("demo-slim"))),
            write(QStringLiteral("demo-apparmor"), "profile demo {\n  network,\n}\n")});
        QCOMPARE_EQ(m_window->tabs()->count(), 4);
    }

    /// Every menu, those inside menus as well.
    static QList<QMenu *> menusOf(const QList<QAction *> &actions)
    {
        QList<QMenu *> menus;
        for (const auto *action : actions)
            if (auto *menu = action->menu())
                menus << menu << menusOf(menu->actions());
        return menus;
    }

    static QChar mnemonicOf(const QString &text)
    {
        for (qsizetype i = 0; i + 1 < text.size(); ++i) {
            if (text[i] != QLatin1Char('&'))
                continue;
            if (text[i + 1] != QLatin1Char('&'))
                return text[i + 1].toCaseFolded();
            ++i;
        }
        return {};
    }

    static void checkMnemonics(const QString &where, const QStringList &texts)
    {
        std::map<QChar, QString> seen;
        for (const auto &text : texts) {
            const QChar key = mnemonicOf(text);
            if (key.isNull())
                continue;
            QVERIFY2(!seen.contains(key), qPrintable(QStringLiteral("%1: “%2” and “%3”").arg(where, seen[key], text)));
            seen[key] = text;
        }
    }

    static void checkDialog(QWidget *dialog)
    {
        QStringList texts;
        for (const auto *label : dialog->findChildren<QLabel *>())
            if (label->buddy() && label->isVisible())
                texts << label->text();
        for (const auto *button : dialog->findChildren<QAbstractButton *>())
            if (button->isVisible() && button->focusPolicy() != Qt::NoFocus && !button->objectName().endsWith(QLatin1StringView("Font")))
                texts << button->text();
        checkMnemonics(dialog->windowTitle(), texts);
    }

    /// What a screen reader says of every widget that takes the focus.
    static void checkNames(QWidget *top)
    {
        for (auto *widget : top->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(top) || widget->focusProxy() || qobject_cast<QMenuBar *>(widget) || widget->objectName() == QLatin1StringView("qt_scrollarea_viewport"))
                continue;
            // Qt keeps the bar of docks that lie on each other; without a tab there is nothing to say of it.
            if (const auto *bar = qobject_cast<QTabBar *>(widget); bar && bar->count() == 0)
                continue;
            auto *accessible = QAccessible::queryAccessibleInterface(widget);
            QVERIFY(accessible);
            QString path;
            for (auto *at = widget; at; at = at->parentWidget())
                path += QStringLiteral("%1(%2) < ").arg(QLatin1StringView(at->metaObject()->className()), at->objectName());
            QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), qPrintable(path));
        }
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        auto answers = std::make_unique<test::Answers>();
        m_answers = answers.get();
        m_window = std::make_unique<MainWindow>(std::move(answers));
        m_window->images().setEngine({}, [](const QString &, std::stop_token) -> Result<QStringList> { return fail(ErrorCode::Unavailable, "no engine is running: neither Docker nor Podman answers"); });
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_sandbox.reset();
    }

    void everyActionIsInAMenuAndExplained()
    {
        for (auto *action : m_window->actionSet().all()) {
            const QByteArray name = action->objectName().toUtf8();
            QVERIFY2(!m_window->actionSet().menuPath(action).isEmpty(), name.constData());
            QVERIFY2(!action->text().isEmpty(), name.constData());
            QVERIFY2(!action->toolTip().isEmpty() && action->toolTip() != action->text(), name.constData());
            QVERIFY2(!action->statusTip().isEmpty(), name.constData());
            QVERIFY2(!action->whatsThis().isEmpty(), name.constData());
        }
    }

    void noTwoActionsHaveTheSameKeys()
    {
        std::map<QString, QString> seen;
        for (auto *action : m_window->findChildren<QAction *>()) {
            for (const auto &keys : action->shortcuts()) {
                const QString text = keys.toString();
                QVERIFY2(!seen.contains(text), qPrintable(QStringLiteral("%1: %2 and %3").arg(text, seen[text], action->objectName())));
                seen[text] = action->objectName();
            }
        }
        QVERIFY(seen.size() > 30);
        // Alt and a letter opens a menu.
        for (const auto *menu : m_window->menuBar()->actions()) {
            const QString keys = QKeySequence::mnemonic(menu->text()).toString();
            QVERIFY2(keys.isEmpty() || !seen.contains(keys), qPrintable(keys));
        }
    }

    void mnemonicsAreUnique()
    {
        openOneOfEach();
        QStringList bar;
        for (const auto *action : m_window->menuBar()->actions())
            if (action->isVisible())
                bar << action->text();
        checkMnemonics(QStringLiteral("menu bar"), bar);
        for (int tab = 0; tab < m_window->tabs()->count(); ++tab) {
            m_window->tabs()->setCurrentIndex(tab); // texts of actions follow it
            for (auto *menu : menusOf(m_window->menuBar()->actions())) {
                QStringList texts;
                for (const auto *action : menu->actions())
                    if (action->isVisible() && !action->isSeparator())
                        texts << action->text();
                checkMnemonics(menu->title(), texts);
            }
        }
        SettingsDialog dialog;
        dialog.show();
        checkDialog(&dialog);
        auto *wizard = m_window->images().newBuild();
        for (int page = 0; page < SlimWizard::PageCount; ++page) {
            checkDialog(wizard);
            wizard->next();
        }
        m_window->showPage(m_window->profilePages().front());
        checkDialog(m_window->currentProfile()->editRules(QStringLiteral("personality")));
    }

    void everyWidgetHasAName()
    {
        checkNames(m_window.get()); // the start page
        openOneOfEach();
        for (int tab = 0; tab < m_window->tabs()->count(); ++tab) {
            m_window->tabs()->setCurrentIndex(tab);
            for (auto *inner : m_window->tabs()->currentWidget()->findChildren<QTabWidget *>())
                for (int view = 0; view < inner->count(); ++view) {
                    inner->setCurrentIndex(view);
                    checkNames(m_window.get());
                }
            checkNames(m_window.get());
        }
        SettingsDialog settings;
        settings.show();
        checkNames(&settings);
        HelpDialog help(m_window->actionSet());
        help.showPage(HelpDialog::kShortcuts);
        help.show();
        checkNames(&help);
        m_window->commandPalette().open();
        checkNames(&m_window->commandPalette());
    }

    void tabReachesEveryPartOfTheWindow()
    {
        open({write(QStringLiteral("p.json"), test::kSmallProfile)});
        m_window->activateWindow();
        auto *page = m_window->currentProfile();
        page->syscalls()->setFocus();
        QSet<QWidget *> reached;
        QStringList way;
        for (int i = 0; i < 400 && QApplication::focusWidget(); ++i) {
            reached << QApplication::focusWidget();
            way << QStringLiteral("%1(%2)").arg(QLatin1StringView(QApplication::focusWidget()->metaObject()->className()), QApplication::focusWidget()->objectName());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            if (QApplication::focusWidget() == page->syscalls()->table() && i > 3)
                break;
        }
        const auto inside = [&](const QWidget *part) { return std::ranges::any_of(reached, [part](const QWidget *widget) { return part == widget || part->isAncestorOf(widget); }); };
        QVERIFY(reached.contains(page->syscalls()->table()));
        QVERIFY2(inside(page->syscalls()->findChild<QLineEdit *>(QStringLiteral("filterField"))), qPrintable(way.join(QStringLiteral(" → "))));
        QVERIFY(inside(m_window->search().field()));
        QVERIFY(inside(m_window->findChild<LibraryView *>()->tree()));
        QVERIFY(inside(m_window->findChild<QWidget *>(QStringLiteral("inspectorDock"))));
        QVERIFY(inside(m_window->findChild<QWidget *>(QStringLiteral("problemsDock"))));
    }

    void thePaletteFindsAndRuns()
    {
        open({write(QStringLiteral("p.json"), test::kSmallProfile)});
        auto *page = m_window->currentProfile();
        page->syscalls()->table()->select(QStringLiteral("keyctl"));
        page->syscalls()->setFocus();
        m_window->actionSet().get("commandPalette")->trigger();
        auto &palette = m_window->commandPalette();
        QVERIFY(palette.isVisible());
        QVERIFY(palette.field()->hasFocus());
        QTest::keyClicks(palette.field(), QStringLiteral("allo"));
        const auto first = palette.list()->view()->currentIndex();
        QCOMPARE_EQ(first.data().toString(), QStringLiteral("Allow"));
        QCOMPARE_EQ(first.data(HitModel::DetailRole).toString(), QStringLiteral("Syscalls"));
        QCOMPARE_EQ(first.data(HitModel::KeysRole).toString(), QStringLiteral("Ctrl++"));
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QCOMPARE_EQ(page->document().undoStack()->undoText(), QStringLiteral("Allow keyctl"));
        QVERIFY(page->syscalls()->table()->hasFocus()); // back where it was called from
        // Used last comes first.
        palette.open();
        QCOMPARE_EQ(palette.list()->model().index(0).data().toString(), QStringLiteral("Allow"));
        // What cannot be done now is shown and not done.
        QTest::keyClicks(palette.field(), QStringLiteral("stop the build"));
        QVERIFY(palette.list()->model().rowCount() > 0);
        QVERIFY(!palette.list()->view()->currentIndex().isValid());
        QTest::keyClick(palette.field(), Qt::Key_Return);
        QVERIFY(palette.isVisible());
        palette.field()->selectAll();
        QTest::keyClicks(palette.field(), QStringLiteral("qqqqzz"));
        QCOMPARE_EQ(palette.list()->model().rowCount(), 0);
        QTest::keyClick(palette.field(), Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        QVERIFY(page->syscalls()->table()->hasFocus());
    }

    void searchGoesToSyscallsFilesAndNotes()
    {
        openOneOfEach();
        auto &search = m_window->search();
        const auto find = [&](const QString &text) {
            m_window->actionSet().get("globalSearch")->trigger();
            search.field()->clear();
            QTest::keyClicks(search.field(), text);
            return QTest::qWaitFor([&] { return search.list()->isVisible() && search.list()->model().rowCount() > 0; });
        };
        QVERIFY(find(QStringLiteral("keyctl")));
        QTest::keyClick(search.field(), Qt::Key_Return);
        QVERIFY(!search.list()->isVisible());
        QVERIFY(m_window->currentProfile());
        QCOMPARE_EQ(m_window->currentProfile()->syscalls()->table()->currentSyscall(), QStringLiteral("keyctl"));

        QVERIFY(find(QStringLiteral("libc.so")));
        QCOMPARE_EQ(search.list()->view()->currentIndex().data().toString(), QStringLiteral("/usr/lib/libc.so.6"));
        QTest::keyClick(search.field(), Qt::Key_Return);
        auto *image = m_window->images().currentImage();
        QVERIFY(image);
        QCOMPARE_EQ(image->tree()->currentFile(), image->document().tree().find("usr/lib/libc.so.6"));

        m_window->showPage(m_window->profilePages().front());
        m_window->currentProfile()->document().editText(R"({"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW", "comment": "asked for by Zebra"}]})", false);
        QVERIFY(find(QStringLiteral("zebra")));
        QTest::keyClick(search.field(), Qt::Key_Return);
        QCOMPARE_EQ(m_window->currentProfile()->currentTab(), static_cast<int>(ProfilePage::Source));
        QVERIFY(m_window->currentProfile()->source()->editor()->textCursor().selectedText().contains(QStringLiteral("Zebra")));
        m_window->actionSet().get("globalSearch")->trigger();
        QTest::keyClicks(search.field(), QStringLiteral("nothing has this"));
        QTRY_VERIFY(search.list()->isVisible());
        QCOMPARE_EQ(search.list()->model().rowCount(), 0);
        QTest::keyClick(search.field(), Qt::Key_Escape);
        QVERIFY(!search.list()->isVisible());
    }

    void searchWithoutAProfileOpensTheDefault()
    {
        m_window->search().focus();
        QTest::keyClicks(m_window->search().field(), QStringLiteral("keyctl"));
        QTest::keyClick(m_window->search().field(), Qt::Key_Return); // at once: means what was typed
        QVERIFY(m_window->currentProfile());
        QCOMPARE_EQ(m_window->currentProfile()->syscalls()->table()->currentSyscall(), QStringLiteral("keyctl"));
    }

    void theLibraryFindsAndPins()
    {
        openOneOfEach();
        auto *library = m_window->findChild<LibraryView *>();
        QTest::keyClicks(library->field(), QStringLiteral("p.js"));
        const auto *model = library->tree()->model();
        QCOMPARE_EQ(model->rowCount(), 1); // of the headings
        QCOMPARE_EQ(model->rowCount(model->index(0, 0)), 1);
        m_window->tabs()->setCurrentIndex(1);
        QTest::keyClick(library->field(), Qt::Key_Return);
        QCOMPARE_EQ(m_window->tabs()->currentIndex(), 0);
        library->field()->setText(QStringLiteral("nothing has this"));
        QVERIFY(!library->tree()->isVisible());
        QTest::keyClick(library->field(), Qt::Key_Escape);
        QVERIFY(library->tree()->isVisible());
        QCOMPARE_EQ(model->rowCount(), static_cast<int>(LibraryModel::SectionCount));

        const QString path = m_sandbox->file(QStringLiteral("p.json"));
        Q_EMIT library->pinRequested(path, true);
        m_window->actionSet().get("closeAll")->trigger();
        settings::clearRecentFiles();
        open({write(QStringLiteral("other.json"), test::kSmallProfile)});
        auto *source = m_window->findChild<LibraryView *>()->tree()->model();
        const auto profiles = source->index(LibraryModel::Profiles, 0);
        QCOMPARE_EQ(source->rowCount(profiles), 2);
        QCOMPARE_EQ(source->index(0, 0, profiles).data(LibraryModel::KeyRole).toString(), path); // pinned comes first
        QVERIFY(source->index(0, 0, profiles).data(LibraryModel::PinnedRole).toBool());
        Q_EMIT library->pinRequested(path, false);
        QCOMPARE_EQ(source->rowCount(source->index(LibraryModel::Profiles, 0)), 1);
    }

    void dropsOpenWhereverTheyFall()
    {
        open({write(QStringLiteral("p.json"), test::kSmallProfile)});
        m_window->currentProfile()->showTab(ProfilePage::Source);
        auto *editor = m_window->currentProfile()->source()->editor();
        const QString recording = m_sandbox->file(QStringLiteral("named-like-anything.txt")); // what it holds counts
        VERIFY_RESULT(trace::saveRecording(test::RecordingMaker().call("read").edit(), recording.toStdString()));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(recording), QUrl::fromLocalFile(write(QStringLiteral("q.json"), test::kSmallProfile))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(editor->viewport(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(editor->viewport(), &drop);
        QTRY_COMPARE(m_window->tabs()->count(), 3);
        QCOMPARE_EQ(m_window->openRecordings().size(), 1U);
        QVERIFY(!m_window->profilePages().front()->isModified()); // no address was typed into the text
    }

    void settingsHoldAtOnce()
    {
        m_window->actionSet().get("settings")->trigger();
        auto *dialog = m_window->findChild<SettingsDialog *>();
        QVERIFY(dialog);
        auto *theme = dialog->findChild<QComboBox *>(QStringLiteral("settingsTheme"));
        theme->setCurrentIndex(theme->findData(static_cast<int>(ThemeChoice::Dark)));
        Q_EMIT theme->activated(theme->currentIndex());
        QCOMPARE_EQ(settings::themeChoice(), ThemeChoice::Dark);
        QVERIFY(theme::colors().dark);
        QVERIFY(m_window->actionSet().get("themeDark")->isChecked());
        auto *engine = dialog->findChild<QLineEdit *>(QStringLiteral("settingsEngine"));
        QTest::keyClicks(engine, QStringLiteral("tcp://10.0.0.5:2375"));
        QCOMPARE_EQ(settings::engineUrl(), QStringLiteral("tcp://10.0.0.5:2375"));
        auto *diff = dialog->findChild<QLineEdit *>(QStringLiteral("settingsDiff"));
        QTest::keyClicks(diff, QStringLiteral("no-such-program %1 %2"));
        QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("settingsDiffState"))->text().contains(QStringLiteral("no-such-program")));
        QCOMPARE_EQ(settings::diffCommandFor({QStringLiteral("/a"), QStringLiteral("/b")}), (QStringList{QStringLiteral("no-such-program"), QStringLiteral("/a"), QStringLiteral("/b")}));
        dialog->findChild<QPushButton *>(QStringLiteral("settingsReset"))->click();
        QCOMPARE_EQ(settings::themeChoice(), ThemeChoice::System);
        QVERIFY(settings::engineUrl().isEmpty() && engine->text().isEmpty());
        QVERIFY(settings::diffCommand().isEmpty());
        QVERIFY(!theme::colors().dark);
    }

    void theDefaultEnvironmentIsThatOfNewTabs()
    {
        settings::setDefaultEnvironment(R"({"abi": "aarch64", "engine": "podman", "runtime": "crun", "capabilities": ["CAP_SYS_ADMIN", "rubbish"]})");
        open({write(QStringLiteral("p.json"), test::kSmallProfile)});
        const auto &view = m_window->currentProfile()->document().view();
        QCOMPARE_EQ(view.abi, Abi::Aarch64);
        QCOMPARE_EQ(view.target.architecture, Abi::Aarch64);
        QCOMPARE_EQ(view.target.rules, profile::EngineRules::Podman);
        QCOMPARE_EQ(view.target.runtime, profile::Runtime::Crun);
        QCOMPARE_EQ(view.target.capabilities, std::set<std::string>{"CAP_SYS_ADMIN"});
    }

    void helpHasAPageForEveryView()
    {
        openOneOfEach();
        QStringList pages;
        for (const auto &name : HelpDialog::pages()) {
            HelpDialog help(m_window->actionSet());
            help.showPage(name);
            QCOMPARE_EQ(help.currentPage(), name);
            const QString text = help.findChild<QTextBrowser *>(QStringLiteral("helpText"))->toPlainText();
            // Its pictures are there.
            static const QRegularExpression kPicture(QStringLiteral("!\\[[^\\]]*\\]\\(([^)]+)\\)"));
            for (const auto &picture : kPicture.globalMatch(help.findChild<QTextBrowser *>(QStringLiteral("helpText"))->toMarkdown()))
                QVERIFY2(!help.findChild<QTextBrowser *>(QStringLiteral("helpText"))->loadResource(QTextDocument::ImageResource, QUrl(picture.captured(1))).isNull(), qPrintable(picture.captured(1)));
            QVERIFY2(text.size() > 200, qPrintable(name));
        }
        for (auto *page : m_window->pages()) {
            m_window->showPage(page);
            m_window->actionSet().get("helpContents")->trigger();
            auto *help = m_window->findChild<HelpDialog *>();
            QCOMPARE_EQ(help->currentPage(), page->helpPage());
            pages << help->currentPage();
        }
        QCOMPARE_EQ(pages.removeDuplicates(), 0);
        // Keys that the guide names exist.
        const auto known = [this] {
            QStringList keys;
            for (const auto *action : m_window->actionSet().all())
                for (const auto &sequence : action->shortcuts())
                    keys << sequence.toString();
            return keys;
        }();
        for (const char *keys : {"F4", "Ctrl+Shift+F", "Ctrl+Shift+P", "Ctrl+Shift+Y", "Ctrl+Shift+N", "Alt+4", "Ctrl+Space", "Alt+Return", "Ctrl+Shift+I", "Ctrl+G", "F3", "Ctrl+H", "Ctrl+PgDown", "F1", "Shift+F1", "Ctrl+Shift+A", "Ctrl+Alt+E"})
            QVERIFY2(known.contains(QLatin1StringView(keys)), keys);
    }

    void shortcutsAreListedAndFound()
    {
        m_window->actionSet().get("shortcuts")->trigger();
        auto *help = m_window->findChild<HelpDialog *>();
        auto *table = help->findChild<QTreeWidget *>(QStringLiteral("shortcutTable"));
        int rows = 0;
        for (int i = 0; i < table->topLevelItemCount(); ++i)
            rows += table->topLevelItem(i)->childCount();
        QCOMPARE_EQ(rows, m_window->actionSet().all().size());
        help->findChild<QLineEdit *>(QStringLiteral("shortcutField"))->setText(QStringLiteral("Ctrl+Shift+P"));
        QStringList shown;
        for (int i = 0; i < table->topLevelItemCount(); ++i)
            for (int row = 0; row < table->topLevelItem(i)->childCount(); ++row)
                if (!table->topLevelItem(i)->isHidden() && !table->topLevelItem(i)->child(row)->isHidden())
                    shown << table->topLevelItem(i)->child(row)->text(0);
        QCOMPARE_EQ(shown, QStringList{QStringLiteral("Find an Action")});
    }

    void anEngineThatIsMissingIsSaid()
    {
        m_window->images().setEngine(
            [](const BuildChoices &, const slim::BuildRequest &, std::stop_token, const slim::BuildObserver &) -> Result<slim::BuildResult> {
                return fail(ErrorCode::Unavailable, "no engine is running: neither Docker nor Podman answers");
            },
            [](const QString &, std::stop_token) -> Result<QStringList> { return fail(ErrorCode::Unavailable, "no engine"); });
        BuildChoices choices;
        choices.image = QStringLiteral("demo");
        choices.output = m_sandbox->file(QStringLiteral("out"));
        QVERIFY(m_window->images().startBuild(choices));
        QTRY_COMPARE(m_window->jobs().failedCount(), 1);
        QVERIFY(m_window->jobs().entries().front()->error.message.find("neither Docker nor Podman") != std::string::npos);
        auto *jobs = m_window->findChild<QWidget *>(QStringLiteral("jobsDock"));
        m_window->actionSet().get("showJobsDock")->trigger();
        QVERIFY(jobs->isVisible());
        QVERIFY(jobs->findChild<QLabel *>(QStringLiteral("jobStep"))->text().contains(QStringLiteral("neither Docker nor Podman")));
    }

    void theStartPageLeadsToTheFiveJobs()
    {
        auto *start = m_window->findChild<StartPage *>();
        for (const auto &[name, action] : {std::pair("startOpen", "open"), std::pair("startSlim", "slimImage"), std::pair("startShip", "openFolder"), std::pair("startDocker", "newDocker"), std::pair("startPodman", "newPodman"),
                 std::pair("startCompare", "compareWith"), std::pair("startRecord", "record")}) {
            auto *button = start->findChild<QPushButton *>(QLatin1StringView(name));
            QVERIFY2(button, name);
            QCOMPARE_EQ(button->isVisible(), m_window->actionSet().find(QLatin1StringView(action)) != nullptr);
        }
        start->findChild<QPushButton *>(QStringLiteral("startShip"))->click();
        QCOMPARE_EQ(m_answers->asked, 1); // for the folder
        start->findChild<QPushButton *>(QStringLiteral("startDocker"))->click();
        QVERIFY(m_window->currentProfile());
    }

    void fitsASmallScreen()
    {
        openOneOfEach();
        m_window->resize(1024, 640);
        QCoreApplication::processEvents();
        QCOMPARE_EQ(m_window->size(), QSize(1024, 640));
        m_window->actionSet().get("settings")->trigger();
        auto *dialog = m_window->findChild<SettingsDialog *>();
        QVERIFY(dialog->minimumSizeHint().width() <= 1024 && dialog->minimumSizeHint().height() <= 640);
    }
};

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
