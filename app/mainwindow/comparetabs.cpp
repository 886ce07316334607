#include "mainwindow/comparetabs.h"

#include "dialogs/dialogs.h"
#include "documents/comparedocument.h"
#include "documents/imageloader.h"
#include "documents/openfile.h"
#include "documents/profiledocument.h"
#include "jobs/joblist.h"
#include "settings/settings.h"
#include "views/comparepage.h"
#include "views/comparetable.h"
#include "views/imagecomparepage.h"
#include "views/imagepage.h"
#include "views/inspector.h"
#include "views/messagebar.h"
#include "views/profilepage.h"
#include "views/recordingpage.h"
#include "views/sidechooser.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QTabWidget>

#include <algorithm>
#include <utility>

namespace whittle::app {
namespace {

const QString kDockerDefault = QStringLiteral("docker-default");
const QString kPodmanDefault = QStringLiteral("podman-default");
constexpr qsizetype kMostSides = 3;

/// Every page of a kind, in the order of the tabs.
template <class Page>
std::vector<Page *> pagesOf(const QTabWidget &tabs)
{
    std::vector<Page *> pages;
    for (int i = 0; i < tabs.count(); ++i)
        if (auto *page = qobject_cast<Page *>(tabs.widget(i)))
            pages.push_back(page);
    return pages;
}

QString absolute(const QString &path)
{
    return QFileInfo(path).absoluteFilePath();
}

} // namespace

CompareTabs::CompareTabs(QTabWidget &tabs, Dialogs &dialogs, JobList &jobs, Inspector &inspector, MessageBar &message, QWidget *window)
    : QObject(window), m_tabs(tabs), m_dialogs(dialogs), m_jobs(jobs), m_inspector(inspector), m_message(message), m_window(window)
{
    connect(&inspector, &Inspector::outdated, this, [this] {
        if (auto *page = current())
            inspect(page);
    });
}

CompareTabs::~CompareTabs()
{
    // Comparisons look at the documents of other pages and would tell of their going.
    qDeleteAll(m_tabs.findChildren<ComparePage *>());
    qDeleteAll(m_tabs.findChildren<ImageComparePage *>());
}

ComparePage *CompareTabs::current() const
{
    return qobject_cast<ComparePage *>(m_tabs.currentWidget());
}

ImageComparePage *CompareTabs::currentImages() const
{
    return qobject_cast<ImageComparePage *>(m_tabs.currentWidget());
}

bool CompareTabs::isBusy() const
{
    return m_versionsJob.isRunning() || m_versionJob.isRunning() || std::ranges::any_of(pagesOf<ComparePage>(m_tabs), &ComparePage::isBusy)
        || std::ranges::any_of(pagesOf<ImageComparePage>(m_tabs), &ImageComparePage::isBusy);
}

QString CompareTabs::keyOf(const DocumentPage *page) const
{
    if (!page->path().isEmpty())
        return page->path();
    // Two that have no file yet may have the same title.
    int before = 0;
    for (const auto *other : pagesOf<DocumentPage>(m_tabs)) {
        if (other == page)
            break;
        before += other->kind() != DocumentPage::Kind::Other && other->path().isEmpty() && other->title() == page->title() ? 1 : 0;
    }
    return before == 0 ? page->title() : QStringLiteral("%1 (%2)").arg(page->title()).arg(before + 1);
}

QString CompareTabs::currentKey() const
{
    const auto *page = qobject_cast<DocumentPage *>(m_tabs.currentWidget());
    return page && page->kind() != DocumentPage::Kind::Other ? keyOf(page) : QString();
}

std::optional<CompareSide> CompareTabs::sideOf(const QString &key) const
{
    if (auto side = CompareSide::ofBuiltIn(key))
        return side;
    for (auto *page : pagesOf<ProfilePage>(m_tabs))
        if (keyOf(page) == key)
            return CompareSide::ofProfile(page->document(), key);
    for (auto *page : pagesOf<RecordingPage>(m_tabs))
        if (keyOf(page) == key)
            return CompareSide::ofRecording(page->recording(), key);
    return std::nullopt;
}

std::vector<CompareChoice> CompareTabs::choices() const
{
    std::vector<CompareChoice> choices;
    for (const auto &name : {kDockerDefault, kPodmanDefault})
        if (const auto side = CompareSide::ofBuiltIn(name))
            choices.push_back(side->choice());
    for (auto *page : pagesOf<ProfilePage>(m_tabs))
        choices.push_back(CompareSide::ofProfile(page->document(), keyOf(page)).choice());
    for (auto *page : pagesOf<RecordingPage>(m_tabs))
        choices.push_back(CompareSide::ofRecording(page->recording(), keyOf(page)).choice());
    return choices;
}

bool CompareTabs::isImageKey(const QString &key)
{
    return key.startsWith(QLatin1Char('/')) && (looksLikeBuild(key.toStdString()) || looksLikeImage(key.toStdString()));
}

ImageSide CompareTabs::imageSideOf(const QString &key) const
{
    for (auto *page : pagesOf<ImagePage>(m_tabs)) {
        const auto &contents = page->document().contents();
        if (contents.path == key && contents.isBuild())
            return {key, tr("%1, slim", "name of an image").arg(contents.name), QDir(key).filePath(QStringLiteral("slim.tar"))};
        if (contents.path == key)
            return {key, contents.name, key};
        if (contents.fatPath == key)
            return {key, tr("%1, fat", "name of an image").arg(contents.name), key};
    }
    const QFileInfo info(key);
    if (looksLikeBuild(key.toStdString()))
        return {key, tr("%1, slim", "name of an image").arg(info.fileName()), QDir(key).filePath(QStringLiteral("slim.tar"))};
    return {key, info.fileName(), key};
}

std::vector<ImageSide> CompareTabs::imageSides() const
{
    std::vector<ImageSide> sides;
    const auto add = [&](const QString &key) {
        if (!key.isEmpty() && !std::ranges::contains(sides, key, &ImageSide::key))
            sides.push_back(imageSideOf(key));
    };
    for (auto *page : pagesOf<ImagePage>(m_tabs)) {
        add(page->document().contents().path);
        add(page->document().contents().fatPath);
    }
    return sides;
}

void CompareTabs::updateChoices()
{
    const auto pages = pagesOf<ComparePage>(m_tabs);
    if (!pages.empty()) {
        const auto known = choices();
        for (auto *page : pages)
            page->chooser()->setChoices(known);
    }
    const auto imagePages = pagesOf<ImageComparePage>(m_tabs);
    if (!imagePages.empty()) {
        std::vector<CompareChoice> known;
        for (const auto &side : imageSides())
            known.push_back(side.choice());
        for (auto *page : imagePages)
            page->chooser()->setChoices(known);
    }
}

void CompareTabs::compareCurrent()
{
    const QString current = currentKey();
    if (current.isEmpty()) {
        QStringList paths;
        for (const auto &path : m_dialogs.openFiles(m_window, settings::lastFolder()))
            paths << absolute(path);
        if (!paths.isEmpty())
            compare(paths);
        return;
    }
    if (qobject_cast<ImagePage *>(m_tabs.currentWidget())) {
        compare({current});
        return;
    }
    // The only other one of its kind is what is meant; otherwise the default that the engine would take. The choosers are one click away.
    const bool isRecording = qobject_cast<RecordingPage *>(m_tabs.currentWidget()) != nullptr;
    QStringList others;
    for (const auto &choice : choices())
        if (const auto side = sideOf(choice.key); side && choice.key != current && side->isRecording() == isRecording && (side->document || isRecording))
            others << choice.key;
    compare({others.size() == 1 ? others.front() : kDockerDefault, current});
}

void CompareTabs::compareWithCurrent(const QString &key)
{
    const QString current = currentKey();
    if (current.isEmpty() || current == key)
        compare({key});
    else
        compare({key, current});
}

void CompareTabs::compareWithFile(ProfilePage *page)
{
    const QString path = page->document().path();
    const auto problem = [page](const Error &error) {
        page->message()->showMessage(MessageBar::Kind::Error, tr("“%1” cannot be compared with its file: %2").arg(page->title(), QString::fromStdString(error.message)));
    };
    auto text = readAsText(path.toStdString());
    if (!text) {
        problem(text.error());
        return;
    }
    auto file = CompareSide::ofText(QStringLiteral("file:") + path, tr("%1, the file", "what a file says").arg(QFileInfo(path).fileName()), path, std::move(*text));
    if (!file) {
        problem(file.error());
        return;
    }
    auto *comparison = addComparison(std::make_unique<CompareDocument>(std::vector{std::move(*file), CompareSide::ofProfile(page->document(), keyOf(page))}, page->document().view()));
    comparison->showTab(ComparePage::Text);
}

void CompareTabs::compare(const QStringList &keys)
{
    m_pending = {};
    auto wanted = keys.first(std::min(keys.size(), kMostSides));
    if (wanted.isEmpty())
        return;
    const auto images = std::ranges::count_if(wanted, isImageKey);
    if (images == 0) {
        if (wanted.size() == 1)
            wanted.prepend(kDockerDefault);
        m_pending.keys = wanted;
        openPending();
        return;
    }
    if (images < wanted.size()) {
        m_message.showMessage(MessageBar::Kind::Warning, tr("An image and a profile cannot be compared. Choose two images, or profiles and recordings."));
        return;
    }
    // A build alone is compared with what it was made from, another image with the only other one that is open.
    if (wanted.size() == 1) {
        QString other;
        for (auto *page : pagesOf<ImagePage>(m_tabs))
            if (page->document().contents().path == wanted.front() && page->document().contents().isBuild())
                other = page->document().contents().fatPath;
        const auto open = imageSides();
        if (other.isEmpty() && std::ranges::count_if(open, [&](const ImageSide &side) { return side.key != wanted.front(); }) == 1)
            other = std::ranges::find_if(open, [&](const ImageSide &side) { return side.key != wanted.front(); })->key;
        if (other.isEmpty()) {
            other = m_dialogs.openImage(m_window, settings::lastFolder());
            if (other.isEmpty())
                return;
            other = absolute(other);
        }
        wanted.prepend(other);
    }
    if (wanted.size() > 2)
        m_message.showMessage(MessageBar::Kind::Info, tr("Images are compared two at a time; these are the first two."));
    addImages(imageSideOf(wanted[0]), imageSideOf(wanted[1]));
}

void CompareTabs::openPending()
{
    QStringList missing;
    for (const auto &key : std::as_const(m_pending.keys))
        if (!sideOf(key))
            missing << key;
    if (missing.isEmpty())
        filesOpened();
    else
        Q_EMIT openRequested(missing);
}

// What waited for files to be open can go on, unless one of them could not be opened; why not has been said.
void CompareTabs::filesOpened()
{
    const auto pending = std::exchange(m_pending, {});
    if (pending.keys.isEmpty())
        return;
    if (pending.isOffer) {
        QStringList titles;
        for (const auto &key : pending.keys) {
            const auto side = sideOf(key);
            if (!side && !isImageKey(key))
                return;
            titles << (side ? side->title : imageSideOf(key).title);
        }
        const auto images = std::ranges::count_if(pending.keys, isImageKey);
        if (images != 0 && images != pending.keys.size())
            return;
        const QString text = pending.keys.size() == 2 ? tr("“%1” and “%2” are open.").arg(titles[0], titles[1]) : tr("“%1”, “%2” and “%3” are open.").arg(titles[0], titles[1], titles[2]);
        m_message.showMessage(MessageBar::Kind::Info, text, tr("Compare Them"), [this, keys = pending.keys] { compare(keys); });
        return;
    }
    std::vector<CompareSide> sides;
    for (const auto &key : pending.keys) {
        auto side = sideOf(key);
        if (!side)
            return;
        sides.push_back(std::move(*side));
    }
    if (pending.side >= 0) {
        if (pending.page) {
            m_tabs.setCurrentWidget(pending.page);
            pending.page->document().setSide(static_cast<std::size_t>(pending.side), sides.front());
        }
        return;
    }
    View view;
    for (const auto &side : sides)
        if (side.document)
            view = side.document->view();
    addComparison(std::make_unique<CompareDocument>(std::move(sides), view));
}

void CompareTabs::offer(const QStringList &dropped)
{
    m_pending = {};
    QStringList keys;
    for (const auto &path : dropped)
        keys << absolute(path);
    keys.removeDuplicates();
    if (keys.size() == 1)
        if (const QString current = currentKey(); !current.isEmpty() && current != keys.front())
            keys.prepend(current);
    if (keys.size() < 2 || keys.size() > kMostSides)
        return;
    m_pending.keys = keys;
    m_pending.isOffer = true;
}

ComparePage *CompareTabs::addComparison(std::unique_ptr<CompareDocument> document)
{
    auto *page = new ComparePage(std::move(document), m_window);
    page->chooser()->setChoices(choices());
    connect(page, &ComparePage::inspectedChanged, this, [this, page] { inspect(page); });
    connect(page, &ComparePage::contextMenuRequested, this, [this, page](const QPoint &position) { showMenu(page, position); });
    connect(page->chooser(), &SideChooser::chosen, this, [this, page](int side, const QString &key) {
        if (const auto chosen = sideOf(key))
            page->document().setSide(static_cast<std::size_t>(side), *chosen);
    });
    connect(page->chooser(), &SideChooser::extraChosen, this, [this, page](int side, const QString &extra) { chooseExtra(page, side, extra); });
    connect(page->chooser(), &SideChooser::thirdRequested, this, [this, page] { addThird(page); });
    connect(&page->document(), &CompareDocument::copied, this, [this, page](const QString &, ProfileDocument *into) {
        if (page == m_tabs.currentWidget())
            Q_EMIT undoStackChanged(into->undoStack());
    });
    connect(&page->document(), &CompareDocument::comparisonChanged, this, &CompareTabs::actionsChanged);
    connect(&page->document(), &CompareDocument::sidesChanged, this, &CompareTabs::actionsChanged);
    Q_EMIT pageMade(page);
    return page;
}

ImageComparePage *CompareTabs::addImages(ImageSide left, ImageSide right)
{
    auto *page = new ImageComparePage(std::move(left), std::move(right), m_window);
    list(page);
    connect(page->chooser(), &SideChooser::chosen, this, [this, page](int side, const QString &key) { page->document().setSide(static_cast<std::size_t>(side), imageSideOf(key)); });
    connect(page->chooser(), &SideChooser::extraChosen, this, [this, page](int side, const QString &extra) {
        const QString path = extra == QLatin1StringView(ImageComparePage::kFolder) ? m_dialogs.chooseFolder(m_window, tr("Choose an Image or the Folder of a Build"), settings::lastFolder())
                                                                                   : m_dialogs.openImage(m_window, settings::lastFolder());
        if (!path.isEmpty())
            page->document().setSide(static_cast<std::size_t>(side), imageSideOf(absolute(path)));
    });
    Q_EMIT pageMade(page);
    updateChoices();
    return page;
}

void CompareTabs::list(ImageComparePage *page)
{
    auto *document = &page->document();
    const auto id = std::make_shared<JobList::Id>(0);
    const auto finish = [this, id] {
        if (*id != 0)
            m_jobs.finish(std::exchange(*id, 0));
    };
    const auto follow = [this, document, id, finish] {
        finish();
        if (document->isBusy())
            *id = m_jobs.add(tr("Comparing %1").arg(document->title()), [document = QPointer(document)] {
                if (document)
                    document->stop();
            });
    };
    connect(document, &ImageCompareDocument::comparisonChanged, this, follow);
    connect(document, &ImageCompareDocument::stepChanged, this, [this, document, id] {
        if (*id != 0)
            m_jobs.setProgress(*id, document->progress());
    });
    connect(document, &QObject::destroyed, this, finish);
    follow();
}

void CompareTabs::addThird(ComparePage *page)
{
    auto &document = page->document();
    if (document.sides().size() > 2) {
        document.removeThirdSide();
        return;
    }
    // The first choice that is not on a side yet.
    for (const auto &choice : page->chooser()->choices()) {
        if (std::ranges::contains(document.sides(), choice.key, &CompareSide::key))
            continue;
        if (const auto side = sideOf(choice.key)) {
            document.setSide(2, *side);
            return;
        }
    }
    chooseExtra(page, 2, QLatin1StringView(ComparePage::kFile));
}

void CompareTabs::chooseExtra(ComparePage *page, int side, const QString &extra)
{
    if (extra == QLatin1StringView(ComparePage::kFile)) {
        const auto paths = m_dialogs.openFiles(m_window, settings::lastFolder());
        if (paths.isEmpty())
            return;
        m_pending = {};
        m_pending.keys = {absolute(paths.front())};
        m_pending.page = page;
        m_pending.side = side;
        openPending();
        return;
    }
    // Another version of what stands there, or else of what it is compared with.
    const auto &sides = page->document().sides();
    std::vector<std::size_t> order{static_cast<std::size_t>(side)};
    for (std::size_t i = sides.size(); i-- > 0;)
        order.push_back(i);
    const auto found = std::ranges::find_if(order, [&](std::size_t i) { return i < sides.size() && sides[i].document && !sides[i].document->path().isEmpty(); });
    if (found == order.end()) {
        page->message()->showMessage(MessageBar::Kind::Warning, tr("None of the sides is a profile that is open and has a file, so there is no other version of it."));
        return;
    }
    const auto *document = sides[*found].document.data();
    const QString path = document->path();
    if (extra == QLatin1StringView(ComparePage::kVersion)) {
        chooseVersion(page, side, path);
        return;
    }
    auto saved = CompareSide::ofText(QStringLiteral("saved:") + path, tr("%1, as saved").arg(document->title()), path, document->savedState()->text);
    if (saved)
        page->document().setSide(static_cast<std::size_t>(side), *saved);
    else
        page->message()->showMessage(MessageBar::Kind::Error, tr("The saved text is no profile: %1").arg(QString::fromStdString(saved.error().message)));
}

void CompareTabs::chooseVersion(ComparePage *page, int side, const QString &path)
{
    constexpr std::size_t kMostVersions = 500;
    m_versionsJob.start([file = path.toStdString()](std::stop_token stop, const ProgressFn &) { return versionsOf(file, kMostVersions, std::move(stop)); },
        [this, page = QPointer(page), side, path](Result<std::vector<FileVersion>> versions) {
            if (!page)
                return;
            if (!versions) {
                page->message()->showMessage(MessageBar::Kind::Error, tr("“%1” has no earlier versions: %2").arg(QFileInfo(path).fileName(), QString::fromStdString(versions.error().message)));
                return;
            }
            QStringList texts;
            for (const auto &version : *versions)
                //: date, short commit, first line of the message, author
                texts << tr("%1  %2  %3 (%4)").arg(QString::fromStdString(version.date.substr(0, 10)), QString::fromStdString(version.commit.substr(0, 8)), QString::fromStdString(version.subject), QString::fromStdString(version.author));
            const int chosen = m_dialogs.choose(m_window, tr("Earlier Versions of %1").arg(QFileInfo(path).fileName()), tr("Compare with the version of"), texts);
            if (chosen >= 0 && page)
                takeVersion(page, side, path, (*versions)[static_cast<std::size_t>(chosen)]);
        });
}

void CompareTabs::takeVersion(ComparePage *page, int side, const QString &path, const FileVersion &version)
{
    constexpr std::size_t kMostBytes = std::size_t{16} << 20;
    const QString commit = QString::fromStdString(version.commit);
    const QString title = tr("%1 of %2 (%3)", "file name, date, commit").arg(QFileInfo(path).fileName(), QString::fromStdString(version.date.substr(0, 10)), commit.left(8));
    m_versionJob.start(
        [file = path.toStdString(), version, key = QStringLiteral("git:%1:%2").arg(commit, path), title, detail = QString::fromStdString(version.subject)](std::stop_token stop, const ProgressFn &) -> Result<CompareSide> {
            auto text = contentOf(file, version, kMostBytes, std::move(stop));
            if (!text)
                return std::unexpected(text.error());
            return CompareSide::ofText(key, title, detail, std::move(*text));
        },
        [page = QPointer(page), side, title](Result<CompareSide> taken) {
            if (!page)
                return;
            if (taken)
                page->document().setSide(static_cast<std::size_t>(side), *taken);
            else
                page->message()->showMessage(MessageBar::Kind::Error, tr("%1 cannot be compared: %2").arg(title, QString::fromStdString(taken.error().message)));
        });
}

void CompareTabs::showMenu(ComparePage *page, const QPoint &position)
{
    QList<QAction *> actions;
    const auto &sides = page->document().sides();
    const auto shown = [&](std::size_t i) { return QString(sides[i].title).replace(QLatin1Char('&'), QStringLiteral("&&")); };
    for (std::size_t from = 0; from < sides.size(); ++from) {
        for (std::size_t to = 0; to < sides.size(); ++to) {
            if (from == to)
                continue;
            auto *copy = new QAction(tr("Decide in “%1” as in “%2”").arg(shown(to), shown(from)), page);
            copy->setEnabled(page->canCopy(from, to));
            connect(copy, &QAction::triggered, page, [page, from, to] { page->copySelected(from, to); });
            actions << copy;
        }
    }
    Q_EMIT menuRequested(position, actions);
}

void CompareTabs::inspect(ComparePage *page)
{
    if (page != m_tabs.currentWidget())
        return;
    const auto &result = page->document().result();
    if (const auto *row = page->inspectedRow(); row && result)
        m_inspector.showCompared(*row, *result->evidence, page->inspectedHtml());
    else
        m_inspector.setDocument(nullptr, nullptr);
}

void CompareTabs::inspectCurrent()
{
    if (auto *page = current())
        inspect(page);
}

QUndoStack *CompareTabs::undoStack() const
{
    const auto *page = current();
    if (!page)
        return nullptr;
    // The last side that can be changed, until one has been copied into.
    QUndoStack *stack = nullptr;
    for (const auto &side : page->document().sides())
        if (side.isEditable())
            stack = side.document->undoStack();
    return stack;
}

bool CompareTabs::canCopy(std::size_t from, std::size_t to) const
{
    const auto *page = current();
    return page && page->canCopy(from, to);
}

bool CompareTabs::canExport() const
{
    if (auto *page = current())
        return page->document().comparison() != nullptr;
    auto *images = currentImages();
    return images && images->document().comparison();
}

void CompareTabs::swapSides()
{
    if (auto *page = current())
        page->document().swapSides();
    else if (auto *images = currentImages())
        images->document().swapSides();
}

void CompareTabs::goToDifference(bool forward)
{
    if (auto *page = current())
        page->goToDifference(forward);
    else if (auto *images = currentImages())
        images->goToDifference(forward);
}

void CompareTabs::copy(std::size_t from, std::size_t to)
{
    if (auto *page = current())
        page->copySelected(from, to);
}

MessageBar *CompareTabs::currentMessage() const
{
    if (auto *page = current())
        return page->message();
    auto *images = currentImages();
    return images ? images->message() : &m_message;
}

void CompareTabs::exportReport(bool html)
{
    if (!canExport())
        return;
    const auto report = current() ? current()->document().report(html) : currentImages()->document().report(html);
    if (!report)
        return;
    const QString folder = settings::lastFolder().isEmpty() ? QDir::currentPath() : settings::lastFolder();
    const QString name = html ? tr("comparison.html") : tr("comparison.md");
    const QString path = m_dialogs.saveReport(m_window, QDir(folder).filePath(name), html ? tr("Web pages (*.html)") : tr("Markdown (*.md)"));
    if (path.isEmpty())
        return;
    if (const auto written = writeFileAtomically(path.toStdString(), *report); !written)
        currentMessage()->showMessage(MessageBar::Kind::Error, tr("The comparison was not saved: %1").arg(QString::fromStdString(written.error().message)));
    else
        currentMessage()->showMessage(MessageBar::Kind::Info, tr("The comparison is saved as “%1”.").arg(path));
}

void CompareTabs::openOutside()
{
    struct Text
    {
        QString path;  // of a file that says just this
        QString name;  // where there is none
        std::shared_ptr<const std::string> text;
    };
    std::vector<Text> texts;
    if (auto *page = current()) {
        for (const auto &side : page->document().sides()) {
            const bool isFile = side.document && !side.document->path().isEmpty() && !side.document->isModified();
            texts.push_back({isFile ? side.document->path() : QString(), side.title, side.text});
        }
    } else if (auto *images = currentImages()) {
        images->showTab(ImageComparePage::Text);
        for (const std::size_t side : {std::size_t{0}, std::size_t{1}})
            texts.push_back({{}, images->textName(), images->textOfSide(side)});
        if (!texts[0].text && !texts[1].text) {
            currentMessage()->showMessage(MessageBar::Kind::Info, tr("Choose a file that is a text on both sides; it is then shown in the other program."));
            return;
        }
    }
    if (texts.empty())
        return;
    auto folder = TemporaryDirectory::create("whittle-compare-");
    QStringList paths;
    for (std::size_t i = 0; i < texts.size() && folder; ++i) {
        auto &text = texts[i];
        if (text.path.isEmpty()) {
            // One folder a side, so that the names stay what they are.
            const QDir side(QString::fromStdString(folder->path()) + QStringLiteral("/%1").arg(i + 1));
            QString name = text.name;
            for (auto &letter : name)
                if (letter == QLatin1Char('/') || letter < QLatin1Char(' '))
                    letter = QLatin1Char('_');
            text.path = side.filePath(name.isEmpty() || name.startsWith(QLatin1Char('.')) ? QStringLiteral("text") : name);
            side.mkpath(QStringLiteral("."));
            if (const auto written = writeFileAtomically(text.path.toStdString(), text.text ? *text.text : std::string()); !written) {
                currentMessage()->showMessage(MessageBar::Kind::Error, tr("The texts could not be written for the other program: %1").arg(QString::fromStdString(written.error().message)));
                return;
            }
        }
        paths << text.path;
    }
    if (!folder) {
        currentMessage()->showMessage(MessageBar::Kind::Error, tr("The texts could not be written for the other program: %1").arg(QString::fromStdString(folder.error().message)));
        return;
    }
    const auto command = settings::diffCommandFor(paths);
    if (command.isEmpty()) {
        currentMessage()->showMessage(MessageBar::Kind::Warning, tr("No program for comparing texts was found. Install one such as Meld or KDiff3, or name one in the settings."));
        return;
    }
    m_outside.push_back(std::move(*folder));
    if (!m_dialogs.startOutside(command))
        currentMessage()->showMessage(MessageBar::Kind::Error, tr("“%1” could not be started.").arg(command.front()));
}

} // namespace whittle::app
