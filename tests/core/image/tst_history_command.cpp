#include "image/history_command.h"

#include <QTest>

using namespace whittle::image;

namespace {

using Words = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;
const Words kShell = {"/bin/sh", "-c"};
const Words kBash = {"/bin/bash", "-o", "pipefail", "-c"};

} // namespace

class TestHistoryCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commands_data();
    void commands();
    void buildArguments_data();
    void buildArguments();
    void manyShellNamesTakeNoTime();
    void words_data();
    void words();
    void assignments_data();
    void assignments();
    void forPeople_data();
    void forPeople();
};

void TestHistoryCommand::commands_data()
{
    QTest::addColumn<std::string>("createdBy");
    QTest::addColumn<std::string>("comment");
    QTest::addColumn<Words>("shell");
    QTest::addColumn<std::string>("keyword");
    QTest::addColumn<std::string>("rest");
    QTest::addColumn<Words>("commandShell");
    QTest::addColumn<std::string>("source");
    QTest::addColumn<std::string>("base");
    const auto add = [](const char *name, std::string createdBy, std::string keyword, std::string rest, const Words &commandShell = {}, std::string source = {},
                        const Words &shell = kShell, std::string comment = {}, std::string base = {}) {
        QTest::newRow(name) << createdBy << comment << shell << keyword << rest << commandShell << source << base;
    };
    add("BuildKit RUN", "RUN /bin/sh -c apt-get update # buildkit", "RUN", "apt-get update", kShell);
    add("BuildKit RUN of another shell", "RUN /bin/bash -o pipefail -c a | b # buildkit", "RUN", "a | b", kBash, {}, kBash);
    add("BuildKit RUN without a shell", "RUN touch /x y # buildkit", "RUN", "touch /x y");
    add("BuildKit COPY", "COPY app.py /srv/ # buildkit", "COPY", "app.py /srv/");
    add("BuildKit says it in the comment", "ENTRYPOINT [\"/x\"]", "ENTRYPOINT", "[\"/x\"]", {}, {}, kShell, "buildkit.dockerfile.v0");
    add("classic CMD", "/bin/sh -c #(nop)  CMD [\"nginx\" \"-g\" \"daemon off;\"]", "CMD", "[\"nginx\" \"-g\" \"daemon off;\"]");
    add("classic COPY", "/bin/sh -c #(nop) COPY file:0b866ff3fc1ef5b0 in /docker-entrypoint.d ", "COPY", "/docker-entrypoint.d", {}, "file:0b866ff3fc1ef5b0");
    add("classic COPY with an owner", "/bin/sh -c #(nop) COPY --chown=1:2 dir:0b866ff3fc1ef5b0 in /a b ", "COPY", "--chown=1:2 /a b", {}, "dir:0b866ff3fc1ef5b0");
    add("classic ADD of the root", "/bin/sh -c #(nop) ADD file:5d673d25da3a14ce in / ", "ADD", "/", {}, "file:5d673d25da3a14ce");
    add("classic RUN", "/bin/sh -c set -eux;  apt-get update", "RUN", "set -eux;  apt-get update", kShell);
    add("classic, another shell before the comment", "/bin/bash -o pipefail -c #(nop)  USER app", "USER", "app", {}, {}, kBash);
    add("a comment of the shell is none of the builder", "/bin/sh -c echo 1 #(nop) hello", "RUN", "echo 1 #(nop) hello", kShell);
    add("buildah", "/bin/sh -c #(nop) ENV A=1", "ENV", "A=1", {}, {}, kShell, "FROM localhost/base:1", "localhost/base:1");
    add("kaniko", "RUN --mount=type=cache,target=/x make", "RUN", "--mount=type=cache,target=/x make", kShell);
    add("docker import", "", "", "", {}, {}, kShell, "Imported from -");
    add("docker commit", "bash", "", "bash");
    add("a keyword is a word of its own", "RUNNER x", "", "RUNNER x");
}

void TestHistoryCommand::commands()
{
    QFETCH(std::string, createdBy);
    QFETCH(std::string, comment);
    QFETCH(Words, shell);
    HistoryStep step;
    step.createdBy = createdBy;
    step.comment = comment;
    const HistoryCommand command = parseHistory(step, shell);
    QFETCH(std::string, keyword);
    QFETCH(std::string, rest);
    QFETCH(Words, commandShell);
    QFETCH(std::string, source);
    QFETCH(std::string, base);
    QCOMPARE_EQ(command.keyword, keyword);
    QCOMPARE_EQ(command.rest, rest);
    QCOMPARE_EQ(command.shell, commandShell);
    QCOMPARE_EQ(command.source, source);
    QCOMPARE_EQ(command.base, base);
}

void TestHistoryCommand::buildArguments_data()
{
    QTest::addColumn<std::string>("createdBy");
    QTest::addColumn<Pairs>("arguments");
    QTest::addColumn<std::string>("rest");
    QTest::newRow("classic") << std::string("|2 A=1 B=x /bin/sh -c make") << Pairs{{"A", "1"}, {"B", "x"}} << std::string("make");
    QTest::newRow("BuildKit") << std::string("RUN |1 A=1 /bin/sh -c make # buildkit") << Pairs{{"A", "1"}} << std::string("make");
    QTest::newRow("blanks in a value") << std::string("RUN |2 A=one two B= /bin/sh -c make A=2 # buildkit") << Pairs{{"A", "one two"}, {"B", ""}} << std::string("make A=2");
    QTest::newRow("the shell in a value") << std::string("RUN |2 A=/bin/sh -c x B=2 /bin/sh -c make # buildkit") << Pairs{{"A", "/bin/sh -c x"}, {"B", "2"}} << std::string("make");
}

void TestHistoryCommand::buildArguments()
{
    QFETCH(std::string, createdBy);
    QFETCH(Pairs, arguments);
    QFETCH(std::string, rest);
    HistoryStep step;
    step.createdBy = createdBy;
    const HistoryCommand command = parseHistory(step, kShell);
    QCOMPARE_EQ(command.keyword, "RUN");
    QCOMPARE_EQ(command.buildArguments, arguments);
    QCOMPARE_EQ(command.rest, rest);
    QCOMPARE_EQ(command.shell, kShell);
}

void TestHistoryCommand::manyShellNamesTakeNoTime()
{
    HistoryStep step;
    step.createdBy = "|900 ";
    for (int i = 0; i < 200'000; ++i)
        step.createdBy += "/bin/sh -c A=1 ";
    QCOMPARE_EQ(parseHistory(step, kShell).keyword, "RUN");
}

void TestHistoryCommand::words_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<Words>("words");
    QTest::newRow("Go") << std::string("[\"a\" \"b c\" \"d\\\"e\\\\f\\n\\u00e4\\x41\"]") << Words{"a", "b c", "d\"e\\f\nä" "A"};
    QTest::newRow("JSON") << std::string("[\"a\", \"b\"]") << Words{"a", "b"};
    QTest::newRow("pointer") << std::string("&{[\"a\"]}") << Words{"a"};
    QTest::newRow("plain") << std::string("[/bin/bash -c]") << Words{"/bin/bash", "-c"};
    QTest::newRow("empty") << std::string("[]") << Words{};
    QTest::newRow("empty words") << std::string("[\"\" \"\"]") << Words{"", ""};
    QTest::newRow("cut") << std::string("[\"a\" \"b") << Words{"[\"a\"", "b"};
    QTest::newRow("backslash at the end") << std::string("\"a\\") << Words{"a\\"};
}

void TestHistoryCommand::words()
{
    QFETCH(std::string, text);
    QFETCH(Words, words);
    QCOMPARE_EQ(splitWords(text), words);
}

void TestHistoryCommand::assignments_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<Pairs>("known");
    QTest::addColumn<Pairs>("pairs");
    QTest::newRow("one") << std::string("A=1") << Pairs{} << Pairs{{"A", "1"}};
    QTest::newRow("blanks") << std::string("A=one two B=3") << Pairs{} << Pairs{{"A", "one two"}, {"B", "3"}};
    QTest::newRow("an assignment in a value") << std::string("A=x B=1 C=2") << Pairs{{"A", "x B=1"}, {"C", "2"}} << Pairs{{"A", "x B=1"}, {"C", "2"}};
    QTest::newRow("another value now") << std::string("A=x") << Pairs{{"A", "y"}} << Pairs{{"A", "x"}};
    QTest::newRow("quoted") << std::string("A=\"x y\" B=z") << Pairs{} << Pairs{{"A", "x y"}, {"B", "z"}};
    QTest::newRow("labels") << std::string("org.x/y=1 maintainer=Some Body <a@b>") << Pairs{} << Pairs{{"org.x/y", "1"}, {"maintainer", "Some Body <a@b>"}};
    QTest::newRow("none") << std::string("A one") << Pairs{} << Pairs{};
    QTest::newRow("empty values") << std::string("A= B=") << Pairs{} << Pairs{{"A", ""}, {"B", ""}};
}

void TestHistoryCommand::assignments()
{
    QFETCH(std::string, text);
    QFETCH(Pairs, known);
    QFETCH(Pairs, pairs);
    QCOMPARE_EQ(splitAssignments(text, known), pairs);
}

void TestHistoryCommand::forPeople_data()
{
    QTest::addColumn<std::string>("createdBy");
    QTest::addColumn<std::string>("text");
    QTest::newRow("run") << std::string("RUN /bin/sh -c make # buildkit") << std::string("RUN make");
    QTest::newRow("classic") << std::string("/bin/sh -c #(nop)  EXPOSE 80") << std::string("EXPOSE 80/tcp");
    QTest::newRow("ports") << std::string("EXPOSE map[443/tcp:{} 53/udp:{}] # buildkit") << std::string("EXPOSE 443/tcp 53/udp");
    QTest::newRow("range") << std::string("EXPOSE 8000-8002/udp 9-") << std::string("EXPOSE 8000/udp 8001/udp 8002/udp 9-/tcp");
    QTest::newRow("copy") << std::string("/bin/sh -c #(nop) COPY file:0123456789abcdef0123 in /x ") << std::string("COPY file:0123456789ab /x");
    QTest::newRow("arguments") << std::string("|1 A=1 /bin/sh -c make") << std::string("RUN A=1 make");
    QTest::newRow("other") << std::string("bazel build ...") << std::string("bazel build ...");
}

void TestHistoryCommand::forPeople()
{
    QFETCH(std::string, createdBy);
    QFETCH(std::string, text);
    HistoryStep step;
    step.createdBy = createdBy;
    QCOMPARE_EQ(readable(step), text);
}

QTEST_GUILESS_MAIN(TestHistoryCommand)
#include "tst_history_command.moc"
