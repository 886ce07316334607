#include "dialogs/imagefields.h"

#include "dialogs/archivechoice.h"
#include "dialogs/dialogs.h"
#include "documents/imageloader.h"
#include "engine/engine.h"
#include "settings/settings.h"

#include <QComboBox>
#include <QCompleter>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace whittle::app {

ImageFields::ImageFields(const RunChoices &choices, Dialogs &dialogs, ImageListFn listImages, QWidget *parent)
    : QWidget(parent), m_dialogs(dialogs), m_listImages(std::move(listImages)), m_engine(new QComboBox(this)), m_fromEngine(new QRadioButton(tr("An image of the &engine"), this)),
      m_fromArchive(new QRadioButton(tr("An &archive or layout"), this)), m_image(new QComboBox(this)), m_listState(new QLabel(this)), m_archive(new QLineEdit(choices.archive, this)),
      m_archiveChoice(new ArchiveChoice(choices.archiveImage, choices.platform, this)), m_browse(nullptr),
      m_browseFolder(nullptr)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
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
    engineLine->addRow(tr("En&gine"), m_engine);
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

    (choices.archive.isEmpty() ? m_fromEngine : m_fromArchive)->setChecked(true);
    connect(m_fromEngine, &QRadioButton::toggled, this, &ImageFields::update);
    connect(m_image, &QComboBox::editTextChanged, this, &ImageFields::changed);
    connect(m_archive, &QLineEdit::textChanged, this, &ImageFields::update);
    connect(m_archiveChoice, &ArchiveChoice::changed, this, &ImageFields::changed);
    connect(m_engine, &QComboBox::activated, this, &ImageFields::listImages);
    connect(m_engine->lineEdit(), &QLineEdit::editingFinished, this, &ImageFields::listImages);
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

ImageFields::~ImageFields() = default;

void ImageFields::begin()
{
    (m_fromEngine->isChecked() ? static_cast<QWidget *>(m_image) : m_archive)->setFocus();
    listImages();
}

void ImageFields::listImages()
{
    if (!m_listImages)
        return;
    RunChoices choices;
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

void ImageFields::setArchive(const QString &path)
{
    m_fromArchive->setChecked(true);
    m_archive->setText(path);
    settings::setLastFolder(QFileInfo(path).absolutePath());
}

void ImageFields::update()
{
    const bool fromEngine = m_fromEngine->isChecked();
    m_image->setEnabled(fromEngine);
    m_listState->setEnabled(fromEngine);
    for (auto *widget : std::initializer_list<QWidget *>{m_archive, m_archiveChoice, m_browse, m_browseFolder})
        widget->setEnabled(!fromEngine);
    const QString path = m_archive->text().trimmed();
    m_archiveChoice->setPath(fromEngine || !QFileInfo::exists(path) ? QString() : path);
    Q_EMIT changed();
}

bool ImageFields::isComplete() const
{
    if (m_fromEngine->isChecked())
        return !m_image->currentText().trimmed().isEmpty();
    return !m_archive->text().trimmed().isEmpty() && m_archiveChoice->isReady();
}

QString ImageFields::problem() const
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

void ImageFields::store(RunChoices &choices) const
{
    const bool fromList = m_engine->currentIndex() >= 0 && m_engine->currentText() == m_engine->itemText(m_engine->currentIndex());
    choices.engine = fromList ? m_engine->currentData().toString() : m_engine->currentText().trimmed();
    choices.image = m_fromEngine->isChecked() ? m_image->currentText().trimmed() : QString();
    choices.archive = m_fromEngine->isChecked() || m_archive->text().trimmed().isEmpty() ? QString() : QFileInfo(m_archive->text().trimmed()).absoluteFilePath();
    choices.archiveImage = m_fromEngine->isChecked() ? QString() : m_archiveChoice->reference();
    choices.platform = m_fromEngine->isChecked() ? QString() : m_archiveChoice->platform();
}

} // namespace whittle::app
