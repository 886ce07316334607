#pragma once

#include "documents/imagedocument.h"
#include "models/imagetreemodel.h"
#include "views/documentpage.h"

#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace whittle::app {

class ChartPage;
class FilterBar;
class ImageTree;
class MessageBar;

/// The tab of an image or of a build: sizes and what to do next; files, layers and history, settings.
class ImagePage final : public DocumentPage
{
    Q_OBJECT

public:
    enum Tab { Files, Layers, Settings, Charts };

    explicit ImagePage(ContentsPtr contents, QWidget *parent = nullptr);
    ~ImagePage() override;

    [[nodiscard]] Kind kind() const override { return Kind::Image; }
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override { return QStringLiteral("image"); }
    [[nodiscard]] QString path() const override { return m_document.contents().path; }
    [[nodiscard]] QUndoStack *undoStack() override { return m_document.undoStack(); }
    bool focusFilter() override;
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("image"); }
    [[nodiscard]] QJsonObject viewState() const override;
    void restoreViewState(const QJsonObject &state) override;

    [[nodiscard]] ImageDocument &document() { return m_document; }
    [[nodiscard]] const ImageDocument &document() const { return m_document; }
    [[nodiscard]] ImageTree *tree() { return m_tree; }
    [[nodiscard]] ChartPage *charts() { return m_charts; }
    [[nodiscard]] MessageBar *message() { return m_message; }
    void showTab(int tab);
    [[nodiscard]] QString filterText() const;
    void setFilterText(const QString &text);

Q_SIGNALS:
    void slimRequested();
    void rebuildRequested();
    void buildAgainRequested();
    /// The fat image is in the engine and not at hand.
    void fatRequested();
    void fileRequested(const QString &path);
    void reportRequested(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeFiles();
    QWidget *makeLayers();
    QWidget *makeSettings();
    QPushButton *addButton(const char *name, const QString &text, const QString &icon, const QString &toolTip);
    void applyFilter();
    void updateCount();
    void updateTicks();

    ImageDocument m_document;
    ImageTreeModel m_model;
    MessageBar *m_message;
    QTabWidget *m_tabs;
    FilterBar *m_filter;
    ImageTree *m_tree;
    ChartPage *m_charts;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_changes = nullptr;
    QPushButton *m_rebuild = nullptr;
};

} // namespace whittle::app
