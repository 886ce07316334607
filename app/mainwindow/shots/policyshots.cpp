#include "mainwindow/shots/shots.h"
#include "views/accessesview.h"
#include "views/apparmorpage.h"
#include "views/findbar.h"

#include <QLineEdit>
#include <QTableView>

namespace whittle::app {

void policyShots(MainWindow &, QWidget *widget, const QString &base, Shots &shots)
{
    auto *page = qobject_cast<AppArmorPage *>(widget);
    if (!page)
        return;
    const auto isReady = [page] { return !page->document().isComputing(); };
    shots.add(
        base + QStringLiteral("-policy"),
        [page] {
            page->findBar()->close();
            const auto &findings = page->document().report().findings;
            page->goTo(findings.empty() ? 1 : static_cast<int>(findings.front().range.line), 1);
        },
        isReady);
    shots.add(
        base + QStringLiteral("-policy-find"),
        [page] {
            page->goTo(1, 1);
            page->findBar()->open(false);
            page->findBar()->findField()->setText(QStringLiteral("deny"));
        },
        isReady);
    shots.add(
        base + QStringLiteral("-accesses"),
        [page] {
            page->showTab(AppArmorPage::Accesses);
            page->accesses()->setFilterText({});
            page->accesses()->table()->selectRow(0);
        },
        isReady);
    shots.add(
        base + QStringLiteral("-accesses-denied"),
        [page] {
            page->showTab(AppArmorPage::Accesses);
            page->accesses()->setFilterText(QStringLiteral("is:denied"));
        },
        isReady);
}

} // namespace whittle::app
