// The window's actions on the text of a profile or policy, and on many syscalls at once.
#include "mainwindow/actionset.h"
#include "mainwindow/comparetabs.h"
#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"

#include "documents/profiledocument.h"
#include "views/apparmorpage.h"
#include "views/findbar.h"
#include "views/imagepage.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/sourcecompleter.h"
#include "views/sourceeditor.h"
#include "views/sourcefolding.h"
#include "views/sourcepage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QAction>
#include <QMenu>

namespace whittle::app {

void MainWindow::makeEditActions()
{
    add("find", tr("&Find"), QStringLiteral("search"), QKeySequence::Find, tr("Find in the text, or go to the filter of the syscall table"), [this] {
        if (auto *page = currentPage())
            page->focusFilter();
    });
    const auto inSource = [this](const char *name, const QString &text, const QString &icon, const QKeySequence &keys, const QString &tip, auto run) {
        add(name, text, icon, keys, tip, [this, run] {
            if (auto *page = currentEdited()) {
                page->showText();
                run(*page);
            }
        });
    };
    inSource("findNext", tr("Find &Next"), {}, QKeySequence(Qt::Key_F3), tr("Go to the next place that was found"), [](EditedPage &page) { page.findBar()->findNext(); });
    inSource("findPrevious", tr("Find Pre&vious"), {}, QKeySequence(Qt::SHIFT | Qt::Key_F3), tr("Go to the previous place that was found"), [](EditedPage &page) { page.findBar()->findPrevious(); });
    inSource("replace", tr("Re&place…"), {}, QKeySequence(Qt::CTRL | Qt::Key_H), tr("Find and replace in the text"), [](EditedPage &page) { page.findBar()->open(true); });
    inSource("goToLine", tr("&Go to Line…"), {}, QKeySequence(Qt::CTRL | Qt::Key_G), tr("Go to a line of the text"), [](EditedPage &page) { page.findBar()->openLine(); });
    inSource("complete", tr("&Complete"), {}, QKeySequence(Qt::CTRL | Qt::Key_Space), tr("Show what fits at the cursor: syscalls, actions, capabilities, constants"), [](EditedPage &page) {
        page.editor()->setFocus();
        page.editor()->completer()->complete(true);
    });
    inSource("quickFix", tr("&Mend the Problem…"), {}, QKeySequence(Qt::ALT | Qt::Key_Return), tr("Show what mends the problems in the cursor's line"), [](EditedPage &page) { page.editor()->showFixes(); });
    inSource("formatText", tr("Format the &Text"), {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I), tr("Indent the text anew; what it says stays"), [this](EditedPage &page) {
        auto *profile = currentProfile();
        if (profile && !profile->source()->formatText())
            page.message()->showMessage(MessageBar::Kind::Warning, tr("The text cannot be formatted until its error is mended."));
    });
    inSource("fold", tr("&Fold"), {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_BracketLeft), tr("Hide the lines of the region around the cursor, or show them"), [](EditedPage &page) {
        auto *editor = page.editor();
        editor->folding()->toggle(editor->folding()->regionAround(editor->textCursor().block()));
    });
    inSource("foldAll", tr("Fold &All"), {}, QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_BracketLeft), tr("Show one line of each rule"), [](EditedPage &page) { page.editor()->folding()->foldAll(); });
    inSource("unfoldAll", tr("&Unfold All"), {}, QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_BracketRight), tr("Show all lines"), [](EditedPage &page) { page.editor()->folding()->unfoldAll(); });

    const auto bulk = [this](const char *name, const QString &text, const QString &icon, const QKeySequence &keys, const QString &tip, BulkKind kind) {
        add(name, text, icon, keys, tip, [this, kind] {
            auto *page = currentProfile();
            if (!page)
                return;
            // Recordings that are open beside the profile are the ones that are meant.
            if ((kind == BulkKind::AllowSeen || kind == BulkKind::DenyUnseen) && page->document().evidence().isEmpty())
                for (const auto &recording : openRecordings())
                    page->document().attachRecording(recording);
            page->bulkEdit(kind);
        });
    };
    bulk("allowSeen", tr("Allow What the Recordings &Used"), QStringLiteral("observed"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Plus),
        tr("Allow the denied syscalls that the recordings made; of the selection, or of all"), BulkKind::AllowSeen);
    bulk("denyUnseen", tr("Deny What Was &Never Seen"), QStringLiteral("deny"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Minus),
        tr("Deny the allowed syscalls that no recording made and no container needs to start; of the selection, or of all"), BulkKind::DenyUnseen);
    bulk("takeDocker", tr("Take from &Docker's Default"), QStringLiteral("builtin"), {}, tr("Decide as Docker's default profile does; the selection, or everything"), BulkKind::TakeDocker);
    bulk("takePodman", tr("Take from &Podman's Default"), QStringLiteral("builtin"), {}, tr("Decide as Podman's default profile does; the selection, or everything"), BulkKind::TakePodman);
}

void MainWindow::updateEditActions()
{
    auto *profile = currentProfile();
    const bool editable = profile && profile->document().isTextValid() && profile->document().hasProfile();
    auto *edited = currentEdited();
    for (const char *name : {"findNext", "findPrevious", "replace", "goToLine", "fold", "foldAll", "unfoldAll"})
        action(QLatin1StringView(name))->setEnabled(edited != nullptr);
    for (const char *name : {"complete", "quickFix", "formatText"})
        action(QLatin1StringView(name))->setEnabled(profile != nullptr);
    action(QStringLiteral("find"))->setEnabled(edited || m_images->currentImage() || m_compare->isCurrent());
    for (const char *name : {"allowSeen", "denyUnseen", "takeDocker", "takePodman"})
        action(QLatin1StringView(name))->setEnabled(editable);
    const bool onText = edited && edited->isOnText();
    const bool onRules = profile && profile->currentTab() == ProfilePage::Rules;
    const bool onFiles = m_images->currentImage() || m_compare->currentImages();
    action(QStringLiteral("find"))->setText(onText ? tr("&Find in the Text") : onRules ? tr("&Find Rules") : onFiles ? tr("&Filter Files") : currentPolicy() ? tr("&Filter Accesses") : tr("&Filter Syscalls"));
    if (m_bulkMenu) {
        const int selected = profile ? static_cast<int>(profile->bulkScope().size()) : 0;
        m_bulkMenu->setTitle(selected > 0 ? tr("&Many at Once: %n Selected Syscalls", nullptr, selected) : tr("&Many at Once: All Syscalls"));
    }
}

} // namespace whittle::app
