#include "dialogs/slimpages.h"

#include "dialogs/archivechoice.h"
#include "dialogs/dialogs.h"
#include "documents/imageloader.h"
#include "engine/engine.h"
#include "settings/settings.h"
#include "settings/theme.h"
#include "slim/glob.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QSpinBox>

namespace whittle::app {
namespace {

QStringList linesOf(const QPlainTextEdit *edit)
{
    QStringList lines;
    const auto all = edit->toPlainText().split(QLatin1Char('\n'));
    for (const auto &line : all)
        if (!line.trimmed().isEmpty())
            lines << line.trimmed();
    return lines;
}

QPlainTextEdit *makeLines(const char *name, const QStringList &lines, const QString &placeholder, const QString &toolTip, QWidget *parent, int rows = 3)
{
    auto *edit = new QPlainTextEdit(lines.join(QLatin1Char('\n')), parent);
    edit->setObjectName(QLatin1StringView(name));
    edit->setPlaceholderText(placeholder);
    edit->setToolTip(toolTip);
    edit->setAccessibleDescription(toolTip);
    edit->setTabChangesFocus(true);
    edit->setFont(theme::fixedFont());
    edit->setFrameShape(QFrame::StyledPanel);
    edit->setProperty("field", true);
    edit->setFixedHeight(QFontMetrics(edit->font()).lineSpacing() * rows + 18);
    return edit;
}

/// A form that scrolls where the window is small.
QFormLayout *makeForm(QVBoxLayout *outer, QWidget *page)
{
    auto *scroll = new QScrollArea(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(scroll);
    content->setObjectName(QStringLiteral("formContent"));
    scroll->setWidget(content);
    outer->addWidget(scroll, 1);
    auto *form = new QFormLayout(content);
    form->setContentsMargins(2, 2, 10, 2);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    return form;
}

/// What a file of another page's fields would say, in its own words.
QString problemOf(BuildChoices choices, const SlimPage &page)
{
    // The other pages' fields are taken as good.
    choices.image = QStringLiteral("x");
    choices.archive.clear();
    choices.output = QStringLiteral("/");
    page.store(choices);
    if (choices.output.trimmed().isEmpty())
        return SlimKeepPage::tr("Choose a folder for the results.");
    const auto request = requestOf(choices);
    return request ? QString() : QString::fromStdString(request.error().message);
}

} // namespace

SlimImagePage::SlimImagePage(const BuildChoices &choices, Dialogs &dialogs, ImageListFn listImages, QWidget *parent)
    : SlimPage(tr("Which image?"), tr("The image stays as it is; a new, smaller one is written beside it."), parent), m_dialogs(dialogs), m_listImages(std::move(listImages)), m_engine(new QComboBox(this)),
      m_fromEngine(new QRadioButton(tr("An image of the &engine"), this)), m_fromArchive(new QRadioButton(tr("An &archive or layout"), this)), m_image(new QComboBox(this)), m_listState(new QLabel(this)),
      m_archive(new QLineEdit(choices.archive, this)), m_archiveChoice(new ArchiveChoice(choices.archiveImage, choices.platform, this)), m_browse(nullptr), m_browseFolder(nullptr)
{
    auto *layout = new QVBoxLayout(this);
    auto *engineLine = new QFormLayout;
    m_engine->setObjectName(QStringLiteral("engineField"));
    m_engine->setEditable(true);
    m_engine->addItem(tr("Whatever is there"), QString());
    m_engine->addItem(tr("Podman, started for this"), QStringLiteral("podman"));
    for (const auto &socket : engine::usualSockets())
        if (const QString url = QString::fromStdString(socket); QFileInfo::exists(QString(url).remove(QStringLiteral("unix://"))))
            m_engine->addItem(url, url);
    const int known = m_engine->findData(choices.engine);
    if (known >= 0)
        m_engine->setCurrentIndex(known);
    else
        m_engine->setEditText(choices.engine);
    m_engine->setToolTip(tr("The engine that runs the image: Docker, Podman, or the address of a socket such as unix:///run/docker.sock"));
    m_engine->setAccessibleDescription(m_engine->toolTip());
    engineLine->addRow(tr("E&ngine"), m_engine);
    layout->addLayout(engineLine);
    layout->addSpacing(8);

    m_fromEngine->setObjectName(QStringLiteral("fromEngine"));
    m_fromArchive->setObjectName(QStringLiteral("fromArchive"));
    layout->addWidget(m_fromEngine);
    m_image->setObjectName(QStringLiteral("imageField"));
    m_image->setEditable(true);
    m_image->setInsertPolicy(QComboBox::NoInsert);
    m_image->setEditText(choices.image);
    m_image->lineEdit()->setPlaceholderText(tr("nginx:1.27, registry.example.org/team/app@sha256:…"));
    m_image->setAccessibleName(tr("Name of the image"));
    m_image->completer()->setFilterMode(Qt::MatchContains);
    m_image->completer()->setCompletionMode(QCompleter::PopupCompletion);
    auto *imageBox = new QVBoxLayout;
    imageBox->setContentsMargins(fontMetrics().height() * 2, 0, 0, 6);
    imageBox->addWidget(m_image);
    m_listState->setObjectName(QStringLiteral("listState"));
    m_listState->setProperty("muted", true);
    m_listState->setWordWrap(true);
    m_listState->setTextFormat(Qt::PlainText);
    imageBox->addWidget(m_listState);
    layout->addLayout(imageBox);

    layout->addWidget(m_fromArchive);
    m_archive->setObjectName(QStringLiteral("archiveField"));
    m_archive->setAccessibleName(tr("Path of the archive or layout"));
    m_archive->setPlaceholderText(tr("A file that “docker save” wrote, or an OCI layout; you can drop it here"));
    auto *browse = new QPushButton(tr("Choose a &File…"), this);
    browse->setObjectName(QStringLiteral("browseArchive"));
    auto *browseFolder = new QPushButton(tr("Choose a Fo&lder…"), this);
    m_browse = browse;
    m_browseFolder = browseFolder;
    auto *archiveBox = new QVBoxLayout;
    archiveBox->setContentsMargins(fontMetrics().height() * 2, 0, 0, 6);
    archiveBox->addWidget(m_archive);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(browse);
    buttons->addWidget(browseFolder);
    buttons->addStretch(1);
    archiveBox->addLayout(buttons);
    archiveBox->addWidget(m_archiveChoice);
    layout->addLayout(archiveBox);
    addMessage(layout);
    layout->addStretch(1);

    (choices.archive.isEmpty() ? m_fromEngine : m_fromArchive)->setChecked(true);
    connect(m_fromEngine, &QRadioButton::toggled, this, &SlimImagePage::update);
    connect(m_image, &QComboBox::editTextChanged, this, &QWizardPage::completeChanged);
    connect(m_archive, &QLineEdit::textChanged, this, &SlimImagePage::update);
    connect(m_archiveChoice, &ArchiveChoice::changed, this, &QWizardPage::completeChanged);
    connect(m_engine, &QComboBox::activated, this, &SlimImagePage::listImages);
    connect(m_engine->lineEdit(), &QLineEdit::editingFinished, this, &SlimImagePage::listImages);
    connect(browse, &QPushButton::clicked, this, [this] {
        if (const auto path = m_dialogs.openImage(this, settings::lastFolder()); !path.isEmpty())
            setArchive(path);
    });
    connect(browseFolder, &QPushButton::clicked, this, [this] {
        if (const auto path = m_dialogs.chooseFolder(this, tr("Choose an OCI Layout"), settings::lastFolder()); !path.isEmpty())
            setArchive(path);
    });
    update();
}

SlimImagePage::~SlimImagePage() = default;

void SlimImagePage::initializePage()
{
    (m_fromEngine->isChecked() ? static_cast<QWidget *>(m_image) : m_archive)->setFocus();
    listImages();
}

void SlimImagePage::listImages()
{
    if (!m_listImages)
        return;
    BuildChoices choices;
    store(choices);
    m_job.reset();
    m_listState->setText(tr("Asking the engine for its images…"));
    m_job = std::make_unique<Job<QStringList>>([list = m_listImages, engine = choices.engine](std::stop_token stop, const ProgressFn &) { return list(engine, std::move(stop)); }, nullptr,
        [this](Result<QStringList> images) {
            const QString text = m_image->currentText();
            m_image->clear();
            if (images) {
                m_image->addItems(*images);
                m_listState->setText(images->isEmpty() ? tr("The engine has no images yet. Choose an archive, or another engine.") : tr("The engine has %Ln images; type to search, or choose from the list.", nullptr, static_cast<int>(images->size())));
            } else {
                m_listState->setText(tr("The engine's images could not be listed: %1").arg(QString::fromStdString(images.error().message)));
            }
            m_image->setEditText(text);
        });
}

void SlimImagePage::setArchive(const QString &path)
{
    m_fromArchive->setChecked(true);
    m_archive->setText(path);
    settings::setLastFolder(QFileInfo(path).absolutePath());
}

void SlimImagePage::update()
{
    const bool fromEngine = m_fromEngine->isChecked();
    m_image->setEnabled(fromEngine);
    m_listState->setEnabled(fromEngine);
    for (auto *widget : std::initializer_list<QWidget *>{m_archive, m_archiveChoice, m_browse, m_browseFolder})
        widget->setEnabled(!fromEngine);
    const QString path = m_archive->text().trimmed();
    m_archiveChoice->setPath(fromEngine || !QFileInfo::exists(path) ? QString() : path);
    Q_EMIT completeChanged();
}

bool SlimImagePage::isComplete() const
{
    if (m_fromEngine->isChecked())
        return !m_image->currentText().trimmed().isEmpty();
    return !m_archive->text().trimmed().isEmpty() && m_archiveChoice->isReady();
}

QString SlimImagePage::problem() const
{
    if (m_fromEngine->isChecked())
        return {};
    const QString path = m_archive->text().trimmed();
    if (!QFileInfo::exists(path))
        return tr("“%1” is not there.").arg(path);
    if (!looksLikeImage(path.toStdString()))
        return QFileInfo(path).isDir() ? tr("“%1” is not an OCI layout: it has no oci-layout and no index.json.").arg(path) : tr("“%1” is not an image archive: it is no tar file, plain or compressed.").arg(path);
    return m_archiveChoice->problem();
}

void SlimImagePage::store(BuildChoices &choices) const
{
    const bool fromList = m_engine->currentIndex() >= 0 && m_engine->currentText() == m_engine->itemText(m_engine->currentIndex());
    choices.engine = fromList ? m_engine->currentData().toString() : m_engine->currentText().trimmed();
    choices.image = m_fromEngine->isChecked() ? m_image->currentText().trimmed() : QString();
    choices.archive = m_fromEngine->isChecked() || m_archive->text().trimmed().isEmpty() ? QString() : QFileInfo(m_archive->text().trimmed()).absoluteFilePath();
    choices.archiveImage = m_fromEngine->isChecked() ? QString() : m_archiveChoice->reference();
    choices.platform = m_fromEngine->isChecked() ? QString() : m_archiveChoice->platform();
}

SlimRunPage::SlimRunPage(const BuildChoices &choices, QWidget *parent)
    : SlimPage(tr("What should it do while it runs?"), tr("Only what happens in the run is known to be needed. Exercise what the image is for."), parent), m_http(new QCheckBox(tr("Ask its ports by &HTTP"), this)),
      m_crawl(new QCheckBox(tr("Follow the &links of the pages"), this)), m_requests(nullptr), m_hostCommands(nullptr), m_containerCommands(nullptr), m_asLong(new QRadioButton(tr("As long as that &takes"), this)),
      m_forSeconds(new QRadioButton(tr("&At least"), this)), m_untilExit(new QRadioButton(tr("Until the program ends by &itself"), this)), m_seconds(new QSpinBox(this)),
      m_failures(new QCheckBox(tr("&Go on although a request fails"), this)), m_environment(nullptr), m_command(new QLineEdit(choices.command, this))
{
    auto *layout = new QVBoxLayout(this);
    auto *form = makeForm(layout, this);
    m_http->setObjectName(QStringLiteral("httpField"));
    m_http->setChecked(choices.http);
    m_crawl->setObjectName(QStringLiteral("crawlField"));
    m_crawl->setChecked(choices.crawl);
    form->addRow(QString(), m_http);
    form->addRow(QString(), m_crawl);
    m_requests = makeLines("requestsField", choices.requests, tr("GET /health\nPOST :8080/login"), tr("One request a line: a path, with a method and a port of the container in front where it needs one"), this);
    form->addRow(tr("&Requests"), m_requests);
    m_hostCommands = makeLines("hostCommandsField", choices.hostCommands, tr("curl -fsS http://$WHITTLE_HOST:$WHITTLE_PORT_80/"), tr("One a line, run here by sh with WHITTLE_HOST and WHITTLE_PORT_<port> set"), this);
    form->addRow(tr("Commands &here"), m_hostCommands);
    m_containerCommands = makeLines("containerCommandsField", choices.containerCommands, tr("nginx -t"), tr("One a line, run in the container"), this);
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
    m_environment = makeLines("environmentField", choices.environment, tr("POSTGRES_PASSWORD=secret"), tr("One NAME=value a line, on top of the image's own"), this);
    form->addRow(tr("&Environment"), m_environment);
    m_command->setObjectName(QStringLiteral("commandField"));
    m_command->setPlaceholderText(tr("the image's own"));
    m_command->setToolTip(tr("Words in place of the image's command"));
    m_command->setFont(theme::fixedFont());
    form->addRow(tr("Co&mmand"), m_command);
    addMessage(layout);
    connect(m_http, &QCheckBox::toggled, this, &SlimRunPage::update);
    connect(m_forSeconds, &QRadioButton::toggled, this, &SlimRunPage::update);
    update();
}

void SlimRunPage::update()
{
    m_crawl->setEnabled(m_http->isChecked());
    m_requests->setEnabled(m_http->isChecked());
    m_seconds->setEnabled(m_forSeconds->isChecked());
}

QString SlimRunPage::problem() const
{
    return problemOf({}, *this);
}

void SlimRunPage::store(BuildChoices &choices) const
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

SlimKeepPage::SlimKeepPage(const BuildChoices &choices, Dialogs &dialogs, QWidget *parent)
    : SlimPage(tr("What stays, and where to?"), tr("What the run touched always stays, with its libraries and links."), parent), m_level(new QComboBox(this)), m_levelText(new QLabel(this)),
      m_shell(new QCheckBox(tr("Keep a &shell"), this)), m_include(nullptr), m_exclude(nullptr), m_executables(new QLineEdit(choices.executables.join(QLatin1Char(' ')), this)),
      m_packages(new QLineEdit(choices.packages.join(QLatin1Char(' ')), this)), m_fix(new QSpinBox(this)), m_output(new QLineEdit(choices.output, this)), m_tag(new QLineEdit(choices.tag, this))
{
    auto *layout = new QVBoxLayout(this);
    auto *form = makeForm(layout, this);
    m_level->setObjectName(QStringLiteral("levelField"));
    m_level->addItem(tr("Tight"), static_cast<int>(slim::Level::Tight));
    m_level->addItem(tr("Balanced"), static_cast<int>(slim::Level::Balanced));
    m_level->addItem(tr("Package"), static_cast<int>(slim::Level::Package));
    m_level->setCurrentIndex(m_level->findData(static_cast<int>(choices.level)));
    form->addRow(tr("&Level"), m_level);
    m_levelText->setProperty("muted", true);
    m_levelText->setWordWrap(true);
    m_levelText->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    form->addRow(QString(), m_levelText);
    const auto explain = [this] {
        const auto level = static_cast<slim::Level>(m_level->currentData().toInt());
        m_levelText->setText(level == slim::Level::Tight ? tr("Only what was touched. The smallest, and the first to miss something.")
                : level == slim::Level::Balanced         ? tr("What was touched, and what programs of that kind usually need: certificates, time zones, Python's modules beside one another, …")
                                                         : tr("Whole packages of which something was touched. The largest, and the safest."));
    };
    connect(m_level, &QComboBox::currentIndexChanged, this, explain);
    explain();
    m_include = makeLines("includeField", choices.include, tr("/etc/nginx/**"), tr("One path or pattern a line that stays: * is a name, ** any number of folders"), this);
    form->addRow(tr("&Keep"), m_include);
    m_exclude = makeLines("excludeField", choices.exclude, tr("/usr/share/doc/**"), tr("One path or pattern a line that goes; wins over everything but a path that is kept by its name"), this);
    form->addRow(tr("L&eave out"), m_exclude);
    m_executables->setObjectName(QStringLiteral("executablesField"));
    m_executables->setPlaceholderText(tr("curl /usr/bin/psql"));
    m_executables->setToolTip(tr("Programs to keep with their libraries, with blanks between"));
    form->addRow(tr("&Programs"), m_executables);
    m_packages->setObjectName(QStringLiteral("packagesField"));
    m_packages->setPlaceholderText(tr("ca-certificates tzdata"));
    m_packages->setToolTip(tr("Packages to keep whole, with blanks between"));
    form->addRow(tr("P&ackages"), m_packages);
    m_shell->setObjectName(QStringLiteral("shellField"));
    m_shell->setChecked(choices.shell);
    form->addRow(QString(), m_shell);
    m_fix->setObjectName(QStringLiteral("fixField"));
    m_fix->setRange(0, 50);
    m_fix->setValue(choices.fixAttempts);
    m_fix->setSpecialValueText(tr("never"));
    m_fix->setToolTip(tr("How often what the slim image misses is added and the image built again"));
    form->addRow(tr("&Try to fix it"), m_fix);

    auto *outputLine = new QHBoxLayout;
    m_output->setObjectName(QStringLiteral("outputField"));
    auto *browse = new QPushButton(tr("C&hoose…"), this);
    browse->setObjectName(QStringLiteral("browseOutput"));
    outputLine->addWidget(m_output, 1);
    outputLine->addWidget(browse);
    auto *outputLabel = new QLabel(tr("&Output folder"), this);
    outputLabel->setBuddy(m_output);
    m_output->setAccessibleName(tr("Output folder"));
    form->addRow(outputLabel, outputLine);
    m_tag->setObjectName(QStringLiteral("tagField"));
    m_tag->setPlaceholderText(tr("the image's name with .slim"));
    form->addRow(tr("Na&me of the slim image"), m_tag);
    addMessage(layout);
    connect(browse, &QPushButton::clicked, this, [this, &dialogs] {
        if (const auto path = dialogs.chooseFolder(this, tr("Choose a Folder for the Results"), QFileInfo(m_output->text()).absolutePath()); !path.isEmpty())
            m_output->setText(path);
    });
}

void SlimKeepPage::initializePage()
{
    const auto *owner = qobject_cast<const SlimWizard *>(wizard());
    if (!owner || (!m_output->text().isEmpty() && m_output->text() != m_suggested))
        return;
    m_suggested = suggestedOutput(owner->choices(), settings::lastFolder());
    m_output->setText(m_suggested);
}

QString SlimKeepPage::problem() const
{
    return problemOf({}, *this);
}

void SlimKeepPage::store(BuildChoices &choices) const
{
    choices.level = static_cast<slim::Level>(m_level->currentData().toInt());
    choices.shell = m_shell->isChecked();
    choices.include = linesOf(m_include);
    choices.exclude = linesOf(m_exclude);
    choices.executables = m_executables->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    choices.packages = m_packages->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    choices.fixAttempts = m_fix->value();
    choices.output = m_output->text().trimmed();
    choices.tag = m_tag->text().trimmed();
}

} // namespace whittle::app
