#include "mainwindow/screenshots.h"

#include "dialogs/ruledialog.h"
#include "documents/profiledocument.h"
#include "documents/comparedocument.h"
#include "mainwindow/comparetabs.h"
#include "mainwindow/imagetabs.h"
#include "mainwindow/mainwindow.h"
#include "settings/settings.h"
#include "views/comparepage.h"
#include "views/findbar.h"
#include "views/imagecomparepage.h"
#include "views/imagepage.h"
#include "views/imagetree.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/sourceeditor.h"
#include "views/sourcefolding.h"
#include "views/sourcepage.h"
#include "views/syscallpage.h"
#include "views/syscalltable.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QPointer>
#include <QSettings>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

#include <functional>
#include <print>
#include <utility>

namespace whittle::app {
namespace {

/// Something to select: the largest file that a run touched, else the largest.
FileId largestFile(const ImageDocument &document)
{
    const auto &tree = document.tree();
    FileId best = kNoFile;
    for (FileId id = 1; id < tree.count(); ++id) {
        if (tree.node(id).isDirectory())
            continue;
        const auto rank = [&](FileId file) { return std::pair(document.contents().isObserved(file), tree.node(file).size); };
        if (best == kNoFile || rank(id) > rank(best))
            best = id;
    }
    return best;
}

constexpr int kSettleMs = 350; // longer than the delays of previews and of recomputing

/// One picture: what to bring on screen, and the name of its file.
struct Shot
{
    QString name;
    std::function<void()> arrange;
    std::function<void()> finish = {}; // once nothing is being compared any more
};

/// One whose arguments a rule looks at, where there is one.
QString limitedSyscall(const profile::Profile &profile)
{
    for (const auto &rule : profile.rules)
        if (!rule.args.empty() && !rule.allNames().empty())
            return QString::fromStdString(rule.allNames().front());
    return QStringLiteral("socket");
}

class Session final : public QObject
{
public:
    Session(QApplication &application, QString folder, QSize size) : m_application(application), m_folder(std::move(folder)), m_size(size) {}

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
        // A recording is shown with the profile that comes of it, once, after the files themselves.
        if (!m_proposed) {
            m_proposed = true;
            for (int i = 0; i < m_window->tabs()->count(); ++i) {
                if (auto *page = qobject_cast<RecordingPage *>(m_window->tabs()->widget(i))) {
                    for (int other = 0; other < m_window->tabs()->count(); ++other)
                        if (auto *profile = qobject_cast<ProfilePage *>(m_window->tabs()->widget(other)))
                            profile->document().attachRecording(page->recording());
                }
            }
        }
        m_window->disconnect(this);
        compareFiles();
        plan();
    }

    // Two files of a kind are shown side by side, too.
    void compareFiles()
    {
        QStringList profiles;
        QStringList recordings;
        QStringList images;
        for (int i = 0; i < m_window->tabs()->count(); ++i) {
            if (auto *page = qobject_cast<ProfilePage *>(m_window->tabs()->widget(i)); page && !page->document().path().isEmpty())
                profiles << page->document().path();
            else if (auto *recording = qobject_cast<RecordingPage *>(m_window->tabs()->widget(i)))
                recordings << recording->recording().path;
            else if (auto *image = qobject_cast<ImagePage *>(m_window->tabs()->widget(i))) {
                if (const auto &contents = image->document().contents(); !contents.isBuild() || contents.slim)
                    images << contents.path;
            }
        }
        if (profiles.size() == 1)
            profiles.prepend(QStringLiteral("docker-default"));
        for (const auto &keys : {profiles, recordings, images})
            if (keys.size() > 1)
                m_window->comparisons().compare(keys.first(2));
        if (profiles.size() > 2)
            m_window->comparisons().compare(profiles.first(3));
        // A build beside what it was made from, where that is at hand.
        for (int i = 0; images.size() == 1 && i < m_window->tabs()->count(); ++i)
            if (auto *image = qobject_cast<ImagePage *>(m_window->tabs()->widget(i)); image && image->document().contents().isBuild() && !image->document().contents().fatPath.isEmpty())
                m_window->comparisons().compare(images);
    }

    void plan()
    {
        for (const bool dark : {false, true}) {
            const QString suffix = dark ? QStringLiteral("-dark") : QStringLiteral("-light");
            const auto add = [&](const QString &name, std::function<void()> arrange, std::function<void()> finish = {}) {
                m_shots.push_back({name + suffix, [this, dark, arrange = std::move(arrange)] {
                                       theme::apply(m_application, dark ? ThemeChoice::Dark : ThemeChoice::Light);
                                       arrange();
                                   },
                    std::move(finish)});
            };
            if (m_window->tabs()->count() == 0)
                add(QStringLiteral("start"), [] {});
            for (int i = 0; i < m_window->tabs()->count(); ++i) {
                auto *widget = m_window->tabs()->widget(i);
                const QString base = QFileInfo(m_window->tabs()->tabToolTip(i)).fileName().section(QLatin1Char('.'), 0, 0);
                if (auto *page = qobject_cast<ProfilePage *>(widget)) {
                    add(base + QStringLiteral("-syscalls"), [this, i, page] {
                        m_window->tabs()->setCurrentIndex(i);
                        page->showTab(ProfilePage::Syscalls);
                        page->syscalls()->setFilterText({});
                        page->syscalls()->showSyscall(QStringLiteral("clone"));
                    });
                    add(base + QStringLiteral("-filtered"), [this, i, page] {
                        m_window->tabs()->setCurrentIndex(i);
                        page->showTab(ProfilePage::Syscalls);
                        page->syscalls()->setFilterText(QStringLiteral("risk>=high"));
                        page->syscalls()->showSyscall(QStringLiteral("keyctl"));
                    });
                    add(base + QStringLiteral("-rules"), [this, i, page] {
                        m_window->tabs()->setCurrentIndex(i);
                        page->showTab(ProfilePage::Syscalls);
                        page->syscalls()->setFilterText({});
                        const QString limited = limitedSyscall(page->document().profile());
                        page->syscalls()->showSyscall(limited);
                        m_grabbed = page->editRules(limited);
                    });
                    add(base + QStringLiteral("-source"), [this, i, page] {
                        m_window->tabs()->setCurrentIndex(i);
                        page->syscalls()->setFilterText({});
                        page->showTab(ProfilePage::Source);
                        page->source()->findBar()->close();
                        page->source()->editor()->folding()->unfoldAll();
                    });
                    add(base + QStringLiteral("-find"), [this, i, page] {
                        m_window->tabs()->setCurrentIndex(i);
                        page->showTab(ProfilePage::Source);
                        page->source()->editor()->folding()->foldAll();
                        page->source()->findBar()->open(true);
                        page->source()->findBar()->findField()->setText(QStringLiteral("SCMP_ACT_ERRNO"));
                    });
                } else if (auto *image = qobject_cast<ImagePage *>(widget)) {
                    const auto files = [this, i, image](const QString &filter, const QString &path) {
                        m_window->tabs()->setCurrentIndex(i);
                        image->showTab(ImagePage::Files);
                        image->setFilterText(filter);
                        image->tree()->collapseAll();
                        const auto &tree = image->document().tree();
                        image->tree()->showFile(path.isEmpty() ? largestFile(image->document()) : tree.find(path.toStdString()));
                    };
                    add(base + QStringLiteral("-files"), [files] { files({}, {}); });
                    add(base + QStringLiteral("-large"), [files] { files(QStringLiteral("size>1M"), {}); });
                    for (const auto &[name, tab] : {std::pair("-layers", ImagePage::Layers), std::pair("-settings", ImagePage::Settings)})
                        add(base + QLatin1StringView(name), [this, i, image, tab] {
                            m_window->tabs()->setCurrentIndex(i);
                            image->showTab(tab);
                        });
                    for (int question = 0; question < SlimWizard::PageCount; ++question)
                        add(base + QStringLiteral("-wizard%1").arg(question + 1), [this, image, question] {
                            auto *wizard = m_window->images().newBuild(image->document().contents().fatPath);
                            wizard->setMaximumSize(m_window->size());
                            for (int left = question; left > 0; --left)
                                wizard->next();
                            m_grabbed = wizard;
                        });
                } else if (auto *recording = qobject_cast<RecordingPage *>(widget)) {
                    add(base + QStringLiteral("-recording"), [this, i, recording] {
                        m_window->tabs()->setCurrentIndex(i);
                        if (auto *table = recording->findChild<QTableView *>(); table->model()->rowCount() > 0)
                            table->selectRow(0);
                    });
                } else if (auto *comparison = qobject_cast<ComparePage *>(widget)) {
                    const auto &document = comparison->document();
                    const QString prefix = document.areRecordings() ? QStringLiteral("compare-recordings-") : document.sides().size() > 2 ? QStringLiteral("compare-three-") : QStringLiteral("compare-");
                    const auto shot = [&](const QString &name, int tab) {
                        add(prefix + name, [this, i, comparison, tab] {
                            m_window->tabs()->setCurrentIndex(i);
                            comparison->showTab(tab);
                        }, [comparison] { comparison->goToDifference(true); });
                    };
                    if (document.areRecordings())
                        shot(QStringLiteral("drift"), ComparePage::Drift);
                    shot(QStringLiteral("decisions"), ComparePage::Decisions);
                    shot(QStringLiteral("text"), ComparePage::Text);
                } else if (auto *images = qobject_cast<ImageComparePage *>(widget)) {
                    for (const auto &[name, tab] : {std::pair("files", ImageComparePage::Files), std::pair("settings", ImageComparePage::Settings), std::pair("text", ImageComparePage::Text)})
                        add(QStringLiteral("compare-images-") + QLatin1StringView(name), [this, i, images, tab] {
                            m_window->tabs()->setCurrentIndex(i);
                            images->showTab(ImageComparePage::Files);
                            images->goToDifference(true);
                            images->showTab(tab);
                        }, [images, tab] {
                            if (tab != ImageComparePage::Files)
                                images->goToDifference(true);
                        });
                }
            }
        }
        next();
    }

    void next()
    {
        if (m_next == m_shots.size()) {
            QCoreApplication::exit(0);
            return;
        }
        m_shots[m_next].arrange();
        settle();
    }

    void settle()
    {
        QTimer::singleShot(kSettleMs, this, [this] {
            // Nobody wants pictures of waiting.
            if (m_window->comparisons().isBusy()) {
                settle();
                return;
            }
            if (const auto finish = std::exchange(m_shots[m_next].finish, {})) {
                finish();
                settle();
                return;
            }
            const QString path = QDir(m_folder).filePath(m_shots[m_next].name + QStringLiteral(".png"));
            const QPixmap picture = m_grabbed ? m_grabbed->grab() : m_window->grab();
            if (m_grabbed)
                m_grabbed->close();
            m_grabbed = nullptr;
            if (!picture.save(path)) {
                std::println(stderr, "whittle: {} could not be written", path.toStdString());
                QCoreApplication::exit(2);
                return;
            }
            std::println("{}", path.toStdString());
            ++m_next;
            next();
        });
    }

    QApplication &m_application;
    QString m_folder;
    QSize m_size;
    std::unique_ptr<MainWindow> m_window;
    std::vector<Shot> m_shots;
    QPointer<QWidget> m_grabbed; // a window of its own that the next picture is of
    std::size_t m_next = 0;
    bool m_proposed = false;
};

} // namespace

int takeScreenshots(QApplication &application, const QString &folder, const QString &size, const QStringList &files)
{
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
    Session session(application, folder, window);
    QTimer::singleShot(0, &session, [&] { session.start(files); });
    return QApplication::exec();
}

} // namespace whittle::app
