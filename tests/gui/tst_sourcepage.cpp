#include "documents/profiledocument.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/support.h"
#include "views/messagebar.h"
#include "views/sourceeditor.h"
#include "views/sourcepage.h"

#include <QPushButton>

using namespace whittle;
using namespace whittle::app;

class TestSourcePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void typingGoesOnTheDocumentsStack()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        auto *editor = page.editor();
        editor->moveCursor(QTextCursor::End);
        QTest::keyClicks(editor, QStringLiteral("   "));
        QCOMPARE_EQ(document.text(), std::string(test::kSmallProfile) + "   ");
        QCOMPARE_EQ(document.undoStack()->count(), 1);
        document.undoStack()->undo();
        QCOMPARE_EQ(editor->text().toStdString(), std::string(test::kSmallProfile));
    }

    void editsOfTheTableShowInTheText()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        document.allow({"keyctl"});
        QVERIFY(page.editor()->text().contains(QStringLiteral("\"keyctl\"")));
        QCOMPARE_EQ(document.undoStack()->count(), 1); // showing it is no edit
    }

    void lineEndsAndOddBlanksAreKept()
    {
        std::string text = test::kSmallProfile;
        for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
            text.replace(at, 1, "\r\n");
        text.replace(text.find("kept"), 4, "k\u00a0pt");
        ProfileDocument document(text, {});
        SourcePage page(document);
        QCOMPARE_EQ(document.undoStack()->count(), 0);
        page.editor()->moveCursor(QTextCursor::End);
        QTest::keyClicks(page.editor(), QStringLiteral(" "));
        QCOMPARE_EQ(document.text(), text + " ");
    }

    void anErrorIsShownAndItsPlaceFound()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        page.resize(600, 400);
        page.show();
        auto *message = page.findChild<MessageBar *>();
        QVERIFY(message->isHidden());
        std::string text = test::kSmallProfile;
        text.replace(text.find("SCMP_ACT_ALLOW"), 14, "SCMP_ACT_MAYBE");
        document.editText(text, false);
        QVERIFY2(message->text().contains(QStringLiteral("9")) && message->text().contains(QStringLiteral("SCMP_ACT_MAYBE")), qPrintable(message->text()));
        page.findChild<QPushButton *>(QStringLiteral("messageButton"))->click();
        QCOMPARE_EQ(page.editor()->textCursor().blockNumber(), 8);
        document.undoStack()->undo();
        QVERIFY(message->isHidden());
    }

    void typographicQuotesAreMadeStraight()
    {
        std::string text = test::kSmallProfile;
        for (std::size_t at = 0, n = 0; (at = text.find('"', at)) != std::string::npos; ++n)
            text.replace(at, 1, n % 2 == 0 ? "“" : "”");
        ProfileDocument document(text, {});
        QVERIFY(!document.isTextValid());
        SourcePage page(document);
        auto *button = page.findChild<QPushButton *>(QStringLiteral("messageButton"));
        button->click();
        QVERIFY(document.isTextValid());
        QCOMPARE_EQ(document.undoStack()->count(), 1);
    }

    void goesToAPath()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        page.goTo(QStringLiteral("syscalls[1].args[0].value"), 0, 0);
        QCOMPARE_EQ(page.editor()->textCursor().selectedText(), QStringLiteral("8"));
        page.goToSyscall(QStringLiteral("mount"));
        QCOMPARE_EQ(page.editor()->textCursor().selectedText(), QStringLiteral("mount"));
    }
};

QTEST_MAIN(TestSourcePage)
#include "tst_sourcepage.moc"
