#pragma once

#include "documents/evidence.h"
#include "models/recordingmodel.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabWidget;
class QTableView;

namespace whittle::app {

class ChartPage;
class FilterBar;

/// The tab of a recording: what ran and how it went, what to do with it, and every syscall that was seen.
class RecordingPage final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Syscalls, Charts };

    explicit RecordingPage(OpenRecording recording, QWidget *parent = nullptr);

    [[nodiscard]] const OpenRecording &recording() const { return m_recording; }
    [[nodiscard]] const Evidence &evidence() const { return m_evidence; }
    [[nodiscard]] ChartPage *charts() { return m_charts; }
    void showTab(int tab);
    [[nodiscard]] QString filterText() const;
    /// Shows the syscalls that fit.
    void setFilterText(const QString &text);
    void focusFilter();
    /// nullptr: nothing is selected.
    [[nodiscard]] const SyscallRow *currentRow() const;

Q_SIGNALS:
    void proposeRequested();
    void attachRequested();
    void currentRowChanged();

private:
    QWidget *makeHead();
    QWidget *makeSyscalls();
    void applyFilter();

    OpenRecording m_recording;
    Evidence m_evidence;
    RecordingModel m_model;
    RecordingProxy m_proxy;
    QTabWidget *m_tabs;
    FilterBar *m_filter;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_empty = nullptr;
    QTableView *m_table;
    ChartPage *m_charts;
};

} // namespace whittle::app
