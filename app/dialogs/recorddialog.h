#pragma once

#include "documents/recordchoices.h"
#include "jobs/enginejobs.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;
class QStackedWidget;

namespace whittle::app {

class Dialogs;
class ImageFields;
class RunFields;

/// Asks what is to be run and watched: a program of this machine with its arguments, or an image with its probes; for how long; and which profile
/// answers meanwhile.
class RecordDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Purpose { Record, Try };

    /// profileName: of the profile that is tried.
    RecordDialog(Purpose purpose, const QString &profileName, const RecordChoices &choices, Dialogs &dialogs, ImageListFn listImages, QWidget *parent = nullptr);
    ~RecordDialog() override;

    [[nodiscard]] RecordChoices choices() const;
    void showImage(bool image);
    void accept() override;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeProgram(const RecordChoices &choices);
    QWidget *makeImage(const RecordChoices &choices, ImageListFn listImages);
    void update();
    [[nodiscard]] QString base() const;

    Purpose m_purpose;
    RecordChoices m_start;
    Dialogs &m_dialogs;
    QRadioButton *m_isProgram;
    QRadioButton *m_isImage;
    QStackedWidget *m_pages;
    QLineEdit *m_program = nullptr;
    QLineEdit *m_folder = nullptr;
    QRadioButton *m_untilExit = nullptr;
    QRadioButton *m_atMost = nullptr;
    QSpinBox *m_seconds = nullptr;
    ImageFields *m_image = nullptr;
    RunFields *m_run = nullptr;
    QComboBox *m_base = nullptr;
    QCheckBox *m_kernelToo = nullptr;
    QLabel *m_message;
    QPushButton *m_button = nullptr; // starts it
};

} // namespace whittle::app
