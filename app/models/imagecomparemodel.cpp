#include "models/imagecomparemodel.h"

#include "models/imagetreemodel.h" // of words
#include "settings/theme.h"

#include <QCoreApplication>
#include <QFont>

#include <algorithm>

namespace whittle::app {
namespace {

const FileTree &emptyTree()
{
    static const FileTree kEmpty;
    return kEmpty;
}

} // namespace

ImageCompareModel::ImageCompareModel(QObject *parent) : FileTreeModel(emptyTree(), parent) {}

void ImageCompareModel::setComparison(ImageComparisonPtr comparison)
{
    beginResetModel();
    setTree(comparison ? comparison->tree : emptyTree());
    m_comparison = std::move(comparison);
    updateMatches();
    endResetModel();
}

void ImageCompareModel::setFilter(const ImageCompareFilter &filter)
{
    beginResetModel();
    m_filter = filter;
    updateMatches();
    endResetModel();
}

void ImageCompareModel::setOnlyDifferences(bool only)
{
    beginResetModel();
    m_onlyDifferences = only;
    updateMatches();
    endResetModel();
}

void ImageCompareModel::setIgnoresTimes(bool ignores)
{
    beginResetModel();
    m_ignoresTimes = ignores;
    updateMatches();
    endResetModel();
}

bool ImageCompareModel::differs(FileId id) const
{
    return m_comparison && m_comparison->changes[id] != FileChange::Same && !(m_ignoresTimes && m_comparison->timeOnly[id]);
}

void ImageCompareModel::updateMatches()
{
    m_below.assign(tree().count(), 0);
    if (!m_comparison) {
        setMatches({});
        return;
    }
    for (FileId id = tree().count(); --id > 0;) {
        m_below[id] += differs(id) ? 1U : 0U;
        m_below[tree().node(id).parent] += m_below[id];
    }
    std::vector<bool> matches;
    if (!m_filter.isEmpty())
        matches = m_filter.matches(*m_comparison);
    if (m_onlyDifferences) {
        if (matches.empty())
            matches.assign(tree().count(), true);
        for (FileId id = 0; id < tree().count(); ++id)
            matches[id] = matches[id] && differs(id);
    }
    setMatches(std::move(matches));
}

FileId ImageCompareModel::nextDifference(FileId from, bool forward) const
{
    // Rows in their order: down into a directory, then along, then up and along.
    const auto along = [this](const QModelIndex &index, int step) { return index.siblingAtRow(index.row() + step); };
    auto at = from == kNoFile || from == kRootFile ? QModelIndex() : indexOf(from);
    const auto next = [&](QModelIndex row) {
        if (!row.isValid())
            return index(0, 0);
        if (rowCount(row) > 0)
            return index(0, 0, row);
        while (row.isValid()) {
            if (const auto sibling = along(row, 1); sibling.isValid())
                return sibling;
            row = row.parent();
        }
        return QModelIndex();
    };
    const auto deepest = [this](QModelIndex row) {
        while (row.isValid() && rowCount(row) > 0)
            row = index(rowCount(row) - 1, 0, row);
        return row;
    };
    const auto previous = [&](const QModelIndex &row) {
        if (!row.isValid())
            return deepest(index(rowCount() - 1, 0));
        if (const auto sibling = along(row, -1); sibling.isValid())
            return deepest(sibling);
        return row.parent();
    };
    for (;;) {
        at = forward ? next(at) : previous(at);
        if (!at.isValid())
            return kNoFile;
        if (differs(file(at)))
            return file(at);
    }
}

bool ImageCompareModel::isBefore(FileId left, FileId right, int column, Qt::SortOrder order) const
{
    const auto by = [&](auto member) {
        const auto value = [&](FileId id) {
            const auto &one = side(id, column);
            return std::pair(one.isThere, one.*member);
        };
        return isBeforeBy(value(left), value(right), left, right, order);
    };
    switch (column) {
    case LeftSize:
    case RightSize:
        return by(&SideFile::treeSize);
    case LeftMode:
    case RightMode:
        return by(&SideFile::mode);
    case LeftOwner:
    case RightOwner:
        return by(&SideFile::uid);
    case What:
        return isBeforeBy(std::pair(static_cast<int>(rowChange(left)), m_below[left]), std::pair(static_cast<int>(rowChange(right)), m_below[right]), left, right, order);
    default:
        return isBeforeByName(left, right, order);
    }
}

int ImageCompareModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const SideFile &ImageCompareModel::side(FileId id, int column) const
{
    return column < RightName ? m_comparison->left[id] : m_comparison->right[id];
}

FileChange ImageCompareModel::rowChange(FileId id) const
{
    if (differs(id))
        return m_comparison->changes[id];
    return m_below[id] > 0 ? FileChange::Changed : FileChange::Same;
}

QVariant ImageCompareModel::data(const QModelIndex &index, int role) const
{
    if (!m_comparison || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FileId id = file(index);
    const int column = index.column();
    const auto &colors = theme::colors();
    switch (role) {
    case Qt::DisplayRole:
        return display(id, column);
    case ChangeRole:
        return static_cast<int>(rowChange(id));
    case AbsentRole:
        return column != What && !side(id, column).isThere;
    case TypeRole:
        return static_cast<int>(side(id, column).type);
    case Qt::ForegroundRole:
        switch (rowChange(id)) {
        case FileChange::Added:
            return colors.good;
        case FileChange::Removed:
            return colors.error;
        case FileChange::Changed:
            return differs(id) ? colors.warning : colors.text;
        case FileChange::Same:
            break;
        }
        return colors.muted;
    case Qt::FontRole:
        return column == LeftName || column == RightName || column == LeftMode || column == RightMode ? QVariant(theme::fixedFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((column == LeftSize || column == RightSize ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::ToolTipRole:
        return column == LeftName || column == RightName ? words::fileName("/" + tree().path(id)) : column == What ? whatText(id) : QString();
    case Qt::AccessibleTextRole:
        if (column != LeftName && column != RightName)
            return display(id, column);
        if (!side(id, column).isThere)
            return tr("not there");
        //: Read aloud: file name, its size on this side, how it differs
        return tr("%1, %2, %3").arg(words::fileName(tree().name(id)), words::size(side(id, column).treeSize), whatText(id));
    default:
        return {};
    }
}

QString ImageCompareModel::display(FileId id, int column) const
{
    if (column == What)
        return whatText(id);
    const auto &file = side(id, column);
    if (!file.isThere)
        return {};
    switch (column) {
    case LeftName:
    case RightName:
        return words::fileName(tree().name(id));
    case LeftSize:
    case RightSize:
        return words::size(file.treeSize);
    case LeftMode:
    case RightMode: {
        FileNode node;
        node.type = file.type;
        node.mode = file.mode;
        return words::mode(node);
    }
    default:
        return QStringLiteral("%1:%2").arg(file.uid).arg(file.gid);
    }
}

QString ImageCompareModel::whatText(FileId id) const
{
    QStringList parts;
    if (differs(id)) {
        const auto change = m_comparison->changes[id];
        if (change != FileChange::Changed)
            parts << words::fileChange(change);
        else
            for (const auto &one : m_comparison->differenceOf(id)->changes)
                if (!m_ignoresTimes || !image::PathDifference{.changes = {one}}.isTimeOnly())
                    parts << words::pathChange(one);
    }
    if (const auto inside = m_below[id] - (differs(id) ? 1U : 0U); inside > 0)
        parts << tr("%n differ inside", nullptr, static_cast<int>(inside));
    return parts.isEmpty() ? words::fileChange(FileChange::Same) : parts.join(QStringLiteral(", "));
}

QVariant ImageCompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == LeftSize || section == RightSize ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case LeftName:
    case RightName:
        return tr("Name");
    case LeftSize:
    case RightSize:
        return tr("Size");
    case LeftMode:
    case RightMode:
        return tr("Mode");
    case LeftOwner:
    case RightOwner:
        return tr("Owner");
    case What:
        return tr("What differs");
    default:
        return {};
    }
}

namespace words {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::ImageCompareModel)
};

} // namespace

QString fileChange(FileChange change)
{
    switch (change) {
    case FileChange::Added:
        return Words::tr("only on the right");
    case FileChange::Removed:
        return Words::tr("only on the left");
    case FileChange::Changed:
        return Words::tr("changed");
    case FileChange::Same:
        break;
    }
    return Words::tr("the same");
}

QString pathChange(const std::string &change)
{
    const QString text = QString::fromStdString(change);
    if (change == "content")
        return Words::tr("other content");
    const QString what = text.section(QLatin1Char(' '), 0, 0);
    const QString rest = text.section(QLatin1Char(' '), 1);
    const qsizetype arrow = rest.indexOf(QLatin1StringView(" -> "));
    if (arrow < 0) {
        const QString name = rest.section(QLatin1Char(' '), 0, -2);
        const QString how = rest.section(QLatin1Char(' '), -1);
        if (what == QLatin1StringView("attribute"))
            return how == QLatin1StringView("added") ? Words::tr("attribute %1 added").arg(name) : how == QLatin1StringView("removed") ? Words::tr("attribute %1 removed").arg(name) : Words::tr("attribute %1 changed").arg(name);
        return text;
    }
    const QString before = rest.left(arrow);
    const QString after = rest.mid(arrow + 4);
    if (what == QLatin1StringView("mode"))
        return Words::tr("mode %1 → %2").arg(before, after);
    if (what == QLatin1StringView("owner"))
        return Words::tr("owner %1 → %2").arg(before, after);
    if (what == QLatin1StringView("time"))
        return Words::tr("time %1 → %2").arg(before, after);
    if (what == QLatin1StringView("size"))
        return Words::tr("size %1 → %2").arg(size(before.toULongLong()), size(after.toULongLong()));
    if (what == QLatin1StringView("target"))
        return Words::tr("target %1 → %2").arg(before, after);
    if (what == QLatin1StringView("device"))
        return Words::tr("device %1 → %2").arg(before, after);
    return text;
}

} // namespace words
} // namespace whittle::app
