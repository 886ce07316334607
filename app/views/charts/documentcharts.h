#pragma once

#include "documents/evidence.h"

#include <functional>
#include <vector>

namespace whittle::app {

class ChartPage;
class ImageDocument;
class ProfileDocument;

// The questions of each kind of document, and when their answers are made anew. The document outlives the page.
void addProfileCharts(ChartPage &page, ProfileDocument &document);
void addUsageCharts(ChartPage &page, const std::function<std::vector<OpenRecording>()> &recordings);
void addImageCharts(ChartPage &page, ImageDocument &document);

} // namespace whittle::app
