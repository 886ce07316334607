#include "mainwindow/session.h"

#include "mainwindow/mainwindow.h"
#include "settings/settings.h"
#include "views/documentpage.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTabWidget>

namespace whittle::app {
namespace {

constexpr int kSaveDelayMs = 1500;
constexpr int kMaxPages = 50;
const QString kPath = QStringLiteral("path");
const QString kView = QStringLiteral("view");
const QString kFront = QStringLiteral("front");
const QString kPages = QStringLiteral("pages");

} // namespace

Session::Session(MainWindow &window) : QObject(&window), m_window(window)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kSaveDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &Session::saveNow);
    const auto later = [this] {
        if (!m_restoring && !m_timer.isActive())
            m_timer.start();
    };
    connect(&window, &MainWindow::pageAdded, this, &Session::placePage);
    connect(&window, &MainWindow::pageAdded, this, later);
    connect(&window, &MainWindow::pageRemoved, this, later);
    connect(&window, &MainWindow::currentPageChanged, this, later);
    connect(&window, &MainWindow::actionsUpdated, this, later); // selection, tab, filter
    connect(&window, &MainWindow::idle, this, &Session::finish);
}

QJsonObject Session::current() const
{
    QJsonArray pages;
    for (const auto *page : m_window.pages())
        if (!page->path().isEmpty() && pages.size() < kMaxPages)
            pages.append(QJsonObject{{kPath, page->path()}, {kView, page->viewState()}});
    const auto *front = m_window.currentPage();
    return {{kPages, pages}, {kFront, front ? front->path() : QString()}};
}

void Session::saveNow()
{
    m_timer.stop();
    if (!m_restoring)
        settings::setSession(QJsonDocument(current()).toJson(QJsonDocument::Compact));
}

void Session::restore()
{
    const auto session = QJsonDocument::fromJson(settings::session()).object();
    QStringList paths;
    for (const auto &value : session[kPages].toArray()) {
        const auto page = value.toObject();
        const QString path = page[kPath].toString();
        if (path.isEmpty() || paths.contains(path) || paths.size() >= kMaxPages || !QFileInfo::exists(path))
            continue;
        paths << path;
        m_waiting.insert(path, page[kView].toObject());
    }
    if (paths.isEmpty())
        return;
    m_front = session[kFront].toString();
    m_restoring = true;
    m_window.openFiles(paths);
}

void Session::placePage(DocumentPage *page)
{
    if (const auto found = m_waiting.constFind(page->path()); found != m_waiting.constEnd()) {
        page->restoreViewState(*found);
        m_waiting.erase(found);
    }
}

void Session::finish()
{
    if (!m_restoring)
        return;
    m_restoring = false;
    m_waiting.clear(); // what could not be read was said
    for (auto *page : m_window.pages())
        if (!m_front.isEmpty() && page->path() == m_front)
            m_window.showPage(page);
}

} // namespace whittle::app
