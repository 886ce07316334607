#include "benchmark/measure.h"
#include "support/support.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <fcntl.h>
#include <unistd.h>

using namespace whittle;

namespace {

constexpr double kFirstPaintMs = 700; // issue 4

/// Lets the kernel forget what it holds of a file, so that the next reader gets it from the disk. Pages that somebody else has mapped stay.
void forget(const QString &path)
{
    const int file = ::open(qPrintable(path), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    ::close(file);
}

/// The program and every library that it loads.
QStringList filesOf(const QString &program)
{
    QStringList files = {program};
    QProcess ldd;
    ldd.start(QStringLiteral("ldd"), {program});
    if (!ldd.waitForFinished(30'000))
        return files;
    for (const auto &line : QString::fromUtf8(ldd.readAllStandardOutput()).split(QLatin1Char('\n'))) {
        const QString path = line.section(QStringLiteral("=> "), 1).section(QStringLiteral(" ("), 0, 0);
        if (path.startsWith(QLatin1Char('/')))
            files << path;
    }
    return files;
}

} // namespace

/// From the start of the process to the first picture of its window, and out again.
class TestStartup : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_home;

    /// Milliseconds; negative: it failed.
    double start(const QString &program, const QStringList &arguments = {})
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        // A person of their own: no session to restore, no files to remember.
        for (const char *variable : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"})
            environment.insert(QLatin1StringView(variable), m_home.path());
        process.setProcessEnvironment(environment);
        QByteArray output;
        const double ms = test::millisecondsOf([&] {
            process.start(program, QStringList{QStringLiteral("--exit-after-first-paint")} + arguments);
            process.waitForFinished(120'000);
            output = process.readAllStandardOutput();
        });
        if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0 || output != "first paint\n") {
            qWarning("status %d, said \"%s\" and \"%s\"", process.exitCode(), output.constData(), process.readAllStandardError().constData());
            return -1;
        }
        return ms;
    }

private Q_SLOTS:
    void firstPaint()
    {
        const QString program = QString::fromStdString(test::programPath("whittle"));
        const QStringList files = filesOf(program);
        QVERIFY(files.size() > 20);
        double cold = 1e9;
        double warm = 1e9;
        for (int run = 0; run < 5; ++run) {
            for (const auto &file : files)
                forget(file);
            const double first = start(program);
            const double second = start(program);
            QVERIFY(first > 0 && second > 0);
            cold = std::min(cold, first);
            warm = std::min(warm, second);
        }
        WHITTLE_BOUND("start with its files forgotten, to the first paint and out", cold, kFirstPaintMs, "ms");
        WHITTLE_BOUND("start again, to the first paint and out", warm, kFirstPaintMs, "ms");
    }
};

QTEST_GUILESS_MAIN(TestStartup)
#include "tst_startup.moc"
