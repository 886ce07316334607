#pragma once

#include "documents/runchoices.h"

#include <QObject>

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QRadioButton;
class QSpinBox;
class QWidget;

namespace whittle::app {

/// How an image is run and exercised: the rows of a form.
class RunFields final : public QObject
{
    Q_OBJECT

public:
    /// Adds its rows to the form; the fields belong to parent.
    RunFields(const RunChoices &choices, QFormLayout *form, QWidget *parent);

    void store(RunChoices &choices) const;
    /// Where requests that fail are no failure anyway.
    void hideFailures();

private:
    void update();

    QCheckBox *m_http;
    QCheckBox *m_crawl;
    QPlainTextEdit *m_requests;
    QPlainTextEdit *m_hostCommands;
    QPlainTextEdit *m_containerCommands;
    QRadioButton *m_asLong;
    QRadioButton *m_forSeconds;
    QRadioButton *m_untilExit;
    QSpinBox *m_seconds;
    QFormLayout *m_form;
    QCheckBox *m_failures;
    QPlainTextEdit *m_environment;
    QLineEdit *m_command;
};

} // namespace whittle::app
