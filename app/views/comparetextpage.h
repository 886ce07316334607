#pragma once

#include <QWidget>

#include <string>

class QComboBox;
class QCheckBox;
class QLabel;

namespace whittle::app {

class AlignedTexts;
class CompareDocument;

/// The Text tab of a comparison: the first side's text beside another one's.
class CompareTextPage final : public QWidget
{
    Q_OBJECT

public:
    explicit CompareTextPage(CompareDocument &document, QWidget *parent = nullptr);

    [[nodiscard]] AlignedTexts *texts() { return m_texts; }
    /// Which side stands on the right.
    [[nodiscard]] std::size_t otherSide() const;
    /// The next stretch of lines that differ.
    bool goToDifference(bool forward);
    /// Whether the stretch that the cursor is in can go from one side to another: of the two that are shown.
    [[nodiscard]] bool canCopy(std::size_t from, std::size_t to) const;
    void copy(std::size_t from, std::size_t to);

Q_SIGNALS:
    void selectionChanged();

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
    QCheckBox *m_indentation;
    AlignedTexts *m_texts;
};

} // namespace whittle::app
