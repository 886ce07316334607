// The window's part in AppArmor policies.
#include "apparmor/generate.h"
#include "apparmor/profile_name.h"
#include "documents/apparmordocument.h"
#include "mainwindow/mainwindow.h"
#include "views/apparmorpage.h"
#include "views/messagebar.h"

#include <QTabWidget>

namespace whittle::app {

AppArmorPage *MainWindow::addPolicy(std::unique_ptr<AppArmorDocument> document)
{
    auto *page = new AppArmorPage(std::move(document), m_tabs);
    connect(page, &AppArmorPage::attachRequested, this, [this, page] { chooseAttached(page); });
    connect(&page->document(), &AppArmorDocument::reportChanged, this, &MainWindow::updateStatus);
    addPage(page);
    return page;
}

void MainWindow::proposeAppArmorFrom(const OpenRecording &recording)
{
    m_jobs.run<apparmor::Generated>(
        tr("Proposing an AppArmor profile"), this,
        [recording](std::stop_token, const ProgressFn &) {
            const std::span one(recording.recording.get(), 1);
            return apparmor::generate(one, {.name = apparmor::profileNameOf(one)});
        },
        [this, recording](Result<apparmor::Generated> made) {
            if (!made) {
                m_message->showMessage(MessageBar::Kind::Error, tr("No AppArmor profile could be proposed: %1").arg(QString::fromStdString(made.error().message)));
                return;
            }
            auto document = std::make_unique<AppArmorDocument>(std::move(made->text), QString());
            document->setSuggestedName(tr("%1-apparmor", "file name of a proposed profile").arg(nameOfProposed(recording)));
            document->setNeverSaved();
            document->attachRecording(recording);
            auto *page = addPolicy(std::move(document));
            QStringList notes;
            for (const auto &note : made->notes)
                notes << QString::fromStdString(note);
            if (!notes.isEmpty())
                page->message()->showMessage(MessageBar::Kind::Info, notes.join(QLatin1Char('\n')));
        });
}

} // namespace whittle::app
