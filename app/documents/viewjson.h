#pragma once

#include "documents/decisions.h"

#include <QJsonObject>

namespace whittle::app {

/// The environment of a page, for the session and the settings.
[[nodiscard]] QJsonObject toJson(const View &view);
/// What the object does not say, or says in a way that is not understood, is as in fallback.
[[nodiscard]] View viewOf(const QJsonObject &json, const View &fallback = {});

} // namespace whittle::app
