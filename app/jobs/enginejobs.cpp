#include "jobs/enginejobs.h"

#include "engine/engine.h"

namespace whittle::app {

BuildFn engineBuild()
{
    return [](const BuildChoices &choices, const slim::BuildRequest &request, std::stop_token stop, const slim::BuildObserver &observer) -> Result<slim::BuildResult> {
        auto engine = engine::connect(choices.engine.toStdString(), stop);
        if (!engine)
            return std::unexpected(engine.error());
        return slim::build(**engine, request, std::move(stop), observer);
    };
}

ImageListFn engineImages()
{
    return [](const QString &url, std::stop_token stop) -> Result<QStringList> {
        auto engine = engine::connect(url.toStdString(), std::move(stop));
        if (!engine)
            return std::unexpected(engine.error());
        const auto images = (*engine)->listImages();
        if (!images)
            return std::unexpected(images.error());
        QStringList names;
        for (const auto &image : *images)
            for (const auto &tag : image.tags)
                if (!tag.starts_with("<none>"))
                    names << QString::fromStdString(tag);
        names.sort(Qt::CaseInsensitive);
        names.removeDuplicates();
        return names;
    };
}

ImageSaveFn engineSave()
{
    return [](const QString &url, const QString &image, const std::string &path, std::stop_token stop, const ProgressFn &report) -> Result<> {
        auto engine = engine::connect(url.toStdString(), stop);
        if (!engine)
            return std::unexpected(engine.error());
        return (*engine)->saveImage(image.toStdString(), path, std::move(stop), report);
    };
}

} // namespace whittle::app
