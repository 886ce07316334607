#include "documents/exportsource.h"

#include "tuning/propose_settings.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <span>

namespace whittle::app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::ExportSource)
};

constexpr std::size_t kMaxPreviewText = 1 << 20; // bytes; more is not read on a screen
constexpr std::size_t kMaxPreviewBytes = 4096;
constexpr qsizetype kBytesInLine = 16;

} // namespace

bool ExportSource::fits(const exports::Description &description) const
{
    return (profile && description.takes(exports::Source::Profile)) || (!appArmor.empty() && description.takes(exports::Source::AppArmor))
        || (!recordings.empty() && !profile && appArmor.empty() && description.takes(exports::Source::Recording));
}

// Core wants recordings side by side. One is lent as it is; only of several, which are rare here, are copies made.
template <class Use>
auto ExportSource::withRecordings(const Use &use) const
{
    if (recordings.size() <= 1)
        return use(recordings.empty() ? std::span<const trace::Recording>() : std::span(recordings.front().get(), 1));
    std::vector<trace::Recording> copies;
    std::ranges::transform(recordings, std::back_inserter(copies), [](const auto &recording) { return *recording; });
    return use(std::span<const trace::Recording>(copies));
}

Result<tuning::ContainerSettings> ExportSource::proposedSettings() const
{
    return withRecordings([](std::span<const trace::Recording> all) -> Result<tuning::ContainerSettings> {
        auto proposal = tuning::proposeSettings(all);
        if (!proposal)
            return std::unexpected(std::move(proposal).error());
        return std::move(proposal->settings);
    });
}

Result<exports::Exported> ExportSource::write(const ExportChoices &choices) const
{
    return withRecordings([&](std::span<const trace::Recording> all) {
        exports::Request request;
        request.name = name.toStdString();
        request.profileFile = file.toStdString();
        request.profile = profile ? &profile->profile : nullptr;
        request.recordings = all;
        request.appArmor = appArmor;
        request.target = target;
        request.options = choices.options;
        request.settings = choices.settings;
        return exports::exportAs(choices.format, std::move(request));
    });
}

QString previewOf(const std::string &content, bool isBinary)
{
    const std::size_t most = isBinary ? kMaxPreviewBytes : kMaxPreviewText;
    const auto shown = QByteArray::fromRawData(content.data(), static_cast<qsizetype>(std::min(content.size(), most)));
    QString text;
    if (!isBinary) {
        text = QString::fromUtf8(shown);
    } else {
        for (qsizetype at = 0; at < shown.size(); at += kBytesInLine)
            text += QStringLiteral("%1  %2\n").arg(at, 6, 16, QLatin1Char('0')).arg(QString::fromLatin1(shown.sliced(at, std::min(kBytesInLine, shown.size() - at)).toHex(' ')));
    }
    if (content.size() > most)
        text += Text::tr("… %Ln more bytes", nullptr, static_cast<int>(std::min<std::size_t>(content.size() - most, 1U << 30)));
    return text;
}

} // namespace whittle::app
