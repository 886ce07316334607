#include "base/standard_streams.h"
#include "mainwindow/firstpaint.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/program.h"
#include "mainwindow/screenshots.h"
#include "settings/language.h"
#include "settings/settings.h"

#include <QApplication>
#include <QCommandLineParser>

using namespace whittle::app;

int main(int argc, char **argv)
{
    whittle::holdStandardStreams();
    prepareScreenshots({argv, static_cast<std::size_t>(argc)});
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("whittle"));
    QCoreApplication::setApplicationName(QStringLiteral("whittle"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WHITTLE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Whittle"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.whittle.Whittle"));

    Language language;

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "Shows, explains and edits the seccomp profiles of containers."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption screenshot(QStringLiteral("screenshot"), QCoreApplication::translate("main", "Draw every view of the files, light and dark, as PNG files into <folder> and exit."),
        QCoreApplication::translate("main", "folder"));
    const QCommandLineOption size(QStringLiteral("size"), QCoreApplication::translate("main", "Size of the window in pictures, such as 1280x800."), QCoreApplication::translate("main", "size"));
    const QCommandLineOption scale(QStringLiteral("scale"), QCoreApplication::translate("main", "Scale of pictures, such as 1.5 for 150 %."), QCoreApplication::translate("main", "factor"));
    parser.addOption(screenshot);
    parser.addOption(scale);
    parser.addOption(size);
    QCommandLineOption exitAfterFirstPaint(QStringLiteral("exit-after-first-paint"));
    exitAfterFirstPaint.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(exitAfterFirstPaint);
    parser.addPositionalArgument(QStringLiteral("files"), QCoreApplication::translate("main", "Profiles and recordings to open."), QStringLiteral("[FILE…]"));
    parser.process(application);

    if (parser.isSet(screenshot))
        return takeScreenshots(application, parser.value(screenshot), parser.value(size), parser.value(scale), parser.positionalArguments());

    theme::apply(application, settings::themeChoice());
    Program program(language);
    MainWindow &window = program.window();
    if (parser.isSet(exitAfterFirstPaint))
        new FirstPaint(window);
    window.show();
    window.restoreLast(true);
    if (!parser.positionalArguments().isEmpty())
        window.openFiles(parser.positionalArguments());
    return QApplication::exec();
}
