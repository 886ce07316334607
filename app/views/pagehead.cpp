#include "views/pagehead.h"

#include "views/icons.h"

#include <QLabel>
#include <QPushButton>

namespace whittle::app {

QLabel *makePageTitle(const QString &text, QWidget *parent)
{
    auto *title = new QLabel(text, parent);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    return title;
}

QPushButton *makeHeadButton(const char *name, const QString &text, const QString &icon, const QString &toolTip, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QLatin1StringView(name));
    if (!icon.isEmpty())
        button->setIcon(icons::get(icon));
    button->setIconSize(icons::besideText(button->fontMetrics()));
    button->setToolTip(toolTip);
    button->setAccessibleDescription(toolTip);
    return button;
}

} // namespace whittle::app
