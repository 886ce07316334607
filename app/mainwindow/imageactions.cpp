// The window's part in images and builds: their actions, and where their pages go.
#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"
#include "settings/settings.h"
#include "views/imagepage.h"
#include "views/imagetree.h"
#include "views/messagebar.h"
#include "views/startpage.h"

#include <QProgressBar>
#include <QTabWidget>
#include <QToolButton>
#include <QUndoGroup>

namespace whittle::app {

void MainWindow::makeImageActions()
{
    add("openFolder", tr("Open &Folder…"), QStringLiteral("folder"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), tr("Open the results of a build, or an image that is an OCI layout"), [this] { openFolder(); });
    auto *slim = add("slimImage", tr("&Slim Image…"), QStringLiteral("slim"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), tr("Run an image and write one without what it never needed"), [this] { m_images->newBuild(); });
    slim->setIconText(tr("Slim Image"));
    add("buildAgain", tr("&Build Again…"), QStringLiteral("reload"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G), tr("Choose again how the image is run and what stays"), [this] { m_images->buildAgain(); });
    add("rebuild", tr("Re&build with These Changes"), QStringLiteral("slim"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B), tr("Build again from the same recording, with what was ticked and unticked"), [this] { m_images->rebuild(); });
    add("stopBuild", tr("S&top the Build"), QStringLiteral("stop"), QKeySequence(Qt::CTRL | Qt::Key_Period), tr("Stop the build in this tab and remove what it began"), [this] { m_images->stop(); });
    // The keys of allow and deny: only one pair has anything to do in a tab.
    add("keepFiles", tr("&Keep"), QStringLiteral("kept"), QKeySequence(Qt::CTRL | Qt::Key_K), tr("Put the selected files and folders into the next slim image"), [this] { m_images->keepSelected(); });
    add("removeFiles", tr("&Remove"), QStringLiteral("removed"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K), tr("Leave the selected files and folders out of the next slim image"), [this] { m_images->removeSelected(); });
    add("forgetFiles", tr("&As Built"), QStringLiteral("undo"), QKeySequence(Qt::CTRL | Qt::Key_0), tr("Take your decisions about the selected files and folders back"), [this] { m_images->forgetSelected(); });
    add("copyPaths", tr("&Copy Paths"), QStringLiteral("copy"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), tr("Copy the paths of the selected files"), [this] { m_images->copyPaths(); });
}

void MainWindow::updateImageActions()
{
    const auto enable = [this](const char *name, bool enabled) { action(QLatin1StringView(name))->setEnabled(enabled); };
    const auto *image = m_images->currentImage();
    enable("keepFiles", m_images->canTick());
    enable("removeFiles", m_images->canTick());
    enable("forgetFiles", m_images->canForget());
    enable("copyPaths", image != nullptr);
    enable("rebuild", m_images->canRebuild());
    enable("buildAgain", m_images->currentBuild() || (image && image->document().contents().isBuild()));
    enable("stopBuild", m_images->canStop());
}

void MainWindow::connectImages()
{
    connect(m_images, &ImageTabs::pageMade, this, [this](QWidget *page) {
        if (auto *image = qobject_cast<ImagePage *>(page)) {
            m_undoGroup->addStack(image->document().undoStack());
            image->tree()->setEditMenu(m_fileMenu);
        }
        showPage(page);
        updateLibrary();
    });
    connect(m_images, &ImageTabs::openRequested, this, [this](const QStringList &paths) {
        // The results of another build in the same folder: what is open is of before.
        for (const auto &path : paths)
            if (const int tab = tabOf(path); tab >= 0 && ImageTabs::isOurs(m_tabs->widget(tab)))
                closeTab(tab);
        openFiles(paths);
    });
    connect(m_images, &ImageTabs::actionsChanged, this, &MainWindow::updateActions);
    connect(m_images, &ImageTabs::titleChanged, this, [this](QWidget *page) {
        updateTabTitle(page);
        updateLibrary();
    });
    connect(m_images, &ImageTabs::closeRequested, this, [this](QWidget *page) { closeTab(m_tabs->indexOf(page)); });
    connect(m_images, &ImageTabs::failed, this, [this](const QString &text) { m_message->showMessage(MessageBar::Kind::Error, text); });
    connect(m_start, &StartPage::slimRequested, action(QStringLiteral("slimImage")), &QAction::trigger);
}

void MainWindow::openFolder()
{
    if (const auto path = m_dialogs->chooseFolder(this, tr("Open a Build or an OCI Layout"), settings::lastFolder()); !path.isEmpty())
        openFiles({path});
}

bool MainWindow::closeImageTab(QWidget *page)
{
    if (!m_images->mayClose(page))
        return false;
    if (auto *image = qobject_cast<ImagePage *>(page))
        m_undoGroup->removeStack(image->document().undoStack());
    if (page == m_followed)
        m_followed = nullptr;
    m_tabs->removeTab(m_tabs->indexOf(page));
    m_images->close(page);
    currentTabChanged();
    updateLibrary();
    return true;
}

void MainWindow::showBusy()
{
    m_progress->setVisible(isBusy());
    m_cancelJobs->setVisible(isBusy());
}

} // namespace whittle::app
