#pragma once

#include <QJsonObject>
#include <QString>
#include <QWidget>

class QUndoStack;

namespace whittle::app {

class Dialogs;

/// What a tab of the window holds. The window asks for title and state, and follows the signals; it knows nothing else of a page that it did
/// not make itself. addPage() of the window puts one into a tab.
class DocumentPage : public QWidget
{
    Q_OBJECT

public:
    /// The heading of the library under which it is listed; Other: under none.
    enum class Kind { Profile, Recording, Image, Other };

    using QWidget::QWidget;

    [[nodiscard]] virtual Kind kind() const { return Kind::Other; }
    /// Of the tab, without the mark of changes.
    [[nodiscard]] virtual QString title() const = 0;
    /// A name of resources/icons.
    [[nodiscard]] virtual QString iconName() const = 0;
    /// The file or folder that it shows; empty: none. Opening the same path goes to this tab.
    [[nodiscard]] virtual QString path() const { return {}; }
    [[nodiscard]] virtual bool isModified() const { return false; }
    /// nullptr: nothing to undo.
    [[nodiscard]] virtual QUndoStack *undoStack() { return nullptr; }
    /// Ctrl+F: goes to the filter or find field. False: there is none.
    virtual bool focusFilter() { return false; }

    /// Asks where closing would end or lose something; changes of a profile are the window's own question. False: it stays open.
    virtual bool mayClose(Dialogs &) { return true; }
    /// It is in no tab any more: goes, when what it runs has ended.
    virtual void release() { deleteLater(); }

    /// The page of the guide about it: a file of resources/help, without its ending.
    [[nodiscard]] virtual QString helpPage() const { return QStringLiteral("start"); }

    /// How it is looked at: tab, filter, selection, environment. What comes with the document itself is not part of it. For the session;
    /// restoring takes what it understands and leaves the rest.
    [[nodiscard]] virtual QJsonObject viewState() const { return {}; }
    virtual void restoreViewState(const QJsonObject &) {}

Q_SIGNALS:
    /// title(), iconName(), path() or isModified() says something else.
    void titleChanged();
    /// What can be done with it is something else, so that actions are to be enabled anew.
    void actionsChanged();
};

} // namespace whittle::app
