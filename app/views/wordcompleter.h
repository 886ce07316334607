#pragma once

#include <QChar>
#include <QCompleter>

class QLineEdit;

namespace whittle::app {

/// Completes the word at the end of a field that holds several, divided by a sign.
class WordCompleter final : public QCompleter
{
public:
    WordCompleter(const QStringList &words, QChar divider, QLineEdit *field);
    WordCompleter(QAbstractItemModel *model, QChar divider, QLineEdit *field);

    [[nodiscard]] QString pathFromIndex(const QModelIndex &index) const override;
    [[nodiscard]] QStringList splitPath(const QString &path) const override;

private:
    [[nodiscard]] qsizetype beginOf(const QString &text) const;

    QChar m_divider;
    QLineEdit *m_field;
};

} // namespace whittle::app
