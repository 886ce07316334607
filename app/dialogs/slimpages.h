#pragma once

#include "dialogs/slimwizard.h"

#include <QWizardPage>

namespace whittle::app {

class ArchiveChoice;
class ImageFields;
class RunFields;

/// A page that says below its fields what is wrong with them.
class SlimPage : public QWizardPage
{
    Q_OBJECT

public:
    SlimPage(const QString &title, const QString &subTitle, QWidget *parent);

    /// Takes the page's fields into the choices.
    virtual void store(BuildChoices &choices) const = 0;
    bool validatePage() override;

protected:
    /// Of the fields of this page; empty: all is well.
    [[nodiscard]] virtual QString problem() const = 0;
    QLabel *addMessage(class QLayout *layout);

private:
    QLabel *m_message = nullptr;
};

/// Which image, from which engine or archive.
class SlimImagePage final : public SlimPage
{
    Q_OBJECT

public:
    SlimImagePage(const BuildChoices &choices, Dialogs &dialogs, ImageListFn listImages, QWidget *parent);
    ~SlimImagePage() override;

    void store(BuildChoices &choices) const override;
    void setArchive(const QString &path);
    void initializePage() override;
    [[nodiscard]] bool isComplete() const override;

protected:
    [[nodiscard]] QString problem() const override;

private:
    void update();

    ImageFields *m_fields;
    ArchiveChoice *m_archiveChoice;
};

/// How the image is run and exercised.
class SlimRunPage final : public SlimPage
{
    Q_OBJECT

public:
    SlimRunPage(const BuildChoices &choices, QWidget *parent);
    void store(BuildChoices &choices) const override;

protected:
    [[nodiscard]] QString problem() const override;

private:
    RunFields *m_fields;
};

/// What stays, and where the results go.
class SlimKeepPage final : public SlimPage
{
    Q_OBJECT

public:
    SlimKeepPage(const BuildChoices &choices, Dialogs &dialogs, QWidget *parent);
    void store(BuildChoices &choices) const override;
    void initializePage() override;

protected:
    [[nodiscard]] QString problem() const override;

private:
    QComboBox *m_level;
    QLabel *m_levelText;
    QCheckBox *m_shell;
    QPlainTextEdit *m_include;
    QPlainTextEdit *m_exclude;
    QLineEdit *m_executables;
    QLineEdit *m_packages;
    QSpinBox *m_fix;
    QLineEdit *m_output;
    QLineEdit *m_tag;
    QString m_suggested; // the folder that was offered: follows the image while nobody changes it
};

} // namespace whittle::app
