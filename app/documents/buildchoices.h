#pragma once

#include "slim/build.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace whittle::app {

/// What a person chooses for a build, as fields hold it.
struct BuildChoices
{
    QString engine;  // empty: whatever is there
    QString image;   // a reference in the engine; or
    QString archive; // a file or layout
    QString archiveImage; // of an archive with several: name or digest
    QString platform;     // of an image of several: "linux/arm64"
    bool http = true;
    bool crawl = false;
    QStringList requests;          // "GET /x"
    QStringList hostCommands;
    QStringList containerCommands;
    int seconds = 0;               // 0: as long as the probes take
    bool untilExit = false;
    bool failuresAllowed = false;
    QStringList environment;       // "NAME=value"
    QString command;               // words, in place of the image's
    slim::Level level = slim::Level::Balanced;
    QStringList include;
    QStringList exclude;
    QStringList packages;
    QStringList executables;
    bool shell = false;
    int fixAttempts = 3;
    QString output;
    QString tag;
    QString recording; // made before; empty: record now

    bool operator==(const BuildChoices &) const = default;

    /// What the build is called in titles: the image or the archive's name.
    [[nodiscard]] QString title() const;
};

/// Errors: InvalidInput naming the field and its line, in the words of the fields.
[[nodiscard]] Result<slim::BuildRequest> requestOf(const BuildChoices &choices);

/// A folder for the output, beside what the person works on: "nginx-slim" in folder.
[[nodiscard]] QString suggestedOutput(const BuildChoices &choices, const QString &folder);

/// For settings. Unknown members are left out, so that older and newer versions understand each other.
[[nodiscard]] QByteArray toJson(const BuildChoices &choices);
[[nodiscard]] BuildChoices choicesOf(const QByteArray &json);

} // namespace whittle::app
