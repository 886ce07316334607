#pragma once

#include <QFrame>

#include <set>
#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace whittle::app {

/// A panel that opens below a button: the capabilities of the container, as what an engine gives, as the words of `docker run`, or one by
/// one. It stays open while several are chosen.
class CapabilityPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit CapabilityPanel(QWidget *parent = nullptr);

    /// given: what the engine gives a container that asks for nothing.
    void setCapabilities(const std::set<std::string> &held, const std::set<std::string> &given);
    void openBelow(QWidget *button);
    [[nodiscard]] QLineEdit *field() { return m_words; }

Q_SIGNALS:
    void chosen(const std::set<std::string> &capabilities);

private:
    void takeWords(const QString &text);
    void choose(const std::set<std::string> &capabilities);
    void update();

    std::set<std::string> m_held;
    std::set<std::string> m_given;
    std::vector<std::pair<QPushButton *, std::set<std::string>>> m_presets;
    QLineEdit *m_words;
    QLabel *m_error;
    std::vector<std::pair<QCheckBox *, std::string>> m_boxes;
    bool m_setting = false;
};

/// Every capability that Linux has, as a set.
[[nodiscard]] std::set<std::string> everyCapability();
/// "Docker's capabilities", "no capabilities", "12 capabilities".
[[nodiscard]] QString capabilityText(const std::set<std::string> &capabilities);

} // namespace whittle::app
