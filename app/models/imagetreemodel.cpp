#include "models/imagetreemodel.h"

#include "settings/theme.h"

#include <QFont>

namespace whittle::app {

ImageTreeModel::ImageTreeModel(ImageDocument &document, QObject *parent) : FileTreeModel(document.tree(), parent), m_document(document)
{
    // What fits a filter stays on screen while a person ticks; only what the rows say changes.
    connect(&document, &ImageDocument::ticksChanged, this, &ImageTreeModel::tellAllChanged);
}

void ImageTreeModel::setFilter(const FileFilter &filter)
{
    beginResetModel();
    setMatches(filter.isEmpty() ? std::vector<bool>() : filter.matches(m_document));
    endResetModel();
}

bool ImageTreeModel::isBefore(FileId left, FileId right, int column, Qt::SortOrder order) const
{
    const auto &a = tree().node(left);
    const auto &b = tree().node(right);
    const auto by = [&](const auto &x, const auto &y) { return isBeforeBy(x, y, left, right, order); };
    const auto reasonsOf = [this](FileId id) { return m_document.contents().reasons.empty() ? 0 : m_document.contents().reasons[id]; };
    switch (column) {
    case Size:
        return by(a.treeSize, b.treeSize);
    case Slim:
        return by(m_document.keptSize(left), m_document.keptSize(right));
    case State:
        return by(static_cast<int>(m_document.keep(left)), static_cast<int>(m_document.keep(right)));
    case Why:
        return by(reasonsOf(left), reasonsOf(right));
    case Layer:
        return by(a.layer, b.layer);
    case Mode:
        return by(a.mode, b.mode);
    case Owner:
        return by(std::pair(a.uid, a.gid), std::pair(b.uid, b.gid));
    default:
        return isBeforeByName(left, right, order);
    }
}

int ImageTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
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
