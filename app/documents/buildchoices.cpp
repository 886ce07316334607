#include "documents/buildchoices.h"

#include "image/oci_index.h"
#include "slim/glob.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <chrono>
#include <vector>

namespace whittle::app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::BuildChoices)
};

std::vector<std::string> wordsOf(const QStringList &lines)
{
    std::vector<std::string> words;
    for (const auto &line : lines)
        if (const auto word = line.trimmed(); !word.isEmpty())
            words.push_back(word.toStdString());
    return words;
}

std::unexpected<Error> wrong(const QString &field, const std::string &message)
{
    return fail(ErrorCode::InvalidInput, field.toStdString() + ": " + message);
}

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
    member("engine", c.engine);
    member("image", c.image);
    member("archive", c.archive);
    member("archiveImage", c.archiveImage);
    member("platform", c.platform);
    member("http", c.http);
    member("crawl", c.crawl);
    member("requests", c.requests);
    member("hostCommands", c.hostCommands);
    member("containerCommands", c.containerCommands);
    member("seconds", c.seconds);
    member("untilExit", c.untilExit);
    member("failuresAllowed", c.failuresAllowed);
    member("environment", c.environment);
    member("command", c.command);
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

struct Reader
{
    QJsonObject object;

    void operator()(const char *name, QString &value) const { value = object[QLatin1StringView(name)].toString(value); }
    void operator()(const char *name, bool &value) const { value = object[QLatin1StringView(name)].toBool(value); }
    void operator()(const char *name, int &value) const { value = object[QLatin1StringView(name)].toInt(value); }
    void operator()(const char *name, slim::Level &value) const
    {
        const auto text = object[QLatin1StringView(name)].toString().toStdString();
        for (const auto level : {slim::Level::Tight, slim::Level::Balanced, slim::Level::Package})
            if (slim::levelName(level) == text)
                value = level;
    }
    void operator()(const char *name, QStringList &value) const
    {
        value.clear();
        const auto array = object[QLatin1StringView(name)].toArray();
        for (const auto &item : array)
            value << item.toString();
    }
};

struct Writer
{
    QJsonObject &object;

    void operator()(const char *name, const QString &value) const { object[QLatin1StringView(name)] = value; }
    void operator()(const char *name, bool value) const { object[QLatin1StringView(name)] = value; }
    void operator()(const char *name, int value) const { object[QLatin1StringView(name)] = value; }
    void operator()(const char *name, slim::Level value) const { object[QLatin1StringView(name)] = QString::fromStdString(std::string(slim::levelName(value))); }
    void operator()(const char *name, const QStringList &value) const { object[QLatin1StringView(name)] = QJsonArray::fromStringList(value); }
};

} // namespace

QString BuildChoices::title() const
{
    return archive.isEmpty() ? image : QFileInfo(archive).fileName();
}

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

    request.probes.http = choices.http;
    request.probes.crawl = choices.http && choices.crawl;
    if (choices.http) {
        for (const auto &text : wordsOf(choices.requests)) {
            auto probe = probe::parseProbe(text);
            if (!probe)
                return wrong(Text::tr("Requests"), probe.error().message);
            request.probes.requests.push_back(std::move(*probe));
        }
    }
    request.probes.hostCommands = wordsOf(choices.hostCommands);
    request.probes.containerCommands = wordsOf(choices.containerCommands);
    request.probes.untilExit = choices.untilExit;
    if (!choices.untilExit && choices.seconds > 0)
        request.probes.duration = std::chrono::seconds(choices.seconds);
    request.probes.failuresAllowed = choices.failuresAllowed;
    request.overrides.environment = wordsOf(choices.environment);
    for (const auto &variable : request.overrides.environment)
        if (variable.find('=') == std::string::npos || variable.starts_with('='))
            return wrong(Text::tr("Environment"), Text::tr("“%1” is not NAME=value.").arg(QString::fromStdString(variable)).toStdString());
    if (!choices.command.trimmed().isEmpty())
        request.overrides.command = wordsOf(QProcess::splitCommand(choices.command));

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
    visit(choices, Writer{object});
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

BuildChoices choicesOf(const QByteArray &json)
{
    BuildChoices choices;
    const auto document = QJsonDocument::fromJson(json);
    if (document.isObject())
        visit(choices, Reader{document.object()});
    return choices;
}

} // namespace whittle::app
