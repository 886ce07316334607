#pragma once

#include "models/completion.h"

#include <QObject>

#include <functional>
#include <vector>

class QCompleter;
class QLineEdit;
class QStandardItemModel;

namespace whittle::app {

/// Completes the word at the cursor of a filter field. After a key its values are offered at once.
class TermCompleter final : public QObject
{
    Q_OBJECT

public:
    using Source = std::function<std::vector<Completion>(const QString &word)>;

    TermCompleter(Source source, QLineEdit *field);

    /// Shows what fits; asked: also before a letter is typed.
    void complete(bool asked);
    [[nodiscard]] bool isOpen() const;
    void close();
    [[nodiscard]] QCompleter *completer() { return m_completer; }

private:
    void insert(const QModelIndex &index);

    Source m_source;
    QLineEdit *m_field;
    QCompleter *m_completer;
    QStandardItemModel *m_model;
};

} // namespace whittle::app
