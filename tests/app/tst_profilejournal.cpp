#include "documents/profilejournal.h"
#include "documents/profiledocument.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/support.h"

#include <QDataStream>

using namespace whittle;
using namespace whittle::app;

class TestProfileJournal : public QObject
{
    Q_OBJECT

private:
    /// As autosave does it: to bytes and back.
    static std::unique_ptr<ProfileDocument> broughtBack(const ProfileDocument &document)
    {
        const auto read = journalOf(toBytes(document.journal()));
        if (!read)
            qFatal("%s", read.error().message.c_str());
        return ProfileDocument::fromJournal(*read);
    }

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void textAndUndoComeBack()
    {
        ProfileDocument document(test::kSmallProfile, QStringLiteral("/x/p.json"));
        document.allow({"keyctl"});
        document.deny({"read"});
        document.editText("{ broken \xff", false); // no UTF-8: what a person typed is kept whatever it is
        document.undoStack()->undo();
        const std::string now = document.text();

        const auto back = broughtBack(document);
        QCOMPARE_EQ(back->text(), now);
        QCOMPARE_EQ(back->path(), QStringLiteral("/x/p.json"));
        QVERIFY(back->isModified());
        QCOMPARE_EQ(back->undoStack()->count(), 3);
        QCOMPARE_EQ(back->undoStack()->undoText(), QStringLiteral("Deny read"));
        back->undoStack()->redo();
        QCOMPARE_EQ(back->text(), std::string("{ broken \xff"));
        QVERIFY(!back->isTextValid());
        while (back->undoStack()->canUndo())
            back->undoStack()->undo();
        QCOMPARE_EQ(back->text(), std::string(test::kSmallProfile));
        QVERIFY(!back->isModified()); // the file's text again
    }

    void whatWasSavedStaysSaved()
    {
        QTemporaryDir dir;
        ProfileDocument document(test::kSmallProfile, dir.filePath(QStringLiteral("p.json")));
        document.allow({"keyctl"});
        VERIFY_RESULT(document.save(document.path()));
        document.allow({"bpf"});
        const auto back = broughtBack(document);
        QVERIFY(back->isModified());
        QVERIFY(!back->changedOutside());
        back->undoStack()->undo();
        QVERIFY(!back->isModified());
        back->undoStack()->undo();
        QVERIFY(back->isModified()); // the file has keyctl
    }

    void aChangeAfterUndoLosesTheSavedState()
    {
        QTemporaryDir dir;
        ProfileDocument document(test::kSmallProfile, dir.filePath(QStringLiteral("p.json")));
        document.allow({"keyctl"});
        VERIFY_RESULT(document.save(document.path()));
        document.undoStack()->undo();
        document.allow({"bpf"}); // the saved state is on no branch any more
        const auto back = broughtBack(document);
        QVERIFY(back->isModified());
        QVERIFY(!back->changedOutside());
        while (back->undoStack()->canUndo())
            back->undoStack()->undo();
        QVERIFY(back->isModified());
    }

    void aDocumentWithoutAFile()
    {
        ProfileDocument document(test::kSmallProfile, {});
        document.setSuggestedName(QStringLiteral("web-seccomp.json"));
        document.setNeverSaved();
        const auto back = broughtBack(document);
        QCOMPARE_EQ(back->title(), QStringLiteral("web-seccomp.json"));
        QVERIFY(back->isModified());
        QVERIFY(!back->undoStack()->canUndo());
    }

    void aLongHistoryIsCutAtItsBeginning()
    {
        ProfileDocument document("{}", {});
        for (int i = 0; i < kMaxJournalSteps + 50; ++i)
            document.editText("{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"x\": " + std::to_string(i) + "}", false);
        const auto journal = document.journal();
        QCOMPARE_EQ(journal.steps.size(), static_cast<std::size_t>(kMaxJournalSteps));
        // Small steps make a small file.
        QVERIFY(toBytes(journal).size() < kMaxJournalSteps * 120);
        const auto back = broughtBack(document);
        QCOMPARE_EQ(back->text(), document.text());
        QVERIFY(back->isModified());
    }

    void journalsOfVersionOneAreRead()
    {
        QByteArray bytes;
        QDataStream stream(&bytes, QIODevice::WriteOnly);
        stream.setVersion(QDataStream::Qt_6_8);
        const quint32 magic = 0x57484A31;
        stream << magic << QStringLiteral("/x/p.json") << QString() << false << QByteArray("{}") << quint32{1} << QStringLiteral("Edit") << quint64{1} << quint64{1} << QByteArray(" ") << qint32{1} << qint32{0} << QByteArray() << magic;
        const auto journal = journalOf(bytes);
        VERIFY_RESULT(journal);
        QVERIFY(!journal->isPolicy);
        QCOMPARE_EQ(journal->steps.front().text, std::string("{ }"));
        QCOMPARE_EQ(journal->index, 1);
    }

    void anyCutIsNoticed()
    {
        ProfileDocument document(test::kSmallProfile, QStringLiteral("/x/p.json"));
        document.allow({"keyctl"});
        const QByteArray whole = toBytes(document.journal());
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY2(!journalOf(whole.left(size)), qPrintable(QString::number(size)));
        for (qsizetype at = 0; at < whole.size(); at += 7) {
            QByteArray spoilt = whole;
            spoilt[at] = static_cast<char>(spoilt[at] ^ 0x5a);
            const auto read = journalOf(spoilt); // no crash, bounded memory; a changed letter of the text is a text
            Q_UNUSED(read)
        }
    }
};

QTEST_GUILESS_MAIN(TestProfileJournal)
#include "tst_profilejournal.moc"
