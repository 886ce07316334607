#pragma once

#include "base/result.h"
#include "documents/evidence.h"
#include "documents/profiledocument.h"

#include <QPointer>
#include <QString>

#include <memory>
#include <optional>
#include <string>

namespace whittle::app {

/// What can stand on a side of a comparison, as a chooser shows it.
struct CompareChoice
{
    QString key;
    QString title;
    QString detail; // where it comes from
    QString icon;
};

/// One side of a comparison of decisions: a profile that is open in a tab and can be changed there, another version of one, a built-in one, or a
/// recording, which stands for what it used.
struct CompareSide
{
    QString key; // path, name of a built-in profile, title of a document without a file, or what a version is called
    QString title;
    QString detail;
    QPointer<ProfileDocument> document;
    OpenRecording recording;
    // Of a recording both are there once it has been compared.
    std::shared_ptr<const profile::Profile> profile; // as last seen
    std::shared_ptr<const std::string> text;

    [[nodiscard]] static std::optional<CompareSide> ofBuiltIn(const QString &name);
    [[nodiscard]] static CompareSide ofProfile(ProfileDocument &document, const QString &key);
    /// key: of one that has no path.
    [[nodiscard]] static CompareSide ofRecording(const OpenRecording &recording, const QString &key = {});
    /// A version that stays as it is. Errors: as formats::readSeccompJson.
    [[nodiscard]] static Result<CompareSide> ofText(const QString &key, const QString &title, const QString &detail, std::string text);

    [[nodiscard]] CompareChoice choice() const;
    [[nodiscard]] bool isRecording() const { return recording.recording != nullptr; }
    [[nodiscard]] bool isBuiltIn() const;
    /// An open document with a text that can be changed.
    [[nodiscard]] bool isEditable() const;
    /// Takes what the document says now. False where that is nothing new, or no profile.
    bool follow();
};

} // namespace whittle::app
