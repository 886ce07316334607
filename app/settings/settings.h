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
[[nodiscard]] QString lastFolder();
void setLastFolder(const QString &folder);

} // namespace settings
} // namespace whittle::app
