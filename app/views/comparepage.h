#pragma once

#include "documents/comparedocument.h"
#include "views/documentpage.h"

class QLabel;
class QTabWidget;

namespace whittle::app {

class CompareTable;
class CompareTextPage;
class DriftPage;
class EnvironmentBar;
class FilterBar;
class MessageBar;
class SideChooser;
struct SyscallRow;

/// The tab of a comparison: what stands on which side, for which environment, what it comes to, and the differences as decisions, as text and,
/// for two recordings, as what they did.
class ComparePage final : public DocumentPage
{
    Q_OBJECT

public:
    enum Tab { Drift, Decisions, Text };
    /// What the choosers offer beside what is open.
    static constexpr auto kSaved = "saved";
    static constexpr auto kVersion = "version";
    static constexpr auto kFile = "file";

    explicit ComparePage(std::unique_ptr<CompareDocument> document, QWidget *parent = nullptr);
    ~ComparePage() override;

    [[nodiscard]] QString title() const override { return m_document->title(); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("compare"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("compare"); }
    /// Goes to the decisions where the tab in front has no filter.
    bool focusFilter() override;

    [[nodiscard]] CompareDocument &document() { return *m_document; }
    [[nodiscard]] const CompareDocument &document() const { return *m_document; }
    /// Something that is shown is still being made.
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] CompareTable *table() { return m_table; }
    [[nodiscard]] CompareTextPage *text() { return m_text; }
    [[nodiscard]] DriftPage *drift() { return m_drift; }
    [[nodiscard]] SideChooser *chooser() { return m_chooser; }
    [[nodiscard]] MessageBar *message() { return m_message; }
    /// Of the tab in front; nullptr where it has none.
    [[nodiscard]] FilterBar *filterBar();
    [[nodiscard]] int currentTab() const;
    void showTab(int tab);

    /// From one side to another: the selected syscalls' decisions, or, in the texts, the lines at the cursor.
    void copySelected(std::size_t from, std::size_t to);
    [[nodiscard]] bool canCopy(std::size_t from, std::size_t to) const;
    bool goToDifference(bool forward);

    /// What the inspector is to explain; nullptr: nothing is selected.
    [[nodiscard]] const SyscallRow *inspectedRow() const;
    [[nodiscard]] QString inspectedHtml() const;

Q_SIGNALS:
    void inspectedChanged();
    void contextMenuRequested(const QPoint &globalPosition);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateSides();
    void updateSummary();
    [[nodiscard]] QString otherAbisHtml() const;

    std::unique_ptr<CompareDocument> m_document;
    SideChooser *m_chooser;
    EnvironmentBar *m_environment;
    QLabel *m_summary;
    MessageBar *m_message;
    MessageBar *m_state;
    QTabWidget *m_tabs;
    DriftPage *m_drift;
    CompareTable *m_table;
    CompareTextPage *m_text;
};

} // namespace whittle::app
