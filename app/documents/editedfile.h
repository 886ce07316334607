#pragma once

#include "base/result.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <string>

namespace whittle::app {

struct OpenRecording;
struct ProfileJournal;

/// A text file that is open in a tab and is changed there, every change being a command on its undo stack: where it lies, whether it is saved,
/// and what happens when another program changes it. What the text means is known to those that derive from it.
class EditedFile : public QObject
{
    Q_OBJECT

public:
    ~EditedFile() override;

    [[nodiscard]] virtual const std::string &text() const = 0;
    /// The text after an edit; typing in one place joins into one step. A step that is no edit by hand has a name of its own.
    virtual void editText(std::string text, bool typing, const QString &step = {}) = 0;
    /// Shows what was recorded beside what the text says.
    virtual void attachRecording(const OpenRecording &recording) = 0;
    /// Computes now, or begins to compute, what otherwise waits for a pause in typing.
    virtual void updateNow() = 0;

    [[nodiscard]] QString title() const;
    [[nodiscard]] const QString &path() const { return m_path; }
    /// A name for a document that has no file yet.
    void setSuggestedName(const QString &name);
    [[nodiscard]] QUndoStack *undoStack() { return &m_undoStack; }
    [[nodiscard]] bool isModified() const { return !m_undoStack.isClean() || m_neverSaved; }
    /// A new document that holds something worth keeping, such as a proposal.
    void setNeverSaved();

    /// Writes the text. Errors: as writeFileAtomically; the old file stays whole.
    [[nodiscard]] Result<> save(const QString &path);
    /// True where the file is not what was read or written last.
    [[nodiscard]] bool changedOutside() const;
    /// Takes the file's text as one undoable step and as the saved state.
    [[nodiscard]] Result<> reload();
    /// What the file says now is known: saving writes over it. The text here counts as changed.
    void keepOwn();

    /// What autosave keeps: the text with the steps that can be undone and done again.
    [[nodiscard]] ProfileJournal journal() const;

Q_SIGNALS:
    void textChanged();
    void findingsChanged();
    void titleChanged(); // or modified

protected:
    EditedFile(const std::string &text, QString path, QObject *parent);

    /// Of a document that has neither a file nor a suggested name.
    [[nodiscard]] virtual QString untitledName() const = 0;
    /// What the file says, as far as is known.
    [[nodiscard]] virtual const std::string &savedText() const = 0;
    virtual void setSavedText(const std::string &text) = 0;
    /// The file says now what the text here says.
    virtual void becameSaved() = 0;
    [[nodiscard]] virtual bool isPolicy() const { return false; }
    /// Does the steps of a journal over its base text, of which the document was made.
    void replay(const ProfileJournal &journal);

private:
    std::string m_diskText;
    QString m_path;
    QString m_suggestedName;
    bool m_neverSaved = false;
    QUndoStack m_undoStack;
};

} // namespace whittle::app
