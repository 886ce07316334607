#include "mainwindow/shots/shots.h"

#include "mainwindow/mainwindow.h"

#include <QFileInfo>
#include <QPointer>
#include <QTabWidget>

namespace whittle::app {
namespace {

constexpr ShotSource kSources[] = {
    windowShots,
    shellShots,
    profileShots,
    policyShots,
    exportShots,
    imageShots,
    recordingShots,
    runShots,
    compareShots,
    chartShots,
};

} // namespace

void Shots::add(const QString &name, std::function<void()> arrange, std::function<bool()> isReady)
{
    addWindow(
        name,
        [arrange = std::move(arrange)]() -> QWidget * {
            arrange();
            return nullptr;
        },
        std::move(isReady));
}

void Shots::addWindow(const QString &name, std::function<QWidget *()> open, std::function<bool()> isReady, std::function<void()> end)
{
    // Files of the same name in two folders.
    QString unique = name;
    for (int copy = 2; !m_names.insert(unique).second; ++copy)
        unique = QStringLiteral("%1-%2").arg(name).arg(copy);
    Shot shot;
    shot.name = unique;
    shot.arrange = std::move(open);
    if (isReady)
        shot.isReady = std::move(isReady);
    if (end)
        shot.end = std::move(end);
    m_shots.push_back(std::move(shot));
}

Shots allShots(MainWindow &window)
{
    Shots shots;
    const auto addOf = [&](QWidget *page, const QString &base) {
        Shots ofPage;
        for (const auto source : kSources)
            source(window, page, base, ofPage);
        for (const auto &shot : ofPage.all())
            shots.addWindow(
                shot.name,
                [&window, page = QPointer(page), arrange = shot.arrange] {
                    if (page)
                        window.tabs()->setCurrentWidget(page);
                    return arrange();
                },
                shot.isReady, shot.end);
    };
    addOf(nullptr, {});
    for (int i = 0; i < window.tabs()->count(); ++i)
        addOf(window.tabs()->widget(i), QFileInfo(window.tabs()->tabToolTip(i)).fileName().section(QLatin1Char('.'), 0, 0));
    return shots;
}

} // namespace whittle::app
