#include "dialogs/archivechoice.h"

#include "documents/imageloader.h"
#include "image/oci_index.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>

#include <utility>

namespace whittle::app {

namespace {

// While a path is typed, not every beginning of it is looked into.
constexpr int kPauseMs = 250;

QString nameOf(const image::Platform &platform)
{
    return QString::fromStdString(image::platformName(platform));
}

} // namespace

ArchiveChoice::ArchiveChoice(QString reference, QString platform, QWidget *parent)
    : QWidget(parent), m_reference(std::move(reference)), m_platform(std::move(platform)), m_state(new QLabel(this)), m_form(new QFormLayout(this)), m_images(new QComboBox(this)),
      m_platforms(new QComboBox(this))
{
    m_form->setContentsMargins({});
    m_state->setObjectName(QStringLiteral("archiveState"));
    m_state->setProperty("muted", true);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_images->setObjectName(QStringLiteral("archiveImageField"));
    m_platforms->setObjectName(QStringLiteral("archivePlatformField"));
    for (auto *box : {m_images, m_platforms})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContentsOnFirstShow);
    m_form->addRow(m_state);
    m_form->addRow(tr("&Image in it"), m_images);
    m_form->addRow(tr("&Platform"), m_platforms);
    m_form->setRowVisible(m_state, false);
    m_form->setRowVisible(m_images, false);
    m_form->setRowVisible(m_platforms, false);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kPauseMs);
    connect(&m_timer, &QTimer::timeout, this, &ArchiveChoice::look);
    connect(m_images, &QComboBox::currentIndexChanged, this, [this] {
        showPlatforms();
        Q_EMIT changed();
    });
    connect(m_platforms, &QComboBox::currentIndexChanged, this, &ArchiveChoice::changed);
}

ArchiveChoice::~ArchiveChoice() = default;

void ArchiveChoice::setPath(const QString &path)
{
    if (path == m_path)
        return;
    m_path = path;
    m_job.reset();
    m_choices.clear();
    m_problem.clear();
    m_form->setRowVisible(m_state, false);
    m_form->setRowVisible(m_images, false);
    m_form->setRowVisible(m_platforms, false);
    if (path.isEmpty())
        m_timer.stop();
    else
        m_timer.start();
    Q_EMIT changed();
}

void ArchiveChoice::look()
{
    // What is no image is told when the page is left, like every other field.
    if (!looksLikeImage(m_path.toStdString())) {
        Q_EMIT changed();
        return;
    }
    m_state->setText(tr("Looking into the archive…"));
    m_form->setRowVisible(m_state, true);
    m_job = std::make_unique<Job<std::vector<image::ImageChoice>>>(
        [path = m_path.toStdString()](std::stop_token stop, const ProgressFn &report) { return image::listImages({.path = path}, std::move(stop), report); },
        [this](const Progress &progress) {
            if (progress.total > 0)
                m_state->setText(tr("Looking into the archive, %1 %…").arg(progress.done * 100 / progress.total));
        },
        [this](Result<std::vector<image::ImageChoice>> images) {
            showImages(std::move(images));
            // The job may not go while it is calling.
            QMetaObject::invokeMethod(this, [this] { m_job.reset(); Q_EMIT changed(); }, Qt::QueuedConnection);
        });
    Q_EMIT changed();
}

void ArchiveChoice::showImages(Result<std::vector<image::ImageChoice>> images)
{
    m_form->setRowVisible(m_state, false);
    if (!images) {
        m_problem = QString::fromStdString(images.error().message);
        return;
    }
    m_choices = std::move(*images);
    {
        const QSignalBlocker blocker(m_images);
        m_images->clear();
        for (const auto &choice : m_choices) {
            QStringList names;
            for (const auto &name : choice.references)
                names << QString::fromStdString(name);
            m_images->addItem(names.isEmpty() ? QString::fromStdString(choice.reference) : names.join(QStringLiteral(", ")), QString::fromStdString(choice.reference));
        }
        m_images->setCurrentIndex(std::max(0, m_images->findData(m_reference)));
    }
    if (m_choices.size() > 1) {
        m_state->setText(tr("There are %Ln images in it.", nullptr, static_cast<int>(m_choices.size())));
        m_form->setRowVisible(m_state, true);
    }
    m_form->setRowVisible(m_images, m_choices.size() > 1);
    showPlatforms();
}

void ArchiveChoice::showPlatforms()
{
    const QSignalBlocker blocker(m_platforms);
    m_platforms->clear();
    const int at = m_images->currentIndex();
    if (at < 0)
        return;
    const auto &platforms = m_choices[static_cast<std::size_t>(at)].platforms;
    for (const auto &platform : platforms)
        m_platforms->addItem(nameOf(platform), nameOf(platform));
    int chosen = m_platforms->findData(m_platform);
    for (std::size_t i = 0; chosen < 0 && i < platforms.size(); ++i)
        if (image::fits(platforms[i], image::nativePlatform()))
            chosen = static_cast<int>(i);
    m_platforms->setCurrentIndex(std::max(0, chosen));
    m_form->setRowVisible(m_platforms, platforms.size() > 1);
}

QString ArchiveChoice::reference() const
{
    return m_choices.size() > 1 ? m_images->currentData().toString() : QString();
}

QString ArchiveChoice::platform() const
{
    return m_platforms->count() > 1 ? m_platforms->currentData().toString() : QString();
}

} // namespace whittle::app
