// The window's part in exports: what the tab in front has to give, and the dialog that writes it.
#include "mainwindow/actionset.h"
#include "mainwindow/mainwindow.h"

#include "dialogs/exportdialog.h"
#include "documents/apparmordocument.h"
#include "documents/profiledocument.h"
#include "views/apparmorpage.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"

namespace whittle::app {
namespace {

// "nginx-seccomp" of "nginx-seccomp.json", "nginx" of "nginx.whittle.json"; a title that is no file name stays as it is.
QString plainName(QString name)
{
    for (const auto ending : {QLatin1StringView(".json"), QLatin1StringView(".whittle"), QLatin1StringView(".profile")})
        if (name.size() > ending.size() && name.endsWith(ending))
            name.chop(ending.size());
    return name;
}

// What the container of a recording is known to be.
tuning::ContainerSettings settingsOf(const std::vector<std::shared_ptr<const trace::Recording>> &recordings)
{
    tuning::ContainerSettings settings;
    if (!recordings.empty() && recordings.front()->subject.kind == "image")
        settings.image = recordings.front()->subject.image;
    return settings;
}

} // namespace

std::shared_ptr<const ExportSource> MainWindow::exportSource() const
{
    auto source = std::make_shared<ExportSource>();
    if (auto *page = currentProfile()) {
        const auto &document = page->document();
        if (!document.isTextValid() || !document.hasProfile())
            return nullptr;
        source->name = plainName(document.title());
        source->file = document.path();
        source->profile = document.state()->document;
        source->target = document.view().target;
        for (const auto &open : document.evidence().recordings())
            source->recordings.push_back(open.recording);
        return source;
    }
    if (auto *page = currentPolicy()) {
        const auto &document = page->document();
        source->name = plainName(document.title());
        source->file = document.path();
        source->appArmor = document.text();
        for (const auto &open : document.recordings())
            source->recordings.push_back(open.recording);
        return source;
    }
    if (auto *page = currentRecording()) {
        source->name = plainName(page->title());
        source->recordings = {page->recording().recording};
        return source;
    }
    return nullptr;
}

void MainWindow::makeExportActions()
{
    add("exportAs", tr("E&xport…"), QStringLiteral("export"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X),
        tr("Write this for Docker, Podman, Compose, Kubernetes, systemd, bubblewrap, C or people, and see what is lost on the way"), [this] { showExport(); }, QStringLiteral("document-export"));
}

ExportDialog *MainWindow::showExport(const QString &format)
{
    auto source = exportSource();
    if (!source)
        return nullptr;
    const auto settings = settingsOf(source->recordings);
    auto *dialog = new ExportDialog(std::move(source), settings, *m_dialogs, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!format.isEmpty())
        dialog->choose(format);
    dialog->open();
    return dialog;
}

void MainWindow::updateExportActions()
{
    auto *profile = currentProfile();
    m_actions->enable({"exportAs"}, currentRecording() || currentPolicy() || (profile && profile->document().isTextValid() && profile->document().hasProfile()));
}

} // namespace whittle::app
