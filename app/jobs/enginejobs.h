#pragma once

#include "documents/buildchoices.h"

#include <functional>
#include <stop_token>

namespace whittle::app {

/// Makes a slim image; blocks. Connects to the engine that the choices name. Tests put their own in its place.
using BuildFn = std::function<Result<slim::BuildResult>(const BuildChoices &choices, const slim::BuildRequest &request, std::stop_token stop, const slim::BuildObserver &observer)>;
/// Names of the images that an engine has; blocks.
using ImageListFn = std::function<Result<QStringList>(const QString &engine, std::stop_token stop)>;
/// Writes an image of an engine to a file; blocks.
using ImageSaveFn = std::function<Result<>(const QString &engine, const QString &image, const std::string &path, std::stop_token stop, const ProgressFn &report)>;

/// slim::build() with the engine that the choices name.
[[nodiscard]] BuildFn engineBuild();
/// The names of an engine's images, sorted; those without a name are left out.
[[nodiscard]] ImageListFn engineImages();
[[nodiscard]] ImageSaveFn engineSave();

} // namespace whittle::app
