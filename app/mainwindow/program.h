#pragma once

#include "dialogs/dialogs.h"

#include <QObject>

#include <functional>
#include <memory>

namespace whittle::app {

class Language;
class MainWindow;

/// The program's window. For another language a new window takes the place of the one that is there, with what is open in it, what is
/// not saved, and its undo.
class Program final : public QObject
{
    Q_OBJECT

public:
    using MakeDialogs = std::function<std::unique_ptr<Dialogs>()>;

    explicit Program(Language &language, MakeDialogs makeDialogs = [] { return std::make_unique<Dialogs>(); });
    ~Program() override;

    /// Another one after a change of the language.
    [[nodiscard]] MainWindow &window() { return *m_window; }

Q_SIGNALS:
    /// Everything that was open is open in the new window.
    void languageChanged();

private:
    void makeWindow();
    void changeLanguage();

    Language &m_language;
    MakeDialogs m_makeDialogs;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace whittle::app
