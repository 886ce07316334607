#include "mainwindow/recovery.h"

#include "base/files.h"
#include "documents/apparmordocument.h"
#include "documents/profiledocument.h"
#include "mainwindow/mainwindow.h"
#include "views/messagebar.h"
#include "views/editedpage.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kSaveDelayMs = 1000;
constexpr int kMaxFound = 100;
const QString kLockName = QStringLiteral("lock");
const QString kPattern = QStringLiteral("*.journal");

std::unique_ptr<QLockFile> lockOf(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(QDir(folder).filePath(kLockName));
    lock->setStaleLockTime(0); // only the death of its owner counts, not its age
    return lock;
}

} // namespace

QString Recovery::root()
{
    // Beside what core keeps in between runs.
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state))
        state = QDir::home().filePath(QStringLiteral(".local/state"));
    return QDir(state).filePath(QStringLiteral("whittle/recovery"));
}

Recovery::Recovery(MainWindow &window) : QObject(&window), m_window(window)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kSaveDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &Recovery::saveNow);
    connect(&window, &MainWindow::pageAdded, this, &Recovery::watch);
    connect(&window, &MainWindow::pageRemoved, this, [this](DocumentPage *page) {
        m_changed.remove(page);
        drop(m_files.take(page));
    });
}

Recovery::~Recovery()
{
    // A window that goes without being closed leaves what was not saved.
    if (m_files.isEmpty())
        forget();
}

void Recovery::watch(DocumentPage *page)
{
    auto *edited = qobject_cast<EditedPage *>(page);
    if (!edited)
        return;
    const auto changed = [this, page] {
        m_changed.insert(page);
        if (!m_timer.isActive())
            m_timer.start();
    };
    connect(&edited->file(), &EditedFile::textChanged, this, changed);
    connect(page, &DocumentPage::titleChanged, this, changed);
    if (page->isModified())
        changed();
}

bool Recovery::makeFolder()
{
    if (!m_folder.isEmpty())
        return true;
    const QString folder = QDir(root()).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (!QDir().mkpath(folder))
        return false;
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    m_lock = lockOf(folder);
    if (!m_lock->tryLock())
        return false;
    m_folder = folder;
    return true;
}

void Recovery::saveNow()
{
    m_timer.stop();
    const auto pages = std::exchange(m_changed, {});
    for (auto *page : pages)
        if (auto *edited = qobject_cast<EditedPage *>(page))
            save(edited);
}

void Recovery::save(EditedPage *page)
{
    if (!page->isModified()) {
        drop(m_files.take(page));
        return;
    }
    const auto fail = [this](const QString &why) {
        if (!std::exchange(m_failed, true))
            m_window.message()->showMessage(MessageBar::Kind::Warning, tr("Changes that are not saved would be lost in a crash, because they cannot be kept aside: %1").arg(why));
    };
    if (!makeFolder()) {
        fail(tr("the folder %1 could not be made.").arg(root()));
        return;
    }
    auto &file = m_files[page];
    if (file.isEmpty())
        file = QDir(m_folder).filePath(QStringLiteral("%1.journal").arg(++m_lastFile, 4, 10, QLatin1Char('0')));
    const auto written = writeFileAtomically(file.toStdString(), toBytes(page->file().journal()).toStdString());
    if (!written)
        fail(QString::fromStdString(written.error().message));
    else
        m_failed = false;
}

void Recovery::drop(const QString &file)
{
    if (!file.isEmpty())
        QFile::remove(file);
}

void Recovery::forget()
{
    m_timer.stop();
    m_changed.clear();
    m_files.clear();
    if (!m_folder.isEmpty()) {
        m_lock.reset(); // removes its file
        QDir(m_folder).removeRecursively();
        m_folder.clear();
    }
}

void Recovery::find()
{
    m_found.clear();
    m_foundLocks.clear();
    m_foundFolders.clear();
    const auto folders = QDir(root()).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time);
    for (const auto &folder : folders) {
        if (folder.filePath() == m_folder || m_found.size() >= kMaxFound)
            continue;
        auto lock = lockOf(folder.filePath());
        if (!lock->tryLock())
            continue; // its owner lives
        bool any = false;
        for (const auto &file : QDir(folder.filePath()).entryInfoList({kPattern}, QDir::Files, QDir::Name)) {
            const auto bytes = readFile(file.filePath().toStdString(), kMaxJournalBytes);
            if (!bytes)
                continue;
            if (auto journal = journalOf(QByteArray::fromStdString(*bytes))) {
                m_found.push_back(std::move(*journal));
                any = true;
            }
        }
        if (any) {
            m_foundFolders << folder.filePath();
            m_foundLocks.push_back(std::move(lock));
        } else {
            lock.reset();
            QDir(folder.filePath()).removeRecursively();
        }
    }
}

void Recovery::offer()
{
    find();
    if (m_found.empty())
        return;
    QStringList names;
    for (const auto &journal : m_found)
        names << (journal.path.isEmpty() ? (journal.suggestedName.isEmpty() ? tr("an untitled profile") : journal.suggestedName) : QFileInfo(journal.path).fileName());
    m_window.message()->showMessage(MessageBar::Kind::Warning,
        tr("Whittle ended before %n documents were saved. They can be brought back with their undo: %1", nullptr, static_cast<int>(m_found.size())).arg(names.join(QStringLiteral(", "))),
        {{tr("Bring Them Back"), [this] { restore(); }}, {tr("Throw Them Away"), [this] { discard(); }}});
}

void Recovery::restore()
{
    bringBack(std::exchange(m_found, {}));
    discard();
}

void Recovery::bringBack(const std::vector<ProfileJournal> &journals)
{
    for (const auto &journal : journals) {
        // The session may have opened the file itself already.
        for (auto *page : m_window.pages())
            if (!journal.path.isEmpty() && page->path() == journal.path && !page->isModified())
                m_window.closePage(page);
        if (journal.isPolicy)
            m_window.addPolicy(AppArmorDocument::fromJournal(journal));
        else
            m_window.addProfile(ProfileDocument::fromJournal(journal));
    }
    // Before an old copy goes.
    saveNow();
}

std::vector<ProfileJournal> Recovery::unsaved() const
{
    std::vector<ProfileJournal> journals;
    for (auto *page : m_window.editedPages())
        if (page->isModified())
            journals.push_back(page->file().journal());
    return journals;
}

void Recovery::discard()
{
    m_found.clear();
    m_foundLocks.clear();
    for (const auto &folder : std::exchange(m_foundFolders, {}))
        QDir(folder).removeRecursively();
}

} // namespace whittle::app
