#include "jobs/joblist.h"
#include "support/gui.h"
#include "views/jobsview.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

#include <atomic>
#include <thread>

using namespace whittle;
using namespace whittle::app;

class TestJobList : public QObject
{
    Q_OBJECT

private:
    /// Works until it is cancelled, and says so.
    static Job<int>::Work endless(std::atomic<bool> &ended)
    {
        return [&ended](std::stop_token stop, const ProgressFn &report) -> Result<int> {
            report({"unpacking", 12'000'000, 50'000'000});
            while (!stop.stop_requested())
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            ended = true;
            return fail(ErrorCode::Cancelled, "cancelled");
        };
    }

private Q_SLOTS:
    void init() { test::failOnWarnings(); }

    void aResultTakesItOffTheList()
    {
        JobList jobs;
        QSignalSpy idle(&jobs, &JobList::idle);
        int got = 0;
        const auto id = jobs.run<int>(QStringLiteral("Counting"), this, [](std::stop_token, const ProgressFn &) -> Result<int> { return 7; }, [&](Result<int> result) { got = *result; });
        QVERIFY(jobs.isBusy());
        QVERIFY(jobs.find(id));
        QVERIFY(idle.wait());
        QCOMPARE_EQ(got, 7);
        QVERIFY(!jobs.isBusy());
        QVERIFY(!jobs.find(id));
    }

    void aFailureStaysUntilItIsDismissed()
    {
        JobList jobs;
        QString said;
        const auto id = jobs.run<int>(QStringLiteral("Reading x"), this, [](std::stop_token, const ProgressFn &) -> Result<int> { return fail(ErrorCode::NotFound, "x: not there"); },
            [&](Result<int> result) { said = QString::fromStdString(result.error().message); });
        QTRY_VERIFY(!jobs.isBusy());
        QCOMPARE_EQ(said, QStringLiteral("x: not there"));
        QVERIFY(jobs.find(id));
        QCOMPARE_EQ(jobs.find(id)->state, JobList::State::Failed);
        QCOMPARE_EQ(jobs.find(id)->error.message, std::string("x: not there"));
        QCOMPARE_EQ(jobs.failedCount(), 1);
        jobs.cancel(id); // it is over: nothing to cancel
        QVERIFY(jobs.find(id));
        jobs.dismiss(id);
        QVERIFY(!jobs.find(id));
    }

    void cancelEndsTheWork()
    {
        std::atomic<bool> ended = false;
        JobList jobs;
        bool cancelled = false;
        const auto id = jobs.run<int>(QStringLiteral("Endless"), this, endless(ended), [&](Result<int> result) { cancelled = !result && result.error().code == ErrorCode::Cancelled; });
        QTRY_COMPARE(jobs.find(id)->progress.done, 12'000'000U);
        jobs.dismiss(id); // runs: cannot be dismissed
        QVERIFY(jobs.find(id));
        jobs.cancel(id);
        QCOMPARE_EQ(jobs.find(id)->state, JobList::State::Cancelling);
        QTRY_VERIFY(!jobs.isBusy());
        QVERIFY(ended && cancelled);
        QVERIFY(!jobs.find(id));
    }

    void anOwnerThatGoesTakesItsJobAlong()
    {
        std::atomic<bool> ended = false;
        JobList jobs;
        bool told = false;
        auto owner = std::make_unique<QObject>();
        jobs.run<int>(QStringLiteral("Endless"), owner.get(), endless(ended), [&](const Result<int> &) { told = true; });
        owner.reset();
        QTRY_VERIFY(!jobs.isBusy());
        QVERIFY(ended);
        QVERIFY(!told);
    }

    void theListStopsAllWhenItGoes()
    {
        std::atomic<bool> first = false;
        std::atomic<bool> second = false;
        {
            JobList jobs;
            jobs.run<int>(QStringLiteral("1"), this, endless(first), [](const Result<int> &) { QFAIL("nobody is to be told"); });
            jobs.run<int>(QStringLiteral("2"), this, endless(second), [](const Result<int> &) { QFAIL("nobody is to be told"); });
        }
        QVERIFY(first && second);
    }

    void workOfOthers()
    {
        JobList jobs;
        int asked = 0;
        const auto id = jobs.add(QStringLiteral("Slimming nginx"), [&] { ++asked; });
        QVERIFY(!jobs.isBusy()); // it has a tab of its own
        QCOMPARE_EQ(jobs.runningCount(), 1);
        jobs.setProgress(id, {"write", 1, 2});
        jobs.cancel(id);
        jobs.cancel(id); // once is enough
        QCOMPARE_EQ(asked, 1);
        QVERIFY(jobs.find(id)); // until it says that it ended
        jobs.finish(id, {ErrorCode::Cancelled, "cancelled"});
        QVERIFY(!jobs.find(id));
        const auto other = jobs.add(QStringLiteral("Slimming redis"), {});
        jobs.finish(other, {ErrorCode::Io, "no space"});
        jobs.finish(other);
        QCOMPARE_EQ(jobs.find(other)->error.message, std::string("no space"));
        jobs.dismissAll();
        QVERIFY(jobs.entries().empty());
    }

    void theViewShowsStepNumbersAndTime()
    {
        std::atomic<bool> ended = false;
        JobList jobs;
        JobsView view(jobs);
        view.resize(600, 200);
        view.show();
        const auto id = jobs.run<int>(QStringLiteral("Reading nginx.tar"), this, endless(ended), [](const Result<int> &) {}, JobList::Unit::Bytes);
        auto *step = view.findChild<QLabel *>(QStringLiteral("jobStep"));
        QVERIFY(step);
        QTRY_COMPARE(step->text(), QStringLiteral("unpacking: 12.0 MB of 50.0 MB"));
        QCOMPARE_EQ(view.findChild<QProgressBar *>(QStringLiteral("jobBar"))->value(), 240); // of 1000
        QTRY_VERIFY(view.findChild<QLabel *>(QStringLiteral("jobTime"))->text() >= QStringLiteral("0:01"));
        auto *button = view.findChild<QPushButton *>(QStringLiteral("jobButton"));
        QCOMPARE_EQ(button->accessibleName(), QStringLiteral("Cancel “Reading nginx.tar”"));
        button->click();
        QTRY_VERIFY(!jobs.find(id));
        const auto failed = jobs.add(QStringLiteral("Slimming redis"), {});
        jobs.finish(failed, {ErrorCode::Io, "no space left on /x"});
        QTRY_COMPARE(view.findChildren<QLabel *>(QStringLiteral("jobStep")).size(), 1);
        QCOMPARE_EQ(view.findChild<QLabel *>(QStringLiteral("jobStep"))->text(), QStringLiteral("no space left on /x"));
        view.findChild<QPushButton *>(QStringLiteral("jobButton"))->click();
        QVERIFY(!jobs.find(failed));
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << qint64{0} << "0:00";
        QTest::newRow("seconds") << qint64{7'999} << "0:07";
        QTest::newRow("minutes") << qint64{61'000} << "1:01";
        QTest::newRow("hours") << qint64{3'723'000} << "1:02:03";
    }
    void durations()
    {
        QFETCH(qint64, ms);
        QTEST(durationText(ms), "text");
    }
};

QTEST_MAIN(TestJobList)
#include "tst_joblist.moc"
