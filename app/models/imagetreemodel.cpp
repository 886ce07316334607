#include "models/imagetreemodel.h"

#include "settings/theme.h"

#include <QFont>

#include <algorithm>

namespace whittle::app {

ImageTreeModel::ImageTreeModel(ImageDocument &document, QObject *parent) : QAbstractItemModel(parent), m_document(document), m_rows(document.tree().count())
{
    computeVisible();
    connect(&document, &ImageDocument::ticksChanged, this, &ImageTreeModel::ticksChanged);
}

void ImageTreeModel::computeVisible()
{
    const auto &tree = m_document.tree();
    m_children.clear();
    m_visible.clear();
    m_hasVisible.assign(tree.count(), false);
    m_matchCount = m_visibleCount = totalCount();
    if (!m_filter.isEmpty()) {
        m_visible = m_filter.matches(m_document);
        m_visible[kRootFile] = false;
        m_matchCount = static_cast<int>(std::ranges::count(m_visible, true));
        for (FileId id = tree.count(); --id > 0;)
            if (m_visible[id])
                m_visible[tree.node(id).parent] = true;
        m_visible[kRootFile] = false;
        m_visibleCount = static_cast<int>(std::ranges::count(m_visible, true));
    }
    for (FileId id = 1; id < tree.count(); ++id)
        if (m_visible.empty() || m_visible[id])
            m_hasVisible[tree.node(id).parent] = true;
}

void ImageTreeModel::setFilter(const FileFilter &filter)
{
    beginResetModel();
    m_filter = filter;
    computeVisible();
    endResetModel();
}

void ImageTreeModel::ticksChanged()
{
    // What fits a filter stays on screen while a person ticks; only what the rows say changes.
    std::vector<std::pair<QModelIndex, QModelIndex>> changed; // views ask for more while they hear of it
    for (const auto &[directory, list] : m_children)
        if (!list.empty())
            changed.emplace_back(createIndex(0, 0, list.front()), createIndex(static_cast<int>(list.size()) - 1, ColumnCount - 1, list.back()));
    for (const auto &[first, last] : changed)
        Q_EMIT dataChanged(first, last);
}

bool ImageTreeModel::before(FileId left, FileId right) const
{
    const auto &tree = m_document.tree();
    const auto &a = tree.node(left);
    const auto &b = tree.node(right);
    const auto less = [&](const auto &x, const auto &y) { return m_sortOrder == Qt::AscendingOrder ? x < y : y < x; };
    const auto byName = [&] { return left < right; }; // siblings are numbered by name
    switch (m_sortColumn) {
    case Size:
        return a.treeSize == b.treeSize ? byName() : less(a.treeSize, b.treeSize);
    case Slim:
        return m_document.keptSize(left) == m_document.keptSize(right) ? byName() : less(m_document.keptSize(left), m_document.keptSize(right));
    case State: {
        const auto x = static_cast<int>(m_document.keep(left));
        const auto y = static_cast<int>(m_document.keep(right));
        return x == y ? byName() : less(x, y);
    }
    case Why: {
        const auto x = m_document.contents().reasons.empty() ? 0 : m_document.contents().reasons[left];
        const auto y = m_document.contents().reasons.empty() ? 0 : m_document.contents().reasons[right];
        return x == y ? byName() : less(x, y);
    }
    case Layer:
        return a.layer == b.layer ? byName() : less(a.layer, b.layer);
    case Mode:
        return a.mode == b.mode ? byName() : less(a.mode, b.mode);
    case Owner:
        return a.uid == b.uid && a.gid == b.gid ? byName() : less(std::pair(a.uid, a.gid), std::pair(b.uid, b.gid));
    default:
        // Folders first, whichever way.
        if (a.isDirectory() != b.isDirectory())
            return a.isDirectory();
        return less(left, right);
    }
}

const std::vector<FileId> &ImageTreeModel::children(FileId directory) const
{
    const auto [found, isNew] = m_children.try_emplace(directory);
    auto &list = found->second;
    if (!isNew)
        return list;
    const auto &node = m_document.tree().node(directory);
    for (FileId child = node.firstChild; child < node.firstChild + node.childCount; ++child)
        if (m_visible.empty() || m_visible[child])
            list.push_back(child);
    std::ranges::sort(list, [this](FileId left, FileId right) { return before(left, right); });
    for (std::size_t row = 0; row < list.size(); ++row)
        m_rows[list[row]] = static_cast<std::uint32_t>(row);
    return list;
}

QModelIndex ImageTreeModel::indexOf(FileId id) const
{
    if (id == kRootFile || id >= m_document.tree().count() || (!m_visible.empty() && !m_visible[id]))
        return {};
    static_cast<void>(children(m_document.tree().node(id).parent));
    return createIndex(static_cast<int>(m_rows[id]), Name, id);
}

QModelIndex ImageTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || parent.column() > 0)
        return {};
    const auto &list = children(file(parent));
    return static_cast<std::size_t>(row) < list.size() ? createIndex(row, column, list[static_cast<std::size_t>(row)]) : QModelIndex();
}

QModelIndex ImageTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(m_document.tree().node(file(index)).parent) : QModelIndex();
}

int ImageTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(children(file(parent)).size());
}

int ImageTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool ImageTreeModel::hasChildren(const QModelIndex &parent) const
{
    return parent.column() <= 0 && m_hasVisible[file(parent)];
}

void ImageTreeModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || (column == m_sortColumn && order == m_sortOrder))
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const auto before = persistentIndexList();
    m_sortColumn = column;
    m_sortOrder = order;
    m_children.clear();
    QModelIndexList after;
    for (const auto &old : before)
        after << indexOf(file(old)).siblingAtColumn(old.column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

QVariant ImageTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FileId id = file(index);
    const auto &node = m_document.tree().node(id);
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return display(id, column);
    case Qt::CheckStateRole:
        if (column != Name || !m_document.contents().isBuild())
            return {};
        switch (m_document.keep(id)) {
        case ImageDocument::Keep::All:
            return Qt::Checked;
        case ImageDocument::Keep::Some:
            return Qt::PartiallyChecked;
        case ImageDocument::Keep::None:
            return Qt::Unchecked;
        }
        return {};
    case Qt::ForegroundRole:
        return m_document.isChanged(id) ? theme::colors().accent : m_document.isKept(id) && column != Layer && column != Mode && column != Owner ? theme::colors().text : theme::colors().muted;
    case Qt::FontRole:
        if (column != Name && column != Mode)
            return {};
        return theme::fixedFont();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((column == Size || column == Slim || column == Layer ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::ToolTipRole:
        return column == Why ? whyText(id) : column == Name ? words::fileName("/" + m_document.tree().path(id)) : QString();
    case Qt::AccessibleTextRole:
        if (column != Name)
            return display(id, column);
        //: Read aloud: file name, its size, whether it stays
        return m_document.contents().isBuild() ? tr("%1, %2, %3").arg(display(id, Name), words::size(node.treeSize), stateText(id)) : tr("%1, %2").arg(display(id, Name), words::size(node.treeSize));
    case ShareRole: {
        const auto whole = m_document.tree().node(node.parent).treeSize;
        return whole == 0 ? 0.0 : static_cast<double>(node.treeSize) / static_cast<double>(whole);
    }
    case KeptShareRole: {
        const auto whole = m_document.tree().node(node.parent).treeSize;
        return whole == 0 || !m_document.contents().isBuild() ? 0.0 : static_cast<double>(m_document.keptSize(id)) / static_cast<double>(whole);
    }
    case ChangedRole:
        return m_document.ticks().contains(id);
    default:
        return {};
    }
}

bool ImageTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != Name || !m_document.contents().isBuild())
        return false;
    m_document.setKept({file(index)}, value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags ImageTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.column() == Name && m_document.contents().isBuild())
        flags |= Qt::ItemIsUserCheckable;
    if (m_document.tree().node(file(index)).childCount == 0)
        flags |= Qt::ItemNeverHasChildren;
    return flags;
}

QString ImageTreeModel::display(FileId id, int column) const
{
    const auto &node = m_document.tree().node(id);
    switch (column) {
    case Name: {
        const QString name = words::fileName(m_document.tree().name(id));
        const auto target = m_document.tree().linkTarget(id);
        //: a link and what it points to
        return target.empty() ? name : tr("%1 → %2").arg(name, words::fileName(target));
    }
    case Size:
        return words::size(node.treeSize);
    case Slim:
        return !m_document.contents().isBuild() ? QString() : m_document.keptSize(id) == 0 && !m_document.isKept(id) ? QStringLiteral("–") : words::size(m_document.keptSize(id));
    case State:
        return stateText(id);
    case Why:
        return whyText(id);
    case Layer:
        return node.layer == FileNode::kNoLayer ? QString() : QString::number(node.layer + 1);
    case Mode:
        return words::mode(node);
    case Owner:
        return QStringLiteral("%1:%2").arg(node.uid).arg(node.gid);
    default:
        return {};
    }
}

QString ImageTreeModel::stateText(FileId id) const
{
    if (!m_document.contents().isBuild())
        return {};
    if (const auto tick = m_document.ticks().find(id); tick != m_document.ticks().end())
        return tick->second ? tr("kept by you") : tr("removed by you");
    const auto keep = m_document.keep(id);
    if (m_document.isChanged(id))
        return m_document.isKept(id) ? tr("will be kept") : tr("will be removed");
    return keep == ImageDocument::Keep::All ? tr("kept") : keep == ImageDocument::Keep::Some ? tr("kept in part") : tr("removed");
}

QString ImageTreeModel::whyText(FileId id) const
{
    const auto *kept = m_document.contents().keptFile(id);
    if (!kept || kept->reasons.empty())
        return {};
    const auto &first = kept->reasons.front();
    QString text = first.detail.empty() ? words::reason(first.kind) : words::fileName(first.detail);
    if (kept->reasons.size() > 1)
        text = tr("%1 and %n more", nullptr, static_cast<int>(kept->reasons.size() - 1)).arg(text);
    return text;
}

QVariant ImageTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == Size || section == Slim || section == Layer ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Size:
            return tr("In the fat image; of a folder with everything in it");
        case Slim:
            return tr("In the slim image, with your changes counted in");
        case Why:
            return tr("The first reason why it stays; the inspector has all");
        case Layer:
            return tr("The layer that the file comes from, from 1");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Size:
        return m_document.contents().isBuild() ? tr("Fat") : tr("Size");
    case Slim:
        return tr("Slim");
    case State:
        return tr("State");
    case Why:
        return tr("Why it stays");
    case Layer:
        return tr("Layer");
    case Mode:
        return tr("Mode");
    case Owner:
        return tr("Owner");
    default:
        return {};
    }
}

} // namespace whittle::app
