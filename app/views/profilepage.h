#pragma once

#include "documents/bulkedits.h"
#include "documents/profiledocument.h"
#include "views/editedpage.h"

class QTabWidget;

namespace whittle::app {

class ChartPage;
class MessageBar;
class RuleDialog;
class RulesPage;
class SourcePage;
class SyscallPage;

/// The tab of one profile: Syscalls, Rules, Source and Charts of the same document, and what has just happened to it.
class ProfilePage final : public EditedPage
{
    Q_OBJECT

public:
    enum Tab { Syscalls, Rules, Source, Charts, TabCount };

    explicit ProfilePage(std::unique_ptr<ProfileDocument> document, QWidget *parent = nullptr);
    ~ProfilePage() override;

    /// To the field that finds something in the view that is shown; from the charts to the filter of the syscalls.
    bool focusFilter() override;
    [[nodiscard]] QString helpPage() const override { return currentTab() == Source ? QStringLiteral("source") : QStringLiteral("profile"); }
    [[nodiscard]] QJsonObject viewState() const override;
    void restoreViewState(const QJsonObject &state) override;

    [[nodiscard]] ProfileDocument &document() { return *m_document; }
    [[nodiscard]] SyscallPage *syscalls() { return m_syscalls; }
    [[nodiscard]] RulesPage *rules() const { return m_rules; }
    [[nodiscard]] SourcePage *source() { return m_source; }
    [[nodiscard]] ChartPage *charts() { return m_charts; }
    [[nodiscard]] MessageBar *message() override { return m_message; }
    [[nodiscard]] SourceEditor *editor() override;
    [[nodiscard]] FindBar *findBar() override;
    [[nodiscard]] bool isOnText() const override { return currentTab() == Source; }
    void showText() override { showTab(Source); }
    void showAttached(const OpenRecording &recording) override;
    [[nodiscard]] int currentTab() const;
    void showTab(int tab);
    void toggleSource() override;
    /// Where toggleSource() goes to from the text: Syscalls or Rules.
    [[nodiscard]] int tabBehindSource() const { return m_backTo; }

    void allowSelected();
    void denySelected();
    /// Carries out an edit of many syscalls: of the selection where it is one of several, else of all; says what it left alone.
    void bulkEdit(BulkKind kind);
    /// What a bulk edit would be about: the selected syscalls where there are several, else none, which means all.
    [[nodiscard]] std::vector<std::string> bulkScope() const;
    /// Opens the form for the rules of a syscall, or brings it to the front.
    RuleDialog *editRules(const QString &syscall);
    void toggle(const std::vector<std::string> &syscalls);

Q_SIGNALS:
    void currentTabChanged();

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void updateState();
    void followTab(int tab);

    std::unique_ptr<ProfileDocument> m_document;
    MessageBar *m_message;
    MessageBar *m_state;
    QTabWidget *m_tabs;
    SyscallPage *m_syscalls;
    RulesPage *m_rules;
    SourcePage *m_source;
    ChartPage *m_charts;
    int m_tab = Syscalls;    // that is shown
    int m_backTo = Syscalls; // from the text
};

} // namespace whittle::app
