#pragma once

#include "documents/evidence.h"
#include "models/completion.h"
#include "models/recordingmodel.h"
#include "views/documentpage.h"

#include <vector>

class QLabel;
class QStackedWidget;
class QTabWidget;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace whittle::app {

class ChartPage;
class ContainerPage;
class FilterBar;

/// The tab of a recording: what ran and how it went, what to do with it, and every syscall that was seen.
class RecordingPage final : public DocumentPage
{
    Q_OBJECT

public:
    enum Tab { Syscalls, Container, Charts };

    explicit RecordingPage(OpenRecording recording, QWidget *parent = nullptr);

    [[nodiscard]] Kind kind() const override { return Kind::Recording; }
    [[nodiscard]] QString title() const override { return m_recording.title(); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("recording"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("recording"); }
    [[nodiscard]] QString path() const override { return m_recording.path; }
    [[nodiscard]] bool isModified() const override { return isUnsaved(); }
    [[nodiscard]] QJsonObject viewState() const override;
    void restoreViewState(const QJsonObject &state) override;

    [[nodiscard]] const OpenRecording &recording() const { return m_recording; }
    /// Of a recording that is no file yet.
    [[nodiscard]] bool isUnsaved() const { return m_recording.path.isEmpty(); }
    /// It was saved there.
    void setPath(const QString &path);
    /// What was said while it was recorded: offered below the table. Not part of the recording.
    void setLog(const QString &log);
    [[nodiscard]] const Evidence &evidence() const { return m_evidence; }
    [[nodiscard]] ChartPage *charts() { return m_charts; }
    [[nodiscard]] ContainerPage *container() { return m_container; }
    void showTab(int tab);
    [[nodiscard]] QString filterText() const;
    /// Shows the syscalls that fit.
    void setFilterText(const QString &text);
    bool focusFilter() override;
    /// nullptr: nothing is selected.
    [[nodiscard]] const SyscallRow *currentRow() const;
    /// Makes a syscall the current one; false where it was not seen.
    bool showSyscall(const QString &syscall);

Q_SIGNALS:
    void proposeRequested();
    void proposeAppArmorRequested();
    void attachRequested();
    void replayRequested();
    void saveRequested();
    void currentRowChanged();

private:
    QWidget *makeHead();
    QWidget *makeSyscalls();
    void applyFilter();
    [[nodiscard]] std::vector<Completion> completions(const QString &word) const;

    OpenRecording m_recording;
    Evidence m_evidence;
    RecordingModel m_model;
    RecordingProxy m_proxy;
    QTabWidget *m_tabs;
    FilterBar *m_filter;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_empty = nullptr;
    QTableView *m_table;
    ContainerPage *m_container;
    ChartPage *m_charts;
    QPushButton *m_save = nullptr;
    QPushButton *m_showLog = nullptr;
    QPlainTextEdit *m_log;
};

} // namespace whittle::app
