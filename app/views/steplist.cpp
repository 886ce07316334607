#include "views/steplist.h"

#include "settings/theme.h"
#include "views/icons.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>

namespace whittle::app {

StepList::StepList(const BuildDocument &document, QWidget *parent) : QWidget(parent), m_document(document)
{
    setObjectName(QStringLiteral("stepList"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(8);
    layout->setColumnStretch(1, 1);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        auto &line = m_lines[i];
        line = {new QLabel(this), new QLabel(this), new QLabel(this)};
        line.title->setObjectName(QStringLiteral("step_") + document.steps()[i].id);
        line.time->setProperty("muted", true);
        line.time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        line.time->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("00 min 00 s")));
        const int row = static_cast<int>(i);
        layout->addWidget(line.icon, row, 0);
        layout->addWidget(line.title, row, 1);
        layout->addWidget(line.time, row, 2);
    }
    layout->setRowStretch(static_cast<int>(m_lines.size()), 1);
    refresh();
}

void StepList::refresh()
{
    using StepState = BuildDocument::StepState;
    const auto &colors = theme::colors();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto &step = m_document.steps()[i];
        auto &line = m_lines[i];
        QString icon = QStringLiteral("step-wait");
        QColor color = colors.muted;
        QString state = tr("waiting", "state of a step");
        switch (step.state) {
        case StepState::Waiting:
            break;
        case StepState::Running:
            icon = QStringLiteral("step-run");
            color = colors.accent;
            state = tr("running", "state of a step");
            break;
        case StepState::Done:
            icon = QStringLiteral("step-done");
            color = colors.good;
            state = tr("done", "state of a step");
            break;
        case StepState::Failed:
            icon = QStringLiteral("step-failed");
            color = colors.error;
            state = tr("failed", "state of a step");
            break;
        case StepState::Skipped:
            state = tr("not done", "state of a step");
            break;
        }
        line.icon->setPixmap(icons::pixmap(icon, color, fontMetrics().height(), devicePixelRatioF()));
        const bool idle = step.state == StepState::Waiting || step.state == StepState::Skipped;
        QFont font = this->font();
        font.setWeight(step.state == StepState::Running ? QFont::DemiBold : QFont::Normal);
        line.title->setFont(font);
        line.title->setText(step.times > 1 ? tr("%1 (%2 times)").arg(step.title).arg(step.times) : step.title);
        line.title->setEnabled(!idle);
        line.title->setAccessibleName(tr("%1, %2").arg(step.title, state));
        line.title->setToolTip(state);
        const auto ms = m_document.msOf(static_cast<BuildDocument::StepId>(i));
        line.time->setText(step.times == 0 ? QString() : words::duration(ms));
    }
}

void StepList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

QString words::duration(qint64 ms)
{
    if (ms < 60'000)
        return StepList::tr("%1 s").arg(QLocale().toString(static_cast<double>(ms) / 1000.0, 'f', 1));
    return StepList::tr("%1 min %2 s").arg(ms / 60'000).arg(ms / 1000 % 60, 2, 10, QLatin1Char('0'));
}

} // namespace whittle::app
