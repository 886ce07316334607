#pragma once

#include "settings/theme.h"

#include <QByteArray>
#include <QStringList>

namespace whittle::app {

/// What the program remembers between runs, each with its type. Backed by QSettings; GUI thread.
namespace settings {

[[nodiscard]] ThemeChoice themeChoice();
void setThemeChoice(ThemeChoice choice);

// What the settings dialog shows. Empty: what the system or the program has by itself.
/// Family and size of the window's text and of names and sources, as QFont::toString().
[[nodiscard]] QString interfaceFont();
void setInterfaceFont(const QString &font);
[[nodiscard]] QString fixedFont();
void setFixedFont(const QString &font);
/// The environment of profiles that are opened (documents/viewjson.h).
[[nodiscard]] QByteArray defaultEnvironment();
void setDefaultEnvironment(const QByteArray &json);
/// Where the engine is: a socket or an address, as --engine has it.
[[nodiscard]] QString engineUrl();
void setEngineUrl(const QString &url);
/// The command that shows two or three texts beside each other, in words as a shell takes them, with %1, %2 and %3 for the files; without any
/// of them the files come last. Empty: the first of the well-known programs that is there.
[[nodiscard]] QString diffCommand();
void setDiffCommand(const QString &command);
/// The program and its arguments for these files; empty where there is no program.
[[nodiscard]] QStringList diffCommandFor(const QStringList &files);
/// "de"; of the translations that are built in.
[[nodiscard]] QString language();
void setLanguage(const QString &language);
[[nodiscard]] bool restoresSession();
void setRestoresSession(bool restores);
/// All of the dialog, the theme included, as they were at first; what the program remembers by itself stays.
void resetPreferences();

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
/// How the syscall table is grouped (models/syscalltree.h: Grouping).
[[nodiscard]] int syscallGrouping();
void setSyscallGrouping(int grouping);
/// What was chosen for builds (documents/buildchoices.h, as JSON): last, and for the results in a folder; empty when nothing is known.
[[nodiscard]] QByteArray lastBuild();
[[nodiscard]] QByteArray buildIn(const QString &folder);
/// Both; of the folders the newest kMaxRecent are kept.
void setBuild(const QString &folder, const QByteArray &choices);
/// Documents that were open, as Session writes them; empty: none.
[[nodiscard]] QByteArray session();
void setSession(const QByteArray &session);
/// Names of actions, newest first.
[[nodiscard]] QStringList recentActions();
void setRecentActions(const QStringList &names);
/// Paths that stay in the library, whatever else is opened.
[[nodiscard]] QStringList pinnedFiles();
void setPinned(const QString &path, bool pinned);
/// What was recorded or tried last (documents/recordchoices.h, as JSON); empty when nothing is known.
[[nodiscard]] QByteArray lastRecord();
void setLastRecord(const QByteArray &choices);
/// The format that was exported last (exports::Description::id); empty when nothing is known.
[[nodiscard]] QString lastExport();
void setLastExport(const QString &format);
[[nodiscard]] QString lastFolder();
void setLastFolder(const QString &folder);

} // namespace settings
} // namespace whittle::app
