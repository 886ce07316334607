#pragma once

#include "documents/comparedocument.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QTabWidget;
class QToolButton;

namespace whittle::app {

class CompareTable;
class CompareTextPage;
class DriftModel;
class EnvironmentBar;
class GroupedTree;
class MessageBar;
struct SyscallRow;

/// The tab of a comparison: what stands on which side, for which environment, what it comes to, and the differences as decisions, as text and,
/// for two recordings, as what they did.
class ComparePage final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Drift, Decisions, Text };

    explicit ComparePage(std::unique_ptr<CompareDocument> document, QWidget *parent = nullptr);
    ~ComparePage() override;

    [[nodiscard]] CompareDocument &document() { return *m_document; }
    [[nodiscard]] CompareTable *table() { return m_table; }
    [[nodiscard]] CompareTextPage *text() { return m_text; }
    [[nodiscard]] GroupedTree *driftTree() { return m_driftTree; }
    [[nodiscard]] MessageBar *message() { return m_message; }
    [[nodiscard]] int currentTab() const;
    void showTab(int tab);
    /// What can be put on a side, in order; sides that are not among them stay.
    void setChoices(const std::vector<CompareSide> &choices);

    /// The selected syscalls' decisions from one side to another.
    void copySelected(std::size_t from, std::size_t to);
    [[nodiscard]] bool canCopy(std::size_t from, std::size_t to) const;
    bool goToDifference(bool forward);

    /// What the inspector is to explain; nullptr: nothing is selected.
    [[nodiscard]] const SyscallRow *inspectedRow() const;
    [[nodiscard]] QString inspectedHtml() const;

Q_SIGNALS:
    void fileWanted(int side);
    void inspectedChanged();
    void titleChanged();
    void selectionChanged();
    void contextMenuRequested(const QPoint &globalPosition);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void chosen(int side, int index);
    void updateSides();
    void updateSummary();
    [[nodiscard]] QString otherAbisHtml() const;

    std::unique_ptr<CompareDocument> m_document;
    std::vector<CompareSide> m_choices;
    QComboBox *m_sides[3];
    QLabel *m_arrow[2];
    QToolButton *m_swap;
    QToolButton *m_third;
    EnvironmentBar *m_environment;
    QLabel *m_summary;
    MessageBar *m_message;
    MessageBar *m_state;
    QTabWidget *m_tabs;
    QWidget *m_driftPage;
    CompareTable *m_table;
    CompareTextPage *m_text;
    DriftModel *m_driftModel;
    GroupedTree *m_driftTree;
    QLabel *m_driftNotes;
};

} // namespace whittle::app
