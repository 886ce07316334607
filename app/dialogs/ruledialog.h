#pragma once

#include "analysis/argument_rules.h"
#include "profile/profile.h"
#include "syscalls/catalogue.h"
#include "trace/recording.h"

#include <QDialog>
#include <QTimer>

#include <optional>
#include <vector>

class QLabel;
class QListWidget;
class QPushButton;
class QScrollArea;
class QTableView;

namespace whittle::app {

class ArgumentPreviewModel;
class MessageBar;
class ProfileDocument;
class RuleForm;

/// The rules of one syscall: a list of them, a form for the chosen one, what is wrong with them, and what the compiled filter answers to
/// the argument values that recordings saw, now and after the change. Not modal; the document changes when the person says so.
class RuleDialog final : public QDialog
{
    Q_OBJECT

public:
    RuleDialog(ProfileDocument &document, const syscalls::Syscall &syscall, QWidget *parent = nullptr);

    [[nodiscard]] const std::string &syscall() const { return m_syscall.name; }
    [[nodiscard]] const std::vector<profile::Rule> &rules() const { return m_rules; }
    [[nodiscard]] ArgumentPreviewModel *preview() { return m_preview; }
    /// True where apply() would change the document.
    [[nodiscard]] bool isChanged() const;
    /// One step of the document's undo stack; nothing while a field cannot be read.
    bool apply();
    /// Computes now what is otherwise computed when typing pauses.
    void updateNow();

private:
    void makeRuleSide(QWidget *side);
    void makePreviewSide(QWidget *side);
    void takeEvidence();
    void takeRules();
    void documentChanged();
    void fillList();
    void chooseRule(int index);
    void takeForm();
    void addRule();
    void removeRule();
    void limitToSeen();
    void updateButtons();
    void updateResults();
    void updateFindings(const profile::Profile &edited);
    [[nodiscard]] std::optional<profile::Rule> originalOf(const profile::Rule &rule) const;
    [[nodiscard]] profile::Profile edited() const;

    ProfileDocument &m_document;
    const syscalls::Syscall &m_syscall;
    Abi m_abi;
    std::vector<profile::Rule> m_base; // as the document has them
    std::vector<profile::Rule> m_rules;
    std::vector<trace::ArgumentValues> m_seenValues; // reading many processes takes a while: once, not at every key
    std::optional<analysis::Limit> m_limit;
    int m_current = -1;
    bool m_valid = true;    // every field can be read
    bool m_outdated = false; // the document's rules are others than those that the draft began with
    bool m_applying = false;
    QTimer m_timer;
    MessageBar *m_message;
    QListWidget *m_list;
    QPushButton *m_remove;
    QPushButton *m_seen;
    QScrollArea *m_scroll;
    RuleForm *m_form;
    QLabel *m_noRule;
    QLabel *m_findings;
    QLabel *m_previewTitle;
    QTableView *m_table;
    ArgumentPreviewModel *m_preview;
    QPushButton *m_apply;
    QPushButton *m_ok;
};

} // namespace whittle::app
