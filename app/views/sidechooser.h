#pragma once

#include "documents/compareside.h"

#include <QFrame>

#include <vector>

class QComboBox;
class QLabel;
class QToolButton;

namespace whittle::app {

/// The line on top of a comparison: what stands on each side, to choose from a list.
class SideChooser final : public QFrame
{
    Q_OBJECT

public:
    /// What a list offers below the things to choose from, such as another file.
    struct Extra
    {
        QString name;
        QString text;
        QString icon;
    };

    explicit SideChooser(std::vector<Extra> extras, bool mayHaveThird, QWidget *parent = nullptr);

    void setChoices(std::vector<CompareChoice> choices);
    /// What stands there; what is not among the choices is shown all the same.
    void setSides(std::vector<CompareChoice> sides);
    [[nodiscard]] const std::vector<CompareChoice> &choices() const { return m_choices; }

Q_SIGNALS:
    void chosen(int side, const QString &key);
    void extraChosen(int side, const QString &name);
    void swapRequested();
    /// A third side is to come, or to go.
    void thirdRequested();

private:
    void update();
    void activated(int side, int index);

    std::vector<Extra> m_extras;
    std::vector<CompareChoice> m_choices;
    std::vector<CompareChoice> m_shown;
    QComboBox *m_sides[3];
    QLabel *m_arrow[2];
    QToolButton *m_swap;
    QToolButton *m_third = nullptr;
};

} // namespace whittle::app
