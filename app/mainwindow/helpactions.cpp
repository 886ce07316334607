// What the window tells of itself: help, keys, settings.
#include "mainwindow/actionset.h"
#include "mainwindow/mainwindow.h"

#include "mainwindow/helpdialog.h"
#include "dialogs/settingsdialog.h"
#include "views/messagebar.h"

#include <QAction>
#include <QCoreApplication>
#include <QMessageBox>
#include <QWhatsThis>

namespace whittle::app {

void MainWindow::makeHelpActions()
{
    add("helpContents", tr("&Guide"), QStringLiteral("help"), QKeySequence(Qt::Key_F1), tr("Read how to work with the view in front"), [this] { showHelp(HelpDialog::pageFor(currentPage())); });
    add("shortcuts", tr("&Keyboard Shortcuts"), QStringLiteral("key"), QKeySequence(Qt::CTRL | Qt::Key_F1), tr("Show every action with its keys"), [this] { showHelp(HelpDialog::kShortcuts); });
    add("whatsThis", tr("&What's This?"), QStringLiteral("info"), QKeySequence(Qt::SHIFT | Qt::Key_F1), tr("Click something to read what it is for"), [] { QWhatsThis::enterWhatsThisMode(); });
}

void MainWindow::showHelp(const QString &page)
{
    auto *dialog = findChild<HelpDialog *>();
    if (!dialog)
        dialog = new HelpDialog(*m_actions, this);
    dialog->showPage(page);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void MainWindow::showSettings()
{
    auto *dialog = findChild<SettingsDialog *>();
    if (!dialog) {
        dialog = new SettingsDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &SettingsDialog::appearanceChanged, this, [this] {
            applyTheme();
            showThemeChoice();
        });
        connect(dialog, &SettingsDialog::languageChanged, this, &MainWindow::languageRequested);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Whittle"), tr("Whittle %1").arg(QCoreApplication::applicationVersion()), QMessageBox::Close, this);
    box->setInformativeText(tr("Cuts a container down to what it needs.\nFree software under the GNU General Public License, version 3 or later."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace whittle::app
