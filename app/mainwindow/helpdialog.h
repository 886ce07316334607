#pragma once

#include <QDialog>

class QAction;
class QLineEdit;
class QListWidget;
class QStackedWidget;
class QTextBrowser;
class QTreeWidget;

namespace whittle::app {

class ActionSet;
class DocumentPage;

/// The guide, a page for each view, and the list of all actions with their keys.
class HelpDialog final : public QDialog
{
    Q_OBJECT

public:
    static const QString kShortcuts;

    explicit HelpDialog(ActionSet &actions, QWidget *parent = nullptr);

    /// A page by its file name without ending ("profile"), or kShortcuts.
    void showPage(const QString &name);
    [[nodiscard]] QString currentPage() const;
    /// Names of the pages, in reading order.
    [[nodiscard]] static QStringList pages();
    /// The page about what a tab shows; nullptr: about the start.
    [[nodiscard]] static QString pageFor(const DocumentPage *page);

private:
    void fillShortcuts();
    void filterShortcuts(const QString &text);

    ActionSet &m_actions;
    QListWidget *m_list;
    QStackedWidget *m_stack;
    QTextBrowser *m_text;
    QWidget *m_shortcuts;
    QLineEdit *m_field;
    QTreeWidget *m_keys;
};

} // namespace whittle::app
