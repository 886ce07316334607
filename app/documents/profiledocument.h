#pragma once

#include "documents/decisions.h"
#include "documents/editedfile.h"
#include "documents/evidence.h"
#include "formats/seccomp_json.h"
#include "profile/check.h"
#include "profile/edit.h"

#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace whittle::app {

/// One state of a profile that is open: its text, and the profile that the text says. Immutable and shared, so that a step of the undo
/// stack costs one pointer and undo gives back exactly what was there.
struct ProfileState
{
    std::string text;
    bool textValid = true;
    std::vector<formats::TextProblem> problems; // of the text, where it is not valid
    std::shared_ptr<const formats::SeccompDocument> document; // the last valid one
};
using StatePtr = std::shared_ptr<const ProfileState>;

/// A seccomp profile that is open in a tab. Every change is a command on its undo stack; views and models follow the signals.
class ProfileDocument final : public EditedFile
{
    Q_OBJECT

public:
    /// An invalid text is opened as well, with an empty profile behind it, so that it can be mended in the editor.
    ProfileDocument(std::string text, QString path, QObject *parent = nullptr);
    ~ProfileDocument() override;

    /// The document as it was then; undo included. The file may be something else by now: changedOutside() tells.
    [[nodiscard]] static std::unique_ptr<ProfileDocument> fromJournal(const ProfileJournal &journal);

    /// What is open, and what the file has: shared, so that others may hold on to it.
    [[nodiscard]] const StatePtr &state() const { return m_state; }
    [[nodiscard]] const StatePtr &savedState() const { return m_savedState; }
    [[nodiscard]] const std::string &text() const override { return m_state->text; }
    [[nodiscard]] bool isTextValid() const { return m_state->textValid; }
    [[nodiscard]] const std::vector<formats::TextProblem> &textProblems() const { return m_state->problems; }
    /// False for a text that was not valid from the beginning: there is nothing to show in the table.
    [[nodiscard]] bool hasProfile() const;
    /// The profile of the text, or of the last text that was valid.
    [[nodiscard]] const profile::Profile &profile() const { return m_state->document->profile; }
    /// The profile of the file as it was read or written last.
    [[nodiscard]] const profile::Profile &savedProfile() const { return m_savedState->document->profile; }
    /// Where a JSON path stands in the text; nothing while the text is not valid.
    [[nodiscard]] std::optional<formats::TextRange> placeOf(const std::string &jsonPath) const;

    [[nodiscard]] const View &view() const { return m_view; }
    void setView(const View &view);
    [[nodiscard]] const Decisions &decisions() const { return *m_decisions; }
    /// Docker's default for the same view.
    [[nodiscard]] const Decisions &defaultDecisions() const { return *m_defaultDecisions; }
    /// Podman's default for the same view, its conditions read as Podman reads them.
    [[nodiscard]] const Decisions &podmanDecisions() const { return *m_podmanDecisions; }
    /// As the file has it, for the same view.
    [[nodiscard]] const Decisions &savedDecisions() const { return *m_savedDecisions; }
    [[nodiscard]] const std::vector<profile::Finding> &findings() const { return m_findings; }

    [[nodiscard]] const Evidence &evidence() const { return m_evidence; }
    void attachRecording(const OpenRecording &recording) override;
    void detachRecording(const QString &path);

    // Changes, each one step of the undo stack. Nothing happens while the text is not valid or where nothing would change.
    void allow(const std::vector<std::string> &syscalls);
    void deny(const std::vector<std::string> &syscalls);
    void answer(const std::vector<std::string> &syscalls, const profile::Answer &answer);
    /// Exactly these rules for the syscall, as profile::withRules().
    void setRules(const std::string &syscall, const std::vector<profile::Rule> &rules);
    /// Another profile in place of this one, in a step of that name; syscalls: those that are meant, whose changes are no side effects.
    /// goesOn: joins a step of the same name that was done less than a second ago, as typing does.
    void change(const QString &step, const profile::Profile &edited, const std::vector<std::string> &syscalls, bool goesOn = false);
    void editText(std::string text, bool typing, const QString &step = {}) override;

    /// The filters' other changes if the syscalls were allowed (or denied) now; a compile each, so ask for what is looked at only.
    [[nodiscard]] std::vector<profile::SideEffect> sideEffectsOf(const std::vector<std::string> &syscalls, bool allowed) const;

    /// Called by the commands of the undo stack alone.
    void setState(StatePtr state);
    void updateNow() override;

Q_SIGNALS:
    void profileChanged();   // the profile behind the table
    void decisionsChanged(); // or the environment, or the saved state
    void viewChanged();      // another ABI: other rows
    void evidenceChanged();
    /// After a change by allow, deny or answer: what else it changed.
    void sideEffectsFound(const QString &step, const std::vector<whittle::profile::SideEffect> &effects);

protected:
    [[nodiscard]] QString untitledName() const override;
    [[nodiscard]] const std::string &savedText() const override { return m_savedState->text; }
    void setSavedText(const std::string &text) override { m_savedState = makeState(text, nullptr); }
    void becameSaved() override;

private:
    static StatePtr makeState(std::string text, const std::shared_ptr<const formats::SeccompDocument> &previous);
    void recompute();
    void compute();
    void recomputeReferences();

    StatePtr m_state;
    StatePtr m_savedState;
    View m_view;
    std::shared_ptr<const Decisions> m_decisions;
    std::shared_ptr<const Decisions> m_defaultDecisions;
    std::shared_ptr<const Decisions> m_podmanDecisions;
    std::shared_ptr<const Decisions> m_savedDecisions;
    std::vector<profile::Finding> m_findings;
    Evidence m_evidence;
    QTimer m_recomputeTimer;
};

} // namespace whittle::app
