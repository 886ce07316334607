#pragma once

#include "models/chartdata.h"

#include <QChartView>

namespace whittle::app {

/// Draws a chart's numbers: bars that lie, in parts, or curves that rise in steps. Every part can be pointed at and clicked, and reached with the
/// arrow keys: Return follows it into the table, Space looks into a folder, Backspace goes up again.
class ChartCanvas final : public QChartView
{
    Q_OBJECT

public:
    explicit ChartCanvas(QWidget *parent = nullptr);

    void showData(const ChartData &numbers);
    /// Draws chart, labels and legend without pointer and focus.
    void paintPicture(QPainter &painter, const QRectF &target);
    /// Where a part is drawn, for tests; by the order of chartRows(). Empty: there is none.
    [[nodiscard]] QRectF partRect(std::size_t part) const;
    [[nodiscard]] std::size_t partCount() const { return m_parts.size(); }
    /// The one that the keyboard is at; -1: none.
    [[nodiscard]] int currentPart() const { return m_current; }

Q_SIGNALS:
    void filterRequested(const QString &filter);
    /// A folder is to be looked into, or left for the one above.
    void openRequested(const QString &key);
    /// What the pointer or the keyboard is at, in a sentence; empty: nothing.
    void pointedAt(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    /// Something that can be pointed at.
    struct Part
    {
        QRectF rect; // as drawn
        QRectF target; // as it can be hit
        std::size_t bar = 0; // or line
        std::size_t segment = 0; // or point
        QString toolTip;
        QString filter;
        QString openKey;
    };

    void rebuild();
    void buildBars();
    void buildLines();
    void arrange();
    void arrangeBars();
    void arrangeLines();
    [[nodiscard]] QColor fillOf(const ChartSeries &series) const;
    [[nodiscard]] QColor edgeOf(const ChartSeries &series) const;
    [[nodiscard]] QPen penOf(std::size_t line) const;
    [[nodiscard]] double legendHeight() const;
    [[nodiscard]] QRectF labelRect(std::size_t bar) const;
    [[nodiscard]] int partAt(const QPointF &position) const;
    [[nodiscard]] int barLabelAt(const QPointF &position) const;
    void paintLegend(QPainter &painter) const;
    void paintBars(QPainter &painter) const;
    void paintLines(QPainter &painter) const;
    void paintMark(QPainter &painter, const Part &part, const QColor &color, double width) const;
    void setHovered(int part);
    void setCurrent(int part);
    void moveBy(int bars, int segments);
    void follow(int part);

    ChartData m_data;
    std::vector<Part> m_parts;
    double m_rowHeight = 0;
    double m_valueScale = 1; // of a unit of the axis, in bytes
    int m_hovered = -1;
    int m_pressed = -1;
    int m_pressedLabel = -1;
    int m_current = -1;
    bool m_isPicture = false;
};

} // namespace whittle::app
