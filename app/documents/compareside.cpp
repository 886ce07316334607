#include "documents/compareside.h"

#include "formats/seccomp_json.h"
#include "profile/filter.h"

#include <QCoreApplication>

namespace whittle::app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::CompareSide)
};

/// A part of a shared state, which keeps the whole alive.
template <class Part>
std::shared_ptr<const Part> partOf(const std::shared_ptr<const void> &whole, const Part &part)
{
    return {whole, &part};
}

} // namespace

std::optional<CompareSide> CompareSide::ofBuiltIn(const QString &name)
{
    const auto *builtIn = profile::builtInProfile(name.toStdString());
    if (!builtIn)
        return std::nullopt;
    CompareSide side;
    side.key = name;
    side.title = name == QLatin1StringView("docker-default") ? Text::tr("Docker's default") : name == QLatin1StringView("podman-default") ? Text::tr("Podman's default") : name;
    side.detail = Text::tr("Built into Whittle");
    side.profile = partOf<profile::Profile>(nullptr, *builtIn); // lives as long as the program
    side.text = std::make_shared<const std::string>(formats::writeSeccompJson(*builtIn));
    return side;
}

CompareSide CompareSide::ofProfile(ProfileDocument &document, const QString &key)
{
    CompareSide side;
    side.key = key;
    side.title = document.title();
    side.detail = document.path().isEmpty() ? Text::tr("Not saved as a file yet") : document.path();
    side.document = &document;
    const auto &state = document.state();
    side.profile = partOf(state, state->document->profile);
    side.text = partOf(state, state->text);
    return side;
}

CompareSide CompareSide::ofRecording(const OpenRecording &recording, const QString &key)
{
    CompareSide side;
    side.detail = recording.path;
    side.key = key.isEmpty() ? recording.path : key;
    side.title = recording.title();
    side.recording = recording;
    return side;
}

Result<CompareSide> CompareSide::ofText(const QString &key, const QString &title, const QString &detail, std::string text)
{
    auto read = formats::readSeccompJson(text);
    if (!read)
        return std::unexpected(read.error());
    CompareSide side;
    side.key = key;
    side.title = title;
    side.detail = detail;
    side.profile = std::make_shared<const profile::Profile>(std::move(read->profile));
    side.text = std::make_shared<const std::string>(std::move(text));
    return side;
}

CompareChoice CompareSide::choice() const
{
    return {key, title, detail, isRecording() ? QStringLiteral("recording") : isBuiltIn() ? QStringLiteral("builtin") : QStringLiteral("profile")};
}

bool CompareSide::isBuiltIn() const
{
    return !document && profile::builtInProfile(key.toStdString()) != nullptr;
}

bool CompareSide::isEditable() const
{
    return document && document->isTextValid() && document->hasProfile();
}

bool CompareSide::follow()
{
    // Selecting another environment in its own tab changes nothing here.
    if (!document || !document->isTextValid() || text.get() == &document->state()->text)
        return false;
    const auto &state = document->state();
    profile = partOf(state, state->document->profile);
    text = partOf(state, state->text);
    return true;
}

} // namespace whittle::app
