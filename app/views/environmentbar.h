#pragma once

#include "documents/decisions.h"

#include <QFrame>

class QLabel;
class QMenu;
class QToolButton;

namespace whittle::app {

/// The environment that every decision on screen is made for: ABI, capabilities, kernel, engine and runtime, each a button with a menu.
class EnvironmentBar final : public QFrame
{
    Q_OBJECT

public:
    explicit EnvironmentBar(QWidget *parent = nullptr);

    void setView(const View &view);
    /// Without the label and the icons, for narrow places.
    void setCompact(bool compact);
    [[nodiscard]] const View &view() const { return m_view; }

Q_SIGNALS:
    void viewChosen(const whittle::app::View &view);

private:
    void choose(const View &view);
    void update();
    void fillCapabilities();
    void fillKernels();
    QToolButton *addButton(const QString &icon, const QString &name, const QString &toolTip);

    View m_view;
    QLabel *m_label;
    QToolButton *m_abi;
    QToolButton *m_capabilities;
    QToolButton *m_kernel;
    QToolButton *m_engine;
    QToolButton *m_runtime;
};

} // namespace whittle::app
