#include "dialogs/ruledialog.h"
#include "documents/profiledocument.h"
#include "mainwindow/shots/shots.h"
#include "views/findbar.h"
#include "views/profilepage.h"
#include "views/sourceeditor.h"
#include "views/sourcefolding.h"
#include "views/sourcepage.h"
#include "views/syscallpage.h"

#include <QLineEdit>

namespace whittle::app {
namespace {

/// One whose arguments a rule looks at, where there is one.
QString limitedSyscall(const profile::Profile &profile)
{
    for (const auto &rule : profile.rules)
        if (!rule.args.empty() && !rule.allNames().empty())
            return QString::fromStdString(rule.allNames().front());
    return QStringLiteral("socket");
}

} // namespace

void profileShots(MainWindow &, QWidget *widget, const QString &base, Shots &shots)
{
    auto *page = qobject_cast<ProfilePage *>(widget);
    if (!page)
        return;
    const auto syscalls = [page](const QString &filter, const QString &syscall) {
        page->showTab(ProfilePage::Syscalls);
        page->syscalls()->setFilterText(filter);
        page->syscalls()->showSyscall(syscall);
    };
    shots.add(base + QStringLiteral("-syscalls"), [syscalls] { syscalls({}, QStringLiteral("clone")); });
    shots.add(base + QStringLiteral("-filtered"), [syscalls] { syscalls(QStringLiteral("risk>=high"), QStringLiteral("keyctl")); });
    shots.addWindow(base + QStringLiteral("-rules"), [syscalls, page]() -> QWidget * {
        const QString limited = limitedSyscall(page->document().profile());
        syscalls({}, limited);
        return page->editRules(limited);
    });
    shots.add(base + QStringLiteral("-source"), [page] {
        page->syscalls()->setFilterText({});
        page->showTab(ProfilePage::Source);
        page->source()->findBar()->close();
        page->source()->editor()->folding()->unfoldAll();
    });
    shots.add(base + QStringLiteral("-find"), [page] {
        page->showTab(ProfilePage::Source);
        page->source()->editor()->folding()->foldAll();
        page->source()->findBar()->open(true);
        page->source()->findBar()->findField()->setText(QStringLiteral("SCMP_ACT_ERRNO"));
    });
}

} // namespace whittle::app
