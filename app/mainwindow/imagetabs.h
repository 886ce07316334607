#pragma once

#include "dialogs/slimwizard.h"
#include "documents/builddocument.h"
#include "documents/imagecontents.h"

#include <QObject>
#include <QPointer>

namespace whittle::app {

class BuildPage;
class Dialogs;
class DocumentPage;
class FileInspector;
class ImagePage;
class JobList;

/// The tabs of images and builds, and the way from one to the other: wizard, build, its files, another build with what was ticked. The window
/// puts the pages into its tabs.
class ImageTabs final : public QObject
{
    Q_OBJECT

public:
    ImageTabs(Dialogs &dialogs, JobList &jobs, FileInspector &inspector, QWidget *window);
    ~ImageTabs() override;

    /// How builds are made and images listed; the engine's way without.
    void setEngine(BuildFn build, ImageListFn listImages, ImageSaveFn saveImage = {});

    ImagePage *addImage(ContentsPtr contents);
    /// The wizard, with what was chosen last; with an archive when one is given.
    SlimWizard *newBuild(const QString &archive = {});
    BuildPage *startBuild(const BuildChoices &choices);

    /// The page in front, of any kind.
    void setCurrent(QWidget *page);
    [[nodiscard]] ImagePage *currentImage() const;
    [[nodiscard]] BuildPage *currentBuild() const;
    [[nodiscard]] bool canTick() const;
    [[nodiscard]] bool canForget() const;
    [[nodiscard]] bool canRebuild() const;
    [[nodiscard]] bool canStop() const;

    /// A page of the kinds that this object makes.
    [[nodiscard]] static bool isOurs(const QWidget *page);
    /// Asks where a build runs.
    [[nodiscard]] bool mayClose(QWidget *page);
    [[nodiscard]] bool mayCloseAll();
    /// Of a page that is in no tab any more. A build that runs is stopped, and its page goes when that has ended.
    void close(QWidget *page);

    /// Of a build in a folder, where it is known.
    [[nodiscard]] static QString fatPathOf(const QString &folder);

public Q_SLOTS:
    void keepSelected();
    void removeSelected();
    void forgetSelected();
    void copyPaths();
    void rebuild();
    void buildAgain();
    void stop();

Q_SIGNALS:
    void pageMade(whittle::app::DocumentPage *page);
    void openRequested(const QStringList &paths);
    void actionsChanged();
    void closeRequested(whittle::app::DocumentPage *page);
    /// Something that the window's message bar should say.
    void failed(const QString &text);

private:
    SlimWizard *showWizard(const BuildChoices &choices);
    [[nodiscard]] static BuildChoices choicesOf(const ImagePage &page);
    void showReport(const QString &path);
    void readFat(ImagePage *page);
    void list(BuildPage *page);

    Dialogs &m_dialogs;
    JobList &m_jobs;
    FileInspector &m_inspector;
    QWidget *m_window;
    BuildFn m_build;
    ImageListFn m_listImages;
    ImageSaveFn m_saveImage;
    QPointer<QWidget> m_current;
    QPointer<SlimWizard> m_wizard;
    QList<QPointer<BuildPage>> m_builds;
};

} // namespace whittle::app
