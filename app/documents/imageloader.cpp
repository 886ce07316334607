#include "documents/imageloader.h"

#include "base/files.h"
#include "documents/imagefiles.h"
#include "image/file_index.h"
#include "trace/recording_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr std::size_t kMaxSelection = std::size_t{1} << 30;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::ImageLoader)
};

ImageFacts factsOf(const image::Image &image, const QString &path)
{
    ImageFacts facts;
    facts.path = path;
    facts.references = image.references();
    facts.configText = image.configText();
    facts.configDigest = image.configDigest();
    facts.created = image.created();
    facts.platform = image.platform();
    facts.layers = image.layers();
    facts.history = image.history();
    facts.contentSize = image.files().contentSize();
    facts.files = image.files().count();
    return facts;
}

/// Without the fat image: the paths and sizes that the selection has, and what the slim image knows of those that stayed.
Result<std::vector<FileRecord>> recordsOf(const slim::Selection &selection, const image::Image *slimImage)
{
    std::vector<FileRecord> records;
    records.reserve(selection.kept.size() + selection.removed.size());
    const auto add = [&](const std::string &path, std::uint64_t size) {
        FileRecord record;
        record.path = path;
        record.size = size;
        record.layer = FileNode::kNoLayer;
        records.push_back(std::move(record));
        return path.size() <= kMaxFilePath;
    };
    bool good = true;
    for (const auto &[path, file] : selection.kept) {
        good &= add(path, file.size);
        if (!slimImage)
            continue;
        if (const auto found = slimImage->files().find(path)) {
            auto &record = records.back();
            record.type = found->entry.type;
            record.mode = found->entry.mode;
            record.uid = found->entry.uid;
            record.gid = found->entry.gid;
            record.linkTarget = found->entry.linkTarget;
        }
    }
    for (const auto &[path, size] : selection.removed)
        good &= add(path, size);
    if (!good)
        return fail(ErrorCode::InvalidInput, "selection.json: a path of more than " + std::to_string(kMaxFilePath) + " bytes");
    return records;
}

void markKept(ImageContents &contents)
{
    const auto &selection = *contents.selection;
    contents.kept.resize(contents.tree.count());
    contents.reasons.resize(contents.tree.count());
    for (const auto &[path, file] : selection.kept) {
        const auto id = contents.tree.find(path);
        if (id == kNoFile)
            continue;
        contents.kept[id] = true;
        for (const auto &reason : file.reasons)
            contents.reasons[id] |= static_cast<std::uint16_t>(1U << static_cast<unsigned>(reason.kind));
    }
    // The root, and directories that nobody named: there when something in them is.
    for (FileId id = contents.tree.count(); --id > 0;)
        if (contents.kept[id])
            contents.kept[contents.tree.node(id).parent] = true;
}

void collectEvidence(ImageContents &contents, const image::FileIndex *files)
{
    if (!contents.recording)
        return;
    for (const auto &process : contents.recording->processes) {
        for (const auto &use : process.paths) {
            std::string_view path = use.path;
            while (path.starts_with('/'))
                path.remove_prefix(1);
            const auto note = [&](std::string_view name) {
                const auto id = contents.tree.find(name);
                if (id == kNoFile || id == kRootFile)
                    return;
                auto &list = contents.evidence[id];
                if (list.empty() || list.back().use != &use)
                    list.push_back({&process, &use});
            };
            if (!files) {
                note(path);
                continue;
            }
            const auto resolution = files->resolve(path);
            for (const auto &link : resolution.links)
                note(link);
            if (resolution.exists)
                note(resolution.path);
        }
    }
}

QString nameOf(const ImageFacts &facts)
{
    return facts.references.empty() ? QFileInfo(facts.path).fileName() : QString::fromStdString(facts.references.front());
}

/// Whether every path that the selection decided about is in the image, and nothing else is.
bool isSameImage(const ImageContents &contents, const image::Image &fat)
{
    const auto &selection = *contents.selection;
    std::size_t count = 0;
    bool same = true;
    fat.files().forEach([&](const image::IndexedFile &file) {
        const bool known = file.entry.path.empty() || selection.kept.contains(file.entry.path) || selection.removed.contains(file.entry.path);
        same = known;
        count += file.entry.path.empty() ? 0U : 1U;
        return same;
    });
    return same && count >= selection.kept.size() + selection.removed.size() - (selection.kept.contains("") ? 1U : 0U);
}

QString existing(const QString &path)
{
    return QFileInfo(path).isFile() ? path : QString();
}

/// The one file of a folder whose name ends so; empty when there is none or several.
QString onlyFile(const QDir &folder, const QString &ending)
{
    const auto names = folder.entryList({QStringLiteral("*") + ending}, QDir::Files);
    return names.size() == 1 ? folder.filePath(names.front()) : QString();
}

} // namespace

bool looksLikeImage(const std::string &path)
{
    const QFileInfo info(QString::fromStdString(path));
    if (info.isDir())
        return QFileInfo(QDir(info.filePath()).filePath(QStringLiteral("oci-layout"))).isFile() || QFileInfo(QDir(info.filePath()).filePath(QStringLiteral("index.json"))).isFile();
    QFile file(info.filePath());
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray head = file.read(512);
    // A tar, or what one is usually compressed with.
    return head.mid(257, 5) == "ustar" || head.startsWith("\x1f\x8b") || head.startsWith("\x28\xb5\x2f\xfd") || head.startsWith("BZh") || head.startsWith("\xfd" "7zXZ");
}

bool looksLikeBuild(const std::string &path)
{
    return QFileInfo(QDir(QString::fromStdString(path)).filePath(QStringLiteral("selection.json"))).isFile();
}

Result<ContentsPtr> loadImage(const std::string &path, std::stop_token stop, const ProgressFn &report)
{
    auto image = image::Image::open({.path = path}, stop, report);
    if (!image)
        return std::unexpected(image.error());
    auto records = fileRecordsOf(*image, stop);
    if (!records)
        return std::unexpected(records.error());
    auto contents = std::make_shared<ImageContents>();
    contents->path = QString::fromStdString(path);
    contents->fatPath = contents->path;
    contents->fat = factsOf(*image, contents->path);
    contents->name = nameOf(*contents->fat);
    contents->fatSize = contents->fat->contentSize;
    contents->hasDetails = true;
    contents->tree = FileTree(std::move(*records));
    return contents;
}

Result<ContentsPtr> loadBuild(const std::string &folder, const std::string &fatPath, std::stop_token stop, const ProgressFn &report)
{
    const QDir directory(QString::fromStdString(folder));
    const std::string selectionPath = directory.filePath(QStringLiteral("selection.json")).toStdString();
    const auto text = readFile(selectionPath, kMaxSelection);
    if (!text)
        return std::unexpected(text.error());
    auto selection = slim::readSelection(*text);
    if (!selection)
        return addContext(selection.error(), "selection.json");

    auto contents = std::make_shared<ImageContents>();
    contents->path = contents->folder = directory.absolutePath();
    contents->selection = std::make_shared<const slim::Selection>(std::move(*selection));
    contents->fatSize = contents->selection->keptSize + contents->selection->removedSize;
    contents->slimSize = contents->selection->keptSize;
    contents->recordingPath = onlyFile(directory, QStringLiteral(".whittle.json"));
    contents->profilePath = onlyFile(directory, QStringLiteral("-seccomp.json"));
    contents->reportPath = existing(directory.filePath(QStringLiteral("report.html")));

    if (!contents->recordingPath.isEmpty()) {
        auto recording = trace::loadRecording(contents->recordingPath.toStdString());
        if (!recording)
            return std::unexpected(recording.error());
        contents->recording = std::make_shared<const trace::Recording>(std::move(*recording));
        const QString subject = QString::fromStdString(contents->recording->subject.image);
        contents->name = subject.startsWith(QLatin1Char('/')) ? QFileInfo(subject).fileName() : subject;
    }
    if (contents->name.isEmpty())
        contents->name = directory.dirName();

    // What is missing beside the selection makes the view poorer, not impossible.
    const auto open = [&](const QString &path, const std::string &digest = {}) -> Result<std::optional<image::Image>> {
        if (path.isEmpty())
            return std::nullopt;
        // Of an archive with several images the one that was recorded.
        auto image = image::Image::open({.path = path.toStdString(), .reference = digest}, stop, report);
        if (!image && !digest.empty() && image.error().code == ErrorCode::NotFound)
            image = image::Image::open({.path = path.toStdString()}, stop, report);
        if (image)
            return std::optional(std::move(*image));
        if (image.error().code == ErrorCode::Cancelled)
            return std::unexpected(image.error());
        contents->notes << Text::tr("%1 could not be read: %2").arg(QFileInfo(path).fileName(), QString::fromStdString(image.error().message));
        return std::nullopt;
    };
    // An archive that was slimmed is named in the recording.
    const std::string recorded = contents->recording ? contents->recording->subject.image : std::string();
    const bool isArchive = recorded.starts_with('/') && looksLikeImage(recorded);
    const QString fatFile = QString::fromStdString(!fatPath.empty() ? fatPath : isArchive ? recorded : std::string());
    auto fat = open(fatFile, contents->recording ? contents->recording->subject.imageDigest : std::string());
    if (!fat)
        return std::unexpected(fat.error());
    if (*fat && !isSameImage(*contents, **fat)) {
        contents->notes << Text::tr("%1 is not the image that was slimmed; its files are not shown.").arg(QFileInfo(fatFile).fileName());
        fat->reset();
    }
    auto slim = open(existing(directory.filePath(QStringLiteral("slim.tar"))));
    if (!slim)
        return std::unexpected(slim.error());

    auto records = *fat ? fileRecordsOf(**fat, stop) : recordsOf(*contents->selection, *slim ? &**slim : nullptr);
    if (!records)
        return std::unexpected(records.error());
    contents->tree = FileTree(std::move(*records));
    contents->hasDetails = fat->has_value();
    if (*fat) {
        contents->fat = factsOf(**fat, fatFile);
        contents->fatPath = fatFile;
        contents->fatSize = contents->fat->contentSize;
        if (recorded.starts_with('/'))
            contents->name = nameOf(*contents->fat);
    }
    if (*slim)
        contents->slim = factsOf(**slim, directory.filePath(QStringLiteral("slim.tar")));
    markKept(*contents);
    collectEvidence(*contents, *fat ? &(*fat)->files() : *slim ? &(*slim)->files() : nullptr);
    return contents;
}

} // namespace whittle::app
