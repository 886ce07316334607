#include "dialogs/exportdialog.h"

#include "base/files.h"
#include "dialogs/containerfields.h"
#include "dialogs/dialogs.h"
#include "dialogs/formfields.h"
#include "settings/settings.h"
#include "settings/theme.h"
#include "views/icons.h"
#include "views/highlighting.h"
#include "views/messagebar.h"
#include "views/pagehead.h"

#include <KSyntaxHighlighting/SyntaxHighlighter>

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

namespace whittle::app {
namespace {

constexpr int kPauseMs = 200; // typing in a field writes once
constexpr int kIdRole = Qt::UserRole;
constexpr qsizetype kMaxItems = 12; // of a loss, on the screen

} // namespace

ExportDialog::ExportDialog(std::shared_ptr<const ExportSource> source, const tuning::ContainerSettings &settings, Dialogs &dialogs, QWidget *parent)
    : QDialog(parent), m_source(std::move(source)), m_dialogs(dialogs), m_formats(new QListWidget(this)), m_title(makePageTitle({}, this)), m_about(new QLabel(this)), m_optionsHome(new QWidget(this)),
      m_container(new QWidget(this)), m_propose(new QPushButton(tr("&Fill In What the Recording Needed"), this)), m_preview(new QPlainTextEdit(this)), m_losses(new QLabel(this)),
      m_strict(new QCheckBox(tr("Only where &nothing is lost"), this)), m_message(new MessageBar(this)), m_soon(new QTimer(this))
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export %1").arg(m_source->name));
    auto *layout = new QVBoxLayout(this);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    m_formats->setObjectName(QStringLiteral("exportFormats"));
    m_formats->setAccessibleName(tr("Formats"));
    m_formats->setUniformItemSizes(true);
    m_formats->setSpacing(2);
    splitter->addWidget(m_formats);

    auto *form = new QWidget(splitter);
    auto *formLayout = new QVBoxLayout(form);
    formLayout->setContentsMargins(8, 0, 8, 0);
    m_about->setWordWrap(true);
    m_about->setProperty("muted", true);
    m_about->setTextFormat(Qt::PlainText);
    formLayout->addWidget(m_title);
    formLayout->addWidget(m_about);
    auto *scroll = new QScrollArea(form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(scroll);
    content->setObjectName(QStringLiteral("formContent"));
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(2, 2, 10, 2);
    auto *home = new QVBoxLayout(m_optionsHome);
    home->setContentsMargins(0, 0, 0, 0);
    contentLayout->addWidget(m_optionsHome);
    auto *containerForm = new QFormLayout(m_container);
    containerForm->setContentsMargins(0, 0, 0, 0);
    containerForm->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    containerForm->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_fields = new ContainerFields(containerForm, m_container);
    m_fields->load(settings);
    m_propose->setObjectName(QStringLiteral("exportPropose"));
    m_propose->setToolTip(tr("No capability, no writable place and no user that the recorded run could do without"));
    m_propose->setVisible(!m_source->recordings.empty());
    containerForm->addRow(m_propose);
    contentLayout->addWidget(m_container);
    contentLayout->addStretch(1);
    scroll->setWidget(content);
    formLayout->addWidget(scroll, 1);
    splitter->addWidget(form);

    auto *result = new QWidget(splitter);
    auto *resultLayout = new QVBoxLayout(result);
    resultLayout->setContentsMargins(0, 0, 0, 0);
    m_preview->setObjectName(QStringLiteral("exportPreview"));
    m_preview->setAccessibleName(tr("What is written"));
    m_preview->setReadOnly(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setFont(theme::fixedFont());
    m_highlighter = makeHighlighter(m_preview->document());
    resultLayout->addWidget(m_preview, 1);
    m_losses->setObjectName(QStringLiteral("exportLosses"));
    m_losses->setWordWrap(true);
    m_losses->setTextFormat(Qt::RichText);
    m_losses->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *lossScroll = new QScrollArea(result);
    lossScroll->setWidgetResizable(true);
    lossScroll->setFrameShape(QFrame::NoFrame);
    lossScroll->setWidget(m_losses);
    lossScroll->setMaximumHeight(fontMetrics().height() * 8);
    lossScroll->setAccessibleName(tr("What is lost"));
    m_losses->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_losses->setContentsMargins(8, 4, 8, 4);
    resultLayout->addWidget(lossScroll);
    splitter->addWidget(result);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 2);
    splitter->setStretchFactor(2, 3);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_message);
    m_message->clear();

    m_strict->setObjectName(QStringLiteral("exportStrict"));
    m_strict->setToolTip(tr("Save and copy nothing that would decide or do anything otherwise than this does"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_save = buttons->addButton(tr("&Save As…"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(QStringLiteral("exportSave"));
    m_save->setDefault(true);
    m_copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(QStringLiteral("exportCopy"));
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_strict);
    bottom->addWidget(buttons, 1);
    layout->addLayout(bottom);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::saveAs);
    connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(m_strict, &QCheckBox::toggled, this, &ExportDialog::updateButtons);
    connect(m_propose, &QPushButton::clicked, this, &ExportDialog::propose);
    m_soon->setSingleShot(true);
    m_soon->setInterval(kPauseMs);
    connect(m_soon, &QTimer::timeout, this, &ExportDialog::write);
    connect(m_fields, &ContainerFields::changed, this, [this] {
        m_exported.reset();
        updateButtons();
        m_soon->start();
    });
    fillFormats();
    connect(m_formats, &QListWidget::currentRowChanged, this, &ExportDialog::showFormat);
    if (!choose(settings::lastExport()))
        m_formats->setCurrentRow(0);
    updateTheme();
    const QSize wanted(fontMetrics().averageCharWidth() * 170, fontMetrics().height() * 42);
    resize(parent ? wanted.boundedTo(parent->size()) : wanted);
    splitter->setSizes({fontMetrics().averageCharWidth() * 34, fontMetrics().averageCharWidth() * 52, fontMetrics().averageCharWidth() * 84});
    m_formats->setFocus();
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::fillFormats()
{
    for (const auto &exporter : exports::all()) {
        if (!m_source->fits(exporter.description))
            continue;
        auto *item = new QListWidgetItem(QString::fromStdString(exporter.description.title), m_formats);
        item->setData(kIdRole, QString::fromStdString(exporter.description.id));
        item->setToolTip(QString::fromStdString(exporter.description.description));
    }
}

bool ExportDialog::choose(const QString &format)
{
    for (int row = 0; row < m_formats->count(); ++row) {
        if (m_formats->item(row)->data(kIdRole).toString() == format) {
            m_formats->setCurrentRow(row);
            return true;
        }
    }
    return false;
}

bool ExportDialog::isBusy() const
{
    return m_soon->isActive() || m_job.isRunning() || m_proposeJob.isRunning();
}

const exports::Description *ExportDialog::description() const
{
    const auto *item = m_formats->currentItem();
    const auto *exporter = item ? exports::find(item->data(kIdRole).toString().toStdString()) : nullptr;
    return exporter ? &exporter->description : nullptr;
}

void ExportDialog::showFormat()
{
    const auto *chosen = description();
    if (!chosen)
        return;
    m_title->setText(QString::fromStdString(chosen->title));
    QStringList about = {QString::fromStdString(chosen->description)};
    if (!chosen->limits.empty()) {
        QStringList limits;
        for (const auto &limit : chosen->limits)
            limits << QString::fromStdString(limit);
        about << tr("It has no words for: %1").arg(limits.join(QLatin1Char(' ')));
    }
    m_about->setText(about.join(QLatin1Char('\n')));
    m_container->setVisible(chosen->usesSettings);
    showOptions(*chosen);
    setLanguageNamed(*m_highlighter, QString::fromStdString(chosen->syntax));
    m_message->clear();
    m_soon->stop();
    write();
}

void ExportDialog::showOptions(const exports::Description &chosen)
{
    delete m_options;
    m_options = new QWidget(m_optionsHome);
    auto *form = new QFormLayout(m_options);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    auto &values = m_chosen[chosen.id];
    for (const auto &option : chosen.options) {
        auto &value = values.try_emplace(option.id, option.standard).first->second;
        const auto store = [this, &value](const QString &text) {
            value = text.toStdString();
            m_exported.reset();
            updateButtons();
            m_soon->start();
        };
        QWidget *field = nullptr;
        if (option.choices.empty()) {
            auto *line = new QLineEdit(QString::fromStdString(value), m_options);
            connect(line, &QLineEdit::textChanged, this, store);
            field = line;
        } else {
            auto *box = new QComboBox(m_options);
            for (const auto &choice : option.choices)
                box->addItem(QString::fromStdString(choice));
            box->setCurrentText(QString::fromStdString(value));
            connect(box, &QComboBox::currentTextChanged, this, store);
            field = box;
        }
        field->setObjectName(QStringLiteral("option_") + QString::fromStdString(option.id));
        field->setToolTip(QString::fromStdString(option.help));
        field->setAccessibleDescription(field->toolTip());
        form->addRow(QString::fromStdString(option.title), field);
    }
    m_options->setVisible(!chosen.options.empty());
    m_optionsHome->layout()->addWidget(m_options);
}

void ExportDialog::propose()
{
    m_proposeJob.start([source = m_source](const std::stop_token &, const ProgressFn &) { return source->proposedSettings(); },
        [this](Result<tuning::ContainerSettings> proposed) {
            if (!proposed) {
                m_message->showMessage(MessageBar::Kind::Error, QString::fromStdString(proposed.error().message));
                return;
            }
            // What the recording cannot know stays as it was typed.
            if (const auto typed = m_fields->settings()) {
                proposed->image = typed->image;
                proposed->appArmorProfile = typed->appArmorProfile;
            }
            m_fields->load(*proposed);
        });
}

void ExportDialog::write()
{
    const auto *chosen = description();
    if (!chosen)
        return;
    m_exported.reset();
    updateButtons();
    ExportChoices choices{.format = chosen->id, .options = m_chosen[chosen->id], .settings = {}};
    if (chosen->usesSettings) {
        auto settings = m_fields->settings();
        if (!settings) {
            m_job.drop();
            show(std::unexpected(std::move(settings).error()));
            return;
        }
        choices.settings = *std::move(settings);
    }
    m_job.start([source = m_source, choices = std::move(choices)](const std::stop_token &, const ProgressFn &) { return source->write(choices); }, [this](Result<exports::Exported> result) { show(result); });
}

void ExportDialog::show(const Result<exports::Exported> &result)
{
    if (result) {
        m_exported = *result;
        m_preview->setPlainText(previewOf(result->content, description()->isBinary));
        m_message->clear();
    } else {
        m_exported.reset();
        m_preview->clear();
        m_message->showMessage(MessageBar::Kind::Error, QString::fromStdString(result.error().message));
    }
    showLosses();
    updateButtons();
}

void ExportDialog::showLosses()
{
    if (!m_exported) {
        m_losses->clear();
        return;
    }
    const auto &colors = theme::colors();
    QString html;
    if (m_exported->losses.empty())
        html = QStringLiteral("<p style=\"color:%1\">%2</p>").arg(colors.muted.name(), tr("Nothing is lost."));
    for (const auto &loss : m_exported->losses) {
        QStringList items;
        for (const auto &item : loss.items) {
            if (items.size() == kMaxItems) {
                items << tr("%Ln more", nullptr, static_cast<int>(loss.items.size()) - static_cast<int>(kMaxItems));
                break;
            }
            items << QString::fromStdString(item).toHtmlEscaped();
        }
        const QString text = QString::fromStdString(loss.what).toHtmlEscaped() + (items.isEmpty() ? QString() : QStringLiteral(": ") + items.join(QStringLiteral(", ")));
        html += QStringLiteral("<p><b style=\"color:%1\">%2</b> %3</p>").arg(colors.warning.name(), tr("Lost:"), text);
    }
    for (const auto &note : m_exported->notes)
        html += QStringLiteral("<p>%1 %2</p>").arg(tr("Note:"), QString::fromStdString(note).toHtmlEscaped());
    m_losses->setText(html);
}

void ExportDialog::updateButtons()
{
    const bool ready = m_exported && (!m_strict->isChecked() || m_exported->losses.empty());
    m_save->setEnabled(ready);
    m_copy->setEnabled(ready && !description()->isBinary);
    m_strict->setText(m_exported && !m_exported->losses.empty() && m_strict->isChecked() ? tr("Only where &nothing is lost: here something is") : tr("Only where &nothing is lost"));
}

void ExportDialog::saveAs()
{
    const auto *chosen = description();
    if (!chosen || !m_exported)
        return;
    const QString suffix = QString::fromStdString(chosen->suffix);
    const QString folder = m_source->file.isEmpty() ? settings::lastFolder() : QFileInfo(m_source->file).absolutePath();
    QString suggested = QDir(folder).filePath(m_source->name + suffix);
    // Never over the profile that it is made from, unless somebody says so.
    if (suggested == m_source->file)
        suggested = QDir(folder).filePath(m_source->name + QLatin1Char('-') + QString::fromStdString(chosen->id) + suffix);
    const QString filter = suffix.isEmpty() ? tr("All files (*)") : tr("%1 (*%2);;All files (*)").arg(QString::fromStdString(chosen->title), suffix);
    const QString path = m_dialogs.saveReport(this, suggested, filter);
    if (path.isEmpty())
        return;
    if (const auto written = writeFileAtomically(path.toStdString(), m_exported->content); !written) {
        m_message->showMessage(MessageBar::Kind::Error, tr("Not saved: %1").arg(QString::fromStdString(written.error().message)));
        return;
    }
    settings::setLastExport(QString::fromStdString(chosen->id));
    m_message->showMessage(MessageBar::Kind::Info, tr("Saved as %1.").arg(QDir::toNativeSeparators(path)));
}

void ExportDialog::copy()
{
    if (!m_exported)
        return;
    QGuiApplication::clipboard()->setText(QString::fromStdString(m_exported->content));
    m_message->showMessage(MessageBar::Kind::Info, tr("Copied."));
}

void ExportDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateTheme();
}

void ExportDialog::updateTheme()
{
    if (!m_highlighter)
        return;
    updateHighlighting(*m_highlighter);
    m_preview->setFont(theme::fixedFont());
    showLosses();
}

} // namespace whittle::app
