#include "base/files.h"
#include "support/image_maker.h"
#include "support/images.h"
#include "support/recordings.h"
#include "support/profiles.h"
#include "support/support.h"
#include "trace/recording_file.h"

#include <QDir>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace whittle;

/// The program itself, as the scripts run it.
class TestScreenshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsEveryView()
    {
        QTemporaryDir dir;
        const QString profile = dir.filePath(QStringLiteral("small.json"));
        VERIFY_RESULT(writeFileAtomically(profile.toStdString(), test::kSmallProfile));
        QProcess program;
        program.start(QString::fromStdString(test::programPath("whittle")), {QStringLiteral("--screenshot"), dir.filePath(QStringLiteral("out")), QStringLiteral("--size"), QStringLiteral("1024x640"), profile});
        QVERIFY(program.waitForFinished(400'000));
        QVERIFY2(program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0, program.readAllStandardError().constData());
        QCOMPARE_EQ(program.readAllStandardError(), QByteArray());
        const auto pictures = QDir(dir.filePath(QStringLiteral("out"))).entryInfoList({QStringLiteral("*.png")});
        QVERIFY(pictures.size() >= 16);
        for (const auto &picture : pictures) {
            const QImage image(picture.filePath());
            // A window of its own is no larger than the main window.
            const QSize size = image.size() / image.devicePixelRatio();
            static const QRegularExpression kDialogs(QStringLiteral("-rules|-capabilities|-export-|shell-(settings|guide|shortcuts)"));
            if (picture.fileName().contains(kDialogs))
                QVERIFY(size.width() <= 1024 && size.height() <= 640);
            else
                QCOMPARE_EQ(size, QSize(1024, 640));
            // Dark is dark and light is light.
            QCOMPARE_EQ(image.pixelColor(2, 2).lightness() < 128, picture.fileName().contains(QStringLiteral("-dark")));
        }
    }

    void scalesPictures()
    {
        QTemporaryDir dir;
        QProcess program;
        program.start(QString::fromStdString(test::programPath("whittle")), {QStringLiteral("--screenshot"), dir.filePath(QStringLiteral("out")), QStringLiteral("--size"), QStringLiteral("1024x640"), QStringLiteral("--scale"), QStringLiteral("1.5")});
        QVERIFY(program.waitForFinished(400'000));
        QCOMPARE_EQ(program.readAllStandardError(), QByteArray());
        QCOMPARE_EQ(QImage(dir.filePath(QStringLiteral("out/start-light.png"))).size(), QSize(1536, 960));
    }

    void aBadScaleIsOneLineAndStatusTwo()
    {
        QTemporaryDir dir;
        for (const char *scale : {"0", "huge", "99", "nan"}) {
            QProcess program;
            program.start(QString::fromStdString(test::programPath("whittle")), {QStringLiteral("--screenshot"), dir.filePath(QStringLiteral("out")), QStringLiteral("--scale=") + QLatin1StringView(scale)});
            QVERIFY(program.waitForFinished(400'000));
            QCOMPARE_EQ(program.exitCode(), 2);
            const auto error = program.readAllStandardError();
            QVERIFY2(error.count('\n') == 1 && error.contains("--scale"), error.constData());
        }
    }

    void filesOfOneNameDoNotOverwriteEachOther()
    {
        QTemporaryDir dir;
        QStringList arguments = {QStringLiteral("--screenshot"), dir.filePath(QStringLiteral("out"))};
        for (const char *folder : {"a", "b"}) {
            QVERIFY(QDir(dir.path()).mkdir(QLatin1StringView(folder)));
            arguments << dir.filePath(QLatin1StringView(folder) + QStringLiteral("/demo.json"));
            VERIFY_RESULT(writeFileAtomically(arguments.last().toStdString(), test::kSmallProfile));
        }
        QProcess program;
        program.start(QString::fromStdString(test::programPath("whittle")), arguments);
        QVERIFY(program.waitForFinished(400'000));
        QCOMPARE_EQ(program.exitCode(), 0);
        QVERIFY(QFileInfo::exists(dir.filePath(QStringLiteral("out/demo-syscalls-light.png"))));
        QVERIFY(QFileInfo::exists(dir.filePath(QStringLiteral("out/demo-syscalls-2-light.png"))));
    }

    void drawsImagesAndBuilds()
    {
        QTemporaryDir dir;
        const QString build = test::writeSmallBuild(dir.filePath(QStringLiteral("demo-slim")));
        QVERIFY(!build.isEmpty());
        test::ImageMaker().file("etc/passwd", "root:x:0:0::/:/bin/sh\n").save(dir.filePath(QStringLiteral("demo.tar")).toStdString());
        test::ImageMaker().file("etc/passwd", "root:x:0:0::/:/bin/bash\n").save(dir.filePath(QStringLiteral("other.tar")).toStdString());
        QProcess program;
        program.start(QString::fromStdString(test::programPath("whittle")), {QStringLiteral("--screenshot"), dir.filePath(QStringLiteral("out")), build, dir.filePath(QStringLiteral("demo.tar")), dir.filePath(QStringLiteral("other.tar"))});
        QVERIFY(program.waitForFinished(400'000));
        QVERIFY2(program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0, program.readAllStandardError().constData());
        QCOMPARE_EQ(program.readAllStandardError(), QByteArray());
        const QDir out(dir.filePath(QStringLiteral("out")));
        for (const char *view : {"files", "settings", "text"})
            QVERIFY2(out.exists(QStringLiteral("compare-images-%1-dark.png").arg(QLatin1StringView(view))), view);
        for (const char *view : {"files", "large", "layers", "settings", "chart1", "chart-table", "wizard1", "wizard2", "wizard3"})
            for (const char *name : {"demo", "demo-slim"})
                for (const char *theme : {"light", "dark"}) {
                    const QString file = QStringLiteral("%1-%2-%3.png").arg(QLatin1StringView(name), QLatin1StringView(view), QLatin1StringView(theme));
                    QVERIFY2(out.exists(file), qPrintable(file));
                }
    }

    void drawsRunsAndReplays()
    {
        QTemporaryDir dir;
        const QString profile = dir.filePath(QStringLiteral("small.json"));
        VERIFY_RESULT(writeFileAtomically(profile.toStdString(), test::kSmallProfile));
        const QString recording = dir.filePath(QStringLiteral("demo.whittle.json"));
        VERIFY_RESULT(trace::saveRecording(test::RecordingMaker().call("read", 5).call("mkdir", 2).call("personality", 1, {{0, {{16, 1}}, false}}), recording.toStdString()));
        QProcess program;
        program.start(QString::fromStdString(test::programPath("whittle")), {QStringLiteral("--screenshot"), dir.filePath(QStringLiteral("out")), profile, recording});
        QVERIFY(program.waitForFinished(400'000));
        QVERIFY2(program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0, program.readAllStandardError().constData());
        QCOMPARE_EQ(program.readAllStandardError(), QByteArray());
        const QDir out(dir.filePath(QStringLiteral("out")));
        for (const char *view : {"recording", "record-program", "record-image", "live", "try", "tried", "replay"})
            for (const char *theme : {"light", "dark"}) {
                const QString file = QStringLiteral("demo-%1-%2.png").arg(QLatin1StringView(view), QLatin1StringView(theme));
                QVERIFY2(out.exists(file), qPrintable(file));
            }
    }

    void aBadFileIsOneLineAndStatusTwo()
    {
        QTemporaryDir dir;
        const QString profile = dir.filePath(QStringLiteral("bad.json"));
        VERIFY_RESULT(writeFileAtomically(profile.toStdString(), "{\"defaultAction\": \"SCMP_ACT_MAYBE\"}"));
        QProcess program;
        program.start(QString::fromStdString(test::programPath("whittle")), {QStringLiteral("--screenshot"), dir.filePath(QStringLiteral("out")), profile});
        QVERIFY(program.waitForFinished(400'000));
        QCOMPARE_EQ(program.exitCode(), 2);
        const auto error = program.readAllStandardError();
        QCOMPARE_EQ(error.count('\n'), 1);
        QVERIFY2(error.contains("defaultAction") && error.contains("bad.json"), error.constData());
    }
};

QTEST_GUILESS_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
