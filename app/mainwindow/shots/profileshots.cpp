#include "dialogs/ruledialog.h"
#include "documents/profiledocument.h"
#include "mainwindow/shots/shots.h"
#include "views/capabilitypanel.h"
#include "views/findbar.h"
#include "views/profilepage.h"
#include "views/ruledetail.h"
#include "views/rulespage.h"
#include "views/sourceeditor.h"
#include "views/sourcefolding.h"
#include "views/sourcepage.h"
#include "views/syscallpage.h"

#include <QLineEdit>
#include <QToolButton>

#include <utility>

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
        page->syscalls()->setGrouping(Grouping::Flat);
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
    for (const auto &[name, grouping] : {std::pair("-by-category", Grouping::Category), std::pair("-by-risk", Grouping::Risk), std::pair("-by-process", Grouping::Process), std::pair("-by-rule", Grouping::Rule)})
        shots.add(base + QLatin1StringView(name), [page, grouping] {
            page->showTab(ProfilePage::Syscalls);
            page->syscalls()->setFilterText({});
            page->syscalls()->setGrouping(grouping);
        });
    shots.addWindow(base + QStringLiteral("-capabilities"), [syscalls, page]() -> QWidget * {
        syscalls({}, QStringLiteral("mount"));
        auto *button = page->syscalls()->findChild<QToolButton *>(QStringLiteral("capabilitiesButton"));
        if (!button)
            return nullptr;
        button->click();
        return page->syscalls()->findChild<CapabilityPanel *>();
    });
    for (const auto &[name, tab] : {std::pair("-rule-list", RuleDetail::Names), std::pair("-rule-conditions", RuleDetail::Answer), std::pair("-rule-changes", RuleDetail::Changes)})
        shots.add(
            base + QLatin1StringView(name),
            [syscalls, page, tab] {
                const QString limited = limitedSyscall(page->document().profile());
                syscalls({}, limited);
                page->showTab(ProfilePage::Rules);
                page->rules()->select(tab == RuleDetail::Names ? 0 : page->rules()->model().rowNaming(limited));
                page->rules()->detail()->setCurrentIndex(tab);
            },
            [page] { return !page->rules()->isComputing(); });
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
