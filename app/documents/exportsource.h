#pragma once

#include "base/result.h"
#include "exports/exporter.h"
#include "formats/seccomp_json.h"
#include "trace/recording.h"

#include <QString>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace whittle::app {

/// What a person chose for an export.
struct ExportChoices
{
    std::string format; // exports::Description::id
    std::map<std::string, std::string, std::less<>> options;
    tuning::ContainerSettings settings;
};

/// What a tab has to export, as it stood when it was asked for. Immutable and shared, so that a thread can write it while the tab goes on.
class ExportSource
{
public:
    QString name; // "nginx-seccomp": what the result calls itself
    QString file; // of the profile, for forms that refer to it; empty: it has none yet
    std::shared_ptr<const formats::SeccompDocument> profile; // nullptr: not of a profile
    std::vector<std::shared_ptr<const trace::Recording>> recordings; // the source, or the evidence beside a profile
    std::string appArmor; // the text of a policy
    profile::Target target;

    /// True where the exporter is made from something that is here.
    [[nodiscard]] bool fits(const exports::Description &description) const;
    /// How little the recorded container can be started with. Errors: as tuning::proposeSettings.
    [[nodiscard]] Result<tuning::ContainerSettings> proposedSettings() const;
    /// Errors: as exports::exportAs. Any thread.
    [[nodiscard]] Result<exports::Exported> write(const ExportChoices &choices) const;

private:
    template <class Use>
    auto withRecordings(const Use &use) const;
};

/// The first lines of what was written, as text: bytes are shown as hexadecimal numbers.
[[nodiscard]] QString previewOf(const std::string &content, bool isBinary);

} // namespace whittle::app
