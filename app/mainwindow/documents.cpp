// The window's part in profiles and recordings: opening, saving, and the way from one to the other. AppArmor's are in policies.cpp.
#include "mainwindow/mainwindow.h"

#include "analysis/propose.h"
#include "dialogs/settingsdialog.h"
#include "documents/profiledocument.h"
#include "documents/viewjson.h"
#include "formats/seccomp_json.h"
#include "mainwindow/actionset.h"
#include "mainwindow/comparetabs.h"
#include "mainwindow/imagetabs.h"
#include "settings/settings.h"
#include "views/apparmorpage.h"
#include "views/inspector.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTabWidget>

namespace whittle::app {

void MainWindow::openFiles(const QStringList &paths)
{
    m_message->clear();
    for (const auto &path : paths)
        m_toRead << QFileInfo(path).absoluteFilePath();
    readNext();
}

void MainWindow::readNext()
{
    while (!m_reading && !m_toRead.isEmpty()) {
        const QString path = m_toRead.takeFirst();
        if (const int tab = tabOf(path); tab >= 0) {
            m_tabs->setCurrentIndex(tab);
            continue;
        }
        m_reading = true;
        m_jobs.run<OpenedFile>(
            tr("Reading %1").arg(QFileInfo(path).fileName()), this, [file = path.toStdString(), fat = ImageTabs::fatPathOf(path).toStdString()](std::stop_token stop, const ProgressFn &report) { return openFile(file, fat, std::move(stop), report); },
            [this, path](Result<OpenedFile> opened) {
                m_reading = false;
                if (opened)
                    showOpened(path, std::move(*opened));
                else
                    showOpenError(path, opened.error());
                readNext();
            },
            JobList::Unit::Bytes);
    }
    if (!m_reading && m_toRead.isEmpty())
        m_compare->filesOpened();
}

void MainWindow::showOpened(const QString &path, OpenedFile file)
{
    settings::setLastFolder(QFileInfo(path).absolutePath());
    settings::addRecentFile(path);
    if (auto *text = std::get_if<ProfileText>(&file)) {
        addProfile(std::make_unique<ProfileDocument>(std::move(text->text), path));
    } else if (auto *policy = std::get_if<PolicyText>(&file)) {
        addPolicy(std::make_unique<AppArmorDocument>(std::move(policy->text), path));
    } else if (auto *contents = std::get_if<ContentsPtr>(&file)) {
        m_images->addImage(std::move(*contents));
    } else if (auto *imported = std::get_if<ImportedRecording>(&file)) {
        addRecording({path, std::move(imported->recording), {}, std::move(imported->notes)});
    } else {
        addRecording({path, std::get<std::shared_ptr<const trace::Recording>>(file)});
    }
    updateLibrary();
}

void MainWindow::showOpenError(const QString &path, const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    const QString name = QFileInfo(path).fileName();
    const QString text = tr("“%1” could not be opened: %2").arg(name, QString::fromStdString(error.message));
    if (error.code == ErrorCode::InvalidInput && readAsText(path.toStdString()))
        m_message->showMessage(MessageBar::Kind::Error, text, tr("Open as Text"), [this, path] { openAsText(path); });
    else
        m_message->showMessage(MessageBar::Kind::Error, text);
    if (error.code == ErrorCode::NotFound) {
        settings::removeRecentFile(path);
        updateLibrary();
    }
}

void MainWindow::openAsText(const QString &path)
{
    auto text = readAsText(path.toStdString());
    if (!text) {
        showOpenError(path, text.error());
        return;
    }
    addProfile(std::make_unique<ProfileDocument>(std::move(*text), path));
    updateLibrary();
}

void MainWindow::openBuiltIn(const QString &name)
{
    const auto *builtIn = profile::builtInProfile(name.toStdString());
    if (!builtIn)
        return;
    auto document = std::make_unique<ProfileDocument>(formats::writeSeccompJson(*builtIn), QString());
    document->setSuggestedName(name + QStringLiteral(".json"));
    addProfile(std::move(document));
}

ProfilePage *MainWindow::addProfile(std::unique_ptr<ProfileDocument> document)
{
    if (const auto environment = settings::defaultEnvironment(); !environment.isEmpty())
        document->setView(viewOf(QJsonDocument::fromJson(environment).object()));
    auto *page = new ProfilePage(std::move(document), m_tabs);
    auto *profile = &page->document();
    connect(profile, &ProfileDocument::decisionsChanged, this, &MainWindow::updateStatus);
    auto *table = page->syscalls()->table();
    table->setEditMenu(m_actions->menu(ActionSet::Syscalls));
    connect(table, &SyscallTable::currentSyscallChanged, this, [this, page](const QString &syscall) {
        if (page == m_tabs->currentWidget())
            m_inspector->showSyscall(syscall);
    });
    connect(table, &SyscallTable::selectionCountChanged, this, [this, page](int count) {
        if (page != m_tabs->currentWidget())
            return;
        m_inspector->setSelectedCount(count);
        updateActions();
    });
    addPage(page);
    return page;
}

RecordingPage *MainWindow::addRecording(const OpenRecording &recording)
{
    auto *page = new RecordingPage(recording, m_tabs);
    connect(page, &RecordingPage::proposeRequested, this, [this, page] { proposeFrom(page->recording()); });
    connect(page, &RecordingPage::proposeAppArmorRequested, this, [this, page] { proposeAppArmorFrom(page->recording()); });
    connect(page, &RecordingPage::attachRequested, this, [this, page] { attachChosen(page->recording()); });
    connect(page, &RecordingPage::currentRowChanged, this, [this, page] {
        if (const auto *row = page->currentRow(); row && page == m_tabs->currentWidget())
            m_inspector->showRow(*row, page->evidence());
    });
    connectRecording(page);
    addPage(page);
    return page;
}

int MainWindow::tabOf(const QString &path) const
{
    for (auto *page : pages())
        if (page->path() == path || (page->path().isEmpty() && page->kind() != DocumentPage::Kind::Other && page->title() == path))
            return m_tabs->indexOf(page);
    return -1;
}

bool MainWindow::save(EditedPage *page)
{
    auto &document = page->file();
    if (document.path().isEmpty())
        return saveAs(page);
    if (document.changedOutside()) {
        const auto answer = m_dialogs->askChangedOutside(this, document.title());
        if (answer == Dialogs::Changed::Cancel)
            return false;
        if (answer == Dialogs::Changed::Reload) {
            if (const auto reloaded = document.reload(); !reloaded)
                showOpenError(document.path(), reloaded.error());
            return false;
        }
    }
    const auto saved = document.save(document.path());
    if (!saved)
        page->message()->showMessage(MessageBar::Kind::Error, tr("The profile was not saved, and the file is as it was: %1").arg(QString::fromStdString(saved.error().message)),
            tr("Save As…"), [this, page] { saveAs(page); });
    updateLibrary();
    return saved.has_value();
}

bool MainWindow::saveAs(EditedPage *page)
{
    auto &document = page->file();
    const QString folder = settings::lastFolder().isEmpty() ? QDir::currentPath() : settings::lastFolder();
    const QString path = m_dialogs->saveFile(this, document.path().isEmpty() ? QDir(folder).filePath(document.title()) : document.path());
    if (path.isEmpty())
        return false;
    if (const auto saved = document.save(QFileInfo(path).absoluteFilePath()); !saved) {
        page->message()->showMessage(MessageBar::Kind::Error, tr("The profile was not saved: %1").arg(QString::fromStdString(saved.error().message)), tr("Save As…"),
            [this, page] { saveAs(page); });
        return false;
    }
    settings::addRecentFile(document.path());
    settings::setLastFolder(QFileInfo(path).absolutePath());
    updateLibrary();
    return true;
}

void MainWindow::proposeFrom(const OpenRecording &recording)
{
    m_jobs.run<analysis::Proposal>(
        tr("Proposing a profile"), this,
        [recording](std::stop_token, const ProgressFn &) { return analysis::propose(std::span(recording.recording.get(), 1), analysis::ProposeOptions()); },
        [this, recording](Result<analysis::Proposal> proposal) {
            if (!proposal) {
                m_message->showMessage(MessageBar::Kind::Error, tr("No profile could be proposed: %1").arg(QString::fromStdString(proposal.error().message)));
                return;
            }
            auto document = std::make_unique<ProfileDocument>(formats::writeSeccompJson(proposal->profile), QString());
            document->setSuggestedName(tr("%1-seccomp.json", "file name of a proposed profile").arg(nameOfProposed(recording)));
            document->setNeverSaved();
            document->attachRecording(recording);
            auto *page = addProfile(std::move(document));
            QStringList notes;
            for (const auto &note : proposal->notes)
                notes << QString::fromStdString(note);
            if (!notes.isEmpty())
                page->message()->showMessage(MessageBar::Kind::Info, notes.join(QLatin1Char('\n')));
        });
}

QString MainWindow::nameOfProposed(const OpenRecording &recording) const
{
    QString name = recording.path.isEmpty() ? recording.name.section(QLatin1Char(' '), 0, 0).section(QLatin1Char(':'), 0, 0).section(QLatin1Char('/'), -1) : QFileInfo(recording.path).fileName();
    name.remove(QStringLiteral(".whittle.json"));
    return name.isEmpty() ? tr("proposed") : name;
}

void MainWindow::attach(const OpenRecording &recording, EditedPage *page)
{
    page->file().attachRecording(recording);
    m_tabs->setCurrentWidget(page);
    page->showAttached(recording);
}

std::vector<OpenRecording> MainWindow::openRecordings() const
{
    std::vector<OpenRecording> recordings;
    for (int i = 0; i < m_tabs->count(); ++i)
        if (const auto *page = qobject_cast<RecordingPage *>(m_tabs->widget(i)))
            recordings.push_back(page->recording());
    return recordings;
}

QList<ProfilePage *> MainWindow::profilePages() const
{
    QList<ProfilePage *> pages;
    for (int i = 0; i < m_tabs->count(); ++i)
        if (auto *page = qobject_cast<ProfilePage *>(m_tabs->widget(i)))
            pages << page;
    return pages;
}

QList<EditedPage *> MainWindow::editedPages() const
{
    QList<EditedPage *> edited;
    for (auto *page : pages())
        if (auto *one = qobject_cast<EditedPage *>(page))
            edited << one;
    return edited;
}

void MainWindow::attachByKey(const QString &key)
{
    auto *page = currentEdited();
    if (!page) {
        m_message->showMessage(MessageBar::Kind::Warning, tr("Open the profile that the recording is to be attached to first."));
        return;
    }
    attachFile(key, page, true);
}

void MainWindow::chooseAttached(EditedPage *page)
{
    const auto paths = m_dialogs->openFiles(this, settings::lastFolder());
    for (const auto &path : paths)
        attachFile(QFileInfo(path).absoluteFilePath(), page, true);
}

void MainWindow::attachFile(const QString &path, EditedPage *page, bool say)
{
    const auto put = [this, say, page = QPointer<EditedPage>(page)](const OpenRecording &recording) {
        if (page && say)
            attach(recording, page);
        else if (page)
            page->file().attachRecording(recording);
    };
    for (const auto &recording : openRecordings()) {
        if (recording.path == path || (recording.path.isEmpty() && recording.title() == path)) {
            put(recording);
            return;
        }
    }
    readRecording(path, put);
}

void MainWindow::readRecording(const QString &path, const std::function<void(const OpenRecording &)> &then)
{
    m_jobs.run<OpenedFile>(
        tr("Reading %1").arg(QFileInfo(path).fileName()), this, [file = path.toStdString()](std::stop_token stop, const ProgressFn &report) { return openFile(file, {}, std::move(stop), report); },
        [this, path, then](Result<OpenedFile> opened) {
            if (!opened)
                showOpenError(path, opened.error());
            else if (auto *recording = std::get_if<std::shared_ptr<const trace::Recording>>(&*opened))
                then({path, *recording});
            else if (auto *imported = std::get_if<ImportedRecording>(&*opened))
                then({path, imported->recording, {}, imported->notes});
            else
                m_message->showMessage(MessageBar::Kind::Error, tr("“%1” is not a recording.").arg(QFileInfo(path).fileName()));
        },
        JobList::Unit::Bytes);
}

void MainWindow::attachChosen(const OpenRecording &recording)
{
    const auto pages = editedPages();
    if (pages.isEmpty()) {
        m_message->showMessage(MessageBar::Kind::Info, tr("No profile is open to attach the recording to."), tr("Open a Profile…"), [this] { action(QStringLiteral("open"))->trigger(); });
        return;
    }
    QStringList titles;
    for (auto *page : pages)
        titles << page->title();
    const int chosen = pages.size() == 1 ? 0 : m_dialogs->choose(this, tr("Attach the Recording"), tr("Show the evidence beside the decisions of"), titles);
    if (chosen >= 0)
        attach(recording, pages[chosen]);
}

} // namespace whittle::app
