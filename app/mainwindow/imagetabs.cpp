#include "mainwindow/imagetabs.h"

#include "base/files.h"
#include "dialogs/dialogs.h"
#include "documents/imageloader.h"
#include "jobs/enginejobs.h"
#include "jobs/joblist.h"
#include "settings/settings.h"
#include "views/buildpage.h"
#include "views/fileinspector.h"
#include "views/imagepage.h"
#include "views/imagetree.h"
#include "views/messagebar.h"

#include <QFileInfo>

#include <algorithm>

namespace whittle::app {

ImageTabs::ImageTabs(Dialogs &dialogs, JobList &jobs, FileInspector &inspector, QWidget *window)
    : QObject(window), m_dialogs(dialogs), m_jobs(jobs), m_inspector(inspector), m_window(window), m_build(engineBuild()), m_listImages(engineImages()), m_saveImage(engineSave())
{
    connect(&inspector, &FileInspector::keepRequested, this, &ImageTabs::keepSelected);
    connect(&inspector, &FileInspector::removeRequested, this, &ImageTabs::removeSelected);
    connect(&inspector, &FileInspector::forgetRequested, this, &ImageTabs::forgetSelected);
}

ImageTabs::~ImageTabs()
{
    for (const auto &page : std::as_const(m_builds))
        delete page; // closed ones that still stop, and those in tabs
}

void ImageTabs::setEngine(BuildFn build, ImageListFn listImages, ImageSaveFn saveImage)
{
    m_saveImage = std::move(saveImage);
    m_build = std::move(build);
    m_listImages = std::move(listImages);
}

ImagePage *ImageTabs::addImage(ContentsPtr contents)
{
    auto *page = new ImagePage(std::move(contents), m_window);
    connect(page->tree(), &ImageTree::currentFileChanged, this, [this, page](FileId id) {
        if (page == m_current)
            m_inspector.showFile(id);
    });
    connect(page->tree(), &ImageTree::selectionCountChanged, this, &ImageTabs::actionsChanged);
    connect(page, &ImagePage::slimRequested, this, [this, page] { newBuild(page->document().contents().path); });
    connect(page, &ImagePage::rebuildRequested, this, &ImageTabs::rebuild);
    connect(page, &ImagePage::buildAgainRequested, this, &ImageTabs::buildAgain);
    connect(page, &ImagePage::fatRequested, this, [this, page] { readFat(page); });
    connect(page, &ImagePage::fileRequested, this, [this](const QString &path) { Q_EMIT openRequested({path}); });
    connect(page, &ImagePage::reportRequested, this, &ImageTabs::showReport);
    Q_EMIT pageMade(page);
    return page;
}

SlimWizard *ImageTabs::newBuild(const QString &archive)
{
    BuildChoices choices = whittle::app::choicesOf(settings::lastBuild());
    choices.recording.clear();
    if (choices.engine.isEmpty())
        choices.engine = settings::engineUrl();
    if (!archive.isEmpty() && archive != choices.archive) {
        choices.archive = archive;
        choices.image.clear();
        choices.output.clear();
        choices.tag.clear();
    }
    return showWizard(choices);
}

SlimWizard *ImageTabs::showWizard(const BuildChoices &choices)
{
    delete m_wizard;
    m_wizard = new SlimWizard(choices, m_dialogs, m_listImages, m_window);
    m_wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_wizard, &QDialog::accepted, this, [this] { startBuild(m_wizard->choices()); });
    m_wizard->open();
    return m_wizard;
}

BuildPage *ImageTabs::startBuild(const BuildChoices &choices)
{
    auto request = requestOf(choices);
    if (!request) {
        Q_EMIT failed(tr("The build cannot be started: %1").arg(QString::fromStdString(request.error().message)));
        return nullptr;
    }
    settings::setBuild(QString::fromStdString(request->outputDirectory), toJson(choices));
    auto *page = new BuildPage(std::make_unique<BuildDocument>(choices, std::move(*request), m_build), m_window);
    m_builds << page;
    list(page);
    connect(page, &BuildPage::fileRequested, this, [this](const QString &path) { Q_EMIT openRequested({path}); });
    connect(page, &BuildPage::reportRequested, this, &ImageTabs::showReport);
    connect(page, &BuildPage::filesRequested, this, [this, page] { Q_EMIT openRequested({QString::fromStdString(page->document().request().outputDirectory)}); });
    connect(page, &BuildPage::buildAgainRequested, this, &ImageTabs::buildAgain);
    Q_EMIT pageMade(page);
    return page;
}

void ImageTabs::list(BuildPage *page)
{
    auto &document = page->document();
    const auto id = m_jobs.add(tr("Slimming %1").arg(document.title()), [page = QPointer<BuildPage>(page)] {
        if (page)
            page->document().stop();
    });
    connect(&document, &BuildDocument::progressChanged, this, [this, id, &document] { m_jobs.setProgress(id, document.progress()); });
    const auto follow = [this, id, &document] {
        if (document.state() == BuildDocument::State::Failed)
            m_jobs.finish(id, document.error());
        else if (!document.isRunning())
            m_jobs.finish(id);
        else if (document.state() == BuildDocument::State::Stopping)
            m_jobs.cancel(id);
    };
    connect(&document, &BuildDocument::stateChanged, this, follow);
    connect(&document, &QObject::destroyed, this, [this, id] { m_jobs.finish(id); });
    follow();
}

void ImageTabs::setCurrent(QWidget *page)
{
    m_current = page;
    auto *image = currentImage();
    m_inspector.setDocument(image ? &image->document() : nullptr);
    if (image)
        m_inspector.showFile(image->tree()->currentFile());
}

ImagePage *ImageTabs::currentImage() const
{
    return qobject_cast<ImagePage *>(m_current);
}

BuildPage *ImageTabs::currentBuild() const
{
    return qobject_cast<BuildPage *>(m_current);
}

bool ImageTabs::canTick() const
{
    auto *page = currentImage();
    return page && page->document().contents().isBuild() && !page->tree()->selectedFiles().empty();
}

bool ImageTabs::canForget() const
{
    auto *page = currentImage();
    return page && page->document().hasTicks() && canTick();
}

bool ImageTabs::canRebuild() const
{
    auto *page = currentImage();
    return page && page->document().hasTicks();
}

bool ImageTabs::canStop() const
{
    auto *page = currentBuild();
    return page && page->document().state() == BuildDocument::State::Running;
}

bool ImageTabs::isOurs(const QWidget *page)
{
    return qobject_cast<const ImagePage *>(page) || qobject_cast<const BuildPage *>(page);
}

bool ImageTabs::mayClose(QWidget *page)
{
    auto *build = qobject_cast<BuildPage *>(page);
    return !build || !build->document().isRunning() || m_dialogs.askStop(m_window, build->document().title());
}

bool ImageTabs::mayCloseAll()
{
    return std::ranges::all_of(m_builds, [this](const QPointer<BuildPage> &page) { return !page || page->document().state() == BuildDocument::State::Stopping || mayClose(page); });
}

void ImageTabs::close(QWidget *page)
{
    auto *build = qobject_cast<BuildPage *>(page);
    if (!build || !build->document().isRunning()) {
        page->deleteLater();
        return;
    }
    build->document().stop();
    build->hide();
    build->setParent(m_window);
    // What it began is removed in the background; the window does not wait for that.
    connect(&build->document(), &BuildDocument::stateChanged, build, [build] {
        if (!build->document().isRunning())
            build->deleteLater();
    });
}

QString ImageTabs::fatPathOf(const QString &folder)
{
    const QString path = whittle::app::choicesOf(settings::buildIn(folder)).archive;
    return QFileInfo::exists(path) ? path : QString();
}

void ImageTabs::keepSelected()
{
    if (auto *page = currentImage())
        page->tree()->keepSelected();
}

void ImageTabs::removeSelected()
{
    if (auto *page = currentImage())
        page->tree()->removeSelected();
}

void ImageTabs::forgetSelected()
{
    if (auto *page = currentImage())
        page->tree()->forgetSelected();
}

void ImageTabs::copyPaths()
{
    if (auto *page = currentImage())
        page->tree()->copyPaths();
}

// Of a folder: what this program chose for it, or what the folder itself tells.
BuildChoices ImageTabs::choicesOf(const ImagePage &page)
{
    const auto &contents = page.document().contents();
    const auto stored = settings::buildIn(contents.folder);
    BuildChoices choices = whittle::app::choicesOf(stored);
    if (stored.isEmpty()) {
        choices.level = contents.selection->level;
        choices.image = contents.recording ? QString::fromStdString(contents.recording->subject.image) : contents.name;
        choices.archive = contents.fatPath;
        if (!choices.archive.isEmpty())
            choices.image.clear();
    }
    choices.output = contents.folder;
    choices.recording = contents.recordingPath;
    return choices;
}

void ImageTabs::rebuild()
{
    auto *page = currentImage();
    if (!page || !page->document().hasTicks())
        return;
    BuildChoices choices = choicesOf(*page);
    auto request = requestOf(choices);
    if (!request) {
        Q_EMIT failed(tr("The build cannot be started: %1").arg(QString::fromStdString(request.error().message)));
        return;
    }
    const auto options = page->document().optionsWithTicks(request->selection);
    const auto lines = [](const std::vector<std::string> &globs) {
        QStringList list;
        for (const auto &glob : globs)
            list << QString::fromStdString(glob);
        return list;
    };
    choices.include = lines(options.include);
    choices.exclude = lines(options.exclude);
    startBuild(choices);
}

void ImageTabs::buildAgain()
{
    if (auto *image = currentImage(); image && image->document().contents().isBuild())
        showWizard(choicesOf(*image));
    else if (auto *build = currentBuild())
        showWizard(build->document().choices());
}

void ImageTabs::stop()
{
    if (auto *page = currentBuild())
        page->document().stop();
}

void ImageTabs::readFat(ImagePage *page)
{
    auto choices = choicesOf(*page);
    if (!m_saveImage || choices.image.isEmpty())
        return;
    if (choices.engine.isEmpty())
        choices.engine = settings::engineUrl();
    const std::string folder = page->document().contents().folder.toStdString();
    const auto id = m_jobs.run<ContentsPtr>(
        tr("Reading %1 from the engine").arg(choices.image), this,
        [save = m_saveImage, choices, folder](std::stop_token stop, const ProgressFn &report) -> Result<ContentsPtr> {
            const auto temporary = TemporaryDirectory::create();
            if (!temporary)
                return std::unexpected(temporary.error());
            const std::string path = temporary->path() + "/fat.tar";
            if (const auto saved = save(choices.engine, choices.image, path, stop, report); !saved)
                return std::unexpected(saved.error());
            auto contents = loadBuild(folder, path, stop, report);
            if (!contents)
                return contents;
            // The file goes; what it said stays.
            auto named = std::make_shared<ImageContents>(**contents);
            named->fatPath.clear();
            if (named->fat)
                named->fat->path.clear();
            return named;
        },
        [this, page = QPointer<ImagePage>(page)](Result<ContentsPtr> contents) {
            if (!page)
                return;
            page->message()->clear();
            if (contents) {
                auto *fresh = addImage(std::move(*contents));
                fresh->document().takeTicks(page->document());
                fresh->showTab(ImagePage::Layers);
                Q_EMIT closeRequested(page);
            } else if (contents.error().code != ErrorCode::Cancelled) {
                page->message()->showMessage(MessageBar::Kind::Error, tr("The fat image could not be read: %1").arg(QString::fromStdString(contents.error().message)));
            }
        },
        JobList::Unit::Bytes);
    page->message()->showMessage(MessageBar::Kind::Info, tr("Reading %1 from the engine…").arg(choices.image), tr("Stop"), [this, id] { m_jobs.cancel(id); });
}

void ImageTabs::showReport(const QString &path)
{
    if (!m_dialogs.showOutside(path))
        Q_EMIT failed(tr("No program is set up to show “%1”.").arg(path));
}

} // namespace whittle::app
