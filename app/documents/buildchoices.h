#pragma once

#include "documents/runchoices.h"
#include "slim/build.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace whittle::app {

/// What a person chooses for a build, as fields hold it.
struct BuildChoices : RunChoices
{
    QString archiveImage; // of an archive with several: name or digest
    QString platform;     // of an image of several: "linux/arm64"
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
};

/// Errors: InvalidInput naming the field and its line, in the words of the fields.
[[nodiscard]] Result<slim::BuildRequest> requestOf(const BuildChoices &choices);

/// A folder for the output, beside what the person works on: "nginx-slim" in folder.
[[nodiscard]] QString suggestedOutput(const BuildChoices &choices, const QString &folder);

/// For settings. Unknown members are left out, so that older and newer versions understand each other.
[[nodiscard]] QByteArray toJson(const BuildChoices &choices);
[[nodiscard]] BuildChoices choicesOf(const QByteArray &json);

} // namespace whittle::app
