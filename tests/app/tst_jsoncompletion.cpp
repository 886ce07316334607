#include "models/jsoncompletion.h"

#include "models/jsoncontext.h"
#include "support/gui.h"

#include <QTest>

#include <algorithm>

using namespace whittle;
using namespace whittle::app;

class TestJsonCompletion : public QObject
{
    Q_OBJECT

private:
    /// The place is where the text has a |.
    static std::vector<Completion> at(QString text, JsonContext *where = nullptr)
    {
        const auto place = static_cast<int>(text.indexOf(QLatin1Char('|')));
        text.remove(place, 1);
        const auto context = contextAt(text, place);
        if (where)
            *where = context;
        return completionsAt(text, context, Abi::X86_64);
    }
    static const Completion *find(const std::vector<Completion> &all, const QString &label)
    {
        const auto found = std::ranges::find(all, label, &Completion::label);
        return found == all.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void knowsWhatFits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("offered");
        QTest::addColumn<QString>("inserted");
        QTest::addColumn<QString>("notOffered");
        const auto row = [](const char *name, const char *text, const char *offered, const char *inserted, const char *notOffered) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(offered) << QString::fromLatin1(inserted) << QString::fromLatin1(notOffered);
        };
        row("names", "{\"syscalls\": [{\"names\": [\"read\", \"op|\"]}]}", "openat", "openat", "SCMP_ACT_ALLOW");
        row("old name", "{\"syscalls\": [{\"name\": \"op|\"}]}", "openat", "openat", "SCMP_ACT_ALLOW");
        row("unfinished", "{\"syscalls\": [{\"names\": [\"read\", \"op|", "openat", "openat", "SCMP_ACT_ALLOW");
        row("action", "{\"syscalls\": [{\"names\": [\"read\"], \"action\": \"|\"}]}", "SCMP_ACT_ERRNO", "SCMP_ACT_ERRNO", "openat");
        row("default", "{\"defaultAction\": \"S|\"}", "SCMP_ACT_ERRNO", "SCMP_ACT_ERRNO", "openat");
        row("operator", "{\"syscalls\": [{\"args\": [{\"op\": \"|\"}]}]}", "SCMP_CMP_MASKED_EQ", "SCMP_CMP_MASKED_EQ", "SCMP_ACT_ALLOW");
        row("capability", "{\"syscalls\": [{\"includes\": {\"caps\": [\"|\"]}}]}", "CAP_SYS_ADMIN", "CAP_SYS_ADMIN", "openat");
        row("go architecture", "{\"syscalls\": [{\"excludes\": {\"arches\": [\"|\"]}}]}", "amd64", "amd64", "SCMP_ARCH_X86_64");
        row("architecture", "{\"architectures\": [\"SCMP|\"]}", "SCMP_ARCH_X86_64", "SCMP_ARCH_X86_64", "amd64");
        row("errno name", "{\"syscalls\": [{\"errno\": \"E|\"}]}", "ENOSYS", "ENOSYS", "openat");
        row("errno number", "{\"syscalls\": [{\"errnoRet\": |}]}", "ENOSYS", "38", "openat");
        row("constant", "{\"syscalls\": [{\"names\": [\"socket\"], \"args\": [{\"index\": 0, \"value\": |, \"op\": \"SCMP_CMP_EQ\"}]}]}", "AF_INET6", "10", "SOCK_STREAM");
        row("constant of the index", "{\"syscalls\": [{\"args\": [{\"value\": AF|, \"index\": 1}], \"names\": [\"nothing\", \"socket\"]}]}", "SOCK_STREAM", "1", "AF_INET");
        row("option", "{\"syscalls\": [{\"names\": [\"prctl\"], \"args\": [{\"index\": 0, \"value\": 1|}]}]}", "PR_SET_NAME", "15", "AF_INET");
        row("argument", "{\"syscalls\": [{\"names\": [\"socket\"], \"args\": [{\"index\": |}]}]}", "family", "0", "AF_INET");
        row("member of a rule", "{\"syscalls\": [{\"na|\"}]}", "names", "names", "defaultAction");
        row("member of a condition", "{\"syscalls\": [{\"args\": [{\"|\": 1}]}]}", "valueTwo", "valueTwo", "names");
        row("member of the profile", "{\"|\": 1}", "defaultAction", "defaultAction", "names");
        row("inside an OCI configuration", "{\"linux\": {\"seccomp\": {\"|\": 1}}}", "defaultAction", "defaultAction", "names");
        row("quote in a string", "{\"comment\": \"a \\\" [ {\", \"defaultAction\": \"|\"}", "SCMP_ACT_ALLOW", "SCMP_ACT_ALLOW", "openat");
    }
    void knowsWhatFits()
    {
        QFETCH(QString, text);
        QFETCH(QString, offered);
        QFETCH(QString, inserted);
        QFETCH(QString, notOffered);
        const auto all = at(text);
        const auto *found = find(all, offered);
        QVERIFY(found);
        QCOMPARE_EQ(found->insert, inserted);
        QVERIFY(!find(all, notOffered));
    }

    void nothingFits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("comment") << QStringLiteral("{\"comment\": \"op|\"}");
        QTest::newRow("unknown member") << QStringLiteral("{\"x-mine\": \"op|\"}");
        QTest::newRow("behind the end") << QStringLiteral("{\"names\": []} |");
        QTest::newRow("empty") << QStringLiteral("|");
    }
    void nothingFits()
    {
        QFETCH(QString, text);
        QVERIFY(at(text).empty());
    }

    void theWordIsWhatStandsInQuotes()
    {
        JsonContext context;
        (void)at(QStringLiteral("{\"names\": [\"open|at\"]}"), &context);
        QCOMPARE_EQ(context.begin, 12);
        QCOMPARE_EQ(context.end, 18);
        QCOMPARE_EQ(context.prefix, QStringLiteral("open"));
        QCOMPARE_EQ(context.key, QStringLiteral("names"));
    }

    void bracketsMatchOutsideOfStrings()
    {
        const QString text = QStringLiteral("{\"a\": [\"]\", {\"b\": \"}\"}]}");
        const auto open = static_cast<int>(text.indexOf(QLatin1Char('[')));
        const auto close = static_cast<int>(text.lastIndexOf(QLatin1Char(']')));
        QCOMPARE_EQ(matchingBracket(text, open), close);
        QCOMPARE_EQ(matchingBracket(text, close), open);
        QCOMPARE_EQ(matchingBracket(text, 0), static_cast<int>(text.size()) - 1);
        QCOMPARE_EQ(matchingBracket(QStringLiteral("[}"), 1), -1);
        QCOMPARE_EQ(matchingBracket(QStringLiteral("["), 0), -1);
    }
};

QTEST_MAIN(TestJsonCompletion)
#include "tst_jsoncompletion.moc"
