#pragma once

#include "documents/imagecontents.h"

#include <QObject>
#include <QUndoStack>

#include <map>
#include <optional>
#include <vector>

namespace whittle::app {

/// What a person decided about files of an image against the selection: true keeps a file or folder with all in it, false takes it out.
using Ticks = std::map<FileId, bool>;

/// An image that is open in a tab. Ticks are commands on its undo stack; views and models follow the signals.
class ImageDocument final : public QObject
{
    Q_OBJECT

public:
    enum class Keep : std::uint8_t { None, Some, All };

    explicit ImageDocument(ContentsPtr contents, QObject *parent = nullptr);

    [[nodiscard]] const ImageContents &contents() const { return *m_contents; }
    [[nodiscard]] const FileTree &tree() const { return m_contents->tree; }
    [[nodiscard]] QUndoStack *undoStack() { return &m_undoStack; }
    [[nodiscard]] QString title() const;

    /// Whether a file is in the slim image, the ticks counted in. Without a selection everything is.
    [[nodiscard]] bool isKept(FileId id) const { return m_kept.empty() || m_kept[id]; }
    /// Of a directory: of what is in it.
    [[nodiscard]] Keep keep(FileId id) const;
    /// Bytes that stay, with everything below.
    [[nodiscard]] std::uint64_t keptSize(FileId id) const { return m_keptSize.empty() ? tree().node(id).treeSize : m_keptSize[id]; }
    [[nodiscard]] std::uint32_t keptFiles(FileId id) const { return m_keptFiles.empty() ? tree().node(id).treeFiles : m_keptFiles[id]; }
    /// Differs from what the selection says.
    [[nodiscard]] bool isChanged(FileId id) const { return !m_kept.empty() && m_kept[id] != m_contents->kept[id]; }

    [[nodiscard]] const Ticks &ticks() const { return m_ticks; }
    [[nodiscard]] bool hasTicks() const { return !m_ticks.empty(); }
    /// Keeps or takes out files and folders, as one step of the undo stack. Nothing happens where nothing would change.
    void setKept(const std::vector<FileId> &files, bool kept);
    /// Takes the decisions about these files and all below back.
    void forget(const std::vector<FileId> &files);

    /// The decisions of another document about the same image, as one step.
    void takeTicks(const ImageDocument &other);

    /// The options of the next build: those of the last one with the ticks on top.
    [[nodiscard]] slim::SelectionOptions optionsWithTicks(slim::SelectionOptions options) const;

    /// Called by the commands of the undo stack alone.
    void setTicks(const Ticks &ticks);

Q_SIGNALS:
    void ticksChanged();

private:
    void push(Ticks ticks, const QString &step);
    void recompute();

    ContentsPtr m_contents;
    QUndoStack m_undoStack;
    Ticks m_ticks;
    std::vector<bool> m_kept;
    std::vector<std::uint64_t> m_keptSize;
    std::vector<std::uint32_t> m_keptFiles;
};

} // namespace whittle::app
