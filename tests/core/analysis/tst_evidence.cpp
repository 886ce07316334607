#include "analysis/evidence.h"

#include "support/recordings.h"
#include "support/support.h"

using namespace whittle;
using namespace whittle::analysis;

class TestEvidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theProbeThatRanIsTheCause_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("probe");
        const auto row = [](const char *name, qint64 ns, Cause::Kind kind, const char *probe) { QTest::newRow(name) << ns << static_cast<int>(kind) << probe; };
        row("start", 99, Cause::Kind::Start, "");
        row("first instant", 100, Cause::Kind::Probe, "GET /");
        row("last instant", 200, Cause::Kind::Probe, "GET /");
        row("between", 250, Cause::Kind::Between, "GET /");
        row("the later of two", 350, Cause::Kind::Probe, "GET /inner");
        row("the outer one again", 390, Cause::Kind::Probe, "GET /outer");
        row("end", 1000, Cause::Kind::End, "GET /outer");
    }
    void theProbeThatRanIsTheCause()
    {
        QFETCH(qint64, ns);
        QFETCH(int, kind);
        QFETCH(QString, probe);
        trace::Recording recording = test::RecordingMaker();
        const auto add = [&](const char *name, std::int64_t start, std::int64_t end) {
            trace::ProbeResult result;
            result.probe = name;
            result.startNs = start;
            result.endNs = end;
            recording.probes.push_back(result);
        };
        add("health check", 0, 0); // has no time
        add("GET /", 100, 200);
        add("GET /outer", 300, 400);
        add("GET /inner", 340, 360);
        const auto cause = causeAt(recording, ns);
        QCOMPARE_EQ(static_cast<int>(cause.kind), kind);
        QCOMPARE_EQ(cause.probe ? QString::fromStdString(cause.probe->probe) : QString(), probe);
    }

    void withoutProbesNothingIsSaid()
    {
        trace::Recording recording = test::RecordingMaker();
        QVERIFY(causeAt(recording, 5) == Cause());
        recording.probes.push_back({});
        QVERIFY(causeAt(recording, 0) == Cause());
    }

    void processesAreFoundWhateverTheirIds()
    {
        trace::Recording recording = test::RecordingMaker().process("a").process("b").edit();
        recording.processes[0].id = 7;
        recording.processes[2].id = 0;
        QCOMPARE_EQ(recording.process(7), &recording.processes[0]);
        QCOMPARE_EQ(recording.process(1), &recording.processes[1]);
        QCOMPARE_EQ(recording.process(0), &recording.processes[2]);
        QVERIFY(!recording.process(-1));
        QVERIFY(!recording.process(99));
    }
};

QTEST_MAIN(TestEvidence)
#include "tst_evidence.moc"
