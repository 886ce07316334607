#pragma once

#include "base/line_diff.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;

namespace whittle::app {

class AlignedText;
class CompareDocument;

/// The Text tab of a comparison: two texts side by side, line by line, scrolled together.
class CompareTextPage final : public QWidget
{
    Q_OBJECT

public:
    explicit CompareTextPage(CompareDocument &document, QWidget *parent = nullptr);

    [[nodiscard]] AlignedText *left() { return m_left; }
    [[nodiscard]] AlignedText *right() { return m_right; }
    [[nodiscard]] const std::vector<AlignedLine> &lines() const { return m_lines; }
    /// The next stretch of lines that differ.
    bool goToDifference(bool forward);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void update();
    void updateChoices();

    CompareDocument &m_document;
    QLabel *m_leftTitle;
    QLabel *m_rightTitle;
    QComboBox *m_other; // with three sides: which of them stands on the right
    QLabel *m_count;
    AlignedText *m_left;
    AlignedText *m_right;
    std::vector<AlignedLine> m_lines;
    bool m_isStale = true;
};

} // namespace whittle::app
