#include "settings/settings.h"

#include <QProcess>
#include <QSettings>
#include <QStandardPaths>

#include <utility>

namespace whittle::app::settings {
namespace {

constexpr auto kTheme = "appearance/theme";
constexpr auto kInterfaceFont = "appearance/interfaceFont";
constexpr auto kFixedFont = "appearance/fixedFont";
constexpr auto kEnvironment = "defaults/environment";
constexpr auto kEngine = "tools/engine";
constexpr auto kDiff = "tools/diff";
constexpr auto kLanguage = "appearance/language";
constexpr auto kRestoreSession = "session/restore";
constexpr auto kRecent = "files/recent";
constexpr auto kFolder = "files/lastFolder";
constexpr auto kExport = "files/lastExport";
constexpr auto kPinned = "files/pinned";
constexpr auto kRecentActions = "actions/recent";
constexpr auto kSession = "session/pages";
constexpr auto kGeometry = "window/geometry";
constexpr auto kState = "window/state2"; // the number changes when docks or tool bars do
constexpr auto kGrouping = "tables/syscallTree/grouping";
constexpr auto kLastBuild = "builds/last";
constexpr auto kLastRecord = "records/last";
constexpr auto kBuildFolders = "builds/folders"; // newest first, beside
constexpr auto kBuildChoices = "builds/choices"; // of each
constexpr auto kHeader = "tables/%1/header1";

template <class T>
T value(const char *key, const T &fallback = T())
{
    return QSettings().value(QLatin1StringView(key), QVariant::fromValue(fallback)).template value<T>();
}

template <class T>
void set(const char *key, const T &value)
{
    QSettings().setValue(QLatin1StringView(key), QVariant::fromValue(value));
}

} // namespace

ThemeChoice themeChoice()
{
    const auto name = value<QString>(kTheme);
    return name == QLatin1StringView("light") ? ThemeChoice::Light : name == QLatin1StringView("dark") ? ThemeChoice::Dark : ThemeChoice::System;
}

void setThemeChoice(ThemeChoice choice)
{
    set<QString>(kTheme, choice == ThemeChoice::Light ? QStringLiteral("light") : choice == ThemeChoice::Dark ? QStringLiteral("dark") : QStringLiteral("system"));
}

QString interfaceFont()
{
    return value<QString>(kInterfaceFont);
}

void setInterfaceFont(const QString &font)
{
    set(kInterfaceFont, font);
}

QString fixedFont()
{
    return value<QString>(kFixedFont);
}

void setFixedFont(const QString &font)
{
    set(kFixedFont, font);
}

QByteArray defaultEnvironment()
{
    return value<QByteArray>(kEnvironment);
}

void setDefaultEnvironment(const QByteArray &json)
{
    set(kEnvironment, json);
}

QString engineUrl()
{
    return value<QString>(kEngine);
}

void setEngineUrl(const QString &url)
{
    set(kEngine, url);
}

QString diffCommand()
{
    return value<QString>(kDiff);
}

void setDiffCommand(const QString &command)
{
    set(kDiff, command);
}

QStringList diffCommandFor(const QStringList &files)
{
    auto words = QProcess::splitCommand(diffCommand());
    if (words.isEmpty()) {
        for (const char *program : {"meld", "kdiff3", "kompare", "diffuse", "xxdiff", "tkdiff"}) {
            if (QStandardPaths::findExecutable(QLatin1StringView(program)).isEmpty())
                continue;
            words << QLatin1StringView(program);
            break;
        }
    }
    if (words.isEmpty())
        return {};
    bool isPlaced = false;
    QStringList command;
    for (const auto &word : std::as_const(words)) {
        QString text;
        bool isForMissing = false;
        for (qsizetype i = 0; i < word.size(); ++i) {
            const int number = word[i] == QLatin1Char('%') && i + 1 < word.size() ? word[i + 1].digitValue() : -1;
            if (number < 1 || number > 3) {
                text += word[i];
                continue;
            }
            isPlaced = true;
            isForMissing = isForMissing || number > files.size();
            text += files.value(number - 1);
            ++i;
        }
        if (!isForMissing)
            command << text;
    }
    return isPlaced ? command : command + files;
}

QString language()
{
    return value<QString>(kLanguage);
}

void setLanguage(const QString &language)
{
    set(kLanguage, language);
}

bool restoresSession()
{
    return value<bool>(kRestoreSession, true);
}

void setRestoresSession(bool restores)
{
    set(kRestoreSession, restores);
}

void resetPreferences()
{
    for (const char *key : {kTheme, kInterfaceFont, kFixedFont, kEnvironment, kEngine, kDiff, kLanguage, kRestoreSession})
        QSettings().remove(QLatin1StringView(key));
}

QStringList recentFiles()
{
    return value<QStringList>(kRecent);
}

void addRecentFile(const QString &path)
{
    auto files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    while (files.size() > kMaxRecent)
        files.removeLast();
    set(kRecent, files);
}

void removeRecentFile(const QString &path)
{
    auto files = recentFiles();
    files.removeAll(path);
    set(kRecent, files);
}

void clearRecentFiles()
{
    set(kRecent, QStringList());
}

QByteArray windowGeometry()
{
    return value<QByteArray>(kGeometry);
}

void setWindowGeometry(const QByteArray &state)
{
    set(kGeometry, state);
}

QByteArray windowState()
{
    return value<QByteArray>(kState);
}

void setWindowState(const QByteArray &state)
{
    set(kState, state);
}

QByteArray headerState(const QString &table)
{
    return QSettings().value(QString::fromLatin1(kHeader).arg(table)).toByteArray();
}

void setHeaderState(const QString &table, const QByteArray &state)
{
    QSettings().setValue(QString::fromLatin1(kHeader).arg(table), state);
}

int syscallGrouping()
{
    return value<int>(kGrouping);
}

void setSyscallGrouping(int grouping)
{
    set(kGrouping, grouping);
}

QByteArray lastBuild()
{
    return value<QByteArray>(kLastBuild);
}

QByteArray buildIn(const QString &folder)
{
    const auto index = value<QStringList>(kBuildFolders).indexOf(folder);
    return index < 0 ? QByteArray() : value<QStringList>(kBuildChoices).value(index).toUtf8();
}

void setBuild(const QString &folder, const QByteArray &choices)
{
    set(kLastBuild, choices);
    auto folders = value<QStringList>(kBuildFolders);
    auto all = value<QStringList>(kBuildChoices);
    all.resize(folders.size());
    if (const auto known = folders.indexOf(folder); known >= 0) {
        folders.removeAt(known);
        all.removeAt(known);
    }
    folders.prepend(folder);
    all.prepend(QString::fromUtf8(choices));
    set(kBuildFolders, folders.mid(0, kMaxRecent));
    set(kBuildChoices, all.mid(0, kMaxRecent));
}

QByteArray session()
{
    return value<QByteArray>(kSession);
}

void setSession(const QByteArray &session)
{
    set(kSession, session);
}

QStringList recentActions()
{
    return value<QStringList>(kRecentActions);
}

void setRecentActions(const QStringList &names)
{
    set(kRecentActions, names);
}

QStringList pinnedFiles()
{
    return value<QStringList>(kPinned);
}

void setPinned(const QString &path, bool pinned)
{
    auto files = pinnedFiles();
    files.removeAll(path);
    if (pinned)
        files << path;
    set(kPinned, files);
}

QByteArray lastRecord()
{
    return value<QByteArray>(kLastRecord);
}

void setLastRecord(const QByteArray &choices)
{
    set(kLastRecord, choices);
}

QString lastExport()
{
    return value<QString>(kExport);
}

void setLastExport(const QString &format)
{
    set(kExport, format);
}

QString lastFolder()
{
    return value<QString>(kFolder);
}

void setLastFolder(const QString &folder)
{
    set(kFolder, folder);
}

} // namespace whittle::app::settings
