#include "models/filtercompletion.h"

#include "models/filterwords.h"
#include "models/syscallfilter.h"
#include "support/support.h"

#include <algorithm>

using namespace whittle;
using namespace whittle::app;

namespace {

QStringList offered(const QString &word)
{
    FilterContext context;
    context.processes = {QStringLiteral("nginx"), QStringLiteral("nginx: worker process"), QStringLiteral("sh")};
    context.probes = {QStringLiteral("GET http :80 /")};
    context.rules = 12;
    QStringList words;
    for (const auto &completion : filterCompletions(word, context))
        words << completion.insert;
    return words;
}

} // namespace

class TestFilterCompletion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offers_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QStringList>("first"); // that come first, in this order
        QTest::addColumn<QString>("never");
        QTest::newRow("key") << QStringLiteral("ris") << QStringList{QStringLiteral("risk>="), QStringLiteral("risk:")} << QStringLiteral("rule:");
        QTest::newRow("several keys") << QStringLiteral("p") << QStringList{QStringLiteral("proc:"), QStringLiteral("probe:")} << QStringLiteral("risk:");
        QTest::newRow("value") << QStringLiteral("risk>=h") << QStringList{QStringLiteral("risk>=high")} << QStringLiteral("risk>=low");
        QTest::newRow("all values") << QStringLiteral("risk:") << QStringList{QStringLiteral("risk:critical"), QStringLiteral("risk:high"), QStringLiteral("risk:medium"), QStringLiteral("risk:low")} << QString();
        QTest::newRow("another key's values") << QStringLiteral("differs:") << QStringList{QStringLiteral("differs:docker"), QStringLiteral("differs:podman"), QStringLiteral("differs:saved")} << QStringLiteral("differs:high");
        QTest::newRow("processes") << QStringLiteral("proc:wor") << QStringList{QStringLiteral("proc:\"nginx: worker process\"")} << QStringLiteral("proc:sh");
        QTest::newRow("older name of a key") << QStringLiteral("by:s") << QStringList{QStringLiteral("by:sh")} << QStringLiteral("by:nginx");
        QTest::newRow("probes") << QStringLiteral("probe:g") << QStringList{QStringLiteral("probe:\"GET http :80 /\"")} << QStringLiteral("probe:start");
        QTest::newRow("rules") << QStringLiteral("rule:1") << QStringList{QStringLiteral("rule:1"), QStringLiteral("rule:10"), QStringLiteral("rule:11"), QStringLiteral("rule:12")} << QStringLiteral("rule:2");
        QTest::newRow("groups without their sign") << QStringLiteral("group:mou") << QStringList{QStringLiteral("group:@mount")} << QStringLiteral("group:@swap");
        QTest::newRow("constants") << QStringLiteral("arg:AF_IN") << QStringList{QStringLiteral("arg:AF_INET"), QStringLiteral("arg:AF_INET6")} << QStringLiteral("arg:AF_UNIX");
        QTest::newRow("Podman's answers") << QStringLiteral("podman:o") << QStringList{QStringLiteral("podman:open")} << QStringLiteral("podman:kill");
        QTest::newRow("times") << QStringLiteral("first") << QStringList{QStringLiteral("first>="), QStringLiteral("first<=")} << QStringLiteral("first:");
        QTest::newRow("negated") << QStringLiteral("-seen:y") << QStringList{QStringLiteral("-seen:yes")} << QStringLiteral("seen:yes");
        QTest::newRow("a value without its key") << QStringLiteral("docker") << QStringList{QStringLiteral("differs:docker")} << QString();
        QTest::newRow("everything that can be asked for") << QString() << QStringList{QStringLiteral("risk>=")} << QString();
    }
    void offers()
    {
        QFETCH(QString, word);
        QFETCH(QStringList, first);
        QFETCH(QString, never);
        const auto words = offered(word);
        QCOMPARE_EQ(words.mid(0, first.size()), first);
        QVERIFY(never.isEmpty() || !words.contains(never));
    }

    void aRecordingAloneHasNoDecisions()
    {
        FilterContext context;
        context.hasProfile = false;
        for (const auto &completion : filterCompletions({}, context))
            for (const char *key : {"action:", "differs:", "rule:"})
                QVERIFY2(completion.insert != QLatin1StringView(key), key);
        QVERIFY(!filterCompletions(QStringLiteral("podman:"), context).empty());
    }

    void nothingIsOfferedInTheWay()
    {
        QVERIFY(offered(QStringLiteral("risk:critical")).isEmpty());
        QVERIFY(offered(QStringLiteral("colour:r")).isEmpty());
        QVERIFY(offered(QStringLiteral("openat")).isEmpty());
    }

    /// What is offered can be read, whatever the key.
    void whatIsOfferedIsALegalFilter()
    {
        int terms = 0;
        for (const auto &key : offered({})) {
            for (const auto &term : offered(key)) {
                const auto parsed = SyscallFilter::parse(term);
                QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error()));
                ++terms;
            }
        }
        QVERIFY(terms > 150);
    }

    void aListOfTermsIsLookedThrough()
    {
        const QStringList terms = {QStringLiteral("kept:yes"), QStringLiteral("size>1M"), QStringLiteral("type:file")};
        const auto found = termsWith(terms, QStringLiteral("-ty"));
        QCOMPARE_EQ(found.size(), 1U);
        QCOMPARE_EQ(found.front().insert, QStringLiteral("-type:file"));
        QVERIFY(termsWith(terms, QStringLiteral("kept:yes")).empty());
    }

    void findsTheWordAtTheCursor()
    {
        const QString text = QStringLiteral("risk>=high proc:\"a b\" x");
        const auto at = [&](qsizetype position) {
            const auto place = filterwords::wordAt(text, position);
            return text.mid(place.begin, place.end - place.begin);
        };
        QCOMPARE_EQ(at(0), QStringLiteral("risk>=high"));
        QCOMPARE_EQ(at(10), QStringLiteral("risk>=high"));
        QCOMPARE_EQ(at(11), QStringLiteral("proc:\"a b\""));
        QCOMPARE_EQ(at(19), QStringLiteral("proc:\"a b\""));
        QCOMPARE_EQ(at(text.size()), QStringLiteral("x"));
        const auto behind = filterwords::wordAt(QStringLiteral("x "), 2);
        QCOMPARE_EQ(behind.begin, behind.end);
    }
};

QTEST_GUILESS_MAIN(TestFilterCompletion)
#include "tst_filtercompletion.moc"
