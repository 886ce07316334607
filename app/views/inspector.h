#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <string>
#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTextBrowser;

namespace whittle::app {

class ProfileDocument;
class Evidence;
class SyscallModel;
struct SyscallRow;

/// The dock that says what the selected syscall is, what the profile makes of it, who needs it, and what allowing or denying would do.
class Inspector final : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(QWidget *parent = nullptr);

    /// nullptr: nothing is open.
    void setDocument(ProfileDocument *document, const SyscallModel *model);
    void showSyscall(const QString &syscall);
    /// A syscall of a recording: explained, not edited.
    void showRow(const SyscallRow &row, const Evidence &evidence);
    /// A syscall of a comparison; what the sides decide comes first.
    void showCompared(const SyscallRow &row, const Evidence &evidence, const QString &comparisonHtml);
    void setSelectedCount(int count);

Q_SIGNALS:
    /// The colours have changed, and what is shown is known to others alone.
    void outdated();
    void allowRequested();
    void denyRequested();
    void limitRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void update();
    void updateHead(const SyscallRow &row);
    void updateText(const SyscallRow &row, const Evidence &evidence, const ProfileDocument *document = nullptr);
    void updatePreview();
    [[nodiscard]] const SyscallRow *row() const;

    QPointer<ProfileDocument> m_document;
    QPointer<const SyscallModel> m_model;
    QString m_syscall;
    int m_selected = 0;
    bool m_isForeign = false; // shows a row of its caller
    QString m_shownHtml;
    QTimer m_previewTimer;
    QStackedWidget *m_stack;
    QLabel *m_placeholder;
    QLabel *m_name;
    QLabel *m_riskIcon;
    QLabel *m_risk;
    QLabel *m_decisionIcon;
    QLabel *m_decision;
    QLabel *m_default;
    QLabel *m_sideEffects;
    QPushButton *m_allow;
    QPushButton *m_deny;
    QPushButton *m_limit;
    QTextBrowser *m_text;
};

} // namespace whittle::app
