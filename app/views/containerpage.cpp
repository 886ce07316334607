#include "views/containerpage.h"

#include "exports/container_words.h"
#include "exports/shell_text.h"
#include "settings/theme.h"
#include "views/plaintable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <span>

namespace whittle::app {
namespace {

constexpr int kOptionLines = 4;

QString optionsOf(const tuning::ContainerSettings &settings)
{
    QStringList words;
    for (const auto &word : exports::runOptions(settings, exports::capabilityWords(settings), profile::EngineRules::Docker))
        words << QString::fromStdString(exports::shellQuoted(word));
    return words.join(QLatin1Char(' '));
}

} // namespace

ContainerPage::ContainerPage(std::shared_ptr<const trace::Recording> recording, QWidget *parent)
    : QWidget(parent), m_recording(std::move(recording)), m_intro(new QLabel(tr("How little the container can be started with, as far as this run shows. These are options of docker run and podman run:"), this)),
      m_options(new QPlainTextEdit(this)), m_copy(new QPushButton(tr("&Copy"), this)), m_table(makePlainTable(&m_model, "settingsTable", tr("Settings and why they are so"), this)), m_notes(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 12, 16, 12);
    head->setSpacing(8);
    m_intro->setWordWrap(true);
    head->addWidget(m_intro);
    auto *line = new QHBoxLayout;
    m_options->setObjectName(QStringLiteral("settingsOptions"));
    m_options->setAccessibleName(tr("Options"));
    m_options->setReadOnly(true);
    m_options->setTabChangesFocus(true);
    m_options->setFrameShape(QFrame::StyledPanel);
    m_options->setProperty("field", true);
    m_options->setFont(theme::fixedFont());
    m_options->setFixedHeight(QFontMetrics(theme::fixedFont()).lineSpacing() * kOptionLines + 14);
    line->addWidget(m_options, 1);
    m_copy->setObjectName(QStringLiteral("settingsCopy"));
    m_copy->setToolTip(tr("Copy the options"));
    m_copy->setEnabled(false);
    line->addWidget(m_copy, 0, Qt::AlignTop);
    head->addLayout(line);
    layout->addLayout(head);
    m_table->horizontalHeader()->setStretchLastSection(true);
    layout->addWidget(m_table, 1);
    m_notes->setObjectName(QStringLiteral("settingsNotes"));
    m_notes->setProperty("muted", true);
    m_notes->setWordWrap(true);
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notes->setContentsMargins(16, 8, 16, 8);
    m_notes->hide();
    layout->addWidget(m_notes);
    setFocusProxy(m_table);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_options->toPlainText()); });
}

void ContainerPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_asked, true))
        return;
    m_job.start([recording = m_recording](const std::stop_token &, const ProgressFn &) { return tuning::proposeSettings(std::span(recording.get(), 1)); },
        [this](Result<tuning::SettingsProposal> proposal) { show(proposal); });
}

void ContainerPage::show(const Result<tuning::SettingsProposal> &proposal)
{
    if (!proposal) {
        m_notes->setText(QString::fromStdString(proposal.error().message));
        m_notes->show();
        return;
    }
    m_model.setProposal(*proposal);
    m_table->resizeColumnToContents(SettingsModel::Setting);
    m_options->setPlainText(optionsOf(proposal->settings));
    m_copy->setEnabled(true);
    QStringList notes;
    for (const auto &note : proposal->notes)
        notes << QStringLiteral("• ") + QString::fromStdString(note);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
}

} // namespace whittle::app
