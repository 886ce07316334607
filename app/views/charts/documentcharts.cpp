#include "views/charts/documentcharts.h"

#include "documents/imagedocument.h"
#include "documents/profiledocument.h"
#include "models/imagecharts.h"
#include "models/profilecharts.h"
#include "models/usagecharts.h"
#include "views/charts/chartpage.h"

#include <memory>

namespace whittle::app {

void addProfileCharts(ChartPage &page, ProfileDocument &document)
{
    page.addQuestion(ChartPage::tr("Attack Surface"), [&document] { return profilecharts::surface(document); });
    page.addQuestion(ChartPage::tr("Kernel Holes"), [&document] { return profilecharts::holes(document); });
    addUsageCharts(page, [&document] { return document.evidence().recordings(); });
    for (const auto changed : {&ProfileDocument::decisionsChanged, &ProfileDocument::viewChanged, &ProfileDocument::evidenceChanged})
        QObject::connect(&document, changed, &page, &ChartPage::refresh);
}

void addUsageCharts(ChartPage &page, const std::function<std::vector<OpenRecording>()> &recordings)
{
    page.addQuestion(ChartPage::tr("Over Time"), [recordings] { return usagecharts::growth(recordings()); });
    page.addQuestion(ChartPage::tr("By Process"), [recordings] { return usagecharts::processes(recordings()); });
    page.addQuestion(ChartPage::tr("Arguments"), [recordings] { return usagecharts::arguments(recordings()); });
}

void addImageCharts(ChartPage &page, ImageDocument &document)
{
    const auto folder = std::make_shared<FileId>(kRootFile);
    page.addQuestion(ChartPage::tr("Space"), [&document, folder] { return imagecharts::sizes(document, *folder); });
    QObject::connect(&page, &ChartPage::openRequested, &page, [&page, &document, folder](const QString &key) {
        bool isNumber = false;
        const FileId file = key.toUInt(&isNumber);
        if (!isNumber || file >= document.tree().count())
            return;
        *folder = file;
        page.refresh();
    });
    QObject::connect(&document, &ImageDocument::ticksChanged, &page, &ChartPage::refresh);
}

} // namespace whittle::app
