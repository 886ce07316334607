#include "mainwindow/screenshots.h"

#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/shots/shots.h"
#include "settings/settings.h"
#include "views/editedpage.h"
#include "views/messagebar.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QPointer>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTimer>

#include <print>

namespace whittle::app {
namespace {

constexpr int kSettleMs = 350; // longer than the delays of previews and of recomputing
constexpr int kMaxWaitMs = 60'000;

class Album final : public QObject
{
public:
    Album(QApplication &application, QString folder, QSize size) : m_application(application), m_folder(std::move(folder)), m_size(size) {}

    void start(const QStringList &files)
    {
        theme::apply(m_application, ThemeChoice::Light);
        m_window = std::make_unique<MainWindow>();
        m_window->images().setEngine({}, {}); // pictures ask no engine
        m_window->resize(m_size);
        m_window->show();
        if (files.isEmpty()) {
            plan();
            return;
        }
        connect(m_window.get(), &MainWindow::idle, this, [this] { opened(); });
        m_window->openFiles(files);
    }

private:
    void opened()
    {
        if (const QString problem = m_window->message()->text(); !problem.isEmpty()) {
            std::println(stderr, "whittle: {}", problem.toStdString());
            QCoreApplication::exit(2);
            return;
        }
        m_window->disconnect(this);
        // Profiles and policies are shown with the evidence of the recordings beside them.
        for (const auto &recording : m_window->openRecordings())
            for (auto *page : m_window->editedPages())
                page->file().attachRecording(recording);
        plan();
    }

    void plan()
    {
        m_shots = allShots(*m_window).all();
        next();
    }

    /// All in the light theme, then all in the dark one: a change of theme costs more than a picture.
    void next()
    {
        if (m_next == 2 * m_shots.size()) {
            QCoreApplication::exit(0);
            return;
        }
        const bool dark = m_next >= m_shots.size();
        const auto &shot = m_shots[m_next % m_shots.size()];
        theme::apply(m_application, dark ? ThemeChoice::Dark : ThemeChoice::Light);
        m_grabbed = shot.arrange();
        m_waitedMs = 0;
        settle(shot, shot.name + (dark ? QStringLiteral("-dark") : QStringLiteral("-light")));
    }

    void settle(const Shot &shot, const QString &name)
    {
        QTimer::singleShot(kSettleMs, this, [this, &shot, name] {
            m_waitedMs += kSettleMs;
            if ((m_window->isBusy() || !shot.isReady()) && m_waitedMs < kMaxWaitMs)
                settle(shot, name);
            else
                take(shot, name);
        });
    }

    void take(const Shot &shot, const QString &name)
    {
        const QString path = QDir(m_folder).filePath(name + QStringLiteral(".png"));
        const QPixmap picture = m_grabbed ? m_grabbed->grab() : m_window->grab();
        if (m_grabbed)
            m_grabbed->close();
        m_grabbed = nullptr;
        shot.end();
        if (!picture.save(path)) {
            std::println(stderr, "whittle: {} could not be written", path.toStdString());
            QCoreApplication::exit(2);
            return;
        }
        std::println("{}", path.toStdString());
        ++m_next;
        next();
    }

    QApplication &m_application;
    QString m_folder;
    QSize m_size;
    std::unique_ptr<MainWindow> m_window;
    std::vector<Shot> m_shots;
    QPointer<QWidget> m_grabbed; // a window of its own that the next picture is of
    std::size_t m_next = 0;
    int m_waitedMs = 0;
};

bool isScale(const QString &text)
{
    bool isNumber = false;
    const double factor = text.toDouble(&isNumber);
    return isNumber && factor >= 0.5 && factor <= 4;
}

} // namespace

void prepareScreenshots(std::span<char *const> arguments)
{
    constexpr QByteArrayView kScale = "--scale";
    bool wanted = false;
    QByteArray scale;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const QByteArrayView word(arguments[i]);
        wanted |= word.startsWith("--screenshot");
        if (word == kScale && i + 1 < arguments.size())
            scale = arguments[i + 1];
        else if (word.startsWith(kScale) && word.size() > kScale.size() && word[kScale.size()] == '=')
            scale = word.sliced(kScale.size() + 1).toByteArray();
    }
    if (!wanted)
        return;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    if (!scale.isEmpty() && isScale(QString::fromLocal8Bit(scale)))
        qputenv("QT_SCALE_FACTOR", scale);
}

int takeScreenshots(QApplication &application, const QString &folder, const QString &size, const QString &scale, const QStringList &files)
{
    if (!scale.isEmpty() && !isScale(scale)) {
        std::println(stderr, "whittle: --scale {}: not a number from 0.5 to 4 such as 1.5", scale.toStdString());
        return 2;
    }
    QSize window(1280, 800);
    if (!size.isEmpty()) {
        const auto parts = size.split(QLatin1Char('x'));
        window = parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
        if (window.width() < 320 || window.height() < 200 || window.width() > 10000 || window.height() > 10000) {
            std::println(stderr, "whittle: --size {}: not a size such as 1280x800", size.toStdString());
            return 2;
        }
    }
    if (!QDir().mkpath(folder)) {
        std::println(stderr, "whittle: {}: the folder could not be made", folder.toStdString());
        return 2;
    }
    // Without a window system nobody takes size hints or raises windows; that is no news.
    static QtMessageHandler previous = nullptr;
    previous = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &message) {
        if (!message.startsWith(QLatin1StringView("This plugin does not support")))
            previous(type, context, message);
    });
    // Settings of nobody: pictures look the same everywhere.
    QTemporaryDir nowhere;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, nowhere.path());
    Album album(application, folder, window);
    QTimer::singleShot(0, &album, [&] { album.start(files); });
    return QApplication::exec();
}

} // namespace whittle::app
