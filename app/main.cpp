#include "base/standard_streams.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/screenshots.h"
#include "settings/settings.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace whittle::app;

int main(int argc, char **argv)
{
    whittle::holdStandardStreams();
    // Pictures are made without a display, on a machine that may have none; the platform is chosen before there is an application.
    bool screenshots = false;
    for (int i = 1; i < argc; ++i)
        screenshots |= QByteArrayView(argv[i]).startsWith("--screenshot");
    if (screenshots)
        qputenv("QT_QPA_PLATFORM", "offscreen");

    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("whittle"));
    QCoreApplication::setApplicationName(QStringLiteral("whittle"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WHITTLE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Whittle"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.whittle.Whittle"));

    QTranslator qtTexts;
    if (qtTexts.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtTexts);
    // English first: it has the plural forms, and stands behind whatever another language lacks.
    QTranslator english;
    if (english.load(QStringLiteral(":/i18n/whittle_en.qm")))
        QCoreApplication::installTranslator(&english);
    QTranslator texts;
    if (texts.load(QLocale(), QStringLiteral("whittle"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(&texts);

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "Shows, explains and edits the seccomp profiles of containers."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption screenshot(QStringLiteral("screenshot"), QCoreApplication::translate("main", "Draw every view of the files, light and dark, as PNG files into <folder> and exit."),
        QCoreApplication::translate("main", "folder"));
    const QCommandLineOption size(QStringLiteral("size"), QCoreApplication::translate("main", "Size of the window in pictures, such as 1280x800."), QCoreApplication::translate("main", "size"));
    parser.addOption(screenshot);
    parser.addOption(size);
    parser.addPositionalArgument(QStringLiteral("files"), QCoreApplication::translate("main", "Profiles and recordings to open."), QStringLiteral("[FILE…]"));
    parser.process(application);

    if (parser.isSet(screenshot))
        return takeScreenshots(application, parser.value(screenshot), parser.value(size), parser.positionalArguments());

    theme::apply(application, settings::themeChoice());
    MainWindow window;
    window.show();
    if (!parser.positionalArguments().isEmpty())
        window.openFiles(parser.positionalArguments());
    return QApplication::exec();
}
