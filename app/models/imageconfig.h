#pragma once

#include <QString>

#include <string>
#include <vector>

namespace whittle::app {

/// One setting of an image beside the same of another.
struct ConfigRow
{
    QString name; // "Env PATH", "Entrypoint"
    QString fat;  // empty: not set
    QString slim;

    [[nodiscard]] bool differs() const { return fat != slim; }
    bool operator==(const ConfigRow &) const = default;
};

/// The settings of two image configs (JSON) beside each other, in the order of their names; of one alone where the other text is empty. Layers,
/// history and times are left out: they differ by nature and are shown elsewhere. A text that is no JSON counts as empty.
[[nodiscard]] std::vector<ConfigRow> configRows(const std::string &fat, const std::string &slim);

} // namespace whittle::app
