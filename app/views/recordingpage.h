#pragma once

#include "documents/evidence.h"
#include "models/recordingmodel.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QTableView;

namespace whittle::app {

/// The tab of a recording: what ran and how it went, what to do with it, and every syscall that was seen.
class RecordingPage final : public QWidget
{
    Q_OBJECT

public:
    explicit RecordingPage(OpenRecording recording, QWidget *parent = nullptr);

    [[nodiscard]] const OpenRecording &recording() const { return m_recording; }
    [[nodiscard]] const Evidence &evidence() const { return m_evidence; }
    /// nullptr: nothing is selected.
    [[nodiscard]] const SyscallRow *currentRow() const;

Q_SIGNALS:
    void proposeRequested();
    void attachRequested();
    void currentRowChanged();

private:
    QWidget *makeHead();

    OpenRecording m_recording;
    Evidence m_evidence;
    RecordingModel m_model;
    QSortFilterProxyModel m_proxy;
    QTableView *m_table;
};

} // namespace whittle::app
