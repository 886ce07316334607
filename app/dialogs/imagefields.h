#pragma once

#include "documents/runchoices.h"
#include "jobs/enginejobs.h"
#include "jobs/job.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QRadioButton;

namespace whittle::app {

class ArchiveChoice;
class Dialogs;

/// Which image, from which engine or archive.
class ImageFields final : public QWidget
{
    Q_OBJECT

public:
    ImageFields(const RunChoices &choices, Dialogs &dialogs, ImageListFn listImages, QWidget *parent);
    ~ImageFields() override;

    /// To be called when the fields come on screen: gives the focus to the one in use, and asks the engine for its images.
    void begin();
    void store(RunChoices &choices) const;
    void setArchive(const QString &path);
    [[nodiscard]] bool isComplete() const;
    /// What is wrong; empty: all is well.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void changed();

private:
    void listImages();
    void update();

    Dialogs &m_dialogs;
    ImageListFn m_listImages;
    QComboBox *m_engine;
    QRadioButton *m_fromEngine;
    QRadioButton *m_fromArchive;
    QComboBox *m_image;
    QLabel *m_listState;
    QLineEdit *m_archive;
    ArchiveChoice *m_archiveChoice;
    QWidget *m_browse;
    QWidget *m_browseFolder;
    std::unique_ptr<Job<QStringList>> m_job;
};

} // namespace whittle::app
