#include "views/sourcecompleter.h"

#include "models/jsoncompletion.h"
#include "views/sourceeditor.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QScrollBar>
#include <QStandardItemModel>

namespace whittle::app {
namespace {

constexpr int kInsertRole = Qt::UserRole + 1;

} // namespace

SourceCompleter::SourceCompleter(SourceEditor &editor) : QObject(&editor), m_editor(editor), m_completer(new QCompleter(this)), m_model(new QStandardItemModel(this))
{
    m_completer->setModel(m_model);
    m_completer->setWidget(&editor);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setCompletionRole(Qt::UserRole);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_completer->popup()->setObjectName(QStringLiteral("sourceCompletion"));
    m_completer->popup()->setAccessibleName(tr("Completions"));
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, &SourceCompleter::insert);
}

bool SourceCompleter::isOpen() const
{
    return m_completer->popup()->isVisible();
}

void SourceCompleter::complete(bool asked)
{
    if (!m_enabled)
        return;
    const QString text = m_editor.text();
    m_context = contextAt(text, m_editor.textCursor().position());
    const auto found = asked || !m_context.prefix.isEmpty() ? completionsAt(text, m_context, m_abi) : std::vector<Completion>();
    m_model->clear();
    for (const auto &completion : found) {
        auto *item = new QStandardItem(completion.detail.isEmpty() ? completion.label : QStringLiteral("%1   %2").arg(completion.label, completion.detail));
        item->setData(completion.label, Qt::UserRole);
        item->setData(completion.insert, kInsertRole);
        item->setFont(m_editor.font());
        m_model->appendRow(item);
    }
    // A number says nothing about which constant is meant: all are offered.
    const bool isNumber = !m_context.prefix.isEmpty() && m_context.prefix[0].isDigit();
    m_completer->setCompletionPrefix(isNumber ? QString() : m_context.prefix);
    const int count = m_completer->completionCount();
    const bool isDone = count == 1 && m_completer->currentCompletion() == m_context.prefix;
    if (count == 0 || (isNumber && !asked) || (isDone && !asked)) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    QRect place = m_editor.cursorRect();
    place.translate(m_editor.viewport()->x(), 0);
    place.setWidth(m_completer->popup()->sizeHintForColumn(0) + m_completer->popup()->verticalScrollBar()->sizeHint().width() + 8);
    m_completer->complete(place);
}

void SourceCompleter::insert(const QModelIndex &index)
{
    m_editor.replaceRange(m_context.begin, m_context.end, index.data(kInsertRole).toString());
}

} // namespace whittle::app
