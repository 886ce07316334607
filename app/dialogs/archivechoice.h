#pragma once

#include "image/image_choice.h"
#include "jobs/job.h"

#include <QString>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;

namespace whittle::app {

/// What is in an archive or layout: which of its images, and of which platform, where there are several. Nothing is shown of an archive
/// that leaves no choice.
class ArchiveChoice final : public QWidget
{
    Q_OBJECT

public:
    /// reference and platform: what is chosen where the archive has it.
    ArchiveChoice(QString reference, QString platform, QWidget *parent);
    ~ArchiveChoice() override;

    /// Looks into it, a moment after the last call. Empty: there is none.
    void setPath(const QString &path);
    [[nodiscard]] bool isReady() const { return !m_timer.isActive() && !m_job; }
    /// Why nothing can be chosen; empty: all is well.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// What slim::BuildRequest takes; empty where there is no choice.
    [[nodiscard]] QString reference() const;
    [[nodiscard]] QString platform() const;

Q_SIGNALS:
    void changed();

private:
    void look();
    void showImages(Result<std::vector<image::ImageChoice>> images);
    void showPlatforms();

    QString m_reference; // wished for
    QString m_platform;
    QString m_path;
    QString m_problem;
    std::vector<image::ImageChoice> m_choices;
    QTimer m_timer;
    QLabel *m_state;
    QFormLayout *m_form;
    QComboBox *m_images;
    QComboBox *m_platforms;
    std::unique_ptr<Job<std::vector<image::ImageChoice>>> m_job; // last: it ends before what it writes to
};

} // namespace whittle::app
