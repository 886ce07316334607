#include "models/verdictmodel.h"

#include "models/imagetreemodel.h"
#include "settings/theme.h"

#include <algorithm>

namespace whittle::app {

void VerdictModel::setVerdict(const slim::BuildVerdict &verdict)
{
    beginResetModel();
    m_rows.clear();
    const auto add = [this](const analysis::Verdict &part, std::optional<bool> Row::*answer) {
        const auto row = [this](const QString &probe) -> Row & {
            const auto found = std::ranges::find(m_rows, probe, &Row::probe);
            if (found != m_rows.end())
                return *found;
            m_rows.push_back({probe, {}, {}, {}, {}});
            return m_rows.back();
        };
        if (part.startsTried > 0) {
            auto &start = row(tr("Start"));
            start.*answer = part.started && part.startsFailed == 0;
            if (!part.startError.empty() && start.difference.isEmpty())
                start.difference = words::fileName(part.startError);
            else if (part.startsFailed > 0 && start.difference.isEmpty())
                start.difference = tr("%1 of %2 starts failed").arg(part.startsFailed).arg(part.startsTried);
        }
        for (const auto &probe : part.probes) {
            auto &compared = row(words::fileName(probe.probe));
            compared.*answer = probe.same;
            if (!probe.same && compared.difference.isEmpty())
                compared.difference = words::fileName(probe.difference);
        }
    };
    add(verdict.plain, &Row::plain);
    add(verdict.fatUnderProfile, &Row::fatUnderProfile);
    // Where the slim image failed without the profile already, it was not run under it.
    if (verdict.plain.verified)
        add(verdict.underProfile, &Row::underProfile);
    endResetModel();
}

QVariant VerdictModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    const auto &answer = column == Plain ? row.plain : column == FatUnderProfile ? row.fatUnderProfile : row.underProfile;
    const bool isAnswer = column == Plain || column == FatUnderProfile || column == UnderProfile;
    const auto &colors = theme::colors();
    switch (role) {
    case Qt::DisplayRole:
        return column == Probe ? row.probe : column == Difference ? row.difference : !answer ? tr("not asked") : *answer ? tr("same") : tr("differs");
    case Qt::ToolTipRole:
        return column == Probe ? row.probe : column == Difference ? row.difference : QString();
    case SameRole:
        return isAnswer && answer ? QVariant(*answer) : QVariant();
    case Qt::ForegroundRole:
        return isAnswer && answer && !*answer ? colors.error : isAnswer && !answer ? colors.muted : colors.text;
    default:
        return {};
    }
}

QVariant VerdictModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Probe:
        return tr("Probe");
    case Plain:
        return tr("Slim");
    case FatUnderProfile:
        return tr("Fat, with profile");
    case UnderProfile:
        return tr("Slim, with profile");
    default:
        return tr("Difference from the fat image");
    }
}

} // namespace whittle::app
