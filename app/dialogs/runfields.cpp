#include "dialogs/runfields.h"

#include "dialogs/formfields.h"
#include "settings/theme.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace whittle::app {

RunFields::RunFields(const RunChoices &choices, QFormLayout *form, QWidget *parent)
    : QObject(parent), m_http(new QCheckBox(tr("Ask its ports by &HTTP"), parent)), m_crawl(new QCheckBox(tr("Follow the &links of the pages"), parent)), m_requests(nullptr), m_hostCommands(nullptr), m_containerCommands(nullptr),
      m_asLong(new QRadioButton(tr("As long as that &takes"), parent)), m_forSeconds(new QRadioButton(tr("&At least"), parent)), m_untilExit(new QRadioButton(tr("Until the program ends by &itself"), parent)),
      m_seconds(new QSpinBox(parent)), m_form(form), m_failures(new QCheckBox(tr("&Go on although a request fails"), parent)), m_environment(nullptr), m_command(new QLineEdit(choices.command, parent))
{
    m_http->setObjectName(QStringLiteral("httpField"));
    m_http->setChecked(choices.http);
    m_crawl->setObjectName(QStringLiteral("crawlField"));
    m_crawl->setChecked(choices.crawl);
    form->addRow(QString(), m_http);
    form->addRow(QString(), m_crawl);
    m_requests = makeLines("requestsField", choices.requests, tr("GET /health\nPOST :8080/login"), tr("One request a line: a path, with a method and a port of the container in front where it needs one"), parent);
    form->addRow(tr("&Requests"), m_requests);
    m_hostCommands = makeLines("hostCommandsField", choices.hostCommands, tr("curl -fsS http://$WHITTLE_HOST:$WHITTLE_PORT_80/"), tr("One a line, run here by sh with WHITTLE_HOST and WHITTLE_PORT_<port> set"), parent);
    form->addRow(tr("Command&s here"), m_hostCommands);
    m_containerCommands = makeLines("containerCommandsField", choices.containerCommands, tr("nginx -t"), tr("One a line, run in the container"), parent);
    form->addRow(tr("Commands in the &container"), m_containerCommands);

    auto *length = new QVBoxLayout;
    m_seconds->setObjectName(QStringLiteral("secondsField"));
    m_seconds->setRange(1, 24 * 3600);
    m_seconds->setValue(choices.seconds > 0 ? choices.seconds : 30);
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setAccessibleName(tr("Seconds to run"));
    m_untilExit->setObjectName(QStringLiteral("untilExitField"));
    m_forSeconds->setObjectName(QStringLiteral("forSecondsField"));
    (choices.untilExit ? m_untilExit : choices.seconds > 0 ? m_forSeconds : m_asLong)->setChecked(true);
    auto *forLine = new QHBoxLayout;
    forLine->addWidget(m_forSeconds);
    forLine->addWidget(m_seconds);
    forLine->addStretch(1);
    length->addWidget(m_asLong);
    length->addLayout(forLine);
    length->addWidget(m_untilExit);
    form->addRow(tr("How long"), length);
    m_failures->setChecked(choices.failuresAllowed);
    form->addRow(QString(), m_failures);
    m_environment = makeLines("environmentField", choices.environment, tr("POSTGRES_PASSWORD=secret"), tr("One NAME=value a line, on top of the image's own"), parent);
    form->addRow(tr("&Environment"), m_environment);
    m_command->setObjectName(QStringLiteral("commandField"));
    m_command->setPlaceholderText(tr("the image's own"));
    m_command->setToolTip(tr("Words in place of the image's command"));
    m_command->setFont(theme::fixedFont());
    form->addRow(tr("Co&mmand"), m_command);
    connect(m_http, &QCheckBox::toggled, this, &RunFields::update);
    connect(m_forSeconds, &QRadioButton::toggled, this, &RunFields::update);
    update();
}

void RunFields::update()
{
    m_crawl->setEnabled(m_http->isChecked());
    m_requests->setEnabled(m_http->isChecked());
    m_seconds->setEnabled(m_forSeconds->isChecked());
}

void RunFields::hideFailures()
{
    m_form->setRowVisible(m_failures, false);
}

void RunFields::store(RunChoices &choices) const
{
    choices.http = m_http->isChecked();
    choices.crawl = m_crawl->isChecked();
    choices.requests = linesOf(m_requests);
    choices.hostCommands = linesOf(m_hostCommands);
    choices.containerCommands = linesOf(m_containerCommands);
    choices.seconds = m_forSeconds->isChecked() ? m_seconds->value() : 0;
    choices.untilExit = m_untilExit->isChecked();
    choices.failuresAllowed = m_failures->isChecked();
    choices.environment = linesOf(m_environment);
    choices.command = m_command->text().trimmed();
}

} // namespace whittle::app
