// The window's own actions.
#include "mainwindow/actionset.h"
#include "mainwindow/commandpalette.h"
#include "mainwindow/globalsearch.h"
#include "mainwindow/mainwindow.h"

#include "documents/profiledocument.h"
#include "mainwindow/recordtabs.h"
#include "settings/settings.h"
#include "views/editedpage.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QAction>
#include <QFileInfo>
#include <QTabWidget>
#include <QUndoGroup>

#include <algorithm>

namespace whittle::app {

QAction *MainWindow::add(const char *name, const QString &text, const QString &icon, const QKeySequence &shortcut, const QString &tip, const std::function<void()> &run, const QString &themeIcon)
{
    return m_actions->add({name, text, icon, shortcut, tip, {}, themeIcon}, run);
}

void MainWindow::makeActions()
{
    add("open", tr("&Open…"), QStringLiteral("open"), QKeySequence::Open, tr("Open profiles and recordings"),
        [this] {
            const auto paths = m_dialogs->openFiles(this, settings::lastFolder());
            if (!paths.isEmpty())
                openFiles(paths);
        },
        QStringLiteral("document-open"));
    add("newDocker", tr("New from &Docker's Default"), QStringLiteral("new"), QKeySequence::New, tr("Start a profile from what Docker allows when nobody asks"),
        [this] { openBuiltIn(QStringLiteral("docker-default")); });
    add("newPodman", tr("New from &Podman's Default"), QStringLiteral("new"), {}, tr("Start a profile from what Podman allows when nobody asks"),
        [this] { openBuiltIn(QStringLiteral("podman-default")); });
    add("save", tr("&Save"), QStringLiteral("save"), QKeySequence::Save, tr("Save the profile or recording"),
        [this] {
            if (auto *page = currentEdited())
                save(page);
            else if (auto *recording = currentRecording())
                m_records->save(recording, false);
        },
        QStringLiteral("document-save"));
    add("saveAs", tr("Save &As…"), QStringLiteral("save-as"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), tr("Save the profile or recording as another file"),
        [this] {
            if (auto *page = currentEdited())
                saveAs(page);
            else if (auto *recording = currentRecording())
                m_records->save(recording, true);
        },
        QStringLiteral("document-save-as"));
    add("close", tr("&Close"), QStringLiteral("close"), QKeySequence::Close, tr("Close the tab"), [this] { closeTab(m_tabs->currentIndex()); }, QStringLiteral("window-close"));
    add("quit", tr("&Quit"), QStringLiteral("quit"), QKeySequence::Quit, tr("Close the window"), [this] { close(); }, QStringLiteral("application-exit"));

    m_actions->adopt(m_undoGroup->createUndoAction(m_actions, tr("&Undo")), {"undo", {}, QStringLiteral("undo"), QKeySequence::Undo, tr("Take the last change back"), {}, QStringLiteral("edit-undo")});
    auto *redo = m_actions->adopt(m_undoGroup->createRedoAction(m_actions, tr("&Redo")),
        {"redo", {}, QStringLiteral("redo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), tr("Do again what was taken back"), {}, QStringLiteral("edit-redo")});
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});

    add("closeAll", tr("Close A&ll"), {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W), tr("Close all tabs"), [this] {
        for (auto *page : pages())
            if (!closePage(page))
                return;
    });
    makeSyscallActions();
    makeEditActions();
    add("showInSource", tr("Show in the &Source"), QStringLiteral("source"), QKeySequence(Qt::Key_F4), tr("Go to the text, and from there back to the table or the rules"), [this] {
        if (auto *page = currentEdited())
            page->toggleSource();
    });
    add("showRules", tr("S&how the Rules"), QStringLiteral("columns"), QKeySequence(Qt::SHIFT | Qt::Key_F4), tr("Go to the rules as the file has them, at the one that names the current syscall"), [this] {
        if (auto *page = currentProfile()) {
            page->showTab(ProfilePage::Rules);
            page->setFocus();
        }
    });
    add("propose", tr("&Propose a Profile"), QStringLiteral("propose"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), tr("Propose a profile from the recording in this tab"), [this] {
        if (auto *page = currentRecording())
            proposeFrom(page->recording());
    });
    add("proposeAppArmor", tr("Propose an AppAr&mor Profile"), QStringLiteral("propose"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_E), tr("Propose an AppArmor profile from the recording in this tab"), [this] {
        if (auto *page = currentRecording())
            proposeAppArmorFrom(page->recording());
    });
    add("attach", tr("&Attach a Recording…"), QStringLiteral("attach"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), tr("Show a recording's evidence beside the decisions of this profile"), [this] {
        if (auto *page = currentEdited())
            chooseAttached(page);
        else if (auto *recording = currentRecording())
            attachChosen(recording->recording());
    });
    add("nextTab", tr("&Next Tab"), {}, QKeySequence(Qt::CTRL | Qt::Key_PageDown), tr("Go to the next tab"), [this] { m_tabs->setCurrentIndex((m_tabs->currentIndex() + 1) % std::max(1, m_tabs->count())); });
    add("previousTab", tr("&Previous Tab"), {}, QKeySequence(Qt::CTRL | Qt::Key_PageUp), tr("Go to the previous tab"),
        [this] { m_tabs->setCurrentIndex((m_tabs->currentIndex() + m_tabs->count() - 1) % std::max(1, m_tabs->count())); });
    add("commandPalette", tr("&Find an Action…"), QStringLiteral("search"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), tr("Find any action by a few letters of its name"), [this] { m_palette->open(); });
    add("globalSearch", tr("Search &Everything"), QStringLiteral("search"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), tr("Search syscalls, files of images and recordings, comments and problems"), [this] { m_search->focus(); });
    add("settings", tr("Se&ttings…"), QStringLiteral("target"), QKeySequence(Qt::CTRL | Qt::Key_Comma), tr("Choose colours, fonts, the default environment, the engine and the program for differences"), [this] { showSettings(); });
    makeHelpActions();
    add("about", tr("&About Whittle"), QStringLiteral("info"), {}, tr("Version and licence"), [this] { showAbout(); });
}

void MainWindow::makeSyscallActions()
{
    add("allow", tr("&Allow"), QStringLiteral("allow"), QKeySequence(Qt::CTRL | Qt::Key_Plus), tr("Allow the selected syscalls, whatever their arguments"), [this] {
        if (auto *page = currentProfile())
            page->allowSelected();
    });
    add("deny", tr("&Deny"), QStringLiteral("deny"), QKeySequence(Qt::CTRL | Qt::Key_Minus), tr("Take the selected syscalls out of every rule that allows them"), [this] {
        if (auto *page = currentProfile())
            page->denySelected();
    });
    add("limitArguments", tr("Limit Ar&guments…"), QStringLiteral("limited"), QKeySequence(Qt::CTRL | Qt::Key_L), tr("Edit the rules of the current syscall: answer, error, argument conditions"), [this] {
        if (auto *page = currentProfile())
            page->editRules(page->syscalls()->table()->currentSyscall());
    });
    const auto answer = [this](const char *name, const QString &text, const QString &icon, const QString &tip, profile::Answer given) {
        add(name, text, icon, {}, tip, [this, given] {
            if (auto *page = currentProfile())
                page->document().answer(page->syscalls()->table()->selectedSyscalls(), given);
        });
    };
    answer("answerEnosys", tr("Deny with &ENOSYS"), QStringLiteral("deny"), tr("Say that the kernel lacks the syscalls, so that programs use older ones"), {profile::Action::Errno, ENOSYS});
    answer("answerEperm", tr("Deny with E&PERM"), QStringLiteral("deny"), tr("Say that the syscalls are not permitted"), {profile::Action::Errno, EPERM});
    answer("answerLog", tr("Allow and &Log"), QStringLiteral("log"), tr("Allow the syscalls and write each call to the kernel's log"), {profile::Action::Log, std::nullopt});
    answer("answerKill", tr("&Kill the Process"), QStringLiteral("kill"), tr("End the process that makes one of the syscalls"), {profile::Action::KillProcess, std::nullopt});
    add("copyNames", tr("&Copy Names"), QStringLiteral("copy"), {}, tr("Copy the names of the selected syscalls"), [this] {
        if (auto *page = currentProfile())
            page->syscalls()->table()->copyNames();
    });
    add("copyRows", tr("Copy Ro&ws"), QStringLiteral("copy"), {}, tr("Copy the selected rows, separated by tabs"), [this] {
        if (auto *page = currentProfile())
            page->syscalls()->table()->copyRows();
    });
}

void MainWindow::updateActions()
{
    auto *profile = currentProfile();
    auto *recording = currentRecording();
    const bool editable = profile && profile->document().isTextValid() && profile->document().hasProfile();
    const bool selected = profile && !profile->syscalls()->table()->selectedSyscalls().empty();
    m_actions->enable({"save"}, currentPage() && currentPage()->isModified());
    auto *edited = currentEdited();
    m_actions->enable({"saveAs"}, edited || recording);
    m_actions->enable({"showInSource"}, edited != nullptr);
    m_actions->enable({"showRules"}, profile != nullptr);
    updateEditActions();
    updateImageActions();
    updateRecordActions();
    updateExportActions();
    updateCompareActions();
    m_actions->enable({"close", "closeAll", "nextTab", "previousTab"}, m_tabs->count() > 0);
    m_actions->enable({"allow", "deny", "answerEnosys", "answerEperm", "answerLog", "answerKill"}, editable && selected);
    m_actions->enable({"limitArguments"}, editable && !profile->syscalls()->table()->currentSyscall().isEmpty());
    m_actions->enable({"copyNames", "copyRows"}, selected);
    m_actions->enable({"propose", "proposeAppArmor"}, recording != nullptr);
    m_actions->enable({"attach"}, edited || recording);
    m_actions->get("showInSource")->setText(!edited || !edited->isOnText()                            ? tr("Show in the &Source")
            : !profile                                                                                ? tr("Sh&ow the Accesses")
            : profile->tabBehindSource() == ProfilePage::Rules                                        ? tr("Sh&ow in the Rules")
                                                                                                      : tr("Show in the &Table"));
    Q_EMIT actionsUpdated();
}

} // namespace whittle::app
