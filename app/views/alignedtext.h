#pragma once

#include "base/line_diff.h"

#include <QPlainTextEdit>

#include <memory>
#include <vector>

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace whittle::app {

/// One side of two texts side by side: read only, with empty lines where the other side has more, so that both have as many lines. What
/// differs is coloured, marked in the gutter with a sign, and within a changed line underlaid where it differs.
class AlignedText final : public QPlainTextEdit
{
    Q_OBJECT

public:
    enum class Side { Left, Right };

    explicit AlignedText(Side side, QWidget *parent = nullptr);
    ~AlignedText() override;

    /// fileName: of what kind the text is, for its colours.
    void setLines(std::string_view text, const std::vector<AlignedLine> &lines, const QString &fileName);
    void goToLine(int line);
    [[nodiscard]] int gutterWidth() const;
    void paintGutter(QPaintEvent *event);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        int number = 0; // from 1; 0: stands for a line of the other side
        enum class Kind { Same, Changed, Alone, Filler } kind = Kind::Same;
        std::vector<std::pair<int, int>> marks; // characters
    };

    void updateTheme();
    void updateSelections();
    void layoutGutter();

    Side m_side;
    QWidget *m_gutter;
    std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> m_highlighter;
    std::vector<Line> m_lines;
    int m_lastNumber = 0;
};

} // namespace whittle::app
