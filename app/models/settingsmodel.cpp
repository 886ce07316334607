#include "models/settingsmodel.h"

#include "settings/theme.h"

#include <algorithm>

namespace whittle::app {
namespace {

constexpr std::string_view kCapAdd = "cap_add ";

} // namespace

// What speaks for a capability, a line each.
QString SettingsModel::evidenceOf(const tuning::CapabilityNeed &need)
{
    QStringList lines;
    for (const auto &one : need.evidence)
        lines << QStringLiteral("%1: %2").arg(QString::fromUtf8(tuning::confidenceName(one.confidence).data()), QString::fromStdString(one.text));
    if (need.moreEvidence > 0)
        lines << tr("and %Ln more", nullptr, static_cast<int>(need.moreEvidence));
    return lines.join(QLatin1Char('\n'));
}

void SettingsModel::setProposal(const tuning::SettingsProposal &proposal)
{
    beginResetModel();
    m_rows.clear();
    for (const auto &reason : proposal.reasons) {
        Row row{QString::fromStdString(reason.setting), QString::fromStdString(reason.why), QString::fromStdString(reason.why)};
        if (reason.setting.starts_with(kCapAdd)) {
            const auto need = std::ranges::find(proposal.needs, reason.setting.substr(kCapAdd.size()), &tuning::CapabilityNeed::name);
            if (need != proposal.needs.end())
                row.toolTip = evidenceOf(*need);
        }
        m_rows.push_back(std::move(row));
    }
    endResetModel();
}

QVariant SettingsModel::data(const QModelIndex &index, int role) const
{
    const auto &row = m_rows.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Qt::DisplayRole: return index.column() == Setting ? row.setting : row.why;
    case Qt::ToolTipRole: return row.toolTip;
    case Qt::FontRole: return index.column() == Setting ? QVariant(theme::fixedFont()) : QVariant();
    default: return {};
    }
}

QVariant SettingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Setting ? tr("Setting") : tr("Why");
}

} // namespace whittle::app
