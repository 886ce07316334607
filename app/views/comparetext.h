#pragma once

#include "analysis/comparison.h"
#include "models/comparefilter.h"

#include <QString>
#include <QStringList>

namespace whittle::app {

/// What the inspector says of one syscall in a comparison: every side's decision, and with which arguments they differ.
[[nodiscard]] QString comparisonHtml(const ComparedRow &row, const analysis::ComparedSyscall &compared, const QStringList &titles);

} // namespace whittle::app
