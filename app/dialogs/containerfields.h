#pragma once

#include "tuning/container_settings.h"

#include <QObject>

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QWidget;

namespace whittle::app {

/// What a container is started with beside its profile: the rows of a form.
class ContainerFields final : public QObject
{
    Q_OBJECT

public:
    /// Adds its rows to the form; the fields belong to parent.
    ContainerFields(QFormLayout *form, QWidget *parent);

    void load(const tuning::ContainerSettings &settings);
    /// Errors: InvalidInput naming the field and the word.
    [[nodiscard]] Result<tuning::ContainerSettings> settings() const;

Q_SIGNALS:
    void changed();

private:
    QLineEdit *m_image;
    QCheckBox *m_dropAll;
    QLineEdit *m_capabilities;
    QCheckBox *m_noNewPrivileges;
    QCheckBox *m_readOnly;
    QPlainTextEdit *m_tmpfs;
    QLineEdit *m_user;
    QLineEdit *m_appArmor;
};

} // namespace whittle::app
