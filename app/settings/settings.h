#pragma once

#include "settings/theme.h"

#include <QByteArray>
#include <QStringList>

namespace whittle::app {

/// What the program remembers between runs, each with its type. Backed by QSettings; GUI thread.
namespace settings {

[[nodiscard]] ThemeChoice themeChoice();
void setThemeChoice(ThemeChoice choice);

/// Newest first, at most kMaxRecent.
inline constexpr int kMaxRecent = 12;
[[nodiscard]] QStringList recentFiles();
void addRecentFile(const QString &path);
void removeRecentFile(const QString &path);
void clearRecentFiles();

[[nodiscard]] QByteArray windowGeometry();
void setWindowGeometry(const QByteArray &state);
[[nodiscard]] QByteArray windowState();
void setWindowState(const QByteArray &state);
/// Header state of a table, by the table's object name.
[[nodiscard]] QByteArray headerState(const QString &table);
void setHeaderState(const QString &table, const QByteArray &state);
/// What was chosen for builds (documents/buildchoices.h, as JSON): last, and for the results in a folder; empty when nothing is known.
[[nodiscard]] QByteArray lastBuild();
[[nodiscard]] QByteArray buildIn(const QString &folder);
/// Both; of the folders the newest kMaxRecent are kept.
void setBuild(const QString &folder, const QByteArray &choices);
/// The command that shows two or three texts beside each other, in words as a shell takes them, with %1, %2 and %3 for the files; without
/// any of them the files come last. Empty: the first of the well-known programs that is there.
[[nodiscard]] QString externalDiff();
void setExternalDiff(const QString &command);
/// The program and its arguments for these files; empty where there is no program.
[[nodiscard]] QStringList externalDiffCommand(const QStringList &files);
[[nodiscard]] QString lastFolder();
void setLastFolder(const QString &folder);

} // namespace settings
} // namespace whittle::app
