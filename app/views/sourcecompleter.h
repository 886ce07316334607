#pragma once

#include "base/abi.h"
#include "models/jsoncontext.h"

#include <QObject>

class QCompleter;
class QStandardItemModel;

namespace whittle::app {

class SourceEditor;

/// Completes names, actions, operators, capabilities and constants at the cursor of a profile's text.
class SourceCompleter final : public QObject
{
    Q_OBJECT

public:
    explicit SourceCompleter(SourceEditor &editor);

    /// Switched off it shows nothing, asked or not.
    void setEnabled(bool enabled) { m_enabled = enabled; }
    void setAbi(Abi abi) { m_abi = abi; }
    /// Shows what fits; asked: also before a letter is typed.
    void complete(bool asked);
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] QCompleter *completer() { return m_completer; }

private:
    void insert(const QModelIndex &index);

    SourceEditor &m_editor;
    QCompleter *m_completer;
    QStandardItemModel *m_model;
    JsonContext m_context;
    Abi m_abi = nativeAbi();
    bool m_enabled = true;
};

} // namespace whittle::app
