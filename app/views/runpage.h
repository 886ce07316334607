#pragma once

#include "documents/rundocument.h"
#include "models/livemodel.h"
#include "models/livesyscallmodel.h"
#include "views/documentpage.h"

#include <QPointer>
#include <QSortFilterProxyModel>
#include <QTimer>

#include <memory>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace whittle::app {

class MessageBar;
class ProfileDocument;
class RefusalView;
class SaturationChart;

/// The tab of a run: what it does while it lasts, how to end it, and afterwards what came of it. A run under a profile that is tried shows what was
/// refused first.
class RunPage final : public DocumentPage
{
    Q_OBJECT

public:
    /// profile: the document whose profile is tried; nullptr for a plain recording.
    RunPage(std::unique_ptr<RunDocument> document, ProfileDocument *profile, QWidget *parent = nullptr);
    ~RunPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override { return isTry() ? QStringLiteral("try") : QStringLiteral("recording"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("recording"); }

    [[nodiscard]] RunDocument &document() { return *m_document; }
    [[nodiscard]] const RunDocument &document() const { return *m_document; }
    [[nodiscard]] ProfileDocument *profile() const;
    [[nodiscard]] bool isTry() const { return m_document->tried().has_value(); }
    [[nodiscard]] MessageBar *message() { return m_message; }
    [[nodiscard]] RefusalView *refusals() { return m_refusals; }
    [[nodiscard]] QString logText() const;
    void showTab(QWidget *tab);
    [[nodiscard]] QWidget *syscallTab() const;

    /// Stops the view, not the run; what happened meanwhile is shown when it goes on.
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_paused; }

Q_SIGNALS:
    void stateChanged();
    void runAgainRequested();
    void changeRequested();        // with other choices
    void recordingRequested();     // show what was recorded

private:
    QWidget *makeHead();
    QWidget *makeSyscalls();
    QWidget *makeFiles();
    void refresh();
    void refreshClock();
    void refreshLive();
    void refreshRefusals();
    void showOutcome();
    [[nodiscard]] QString kernelText() const;

    std::unique_ptr<RunDocument> m_document;
    QPointer<ProfileDocument> m_profile;
    LiveSyscallModel m_syscalls;
    QSortFilterProxyModel m_syscallProxy;
    LiveModel m_files;
    QTimer m_clock;
    bool m_paused = false;
    bool m_liveDue = false;
    std::uint64_t m_shownRefused = 0;
    MessageBar *m_message;
    QLabel *m_state = nullptr;
    QLabel *m_counts = nullptr;
    QPushButton *m_finish = nullptr;
    QPushButton *m_discard = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_change = nullptr;
    QPushButton *m_open = nullptr;
    QTabWidget *m_tabs;
    RefusalView *m_refusals = nullptr;
    SaturationChart *m_chart;
    QPlainTextEdit *m_log;
};

} // namespace whittle::app
