#include "mainwindow/program.h"

#include "mainwindow/actionset.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/recovery.h"
#include "mainwindow/session.h"
#include "settings/language.h"

#include <QAction>

namespace whittle::app {

Program::Program(Language &language, MakeDialogs makeDialogs) : m_language(language), m_makeDialogs(std::move(makeDialogs))
{
    makeWindow();
}

Program::~Program() = default;

void Program::makeWindow()
{
    m_window = std::make_unique<MainWindow>(m_makeDialogs());
    // Later: the request comes from a dialog of the window that goes.
    connect(m_window.get(), &MainWindow::languageRequested, this, &Program::changeLanguage, Qt::QueuedConnection);
}

void Program::changeLanguage()
{
    if (!m_window->prepareSuccessor())
        return;
    // The old window stays, out of sight, until the new one has everything: what is not saved is in one of both at any time.
    const std::shared_ptr<MainWindow> old(std::move(m_window));
    m_language.apply();
    makeWindow();
    m_window->show();
    old->hide();
    const auto finish = [this, old] {
        m_window->recovery().bringBack(old->recovery().unsaved());
        old->recovery().forget();
        m_window->actionSet().get("settings")->trigger();
        Q_EMIT languageChanged();
    };
    m_window->session().restore();
    if (m_window->isBusy())
        connect(m_window.get(), &MainWindow::idle, this, finish, Qt::SingleShotConnection);
    else
        finish();
}

} // namespace whittle::app
