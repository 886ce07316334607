#include "views/capabilitypanel.h"

#include "profile/capability_options.h"
#include "profile/target.h"
#include "settings/theme.h"
#include "views/errnofield.h"
#include "views/wordcompleter.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kColumns = 3;

} // namespace

std::set<std::string> everyCapability()
{
    return {profile::allCapabilities().begin(), profile::allCapabilities().end()};
}

QString capabilityText(const std::set<std::string> &capabilities)
{
    const auto more = [&](const std::set<std::string> &given) {
        return std::ranges::includes(capabilities, given) ? capabilities.size() - given.size() : std::string::npos;
    };
    constexpr std::size_t kFew = 3;
    const auto &docker = profile::defaultCapabilities(profile::EngineRules::Docker);
    if (capabilities.empty())
        return CapabilityPanel::tr("no capabilities");
    if (capabilities == docker)
        return CapabilityPanel::tr("Docker's capabilities");
    if (capabilities == profile::defaultCapabilities(profile::EngineRules::Podman))
        return CapabilityPanel::tr("Podman's capabilities");
    if (capabilities == everyCapability())
        return CapabilityPanel::tr("all capabilities");
    if (more(docker) <= kFew)
        return CapabilityPanel::tr("Docker's capabilities and %n more", nullptr, static_cast<int>(more(docker)));
    return CapabilityPanel::tr("%n capabilities", nullptr, static_cast<int>(capabilities.size()));
}

CapabilityPanel::CapabilityPanel(QWidget *parent) : QFrame(parent, Qt::Popup), m_words(new QLineEdit(this)), m_error(new QLabel(this))
{
    setObjectName(QStringLiteral("capabilityPanel"));
    setAccessibleName(tr("Capabilities of the container"));
    setProperty("card", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(8);
    auto *presets = new QHBoxLayout;
    presets->setSpacing(6);
    const auto add = [&](const char *name, const QString &text, const QString &toolTip, const std::set<std::string> &capabilities) {
        auto *button = new QPushButton(text, this);
        button->setObjectName(QLatin1StringView(name));
        button->setToolTip(toolTip);
        button->setCheckable(true);
        button->setAutoDefault(false);
        presets->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, capabilities] { choose(capabilities); });
        m_presets.emplace_back(button, capabilities);
    };
    add("capabilitiesDocker", tr("&Docker's"), tr("What Docker gives a container that asks for nothing"), profile::defaultCapabilities(profile::EngineRules::Docker));
    add("capabilitiesPodman", tr("&Podman's"), tr("What Podman gives a container that asks for nothing"), profile::defaultCapabilities(profile::EngineRules::Podman));
    add("capabilitiesNone", tr("&None"), tr("As with --cap-drop ALL"), {});
    add("capabilitiesAll", tr("&All"), tr("As with --cap-add ALL"), everyCapability());
    presets->addStretch(1);
    layout->addLayout(presets);

    m_words->setObjectName(QStringLiteral("capabilityWords"));
    m_words->setAccessibleName(tr("Capabilities as words of docker run"));
    m_words->setPlaceholderText(QStringLiteral("--cap-add SYS_ADMIN --cap-drop CHOWN"));
    m_words->setToolTip(tr("As for docker run and podman run, over what the engine gives; plain names are added, names with a minus in front dropped"));
    QStringList words = {QStringLiteral("--cap-add"), QStringLiteral("--cap-drop"), QStringLiteral("ALL")};
    for (const auto name : profile::allCapabilities())
        words << QLatin1StringView(name.data(), static_cast<qsizetype>(name.size())).mid(4).toString();
    m_words->setCompleter(new WordCompleter(words, QLatin1Char(' '), m_words));
    layout->addWidget(m_words);
    m_error->setObjectName(QStringLiteral("capabilityError"));
    m_error->setProperty("error", true);
    m_error->setWordWrap(true);
    m_error->hide();
    layout->addWidget(m_error);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(1);
    std::vector<std::string> names(profile::allCapabilities().begin(), profile::allCapabilities().end());
    std::ranges::sort(names);
    const int rows = (static_cast<int>(names.size()) + kColumns - 1) / kColumns;
    for (int i = 0; i < static_cast<int>(names.size()); ++i) {
        const auto &name = names[static_cast<std::size_t>(i)];
        auto *box = new QCheckBox(QString::fromStdString(name).mid(4), this);
        box->setFont(theme::fixedFont());
        box->setAccessibleName(QString::fromStdString(name));
        grid->addWidget(box, i % rows, i / rows);
        connect(box, &QCheckBox::toggled, this, [this, name](bool held) {
            if (m_setting)
                return;
            auto capabilities = m_held;
            if (held)
                capabilities.insert(name);
            else
                capabilities.erase(name);
            choose(capabilities);
        });
        m_boxes.emplace_back(box, name);
    }
    layout->addLayout(grid);
    connect(m_words, &QLineEdit::textEdited, this, &CapabilityPanel::takeWords);
    connect(m_words, &QLineEdit::returnPressed, this, [this] {
        if (m_error->isHidden())
            close();
    });
}

void CapabilityPanel::setCapabilities(const std::set<std::string> &held, const std::set<std::string> &given)
{
    m_held = held;
    m_given = given;
    update();
}

void CapabilityPanel::update()
{
    m_setting = true;
    for (const auto &[button, capabilities] : m_presets)
        button->setChecked(capabilities == m_held);
    for (const auto &[box, name] : m_boxes)
        box->setChecked(m_held.contains(name));
    m_setting = false;
    // Somebody who types is not to be corrected.
    const auto typed = profile::capabilitiesFor(m_words->text().toStdString(), m_given);
    if (m_words->hasFocus() && typed && *typed == m_held)
        return;
    m_words->setText(QString::fromStdString(profile::capabilityOptions(m_held, m_given)));
    m_error->hide();
    markInvalid(*m_words, false);
}

void CapabilityPanel::choose(const std::set<std::string> &capabilities)
{
    m_held = capabilities;
    update();
    Q_EMIT chosen(m_held);
}

void CapabilityPanel::takeWords(const QString &text)
{
    const auto read = profile::capabilitiesFor(text.toStdString(), m_given);
    markInvalid(*m_words, !read);
    m_error->setVisible(!read);
    if (!read) {
        m_error->setText(tr("That cannot be read: %1").arg(QString::fromStdString(read.error().message)));
        return;
    }
    if (*read != m_held)
        choose(*read);
}

void CapabilityPanel::openBelow(QWidget *button)
{
    adjustSize();
    QPoint place = button->mapToGlobal(button->rect().bottomLeft());
    if (const auto *screen = button->screen()) {
        const QRect area = screen->availableGeometry();
        place.setX(std::clamp(place.x(), area.left(), std::max(area.left(), area.right() - width())));
        place.setY(std::clamp(place.y(), area.top(), std::max(area.top(), area.bottom() - height())));
    }
    move(place);
    show();
    m_words->setFocus();
    m_words->selectAll();
}

} // namespace whittle::app
