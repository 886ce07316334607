#include "views/termcompleter.h"

#include "models/filterwords.h"
#include "settings/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTimer>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kInsertRole = Qt::UserRole + 1;
constexpr int kDetailRole = Qt::UserRole + 2;
constexpr int kGap = 24;

/// The word, and at the other edge what it means.
class DetailDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QString detail = index.data(kDetailRole).toString();
        if (detail.isEmpty())
            return;
        painter->save();
        painter->setPen(theme::colors().muted);
        painter->drawText(option.rect.adjusted(8, 0, -8, 0), static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignRight | Qt::AlignVCenter)) | Qt::TextSingleLine, detail);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        const QString detail = index.data(kDetailRole).toString();
        if (!detail.isEmpty())
            size.rwidth() += kGap + option.fontMetrics.horizontalAdvance(detail);
        return size;
    }
};

} // namespace

TermCompleter::TermCompleter(Source source, QLineEdit *field)
    : QObject(field), m_source(std::move(source)), m_field(field), m_completer(new QCompleter(this)), m_model(new QStandardItemModel(this))
{
    m_completer->setModel(m_model);
    m_completer->setWidget(field);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setObjectName(QStringLiteral("filterCompletion"));
    m_completer->popup()->setAccessibleName(tr("Completions"));
    m_completer->popup()->setItemDelegate(new DetailDelegate(m_completer->popup()));
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, &TermCompleter::insert);
    connect(field, &QLineEdit::textEdited, this, [this] { complete(false); });
}

bool TermCompleter::isOpen() const
{
    return m_completer->popup()->isVisible();
}

void TermCompleter::close()
{
    m_completer->popup()->hide();
}

void TermCompleter::complete(bool asked)
{
    const QString text = m_field->text();
    const int cursor = m_field->cursorPosition();
    const auto place = filterwords::wordAt(text, cursor);
    const QString word = text.mid(place.begin, place.end - place.begin);
    // A list in the way of somebody who goes on after a finished word helps nobody.
    const bool atEnd = cursor == place.end;
    const auto found = asked || (!word.isEmpty() && atEnd) ? m_source(word) : std::vector<Completion>();
    if (found.empty()) {
        close();
        return;
    }
    const QFont font = theme::fixedFont();
    m_model->clear();
    for (const auto &completion : found) {
        auto *item = new QStandardItem(completion.label);
        item->setData(completion.insert, kInsertRole);
        item->setData(completion.detail, kDetailRole);
        item->setData(completion.detail.isEmpty() ? completion.label : tr("%1, %2", "read aloud: a word and what it means").arg(completion.label, completion.detail), Qt::AccessibleTextRole);
        item->setFont(font);
        m_model->appendRow(item);
    }
    auto *popup = m_completer->popup();
    QRect area = m_field->rect();
    area.setLeft(std::max(0, m_field->inputMethodQuery(Qt::ImCursorRectangle).toRect().left() - m_field->fontMetrics().horizontalAdvance(text.mid(place.begin, cursor - place.begin))));
    area.setWidth(popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width() + 12);
    m_completer->complete(area);
    // Nothing is chosen until the person goes into the list: Return means the filter as it is typed.
    popup->setCurrentIndex({});
}

void TermCompleter::insert(const QModelIndex &index)
{
    const QString text = m_field->text();
    const auto place = filterwords::wordAt(text, m_field->cursorPosition());
    const QString word = index.data(kInsertRole).toString();
    m_field->setText(text.left(place.begin) + word + text.mid(place.end));
    m_field->setCursorPosition(static_cast<int>(place.begin + word.size()));
    // The list is still closing.
    if (word.endsWith(QLatin1Char(':')) || word.endsWith(QLatin1Char('=')))
        QTimer::singleShot(0, this, [this] { complete(false); });
}

} // namespace whittle::app
