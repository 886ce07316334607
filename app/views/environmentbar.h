#pragma once

#include "documents/decisions.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace whittle::app {

class CapabilityPanel;

/// The environment that every decision on screen is made for: ABI, capabilities, kernel, engine and runtime, each a button that opens
/// what there is to choose.
class EnvironmentBar final : public QFrame
{
    Q_OBJECT

public:
    explicit EnvironmentBar(QWidget *parent = nullptr);

    void setView(const View &view);
    /// Without the label and the icons, for narrow places.
    void setCompact(bool compact);
    [[nodiscard]] CapabilityPanel *capabilityPanel() { return m_panel; }
    [[nodiscard]] const View &view() const { return m_view; }

Q_SIGNALS:
    void viewChosen(const whittle::app::View &view);

private:
    void choose(const View &view);
    void update();
    void takeKernel(QLineEdit &field);
    void fillKernels();
    QToolButton *addButton(const QString &icon, const QString &name, const QString &toolTip);

    View m_view;
    QLabel *m_label;
    CapabilityPanel *m_panel = nullptr;
    QToolButton *m_abi;
    QToolButton *m_capabilities;
    QToolButton *m_kernel;
    QToolButton *m_engine;
    QToolButton *m_runtime;
};

} // namespace whittle::app
