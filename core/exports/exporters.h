#pragma once

#include "exports/exporter.h"

// One for each file; registry.cpp puts them in order.
namespace whittle::exports {

[[nodiscard]] Exporter jsonExporter();
[[nodiscard]] Exporter oldDockerExporter();
[[nodiscard]] Exporter ociExporter();
[[nodiscard]] Exporter cProgramExporter();
[[nodiscard]] Exporter bpfExporter();
[[nodiscard]] Exporter pfcExporter();
[[nodiscard]] Exporter bubblewrapExporter();
[[nodiscard]] Exporter systemdExporter();
[[nodiscard]] Exporter kubernetesSeccompExporter();
[[nodiscard]] Exporter kubernetesAppArmorExporter();
[[nodiscard]] Exporter kubernetesPodExporter();
[[nodiscard]] Exporter composeExporter();
[[nodiscard]] Exporter dockerRunExporter();
[[nodiscard]] Exporter podmanRunExporter();
[[nodiscard]] Exporter appArmorExporter();
[[nodiscard]] Exporter markdownExporter();
[[nodiscard]] Exporter htmlExporter();
[[nodiscard]] Exporter namesExporter();
[[nodiscard]] Exporter countsExporter();

} // namespace whittle::exports
