#pragma once

#include "documents/filetree.h"
#include "image/image.h"
#include "slim/selection.h"
#include "trace/recording.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace whittle::app {

/// What is said of an image as a whole.
struct ImageFacts
{
    QString path; // of the archive or layout
    std::vector<std::string> references;
    std::string configText;
    std::string configDigest;
    std::string created;
    image::Platform platform;
    std::vector<image::Layer> layers;
    std::vector<image::HistoryStep> history;
    std::uint64_t contentSize = 0; // bytes of regular files, hard links once
    std::size_t files = 0;
};

/// One process of the recording that used a file.
struct FileEvidence
{
    const trace::Process *process = nullptr;
    const trace::PathUse *use = nullptr;
};

/// An image as a tab shows it: the files of the fat image, and, where it was slimmed, what stayed and why, what the recording saw, and the slim
/// image beside. Made once, off the GUI thread; a value that does not change and is shared.
struct ImageContents
{
    QString path;       // archive, layout or folder of a build
    QString name;       // of the image
    QString folder;     // of a build; empty: an image alone
    FileTree tree;
    bool hasDetails = false; // modes, owners and layers are known: from a fat image and not from a selection alone
    std::optional<ImageFacts> fat;
    std::optional<ImageFacts> slim;
    std::shared_ptr<const slim::Selection> selection; // nullptr: nothing was selected
    std::shared_ptr<const trace::Recording> recording;
    std::vector<bool> kept;                  // by id; empty without a selection
    std::vector<std::uint16_t> reasons;      // by id: a bit for each slim::ReasonKind
    std::unordered_map<FileId, std::vector<FileEvidence>> evidence;
    std::uint64_t fatSize = 0;
    std::uint64_t slimSize = 0;
    QString profilePath;   // files of the folder, where they are there
    QString recordingPath;
    QString reportPath;
    QString fatPath;       // archive of the fat image, where it is known
    QStringList notes;

    [[nodiscard]] bool isBuild() const { return selection != nullptr; }
    [[nodiscard]] bool isObserved(FileId id) const;
    /// Why a file stays; nullptr where it does not, or where nothing was selected.
    [[nodiscard]] const slim::KeptFile *keptFile(FileId id) const;
};
using ContentsPtr = std::shared_ptr<const ImageContents>;

} // namespace whittle::app
