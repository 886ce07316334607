#include "views/environmentbar.h"

#include "models/syscallrow.h"
#include "profile/capability_options.h"
#include "views/capabilitypanel.h"
#include "views/errnofield.h"
#include "views/icons.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QWidgetAction>

#include <array>

namespace whittle::app {
namespace {

// Long-term kernels, and the ones where Docker's default profile changes its mind.
constexpr std::array kKernels = {"3.10", "4.4", "4.7", "4.8", "4.19", "5.4", "5.10", "5.15", "6.1", "6.6", "6.12"};

QString kernelText(const profile::KernelVersion &kernel)
{
    return QStringLiteral("%1.%2").arg(kernel.major).arg(kernel.minor);
}

QAction *addChoice(QMenu *menu, QActionGroup *group, const QString &text, bool checked)
{
    auto *action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(checked);
    group->addAction(action);
    return action;
}

} // namespace

EnvironmentBar::EnvironmentBar(QWidget *parent) : QFrame(parent)
{
    setProperty("bar", true);
    setObjectName(QStringLiteral("environmentBar"));
    setAccessibleName(tr("Environment that the decisions are made for"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 3, 6, 3);
    layout->setSpacing(2);
    m_label = new QLabel(tr("Decided for"), this);
    m_label->setProperty("muted", true);
    layout->addWidget(m_label);
    m_abi = addButton(QStringLiteral("chip"), QStringLiteral("abiButton"), tr("The architecture and ABI whose syscalls are shown"));
    m_capabilities = addButton(QStringLiteral("key"), QStringLiteral("capabilitiesButton"), tr("The capabilities that the container has: some rules count only with one"));
    delete m_capabilities->menu(); // a panel, which stays open while several are chosen
    m_kernel = addButton(QStringLiteral("kernel"), QStringLiteral("kernelButton"), tr("The kernel that the container runs on: some rules ask for a version"));
    m_engine = addButton(QStringLiteral("engine"), QStringLiteral("engineButton"), tr("The engine that reads the profile: engines differ in what they understand"));
    m_runtime = addButton(QStringLiteral("go"), QStringLiteral("runtimeButton"), tr("The runtime that loads the filter: runc answers ENOSYS to syscalls newer than the profile, crun does not"));
    layout->addStretch(1);

    auto *abis = new QActionGroup(this);
    for (const Abi abi : kAllAbis) {
        auto *action = addChoice(m_abi->menu(), abis, words::abi(abi), false);
        action->setData(static_cast<int>(abi));
        connect(action, &QAction::triggered, this, [this, abi] { choose(m_view.withAbi(abi)); });
    }
    m_panel = new CapabilityPanel(this);
    connect(m_capabilities, &QToolButton::clicked, this, [this] {
        m_panel->setCapabilities(m_view.target.capabilities, profile::defaultCapabilities(m_view.target.rules));
        m_panel->openBelow(m_capabilities);
    });
    connect(m_panel, &CapabilityPanel::chosen, this, [this](const std::set<std::string> &capabilities) {
        View view = m_view;
        view.target.capabilities = capabilities;
        choose(view);
    });
    connect(m_kernel->menu(), &QMenu::aboutToShow, this, &EnvironmentBar::fillKernels);
    auto *engines = new QActionGroup(this);
    for (const auto &[rules, name] : {std::pair(profile::EngineRules::Docker, tr("Docker")), std::pair(profile::EngineRules::Podman, tr("Podman, Buildah, CRI-O")),
             std::pair(profile::EngineRules::Containerd, tr("containerd, Kubernetes, nerdctl"))}) {
        auto *action = addChoice(m_engine->menu(), engines, name, false);
        action->setData(static_cast<int>(rules));
        connect(action, &QAction::triggered, this, [this, rules] {
            View view = m_view;
            view.target.rules = rules;
            choose(view);
        });
    }
    auto *runtimes = new QActionGroup(this);
    for (const auto &[runtime, name] : {std::pair(profile::Runtime::Runc, QStringLiteral("runc")), std::pair(profile::Runtime::Crun, QStringLiteral("crun"))}) {
        auto *action = addChoice(m_runtime->menu(), runtimes, name, false);
        action->setData(static_cast<int>(runtime));
        connect(action, &QAction::triggered, this, [this, runtime] {
            View view = m_view;
            view.target.runtime = runtime;
            choose(view);
        });
    }
    update();
}

QToolButton *EnvironmentBar::addButton(const QString &icon, const QString &name, const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setProperty("flat", true);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    button->setIcon(icons::get(icon));
    button->setIconSize(icons::besideText(fontMetrics()));
    button->setToolTip(toolTip);
    button->setMenu(new QMenu(button));
    layout()->addWidget(button);
    return button;
}

void EnvironmentBar::setView(const View &view)
{
    m_view = view;
    update();
}

void EnvironmentBar::setCompact(bool compact)
{
    m_label->setVisible(!compact);
    for (auto *button : {m_abi, m_capabilities, m_kernel, m_engine, m_runtime})
        button->setToolButtonStyle(compact ? Qt::ToolButtonTextOnly : Qt::ToolButtonTextBesideIcon);
}

void EnvironmentBar::choose(const View &view)
{
    setView(view);
    Q_EMIT viewChosen(m_view);
}

void EnvironmentBar::update()
{
    const auto &target = m_view.target;
    m_abi->setText(words::abi(m_view.abi));
    for (auto *action : m_abi->menu()->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(m_view.abi));
    m_capabilities->setText(capabilityText(target.capabilities));
    m_capabilities->setToolTip(tr("The capabilities that the container has: some rules count only with one.\n%1").arg(QString::fromStdString(profile::capabilityOptions(target.capabilities, profile::defaultCapabilities(target.rules)))).trimmed());
    m_kernel->setText(tr("Linux %1").arg(kernelText(target.kernel)));
    m_engine->setText(target.rules == profile::EngineRules::Docker ? tr("Docker") : target.rules == profile::EngineRules::Podman ? tr("Podman") : tr("containerd"));
    for (auto *action : m_engine->menu()->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(target.rules));
    m_runtime->setText(target.runtime == profile::Runtime::Runc ? QStringLiteral("runc") : QStringLiteral("crun"));
    for (auto *action : m_runtime->menu()->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(target.runtime));
    for (auto *button : {m_abi, m_capabilities, m_kernel, m_engine, m_runtime})
        button->setAccessibleName(button->text());
}

void EnvironmentBar::fillKernels()
{
    auto *menu = m_kernel->menu();
    menu->clear();
    const auto add = [&](const QString &text, const profile::KernelVersion &kernel) {
        auto *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_view.target.kernel == kernel);
        connect(action, &QAction::triggered, this, [this, kernel] {
            View view = m_view;
            view.target.kernel = kernel;
            choose(view);
        });
    };
    add(tr("This machine: %1").arg(kernelText(profile::runningKernel())), profile::runningKernel());
    menu->addSeparator();
    for (const char *version : kKernels)
        if (const auto kernel = profile::parseKernelVersion(version))
            add(QString::fromLatin1(version), *kernel);
    menu->addSeparator();
    auto *field = new QLineEdit(menu);
    field->setObjectName(QStringLiteral("kernelField"));
    field->setAccessibleName(tr("Another kernel version"));
    field->setPlaceholderText(tr("another, such as 5.13"));
    auto *other = new QWidgetAction(menu);
    other->setDefaultWidget(field);
    menu->addAction(other);
    connect(field, &QLineEdit::returnPressed, this, [this, field] { takeKernel(*field); });
}

void EnvironmentBar::takeKernel(QLineEdit &field)
{
    const auto kernel = profile::parseKernelVersion(field.text().trimmed().toStdString());
    markInvalid(field, !kernel);
    if (!kernel)
        return;
    View view = m_view;
    view.target.kernel = *kernel;
    m_kernel->menu()->close();
    choose(view);
}

} // namespace whittle::app
