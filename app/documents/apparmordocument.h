#pragma once

#include "documents/editedfile.h"
#include "documents/evidence.h"
#include "documents/policyreport.h"
#include "jobs/latestjob.h"

#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace whittle::app {

/// What apparmor_parser said to a text.
using ParserAnswer = std::vector<apparmor::Finding>;

/// An AppArmor policy that is open in a tab. Every change is a command on its undo stack; what the text says is computed in the background, a
/// moment after the last key, and apparmor_parser is asked, where it is installed, when the keys have rested.
class AppArmorDocument final : public EditedFile
{
    Q_OBJECT

public:
    AppArmorDocument(std::string text, QString path, QObject *parent = nullptr);
    ~AppArmorDocument() override;

    /// The document as it was then; undo included.
    [[nodiscard]] static std::unique_ptr<AppArmorDocument> fromJournal(const ProfileJournal &journal);

    [[nodiscard]] const std::string &text() const override { return *m_text; }
    void editText(std::string text, bool typing, const QString &step = {}) override;
    void updateNow() override;

    /// Of the text as it was when isComputing() was false last.
    [[nodiscard]] const PolicyReport &report() const { return *m_report; }
    [[nodiscard]] bool isComputing() const { return m_timer.isActive() || m_job.isRunning(); }
    /// The profile of the policy that recordings are held against, by its full name.
    void askProfile(const QString &name);

    [[nodiscard]] const std::vector<OpenRecording> &recordings() const { return m_recordings; }
    void attachRecording(const OpenRecording &recording) override;
    void detachRecordings();

    /// Called by the commands of the undo stack alone.
    void setText(TextPtr text);

Q_SIGNALS:
    void reportChanged(); // findingsChanged() comes with it
    void recordingsChanged();

protected:
    [[nodiscard]] QString untitledName() const override;
    [[nodiscard]] const std::string &savedText() const override { return *m_savedText; }
    void setSavedText(const std::string &text) override { m_savedText = std::make_shared<const std::string>(text); }
    void becameSaved() override { m_savedText = m_text; }
    [[nodiscard]] bool isPolicy() const override { return true; }

private:
    void compute();
    void askParser();

    TextPtr m_text;
    TextPtr m_savedText;
    std::vector<OpenRecording> m_recordings;
    AccessesPtr m_accesses; // of the recordings; nullptr: not gathered yet
    std::string m_asked;
    std::shared_ptr<const PolicyReport> m_report = std::make_shared<const PolicyReport>();
    QTimer m_timer;
    QTimer m_parserTimer;
    // Last: they go first.
    LatestJob<PolicyReport> m_job;
    LatestJob<ParserAnswer> m_parserJob;
};

} // namespace whittle::app
