#include "views/docktitle.h"

#include "views/icons.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace whittle::app {

DockTitle::DockTitle(QDockWidget *dock) : QFrame(dock)
{
    setProperty("bar", true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 4, 4);
    auto *label = new QLabel(dock->windowTitle(), this);
    label->setProperty("title", true);
    layout->addWidget(label, 1);
    auto *close = new QToolButton(this);
    close->setProperty("flat", true);
    close->setIcon(icons::get(QStringLiteral("close")));
    close->setFocusPolicy(Qt::TabFocus);
    const auto update = [dock, label, close] {
        label->setText(dock->windowTitle());
        close->setToolTip(tr("Hide %1").arg(dock->windowTitle()));
        close->setAccessibleName(tr("Hide %1").arg(dock->windowTitle()));
    };
    update();
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, dock, &QDockWidget::close);
    connect(dock, &QWidget::windowTitleChanged, this, update);
}

} // namespace whittle::app
