#pragma once

#include "base/progress.h"
#include "documents/compareside.h"
#include "documents/imagecomparison.h"
#include "jobs/latestjob.h"

#include <QObject>
#include <QString>

#include <array>
#include <string>

namespace whittle::app {

/// One side of a comparison of images.
struct ImageSide
{
    QString key;   // path as the window knows it: of an archive, a layout, or the folder of a build, whose slim image it is
    QString title;
    QString path;  // of the archive or layout

    [[nodiscard]] CompareChoice choice() const { return {key, title, path, QStringLiteral("image")}; }
};

/// Two images and what differs between them. Read and compared in the background.
class ImageCompareDocument final : public QObject
{
    Q_OBJECT

public:
    ImageCompareDocument(ImageSide left, ImageSide right, QObject *parent = nullptr);

    [[nodiscard]] QString title() const;
    [[nodiscard]] const std::array<ImageSide, 2> &sides() const { return m_sides; }
    void setSide(std::size_t index, const ImageSide &side);
    void swapSides();

    [[nodiscard]] bool isBusy() const { return m_job.isRunning(); }
    /// What is being done, for a person; empty when nothing is.
    [[nodiscard]] const QString &step() const { return m_step; }
    [[nodiscard]] const Progress &progress() const { return m_progress; }
    /// nullptr: not there yet, or a side could not be read; error() says why.
    [[nodiscard]] const ImageComparisonPtr &comparison() const { return m_comparison; }
    [[nodiscard]] const QString &error() const { return m_error; }
    void stop();
    /// Reads both again.
    void compareAgain();

    /// For a file. HTML or Markdown.
    [[nodiscard]] Result<std::string> report(bool html) const;

Q_SIGNALS:
    void sidesChanged();
    void comparisonChanged(); // also when it has failed
    void stepChanged();

private:
    std::array<ImageSide, 2> m_sides;
    ImageComparisonPtr m_comparison;
    QString m_error;
    QString m_step;
    Progress m_progress;
    LatestJob<ImageComparisonPtr> m_job;
};

} // namespace whittle::app
