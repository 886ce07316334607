#include "sensor/sensor_support.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace whittle;
using namespace whittle::test;

// Recording against strace -f -o /dev/null on the same program. Both run in turn, so that what else the machine does hits both; where it is
// permitted both get a real-time priority, so that it hits neither. The median of the ratios counts.
class TestSensorSpeed : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void comparedWithStrace_data();
    void comparedWithStrace();
};

namespace {

// Milliseconds; negative when it failed.
qint64 timeOf(const QStringList &command, bool isAlone)
{
    const QStringList words = (isAlone ? QStringList{"chrt", "-f", "1"} : QStringList()) + command;
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    QElapsedTimer timer;
    timer.start();
    process.start(words.first(), words.mid(1));
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return -1;
    return std::max<qint64>(timer.elapsed(), 1);
}

} // namespace

void TestSensorSpeed::initTestCase()
{
    REQUIRE_PTRACE();
#ifdef WHITTLE_INSTRUMENTED
    QSKIP("the program is instrumented in this build; its speed says nothing");
#endif
    if (QStandardPaths::findExecutable("strace").isEmpty())
        QSKIP("strace is not installed");
}

void TestSensorSpeed::comparedWithStrace_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<double>("limit");
    QTest::newRow("400000 reads and writes") << QStringList{QString::fromStdString(targetPath("loop")), "200000"} << 0.7;
    QTest::newRow("find /usr") << QStringList{"find", "/usr"} << 0.6;
}

void TestSensorSpeed::comparedWithStrace()
{
    QFETCH(const QStringList, command);
    QFETCH(const double, limit);
    const QString cli = QString::fromStdString(programPath("whittle-cli"));
    timeOf(command, false); // warms the caches
    const bool isAlone = timeOf({"true"}, true) > 0;
    qInfo("%s", isAlone ? "with real-time priority" : "beside whatever else runs");
    const int fewest = isAlone ? 1 : 5;
    constexpr int kMost = 11;
    std::vector<double> ratios;
    double median = 0;
    // A busy machine gives a wide spread; more pairs are taken while the median is not clearly below the limit.
    for (int round = 0; round < kMost && (round < fewest || median > 0.9 * limit); ++round) {
        const qint64 strace = timeOf(QStringList{"strace", "-f", "-o", "/dev/null"} + command, isAlone);
        const qint64 whittle = timeOf(QStringList{cli, "record", "-o", "/dev/null", "--"} + command, isAlone);
        QVERIFY(strace > 0);
        QVERIFY(whittle > 0);
        ratios.push_back(static_cast<double>(whittle) / static_cast<double>(strace));
        qInfo("strace %5lld ms, whittle %5lld ms, ratio %.2f", strace, whittle, ratios.back());
        std::vector<double> sorted = ratios;
        std::ranges::sort(sorted);
        median = sorted[sorted.size() / 2];
    }
    qInfo("median ratio %.2f, limit %.2f", median, limit);
    QVERIFY2(median <= limit, qPrintable(QString("median ratio %1 is above %2").arg(median).arg(limit)));
}

QTEST_GUILESS_MAIN(TestSensorSpeed)
#include "tst_sensor_speed.moc"
