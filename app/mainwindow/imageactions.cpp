// The window's part in images and builds: their actions, and where their pages go.
#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"
#include "settings/settings.h"
#include "views/imagepage.h"
#include "views/imagetree.h"
#include "views/messagebar.h"

#include <QAction>
#include <QTabWidget>

namespace whittle::app {

void MainWindow::makeImageActions()
{
    add("openFolder", tr("Open &Folder…"), QStringLiteral("folder"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), tr("Open the results of a build, or an image that is an OCI layout"), [this] { openFolder(); });
    auto *slim = add("slimImage", tr("&Slim Image…"), QStringLiteral("slim"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), tr("Run an image and write one without what it never needed"), [this] { m_images->newBuild(); });
    slim->setIconText(tr("Slim Image"));
    add("buildAgain", tr("&Build Again…"), QStringLiteral("reload"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G), tr("Choose again how the image is run and what stays"), [this] { m_images->buildAgain(); });
    add("rebuild", tr("Reb&uild with These Changes"), QStringLiteral("slim"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B), tr("Build again from the same recording, with what was ticked and unticked"), [this] { m_images->rebuild(); });
    add("stopBuild", tr("S&top the Build"), QStringLiteral("stop"), QKeySequence(Qt::CTRL | Qt::Key_Period), tr("Stop the build in this tab and remove what it began"), [this] { m_images->stop(); });
    // Yes and no.
    add("keepFiles", tr("&Keep"), QStringLiteral("kept"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Y), tr("Put the selected files and folders into the next slim image"), [this] { m_images->keepSelected(); });
    add("removeFiles", tr("&Remove"), QStringLiteral("removed"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), tr("Leave the selected files and folders out of the next slim image"), [this] { m_images->removeSelected(); });
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
    connect(m_images, &ImageTabs::pageMade, this, [this](DocumentPage *page) {
        if (auto *image = qobject_cast<ImagePage *>(page))
            image->tree()->setEditMenu(m_fileMenu);
        addPage(page);
    });
    connect(m_images, &ImageTabs::openRequested, this, [this](const QStringList &paths) {
        // The results of another build in the same folder: what is open is of before.
        for (const auto &path : paths)
            if (const int tab = tabOf(path); tab >= 0 && ImageTabs::isOurs(m_tabs->widget(tab)))
                closeTab(tab);
        openFiles(paths);
    });
    connect(m_images, &ImageTabs::actionsChanged, this, &MainWindow::updateActions);
    connect(m_images, &ImageTabs::closeRequested, this, [this](DocumentPage *page) { closePage(page); });
    connect(m_images, &ImageTabs::failed, this, [this](const QString &text) { m_message->showMessage(MessageBar::Kind::Error, text); });
}

void MainWindow::openFolder()
{
    if (const auto path = m_dialogs->chooseFolder(this, tr("Open a Build or an OCI Layout"), settings::lastFolder()); !path.isEmpty())
        openFiles({path});
}

} // namespace whittle::app
