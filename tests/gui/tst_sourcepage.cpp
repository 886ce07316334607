#include "documents/profiledocument.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/support.h"
#include "views/findbar.h"
#include "views/messagebar.h"
#include "views/sourcecompleter.h"
#include "views/sourceeditor.h"
#include "views/sourcefolding.h"
#include "views/sourcepage.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTextBlock>
#include <QToolButton>

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

    void findsAndGoesRound()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        page.resize(700, 400);
        page.show();
        auto *bar = page.findBar();
        page.editor()->moveCursor(QTextCursor::Start);
        bar->open(false);
        QVERIFY(bar->isVisible());
        bar->findField()->setText(QStringLiteral("scmp_act_allow"));
        auto *count = bar->findChild<QLabel *>(QStringLiteral("findCount"));
        QCOMPARE_EQ(count->text(), QStringLiteral("1 of 3"));
        bar->findNext();
        bar->findNext();
        QCOMPARE_EQ(count->text(), QStringLiteral("3 of 3"));
        bar->findNext();
        QCOMPARE_EQ(count->text(), QStringLiteral("1 of 3"));
        bar->findPrevious();
        QCOMPARE_EQ(count->text(), QStringLiteral("3 of 3"));
        bar->findChild<QToolButton *>(QStringLiteral("findCase"))->setChecked(true);
        QCOMPARE_EQ(count->text(), QStringLiteral("none"));
        QTest::keyClick(bar->findField(), Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        QCOMPARE_EQ(document.undoStack()->count(), 0);
    }

    void wholeWordsAndExpressions()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        page.show();
        auto *bar = page.findBar();
        bar->open(false);
        auto *count = bar->findChild<QLabel *>(QStringLiteral("findCount"));
        bar->findChild<QToolButton *>(QStringLiteral("findWord"))->setChecked(true);
        bar->findField()->setText(QStringLiteral("SCMP"));
        QCOMPARE_EQ(count->text(), QStringLiteral("none"));
        bar->findChild<QToolButton *>(QStringLiteral("findWord"))->setChecked(false);
        bar->findChild<QToolButton *>(QStringLiteral("findRegular"))->setChecked(true);
        bar->findField()->setText(QStringLiteral("SCMP_(ACT|CMP)_E\\w+"));
        QVERIFY(count->text().endsWith(QStringLiteral("2")));
        bar->findField()->setText(QStringLiteral("("));
        QVERIFY(bar->findField()->property("invalid").toBool());
        bar->findNext(); // an expression that is none finds nothing and breaks nothing
    }

    void replacesOneOrAllAsSteps()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        page.show();
        page.editor()->moveCursor(QTextCursor::Start);
        auto *bar = page.findBar();
        bar->open(true);
        bar->findField()->setText(QStringLiteral("SCMP_ACT_ALLOW"));
        bar->replaceField()->setText(QStringLiteral("SCMP_ACT_LOG"));
        bar->replace();
        QCOMPARE_EQ(document.undoStack()->count(), 1);
        QCOMPARE_EQ(page.editor()->text().count(QStringLiteral("SCMP_ACT_ALLOW")), 2);
        QCOMPARE_EQ(bar->replaceAll(), 2);
        QCOMPARE_EQ(document.undoStack()->count(), 2);
        QCOMPARE_EQ(page.editor()->text().count(QStringLiteral("SCMP_ACT_LOG")), 3);
        document.undoStack()->undo();
        QCOMPARE_EQ(page.editor()->text().count(QStringLiteral("SCMP_ACT_ALLOW")), 2);
        document.undoStack()->undo();
        QCOMPARE_EQ(document.text(), std::string(test::kSmallProfile));
    }

    void foldsAndUnfolds()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        page.resize(700, 400);
        page.show();
        auto *editor = page.editor();
        auto *folding = editor->folding();
        const auto rule = editor->document()->findBlockByNumber(6); // the first rule: {, names, action, }
        QVERIFY(folding->canFold(rule));
        QVERIFY(!folding->canFold(rule.next()));
        folding->setFolded(rule, true);
        QVERIFY(folding->isFolded(rule));
        QVERIFY(!rule.next().isVisible() && !rule.next().next().isVisible());
        QVERIFY(editor->document()->findBlockByNumber(9).isVisible());
        folding->toggle(rule);
        QVERIFY(rule.next().isVisible());
        folding->foldAll();
        QVERIFY(folding->isFolded(rule));
        QVERIFY(editor->document()->findBlockByNumber(5).isVisible());
        // Going to a hidden place opens it.
        page.goTo(QStringLiteral("syscalls[1].args[0].value"), 0, 0);
        QVERIFY(editor->textCursor().block().isVisible());
        folding->unfoldAll();
        for (auto block = editor->document()->begin(); block.isValid(); block = block.next())
            QVERIFY(block.isVisible());
        QCOMPARE_EQ(document.undoStack()->count(), 0); // folding is no edit
    }

    void nothingStaysHiddenWhenItsBracketGoes()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        page.show();
        auto *editor = page.editor();
        editor->folding()->setFolded(editor->document()->findBlockByNumber(6), true);
        document.allow({"keyctl"});
        document.editText("{}\n{\n1\n2\n3\n", false);
        const auto allVisible = [editor] {
            for (auto block = editor->document()->begin(); block.isValid(); block = block.next())
                if (!block.isVisible())
                    return false;
            return true;
        };
        QVERIFY(QTest::qWaitFor(allVisible));
    }

    void goesToALine()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        page.show();
        page.findBar()->openLine();
        auto *field = page.findBar()->findChild<QSpinBox *>(QStringLiteral("lineField"));
        field->setValue(9);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE_EQ(page.editor()->textCursor().blockNumber(), 8);
    }

    void formattingKeepsWhatIsSaid()
    {
        const std::string text = R"x({"defaultAction":"SCMP_ACT_ERRNO","x":18446744073709551615,"x":1.50,"syscalls":[{"names":["read"],"action":"SCMP_ACT_ALLOW"}]})x";
        ProfileDocument document(text, {});
        SourcePage page(document);
        QVERIFY(page.formatText());
        QVERIFY(document.text().contains("\n  \"x\": 18446744073709551615,\n  \"x\": 1.50,"));
        QVERIFY(document.isTextValid());
        QCOMPARE_EQ(document.undoStack()->count(), 1);
        document.undoStack()->undo();
        QCOMPARE_EQ(document.text(), text);
        document.editText("{", false);
        QVERIFY(!page.formatText());
    }

    void completesWhileTyping()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        page.resize(700, 400);
        page.show();
        page.goToSyscall(QStringLiteral("mount"));
        auto *editor = page.editor();
        QTest::keyClicks(editor, QStringLiteral("keyc")); // in place of the selected name
        QVERIFY(editor->completer()->isOpen());
        QCOMPARE_EQ(editor->completer()->completer()->currentCompletion(), QStringLiteral("keyctl"));
        QTest::keyClick(editor->completer()->completer()->popup(), Qt::Key_Return);
        QVERIFY(document.text().contains("\"keyctl\""));
        QVERIFY(!document.text().contains("mount"));
        QVERIFY(document.isTextValid());
        QVERIFY(!editor->completer()->isOpen());
    }

    void aProblemIsMendedWhereItStands()
    {
        std::string text = test::kSmallProfile;
        text.replace(text.find("openat"), 6, "opnat");
        ProfileDocument document(text, {});
        SourcePage page(document);
        page.goToSyscall(QStringLiteral("opnat"));
        const auto fixes = page.editor()->fixesAtCursor();
        QVERIFY(!fixes.empty());
        QVERIFY(fixes.front().text.contains(QStringLiteral("openat")));
        fixes.front().run();
        QVERIFY(document.text().contains("\"openat\""));
        QCOMPARE_EQ(document.undoStack()->count(), 1);
        QCOMPARE_EQ(document.undoStack()->undoText(), fixes.front().text);
        document.undoStack()->undo();
        QCOMPARE_EQ(document.text(), text);
    }

    void theCursorTellsTheSyscall()
    {
        ProfileDocument document(test::kSmallProfile, {});
        SourcePage page(document);
        QSignalSpy told(&page, &SourcePage::syscallAtCursor);
        const auto at = page.editor()->text().indexOf(QStringLiteral("personality"));
        page.editor()->select(static_cast<int>(at) + 3, static_cast<int>(at) + 3);
        QCOMPARE_EQ(told.count(), 1);
        QCOMPARE_EQ(told.front().front().toString(), QStringLiteral("personality"));
        // The name is where the cursor is: nothing moves.
        page.goToSyscall(QStringLiteral("personality"));
        QCOMPARE_EQ(page.editor()->textCursor().position(), static_cast<int>(at) + 3);
    }
};

QTEST_MAIN(TestSourcePage)
#include "tst_sourcepage.moc"
