#include "documents/builddocument.h"
#include "models/livemodel.h"
#include "models/verdictmodel.h"
#include "support/fake_build.h"
#include "support/gui.h"
#include "support/support.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace whittle;
using namespace whittle::app;

namespace {

BuildChoices demo()
{
    BuildChoices choices;
    choices.image = QStringLiteral("demo");
    choices.output = QStringLiteral("/nowhere/demo-slim");
    return choices;
}

} // namespace

class TestBuildDocument : public QObject
{
    Q_OBJECT

private:
    using State = BuildDocument::State;
    using StepState = BuildDocument::StepState;

    static std::unique_ptr<BuildDocument> start(test::FakeBuild &fake)
    {
        return std::make_unique<BuildDocument>(demo(), *requestOf(demo()), fake.function());
    }

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void goesThroughItsSteps()
    {
        test::FakeBuild fake;
        auto document = start(fake);
        LiveModel syscalls(LiveModel::Kind::Syscalls);
        LiveModel files(LiveModel::Kind::Files);
        QAbstractItemModelTester tester(&files, QAbstractItemModelTester::FailureReportingMode::QtTest);
        LiveUpdate last;
        QStringList log;
        connect(document.get(), &BuildDocument::liveChanged, this, [&](const LiveUpdate &update) {
            last = update;
            syscalls.add(update.newSyscalls);
            files.add(update.newFiles);
        });
        connect(document.get(), &BuildDocument::logged, this, [&](const QString &line) { log << line; });
        QCOMPARE_EQ(document->state(), State::Running);
        QTRY_COMPARE(last.files, 4U);
        QCOMPARE_EQ(document->steps()[BuildDocument::Inspect].state, StepState::Done);
        QCOMPARE_EQ(document->steps()[BuildDocument::Record].state, StepState::Running);
        QCOMPARE_EQ(document->steps()[BuildDocument::Select].state, StepState::Waiting);
        QCOMPARE_EQ(last.syscalls, 4U);
        QCOMPARE_EQ(last.calls, 4U + 1U + 12U + 3U);
        QCOMPARE_EQ(syscalls.rowCount(), 4);
        QCOMPARE_EQ(files.index(0, LiveModel::Name).data().toString(), QStringLiteral("/etc/hosts")); // newest first
        QVERIFY(log.last().contains(QStringLiteral("record: starting")));

        fake.finish(test::FakeBuild::result(true, "/nowhere/demo-slim"));
        QTRY_COMPARE(document->state(), State::Done);
        QVERIFY(document->isVerified());
        for (const auto &step : document->steps())
            QCOMPARE_EQ(step.state, StepState::Done);
        QCOMPARE_EQ(document->result()->slimSize, 2'900'700U);
    }

    void stopsAtOnceAndSaysSo()
    {
        test::FakeBuild fake;
        auto document = start(fake);
        QTRY_COMPARE(document->steps()[BuildDocument::Record].state, StepState::Running);
        document->stop();
        QCOMPARE_EQ(document->state(), State::Stopping);
        document->stop(); // twice does no harm
        QTRY_COMPARE(document->state(), State::Stopped);
        QVERIFY(!document->result());
        QCOMPARE_EQ(document->steps()[BuildDocument::Record].state, StepState::Skipped);
    }

    void closingStopsAndWaits()
    {
        test::FakeBuild fake;
        auto document = start(fake);
        QTRY_COMPARE(fake.starts(), 1);
        document.reset(); // must return, and nothing may arrive afterwards
        QCoreApplication::processEvents();
    }

    void failureNamesTheStepAndWhatToTry()
    {
        test::FakeBuild fake;
        auto document = start(fake);
        fake.finish(fail(ErrorCode::Unavailable, "/run/docker.sock: connection refused"));
        QTRY_COMPARE(document->state(), State::Failed);
        QCOMPARE_EQ(document->steps()[BuildDocument::Verify].state, StepState::Failed);
        QVERIFY(words::buildAdvice(document->error(), BuildDocument::Verify).contains(QStringLiteral("Podman")));
        for (const auto code : {ErrorCode::InvalidInput, ErrorCode::NotFound, ErrorCode::PermissionDenied, ErrorCode::Unsupported, ErrorCode::Io})
            QVERIFY(!words::buildAdvice({code, {}, 0}, BuildDocument::Record).isEmpty());
    }

    void aSecondAttemptCounts()
    {
        const BuildFn again = [](const BuildChoices &, const slim::BuildRequest &, std::stop_token, const slim::BuildObserver &observer) -> Result<slim::BuildResult> {
            for (const char *step : {"inspect demo", "load: the archive", "record: x", "verify: running the fat image", "save: reading", "select files", "write: x", "load the slim image", "verify: first", "select: again", "write", "load", "verify: second", "write reports"})
                observer.progress({step, 0, 0});
            return test::FakeBuild::result(false, "/nowhere");
        };
        BuildDocument document(demo(), *requestOf(demo()), again);
        QTRY_COMPARE(document.state(), State::Done);
        QVERIFY(!document.isVerified());
        QCOMPARE_EQ(document.steps()[BuildDocument::Verify].times, 2);
        QCOMPARE_EQ(document.steps()[BuildDocument::Record].times, 1);
        QCOMPARE_EQ(document.steps()[BuildDocument::Load].times, 2); // not of the fat image
        QCOMPARE_EQ(document.steps()[BuildDocument::Verify].state, StepState::Failed);
        QCOMPARE_EQ(document.steps()[BuildDocument::Write].state, StepState::Done);
    }

    void verdictsBesideEachOther()
    {
        VerdictModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto verdict = test::FakeBuild::result(false, "/nowhere").verdict;
        verdict.plain.verified = true;
        verdict.underProfile.probes.push_back({"GET http :80 /only", true, ""});
        verdict.underProfile.started = false;
        verdict.underProfile.startError = "runc:\nbad";
        model.setVerdict(verdict);
        QCOMPARE_EQ(model.rowCount(), 3);
        QCOMPARE_EQ(model.index(0, VerdictModel::Plain).data().toString(), QStringLiteral("same"));
        QCOMPARE_EQ(model.index(0, VerdictModel::UnderProfile).data().toString(), QStringLiteral("differs"));
        QVERIFY(!model.index(0, VerdictModel::Difference).data().toString().contains(QLatin1Char('\n')));
        QCOMPARE_EQ(model.index(1, VerdictModel::Difference).data().toString(), QStringLiteral("status 500 instead of 200"));
        QCOMPARE_EQ(model.index(2, VerdictModel::Plain).data().toString(), QStringLiteral("not asked"));
        model.setVerdict({});
        QCOMPARE_EQ(model.rowCount(), 0);
    }

    void theLiveTableHasAnEnd()
    {
        LiveModel model(LiveModel::Kind::Files);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int round = 0; round < 5; ++round) {
            std::vector<LiveItem> items;
            for (int i = 0; i < 500; ++i)
                items.push_back({QString::number(round * 500 + i), QStringLiteral("x"), 0.5, false});
            model.add(items);
        }
        QCOMPARE_EQ(model.rowCount(), LiveModel::kMaxRows);
        QCOMPARE_EQ(model.index(0, 0).data().toString(), QStringLiteral("2499"));
    }
};

QTEST_MAIN(TestBuildDocument)
#include "tst_builddocument.moc"
