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
        QTest::newRow("key") << "ris" << QStringList{"risk>=", "risk:"} << "rule:";
        QTest::newRow("several keys") << "p" << QStringList{"proc:", "probe:"} << "risk:";
        QTest::newRow("value") << "risk>=h" << QStringList{"risk>=high"} << "risk>=low";
        QTest::newRow("all values") << "risk:" << QStringList{"risk:critical", "risk:high", "risk:medium", "risk:low"} << "";
        QTest::newRow("another key's values") << "differs:" << QStringList{"differs:docker", "differs:podman", "differs:saved"} << "differs:high";
        QTest::newRow("processes") << "proc:wor" << QStringList{"proc:\"nginx: worker process\""} << "proc:sh";
        QTest::newRow("older name of a key") << "by:s" << QStringList{"by:sh"} << "by:nginx";
        QTest::newRow("probes") << "probe:g" << QStringList{"probe:\"GET http :80 /\""} << "probe:start";
        QTest::newRow("rules") << "rule:1" << QStringList{"rule:1", "rule:10", "rule:11", "rule:12"} << "rule:2";
        QTest::newRow("groups without their sign") << "group:mou" << QStringList{"group:@mount"} << "group:@swap";
        QTest::newRow("constants") << "arg:AF_IN" << QStringList{"arg:AF_INET", "arg:AF_INET6"} << "arg:AF_UNIX";
        QTest::newRow("Podman's answers") << "podman:o" << QStringList{"podman:open"} << "podman:kill";
        QTest::newRow("times") << "first" << QStringList{"first>=", "first<="} << "first:";
        QTest::newRow("negated") << "-seen:y" << QStringList{"-seen:yes"} << "seen:yes";
        QTest::newRow("a value without its key") << "docker" << QStringList{"differs:docker"} << "";
        QTest::newRow("everything that can be asked for") << "" << QStringList{"risk>="} << "";
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
