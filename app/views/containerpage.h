#pragma once

#include "jobs/latestjob.h"
#include "models/settingsmodel.h"
#include "trace/recording.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace whittle::app {

/// How little the container of a recording can be started with: its capabilities, its writable places, its user; and why. Computed when it is
/// looked at first.
class ContainerPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ContainerPage(std::shared_ptr<const trace::Recording> recording, QWidget *parent = nullptr);

    [[nodiscard]] bool isBusy() const { return m_job.isRunning(); }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void show(const Result<tuning::SettingsProposal> &proposal);

    std::shared_ptr<const trace::Recording> m_recording;
    bool m_asked = false;
    SettingsModel m_model;
    QLabel *m_intro;
    QPlainTextEdit *m_options;
    QPushButton *m_copy;
    QTableView *m_table;
    QLabel *m_notes;
    LatestJob<tuning::SettingsProposal> m_job;
};

} // namespace whittle::app
