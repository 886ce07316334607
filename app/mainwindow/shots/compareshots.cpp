#include "documents/comparedocument.h"
#include "mainwindow/comparetabs.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/shots/shots.h"
#include "views/comparepage.h"
#include "views/imagecomparepage.h"
#include "views/imagepage.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"

#include <QPointer>

#include <functional>
#include <memory>

namespace whittle::app {
namespace {

/// A comparison that is opened for one picture. Once it is computed, `goOn` brings more of it on screen, until it says that this was all.
void addComparison(MainWindow &window, Shots &shots, const QString &name, const QStringList &keys, const std::function<bool(DocumentPage *page, int step)> &goOn)
{
    struct Opened
    {
        QPointer<DocumentPage> page;
        int step = 0;
        bool isDone = false;
    };
    const auto opened = std::make_shared<Opened>();
    shots.addWindow(
        name,
        [&window, keys, opened]() -> QWidget * {
            window.comparisons().compare(keys);
            *opened = {window.currentPage()};
            return nullptr;
        },
        [&window, opened, goOn] {
            if (window.comparisons().isBusy())
                return false;
            if (!opened->page || opened->isDone)
                return true;
            opened->isDone = goOn(opened->page, opened->step++);
            return false;
        },
        [&window, opened] {
            if (opened->page)
                window.closePage(opened->page);
        });
}

void addDecisions(MainWindow &window, Shots &shots, const QString &name, const QStringList &keys, ComparePage::Tab tab)
{
    addComparison(window, shots, name, keys, [tab](DocumentPage *page, int step) {
        auto *comparison = qobject_cast<ComparePage *>(page);
        if (!comparison)
            return true;
        if (step == 0)
            comparison->showTab(tab);
        else
            comparison->goToDifference(true);
        return step == 1;
    });
}

void addImages(MainWindow &window, Shots &shots, const QString &name, const QStringList &keys, ImageComparePage::Tab tab)
{
    addComparison(window, shots, name, keys, [tab](DocumentPage *page, int step) {
        auto *comparison = qobject_cast<ImageComparePage *>(page);
        if (!comparison)
            return true;
        comparison->goToDifference(true);
        if (step == 0)
            comparison->showTab(tab);
        return step == 1 || tab == ImageComparePage::Files;
    });
}

} // namespace

/// Two documents of a kind side by side; a profile alone beside Docker's default, a build beside what it was made from.
void compareShots(MainWindow &window, QWidget *page, const QString &, Shots &shots)
{
    if (page)
        return;
    QStringList profiles;
    QStringList recordings;
    QStringList images;
    QStringList builds;
    for (auto *open : window.pages()) {
        if (open->path().isEmpty())
            continue;
        if (qobject_cast<ProfilePage *>(open)) {
            profiles << open->path();
        } else if (qobject_cast<RecordingPage *>(open)) {
            recordings << open->path();
        } else if (const auto *image = qobject_cast<ImagePage *>(open)) {
            const auto &contents = image->document().contents();
            if (!contents.isBuild() || contents.slim)
                images << contents.path;
            if (contents.isBuild() && contents.slim && !contents.fatPath.isEmpty())
                builds << contents.path;
        }
    }
    if (!profiles.isEmpty()) {
        const auto two = profiles.size() == 1 ? QStringList{QStringLiteral("docker-default"), profiles.front()} : profiles.first(2);
        addDecisions(window, shots, QStringLiteral("compare-decisions"), two, ComparePage::Decisions);
        addDecisions(window, shots, QStringLiteral("compare-text"), two, ComparePage::Text);
        const auto three = profiles.size() > 2 ? profiles.first(3) : QStringList{QStringLiteral("docker-default"), QStringLiteral("podman-default"), profiles.front()};
        addDecisions(window, shots, QStringLiteral("compare-three"), three, ComparePage::Decisions);
    }
    if (recordings.size() > 1)
        addDecisions(window, shots, QStringLiteral("compare-recordings"), recordings.first(2), ComparePage::Drift);
    const auto sides = !builds.isEmpty() ? builds.first(1) : images.size() > 1 ? images.first(2) : QStringList();
    if (!sides.isEmpty()) {
        addImages(window, shots, QStringLiteral("compare-images-files"), sides, ImageComparePage::Files);
        addImages(window, shots, QStringLiteral("compare-images-settings"), sides, ImageComparePage::Settings);
        addImages(window, shots, QStringLiteral("compare-images-text"), sides, ImageComparePage::Text);
    }
}

} // namespace whittle::app
