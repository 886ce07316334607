#include "views/wordcompleter.h"

#include <QLineEdit>

namespace whittle::app {

WordCompleter::WordCompleter(const QStringList &words, QChar divider, QLineEdit *field) : QCompleter(words, field), m_divider(divider), m_field(field)
{
    setCaseSensitivity(Qt::CaseInsensitive);
    setFilterMode(Qt::MatchContains);
}

WordCompleter::WordCompleter(QAbstractItemModel *model, QChar divider, QLineEdit *field) : QCompleter(model, field), m_divider(divider), m_field(field)
{
    setCaseSensitivity(Qt::CaseInsensitive);
    setFilterMode(Qt::MatchContains);
}

qsizetype WordCompleter::beginOf(const QString &text) const
{
    qsizetype begin = text.lastIndexOf(m_divider) + 1;
    while (begin < text.size() && text[begin] == QLatin1Char(' '))
        ++begin;
    return begin;
}

QString WordCompleter::pathFromIndex(const QModelIndex &index) const
{
    const QString text = m_field->text();
    return text.left(beginOf(text)) + QCompleter::pathFromIndex(index);
}

QStringList WordCompleter::splitPath(const QString &path) const
{
    return {path.mid(beginOf(path))};
}

} // namespace whittle::app
