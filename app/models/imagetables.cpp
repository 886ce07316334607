#include "models/imagetables.h"

#include "models/imagetreemodel.h"
#include "settings/theme.h"

#include <QFont>

#include <algorithm>

namespace whittle::app {
namespace {

/// What the builder wrapped around a step of a Dockerfile says nothing.
QString stepText(const image::HistoryStep &step)
{
    QString text = words::fileName(step.createdBy).simplified();
    static const QString kNop = QStringLiteral("/bin/sh -c #(nop) ");
    if (text.startsWith(kNop))
        text = text.mid(kNop.size()).trimmed();
    else if (text.startsWith(QLatin1StringView("/bin/sh -c ")))
        text = QStringLiteral("RUN ") + text.mid(11);
    text.remove(QStringLiteral(" # buildkit"));
    return text.isEmpty() ? words::fileName(step.comment) : text;
}

} // namespace

HistoryModel::HistoryModel(const ImageFacts &facts, QObject *parent) : QAbstractTableModel(parent)
{
    std::size_t layer = 0;
    const auto take = [&](Row row) {
        if (layer < facts.layers.size()) {
            const auto &made = facts.layers[layer++];
            row.layer = static_cast<int>(layer);
            row.size = made.tarSize;
            row.toolTip += (row.toolTip.isEmpty() ? QString() : QStringLiteral("\n")) + QString::fromStdString(made.digest.empty() ? made.diffId : made.digest);
        }
        m_rows.push_back(std::move(row));
    };
    for (const auto &step : facts.history) {
        Row row;
        row.step = stepText(step);
        row.toolTip = words::fileName(step.createdBy.substr(0, 4096)) + (step.created.empty() ? QString() : QStringLiteral("\n") + words::fileName(step.created));
        if (step.emptyLayer)
            m_rows.push_back(std::move(row));
        else
            take(std::move(row));
    }
    while (layer < facts.layers.size())
        take({0, 0, tr("(not in the history)"), {}});
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Layer ? (row.layer > 0 ? QString::number(row.layer) : QStringLiteral("–")) : index.column() == Size ? (row.layer > 0 ? words::size(row.size) : QStringLiteral("–")) : row.step;
    case Qt::ToolTipRole:
        return row.toolTip;
    case Qt::ForegroundRole:
        return row.layer > 0 ? theme::colors().text : theme::colors().muted;
    case Qt::FontRole:
        return index.column() == Step ? QVariant(theme::fixedFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((index.column() == Step ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == Step ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    return section == Layer ? tr("Layer") : section == Size ? tr("Size") : tr("Step");
}

ConfigModel::ConfigModel(std::vector<ConfigRow> rows, bool both, QObject *parent) : QAbstractTableModel(parent), m_rows(std::move(rows)), m_both(both), m_left(both ? tr("Fat") : tr("Value")), m_right(tr("Slim"))
{
}

void ConfigModel::setNames(const QString &left, const QString &right)
{
    m_left = left;
    m_right = right;
    Q_EMIT headerDataChanged(Qt::Horizontal, Fat, columnCount() - 1);
}

int ConfigModel::differences() const
{
    return m_both ? static_cast<int>(std::ranges::count_if(m_rows, &ConfigRow::differs)) : 0;
}

QVariant ConfigModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    const bool differs = m_both && row.differs();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: {
        if (index.column() == Name)
            return row.name;
        const QString &text = index.column() == Fat ? row.fat : row.slim;
        return text.isEmpty() ? tr("not set") : text;
    }
    case Qt::AccessibleTextRole:
        return index.column() == Name && differs ? tr("%1, differs").arg(row.name) : index.data(Qt::DisplayRole);
    case Qt::ForegroundRole:
        return differs ? theme::colors().warning : (index.column() == Fat ? row.fat : index.column() == Slim ? row.slim : row.name).isEmpty() ? theme::colors().muted : theme::colors().text;
    case Qt::FontRole: {
        QFont font = index.column() == Name ? QFont() : theme::fixedFont();
        font.setBold(differs);
        return font;
    }
    default:
        return {};
    }
}

QVariant ConfigModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Setting") : section == Fat ? m_left : m_right;
}

} // namespace whittle::app
