#include "documents/buildchoices.h"

#include "image/oci_index.h"
#include "slim/glob.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <vector>

namespace whittle::app {
namespace {

using namespace fields;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::BuildChoices)
};

Result<std::vector<std::string>> globsOf(const QStringList &lines, const QString &field)
{
    auto globs = wordsOf(lines);
    for (const auto &glob : globs)
        if (const auto compiled = slim::Glob::compile(glob); !compiled)
            return wrong(field, compiled.error().message);
    return globs;
}

/// Every member with its name, once, for writing and reading.
template <class Choices, class Visitor>
void visit(Choices &c, Visitor &&member)
{
    visitRun(c, member);
    member("archiveImage", c.archiveImage);
    member("platform", c.platform);
    member("level", c.level);
    member("include", c.include);
    member("exclude", c.exclude);
    member("packages", c.packages);
    member("executables", c.executables);
    member("shell", c.shell);
    member("fixAttempts", c.fixAttempts);
    member("output", c.output);
    member("tag", c.tag);
    member("recording", c.recording);
}

struct LevelReader : Reader
{
    using Reader::operator();
    void operator()(const char *name, slim::Level &value) const
    {
        const auto text = object[QLatin1StringView(name)].toString().toStdString();
        for (const auto level : {slim::Level::Tight, slim::Level::Balanced, slim::Level::Package})
            if (slim::levelName(level) == text)
                value = level;
    }
};

struct LevelWriter : Writer
{
    using Writer::operator();
    void operator()(const char *name, slim::Level value) const { object[QLatin1StringView(name)] = QString::fromStdString(std::string(slim::levelName(value))); }
};

} // namespace

Result<slim::BuildRequest> requestOf(const BuildChoices &choices)
{
    slim::BuildRequest request;
    if (choices.image.trimmed().isEmpty() == choices.archive.isEmpty())
        return wrong(Text::tr("Image"), Text::tr("name an image, or choose an archive.").toStdString());
    request.image = choices.image.trimmed().toStdString();
    request.archivePath = choices.archive.toStdString();
    if (!choices.archive.isEmpty()) {
        request.archiveReference = choices.archiveImage.toStdString();
        if (!choices.platform.isEmpty()) {
            auto platform = image::parsePlatform(choices.platform.toStdString());
            if (!platform)
                return wrong(Text::tr("Platform"), platform.error().message);
            request.platform = std::move(*platform);
        }
    }
    request.recordingPath = choices.recording.toStdString();
    if (choices.output.trimmed().isEmpty())
        return wrong(Text::tr("Output folder"), Text::tr("choose where the results go.").toStdString());
    request.outputDirectory = QFileInfo(choices.output.trimmed()).absoluteFilePath().toStdString();
    request.tag = choices.tag.trimmed().toStdString();

    auto probes = probesOf(choices);
    if (!probes)
        return std::unexpected(probes.error());
    request.probes = std::move(*probes);
    auto overrides = overridesOf(choices);
    if (!overrides)
        return std::unexpected(overrides.error());
    request.overrides = std::move(*overrides);

    auto &selection = request.selection;
    selection.level = choices.level;
    auto include = globsOf(choices.include, Text::tr("Keep"));
    if (!include)
        return std::unexpected(include.error());
    auto exclude = globsOf(choices.exclude, Text::tr("Leave out"));
    if (!exclude)
        return std::unexpected(exclude.error());
    selection.include = std::move(*include);
    selection.exclude = std::move(*exclude);
    selection.includePackages = wordsOf(choices.packages);
    selection.includeExecutables = wordsOf(choices.executables);
    selection.includeShell = choices.shell;
    request.fixAttempts = choices.fixAttempts;
    return request;
}

QString suggestedOutput(const BuildChoices &choices, const QString &folder)
{
    QString name = choices.archive.isEmpty() ? choices.image.section(QLatin1Char('/'), -1).section(QLatin1Char('@'), 0, 0).section(QLatin1Char(':'), 0, 0) : QFileInfo(choices.archive).fileName().section(QLatin1Char('.'), 0, 0);
    name = name.trimmed();
    if (name.isEmpty())
        return {};
    return QDir(folder.isEmpty() ? QDir::homePath() : folder).filePath(Text::tr("%1-slim", "name of a folder").arg(name));
}

QByteArray toJson(const BuildChoices &choices)
{
    QJsonObject object;
    visit(choices, LevelWriter{{object}});
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

BuildChoices choicesOf(const QByteArray &json)
{
    BuildChoices choices;
    const auto document = QJsonDocument::fromJson(json);
    if (document.isObject())
        visit(choices, LevelReader{{document.object()}});
    return choices;
}

} // namespace whittle::app
