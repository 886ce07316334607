#pragma once

#include "models/charttablemodel.h"

#include <QWidget>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTabBar;
class QTableView;
class QToolButton;

namespace whittle::app {

class ChartCanvas;

/// The Charts tab of a document: one question at a time, its answer in a sentence, the chart or the same numbers as a table. A click on either
/// asks for the filter that shows what was clicked.
class ChartPage final : public QWidget
{
    Q_OBJECT

public:
    /// Makes the chart's numbers; called when the chart is looked at and the numbers may have changed.
    using Make = std::function<ChartData()>;

    explicit ChartPage(QWidget *parent = nullptr);

    void setVisible(bool visible) override;

    /// `name` is a word or two for the row of questions.
    void addQuestion(const QString &name, Make make);
    /// The document has changed.
    void refresh();
    void showQuestion(int question);
    [[nodiscard]] int questionCount() const;
    void showTable(bool table);

    [[nodiscard]] ChartCanvas *canvas() { return m_canvas; }
    [[nodiscard]] const ChartData &data() const { return m_data; }
    /// A file name without ending, made of the question.
    [[nodiscard]] QString suggestedName() const;
    /// The chart as a file of that ending, ".svg" or else PNG.
    [[nodiscard]] QByteArray picture(const QString &fileName) const;
    /// Puts picture and numbers on the clipboard.
    void copy();

Q_SIGNALS:
    void filterRequested(const QString &filter);
    void openRequested(const QString &key);
    /// The person wants a file of it; whoever has dialogs asks for the name.
    void saveRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void build();
    void showCurrent();
    void say(const QString &text);

    struct Question
    {
        QString name;
        Make make;
    };
    std::vector<Question> m_questions;
    ChartData m_data;
    ChartTableModel m_model;
    bool m_isStale = true;
    QTabBar *m_bar;
    QLabel *m_title = nullptr;
    QLabel *m_answer = nullptr;
    QLabel *m_path = nullptr;
    QPushButton *m_up = nullptr;
    QWidget *m_pathRow = nullptr;
    QStackedWidget *m_stack = nullptr;
    QScrollArea *m_scroll = nullptr;
    ChartCanvas *m_canvas = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_note = nullptr;
    QToolButton *m_tableButton = nullptr;
    QToolButton *m_saveButton = nullptr;
    QToolButton *m_copyButton = nullptr;
};

} // namespace whittle::app
