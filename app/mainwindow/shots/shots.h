#pragma once

#include <QString>
#include <QWidget>

#include <functional>
#include <set>
#include <vector>

namespace whittle::app {

class MainWindow;

/// One picture: how its view comes on screen.
struct Shot
{
    QString name; // of the file, without theme and ending
    /// Runs once in each theme, so it also takes back what earlier pictures left behind. Returns the window of its own that is drawn and closed
    /// afterwards; nullptr: the main window.
    std::function<QWidget *()> arrange;
    /// What the view shows is computed; the picture waits for it, up to a minute.
    std::function<bool()> isReady = [] { return true; };
    /// Afterwards, once in each theme: takes away what the picture needed.
    std::function<void()> end = [] {};
};

/// The pictures of `whittle --screenshot`, in order.
class Shots
{
public:
    /// A state of the main window.
    void add(const QString &name, std::function<void()> arrange, std::function<bool()> isReady = {});
    /// A window of its own; `open` shows it and gives it back, nullptr where there is nothing to show.
    void addWindow(const QString &name, std::function<QWidget *()> open, std::function<bool()> isReady = {}, std::function<void()> end = {});

    [[nodiscard]] const std::vector<Shot> &all() const { return m_shots; }

private:
    std::vector<Shot> m_shots;
    std::set<QString> m_names;
};

/// Adds the pictures of one kind of page, or none where the page is of another kind. `page` is a tab of the window that is in front whenever a
/// picture is arranged; nullptr asks once for views of the window as a whole. `base` begins the names: the file's name without endings.
using ShotSource = void (*)(MainWindow &window, QWidget *page, const QString &base, Shots &shots);

// Every kind of view has a file of its own beside this one, and its source in the table of shots.cpp.
void shellShots(MainWindow &window, QWidget *page, const QString &base, Shots &shots);
void windowShots(MainWindow &window, QWidget *page, const QString &base, Shots &shots);
void profileShots(MainWindow &window, QWidget *page, const QString &base, Shots &shots);
void policyShots(MainWindow &window, QWidget *page, const QString &base, Shots &shots);
void exportShots(MainWindow &window, QWidget *page, const QString &base, Shots &shots);
void imageShots(MainWindow &window, QWidget *page, const QString &base, Shots &shots);
void recordingShots(MainWindow &window, QWidget *page, const QString &base, Shots &shots);
void runShots(MainWindow &window, QWidget *page, const QString &base, Shots &shots);
void compareShots(MainWindow &window, QWidget *page, const QString &base, Shots &shots);
void chartShots(MainWindow &window, QWidget *page, const QString &base, Shots &shots);

/// All pictures of the window as it is now.
[[nodiscard]] Shots allShots(MainWindow &window);

} // namespace whittle::app
