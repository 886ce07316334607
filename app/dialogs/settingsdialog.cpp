#include "dialogs/settingsdialog.h"

#include "documents/viewjson.h"
#include "settings/language.h"
#include "settings/settings.h"
#include "views/environmentbar.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProcess>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace whittle::app {
namespace {

QFormLayout *makeForm(QWidget *parent)
{
    auto *form = new QFormLayout(parent);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    return form;
}

QLabel *makeNote(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("muted", true);
    label->setWordWrap(true);
    return label;
}

} // namespace

SettingsDialog::SettingsDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    auto *layout = new QVBoxLayout(this);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(scroll);
    auto *body = new QVBoxLayout(content);
    body->setContentsMargins(0, 0, 8, 0);
    body->setSpacing(12);
    body->addWidget(makeAppearance());
    body->addWidget(makeProfiles());
    body->addWidget(makeTools());
    body->addStretch(1);
    scroll->setWidget(content);
    layout->addWidget(scroll, 1);
    layout->addWidget(makeNote(tr("Every choice holds at once."), this));
    auto *buttons = new QDialogButtonBox(this);
    auto *reset = buttons->addButton(tr("&Reset All"), QDialogButtonBox::ResetRole);
    reset->setObjectName(QStringLiteral("settingsReset"));
    reset->setToolTip(tr("Take all choices of this dialog back"));
    auto *close = buttons->addButton(tr("Cl&ose"), QDialogButtonBox::RejectRole);
    close->setDefault(true);
    layout->addWidget(buttons);
    connect(reset, &QPushButton::clicked, this, &SettingsDialog::reset);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    load();
    // As high as its content, where the screen has room.
    resize(fontMetrics().averageCharWidth() * 100, std::min(content->sizeHint().height() + fontMetrics().height() * 7, fontMetrics().height() * 38));
}

QWidget *SettingsDialog::makeAppearance()
{
    auto *group = new QGroupBox(tr("Appearance"), this);
    auto *form = makeForm(group);
    m_theme = new QComboBox(group);
    m_theme->setObjectName(QStringLiteral("settingsTheme"));
    m_theme->addItem(tr("As the system has them"), static_cast<int>(ThemeChoice::System));
    m_theme->addItem(tr("Light"), static_cast<int>(ThemeChoice::Light));
    m_theme->addItem(tr("Dark"), static_cast<int>(ThemeChoice::Dark));
    form->addRow(tr("&Colours:"), m_theme);
    m_interfaceFont = fontButton(form, "settingsInterfaceFont", tr("Font of the &window:"), false);
    m_fixedFont = fontButton(form, "settingsFixedFont", tr("Font of &names and sources:"), true);
    m_language = new QComboBox(group);
    m_language->setObjectName(QStringLiteral("settingsLanguage"));
    m_language->addItem(tr("As the system has it"), QString());
    for (const auto &code : Language::builtIn())
        m_language->addItem(QLocale::languageToString(QLocale(code).language()) + (QLocale(code).nativeLanguageName().isEmpty() ? QString() : QStringLiteral(" · ") + QLocale(code).nativeLanguageName()), code);
    form->addRow(tr("&Language:"), m_language);
    connect(m_theme, &QComboBox::activated, this, [this] {
        settings::setThemeChoice(static_cast<ThemeChoice>(m_theme->currentData().toInt()));
        Q_EMIT appearanceChanged();
    });
    connect(m_language, &QComboBox::activated, this, [this] {
        settings::setLanguage(m_language->currentData().toString());
        Q_EMIT languageChanged();
    });
    return group;
}

QPushButton *SettingsDialog::fontButton(QFormLayout *form, const char *name, const QString &label, bool fixed)
{
    auto *button = new QPushButton(form->parentWidget());
    button->setObjectName(QLatin1StringView(name));
    button->setToolTip(tr("Choose another font"));
    form->addRow(label, button);
    connect(button, &QPushButton::clicked, this, [this, button, fixed] { chooseFont(button, fixed); });
    return button;
}

void SettingsDialog::showFont(QPushButton *button, bool fixed)
{
    const QFont font = fixed ? theme::fixedFont() : QApplication::font();
    const QString name = tr("%1, %2 points", "a font and its size").arg(font.family(), QLocale().toString(font.pointSizeF()));
    const bool chosen = !(fixed ? settings::fixedFont() : settings::interfaceFont()).isEmpty();
    button->setText(chosen ? name : tr("%1 (of the system)", "a font").arg(name));
}

void SettingsDialog::chooseFont(QPushButton *button, bool fixed)
{
    auto *dialog = new QFontDialog(fixed ? theme::fixedFont() : QApplication::font(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (fixed)
        dialog->setOption(QFontDialog::MonospacedFonts);
    connect(dialog, &QFontDialog::fontSelected, this, [this, button, fixed](const QFont &font) {
        if (fixed)
            settings::setFixedFont(font.toString());
        else
            settings::setInterfaceFont(font.toString());
        Q_EMIT appearanceChanged();
        showFont(button, fixed);
    });
    dialog->open();
}

QWidget *SettingsDialog::makeProfiles()
{
    auto *group = new QGroupBox(tr("Profiles and session"), this);
    auto *layout = new QVBoxLayout(group);
    layout->addWidget(makeNote(tr("The environment that decisions are shown for when a profile is opened: architecture, capabilities, kernel, engine and runtime."), group));
    m_environment = new EnvironmentBar(group);
    m_environment->setObjectName(QStringLiteral("settingsEnvironment"));
    layout->addWidget(m_environment);
    m_session = new QCheckBox(tr("Open at the start what was open &at the end"), group);
    m_session->setObjectName(QStringLiteral("settingsSession"));
    layout->addWidget(m_session);
    connect(m_environment, &EnvironmentBar::viewChosen, this, [this](const View &view) {
        m_environment->setView(view);
        settings::setDefaultEnvironment(QJsonDocument(toJson(view)).toJson(QJsonDocument::Compact));
    });
    connect(m_session, &QCheckBox::toggled, this, [](bool on) { settings::setRestoresSession(on); });
    return group;
}

QWidget *SettingsDialog::makeTools()
{
    auto *group = new QGroupBox(tr("Engine and tools"), this);
    auto *form = makeForm(group);
    m_engine = new QLineEdit(group);
    m_engine->setObjectName(QStringLiteral("settingsEngine"));
    m_engine->setPlaceholderText(tr("whatever is running: Docker, else Podman"));
    m_engine->setToolTip(tr("A socket or an address, such as unix:///run/user/1000/podman/podman.sock or tcp://10.0.0.5:2375"));
    form->addRow(tr("&Engine:"), m_engine);
    m_diff = new QLineEdit(group);
    m_diff->setObjectName(QStringLiteral("settingsDiff"));
    m_diff->setPlaceholderText(tr("the first of Meld, KDiff3, Kompare … that is there"));
    m_diff->setToolTip(tr("A program that shows two or three texts beside each other, such as meld %1 %2 %3; %1, %2 and %3 stand for the files"));
    form->addRow(tr("Program for &differences:"), m_diff);
    m_diffState = new QLabel(group);
    m_diffState->setObjectName(QStringLiteral("settingsDiffState"));
    m_diffState->setProperty("error", true);
    m_diffState->setWordWrap(true);
    form->addRow(QString(), m_diffState);
    connect(m_engine, &QLineEdit::textEdited, this, [](const QString &text) { settings::setEngineUrl(text.trimmed()); });
    connect(m_diff, &QLineEdit::textEdited, this, [this](const QString &text) {
        settings::setDiffCommand(text.trimmed());
        checkDiff();
    });
    return group;
}

void SettingsDialog::checkDiff()
{
    const auto words = QProcess::splitCommand(settings::diffCommand());
    const bool missing = !words.isEmpty() && QStandardPaths::findExecutable(words.front()).isEmpty();
    m_diffState->setText(missing ? tr("The program “%1” was not found.").arg(words.front()) : QString());
    m_diffState->setVisible(missing);
}

void SettingsDialog::load()
{
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(settings::themeChoice())));
    m_language->setCurrentIndex(std::max(0, m_language->findData(settings::language())));
    showFont(m_interfaceFont, false);
    showFont(m_fixedFont, true);
    m_environment->setView(viewOf(QJsonDocument::fromJson(settings::defaultEnvironment()).object()));
    m_session->setChecked(settings::restoresSession());
    m_engine->setText(settings::engineUrl());
    m_diff->setText(settings::diffCommand());
    checkDiff();
}

void SettingsDialog::reset()
{
    settings::resetPreferences();
    Q_EMIT appearanceChanged();
    Q_EMIT languageChanged();
    load();
}

} // namespace whittle::app
