#include "engine/inside_command.h"
#include "support/support.h"

using namespace whittle;
using namespace whittle::engine;

using Words = std::vector<std::string>;
Q_DECLARE_METATYPE(Words)

class TestInsideCommand : public QObject
{
    Q_OBJECT
private slots:
    void splits_data();
    void splits();
    void usesAShellWhereOneIsNeeded_data();
    void usesAShellWhereOneIsNeeded();
    void refusesOpenQuotes();
    void tellsTheHolder();
};

void TestInsideCommand::splits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Words>("words");
    QTest::newRow("words") << "nginx -g daemon" << Words{"nginx", "-g", "daemon"};
    QTest::newRow("spaces") << "  a \t b  " << Words{"a", "b"};
    QTest::newRow("double quotes") << R"(nginx -g "daemon off;")" << Words{"nginx", "-g", "daemon off;"};
    QTest::newRow("single quotes") << R"(sh -c 'echo "$HOME" \ x')" << Words{"sh", "-c", R"(echo "$HOME" \ x)"};
    QTest::newRow("joined") << R"(a"b c"'d e'f)" << Words{"ab cd ef"};
    QTest::newRow("empty word") << R"(a '' "")" << Words{"a", "", ""};
    QTest::newRow("backslash") << R"(a\ b \" "x\"y\\z\n")" << Words{"a b", "\"", R"(x"y\z\n)"};
    QTest::newRow("nothing") << "  " << Words{};
}

void TestInsideCommand::splits()
{
    QFETCH(QString, text);
    QFETCH(Words, words);
    const auto result = splitWords(text.toStdString());
    VERIFY_RESULT(result);
    QCOMPARE_EQ(*result, words);
}

void TestInsideCommand::usesAShellWhereOneIsNeeded_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("shell");
    QTest::newRow("plain") << "redis-cli ping" << false;
    QTest::newRow("quoted words") << "redis-cli set 'a b' 1" << false;
    QTest::newRow("an option with =") << "mysqladmin --host=localhost ping" << false;
    QTest::newRow("pipe") << "ps | wc" << true;
    QTest::newRow("variable") << "echo $HOME" << true;
    QTest::newRow("pattern") << "ls *.c" << true;
    QTest::newRow("assignment") << "A=b env" << true;
    QTest::newRow("both") << "a && b" << true;
}

void TestInsideCommand::usesAShellWhereOneIsNeeded()
{
    QFETCH(QString, text);
    const auto words = commandWords(text.toStdString());
    VERIFY_RESULT(words);
    QTEST(words->front() == "/bin/sh", "shell");
    if (words->front() == "/bin/sh")
        QCOMPARE_EQ(words->back(), text.toStdString());
}

void TestInsideCommand::refusesOpenQuotes()
{
    for (const char *text : {"echo 'a", "echo \"a", ""}) {
        const auto words = commandWords(text);
        QVERIFY(!words);
        QCOMPARE_EQ(words.error().code, ErrorCode::InvalidInput);
    }
}

void TestInsideCommand::tellsTheHolder()
{
    RunPlan plan;
    plan.user = "www-data";
    plan.capabilities = {"CAP_CHOWN", "CAP_KILL", "CAP_SYS_ADMIN"}; // bits 0, 5 and 21 of linux/capability.h
    QCOMPARE_EQ(holderCommand(plan, true, {"prog", "--", "x"}),
                (Words{"/.whittle-sensor", "hold", "--first", "--user", "www-data", "--capabilities", "200021", "--home", "--", "prog", "--", "x"}));
    plan.user.clear();
    plan.homeGiven = true;
    plan.capabilities = {"CAP_CHECKPOINT_RESTORE"}; // 40, the last one
    QCOMPARE_EQ(holderCommand(plan, false, {"prog"}), (Words{"/.whittle-sensor", "hold", "--capabilities", "10000000000", "--", "prog"}));
}

QTEST_GUILESS_MAIN(TestInsideCommand)
#include "tst_inside_command.moc"
