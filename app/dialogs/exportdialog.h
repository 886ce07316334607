#pragma once

#include "documents/exportsource.h"
#include "jobs/latestjob.h"

#include <QDialog>
#include <QHash>

#include <memory>

class QCheckBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTimer;

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace whittle::app {

class ContainerFields;
class Dialogs;
class MessageBar;

/// Every form that a tab's content can be written as: what the form takes, what it says, and what of the decisions is lost on the way.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// settings: what the container is known to be started with.
    ExportDialog(std::shared_ptr<const ExportSource> source, const tuning::ContainerSettings &settings, Dialogs &dialogs, QWidget *parent = nullptr);
    ~ExportDialog() override;

    /// False: nothing here fits that form.
    bool choose(const QString &format);
    [[nodiscard]] bool isBusy() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void fillFormats();
    void showFormat();
    void showOptions(const exports::Description &description);
    void propose();
    void write();
    void show(const Result<exports::Exported> &result);
    void showLosses();
    void updateButtons();
    void saveAs();
    void copy();
    void updateTheme();
    [[nodiscard]] const exports::Description *description() const;

    std::shared_ptr<const ExportSource> m_source;
    Dialogs &m_dialogs;
    QListWidget *m_formats;
    QLabel *m_title;
    QLabel *m_about;
    QWidget *m_options = nullptr;
    QWidget *m_optionsHome;
    QWidget *m_container;
    QPushButton *m_propose;
    ContainerFields *m_fields = nullptr;
    QPlainTextEdit *m_preview;
    QLabel *m_losses;
    QCheckBox *m_strict;
    MessageBar *m_message;
    QPushButton *m_save = nullptr;
    QPushButton *m_copy = nullptr;
    QTimer *m_soon;
    std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> m_highlighter;
    std::map<std::string, std::map<std::string, std::string, std::less<>>> m_chosen; // format → option → value
    std::optional<exports::Exported> m_exported; // of what is chosen; nothing while it is being written or where it cannot be
    LatestJob<exports::Exported> m_job;
    LatestJob<tuning::ContainerSettings> m_proposeJob;
};

} // namespace whittle::app
