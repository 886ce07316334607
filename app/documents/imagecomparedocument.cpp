#include "documents/imagecomparedocument.h"

#include "slim/image_diff_report.h"

#include <utility>

namespace whittle::app {

ImageCompareDocument::ImageCompareDocument(ImageSide left, ImageSide right, QObject *parent) : QObject(parent), m_sides{std::move(left), std::move(right)}
{
    compareAgain();
}

QString ImageCompareDocument::title() const
{
    //: between the names of two images
    return tr("%1 → %2").arg(m_sides[0].title, m_sides[1].title);
}

void ImageCompareDocument::setSide(std::size_t index, const ImageSide &side)
{
    if (index >= m_sides.size())
        return;
    m_sides[index] = side;
    compareAgain();
    Q_EMIT sidesChanged();
}

void ImageCompareDocument::swapSides()
{
    std::swap(m_sides[0], m_sides[1]);
    compareAgain();
    Q_EMIT sidesChanged();
}

void ImageCompareDocument::stop()
{
    m_job.cancel();
}

void ImageCompareDocument::compareAgain()
{
    m_comparison.reset();
    m_error.clear();
    m_step = tr("Reading the images");
    m_progress = {};
    m_job.start(
        [left = m_sides[0].path.toStdString(), right = m_sides[1].path.toStdString()](std::stop_token stop, const ProgressFn &report) { return compareImageFiles(left, right, stop, report); },
        [this](Result<ImageComparisonPtr> comparison) {
            m_step.clear();
            if (comparison)
                m_comparison = std::move(*comparison);
            else
                m_error = comparison.error().code == ErrorCode::Cancelled ? tr("The comparison was stopped.") : QString::fromStdString(comparison.error().message);
            Q_EMIT comparisonChanged();
        },
        [this](const Progress &progress) {
            m_progress = progress;
            m_step = progress.total > 0 ? tr("%1: %2 %", "step and percentage").arg(QString::fromStdString(progress.step)).arg(progress.done * 100 / progress.total) : QString::fromStdString(progress.step);
            Q_EMIT stepChanged();
        });
    Q_EMIT comparisonChanged();
}

Result<std::string> ImageCompareDocument::report(bool html) const
{
    if (!m_comparison)
        return fail(ErrorCode::InvalidInput, m_error.isEmpty() ? "the comparison is not finished" : m_error.toStdString());
    const auto report = slim::reportOf(m_comparison->difference, m_sides[0].title.toStdString(), m_sides[1].title.toStdString());
    return html ? formats::writeHtml(report) : formats::writeMarkdown(report);
}

} // namespace whittle::app
