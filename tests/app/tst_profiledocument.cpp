#include "documents/profiledocument.h"

#include "base/files.h"
#include "support/gui.h"
#include "support/profiles.h"
#include "support/recordings.h"
#include "support/support.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

using namespace whittle;
using namespace whittle::app;

namespace {

std::unique_ptr<ProfileDocument> openFile(const QString &path)
{
    return std::make_unique<ProfileDocument>(test::contentOf(path.toStdString()), path);
}

analysis::Standing standingOf(const ProfileDocument &document, const char *syscall)
{
    const auto &all = syscallsOf(document.view().abi);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i]->name == syscall)
            return document.decisions().answers().at(i).standing;
    qFatal("no such syscall");
}

} // namespace

class TestProfileDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void editsUndoToTheSameBytes()
    {
        ProfileDocument document(test::kSmallProfile, {});
        QVERIFY(!document.isModified());
        document.allow({"keyctl"});
        document.deny({"read", "openat"});
        document.allow({"personality"});
        document.answer({"mount"}, {profile::Action::Log, std::nullopt});
        QVERIFY(document.isModified());
        QCOMPARE_EQ(document.undoStack()->count(), 4);
        QCOMPARE_EQ(document.undoStack()->text(0), QStringLiteral("Allow keyctl"));
        QCOMPARE_EQ(standingOf(document, "keyctl"), analysis::Standing::Allowed);
        QCOMPARE_EQ(standingOf(document, "read"), analysis::Standing::Denied);
        QCOMPARE_EQ(standingOf(document, "personality"), analysis::Standing::Allowed);
        QCOMPARE_EQ(standingOf(document, "mount"), analysis::Standing::Allowed);
        const std::string edited = document.text();
        while (document.undoStack()->canUndo())
            document.undoStack()->undo();
        QCOMPARE_EQ(document.text(), std::string(test::kSmallProfile));
        QVERIFY(!document.isModified());
        while (document.undoStack()->canRedo())
            document.undoStack()->redo();
        QCOMPARE_EQ(document.text(), edited);
    }

    void unknownMembersAndIndentationSurviveAnEdit()
    {
        ProfileDocument document(test::kSmallProfile, {});
        document.allow({"keyctl"});
        const auto before = nlohmann::json::parse(test::kSmallProfile);
        const auto after = nlohmann::json::parse(document.text());
        QVERIFY(after.at("x-note") == before.at("x-note"));
        QVERIFY(document.text().contains("18446744073709551615"));
        QVERIFY(document.text().contains("\n    \"syscalls\""));
    }

    void nothingToDoIsNoStep()
    {
        ProfileDocument document(test::kSmallProfile, {});
        document.allow({"read"});
        document.deny({"keyctl"});
        QCOMPARE_EQ(document.undoStack()->count(), 0);
        QVERIFY(!document.isModified());
    }

    void savesAndReopensEqual()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("p.json"));
        VERIFY_RESULT(writeFileAtomically(path.toStdString(), test::kSmallProfile));
        auto document = openFile(path);
        document->allow({"keyctl"});
        VERIFY_RESULT(document->save(path));
        QVERIFY(!document->isModified());
        QCOMPARE_EQ(test::contentOf(path.toStdString()), document->text());
        auto again = openFile(path);
        QCOMPARE_EQ(standingOf(*again, "keyctl"), analysis::Standing::Allowed);
        // Back to before the save is a change, too.
        document->undoStack()->undo();
        QVERIFY(document->isModified());
    }

    void aSaveThatFailsKeepsFileAndChanges()
    {
        QTemporaryDir dir;
        ProfileDocument document(test::kSmallProfile, {});
        document.allow({"keyctl"});
        const auto saved = document.save(dir.filePath(QStringLiteral("missing/p.json")));
        QVERIFY(!saved.has_value());
        QVERIFY(!saved.error().message.empty());
        QVERIFY(document.isModified());
        QVERIFY(document.path().isEmpty());
    }

    void noticesOtherPrograms()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("p.json"));
        VERIFY_RESULT(writeFileAtomically(path.toStdString(), test::kSmallProfile));
        auto document = openFile(path);
        QVERIFY(!document->changedOutside());
        document->allow({"keyctl"});
        const std::string mine = document->text();
        std::string theirs = test::kSmallProfile;
        theirs.replace(theirs.find("\"read\""), 6, "\"readv\"");
        VERIFY_RESULT(writeFileAtomically(path.toStdString(), theirs));
        QVERIFY(document->changedOutside());
        VERIFY_RESULT(document->reload());
        QCOMPARE_EQ(document->text(), theirs);
        QVERIFY(!document->isModified());
        QVERIFY(!document->changedOutside());
        document->undoStack()->undo();
        QCOMPARE_EQ(document->text(), mine);
        QVERIFY(document->isModified());
    }

    void invalidTextKeepsTheLastValidProfile()
    {
        ProfileDocument document(test::kSmallProfile, {});
        document.editText("{\n  \"defaultAction\": \"SCMP_ACT_MAYBE\"\n}\n", false);
        document.updateNow();
        QVERIFY(!document.isTextValid());
        QVERIFY(!document.textProblems().empty());
        QCOMPARE_EQ(document.textProblems().front().range.line, 2U);
        QCOMPARE_EQ(standingOf(document, "read"), analysis::Standing::Allowed);
        document.allow({"keyctl"}); // refused: it would write over the text
        QCOMPARE_EQ(document.undoStack()->count(), 1);
        document.undoStack()->undo();
        QVERIFY(document.isTextValid());
        QVERIFY(!document.isModified());
    }

    void typingJoinsIntoOneStep()
    {
        ProfileDocument document(test::kSmallProfile, {});
        std::string text = document.text();
        for (int i = 0; i < 5; ++i) {
            text.insert(1, " ");
            document.editText(text, true);
        }
        QCOMPARE_EQ(document.undoStack()->count(), 1);
        document.editText(text + "\n", false);
        QCOMPARE_EQ(document.undoStack()->count(), 2);
        document.undoStack()->undo();
        document.undoStack()->undo();
        QCOMPARE_EQ(document.text(), std::string(test::kSmallProfile));
    }

    void neverValidTextIsOpenedForMending()
    {
        ProfileDocument document("this is no JSON", {});
        QVERIFY(!document.hasProfile());
        QVERIFY(!document.isTextValid());
        document.editText(test::kSmallProfile, false);
        document.updateNow();
        QVERIFY(document.hasProfile());
        QCOMPARE_EQ(standingOf(document, "read"), analysis::Standing::Allowed);
    }

    void sideEffectOfANewSyscallIsFound()
    {
        // runc answers ENOSYS above the largest number that a rule names: a new syscall's rule takes that from clone3.
        ProfileDocument document(test::kSmallProfile, {});
        QSignalSpy found(&document, &ProfileDocument::sideEffectsFound);
        const auto preview = document.sideEffectsOf({"cachestat"}, true);
        QVERIFY(std::ranges::contains(preview, std::string("clone3"), &profile::SideEffect::syscall));
        document.allow({"cachestat"});
        QCOMPARE_EQ(found.count(), 1);
        const auto effects = found.front().at(1).value<std::vector<profile::SideEffect>>();
        const auto clone3 = std::ranges::find(effects, "clone3", &profile::SideEffect::syscall);
        QVERIFY(clone3 != effects.end());
        QCOMPARE_EQ(clone3->before.toString(), std::string("SCMP_ACT_ERRNO(38)"));
        QCOMPARE_EQ(clone3->after.toString(), std::string("SCMP_ACT_ERRNO(1)"));
        // An old one has none.
        document.allow({"keyctl"});
        QVERIFY(found.back().at(1).value<std::vector<profile::SideEffect>>().empty());
    }

    void aProfileThatDoesNotCompileSaysWhy()
    {
        ProfileDocument document(R"({"defaultAction": "SCMP_ACT_ERRNO", "architectures": ["SCMP_ARCH_X86_64"], "archMap": [{"architecture": "SCMP_ARCH_X86_64", "subArchitectures": []}], "syscalls": []})", {});
        QVERIFY(document.isTextValid());
        QVERIFY(!document.decisions().error().empty());
        QVERIFY(!document.decisions().filter());
    }
};

QTEST_GUILESS_MAIN(TestProfileDocument)
#include "tst_profiledocument.moc"
