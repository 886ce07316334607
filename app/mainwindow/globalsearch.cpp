#include "mainwindow/globalsearch.h"

#include "documents/profiledocument.h"
#include "documents/search.h"
#include "mainwindow/mainwindow.h"
#include "models/syscallrow.h"
#include "views/hitlist.h"
#include "views/icons.h"
#include "views/imagepage.h"
#include "views/imagetree.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/sourcepage.h"
#include "views/syscallpage.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPointer>
#include <QTabWidget>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr std::size_t kMaxOfGroup = 8;
constexpr int kPauseMs = 60;

QList<int> positionsOf(const QString &text, const QString &in)
{
    QList<int> positions;
    if (const auto at = in.indexOf(text.trimmed(), 0, Qt::CaseInsensitive); at >= 0)
        for (qsizetype i = 0; i < text.trimmed().size(); ++i)
            positions << static_cast<int>(at + i);
    return positions;
}

} // namespace

GlobalSearch::GlobalSearch(MainWindow &window) : QObject(&window), m_window(window), m_field(new QLineEdit(&window)), m_list(new HitList(*m_field, &window))
{
    m_field->setObjectName(QStringLiteral("globalSearch"));
    m_field->setPlaceholderText(tr("Search syscalls, files, notes"));
    m_field->setAccessibleName(tr("Search syscalls, files and notes"));
    m_field->setWhatsThis(tr("Searches all syscalls by name and by what they do, the files of the images and recordings that are open, and the comments and problems of the profiles that are open."));
    m_field->setClearButtonEnabled(true);
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * 14);
    m_field->setMaximumWidth(m_field->fontMetrics().averageCharWidth() * 44);
    m_list->setObjectName(QStringLiteral("searchHits"));
    m_list->setProperty("overlay", true);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kPauseMs);
    connect(&m_timer, &QTimer::timeout, this, &GlobalSearch::search);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.trimmed().isEmpty())
            m_list->hide();
        else
            m_timer.start();
    });
    connect(m_list, &HitList::closeRequested, this, &GlobalSearch::close);
    connect(m_list, &HitList::chosen, this, [this] {
        m_list->hide();
        m_field->clear();
    });
    window.installEventFilter(this);
    m_field->installEventFilter(this); // asked before the list
}

void GlobalSearch::focus()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    if (!m_field->text().trimmed().isEmpty())
        search();
}

void GlobalSearch::close()
{
    const bool hadFocus = m_field->hasFocus();
    m_list->hide();
    if (hadFocus && m_window.currentPage())
        m_window.currentPage()->setFocus(Qt::OtherFocusReason);
}

void GlobalSearch::search()
{
    m_timer.stop();
    const QString text = m_field->text().trimmed();
    if (text.isEmpty()) {
        m_list->hide();
        return;
    }
    std::vector<Hit> hits;
    addSyscalls(text, hits);
    addFiles(text, hits);
    addNotes(text, hits);
    m_list->setHits(std::move(hits), tr("Nothing fits “%1”: no syscall, no file of an image or recording that is open, no comment or problem of a profile that is open.").arg(text));
    place();
    m_list->show();
    m_list->raise();
}

void GlobalSearch::place()
{
    const int letter = m_list->fontMetrics().averageCharWidth();
    const int width = std::min(m_window.width() - 2 * letter, letter * 80);
    const QPoint below = m_field->mapTo(&m_window, QPoint(m_field->width() - width, m_field->height() + 2));
    m_list->resize(width, m_list->height());
    m_list->setGeometry(std::clamp(below.x(), letter, std::max(letter, m_window.width() - width - letter)), below.y(), width,
        m_list->heightFor(std::min(m_list->fontMetrics().height() * 26, m_window.height() - below.y() - letter)));
}

ProfilePage *GlobalSearch::nearestProfile() const
{
    if (auto *page = m_window.currentProfile())
        return page;
    const auto pages = m_window.profilePages();
    return pages.isEmpty() ? nullptr : pages.front();
}

void GlobalSearch::addSyscalls(const QString &text, std::vector<Hit> &hits)
{
    auto *profile = nearestProfile();
    for (const auto &found : search::findSyscalls(text, kMaxOfGroup)) {
        const QString name = QString::fromStdString(found.syscall->name);
        QString detail = QString::fromStdString(found.syscall->summary);
        if (profile) {
            const auto &model = profile->syscalls()->model();
            if (const int row = model.rowOf(name); row >= 0)
                //: a syscall: what the profile decides, what it does
                detail = tr("%1 in %2 · %3").arg(model.row(row).isOpen() ? tr("open") : tr("denied"), profile->title(), detail);
        }
        hits.push_back({tr("Syscalls"), name, detail, {}, icons::riskIcon(found.syscall->risk, false), positionsOf(text, name), true, [this, name] { goToSyscall(name); }});
    }
}

void GlobalSearch::goToSyscall(const QString &syscall)
{
    // A recording in front that saw it is what is being looked at.
    if (auto *recording = m_window.currentRecording(); recording && recording->showSyscall(syscall)) {
        recording->setFocus();
        return;
    }
    if (!nearestProfile())
        m_window.openBuiltIn(QStringLiteral("docker-default"));
    auto *page = nearestProfile();
    if (!page)
        return;
    m_window.showPage(page);
    page->showTab(ProfilePage::Syscalls);
    page->syscalls()->showSyscall(syscall);
    page->syscalls()->setFocus();
}

void GlobalSearch::addFiles(const QString &text, std::vector<Hit> &hits)
{
    std::size_t count = 0;
    for (auto *page : m_window.pages()) {
        if (auto *image = qobject_cast<ImagePage *>(page)) {
            for (const FileId file : search::findFiles(image->document().tree(), text, kMaxOfGroup)) {
                if (count++ >= 2 * kMaxOfGroup)
                    return;
                const QString path = QLatin1Char('/') + QString::fromStdString(image->document().tree().path(file));
                hits.push_back({tr("Files"), path, image->title(), {}, image->document().tree().node(file).isDirectory() ? QStringLiteral("folder") : QStringLiteral("file"), positionsOf(text, path), true,
                    [this, image = QPointer<ImagePage>(image), file] {
                        if (!image)
                            return;
                        m_window.showPage(image);
                        image->showTab(ImagePage::Files);
                        image->setFilterText({});
                        image->tree()->showFile(file);
                        image->tree()->setFocus();
                    }});
            }
        } else if (auto *recording = qobject_cast<RecordingPage *>(page)) {
            const auto &content = *recording->recording().recording;
            for (const auto &found : search::findPaths(content, text, kMaxOfGroup)) {
                if (count++ >= 2 * kMaxOfGroup)
                    return;
                const QString path = QString::fromStdString(found.use->path);
                //: a path in a recording
                const QString used = tr("used %1 times by %n processes, first by %2", nullptr, static_cast<int>(found.processes))
                                         .arg(QLocale().toString(static_cast<qulonglong>(found.count)), processName(content, *found.process));
                hits.push_back({tr("Files"), path, tr("%1 · %2").arg(recording->title(), used), {}, QStringLiteral("file"), positionsOf(text, path), true,
                    [this, recording = QPointer<RecordingPage>(recording), path, used] {
                        if (!recording)
                            return;
                        m_window.showPage(recording);
                        m_window.message()->showMessage(MessageBar::Kind::Info, tr("%1 was %2.", "a path, and how it was used").arg(path, used));
                    }});
            }
        }
    }
}

void GlobalSearch::addNotes(const QString &text, std::vector<Hit> &hits)
{
    for (auto *page : m_window.profilePages()) {
        for (const auto &found : search::findNotes(page->document(), text, kMaxOfGroup)) {
            const QString where = found.syscall.isEmpty() ? page->title() : tr("%1 · %2").arg(page->title(), found.syscall);
            hits.push_back({tr("Notes and problems"), found.text.simplified(), where, {}, found.isFinding ? QStringLiteral("problems") : QStringLiteral("info"), positionsOf(text, found.text.simplified()), true,
                [this, page = QPointer<ProfilePage>(page), found] {
                    if (!page)
                        return;
                    m_window.showPage(page);
                    page->showTab(ProfilePage::Source);
                    page->source()->goTo(found.path, 1, 1);
                    page->source()->setFocus();
                }});
        }
    }
}

bool GlobalSearch::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_window && event->type() == QEvent::Resize && m_list->isVisible())
        place();
    // Enter right after typing means what was typed, not what was found before.
    if (watched == m_field && event->type() == QEvent::KeyPress && m_timer.isActive())
        if (const int key = static_cast<QKeyEvent *>(event)->key(); key == Qt::Key_Return || key == Qt::Key_Enter)
            search();
    return QObject::eventFilter(watched, event);
}

} // namespace whittle::app
