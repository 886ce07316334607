#include "documents/imagedocument.h"

#include "commands/changeticks.h"
#include "slim/glob.h"

#include <algorithm>

namespace whittle::app {
namespace {

/// A glob that means this path and nothing else.
std::string globOf(const std::string &path)
{
    return slim::escapeGlob("/" + path);
}

void addOnce(std::vector<std::string> &list, std::string text)
{
    if (!std::ranges::contains(list, text))
        list.push_back(std::move(text));
}

} // namespace

ImageDocument::ImageDocument(ContentsPtr contents, QObject *parent) : QObject(parent), m_contents(std::move(contents))
{
    recompute();
}

QString ImageDocument::title() const
{
    return m_contents->name;
}

ImageDocument::Keep ImageDocument::keep(FileId id) const
{
    const auto &node = tree().node(id);
    if (!node.isDirectory() || node.treeFiles == 0)
        return isKept(id) ? Keep::All : Keep::None;
    const auto kept = keptFiles(id);
    return kept == node.treeFiles ? Keep::All : kept > 0 || isKept(id) ? Keep::Some : Keep::None;
}

void ImageDocument::setKept(const std::vector<FileId> &files, bool kept)
{
    Ticks ticks = m_ticks;
    int count = 0;
    FileId last = kNoFile;
    for (const auto id : files) {
        if (id == kNoFile || keep(id) == (kept ? Keep::All : Keep::None))
            continue;
        // The newest decision about a folder is about everything in it.
        std::erase_if(ticks, [&](const auto &tick) { return tree().isBelow(tick.first, id); });
        ticks[id] = kept;
        last = id;
        ++count;
    }
    if (count == 0)
        return;
    const QString name = QString::fromStdString("/" + tree().path(last));
    if (kept)
        push(std::move(ticks), count == 1 ? tr("Keep %1").arg(name) : tr("Keep %n files and folders", nullptr, count));
    else
        push(std::move(ticks), count == 1 ? tr("Remove %1").arg(name) : tr("Remove %n files and folders", nullptr, count));
}

void ImageDocument::forget(const std::vector<FileId> &files)
{
    Ticks ticks = m_ticks;
    std::erase_if(ticks, [&](const auto &tick) { return std::ranges::any_of(files, [&](FileId id) { return tree().isBelow(tick.first, id); }); });
    push(std::move(ticks), tr("Leave to the Rules"));
}

void ImageDocument::takeTicks(const ImageDocument &other)
{
    Ticks ticks;
    for (const auto &[id, kept] : other.ticks())
        if (const auto own = tree().find(other.tree().path(id)); own != kNoFile)
            ticks[own] = kept;
    push(std::move(ticks), tr("Changes of Before"));
}

void ImageDocument::push(Ticks ticks, const QString &step)
{
    if (ticks != m_ticks)
        m_undoStack.push(new ChangeTicks(*this, m_ticks, std::move(ticks), step));
}

void ImageDocument::setTicks(const Ticks &ticks)
{
    m_ticks = ticks;
    recompute();
    Q_EMIT ticksChanged();
}

void ImageDocument::recompute()
{
    if (!m_contents->isBuild())
        return;
    const auto count = tree().count();
    m_kept = m_contents->kept;
    m_keptSize.assign(count, 0);
    m_keptFiles.assign(count, 0);
    // Downwards: the nearest decision counts.
    if (!m_ticks.empty()) {
        enum : std::uint8_t { None, In, Out };
        std::vector<std::uint8_t> decided(count, None);
        auto tick = m_ticks.begin();
        for (FileId id = 0; id < count; ++id) {
            if (id != kRootFile)
                decided[id] = decided[tree().node(id).parent];
            if (tick != m_ticks.end() && tick->first == id) {
                decided[id] = tick->second ? In : Out;
                ++tick;
            }
            if (decided[id] != None)
                m_kept[id] = decided[id] == In;
        }
    }
    // Upwards: a directory stays for what is in it.
    for (FileId id = count; id-- > 0;) {
        const auto &node = tree().node(id);
        if (m_kept[id]) {
            m_keptSize[id] += node.size;
            m_keptFiles[id] += node.isDirectory() ? 0U : 1U;
        }
        if (id == kRootFile)
            break;
        m_keptSize[node.parent] += m_keptSize[id];
        m_keptFiles[node.parent] += m_keptFiles[id];
        if (m_kept[id])
            m_kept[node.parent] = true;
    }
}

slim::SelectionOptions ImageDocument::optionsWithTicks(slim::SelectionOptions options) const
{
    // An exclude wins over every include but one that names its path, so where there is one, what is kept is named path by path.
    const bool anyExclude = !options.exclude.empty() || std::ranges::any_of(m_ticks, [](const auto &tick) { return !tick.second; });
    for (const auto &[id, kept] : m_ticks) {
        const std::string glob = globOf(tree().path(id));
        const bool isDirectory = tree().node(id).isDirectory();
        auto &same = kept ? options.include : options.exclude;
        auto &opposite = kept ? options.exclude : options.include;
        std::erase(opposite, glob);
        std::erase(opposite, glob + "/**");
        if (!kept) {
            addOnce(same, glob);
            if (isDirectory)
                addOnce(same, glob + "/**");
            continue;
        }
        addOnce(same, glob);
        if (!isDirectory)
            continue;
        if (!anyExclude) {
            addOnce(same, glob + "/**");
            continue;
        }
        // Below a directory ids come level by level; what was taken out again is left out.
        std::vector<FileId> pending{id};
        while (!pending.empty()) {
            const auto &node = tree().node(pending.back());
            pending.pop_back();
            for (FileId child = node.firstChild; child < node.firstChild + node.childCount; ++child) {
                if (!m_kept[child])
                    continue;
                options.include.push_back(globOf(tree().path(child)));
                pending.push_back(child);
            }
        }
    }
    return options;
}

} // namespace whittle::app
