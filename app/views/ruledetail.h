#pragma once

#include "analysis/rule_effects.h"
#include "models/ruleeffectmodel.h"
#include "profile/profile.h"

#include <QTabWidget>
#include <QTimer>

#include <string>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QScrollArea;
class QTableView;

namespace whittle::app {

class ProfileDocument;
class RuleForm;

/// One rule of the file: which syscalls it names, what it answers and when it counts, and what it changes. Edits go into the document at
/// once, as steps of its undo stack.
class RuleDetail final : public QTabWidget
{
    Q_OBJECT

public:
    enum Tab { Names, Answer, Changes };

    explicit RuleDetail(ProfileDocument &document, QWidget *parent = nullptr);

    /// The rule at this place of the file; -1: none, or several are selected.
    void setPlace(int place);
    [[nodiscard]] int place() const { return m_place; }
    /// nullptr: not known yet.
    void setEffect(const analysis::RuleEffect *effect);
    /// Carries out what was typed and still waits.
    void flush();
    [[nodiscard]] std::vector<std::string> selectedNames() const;
    [[nodiscard]] QLineEdit *nameField() { return m_add; }

Q_SIGNALS:
    void syscallChosen(const QString &syscall);
    void previewRequested(const QString &syscall);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeNamesPage();
    QWidget *makeAnswerPage();
    QWidget *makeChangesPage();
    void takeRule();
    void fillNames();
    void fillForm();
    void applyForm();
    void addTyped();
    void removeSelected();
    void updateButtons();
    [[nodiscard]] const profile::Rule *rule() const;

    ProfileDocument &m_document;
    int m_place = -1;
    const void *m_subject = nullptr; // the syscall that the form speaks of
    Abi m_abi = Abi::X86_64;
    QTimer m_apply;
    QLineEdit *m_add = nullptr;
    QListWidget *m_names = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_split = nullptr;
    QScrollArea *m_formArea = nullptr;
    RuleForm *m_form = nullptr;
    QLabel *m_subjectNote = nullptr;
    QPushButton *m_preview = nullptr;
    QLabel *m_effect = nullptr;
    QTableView *m_effects = nullptr;
    RuleEffectModel m_effectModel;
};

} // namespace whittle::app
