#include "dialogs/formfields.h"

#include "settings/theme.h"

#include <QFontMetrics>
#include <QFormLayout>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace whittle::app {

QStringList linesOf(const QPlainTextEdit *edit)
{
    QStringList lines;
    const auto all = edit->toPlainText().split(QLatin1Char('\n'));
    for (const auto &line : all)
        if (!line.trimmed().isEmpty())
            lines << line.trimmed();
    return lines;
}

QPlainTextEdit *makeLines(const char *name, const QStringList &lines, const QString &placeholder, const QString &toolTip, QWidget *parent, int rows)
{
    auto *edit = new QPlainTextEdit(lines.join(QLatin1Char('\n')), parent);
    edit->setObjectName(QLatin1StringView(name));
    edit->setPlaceholderText(placeholder);
    edit->setToolTip(toolTip);
    edit->setAccessibleDescription(toolTip);
    edit->setTabChangesFocus(true);
    edit->setFont(theme::fixedFont());
    edit->setFrameShape(QFrame::StyledPanel);
    edit->setProperty("field", true);
    edit->setFixedHeight(QFontMetrics(edit->font()).lineSpacing() * rows + 18);
    return edit;
}

QFormLayout *makeForm(QVBoxLayout *outer, QWidget *page)
{
    auto *scroll = new QScrollArea(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(scroll);
    content->setObjectName(QStringLiteral("formContent"));
    scroll->setWidget(content);
    outer->addWidget(scroll, 1);
    auto *form = new QFormLayout(content);
    form->setContentsMargins(2, 2, 10, 2);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    return form;
}

} // namespace whittle::app
