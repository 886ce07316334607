#pragma once

#include "documents/buildchoices.h"
#include "jobs/enginejobs.h"
#include "jobs/job.h"

#include <QWizard>

#include <memory>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QRadioButton;
class QSpinBox;

namespace whittle::app {

class Dialogs;

class SlimImagePage;
class SlimRunPage;
class SlimKeepPage;

/// Asks what a build needs: which image, how it is exercised, what stays and where the results go. Fields are checked before a page is left.
class SlimWizard final : public QWizard
{
    Q_OBJECT

public:
    enum Page { ImagePageId, RunPageId, KeepPageId, PageCount };

    SlimWizard(const BuildChoices &choices, Dialogs &dialogs, ImageListFn listImages, QWidget *parent = nullptr);
    ~SlimWizard() override;

    [[nodiscard]] BuildChoices choices() const;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    BuildChoices m_start;
    SlimImagePage *m_image;
    SlimRunPage *m_run;
    SlimKeepPage *m_keep;
};

} // namespace whittle::app
