#pragma once

#include "documents/editedfile.h"
#include "documents/evidence.h"
#include "views/documentpage.h"

#include <QJsonArray>

#include <vector>

namespace whittle::app {

class FindBar;
class MessageBar;
class SourceEditor;

/// The tab of a file that is edited, one of whose views is its text: a seccomp profile or an AppArmor policy. What the window does with all of
/// them it does through this.
class EditedPage : public DocumentPage
{
    Q_OBJECT

public:
    /// The file is the page's own.
    EditedPage(EditedFile &file, QWidget *parent);

    [[nodiscard]] Kind kind() const override { return Kind::Profile; }
    [[nodiscard]] QString title() const override { return m_file.title(); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("profile"); }
    [[nodiscard]] QString path() const override { return m_file.path(); }
    [[nodiscard]] bool isModified() const override { return m_file.isModified(); }
    [[nodiscard]] QUndoStack *undoStack() override { return m_file.undoStack(); }

    [[nodiscard]] EditedFile &file() { return m_file; }
    /// What has just happened to it.
    [[nodiscard]] virtual MessageBar *message() = 0;
    [[nodiscard]] virtual SourceEditor *editor() = 0;
    [[nodiscard]] virtual FindBar *findBar() = 0;
    [[nodiscard]] virtual bool isOnText() const = 0;
    virtual void showText() = 0;
    /// To the text, and from there back to where one came from.
    virtual void toggleSource() = 0;
    /// A recording was attached by hand: says where its evidence is.
    virtual void showAttached(const OpenRecording &recording) = 0;

Q_SIGNALS:
    /// A session had these recordings attached; they are to be read again.
    void recordingsWanted(const QStringList &paths);

protected:
    // Of the view state.
    [[nodiscard]] static QJsonArray pathsOf(const std::vector<OpenRecording> &recordings);
    void restoreRecordings(const QJsonArray &paths);
    void restoreCursor(int position);

private:
    EditedFile &m_file;
};

} // namespace whittle::app
