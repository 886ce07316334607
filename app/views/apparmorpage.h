#pragma once

#include "documents/apparmordocument.h"
#include "views/editedpage.h"

#include <memory>

class QTabWidget;

namespace whittle::app {

class AccessesView;
class PolicySource;

/// The tab of one AppArmor policy: its text, and what it says of recorded accesses.
class AppArmorPage final : public EditedPage
{
    Q_OBJECT

public:
    enum Tab { Source, Accesses };

    explicit AppArmorPage(std::unique_ptr<AppArmorDocument> document, QWidget *parent = nullptr);
    ~AppArmorPage() override;

    bool focusFilter() override;
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("apparmor"); }
    [[nodiscard]] QJsonObject viewState() const override;
    void restoreViewState(const QJsonObject &state) override;

    [[nodiscard]] MessageBar *message() override { return m_message; }
    [[nodiscard]] SourceEditor *editor() override;
    [[nodiscard]] FindBar *findBar() override;
    [[nodiscard]] bool isOnText() const override { return currentTab() == Source; }
    void showText() override { showTab(Source); }
    void toggleSource() override;
    void showAttached(const OpenRecording &recording) override;

    [[nodiscard]] AppArmorDocument &document() { return *m_document; }
    [[nodiscard]] AccessesView *accesses() { return m_accesses; }
    [[nodiscard]] int currentTab() const;
    void showTab(int tab);
    /// To a place in the text, as PolicySource::goTo().
    void goTo(int line, int column = 0);

Q_SIGNALS:
    /// The person wants to choose a recording to hold against the policy.
    void attachRequested();

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    std::unique_ptr<AppArmorDocument> m_document;
    MessageBar *m_message;
    QTabWidget *m_tabs;
    PolicySource *m_source;
    AccessesView *m_accesses;
};

} // namespace whittle::app
