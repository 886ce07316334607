#pragma once

#include "documents/builddocument.h"
#include "models/livemodel.h"
#include "models/verdictmodel.h"
#include "views/documentpage.h"

#include <QTimer>

#include <memory>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QTabWidget;

namespace whittle::app {

class MessageBar;
class StepList;

/// The tab of a build: its steps, what the recording sees while it runs, the log; then the verdict and what to do with the result.
class BuildPage final : public DocumentPage
{
    Q_OBJECT

public:
    enum Tab { Result, Live, Log };

    explicit BuildPage(std::unique_ptr<BuildDocument> document, QWidget *parent = nullptr);
    ~BuildPage() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("build"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("slim"); }

    [[nodiscard]] BuildDocument &document() { return *m_document; }
    [[nodiscard]] const BuildDocument &document() const { return *m_document; }
    void showTab(int tab);

Q_SIGNALS:
    void stateChanged();
    void fileRequested(const QString &path);   // a profile, to open here
    void reportRequested(const QString &path); // to open in a browser
    void filesRequested();                     // the folder of the build as an image tab
    void buildAgainRequested();

private:
    QWidget *makeHead();
    QWidget *makeResult();
    QWidget *makeLive();
    void refresh();
    void refreshClock();
    void showResult();

    std::unique_ptr<BuildDocument> m_document;
    LiveModel m_syscalls;
    LiveModel m_files;
    VerdictModel m_verdict;
    QTimer m_clock;
    MessageBar *m_message;
    QLabel *m_state = nullptr;
    QLabel *m_counts = nullptr;
    QLabel *m_facts = nullptr;
    QLabel *m_missing = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_openFiles = nullptr;
    QPushButton *m_openProfile = nullptr;
    QPushButton *m_openReport = nullptr;
    StepList *m_steps;
    QTabWidget *m_tabs;
    QPlainTextEdit *m_log;
};

} // namespace whittle::app
