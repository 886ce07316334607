#include "base/files.h"
#include "support/profiles.h"
#include "support/support.h"

#include <QDir>
#include <QImage>
#include <QProcess>
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
        QVERIFY(program.waitForFinished(60'000));
        QVERIFY2(program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0, program.readAllStandardError().constData());
        QCOMPARE_EQ(program.readAllStandardError(), QByteArray());
        const auto pictures = QDir(dir.filePath(QStringLiteral("out"))).entryInfoList({QStringLiteral("*.png")});
        QVERIFY(pictures.size() >= 6);
        for (const auto &picture : pictures) {
            const QImage image(picture.filePath());
            // A window of its own is no larger than the main window.
            const QSize size = image.size() / image.devicePixelRatio();
            if (picture.fileName().contains(QStringLiteral("-rules")))
                QVERIFY(size.width() <= 1024 && size.height() <= 640);
            else
                QCOMPARE_EQ(size, QSize(1024, 640));
            // Dark is dark and light is light.
            QCOMPARE_EQ(image.pixelColor(2, 2).lightness() < 128, picture.fileName().contains(QStringLiteral("-dark")));
        }
    }

    void aBadFileIsOneLineAndStatusTwo()
    {
        QTemporaryDir dir;
        const QString profile = dir.filePath(QStringLiteral("bad.json"));
        VERIFY_RESULT(writeFileAtomically(profile.toStdString(), "{\"defaultAction\": \"SCMP_ACT_MAYBE\"}"));
        QProcess program;
        program.start(QString::fromStdString(test::programPath("whittle")), {QStringLiteral("--screenshot"), dir.filePath(QStringLiteral("out")), profile});
        QVERIFY(program.waitForFinished(60'000));
        QCOMPARE_EQ(program.exitCode(), 2);
        const auto error = program.readAllStandardError();
        QCOMPARE_EQ(error.count('\n'), 1);
        QVERIFY2(error.contains("defaultAction") && error.contains("bad.json"), error.constData());
    }
};

QTEST_GUILESS_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
