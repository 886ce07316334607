#include "settings/settings.h"

#include <QSettings>

namespace whittle::app::settings {
namespace {

constexpr auto kTheme = "appearance/theme";
constexpr auto kRecent = "files/recent";
constexpr auto kFolder = "files/lastFolder";
constexpr auto kGeometry = "window/geometry";
constexpr auto kState = "window/state1"; // the number changes when docks or tool bars do
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

QByteArray lastRecord()
{
    return value<QByteArray>(kLastRecord);
}

void setLastRecord(const QByteArray &choices)
{
    set(kLastRecord, choices);
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
