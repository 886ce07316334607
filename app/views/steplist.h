#pragma once

#include "documents/builddocument.h"

#include <QWidget>

#include <array>

class QLabel;

namespace whittle::app {

/// The steps of a build below each other: how each stands and how long it took.
class StepList final : public QWidget
{
    Q_OBJECT

public:
    explicit StepList(const BuildDocument &document, QWidget *parent = nullptr);

    void refresh();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        QLabel *icon = nullptr;
        QLabel *title = nullptr;
        QLabel *time = nullptr;
    };
    const BuildDocument &m_document;
    std::array<Line, BuildDocument::StepCount> m_lines;
};

namespace words {

/// "1.2 s", "3 min 05 s".
[[nodiscard]] QString duration(qint64 ms);

} // namespace words

} // namespace whittle::app
