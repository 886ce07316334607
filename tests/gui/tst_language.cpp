// Another language while the program runs: the window is made anew, and nothing that was open is lost.
#include "base/files.h"
#include "documents/profiledocument.h"
#include "mainwindow/actionset.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/program.h"
#include "mainwindow/recovery.h"
#include "settings/language.h"
#include "settings/settings.h"
#include "support/answers.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/support.h"
#include "views/profilepage.h"

#include <QAction>
#include <QDir>
#include <QSignalSpy>
#include <QTabWidget>
#include <QUndoStack>

using namespace whittle;
using namespace whittle::app;

class TestLanguage : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::Sandbox> m_sandbox;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<Program> m_program;

    [[nodiscard]] MainWindow &window() { return m_program->window(); }
    [[nodiscard]] QString textOf(const char *action) { return window().actionSet().get(action)->text(); }

    // As the settings dialog does.
    void choose(const QString &code)
    {
        settings::setLanguage(code);
        QSignalSpy changed(m_program.get(), &Program::languageChanged);
        Q_EMIT window().languageRequested();
        QVERIFY(changed.wait(10'000));
    }

private Q_SLOTS:
    void init()
    {
        test::failOnWarnings();
        m_sandbox = std::make_unique<test::Sandbox>();
        settings::setLanguage(QStringLiteral("en"));
        m_language = std::make_unique<Language>();
        m_program = std::make_unique<Program>(*m_language, [] { return std::make_unique<test::Answers>(); });
        window().show();
    }
    void cleanup()
    {
        m_program.reset();
        m_language.reset();
        m_sandbox.reset();
        QLocale::setDefault(QLocale::c());
    }

    void thereAndBack()
    {
        const QString path = m_sandbox->file(QStringLiteral("p.json"));
        QVERIFY(writeFileAtomically(path.toStdString(), test::kSmallProfile));
        window().openFiles({path});
        QVERIFY(QTest::qWaitFor([this] { return !window().isBusy(); }));
        window().currentProfile()->document().allow({"keyctl"});
        const auto edited = window().currentProfile()->document().text();
        window().openBuiltIn(QStringLiteral("docker-default"));
        window().currentProfile()->document().deny({"write"});
        QCOMPARE_EQ(textOf("open"), QStringLiteral("&Open…"));

        choose(QStringLiteral("de"));
        QCOMPARE_EQ(textOf("open"), QStringLiteral("Ö&ffnen…"));
        QCOMPARE_EQ(window().tabs()->count(), 2);
        QVERIFY(window().isVisible());
        ProfilePage *named = nullptr;
        for (auto *page : window().profilePages()) {
            QVERIFY(page->isModified());
            if (page->path() == path)
                named = page;
        }
        QVERIFY(named);
        QCOMPARE_EQ(named->document().text(), edited);
        QCOMPARE_EQ(test::contentOf(path.toStdString()), std::string(test::kSmallProfile)); // nothing was saved
        named->document().undoStack()->undo();
        QVERIFY(!named->isModified());
        QCOMPARE_EQ(named->document().text(), std::string(test::kSmallProfile));
        named->document().undoStack()->redo();

        choose(QStringLiteral("en"));
        QCOMPARE_EQ(textOf("open"), QStringLiteral("&Open…"));
        QCOMPARE_EQ(window().tabs()->count(), 2);
        // One window keeps what is not saved, not three.
        QCOMPARE_EQ(QDir(Recovery::root()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1);
    }

    void withNothingOpen()
    {
        choose(QStringLiteral("de"));
        QCOMPARE_EQ(window().tabs()->count(), 0);
        QCOMPARE_EQ(textOf("open"), QStringLiteral("Ö&ffnen…"));
        QCOMPARE_EQ(QLocale().language(), QLocale::German);
    }

    void whatIsUnknownIsTheSourceText()
    {
        choose(QStringLiteral("tlh"));
        QCOMPARE_EQ(textOf("open"), QStringLiteral("&Open…"));
    }
};

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
