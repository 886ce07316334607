#pragma once

#include "documents/evidence.h"
#include "models/recordingmodel.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace whittle::app {

/// The tab of a recording: what ran and how it went, what to do with it, and every syscall that was seen.
class RecordingPage final : public QWidget
{
    Q_OBJECT

public:
    explicit RecordingPage(OpenRecording recording, QWidget *parent = nullptr);

    [[nodiscard]] const OpenRecording &recording() const { return m_recording; }
    /// Of a recording that is no file yet.
    [[nodiscard]] bool isUnsaved() const { return m_recording.path.isEmpty(); }
    /// It was saved there.
    void setPath(const QString &path);
    /// What was said while it was recorded: offered below the table. Not part of the recording.
    void setLog(const QString &log);
    [[nodiscard]] const Evidence &evidence() const { return m_evidence; }
    /// nullptr: nothing is selected.
    [[nodiscard]] const SyscallRow *currentRow() const;

Q_SIGNALS:
    void proposeRequested();
    void attachRequested();
    void replayRequested();
    void saveRequested();
    void currentRowChanged();

private:
    QWidget *makeHead();

    OpenRecording m_recording;
    Evidence m_evidence;
    RecordingModel m_model;
    QSortFilterProxyModel m_proxy;
    QTableView *m_table;
    QPushButton *m_save = nullptr;
    QPushButton *m_showLog = nullptr;
    QPlainTextEdit *m_log;
};

} // namespace whittle::app
