#include "mainwindow/shots/shots.h"
#include "views/charts/chartpage.h"
#include "views/imagepage.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"

namespace whittle::app {

void chartShots(MainWindow &, QWidget *widget, const QString &base, Shots &shots)
{
    const auto add = [&](auto *page, ChartPage *charts) {
        for (int question = 0; question < charts->questionCount(); ++question)
            shots.add(base + QStringLiteral("-chart%1").arg(question + 1), [page, charts, question] {
                page->showTab(std::remove_pointer_t<decltype(page)>::Charts);
                charts->showQuestion(question);
                charts->showTable(false);
            });
        shots.add(base + QStringLiteral("-chart-table"), [page, charts] {
            page->showTab(std::remove_pointer_t<decltype(page)>::Charts);
            charts->showQuestion(0);
            charts->showTable(true);
        });
    };
    if (auto *profile = qobject_cast<ProfilePage *>(widget))
        add(profile, profile->charts());
    else if (auto *recording = qobject_cast<RecordingPage *>(widget))
        add(recording, recording->charts());
    else if (auto *image = qobject_cast<ImagePage *>(widget))
        add(image, image->charts());
}

} // namespace whittle::app
