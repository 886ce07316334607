#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFont;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace whittle::app {

class EnvironmentBar;

/// What a person can choose once for all. Every choice holds at once; one button takes all of them back.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(QWidget *parent = nullptr);

Q_SIGNALS:
    /// Theme or fonts.
    void appearanceChanged();
    void languageChanged();

private:
    void load();
    void reset();
    QWidget *makeAppearance();
    QWidget *makeProfiles();
    QWidget *makeTools();
    QPushButton *fontButton(QFormLayout *form, const char *name, const QString &label, bool fixed);
    void showFont(QPushButton *button, bool fixed);
    void chooseFont(QPushButton *button, bool fixed);
    void checkDiff();

    QComboBox *m_theme = nullptr;
    QComboBox *m_language = nullptr;
    QPushButton *m_interfaceFont = nullptr;
    QPushButton *m_fixedFont = nullptr;
    EnvironmentBar *m_environment = nullptr;
    QLineEdit *m_engine = nullptr;
    QLineEdit *m_diff = nullptr;
    QLabel *m_diffState = nullptr;
    QCheckBox *m_session = nullptr;
};

} // namespace whittle::app
